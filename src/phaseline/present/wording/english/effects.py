"""Words for what the courses change inside the model, what turns it, and how it goes wrong."""

from collections.abc import Iterable, Mapping, Sequence, Sized

from phaseline.desk.comparison.advice import Ahead
from phaseline.desk.findings.effects import (
    AheadOfOthers,
    AroundClock,
    CalmIfComplying,
    CheatingCorners,
    CheatingStops,
    ClockEnds,
    CrossesUnanswered,
    EffectsAroundClock,
    FalseAlarm,
    MovesMost,
    NextInformation,
    NotPlayed,
    OfficeChanges,
    ReadingGroup,
    ReleaseTurns,
    SameGame,
    ShortestByReading,
    SignsAndCheats,
    StrengthOfAdvice,
    WhatMovesThem,
)
from phaseline.desk.findings.finding import Spread
from phaseline.present.wording.english.acts import ends_words
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.game import (
    baseline_words,
    chance,
    of_draws,
    signed,
    tenths,
    viewpoint_words,
)
from phaseline.present.wording.numbers import count_words, listed, margin_words, number_words
from phaseline.present.wording.spans import Spans, number, phrase
from phaseline.present.wording.words import Words, asks_question, takes_article
from phaseline.terms.letters import capitalised

_UNPLAYED: Mapping[str, str] = {
    "turns": "Which of them reverses the advice is not computed",
    "cheating": "What cheating then gains is not computed",
    "clock": "What is left over the horizons of the case is not computed",
}

_MISSING: Mapping[str, str] = {
    "game": "the case has no game",
    "breach": "what a detected breach costs is not entered",
    "promise": "no ladder asks for a promise that reports can show to be broken",
    "clock": "no level at which less is left is entered",
    "run": "the game was not played",
}


@wording.register
def _(finding: SameGame, words: Words) -> Spans:
    text = (
        "{names} come to the same in every draw: inside the model, no step of theirs is felt."
        if finding.is_nothing
        else "{names} are one game under {count} names: every figure is the same in every draw."
    )
    names = listed([words.course(policy) for policy in finding.policies])
    count = number_words(len(finding.policies))
    return phrase(text, names=capitalised(names), count=count)


def _percent_span(chance: Spread) -> str:
    """Give the range of a chance in hundredths in brackets; nothing where it has none."""
    low, high = (f"{100 * end:.0f}" for end in (chance.low, chance.high))
    return f" ({low} to {high})" if low != high else ""


@wording.register
def _(finding: CrossesUnanswered, words: Words) -> Spans:
    crossing = words.crossing
    if finding.abstaining:
        chance = finding.chance
        return phrase(
            "By assumption there are {chance} chances in 100{span} that {who}"
            " would not {cross} whatever is answered; no course is credited with it.",
            who=words.actor(words.case.challenger),
            chance=f"{100 * chance.median:.0f}",
            span=_percent_span(chance),
            cross=crossing.do,
        )
    if finding.is_tempting:
        if _is_of_one_type(words):
            return phrase(
                "By assumption the one type of challenger entered here gains from {crossing}, and"
                " would not hold back by itself.",
                crossing=crossing.doing,
            )
        return phrase(
            "By assumption every type of challenger entered here gains from {crossing}, and none"
            " would hold back by itself.",
            crossing=crossing.doing,
        )
    return phrase(
        "No type of challenger is entered that would hold back from {crossing} by itself, though"
        " not all gain from it at our best values.",
        crossing=crossing.doing,
    )


@short.register
def _(finding: CrossesUnanswered, words: Words) -> Spans:
    crossing = words.crossing
    if finding.abstaining:
        chance = finding.chance
        return phrase(
            "We assume {chance} chances in 100{span} that {who} holds back whatever is"
            " done, which no course is credited with.",
            who=words.actor(words.case.challenger),
            chance=f"{100 * chance.median:.0f}",
            span=_percent_span(chance),
        )
    if finding.is_tempting:
        return phrase(
            "By assumption {types} of {who} gains from {crossing}.",
            types="the one type" if _is_of_one_type(words) else "every type",
            who=words.actor(words.case.challenger),
            crossing=crossing.doing,
        )
    return phrase(
        "By assumption no type of {who} would hold back by itself.",
        who=words.actor(words.case.challenger),
    )


