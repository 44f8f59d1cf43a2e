"""
Words for claims: how each stands inside the model, the sentence that is tested, both sides with
their base, under which reading of the case it turns, and at which value.
"""

from collections.abc import Callable, Mapping

from phaseline.case.model.case import Case
from phaseline.case.model.claims import Claim, ClaimArguments
from phaseline.case.model.escalation import Track
from phaseline.desk.comparison.claim_tests import FlipOf, Lack, Measured, Regime, Switch
from phaseline.desk.comparison.claims import Verdict
from phaseline.desk.findings.claims import (
    ClaimFigureStands,
    ClaimFlips,
    ClaimRegimes,
    ClaimSidesLevel,
    ClaimStands,
    ClaimTested,
    ClaimTurns,
)
from phaseline.game.metrics import FigureUnit
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.game import (
    baseline_words,
    course_name,
    lowered_periods,
    of_draws,
    signed,
    turning_words,
)
from phaseline.present.wording.numbers import actor_words, count_words, listed, lowered, one_of
from phaseline.present.wording.spans import Spans, number, phrase
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_NAMED = 3  # ladders by name in a sentence: more are counted
_TRIO = (
    "Taking the top rung at once, phasing, and holding everything for the line are always shown"
    " together: on pure marginal deterrence a ladder that holds everything for the line can beat"
    " both."
)
_SIDES: Mapping[str, str] = {  # of a track of the game that follows no track of the case
    "red_line": "what is on the red line",
    "off_line": "what the red line leaves out",
}
_WHY: Mapping[str, str] = {
    "compellence_is_harder": (
        "Inside the model a challenger tries and stops when it is noticed, so that making it stop"
        " is easier than keeping it from starting; where {a_crossing} cannot be stopped nothing can"
        " be made to stop, and the claim holds wherever anything is deterred."
    ),
    "unexecuted_threats": (
        "Without belief that moves, the claim is false by construction: the same game is played"
        " whatever was done before. With it, unexecuted calls let {crossings} grow."
    ),
    "stronger_measure": (
        "The loss of each measure by itself, times what {share} leave of it; a rung imposes the"
        " greatest loss of its measures, not their sum. That {a_crossing} is noticed enters both"
        " alike and cancels out."
    ),
    "phasing": (
        "{Periods} under one phased completion, against the top rung at once, draw by draw."
        f" {_TRIO}"
    ),
    "limited_steps": (
        "What the rungs between change is the difference to the same ladder with its lowest and its"
        " top rung alone, once with every vote lost and once with every vote won; what needs no"
        " vote stays as it is."
    ),
    "involvement": (
        "The line is put on that track instead of the {crossing}. The course as it stands is set"
        " against no new step; beside it stands the same course on condition, whose top rung only a"
        " climb on that track calls."
    ),
    "consensus_route": (
        "The same ladder with the chance of consent after consultation, against the chance after a"
        " bypass; each is set against the baseline."
    ),
    "proportion": (
        "A comparison of attributes that the case sets side by side, not a legal finding; no ratio"
        " decides it."
    ),
    "demanded_promise": (
        "The same ladder with and without the demand for a promise: the promise stops the climb,"
        " and a challenger may give it and cheat."
    ),
    "ambiguity": (
        "The types whose gain lies below the mean loss of the measures, against the mean over the"
        " measures; it turns on how gains are spread, never on vagueness as such."
    ),
    "released_restraint": (
        "A measure that stays once it is carried out, against one that ends when it is called off."
        " Only with a gain that it releases and something that holds the challenger back until"
        " then, both, does carrying it out free the challenger."
    ),
    "counter_threats": (
        "The audience cost that keeps the threat from being a bluff, with the counter-threat"
        " costing nothing and at its dearest."
    ),
    "whom_from_what": (
        "For each track that somebody can climb, how many ladders answer it; a track that none"
        " answers is deterred by nobody."
    ),
    "avoidance": (
        "In the game nothing done before counts, unless belief in threats moves with it; the"
        " sources give no measure of that, so it cannot be told apart from what would have happened"
        " anyway."
    ),
    "better": "Each is set against the baseline under the same values of all assumptions.",
    "deters": "A challenger of that type alone, who has not begun, across for under half a period.",
    "met": "Met is what is demanded by the last horizon, with a chance of at least one half.",
    "flips": "All other assumptions stay as they are drawn; only this one moves over its range.",
}
_TESTED: Mapping[str, Callable[[Case, ClaimArguments], str]] = {
    "compellence_is_harder": lambda case, asked: (
        f"The best of {_courses(case, asked.ladders)} keeps more from"
        f" {case.vocabulary.crossing.doing} than any makes stop that has begun."
    ),
    "unexecuted_threats": lambda case, asked: (
        f"Under {course_name(case, asked.ladder)} eight unexecuted calls leave more"
        f" {lowered_periods(case)} than none."
    ),
    "stronger_measure": lambda case, asked: (
        f"{capitalised(_leaves(case))} leave more of the loss by {_measure(case, asked.measure)}"
        f" than by {_measure(case, asked.than)}."
    ),
    "phasing": lambda case, asked: (
        f"{capitalised(course_name(case, asked.ladder))} leaves fewer {lowered_periods(case)} than"
        f" {course_name(case, asked.at_once)}."
    ),
    "limited_steps": lambda case, asked: (
        f"The rungs between the lowest and the top one of {course_name(case, asked.ladder)} leave"
        f" fewer {lowered_periods(case)} where every vote is lost, and not where every vote is won."
    ),
    "involvement": lambda case, asked: (
        f"{capitalised(course_name(case, asked.ladder))} leaves fewer"
        f" {case.period}s at a higher level of {_track(case, asked.track)} than"
        f" {baseline_words(case)}."
    ),
    "consensus_route": lambda case, asked: (
        f"{capitalised(course_name(case, asked.ladder))} leaves fewer {lowered_periods(case)}"
        " after consultation than after a bypass."
    ),
    "proportion": lambda case, asked: (
        f"{_acts(case, asked)} endangers own nationals, while every rung of"
        f" {course_name(case, asked.ladder)} may kill the other side's."
    ),
    "demanded_promise": lambda case, asked: (
        f"{capitalised(course_name(case, asked.ladder))} leaves fewer {lowered_periods(case)}"
        " with its demand for a promise than without it."
    ),
    "ambiguity": lambda case, asked: (
        "To leave open which of"
        f" {listed([_measure(case, name) for name in asked.measures])} follows deters more types"
        " than to say it."
    ),
    "released_restraint": lambda case, asked: (
        f"{capitalised(course_name(case, asked.ladder))} leaves more {lowered_periods(case)}"
        " where what it carries out stays than where it ends when called off."
    ),
    "counter_threats": lambda case, asked: (
        f"{capitalised(course_name(case, asked.ladder))} needs a larger audience cost where the"
        " counter-threat is dearest than where it costs nothing."
    ),
    "whom_from_what": lambda case, asked: (
        f"There is a track that can be climbed and that none of {_courses(case, asked.ladders)}"
        " answers."
    ),
    "avoidance": lambda *_: "Nothing is tested: the game holds no measure of it.",
}
_METRICS: Mapping[str, str] = {
    "crossing_first": "a lower chance of a first crossing within the first horizon",
    "crossing": "a lower chance of a first crossing",
    "leaving": "a higher chance to stop",
    "inside": "fewer {periods}",
    "cheating": "fewer periods of cheating",
    "met": "more periods in which the demand is met",
    "disaster": "a lower chance of disaster",
    "value": "a higher value to the responder",
    "cost": "a lower cost",
    "harm": "less harm",
    "benefit": "a larger benefit",
    "audience": "lower audience costs",
    "disaster_loss": "a smaller loss by disaster",
}


