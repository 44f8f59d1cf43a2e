"""
What cog writes into the pages: tables and printed answers made from the code itself, so that they
cannot go stale.
"""

import argparse
import io
import json
import os
import re
import textwrap
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import ndiff
from enum import Enum
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from unittest.mock import patch

from phaseline.brief.outline import SECTIONS
from phaseline.case.codes import CODES
from phaseline.case.model.case import CONCERNS, Case
from phaseline.case.model.claims import CLAIM_TESTS
from phaseline.case.reserved import reserved_words
from phaseline.cli.main import COMMANDS, main
from phaseline.desk.comparison.claim_tests import NAMED_TESTS
from phaseline.desk.findings.finding import Finding
from phaseline.game import bounds
from phaseline.game.answer import answer
from phaseline.game.check import sizes
from phaseline.game.compile.games import MOST_STATES
from phaseline.game.metrics import METRICS
from phaseline.game.monitors import states
from phaseline.game.published.gallery import classics, exhibit
from phaseline.game.read import read_game
from phaseline.game.spec import Game
from phaseline.present.terminal.classics import today_words
from phaseline.present.wording.game import figure
from phaseline.present.wording.glossary import GLOSSARY
from phaseline.terms.meaning import meanings
from phaseline.terms.quantity import Amount
from phaseline.terms.record import written as key_of
from phaseline.terms.when import When

DOCS = Path(__file__).parent
LINE = 100  # characters, as for all that is written by hand
SHIPPED = DOCS.parent / "src" / "phaseline" / "cases"
FAMILIES = {
    "PL1": "Syntax",
    "PL2": "Quotes",
    "PL3": "Law",
    "PL4": "Numbers and units",
    "PL5": "References",
    "PL6": "Ladders",
    "PL7": "Dates and sums",
    "PL8": "Polls",
    "PL9": "Scope",
}
WORDS = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Amount: "amount",
    When: "date",
}


def codes() -> str:
    """Every code of `check`, by family."""
    lines: list[str] = []
    for family, title in FAMILIES.items():
        lines += ["", f"## {family}: {title}", ""]
        rows = [
            (f"`{code}`", one.severity.value, one.title, one.why, one.mend)
            for code, one in CODES.items()
            if code.startswith(family)
        ]
        lines += table(
            ("Code", "Severity", "What was found", "Why it matters", "How it is mended"), rows
        )
    return page(lines)


def glossary() -> str:
    """Every term of the domain, by what it belongs to."""
    lines: list[str] = []
    for title, terms in GLOSSARY.items():
        lines += ["", f"## {title}"]
        for term, meaning in terms.items():
            lines += ["", term, f":   {meaning}"]
    return page(lines[1:])


def commands() -> str:
    """Every command with its arguments."""
    lines = table(
        ("Command", "What it does"),
        [(f"[`{name}`](#phaseline-{name})", summary) for name, summary in COMMANDS.items()],
    )
    for name, summary in COMMANDS.items():
        parser = argparse.ArgumentParser(prog=f"phaseline {name}", add_help=False)
        import_module(f"phaseline.cli.{name}").configure(parser)
        lines += ["", f"## `phaseline {name}`", "", f"{summary[:1].upper()}{summary[1:]}.", ""]
        lines += table(
            ("Argument", "Meaning"),
            [(f"`{written(action)}`", help_of(action)) for action in parser._actions],
        )
    return page(lines)


def reserved() -> str:
    """The words that no entry may have for an id."""
    return page([", ".join(f"`{word}`" for word in sorted(reserved_words())) + "."])


def case_file() -> str:
    """
    Every field of the case format: its header, its sections by file, and the parts that several of
    them use.
    """
    sections = {section for names in CONCERNS.values() for section in names}
    lines = ["", "## The header: `case.yaml`", "", *field_table(Case, leave_out=sections)]
    parts: dict[str, type] = {}
    for concern, names in CONCERNS.items():
        lines += ["", f"## `{concern}.yaml`"]
        for name in names:
            kept = record_in(get_type_hints(Case)[name])
            lines += [
                "",
                f"### `{name}`",
                "",
                f"{meanings(get_type_hints(Case, include_extras=True))[name].label}.",
                "",
            ]
            lines += [first_line(kept), "", *field_table(kept)]
            parts |= parts_of(kept)
    lines += ["", "## Parts of entries"]
    for name in sorted(parts):
        lines += ["", f"### {name}", "", first_line(parts[name]), "", *field_table(parts[name])]
    return page(lines)


