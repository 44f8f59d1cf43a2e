"""
JSON in one form, so that the same content has the same bytes, and the same hash, everywhere.

Keys sorted, no blanks, UTF-8, no escapes but those that JSON demands. Numbers are whole: a ledger
that has to be read the same in thirty years keeps decimals as text.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"


def _no_float(text: str) -> Json:
    """
    Refuse a number that is not whole.

    Raises:
        ValueError: Always.
    """
    raise ValueError(f"a ledger holds no float: {text}")


_WRITER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_READER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def canonical(content: Json) -> bytes:
    """
    Give the bytes of a content.

    Args:
        content: Texts, whole numbers, true, false, null, lists and mappings of them.

    Raises:
        TypeError: It holds a decimal number, or something else that has no form here.

    >>> canonical({"b": [1, None], "a": "Üb"}).decode()
    '{"a":"Üb","b":[1,null]}'
    """
    return _WRITER.encode(_whole(content)).encode("utf-8", "strict")


def content_of(body: bytes) -> Json:
    """
    Give the content of canonical bytes.

    Raises:
        ValueError: They are not the canonical form of what they hold.
    """
    content: Json = _READER.decode(body.decode("utf-8", "strict"))
    if _WRITER.encode(content).encode("utf-8", "strict") != body:
        raise ValueError("these bytes are not in canonical form")
    return content


def _whole(content: Json) -> Json:
    match content:
        case None | bool() | int() | str():
            return content
        case Mapping():
            return {str(key): _whole(value) for key, value in content.items()}
        case Sequence():
            return [_whole(value) for value in content]
        case _:
            raise TypeError(f"a ledger holds no {type(content).__name__}: {content!r}")
