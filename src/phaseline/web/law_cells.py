"""
Why each cell of the law stands as it does: a page for each measure, and the ways that lead there.

The tables of the law are those of the brief; at the desk each cell leads to its proof, rule by rule
under the reading of its column, and to the words of the sources of every provision named there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from phaseline.api.consent import proofs
from phaseline.brief.cite import Note
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.desk.consent.law_queries import Legal
from phaseline.desk.findings.assessment import Assessment
from phaseline.law.explain import Proof, Reason
from phaseline.present.terminal.law_proof import ProofLine, proof_lines
from phaseline.present.wording.law import reading_names, standing_word
from phaseline.web.frame import rendered, trusted
from phaseline.web.outline import LAW

_KEYED = re.compile(r"\(([\w-]+)\)")  # a provision or a change of law, by its id behind its words
_CITED = re.compile(r"\[([\w-]+)(?=[ ,\]])")  # a source, by its id before what it says


def cell_page(cell: str) -> str:
    """
    Give the address where a cell of the law is explained.

    Args:
        cell: The cell, as `phaseline law --why` takes it.

    >>> cell_page("direct/opposition"), cell_page("direct")
    ('/law/direct#opposition', '/law/direct')
    """
    option, _, reading = cell.partition("/")
    return f"/{LAW}/{option}{f'#{reading}' if reading else ''}"


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


def _proof_parts(case: Case, legal: Legal, proof: Proof) -> Mapping[str, Any]:
    """Give one proof, each line with what it rests on, and whose reading it is."""
    position = proof.world.position
    head, *lines = proof_lines(case, legal, proof)
    return {
        "id": position or proof.standing.name.lower(),
        "name": reading_names(case)[position] if position else "",
        "standing": standing_word(proof.standing),
        "head": with_ways(case, head.text),
        "lines": nested_lines(lines, partial(with_ways, case)),
    }


def with_ways(case: Case, text: str) -> str:
    """
    Give a line of a proof as a page has it: ids lead to their entries, and sources have names.

    Args:
        case: The case.
        text: The line, as a terminal has it.
    """

    def led(key: re.Match[str]) -> str:
        for section in ("provisions", "amendments"):
            if key[1] in getattr(case, section).ids:
                return f'(<a href="/entry/{section}.{key[1]}"><code>{key[1]}</code></a>)'
        return key[0]

    def named(key: re.Match[str]) -> str:
        source = case.sources.get(key[1])
        return f"[{escape(source.short or source.title)}" if source else key[0]

    return trusted(_CITED.sub(named, _KEYED.sub(led, escape(text))))


def nested_lines(
    lines: Iterable[ProofLine], said: Callable[[str], str] = str
) -> list[dict[str, Any]]:
    """
    Give lines as a tree: below each one those that follow further in.

    Args:
        lines: The lines, as they are told.
        said: Gives the words of a line as the page has them.

    >>> tree = nested_lines([ProofLine(text="a", indent=2), ProofLine(text="b", indent=4)])
    >>> tree[0]["text"], tree[0]["below"][0]["text"], tree[0]["below"][0]["below"]
    ('a', 'b', [])
    """
    tree: list[dict[str, Any]] = []
    above: list[tuple[int, list[dict[str, Any]]]] = [
        (-1, tree)
    ]  # those that a line may stand below
    for line in lines:
        while above[-1][0] >= line.indent:
            above.pop()
        item: dict[str, Any] = {"text": said(line.text), "is_marked": bool(line.mark), "below": []}
        above[-1][1].append(item)
        above.append((line.indent, item["below"]))
    return tree


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
