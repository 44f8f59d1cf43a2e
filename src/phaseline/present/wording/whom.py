"""Words for whom a ladder deters, and from what: holds by track, and where the corners lead."""

from collections.abc import Iterator, Sequence

from phaseline.case.games import decider_owners
from phaseline.case.model.case import Case
from phaseline.desk.comparison.whom import CornerRanges, LadderWhom, WhomRanges
from phaseline.game.corners import ReplyCorner
from phaseline.game.whom import Hold, Match, Outcome, Whom
from phaseline.present.wording.draw_ranges import range_words
from phaseline.present.wording.game import INSIDE, figure
from phaseline.present.wording.naming import BY_ID, Naming, naming_of
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.table import AnswerPart, WordTable
from phaseline.terms.letters import capitalised
from phaseline.terms.ties import is_more

_DIGITS = 2
_SHOWN = 0.05  # of a period: what is less is told as nothing
FROM = {
    ReplyCorner.COMPLIANT: "where all begin by complying",
    ReplyCorner.CROSSING: "where all begin by crossing",
}


def ladder_whom_parts(case: Case, ladder: LadderWhom) -> Iterator[AnswerPart]:
    """Say whom a ladder of a case deters, and from what; what is too large is told in words."""
    if ladder.answer is None:
        yield f"Not answered: {ladder.refusal}."
        return
    names = naming_of(case, ladder.policy)
    yield from whom_parts(ladder.answer, names, decider_owners(case))
    if ladder.ranges is not None:
        yield from _ranges_parts(ladder.ranges, ladder.answer, names)


def whom_parts(
    answer: Whom, names: Naming = BY_ID, owners: tuple[str, ...] = ()
) -> Iterator[AnswerPart]:
    """
    Say of one ladder whom it deters, and from what.

    Args:
        answer: The answer.
        names: What is called how; by id if left out.
        owners: Who answers for it that several decide apart; nobody is named if left out.
    """
    yield _lead(answer, names)
    if owners:
        yield _owned(owners)
    if answer.removed:
        yield _removed(answer, names)
    for corner in corners_told(answer):
        yield from _corner_parts(answer, corner, names)
    yield _types_table(answer, names)
    yield from _told_meetings(answer)


def _removed(answer: Whom, names: Naming) -> str:
    rungs = listed([names.rung(rung) for rung in answer.removed])
    return f"Nobody can consent to {rungs}: left out here."


def _lead(answer: Whom, names: Naming) -> str:
    """Say who decides what, and what the figures are."""
    return (
        f"{capitalised(_deciders(answer, names))} What the ladder takes for crossing on a track,"
        f" and what crossing gains beside it, weighed by time, over the types: {INSIDE}."
    )


def _owned(owners: tuple[str, ...]) -> str:
    return (
        f"That they decide apart, and what each gains by it, is an assumption of {listed(owners)}."
    )


def _deciders(answer: Whom, names: Naming) -> str:
    """Say who decides on what."""
    if len(answer.controls) == 1:
        (alone,) = answer.controls
        return f"Everything here is decided by {names.decider(alone)}."
    shares = [
        f"{names.decider(who)} on {listed([names.track(track) for track in tracks])}"
        for who, tracks in answer.controls.items()
    ]
    rest = "other" if len(shares) == 2 else "others"
    return f"Who decides: {'; '.join(shares)}. Each knows the {rest}."


def corners_told(answer: Whom) -> tuple[ReplyCorner, ...]:
    """Give the corners that are told: one where both lead to the same for all types."""
    if answer.is_unique:
        return (ReplyCorner.COMPLIANT,)
    return tuple(ReplyCorner)


def _corner_parts(answer: Whom, corner: ReplyCorner, names: Naming) -> Iterator[AnswerPart]:
    holds = answer.holds[corner]
    if not holds:
        return
    yield WordTable(
        title=beginning(answer, corner),
        lead="",
        head=("Who", "From what", "Ladder takes", "Crossing gains", "By which rungs"),
        rows=tuple(
            (
                names.decider(hold.challenger),
                names.track(hold.track),
                figure(rounded(hold.whole), _DIGITS),
                figure(rounded(hold.gain), _DIGITS),
                _rungs(hold, names),
            )
            for hold in holds
        ),
    )
    yield from _zero_rows(holds, names)
    yield from _through(answer, corner, names)


def beginning(answer: Whom, corner: ReplyCorner) -> str:
    """Say how all begin; that it makes no difference where both corners lead to the same."""
    return "However they begin" if answer.is_unique else capitalised(FROM[corner])


def _rungs(hold: Hold, names: Naming) -> str:
    """Name the rungs that take something, with what each takes."""
    taken = [
        f"{names.rung(rung)} {figure(rounded(loss), _DIGITS)}"
        for rung, loss in hold.by_rung.items()
        if figure(rounded(loss), _DIGITS) != figure(0.0, _DIGITS)
    ]
    return "; ".join(taken) or "none"


def _zero_rows(holds: Sequence[Hold], names: Naming) -> Iterator[str]:
    for hold in holds:
        if hold.is_zero:
            yield (
                f"On {names.track(hold.track)}, nothing that is threatened deters"
                f" {names.decider(hold.challenger)}: every rung costs as much with it as without."
            )


