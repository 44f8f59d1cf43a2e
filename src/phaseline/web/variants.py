"""
What the pages show of a course that is played otherwise than page one plays it: sentences,
pictures and tables equal to those of the commands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from phaseline.api.cases import case_of
from phaseline.api.insight import ask_first, projects, whom
from phaseline.api.offers import offer
from phaseline.case.check.report import Report
from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.offers import OFFER_DRAWS
from phaseline.desk.comparison.projects import project_of
from phaseline.desk.comparison.whom import WHOM_DRAWS
from phaseline.desk.comparison.works import Mapper
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.headline import asked_first, shown_ladder
from phaseline.desk.findings.otherwise import OfferTaken, PlayedOtherwise, WhomDeterred
from phaseline.desk.findings.projects import WorkDone
from phaseline.present.charts.svg import standalone
from phaseline.present.data.asked_first import asked_first_data
from phaseline.present.data.envelope import envelope
from phaseline.present.data.lists import table_csv
from phaseline.present.data.offer import offer_data
from phaseline.present.data.projects import projects_data
from phaseline.present.data.whom import ladders_data
from phaseline.present.document.otherwise import variant_blocks
from phaseline.present.document.variant_pictures import (
    asked_first_pictures,
    offer_pictures,
    project_pictures,
    whom_pictures,
)
from phaseline.present.wording.asked_first import asked_first_parts
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import course_name
from phaseline.present.wording.offers import ladder_offer_parts, offered_parts
from phaseline.present.wording.projects import no_projects_words, project_parts
from phaseline.present.wording.table import AnswerPart
from phaseline.present.wording.whom import ladder_whom_parts
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record
from phaseline.web.asking import Question
from phaseline.web.explaining import Parts, answer_json
from phaseline.web.frame import rendered, trusted
from phaseline.web.outline import ASK_FIRST, OFFER, PROJECTS, WHOM
from phaseline.web.variant_questions import NUMBERS, ladder_of
from phaseline.web.what_ifs import query_of

_FEW = {OFFER: OFFER_DRAWS, WHOM: WHOM_DRAWS}  # draws, of what takes long over many
_KINDS: Mapping[str, type[PlayedOtherwise]] = {
    OFFER: OfferTaken,
    WHOM: WhomDeterred,
    PROJECTS: WorkDone,
}


@record
class VariantSection:
    """
    What a page shows of one course, or of several together.

    Args:
        title: Its heading.
        parts: Its paragraphs and tables, in order.
        pictures: Its pictures, as SVG.
    """

    title: str
    parts: tuple[AnswerPart, ...]
    pictures: tuple[str, ...] = ()


@record
class VariantAnswer:
    """
    What a page shows in answer.

    Args:
        sections: Its sections, in order.
        content: The same for programs.
    """

    sections: tuple[VariantSection, ...]
    content: Mapping[str, Any]


@record
class VariantQuestion:
    """
    What is asked of a case, and how it is worked out.

    Args:
        case: The case.
        fields: What stands in the fields of the page.
        draws: How many draws of the assumptions the figures rest on.
        mapper: Applies a function to names of parts of the work.
        tick: Told what is being done.
    """

    case: Case
    fields: Question
    draws: int
    mapper: Mapper
    tick: Callable[[str], None]

    @property
    def ladder(self) -> str:
        """The id of the course that is asked about; empty for all of them."""
        return ladder_of(self.fields)

    def name(self, policy: str) -> str:
        """Name a course where a sentence begins."""
        return capitalised(course_name(self.case, policy))


def variant_choices(case: Case) -> Mapping[str, Any]:
    """
    Give what can be asked besides of a case with a game: its offers and its projects, and whether
    it tells challengers apart.
    """
    setup = setup_of(case)
    return {
        "offers": [{"id": named.id, "name": named.title} for named in setup.offers],
        "projects": [{"id": work.id, "name": work.title} for work in setup.projects],
        "are_several": bool(setup.challengers[1:]),
        "period": case.period,
        "numbers": {
            name: field.label.format(period=case.period) for name, field in NUMBERS.items()
        },
    }


def sent_otherwise(assessment: Assessment) -> Parts:
    """
    Give what the pages show of the course that page one shows, before anything is asked: what the
    brief says of it, or in words that the case names no such thing.
    """
    case, contest = assessment.case, assessment.contest
    shown = shown_ladder(case, contest) if contest else ""
    if not shown:
        return
    name = capitalised(course_name(case, shown))
    for page, kind in _KINDS.items():
        played = [finding for finding in assessment.otherwise if isinstance(finding, kind)]
        yield page, _looked(name, _said(case, played), _absent(case, page))
    asked = all_told(asked_first(case, assessment.leakage), Words(case))
    none = f"{name}: no step waits for a consent that may be refused."
    yield ASK_FIRST, _looked(name, [sentence.text for sentence in asked], none)


def _said(case: Case, played: Sequence[PlayedOtherwise]) -> list[str]:
    """Give the sentences of the brief's section."""
    blocks = variant_blocks(case, played)
    return [sentence.text for block in blocks for sentence in block.sentences]


