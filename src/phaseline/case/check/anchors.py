"""Quotes held against the texts they are cited from, and phrases that a paper is said not to hold."""

from collections import Counter
from collections.abc import Mapping

from phaseline.case.addresses import Path
from phaseline.case.check.pen import Pen
from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import Source, SourceRole
from phaseline.case.model.whole import Case
from phaseline.case.quotes import MOST_WORDS, Anchoring, Match, anchoring, word_count
from phaseline.case.showing import shown
from phaseline.case.texts import Texts
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


def check_anchors(pen: Pen, case: Case, texts: Mapping[str, str]) -> AnchorCount:
    """
    Hold every anchor against its source.

    Args:
        pen: Where findings are written.
        case: The case.
        texts: The source texts that were given, by hash.
    """
    sources = {source.id: source for source in case.sources}
    by_source = {source.id: texts[source.sha256] for source in case.sources if source.sha256 in texts}
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
        elif cite.source not in by_source:
            unverified[cite.source] += 1
        else:
            _check_one(pen, path, cite, by_source, tally)
    _note_unverified(pen, case, unverified, texts)
    _check_silences(pen, case, by_source)
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    facts = sum(any(cite.exact and cite.source in papers for cite in fact.cites) for fact in case.facts)
    return AnchorCount(
        exact=tally["exact"],
        normalised=tally["normalised"],
        repeated=tally["repeated"],
        refused=tally["refused"],
        unverified=unverified.total(),
        facts=facts,
    )


def _refuse_empty(pen: Pen, path: Path, cite: Cite) -> None:
    pen.error(
        "PL201",
        (*path, "exact"),
        f"the quote {shown(cite.exact)} holds no letter and no digit",
        expected="words of the source, character by character",
        fix="copy the phrase from the source",
    )


def _check_length(pen: Pen, path: Path, cite: Cite) -> None:
    if word_count(cite.exact) > MOST_WORDS:
        pen.error(
            "PL202",
            (*path, "exact"),
            f"the anchor has {word_count(cite.exact)} words",
            expected=f"at most {MOST_WORDS}: an anchor points to a passage, it does not replace it",
            fix="shorten it to the words that carry the statement",
        )
    if word_count(cite.prefix) + word_count(cite.suffix) > MOST_WORDS:
        pen.error(
            "PL202",
            (*path, "prefix" if cite.prefix else "suffix"),
            "prefix and suffix are too long",
            expected=f"together at most {MOST_WORDS} words",
            fix="keep just enough words to tell two occurrences apart",
        )


def _check_bare(pen: Pen, path: Path, cite: Cite, sources: Mapping[str, Source]) -> None:
    source = sources.get(cite.source)
    if source is not None and source.sha256 and not cite.locator:
        pen.warning(
            "PL206",
            path,
            f"the citation of {cite.source!r} names no phrase and no place",
            expected="`exact`, or at least `locator`",
            fix="add a phrase of the source as `exact`",
        )


def _check_one(pen: Pen, path: Path, cite: Cite, texts: Mapping[str, str], tally: Counter[str]) -> None:
    may_propose = pen.may_propose and word_count(cite.exact) <= MOST_WORDS
    found = anchoring(cite.exact, texts[cite.source], prefix=cite.prefix, suffix=cite.suffix, propose=may_propose)
    if found.match in (Match.EXACT, Match.NORMALISED):
        tally[found.match.value] += 1
        if found.count > 1:
            tally["repeated"] += 1
            pen.warning(
                "PL204",
                (*path, "exact"),
                f"the quote occurs {found.count} times in {cite.source!r}",
                expected="a phrase that occurs once, or a prefix or suffix",
                fix="add the words before it as `prefix`, or leave it: a repeated quote is no error",
            )
        return
    tally["refused"] += 1
    part = _part_at_fault(cite, texts[cite.source])
    if part:
        _refuse_surroundings(pen, path, cite, part)
    elif found.match is Match.CHANGED:
        _refuse_changed(pen, path, cite, found)
    else:
        _refuse_missing(pen, path, cite, found, texts)


def _part_at_fault(cite: Cite, text: str) -> str:
    """Give which of prefix and suffix keeps a quote that does occur from being found; nothing if it is neither."""
    if not (cite.prefix or cite.suffix) or not _occurs(cite.exact, text):
        return ""
    return "prefix" if cite.prefix and not _occurs(cite.exact, text, prefix=cite.prefix) else "suffix"


def _occurs(exact: str, text: str, *, prefix: str = "") -> bool:
    return anchoring(exact, text, prefix=prefix, propose=False).match is not Match.MISSING


