"""
Why each cell of the law stands as it does: a page for each measure, and the ways that lead there.

The tables of the law are those of the brief; at the desk each cell leads to its proof, rule by rule
under the reading of its column, and to the words of the sources of every provision named there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from phaseline.api.consent import proofs
from phaseline.brief.cite import Note
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.desk.consent.law_queries import Legal
from phaseline.desk.findings.assessment import Assessment
from phaseline.law.explain import Proof, Reason
from phaseline.present.document.law import verdict_cells
from phaseline.present.terminal.law_proof import proof_text
from phaseline.present.wording.law import reading_names
from phaseline.web.frame import escaped, rendered
from phaseline.web.outline import LAW

_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"(<td\b[^>]*>)(.*?)(</td>)", re.DOTALL)


def led_cells(content: str, assessment: Assessment) -> str:
    """
    Let each cell of the tables of the law lead to its proof.

    Args:
        content: The section of the brief that holds them.
        assessment: What is known of the case.
    """
    limits = assessment.constraints
    for title, rows in verdict_cells(assessment.case, limits) if limits is not None else ():
        head, mark, rest = content.partition(f"<h3>{escaped(title)}</h3>")
        before, begin, body = rest.partition("<tbody>")
        inner, end, after = body.partition("</tbody>")
        if mark and begin and end:
            content = f"{head}{mark}{before}{begin}{_led_rows(inner, rows)}{end}{after}"
    return content


def _led_rows(body: str, rows: Sequence[Sequence[str]]) -> str:
    cells = iter(rows)
    return _ROW.sub(lambda row: _led_row(row[0], next(cells, ())), body)


def _led_row(row: str, cells: Sequence[str]) -> str:
    places = iter(cells)

    def led(cell: re.Match[str]) -> str:
        place = next(places, "")
        if not place:
            return cell[0]
        option, _, reading = place.partition("/")
        anchor = f"#{reading}" if reading else ""
        return f'{cell[1]}<a href="/{LAW}/{option}{anchor}">{cell[2]}</a>{cell[3]}'

    return _CELL.sub(led, row)


def law_cells(assessment: Assessment, notes: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """
    Give a page for each measure that the law is asked about: why it stands so, under each reading.

    Args:
        assessment: What is known of the case.
        notes: The citations of the brief, whose words have pages of their own.

    Yields:
        The page by its name, which is its address too.
    """
    case, limits = assessment.case, assessment.constraints
    if limits is None:
        return
    legal = limits.legal
    asked = dict.fromkeys(
        (*(cell.option for cell in legal.cells), *(status.option.id for status in legal.statuses))
    )
    for option in asked:
        proved = proofs(case, legal, option)
        shown = {
            "title": case.options[option].title,
            "option": option,
            "proofs": [_proof_parts(case, legal, proof) for proof in proved],
            "provisions": _provisions(case, proved, notes),
        }
        yield f"{LAW}/{option}", rendered("law_cell", shown)


def _proof_parts(case: Case, legal: Legal, proof: Proof) -> Mapping[str, str]:
    """Give one proof as it is printed, with whose reading it is."""
    position = proof.world.position
    return {
        "id": position or proof.standing.name.lower(),
        "name": reading_names(case)[position] if position else "",
        "standing": proof.standing.value,
        "text": proof_text(case, legal, proof),
    }


def _provisions(
    case: Case, proved: Sequence[Proof], notes: Sequence[Note]
) -> list[Mapping[str, object]]:
    """Give every provision that some proof names, with its citations and where their words are."""
    names = {
        name
        for proof in proved
        for branch in proof.branches
        for reason in branch.reasons
        for name in _named(reason)
    }
    return [
        {
            "provision": provision,
            "quotes": [
                {
                    "exact": cite.exact,
                    "source": case.sources[cite.source].short or case.sources[cite.source].title,
                    "locator": cite.locator,
                    "number": _number(cite, notes),
                }
                for cite in provision.cites
            ],
        }
        for provision in case.provisions
        if provision.id in names
    ]


def _named(reason: Reason) -> Iterator[str]:
    """Give the provisions that a reason and its own reasons name."""
    yield reason.provision
    for inner in reason.because:
        yield from _named(inner)


def _number(cite: Cite, notes: Sequence[Note]) -> int:
    """Give the number of the page that holds the words of a citation; 0 where none does."""
    return next((note.number for note in notes if note.cite == cite), 0)
