"""What is levelled in a text, and what is not because it would make one word of another."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.lengths import length_in_words
from phaseline.case.quotes import QuoteMatch, anchoring
from phaseline.case.typography import joined, levelled

SIGNS = st.sampled_from(
    list(
        " \n\f-–—‐\u00ad¬'’\"«»“”「」;:?!%.,0123…ﬁＡｶﾞ北명가각\u1100\u1161\u11a8ée\u0301\u0327"
        "\u200b\u200d\u2066\u2069\u202b\u202c\ufeff"
    )
)
TEXTS = st.text(st.one_of(SIGNS, st.characters(exclude_categories=["Cs"])), max_size=30)
WORDS = st.lists(st.text("abcdefghéßñ", min_size=1, max_size=8), min_size=1, max_size=6)


@given(TEXTS)
def test_levelling_twice_is_levelling_once(text):
    """
    One form, whatever the text: kept as printed, or with the words joined that a line end broke.
    """
    plain = levelled(text)

    assert levelled(plain.text).text == plain.text
    assert levelled(joined(plain).text).text == joined(plain).text


@given(TEXTS)
def test_every_levelled_sign_has_its_place_in_the_original(text):
    """In order, one for each."""
    plain = levelled(text)

    assert len(plain.offsets) == len(plain.text)
    assert list(plain.offsets) == sorted(plain.offsets)
    assert all(at < len(text) for at in plain.offsets)


@given(
    st.text(
        st.sampled_from(list("abcXYZ0189éß²½ \n-–—‐\u00ad'’«»“”「」;:?!%…\u200d\u2066\u2069")),
        max_size=40,
    )
)
def test_levelling_keeps_every_letter_and_digit_in_its_order(text):
    """Only case, marks and blanks are levelled; what is raised or a fraction stays what it is."""
    plain = levelled(text)

    assert [sign for sign in plain.text if sign.isalnum()] == [
        sign for sign in text.lower() if sign.isalnum()
    ]


@given(WORDS, WORDS)
def test_words_that_differ_are_never_the_same_quote(words, others):
    """Whatever the words: a quote passes only where its words stand in a row."""
    text = " ".join(others)

    match = anchoring(" ".join(words), text, propose=False).match

    stands = any(others[at : at + len(words)] == words for at in range(len(others)))
    assert (match in (QuoteMatch.EXACT, QuoteMatch.NORMALISED)) == stands


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Talks in São Paulo", "Talks in Sa\u0303o Paulo failed."),
        ("북한군 병력은 1만 명이다", unicodedata.normalize("NFD", "북한군 병력은 1만 명이다.")),
        ("the office", "the oﬃce"),
        ("KF-16", "ＫＦ－１６"),
        ("In 2020-2024 they", "In 2020‒2024 they came"),
        ('그는 "핵"을 말했다', "그는 「핵」을 말했다"),
        ('"line of no return"', "„line of no return“"),
        ('la "ligne rouge" tracée', "la « ligne rouge » tracée"),
        ('sagt "Nein" und', "sagt »Nein« und geht"),
        ("북·러 조약", "북ㆍ러 조약"),
        ("10~20 명", "10～20 명"),
        ("military cooperation of forces", "The military co-\noperation of forces."),
        ("the end-use clause", "It names the end-\nuse clause."),
        ("short- and long-term aims", "It has short-\nand long-term aims."),
        (
            "military cooperation and end-use clauses",
            "The military co-\noperation and end-\nuse clauses.",
        ),
        ("the ammunition", "It names the am\u00ad\nmunition."),
        ("the ammunition", "It names the am\u00admunition."),
        ("the ammunition", "It names the am\x02\nmunition."),
        ("the ammunition", "It names the am¬\nmunition."),
        ("핵잠수함을 도입한다", "정부는 핵잠수\n함을 도입한다."),
        ("핵잠수함을 도입한다", "정부는 핵잠수함을\n도입한다."),
        ("派遣约一万名士兵", "朝鲜派遣约一\n万名士兵，韩国谴责。"),
        ("می‌خواهم بروم", "من میخواهم بروم"),
        ("إن 10,000 جندي", "قال إن \u206610,000\u2069 جندي وصلوا"),
        ("quoi ? Rien", "Pour quoi? Rien."),
        ("two states' aims", "two states’ aims"),
        ("“word”", "``word''"),
        ("wait ...", "wait …"),
        ("in the north", "in the\u2028north"),
    ],
)
def test_print_and_extraction_change_no_quote(quote, text):
    """
    Forms of Unicode, dashes and quotation marks of many languages, ligatures, joiners, and words
    broken at a line end.
    """
    assert anchoring(quote, text).match in (QuoteMatch.EXACT, QuoteMatch.NORMALISED)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("in Massen", "in Maßen"),
        ("about 102 men", "about 10² men"),
        ("about 12 men", "about ½ men"),
        ("2020 2024", "2020-\n2024"),
        ("20202024", "2020-\n2024"),
        ("the rapist", "the thera-\npist"),
        ("a man", "aman"),
        ("5' high", '5" high'),
        ("schon gut", "schön gut"),
        ("ㅋㅋ", "크크"),
        ("re-sign", "re sign"),
    ],
)
def test_what_makes_another_word_is_not_levelled(quote, text):
    """ß is not ss, a superscript no digit, and a blank no hyphen."""
    assert anchoring(quote, text).match not in (QuoteMatch.EXACT, QuoteMatch.NORMALISED)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("depending on the steps", 4),
        ("派遣约一万名士兵", 3),
        ("朝" * 24, 8),
        ("朝" * 25, 9),
        ("NATO 派遣", 2),
        ("병력 1만 명을", 3),
        ("wait - what", 2),
        ("one—two—three/four,five", 5),
        ("one\u200btwo\u200bthree", 3),
        ("10,000 men by 22:30", 4),
        ("", 0),
    ],
)
def test_words_are_counted_by_script(phrase, words):
    """Eight words, or 24 letters of a script without blanks; a dash is no word."""
    assert length_in_words(phrase) == words


HEADS = [
    "\n\n{page}\n\f",
    "\n- {page} -\n\fMERROW POLICY PAPERS\n\n",
    "\n\fThe Heron Bank   {page}\n",
    "\n{page}\n\f\nThe Heron Bank\n",
]
SENTENCE = (
    "The council of Merrow supports the toll and would not close the strait to any ship of its"
    " neighbours."
)


@pytest.mark.parametrize("head", HEADS)
def test_a_phrase_runs_on_over_the_end_of_a_page(head):
    """A page number or a running head between two words of a sentence is no part of it."""
    words = SENTENCE.split()
    for at in range(2, len(words) - 2):
        pages = [
            *(f"Page of {name} fish and {name} nets" for name in ("red", "blue", "old")),
            " ".join(words[:at]),
        ]
        text = "".join(
            f"{page}{head.format(page=number)}" for number, page in enumerate(pages, start=7)
        ) + " ".join(words[at:])

        assert anchoring(" ".join(words[at - 2 : at + 2]), text).match is QuoteMatch.NORMALISED


@pytest.mark.parametrize("width", [24, 40, 62])
@pytest.mark.parametrize("hyphen", ["-\n", "\u00ad\n", "‐\n", "-\r\n", "- \n", "-\n\n", "¬\n"])
def test_a_phrase_of_a_broken_text_is_found(width, hyphen):
    """Lines of any width, each of which may break a word as extractors print it."""
    broken = re.sub(
        rf"(.{{{width - 1}}}[a-z])([a-z])", rf"\1{hyphen.replace(chr(92), '')}\2", SENTENCE
    )
    words = SENTENCE.split()

    for at in range(len(words) - 4):
        assert anchoring(" ".join(words[at : at + 4]), broken).match in (
            QuoteMatch.EXACT,
            QuoteMatch.NORMALISED,
        )


def test_a_repeated_sentence_is_no_running_head():
    """
    Only what stands alone at the edge of a page is blanked out: a sentence that returns in the text
    is still found.
    """
    text = "\f".join(
        f"Page text {name}.\nShips may pass at night.\nMore text {name}.\nAnd more.\nThe end"
        f" {name}."
        for name in "abcd"
    )

    assert anchoring("Ships may pass at night", text).count == 4