def _through(answer: Whom, corner: ReplyCorner, names: Naming) -> Iterator[str]:
    """Say who is held through whom: who is across for longer once another is spared."""
    for (held, spared), more in answer.through[corner].items():
        if is_more(abs(more), _SHOWN):
            name, other = names.decider(held), names.decider(spared)
            length = figure(rounded(abs(more)), 1)
            of = f"of {count_words(answer.periods, answer.unit)}"
            yield (
                f"{capitalised(name)} is held through {other}: were {other} spared what the ladder"
                f" does, {name} would be across for {length} more {of}."
                if more > 0
                else f"What falls on {other} drives {name} across: were {other} spared, {name}"
                f" would be across for {length} less {of}."
            )


def _types_table(answer: Whom, names: Naming) -> WordTable:
    rows = tuple(
        (
            _types(match, names),
            figure(rounded(match.prior), _DIGITS),
            *(_across(match.corners[corner], names) for corner in ReplyCorner),
        )
        for match in answer.matches
    )
    return WordTable(
        title=f"{capitalised(answer.unit)}s across, of {answer.periods}, by type",
        lead="",
        head=("Types", "Chance", "All comply at first", "All cross at first"),
        rows=rows,
    )


def _types(match: Match, names: Naming) -> str:
    """Say of which kinds they are; whose a kind is goes without saying of one who is alone."""
    kinds = {names.decider(who): names.kind(who, kind) for who, kind in match.types.items()}
    if len(kinds) == 1:
        return "".join(kinds.values())
    return "; ".join(f"{who}: {kind}" for who, kind in kinds.items())


def _across(outcome: Outcome | None, names: Naming) -> str:
    if outcome is None:
        return "none found"
    figures = {
        names.decider(who): figure(rounded(periods), 1) for who, periods in outcome.across.items()
    }
    if len(figures) == 1:
        return "".join(figures.values())
    return ", ".join(f"{who} {periods}" for who, periods in figures.items())


def _told_meetings(answer: Whom) -> tuple[str, ...]:
    """Give what is said of the corners; nothing of one who is alone."""
    return tuple(_meetings(answer)) if len(answer.controls) > 1 else ()


def _meetings(answer: Whom) -> Iterator[str]:
    """Say where both corners lead to the same, where they do not, and where nothing is found."""
    lost = [match for match in answer.matches if _is_lost(match)]
    apart = [match for match in answer.matches if not (match.is_unique or _is_lost(match))]
    count = len(answer.matches)
    if not lost and not apart:
        yield "Whichever types they are, both beginnings come to the same."
    if apart:
        yield (
            f"Both ways stand{_of(apart, count)}: what they do hangs on what each expects of the"
            " other, and the model does not say which it is."
        )
    if lost:
        yield (
            f"From one beginning or both none is found{_of(lost, count)}: each reply calls for"
            " another, in a circle."
        )


def _ranges_parts(ranges: WhomRanges, answer: Whom, names: Naming) -> Iterator[AnswerPart]:
    """Say between what all that lies over draws, and how often both beginnings come to the same."""
    yield (
        "All of this stands at the best values of the assumptions. Below stands the middle of"
        f" {ranges.draws} draws of them, with the ends between which nine draws in ten lie."
        f"{_often_unique(ranges, answer)}"
    )
    is_one = ranges.unique == ranges.draws
    for corner in (ReplyCorner.COMPLIANT,) if is_one else ReplyCorner:
        lead = "However they begin" if is_one else capitalised(FROM[corner])
        yield from _corner_ranges_parts(ranges.corners[corner], lead, answer, names)


def _corner_ranges_parts(
    ranges: CornerRanges, lead: str, answer: Whom, names: Naming
) -> Iterator[AnswerPart]:
    """Say between what lies what all do who begin alike."""
    if not ranges.holds:
        yield f"{lead}: none is found in any draw."
        return
    yield WordTable(
        title=f"{lead}, over the draws",
        lead="",
        head=("Who", "From what", "Ladder takes", "Crossing gains", "Takes more"),
        rows=tuple(
            (
                names.decider(hold.challenger),
                names.track(hold.track),
                range_words(hold.takes, _DIGITS),
                range_words(hold.gain, _DIGITS),
                f"{hold.outweighs} of {ranges.settled}",
            )
            for hold in ranges.holds
        ),
    )
    across = [
        f"{names.decider(who)} {range_words(periods, 1)}" * (len(ranges.across) > 1)
        or range_words(periods, 1)
        for who, periods in ranges.across.items()
    ]
    yield (
        f"{capitalised(answer.unit)}s across, of {answer.periods}, over the types:"
        f" {'; '.join(across)}."
    )


def _often_unique(ranges: WhomRanges, answer: Whom) -> str:
    """Say in how many draws both beginnings come to the same; nothing of one who is alone."""
    if len(answer.controls) == 1:
        return ""
    if ranges.unique == ranges.draws:
        return " In each of them both beginnings come to the same."
    return f" In {ranges.unique} of them both beginnings come to the same for all types."


def _is_lost(match: Match) -> bool:
    """Whether nothing is found from some corner."""
    return None in match.corners.values()


def _of(matches: Sequence[Match], count: int) -> str:
    return f" for {len(matches)} of {count} sets of types" if count > 1 else ""
