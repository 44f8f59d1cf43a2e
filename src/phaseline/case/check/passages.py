"""A quote held against its text: found, cut in two, changed, or missing."""

from collections import Counter
from collections.abc import Mapping

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.lengths import MOST_WORDS, length_in_words
from phaseline.case.model.common import Cite
from phaseline.case.quotes import Anchoring, QuoteMatch, anchoring
from phaseline.case.texts import Readings

_FOUND = (QuoteMatch.EXACT, QuoteMatch.NORMALISED)


def check_passage(
    pen: DiagnosticCollector,
    path: Path,
    cite: Cite,
    texts: Mapping[str, Readings],
    *,
    tally: Counter[str],
) -> None:
    """
    Hold one quote against the text of its source, and refuse it where it is not found.

    Args:
        pen: Where diagnostics are written.
        path: Where the citation stands.
        cite: The citation.
        texts: The texts that were given, by the id of the source, each in every way in which it may
            be read.
        tally: How often quotes of its source were found, and how, were refused, or could not be
            held to it; counted on.
    """
    readings = texts[cite.source]
    anchorings = (_anchoring(cite, text) for text in readings.texts)
    anchored = next((candidate for candidate in anchorings if candidate.match in _FOUND), None)
    if anchored is not None:
        tally[anchored.match.value] += 1
        if anchored.count > 1:
            tally["repeated"] += 1
            _warn_repeated(pen, path, cite, anchored.count)
    elif not readings.is_certain:
        # in a text that can only be guessed at, what is not found is not refused
        tally["unverified"] += 1
    else:
        tally["refused"] += 1
        may_propose = pen.may_propose and length_in_words(cite.exact) <= MOST_WORDS
        closest = _anchoring(cite, readings.texts[0], propose=may_propose)
        _refuse(pen, path, cite, closest, texts)


def _anchoring(cite: Cite, text: str, *, propose: bool = False) -> Anchoring:
    return anchoring(cite.exact, text, prefix=cite.prefix, suffix=cite.suffix, propose=propose)


def _warn_repeated(pen: DiagnosticCollector, path: Path, cite: Cite, count: int) -> None:
    pen.warning(
        "PL204",
        (*path, "exact"),
        f"the quote occurs {count} times in {cite.source!r}",
        expected="a phrase that occurs once, or a prefix or suffix",
        fix="add the words before it as `prefix`, or leave it: a repeated quote is no error",
    )


def _refuse(
    pen: DiagnosticCollector,
    path: Path,
    cite: Cite,
    closest: Anchoring,
    texts: Mapping[str, Readings],
) -> None:
    part = _part_at_fault(cite, texts[cite.source].texts[0])
    if part:
        _refuse_surroundings(pen, path, cite, part)
    elif closest.is_cut:
        _refuse_cut(pen, path, cite, closest)
    elif closest.match is QuoteMatch.CHANGED:
        _refuse_changed(pen, path, cite, closest)
    else:
        _refuse_missing(pen, path, cite, closest, texts)


def _part_at_fault(cite: Cite, text: str) -> str:
    """
    Give which of prefix and suffix keeps a quote that does occur from being found; nothing if it is
    neither.
    """
    if not (cite.prefix or cite.suffix) or not _occurs(cite.exact, text):
        return ""
    return (
        "prefix" if cite.prefix and not _occurs(cite.exact, text, prefix=cite.prefix) else "suffix"
    )


def _occurs(exact: str, text: str, *, prefix: str = "") -> bool:
    return anchoring(exact, text, prefix=prefix, propose=False).match is not QuoteMatch.MISSING


def _refuse_surroundings(pen: DiagnosticCollector, path: Path, cite: Cite, part: str) -> None:
    pen.error(
        "PL201",
        (*path, part),
        f"the quote occurs in {cite.source!r}, but not with this {part}",
        expected="the words that stand directly beside it",
        fix=f"correct the {part}, or remove it",
    )


def _refuse_cut(pen: DiagnosticCollector, path: Path, cite: Cite, passage: Anchoring) -> None:
    is_changed = passage.match is QuoteMatch.CHANGED
    pen.error(
        "PL203" if is_changed else "PL201",
        (*path, "exact"),
        "the quote cuts a word or a number of its source in two"
        + f", which changes the meaning ({passage.change})" * is_changed,
        expected=f"whole words: {passage.closest!r} ({cite.source}, line {passage.line})",
        fix=f"quote them whole: {passage.closest!r}",
        word=passage.word,
    )


def _refuse_changed(pen: DiagnosticCollector, path: Path, cite: Cite, passage: Anchoring) -> None:
    pen.error(
        "PL203",
        (*path, "exact"),
        f"the quote changes the meaning of its source ({passage.change})",
        expected=(
            f"{passage.closest!r} ({cite.source}, line {passage.line}; {passage.similarity:.1f} %"
            " similar)"
        ),
        fix=f"quote the source's words: {passage.closest!r}",
        detail=(f"word diff: {passage.difference}",),
        word=passage.word,
    )


def _refuse_missing(
    pen: DiagnosticCollector,
    path: Path,
    cite: Cite,
    passage: Anchoring,
    texts: Mapping[str, Readings],
) -> None:
    elsewhere = _other_source(cite, texts)
    if elsewhere:
        expected, fix = f"it stands in {elsewhere!r}", f"cite {elsewhere!r} instead"
    elif passage.closest:
        expected, fix = (
            (
                f"nearest passage: {passage.closest!r} (line {passage.line};"
                f" {passage.similarity:.1f} % similar)"
            ),
            "quote the source's own words",
        )
    else:
        expected, fix = (
            "words of the source, character by character",
            "copy the phrase from the source",
        )
    detail = (f"word diff: {passage.difference}",) if passage.closest and not elsewhere else ()
    pen.error(
        "PL201",
        (*path, "exact"),
        f"the quote is not found in {cite.source!r}",
        expected=expected,
        fix=fix,
        detail=detail,
        word="" if elsewhere else passage.word,
    )


def _other_source(cite: Cite, texts: Mapping[str, Readings]) -> str:
    """Give the first other source in which a quote stands; nothing where it stands in none."""
    others = (
        (name, text)
        for name, readings in texts.items()
        if name != cite.source
        for text in readings.texts
    )
    return next((name for name, text in others if _occurs(cite.exact, text)), "")
