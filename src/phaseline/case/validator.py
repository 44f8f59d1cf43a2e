"""
The door to the validator: what its core is told of a record class, read from the annotations.

pydantic would read the same; to load it, and to let it look for more than records are made of,
takes longer than to read a case.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import SchemaValidator, ValidationError

from phaseline.case.shapes import hints
from phaseline.terms.record import written

CoreSchema = dict[str, Any]
HOOK = "__get_pydantic_core_schema__"
_PLAIN: Mapping[Any, str] = {str: "str", int: "int", float: "float", bool: "bool"}


@cache
def validator(kind: type[Any]) -> SchemaValidator:
    """Give the validator of a record class, built once."""
    schema: Any = core_schema(kind)
    return SchemaValidator(schema)


def core_schema(kind: type[Any]) -> CoreSchema:
    """
    Give what the validator's core is told of a record class.

    Raises:
        TypeError: A field has an annotation that records do not use.
    """
    schemas = _Schemas()
    root = schemas.of(kind)
    return {"type": "definitions", "schema": root, "definitions": list(schemas.known.values())}


class _Schemas:
    """
    Makes the schemas of annotations.

    Attributes:
        known: The schemas of the records and enumerations met so far, by name.
    """

    def __init__(self) -> None:
        self.known: dict[str, CoreSchema] = {}

    def of(self, annotation: Any) -> CoreSchema:
        """Give the schema of an annotation."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.marked(arguments[0], annotation.__metadata__)
        hook = getattr(origin or annotation, HOOK, None)
        if hook is not None:
            return dict(hook(annotation, self.of))
        if annotation in _PLAIN:
            return {"type": _PLAIN[annotation]}
        if isinstance(annotation, type) and origin is None:
            return self.named(annotation)
        return self.composite(annotation, origin, arguments)

    def marked(self, annotation: Any, marks: tuple[Any, ...]) -> CoreSchema:
        """Give the schema of an annotation as its marks change it, the first mark innermost."""
        handler: Callable[[Any], CoreSchema] = self.of
        for mark in marks:
            handler = _hooked(mark, handler)
        return handler(annotation)

    def composite(self, annotation: Any, origin: Any, arguments: tuple[Any, ...]) -> CoreSchema:
        """
        Give the schema of what is made of other annotations.

        Raises:
            TypeError: It is nothing that records are made of.
        """
        if origin is tuple and arguments[1:] == (...,):
            return {
                "type": "tuple",
                "items_schema": [self.of(arguments[0])],
                "variadic_item_index": 0,
            }
        if origin is Literal:
            return {"type": "literal", "expected": list(arguments)}
        if origin is Mapping:
            keys, values = map(self.of, arguments)
            return {"type": "dict", "keys_schema": keys, "values_schema": values, "strict": False}
        if origin in (Union, types.UnionType):
            return self.choice(arguments)
        raise TypeError(f"no record has a field of the kind {annotation!r}")

    def named(self, kind: type[Any]) -> CoreSchema:
        """
        Give the reference to a record or an enumeration.

        Raises:
            TypeError: It is neither.
        """
        name = f"{kind.__module__}.{kind.__qualname__}"
        if name not in self.known:
            self.known[name] = {}  # a record may hold others of its own kind
            self.known[name] = {**self.definition(kind), "ref": name}
        return {"type": "definition-ref", "schema_ref": name}

    def choice(self, shapes: tuple[Any, ...]) -> CoreSchema:
        """Give the schema of a choice of shapes, or of one that may be left empty."""
        schemas = [self.of(shape) for shape in shapes if shape is not type(None)]
        schema = schemas[0] if len(schemas) == 1 else {"type": "union", "choices": schemas}
        return {"type": "nullable", "schema": schema} if type(None) in shapes else schema

    def definition(self, kind: type[Any]) -> CoreSchema:
        """
        Give the schema of a record or an enumeration.

        Raises:
            TypeError: It is neither.
        """
        if issubclass(kind, Enum):
            return {"type": "enum", "cls": kind, "members": list(kind)}
        if not is_dataclass(kind):
            raise TypeError(f"no record has a field of the kind {kind!r}")
        rules = vars(kind)["__pydantic_config__"]
        return {
            "type": "dataclass",
            "cls": kind,
            "config": {
                "title": kind.__name__,
                "strict": rules["strict"],
                "extra_fields_behavior": rules["extra"],
            },
            "fields": [field.name for field in fields(kind)],
            "slots": True,
            "post_init": hasattr(kind, "__post_init__"),
            "schema": {
                "type": "dataclass-args",
                "dataclass_name": kind.__name__,
                "fields": [
                    {
                        "type": "dataclass-field",
                        "name": field.name,
                        "validation_alias": written(field.name),
                        "schema": self.field(field, hints(kind)[written(field.name)]),
                    }
                    for field in fields(kind)
                ],
            },
        }

    def field(self, field: "Field[Any]", annotation: Any) -> CoreSchema:
        """Give the schema of a field, with what stands for it where it is left out."""
        schema = self.of(annotation)
        if field.default is not MISSING:
            return {"type": "default", "schema": schema, "default": field.default}
        if field.default_factory is not MISSING:
            return {"type": "default", "schema": schema, "default_factory": field.default_factory}
        return schema


def _hooked(mark: Any, handler: Callable[[Any], CoreSchema]) -> Callable[[Any], CoreSchema]:
    """Give the handler that a mark makes of another one."""
    hook = getattr(mark, HOOK, None)
    return handler if hook is None else lambda source: dict(hook(source, handler))


__all__ = ["ValidationError", "core_schema", "validator"]
