"""
The content of the pages, made of the parts of the brief: what stands where, and where links lead.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from phaseline.api.briefs import parts
from phaseline.api.consent import votes, whip_counts
from phaseline.brief.cite import Note
from phaseline.brief.html import BriefParts
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.case.model.evidence import Conflict, Event, Fact, Source
from phaseline.case.switches import switches
from phaseline.case.values import amount_at, range_of
from phaseline.desk.comparison.needs import LadderTurns
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.effects import moves_most
from phaseline.desk.register.source_passages import source_passage
from phaseline.explore.kept_study import StudyBeside
from phaseline.present.data.findings import findings_data
from phaseline.present.data.lists import csv_text, table_csv
from phaseline.present.document.law import votes_board
from phaseline.present.document.page_one import page_findings, page_one
from phaseline.present.terminal.one_vote import vote_text
from phaseline.present.terminal.politics import has_politics, politics_text
from phaseline.present.terminal.registers import reference
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.needs import goal_aim, value_words
from phaseline.present.wording.numbers import lowered
from phaseline.present.wording.switches import GROUPS, as_it_is, switch_words, way_words
from phaseline.terms.quantity import Quantity, in_unit
from phaseline.terms.ties import is_more
from phaseline.web.explaining import choices, sent_along
from phaseline.web.frame import rendered, trusted
from phaseline.web.law_cells import cell_page, law_cells
from phaseline.web.outline import (
    ASK_FIRST,
    ASKED,
    BRIEF,
    BY_ID,
    CHOICES,
    EVIDENCE,
    FINDINGS,
    INPUTS,
    NOTE,
    OFFER,
    PAGE_ONE,
    PAGES,
    PROJECTS,
    QUESTIONS,
    READINGS,
    STYLE,
    SWITCHES,
    VOTES,
    WHOM,
    DeskPage,
)
from phaseline.web.picture_files import pictures_of, with_files
from phaseline.web.variants import sent_otherwise, variant_choices
from phaseline.web.what_ifs import typed_number

_LISTS: Mapping[str, Mapping[str, str]] = {  # of the register, by the page that offers them
    EVIDENCE: {
        "facts": "All facts",
        "conflicts": "All disagreements",
        "events": "All events",
        "sources": "All sources",
    },
    "assumptions": {"assumptions": "All assumptions"},
}
_MOST = 10  # sliders: what moves less is found in the list of all
_ANCHOR = re.compile(r"</?a\b[^>]*>")
_MARK = re.compile(r'<sup class="cite">.*?</sup>', re.DOTALL)
_PLACE = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(r'href="#([^"]+)"')
_ASSUMED = re.compile(r'<a class="figure" href="#assumption-([\w-]+)">(.*?)</a>')
_EDITED = re.compile("\x01([^\x02]*)\x02([^\x03]*)\x03")
_NUMBER = re.compile(r"([−-]?\d+(?:\.(\d+))?)")
_ASKED = re.compile(r"<h3>(.*?)</h3>")
_CITED = re.compile(r"note-(\d+)")
_PLAYED = re.compile(r'<span data-played="(\w+)"></span>')  # where a page of its own says more
_OWN_PAGES: Mapping[str, str] = {
    "offer_taken": OFFER,
    "whom_deterred": WHOM,
    "work_done": PROJECTS,
    "consent_asked_first": ASK_FIRST,
}


def page_parts(
    assessment: Assessment,
    texts: Mapping[str, str],
    *,
    is_early: bool = False,
    study: StudyBeside | None = None,
) -> Iterator[tuple[str, str]]:
    """
    Give what a worker sends of an assessment: names of pages and tables, and what stands in them.

    Args:
        assessment: What is known of the case.
        texts: The source texts at hand, by hash.
        is_early: Whether only pages are given that say nothing of the game.
        study: A study that lies beside the case, if there is one.

    Yields:
        `style.css`, a page by its id, the words of a citation by `note-` and its number, tables by
        names that end in `.csv`, and pictures by names that end in `.svg`.
    """
    whole, case = parts(assessment, study=study, cell_page=cell_page), assessment.case
    contents = {
        page.id: _content(page, whole, assessment)
        for page in PAGES
        if page.id not in ASKED and (page.is_early or not is_early)
    }
    ways = _ways(contents)
    yield STYLE, whole.style
    for name, content in contents.items():
        yield from _page(name, _linked(content, name, ways), whole.style)
    for note in whole.notes:
        yield f"{NOTE}{note.number}", _note(note, texts)
    yield from law_cells(assessment, whole.notes)
    for name, table in _tables(case, whole, is_early=is_early):
        yield name, table
    if not is_early:
        yield INPUTS, json.dumps(list(_inputs(assessment)))
        yield READINGS, json.dumps(list(_readings(case)))
        yield SWITCHES, json.dumps(list(_switches(case)))
        known = choices(assessment)
        yield CHOICES, json.dumps({**known, **variant_choices(case)} if known else {})
        yield from sent_along(assessment)
        yield from sent_otherwise(assessment)
        yield FINDINGS, json.dumps(page_findings_data(assessment))
        yield PAGE_ONE, editable(whole.page_one, case)


def _page(name: str, content: str, style: str) -> Iterator[tuple[str, str]]:
    """Give a page, and its pictures as files; the brief has none, as it is what is printed."""
    if name == BRIEF:
        yield name, content
        return
    yield name, with_files(content, name)
    yield from pictures_of(content, name, style)


def page_findings_data(assessment: Assessment) -> Mapping[str, object]:
    """Give what page one rests on one by one, to be held against another: sentences and figures."""
    figures = page_one(assessment).figures
    return {
        "findings": [
            {"id": entry["id"], "text": entry["text"]}
            for entry in findings_data(assessment.case, page_findings(assessment))
        ],
        "tables": [
            {"title": table.title, "head": table.head, "rows": table.rows}
            for table in figures.tables
        ],
    }


def _content(page: DeskPage, whole: BriefParts, assessment: Assessment) -> str:
    """Give the content of a page, its links as they stand in the brief."""
    if page.id == BRIEF:
        return whole.content
    if page.id == VOTES:
        return rendered("votes", {"page": page, **_votes(assessment)})
    sections = [
        {
            "id": name,
            "title": whole.titles[name],
            "html": trusted(whole.sections[name]),
        }
        for name in page.sections
        if name in whole.sections
    ]
    if page.id == EVIDENCE:
        facts = {"id": "facts", "title": "What is said", "html": trusted(whole.facts)}
        sections.insert(0, facts)
    shown = {"page": page, "sections": sections, "tables": _files(page, whole)}
    return (
        with_index(rendered("sections", shown))
        if page.id == QUESTIONS
        else rendered("sections", shown)
    )


def with_index(content: str) -> str:
    """
    Give a page of questions with a list of them at its head; what is folded is not listed.

    Args:
        content: The page.

    >>> print(with_index("<h1>Asked</h1><h2>All</h2><h3>Who?</h3><p>We.</p>"))
    <h1>Asked</h1><nav class="desk-index" aria-label="On this page"><ul>
    <li><a href="#asked-1">Who?</a></li></ul></nav><h2>All</h2><h3 id="asked-1">Who?</h3><p>We.</p>
    """
    open_part, fold, folded = content.partition("<details")
    asked: list[str] = []

    def named(head: re.Match[str]) -> str:
        asked.append(head[1])
        return f'<h3 id="asked-{len(asked)}">{head[1]}</h3>'

    body = _ASKED.sub(named, open_part)
    items = "".join(
        f'\n<li><a href="#asked-{number}">{words}</a></li>'
        for number, words in enumerate(asked, start=1)
    )
    index = f'<nav class="desk-index" aria-label="On this page"><ul>{items}</ul></nav>'
    return body.replace("</h1>", f"</h1>{index}", 1) + fold + folded


def _files(page: DeskPage, whole: BriefParts) -> list[tuple[str, str]]:
    """Give the tables that can be taken along from a page: the file and the title of each."""
    return [
        *(
            (_table_file(name, number), table.title)
            for name in page.sections
            for number, table in enumerate(whole.tables.get(name, ()), start=1)
        ),
        *((f"{name}.csv", title) for name, title in _LISTS.get(page.id, {}).items()),
    ]


def unlinked(content: str) -> str:
    """
    Give a page without its links and marks: of a what-if, the places where they lead are not there.

    >>> unlinked('<a class="figure" href="#takes">3</a><sup class="cite"><a href="#n">1</a></sup>')
    '3'
    """
    return _ANCHOR.sub("", _MARK.sub("", content))


def editable(page_one: str, case: Case) -> str:
    """
    Give page one for the page of what-ifs: a number that an assumption gives can be changed where
    it stands; other links and marks are left out, as the places where they lead are not there.

    Args:
        page_one: Page one of a brief.
        case: The case that it is about, with its what-if.
    """
    numbered = _ASSUMED.sub("\x01\\1\x02\\2\x03", page_one)  # signs that no text of a case holds
    return _EDITED.sub(lambda number: _edited(case, number[1], number[2]), unlinked(numbered))


def _edited(case: Case, name: str, words: str) -> str:
    """Give a number with what is needed to change the assumption that gives it."""
    assumption = case.assumptions.get(name)
    ends = range_of(assumption) if assumption is not None else None
    used = amount_at(case, f"assumptions.{name}") if ends else None
    if assumption is None or ends is None or not isinstance(used, Quantity):
        return words
    number = in_unit(used, ends[0].unit).number
    if not _stands_for(words, number):  # an end of its range, or what is made of it
        return words
    value = f"{typed_number(number)} {ends[0].unit.text}".strip()
    shown = {"name": name, "words": trusted(words), "value": value, "asks": assumption.asks}
    return rendered("number", shown).strip()


def _stands_for(words: str, number: float) -> bool:
    """
    Whether some words say the value used: its digits, a chance in a hundredth, or no number at all,
    as where it is said how far it lies from what is assumed.

    >>> _stands_for("0.38", 0.375), _stands_for("38", 0.375), _stands_for("assumed", 0.375)
    (True, True, True)
    >>> _stands_for("70", 0.375), _stands_for("0.2 to 0.7", 0.2)
    (False, False)
    """
    if not any(sign.isdecimal() for sign in words):
        return True
    return _is_rounded(words, number) or _is_rounded(words, 100 * number)


def _is_rounded(words: str, number: float) -> bool:
    """
    Whether some words are a number, rounded to the digits that they have.

    >>> _is_rounded("0.38", 0.375), _is_rounded("0.2 to 0.7", 0.2), _is_rounded("0.42", 0.375)
    (True, False, False)
    """
    written = _NUMBER.fullmatch(words)
    if written is None:
        return False
    step = 10.0 ** -len(written[2] or "")
    return not is_more(abs(float(written[1].replace("−", "-")) - number), step / 2)


def _inputs(assessment: Assessment) -> Iterator[Mapping[str, object]]:
    """
    Give the assumptions that can be moved: those first that move the courses most, each with its
    range, the value used, and where alone it turns what the shown course reaches.
    """
    case, contest = assessment.case, assessment.contest
    movers = [finding.about for finding in moves_most(case, contest, most=_MOST)] if contest else []
    turning = _turning_places(case, assessment.turns)
    for name in dict.fromkeys([*movers, *case.assumptions.ids]):
        assumption = case.assumptions[name]
        ends, used = range_of(assumption), amount_at(case, f"assumptions.{name}")
        if ends is None or not isinstance(used, Quantity):
            continue
        low, high = ends
        yield {
            "address": f"assumptions.{name}.best",
            "asks": assumption.asks,
            "owner": assumption.owner,
            "reason": assumption.rationale,
            "low": low.number,
            "high": high.number,
            "used": in_unit(used, low.unit).number,
            "unit": low.unit.text,
            "turns": turning.get(name, []),
            "is_mover": name in movers or not movers,
        }


def _readings(case: Case) -> Iterator[Mapping[str, object]]:
    """Give the readings under which the game can be played, that of the case first."""
    names = reading_names(case)
    says = {
        position.id: position.says for encoding in case.encodings for position in encoding.positions
    }
    for place, reading in enumerate(readings_of(case)):
        yield {
            "address": f"games.{case.game.id}.reading" if case.game else "",
            "value": reading,
            "name": names[reading],
            "says": says[reading],
            "is_used": place == 0,
        }


def _switches(case: Case) -> Iterator[Mapping[str, object]]:
    """Give what of the case can be switched, and how it may stand otherwise than in the case."""
    for switch in switches(case):
        yield {
            "id": switch.id,
            "group": GROUPS[switch.kind],
            "asks": switch_words(case, switch),
            "as_is": as_it_is(case, switch),
            "ways": [
                {
                    "id": way.value,
                    "words": way_words(case, switch, way),
                    "changes": dict(changes),
                }
                for way, changes in switch.ways.items()
            ],
        }


def _turning_places(
    case: Case, shown: Sequence[LadderTurns]
) -> Mapping[str, list[Mapping[str, object]]]:
    """
    Give where an assumption turns something by itself: the place on its slider from 0 to 100, the
    value in words, what it turns, and whether the course reaches that as it is.
    """
    places: dict[str, list[Mapping[str, object]]] = {}
    for turns in shown:
        for turn in turns.turns:
            if turn.value is not None and turn.is_inside and turn.high > turn.low:
                share = (turn.value - turn.low) / (turn.high - turn.low)
                mark = {
                    "place": round(100 * share, 1),
                    "value": value_words(case, turn.assumption, turn.value),
                    "aim": goal_aim(case, turns.goal),
                    "is_reached": turns.is_reached,
                }
                places.setdefault(turn.assumption, []).append(mark)
    return places


def _votes(assessment: Assessment) -> Mapping[str, object]:
    """Give what the page of votes shows: its table, and what the command line prints."""
    case, limits = assessment.case, assessment.constraints
    board = votes_board(case, limits) if limits is not None else None
    if not has_politics(case):
        return {"board": board, "text": "", "counts": ()}
    feasibility = votes(case)
    voted = {vote.id for vote in feasibility.votes}  # not what passes by silence
    counted = dict.fromkeys(name for whip in case.whips for name in whip.procedures)
    return {
        "board": board,
        "text": politics_text(case, feasibility),
        "counts": [
            (name, _decided(case, name), vote_text(case, whip_counts(case, name)))
            for name in counted
            if name in voted
        ],
    }


def _decided(case: Case, procedure: str) -> str:
    """Say what a procedure decides, within a title."""
    return lowered(case, case.procedures[procedure].says).rstrip(".")


def _ways(contents: Mapping[str, str]) -> Mapping[str, str]:
    """Give on which page each place stands: on the page of its own before the brief."""
    return {
        place: name
        for name in sorted(contents, key=lambda name: name != BRIEF)
        for place in _PLACE.findall(contents[name])
    }


def _linked(content: str, here: str, ways: Mapping[str, str]) -> str:
    """Let the links of a page lead to where things stand at the desk."""
    led = _LINK.sub(lambda link: _led(link[1], here, ways), content)
    return _PLAYED.sub(_more, led)


def _more(mark: re.Match[str]) -> str:
    """Give the way to the page of its own of a course that is played otherwise."""
    page = BY_ID[_OWN_PAGES[mark[1]]]
    return f' <a class="desk-more" href="/{page.id}">More: {page.name}</a>'


def _led(place: str, here: str, ways: Mapping[str, str]) -> str:
    """Give where a link within the brief leads on a page of the desk."""
    cited = _CITED.fullmatch(place)
    if cited:
        return f'href="/note/{cited[1]}"'
    there = here if here == BRIEF else ways.get(place, BRIEF)
    return f'href="#{place}"' if there == here else f'href="/{there}#{place}"'


def _note(note: Note, texts: Mapping[str, str]) -> str:
    """Give the words of a citation, where they stand in the text of its source."""
    shown = {
        "note": note,
        "reference": reference(note.source),
        "passage": source_passage(note.cite, note.source, texts),
        "is_at_hand": note.source.sha256 in texts,
    }
    return rendered("note", shown)


def _tables(case: Case, whole: BriefParts, *, is_early: bool) -> Iterator[tuple[str, str]]:
    """Give every table that can be taken along, by the name of its file."""
    yield "facts.csv", csv_text(Fact, case.facts)
    yield "conflicts.csv", csv_text(Conflict, case.conflicts)
    yield "events.csv", csv_text(Event, case.events)
    yield "sources.csv", csv_text(Source, case.sources)
    yield "assumptions.csv", csv_text(Assumption, case.assumptions)
    for section, tables in whole.tables.items():
        if section in ("law", "supply") or not is_early:
            for number, table in enumerate(tables, start=1):
                yield _table_file(section, number), table_csv(table)


def _table_file(section: str, number: int) -> str:
    return f"{section}-{number}.csv"
