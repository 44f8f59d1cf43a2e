"""
A study: every ladder of a case under many draws of all its assumptions, a thousand at a time.

A chunk fills the range of every assumption by itself, whole periods and counts in strata that ten
chunks share, and hangs on the seed and its number alone. So the same study comes of one process or
of eight, in whatever order, and more draws go on where fewer stopped.

What is kept of a ladder is what it changes beside the yardstick under the same values, and what the
yardstick comes to.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from types import MappingProxyType

import numpy as np

from phaseline import __version__
from phaseline.case.games import policies_of, policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import SEED, design
from phaseline.desk.comparison.game_of_case import GameVariant
from phaseline.desk.comparison.study import (
    UNION,
    LadderFigures,
    base_setting,
    figures,
    yardstick_setting,
)
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.estimates.valuation import Valuation
from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.game.compile.games import forget
from phaseline.terms.record import record
from phaseline.terms.ties import PLACES

CHUNK = 1000
MOST_DRAWS = 10_000_000
FIGURES = ("inside", "value", "disaster")
LEAST = 0.05  # of a period: what is less is no effect, as everywhere
_PERIODS = "inside"
_LAYOUT = 3  # of a part; another one is another study
_AT_ONCE = 250  # draws whose games are held at once: those of a thousand take a gigabyte


@record
class StudyPlan:
    """
    What a study is made of: all that its numbers hang on.

    Args:
        case: The name of the case.
        case_hash: The hash of its files.
        changes: What is otherwise than in the files, by address.
        seed: Where the draws come from.
        reading: The reading of the law that is played; empty where the case asks nothing of it.
        courses: The ladders, the yardstick left out, in the order of the case.
        yardstick: What they are set beside.
    """

    case: str
    case_hash: str
    changes: Mapping[str, str]
    seed: int
    reading: str
    courses: tuple[str, ...]
    yardstick: str

    @property
    def manifest(self) -> dict[str, object]:
        """Give it as it is written."""
        return {
            "case": self.case,
            "case_hash": self.case_hash,
            "changes": dict(self.changes),
            "seed": self.seed,
            "reading": self.reading,
            "courses": list(self.courses),
            "yardstick": self.yardstick,
            "line": UNION,
            "figures": list(FIGURES),
            "draws_a_chunk": CHUNK,
            "phaseline": __version__,
            "layout": _LAYOUT,
        }

    @property
    def name(self) -> str:
        """Give the name of the study: the hash of all that it hangs on."""
        return study_name(self.manifest)


def study_name(manifest: Mapping[str, object]) -> str:
    """Give the name of the study of a manifest."""
    return sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def planned(
    case: Case,
    case_hash: str,
    *,
    changes: Mapping[str, str] = MappingProxyType({}),
    seed: int = SEED,
    ladders: Sequence[str] = (),
) -> StudyPlan:
    """
    Say what a study of a case is made of.

    Args:
        case: The case.
        case_hash: The hash of its files.
        changes: What is otherwise than in the files, by address.
        seed: Where the draws come from.
        ladders: Completed ladders by their ids; all but the yardstick if left out.

    Raises:
        QuestionError: The case holds no game, or there is no such ladder beside the yardstick.
    """
    yardstick = setup_of(case).yardstick
    for name in ladders:
        if policy_of(case, name).id == yardstick:
            raise QuestionError(
                f"--ladder: {name} is what the ladders are set beside, and changes nothing beside"
                " itself; name another one"
            )
    courses = [policy.id for policy in policies_of(case) if policy.id != yardstick]
    return StudyPlan(
        case=case.id,
        case_hash=case_hash,
        changes=dict(changes),
        seed=seed,
        reading=next(iter(readings_of(case)), ""),
        courses=tuple(name for name in courses if not ladders or name in ladders),
        yardstick=yardstick,
    )


def chunks_for(draws: int) -> int:
    """
    Say how many chunks so many draws take, rounded up.

    Args:
        draws: How many draws are asked for.

    Raises:
        QuestionError: There are none, or more than a study holds.

    >>> chunks_for(1), chunks_for(1000), chunks_for(1001)
    (1, 1, 2)
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise QuestionError(f"--draws: found {draws}; expected a number from 1 to {MOST_DRAWS:,}")
    return -(-draws // CHUNK)


def solved_chunk(case: Case, plan: StudyPlan, chunk: int) -> Mapping[str, Floats]:
    """
    Work out one chunk of a study.

    Args:
        case: The case.
        plan: What the study is made of.
        chunk: The number of the chunk.

    Returns:
        By name of the column (draw): what was drawn of each assumption, what each ladder changes of
        each figure, and the yardstick's time inside.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    drawn = design(case, count=CHUNK, seed=plan.seed, chunk=chunk)
    columns = {
        input_column(name): np.array([draw.values[name] for draw in drawn.draws])
        for name in (*drawn.continuous, *drawn.structural)
    }
    work = partial(_figures, values=drawn.draws, wanted=FIGURES)
    for name, mine, theirs in beside_yardstick(case, plan.courses, work):
        for figure in FIGURES:
            change = mine[figure] - theirs[figure]
            columns[change_column(name, figure)] = np.round(change, PLACES) + 0.0
        columns[base_column(name)] = np.round(theirs["inside"], PLACES) + 0.0
    return columns


def beside_yardstick(
    case: Case, courses: Sequence[str], work: Callable[[GameVariant], LadderFigures]
) -> Iterator[tuple[str, LadderFigures, LadderFigures]]:
    """
    Work out what ladders come to, and the yardstick with the tracks of each; it is worked out once
    for all that have the same tracks.

    What was compiled is let go of after each: the next one's game is another, those of a large case
    take a gigabyte, and no number hangs on what this process has compiled before.

    Args:
        case: The case.
        courses: The ids of the ladders.
        work: Works out the figures of a setting.

    Yields:
        The ladder, its figures, and those of the yardstick.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    known: dict[frozenset[str], LadderFigures] = {}
    for name in courses:
        setting = base_setting(case, policy_of(case, name))
        other = yardstick_setting(case, setting)
        if other.tracks not in known:
            forget()
            known[other.tracks] = work(other)
        forget()
        yield name, work(setting), known[other.tracks]


def _figures(
    setting: GameVariant, values: Sequence[Valuation], wanted: Sequence[str]
) -> LadderFigures:
    """
    Work out the figures of a setting, the games of some valuations at a time: what was compiled
    serves all of them, and no more games are held than those.
    """
    slices = [
        figures(setting, values[first : first + _AT_ONCE], wanted=wanted)
        for first in range(0, len(values), _AT_ONCE)
    ]
    return LadderFigures(
        by_metric={
            name: np.concatenate([part.by_metric[name] for part in slices]) for name in wanted
        },
        states=max(part.states for part in slices),  # whole numbers
    )


def least_lead(figure: str) -> float:
    """
    Give what is no lead of a course yet: a twentieth of a period; on somebody's account, whose
    unit is its own, what rounding leaves apart from nothing.

    Args:
        figure: What courses are compared by.
    """
    return LEAST if figure == _PERIODS else 0.0


_INPUT = "input:"


def input_column(assumption: str) -> str:
    """Name the column of what was drawn of an assumption."""
    return f"{_INPUT}{assumption}"


def change_column(course: str, figure: str) -> str:
    """Name the column of what a ladder changes of a figure."""
    return f"change:{course}:{figure}"


def base_column(course: str) -> str:
    """Name the column of the yardstick's time inside, with the tracks of a ladder."""
    return f"base:{course}"


def inputs_among(columns: Sequence[str]) -> tuple[str, ...]:
    """Give the assumptions whose columns are among some."""
    return tuple(name.removeprefix(_INPUT) for name in columns if name.startswith(_INPUT))
