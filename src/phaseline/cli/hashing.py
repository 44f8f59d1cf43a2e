"""`phaseline check CASE --sources DIR --write-hashes`: which text each source is."""

import argparse
from pathlib import Path

from phaseline.case.read import read_case
from phaseline.case.texts import hashes_by_name
from phaseline.cli.own_cases import own_case, sound_files, write_case
from phaseline.errors import QuestionError


def hash_sources(args: argparse.Namespace) -> tuple[str, ...]:
    """
    Write the hash of its text into each source that has none.

    Args:
        args: The arguments of the command.

    Returns:
        The ids of the sources.

    Raises:
        QuestionError: No texts are given, something is a what-if, or the case cannot be written.
    """
    if not args.sources:
        raise QuestionError("--write-hashes: there is no text to hash without --sources DIR")
    if args.changes:
        raise QuestionError("--write-hashes: a what-if is no case to write; leave out --set")
    where = own_case(args.case, "checked as it is shipped")
    files = sound_files(where, args.case)
    case = read_case(where, name=args.case).rest
    sources = case.sources if case else ()
    bare = [source.id for source in sources if not (source.sha256 or source.file_sha256)]
    hashes = hashes_by_name(Path(args.sources), bare)
    if hashes:
        from phaseline.case.recording import with_hashes  # loads ruamel.yaml

        write_case(where, files, with_hashes(files.texts, hashes))
    return tuple(name for name in bare if name in hashes)


def hashes_text(hashed: tuple[str, ...] | None) -> list[str]:
    """Say which sources were given a hash, where that was asked for."""
    if hashed is None:
        return []
    return [f"hashes written: {', '.join(hashed) or 'none; a text is found as ID.txt'}"]
