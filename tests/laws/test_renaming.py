"""
Renaming every id of a case, consistently, renames the answer and changes nothing else; so does no
order of entries, and a part that is left out leaves the rest.
"""

import json
import re
from pathlib import Path

import pytest
import yaml

from phaseline.case.shipped import case_path

pytestmark = pytest.mark.slow  # whole commands are asked

# What is written for a reader; an id that happens to be a word of it stays there.
PROSE = frozenset(
    (
        "act affects article asks boundaries condition consequence container_title decision"
        " decide_by exact holds items limits locator name note objective observable"
        " on_crossing owner prefix prepared_by publisher question rationale says short"
        " statute suffix title threshold does many common_nouns"
    ).split()
)
RESERVED = frozenset(
    {"nature", "amend_law"}
)  # words of the format, which no id may be renamed from
COMMANDS = {
    "check": ("check", "--json"),
    "law": ("law", "--json"),
    "politics": ("politics", "--json"),
    "supply": ("supply", "--json"),
    "ladders": ("ladders", "--json"),
    "ask": ("ask", "--draws", "16", "--json"),
    "solve": ("solve", "--draws", "16", "--json"),
    "claims": ("claims", "--draws", "16", "--json"),
}


def scalars(node, key=""):
    """Every scalar of a composed file, with the key that it stands under."""
    match node:
        case yaml.MappingNode():
            for name, inner in node.value:
                yield from scalars(inner, name.value)
        case yaml.SequenceNode():
            for inner in node.value:
                yield from scalars(inner, key)
        case yaml.ScalarNode():
            yield key, node


def renamed(text, names):
    """A file with every id replaced where it is no word for a reader, all else as it stands."""
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    spans = [
        (node.start_mark.index, node.end_mark.index)
        for key, node in scalars(yaml.compose(text, Loader=yaml.BaseLoader))
        if key not in PROSE
    ]
    for start, end in reversed(spans):
        after = pattern.sub(lambda found: names[found[0]], text[start:end])
        text = f"{text[:start]}{after}{text[end:]}"
    return text


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The small worked case as it is, and with every id replaced by one without a meaning."""
    files = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(Path(case_path("strait")).glob("*.yaml"))
    }
    ids = {
        node.value
        for text in files.values()
        for key, node in scalars(yaml.compose(text, Loader=yaml.BaseLoader))
        if key == "id" and node.value not in RESERVED
    }
    names = {name: f"q{place}z" for place, name in enumerate(sorted(ids))}
    root = tmp_path_factory.mktemp("renamed")
    for folder, texts in (
        ("before", files),
        ("after", {name: renamed(text, names) for name, text in files.items()}),
    ):
        (root / folder).mkdir()
        for name, text in texts.items():
            (root / folder / name).write_text(text, encoding="utf-8")
    return root / "before", root / "after", {new: old for old, new in names.items()}


def answered(text, names=None):
    """What a command answered, with the names of the first case."""
    back = re.compile(r"[qQ]\d+z")

    def first(found):
        name = names[found[0].lower()]
        return name[:1].upper() + name[1:] if found[0][0] == "Q" else name

    data = json.loads(back.sub(first, text) if names else text)
    data.get("case", {}).pop("hash", None)
    return settled(data)


PLACES = frozenset({"column", "line", "file"})
HASH = re.compile(r"[0-9a-f]{64}")


def settled(value):
    """Data without what a name may change: the place of a diagnostic, and its source line."""
    match value:
        case dict():
            return {
                name: settled(inner)
                for name, inner in value.items()
                if name
                not in ("column", "line", "file", "source_line", "hash", "case_hash", "id_hash")
            }
        case list():
            return [settled(inner) for inner in value]
        case float():
            return round(value, 9)
        case str() if HASH.fullmatch(value):
            return "a hash"
        case _:
            return value


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_renaming_every_id_renames_the_answer(phaseline, both, command):
    """No id of a case is known to the program: the same questions have the same answers."""
    before, after, names = both
    name, *options = COMMANDS[command]

    first = phaseline(name, str(before), *options)
    second = phaseline(name, str(after), *options)

    assert second.status == first.status
    assert answered(second.out, names) == answered(first.out)
