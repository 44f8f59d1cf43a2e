"""Answers kept in a folder: whole or not at all, within a bound, and no fault of a command."""

import os

import pytest

from phaseline.cli.kept_files import PART, KeptFiles


@pytest.fixture
def folder(tmp_path):
    """A folder of at most a thousand bytes, and what is told of it."""
    words = []
    return KeptFiles(folder=tmp_path / "kept", suffix=".x", most=1000, tell=words.append), words


def test_an_answer_is_taken_as_it_was_put(folder):
    """What hangs on the same words is the same file; nothing is there before, or for others."""
    shelf, words = folder
    place = shelf.place_of(b"words")

    assert shelf.taken(place) == b""
    shelf.put(place, b"answer")

    assert shelf.taken(shelf.place_of(b"words")) == b"answer"
    assert shelf.taken(shelf.place_of(b"other words")) == b""
    assert words == []


@pytest.mark.parametrize("at", [0, 19, 20, -1])
def test_a_damaged_file_is_told_and_not_taken(folder, at):
    """A byte that was turned in the digest or in the answer, and a file that was cut."""
    shelf, words = folder
    place = shelf.place_of(b"words")
    shelf.put(place, b"answer")
    text = bytearray(place.read_bytes())
    text[at] ^= 1

    for damaged in (bytes(text), bytes(text[:at])):
        place.write_bytes(damaged)
        assert shelf.taken(place) == b""

    assert words == [f"{place} is damaged; it is made anew"] * 2


def test_an_answer_under_another_name_is_damaged(folder):
    """A file that was copied over another one does not answer for it."""
    shelf, words = folder
    place, other = shelf.place_of(b"words"), shelf.place_of(b"other words")
    shelf.put(place, b"answer")
    other.write_bytes(place.read_bytes())

    assert shelf.taken(other) == b""
    assert len(words) == 1


def test_what_was_not_used_for_longest_goes_first(folder):
    """
    Five answers of 180 bytes and a digest of 20 fill a folder of a thousand; with a sixth it is
    brought to 750 at most, which are the three that were used last. Other files stay.
    """
    shelf, _ = folder
    places = [shelf.place_of(bytes([number])) for number in range(6)]
    for age, place in enumerate(places[:5]):
        shelf.put(place, b"x" * 180)
        os.utime(place, (age, age))
    note = shelf.folder / "note.txt"
    note.write_bytes(b"x" * 5000)
    assert all(map(shelf.taken, places[:1]))  # and so the oldest was used last

    shelf.put(places[5], b"x" * 180)

    assert [bool(shelf.taken(place)) for place in places] == [True, False, False, False, True, True]
    assert note.exists()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    """Where a file stands in the place of the folder, nothing is kept and nothing is said."""
    (tmp_path / "kept").touch()
    words = []
    shelf = KeptFiles(folder=tmp_path / "kept", suffix=".x", most=1000, tell=words.append)
    place = shelf.place_of(b"words")

    shelf.put(place, b"answer")

    assert (shelf.taken(place), words) == (b"", [])


def test_nothing_half_written_stays(folder, monkeypatch):
    """Where the last step of writing fails, neither the answer nor a part of it is left."""
    shelf, _ = folder
    place = shelf.place_of(b"words")

    def full(*_):
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    shelf.put(place, b"answer")

    assert list(shelf.folder.glob(f"*{PART}")) == []
    assert not place.exists()