def fields_of(module: str, name: str) -> str:
    """The fields of one record of the case format."""
    return page(field_table(getattr(import_module(f"phaseline.case.model.{module}"), name)))


def game_file() -> str:
    """
    Every key of the game file, record by record in the order of the file, with the places where
    each record stands.
    """
    lines: list[str] = []
    for kept, places in placed_records(Game).items():
        where = ", ".join(f"`{place}`" for place in places if place)
        lines += [
            "",
            f"### {kept.__name__}",
            "",
            *([f"At {where}.", ""] if where else []),
            first_line(kept),
            "",
            *key_table(kept),
        ]
    return page(lines)


def published_model(name: str) -> str:
    """Every key of the file of a published model."""
    kept = getattr(import_module("phaseline.game.published.spec"), name)
    return page([first_line(kept), "", *key_table(kept)])


def classics_gallery() -> str:
    """Every classic: its source, what it teaches, each known number beside today's."""
    lines: list[str] = []
    for name in classics():
        entry = exhibit(name)
        source = entry.classic.source
        lines += ["", f"## {entry.classic.title}", ""]
        lines.append(f"{source.authors}: *{source.title}*, {source.published} ({source.year}).")
        lines += [f"Read: {source.read}.", "", *entry.classic.teaches, ""]
        head = ("What is known", "Known", "Today", "May differ by", "Whence")
        rows = [
            (
                row.known.says,
                figure(row.known.value, 7),
                today_words(row),
                f"{row.known.within:.0e}",
                row.known.from_,
            )
            for row in entry.held
        ]
        lines += [*table(head, rows), "", f"`phaseline classics {name} --file` prints the model."]
    return page(lines[1:])


def game_bounds() -> str:
    """How large a game file may be, and within which bounds its numbers stand."""
    counts = (
        ("tracks", sizes.MOST_TRACKS),
        ("levels on one track", sizes.MOST_LEVELS),
        ("moves on one track", sizes.MOST_MOVES),
        ("labels on one track", sizes.MOST_LABELS),
        ("types", sizes.MOST_TYPES),
        ("rungs", sizes.MOST_RUNGS),
        ("`k`, `up` or `down` of a monitor", states.MOST_COUNTS),
        ("states of a `table`, nodes of a `belief`", states.MOST_NODES),
        ("policies in a menu", sizes.MOST_POLICIES),
        ("horizons", sizes.MOST_HORIZONS),
        ("states read off the file: the product of its parts", sizes.MOST_STATES),
        ("states that can be reached, once it is compiled", MOST_STATES),
    )
    numbers = (
        ("chances", bounds.CHANCE.says),
        ("`moves[].chance`", bounds.CHANCE_OF_SUCCESS.says),
        ("`hazard`", bounds.HAZARD.says),
        ("`discount`", bounds.DISCOUNT.says),
        ("`rationality`", bounds.RATIONALITY.says),
        ("`lead`", bounds.LEAD.says),
        ("`deadline`, `dwell`", bounds.WAIT.says),
        ("`time.horizon`", bounds.HORIZON.says),
        ("`solve.horizons`", bounds.PERIODS.says),
        ("any number", f"between {-bounds.LARGEST:.0e} and {bounds.LARGEST:.0e}"),
    )
    found = table(("How many", "At most"), [(what, f"{most:,}") for what, most in counts])
    return page([*found, "", *table(("Number", "Bounds"), [*numbers])])


def responder_keys() -> str:
    """The keys of the answer to a game that are metrics."""
    rows = [
        (f"`{metric.key}`", metric.meaning.removesuffix("."), metric.unit.value)
        for metric in METRICS.values()
        if metric.key
    ]
    return page(table(("Key", "Definition", "Unit"), rows))


def metrics() -> str:
    """Every metric of a ladder."""
    better = {1: "more", 0: "", -1: "less"}
    rows = [
        (
            f"`{name}`",
            metric.meaning.removesuffix("."),
            metric.unit.value,
            better[metric.sense],
            f"`{metric.key}`" if metric.key else "",
            "yes" if metric.has_range else "",
        )
        for name, metric in METRICS.items()
    ]
    return page(table(("Metric", "Definition", "Unit", "Better", "Key", "Range"), rows))


