"""The case at a glance, and any entry of it by address."""

from dataclasses import fields
from enum import Enum
from typing import Any

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption, Derived
from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import Conflict, Fact, Silence, Source
from phaseline.case.values import amount_at, at, derivation, entries
from phaseline.desk.findings.opinion import challengers
from phaseline.desk.register.facts import is_from_papers
from phaseline.errors import QuestionError
from phaseline.present.terminal.registers import (
    assumption_text,
    conflict_text,
    derivations_text,
    fact_text,
    record_words,
    silence_text,
    silence_words,
    source_text,
)
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.numbers import (
    actor_words,
    amount_words,
    count_words,
    fact_amount,
    listed,
)
from phaseline.present.wording.records import cite_text, cites_text, event_dates
from phaseline.terms.quantity import Amount, Reference, Unknown
from phaseline.terms.when import When

_MOST_HOMES = 10
_STATED_OR_EMPTY = (
    "affects",
    "objective",
    "article",
)  # fields that are left empty where a source says nothing


def looked_up(case: Case, address: str) -> tuple[str, Any]:
    """
    Find what stands at an address; an id alone is enough where one entry has it.

    Raises:
        QuestionError: Nothing stands there, or several entries have the id; the nearest or all of
            them are named.
    """
    try:
        return address, at(case, address)
    except KeyError:
        pass
    head, _, rest = address.partition(".")
    homes = _homes(case, head) or _inner_homes(case, head)
    if len(homes) == 1:
        full = f"{homes[0]}.{rest}" if rest else homes[0]
        try:
            return full, at(case, full)
        except KeyError:
            raise QuestionError(_nothing(case, full)) from None
    if homes:
        more = f" and {len(homes) - _MOST_HOMES} more" if len(homes) > _MOST_HOMES else ""
        raise QuestionError(
            f"{address!r} is the id of several entries: {', '.join(homes[:_MOST_HOMES])}{more}"
        )
    raise QuestionError(_nothing(case, address))


def _homes(case: Case, name: str) -> list[str]:
    """Give the addresses of the entries of sections that have an id."""
    return [
        f"{path[0]}.{name}"
        for path, entry in entries(case)
        if len(path) == 2 and getattr(entry, "id", None) == name
    ]


def _inner_homes(case: Case, name: str) -> list[str]:
    """Give the addresses of what stands within entries, such as a rung, and has an id."""
    return [
        _address(case, path)
        for path, entry in entries(case)
        if len(path) > 2 and getattr(entry, "id", None) == name
    ]


def _address(case: Case, path: tuple[str | int, ...]) -> str:
    """Write a path through a case as an address: entries by their id, where they have one."""
    words: list[str] = []
    here: Any = case
    for step in path:
        here = here[step] if isinstance(step, int) else getattr(here, step)
        words.append(str(getattr(here, "id", step)))
    return ".".join(words)


def _nothing(case: Case, address: str) -> str:
    known = [
        f"{path[0]}.{entry.id}"
        for path, entry in entries(case)
        if len(path) == 2 and hasattr(entry, "id")
    ]
    sections = list(dict.fromkeys(name.partition(".")[0] for name in known))
    ids = [name.partition(".")[2] for name in known]
    near = did_you_mean(address, known if "." in address else [*sections, *ids])
    return (
        f"there is nothing at the address {address!r} in this"
        f" case{near or '; `phaseline show CASE silences` lists what the papers do not say'}"
    )


def case_text(case: Case) -> str:
    """Give the case at a glance: question, day, limits, and how much of what it holds."""
    lines = [
        heading(case.title),
        wrapped(case.question),
        "",
        wrapped(
            f"as of {event_dates(case.as_of)} · prepared by {case.prepared_by or 'nobody named'} ·"
            f" {_challenged(case)}"
        ),
    ]
    lines += [wrapped(f"decision asked: {case.decision}")] if case.decision else []
    lines += ["", *(wrapped(f"- {limit}", hang=2) for limit in case.limits), ""]
    for section in fields(case):
        held = getattr(case, section.name)
        if isinstance(held, tuple) and held and hasattr(held[0], "id"):
            lines.append(
                wrapped(f"{section.name:<16} {len(held):>4}   {_first_ids(held)}", hang=24)
            )
    return "\n".join(lines)


def entry_text(case: Case, address: str, found: Any) -> str:
    """Give whatever stands at an address as text."""
    match found:
        case Amount():
            return _amount_text(case, address, found)
        case When():
            return _date_text(case, address, found)
        case str() | bool() | int() | Enum():
            return _word_text(case, address, _word(found))
        case tuple() if found and hasattr(found[0], "id") and address.count(".") == 0:
            return "\n".join(entry_text(case, f"{address}.{one.id}", one) for one in found)
        case _:
            return _register_text(case, found) or "\n".join([address, *_lines(case, found, 2)])


