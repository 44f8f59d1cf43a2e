"""What the worked case has to show before it is handed to a reader."""

import json
import re

import pytest

from phaseline.desk.register.derivations import derivations
from phaseline.present.document.questions import answers
from phaseline.present.terminal.entries import entry_text, looked_up
from phaseline.present.wording.records import plain_derivation
from phaseline.terms.diagnostic import Severity

SILENT = {
    "hawk-missiles": "",
    "assembly-seats": "The National Assembly had 300 seats on 30 May 2024: 171 of the",
    "vdl-call-date": "spoke on 28 October 2024, at her request",
    "transfer-probability": "",
    "kim-poll-pollster": "13 percent for military support",
    "third-law-name": "Defence Acquisition Programme Act",
    "step-2-to-3": "",
    "response-to-compliance": "",
    "publication-dates": "United States Institute of Peace published the Kim paper",
}


@pytest.fixture(scope="module")
def ladder_diagnostics(korea_report):
    """The diagnostics about one ladder, as codes and messages in the order of the codes."""

    def found(ladder):
        about = [
            diagnostic
            for diagnostic in korea_report.diagnostics
            if diagnostic.address.startswith(f"ladders.{ladder}.")
            and diagnostic.code.startswith("PL6")
        ]
        return sorted((diagnostic.code, diagnostic.message) for diagnostic in about)

    return found


@pytest.fixture(scope="module")
def derived_numbers(korea):
    """The derived numbers as programs get them, by id."""
    return {one.derived.id: plain_derivation(one) for one in derivations(korea)}


@pytest.fixture
def shown(korea):
    """What `show` prints for an address."""
    return lambda address: entry_text(korea, *looked_up(korea, address))


def test_the_case_checks_without_error_and_every_anchor_of_the_papers_is_exact(
    papers, korea_report
):
    """No error, nothing refused; at least 250 facts are anchored in the papers."""
    assert korea_report.count(Severity.ERROR) == 0
    assert korea_report.anchors.refused == 0
    assert korea_report.anchors.facts >= 250
    assert korea_report.anchors.exact > 0
    assert len(papers) == 2


def test_check_prints_how_the_anchors_stand(papers, korea_report, phaseline):
    """Exact, normalised, repeated, refused and not re-verified are counted in the closing lines."""
    ran = phaseline("check", "korea-2024")
    anchors = korea_report.anchors

    assert ran.status == 0
    assert "korea-2024: 0 errors" in ran.out
    assert (
        f"{anchors.exact} exact, {anchors.normalised} normalised, {anchors.repeated} repeated, 0"
        f" refused, {anchors.unverified} not re-verified" in ran.out
    )
    assert len(papers) == 2


def test_the_recommended_ladder_has_exactly_six_gaps(ladder_diagnostics):
    """
    No off-ramp, no trigger to the third step, no response to a detected crossing, no deadlines, two
    scopes in four wordings, proportionality.
    """
    assert ladder_diagnostics("recommended") == [
        (
            "PL601",
            (
                "ladder 'recommended': no off-ramp: nothing is said about what follows when the"
                " other side complies"
            ),
        ),
        ("PL602", "ladder 'recommended': no trigger leads from R2 to R3"),
        ("PL603", "ladder 'recommended': no response to a detected crossing of the red line"),
        ("PL604", "ladder 'recommended': no deadlines: no step says how long the other side has"),
        (
            "PL605",
            (
                "ladder 'recommended': the demand stands in two scopes (any military support,"
                " sensitive technology) and four wordings"
            ),
        ),
        ("PL606", "ladder 'recommended': the proportionality of its top rung R4b is not addressed"),
    ]


def test_the_official_ladder_is_not_evaluable_and_worded_three_ways(
    ladder_diagnostics, korea_report
):
    """Its trigger names an act but no level, in three wordings, which the diagnostic lists."""
    found = dict(ladder_diagnostics("official"))
    worded = next(
        diagnostic for diagnostic in korea_report.diagnostics if diagnostic.code == "PL608"
    )

    assert "not evaluable" in found["PL607"]
    assert "three wordings" in found["PL608"]
    assert len(worded.detail) == 3


@pytest.mark.parametrize(
    ("number", "value", "unit"),
    [
        ("payment-month", 20_000_000, "USD/month"),
        ("payment-year", 240_000_000, "USD/year"),
        ("payment-month-kursk", 16_000_000, "USD/month"),
        ("payment-month-headline", 24_000_000, "USD/month"),
        ("troops-elsewhere", 2_000, "soldier"),
        ("kursk-share", 80, "percent"),
        ("aid-in-months", 19.7, "month"),  # 394 / 20
        ("net-joongang", -36, "point"),  # 28 - 64
        ("net-kim", -69, "point"),  # 13 - 82
        ("net-gap", 33, "point"),
        ("oppose-per-support-joongang", 64 / 28, ""),
        ("oppose-per-support-kim", 82 / 13, ""),
        ("favour-among-stated", 100 * 28 / 92, "percent"),
        ("favour-among-stated-kim", 100 * 13 / 95, "percent"),
        ("contracts-total", 22_920_000_000, "USD"),
        ("poland-share", 100 * 22_000 / 22_920, "percent"),
        ("shells-per-k105", 17_000, "shell/howitzer"),
        ("stock-ratio-105-155", 3_400 / 550, ""),
        ("rutte-to-umerov", 37, "day"),
        ("treaty-to-rutte", 124, "day"),
        ("salience-listed", 47, "percent"),
    ],
)
def test_every_derived_number_is_the_one_worked_out_by_hand(derived_numbers, number, value, unit):
    """Each number with its unit, from the figures that the papers print."""
    answer = derived_numbers[number]

    assert (answer["value"], answer["unit"]) == (pytest.approx(value), unit)


