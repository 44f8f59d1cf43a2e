"""
Snippets for editors: each kind of entry with the fields that it has to say, made from the records.

Source:
    Visual Studio Code, User Guide, "Snippets in Visual Studio Code": placeholders, choices and what
    is escaped in them.
"""

import re
from collections.abc import Mapping
from dataclasses import Field
from enum import Enum
from typing import Any

from phaseline.case.merge import SECTIONS
from phaseline.case.model.case import Case
from phaseline.case.model.sentences import SENTENCES
from phaseline.case.shapes import branches, hints, needed_fields, record_at, within
from phaseline.terms.meaning import meanings
from phaseline.terms.record import written


def snippets() -> Mapping[str, Mapping[str, Any]]:
    """Give a snippet for each kind of entry of a case, by the name of its section."""
    return {
        section: _snippet(section, kind)
        for section in hints(Case)
        if section in SECTIONS and (kind := record_at(Case, (section, 0))) is not None
    }


def _snippet(section: str, kind: type[Any]) -> Mapping[str, Any]:
    sentence = SENTENCES[f"{kind.__module__.rpartition('.')[2]}.{kind.__qualname__}"]
    return {
        "prefix": re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower(),
        "scope": "yaml",
        "description": f"{section}: {sentence.partition('. ')[0]}",
        "body": [
            f"{'- ' if number == 1 else '  '}{written(field.name)}: {_gap(kind, field, number)}"
            for number, field in enumerate(needed_fields(kind), 1)
        ],
    }


def _gap(kind: Any, field: "Field[Any]", number: int) -> str:
    """Give the place where an author writes a value: a choice, a list, or what is meant."""
    hint = hints(kind)[written(field.name)]
    meaning = meanings(hints(kind)).get(written(field.name))
    words = _words(hint) or (meaning.choices if meaning else ())
    if words:
        return f"${{{number}|{','.join(_escaped(word, ',|') for word in words)}|}}"
    if within(hint, 0) is not None:
        return f"[${number}]"
    label = meaning.label if meaning else field.name
    return f"${{{number}:{_escaped(label.partition(';')[0].partition(':')[0])}}}"


def _words(hint: Any) -> tuple[str, ...]:
    """Give the words of an enumeration."""
    return tuple(
        str(member.value)
        for shape in branches(hint)
        if isinstance(shape, type) and issubclass(shape, Enum)
        for member in shape
    )


def _escaped(text: str, more: str = "") -> str:
    """Write a text so that an editor takes no sign of it for one of its own."""
    return re.sub(rf"([$}}\\{more}])", r"\\\1", text)