_LACKING: Mapping[Lack, str] = {
    Lack.LADDER: "a ladder that it names was not compared",
    Lack.CONSENT: "no consent is waited for under the ladder that it names",
    Lack.PROMISE: "the ladder that it names demands no promise",
    Lack.STEPS: "the ladder that it names has no rung between its lowest and its top one",
    Lack.RISE: "nobody in the game can climb the track that it names",
    Lack.ACTS: "the case enters no act to compare with",
    Lack.CREDIBILITY: "no audience cost makes the threat that it names credible",
    Lack.CLEAR: "what is compared does not decide it",
    Lack.MEASURE: "the sources give no measure of it",
}
_METRIC_NOUNS: Mapping[str, str] = {
    "crossing_first": "chance of a first crossing within the first horizon",
    "crossing": "chance of a first crossing",
    "leaving": "chance to stop",
    "inside": "{periods}",
    "cheating": "periods of cheating",
    "met": "periods in which the demand is met",
    "disaster": "chance of disaster",
    "value": "value to the responder",
    "cost": "cost",
    "harm": "harm",
    "benefit": "benefit",
    "audience": "audience costs",
    "disaster_loss": "loss by disaster",
}
_FIGURES: Mapping[Measured, str] = {
    Measured.KEPT_OUT: "kept from {crossing}",
    Measured.MADE_LEAVE: "made to stop",
    Measured.METRIC: "{metric}, {ladder}",
    Measured.AFTER_CALLS: "{periods}, {calls} unexecuted",
    Measured.LOSS: "loss by {measure} that is left",
    Measured.LEAD: "difference, above zero where it speaks for the claim",
    Measured.BETTER_THAN_HELD: "share of draws with fewer {periods} than {held}",
    Measured.LEVEL_WITH_HELD: "share of draws level with {held}",
    Measured.WORSE_THAN_HELD: "share of draws with more {periods} than {held}",
    Measured.DEARER_AT_ONCE: "share of draws with a higher value to the responder than {at_once}",
    Measured.CONSULTED: "{periods} after consultation",
    Measured.BYPASSED: "{periods} after a bypass",
    Measured.STEPS_WITHOUT_TOP: "{periods}, by the rungs between, where every vote is lost",
    Measured.STEPS_BELOW_TOP: "{periods}, by the rungs between, where every vote is won",
    Measured.AS_STATED: "{period}s at a higher level, the course as it stands",
    Measured.IF_CLIMBED: "{period}s at a higher level, the course only if there is a climb",
    Measured.BETTER_IF_CLIMBED: "share of draws in which the course on condition leaves fewer",
    Measured.LEVEL_IF_CLIMBED: "share of draws in which it changes nothing that counts",
    Measured.WORSE_IF_CLIMBED: "share of draws in which it leaves more",
    Measured.ACTS: "acts done",
    Measured.ACTS_THAT_SPARE: "acts that endanger no own nationals",
    Measured.WITH_DEMAND: "{periods} with the demand",
    Measured.WITHOUT_DEMAND: "{periods} without it",
    Measured.CHEATING: "{period}s of cheating under a promise",
    Measured.VAGUE_DETERS: "types deterred, left open",
    Measured.CLEAR_DETERS: "types deterred, said",
    Measured.STAYING: "{periods}, where it stays",
    Measured.ENDING: "{periods}, where it ends when called off",
    Measured.UNDER_SWITCH: "{periods} at the best values once consent is given, {switch}",
    Measured.COST_FREE: "audience cost needed at the best values, the counter-threat costs nothing",
    Measured.COST_DEAREST: (
        "audience cost needed at the best values, the counter-threat at its dearest"
    ),
    Measured.COST_ASSUMED: "audience cost assumed as best",
    Measured.ANSWERED: "{track}: completed ladders that answer it",
    Measured.TYPE_ACROSS: "{periods}, a challenger that {type}",
    Measured.TYPE_ACROSS_WITHOUT: "the same with {baseline}",
    Measured.MET: "met by the last horizon",
    Measured.MET_ON_AVERAGE: "met by the last horizon, mean",
    Measured.LEAD_AT: "lead of {first} over {second} at {end}",
}
_FLIPPED: Mapping[FlipOf, str] = {
    FlipOf.CONSENT: (
        "where consent to {measure} has a chance of {at} at one sitting, all else unchanged"
    ),
    FlipOf.RELEASE: "at {at} percent of the assumed ranges of both amounts together",
    FlipOf.ASSUMPTION: "at {at}",
}
_UNFLIPPED: Mapping[FlipOf, str] = {
    FlipOf.CONSENT: "no chance of consent to {measure}",
    FlipOf.RELEASE: "no part of the assumed ranges of both amounts together",
    FlipOf.ASSUMPTION: "no value of its range",
}


