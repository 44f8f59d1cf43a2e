"""
Running a study: which chunks are to be done, one of them done, and all of them put together.

Nothing here knows how work is spread: a shell maps `worked_out` over the numbers of chunks, in one
process or in many, and each leaves its part behind.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from phaseline.case.model.case import Case
from phaseline.errors import QuestionError
from phaseline.explore.attribution import Attribution, attribution_columns, attribution_of
from phaseline.explore.columns import StudyColumns
from phaseline.explore.parts import (
    PartStates,
    chunk_name,
    copied,
    difference,
    is_begun,
    manifest_of,
    path_of,
    put,
    put_manifest,
    states,
    swept,
    taken,
)
from phaseline.explore.pathways import pathway_columns
from phaseline.explore.probe import probed
from phaseline.explore.study import StudyPlan, solved_chunk, study_name
from phaseline.game.arrays import Floats
from phaseline.terms.record import record

PROBE = "probe"
_PATHWAY, _INDICES = "pathway-", "indices-"


@record
class StudyShare:
    """
    The chunks that one run does, where several share a study: those whose number leaves a rest.

    Args:
        rest: What their number leaves when divided.
        of: By what it is divided.
    """

    rest: int = 0
    of: int = 1


@record
class PartsToDo:
    """
    What a run finds in its folder.

    Args:
        names: The parts that are to be done.
        done: How many of those that are wanted are there already.
        damaged: Those whose file could not be used; they are done again.
    """

    names: tuple[str, ...]
    done: int
    damaged: tuple[str, ...]


@record
class StudyNumbers:
    """
    The numbers of a study.

    Args:
        draws: By name of the column (draw), in the order of the chunks; read when asked for.
        probe: By name of the column (point).
    """

    draws: Mapping[str, Floats]
    probe: Mapping[str, Floats]


def share_of(text: str) -> StudyShare:
    """
    Read which share of a study a run does.

    Args:
        text: Such as 2/8: the second of eight; empty for all of it.

    Raises:
        QuestionError: It is no such share.

    >>> share_of("2/8")
    StudyShare(rest=1, of=8)
    """
    if not text:
        return StudyShare()
    first, sign, second = text.partition("/")
    if not (sign and first.isascii() and first.isdigit() and second.isascii() and second.isdigit()):
        raise QuestionError(f"--chunk: found {text!r}; expected a share such as 1/8")
    if not 1 <= int(first) <= int(second):
        raise QuestionError(
            f"--chunk: found {text!r}; expected a first number from 1 to the second, such as 1/8"
        )
    return StudyShare(rest=int(first) - 1, of=int(second))


def to_do(folder: Path, plan: StudyPlan, chunks: int, share: StudyShare) -> PartsToDo:
    """
    See what is to be done of a study in a folder; a folder that is not there is not made yet.

    Args:
        folder: The folder.
        plan: What the study is made of.
        chunks: How many chunks are wanted.
        share: Which of them this run does.

    Raises:
        QuestionError: The folder holds another study, or parts of one or of another make that are
            to be gone on from, or cannot be read.
    """
    is_begun(folder, plan.manifest)
    swept(folder)
    there = states(folder, plan.name)
    if there.foreign:
        raise QuestionError(
            f"--out: {path_of(folder, there.foreign[0])} is a part of another study; give another"
            " folder"
        )
    numbers = [number for number in range(chunks) if number % share.of == share.rest]
    wanted = [*([] if share.rest else [PROBE]), *map(chunk_name, numbers)]
    names = tuple(name for name in wanted if name not in there.whole)
    if names:
        _require_make(folder, there.makes)
    return PartsToDo(
        names=names,
        done=len(wanted) - len(names),
        damaged=tuple(name for name in there.damaged if name in names),
    )


def _require_make(folder: Path, known: Sequence[Mapping[str, str]]) -> None:
    """
    See that parts can be gone on from: that they are of the make of this process.

    Raises:
        QuestionError: They are not.
    """
    for make in known:
        if words := difference(make):
            raise QuestionError(
                f"--out: {folder} has parts of another make (here is {words}), with which new ones"
                " do not go; give another folder"
            )


def worked_out(case: Case, plan: StudyPlan, folder: Path, name: str) -> int:
    """
    Work out one part, and leave it in the folder, beside what the study is made of.

    Args:
        case: The case.
        plan: What the study is made of.
        folder: The folder of the study.
        name: The name of the part.

    Returns:
        How many games it holds of each ladder.

    Raises:
        QuestionError: A number is missing, too many states can be reached, or the folder holds
            another study or cannot be made.
        EngineError: A game did not settle, or the part cannot be written.
    """
    put_manifest(folder, plan.manifest)
    columns = part_columns(case, plan, name)
    put(folder, name, plan.name, columns)
    return len(next(iter(columns.values())))


def part_columns(case: Case, plan: StudyPlan, name: str) -> Mapping[str, Floats]:
    """
    Work out the numbers of one part, wherever they are then kept.

    Args:
        case: The case.
        plan: What the study is made of.
        name: The name of the part.

    Returns:
        By name of the column (draw, or point of the probe or of a design).

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    if name == PROBE:
        return probed(case, plan)
    if name.startswith(_PATHWAY):
        return pathway_columns(case, plan, plan.courses[int(name.removeprefix(_PATHWAY))])
    if name.startswith(_INDICES):
        place, count = map(int, name.removeprefix(_INDICES).split("-"))
        return attribution_columns(case, plan.courses[place], count)
    return solved_chunk(case, plan, int(name.removeprefix(chunk_name(0)[:-6])))