def claim_tests() -> str:
    """Every test of claims: what it asks, and what a claim has to tell it."""
    rows = [
        (
            f"`{name}`",
            unfolded((test.__doc__ or "").split("\n\n")[0]),
            ", ".join(f"`{argument}`" for argument in CLAIM_TESTS[name]) or "nothing",
        )
        for name, test in NAMED_TESTS.items()
    ]
    return page(table(("Test", "What it asks", "`with`"), rows))


def findings() -> str:
    """Every kind of finding, by the module that finds it, with its own fields."""
    lines: list[str] = []
    for module in findings_modules():
        kinds = [
            value
            for value in vars(module).values()
            if isinstance(value, type)
            and issubclass(value, Finding)
            and value.__module__ == module.__name__
            and value is not Finding
        ]
        if kinds:
            lines += ["", f"## {unfolded(str(module.__doc__)).split('.')[0]}", ""]
            rows = [(f"`{kind_of(kind)}`", first_line(kind), own_fields(kind)) for kind in kinds]
            lines += table(("Kind", "What is so", "Its own"), rows)
    return page(lines[1:])


def sections() -> str:
    """The sections of a brief behind page one, in order: what each shows, and what it folds."""
    rows = [
        (
            f"**{section.title.format(responder='the responder')}**",
            section.shows,
            section.folded or "nothing",
        )
        for section in SECTIONS
    ]
    return page(table(("Section", "What it shows", "Folded"), rows))


def findings_modules() -> list[Any]:
    """The modules of findings in the order of their reading guide."""
    room = import_module("phaseline.desk.findings")
    names = re.findall(r"`(\w+)`", str(room.__doc__))
    return [import_module(f"phaseline.desk.findings.{name}") for name in names]


