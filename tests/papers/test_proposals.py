"""What is proposed of a sentence: an anchor, dates, amounts, names and what it is about."""

import pytest
from paperfiles import PARAGRAPHS, text

from phaseline.case.lengths import length_in_words
from phaseline.case.quotes import anchoring
from phaseline.papers.amounts import amounts
from phaseline.papers.anchors import Anchors
from phaseline.papers.cues import kind_of, modality_of, status_of
from phaseline.papers.dates import dates
from phaseline.papers.leads import with_leads
from phaseline.papers.names import Names
from phaseline.papers.proposing import proposed
from phaseline.papers.reading import paper_of
from phaseline.papers.sentences import PaperSentence, sentences
from phaseline.papers.speakers import speaker_of


def said(words, *, section=""):
    """A sentence by itself."""
    return PaperSentence(number=1, start=0, end=len(words), text=words, section=section)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("He met Gen. Smith. They spoke.", 2),
        ("It costs 3.5 million. No more.", 2),
        ("Made in the U.S. The rest is not.", 2),
        ("The U.S. Navy left. It did!", 2),
        ("See No. 3 of the list. Then go.", 2),
        ("1. Close the port. Then go.", 2),
        ("Close the port. (b) The office pays. (ii) It reports.", 3),
        ("Sec. 4. The office may close it. Then go.", 2),
        ("Article 4. (a) The office may close it. Then go.", 2),
        ("§ 4. The office may close it. Then go.", 2),
        ("Under the Act (22 U.S.C. 7108), it ends. Then go.", 2),
        ("그는 말했다。 그리고 갔다。", 2),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_one_ends(words, parts):
    """Abbreviations, initials and figures hold full stops that end nothing."""
    paper = paper_of("paper.txt", f"{words}\n\n{'Long words. ' * 30}".encode())

    assert len([part for part in sentences(paper) if part.start < len(words)]) == parts


def test_an_anchor_occurs_once_in_its_paper():
    """Every sentence of the paper has a phrase of at most eight words that is its own."""
    paper = paper_of("paper.txt", text(PARAGRAPHS))
    anchors = Anchors(paper.text)

    for sentence in sentences(paper):
        phrase = anchors.of(sentence)
        assert phrase is not None
        assert paper.text.casefold().count(phrase.exact.casefold()) == 1
        assert len(phrase.exact.split()) <= 8


def test_an_anchor_holds_the_number_that_is_proposed_beside_it():
    """Whatever words are rarer, and as `check` counts words: a dash parts two of them."""
    words = (
        "Commissioner Quibble left the golf course with tariffs of 15% on whatever the bloc sells."
        " Reliant on trade, with one-third of its exports headed there—it has called for calm."
    )
    paper = paper_of("paper.txt", text([words]))

    first, second = (stub.exact for stub in proposed(paper, "paper", Names()) if stub.exact)
    assert "15%" in first
    assert length_in_words(first) <= 8
    assert length_in_words(second) <= 8


def test_no_number_is_proposed_that_its_phrase_cannot_hold():
    """By hand: every phrase with the 30 stands twice, so that the fact could not be written."""
    words = "Not later than 30 days after the vote of the whole town council, close the {}."
    paper = paper_of("law.md", "\n\n".join(map(words.format, ("harbour", "airport"))).encode())

    stubs = proposed(paper, "law", Names())

    assert [stub.value.value for stub in stubs] == ["", ""]
    assert not any("30" in stub.exact for stub in stubs)


def test_an_anchor_ends_with_a_word():
    """Neither with a dash nor with the blank before it, wherever a phrase is cut."""
    paper = paper_of("paper.txt", text(["Buoys — which cannot be declared — are Lindon’s own."]))

    phrase = Anchors(paper.text).of(sentences(paper)[-1])

    assert phrase is not None
    assert phrase.exact == phrase.exact.strip(" —")


def test_an_anchor_keeps_its_brackets():
    """By hand: the rarest words end within a bracket, which the phrase takes with it."""
    words = "The levy of the port is that of chapter 7(b)(2), as the law has it."
    paper = paper_of("paper.txt", text([words, "The levy of the port is what the law has of it."]))

    phrase = Anchors(paper.text).of(next(part for part in sentences(paper) if "(2)" in part.text))

    assert phrase is not None
    assert "7(b" in phrase.exact
    assert phrase.exact.count("(") == phrase.exact.count(")")
    assert paper.text[phrase.start : phrase.end] == phrase.exact


