"""A game as a file again: JSON, which is YAML too, so that `solve` reads it back."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import inf
from typing import Any

from phaseline.game.spec import Game


def emitted(game: Game) -> str:
    """
    Write a game in the form of a game file; what stands at its default and is empty is left out.

    Args:
        game: The game.
    """
    return json.dumps(_plain(game), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    return "inf" if value == inf else value


def _plain_fields(node: Any) -> dict[str, Any]:
    """Give what a record holds, but for what is empty; a name that Python keeps loses its mark."""
    entries = {
        field.name.removesuffix("_"): _plain(getattr(node, field.name)) for field in fields(node)
    }
    return {
        name: entry
        for name, entry in entries.items()
        if entry is not None and entry not in ({}, [], "")
    }