@wording.register
def _(finding: ShortestByReading, words: Words) -> Spans:
    return phrase(
        "What shortens {crossings} most, in {periods} of {of}: {groups}.",
        crossings=words.crossing.plural,
        periods=words.periods(2),
        of=str(max(words.case.horizon)),
        groups="; ".join(_reading_group(group, words) for group in finding.groups),
    )


def _reading_group(group: ReadingGroup, words: Words) -> str:
    who = words.readings(group.readings)
    if not group.policies:
        return f"none, under the law as read by {who}"
    courses = words.courses(group.policies)
    return f"{courses}, by {_span(group.changes)}, under the law as read by {who}"


def _span(changes: Sequence[float]) -> str:
    """Write by how much less there is: what shortens something, shortens it by a plain number."""
    least, most = (signed(-end(changes), 1).removeprefix("+") for end in (max, min))
    return least if least == most else f"{least} to {most}"


@wording.register
def _(finding: AheadOfOthers, words: Words) -> Spans:
    lead = (
        "Inside the model one course is ahead throughout on both counts."
        if finding.is_throughout
        else "Inside the model no course is ahead of the others throughout on both counts."
    )
    return phrase(
        "{lead} {both}{turn}.",
        lead=lead,
        both=_both(finding, words),
        turn=_turn(finding.value, words),
    )


def _both(finding: AheadOfOthers, words: Words) -> str:
    inside, value, draws = finding.inside, finding.value, finding.draws
    if (inside.first, inside.level) == (value.first, value.level):
        return (
            f"Ahead for {_viewpoint(inside, words)} in {of_draws(inside.share, draws)}, by"
            f" {_viewpoint(value, words)} in {of_draws(value.share, draws)}:"
            f" {_leaders(value, words)}"
        )
    return f"For {_ahead(inside, draws, words)}; by {_ahead(value, draws, words)}"


def _ahead(ahead: Ahead, draws: int, words: Words) -> str:
    who = _leaders(ahead, words)
    return f"{_viewpoint(ahead, words)}, {who} in {of_draws(ahead.share, draws)}"


def _viewpoint(ahead: Ahead, words: Words) -> str:
    return viewpoint_words(words.case, ahead.viewpoint)


def _leaders(ahead: Ahead, words: Words) -> str:
    """Name the course that is ahead in most combinations, with those that are in as many."""
    return words.courses((ahead.first, *ahead.level))


def _turn(ahead: Ahead, words: Words) -> str:
    if ahead.turning is None:
        return ""
    turning = ahead.turning
    return (
        f", preferable to {words.course(ahead.second)} mostly if"
        f" {words.asked(f'assumptions.{turning.assumption}')} is"
        f" {'above' if turning.above > turning.below else 'below'} {turning.at:.2g}"
    )


@wording.register
def _(finding: StrengthOfAdvice, _: Words) -> Spans:
    return phrase("{word}", word=finding.word)


@wording.register
def _(finding: MovesMost, words: Words) -> Spans:
    changes = ", ".join(
        f"{signed(change.low, 1)} to {signed(change.high, 1)} {words.periods(2)}"
        f" for {words.courses(change.policies)}"
        for change in finding.changes
    )
    return phrase(
        "{asked}, {ends}: {changes}",
        asked=words.asked(finding.assumption),
        ends=number(ends_words(words, finding.assumption), finding.assumption),
        changes=changes,
    )


@wording.register
def _(finding: NextInformation, words: Words) -> Spans:
    asked = _wanted(words.asked(finding.assumption))
    everything, turned = finding.everything, finding.turned
    if everything and finding.is_little:
        return phrase(
            "Nothing of much worth: {everything}; first, all the same, a better figure {asked}.",
            everything=_adds("knowing everything", everything, finding, words),
            asked=asked,
        )
    if everything and finding.worth is None:
        return phrase(
            "A better figure {asked}; it may add nothing to the best course's {base},"
            " {counted}: no more than the error of the estimate.",
            asked=asked,
            base=_amount(everything.base or 0.0),
            counted=_counted(finding.viewpoint, words),
        )
    if everything and finding.worth:
        return phrase(
            "A better figure {asked}: {worth}; knowing everything, {all}.",
            asked=asked,
            worth=_adds("knowing it", finding.worth, finding, words),
            all=_amount(everything.median),
        )
    if turned is None or turned.turning is None:
        return phrase(
            "A better figure {asked}: nothing moves the courses more.",
            asked=asked,
        )
    return phrase(
        "A better figure {asked}: at {at} the choice between {first} and {second} changes,"
        " {counted}.",
        asked=asked,
        at=number(f"{turned.turning.at:.2g}", finding.assumption),
        first=words.course(turned.first),
        second=words.course(turned.second),
        counted=_counted(turned.viewpoint, words),
    )


