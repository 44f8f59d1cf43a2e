"""What kept answers hang on beside their question: the programs and libraries that give them."""

import hashlib
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@cache
def program_digest(rooms: Sequence[str], libraries: Sequence[str]) -> str:
    """
    Give a digest of this Python, of libraries, and of all programs of some rooms.

    Args:
        rooms: Their folders; what lies in them that is no program, such as a grammar, counts too.
        libraries: Their names.
    """
    versions = [(name, _version(name)) for name in libraries]
    digest = hashlib.sha256(repr((sys.version, versions)).encode())
    room = Path(__file__).parents[1]
    files = [path for name in rooms for path in sorted((room / name).rglob("*"))]
    for path in files:
        if path.suffix != ".pyc" and path.is_file():
            text = path.read_bytes()
            digest.update(f"{path.relative_to(room)}\0{len(text)}\0".encode())
            digest.update(text)
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # it came without its papers, or is not there
        return ""
