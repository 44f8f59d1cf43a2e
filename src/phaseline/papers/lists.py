"""The door to the lists of words that come with this room: cues of sentences, and names."""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def listed(name: str) -> tuple[str, ...]:
    """Give the lines of a list, without its remarks."""
    lines = (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
