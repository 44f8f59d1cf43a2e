"""
The replies that law and politics have a part in: what may be signed, what goes round the
parliament, in few words and cited.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.consent.law_queries import disputed
from phaseline.desk.findings.authority import LawNotAsked, StandsOverall, goes_round, may_sign
from phaseline.desk.findings.constraints import constraints
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.desk.findings.questions import Question
from phaseline.present.document.questions import MOST_WORDS
from phaseline.present.wording.english.questions import asked
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.law import meaning_words
from phaseline.present.wording.words import Words

KOREA = "korea-2024"
HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
AGREED = [
    "Searching ships, in every reading: Merrow alone.",
    "Closing the strait, in every reading: consent of the hall.",
    "Mining the strait, in every reading: barred, the hall can lift it.",
]
PUBLISHED = (
    (
        "title: Rung by rung\n    standing: contrast",
        "title: Rung by rung\n    standing: published\n    source: paper",
    ),
    ("options: [shadow, search, close]", "options: [seize]"),
)


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """The invented case, its ladder published, and a rebuke threatened for a seizure."""
    text = HALL.read_text(encoding="utf-8")
    for old, new in PUBLISHED:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("hall") / "hall.yaml"
    path.write_text(text, encoding="utf-8")
    return read_case(path).case


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    """The same, where the neighbour's reading asks the hall's consent to a seizure."""
    text = HALL.read_text(encoding="utf-8")
    bar = "{id: arrest, effect: prohibit, when"
    for old, new in (
        *PUBLISHED,
        (bar, "{id: arrest, effect: consent, of: hall, procedure: vote, when"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("asking") / "hall.yaml"
    path.write_text(text, encoding="utf-8")
    return read_case(path).case


@pytest.fixture(scope="module")
def told(hall):
    """What law and politics tell about it."""
    return QuestionInputs(constraints=constraints(hall))


def law(case, told):
    """What the question of what may be signed is answered with."""
    return list(all_told(may_sign(case, told.constraints), Words(case)))


def oversight(case, told):
    """What the question of what goes round the parliament is answered with."""
    return list(all_told(goes_round(case, told.constraints), Words(case)))


def texts(sentences):
    """The words of some sentences."""
    return [sentence.text for sentence in sentences]


def test_the_next_step_is_told_as_silent_and_the_contested_one_reading_by_reading(hall, told):
    """
    Following ships: nobody bars or permits it. Seizing them: the government alone for one, barred
    for the other. On the other steps both agree.
    """
    assert texts(law(hall, told)) == [
        "Following ships: neither barred nor permitted in any reading on record.",
        "Seizing ships: Merrow alone (the government); barred (the neighbour).",
        *AGREED,
    ]


def test_readings_that_ask_different_bodies_are_not_of_one_mind(tmp_path):
    """
    Consent is asked in both, of Tarsk in one and of the hall in the other: an option does not stand
    alike that waits for others, and it turns on the term by which they differ.
    """
    text = HALL.read_text(encoding="utf-8")
    asked_of = "{id: ask, effect: consent, of: hall, procedure: vote, when: [closing]}"
    either = (
        "{id: ask, effect: consent, of: hall, procedure: vote, when: [closing, use.strict]}",
        "{id: other, effect: consent, of: tarsk, when: [closing, use.wide]}",
    )
    for old, new in (
        *PUBLISHED,
        (asked_of, "\n      - ".join(either)),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "hall.yaml"
    path.write_text(text, encoding="utf-8")
    case = read_case(path).case
    limits = constraints(case)

    said = texts(law(case, QuestionInputs(constraints=limits)))

    apart = "Closing the strait: consent of Tarsk (the government); consent of the hall"
    assert f"{apart} (the neighbour)." in said
    assert not any(text.startswith("Closing the strait, in every reading") for text in said)
    assert disputed(limits.legal, "close").terms == ("use",)
    assert disputed(limits.legal, "mine").terms == ()
    assert meaning_words(case, limits.legal.laws[0], "consent").count("the hall") == 1


def test_a_reply_rests_on_options_and_cites_the_provisions_behind_them(hall, told):
    """
    A standing has the citations of the provisions from which it follows; silence has none, for
    nothing stands there.
    """
    silent, contested, *_ = law(hall, told)

    assert (silent.basis, silent.cites) == (("options.shadow",), ())
    assert contested.basis == ("options.seize",)
    assert [(one.source, one.locator) for one in contested.cites] == [("paper", "2")]


def test_what_goes_round_the_parliament_is_counted_with_its_penalty_and_its_vote(asking):
    """
    One kind of measure, the threat that it provokes, and the vote that is least likely: the change
    of law for mines, 0.028 at least.
    """
    told = QuestionInputs(constraints=constraints(asking))
    round_it, threat, vote = texts(oversight(asking, told))

    assert (
        round_it == "1 kind of measure would. Seizing ships: nobody is asked in the reading of the"
        " government, somebody in that of the neighbour."
    )
    assert threat == "The Blue Party threatens Merrow with a rebuke."
    assert vote.startswith("Would the hall agree, asked for mining the strait? Inside the model: ")
    assert "(1 in 50 to " in vote


def test_where_another_reading_only_bars_it_there_is_nobody_to_go_round(hall, told):
    """A seizure is left to the government in one reading and barred in the other: no consent."""
    answer, vote = texts(oversight(hall, told))

    assert answer == "No: what one reading allows without asking needs nobody's consent in another."
    assert vote.startswith("Would the hall agree, asked for mining the strait?")


def test_notifying_the_council_does_not_go_round_it():
    """Iran's reading bars a notification, and no reading asks the Council's consent to one."""
    case = read_case(case_path("snapback-2025"), name="snapback-2025").case
    told = QuestionInputs(constraints=constraints(case))

    answer, vote = texts(oversight(case, told))

    assert answer.startswith("No: ")
    assert vote.startswith("Would the Council agree, asked for extending resolution 2231? ")


def test_where_no_reading_lets_it_pass_nothing_goes_round_the_parliament(hall):
    """
    With one reading alone there is nothing on which readings differ; the vote is told all the same.
    """
    one = replace(hall.encodings[0], positions=hall.encodings[0].positions[:1])
    case = replace(hall, encodings=(one,))

    found = texts(oversight(case, QuestionInputs(constraints=constraints(case))))

    assert len(found) == 1
    assert found[0].startswith("Would the hall agree")
    assert texts(law(case, QuestionInputs(constraints=constraints(case)))) == [
        "Following ships: neither barred nor permitted in any reading on record.",
        AGREED[0],
        "Seizing ships, in every reading: Merrow alone.",
        *AGREED[1:],
    ]


def test_where_no_party_reads_the_law_as_a_whole_its_terms_decide(hall):
    """
    What is an arrest is read in two ways, by which seizing ships is left to the government or
    barred; nobody goes round a body, and it is not said that the law was not asked.
    """
    case = replace(hall, encodings=(replace(hall.encodings[0], positions=()),), games=())
    told = QuestionInputs(constraints=constraints(case))

    assert texts(law(case, told)) == [
        "Following ships: neither barred nor permitted in any reading on record.",
        AGREED[0],
        "Seizing ships: Merrow alone or barred, by how its terms are read.",
        *AGREED[1:],
    ]
    assert texts(oversight(case, told)) == ["The Blue Party threatens Merrow with a rebuke."]


def test_a_case_that_asks_nothing_of_the_law_replies_nothing(hall):
    """No standing is made up without the law: it says that nothing is asked, and why."""
    told = may_sign(hall, None)

    assert isinstance(told[-1], LawNotAsked)
    assert told[-1].absence is Absence.NOT_COMPUTABLE
    assert not any(isinstance(finding, StandsOverall) for finding in told)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (
            "4",
            [
                "neither barred nor permitted",
                "barred (the executive and the opposition)",
                "Defence Minister alone (New Europe Center)",
            ],
        ),
        (
            "5",
            [
                "nobody is asked in the reading of New Europe Center",
                "President with impeachment for bypassing parliament",
                "Defence Minister with a motion of no confidence",
            ],
        ),
        (
            "6",
            [
                "Yes, in every poll of the papers",
                "82 may be 66 plus 16 of Gallup Korea",  # 66 + 16 = 82, and 13 in both
                "never averaged",
            ],
        ),
    ],
)
def test_the_worked_case_answers_on_law_consent_and_the_public(phaseline, number, words):
    """
    At most 60 words, answered, computed from addresses and cited from the papers; the poll with
    which one of theirs may be the same is cited from its report.
    """
    (answer,) = json.loads(phaseline("ask", KOREA, number, "--json").out)["answers"]
    text = " ".join(sentence["text"] for sentence in answer["sentences"])

    assert 0 < answer["words"] <= MOST_WORDS
    assert len(text.split()) == answer["words"]
    assert answer["reach"] == "answered"
    assert [one for one in words if one not in text] == []
    cited = {cite["source"] for sentence in answer["sentences"] for cite in sentence["cites"]}
    assert cited == {"kim", "nec", *(["naeil-gallup"] if number == "6" else [])}


def test_where_two_bodies_consent_the_question_names_neither_before_the_other(tmp_path):
    """A closure asks the hall and mining a bench: not the one whose rule comes first."""
    text = HALL.read_text(encoding="utf-8")
    for old, new in (
        ("id: both, effect: consent, of: hall, procedure: vote", ("id: both, effect: consent, of:"
         " bench, procedure: benched")),
        ("institutions:\n", "institutions:\n  - {id: bench, name: The bench, short: bench}\n"),
        ("procedures:\n", "procedures:\n  - {id: benched, institution: bench, says: It agrees.}\n"),
    ):  # fmt: skip
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "hall.yaml"
    path.write_text(text, encoding="utf-8")

    def title(case):
        return asked(Question(number=5, name="oversight", said=()), Words(case))

    assert title(read_case(HALL).case) == "Does this go round the hall?"
    assert title(read_case(path).case) == "Does this go round those who have to consent?"
