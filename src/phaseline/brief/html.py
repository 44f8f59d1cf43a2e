"""The door to the templates: an assessment in, one self-contained page out."""

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from phaseline import __version__
from phaseline.brief.cite import Citations, Note
from phaseline.brief.outline import sections_of
from phaseline.brief.sections import (
    answer_parts,
    citation_parts,
    consent_parts,
    futures_parts,
    page_one_parts,
    pictures,
    shown_amount,
    supply_parts,
)
from phaseline.brief.typefaces import face_rules
from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.opinion import net_support
from phaseline.explore.kept_study import KeptStudy, StudyBeside
from phaseline.present.terminal.ladders import gap_words, survives, trigger_words
from phaseline.present.wording.law import spelt
from phaseline.present.wording.numbers import (
    count_words,
    derived_words,
    fact_amount,
    listed,
    number_words,
    range_words,
    used_words,
)
from phaseline.present.wording.records import event_dates
from phaseline.present.wording.table import WordTable
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_TABLES: Mapping[str, tuple[str, ...]] = {  # what of a section's parts is a table of words
    "takes": ("boards",),
    "law": ("verdict_boards", "votes_board", "amendment_board", "limit_boards"),
    "supply": ("plans_board", "prices_board", "allies_board"),
    "assumptions": ("movers_board",),
}


@record
class BriefParts:
    """
    A brief in the parts from which pages are made.

    Args:
        style: Its style sheet, with the letters that it needs.
        content: All of it, as it stands in the one page.
        page_one: Its first page alone.
        titles: The headings of its sections, by id.
        sections: Its sections by id, headings left out; their marks lead to the notes of `content`,
            and their numbers to its places.
        facts: All facts as a table, which no section is; its marks count on from the others.
        notes: The citations by number, those of the facts too.
        tables: The tables of words that stand in the sections, by section.
    """

    style: str
    content: str
    page_one: str
    titles: Mapping[str, str]
    sections: Mapping[str, str]
    facts: str
    notes: tuple[Note, ...]
    tables: Mapping[str, tuple[WordTable, ...]]


def brief_html(
    assessment: Assessment, *, is_full: bool = False, study: StudyBeside | None = None
) -> str:
    """
    Give the brief as one HTML page without outside parts: it opens offline and prints.

    The same case, version and options give the same bytes.

    Args:
        assessment: What is known of the case.
        is_full: Whether everything is printed; otherwise what a reader can do without is folded on
            the page, and left out on paper.
        study: A study that lies beside the case; without one, the page says how to ask for it.
    """
    environment, content, _ = _rendered(assessment, is_full=is_full, study=study)
    return environment.get_template("page.html.j2").render(
        title=assessment.case.title,
        language="en",
        style=Markup(style_of(content)),  # noqa: S704  # our own style sheet
        content=Markup(content),  # noqa: S704  # a rendered template
    )


def brief_parts(
    assessment: Assessment,
    *,
    study: StudyBeside | None = None,
    cell_page: Callable[[str], str] | None = None,
) -> BriefParts:
    """
    Give the brief in parts: as it stands in `brief_html`, and section by section.

    Args:
        assessment: What is known of the case.
        study: A study that lies beside the case, if there is one.
        cell_page: Gives the address where a cell of the law is explained, such as `OPTION/READING`;
            in the sections, each leads there. Without it none leads anywhere, as in `brief_html`.
    """
    environment, content, citations = _rendered(assessment, is_full=False, study=study)
    parts = _parts(assessment, is_full=False, study=study)
    shown = {**parts, **citation_parts(assessment, citations)}
    names = {section.id: section.title for section in sections_of(assessment)}
    shown["cell_page"] = cell_page
    alone = environment.get_template("section.html.j2")
    sections = {name: alone.render(**shown, part=name) for name in names}
    facts = environment.get_template("facts.html.j2").render(**shown, said=fact_amount)
    return BriefParts(
        style=style_of(content),
        content=content,
        page_one=alone.render(**shown, part="page_one"),
        titles=names,
        sections=sections,
        facts=facts,
        notes=tuple(citations.notes.values()),
        tables=_tables(parts),
    )