@short.register
def _(finding: NextInformation, words: Words) -> Spans:
    """What comes first is worth most, or moves the courses most; of how much the annex tells."""
    asked = words.asked(finding.assumption)
    turning = finding.turned.turning if finding.turned and not finding.everything else None
    if finding.everything and finding.is_little:
        return phrase("Nothing of much worth; first, all the same: {asked}.", asked=asked)
    if finding.everything and finding.worth is None:
        return phrase("{asked} (may change nothing).", asked=_asked_first(asked))
    if turning is None or finding.turned is None:
        return phrase("{asked}.", asked=_asked_first(asked))
    return phrase(
        "{asked}: at {at} {first} and {second} change places.",
        asked=_asked_first(asked),
        at=number(f"{turning.at:.2g}", finding.assumption),
        first=words.course(finding.turned.first),
        second=words.course(finding.turned.second),
    )


def _asked_first(asked: str) -> str:
    """Begin with what is wanted to be known; some assumptions ask a question."""
    return f"The {asked}" if takes_article(asked) else capitalised(asked)


def _adds(knowing: str, worth: Spread, finding: NextInformation, words: Words) -> str:
    """Say what knowing something adds, to what, and from which point of view."""
    error = worth.high - worth.median if worth.of is None else finding.error
    return (
        f"{knowing} adds {_amount(worth.median)} (± {margin_words(error, worth.median, 2)}) to the"
        f" best course's {_amount(worth.base or 0.0)}, {_counted(finding.viewpoint, words)}"
    )


def _counted(viewpoint: str, words: Words) -> str:
    """Say in what a choice is counted: in periods, or as the responder values them."""
    if viewpoint == "inside":
        return f"in {words.periods(2)} without {words.crossing.noun}"
    return f"as {words.actor(words.case.responder)} is taken to value it"


def _amount(worth: float) -> str:
    return f"{worth:.2g}" if worth else "0"


def _wanted(asked: str) -> str:
    """Say of what a better figure is wanted; some assumptions ask a question."""
    if asks_question(asked):
        return f"of {asked}"
    return f"for the {asked}" if takes_article(asked) else f"for {asked}"


@wording.register
def _(finding: SignsAndCheats, words: Words) -> Spans:
    return phrase(
        "{them} agrees and cheats: {count} of {of} {periods} at our best values, under {courses};"
        " {base} with {baseline}; reports call for a step within {within} {periods} in {called}.",
        baseline=baseline_words(words.case),
        base=f"{finding.base:.0f}",
        them=words.actor(words.case.challenger),
        count=f"{finding.periods:.0f}",
        of=str(finding.of),
        periods=words.periods(2),
        courses=words.courses(finding.policies),
        within=str(finding.within),
        called=tenths(finding.called),
    )


@short.register
def _(finding: SignsAndCheats, words: Words) -> Spans:
    """Under which courses it does so most stands behind it."""
    if f"{finding.periods:.0f}" == f"{finding.base:.0f}":
        return phrase(
            "At best guesses {them} promises and cheats as long as with {baseline}: {count} of {of}"
            " {periods}.",
            them=words.actor(words.case.challenger),
            baseline=baseline_words(words.case),
            count=f"{finding.periods:.0f}",
            of=str(finding.of),
            periods=words.periods(2),
        )
    return phrase(
        "At best guesses {them} promises and cheats in up to {count} of {of} {periods}"
        " ({baseline}: {base}).",
        them=words.actor(words.case.challenger),
        count=f"{finding.periods:.0f}",
        of=str(finding.of),
        periods=words.periods(2),
        baseline=baseline_words(words.case),
        base=f"{finding.base:.0f}",
    )


