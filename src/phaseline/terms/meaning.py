"""
What a field of the case format means, written once: docs, schema, form labels and bounds come from
it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_CHOICE = re.compile(r"\^\((\w+(?:\|\w+)*)\)\$")
_SILENT = frozenset(
    {
        "",
        "n a",
        "na",
        "nil",
        "none",
        "not given",
        "not said",
        "not specified",
        "not stated",
        "null",
        "tba",
        "tbd",
    }
    | {"undefined", "unknown", "unspecified", "unstated"}
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """
    The meaning of one field, attached to its type by `Annotated`.

    Args:
        label: A plain sentence: what an author writes here and how a reader understands it.
        pattern: For text, a regular expression that the whole value has to match.
        hint: For text with a pattern, how a right value looks.
        silence: For text that a source may leave open, the word that says so; other spellings of it
            become this one.
    """

    label: str
    pattern: str = ""
    hint: str = ""
    silence: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words among which the field chooses; none where its pattern is no list of words."""
        match = _CHOICE.fullmatch(self.pattern)
        return tuple(match[1].split("|")) if match else ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Let the reader's validator hold text to the pattern."""
        inner = handler(source)
        if not (self.pattern or self.silence):
            return inner
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": self.matched},
            "schema": inner,
        }

    def matched(self, value: str) -> str:
        """
        Give the text back if it matches the pattern; for a spelling of silence, the one word for
        it.

        Raises:
            ValueError: It does not; the message says what is expected.
        """
        if self.silence and is_silent(value):
            return self.silence
        if self.pattern and re.fullmatch(self.pattern, value) is None:
            raise ValueError(f"found {value!r}; expected {self.hint}")
        return value

    def __get_pydantic_json_schema__(
        self, core: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Describe the field for editor completion; called by the schema writer."""
        schema = dict(handler(core))
        if self.pattern:
            schema["pattern"] = self.pattern
        schema["description"] = self.label
        return schema


def is_silent(text: str) -> bool:
    """
    Whether a text says only that nothing is said.

    >>> is_silent("  Not stated."), is_silent("None of the lamps burns.")
    (True, False)
    """
    return " ".join(re.findall(r"\w+", text.casefold())) in _SILENT


def meanings(annotations: Mapping[str, Any]) -> dict[str, Meaning]:
    """Give the meaning of every annotated field, by name."""
    by_name: dict[str, Meaning] = {}
    for name, annotation in annotations.items():
        for extra in getattr(annotation, "__metadata__", ()):
            if isinstance(extra, Meaning):
                by_name[name] = extra
    return by_name