def numbers_of(folder: Path, plan: StudyPlan, chunks: int) -> StudyNumbers | None:
    """
    Put the parts of a study together; None where one of them is not there.

    Args:
        folder: The folder of the study.
        plan: What the study is made of.
        chunks: How many chunks are wanted.
    """
    probe = taken(folder, PROBE, plan.name)
    names = [chunk_name(number) for number in range(chunks)]
    sizes, columns = list[int](), tuple[str, ...]()
    for name in names:
        part = taken(folder, name, plan.name)  # one after another: no two are held
        if probe is None or part is None:
            return None
        sizes.append(len(next(iter(part.values()))))
        columns = tuple(part)
    if probe is None:
        return None
    return StudyNumbers(draws=StudyColumns(folder, names, columns, sizes), probe=probe)


def pathways_to_do(folder: Path, plan: StudyPlan) -> tuple[str, ...]:
    """
    Give the parts of courses announced later that are still to be worked out, one a course.

    Args:
        folder: The folder of the study.
        plan: What the study is made of.
    """
    return tuple(
        name for name in _pathway_parts(plan).values() if taken(folder, name, plan.name) is None
    )


def pathway_numbers(folder: Path, plan: StudyPlan) -> Mapping[str, Mapping[str, Floats]]:
    """
    Give the numbers of courses announced later, by course and name (draw); those that are there.

    Args:
        folder: The folder of the study.
        plan: What the study is made of.
    """
    numbers = {name: taken(folder, part, plan.name) for name, part in _pathway_parts(plan).items()}
    return {name: columns for name, columns in numbers.items() if columns is not None}


def _pathway_parts(plan: StudyPlan) -> Mapping[str, str]:
    """Name the part of each course announced later."""
    return {course: f"{_PATHWAY}{place:03d}" for place, course in enumerate(plan.courses)}


def indices_to_do(folder: Path, plan: StudyPlan, count: int) -> tuple[str, ...]:
    """
    Give the parts of what effects vary by that are still to be worked out, one a course.

    Args:
        folder: The folder of the study.
        plan: What the study is made of.
        count: How many base points.
    """
    return tuple(
        name
        for place, _ in enumerate(plan.courses)
        if taken(folder, name := _indices_part(place, count), plan.name) is None
    )