@wording.register
def _(finding: FalseAlarm, words: Words) -> Spans:
    return phrase(
        "False alarm, at our best values, under {course}: of 10 alarms, {false} false; one who"
        " complies meets a further step all the same in {all_the_same}.",
        false=tenths(finding.false).removesuffix(" of 10"),
        course=words.course(finding.policy),
        all_the_same=tenths(finding.meets_a_rung),
    )


@short.register
def _(finding: FalseAlarm, words: Words) -> Spans:
    return phrase(
        "A false alarm: at best guesses one who complied would meet a further step all the same,"
        " in {all_the_same} cases.",
        them=words.actor(words.case.challenger),
        all_the_same=tenths(finding.meets_a_rung),
    )


@wording.register
def _(finding: ClockEnds, words: Words) -> Spans:
    return phrase(
        "With {track} at “{level}”, at our best values: {courses}, {change} {periods}.",
        track=words.within(finding.track),
        level=finding.level.replace("-", " "),
        change=_becomes(finding.during, finding.after, finding.policies),
        periods=words.periods(2),
        courses=words.courses(finding.policies),
    )


@wording.register
def _(finding: OfficeChanges, words: Words) -> Spans:
    return phrase(
        "If whoever decides may leave office, at our best values: {courses}, {change} {periods}.",
        change=_becomes(finding.before, finding.after, finding.policies),
        periods=words.periods(2),
        courses=words.courses(finding.policies),
    )


def _becomes(before: float, after: float, courses: Sized) -> str:
    """Say what a change becomes, of each of several courses; a figure does not become itself."""
    first, last = signed(before, 1), signed(after, 1)
    change = f"still {last}" if first == last else f"{first} becomes {last}"
    return f"each {change}" if len(courses) > 1 else change


@wording.register
def _(finding: CheatingCorners, words: Words) -> Spans:
    return phrase(
        "In our model, under {course}, {who} agrees and still {does} in {best} of {of} {periods} at"
        " best guesses, in {unseen} if {unpunished}, in {raised} with {tops} at the {top} of our"
        " {ranges}.{unpunished_there}",
        course=words.course(finding.policy),
        who=words.actor(words.case.challenger),
        does=words.crossing.does,
        unpunished="neither seen nor punished" if finding.is_punished else "unseen",
        unseen=_whole(finding.unseen),
        of=str(finding.of),
        periods=words.periods(2),
        best=_whole(finding.best),
        raised=_whole(finding.raised),
        tops="noticing and breach costs" if finding.is_punished else "noticing",
        top="tops" if finding.is_punished else "top",
        ranges="ranges" if finding.is_punished else "range",
        unpunished_there="" if finding.is_punished else " There a breach costs it nothing.",
    )


def _whole(periods: float) -> str:
    """Write whole periods; of none, that there are none."""
    return "none" if (whole := f"{periods:.0f}") == "0" else whole


@wording.register
def _(finding: CheatingStops, _: Words) -> Spans:
    first, last = (f"{cost:.2g}" for cost in finding.stops_from or (0.0, 0.0))
    stop = f"Cheating stops at breach costs of {first if first == last else f'{first} to {last}'}"
    unstopped = f"no breach cost to {finding.tried:g} stops {listed(finding.unstopped)}"
    return phrase(
        "{said} (assumed: at most {assumed}).",
        assumed=f"{finding.assumed:g}",
        said=(
            capitalised(unstopped)
            if not finding.stops_from
            else f"{stop}; {unstopped}"
            if finding.unstopped
            else stop
        ),
    )


@wording.register
def _(finding: CalmIfComplying, words: Words) -> Spans:
    alike: dict[str, list[str]] = {}
    for name, calm in finding.chances:
        alike.setdefault(chance(calm), []).append(name)
    return phrase(
        "In our model, at best guesses, one who meets the demand sees no further step for {within}"
        " {periods} with chance {chances}{others}.",
        within=str(finding.within),
        periods=words.periods(finding.within),
        chances=", ".join(f"{calm} under {words.courses(names)}" for calm, names in alike.items()),
        others="; no less under any other course" if finding.others else "",
    )


