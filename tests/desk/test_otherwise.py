"""The shown course played otherwise, where the case names several who decide, an offer, or work."""

import re
from dataclasses import replace
from shutil import copytree

import pytest
from paired import TWO_DECIDE

from phaseline.api.briefs import answer, assess, brief, played
from phaseline.api.insight import shown_otherwise, whom
from phaseline.api.ladders import compare
from phaseline.api.offers import offer
from phaseline.brief.lint import lint
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.whom import LadderWhom
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.headline import shown_ladder
from phaseline.desk.findings.otherwise import (
    FEW,
    OfferTaken,
    WhomDeterred,
    named_variants,
    played_otherwise,
    whom_deterred,
)
from phaseline.desk.findings.projects import WorkDone
from phaseline.desk.findings.threats import ConsentAskedFirst
from phaseline.game.corners import ReplyCorner
from phaseline.present.document.otherwise import variant_blocks
from phaseline.present.document.summary import summary_text
from phaseline.present.wording.english.telling import told, told_in_short
from phaseline.present.wording.words import Words

DRAWS = 8
CHANGES = " first, 2.5 fewer months of handover on average, not 1."
POLICY = "patient"
REST = """\
    offers:
      - id: tolls
        title: lower harbour dues
        owner: C. Broker
        rationale: The ministry sets them.
        inducement: assumptions.gain-bold
    projects:
      - id: cutter
        title: The cutter is built
        track: gear
        owner: D. Wright
        rationale: What is built stays.
        takes: assumptions.next-vote
        gains: [{type: bold, number: assumptions.loss-grain}]
        harm: assumptions.harm
    reading: ministry
"""
VARIANTS = TWO_DECIDE + REST


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The small case with all three named."""
    folder = tmp_path_factory.mktemp("otherwise") / "strait"
    copytree(case_path("strait"), folder)
    game = folder / "game.yaml"
    text = game.read_text(encoding="utf-8")
    assert text.count("    reading: ministry\n") == 1
    game.write_text(text.replace("    reading: ministry\n", VARIANTS), encoding="utf-8")
    return checked(read_case(folder, name="strait"), {})


@pytest.fixture(scope="module")
def case(report):
    """The case of it, which has no errors."""
    assert [row for row in report.diagnostics if row.severity.value == "error"] == []
    return report.reading.case


@pytest.fixture(scope="module")
def comparison(case):
    """Its game over few draws."""
    return compare(case, draws=DRAWS)


@pytest.fixture(scope="module")
def otherwise(case, comparison):
    """Its shown course in the three ways."""
    return shown_otherwise(case, comparison)


@pytest.fixture(scope="module")
def whole(report, comparison, otherwise):
    """All that is computed of it."""
    return assess(report, comparison=comparison, otherwise=otherwise)


def test_a_case_that_names_none_is_played_one_way_alone():
    """Nothing is computed, no section stands in the brief, and no finding in the answer."""
    plain = checked(read_case(case_path("strait"), name="strait"), {})
    comparison = compare(plain.reading.case, draws=DRAWS)
    found = shown_otherwise(plain.reading.case, comparison)

    assert named_variants(plain.reading.case) == ()
    assert found == ()
    assert "Played otherwise" not in brief(assess(plain, comparison=comparison, otherwise=found))


def test_the_shown_course_is_played_in_each_way_that_is_named(case, comparison, otherwise):
    """Several who decide, an offer and work, in this order, each of the course of page one."""
    assert [type(finding) for finding in otherwise] == [WhomDeterred, OfferTaken, WorkDone]
    assert {finding.policy for finding in otherwise} == {shown_ladder(case, comparison)}
    assert otherwise[2].draws == FEW


def test_what_is_held_is_what_the_command_says(case):
    """The means over the kinds, where all begin by complying, and who decides on what."""
    finding = played_otherwise(case, POLICY, "whom")
    (ladder,) = whom(case, ladder=POLICY)
    holds = ladder.answer.holds[ReplyCorner.COMPLIANT]

    assert [(who.id, who.tracks) for who in finding.deciders] == [
        ("norland", ("gear",)),
        ("oster", ("assurance",)),
    ]
    assert [(held.challenger, held.track) for held in finding.holds] == [
        ("norland", "gear"),
        ("oster", "assurance"),
    ]
    for held, hold in zip(finding.holds, holds, strict=True):
        assert (held.takes, held.gain) == pytest.approx((hold.whole, hold.gain))
        assert held.is_zero == hold.is_zero


def test_who_takes_the_offer_is_what_the_command_says(case):
    """Weights of the kinds that take it and keep it, and both figures of each side."""
    finding = played_otherwise(case, POLICY, "offer")
    (ladder,) = offer(case, ladder=POLICY)
    study = ladder.study
    taking = [side for side in study.answer.sides if side.accepts[0]]

    assert finding.takers == pytest.approx(sum(side.chance[0] for side in taking))
    assert finding.keepers == pytest.approx(
        sum(side.chance[0] for side in taking if side.across[1, 0] < 0.5)
    )
    assert [finding.without, finding.across] == pytest.approx(study.answer.across[:, 0].tolist())
    assert [finding.worth_without, finding.worth] == pytest.approx(
        study.answer.responder[:, 0].tolist()
    )
    assert finding.within == max(case.horizon)


def test_a_course_beside_which_the_offer_cannot_stand_says_so(case, monkeypatch):
    """What is refused is said, with no figure."""
    monkeypatch.setattr("phaseline.desk.comparison.offers.refused_offer", lambda *_: "it is across")
    finding = played_otherwise(case, POLICY, "offer")

    assert finding.absence is Absence.NOT_COMPUTABLE
    said = told(finding, Words(case)).text
    assert said.startswith("It cannot stand beside ask, close, withhold")
    assert not re.search(r"\d", said)


def test_a_game_too_large_says_so(case):
    """There is no figure, and those who decide are still named."""
    finding = whom_deterred(case, LadderWhom(policy=POLICY, answer=None, refusal="too large"))
    said = told(finding, Words(case)).text

    assert finding.absence is Absence.NOT_COMPUTABLE
    assert "Who decides: Norland on handovers; Oster on" in said
    assert "is not computed" in said


def test_each_way_names_its_owner_and_its_command(case, otherwise):
    """Whose assumption it is, and what gives all courses; no id of the case is in the sentences."""
    blocks = variant_blocks(case, otherwise)
    said = [" ".join(sentence.text for sentence in block.sentences) for block in blocks]

    assert [block.command for block in blocks] == [
        "phaseline whom strait",
        "phaseline offer strait",
        "phaseline projects strait",
    ]
    for owner, text in zip(("Phaseline tutorial", "C. Broker", "D. Wright"), said, strict=True):
        assert f"assumption of {'the ' * (owner[0] == 'P')}{owner}" in text
    for name in ("norland", "oster", "gear,", "tolls", "careful", "bold"):
        assert not any(re.search(rf"\b{name}", text) for text in said)


def test_the_brief_has_the_section_and_page_one_points_to_it(report, comparison, whole):
    """
    The section says that page one's figures play none of it; page one gives a sentence to each way,
    under the name of the course, and is the same without them; so is its list of findings.
    """
    plain = assess(report, comparison=comparison)
    page, other = brief(whole), brief(plain)
    section = re.search(r'<section id="otherwise">.*?</section>', page, re.DOTALL)[0]
    first, second = (
        re.search(r'<section class="page-one".*?</section>', text, re.DOTALL)[0]
        for text in (page, other)
    )
    pattern = r'<tr class="every"><td[^>]*><b>(?:<a href="#otherwise">)?Played otherwise.*?</tr>'
    (line,) = re.findall(pattern, first, re.DOTALL)
    said = " ".join(re.sub("<[^>]*>", "", line).split())
    mine, its = (answer(assessment)["page_one"] for assessment in (whole, plain))

    assert "The figures of page one play none of this" in section
    assert section.count("<h3>") == 3
    assert said.startswith("Played otherwise, ask, close, withhold")
    for start in (
        "If Norland and Oster each decide for themselves",
        "With an offer (lower harbour dues)",
        "With handovers as",
    ):
        assert f". {start}" in said
    assert first.replace(line, "").split() == second.split()
    assert [name for name in mine if name not in its] == [
        finding["id"]
        for finding in answer(whole)["findings"]
        if finding["kind"] in ("whom_deterred", "offer_taken", "work_done")
    ]


@pytest.mark.parametrize(
    ("takes", "is_unique", "said"),
    [
        ((0.2, 0.0), True, "going ahead gains each more than the threat takes."),
        ((3.0, 0.0), True, "going ahead gains Oster more than the threat takes."),
        ((3.0, 3.0), True, "going ahead gains none of them more than the threat takes."),
        (
            (3.0, 3.0),
            False,
            (
                "going ahead gains none of them more than the threat takes, where all begin by"
                " complying."
            ),
        ),
    ],
)
def test_page_one_names_whom_the_threat_does_not_outweigh(case, otherwise, takes, is_unique, said):
    """Beside gains of 1 and 2 a threat of .2 and 0 outweighs neither, and one of 3 and 3 both."""
    holds = tuple(
        replace(hold, takes=taken, gain=gain, is_zero=not taken)
        for hold, taken, gain in zip(otherwise[0].holds, takes, (1.0, 2.0), strict=True)
    )
    finding = replace(otherwise[0], holds=holds, is_unique=is_unique)

    assert (
        told_in_short(finding, Words(case)).text
        == f"If Norland and Oster each decide for themselves, {said}"
    )


def test_page_one_holds_what_an_offer_leaves_against_what_would_be_without(case, otherwise):
    """A difference stands with its base; where there is none that is said."""
    finding = replace(otherwise[1], across=7.5, without=9.0)
    level = replace(otherwise[1], across=9.0, without=9.0)

    assert told_in_short(finding, Words(case)).text == (
        "With an offer (lower harbour dues), 1.5 fewer months of handovers, from 9 at our best"
        " guesses."
    )
    assert ", no fewer months of handovers, from 9 at our" in told_in_short(level, Words(case)).text


def test_page_one_has_no_chance_of_work_done(case, otherwise):
    """Only whether it becomes more or less likely, and that only where it can be told."""
    more = replace(otherwise[2], is_told_done=True, done=replace(otherwise[2].done, median=0.2))
    less = replace(more, done=replace(more.done, median=-0.2))
    untold = replace(more, is_told_done=False)
    said = [told_in_short(finding, Words(case)).text for finding in (more, less, untold)]

    head = "With handovers as work that stays done, "
    assert said == [
        f"{head}it is more likely that the cutter is built.",
        f"{head}it is less likely that the cutter is built.",
        f"{head}no change can be told.",
    ]


@pytest.mark.parametrize(
    ("is_own", "is_alike", "said"),
    [
        (False, False, f"With consent asked{CHANGES}"),
        (True, False, f"As it asks for consent{CHANGES}"),
        (False, True, "Whether consent is asked first makes hardly any difference."),
    ],
)
def test_page_one_says_what_asking_first_makes_of_the_course(case, is_own, is_alike, said):
    """Beside what it changes where consent is asked for when a rung is called."""
    finding = ConsentAskedFirst(
        policy=POLICY,
        type="",
        first=-2.5,
        when_called=-1.0,
        of=12,
        is_own=is_own,
        is_alike=is_alike,
        draws=DRAWS,
    )

    assert told_in_short(finding, Words(case)).text == said


def test_what_cannot_be_computed_is_so_on_page_one(case, otherwise):
    """Neither of those that may lack an answer gives a figure."""
    absent = [
        told_in_short(replace(finding, absence=Absence.NOT_COMPUTABLE), Words(case)).text
        for finding in otherwise[:2]
    ]

    assert absent == [
        "If Norland and Oster each decide for themselves: not computed.",
        "With an offer: it cannot stand beside this course.",
    ]


def test_the_overview_points_to_the_section(report, comparison, whole):
    """One line names the three ways; a run without them has none."""
    plain = summary_text(assess(report, comparison=comparison))
    lines = summary_text(whole).splitlines()

    assert lines[:-1] == plain.splitlines()
    assert lines[-1] == (
        "played otherwise in the brief: several decide, an offer beside it and work that is done"
        " for good."
    )


def test_the_lint_finds_nothing_in_the_section(case, whole):
    """No id in prose, no number without its source, no figure outside its range."""
    assert lint(case, brief(whole), answer(whole)) == ()


def test_playing_later_is_playing_at_once(report, comparison, otherwise, whole):
    """What is shown before the game is played becomes the same answer."""
    assert played(assess(report), comparison, otherwise=otherwise) == whole


@pytest.mark.parametrize(
    ("first", "called", "said"),
    [
        (-0.62, -0.58, "Whether consent is asked first makes hardly any difference."),
        (
            0.5,
            -1.0,
            "With consent asked first, 0.5 more months of handover on average, not 1 fewer.",
        ),
    ],
)
def test_two_figures_that_are_written_alike_are_no_difference(case, first, called, said):
    """−.62 and −.58 are both .6; more and fewer are told apart by their words."""
    finding = ConsentAskedFirst(
        policy=POLICY,
        type="",
        first=first,
        when_called=called,
        of=12,
        is_own=False,
        is_alike=False,
        draws=DRAWS,
    )

    assert told_in_short(finding, Words(case)).text == said