def test_a_sentence_that_stands_twice_is_told_by_the_words_beside_it():
    """By hand: the second stands behind "words", the first does not; `check` finds each once."""
    paper = paper_of("paper.txt", text(["The same words.", "The same words.", "Other ones."]))
    anchors = Anchors(paper.text)

    first, second, other = (
        anchors.of(sentence) for sentence in sentences(paper) if not sentence.is_heading
    )

    for phrase in (first, second):
        assert phrase.exact == "The same words"
        place = anchoring(phrase.exact, paper.text, prefix=phrase.prefix, suffix=phrase.suffix)
        assert (place.count, place.position) == (1, phrase.start)
    assert second.prefix == "words."
    assert (other.prefix, other.suffix) == ("", "")


def test_what_stands_twice_among_the_same_words_has_no_anchor():
    """Rather none than one that is found in two places: eight words on either side are alike."""
    around = "One two three four five six seven eight nine."
    paper = paper_of("paper.txt", text([around, "The port.", around] * 2))

    phrases = {part.text: Anchors(paper.text).of(part) for part in sentences(paper)}

    assert phrases["The port."] is None


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on 4 March 2031", ["2031-03-04"]),
        ("October 21-23, 2024", ["2024-10-21/2024-10-23"]),
        ("in June", ["2024-06?"]),
        ("in December", ["2023-12?"]),
        ("early November 2024", ["2024-11-01/2024-11-10"]),
        ("they may leave", []),
        ("Resolution 2024-7 of the board", []),
        ("31 February 2024", ["2024-02"]),
        ("It grew from 2018 to 2022.", ["2018/2022"]),
        ("between 2018 and 2022", ["2018/2022"]),
        ("the years 2018–2022", ["2018/2022"]),
        ("from 2022 to 2018", ["2022"]),
        ("It is to be built by 2027.", ["../2027"]),
        ("They have been there since 2014.", ["2014/.."]),
        ("It stayed until 2020, and in 2021 it left.", ["../2020", "2021"]),
    ],
)
def test_dates_are_read_and_a_year_that_is_not_printed_is_marked(words, when):
    """The paper appeared in November 2024: a month without a year is the last one before that."""
    assert [mention.when for mention in dates(words, "2024-11-27")] == when


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("($22 billion)", "22_000_000_000 USD", "exact"),
        ("more than 10,000 soldiers", "10_000 soldier", "more_than"),
        ("some 66 percent of them", "66 percent", "about"),
        ("155mm shells", None, ""),
        ("the F-16 left", None, ""),
        ("in 2024 the", None, ""),
        ("designations under EO 13894 (addressing abuses)", None, ""),
        ("Resolution 2397 of the Council", None, ""),
        ("about 700,000 live there", "700_000", "about"),
        ("as § 702.206 provides", None, ""),
        ("under §§ 702.202, 702.203(b), and 702.206 of this chapter", None, ""),
        ("every union of part 702 that", None, ""),
        ("as § 702.206(c) asks for 120 days", "120 day", "exact"),
    ],
)
def test_numbers_are_read_with_what_they_count(words, value, bound):
    """A calibre, the number of a name or of a section and a year count nothing."""
    mentions = amounts(words)

    assert [(mention.value, mention.bound) for mention in mentions] == (
        [(value, bound)] if value else []
    )


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("An official of the Harbour Office said that Norland lends gear.", "office"),
        ("Norland lends gear, according to the Harbour Office.", "office"),
        ("Norland told Vesper to wait.", "norland"),
        ("Vesper waits, and one fisherman said so.", None),
        ("Vesper, which waits: “Norland lends gear”, they said.", None),
        ("According to a poll by the Harbour Office few agree.", None),
        ("Norland lends gear.", None),
    ],
)
def test_who_speaks_is_named_before_the_word_of_saying(words, speaker):
    """Not across a comma, a quotation or another clause; no guess where nobody is named there."""
    names = Names(
        [("norland", ("Norland",)), ("vesper", ("Vesper",)), ("office", ("Harbour Office",))]
    )

    proposal = speaker_of(words, names)

    assert (proposal.value if proposal else None) == speaker


def test_actors_of_the_case_go_before_those_of_the_list():
    """The case calls the North norland; the list knows Russia."""
    names = Names([("norland", ("Norland", "the North"))])

    named = names.of("The North told Moscow, and Norland told us.")

    assert [(mention.actor, mention.rule) for mention in named] == [
        ("norland", "case-actor/1"),
        ("russia", "names/2"),
    ]


def test_an_actor_that_is_called_like_a_listed_one_has_its_other_names():
    """So nobody types the capital and the adjective; a name that the case gives away stays its."""
    names = Names([("russians", ("Russia",)), ("kremlin", ("Moscow",))])

    named = names.placed("Russian envoys, of Moscow")

    assert [mention.actor for _, _, mention in named] == ["russians", "kremlin"]


