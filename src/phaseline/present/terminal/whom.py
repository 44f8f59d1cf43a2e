"""Whom a ladder deters, and from what, for a reader: holds by track, and where the corners lead."""

from collections.abc import Iterator, Sequence

from phaseline.case.games import decider_owners
from phaseline.case.model.case import Case
from phaseline.desk.comparison.whom import LadderWhom, WhomRanges
from phaseline.game.corners import ReplyCorner
from phaseline.game.whom import Hold, Match, Outcome, Whom
from phaseline.present.wording.draw_ranges import range_words
from phaseline.present.wording.game import INSIDE, figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.naming import BY_ID, Naming, naming_of
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.rounding import rounded
from phaseline.terms.letters import capitalised
from phaseline.terms.ties import is_more

_DIGITS = 2
_SHOWN = 0.05  # of a period: what is less is told as nothing
FROM = {
    ReplyCorner.COMPLIANT: "where all begin by complying",
    ReplyCorner.CROSSING: "where all begin by crossing",
}


def ladders_text(case: Case, ladders: Sequence[LadderWhom]) -> str:
    """Give the ladders one after another; what is too large is told in words."""
    return "\n\n".join(
        _ladder_text(case, ladder, ladder.answer)
        if ladder.answer is not None
        else f"{heading(f'{ladder.policy}: whom it deters, and from what')}\n\n"
        + wrapped(f"Not answered: {ladder.refusal}.")
        for ladder in ladders
    )


def _ladder_text(case: Case, ladder: LadderWhom, answer: Whom) -> str:
    names = naming_of(case, ladder.policy)
    parts = [whom_text(answer, ladder.policy, names=names, owners=decider_owners(case))]
    if ladder.ranges is not None:
        parts += _ranges_parts(ladder.ranges, answer, names)
    return "\n\n".join(parts)


def whom_text(
    answer: Whom, name: str = "", *, names: Naming = BY_ID, owners: tuple[str, ...] = ()
) -> str:
    """
    Say of one ladder whom it deters, and from what.

    Args:
        answer: The answer.
        name: What the ladder is called; the title of the answer if left out.
        names: What is called how; by id if left out.
        owners: Who answers for it that several decide apart; nobody is named if left out.
    """
    title = f"{name}: whom it deters, and from what" if name else answer.title
    parts = [
        heading(title or "Whom the ladder deters, and from what"),
        wrapped(_lead(answer, names)),
        *([wrapped(_owned(owners))] if owners else []),
    ]
    if answer.removed:
        parts.append(wrapped(_removed(answer, names)))
    for corner in _corners_told(answer):
        parts += _corner_parts(answer, corner, names)
    parts += [_types_table(answer, names), *map(wrapped, _told_meetings(answer))]
    return "\n\n".join(parts)


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


def _corners_told(answer: Whom) -> tuple[ReplyCorner, ...]:
    """Give the corners that are told: one where both lead to the same for all types."""
    if answer.is_unique:
        return (ReplyCorner.COMPLIANT,)
    return tuple(ReplyCorner)


def _corner_parts(answer: Whom, corner: ReplyCorner, names: Naming) -> Iterator[str]:
    holds = answer.holds[corner]
    if not holds:
        return
    lead = (
        "However they begin:"
        if len(_corners_told(answer)) == 1
        else f"{capitalised(FROM[corner])}:"
    )
    rows = [
        (
            names.decider(hold.challenger),
            names.track(hold.track),
            figure(rounded(hold.whole), _DIGITS),
            figure(rounded(hold.gain), _DIGITS),
            _rungs(hold, names),
        )
        for hold in holds
    ]
    head = ("Who", "From what", "Ladder takes", "Crossing gains", "By which rungs")
    yield f"{lead}\n{table(head, rows, widths=(14, 18, 14, 16, 28))}"
    sentences = [*_zero_rows(holds, names), *_through(answer, corner, names)]
    if sentences:
        yield "\n".join(map(wrapped, sentences))


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


def _types_table(answer: Whom, names: Naming) -> str:
    lead = f"{capitalised(answer.unit)}s across, of {answer.periods}, by type:"
    head = ("Types", "Chance", "All comply at first", "All cross at first")
    rows = [
        (
            _types(match, names),
            figure(rounded(match.prior), _DIGITS),
            *(_across(match.corners[corner], names) for corner in ReplyCorner),
        )
        for match in answer.matches
    ]
    return f"{lead}\n{table(head, rows, widths=(38, 8, 24, 24))}"


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


def _ranges_parts(ranges: WhomRanges, answer: Whom, names: Naming) -> Iterator[str]:
    """Say between what all that lies over draws, and how often both beginnings come to the same."""
    yield wrapped(
        "All of this stands at the best values of the assumptions. Below stands the middle of"
        f" {ranges.draws} draws of them, with the ends between which nine draws in ten lie."
        f"{_often_unique(ranges, answer)}"
    )
    is_one = ranges.unique == ranges.draws
    for corner in (ReplyCorner.COMPLIANT,) if is_one else ReplyCorner:
        of_corner = ranges.corners[corner]
        rows = [
            (
                names.decider(hold.challenger),
                names.track(hold.track),
                range_words(hold.takes, _DIGITS),
                range_words(hold.gain, _DIGITS),
                f"{hold.outweighs} of {of_corner.settled}",
            )
            for hold in of_corner.holds
        ]
        lead = "However they begin:" if is_one else f"{capitalised(FROM[corner])}:"
        if not rows:
            yield f"{lead} none is found in any draw."
            continue
        head = ("Who", "From what", "Ladder takes", "Crossing gains", "Takes more")
        yield f"{lead}\n{table(head, rows, widths=(14, 18, 22, 22, 12))}"
        across = [
            f"{names.decider(who)} {range_words(periods, 1)}" * (len(of_corner.across) > 1)
            or range_words(periods, 1)
            for who, periods in of_corner.across.items()
        ]
        yield wrapped(
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