@wording.register
def _(finding: ClaimStands, words: Words) -> Spans:
    verdict = capitalised(finding.verdict.value)
    if finding.lacks is not None:
        return phrase("{verdict}: {lacking}.", verdict=verdict, lacking=_LACKING[finding.lacks])
    if finding.share is None:
        return phrase("{verdict}.", verdict=verdict)
    under = _under_words(finding, words)
    if finding.level is None or finding.behind is None:
        count = number(of_draws(finding.share.median, finding.draws))
        return phrase("{verdict}: so in {count}{under}.", verdict=verdict, count=count, under=under)
    return phrase(
        "{verdict}: so in {ahead}, level in {level}, {otherwise} in {behind}{under}.",
        verdict=verdict,
        ahead=number(of_draws(finding.share.median, finding.draws)),
        level=number(f"{round(finding.level.median * finding.draws)}"),
        otherwise=_otherwise(words.entry(finding.claim)),
        behind=number(f"{round(finding.behind.median * finding.draws)}"),
        under=under,
    )


def _under_words(finding: ClaimStands, words: Words) -> str:
    """Name the reading of the case under which a claim turns."""
    if finding.switch is None:
        return ""
    leads = "; what could part them is" if finding.verdict is Verdict.LEVEL else "; and on"
    return f"{leads} {switch_words(words.case, finding.switch)}"


