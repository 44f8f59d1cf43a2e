"""The files of a shipped case as a test rewrites them: renamed, put in another order, cut down."""

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from depth import IS_SOAK, soak

from phaseline.case.check.report import checked
from phaseline.case.model.case import CONCERNS, Case
from phaseline.case.model.common import OPEN_WORD
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.results import Depth
from phaseline.desk.consent.law_findings import with_law
from phaseline.terms.diagnostic import Diagnostic, Severity
from phaseline.terms.meaning import Meaning

SHIPPED = [
    "strait",
    "snapback-2025",
    pytest.param("korea-2024", marks=soak),
]
"""The shipped cases that a law of the whole case is held on; the long ones at `make soak`."""

PLAYED = {"snapback-2025": ("e3-letter", "lapse")}
"""
The ladders to which a case is cut, with its first horizon alone, for the commands that play its
game, which takes up to a minute of one processor for each answer otherwise; all of them are played
over all of the time at `make soak`.
"""

FLAT = Depth(
    movers=False,
    readings=False,
    variants=False,
    answers=False,
    claims=False,
    self_enforcement=False,
    alterations=False,
)
"""What ladders come to over the draws, and nothing beside it."""

FEW_DRAWS = 16
"""Over how many draws every shipped case but the worked one is played for all tests together."""

UNCHANGED: set[Path] = set()
"""Folders that hold a case which no test writes again, so that its answers may be shared."""

SECTIONS = tuple(section for sections in CONCERNS.values() for section in sections)
PARTS = {
    "supply": ("needs", "stocks", "counters", "donors", "routes"),
    "law": ("provisions", "terms", "encodings", "options", "amendments"),
    "votes": ("institutions", "procedures", "whips", "penalties"),
    "opinion": ("polls", "salience"),
    "game": ("games", "claims"),
    "claims": ("claims",),
    "doubts": ("silences", "conflicts", "derived", "questions"),
    "challenger": ("technologies", "red_lines", "tracks", "acts", "counter_threats"),
    "demands": ("demands",),
    "ladders": ("ladders",),
    "response": ("demands", "measures", "ladders", "threats"),
    "advice": ("brakes", "recommendations", "threats"),
    "assumptions": ("assumptions",),
    "everything": tuple(name for name in SECTIONS if name not in ("actors", "sources")),
}
"""What a case may be without; its sections are left out together."""

WHOLE = [
    name
    for name in CONCERNS
    if name not in ("sources", "actors", "facts") and CONCERNS[name] not in PARTS.values()
]
SINGLY = [section for section in SECTIONS if section not in ("actors", "facts")]
CUTS = [
    *(pytest.param(sections, id=name) for name, sections in PARTS.items()),
    *(pytest.param((name,), id=f"only-{name}", marks=soak) for name in SINGLY),
    *(pytest.param(CONCERNS[name], id=f"file-{name}", marks=soak) for name in WHOLE),
    pytest.param(("facts", "events"), id="facts"),
]
"""Every part, and at the soak every section and every file of it, as an example of its own."""

SECTION = re.compile(r"^(\w+):", re.MULTILINE)  # or a field of the header
KEYED = frozenset({"excludes", "levels", "requires"})  # tables whose keys are ids
PLACES = frozenset("column line file source_line hash case_hash id_hash written".split())
LISTS = tuple("show facts timeline sources assumptions conflicts brakes derive".split())
"""The commands that list what stands in a case."""

INSIGHT = ("why", "need", "offer", "whom", "projects")
"""The commands that play a ladder many times over."""

COMMANDS = (
    *("check", "law", "politics", "supply", "ladders", "ask", "solve", "claims", "run"),
    *LISTS,
    *INSIGHT,
)
"""The commands whose answers the laws compare."""

DRAWN = frozenset({"ask", "solve", "claims", "run", *INSIGHT})
WITH_DRAWS = DRAWN - {"need", "offer", "whom"}
ASKED = {
    "need": ("--for", "below:6"),
    "offer": ("--inducement", "0.1", "--verification", "0.5"),
}
"""What a command has to be told beside the case."""

ROUNDS = 200  # of pruning: what refers to something is referred to in its turn
HASH = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}")  # of a file or a ledger, or of an entry by chance
Sections = dict[str, tuple[yaml.Node, yaml.Node]]