def has_indices_alone(folder: Path, plan: StudyPlan) -> bool:
    """
    Whether a folder holds what effects vary by in a study, and no part of the study itself.

    Args:
        folder: The folder of the study.
        plan: What the study is made of.
    """
    whole = states(folder, plan.name).whole
    return bool(whole) and all(part.startswith(_INDICES) for part in whole)


def _indices_part(place: int, count: int) -> str:
    """Name the part of what the effect of a course varies by, by the place of the course."""
    return f"{_INDICES}{place}-{count}"


def attributed(case: Case, plan: StudyPlan, folder: Path, count: int) -> tuple[Attribution, ...]:
    """
    Say what the effects of courses vary by: of those whose part is there.

    Args:
        case: The case.
        plan: What the study is made of.
        folder: The folder of the study.
        count: How many base points.
    """
    parts = {
        course: taken(folder, _indices_part(place, count), plan.name)
        for place, course in enumerate(plan.courses)
    }
    return tuple(
        attribution_of(case, course, next(iter(columns.values())), count)
        for course, columns in parts.items()
        if columns is not None
    )


def attributions_there(
    case: Case, plan: StudyPlan, folder: Path, whole: Sequence[str]
) -> tuple[Attribution, ...]:
    """
    Say what the effects of courses vary by, from the most base points that were worked out for all
    of them; nothing where that was not asked for.

    Args:
        case: The case.
        plan: What the study is made of.
        folder: The folder of the study.
        whole: The names of its parts.
    """
    counts: dict[int, int] = {}
    for name in whole:
        if name.startswith(_INDICES):
            count = int(name.removeprefix(_INDICES).split("-")[1])
            counts[count] = counts.get(count, 0) + 1
    for_all = [count for count, courses in counts.items() if courses == len(plan.courses)]
    return attributed(case, plan, folder, max(for_all)) if for_all else ()


def joined(folders: Sequence[Path], target: Path) -> int:
    """
    Put the parts of one study from several folders into one.

    Args:
        folders: Where the parts are.
        target: Where they are put; it may be one of the folders.

    Returns:
        How many parts are there then.

    Raises:
        QuestionError: The folders hold no study, or several, or parts of several makes, or a part
            is damaged.
        EngineError: A part cannot be written.
    """
    manifests = [manifest_of(folder) for folder in folders]
    studies = [study_name(manifest) for manifest in manifests]
    for folder, study in zip(folders, studies, strict=True):
        if study != studies[0]:
            raise QuestionError(
                f"{folder} holds another study than {folders[0]}; join the parts of one"
            )
    parts = {folder: states(folder, studies[0]) for folder in folders}
    for folder, there in parts.items():
        _require_whole(folder, (*there.damaged, *there.foreign))
    _require_one_make(parts)
    put_manifest(target, manifests[0])
    for folder, there in parts.items():
        for name in there.whole:
            if folder.resolve() != target.resolve():
                copied(path_of(folder, name), path_of(target, name))
    return len(states(target, studies[0]).whole)


def _require_one_make(parts: Mapping[Path, PartStates]) -> None:
    """
    See that parts of several folders go together.

    Raises:
        QuestionError: Some are of another make than others.
    """
    known = [(folder, make) for folder, there in parts.items() for make in there.makes]
    for folder, make in known[1:]:
        first, wanted = known[0]
        if make != wanted:
            words = ", ".join(
                f"{name} {make.get(name, 'missing')} in place of {wanted[name]}"
                for name in wanted
                if make.get(name) != wanted[name]
            )
            raise QuestionError(
                f"{folder} holds parts of another make than {first}: {words}; work them out again"
                " with the same versions"
            )


def _require_whole(folder: Path, unfit: Sequence[str]) -> None:
    """
    See that a folder holds no part that cannot be joined.

    Raises:
        QuestionError: It does.
    """
    if unfit:
        raise QuestionError(
            f"{path_of(folder, unfit[0])} is damaged, or of another study; work it out again with"
            " the command that wrote it"
        )
