"""From a finding to a sentence: every kind has words, and the words choose nothing."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk import findings
from phaseline.desk.findings.acts import Stated
from phaseline.desk.findings.effects import (
    CheatingCorners,
    ClockEnds,
    NextInformation,
    ReleaseTurns,
    SignsAndCheats,
)
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.desk.findings.promises import LeftOpen, SilentOn
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.spans import SpanKind, joined, merged, number, phrase
from phaseline.present.wording.words import Words

ROOM = Path(findings.__file__).parent
for module in ROOM.glob("*.py"):  # every kind is known once its module is loaded
    import_module(f"phaseline.desk.findings.{module.stem}")


def kinds(base=Finding):
    """Every kind of finding by name; a record with slots takes the place of the class it is of."""
    known = {}
    for kind in base.__subclasses__():
        known |= {kind.__name__: kind, **kinds(kind)}
    return known


@pytest.fixture(scope="module")
def words():
    """The words of the tests' invented case."""
    hall = Path(__file__).parents[1] / "desk" / "hall.yaml"
    return Words(read_case(hall, name="hall").case)


@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_kind_of_finding_has_words(name):
    """What the desk finds can be said; a kind without words would stop the brief."""
    assert wording.dispatch(kinds()[name]) is not wording.dispatch(Finding)


def test_a_kind_without_words_is_a_fault_of_ours(words):
    """It is never left out in silence."""
    with pytest.raises(NotImplementedError, match=r"no words for finding \(hall\)"):
        wording(Finding(), words)


def test_a_sentence_names_its_finding_and_what_it_rests_on(words):
    """A reader can follow a sentence to what was computed."""
    finding = SilentOn(
        about="PL601",
        gap="PL601",
        silent=2,
        courses=3,
        rests_on=("ladders.ladder",),
        absence=Absence.NOT_IN_SOURCES,
    )

    sentence = told(finding, words)

    assert (
        sentence.text == "2 of 3 courses do not say; not every course on record says."
    )  # as a subject in the singular
    assert sentence.finding == "silent_on.PL601"
    assert sentence.basis == ("ladders.ladder",)
    assert joined(sentence.spans) == sentence.text


@pytest.mark.parametrize(
    ("courses", "gaps", "says"),
    [
        (
            1,
            ("PL601",),
            "The one course on record does not say what follows when the other side complies.",
        ),
        (
            3,
            ("PL601", "PL604"),
            (
                "None of the 3 courses on record says what follows when the other side complies,"
                " or how long the other side has to answer."
            ),
        ),
    ],
)
def test_what_no_course_says_is_one_sentence(words, courses, gaps, says):
    """Alternatives under a negation are joined by or."""
    assert told(LeftOpen(gaps=gaps, courses=courses), words).text == says


def test_a_number_of_a_sentence_leads_to_where_it_comes_from():
    """A pattern keeps its parts apart; words that follow one another are one part."""
    spans = phrase("{count} of {of} months", count=number("19", "assumptions.sight"), of="24")

    assert joined(spans) == "19 of 24 months"
    assert [(span.kind, span.leads_to) for span in spans] == [
        (SpanKind.NUMBER, "assumptions.sight"),
        (SpanKind.WORDS, ""),
    ]
    assert merged([]) == ()


def test_what_a_fact_says_is_said_as_it_stands():
    """The words of the case are not changed."""
    strait = Path(findings.__file__).parents[2] / "cases" / "strait"
    words = Words(read_case(strait, name="strait").case)

    assert told(Stated(fact="facts.engineers"), words).text == "Norland's engineers are in Oster."


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        ("What a week is worth", "A better figure of what a week is worth;"),
        ("Whether it is seen", "A better figure of whether it is seen;"),
        ("Chance that it is seen", "A better figure for the chance that it is seen;"),
    ],
)
def test_what_is_wanted_is_said_of_questions_and_of_nouns(words, asks, says):
    """An assumption asks a question or names a number; both stand within a sentence."""
    odds = replace(words.case.assumptions["odds"], asks=asks)
    case = replace(words.case, assumptions=(odds,))
    finding = NextInformation(assumption="assumptions.odds", turned=None)

    assert told(finding, Words(case)).text.startswith(says)


CORNERS = CheatingCorners(
    policy="firm",
    unseen=20.0,
    best=18.0,
    raised=3.0,
    detection=0.5,
    breach=0.4,
    of=26,
    stays_lowest=False,
    stops_from=None,
    unstopped=(),
    tried=1.6,
)


@pytest.mark.parametrize(
    ("stops", "unstopped", "says"),
    [
        ((0.1, 0.5), (), " It stops at breach costs of 0.1 to 0.5."),
        ((0.5, 0.5), (), " It stops at breach costs of 0.5."),
        (None, ("bold", "rash"), " No breach cost to 1.6 stops bold and rash."),
        (None, (), ""),
    ],
)
def test_whom_no_breach_cost_stops_is_named(words, stops, unstopped, says):
    """What stops one type is not said of another, and one that never cheats is not stopped."""
    finding = replace(CORNERS, stops_from=stops, unstopped=unstopped)

    assert told(finding, words).text.endswith(f"and breach cost 0.4, 3.{says}")


@pytest.mark.parametrize(("after", "says"), [(-0.5, "still −0.5"), (0.5, "−0.5 becomes +0.5")])
def test_a_clock_that_changes_nothing_becomes_nothing(after, says):
    """A figure does not become itself."""
    words = Words(read_case(case_path("strait"), name="strait").case)
    finding = ClockEnds(policy="firm", track="tracks.season", level="ice", during=-0.5, after=after)

    assert f" at ice: {says} " in told(finding, words).text


def test_the_first_horizon_has_its_unit(words):
    """Within eight of what is said."""
    finding = SignsAndCheats(policies=("firm",), periods=3.0, of=26, called=0.5, within=8)

    assert "call for a rung within 8 months in" in told(finding, words).text


@pytest.mark.parametrize(
    ("change", "says"),
    [(0.0, "it changes nothing;"), (0.04, "it changes nothing;"), (-1.26, "it restrains (−1.3 ")],
)
def test_a_release_that_is_shown_as_zero_changes_nothing(words, change, says):
    """No restraint is told of a figure that reads as zero."""
    finding = ReleaseTurns(policy="firm", change=change, at=None)

    assert says in told(finding, words).text