def _register_text(case: Case, found: Any) -> str:
    """Give an entry as its register does; nothing where it stands in none."""
    match found:
        case Fact():
            return fact_text(case, found)
        case Source():
            return source_text(case, found)
        case Assumption():
            return assumption_text(found)
        case Conflict():
            return conflict_text(case, found)
        case Silence():
            return silence_text(case, found)
        case Derived():
            return derivations_text(case, (derivation(case, found),))
        case _:
            return ""


def _amount_text(case: Case, address: str, amount: Amount) -> str:
    """
    Give a number at an address with what it rests on; one that rests on a public record alone says
    so.
    """
    if isinstance(amount, Unknown):
        return _silent(case, address)
    holder = amount.address if isinstance(amount, Reference) else address
    fact = at(case, holder.rpartition(".")[0]) if holder.startswith("facts.") else None
    if not isinstance(fact, Fact):
        return f"{address}: {_amount(case, amount)}"
    lines = [f"{address}: {fact_amount(fact)}{f' ({holder})' if holder != address else ''}"]
    if is_from_papers(case, fact):
        return "\n".join(
            [
                *lines,
                wrapped(
                    f"{fact.status.value}; {actor_words(case, fact.said_by)}"
                    f" {cites_text(fact.cites)}",
                    indent=4,
                ),
            ]
        )
    return "\n".join([*lines, f"    {silence_words(case)}", wrapped(record_words(fact), indent=4)])


def _date_text(case: Case, address: str, when: When) -> str:
    if when.first is not None and when.last is not None:
        return f"{address}: {event_dates(when)}"
    return _silent(case, address, f"{event_dates(when)}; the day itself: " if when.is_known else "")


def _word_text(case: Case, address: str, word: str) -> str:
    if word in ("unknown", "unstated") or (
        not word and address.rpartition(".")[2] in _STATED_OR_EMPTY
    ):
        return _silent(case, address)
    return wrapped(f"{address}: {word or 'nothing is entered here'}", hang=2)


def _silent(case: Case, address: str, before: str = "") -> str:
    lines = [f"{address}: {before}{silence_words(case)}"]
    hint = (
        "`phaseline show CASE silences` lists what is left open, with the public record where"
        " there is one."
    )
    return "\n".join([*lines, wrapped(hint, indent=4)] if case.silences else lines)


def _amount(case: Case, amount: Amount) -> str:
    if isinstance(amount, Reference):
        return f"{amount_words(amount_at(case, amount.address))} ({amount.address})"
    return silence_words(case) if isinstance(amount, Unknown) else amount_words(amount)


def _challenged(case: Case) -> str:
    return (
        f"challenged by {listed(list(by))}" if (by := challengers(case)) else "not yet challenged"
    )


def _first_ids(held: tuple[Any, ...], most: int = 4) -> str:
    more = f", … ({count_words(len(held) - most, 'more', 'more')})" if len(held) > most else ""
    return ", ".join(one.id for one in held[:most]) + more


def _lines(case: Case, value: Any, indent: int) -> list[str]:
    """Give a record field by field; fields that hold nothing are left out."""
    if isinstance(value, Cite):
        return [wrapped(cite_text(value), indent=indent)]
    if isinstance(value, tuple):
        return [line for one in value for line in _item(case, one, indent)]
    if not hasattr(value, "__dataclass_fields__"):
        return [wrapped(_word(value), indent=indent)]
    lines: list[str] = []
    for field in fields(value):
        if getattr(value, field.name) is False and field.default is False:
            continue  # nobody entered it
        lines += _field(case, field.name, getattr(value, field.name), indent)
    return lines


def _item(case: Case, one: Any, indent: int) -> list[str]:
    if hasattr(one, "__dataclass_fields__") and not isinstance(one, Cite):
        inner = _lines(case, one, indent + 2)
        return [f"{' ' * indent}- {inner[0].strip()}", *inner[1:]] if inner else []
    return _lines(case, one, indent)


def _field(case: Case, name: str, value: Any, indent: int) -> list[str]:
    if value is None or value in ("", ()) or (isinstance(value, When) and not value.is_known):
        return []
    label = name.replace("_", " ")
    if isinstance(value, Amount):
        return (
            [] if isinstance(value, Unknown) else [f"{' ' * indent}{label}: {_amount(case, value)}"]
        )
    if isinstance(value, When):
        return [f"{' ' * indent}{label}: {event_dates(value)}"]
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return [wrapped(f"{label}: {', '.join(value)}", indent=indent, hang=indent + 2)]
    if isinstance(value, tuple) or hasattr(value, "__dataclass_fields__"):
        return [f"{' ' * indent}{label}:", *_lines(case, value, indent + 2)]
    return [wrapped(f"{label.removeprefix('is ')}: {_word(value)}", indent=indent, hang=indent + 2)]


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "value", value))