def case_files(name: str) -> dict[str, str]:
    """The texts of a shipped case, by the names of their files."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(Path(case_path(name)).glob("*.yaml"))
    }


@cache
def files_asked(name: str, command: str) -> Mapping[str, str]:
    """The texts of a shipped case as a command is asked about it: whole, or cut to some ladders."""
    is_cut = command in DRAWN and name in PLAYED and not IS_SOAK
    return cut_to_ladders(name, PLAYED[name]) if is_cut else case_files(name)


@cache
def cut_to_ladders(name: str, ladders: tuple[str, ...]) -> Mapping[str, str]:
    """
    A shipped case with some of its ladders alone, over the shortest time that it asks about, and
    without what refers to the others.
    """
    sections = joined(case_files(name).values())
    listed = sections["ladders"][1]
    listed.value = [ladder for ladder in listed.value if identity(ladder) in ladders]
    horizon = sections["horizon"][1]
    horizon.value = horizon.value[:1]
    with tempfile.TemporaryDirectory() as place:
        sound = mended(sections, Path(place))
        return {path.name: path.read_text(encoding="utf-8") for path in sound.glob("*.yaml")}


def cuts_of(name: str) -> list[Any]:
    """
    What a shipped case may be without, of what stands in it: each as an example of its own, and the
    same sections once.
    """
    there = {key for text in case_files(name).values() for key in SECTION.findall(text)}
    cuts: dict[frozenset[str], Any] = {}
    for cut in CUTS:
        if part := frozenset(there.intersection(cut.values[0])):
            cuts.setdefault(part, cut)
    return [*cuts.values()]


def identity(entry: yaml.MappingNode) -> str:
    """The id of an entry."""
    return next(str(value.value) for key, value in entry.value if key.value == "id")


def settled_folder(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write a case into a folder of its own that no test writes again, and give the folder."""
    UNCHANGED.add(folder)
    return folder if folder.exists() else written(folder, texts)


