"""Bytes that are no UTF-8 are said to be none, and never prove an absence."""

import pytest

from phaseline.case.decoding import decoded

KOREAN = "북한군 병력이 도착했다\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_one_text(encoding):
    """With or without a mark at its beginning."""
    text = decoded(KOREAN.encode(encoding))

    assert text.is_utf8
    assert [reading.text for reading in text.readings] == [KOREAN]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_letters_are_read_and_said(encoding):
    """By the mark at the beginning, or by every second byte of plain letters."""
    text = decoded("The coal stock of Merrow".encode(encoding))

    assert text.is_certain
    assert not text.is_utf8
    assert [reading.text for reading in text.readings] == ["The coal stock of Merrow"]


@pytest.mark.parametrize(
    ("words", "encoding", "language"),
    [
        (KOREAN, "cp949", ""),
        (KOREAN, "cp949", "ko"),
        ("東京の会議で決めた", "cp932", "ja"),
        ("東京の会議で決めた", "euc_jp", "ja"),
        ("朝鲜派遣约一万名士兵", "gb18030", "zh"),
        ("朝鮮派遣約一萬名士兵", "big5", "zh-TW"),
        ("Привет, как дела", "cp1251", "ru"),
        ("Привет, как дела", "koi8_r", "ru"),
        ("Le café déjà fermé", "cp1252", "fr"),
        ("Łódź i Gdańsk", "cp1250", "pl"),
    ],
)
def test_an_old_encoding_is_among_the_readings(words, encoding, language):
    """What was meant can be found, and nothing is certain."""
    text = decoded(words.encode(encoding), language)

    assert words in [reading.text for reading in text.readings]
    assert not text.is_certain
    assert "none of UTF-8" in text.fault


@pytest.mark.parametrize("content", [b"%PDF-1.7 \xff", b"PK\x03\x04\x00", b"\xd0\xcf\x11\xe0\xa1"])
def test_what_is_no_text_is_said_to_be_none(content):
    """A PDF, a packed file, an office document."""
    text = decoded(content)

    assert (text.readings, text.is_certain) == ((), False)
    assert "not a text" in text.fault


def test_a_damaged_text_is_read_around_the_damage():
    """One bad byte in a long text of UTF-8: the rest is as it was."""
    text = decoded((KOREAN * 20).encode() + b"\xff" + KOREAN.encode())

    assert text.readings[0].text.startswith(KOREAN)
    assert "line 21" in text.fault


@pytest.mark.parametrize("content", [b"", b" \n\f ", "\ufeff".encode(), "…".encode()])
def test_a_text_without_words_vouches_for_nothing(content):
    """A scanned page has no text; its silence is none."""
    text = decoded(content)

    assert not text.is_certain
    assert "no words" in text.fault


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><p>the coal&nbsp;<b>stock</b></p>", "the coal"),
        (b"<html><body>&eacute;l&egrave;ve</body></html>", "élève"),
        ("the co\ufffdl".encode(), "the co"),
        ("東京の会議".encode("iso2022_jp"), "東京の会議"),
        ("중립국".encode("iso2022_kr"), "중립국"),
    ],
)
def test_what_is_no_plain_text_is_read_and_not_trusted(content, words):
    """Marked up, damaged before it was saved, or written in seven bits."""
    text = decoded(content)

    assert not text.is_certain
    assert any(words in reading.text for reading in text.readings)