def _otherwise(claim: Claim) -> str:
    """Say how it is in a draw in which a claim neither holds nor is level."""
    has_no_other_way = claim.tests == "limited_steps" or claim.flips is not None
    return "not so" if has_no_other_way else "the other way round"


@wording.register
def _(finding: ClaimRegimes, words: Words) -> Spans:
    case, regimes = words.case, finding.regimes
    if len(regimes) == 1:
        return phrase(
            "At the best values {leader}, whatever the chance of consent.",
            leader=_leader_words(case, regimes[0].leader),
        )
    stretches = "; ".join(
        f"{_stretch_words(regime)} {_leader_words(case, regime.leader)}" for regime in regimes
    )
    return phrase(
        "At the best values, by the chance of consent at one sitting: {stretches}.",
        stretches=number(stretches),
    )


def _stretch_words(regime: Regime) -> str:
    if regime.low == 0.0:
        return f"below {regime.high:.3f}"
    if regime.high == 1.0:
        return f"above {regime.low:.3f}"
    return f"from {regime.low:.3f} to {regime.high:.3f}"


def _leader_words(case: Case, leader: str) -> str:
    return f"{course_name(case, leader)} leads" if leader else "neither ladder leads"


@wording.register
def _(finding: ClaimTested, words: Words) -> Spans:
    claim = words.entry(finding.claim)
    return phrase(
        "Tested: {sentence} {why}",
        sentence=sentence_words(words.case, claim),
        why=why_words(words.case, claim),
    )


@wording.register
def _(_: ClaimSidesLevel, __: Words) -> Spans:
    return phrase("In the middle of the draws both sides are level: no difference that counts.")


@wording.register
def _(finding: ClaimTurns, words: Words) -> Spans:
    if finding.absence is not None:
        return phrase(
            "What turns it is not computed: {draws} are too few to tell apart.",
            draws=count_words(finding.draws, "draw"),
        )
    if finding.turning is None:
        return phrase("No single assumption turns it.")
    return phrase("It {turning}.", turning=turning_words(words.case, finding.turning))


