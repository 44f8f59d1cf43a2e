"""The letters of a brief travel with it, each under its licence, and only those that it needs."""

import re
from base64 import b64decode
from importlib.resources import files

import pytest

from phaseline.brief.typefaces import face_rules, faces_for

FACES = files("phaseline.brief") / "faces"


def families(text):
    """Which families a text needs."""
    return {face.family for face in faces_for(text)}


def test_a_text_carries_only_the_letters_that_it_needs():
    """Plain English needs the two Latin faces; one Korean word adds the slices of its syllables."""
    plain, korean = faces_for("Plain words."), faces_for("Plain words and 국회.")

    assert families("Plain words.") == {"Source Serif 4", "Source Sans 3"}
    assert 1 <= len(korean) - len(plain) <= 2
    assert all(face.family == "Noto Sans KR" for face in set(korean) - set(plain))
    assert faces_for("") == ()


@pytest.mark.parametrize("letters", ["ō and ł", "Москва", "Αθήνα", "국회의 동의 — 가부"])
def test_letters_of_other_scripts_have_a_face(letters):
    """Romanised names, Russian, Greek and the standard Korean syllables are drawn by our faces."""
    drawn = faces_for(letters)

    assert all(any(face.draws([ord(sign)]) for face in drawn) for sign in letters)


def test_the_rules_hold_the_letters_themselves():
    """Each rule carries its file, which is a WOFF2 font, and names no address."""
    rules = face_rules("Plain words.")
    letters = re.findall(r'url\("data:font/woff2;base64,([^"]+)"\)', rules)

    assert len(letters) == rules.count("@font-face") == len(faces_for("Plain words."))
    assert all(b64decode(data)[:4] == b"wOF2" for data in letters)
    assert "http" not in rules


def test_every_face_is_free_and_there():
    """Each file of the list lies in the folder, nothing else does, and each licence is the OFL."""
    everything = "".join(chr(number) for number in range(0x20, 0xD7A4))
    listed = {face.file for face in faces_for(everything)}
    lying = {entry.name for entry in FACES.iterdir()}

    assert {name for name in lying if name.endswith(".woff2")} == listed
    licences = [entry for entry in FACES.iterdir() if entry.name.endswith(".LICENSE")]
    assert len(licences) == 3
    assert all("SIL Open Font License, Version 1.1" in entry.read_text() for entry in licences)