def _looked(name: str, sentences: Sequence[str], absent: str) -> str:
    """Give what is said of the shown course, or that there is nothing to say."""
    shown = {"name": name, "sentences": sentences, "absent": absent}
    return rendered("variant_look", shown)


def _absent(case: Case, page: str) -> str:
    """Say that a case names nothing of a kind; nothing where it does."""
    setup = setup_of(case)
    named = {OFFER: setup.offers, PROJECTS: setup.projects, WHOM: setup.challengers[1:]}
    if named[page]:
        return ""
    if page == PROJECTS:
        return no_projects_words()
    if page == OFFER:
        return (
            "The case names no offer, so that none stands on page one. What it does not name can be"
            " asked all the same: fill in what is paid, or the chance of seeing a crossing."
        )
    decider = Words(case).actor(case.challenger)
    return f"The case tells no challengers apart: everything here is decided by {decider}."


def varied(
    report: Report,
    question: Question,
    *,
    draws: int,
    mapper: Mapper,
    tick: Callable[[str], None],
) -> Parts:
    """
    Answer what one of the pages asks.

    Args:
        report: The checked case.
        question: What is asked, as `asking.question_of` gives it.
        draws: How many draws of the assumptions figures rest on; fewer where each takes long, and
            others where the question names a number.
        mapper: Applies a function to names of courses; one that uses several processors is faster.
        tick: Told what is being done.

    Yields:
        The page by its name, and under its name with a slash the files that it offers.

    Raises:
        QuestionError: What is asked names what is not there, or cannot be played.
        EngineError: A game did not settle.
    """
    page, case = question["page"], case_of(report)
    few = min(draws, _FEW.get(page, draws))
    asked = VariantQuestion(
        case=case,
        fields=question,
        draws=int(question.get("draws", few)),
        mapper=mapper,
        tick=tick,
    )
    answer = _ANSWERS[page](asked)
    fields = {name: value for name, value in question.items() if name != "page"}
    address = f"?{query_of({**report.reading.changes, **fields})}"
    yield page, _rendered(page, answer.sections, address)
    yield from _files(page, answer.sections)
    yield f"{page}/answer.json", answer_json(envelope(report), answer.content)


def _offer(asked: VariantQuestion) -> VariantAnswer:
    fields = asked.fields
    ladders = offer(
        asked.case,
        ladder=asked.ladder,
        named=fields.get("offer", ""),
        draws=asked.draws,
        mapper=map if asked.ladder else asked.mapper,
        tick=asked.tick,
        **{name: float(fields[name]) for name in NUMBERS if name in fields},
    )
    offered = VariantSection(
        title="What is offered", parts=tuple(offered_parts(asked.case, ladders[0].named))
    )
    sections = [
        VariantSection(
            title=f"{asked.name(ladder.policy)}: an offer beside it",
            parts=tuple(ladder_offer_parts(asked.case, ladder)),
            pictures=tuple(offer_pictures(asked.case, ladder)),
        )
        for ladder in ladders
    ]
    return VariantAnswer(
        sections=(*((offered,) if offered.parts else ()), *sections),
        content=offer_data(ladders, is_single=bool(asked.ladder)),
    )


