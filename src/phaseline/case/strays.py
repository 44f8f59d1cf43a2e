"""
Files that look like those of a case and are not read: an ending in capitals, a misspelt one, one
that an editor has added.
"""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from phaseline.terms.record import record

ENDINGS = (".yaml", ".yml")
STUBS = "stubs.yaml"
_LEFTOVERS = ("~", ".bak", ".old", ".orig", ".rej", ".save", ".swo", ".swp", ".tmp")
_LIKENESS = 0.75  # `ymal`, `yam` and `yaml2` are this near to `yaml`; `xml` and `toml` are not


@record
class Stray:
    """
    Something in the folder of a case that is not read, although its author may think so.

    Args:
        name: Its name.
        reason: Why it is not read.
        fix: What to do.
    """

    name: str
    reason: str
    fix: str


def is_read(name: str) -> bool:
    """
    Whether a file of this name belongs to the case of its folder; names that begin with a dot
    belong to editors, and stubs are what nobody has confirmed.
    """
    return name.endswith(ENDINGS) and not name.startswith(".") and not is_stubs(name)


def is_stubs(name: str) -> bool:
    """Whether a file of this name holds sentences of papers that wait for a person."""
    return name == STUBS or name.endswith(f".{STUBS}")


def stray(name: str) -> Stray | None:
    """
    Say why a file is not read, if its name is nearly that of a case file.

    What editors and tools leave behind, such as `facts.yaml~` and `facts.yaml.bak`, is passed over:
    it is meant to be no part of the case.

    >>> stray("facts.YAML").fix
    'rename it to facts.yaml, or move it elsewhere'
    >>> stray("facts.yaml.bak") is None, stray("map.xml") is None, stray("facts.yaml") is None
    (True, True, True)
    """
    if (
        is_read(name)
        or is_stubs(name)
        or name.startswith((".", "#"))
        or name.casefold().endswith(_LEFTOVERS)
    ):
        return None
    proper = _proper(name)
    if not proper:
        return None
    return Stray(
        name=name,
        reason=_reason(name.strip()),
        fix=f"rename it to {proper}, or move it elsewhere",
    )


def _reason(name: str) -> str:
    """Say why a file is not read that resembles one of the case."""
    is_in_capitals = name.casefold().endswith(ENDINGS) and not name.endswith(ENDINGS)
    fault = "its ending is in capitals, and " if is_in_capitals else ""
    return f"it is not read: {fault}a file of a case ends in .yaml or .yml, in small letters"


def namesake(wanted: str, names: Iterable[str]) -> str:
    """
    Give the file that a name of `include` nearly names, in other letters or with another ending; an
    empty text if there is none.

    >>> namesake("facts", ["Facts.YAML", "actors.yaml"])
    'Facts.YAML'
    """
    return next(
        (
            name
            for name in names
            if _level((_proper(name) or name).rpartition(".")[0]) == _level(wanted)
        ),
        "",
    )


def whole_letters(name: str) -> str:
    """
    Write a name with whole letters: some file systems keep a letter and its mark apart, which
    nobody can see.
    """
    return unicodedata.normalize("NFC", name)


def _proper(name: str) -> str:
    """
    Give the name under which a file would be read; an empty text where it resembles no case file.
    """
    bare = name.strip()
    lowered = bare.casefold()
    if lowered.endswith((".yaml.txt", ".yml.txt")):  # added by an editor, and hidden by the desktop
        bare = bare[: -len(".txt")]
    stem, _, ending = bare.rpartition(".")
    ending = ending.casefold()
    if (
        not stem
        or not ending.startswith("y")
        or max(_likeness(ending, known[1:]) for known in ENDINGS) < _LIKENESS
    ):
        return ""
    return f"{stem}.yml" if ending == "yml" else f"{stem}.yaml"


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name, other).ratio()


def _level(name: str) -> str:
    return whole_letters(name.strip()).casefold()
