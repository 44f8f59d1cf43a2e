"""Words for the cells of the table of courses."""

from collections.abc import Sequence

from phaseline.case.model.play import GameMove
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.findings.courses import (
    CourseConsent,
    CourseEffect,
    CourseGoods,
    CourseStands,
    FirstMoves,
    GoodsArrival,
    OnCompliance,
    TypesDo,
)
from phaseline.desk.findings.finding import Spread
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.game import points, spans
from phaseline.present.wording.law import played_words
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.politics import spread_words
from phaseline.present.wording.sentences import closed
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.supply import time_words
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_SHOWN = 0.001  # page one is one sheet; the annex gives the figure


@wording.register
def _(finding: CourseStands, words: Words) -> Spans:
    if not finding.groups:
        return phrase("Not asked of the law." if finding.is_new else "Nothing new.")
    groups = "; ".join(
        f"{played_words(words.case, group.standing, group.bodies)}:"
        f" {', '.join(words.readings([name]) for name in group.readings)}"
        for group in finding.groups
    )
    if finding.completion:
        return phrase(
            "{rung}, added by the completion {completion}: {groups}.",
            rung=_rung(finding, words),
            completion=words.short_completion(finding.ladder, finding.completion),
            groups=groups,
        )
    return phrase("{rung}: {groups}.", rung=_rung(finding, words), groups=groups)


def _rung(finding: CourseStands, words: Words) -> str:
    """Name the rung that the law is asked about: the last step, or another by its title."""
    ladder = words.ladder(finding.ladder)
    added = ladder.completions[finding.completion].rungs if finding.completion else ()
    rungs = (*ladder.rungs, *added)
    if rungs[-1].id == finding.rung:
        return "Last step"
    return next((rung.title for rung in rungs if rung.id == finding.rung), finding.rung)


@wording.register
def _(finding: CourseConsent, words: Words) -> Spans:
    rungs = {rung.id: rung for rung in words.ladder(finding.ladder).rungs}
    chance = finding.chance
    span = f" Chance {_spread(chance)}." if chance else ""
    if not finding.rung:
        lead = "Not said." if finding.is_new else "Nobody new: nothing changes."
        return phrase("{lead}{span}", lead=lead, span=span)
    return phrase(
        "Last step: {needs}{span}", needs=words.lowered(rungs[finding.rung].needs), span=span
    )


@wording.register
def _(finding: CourseGoods, words: Words) -> Spans:
    if not finding.arrivals:
        return phrase("No goods are named.")
    arrivals = "; ".join(_arrival(arrival, words) for arrival in finding.arrivals)
    after = " after consent" if finding.waits_for_consent else ""
    return phrase("{arrivals}{after}.", arrivals=capitalised(arrivals), after=after)


@wording.register
def _(finding: FirstMoves, words: Words) -> Spans:
    return _by_course(finding, moves_words(finding.types, words), words)


@wording.register
def _(finding: CourseEffect, words: Words) -> Spans:
    first = points(finding.first)
    crossing = "" if first == "no change" else f"; first {words.crossing.noun} {first}"
    return _by_course(finding, f"{spans(finding.inside)}{crossing}.", words)


@wording.register
def _(finding: OnCompliance, words: Words) -> Spans:
    if not finding.is_asked:
        return phrase("Nothing is asked, so nothing stops.")
    ladder = words.ladder(finding.ladder)
    if finding.is_said:
        return phrase("{says}", says=ladder.off_ramp)
    completions = [
        completion for completion in ladder.completions if completion.id in finding.completions
    ]
    ways = [
        closed(fill.says)
        for completion in completions
        for fill in completion.fills
        if fill.gap == "PL601"
    ]
    if not ways:
        return phrase("Not said.")
    lead = words.completions(completion.completed_by for completion in completions)
    differ = " differ" if len(ways) > 1 else ""
    return phrase(
        "Not said. {lead}{differ}: {ways}", lead=lead, differ=differ, ways=" Or: ".join(ways)
    )


def moves_words(types: Sequence[TypesDo], words: Words) -> str:
    """
    Say what each type does first; those that do the same are named together, the most last.
    """
    if len(types) == 1:
        return f"All {_does(types[0], words, is_one=False)}."  # the matrix has few words to a cell
    *some, most = types
    said = [
        f"{words.kinds(group.types)} {_does(group, words, is_one=len(group.types) == 1)}"
        for group in some
    ]
    who = "other" if len(most.types) == 1 else "others"
    last = f"the {who} {_does(most, words, is_one=len(most.types) == 1)}"
    text = "; ".join([*said, last])
    return f"{capitalised(text)}."


def cell_of_moves(types: Sequence[TypesDo], words: Words) -> str:
    """Say the same in a cell that is headed by the challenger: what it does, where all do alike."""
    if len(types) < 2:
        return _does(types[0], words, is_one=True) if types else ""
    *some, most = types
    said = [
        f"{words.kinds(group.types)} {_does(group, words, is_one=len(group.types) == 1)}"
        for group in some
    ]
    is_one = len(most.types) == 1
    last = f"the other {'type' if is_one else 'types'} {_does(most, words, is_one=is_one)}"
    return "; ".join([*said, last])


def _spread(chance: Spread) -> str:
    low = chance.low if chance.low >= _SHOWN else 0.0
    return spread_words(chance.median, low, chance.high)


def _arrival(arrival: GoodsArrival, words: Words) -> str:
    ways = listed(arrival.ways)
    if not arrival.is_known:
        return f"{ways} not known"
    return f"{ways} {_wait(arrival.wait, words)}"


def _wait(wait: Estimate | None, words: Words) -> str:
    return time_words(wait, words.case.period) if wait else "nothing to send"


def _by_course(finding: FirstMoves | CourseEffect, text: str, words: Words) -> Spans:
    """Name the completions of which it is so, where others come to something else."""
    if not finding.has_others:
        return phrase("{text}", text=text)
    names = [_completion(name, finding.ladder, words) for name in finding.policies]
    return phrase("{names}: {text}", names=listed(names), text=f"{text[:1].lower()}{text[1:]}")


def _completion(name: str, ladder: str, words: Words) -> str:
    """Give what tells a completed ladder from others of its ladder."""
    policy = words.case.policies.get(name)
    return words.short_completion(ladder, policy.completion if policy else "") or name


def _does(group: TypesDo, words: Words, *, is_one: bool) -> str:
    still = "does nothing new" if is_one else "do nothing new"
    return listed(
        [_move(track, move, words, is_one=is_one) for track, move in group.moves], empty=still
    )


def _move(track: str, move: str, words: Words, *, is_one: bool) -> str:
    """Give a move in the words of the case, or its own word with the track."""
    entry = _entry(track, move, words)
    said = (entry.does if is_one else entry.many) if entry else ""
    return said or f"{move.replace('-', ' ')} ({track})"


def _entry(track: str, move: str, words: Words) -> GameMove | None:
    game = words.case.game
    played = game.tracks.get(track) if game else None
    return next((entry for entry in played.moves if entry.do == move), None) if played else None