@pytest.mark.parametrize(
    ("words", "section", "status", "modality"),
    [
        ("Vesper should answer.", "", "recommended", "should"),
        ("Vesper answers in steps.", "Policy options", "recommended", "said"),
        ("Vesper rejected it.", "Policy options", "asserted", "said"),
        ("According to the office they left.", "", "reported", "said"),
        ("Norland threatened a blockade.", "", "threatened", "said"),
        ("It could be a protest.", "", "possible", "could"),
        ("Vesper is an island.", "Recommendations", "asserted", "said"),
        ("Closing the harbour to Norland.", "Recommendations", "recommended", "said"),
        ("Merchants asked why they should stop.", "", "reported", "should"),
        ("It should be noted that Oster is far.", "", "asserted", "said"),
        ("Merchants were driven by their need to earn.", "", "asserted", "said"),
        ("A first step could be a protest.", "", "recommended", "could"),
        ("Vesper could also consider a protest.", "", "recommended", "could"),
        ("One suggestion was a buoy.", "", "proposed", "said"),
        ("We will look at the harbour first.", "", "asserted", "will"),
        ("The fleet will sail.", "", "expected", "will"),
        ("This report describes the harbour.", "", "asserted", "said"),
        ("In a survey, 13 percent supported it.", "", "reported", "said"),
        ("Vesper said that it will not wait.", "", "promised", "will"),
        ("Critics believe that it harms Vesper.", "", "opinion", "said"),
        ("His heir, should the leader die, will not change.", "", "expected", "will"),
        ("Should Norland refuse, Vesper could close the harbour.", "", "recommended", "could"),
        ("Vesper protests, and should wait.", "", "recommended", "should"),
        ("The solution — it is open to all — is a treaty.", "", "recommended", "said"),
        ("Instead of the promised eight they need 80.", "", "asserted", "said"),
        ("It is afraid to mobilise.", "", "asserted", "said"),
        ("They raised the age of potential recruits.", "", "asserted", "said"),
        ("It depends more than one might think on chips.", "", "asserted", "said"),
        ("Useful as they may be, these moves fail.", "", "asserted", "said"),
        ("In May 2031 the talks began.", "", "asserted", "said"),
        ("It lacks the political will.", "", "asserted", "said"),
        ("Work should begin as soon as possible.", "", "recommended", "should"),
        ("The mayor shall close the harbour within 30 days.", "", "proposed", "should"),
        ("The law says that “no port shall close”.", "", "reported", "said"),
        ("It shall be called the “Harbour Office”.", "", "proposed", "should"),
        ("The mayor is authorized to close it.", "", "possible", "could"),
        ("This law may be cited as the Harbour Act.", "", "asserted", "said"),
        ("It is done to the greatest extent possible.", "", "asserted", "said"),
        ("A closed harbour would cost Norland dear.", "", "claimed", "said"),
        ("They hope that Norland would yield.", "", "asserted", "said"),
        ("It rests on Vesper’s need to trade.", "", "asserted", "said"),
        ("The two agreed to talk.", "", "promised", "said"),
        ("We think that a treaty helps.", "", "opinion", "said"),
        ("All ministries need to", "", "recommended", "should"),
        ("He had submitted its needs to the council.", "", "asserted", "said"),
        ("It denies credit guarantees to the port.", "", "asserted", "said"),
        ("Vesper guarantees the safety of ships.", "", "promised", "said"),
        ("They land where their safety is threatened.", "", "asserted", "said"),
        ("The mayor is hereby authorized to close it.", "", "possible", "could"),
        ("The mayor shall recommend more steps.", "", "proposed", "should"),
        ("We will not stand by.", "", "threatened", "will"),
    ],
)
def test_words_and_headings_propose_status_and_modality(words, section, status, modality):
    """Each proposal names the rule that made it."""
    sentence = said(words, section=section)

    assert (status_of(sentence).value, modality_of(sentence).value) == (status, modality)
    assert "/" in status_of(sentence).rule


LISTED = """# Harbours

The mayor shall—

(1) not later than 30 days after the vote, close the harbour;

(2) appoint an office made up of—

(A) two pilots; and

(B) one clerk; and

(3) report.

Mr. Oster said so, and lists what is there:

- The harbour has two piers. They are old.
- It has a crane.
"""


def test_a_point_of_a_list_is_meant_as_the_words_before_the_list_mean_it():
    """
    By hand: what "shall" governs is proposed, down to the list within the list and back; the
    paragraph after it ends the list, and "lists what is there" asks for nothing.
    """
    paper = paper_of("law.md", LISTED.encode())
    parts = with_leads(paper, sentences(paper))
    led = {part.text: (part.lead, status_of(part).value) for part in parts}

    assert led["two pilots; and"] == ("The mayor shall appoint an office made up of", "proposed")
    assert led["one clerk; and"] == ("The mayor shall appoint an office made up of", "proposed")
    assert led["report."] == ("The mayor shall", "proposed")
    assert led["Mr. Oster said so, and lists what is there:"] == ("", "reported")
    assert led["It has a crane."][1] == "asserted"
    assert led["They are old."] == ("", "asserted")
    assert not any(part.lead for part in parts if part.text.startswith("The mayor"))


