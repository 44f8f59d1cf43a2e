"""
Lets the laws import what lies beside the tests of the game and of supply: random games and
problems, an evaluator, a way to ask; and lets the commands that play a case's game share it.
"""

import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from casefiles import UNCHANGED, settled_folder

from phaseline.api import ladders
from phaseline.case.model.case import Case
from phaseline.case.read import CaseReading
from phaseline.cli import workers
from phaseline.desk.comparison.results import LadderComparison, contest

for name in ("game", "supply"):
    folder = str(Path(__file__).parents[1] / name)
    if folder not in sys.path:
        sys.path.insert(0, folder)


@pytest.fixture
def phaseline(phaseline, shared, monkeypatch) -> Callable[..., Any]:
    """
    A command, run in this process alone, where `solve` and `run` share the game of a case that no
    test writes again: it is played once, as deep as `run` plays it, and `ask` and `claims` look
    there for what they ask about.
    """

    def play(case: Case, *, draws: int, **others: Any) -> LadderComparison:
        if not is_unchanged(shared, case):
            return contest(case, draws=draws, **others)
        return shared.played(case, draws=draws)

    monkeypatch.setattr(ladders, "contest", play)
    monkeypatch.setattr(workers, "_processors", lambda: 1)  # to start others takes its time too
    return phaseline


def is_unchanged(shared: Any, case: Case) -> bool:
    """Whether a case was read from a folder that no test writes again."""
    return any(
        value.case is case
        for key, value in shared.answers.items()
        if isinstance(value, CaseReading) and key[0] in UNCHANGED
    )


@pytest.fixture(scope="session")
def rewritten(tmp_path_factory) -> Callable[..., Path]:
    """A case as files of its own, the same folder for the same texts."""
    root = tmp_path_factory.mktemp("rewritten")

    def folder_of(texts: Mapping[str, str], kind: str) -> Path:
        digest = sha256(repr(sorted(texts.items())).encode()).hexdigest()[:12]
        return settled_folder(root / f"{kind}-{digest}".replace(" ", "-"), texts)

    return folder_of
