"""Whom a ladder deters, and from what, for a reader: holds by track, and where the corners lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from phaseline.case.model.case import Case
from phaseline.desk.comparison.whom import LadderWhom
from phaseline.game.corners import ReplyCorner
from phaseline.game.folding import ALONE
from phaseline.game.whom import Hold, Match, Outcome, Whom, mean_holds, mean_through
from phaseline.present.wording.game import INSIDE, figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.rounding import rounded
from phaseline.terms.ties import is_more

_DIGITS = 2
_SHOWN = 0.05  # of a period: what is less is told as nothing
FROM = {
    ReplyCorner.COMPLIANT: "where all begin by complying",
    ReplyCorner.CROSSING: "where all begin by crossing",
}


def ladders_text(case: Case, ladders: Sequence[LadderWhom]) -> str:
    """Give the ladders one after another; what is too large is told in words."""
    names = controller_names(case)
    return "\n\n".join(
        whom_text(named(ladder.answer, names), ladder.policy)
        if ladder.answer is not None
        else f"{heading(f'{ladder.policy}: whom it deters, and from what')}\n\n"
        + wrapped(f"Not answered: {ladder.refusal}.")
        for ladder in ladders
    )


def controller_names(case: Case) -> Mapping[str, str]:
    """Give what those who decide are called in a case, by their ids."""
    deciders = case.game.challengers if case.game is not None else ()
    actors = {decider.id: case.actors[decider.actor] for decider in deciders}
    return {name: actor.short or actor.name for name, actor in actors.items()}


def named(answer: Whom, names: Mapping[str, str]) -> Whom:
    """Give an answer with those who decide called by their names."""
    return replace(
        answer,
        controls={names.get(name, name): tracks for name, tracks in answer.controls.items()},
        matches=tuple(_named_match(match, names) for match in answer.matches),
    )


def _named_match(match: Match, names: Mapping[str, str]) -> Match:
    return replace(
        match,
        types={names.get(name, name): kind for name, kind in match.types.items()},
        corners={
            corner: _named_outcome(outcome, names) if outcome is not None else None
            for corner, outcome in match.corners.items()
        },
        through={
            corner: {
                (names.get(name, name), names.get(other, other)): more
                for (name, other), more in through.items()
            }
            for corner, through in match.through.items()
        },
    )


def _named_outcome(outcome: Outcome, names: Mapping[str, str]) -> Outcome:
    return replace(
        outcome,
        across={names.get(name, name): periods for name, periods in outcome.across.items()},
        holds=tuple(
            replace(hold, challenger=names.get(hold.challenger, hold.challenger))
            for hold in outcome.holds
        ),
    )


def whom_text(answer: Whom, name: str = "") -> str:
    """Say of one ladder whom it deters, and from what."""
    title = f"{name}: whom it deters, and from what" if name else answer.title
    parts = [heading(title or "Whom the ladder deters, and from what"), wrapped(_lead(answer))]
    if answer.removed:
        parts.append(wrapped(f"Nobody can consent to {listed(answer.removed)}: left out here."))
    for corner in _corners_told(answer):
        parts += _corner_parts(answer, corner)
    parts += [_types_table(answer), *map(wrapped, _told_meetings(answer))]
    return "\n\n".join(parts)


def _lead(answer: Whom) -> str:
    """Say who decides what, and what the figures are."""
    if len(answer.controls) == 1:
        who = "One challenger decides everything here."
    else:
        shares = [f"{name} decides {listed(tracks)}" for name, tracks in answer.controls.items()]
        who = f"{_sentence(listed(shares))}; each knows the others."
    return (
        f"{who} What the ladder takes for crossing on a track, and what crossing gains beside it,"
        f" weighed by time, over the types: {INSIDE}."
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _corners_told(answer: Whom) -> tuple[ReplyCorner, ...]:
    """Give the corners that are told: one where both lead to the same for all types."""
    if all(match.is_unique for match in answer.matches):
        return (ReplyCorner.COMPLIANT,)
    return tuple(ReplyCorner)


def _corner_parts(answer: Whom, corner: ReplyCorner) -> Iterator[str]:
    holds = mean_holds(answer, corner)
    if not holds:
        return
    lead = (
        "However they begin:" if len(_corners_told(answer)) == 1 else f"{_sentence(FROM[corner])}:"
    )
    rows = [
        (
            hold.challenger,
            hold.track,
            figure(rounded(hold.whole), _DIGITS),
            figure(rounded(hold.gain), _DIGITS),
            _rungs(hold),
        )
        for hold in holds
    ]
    head = ("Who", "From what", "Ladder takes", "Crossing gains", "By which rungs")
    yield f"{lead}\n{table(head, rows, widths=(14, 18, 14, 16, 28))}"
    sentences = [*_zero_rows(holds), *_through(answer, corner)]
    if sentences:
        yield "\n".join(map(wrapped, sentences))


def _rungs(hold: Hold) -> str:
    """Name the rungs that take something, with what each takes."""
    taken = [
        f"{rung} {figure(rounded(loss), _DIGITS)}"
        for rung, loss in hold.by_rung.items()
        if figure(rounded(loss), _DIGITS) != figure(0.0, _DIGITS)
    ]
    return ", ".join(taken) or "none"


def _zero_rows(holds: Sequence[Hold]) -> Iterator[str]:
    for hold in holds:
        if hold.is_zero:
            yield (
                f"Nothing that is threatened deters {_the(hold.challenger)} from {hold.track}:"
                " every rung costs as much with it as without."
            )


def _the(name: str) -> str:
    """Give the name within a sentence of one whom nobody has named."""
    return f"the {name}" if name == ALONE else name


def _through(answer: Whom, corner: ReplyCorner) -> Iterator[str]:
    """Say who is held through whom: who is across for longer once another is spared."""
    for (name, other), more in mean_through(answer, corner).items():
        if is_more(abs(more), _SHOWN):
            length = figure(rounded(abs(more)), 1)
            of = f"of {count_words(answer.periods, 'period')}"
            yield (
                f"{_sentence(name)} is held through {other}: were {other} spared what the ladder"
                f" does, {name} would be across for {length} more {of}."
                if more > 0
                else f"What falls on {other} drives {name} across: were {other} spared, {name}"
                f" would be across for {length} less {of}."
            )


def _types_table(answer: Whom) -> str:
    lead = f"Periods across, of {answer.periods}, by type:"
    head = ("Types", "Chance", "All comply at first", "All cross at first")
    rows = [
        (
            ", ".join(f"{who} {kind}" for who, kind in match.types.items()),
            figure(rounded(match.prior), _DIGITS),
            *(_across(match.corners[corner]) for corner in ReplyCorner),
        )
        for match in answer.matches
    ]
    return f"{lead}\n{table(head, rows, widths=(38, 8, 24, 24))}"


def _across(outcome: Outcome | None) -> str:
    if outcome is None:
        return "none found"
    return ", ".join(
        f"{who} {figure(rounded(periods), 1)}" for who, periods in outcome.across.items()
    )


def _told_meetings(answer: Whom) -> tuple[str, ...]:
    """Give what is said of the corners; nothing of one who is alone."""
    return tuple(_meetings(answer)) if len(answer.controls) > 1 else ()


def _meetings(answer: Whom) -> Iterator[str]:
    """Say where both corners lead to the same, where they do not, and where nothing is found."""
    lost = [match for match in answer.matches if _is_lost(match)]
    apart = [match for match in answer.matches if not (match.is_unique or _is_lost(match))]
    count = len(answer.matches)
    if not lost and not apart:
        yield "However they begin, they come to do the same, whatever their types."
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


def _is_lost(match: Match) -> bool:
    """Whether nothing is found from some corner."""
    return None in match.corners.values()


def _of(matches: Sequence[Match], count: int) -> str:
    return f" for {len(matches)} of {count} sets of types" if count > 1 else ""
