"""Quotes held against the texts they are cited from."""

from collections import Counter
from collections.abc import Mapping

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.silences import check_silences
from phaseline.case.lengths import LETTERS_A_WORD, MOST_WORDS, length_in_words
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import Source, SourceRole
from phaseline.case.scripts import is_blankless
from phaseline.case.showing import shown
from phaseline.case.texts import Readings, Texts, readings_of
from phaseline.terms.entries import Entries
from phaseline.terms.record import record

_MOST_NAMES = 5  # of files, in a message


@record
class AnchorCount:
    """
    How the anchors of a case stand to their sources.

    Args:
        exact: Found character by character.
        normalised: Found once letter case, quotation marks and spaces are levelled.
        repeated: Of the found ones, how many occur more than once.
        refused: Not found, or found only with a change of meaning.
        unverified: Not held against a text, because the text was not given.
        facts: Facts with at least one anchor in one of the papers.
    """

    exact: int = 0
    normalised: int = 0
    repeated: int = 0
    refused: int = 0
    unverified: int = 0
    facts: int = 0

    @property
    def total(self) -> int:
        """All anchors."""
        return self.exact + self.normalised + self.refused + self.unverified


def check_anchors(pen: DiagnosticCollector, case: Case, texts: Mapping[str, str]) -> AnchorCount:
    """
    Hold every anchor against its source.

    Args:
        pen: Where diagnostics are written.
        case: The case.
        texts: The source texts that were given, by hash.
    """
    by_source = {
        source.id: readings_of(source, texts) for source in case.sources if source.sha256 in texts
    }
    _warn_of_encodings(pen, case, texts)
    if isinstance(texts, Texts) and texts.linked:
        pen.note(
            "PL211",
            (),
            f"the folder of texts is a link: the texts were read in {texts.linked}",
            fix="give the folder itself by --sources, if that is not the one that is meant",
        )
    tally, unverified = _counted(pen, case.sources, by_source)
    _note_unverified(pen, case, unverified, texts)
    check_silences(pen, case, by_source)
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    facts = sum(
        any(cite.exact and cite.source in papers for cite in fact.cites) for fact in case.facts
    )
    return AnchorCount(
        exact=tally["exact"],
        normalised=tally["normalised"],
        repeated=tally["repeated"],
        refused=tally["refused"],
        unverified=unverified.total(),
        facts=facts,
    )


def _counted(
    pen: DiagnosticCollector, sources: Entries[Source], texts: Mapping[str, Readings]
) -> tuple[Counter[str], Counter[str]]:
    """
    Hold each quote to the text of its source.

    Args:
        pen: Where diagnostics are written.
        sources: The sources.
        texts: The texts that were given, by the id of the source, each in every way in which it may
            be read.

    Returns:
        How often quotes were found, and how; and how many quotes of each source were not held to
        it.
    """
    tally: Counter[str] = Counter()
    unverified: Counter[str] = Counter()
    for path, cite in pen.entries:
        if not isinstance(cite, Cite):
            continue
        if cite.exact and not any(letter.isalnum() for letter in cite.exact):
            tally["refused"] += 1
            _refuse_empty(pen, path, cite)
            continue
        _check_length(pen, path, cite)
        if not cite.exact:
            _check_bare(pen, path, cite, sources)
        elif cite.source not in texts:
            unverified[cite.source] += 1
        else:
            from phaseline.case.check.passages import check_passage  # noqa: PLC0415  # slow to load

            check_passage(pen, path, cite, texts, tally=tally, unverified=unverified)
    return tally, unverified


def _refuse_empty(pen: DiagnosticCollector, path: Path, cite: Cite) -> None:
    pen.error(
        "PL201",
        (*path, "exact"),
        f"the quote {shown(cite.exact)} holds no letter and no digit",
        expected="words of the source, character by character",
        fix="copy the phrase from the source",
    )


def _check_length(pen: DiagnosticCollector, path: Path, cite: Cite) -> None:
    if length_in_words(cite.exact) > MOST_WORDS:
        letters = sum(map(is_blankless, cite.exact))
        has, most = (
            (
                f"{letters} letters of a script without blanks",
                f"{MOST_WORDS * LETTERS_A_WORD} of them",
            )
            if letters
            else (f"{length_in_words(cite.exact)} words", f"{MOST_WORDS}")
        )
        pen.error(
            "PL202",
            (*path, "exact"),
            f"the anchor has {has}",
            expected=f"at most {most}: an anchor points to a passage, it does not replace it",
            fix="shorten it to the words that carry the statement",
        )
    if length_in_words(cite.prefix) + length_in_words(cite.suffix) > MOST_WORDS:
        pen.error(
            "PL202",
            (*path, "prefix" if cite.prefix else "suffix"),
            "prefix and suffix are too long",
            expected=f"together at most {MOST_WORDS} words",
            fix="keep just enough words to tell two occurrences apart",
        )


