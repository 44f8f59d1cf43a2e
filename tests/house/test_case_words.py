"""
Nothing of one case in the code: no text in a module is an id of a case that is shipped.

An id is a word that an author chose; a program that compares with it works for that author alone.
Some ids are ordinary words, which code may use as well. The rule: a text is refused where it equals
an id, unless the format has the word in one of its own lists (`phaseline.case.reserved`), or the
code has a name of its own of that spelling, a field of a record or a function, whose key the text
then is. That no such word is meant as an id is what the law of renaming holds
(`tests/laws/test_renaming.py`).
"""

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from modules import NODES, TREES

from phaseline.case.reserved import words_of_format
from phaseline.case.shipped import case_path, shipped_cases

# Words that are no ids where they stand: a syllable that negates, a word that is counted in
# soldiers, a key of an answer, a heading, terms of the glossary
OTHERWISE_MEANT = {
    ("case/wording.py", "un"),
    ("papers/amounts.py", "troops"),
    ("politics/polls.py", "opposition"),
    ("present/terminal/ladders.py", "lethal"),
    ("present/wording/glossary.py", "backfill"),
    ("present/wording/glossary.py", "commitment"),
}


def ids_of(value: object) -> Iterator[str]:
    """Every id in a case, at whatever depth."""
    if is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name == "id" and isinstance(inner, str):
                yield inner
            yield from ids_of(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from ids_of(inner)


def names_of_code() -> Iterator[str]:
    """The fields of records and the functions of the package."""
    for nodes in NODES.values():
        for node in nodes:
            if isinstance(node, ast.FunctionDef):
                yield node.name
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                yield node.target.id


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts of a module that stand alone: not what an f-string joins."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        elif not isinstance(node, ast.JoinedStr):
            yield from texts(node)


@pytest.fixture(scope="module")
def ids(shared) -> frozenset[str]:
    """Every id of every shipped case."""
    cases = [shared.read(case_path(name), name=name).case for name in shipped_cases()]
    return frozenset(name for case in cases for name in ids_of(case))


@pytest.fixture(scope="module")
def alone() -> list[tuple[str, ast.Constant]]:
    """Every text of the code that stands alone, with its module."""
    return [(module, text) for module, tree in TREES.items() for text in texts(tree)]


def test_no_text_of_the_code_is_an_id_of_a_shipped_case(ids, alone) -> None:
    """Roles, not ids: what code has to recognise is a role that any case can give."""
    of_cases = ids - words_of_format() - set(names_of_code())
    hits = [
        f"{module}:{text.lineno}: {text.value}"
        for module, text in alone
        if text.value in of_cases and (module, text.value) not in OTHERWISE_MEANT
    ]

    assert len(ids) > 500
    assert hits == []


def test_what_is_otherwise_meant_still_stands_there(ids, alone) -> None:
    """An exception that nothing needs any more is taken off the list."""
    standing = {(module, text.value) for module, text in alone} & OTHERWISE_MEANT

    assert standing == {entry for entry in OTHERWISE_MEANT if entry[1] in ids}
