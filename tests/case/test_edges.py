"""
A quote that cuts a word or a number of its source in two is refused, whatever joins the two halves.
"""

from unicodedata import normalize

import pytest

from phaseline.case.quotes import QuoteMatch, anchoring

PASSED = (QuoteMatch.EXACT, QuoteMatch.NORMALISED)


@pytest.mark.parametrize(
    ("quote", "text", "whole"),
    [
        ("000 men came", "About 5 000 men came.", "5 000 men came"),
        ("They can", "They can't send weapons.", "They can't"),
        ("They can", "They can’t send weapons.", "They can’t"),
        (
            "lethal aid to Kyiv",
            "Seoul sends only non-lethal aid to Kyiv.",
            "non-lethal aid to Kyiv",
        ),
        ("lethal aid", "only non‑lethal aid", "non‑lethal aid"),
        ("About 5", "About 5 000 soldiers came.", "About 5 000"),
        ("About 5", "About 5\u202f000 soldiers came.", "About 5 000"),
        ("about 10", "about 10'000 men", "about 10'000"),
        ("about 10", "about 10,000 men", "about 10,000"),
        ("000 men", "about 10٬000 men", "10٬000 men"),
        ("About 5", "About 5 million shells", "About 5 million"),
        ("two hundred", "some two hundred thousand shells", "two hundred thousand"),
        ("million shells", "some 5 million shells", "5 million shells"),
        ("a million men", "half a million men", "half a million men"),
        ("million men", "half a million men", "half a million men"),
        ("two million", "two million three hundred thousand", "two million three hundred thousand"),
        ("около 10", "около 10 тысяч", "около 10 тысяч"),
        ("rund 5", "rund 5 Millionen", "rund 5 Millionen"),
        ("about 5", "about 5 lakh", "about 5 lakh"),
        ("about 10", "about 10^6", "about 10^6"),
        ("100 km", "at 100 km/h", "100 km/h"),
        ("병력 1", "병력 1만 명", "병력 1만"),
        ("병력 1만", "병력 1만 5천 명", "병력 1만 5천"),
        ("만 명", "병력 1만 명", "1만 명"),
        ("万名士兵", "派遣约一万名士兵", "一万名士兵"),
        ("约一", "派遣约一万名士兵", "约一万"),
        ("핵화", "한반도 비핵화 논의", "비핵화"),
        ("무기 지원", "무기 지원없이", "무기 지원없이"),
        ("caf", "cafe\u0301 noir", "café"),
        ("aide pas", "il n'aide pas", "n'aide pas"),
        ("5 degrees", "at −5 degrees", "−5 degrees"),
        ("22", "by 22:30", "22:30"),
        ("rules", "the R&D_rules", "R&D_rules"),
    ],
)
def test_a_cut_word_or_number_is_refused_and_shown_whole(quote, text, whole):
    """
    Hyphens, apostrophes, group blanks, marks, scales, units, and numerals of other scripts join.
    """
    anchored = anchoring(quote, text)

    assert anchored.match not in PASSED
    assert anchored.is_cut
    assert normalize("NFC", anchored.closest).removesuffix(".") == " ".join(whole.split())


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("some one", "some one and a half million"),
        ("lethal aid", "only non-\nlethal aid"),
        ("lethal aid", "only non\u00ad\nlethal aid"),
    ],
)
def test_a_cut_over_a_half_or_a_line_end_is_refused(quote, text):
    """The word or number goes on there, too."""
    assert anchoring(quote, text).match not in PASSED


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("병력 1만 명", "병력 1만 명을 파병했다."),
        ("핵잠수함", "정부는 핵잠수함을 도입한다."),
        ("러시아", "러시아에서는 아직"),
        ("NATO", "NATO는 오늘"),
        ("派遣约一万名", "朝鲜派遣约一万名士兵"),
        ("北约", "北约NATO"),
        ("aide militaire", "une offre d'aide militaire"),
        ("aide militaire", "l’aide militaire"),
        ("forces", "the forces—which came—left"),
        ("which came", "the forces—which came—left"),
        ("In 2024", "In 2024 300 men came"),
        ("300 men", "In 2024 300 men came"),
        ("article 5", "article 5, 100 words"),
        ("great lamp", "the 'great lamp' burns"),
        ("31", "31 of 40"),
        ("the 13", "the 13 155-mm guns"),
        ("155-mm guns", "the 2–5 155-mm guns"),
        ("155 mm guns", "some 40 155 mm guns"),
        ("non-lethal", "non-lethal aid"),
        ("the dogs", "the dogs' food"),
        ("5 million", "some 5 million shells"),
        ("end", "the end - of all"),
    ],
)
def test_an_edge_is_one_by_the_script_of_the_word(quote, text):
    """
    Before a Korean particle, between Han letters, after an elided article, beside a long dash or a
    closing quotation mark.
    """
    assert anchoring(quote, text).match in PASSED


@pytest.mark.parametrize(
    ("quote", "text", "change"),
    [
        ("They can", "They can't send weapons.", "negation"),
        ("lethal aid", "non-lethal aid", "polarity"),
        ("000 men", "5 000 men", "number"),
        ("aid to Kyiv", "first-aid to Kyiv", "wording"),
    ],
)
def test_what_the_cut_changes_is_named(quote, text, change):
    """A negation, an opposite, a number, or only a word."""
    anchored = anchoring(quote, text)

    assert anchored.change == change
    assert anchored.match is (QuoteMatch.MISSING if change == "wording" else QuoteMatch.CHANGED)
