"""
Numbers that may be without end: a horizon, a rationality; `inf` and `.inf` both mean infinity.
"""

from math import inf
from typing import Any

_WORDS = frozenset({"inf", ".inf", "+inf", "+.inf", ".Inf", ".INF"})


class Endless:
    """
    Marks a number that may be infinite, in an annotation: `Annotated[float, Endless()]`.

    The YAML reader leaves `.inf` a text, for no other number of a case means it; this mark turns it
    into a number.
    """

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Tell the reader's validator how to read the word."""
        return {
            "type": "function-before",
            "function": {"type": "no-info", "function": self.read},
            "schema": handler(source),
        }

    @staticmethod
    def read(value: object) -> object:
        """
        Read the words for infinity; everything else is left to the type.

        >>> Endless.read(".inf"), Endless.read(3)
        (inf, 3)
        """
        return inf if isinstance(value, str) and value in _WORDS else value

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """Describe the notation for editor completion."""
        return {"anyOf": [{"type": "number"}, {"enum": ["inf", ".inf"]}]}
