"""Quotes and their sources: what is found, what is refused, and why."""

import pytest

from phaseline.case.quotes import QuoteMatch, anchoring

TEXT = (
    "On Monday the keeper said that 31 of 40 ships had passed the strait. The council supports the"
    " toll and would not close it. About 12,500 ships – 2–5 percent of all – came at −5 degrees, by"
    " 22:30, with 155-mm lamps. Ships may pass at night. A ‘great lamp’ burns. Ships may pass at"
    " night."
)


@pytest.mark.parametrize(
    "quote",
    [
        "31 of 40 ships",
        "12,500 ships",
        "2–5 percent",
        "−5 degrees",
        "by 22:30",
        "155-mm lamps",
        "‘great lamp’",
        "strait",
        "31",
    ],
)
def test_words_of_the_source_are_exact(quote):
    """Character by character."""
    assert anchoring(quote, TEXT).match is QuoteMatch.EXACT


@pytest.mark.parametrize(
    "quote",
    [
        "ON MONDAY",
        "'great lamp'",
        "great\u00a0lamp",
        "2-5 percent",
        "-5 degrees",
        "had  passed\nthe strait",
    ],
)
def test_typography_alone_is_normalised(quote):
    """Letter case, quotation marks, dashes and spaces."""
    assert anchoring(quote, TEXT).match is QuoteMatch.NORMALISED


@pytest.mark.parametrize(
    "quote",
    [
        "500 ships",
        "5 percent of all",
        "5 degrees",
        "30, with",
        "1 of 40",
        "5-mm lamps",
        "said that 31 of 4",
    ],
)
def test_a_number_cut_in_two_is_not_found(quote):
    """The end of a number is another number."""
    assert anchoring(quote, TEXT).match not in (QuoteMatch.EXACT, QuoteMatch.NORMALISED)


@pytest.mark.parametrize(
    ("quote", "change", "word"),
    [
        ("said that 13 of 40 ships", "number", "13"),
        ("said that thirty of 40 ships", "number", "thirty"),
        ("would close it", "negation", ""),
        ("the council never supports the toll", "negation", "never"),
        ("ships must pass at night", "modal", "must"),
        ("The council opposes the toll", "polarity", "opposes"),
        ("the keeper said with 31", "wording", "with"),
    ],
)
def test_what_changes_the_meaning_is_named(quote, change, word):
    """The kind of change, and the words of the quote that make it."""
    found = anchoring(quote, TEXT)

    assert (found.change, found.word) == (change, word)
    assert found.match is (QuoteMatch.MISSING if change == "wording" else QuoteMatch.CHANGED)


@pytest.mark.parametrize(
    ("quote", "text", "change"),
    [
        ("派遣约二万名士兵", "朝鲜派遣约一万名士兵。", "number"),
        ("韩国将派遣士兵", "韩国将不派遣士兵。", "negation"),
        ("무기를 지원한다고 말했다", "무기를 지원하지 않는다고 말했다.", "negation"),
        ("wird Waffen an Kiew liefern", "Sie wird Waffen an Kiew nicht liefern.", "negation"),
        ("Киев будет получать оружие", "Киев не будет получать оружие.", "negation"),
        ("병력 2만 명을 보냈다", "병력 1만 명을 보냈다.", "number"),
    ],
)
def test_a_change_of_meaning_is_named_in_other_languages(quote, text, change):
    """Numerals and negations of Chinese, Korean, German and Russian."""
    assert (anchoring(quote, text).match, anchoring(quote, text).change) == (
        QuoteMatch.CHANGED,
        change,
    )


@pytest.mark.parametrize(
    ("quote", "text", "closest"),
    [
        ("will inspect the pumps", "The ministry may inspect the pumps.", "may inspect the pumps"),
        (
            "the ministry will inspect lamps",
            "The ministry will inspect pumps. It rains.",
            "The ministry will inspect pumps",
        ),
        ("will inspect the pumps", "Nothing is done. Inspect the pumps!", "Inspect the pumps"),
    ],
)
def test_a_proposal_keeps_the_words_at_both_ends(quote, text, closest):
    """
    Also those that stand where the quote has another first or last word, but none of the sentence
    before.
    """
    assert anchoring(quote, text).closest == closest


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("from 1,500 to 2,500 men", "It fell from 2,500 to 1,500 men."),
        ("ten of twelve", "So twelve of ten went."),
    ],
)
def test_exchanged_numbers_change_the_meaning(quote, text):
    """The same numbers in another order are other numbers."""
    assert (anchoring(quote, text).match, anchoring(quote, text).change) == (
        QuoteMatch.CHANGED,
        "number",
    )


@pytest.mark.parametrize(
    ("quote", "text"),
    [("64% of them", "About 64 % of them."), ("64 % of them", "About 64% of them.")],
)
def test_a_space_before_a_percent_sign_is_typography(quote, text):
    """Some print one."""
    assert anchoring(quote, text).match is QuoteMatch.NORMALISED


@pytest.mark.parametrize(
    ("prefix", "suffix", "count"),
    [
        ("", "", 2),
        ("lamps.", "", 1),
        ("lamps.", ". A ‘great", 1),
        ("burns.", "", 1),
        ("", ". A", 1),
        ("harbour", "", 0),
        ("", "harbour", 0),
        ("LAMPS.", "", 1),
    ],
)
def test_the_words_around_tell_two_occurrences_apart(prefix, suffix, count):
    """Directly before and after, typography levelled."""
    found = anchoring("Ships may pass at night", TEXT, prefix=prefix, suffix=suffix, propose=False)

    assert found.count == count


def test_the_exact_one_of_several_is_the_one():
    """Where a phrase stands twice, once in other letters, the one in the same letters counts."""
    found = anchoring("red line", "A Red Line is a red line.")

    assert (found.match, found.count, found.position) == (QuoteMatch.EXACT, 2, 16)


def test_the_line_of_the_source_is_given():
    """Counted from one."""
    found = anchoring("third line", "A line\nA second line\nThe third line")

    assert found.line == 3


@pytest.mark.parametrize("quote", ["", " ", "\u200b", "x" * 1_000, "harbour pilots sing"])
def test_what_is_nowhere_is_missing(quote):
    """Nothing is proposed for nothing, for what is too long, or where nothing is near."""
    found = anchoring(quote, TEXT)

    assert (found.match, found.closest) == (QuoteMatch.MISSING, "")
