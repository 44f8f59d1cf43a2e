"""
What a shell offers for the word at the cursor: ids of the case that is named before it, names of
shipped cases, codes and terms.

A shell asks at every press of the key, so a case is looked through for its ids and never read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from phaseline.case.shipped import case_path, shipped_cases
from phaseline.errors import QuestionError

ADDRESSES = "addresses"
_OF_WORDS: Mapping[str, str] = {"show": ADDRESSES, "ladders": "ladders", "claims": "claims"}
"""By command, the section of which an id may follow the case."""

_OF_OPTIONS: Mapping[str, str] = {
    "--actor": "actors",
    "--enact": "amendments",
    "--ladder": "ladders",
    "--line": "red_lines",
    "--set": ADDRESSES,
    "--source": "sources",
    "--void": "provisions",
}
_OF_LAW: Mapping[str, str] = dict.fromkeys(("--why", "--turns-on", "--open"), "options")
_WITHOUT_CASE = ("cases", "classics", "new", "read", "schema", "completion", "explain")
_MOST_BYTES = 5_000_000  # as a file of a case may have; a device has no end
_SECTION = re.compile(r"([a-z_]+):")
_ENTRY = re.compile(r"( *)- ?(?:\{ *)?(?:id: *[\"']?([\w-]+))?")
_ID = re.compile(r"( +)id: *[\"']?([\w-]+)")


def candidates(words: Sequence[str]) -> tuple[str, ...]:
    """
    Give what may stand for the last of some words, in the order of the case; nothing where that is
    a file or free text.

    Args:
        words: The words after `phaseline`, up to the cursor; the last may be empty.
    """
    command, *before, current = words if len(words) > 1 else ("", *(words or ("",)))
    offered = _offered(command, before, current)
    return tuple(dict.fromkeys(name for name in offered if name.startswith(current)))


def ids_of(path: Path) -> Iterator[tuple[str, str]]:
    """
    Give section and id of the entries of a case, as they stand in its files; what stands within
    entries, and what cannot be read, is passed over.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    for file in files:
        yield from _ids_in(_lines_of(file))


def _lines_of(file: Path) -> Sequence[str]:
    """Give the lines of a file; none of what no case would be read from."""
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return ()
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()


def _ids_in(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    section, indent = "", -1
    for line in lines:
        if head := _SECTION.match(line):
            section, indent = head[1], -1
        elif section:
            entry = _ENTRY.match(line)
            if entry and indent < 0:
                indent = len(entry[1])  # what is set in further stands within an entry
            if name := _own_id(line, entry, indent):
                yield section, name


def _own_id(line: str, entry: re.Match[str] | None, indent: int) -> str:
    """Give the id of an entry of a section; nothing where a line holds none, or one within it."""
    named = entry or _ID.match(line)
    place = indent if entry else indent + 2
    return (named[2] or "") if named and len(named[1]) == place else ""


def _offered(command: str, before: Sequence[str], current: str) -> Iterator[str]:
    if command == "explain":
        yield from _explained()
    if not command or command in _WITHOUT_CASE:
        return
    place = next((path for word in before if (path := _case(word))), None)
    yield from _ids_asked(place, command, before[-1], current) if place else shipped_cases()


def _ids_asked(place: Path, command: str, last: str, current: str) -> Iterator[str]:
    section = _section_asked(command, last)
    if section == ADDRESSES:
        yield from _addresses(place, with_ids=last != "--set" and "." not in current)
    elif section:
        yield from (name for holder, name in ids_of(place) if holder == section)


def _section_asked(command: str, last: str) -> str:
    """Give the section of which an id may follow the last word; nothing where none may."""
    if not last.startswith("-"):
        return _OF_WORDS.get(command, "")
    return (_OF_LAW if command == "law" else {}).get(last) or _OF_OPTIONS.get(last, "")


def _addresses(place: Path, *, with_ids: bool) -> Iterator[str]:
    for holder, name in ids_of(place):
        yield f"{holder}.{name}"
        if with_ids:
            yield name


def _case(word: str) -> Path | None:
    """Give where a case is, if a word names one."""
    try:
        path = None if word.startswith("-") else case_path(word)
    except QuestionError:
        return None
    return path if path and path.exists() else None


def _explained() -> Iterator[str]:
    from phaseline.case.codes import CODES
    from phaseline.present.wording.glossary import TERMS

    yield from CODES
    yield from (term for term in TERMS if " " not in term)
