"""
A study that is there already: whether a folder holds one of this very case, and what it comes to.

It is known by its content. The name of a study is the hash of all that its numbers hang on, so that
a folder of another case, of other values or of another version is told apart whatever it is called.
What is there and cannot be used is named with the reason, so that nobody takes silence for a study
that was never made.
"""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import SEED
from phaseline.explore.adaptation import Adaptation, adaptation_of
from phaseline.explore.attribution import Attribution
from phaseline.explore.findings import VIEWPOINTS, Exploration, exploration_of
from phaseline.explore.parts import MANIFEST, chunk_name, manifest_of, require_parquet, states
from phaseline.explore.running import (
    attributions_there,
    has_indices_alone,
    numbers_of,
    pathway_numbers,
)
from phaseline.explore.study import StudyPlan, planned, study_name
from phaseline.game.arrays import Floats
from phaseline.terms.record import record

SHOWN_POINTS = 400  # drawn futures that a picture shows
_MARK = 12  # first figures of the name of a study, by which it is cited


@record
class KeptStudy:
    """
    A study and what it comes to.

    Args:
        exploration: How the courses fare over all futures.
        adaptation: What it says of adapting.
        sample: Some of the draws, evenly apart, by name of the column (draw).
        attributions: What the effects of the courses vary by, where that was worked out.
    """

    exploration: Exploration
    adaptation: Adaptation
    sample: Mapping[str, Floats]
    attributions: tuple[Attribution, ...] = ()

    @property
    def mark(self) -> str:
        """The first figures of its name, by which it is cited."""
        return self.exploration.plan.name[:_MARK]


class StudyUnfit(Enum):
    """Why a study that lies beside a case is not used."""

    CASE = "another_case"
    FILES = "other_files"
    VALUES = "other_values"
    MAKE = "another_version"
    LADDERS = "other_ladders"
    UNFINISHED = "unfinished"


@record
class UnusedStudy:
    """
    A study that lies where one of the case would be, and is not used.

    Args:
        name: Its name.
        folder: Where it lies.
        unfit: Why.
    """

    name: str
    folder: str
    unfit: StudyUnfit

    @property
    def mark(self) -> str:
        """The first figures of its name, by which it is cited."""
        return self.name[:_MARK]


StudyBeside: TypeAlias = KeptStudy | UnusedStudy


def study_beside(
    case: Case, case_hash: str, changes: Mapping[str, str], folder: Path
) -> StudyBeside | None:
    """
    Give the study that a folder holds, or why it cannot be used; None where it holds none, or only
    what effects vary by, for which nothing else has to be worked out.

    Args:
        case: The case.
        case_hash: The hash of its files.
        changes: What is otherwise than in the files, by address.
        folder: The folder.

    Raises:
        QuestionError: What the folder says of its study cannot be read, or a library is missing.
    """
    usable = kept_study(case, case_hash, changes, folder)
    if usable is not None or case.game is None or not (folder / MANIFEST).is_file():
        return usable
    known = manifest_of(folder)
    plan = planned(case, case_hash, changes=changes, seed=_seed_of(folder))
    if has_indices_alone(folder, plan):
        return None
    return UnusedStudy(name=study_name(known), folder=str(folder), unfit=_unfit(known, plan))


def _unfit(known: Mapping[str, object], plan: StudyPlan) -> StudyUnfit:
    """Say why a study is not one of a plan: what differs first of all that its name hangs on."""
    reasons = {
        "case": StudyUnfit.CASE,
        "case_hash": StudyUnfit.FILES,
        "changes": StudyUnfit.VALUES,
        "phaseline": StudyUnfit.MAKE,
        "layout": StudyUnfit.MAKE,
        "courses": StudyUnfit.LADDERS,
    }
    differing = {key for key, value in plan.manifest.items() if known.get(key) != value}
    if not differing:
        return StudyUnfit.UNFINISHED
    return next((why for key, why in reasons.items() if key in differing), StudyUnfit.MAKE)


def study_folder(case: Case) -> Path:
    """Give where a study of a case is kept unless somebody says otherwise."""
    return Path(f"{case.id}-study")


def kept_study(
    case: Case, case_hash: str, changes: Mapping[str, str], folder: Path
) -> KeptStudy | None:
    """
    Give the study of this very case that a folder holds, whatever its seed, over as many chunks as
    stand there without a gap, its probe among the parts; None where it holds no such one.

    Args:
        case: The case that is asked about.
        case_hash: The hash of the files as they are read now.
        changes: The what-if that is asked about, by address.
        folder: Where a study may lie.

    Raises:
        QuestionError: What the folder says of its study cannot be read, or pyarrow is not there.
    """
    if case.game is None or not (folder / MANIFEST).is_file():
        return None
    require_parquet()
    plan = planned(case, case_hash, changes=changes, seed=_seed_of(folder))
    whole = states(folder, plan.name).whole
    chunks = 0
    while chunk_name(chunks) in whole:
        chunks += 1
    numbers = numbers_of(folder, plan, chunks) if chunks else None
    if numbers is None:
        return None
    exploration = exploration_of(case, plan, numbers.draws, numbers.probe)
    late = pathway_numbers(folder, plan)
    return KeptStudy(
        exploration=exploration,
        adaptation=adaptation_of(case, numbers.draws, exploration.contenders, VIEWPOINTS, late),
        sample=_sampled(numbers.draws),
        attributions=attributions_there(case, plan, folder, whole),
    )


def _seed_of(folder: Path) -> int:
    """Give where the draws of a study come from; any seed makes a study of the case."""
    seed = manifest_of(folder).get("seed")
    return seed if isinstance(seed, int) else SEED


def _sampled(columns: Mapping[str, Floats]) -> Mapping[str, Floats]:
    """Give some draws of each column, evenly apart."""
    count = len(next(iter(columns.values())))
    step = max(1, count // SHOWN_POINTS)
    return {name: column[::step].copy() for name, column in columns.items()}  # views hold all
