"""Quotes held against the texts they are cited from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from textwrap import wrap

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.silences import check_silences
from phaseline.case.lengths import LETTERS_A_WORD, MOST_WORDS, length_in_words
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import ReadExtent, Source, SourceRole, Verification
from phaseline.case.scripts import is_blankless
from phaseline.case.showing import shown
from phaseline.case.texts import Readings, Texts, readings_of
from phaseline.terms.entries import Entries
from phaseline.terms.record import record

_MOST_NAMES = 5  # of files, in a message
_WIDE = 76  # characters of a line that lists sources


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
        recorded: Of these, those of which the case records who verified them; see `Source`.
        read: Of sources of which only an excerpt was read, and so none of the above but refused.
        facts: Facts with at least one anchor in one of the papers.
        on_record: The sources of which the case records who verified all their anchors.
        verified: How many anchors each source has whose anchors were all found in its whole text.
    """

    exact: int = 0
    normalised: int = 0
    repeated: int = 0
    refused: int = 0
    unverified: int = 0
    recorded: int = 0
    read: int = 0
    facts: int = 0
    on_record: frozenset[str] = frozenset()
    verified: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All anchors."""
        return self.exact + self.normalised + self.refused + self.unverified + self.read


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
    tallies = _counted(pen, case.sources, by_source)
    _note_unverified(
        pen, case, Counter({name: tally["unverified"] for name, tally in tallies.items()}), texts
    )
    _warn_of_records(pen, case, tallies)
    check_silences(pen, case, by_source)
    return replace(_summed(case.sources, tallies), facts=_facts_anchored(case))


def _facts_anchored(case: Case) -> int:
    """Count the facts with an anchor in one of the papers."""
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    return sum(
        any(cite.exact and cite.source in papers for cite in fact.cites) for fact in case.facts
    )


def _summed(sources: Entries[Source], tallies: Mapping[str, Counter[str]]) -> AnchorCount:
    """Give how all anchors stand, from how those of each source do."""
    of_excerpts = {source.id for source in sources if source.read is ReadExtent.EXCERPT}
    whole = {name: tallies[name] for name in tallies.keys() - of_excerpts}
    tally = _joined(whole.values())
    on_record = _on_record(sources, whole)
    excerpts = _joined(tallies[name] for name in tallies.keys() & of_excerpts)
    return AnchorCount(
        exact=tally["exact"],
        normalised=tally["normalised"],
        repeated=tally["repeated"],
        refused=tally["refused"] + excerpts["refused"],
        unverified=tally["unverified"],
        recorded=_joined(whole[name] for name in on_record)["unverified"],
        on_record=on_record,
        read=_number(excerpts) - excerpts["refused"],
        verified=_verified(sources, whole),
    )


def _on_record(sources: Entries[Source], tallies: Mapping[str, Counter[str]]) -> frozenset[str]:
    """Give the sources of which the case says who verified all their anchors."""
    quoted = [source for source in sources if source.id in tallies]
    return frozenset(
        source.id for source in quoted if is_on_record(source, _number(tallies[source.id]))
    )


def _verified(sources: Entries[Source], tallies: Mapping[str, Counter[str]]) -> Mapping[str, int]:
    """Give how many quotes each source has all of whose quotes were found."""
    quoted = [source.id for source in sources if source.id in tallies]
    return {name: _number(tallies[name]) for name in quoted if _are_all_there(tallies[name])}


def _are_all_there(tally: Counter[str]) -> bool:
    """Whether all quotes of a source were found in its text."""
    return not (tally["refused"] or tally["unverified"])


def _number(tally: Counter[str]) -> int:
    """Count the anchors of a source, however they stand."""
    return tally["exact"] + tally["normalised"] + tally["refused"] + tally["unverified"]


def _joined(tallies: Iterable[Counter[str]]) -> Counter[str]:
    """Count what several sources have together."""
    joint: Counter[str] = Counter()
    for tally in tallies:
        joint.update(tally)
    return joint


def is_on_record(source: Source, anchors: int) -> bool:
    """Whether the case says who verified all anchors of a source against this text."""
    return source.verified is not None and not _fault_of_record(source, source.verified, anchors)


def _fault_of_record(source: Source, record: Verification, anchors: int) -> str:
    """Say why a record of verification does not count; nothing where it does."""
    if source.read is ReadExtent.EXCERPT:
        return "of a text of which only an excerpt was read"
    if record.sha256 != source.sha256:
        return "of another text"
    return f"of {record.quotes} quotes, and there are {anchors}" * (record.quotes != anchors)


def _warn_of_records(
    pen: DiagnosticCollector, case: Case, tallies: Mapping[str, Counter[str]]
) -> None:
    """Warn of records of a verification that no longer fit what is quoted, or of which text."""
    for index, source in enumerate(case.sources):
        anchors = _number(tallies.get(source.id, Counter()))
        fault = _fault_of_record(source, source.verified, anchors) if source.verified else ""
        if fault:
            pen.warning(
                "PL212",
                ("sources", index, "verified"),
                f"the record of {source.id!r} is {fault}",
                expected="a record of the text with this `sha256`, and of all quotes from it",
                fix="check with --sources and --record again, or remove `verified`",
            )


def _counted(
    pen: DiagnosticCollector, sources: Entries[Source], texts: Mapping[str, Readings]
) -> Mapping[str, Counter[str]]:
    """
    Hold each quote to the text of its source.

    Args:
        pen: Where diagnostics are written.
        sources: The sources.
        texts: The texts that were given, by the id of the source, each in every way in which it may
            be read.

    Returns:
        For each source that is quoted, how often quotes of it were found, and how, were refused,
        or not held to it.
    """
    tallies: dict[str, Counter[str]] = {}
    for path, cite in pen.entries:
        if not isinstance(cite, Cite):
            continue
        if cite.exact:
            _hold(pen, path, cite, texts, tally=tallies.setdefault(cite.source, Counter()))
        else:
            _check_length(pen, path, cite)
            _check_bare(pen, path, cite, sources)
    return tallies


def _hold(
    pen: DiagnosticCollector,
    path: Path,
    cite: Cite,
    texts: Mapping[str, Readings],
    *,
    tally: Counter[str],
) -> None:
    """Hold one quote to the text of its source, and count it."""
    if not any(letter.isalnum() for letter in cite.exact):
        tally["refused"] += 1
        _refuse_empty(pen, path, cite)
        return
    _check_length(pen, path, cite)
    if cite.source not in texts:
        tally["unverified"] += 1
    else:
        from phaseline.case.check.passages import check_passage  # noqa: PLC0415  # slow to load

        check_passage(pen, path, cite, texts, tally=tally)


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


@record
class _Reason:
    """
    Why anchors were not held against a text, where nothing is amiss.

    Args:
        says: The reason, after the number of anchors and their source, or sources.
        fix: What would change it.
        field: The field of the source that is meant; the source itself if empty.
    """

    says: str
    fix: str
    field: str = ""


_EXCERPT = _Reason(
    says="read in an excerpt: counted as read, not as verified",
    fix="read the whole text, enter its `sha256`, and leave out `read`",
)
_NO_HASH = _Reason(
    says="cannot be verified: no hash is entered",
    fix="add `sha256` of the text that was read",
)
_DOUBTFUL = _Reason(
    says="not re-verified: the text could not be read for certain",
    fix="save the text as UTF-8, and enter the hash of the new file",
    field="sha256",
)
_NOT_GIVEN = _Reason(
    says="not re-verified: the text was not given",
    fix="give the folder of the source texts by --sources",
)


def _note_unverified(
    pen: DiagnosticCollector, case: Case, unverified: Counter[str], texts: Mapping[str, str]
) -> None:
    """Say which anchors were not held against a text, and why not; one note for each reason."""
    is_missing = False
    reasons: dict[_Reason, list[int]] = {}
    for index, source in enumerate(case.sources):
        if not unverified[source.id]:
            continue
        if (reason := _reason(source, texts)) is not None:
            reasons.setdefault(reason, []).append(index)
        else:
            is_missing = True
            _warn_missing(pen, index, source, unverified[source.id])
    for reason, places in reasons.items():
        if reason is not _NOT_GIVEN or pen.reading.case is not None:
            _note_reason(pen, case, reason, places, unverified)
    if is_missing and isinstance(texts, Texts):
        _warn_unsearched(pen, texts)
    _note_unchecked(pen, unverified, texts)


def _reason(source: Source, texts: Mapping[str, str]) -> _Reason | None:
    """Say why anchors of a source were not held to it; None where its text is missing."""
    if source.read is ReadExtent.EXCERPT:
        return _EXCERPT
    if not source.sha256:
        return _NO_HASH
    if not isinstance(texts, Texts):
        return _NOT_GIVEN
    return None if _is_missing(source, texts) else _DOUBTFUL


def _note_reason(
    pen: DiagnosticCollector,
    case: Case,
    reason: _Reason,
    places: Sequence[int],
    unverified: Counter[str],
) -> None:
    """Note together what is so for one reason: a hundred sources are one thing to know."""
    names = [case.sources[place].id for place in places]
    anchors = _anchors(Counter({name: unverified[name] for name in names}).total())
    if len(names) == 1:
        path: Path = ("sources", places[0], *filter(None, [reason.field]))
        pen.note("PL205", path, f"{anchors} in {names[0]!r} {reason.says}", fix=reason.fix)
        return
    listed = ", ".join(f"{name} {unverified[name]}" for name in names)
    pen.note(
        "PL205",
        ("sources",),
        f"{anchors} in {len(names)} sources {reason.says}",
        fix=reason.fix,
        detail=tuple(wrap(listed, _WIDE, break_long_words=False, break_on_hyphens=False)),
    )


def _anchors(count: int) -> str:
    return f"{count} anchor{'s' * (count > 1)}"


def _warn_missing(pen: DiagnosticCollector, index: int, source: Source, count: int) -> None:
    pen.warning(
        "PL205",
        ("sources", index, "sha256"),
        f"{_anchors(count)} in {source.id!r} not re-verified: no text in the folder has this hash",
        expected="the text that was read when the case was written, unchanged",
        fix=(
            "add it to the folder, or correct the hash once the quotes were held against the new"
            " text"
        ),
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