@wording.register
def _(finding: ClaimFlips, words: Words) -> Spans:
    if finding.of is FlipOf.SHARED_CONSENT:
        return phrase("Both wait for the same consent, so no chance of it turns the claim.")
    moved = _moved(finding, words)
    if finding.at is None:
        return phrase(
            "At the best values {value} turns it.", value=_UNFLIPPED[finding.of].format(**moved)
        )
    return phrase(
        f"At the best values it flips {_FLIPPED[finding.of]}.",
        at=number(_flip_value(finding.of, finding.at)),
        **moved,
    )


def _moved(finding: ClaimFlips, words: Words) -> Mapping[str, str]:
    """Name the measure whose consent is moved; nothing where it is something else that moves."""
    if finding.of is not FlipOf.CONSENT:
        return {}
    return {"measure": _measure(words.case, words.entry(finding.claim).with_.measure)}


def _flip_value(of: FlipOf, at: float) -> str:
    match of:
        case FlipOf.CONSENT | FlipOf.SHARED_CONSENT:
            return f"{at:.3f}"
        case FlipOf.RELEASE:
            return f"{at * 100:.0f}"
        case FlipOf.ASSUMPTION:
            return f"{at:.3g}"


@wording.register
def _(finding: ClaimFigureStands, words: Words) -> Spans:
    value, unit = finding.value, finding.counted_in
    low, high = (
        figure_words(end, unit, is_change=finding.is_change) for end in (value.low, value.high)
    )
    within = [] if low == high else [f"{low} to {high} in nine of ten draws"]
    baseline = baseline_words(words.case)
    base = [] if value.base is None else [f"{figure_words(value.base, unit)} with {baseline}"]
    beside = "; ".join((*within, *base))
    return phrase(
        "{label}: {value}{beside}",
        label=figure_label(finding, words),
        value=number(figure_words(value.median, unit, is_change=finding.is_change)),
        beside=number(f" ({beside})") if beside else "",
    )


def figure_label(finding: ClaimFigureStands, words: Words) -> str:
    """Say of what a figure of a claim is."""
    case, asked = words.case, words.entry(finding.claim).with_
    calls = int(finding.at or 0)
    return _FIGURES[finding.of].format(
        crossing=words.crossing.doing,
        periods=lowered_periods(case),
        period=words.period,
        baseline=baseline_words(case),
        metric=_METRIC_NOUNS.get(finding.beside, "").format(periods=lowered_periods(case)),
        ladder=course_name(case, finding.subject),
        at_once=course_name(case, asked.at_once),
        held=course_name(case, asked.held),
        calls=f"{calls or 'no'} call{'s' if calls > 1 else ''}",
        measure=_entered(finding, Measured.LOSS, lambda name: _measure(case, name)),
        switch="no switch" if finding.beside == "none" else finding.beside,
        track=_entered(finding, Measured.ANSWERED, lambda name: _track(case, name)),
        type=_entered(finding, Measured.TYPE_ACROSS, lambda name: _type(case, name)),
        **_lead_parts(finding, words),
    )


def _entered(finding: ClaimFigureStands, of: Measured, name: Callable[[str], str]) -> str:
    """Name what a figure is of, where it is a figure of that kind."""
    return name(finding.subject) if finding.of is of else ""


def _lead_parts(finding: ClaimFigureStands, words: Words) -> Mapping[str, str]:
    """Name both ladders, and the end of the assumption at which one leads."""
    flips = words.entry(finding.claim).flips
    if flips is None or finding.of is not Measured.LEAD_AT:
        return dict.fromkeys(("first", "second", "end"), "")
    first, second = (course_name(words.case, name) for name in flips.between)
    return {"first": first, "second": second, "end": f"{finding.at:g}"}


