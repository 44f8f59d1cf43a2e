"""The game of a case and its completed ladders, by name."""

from collections.abc import Mapping

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy, GameSetup
from phaseline.case.model.response import Rung as CaseRung
from phaseline.errors import QuestionError


def setup_of(case: Case) -> GameSetup:
    """
    Give the game of a case.

    Raises:
        QuestionError: The case holds none.
    """
    if not case.games:
        raise QuestionError(
            "this case holds no game: add game.yaml with `games:`, as the shipped case korea-2024"
            " has it"
        )
    return case.games[0]


def policy_of(case: Case, name: str) -> GamePolicy:
    """
    Give a completed ladder by its id.

    Raises:
        QuestionError: There is none of that name.
    """
    known = [one.id for one in setup_of(case).policies]
    for one in setup_of(case).policies:
        if name == one.id:
            return one
    raise QuestionError(
        f"there is no ladder {name!r} to solve{did_you_mean(name, known)} (there are:"
        f" {', '.join(known)})"
    )


def red_line_sets(case: Case) -> Mapping[str, tuple[str, ...]]:
    """Give the technologies of each red line, of their union and of what they share."""
    order = [one.id for one in case.technologies]
    sets = {
        line.id: tuple(name for name in order if name in line.any_of) for line in case.red_lines
    }
    if len(sets) > 1:
        sets["union"] = tuple(name for name in order if any(name in one for one in sets.values()))
        sets["intersection"] = tuple(
            name for name in order if all(name in line.any_of for line in case.red_lines)
        )
    return sets


def rungs_of(case: Case, policy: GamePolicy) -> list[CaseRung]:
    """
    Give the rungs that a policy plays; where several ladders have a rung of a name, its own
    ladder's, else the first.
    """
    ladder = next(one for one in case.ladders if one.id == policy.ladder)
    by_id = {
        rung.id: rung for one in (*reversed(case.ladders), ladder) for rung in reversed(one.rungs)
    }
    return [by_id[name] for name in policy.rungs] or list(ladder.rungs)
