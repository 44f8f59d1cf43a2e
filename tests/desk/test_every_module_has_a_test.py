"""Every module of the desk is taken up by a test of the desk."""

import ast
from pathlib import Path

import pytest

import phaseline.desk

ROOM = Path(phaseline.desk.__file__).parent
MODULES = sorted(
    f"phaseline.desk.{'.'.join(path.relative_to(ROOM).with_suffix('').parts)}"
    for path in ROOM.rglob("*.py")
    if path.name != "__init__.py"
)


def imported(path):
    """The modules from which a file imports, and what it imports from them, by dotted name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


TAKEN_UP = {name for path in Path(__file__).parent.glob("test_*.py") for name in imported(path)}


@pytest.mark.parametrize("module", MODULES)
def test_a_test_of_the_desk_takes_it_up(module):
    """
    A module that is tested through others only may change what it promises without a test that says
    so.
    """
    assert module in TAKEN_UP


def test_modules_were_found():
    """An empty list would make the test above pass for nothing."""
    assert "phaseline.desk.delivery.simulation" in MODULES