def kind_of(kind: type[Finding]) -> str:
    """The kind in the words of JSON."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def own_fields(kind: type[Finding]) -> str:
    """The fields that a kind adds to those of every finding."""
    shared = {field.name for field in fields(Finding)}
    return ", ".join(f"`{field.name}`" for field in fields(kind) if field.name not in shared)


def game_answer(path: str, on: str) -> str:
    """
    The answer to a game file of the docs, rounded, lists of many entries cut; the page has to tell
    every key of it.

    Raises:
        SystemExit: The file has diagnostics, or the page leaves a key out.
    """
    reading = read_game(DOCS / path)
    if reading.record is None or reading.diagnostics:
        raise SystemExit(f"{path}: {[diagnostic.message for diagnostic in reading.diagnostics]}")
    found = answer(reading.record)
    before = (DOCS / on).read_text(encoding="utf-8").split('("tables").game_answer')[0]
    words = before + responder_keys()  # which cog may write into the page only now
    untold = [key for key in found if f"`{key}`" not in words]
    if untold:
        raise SystemExit(f"{on}: no word on {', '.join(untold)}")
    lines = [f"  {json.dumps(key)}: {json.dumps(rounded(value))}" for key, value in found.items()]
    return page(["```json", "{", ",\n".join(lines), "}", "```"])


def rounded(value: Any) -> Any:
    """An answer with numbers of six decimals, and of a list its first two entries."""
    if isinstance(value, Mapping):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value[:2]]
    return round(value, 6) + 0.0 if isinstance(value, float) else value


def files() -> str:
    """Which sections stand in which file of a case folder."""
    said = meanings(get_type_hints(Case, include_extras=True))
    rows = [
        (
            f"`{concern}.yaml`",
            ", ".join(f"`{name}`" for name in names),
            "; ".join(said[name].label for name in names),
        )
        for concern, names in CONCERNS.items()
    ]
    return page(
        table(
            ("File", "Sections", "What they hold"),
            [
                (
                    "`case.yaml`",
                    "",
                    "The header: question, as-of date, responder, challenger, limits",
                ),
                *rows,
            ],
        )
    )


@contextmanager
def anybody_in(folder: Path) -> Iterator[None]:
    """
    Be in a folder as anybody would, with no texts named and a terminal of a hundred columns, so
    that the pages do not depend on who builds them; all stands as it was after.
    """
    with patch.dict(os.environ, {"COLUMNS": str(LINE)}), chdir(folder):
        os.environ.pop("PHASELINE_SOURCES", None)
        yield


def shell(folder: str, *lines: str) -> str:
    """
    Commands and what they print, run in a folder of the docs.

    Raises:
        SystemExit: A command could not answer, so that no page shows a fault.
    """
    shown: list[str] = ["```console"]
    for line in lines:
        printed = io.StringIO()
        with anybody_in(DOCS / folder), redirect_stdout(printed), redirect_stderr(printed):
            status = main(line.split()[1:])
        if status > 1:
            raise SystemExit(f"{line}: exit status {status}\n{printed.getvalue()}")
        shown += [f"$ {line}", printed.getvalue().rstrip()]
    return page([*shown, "```"])


def text(path: str, *, language: str = "yaml") -> str:
    """A file of the docs."""
    return page([f"```{language}", (DOCS / path).read_text(encoding="utf-8").rstrip(), "```"])


def entry(path: str, first: str, *, after: str = "") -> str:
    """
    One entry of a list in a shipped case, found by its first line; where many entries begin so, the
    next one after another line.

    Raises:
        StopIteration: There is no such line.
    """
    lines = (SHIPPED / path).read_text(encoding="utf-8").splitlines()
    places = (place for place, line in enumerate(lines) if line.strip() == after)
    least = next(places) if after else 0
    start = next(
        place for place, line in enumerate(lines) if place >= least and line.strip() == first
    )
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = next(
        (
            place
            for place in range(start + 1, len(lines))
            if len(lines[place]) - len(lines[place].lstrip()) <= depth
        ),
        len(lines),
    )
    return page(["```yaml", dedent("\n".join(lines[start:end])), "```"])


def added(old: str, new: str) -> str:
    """What a file of the docs has that an earlier one has not."""
    lines = ndiff(*((DOCS / path).read_text(encoding="utf-8").splitlines() for path in (old, new)))
    return page(
        [
            "```yaml",
            "\n".join(line[2:] for line in lines if line.startswith("+ ")).strip("\n"),
            "```",
        ]
    )


def page(lines: list[str]) -> str:
    """Lines as a part of a page, with an empty line on either side."""
    return "\n".join(["", *lines, "", ""])


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A Markdown table; nothing where there are no rows."""
    lines = [head, tuple("---" for _ in head), *rows] if rows else []
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def field_table(kept: type, *, leave_out: AbstractSet[str] = frozenset()) -> list[str]:
    """The fields of one record."""
    said, kinds = meanings(get_type_hints(kept, include_extras=True)), get_type_hints(kept)
    chosen = [field for field in fields(kept) if field.name not in leave_out]
    return table(
        ("Field", "Needed", "Kind", "Meaning"),
        [
            (
                f"`{key_of(field.name)}`",
                "yes" if is_needed(field) else "",
                kind(kinds[field.name]),
                said[field.name].label if field.name in said else "",
            )
            for field in chosen
        ],
    )


def key_table(kept: type) -> list[str]:
    """The keys of one record of the game file."""
    said, kinds = meanings(get_type_hints(kept, include_extras=True)), get_type_hints(kept)
    return table(
        ("Key", "Default", "Kind", "Meaning"),
        [
            (
                f"`{key_of(field.name)}`",
                default(field),
                kind(kinds[field.name]),
                said[field.name].label if field.name in said else "",
            )
            for field in fields(kept)
        ],
    )


def default(field: Field[Any]) -> str:
    """What a key means that is left out."""
    value = field.default
    if is_needed(field):
        return "needed"
    if value is MISSING or value is None or value in ("", ()):
        return "none"
    if is_dataclass(value):
        return "its defaults"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return (
        f"`[{', '.join(map(str, value))}]`"
        if isinstance(value, tuple)
        else f"`{value:g}`"
        if isinstance(value, float)
        else f"`{value}`"
    )


def is_needed(field: Field[Any]) -> bool:
    """Whether an author has to write the field."""
    return field.default is MISSING and field.default_factory is MISSING


