"""
Phrases that a paper is said not to hold, looked for in every form; and what was not looked through.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Source, SourceRole
from phaseline.case.showing import shown
from phaseline.case.texts import Readings

if TYPE_CHECKING:
    from phaseline.case.absence import Sighting


def check_silences(pen: DiagnosticCollector, case: Case, texts: Mapping[str, Readings]) -> None:
    """
    Look for the phrases that silences call absent.

    Args:
        pen: Where diagnostics are written.
        case: The case.
        texts: The texts that were given, by the id of the source, each in every way in which it may
            be read.
    """
    papers = [source for source in case.sources if source.role is SourceRole.PAPER]
    for index, silence in enumerate(case.silences):
        for place, phrase in enumerate(silence.absent):
            for paper in papers:
                if paper.id in texts:
                    _check_phrase(
                        pen, ("silences", index, "absent", place), phrase, paper, texts[paper.id]
                    )
    _note_unsearched(pen, case, papers, texts)


def _check_phrase(
    pen: DiagnosticCollector, path: Path, phrase: str, paper: Source, readings: Readings
) -> None:
    from phaseline.case.absence import sighting  # noqa: PLC0415  # where no text is given, idle

    seen = [
        occurrence
        for occurrence in (sighting(phrase, text, paper.language) for text in readings.texts)
        if occurrence is not None
    ]
    nearest = next(
        (occurrence for occurrence in seen if occurrence.is_word), seen[0] if seen else None
    )
    if nearest is None:
        return
    if nearest.is_word:
        pen.error(
            "PL207",
            path,
            f"{shown(phrase)} is said to be absent, but {_occurs(phrase, nearest)} in {paper.id!r},"
            f" line {nearest.line}",
            expected="phrases that occur in no paper, in whatever form",
            fix="read that passage: the papers may answer the question after all",
        )
    else:
        pen.warning(
            "PL208",
            path,
            f"{shown(phrase)} is said to be absent, and {shown(nearest.words)} stands in"
            f" {paper.id!r}, line {nearest.line}",
            expected="phrases of which no paper holds even the letters",
            fix=(
                "read that passage: if it is about something else, add a word to the phrase, or"
                " leave it"
            ),
        )


def _occurs(phrase: str, seen: "Sighting") -> str:
    return (
        "occurs" if seen.words.casefold() == phrase.casefold() else f"occurs as {shown(seen.words)}"
    )


def _note_unsearched(
    pen: DiagnosticCollector, case: Case, papers: list[Source], texts: Mapping[str, Readings]
) -> None:
    """Say which papers were not looked through, so that nobody takes their silence for found."""
    count = sum(bool(silence.absent) for silence in case.silences)
    if not count:
        return
    claimed = f"the phrases that {count} silence{'s call' if count > 1 else ' calls'} absent"
    _note_missing(pen, claimed, papers, texts)
    _warn_of_doubtful(pen, claimed, papers, texts)


def _note_missing(
    pen: DiagnosticCollector, claimed: str, papers: list[Source], texts: Mapping[str, Readings]
) -> None:
    missing = [paper.id for paper in papers if paper.id not in texts]
    if missing:
        pen.note(
            "PL209",
            ("silences",),
            f"{claimed} were not looked for in {', '.join(map(repr, missing))}: the text was not"
            " given",
            fix="give the folder of the source texts by --sources",
        )


def _warn_of_doubtful(
    pen: DiagnosticCollector, claimed: str, papers: list[Source], texts: Mapping[str, Readings]
) -> None:
    doubtful = [
        paper.id for paper in papers if paper.id in texts and not texts[paper.id].is_certain
    ]
    if doubtful:
        pen.warning(
            "PL209",
            ("silences",),
            f"{claimed} cannot be called absent from {', '.join(map(repr, doubtful))}: its text"
            " could not be read for certain",
            expected="texts in UTF-8",
            fix="save the text as UTF-8, and enter the hash of the new file",
        )
