"""`phaseline explain`: every code, every term of the glossary, and what the terminal prints."""

import ast
from pathlib import Path

import pytest

from phaseline.present import terminal, wording
from phaseline.present.wording.glossary import TERMS, term_meant

# Heads of tables that mean what they mean in English.
PLAIN = frozenset(
    " ".join(
        """
        across without|adds|after|agree|agreed|all comply at first|all cross at first|asked first|
        at most|before|best on average|by|by which rungs|called for|called too early|cell|cost|
        counted on|counts|date|difference|error|event|first|from what|holds|how|id|if not|if so|
        in nine of ten combinations|in the plan|in time|it rests on|keeps it|known|
        left|lost|mean|name|never|next, by reports|player|range|
        reports waited for|routes|second|seen|state|stays out|takes|takes it|takes more|
        taken up and kept|there|today|too late|used|value|votes needed|weak store fights|what|
        what is known|what it is|when|when called|whence|who|who asked, when, whom|with|without|
        worth without|year|5 to 95 %
        """.split()
    )
    .replace("| ", "|")
    .split("|")
)


WORDED = ("asked_first.py", "offers.py", "projects.py", "whom.py")  # for page and terminal alike


def head_cells(call):
    """The cells of the head of a table, where a call lays one out or words one."""
    match getattr(call.func, "id", ""):
        case "table":
            return getattr(call.args[0], "elts", ())
        case "WordTable":
            (head,) = [argument.value for argument in call.keywords if argument.arg == "head"]
            return head.elts
    return ()


def table_heads():
    """The heads of the tables of the terminal, as they stand in the code."""
    words = Path(wording.__file__).parent
    for path in (
        *sorted(Path(terminal.__file__).parent.glob("*.py")),
        *map(words.joinpath, WORDED),
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from (
                cell.value
                for cell in (head_cells(node) if isinstance(node, ast.Call) else ())
                if isinstance(cell, ast.Constant) and cell.value
            )


def test_what_heads_a_table_is_explained():
    """Whoever reads a head can ask what it means, part by part; plain English needs no page."""
    heads = [part for head in table_heads() for part in head.split(" · ")]
    unexplained = {head for head in heads if not term_meant(head) and head.casefold() not in PLAIN}

    assert len(heads) > 30
    assert unexplained == set()


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_explained(phaseline, term):
    """In words of a few letters or several words, with or without capitals."""
    ran = phaseline("explain", *term.upper().split())

    assert ran.status == 0
    assert ran.out.startswith(f"{term}: ")


def test_a_plural_is_the_term(phaseline):
    """As a table heads it."""
    assert phaseline("explain", "Rungs").out == phaseline("explain", "rung").out


def test_a_misspelt_term_is_answered_with_the_nearest(phaseline):
    """And so is a misspelt code."""
    assert "did you mean 'standing'?" in phaseline("explain", "standign").err
    assert "did you mean 'PL901'?" in phaseline("explain", "PL9O1").err
