"""What cog writes into the pages: tables and printed answers made from the code itself, so that they cannot go stale."""

import argparse
import io
import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import ndiff
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from phaseline.case.codes import CODES
from phaseline.case.model.whole import CONCERNS, Case
from phaseline.cli.main import COMMANDS, main
from phaseline.terms.meaning import meanings
from phaseline.terms.quantity import Amount
from phaseline.terms.when import When

DOCS = Path(__file__).parent
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
WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false", Amount: "amount", When: "date"}

os.environ.pop("PHASELINE_SOURCES", None)  # the pages do not depend on who builds them
os.environ["COLUMNS"] = "100"


def codes() -> str:
    """Every code of `check`, by family."""
    lines: list[str] = []
    for family, title in FAMILIES.items():
        lines += ["", f"## {family}: {title}", ""]
        rows = [(f"`{code}`", one.severity.value, one.title, one.why, one.mend) for code, one in CODES.items() if code.startswith(family)]
        lines += table(("Code", "Severity", "What was found", "Why it matters", "How it is mended"), rows)
    return page(lines)


def commands() -> str:
    """Every command with its arguments."""
    lines = table(("Command", "What it does"), [(f"[`{name}`](#phaseline-{name})", summary) for name, summary in COMMANDS.items()])
    for name, summary in COMMANDS.items():
        parser = argparse.ArgumentParser(prog=f"phaseline {name}", add_help=False)
        import_module(f"phaseline.cli.{name}").configure(parser)
        lines += ["", f"## `phaseline {name}`", "", f"{summary[:1].upper()}{summary[1:]}.", ""]
        lines += table(("Argument", "Meaning"), [(f"`{written(action)}`", help_of(action)) for action in parser._actions])
    return page(lines)


def case_file() -> str:
    """Every field of the case format: its header, its sections by file, and the parts that several of them use."""
    sections = {section for names in CONCERNS.values() for section in names}
    lines = ["", "## The header: `case.yaml`", "", *field_table(Case, leave_out=sections)]
    parts: dict[str, type] = {}
    for concern, names in CONCERNS.items():
        lines += ["", f"## `{concern}.yaml`"]
        for name in names:
            kept = record_in(get_type_hints(Case)[name])
            lines += ["", f"### `{name}`", "", f"{meanings(get_type_hints(Case, include_extras=True))[name].label}.", ""]
            lines += [first_line(kept), "", *field_table(kept)]
            parts |= parts_of(kept)
    lines += ["", "## Parts of entries"]
    for name in sorted(parts):
        lines += ["", f"### {name}", "", first_line(parts[name]), "", *field_table(parts[name])]
    return page(lines)


def files() -> str:
    """Which sections stand in which file of a case folder."""
    said = meanings(get_type_hints(Case, include_extras=True))
    rows = [
        (f"`{concern}.yaml`", ", ".join(f"`{name}`" for name in names), "; ".join(said[name].label for name in names))
        for concern, names in CONCERNS.items()
    ]
    return page(
        table(
            ("File", "Sections", "What they hold"),
            [("`case.yaml`", "", "The header: question, as-of date, responder, challenger, limits"), *rows],
        )
    )


def shell(folder: str, *lines: str) -> str:
    """
    Commands and what they print, run in a folder of the docs.

    Raises:
        SystemExit: A command could not answer, so that no page shows a fault.
    """
    shown: list[str] = ["```console"]
    for line in lines:
        printed = io.StringIO()
        with chdir(DOCS / folder), redirect_stdout(printed), redirect_stderr(printed):
            status = main(line.split()[1:])
        if status > 1:
            raise SystemExit(f"{line}: exit status {status}\n{printed.getvalue()}")
        shown += [f"$ {line}", printed.getvalue().rstrip()]
    return page([*shown, "```"])


def text(path: str, *, language: str = "yaml") -> str:
    """A file of the docs."""
    return page([f"```{language}", (DOCS / path).read_text(encoding="utf-8").rstrip(), "```"])


def added(old: str, new: str) -> str:
    """What a file of the docs has that an earlier one has not."""
    lines = ndiff(*((DOCS / path).read_text(encoding="utf-8").splitlines() for path in (old, new)))
    return page(["```yaml", "\n".join(line[2:] for line in lines if line.startswith("+ ")).strip("\n"), "```"])


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
                f"`{field.name}`",
                "yes" if is_needed(field) else "",
                kind(kinds[field.name]),
                said[field.name].label if field.name in said else "",
            )
            for field in chosen
        ],
    )


def is_needed(field: Field[Any]) -> bool:
    """Whether an author has to write the field."""
    return field.default is MISSING and field.default_factory is MISSING


def kind(annotation: Any) -> str:
    """What kind of value a field takes, in words."""
    if annotation in WORDS:
        return WORDS[annotation]
    if get_origin(annotation) is tuple:
        return f"list of {kind(get_args(annotation)[0])}"
    if get_origin(annotation) is UnionType:
        return " or ".join(kind(one) for one in get_args(annotation) if one is not NoneType)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ", ".join(f"`{member.value}`" for member in annotation)
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"


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


def records_in(annotation: Any) -> Iterator[type]:
    """The records that an annotation names."""
    if isinstance(annotation, type) and is_dataclass(annotation) and annotation not in WORDS:
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)


def first_line(kept: type) -> str:
    """The first line of a record's docstring."""
    return str(kept.__doc__).strip().splitlines()[0]


def written(action: argparse.Action) -> str:
    """An argument as a user writes it."""
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper())
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else str(value)
    return " ".join([", ".join(action.option_strings), *([str(value)] if action.nargs != 0 else [])])


def help_of(action: argparse.Action) -> str:
    """What an argument means."""
    return (action.help or "") % {**vars(action), "prog": "phaseline"}
