"""What the page of the tests says is held, is held."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "developers" / "tests.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
PLACES = sorted(set(re.findall(r"`(tests/[\w/]+(?:\.py)?)`", PAGE)))


def functions_of(path):
    """The functions of a file of tests."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_page_names_is_there():
    """A promise whose test was renamed or taken out would be held by nothing."""
    functions = {path: functions_of(path) for path, _ in NAMED}

    assert len(NAMED) > 40
    assert [f"{path}::{name}" for path, name in NAMED if name not in functions[path]] == []


def test_every_place_that_the_page_names_is_there():
    """Folders and files that were moved are named where they are now."""
    assert PLACES
    assert [place for place in PLACES if not (ROOT / place).exists()] == []
