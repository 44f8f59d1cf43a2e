"""The numbers of a study are read column by column, in a room that its draws do not fill."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from phaseline.errors import EngineError
from phaseline.explore import columns
from phaseline.explore.columns import DrawnInputs, StudyColumns
from phaseline.explore.parts import chunk_name, path_of, put
from phaseline.explore.study import input_column

NAMES = [input_column(f"a{place}") for place in range(7)]
SIZES = (5, 3, 4)
STUDY = "a study"


@pytest.fixture
def folder(tmp_path):
    """Three parts of seven columns: column and draw can be told from each number."""
    begin = 0
    for place, size in enumerate(SIZES):
        rows = np.arange(begin, begin + size)
        put(tmp_path, chunk_name(place), STUDY, numbers(rows))
        begin += size
    return tmp_path


def numbers(rows):
    """A hundred times the place of the column, and the number of the draw."""
    return {name: 100.0 * place + rows for place, name in enumerate(NAMES)}


def parts_of(folder: Path) -> StudyColumns:
    """All of them, as columns."""
    names = [chunk_name(place) for place in range(len(SIZES))]
    return StudyColumns(folder, names, NAMES, SIZES)


@pytest.mark.parametrize("held", [1, 2, 3, 7, 50])
def test_columns_are_those_of_all_parts_in_order_however_many_are_held(folder, monkeypatch, held):
    """Asked in order, backwards, and by turns; a room for one column, for some and for all."""
    monkeypatch.setattr(columns, "ROOM", held * 8 * sum(SIZES))
    study = parts_of(folder)
    expected = numbers(np.arange(sum(SIZES)))
    assert (study.draws, len(study), [*study]) == (12, 7, NAMES)
    for name in (*NAMES, *reversed(NAMES), NAMES[0], NAMES[-1], NAMES[0]):
        assert study[name].tolist() == expected[name].tolist()
    assert [*DrawnInputs(study, ["a6", "a2"]).items()][1][1].tolist() == expected[NAMES[2]].tolist()


def test_what_the_game_rounds_is_given_in_whole_numbers():
    """Drawn as 1.4, 1.6 and 2.6 of three each, it is one, two and three of them."""
    numbers_drawn = {"input:count": np.array([4.2, 4.8, 7.8]), "input:share": np.array([0.4, 1, 2])}
    inputs = DrawnInputs(numbers_drawn, ["count", "share"], {"count": 3.0})
    assert inputs["count"].tolist() == [3.0, 6.0, 9.0]
    assert inputs["share"].tolist() == [0.4, 1, 2]


def test_a_column_that_is_not_there_is_none(folder):
    """Of the study, and of the assumptions that are looked at."""
    study = parts_of(folder)
    with pytest.raises(KeyError):
        study["input:nothing"]
    assert "a3" not in DrawnInputs(study, ["a1"])
    assert len(DrawnInputs(study, ["a1", "a2"])) == 2


def test_a_part_that_goes_while_it_is_read_is_said(folder, monkeypatch):
    """It was whole when the study was taken up: the file is named, and what to do."""
    monkeypatch.setattr(columns, "ROOM", 1)
    study = parts_of(folder)
    assert study[NAMES[0]][0] == 0
    path_of(folder, chunk_name(1)).unlink()
    with pytest.raises(EngineError, match=r"chunk-000001\.parquet was whole, and can no longer"):
        study[NAMES[1]]


def test_what_is_held_is_a_room_and_not_all_draws(tmp_path, monkeypatch):
    """
    By hand: 40 parts of 1,000 draws by 30 columns of 8 bytes are 9.6 MB. With room for two columns,
    .64 MB, going through all of them holds these, the one in hand, .32 MB, and the part being read:
    less than an eighth of the whole.
    """
    draws, parts = 1000, 40
    names = [input_column(f"a{place}") for place in range(30)]
    drawn = {name: np.linspace(0, 1, draws) for name in names}
    for place in range(parts):
        put(tmp_path, chunk_name(place), STUDY, drawn)
    monkeypatch.setattr(columns, "ROOM", 2 * 8 * draws * parts)
    study = StudyColumns(tmp_path, [*map(chunk_name, range(parts))], names, [draws] * parts)
    tracemalloc.start()
    middles = {name: float(column.mean()) for name, column in study.items()}
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [*middles.values()] == pytest.approx([0.5] * len(names))
    assert most < 8 * draws * parts * len(names) / 8
