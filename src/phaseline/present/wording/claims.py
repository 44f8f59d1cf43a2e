"""
A claim in words: the sentence that is tested, on what the test rests, under which reading of the
case it turns, and at which value.
"""

from collections.abc import Callable, Mapping

from phaseline.case.model.case import Case
from phaseline.case.model.claims import Claim, ClaimArguments
from phaseline.desk.comparison.claim_tests import FlipOf, Switch, TestOutcome
from phaseline.present.wording.game import course_name, lowered_periods
from phaseline.present.wording.numbers import count_words, listed, lowered

_NAMED = 3  # ladders by name in a sentence: more are counted
OBJECTION = (
    "The standing scientific objection to phasing is that substrategic deployments add little to"
    " overall deterrence stability (Zagare and Kilgour 1995)."
)
_TRIO = (
    "Taking the top rung at once, phasing, and holding everything for the line are always shown"
    " together: on pure marginal deterrence a ladder that holds everything for the line can beat"
    " both."
)
_WHY: Mapping[str, str] = {
    "compellence_is_harder": (
        "Inside the model a challenger tries and stops when it is noticed, so that making it stop"
        " is easier than keeping it from starting; where a {crossing} cannot be stopped nothing can"
        " be made to stop, and the claim holds wherever anything is deterred."
    ),
    "unexecuted_threats": (
        "Without belief that moves, the claim is false by construction: the same game is played"
        " whatever was done before. With it, unexecuted calls let {crossings} grow. Evidence on"
        " past cases is split (Huth 1988 for it, Huth and Russett 1984 against)."
    ),
    "stronger_measure": (
        "Loss times what consent and lead leave of it; that a {crossing} is noticed enters both"
        " alike and cancels out."
    ),
    "phasing": (
        "{Periods} under the best phased completion, against the top rung at once."
        f" {_TRIO} {OBJECTION}"
    ),
    "consensus_route": (
        "The same ladder with the chance of consent after consultation, against the chance after a"
        " bypass."
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
        f"The best of {_courses(case, asked.ladders)} keeps more from crossing than any makes"
        " leave that has crossed."
    ),
    "unexecuted_threats": lambda case, asked: (
        f"Under {course_name(case, asked.ladder)} eight unexecuted calls leave more"
        f" {lowered_periods(case)} than none."
    ),
    "stronger_measure": lambda case, asked: (
        f"Goods, consent and lead leave more of the loss by {_measure(case, asked.measure)} than"
        f" by {_measure(case, asked.than)}."
    ),
    "phasing": lambda case, asked: (
        f"The best of {_courses(case, asked.ladders)} leaves fewer {lowered_periods(case)} than"
        f" {course_name(case, asked.at_once)}."
    ),
    "consensus_route": lambda case, asked: (
        f"{_capitalised(course_name(case, asked.ladder))} leaves fewer {lowered_periods(case)}"
        " after consultation, and changes them by less than half of that after a bypass."
    ),
    "proportion": lambda case, asked: (
        f"{_acts(case, asked)} endangers own nationals, while every rung of"
        f" {course_name(case, asked.ladder)} may kill the other side's."
    ),
    "demanded_promise": lambda case, asked: (
        f"{_capitalised(course_name(case, asked.ladder))} leaves fewer {lowered_periods(case)}"
        " with its demand for a promise than without it."
    ),
    "ambiguity": lambda case, asked: (
        "To leave open which of"
        f" {listed([_measure(case, name) for name in asked.measures])} follows deters at least as"
        " many types as to say it."
    ),
    "released_restraint": lambda case, asked: (
        f"{_capitalised(course_name(case, asked.ladder))} leaves more {lowered_periods(case)}"
        " where what it carries out stays than where it ends when called off."
    ),
    "counter_threats": lambda case, asked: (
        f"{_capitalised(course_name(case, asked.ladder))} needs a larger audience cost where the"
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


def sentence_words(case: Case, claim: Claim) -> str:
    """Give the sentence that is held against the game in place of the author's words."""
    if claim.better:
        return (
            f"{_capitalised(course_name(case, claim.better.ladder))} comes with"
            f" {_by(case, claim.better.by)} than {course_name(case, claim.better.than)}."
        )
    if claim.deters:
        title = lowered(case, case.game.types[claim.deters.type].title) if case.game else ""
        return (
            f"{_capitalised(course_name(case, claim.deters.ladder))} keeps a challenger that"
            f" {title} from crossing."
        )
    if claim.met:
        part = f" ({claim.met.demand})" if claim.met.demand else ""
        return f"What {course_name(case, claim.met.ladder)} demands{part} is met."
    if claim.flips:
        name = claim.flips.address.removeprefix("assumptions.")
        asks = lowered(case, case.assumptions[name].asks).rstrip(".")
        return (
            f"{_capitalised(_courses(case, claim.flips.between))} change places by"
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
        crossing=crossing.noun, crossings=crossing.plural, Periods=_capitalised(periods)
    )


def switch_words(case: Case, switch: Switch) -> str:
    """Name the reading of the case under which a claim turns."""
    match switch:
        case Switch.FOR_GOOD:
            return f"a {case.vocabulary.crossing.noun} that cannot be stopped"
        case Switch.CREDIT:
            return "credit that moves with what was done before"
        case Switch.RELEASE:
            return "a gain that is released and something that holds back until then"


def flip_words(outcome: TestOutcome) -> str:
    """Say at which value a claim turns at the best values."""
    at = outcome.flip or 0.0
    match outcome.flip_of:
        case FlipOf.CONSENT:
            return f"a chance of consent of {at:.3f} at one sitting"
        case FlipOf.RELEASE:
            return f"{at * 100:.0f} percent of the assumed ranges of both amounts together"
        case FlipOf.ASSUMPTION:
            return f"{at:.3g}"


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


def _acts(case: Case, asked: ClaimArguments) -> str:
    if not asked.acts:
        return "No act that is done"
    return f"Nothing about {listed([lowered(case, case.acts[name].title) for name in asked.acts])}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
