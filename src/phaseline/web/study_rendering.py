"""
What the page of a study shows: a study worked out part by part, or the one that is there already.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from phaseline.api.cases import case_of
from phaseline.brief.html import futures_html
from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.desk.comparison.works import Mapper
from phaseline.explore.kept_study import (
    KeptStudy,
    StudyBeside,
    kept_study,
    study_beside,
    study_folder,
)
from phaseline.explore.parts import require_parquet
from phaseline.explore.running import (
    StudyShare,
    indices_to_do,
    pathways_to_do,
    to_do,
    worked_out,
)
from phaseline.explore.study import StudyPlan, chunks_for, planned
from phaseline.explore.trees import require_trees
from phaseline.present.data.adaptation import adaptation_data, study_findings_data
from phaseline.present.data.envelope import envelope
from phaseline.present.data.explore import attributions_data, exploration_data
from phaseline.present.wording.rounding import rounded
from phaseline.web.asking import BASE_POINTS, Question
from phaseline.web.frame import rendered, trusted
from phaseline.web.outline import STUDY
from phaseline.web.what_ifs import query_of

Parts = Iterator[tuple[str, str]]


def kept_beside(report: Report) -> StudyBeside | None:
    """
    Give the study of a checked case that lies beside the desk, or why it cannot be used; None where
    there is none.

    Args:
        report: The checked case.
    """
    case = case_of(report)
    changes = report.reading.changes
    return study_beside(case, report.reading.hash, changes, _folder(case, changes))


def _folder(case: Case, changes: Mapping[str, str]) -> Path:
    """Give the folder of a study: one of its own for each what-if."""
    folder = study_folder(case)
    if not changes:
        return folder
    mark = sha256(query_of(changes).encode()).hexdigest()[:8]
    return folder.with_name(f"{folder.name}-{mark}")


def studied(
    report: Report, question: Question, *, mapper: Mapper, tick: Callable[[str], None]
) -> Parts:
    """
    Work a study out, and give its page; parts that are there already are taken as they are.

    Args:
        report: The checked case.
        question: How many draws are asked for, and whether for the dates to decide by.
        mapper: Applies a function to the names of parts.
        tick: Told how far it is.

    Yields:
        The page by its name, and its answer for programs.

    Raises:
        QuestionError: The folder holds another study, or a library is not installed.
        EngineError: A game did not settle, or a part cannot be written.
    """
    require_parquet()
    require_trees()
    case, changes = case_of(report), report.reading.changes
    plan, folder = planned(case, report.reading.hash, changes=changes), _folder(case, changes)
    names = _parts_to_do(plan, folder, question)
    began = time.monotonic()
    for done, _ in enumerate(mapper(partial(worked_out, case, plan, folder), names), 1):
        left = (time.monotonic() - began) / done * (len(names) - done)
        tick(f"{done} of {len(names)} parts of the study, {left:.0f} seconds to go")
    tick("reading what the study says")
    yield from study_pages(report, kept_study(case, report.reading.hash, changes, folder))


def _parts_to_do(plan: StudyPlan, folder: Path, question: Question) -> tuple[str, ...]:
    jobs = to_do(folder, plan, chunks_for(int(question["draws"])), StudyShare())
    later = pathways_to_do(folder, plan) if question.get("pathways") else ()
    varies = indices_to_do(folder, plan, BASE_POINTS) if question.get("indices") else ()
    return (*jobs.names, *later, *varies)


def study_pages(report: Report, study: StudyBeside | None) -> Parts:
    """
    Give the page of a study, and its answer for programs; nothing where there is none of use.

    Args:
        report: The checked case.
        study: The study.
    """
    if not isinstance(study, KeptStudy):
        return
    case, changes = case_of(report), report.reading.changes
    question = {"draws": str(study.exploration.draws)} if changes else {}
    address = f"?{query_of({**changes, **question})}" if changes else ""
    shown = {"content": trusted(futures_html(case, study)), "address": address}
    yield STUDY, rendered("study_answer", shown)
    yield f"{STUDY}/answer.json", json.dumps({**envelope(report), **_data(case, study)}, indent=2)


def _data(case: Case, study: KeptStudy) -> Mapping[str, Any]:
    answer, turns = rounded(study.exploration), rounded(study.adaptation)
    return {
        **exploration_data(case, answer),
        **adaptation_data(answer, turns),
        **study_findings_data(case, answer),
        **attributions_data(rounded(study.attributions)),
    }