@wording.register
def _(finding: ReleaseTurns, words: Words) -> Spans:
    turns = (
        "nothing within our ranges turns that"
        if finding.at is None
        else f"it frees where what it releases stands past {100 * finding.at:.0f} percent of our"
        " ranges"
    )
    return phrase(
        "In the model {course}, once consented to, {does}; {turns}.",
        course=words.course(finding.policy),
        does=_release(finding.change, words),
        turns=turns,
    )


def _release(change: float, words: Words) -> str:
    """Say what carrying out does; a change that is shown as zero is none."""
    figure = signed(change, 1)
    if figure == "0":
        return "changes nothing"
    return f"{'restrains' if change < 0 else 'frees'} ({figure} {words.periods(2)})"


@wording.register
def _(finding: EffectsAroundClock, words: Words) -> Spans:
    """What is left is told with and without the clock; of courses that change nothing, that."""
    clock = f"“{finding.level.replace('-', ' ')}”"  # the question says of what
    ways = (finding.base_during, finding.base_after)
    return phrase(
        "In our model, at best guesses, {who} {does} in {base} of {of} {periods} with"
        " {baseline}{apart}{courses}.",
        baseline=baseline_words(words.case),
        who=words.actor(words.case.challenger),
        does=words.crossing.does,
        base=_periods(finding.base_during),
        apart="" if _is_alike(*ways) else f" ({_periods(finding.base_after)} with {clock} now)",
        of=str(finding.of),
        periods=words.periods(finding.of),
        courses=_around_all(finding.courses, clock, is_said=not _is_alike(*ways), words=words),
    )


def _around_all(courses: Iterable[AroundClock], clock: str, *, is_said: bool, words: Words) -> str:
    """Say what is left under courses, each way; of none that changes anything, that none does."""
    felt = [course for course in courses if _is_felt(course)]
    if not felt:
        ways = "" if is_said else f", without {clock} or with it now"
        return f"; no course changes that{ways}"
    return "".join(
        f"; under {_named(course.policies, words)}, in"
        f" {_around(course.left_during, course.left_after, clock)}"
        for course in felt
    )


def _is_felt(course: AroundClock) -> bool:
    """Whether what courses change is shown as anything, either way."""
    return (signed(course.during, 1), signed(course.after, 1)) != ("0", "0")


def _is_alike(before: float, after: float) -> bool:
    return _periods(before) == _periods(after)


def _around(before: float, after: float, clock: str) -> str:
    """Say what is left without a clock's end and with it from today; once where it is alike."""
    if _is_alike(before, after):
        return _periods(before)
    return f"{_periods(before)} without {clock}, {_periods(after)} with it now"


def _periods(number: float) -> str:
    return signed(number, 1).removeprefix("+")


def _named(policies: Sequence[str], words: Words) -> str:
    """Name one or two courses; of more, say how many: the brief has each by itself."""
    if len(policies) <= 2:
        return words.courses(policies)
    return count_words(len(policies), "course")


@wording.register
def _(finding: WhatMovesThem, words: Words) -> Spans:
    if not finding.assumptions:
        return phrase("Inside the model no assumption moves the courses.")
    return phrase(
        "Modelled courses move most with {most}.{turn}",
        most=words.asked_within(finding.assumptions[0]),
        turn=_turning(finding.turned, words),
    )


def _turning(turned: Ahead | None, words: Words) -> str:
    """
    Say which assumption tells over the draws which of two courses is ahead, or that none does. At
    the best values single ones may reverse an order all the same: that is not looked at here.
    """
    if turned is None or turned.turning is None:
        return (
            " Over our draws none alone was found to tell which course is ahead; at best guesses"
            " one alone may reverse it."
        )
    asked = words.asked(f"assumptions.{turned.turning.assumption}")
    return (
        f" Over our draws, for {_viewpoint(turned, words)}, the choice between"
        f" {words.course(turned.first)} and {words.course(turned.second)} turns on {asked}, at"
        f" {turned.turning.at:.2g}."
    )


@wording.register
def _(finding: NotPlayed, _: Words) -> Spans:
    return phrase(
        "{subject}: {why}.",
        subject=_UNPLAYED[finding.of],
        why=_MISSING[finding.lacks],
    )


def _is_of_one_type(words: Words) -> bool:
    return words.case.game is not None and len(words.case.game.types) == 1
