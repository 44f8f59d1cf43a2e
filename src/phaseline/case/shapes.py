"""
The shapes that the records allow at a path, read from their annotations; and one problem where a
choice of shapes gives several.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from phaseline.case.addresses import Path
from phaseline.terms.record import written

Problem = Mapping[str, Any]  # of the validator: `type`, `loc`, `msg`, `input`, `ctx`
NO_BRANCH = "no_branch"
_NAMES: Mapping[Any, str] = {
    str: "a word",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
}


@cache
def hints(kind: Any) -> Mapping[str, Any]:
    """
    Give the annotation of every field of a record, by the key of the file; nothing for what is no
    record.
    """
    return (
        {written(name): hint for name, hint in get_type_hints(kind, include_extras=True).items()}
        if is_dataclass(kind)
        else {}
    )


def branches(annotation: Any) -> tuple[Any, ...]:
    """
    Give the shapes among which an annotation lets an author choose; nothing at all is not counted.

    >>> branches(float | Mapping[str, float] | None)
    (<class 'float'>, collections.abc.Mapping[str, float])
    """
    if get_origin(annotation) is Annotated:
        return branches(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(shape for argument in get_args(annotation) for shape in branches(argument))
    return () if annotation in (None, type(None)) else (annotation,)


def within(annotation: Any, step: str | int) -> Any:
    """Give the annotation of what stands at a step inside; None where nothing can."""
    for shape in branches(annotation):
        if isinstance(step, int) and _is_list(shape):
            return get_args(shape)[0]
        if isinstance(step, str) and step in hints(shape):
            return hints(shape)[step]
        if (
            isinstance(step, str)
            and get_origin(shape) is not None
            and issubclass(get_origin(shape), Mapping)
        ):
            return get_args(shape)[1]
    return None


def annotation_at(root: type, path: Path) -> Any:
    """Give the annotation of what stands at a path."""
    here: Any = root
    for step in path:
        here = within(here, step)
    return here


def record_at(root: type, path: Path) -> type | None:
    """Give the record class that the fields at a path belong to, such as Fact for ("facts", 3)."""
    return record_in(annotation_at(root, path))


def record_in(annotation: Any) -> type | None:
    """Give the record class among the shapes of an annotation."""
    return next(
        (
            shape
            for shape in branches(annotation)
            if isinstance(shape, type) and is_dataclass(shape)
        ),
        None,
    )


def is_without_needs(kind: type | None) -> bool:
    """Whether something is a record of which every field may be left out."""
    return kind is not None and all(
        field.default is not MISSING or field.default_factory is not MISSING
        for field in fields(kind)
    )


def form(annotation: Any) -> str:
    """
    Write what an annotation lets an author choose.

    >>> form(float | Mapping[str, Mapping[str, float]])
    'a number or {name: {name: a number}}'
    """
    return " or ".join(_form(shape) for shape in branches(annotation))


def entry_form(annotation: Any) -> str:
    """
    Write the entry that an annotation holds, or a list of such entries, by the fields that an entry
    needs; nothing where it holds no entries.
    """
    shape = next(iter(branches(annotation)), None)
    if _is_list(shape):
        inner = entry_form(get_args(shape)[0])
        return f"[{inner}]" if inner else ""
    kind = record_in(annotation)
    needed = [f"{written(field.name)}: …" for field in (needed_fields(kind) if kind else ())]
    return f"{{{', '.join(needed)}}}" if needed else ""


def needed_fields(kind: type[Any]) -> tuple["Field[Any]", ...]:
    """Give the fields that an entry of a record has to say: those that nothing stands in for."""
    return tuple(
        field
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    )


def condensed(problems: Iterable[Problem], *, root: type, data: Any) -> tuple[Problem, ...]:
    """
    Give one problem where the validator gives one for each shape that a value might have had.

    A value that has one of the shapes keeps the problems within it; another becomes one problem of
    the type `no_branch`.

    Args:
        problems: What the validator lists.
        root: The record class that the data were held to.
        data: The plain data.
    """
    causes: list[Problem] = []
    refused: set[Path] = set()
    for problem in problems:
        path, choice, is_relevant = _choice_at(tuple(problem["loc"]), root, data)
        if choice is None and is_relevant:
            causes.append({**problem, "loc": path})
        elif is_relevant and path not in refused:
            refused.add(path)
            causes.append(
                {
                    "type": NO_BRANCH,
                    "loc": path,
                    "input": _at(data, path),
                    "msg": "",
                    "ctx": {"expected": form(choice)},
                }
            )
    return tuple(causes)


def _choice_at(location: Path, root: Any, data: Any) -> tuple[Path, Any, bool]:
    """
    Follow a location through the data: its path, the choice that the value there is none of, and
    whether the problem counts.
    """
    here, value = root, data
    path: Path = ()
    for step in location:
        choices = branches(here)
        if len(choices) < 2:
            path, here, value = (*path, step), within(here, step), _inside(value, step)
            continue
        shape = next((shape for shape in choices if _has_shape(value, shape)), None)
        if shape is None:
            return path, here, True
        if not str(step).startswith(_label(shape)):
            return path, None, False  # a problem of a shape that the value does not have
        here = shape
    return path, None, True


def _has_shape(value: Any, shape: Any) -> bool:
    if isinstance(value, dict):
        return is_dataclass(shape) or _is_mapping(shape)
    return isinstance(value, list) and _is_list(shape)


def _label(shape: Any) -> str:
    """Give how the validator calls a shape in a location."""
    return (
        str(shape.__name__)
        if is_dataclass(shape) and isinstance(shape, type)
        else "dict["
        if _is_mapping(shape)
        else "tuple["
    )


def _is_list(shape: Any) -> bool:
    origin = get_origin(shape)
    return isinstance(origin, type) and issubclass(origin, tuple)


def _is_mapping(shape: Any) -> bool:
    origin = get_origin(shape)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _form(shape: Any) -> str:
    arguments = get_args(shape)
    if get_origin(shape) is Literal:
        return " or ".join(map(str, arguments))
    if _is_mapping(shape):
        return f"{{name: {form(arguments[1])}}}"
    if _is_list(shape):
        return f"[{form(arguments[0])}, …]"
    if isinstance(shape, type) and is_dataclass(shape):
        return f"{{{', '.join(f'{written(field.name)}: …' for field in fields(shape))}}}"
    return _NAMES.get(shape, "a value")


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = _inside(data, step)
    return data


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return (
        value[step]
        if isinstance(value, list) and isinstance(step, int) and step < len(value)
        else None
    )
