"""Words for what the courses change inside the model, what turns it, and how it goes wrong."""

from collections.abc import Mapping, Sequence

from phaseline.desk.comparison.advice import Ahead
from phaseline.desk.findings.effects import (
    AheadOfOthers,
    CalmIfComplying,
    CheatingCorners,
    ClockEnds,
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
from phaseline.present.wording.english.acts import ends_words
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.game import (
    chance,
    course_name,
    of_draws,
    signed,
    tenths,
    viewpoint_words,
)
from phaseline.present.wording.numbers import listed, number_words
from phaseline.present.wording.spans import Spans, number, phrase
from phaseline.present.wording.words import Words

_UNPLAYED: Mapping[str, str] = {
    "turns": "Which of them reverses the advice is not computed",
    "cheating": "What cheating then gains is not computed",
    "clock": "What is left over the horizons of the case is not computed",
}

_QUESTION_WORDS = frozenset({"how", "what", "when", "where", "which", "whether", "who"})
_MISSING: Mapping[str, str] = {
    "game": "the case has no game (`games:`)",
    "breach": "what a detected breach costs is not entered (`breach:`)",
    "clock": "no level at which less is left is entered (`muted:`)",
    "run": "the game was not played",
}


@wording.register
def _(finding: SameGame, _: Words) -> Spans:
    text = (
        "{names} come to the same in every draw: inside the model, no step of theirs is felt."
        if finding.is_nothing
        else "{names} are one game under {count} names: every figure is the same in every draw."
    )
    return phrase(text, names=listed(finding.policies), count=number_words(len(finding.policies)))


@wording.register
def _(finding: ShortestByReading, words: Words) -> Spans:
    return phrase(
        "What shortens {crossings} most, in {periods}: {groups}.",
        crossings=words.crossing.plural,
        periods=words.periods(2),
        groups="; ".join(_reading_group(group, words) for group in finding.groups),
    )


def _reading_group(group: ReadingGroup, words: Words) -> str:
    who = words.readings(group.readings)
    read = "reads" if len(group.readings) == 1 else "read"
    if not group.policies:
        return f"none, as {who} {read} it"
    return f"{listed(group.policies)}, as {who} {read} the law ({_span(group.changes)})"


def _span(changes: Sequence[float]) -> str:
    figures = {signed(change, 1) for change in changes}
    if len(figures) == 1:
        return figures.pop()
    return f"{signed(max(changes), 1)} to {signed(min(changes), 1)}"


@wording.register
def _(finding: AheadOfOthers, words: Words) -> Spans:
    lead = (
        "Inside the model one course is ahead throughout."
        if finding.is_throughout
        else "Inside the model no course is ahead of the others throughout."
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
    return listed([course_name(words.case, name) for name in (ahead.first, *ahead.level)])


def _turn(ahead: Ahead, words: Words) -> str:
    if ahead.turning is None:
        return ""
    turning = ahead.turning
    return (
        f", preferable to {ahead.second} mostly if"
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
        f" ({listed(change.policies)})"
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
    turned = finding.turned
    if turned is None or turned.turning is None:
        return phrase(
            "A better figure {asked}; it moves the ladders and does not change their order.",
            asked=asked,
        )
    return phrase(
        "A better figure {asked}: at {at} the choice between {first} and {second} changes"
        " ({viewpoint}).",
        asked=asked,
        at=number(f"{turned.turning.at:.2g}", finding.assumption),
        first=words.course(turned.first),
        second=words.course(turned.second),
        viewpoint=_viewpoint(turned, words),
    )


def _wanted(asked: str) -> str:
    """Say of what a better figure is wanted; some assumptions ask a question."""
    first = asked.split(maxsplit=1)[0]
    return f"of {asked}" if first in _QUESTION_WORDS else f"for the {asked}"


@wording.register
def _(finding: SignsAndCheats, words: Words) -> Spans:
    return phrase(
        "It signs and cheats: {count} of {of} {periods} ({courses}); reports would call for a rung"
        " within {within} {periods} in {called}.",
        count=f"{finding.periods:.0f}",
        of=str(finding.of),
        periods=words.periods(2),
        courses=listed(finding.policies),
        within=str(finding.within),
        called=tenths(finding.called),
    )


@wording.register
def _(finding: FalseAlarm, _: Words) -> Spans:
    return phrase(
        "False alarm: of 10 such alarms {false} would be false ({course}); one who complies meets"
        " a rung all the same in {all_the_same}.",
        false=tenths(finding.false).removesuffix(" of 10"),
        course=finding.policy,
        all_the_same=tenths(finding.meets_a_rung),
    )


@wording.register
def _(finding: ClockEnds, words: Words) -> Spans:
    during, after = signed(finding.during, 1), signed(finding.after, 1)
    return phrase(
        "With {track} at {level}: {change} {periods} ({course}).",
        track=words.within(finding.track),
        level=finding.level,
        change=f"still {after}" if during == after else f"{during} becomes {after}",
        periods=words.periods(2),
        course=finding.policy,
    )


@wording.register
def _(finding: OfficeChanges, _: Words) -> Spans:
    return phrase(
        "If whoever decides leaves office: {before} becomes {after} ({course}).",
        before=signed(finding.before, 1),
        after=signed(finding.after, 1),
        course=finding.policy,
    )


@wording.register
def _(finding: CheatingCorners, words: Words) -> Spans:
    return phrase(
        "In the model ({course}), unseen and unpunished, it cheats {unseen} of {of}"
        " {periods}{stays}; at our best values {best}; with detection {detection} and breach cost"
        " {breach}, {raised}.{stop}",
        course=finding.policy,
        unseen=f"{finding.unseen:.0f}",
        of=str(finding.of),
        periods=words.periods(2),
        stays=", the ladder on its first rung" if finding.stays_lowest else "",
        best=f"{finding.best:.0f}",
        detection=f"{finding.detection:g}",
        breach=f"{finding.breach:g}",
        raised=f"{finding.raised:.0f}",
        stop=_stopping(finding),
    )


def _stopping(finding: CheatingCorners) -> str:
    """Say from which cost of a breach on the types that cheat stop, and whom none stops."""
    said = ""
    if finding.stops_from:
        first, last = (f"{cost:.2g}" for cost in finding.stops_from)
        said = f" It stops at breach costs of {first if first == last else f'{first} to {last}'}."
    if finding.unstopped:
        said += f" No breach cost to {finding.tried:g} stops {listed(finding.unstopped)}."
    return said


@wording.register
def _(finding: CalmIfComplying, words: Words) -> Spans:
    return phrase(
        "Inside the model, one who meets the demand sees no further rung for {within} {periods}:"
        " {chances}{others}.",
        within=str(finding.within),
        periods=words.periods(finding.within),
        chances=", ".join(f"{name} {chance(calm)}" for name, calm in finding.chances),
        others="; no less under any other course with a demand" if finding.others else "",
    )


@wording.register
def _(finding: ReleaseTurns, words: Words) -> Spans:
    turns = (
        "nothing within our ranges turns that"
        if finding.at is None
        else f"past {100 * finding.at:.0f} percent of our ranges for what it releases it frees"
    )
    return phrase(
        "In the model ({course}, consent given) it {does}; {turns}.",
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
    parts = "; ".join(
        f"{listed(course.policies)} {signed(course.during, 1)} and {signed(course.after, 1)}"
        for course in finding.courses
    )
    return phrase(
        "Inside the model, {periods} of {crossing} in {of}, before {level} and after it: {parts}.",
        periods=words.periods(2),
        crossing=words.crossing.noun,
        of=str(finding.of),
        level=finding.level,
        parts=parts,
    )


@wording.register
def _(finding: WhatMovesThem, words: Words) -> Spans:
    names = [address.partition(".")[2] for address in finding.assumptions]
    turned = finding.turned
    turn = (
        f" For {_viewpoint(turned, words)}, {turned.first} or {turned.second} turns at"
        f" {turned.turning.assumption} {turned.turning.at:.2g}."
        if turned and turned.turning
        else ""
    )
    return phrase(
        "Inside the model the ladders move most with {names}.{turn}", names=listed(names), turn=turn
    )


@wording.register
def _(finding: NotPlayed, _: Words) -> Spans:
    return phrase(
        "{subject}: {why}.",
        subject=_UNPLAYED[finding.of],
        why=_MISSING[finding.lacks],
    )
