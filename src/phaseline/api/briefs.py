"""Everything that answers from a case, as records, as plain data and as a cited page."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from phaseline.brief.html import BriefParts, brief_html, brief_parts, page_one_html
from phaseline.brief.markdown import brief_markdown
from phaseline.case.check.report import Report
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.comparison.needs import LadderTurns
from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.comparison.works import Mapper
from phaseline.desk.findings import assessment
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.otherwise import PlayedOtherwise
from phaseline.explore.kept_study import StudyBeside
from phaseline.present.data.answer import answer_data
from phaseline.present.data.study_beside import with_study
from phaseline.present.wording.rounding import assessment_figures


def assess(
    report: Report,
    *,
    comparison: LadderComparison | None = None,
    leakage: LadderLeakage | None = None,
    turns: tuple[LadderTurns, ...] = (),
    otherwise: tuple[PlayedOtherwise, ...] = (),
    known: Mapping[str, Any] = MappingProxyType({}),
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> Assessment:
    """
    Put a checked case to everything that answers from it.

    Args:
        report: The checked case.
        comparison: What the game says of its ladders; left out, the brief says that it was not
            played.
        leakage: Where the threat of one course leaks, which page one draws; left out, it does not.
        turns: What would have to be true for that course, which page one says; likewise.
        otherwise: What that course does in the other ways that the case names; likewise.
        known: What was worked out beside the game already, by the names of its work.
        mapper: Applies a function to names; one that knows of the very same is faster.
        tick: Told what is being done.

    Raises:
        CaseError: The case has errors.
        QuestionError: A number that is worked with is missing.
        EngineError: A solver stopped.
    """
    return assessment_figures(
        assessment.assess(
            report,
            played=comparison,
            leakage=leakage,
            turns=turns,
            otherwise=otherwise,
            known=known,
            mapper=mapper,
            tick=tick,
        )
    )


def played(
    whole: Assessment,
    comparison: LadderComparison,
    *,
    leakage: LadderLeakage | None = None,
    turns: tuple[LadderTurns, ...] = (),
    otherwise: tuple[PlayedOtherwise, ...] = (),
) -> Assessment:
    """
    Add what the game says to an assessment without it: the same as asking for both at once.

    Args:
        whole: The assessment.
        comparison: What the game says of its ladders.
        leakage: Where the threat of one course leaks.
        turns: What would have to be true for that course.
        otherwise: What that course does in the other ways that the case names.
    """
    return assessment_figures(assessment.with_play(whole, comparison, leakage, turns, otherwise))


def answer(whole: Assessment, *, study: StudyBeside | None = None) -> Mapping[str, Any]:
    """
    Give an assessment as plain data, as `phaseline run` writes it to answer.json.

    Args:
        whole: The assessment.
        study: A study that lies beside the case, whose findings stand on page one.
    """
    return with_study(whole.case, answer_data(whole), study)


def brief(whole: Assessment, *, is_full: bool = False, study: StudyBeside | None = None) -> str:
    """
    Give an assessment as one HTML page without outside parts: it opens offline and prints.

    Args:
        whole: The assessment.
        is_full: Whether everything is printed; otherwise what a reader can do without is folded on
            the page, and left out on paper.
        study: A study that lies beside the case; without one, the page says how to ask for it.
    """
    return brief_html(whole, is_full=is_full, study=study)


def parts(
    whole: Assessment,
    *,
    study: StudyBeside | None = None,
    cell_page: Callable[[str], str] | None = None,
) -> BriefParts:
    """
    Give the brief in parts: its style sheet, all of it, and section by section.

    Args:
        whole: The assessment.
        study: A study that lies beside the case, if there is one.
        cell_page: Gives the address where a cell of the law is explained, for the tables of law in
            the sections to lead there; without it they lead nowhere.
    """
    return brief_parts(whole, study=study, cell_page=cell_page)


def sheet(whole: Assessment) -> str:
    """
    Give page one of the brief by itself as HTML, from an assessment that holds no more than page
    one reads.

    Args:
        whole: The assessment, played as `OF_PAGE_ONE` says or in full.
    """
    return page_one_html(whole)


def markdown(whole: Assessment) -> str:
    """Give page one and the questions as Markdown with footnotes, without pictures."""
    return brief_markdown(whole)