def _whom(asked: VariantQuestion) -> VariantAnswer:
    ladders = whom(
        asked.case, ladder=asked.ladder, draws=asked.draws, mapper=asked.mapper, tick=asked.tick
    )
    return VariantAnswer(
        sections=tuple(
            VariantSection(
                title=f"{asked.name(ladder.policy)}: whom it deters, and from what",
                parts=tuple(ladder_whom_parts(asked.case, ladder)),
                pictures=tuple(whom_pictures(asked.case, ladder)),
            )
            for ladder in ladders
        ),
        content=ladders_data(asked.case, ladders, is_single=bool(asked.ladder)),
    )


def _projects(asked: VariantQuestion) -> VariantAnswer:
    case, wanted = asked.case, asked.fields.get("project", "")
    project = project_of(case, wanted)
    findings = projects(
        case,
        project=wanted,
        ladder=asked.ladder,
        draws=asked.draws,
        mapper=map if asked.ladder else asked.mapper,
        tick=asked.tick,
    )
    if project is None:
        section = VariantSection(title="No such work", parts=(no_projects_words(),))
    else:
        section = VariantSection(
            title=project.title,
            parts=tuple(project_parts(case, project, findings)),
            pictures=tuple(project_pictures(case, project, findings)),
        )
    return VariantAnswer(sections=(section,), content=projects_data(case, project, findings))


def _ask_first(asked: VariantQuestion) -> VariantAnswer:
    ladders = ask_first(
        asked.case,
        ladder=asked.ladder,
        draws=asked.draws,
        mapper=map if asked.ladder else asked.mapper,
        tick=asked.tick,
    )
    section = VariantSection(
        title="Consent asked first, and when a step is called",
        parts=tuple(asked_first_parts(asked.case, ladders)),
        pictures=tuple(asked_first_pictures(asked.case, ladders)),
    )
    return VariantAnswer(sections=(section,), content=asked_first_data(asked.case, ladders))


_ANSWERS: Mapping[str, Callable[[VariantQuestion], VariantAnswer]] = {
    OFFER: _offer,
    WHOM: _whom,
    PROJECTS: _projects,
    ASK_FIRST: _ask_first,
}


def _rendered(page: str, sections: Iterable[VariantSection], address: str) -> str:
    """Set the sections, tables and pictures numbered through as their files are."""
    tables, pictures = count(1), count(1)
    shown = [
        {
            "title": section.title,
            "charts": [
                {"svg": trusted(chart), "number": next(pictures)} for chart in section.pictures
            ],
            "parts": [_set(part, tables) for part in section.parts],
        }
        for section in sections
    ]
    return rendered("variant_answer", {"page": page, "sections": shown, "address": address})


def _set(part: AnswerPart, tables: Iterator[int]) -> Mapping[str, Any]:
    if isinstance(part, str):
        return {"text": part, "board": None, "number": 0}
    return {"text": "", "board": part, "number": next(tables)}


def _files(page: str, sections: Iterable[VariantSection]) -> Iterator[tuple[str, str]]:
    """Give the tables and pictures as files, numbered as they stand on the page."""
    shown = tuple(sections)
    boards = [part for section in shown for part in section.parts if not isinstance(part, str)]
    charts = [chart for section in shown for chart in section.pictures]
    for number, board in enumerate(boards, start=1):
        yield f"{page}/table-{number}.csv", table_csv(board)
    for number, chart in enumerate(charts, start=1):
        yield f"{page}/picture-{number}.svg", standalone(chart)