def figure_words(value: float, unit: FigureUnit, *, is_change: bool = False) -> str:
    """
    Give a figure in its unit; of a difference the sign is told.

    >>> figure_words(0.25, FigureUnit.SHARE), figure_words(-0.25, FigureUnit.CHANCE, is_change=True)
    ('25 percent', '−25 points')
    """
    match unit:
        case FigureUnit.CHANCE | FigureUnit.SHARE:
            return f"{signed(100 * value, 0)} points" if is_change else f"{100 * value:.0f} percent"
        case FigureUnit.COUNT:
            return f"{value:.0f}"
        case FigureUnit.PERIODS | FigureUnit.PAYOFF:
            return signed(value, 2) if is_change else f"{value:.2f}".replace("-", "−")


def sentence_words(case: Case, claim: Claim) -> str:
    """Give the sentence that is held against the game in place of the author's words."""
    if claim.better:
        return (
            f"{capitalised(course_name(case, claim.better.ladder))} comes with"
            f" {_by(case, claim.better.by)} than {course_name(case, claim.better.than)}."
        )
    if claim.deters:
        return (
            f"{capitalised(course_name(case, claim.deters.ladder))} keeps a challenger that"
            f" {_type(case, claim.deters.type)} from {case.vocabulary.crossing.doing}."
        )
    if claim.met:
        part = f" ({Words(case).played_track(claim.met.demand)})" if claim.met.demand else ""
        return f"What {course_name(case, claim.met.ladder)} demands{part} is met."
    if claim.flips:
        name = claim.flips.address.removeprefix("assumptions.")
        asks = lowered(case, case.assumptions[name].asks).rstrip(".")
        return (
            f"{capitalised(_courses(case, claim.flips.between))} change places by"
            f" {_by(case, claim.flips.by)} as one assumption moves over its range: {asks}."
        )
    return _TESTED[claim.tests](case, claim.with_)


def why_words(case: Case, claim: Claim) -> str:
    """Say what is compared, and what that rests on."""
    crossing, periods = case.vocabulary.crossing, lowered_periods(case)
    way = claim.tests or next(
        way for way in ("better", "deters", "met", "flips") if _is(claim, way)
    )
    return _WHY[way].format(
        crossing=crossing.noun,
        a_crossing=one_of(crossing.noun),
        crossings=crossing.plural,
        Periods=capitalised(periods),
        share=_leaves(case),
    )


def _leaves(case: Case) -> str:
    """Name what leaves a part of a loss; goods where the case has any."""
    return "goods, consent and lead" if case.stocks else "consent and lead"


def switch_words(case: Case, switch: Switch) -> str:
    """Name the reading of the case under which a claim turns."""
    match switch:
        case Switch.FOR_GOOD:
            return f"{one_of(case.vocabulary.crossing.noun)} that cannot be stopped"
        case Switch.CREDIT:
            return "credit that moves with what was done before"
        case Switch.RELEASE:
            return "a gain that is released and something that holds back until then"


def _is(claim: Claim, way: str) -> bool:
    return getattr(claim, way) is not None


def _by(case: Case, metric: str) -> str:
    return _METRICS[metric].format(periods=lowered_periods(case))


def _courses(case: Case, names: tuple[str, ...]) -> str:
    if len(names) > _NAMED:
        return count_words(len(names), "completed ladder")
    return listed([course_name(case, name) for name in names])


def _measure(case: Case, name: str) -> str:
    return lowered(case, case.measures[name].title)


def _type(case: Case, name: str) -> str:
    return lowered(case, case.game.types[name].title) if case.game else name


def _track(case: Case, name: str) -> str:
    """Name what a track of the game follows, and who controls that."""
    follows = (
        next((track.of for track in case.game.tracks if track.id == name), "") if case.game else ""
    )
    track = case.tracks.get(follows)
    owner = track.controlled_by if isinstance(track, Track) else case.challenger
    title = (
        lowered(case, track.title)
        if isinstance(track, Track)
        else _SIDES.get(follows, "what it is about")
    )
    return f"{title} ({actor_words(case, owner)})"


def _acts(case: Case, asked: ClaimArguments) -> str:
    if not asked.acts:
        return "No act that is done"
    return f"Nothing about {listed([lowered(case, case.acts[name].title) for name in asked.acts])}"
