"""
The case format as JSON Schema, for editors: made from the records, so that it says nothing that
they do not.

There is one schema for a whole case, and one for each concern: the file of a case folder that holds
it. Any section may stand in any file; a concern's schema describes its own sections and lets the
others pass.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from math import inf
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from phaseline.case.faults import FORMATS
from phaseline.case.merge import SPELLINGS
from phaseline.case.model.case import CONCERNS, Case
from phaseline.case.model.defaults import FileHead
from phaseline.case.model.response import LadderStanding
from phaseline.case.model.sentences import SENTENCES
from phaseline.case.shorthand import CITATION, DEFAULTS
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import Amount
from phaseline.terms.record import written
from phaseline.terms.when import When

DIALECT = "https://json-schema.org/draft/2020-12/schema"
HOST = "https://phaseline.invalid/schema"  # a name that leads nowhere, by RFC 2606
WHOLE = "case"

_CITATION: Mapping[str, Any] = {
    "type": "string",
    "pattern": CITATION,
    "description": "A citation in short: source: exact words; source, where; or both",
}
_NEEDED_BUT_OF_CONTRASTS = ("proposed_by", "rungs")
_CHOICE = re.compile(r"\^\((\w+(?:\|\w+)*)\)\$|\^(\w+)\$")

Schema = dict[str, Any]


def schema(concern: str = WHOLE) -> Schema:
    """
    Give the schema of one concern, or of a whole case.

    Args:
        concern: `case`, or a concern such as `facts`.

    Raises:
        KeyError: There is no such concern.
    """
    whole = _whole()
    if concern == WHOLE:
        return whole
    own = CONCERNS[concern]
    names = ", ".join(own)
    properties = {name: whole["properties"][name] for name in (DEFAULTS, *own)}
    rules = [rule for rule in whole["allOf"] if rule["else"]["properties"].keys() <= {*own}]
    return {
        **_head(concern),
        "title": f"Phaseline case: {concern}",
        "description": (
            f"The file {concern}.yaml of a case folder, or one of its parts such as"
            f" {concern}-more.yaml. Here stand: {names}."
        ),
        "type": "object",
        "properties": properties,
        "patternProperties": {
            f"^({'|'.join(name for name in whole['properties'] if name not in properties)})$": True
        },
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
        "$defs": _needed(properties, whole["$defs"]),
    }


def schemas() -> Mapping[str, Schema]:
    """Give every schema by its name, `case` first."""
    return {name: schema(name) for name in (WHOLE, *CONCERNS)}


def _head(name: str, *, kind: str = "case") -> Schema:
    return {"$schema": DIALECT, "$id": f"{HOST}/{FORMATS.get(kind, 1)}/{name}.json"}


@cache
def _whole() -> Schema:
    whole = _schema_of(Case, title="Phaseline case", sentences=SENTENCES)
    return {**_head(WHOLE), **_with_short_forms(whole)}


def _with_short_forms(whole: Schema) -> Schema:
    """
    Let a schema pass what may be written in short: the defaults of a file and what its entries
    leave out for them, a citation as one text, and what a contrast need not say.
    """
    head = _schema_of(FileHead, title="", sentences=SENTENCES)
    definitions = {**whole["$defs"], **head["$defs"]}
    for node in _nodes(definitions):
        if node.get("items") == {"$ref": "#/$defs/Cite"}:
            node["items"] = {"if": {"type": "string"}, "then": _CITATION, "else": node["items"]}
    ladder = definitions["Ladder"]
    ladder["if"] = {
        "properties": {"standing": {"const": LadderStanding.CONTRAST.value}},
        "required": ["standing"],
    }
    ladder["else"] = {"required": _left_out(ladder, _NEEDED_BUT_OF_CONTRASTS)}
    return {
        **whole,
        "properties": {**whole["properties"], **head["properties"]},
        "allOf": list(_needed_without_defaults(whole, definitions)),
        "$defs": dict(sorted(definitions.items())),
    }


def _needed_without_defaults(whole: Schema, definitions: Mapping[str, Schema]) -> Iterator[Schema]:
    """
    Say which fields an entry may leave out where the defaults of its file have them, and take them
    from those that it has to say in any case.
    """
    for section, described in whole["properties"].items():
        entry = definitions.get(str(described.get("items", {}).get("$ref")).split("/")[-1], {})
        for name in _left_out(entry, definitions["Defaults"]["properties"]):
            yield {
                "if": {
                    "properties": {DEFAULTS: {"required": [name]}},
                    "required": [DEFAULTS],
                },
                "else": {"properties": {section: {"items": {"required": [name]}}}},
            }


def _left_out(definition: Schema, names: Iterable[str]) -> list[str]:
    """Take some names from the fields that an entry has to say, and give them."""
    needed = definition.get("required", [])
    taken = [name for name in names if name in needed]
    definition["required"] = [name for name in needed if name not in taken]
    return taken


def record_schema(kind: type, *, name: str, sentences: Mapping[str, str]) -> Schema:
    """
    Give the schema of a file of another kind, made from its record.

    Args:
        kind: The record class.
        name: The name of the schema.
        sentences: What the record, and each within it, says of itself, by the name of its module
            and its own.
    """
    return {
        **_head(name, kind=kind.__name__.lower()),
        **_schema_of(kind, title=f"Phaseline {name.replace('-', ' ')}", sentences=sentences),
    }


def _schema_of(kind: type, *, title: str, sentences: Mapping[str, str]) -> Schema:
    known: Any = kind  # mypy holds that a class has no hash
    generator = type("_Telling", (_Generator,), {"sentences": sentences})
    generated = TypeAdapter(known).json_schema(schema_generator=generator)
    for node in _nodes(generated):
        _name_choices(node)
    source = generated.get("$defs", {}).get("Source", {}).get("properties", {})
    source.update(
        {spelling: source[name] for spelling, name in SPELLINGS.items() if name in source}
    )
    order = ("description", "type", "properties", "required", "additionalProperties", "$defs")
    return {"title": title, **{name: generated[name] for name in order if name in generated}}


class _Generator(GenerateJsonSchema):
    """
    Writes the schema without made-up titles, defaults as an author writes them, and what each
    record says of itself.
    """

    sentences: Mapping[str, str]

    def dataclass_schema(self, schema: Any) -> Any:
        return {**super().dataclass_schema(schema), "description": self._sentence(schema["cls"])}

    def enum_schema(self, schema: Any) -> Any:
        return {**super().enum_schema(schema), "description": self._sentence(schema["cls"])}

    def _sentence(self, kind: type) -> str:
        return self.sentences[f"{kind.__module__.rpartition('.')[2]}.{kind.__qualname__}"]

    def field_title_should_be_set(
        self,
        schema: Any,  # noqa: ARG002  # no field has a title of its own
    ) -> bool:
        return False

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, When):
            return dft.text
        if isinstance(dft, Entries):
            return [*map(self.encode_default, dft)]
        if is_dataclass(dft) and not isinstance(dft, Amount):
            return {
                written(field.name): self.encode_default(getattr(dft, field.name))
                for field in fields(dft)
            }
        if dft == inf:
            return "inf"  # JSON has no infinity
        return "unknown" if isinstance(dft, Amount) else super().encode_default(dft)


def _nodes(here: Any) -> Iterator[Schema]:
    """Give every schema within a schema, itself first."""
    if isinstance(here, dict):
        yield here
    for inner in (
        here.values() if isinstance(here, dict) else here if isinstance(here, list) else ()
    ):
        yield from _nodes(inner)


def _name_choices(node: Schema) -> None:
    """Turn a pattern that is a choice of words into the words: editors propose them."""
    match = _CHOICE.fullmatch(node["pattern"]) if isinstance(node.get("pattern"), str) else None
    if match:
        del node["pattern"]
        node["enum"] = (match[1] or match[2]).split("|")


def _needed(properties: Mapping[str, Any], definitions: Mapping[str, Any]) -> Schema:
    """Give the definitions that some properties lead to."""
    needed: Schema = {}
    waiting = [properties]
    while waiting:
        for node in _nodes(waiting.pop()):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in needed:
                needed[name] = definitions[name]
                waiting.append(definitions[name])
    return dict(sorted(needed.items()))
