"""Nothing is called absent that stands in a text in another form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.absence import sighting

FORMS = {
    "as it is": lambda phrase: phrase,
    "in capitals": str.upper,
    "decomposed": lambda phrase: unicodedata.normalize("NFD", phrase),
    "with a soft hyphen": lambda phrase: f"{phrase[:2]}\u00ad{phrase[2:]}",
    "broken after a soft hyphen": lambda phrase: f"{phrase[:2]}\u00ad\n{phrase[2:]}",
    "broken after a hyphen": lambda phrase: f"{phrase[:2]}-\n{phrase[2:]}",
    "over a line end": lambda phrase: phrase.replace(" ", "\n"),
    "over a page end": lambda phrase: phrase.replace(" ", "\n\n12\n\f"),
    "with no-break blanks": lambda phrase: phrase.replace(" ", "\u00a0"),
    "hyphenated": lambda phrase: phrase.replace(" ", "-"),
    "with another dash": lambda phrase: phrase.replace(" ", "‐"),
    "with a joiner": lambda phrase: f"{phrase[:2]}\u200d{phrase[2:]}",
    "with marks of direction": lambda phrase: f"\u2066{phrase[:2]}\u200e{phrase[2:]}\u2069",
    "in quotation marks": lambda phrase: f"「{phrase}」",
    "with a ligature": lambda phrase: phrase.replace("fi", "ﬁ"),
    "in wide letters": lambda phrase: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in phrase
    ),
    "without its accents": lambda phrase: (
        unicodedata.normalize("NFD", phrase).replace("\u0301", "").replace("\u0302", "")
    ),
}
PHRASES = ["field kitchen", "coal stock", "état financier", "fishing fleet of Tarsk", "ammunition"]
FILLER = st.lists(
    st.sampled_from("ships pass the lamp, and no-one waits. Tarsk «said» it".split()), max_size=12
).map(" ".join)


@given(st.sampled_from(PHRASES), st.sampled_from(sorted(FORMS)), FILLER, FILLER)
def test_a_phrase_is_seen_wherever_and_in_whatever_form_it_stands(phrase, form, before, after):
    """Inserted anywhere in a text, in any form that print and extraction give it."""
    text = f"{before} {FORMS[form](phrase)} {after}"

    seen = sighting(phrase, text)

    assert seen is not None
    assert seen.is_word


@given(st.sampled_from(PHRASES), FILLER)
def test_what_does_not_stand_there_is_not_seen(phrase, text):
    """The words of the filler are others."""
    assert sighting(phrase, text) is None


@pytest.mark.parametrize(
    ("phrase", "text", "language"),
    [
        ("refurbish", "The Hawks were refurbished in May.", "en"),
        ("coal stock", "The coal stocks of Merrow are large.", "en"),
        ("supply coal", "who supplies coal", "en"),
        ("army", "both armies", "en"),
        ("armies", "no army", "en"),
        ("핵잠수함", "정부는 핵잠수함을 도입한다.", "ko"),
        ("핵잠수함", "핵 잠수함", "ko"),
        ("一万名士兵", "派遣约一万\n名士兵", "zh"),
        ("Munition", "die Munitionen", "de"),
        ("bus", "two buses", "en"),
        ("analysis", "the analyses", "en"),
        ("ship arms", "who shipped arms", "en"),
        ("военный", "из военных", "ru"),
        ("ядерный", "ядерного", "ru"),
        ("баллистическая ракета", "баллистической ракетой", "ru"),
        ("صواريخ", "أطلق صَواريخ", "ar"),
        ("صواريخ", "أطلق صـــواريخ", "ar"),
        ("جنود", "وصل جُنود", "ar"),
        ("10,000 جندي", "١٠٬٠٠٠ جندي", "ar"),
        ("Istanbul", "in İstanbul", "tr"),
        ("Tromso", "in Tromsø", "no"),
        ("Walesa", "Wałęsa said", "pl"),
        ("coeur", "le cœur", "fr"),
        ("ракета", "две ракеты", "ru"),
        ("10,000 men", "10 000 men", "en"),
        ("10000 men", "10,000 men", "en"),
        ("10,000 soldiers", "ten thousand soldiers", "en"),
        ("1,500,000 shells", "1.5 million shells", "en"),
        ("64 percent", "some 64 %", "en"),
        ("$5 billion", "a $5bn plan", "en"),
        ("10,000명", "1만 명", "ko"),
        ("1万人", "一万人", "ja"),
        ("ammunition", "the ammu-\n12\nnition", "en"),
        (
            "coal stock",
            "Heron Paper 11\nfish\nHeron Paper 12\nthe coal\nHeron Paper 13\nstock",
            "en",
        ),
        ("ammunition", "A\n\fHERON\n\nthe ammu-\n\n12\n\fHERON\n\nnition", "en"),
        ("end-use clause", "It names the end-\nuse clause.", "en"),
        ("one-to-one", "one to one", "en"),
        ("São Paulo", "Sao Paulo", "pt"),
    ],
)
def test_another_inflection_or_spelling_is_the_phrase(phrase, text, language):
    """Endings, particles, spacing of Korean, and notations of a number."""
    seen = sighting(phrase, text, language)

    assert seen is not None
    assert seen.is_word


@pytest.mark.parametrize(
    ("phrase", "text", "language"),
    [
        ("Kohlevorrat", "der Steinkohlevorrat", "de"),
        ("ware", "The warehouse is full.", "en"),
        ("refurbish", "their refurbishment took a year", "en"),
        ("important", "imported goods", "en"),
        ("coal stock", "The coal. Stock is low.", "en"),
        ("coal stock", "fish, coal, stocks", "en"),
        ("general", "generally", "en"),
        ("핵 잠수함", "신형핵잠수함이", "ko"),
        ("통령", "대통령이", "ko"),
        ("京都", "东京都", "zh"),
        ("ナダ", "カナダで", "ja"),
        ("liefern", "Er liefert Waffen", "de"),
        ("by sea", "in by season", "en"),
        ("serviceable", "The Service said", "en"),
        ("T-80 tank", "the T80 tank", "en"),
    ],
)
def test_a_longer_word_may_be_the_phrase(phrase, text, language):
    """A person has to look: within a word, of the same stem, or written as one."""
    seen = sighting(phrase, text, language)

    assert seen is not None
    assert not seen.is_word


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("can", "The candle"),
        ("15 percent", "1.5 percent"),
        ("1.5 million", "15 million"),
        ("section 310", "section 3.10"),
        ("2024300 men", "May 2024 300 men"),
        ("500 men", "3 500 men"),
        ("12 men", "twelve hundred men"),
        ("end-use", "A friend used it."),
        ("300 seats", "1,300 seats"),
        ("155", "1550 shells"),
        ("therapist", "the rapist"),
        ("policy", "the police"),
    ],
)
def test_letters_that_meet_by_chance_are_not_the_phrase(phrase, text):
    """Across words, within a number, or in a short piece of a word."""
    assert sighting(phrase, text) is None


def test_the_place_is_told():
    """Line and words of the original."""
    seen = sighting("coal stock", "A line.\nThe coal-\nstocks are large.")

    assert seen is not None
    assert (seen.line, seen.words) == (2, "coal- stocks")
