"""Source texts are found by their hash, whatever lies beside them."""

import hashlib
import os

import pytest

from phaseline.case.texts import MOST_FILES, source_texts
from phaseline.errors import QuestionError

TEXT = "The keeper said that 31 of 40 ships had passed."
HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_text_is_found_under_any_name(tmp_path):
    """Neither the name nor the folder matters."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "whatever.bin").write_text(TEXT)

    assert source_texts(tmp_path, [HASH]) == {HASH: TEXT}


def test_another_text_of_the_same_name_is_not_it(tmp_path):
    """One letter more is another text."""
    (tmp_path / "paper.txt").write_text(f"{TEXT} ")

    assert source_texts(tmp_path, [HASH]) == {}


def test_pipes_links_and_large_files_are_passed_over(tmp_path):
    """What is no text is neither waited for nor read."""
    os.mkfifo(tmp_path / "a-pipe")
    (tmp_path / "a-link").symlink_to("nowhere")
    (tmp_path / "a-loop").symlink_to(tmp_path)
    (tmp_path / "a-device").symlink_to("/dev/zero")
    (tmp_path / "a-memory").symlink_to("/proc/self/mem")
    with (tmp_path / "a-giant").open("wb") as giant:
        giant.truncate(30_000_000)
    (tmp_path / "z.txt").write_text(TEXT)

    assert source_texts(tmp_path, [HASH]) == {HASH: TEXT}


def test_what_a_linked_folder_leads_to_is_known(tmp_path):
    """Its texts are read, and where they were read is not kept in silence."""
    folder, link = tmp_path / "texts", tmp_path / "link"
    folder.mkdir()
    (folder / "z.txt").write_text(TEXT)
    link.symlink_to(folder)

    texts = source_texts(link, [HASH])

    assert (texts, texts.linked) == ({HASH: TEXT}, repr(str(folder)))
    assert source_texts(folder, [HASH]).linked == ""


def test_a_source_without_a_hash_finds_nothing(tmp_path):
    """An empty hash is no hash, of an empty file neither."""
    (tmp_path / "empty.txt").touch()

    assert source_texts(tmp_path, ["", ""]) == {}


@pytest.mark.parametrize("name", ["nowhere", "a-file", "nul\0l"])
def test_what_is_no_folder_is_a_wrong_question(tmp_path, name):
    """The message says what to give."""
    (tmp_path / "a-file").touch()

    with pytest.raises(
        QuestionError, match="is no folder; give the folder that holds the source texts"
    ):
        source_texts(tmp_path / name, [HASH])


def test_a_folder_of_thousands_of_files_is_no_folder_of_texts(tmp_path):
    """The whole disk is not searched."""
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}").touch()

    with pytest.raises(QuestionError, match="holds more than"):
        source_texts(tmp_path, [HASH])