def _check_bare(pen: DiagnosticCollector, path: Path, cite: Cite, sources: Entries[Source]) -> None:
    source = sources.get(cite.source)
    if source is not None and source.sha256 and not cite.locator:
        pen.warning(
            "PL206",
            path,
            f"the citation of {cite.source!r} names no phrase and no place",
            expected="`exact`, or at least `locator`",
            fix="add a phrase of the source as `exact`",
        )


def _warn_of_encodings(pen: DiagnosticCollector, case: Case, texts: Mapping[str, str]) -> None:
    doubtful = texts.doubtful if isinstance(texts, Texts) else {}
    for index, source in enumerate(case.sources):
        text = doubtful.get(source.sha256)
        if text is not None:
            guess = (
                ""
                if text.is_certain
                else (
                    "; until then a quote that is found counts, and one that is not found is not"
                    " refused"
                )
            )
            pen.warning(
                "PL210",
                ("sources", index, "sha256"),
                f"the text of {source.id!r} is no plain text in UTF-8: {text.fault}",
                expected="a text in UTF-8, so that nothing has to be guessed",
                fix=f"save the text as UTF-8, and enter the hash of the new file{guess}",
            )


def _note_unverified(
    pen: DiagnosticCollector, case: Case, unverified: Counter[str], texts: Mapping[str, str]
) -> None:
    """Say which anchors were not held against a text, and why not."""
    sources = [
        (index, source) for index, source in enumerate(case.sources) if unverified[source.id]
    ]
    for index, source in sources:
        _note_source(pen, ("sources", index), source, unverified[source.id], texts)
    if isinstance(texts, Texts) and any(_is_missing(source, texts) for _, source in sources):
        _warn_unsearched(pen, texts)
    _note_unchecked(pen, unverified, texts)


def _note_source(
    pen: DiagnosticCollector, path: Path, source: Source, count: int, texts: Mapping[str, str]
) -> None:
    anchors = f"{count} anchor{'s' * (count > 1)} in {source.id!r}"
    if not source.sha256:
        message = f"{anchors} cannot be verified: the source has no hash"
        pen.note("PL205", path, message, fix="add `sha256` of the text that was read")
    elif isinstance(texts, Texts) and _is_missing(source, texts):
        pen.warning(
            "PL205",
            (*path, "sha256"),
            f"{anchors} not re-verified: no text in the folder has this hash",
            expected="the text that was read when the case was written, unchanged",
            fix=(
                "add it to the folder, or correct the hash once the quotes were held against the"
                " new text"
            ),
        )
    elif isinstance(texts, Texts):
        pen.note(
            "PL205",
            (*path, "sha256"),
            f"{anchors} not re-verified: its text could not be read for certain",
            fix="save the text as UTF-8, and enter the hash of the new file",
        )
    elif pen.reading.case is not None:
        pen.note(
            "PL205",
            path,
            f"{anchors} not re-verified: its text was not given",
            fix="give the folder of the source texts by --sources",
        )


def _is_missing(source: Source, texts: Texts) -> bool:
    """Whether an unverified source has a hash, and no text in the folder has it."""
    return bool(source.sha256) and source.sha256 not in texts.doubtful


def _warn_unsearched(pen: DiagnosticCollector, texts: Texts) -> None:
    """Say in which parts of the folder a missing text may still be."""
    for names, message, expected, fix in (
        (
            texts.unread,
            "could not be read in the folder of texts",
            "texts that may be read, each below 20 MB",
            "check the permissions",
        ),
        (
            texts.links,
            "links in the folder of texts were not followed",
            "folders that lie in it",
            "give the folder itself by --sources",
        ),
    ):
        if names:
            listed = ", ".join(names[:_MOST_NAMES]) + " …" * (len(names) > _MOST_NAMES)
            pen.warning("PL205", (), f"{message}: {listed}", expected=expected, fix=fix)


def _note_unchecked(
    pen: DiagnosticCollector, unverified: Counter[str], texts: Mapping[str, str]
) -> None:
    """Say that nothing was held against a text in the entries that are faulty themselves."""
    if pen.reading.case is None and (unverified or _are_quotes_left_out(pen)):
        held = (
            ""
            if isinstance(texts, Texts)
            else "; the quotes of the others were not held against their texts either"
        )
        pen.note(
            "PL205",
            (),
            f"the quotes and references of the faulty entries were not checked{held}",
            fix="mend the faults of form first, and check again",
        )


def _are_quotes_left_out(pen: DiagnosticCollector) -> bool:
    """Whether an entry that was left out for its faults of form quotes something."""
    left_out = (
        entry.get("cites")
        for section, sound in pen.reading.remaining.items()
        for index, entry in enumerate(pen.reading.data[section])
        if index not in sound and isinstance(entry, dict)
    )
    return any(
        isinstance(cite, dict) and bool(cite.get("exact"))
        for cites in left_out
        if isinstance(cites, list)
        for cite in cites
    )