def page_one_html(assessment: Assessment) -> str:
    """
    Give page one by itself, from an assessment that holds no more than page one reads; its marks
    are numbered on their own, and lead nowhere.

    Args:
        assessment: What is known of the case.
    """
    case = assessment.case
    return (
        _brief_environment(assessment)
        .get_template("section.html.j2")
        .render(
            a=assessment,
            part="page_one",
            **page_one_parts(assessment),
            **citation_parts(assessment, Citations(case)),
            **futures_parts(case, None),
        )
    )


def futures_html(case: Case, study: KeptStudy) -> str:
    """
    Give what a brief shows of a study, by itself and in full: for a page that shows nothing else.

    Args:
        case: The case.
        study: A study of this very case.
    """
    shown = {"case": case, "is_full": True, "folds": Citations(case), **futures_parts(case, study)}
    return _environment().get_template("futures.html.j2").render(**shown)


def sheet_html(name: str, *, title: str, **shown: Any) -> str:
    """
    Give a page of its own beside the brief, in the brief's typefaces and styles.

    Args:
        name: The name of its template, and of the style sheet that it adds.
        title: The title of the page.
        shown: What the template shows, by its names.
    """
    environment = _environment()
    content = environment.get_template(f"{name}.html.j2").render(version=__version__, **shown)
    added = (_TEMPLATES / f"{name}.css").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        title=title,
        language="en",
        style=Markup(f"{style_of(content)}\n{added}"),  # noqa: S704  # our own style sheets
        content=Markup(content),  # noqa: S704  # a rendered template
    )


def _tables(parts: Mapping[str, Any]) -> Mapping[str, tuple[WordTable, ...]]:
    """Give the tables of words that the sections show, by section; none that is empty."""
    tables: dict[str, tuple[WordTable, ...]] = {}
    for section, names in _TABLES.items():
        shown = (parts.get(name, ()) for name in names)
        boards = chain.from_iterable(
            (board,) if isinstance(board, WordTable) else board for board in shown
        )
        tables[section] = tuple(board for board in boards if board.rows)
    return tables


def _rendered(
    assessment: Assessment, *, is_full: bool, study: StudyBeside | None
) -> tuple[Environment, str, Citations]:
    """Give the body of the page, with what it was made by and the citations as it numbers them."""
    environment = _brief_environment(assessment)
    body = environment.get_template("body.html.j2")
    parts = _parts(assessment, is_full=is_full, study=study)
    citations = Citations(assessment.case)
    content = body.render(**parts, **citation_parts(assessment, citations))
    if not is_full:  # notes on paper are numbered without holes, which one pass cannot know
        citations = citations.printed_first()
        content = body.render(**parts, **citation_parts(assessment, citations))
    return environment, content, citations


def style_of(content: str) -> str:
    """
    Give the style sheet of the brief, with the letters that a content needs.

    Args:
        content: The text or the HTML that is to be set in it.
    """
    style = (_TEMPLATES / "brief.css").read_text(encoding="utf-8")
    return f"{face_rules(content)}\n{style}"


def _parts(assessment: Assessment, *, is_full: bool, study: StudyBeside | None) -> dict[str, Any]:
    """Give what the templates show by its names, citations apart."""
    return {
        "a": assessment,
        "is_full": is_full,
        "cell_page": None,
        "sections": sections_of(assessment),
        "version": __version__,
        **answer_parts(assessment, study),
        **pictures(assessment),
        **consent_parts(assessment),
        **supply_parts(assessment),
        **futures_parts(assessment.case, study),
    }


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _brief_environment(assessment: Assessment) -> Environment:
    environment = _environment()
    environment.globals.update(
        listed=listed,
        count_words=count_words,
        range_of=range_of,
        derived_words=derived_words,
        range_words=range_words,
        used_words=used_words,
        number_words=number_words,
        net_support=net_support,
        trigger_words=trigger_words,
        survives=survives,
        gap_words=gap_words,
    )
    environment.filters.update(
        dates=event_dates,
        amount=lambda amount: shown_amount(assessment, amount),
        capitalised=capitalised,
        spelt=spelt,
        web=_web_address,
    )
    return environment


def _web_address(address: str) -> str:
    """Give a web address that may become a link, or an empty text."""
    return address if address.startswith(("https://", "http://")) else ""