def test_every_derived_number_of_the_case_is_worked_out(phaseline, derived_numbers):
    """None is missing, each shows the addresses it rests on, and programs get the same numbers."""
    derived = json.loads(phaseline("derive", "korea-2024", "--json").out)["derived"]

    assert len(derived) == 21
    assert all(one["value"] is not None and one["inputs"] for one in derived)
    assert {one["id"]: one for one in derived} == derived_numbers


@pytest.mark.slow
def test_the_two_polls_are_averaged_nowhere(phaseline, tmp_path):
    """(-36 - 69) / 2 = -52.5 and (64 + 82) / 2 = 73 stand in no answer."""
    commands = (
        ("run", "--no-game", "--out", str(tmp_path)),
        ("ask", "6"),
        ("derive",),
        ("show", "polls"),
        ("conflicts",),
        ("facts", "--kind", "opinion"),
    )

    printed = "".join(phaseline(command, "korea-2024", *rest).out for command, *rest in commands)
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())

    assert "−36" in printed
    assert "52.5" not in printed + re.sub(r"<svg.*?</svg>", "", written, flags=re.DOTALL)


def test_the_red_lines_are_joined_on_the_terminal_and_for_programs(phaseline):
    """Five families, three of them common, one for each paper alone."""
    lines = json.loads(phaseline("ladders", "korea-2024", "--json").out)["red_lines"]

    shown = phaseline("ladders", "korea-2024").out

    assert len(lines["union"]) == 5
    assert set(lines["common"]) == {"re-entry", "satellite", "submarine"}
    assert lines["only"] == {"nec": ["mirv"], "kim": ["combat-aircraft"]}
    assert "the red lines together: 5 entries" in shown


@pytest.mark.parametrize(("name", "record"), SILENT.items())
def test_what_the_papers_leave_out_is_answered_so(shown, name, record):
    """
    Not in the two papers; the public record follows where there is one, with its citation, and only
    there.
    """
    answer = " ".join(shown(name).split())

    assert "Not in the two papers." in answer
    assert ("Public record:" in answer) == bool(record)
    assert record in answer


@pytest.mark.parametrize(
    "address",
    [
        "stocks.hawk.quantity",
        "stocks.cheongung-2.quantity",
        "events.rudenko-statement.when",
        "sources.nec.issued",
        "polls.kim-poll.pollster",
        "polls.kim-poll.fieldwork",
        "ladders.recommended.off_ramp",
        "ladders.recommended.on_crossing",
        "ladders.recommended.transitions.2.trigger",
        "institutions.assembly.total",
        "technologies.mirv.affects",
    ],
)
def test_the_natural_address_of_a_silence_says_so_too(shown, address):
    """
    A reader who asks for the number, the date or the word itself gets no empty line and no
    invention.
    """
    assert "Not in the two papers." in shown(address)


def test_the_seats_of_the_assembly_are_a_public_record_and_say_so(phaseline):
    """
    The total of 300 comes with its day and source, behind the word that the papers do not give it.
    """
    ran = phaseline("show", "korea-2024", "institutions.assembly.total")

    assert ran.status == 0
    assert "300 seats" in ran.out
    assert (
        "Public record: The National Assembly had 300 seats on 30 May 2024: 171 of the"
        in " ".join(ran.out.split())
    )
    assert "(30 May 2024)" in ran.out


def test_no_phrase_that_would_answer_a_silence_occurs_in_a_paper(papers, korea_report):
    """Check holds the absent phrases of every silence against both texts."""
    assert "PL207" not in korea_report.codes
    assert len(papers) == 2


@pytest.mark.parametrize("number", [1, 2, 3, 6, 12])
def test_the_questions_that_the_case_alone_answers_are_answered_and_rest_on_something(
    korea, number
):
    """
    At most 60 words, with a citation or, for the numbers themselves, the addresses that they were
    counted from.
    """
    answer = answers(korea)[number - 1]

    assert 0 < answer.words <= 60
    assert any(sentence.cites for sentence in answer.sentences) or number == 12
    assert any(sentence.basis for sentence in answer.sentences)
    assert answer.reach.value.startswith("partly" if number == 12 else "answered")


def test_all_twelve_questions_are_answered_in_at_most_sixty_words(korea):
    """None is left empty, and none runs longer than a reader has time for."""
    found = answers(korea)

    assert [answer.number for answer in found] == list(range(1, 13))
    assert all(0 < answer.words <= 60 for answer in found)