def test_a_point_of_a_list_is_about_whom_the_words_before_the_list_name():
    """The mayor is named before the list alone."""
    names = Names([("mayor", ("The mayor",))])

    stubs = proposed(paper_of("law.md", LISTED.encode()), "law", names)

    assert [proposal.value for proposal in stubs[1].about] == ["mayor"]
    assert stubs[1].modality.value == "should"


def test_the_kind_is_what_most_words_speak_of():
    """Two words of missiles against one of a visit; none at all is background."""
    assert kind_of(said("Missiles and tanks were on show at the visit.")).value == "weapon"
    assert kind_of(said("It rained.")).value == "background"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Vesper is deploying sanctions.", "sanction"),
        ("Vesper is deploying troops.", "troops"),
        ("The assets were deployed at once.", "background"),
        ("Their records and systems are old.", "background"),
        ("Help was met by a consultant of a consultancy.", "background"),
        ("They met and consulted.", "consultation"),
        ("They act at night.", "background"),
        ("Exports of such goods fell.", "trade"),
    ],
)
def test_a_word_of_many_uses_speaks_for_no_kind(words, kind):
    """What is deployed need be no troops, what is met no minister, and a system no weapon."""
    assert kind_of(said(words)).value == kind


@pytest.mark.parametrize(
    ("words", "section", "kind"),
    [
        ("The mayor may waive the levy for food.", "", "reservation"),
        ("It holds unless the council objects.", "", "reservation"),
        ("Evaluations are young.", "Some downsides", "reservation"),
        ("The levy aims to keep missiles and tanks away.", "", "goal"),
        ("The purpose of the levy is peace.", "", "goal"),
        ("Loans for the purpose of buying food stay.", "", "money"),
        ("Vesper should lift its sanctions once the troops have left.", "", "ending"),
        ("If the dam opens, the sanctions would be eased.", "", "ending"),
        ("Vesper should lift its sanctions.", "", "recommendation"),
        ("Upon its consent, the duties of section 2 will be removed.", "", "ending"),
        ("The duties shall continue in effect until the mayor ends them.", "", "ending"),
        ("The levy shall expire after two years.", "", "ending"),
        ("It applies to all ships, except that yachts pay nothing.", "", "reservation"),
        ("The levy shall not apply to yachts.", "", "reservation"),
        ("The levy shall exclude yachts.", "", "reservation"),
        ("After the vote the two ended restrictions on ships.", "", "background"),
        ("The levy is due in May.", "The levy", "background"),
    ],
)
def test_what_weakens_the_rest_and_what_is_aimed_at_are_told_by_few_words(words, section, kind):
    """By its own words, or by the heading over it."""
    assert kind_of(said(words, section=section)).value == kind


def test_a_day_from_which_something_counts_dates_no_statement():
    """The duty is of no day; what happened on a day is."""
    paper = paper_of(
        "law.md",
        b"The mayor shall ask whether ships called on or after 28 October 2030.\n\n"
        b"The ships called on 4 March 2031.\n",
    )

    stubs = proposed(paper, "law", Names())

    assert [stub.when.value for stub in stubs] == ["", "2031-03-04"]


@pytest.mark.parametrize(
    "words",
    [
        "Such duty shall apply on or after 12:01 a.m. eastern time on February 4, 2025.",
        "Ships that left before 12.01 a.m. on 4 February 2025 shall pay.",
    ],
)
def test_a_time_of_day_from_which_something_counts_dates_no_statement(words):
    """The duty is of no day, with the time of day as without it."""
    paper = paper_of("law.md", words.encode())

    assert proposed(paper, "law", Names())[0].when.value == ""


def test_numbers_and_years_of_laws_say_nothing_of_what_is_told():
    """A law's year is no date, its paragraph no amount; a year beside it is a date."""
    assert dates("Under the Harbour Act of 2000 the port closed in 2031.")[0].when == "2031"
    assert len(dates("Under the Harbour Act of 2000 the port closed in 2031.")) == 1
    assert amounts("It rests on 22 U.S.C. 7108.") == ()
    assert amounts("It is defined in 19 CFR 146.43.") == ()
    assert amounts("It rests on Proclamation 10886.") == ()
    assert amounts("Losses are higher than $60 billion.")[0].bound == "more_than"
    assert amounts("Losses are at least $60 billion.")[0].bound == "from"
