"""The reference page against the table of metrics."""

import re
from pathlib import Path

from phaseline.game.metrics import METRICS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "game-answer.md"


def first_cells(section):
    """What stands in the first column of the first table of a section of the page."""
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(\w+)`", text, flags=re.MULTILINE)


def test_the_page_lists_exactly_the_metrics():
    """A metric that is added, renamed or dropped is so on the page, in the same order."""
    assert first_cells("The metrics of a ladder") == [*METRICS]


def test_the_page_lists_the_keys_that_metrics_have_in_an_answer():
    """What the responder gets stands in the answer under the keys of the table."""
    keys = [metric.key for metric in METRICS.values() if metric.key]

    assert first_cells("The responder") == keys