def _refuse_surroundings(pen: Pen, path: Path, cite: Cite, part: str) -> None:
    pen.error(
        "PL201",
        (*path, part),
        f"the quote occurs in {cite.source!r}, but not with this {part}",
        expected="the words that stand directly beside it",
        fix=f"correct the {part}, or remove it",
    )


def _refuse_changed(pen: Pen, path: Path, cite: Cite, found: Anchoring) -> None:
    pen.error(
        "PL203",
        (*path, "exact"),
        f"the quote changes the meaning of its source ({found.change})",
        expected=f"{found.closest!r} ({cite.source}, line {found.line}; {found.similarity:.1f} % similar)",
        fix=f"quote the source's words: {found.closest!r}",
        detail=(f"word diff: {found.difference}",),
        word=found.word,
    )


def _refuse_missing(pen: Pen, path: Path, cite: Cite, found: Anchoring, texts: Mapping[str, str]) -> None:
    elsewhere = next((name for name, other in texts.items() if name != cite.source and _occurs(cite.exact, other)), "")
    if elsewhere:
        expected, fix = f"it stands in {elsewhere!r}", f"cite {elsewhere!r} instead"
    elif found.closest:
        expected, fix = (
            f"nearest passage: {found.closest!r} (line {found.line}; {found.similarity:.1f} % similar)",
            "quote the source's own words",
        )
    else:
        expected, fix = "words of the source, character by character", "copy the phrase from the source"
    detail = (f"word diff: {found.difference}",) if found.closest and not elsewhere else ()
    pen.error(
        "PL201",
        (*path, "exact"),
        f"the quote is not found in {cite.source!r}",
        expected=expected,
        fix=fix,
        detail=detail,
        word="" if elsewhere else found.word,
    )


def _note_unverified(pen: Pen, case: Case, unverified: Counter[str], texts: Mapping[str, str]) -> None:
    is_missing = False
    for index, source in enumerate(case.sources):
        count = unverified[source.id]
        path: Path = ("sources", index)
        anchors = f"{count} anchor{'s' * (count > 1)} in {source.id!r}"
        if count and not source.sha256:
            message = f"{anchors} cannot be verified: the source has no hash"
            pen.note("PL205", path, message, fix="add `sha256` of the text that was read")
        elif count and isinstance(texts, Texts):
            is_missing = True
            pen.warning(
                "PL205",
                (*path, "sha256"),
                f"{anchors} not re-verified: no text in the folder has this hash",
                expected="the text that was read when the case was written, unchanged",
                fix="add it to the folder, or correct the hash once the quotes were held against the new text",
            )
        elif count and pen.reading.case is not None:
            pen.note(
                "PL205", path, f"{anchors} not re-verified: its text was not given", fix="give the folder of the source texts by --sources"
            )
    if is_missing and isinstance(texts, Texts) and texts.unread:
        names = ", ".join(texts.unread[:_MOST_NAMES]) + " …" * (len(texts.unread) > _MOST_NAMES)
        pen.warning(
            "PL205",
            (),
            f"could not be read in the folder of texts: {names}",
            expected="texts that may be read, each below 20 MB",
            fix="check the permissions of the file",
        )
    if pen.reading.case is None and (unverified or _are_quotes_left_out(pen)):
        held = "" if isinstance(texts, Texts) else "; the quotes of the others were not held against their texts either"
        pen.note(
            "PL205",
            (),
            f"the quotes and references of the faulty entries were not checked{held}",
            fix="mend the faults of form first, and check again",
        )


def _are_quotes_left_out(pen: Pen) -> bool:
    """Whether an entry that was left out for its faults of form quotes something."""
    left_out = (
        entry.get("cites")
        for section, kept in pen.reading.kept.items()
        for index, entry in enumerate(pen.reading.data[section])
        if index not in kept and isinstance(entry, dict)
    )
    return any(isinstance(cite, dict) and bool(cite.get("exact")) for cites in left_out if isinstance(cites, list) for cite in cites)


def _check_silences(pen: Pen, case: Case, texts: Mapping[str, str]) -> None:
    papers = [source.id for source in case.sources if source.role is SourceRole.PAPER and source.id in texts]
    for index, silence in enumerate(case.silences):
        for place, phrase in enumerate(silence.absent):
            for paper in papers:
                found = anchoring(phrase, texts[paper], propose=False)
                if found.match is not Match.MISSING:
                    pen.error(
                        "PL207",
                        ("silences", index, "absent", place),
                        f"{shown(phrase)} is said to be absent, but occurs in {paper!r}, line {found.line}",
                        expected="phrases that occur in no paper",
                        fix="read that passage: the papers may answer the question after all",
                    )
