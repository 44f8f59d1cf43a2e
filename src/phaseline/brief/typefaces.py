"""
The door to the typefaces: those that a page needs, in the page, so that it looks alike everywhere.

The files beside `faces.json` are cuts of Source Serif 4, Source Sans 3 and Noto Sans KR, each under
the SIL Open Font License, whose text lies with them; `scripts/typefaces.py` made the folder.
"""

import json
from base64 import b64encode
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from phaseline.terms.record import record

_FACES = Path(__file__).resolve().parent / "faces"


@record
class Typeface:
    """
    One file of letters.

    Attributes:
        family: The name by which a style sheet asks for it.
        style: `normal` or `italic`.
        weight: 400 for text; 600 and 700 are darker.
        file: The file, in WOFF2.
        spans: The first and the last number of each run of characters that it has.
        runs: The same runs, as a style sheet writes them.
    """

    family: str
    style: str
    weight: int
    file: str
    spans: tuple[tuple[int, int], ...]
    runs: str

    def draws(self, characters: Iterable[int]) -> bool:
        """Say whether it has one of these characters."""
        return any(first <= number <= last for number in characters for first, last in self.spans)


def faces_for(text: str) -> tuple[Typeface, ...]:
    """
    Give the faces that a text needs: every cut of the scripts that occur in it, in the order of the
    list.
    """
    return _faces_for(frozenset(text))


@lru_cache(maxsize=64)  # pages that change often keep the letters that they are of
def _faces_for(signs: frozenset[str]) -> tuple[Typeface, ...]:
    characters = sorted(map(ord, signs))
    return tuple(face for face in _typefaces() if face.draws(characters))


def face_rules(text: str) -> str:
    """
    Give the rules of a style sheet that carry these faces in themselves: nothing is fetched.
    """
    return "\n".join(_rule(face) for face in faces_for(text))


@cache
def _rule(face: Typeface) -> str:
    letters = b64encode((_FACES / face.file).read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
        f" font-weight: {face.weight}; unicode-range: {face.runs};"
        f' src: url("data:font/woff2;base64,{letters}") format("woff2"); }}'
    )


@cache
def _typefaces() -> tuple[Typeface, ...]:
    entries = json.loads((_FACES / "faces.json").read_text(encoding="utf-8"))
    return tuple(
        Typeface(
            family=entry["family"],
            style=entry["style"],
            weight=entry["weight"],
            file=entry["file"],
            spans=tuple(_span(part) for part in entry["range"].split(",")),
            runs=entry["range"],
        )
        for entry in entries
    )


def _span(words: str) -> tuple[int, int]:
    first, _, last = words.removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)
