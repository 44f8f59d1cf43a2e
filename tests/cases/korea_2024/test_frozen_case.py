"""
The case as it stood in format 1, upgraded, is the shipped case but for what is listed beside this
file: corrections that were made since, and what was left to a person.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.upgrade.upgrade import upgraded

DATA = os.environ.get("PHASELINE_DATA", "")
FROZEN = Path(DATA) / "korea-frozen" / "case"
LISTED = yaml.safe_load((Path(__file__).parent / "since_frozen.yaml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not FROZEN.is_dir(),
    reason="the frozen case is not here: PHASELINE_DATA names no folder that holds it",
)


@pytest.fixture(scope="module")
def texts():
    """The files of the frozen case, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FROZEN.glob("*.yaml"))}


@pytest.fixture(scope="module")
def result(texts):
    """The frozen case, upgraded."""
    return upgraded(texts)


def values(data: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Give what stands in a case by its place: entries by their ids, others by their number."""
    if isinstance(data, list) and data and all(isinstance(row, dict) for row in data):
        data = {str(row.get("id", number)): row for number, row in enumerate(data)}
    if isinstance(data, dict) and data:
        for key, inner in data.items():
            yield from values(inner, (*at, str(key)))
    else:
        yield ".".join(at), data


def case_values(texts: dict[str, str]) -> dict[str, Any]:
    """Give what stands in all files of a case."""
    return {
        at: value
        for text in texts.values()
        for at, value in values(yaml.load(text, Loader=yaml.CSafeLoader) or {})
    }


def test_the_upgraded_case_is_the_shipped_one_but_for_what_is_listed(result):
    """Every difference has its reason, and every reason its difference."""
    shipped = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(case_path("korea-2024").glob("*.yaml"))
    }
    before, after = case_values(dict(result.texts)), case_values(shipped)

    differences = {
        at: ({"was": before[at]} if at in before else {})
        | ({"is": after[at]} if at in after else {})
        for at in {**before, **after}
        if before.get(at) != after.get(at)
    }

    entries = {entry for group in LISTED for entry in group.get("entries", ())}
    listed = {
        row["at"]: {key: row[key] for key in row if key != "at"}
        for group in LISTED
        for row in group.get("values", ())
    }
    corrected = {at: ".".join(at.split(".")[:2]) for at in differences}
    assert {
        at: row
        for at, row in differences.items()
        if listed.get(at) != row and corrected[at] not in entries
    } == {}
    assert {*listed, *entries} - {*differences, *corrected.values()} == set()


def test_comments_of_the_frozen_case_stay(texts, result):
    """Every line that is one stands somewhere after."""
    comments = {
        line
        for text in texts.values()
        for line in text.splitlines()
        if line.lstrip().startswith("#")
    }

    after = {line for text in result.texts.values() for line in text.splitlines()}
    assert comments - after == set()


def test_the_upgraded_case_is_one_of_this_format(texts, result, tmp_path):
    """Nothing is left to do, the reader takes it, and one thing is left to a person."""
    for name, text in result.texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    again = upgraded(result.texts)
    assert (again.changed, again.texts) == ((), result.texts)
    assert read_case(tmp_path).case is not None
    ((file, line, says),) = result.undecided
    assert result.texts[file].splitlines()[line - 1] == f"# upgrade: {says}"