def written(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write a case into a folder of its own, and give the folder."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def asked(phaseline: Callable[..., Any], command: str, case: Path, ladder: str = "") -> Any:
    """
    A command as it answers about a case, with as few draws as there may be, and what it writes
    beside the case; about one ladder alone where it is named and the command asks about one.
    """
    words = [command, str(case), *ASKED.get(command, ())]
    if command in WITH_DRAWS:
        words += ["--draws", "8"]
    if command in INSIGHT and ladder:
        words += ["--ladder", ladder]
    if command == "run":
        words += ["--out", str(case.parent / f"{case.name}-brief")]
    return phaseline(*words, "--json")


def pairs(at_test: Mapping[str, Iterable[str]], commands: Iterable[str] = COMMANDS) -> list[Any]:
    """
    Every command on every shipped case; at `make test` those that are named for a case.

    Args:
        at_test: Commands by the name of a case.
        commands: The names of all of them.
    """
    names = [case if isinstance(case, str) else str(case.values[0]) for case in SHIPPED]
    return [
        pytest.param(name, command, marks=() if command in at_test.get(name, ()) else (soak,))
        for name in names
        for command in commands
    ]


def composed(text: str) -> yaml.MappingNode:
    """A file as nodes, which keep how each scalar is written."""
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert isinstance(node, yaml.MappingNode)
    return node


def serialised(*parts: tuple[yaml.Node, yaml.Node]) -> str:
    """Sections as the text of a file."""
    return str(
        yaml.serialize(
            yaml.MappingNode("tag:yaml.org,2002:map", list(parts)),
            Dumper=yaml.BaseDumper,
            width=100_000,
            allow_unicode=True,
        )
    )


def joined(texts: Iterable[str]) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The sections of all files by name, lists of one section appended."""
    sections: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for text in texts:
        for key, value in composed(text).value:
            if key.value in sections and isinstance(value, yaml.SequenceNode):
                sections[key.value][1].value.extend(value.value)
            else:
                sections[key.value] = (key, value)
    return sections


def scalars(node: yaml.Node, key: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """
    Every scalar of a composed file, with the key that it stands under; among them the keys that are
    ids, such as those of the tracks that a move requires.
    """
    match node:
        case yaml.MappingNode():
            for name, inner in node.value:
                if key in KEYED:
                    yield key, name
                yield from scalars(inner, name.value)
        case yaml.SequenceNode():
            for inner in node.value:
                yield from scalars(inner, key)
        case yaml.ScalarNode():
            yield key, node
        case _:
            raise TypeError(node)


def choosing(node: yaml.Node, hint: Any = Case) -> Iterator[yaml.ScalarNode]:
    """
    Every scalar of a composed file that is a word of a list of the format, and so no id: one of
    the words of a closed list, or any in a field whose list is open.
    """
    match node:
        case yaml.ScalarNode() if is_open(hint) or node.value in words_of(hint):
            yield node
        case yaml.SequenceNode():
            for item in node.value:
                yield from choosing(item, hint)
        case yaml.MappingNode():
            for record in records_of(hint):
                for key, inner in node.value:
                    yield from choosing(inner, hints_of(record).get(key.value))
        case _:
            return


@cache
def hints_of(record: type) -> Mapping[str, Any]:
    """What the fields of a record hold, and what is said of them."""
    return get_type_hints(record, include_extras=True)


def records_of(hint: Any) -> Iterator[type]:
    """The records of which a field may hold one, or several."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from records_of(part)


def words_of(hint: Any) -> frozenset[str]:
    """The words among which a field chooses; none where it is open."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return frozenset(str(member.value) for member in hint)
    if isinstance(hint, Meaning):
        return frozenset(hint.choices)
    parts = (*get_args(hint), *getattr(hint, "__metadata__", ()))
    return frozenset(word for part in parts for word in words_of(part))


def is_open(hint: Any) -> bool:
    """Whether a field holds words of an open list, such as the kinds of routes."""
    if isinstance(hint, Meaning):
        return hint.pattern == OPEN_WORD
    return any(is_open(part) for part in (*get_args(hint), *getattr(hint, "__metadata__", ())))


def answer_of(text: str) -> Any:
    """What a command answered as JSON, apart from where things stand in its files."""
    data = json.loads(text)
    data.get("case", {}).pop("hash", None)
    return settled(data)


def settled(value: Any) -> Any:
    """
    Data without what a rewriting may change: the place of a diagnostic and where its lines break,
    hashes, last digits.
    """
    match value:
        case dict():
            return {
                name: " ".join(inner) if name == "detail" else settled(inner)
                for name, inner in value.items()
                if name not in PLACES
            }
        case list():
            return [settled(inner) for inner in value]
        case float():
            return round(value, 9)
        case str() if HASH.fullmatch(value):
            return "a hash"
        case _:
            return value


def faults_of(folder: Path) -> list[Diagnostic]:
    """The errors that a check of a case finds."""
    report = with_law(checked(read_case(folder, name=folder.name), {}))
    return [error for error in report.diagnostics if error.severity is Severity.ERROR]


def step(node: yaml.Node, word: str) -> int | None:
    """The place of an item or a field in a node; None where there is none."""
    match node:
        case yaml.MappingNode():
            names = [key.value for key, _ in node.value]
            return names.index(word) if word in names else None
        case yaml.SequenceNode():
            for place, item in enumerate(node.value):
                if isinstance(item, yaml.MappingNode) and ("id", word) in (
                    (key.value, value.value) for key, value in item.value
                ):
                    return place
            return int(word) if word.isdigit() and int(word) < len(node.value) else None
        case _:
            return None


def pruned(sections: Sections, steps: Sequence[str]) -> tuple[yaml.Node, Any] | None:
    """
    What an error points to, as a node and what is taken out of it: the entry or the field itself,
    and the entry around it where the field is one that it has to have, or its list where nothing
    else is in it. Without a node it is the section; nothing where no such section is there.
    """
    if steps[0] not in sections:
        return None
    holders = []
    node = sections[steps[0]][1]
    for word in steps[1:]:
        place = step(node, word)
        holders.append((node, place))
        if place is None:
            break
        item = node.value[place]
        node = item[1] if isinstance(node, yaml.MappingNode) else item
    while holders and (holders[-1][1] is None or len(holders[-1][0].value) == 1):
        holders.pop()
    if not holders:
        return sections[steps[0]][1], None
    node, place = holders[-1]
    return node, node.value[place]


def prune(sections: Sections, faults: Iterable[Diagnostic]) -> bool:
    """
    Take out what errors point to, found before any of it goes: no place in a list moves before its
    turn, and what two of them point to goes once. Whether anything went.
    """
    marked = [pruned(sections, fault.address.split(".")) for fault in faults]
    places = [place for place in marked if place is not None]
    for node, item in places:
        if item is None:
            for name in [name for name, (_, value) in sections.items() if value is node]:
                del sections[name]
        else:
            node.value = [other for other in node.value if other is not item]
    return bool(places)


def without(name: str, part: Iterable[str], folder: Path) -> Path:
    """
    A shipped case without the sections of a part and what refers to them, written into a folder.

    What refers to something is what the check complains about.
    """
    return lacking(case_files(name).values(), part, folder)


def lacking(texts: Iterable[str], part: Iterable[str], folder: Path) -> Path:
    """The case of some texts without the sections of a part, and what refers to them."""
    sections = joined(texts)
    for section in part:
        sections.pop(section, None)
    return mended(sections, folder)


def mended(sections: Sections, folder: Path) -> Path:
    """
    Take out of a case what the check complains about, until it does not, in a folder.

    Raises:
        AssertionError: If no case is reached that the check has nothing against.
    """
    for attempt in range(ROUNDS):
        place = written(folder / f"cut-{attempt}", {"case.yaml": serialised(*sections.values())})
        faults = faults_of(place)
        if not faults:
            return place
        if not prune(sections, together(faults, sections)):
            break
    raise AssertionError([fault.address for fault in faults])


def together(faults: Sequence[Diagnostic], sections: Sections) -> list[Diagnostic]:
    """
    What is taken out at once: everything that names what is not there, then everything that lacks
    what it has to have, or else all that the first fault's code is told of, for faults of another
    kind may be a consequence of it.
    """
    dangling = [fault for fault in faults if fault.code == "PL501"]
    if found := [fault for fault in dangling if is_there(sections, fault.address.split("."))]:
        return found
    codes = [fault.code for fault in faults]
    code = "PL106" if "PL106" in codes else codes[0]
    return [fault for fault in faults if fault.code == code]


def is_there(sections: Sections, steps: Sequence[str]) -> bool:
    """Whether an address leads somewhere in the sections of a case."""
    node = sections[steps[0]][1] if steps[0] in sections else None
    for word in steps[1:]:
        place = None if node is None else step(node, word)
        if node is None or place is None:
            return False
        inner = node.value[place]
        node = inner[1] if isinstance(node, yaml.MappingNode) else inner
    return node is not None
