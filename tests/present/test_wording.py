"""From a finding to a sentence: every kind has words, and the words choose nothing."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk import findings
from phaseline.desk.findings.acts import DoneAct, Stated
from phaseline.desk.findings.authority import OptionsStanding, ReadingBelieved
from phaseline.desk.findings.effects import (
    AroundClock,
    CalmIfComplying,
    CheatingCorners,
    CheatingStops,
    ClockEnds,
    CourseChange,
    EffectsAroundClock,
    MovesMost,
    NextInformation,
    ReleaseTurns,
    SameGame,
    SignsAndCheats,
    WhatMovesThem,
)
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.desk.findings.objections import DisputedWarning, ThreatensOffice, Warns
from phaseline.desk.findings.promises import (
    Irreversible,
    LeftOpen,
    SilentOn,
    ToBeUndone,
    aims,
    called_for,
    plans,
)
from phaseline.law.model import Standing
from phaseline.present.wording.english.telling import told, told_in_short
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.game import baseline_words
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

    assert sentence.text == "2 of 3 published courses do not say."
    assert sentence.finding == "silent_on.PL601"
    assert sentence.basis == ("ladders.ladder",)
    assert joined(sentence.spans) == sentence.text


@pytest.mark.parametrize(
    ("courses", "gaps", "says"),
    [
        (
            1,
            ("PL601",),
            "The one course on record does not say what follows compliance.",
        ),
        (
            3,
            ("PL601", "PL604"),
            (
                "None of the 3 courses on record says what follows compliance,"
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
    ("name", "act", "fact", "says"),
    [
        (
            "snapback-2025",
            "suspend",
            "facts.law-passed",
            "Suspending cooperation with the Agency: done (record, Majlis).",
        ),
        ("korea-2024", "invitation", "", "Inviting North Korean soldiers: done (Lami Kim)."),
        (
            "strait",
            "handover",
            "",
            "Handing over cable-cutting gear: done (no source is named).",
        ),
    ],
)
def test_an_act_is_done_on_somebodys_word(name, act, fact, says):
    """A fact says how it stands and who says so; without one the sources of the act are named."""
    case = read_case(case_path(name), name=name).case
    sources = ("kim",) if act == "invitation" else ()

    finding = DoneAct(about=act, act=f"acts.{act}", fact=fact, sources=sources)

    assert told(finding, Words(case)).text == says


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        ("What a week is worth", "A better figure of what a week is worth: "),
        ("Whether it is seen", "A better figure of whether it is seen: "),
        ("Chance that it is seen", "A better figure for the chance that it is seen: "),
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
    is_punished=True,
    detection=0.5,
    breach=0.4,
    of=26,
    stays_lowest=False,
)
STOPS = CheatingStops(policy="firm", stops_from=None, assumed=0.4, unstopped=(), tried=1.6)


@pytest.mark.parametrize(
    ("stops", "unstopped", "says"),
    [
        ((0.1, 0.5), (), "Cheating stops at breach costs of 0.1 to 0.5"),
        ((0.5, 0.5), (), "Cheating stops at breach costs of 0.5"),
        (None, ("bold", "rash"), "No breach cost to 1.6 stops bold and rash"),
        (
            (0.1, 0.1),
            ("rash",),
            "Cheating stops at breach costs of 0.1; no breach cost to 1.6 stops rash",
        ),
    ],
)
def test_whom_no_breach_cost_stops_is_named(words, stops, unstopped, says):
    """What stops one type is not said of another; beside it stands the most that is assumed."""
    finding = replace(STOPS, stops_from=stops, unstopped=unstopped)

    assert told(finding, words).text == f"{says} (assumed: at most 0.4)."


def test_one_who_agrees_and_cheats_is_counted_three_ways():
    """At the best guesses, where nothing is noticed or costs, and with both at their tops."""
    words = Words(read_case(case_path("strait"), name="strait").case)

    assert told(replace(CORNERS, raised=0.0), words).text == (
        "In our model, under ask, close, withhold (firm), Norland agrees and still hands gear over"
        " in 18 of 26 months at best guesses, in 20 if neither seen nor punished, in none with"
        " noticing and breach costs at the tops of our ranges."
    )


def test_a_breach_that_costs_nothing_stops_nobody(words):
    """Where no breach costs anything, no cost of one is named, nor who stops at it."""
    finding = replace(CORNERS, is_punished=False, breach=0.0)

    told_words = told(finding, words).text
    assert "punished" not in told_words
    assert told_words.endswith(
        "in 20 if unseen, in 3 with noticing at the top of our range. There a breach costs it"
        " nothing."
    )


@pytest.mark.parametrize(("after", "says"), [(-0.5, "still −0.5"), (0.5, "−0.5 becomes +0.5")])
def test_a_clock_that_changes_nothing_becomes_nothing(after, says):
    """A figure does not become itself."""
    words = Words(read_case(case_path("strait"), name="strait").case)
    finding = ClockEnds(
        policies=("firm",), track="tracks.season", level="ice", during=-0.5, after=after
    )

    assert told(finding, words).text == (
        "With the open water of the year at “ice”, at our best values: ask, close, withhold (firm),"
        f" {says} months."
    )


def test_the_first_horizon_has_its_unit(words):
    """Within eight of what is said."""
    finding = SignsAndCheats(policies=("firm",), periods=3.0, base=5.0, of=26, called=0.5, within=8)

    assert "call for a step within 8 months in" in told(finding, words).text


def test_how_long_one_cheats_stands_beside_how_long_it_crosses_anyway(words):
    """Three of twenty-six periods say little where nobody knows that it is five without a step."""
    finding = SignsAndCheats(policies=("firm",), periods=3.0, base=5.0, of=26, called=0.5, within=8)

    assert "3 of 26 months at our best values" in told(finding, words).text
    assert f"; 5 with {baseline_words(words.case)}" in told(finding, words).text
    assert told_in_short(finding, words).text.endswith(
        f"in up to 3 of 26 months ({baseline_words(words.case)}: 5)."
    )
    alike = replace(finding, periods=5.2)
    assert told_in_short(alike, words).text.endswith(
        f"promises and cheats as long as with {baseline_words(words.case)}: 5 of 26 months."
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (0.0, "firm, once consented to, changes nothing;"),
        (0.04, "firm, once consented to, changes nothing;"),
        (-1.26, "firm, once consented to, restrains (−1.3 "),
    ],
)
def test_a_release_that_is_shown_as_zero_changes_nothing(words, change, says):
    """No restraint is told of a figure that reads as zero."""
    finding = ReleaseTurns(policy="firm", change=change, at=None)

    assert says in told(finding, words).text


@pytest.mark.parametrize(
    ("case", "names", "says"),
    [
        (
            "strait",
            ("patient", "firm", "buoys"),
            "ask, close, withhold (patient; firm) and buoys for Lindon",
        ),
        (
            "snapback-2025",
            ("letter-strict", "dispute-first", "letter-two-parts"),
            "the E3's letter (all three demands; two demands first) and complaint first",
        ),
    ],
)
def test_courses_are_named_by_what_they_are_called(case, names, says):
    """By a short name or the title, those of one ladder together, and never by an id."""
    words = Words(read_case(case_path(case), name=case).case)

    assert words.courses(names) == says


@pytest.mark.parametrize("case", ["strait", "snapback-2025"])
def test_no_finding_about_the_game_says_an_id(case):
    """Cheating, a clock, what moves them: courses and assumptions by their words."""
    entry = read_case(case_path(case), name=case).case
    words = Words(entry)
    policies = tuple(policy.id for policy in entry.policies)
    assumption = f"assumptions.{entry.assumptions[0].id}"
    clock = f"tracks.{entry.tracks[-1].id}"
    around = tuple(
        AroundClock(policies=(name,), during=-1.0, after=-0.5, left_during=8.0, left_after=7.5)
        for name in policies
    )
    findings_said = (
        SignsAndCheats(policies=policies, periods=3.0, base=5.0, of=26, called=0.5, within=8),
        EffectsAroundClock(
            track=clock, level="cease-fire", courses=around, base_during=9.0, base_after=8.0, of=26
        ),
        replace(CORNERS, policy=policies[0]),
        CalmIfComplying(chances=tuple((name, 0.5) for name in policies), others=0, within=8),
        MovesMost(
            assumption=assumption,
            changes=(CourseChange(policies=policies, low=-1.0, high=0.0),),
        ),
        WhatMovesThem(assumptions=(assumption,), turned=None),
        SameGame(policies=policies, is_nothing=False),
    )
    ids = {policy for policy in policies if "-" in policy} | {assumption.partition(".")[2]}

    said = " ".join(told(finding, words).text for finding in findings_said)

    assert {name for name in ids if f" {name}" in said or f"({name}" in said} == set()
    assert " “cease fire” " in said


def test_where_no_course_shortens_anything_no_figures_of_nothing_stand():
    """0 and 0 for each course is one sentence; beside a course that does, the others are one."""
    words = Words(read_case(case_path("strait"), name="strait").case)
    idle = AroundClock(
        policies=("quick",), during=0.0, after=0.04, left_during=20.04, left_after=12.04
    )
    felt = AroundClock(
        policies=("bold",), during=-0.8, after=0.0, left_during=19.24, left_after=12.0
    )
    finding = EffectsAroundClock(
        track="tracks.season",
        level="ice",
        courses=(idle,),
        base_during=20.04,
        base_after=12.0,
        of=24,
    )
    base = (
        "In our model, at best guesses, Norland hands gear over in 20 of 24 months with no new step"
    )
    apart = " (12 with “ice” now)"

    assert told(finding, words).text == f"{base}{apart}; no course changes that."
    assert told(replace(finding, courses=(felt, idle)), words).text == (
        f"{base}{apart}; under bold, in 19.2 without “ice”, 12 with it now."
    )
    alike = replace(felt, left_after=20.0)
    assert told(replace(finding, courses=(alike, idle), base_after=20.0), words).text == (
        f"{base}; under bold, in 19.2 without “ice”, 20 with it now."
    )
    assert told(replace(finding, base_after=20.0), words).text == (
        f"{base}; no course changes that, without “ice” or with it now."
    )
    three = replace(felt, policies=("bold", "quick", "slow"))
    assert told(replace(finding, courses=(three,)), words).text.endswith(
        "under 3 courses, in 19.2 without “ice”, 12 with it now."
    )


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("strait", "Norland warns: Vesper's boats may not fish off Norland"),
        ("snapback-2025", "Iran warns: withdrawal from the NPT begins"),
    ],
)
def test_what_somebody_warns_of_is_not_told_as_what_comes(case, says):
    """A consequence by itself would read as a fact."""
    entry = read_case(case_path(case), name=case).case
    threat = entry.counter_threats[0]

    assert told(Warns(threat=f"counter_threats.{threat.id}"), Words(entry)).text == says


def test_what_somebody_threatens_is_not_told_as_what_comes(words):
    """Likewise of an office."""
    penalty = words.case.penalties[0]

    text = told(ThreatensOffice(penalty=f"penalties.{penalty.id}"), words).text

    assert text.startswith("The Blue Party threatens a rebuke over ")


def test_what_follows_from_one_reading_is_a_sentence(words):
    """Of three options one is barred and two are open; the number of all stands once."""
    finding = ReadingBelieved(
        reading="government",
        groups=(
            OptionsStanding(standing=Standing.EXECUTIVE, options=("options.a", "options.b")),
            OptionsStanding(standing=Standing.BARRED, options=("options.c",)),
        ),
        alone=(),
        rests_on=("options.a", "options.b", "options.c"),
    )

    assert told(finding, words).text == (
        "If you believe the reading of the government, 2 of 3 options are open without asking and"
        " 1 is barred."
    )


@pytest.mark.parametrize("case", ["strait", "snapback-2025"])
def test_a_disputed_warning_is_told_as_disputed(case):
    """Whether it is met already is what is disputed."""
    entry = read_case(case_path(case), name=case).case
    threat = entry.counter_threats[0]

    text = told(DisputedWarning(threat=f"counter_threats.{threat.id}"), Words(entry)).text

    assert text.startswith("Whether others' doing meets a warning already is disputed: ")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "strait",
            (
                "The cables paper: no step is in force.",
                "Norland, from handing gear over.",
            ),
        ),
        (
            "korea-2024",
            (
                (
                    "Lami Kim: “Today” is in force; what calls for “More offensive weapons through"
                    " partners” after “Defensive weapons through partners, air defence first” is"
                    " not said."
                ),
                "Moscow, from transferring sensitive technology.",
            ),
        ),
        (
            "snapback-2025",
            (
                "Iran, from enriching in hiding.",
                (
                    "The closing-window paper: nothing is demanded, and no step depends on what"
                    " the other side does: a plan, not a threat."
                ),
            ),
        ),
    ],
)
def test_rungs_and_aims_are_told_by_their_titles(name, says):
    """No id of a rung, and whom the lines are drawn against stands before what courses aim at."""
    case = read_case(case_path(name), name=name).case
    words = Words(case)

    told_so = [
        told(finding, words).text for finding in (*called_for(case), *plans(case), aims(case)[0])
    ]

    assert set(says) <= set(told_so)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("strait", "Whether deliveries can be taken back is not in the sources."),
        ("snapback-2025", "Whether what the measures do can be undone is not in the sources."),
    ],
)
def test_deliveries_are_spoken_of_where_there_are_goods(name, says):
    """A case without stocks delivers nothing that could be taken back."""
    assert told(Irreversible(), Words(read_case(case_path(name), name=name).case)).text == says


def test_one_act_to_be_undone_is_named_with_who_did_it():
    """Several are counted: an answer has sixty words."""
    case = read_case(case_path("snapback-2025"), name="snapback-2025").case
    words = Words(case)

    one, two = (
        told(ToBeUndone(acts=acts), words).text
        for acts in (("acts.suspend",), ("acts.suspend", "acts.third-site"))
    )

    assert one.startswith("Undoing what Iran has done (suspending cooperation with the Agency)")
    assert two.startswith("Undoing 2 acts that are done or reported would be compellence")
