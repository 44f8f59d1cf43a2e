"""
Checks that are kept for the next command on the same case.

A check goes by all that it hangs on: what was read of the case, what-ifs and faults of form
included; the texts that it was held against; whether the law was asked; and this program with the
libraries that it reads with. What is read again is held to the records as a file of a user is, so
that nothing of the folder is run, or believed because of its name. Only the check of a case that
could be read whole is kept.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from enum import Enum
from typing import Any

from phaseline.case.check.anchors import AnchorCount
from phaseline.case.check.report import Report
from phaseline.case.read import CaseReading, held_to
from phaseline.case.texts import Texts
from phaseline.cli.kept_files import own_files
from phaseline.cli.program_digest import program_digest
from phaseline.terms.diagnostic import Diagnostic
from phaseline.terms.record import record

MOST = 20_000_000  # bytes
_ROOMS = ("terms", "case", "inference", "law", "politics", "supply", "desk")  # that checks hang on
_LIBRARIES = ("clingo", "pydantic-core", "pyyaml", "rapidfuzz", "snowballstemmer", "numpy", "scipy")


@record
class KeptCheck:
    """
    A check as it is written down.

    Args:
        diagnostics: What was found, in its order.
        anchors: How many anchors stand in which way, by the name of the count.
        on_record: The sources of which the case records who verified all their anchors.
        verified: How many anchors each source has whose anchors were all found.
    """

    diagnostics: tuple[Diagnostic, ...]
    anchors: Mapping[str, int]
    on_record: tuple[str, ...]
    verified: Mapping[str, int]


def checked_once(
    reading: CaseReading,
    texts: Mapping[str, str],
    work: Callable[[], Report],
    *,
    asks_law: bool,
) -> Report:
    """
    Give the check of a case: the one that was kept of the very same, or what the work gives now.

    Args:
        reading: The case as it was read.
        texts: The texts that it is held against, by their SHA-256.
        work: Checks it.
        asks_law: Whether the work asks the law, too.

    Raises:
        EngineError: The law could not be solved.
    """
    shelf = own_files("checks", ".check", MOST)
    if shelf is None or not _is_whole(reading, texts):
        return work()
    place = shelf.place_of(_words(reading, texts, asks_law=asks_law))
    if text := shelf.taken(place):
        if report := _read(reading, text):
            return report
        shelf.say_damaged(place)
    report = work()
    if not report.omitted:
        shelf.put(place, _written(report))
    return report


def _is_whole(reading: CaseReading, texts: Mapping[str, str]) -> bool:
    """Whether all of a case was read, and every text without a guess at how it is written."""
    is_sure = not (isinstance(texts, Texts) and (texts.doubtful or texts.unread))
    is_all = reading.case is not None and not (reading.unread or reading.remaining)
    return is_sure and is_all and not reading.omitted


def _words(reading: CaseReading, texts: Mapping[str, str], *, asks_law: bool) -> bytes:
    """Spell out all that a check hangs on."""
    links = (*texts.links, texts.linked) if isinstance(texts, Texts) else ()
    return json.dumps(
        (
            _programs(),
            asks_law,
            reading.name,
            reading.hash,
            sorted(reading.changes.items()),
            [asdict(diagnostic) for diagnostic in reading.diagnostics],
            type(texts).__name__,  # a folder without texts is not the same as no folder
            links,
            [
                (name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
                for name, text in texts.items()
            ],
        ),
        default=_plain,
    ).encode()


def _programs() -> str:
    """Give a digest of this Python, of the libraries, and of all programs that a check hangs on."""
    return program_digest(_ROOMS, _LIBRARIES)


def _written(report: Report) -> bytes:
    counts = {name: count for name, count in asdict(report.anchors).items() if name in _COUNTS}
    check = KeptCheck(
        diagnostics=report.diagnostics,
        anchors=counts,
        on_record=tuple(sorted(report.anchors.on_record)),
        verified=report.anchors.verified,
    )
    return json.dumps(asdict(check), default=_plain).encode()


def _read(reading: CaseReading, text: bytes) -> Report | None:
    """Read a check; None where what stands there is none."""
    try:
        data = json.loads(text)
    except ValueError:
        return None
    check = held_to(KeptCheck, data) if isinstance(data, dict) else None
    if not isinstance(check, KeptCheck) or check.anchors.keys() != _COUNTS:
        return None
    anchors: dict[str, Any] = {
        **check.anchors,
        "on_record": frozenset(check.on_record),
        "verified": check.verified,
    }
    return Report(reading=reading, diagnostics=check.diagnostics, anchors=AnchorCount(**anchors))


_COUNTS = frozenset(name for name, value in asdict(AnchorCount()).items() if isinstance(value, int))


def _plain(value: object) -> object:
    """
    Give what JSON has for a value.

    Raises:
        TypeError: It is of a kind that is not known.
    """
    match value:
        case Enum():
            return value.value
        case _:
            raise TypeError(type(value).__name__)