def kind(annotation: Any) -> str:
    """What kind of value a field takes, in words."""
    if annotation in WORDS:
        return WORDS[annotation]
    if get_origin(annotation) is not None:
        return composed(get_origin(annotation), get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ", ".join(f"`{member.value}`" for member in annotation)
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"


def composed(origin: Any, inner: tuple[Any, ...]) -> str:
    """What kind of value it is, where the kind is made of others."""
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inner)
    if is_list(origin):
        return f"list of {kind(inner[0])}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"table of {kind(inner[1])}"
    return " or ".join(kind(one) for one in inner if one is not NoneType)


def is_list(origin: Any) -> bool:
    """Whether it is a list that is made of others, indexed by ids or not."""
    return isinstance(origin, type) and issubclass(origin, tuple)


def record_in(annotation: Any) -> type:
    """The record that a section is a list of."""
    return get_args(annotation)[0]


def parts_of(kept: type) -> dict[str, type]:
    """The records inside a record, at every depth, by name."""
    found: dict[str, type] = {}
    for annotation in get_type_hints(kept).values():
        for inner in records_in(annotation):
            found |= {inner.__name__: inner} | parts_of(inner)
    return found


def placed_records(kept: type, place: str = "") -> dict[type, list[str]]:
    """
    A record and the records inside it, first come first listed, each with its places in the file.
    """
    found = {kept: [place]}
    for name, annotation in get_type_hints(kept).items():
        many = "[]" if is_list(get_origin(annotation)) else ""
        for inner in records_in(annotation):
            for one, places in placed_records(
                inner, f"{place}.{key_of(name)}{many}".lstrip(".")
            ).items():
                found.setdefault(one, []).extend(places)
    return found


def records_in(annotation: Any) -> Iterator[type]:
    """The records that an annotation names."""
    if isinstance(annotation, type) and is_dataclass(annotation) and annotation not in WORDS:
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)


def first_line(kept: type) -> str:
    """The first line of a record's docstring."""
    return " ".join(cleandoc(str(kept.__doc__)).partition("\n\n")[0].split())


def written(action: argparse.Action) -> str:
    """An argument as a user writes it."""
    value = action.metavar or (
        f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper()
    )
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else str(value)
    return " ".join(
        [", ".join(action.option_strings), *([str(value)] if action.nargs != 0 else [])]
    )


def help_of(action: argparse.Action) -> str:
    """What an argument means."""
    return (action.help or "") % {**vars(action), "prog": "phaseline"}


def sentences(*modules: str) -> str:
    """What records and words of some modules say of themselves, as lines of a table in Python."""
    table = {
        f"{name.rpartition('.')[2]}.{record.__qualname__}": unfolded(str(record.__doc__))
        for name in modules
        for record in vars(import_module(name)).values()
        if isinstance(record, type)
        and record.__module__ == name
        and (is_dataclass(record) or issubclass(record, Enum))
    }
    return "".join(line_of(name, text) for name, text in sorted(table.items()))


def unfolded(docstring: str) -> str:
    """A docstring whose paragraphs are on one line each; lists keep their lines."""
    return re.sub(r"(?<!\n)\n(?![\n-])", " ", cleandoc(docstring))


def line_of(name: str, text: str) -> str:
    """A name and its text as lines of a mapping in Python, none over a hundred signs."""
    line = f'    "{name}": {literal(text)},\n'
    if len(line) <= LINE:
        return line
    pieces = textwrap.wrap(
        text, LINE - 12, drop_whitespace=False, replace_whitespace=False, break_on_hyphens=False
    )
    if 8 + len(literal(text)) <= LINE:  # the formatter joins what fits on one line
        pieces = [text]
    lines = "".join(f"        {literal(piece)}\n" for piece in pieces)
    return f'    "{name}": (\n{lines}    ),\n'


def literal(text: str) -> str:
    """A text as Python writes it, in the marks that need no escapes."""
    return repr(text) if '"' in text and "'" not in text else json.dumps(text, ensure_ascii=False)


def model_modules() -> list[str]:
    """The modules whose records make up the case format."""
    folder = SHIPPED.parent / "case" / "model"
    return [
        f"phaseline.case.model.{path.stem}"
        for path in sorted(folder.glob("*.py"))
        if path.stem not in ("__init__", "sentences")
    ]
