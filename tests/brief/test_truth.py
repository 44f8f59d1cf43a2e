"""
The ten rules of truth, each with the tests that hold it on unlike cases; what no other test holds
on two of them is held here, on the findings of the shipped cases, which one test keeps as computed.
"""

import ast
import json
import re
from pathlib import Path

import pytest

from phaseline.case.check.report import checked
from phaseline.case.check.scope import promise_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path, shipped_cases

TESTS = Path(__file__).parents[1]
UNLIKE = ("korea-2024", "snapback-2025")
HERE = "brief/test_truth.py"
RULES = {
    "a difference is shown with its base": (
        (HERE, "test_a_difference_stands_with_its_base"),
        (HERE, "test_what_is_left_stands_beside_what_no_step_leaves"),
        ("desk/test_claim_findings.py", "test_a_difference_stands_beside_its_base"),
    ),
    "the central figure lies inside its range": (
        ("brief/test_lint.py", "test_a_figure_outside_its_range_is_found"),
        ("brief/test_lint.py", "test_the_briefs_of_shipped_cases_are_sound"),
        ("desk/test_claim_findings.py", "test_a_figure_of_draws_stands_within_their_range"),
        ("desk/test_arrival_dates.py", "test_the_planned_date_and_the_median_lie_in_the_range"),
    ),
    "a winner is strictly ahead": (
        (HERE, "test_who_is_level_is_named_with_who_is_ahead"),
        ("desk/test_ties.py", "test_ladders_that_are_level_are_ahead_together"),
        ("desk/test_ties.py", "test_only_what_is_alone_is_the_second"),
    ),
    "what a course is said to do is what its author said": (
        (HERE, "test_what_a_completion_adds_is_told_as_its"),
        ("desk/test_items_added.py", "test_an_item_is_told_as_that_of_the_completion_that_adds_it"),
    ),
    "modality survives every level": (
        ("brief/test_lint.py", "test_a_hedge_that_is_lost_is_found"),
        ("brief/test_lint.py", "test_the_briefs_of_shipped_cases_are_sound"),
    ),
    "one question, one figure": (
        ("brief/test_lint.py", "test_a_figure_that_differs_between_page_and_json_is_found"),
        ("brief/test_lint.py", "test_the_briefs_of_shipped_cases_are_sound"),
    ),
    "provenance is collected": (
        ("brief/test_any_case.py", "test_every_address_under_a_finding_leads_to_an_entry"),
        ("brief/test_page_one.py", "test_every_number_of_page_one_leads_to_where_it_comes_from"),
    ),
    "a promise in the case is kept or refused": (
        (HERE, "test_every_promise_of_a_case_names_what_shows_it"),
        ("case/test_broken.py", "test_a_fault_is_found_once_and_at_its_place"),
    ),
    "counter-threats meet measures": (
        (HERE, "test_warnings_are_met_by_what_is_done"),
        (
            "desk/test_findings.py",
            "test_a_warning_is_met_by_what_is_done_and_by_what_is_delivered",
        ),
    ),
    "a claim is printed as tested": (
        (HERE, "test_every_verdict_stands_beside_what_was_tested"),
        ("brief/test_page.py", "test_every_claim_is_printed_as_tested"),
    ),
}


@pytest.fixture(params=UNLIKE)
def findings(request):
    """The findings of a shipped case by their ids."""
    path = TESTS / "brief" / "golden" / f"{request.param}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def of_kind(findings, kind):
    """The findings of one kind."""
    return [finding for finding in findings.values() if finding["kind"] == kind]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_tests(rule):
    """Each test that a rule is held by is there."""
    for place, name in RULES[rule]:
        tree = ast.parse((TESTS / place).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_a_difference_stands_with_its_base(findings):
    """Periods with a sign are a change, and what they are a change of stands in the sentence."""
    without = set()
    for finding in of_kind(findings, "claim_figure_stands"):
        value = finding["values"]["value"]
        if value["unit"] not in ("week", "month") or not re.search(
            r": [+−]|to \+", finding["text"]
        ):
            continue
        if value["base"] is None:
            without.add(finding["entries"]["claim"])
        else:
            assert re.search(rf"{value['base']:.2f} with no (new )?step\)", finding["text"])

    assert not without


def test_what_is_left_stands_beside_what_no_step_leaves(findings):
    """Periods of cheating, and those around a clock, are levels, and stand with their base."""
    (cheats,) = of_kind(findings, "signs_and_cheats")
    (clock,) = of_kind(findings, "effects_around_clock")
    base, during = cheats["values"]["base"]["median"], clock["values"]["base_during"]["median"]

    assert re.search(rf"; {base:.0f} with no (new )?step;", cheats["text"])
    assert re.search(rf" in {during:.1f} of \d+ \w+ with no (new )?step", clock["text"])
    assert not re.search(r"[+−]\d", f"{cheats['text']} {clock['text']}")


def test_who_is_level_is_named_with_who_is_ahead(findings):
    """The sentence names as many courses as are level, and nobody robust who is not."""
    (ahead,) = of_kind(findings, "ahead_of_others")
    (draws,) = {value["median"] for value in ahead["values"].values()}
    named = {path.rsplit(".", 1)[1] for path in ahead["rests_on"]}

    for part in ahead["parts"].values():
        assert {part["first"], *part["level"]} <= named
        assert part["first"] not in part["level"]
        assert f"in {part['share'] * draws:.0f} of {draws} draws" in ahead["text"]
    assert "no course is ahead of the others throughout" in ahead["text"]
    assert min(part["share"] for part in ahead["parts"].values()) < 0.9


def test_what_a_completion_adds_is_told_as_its(findings):
    """Where the author says nothing, the sentence says so, and whose the answer is."""
    for finding in of_kind(findings, "completed_by"):
        assert re.match(r"(Our completions? of|Completions? by) ", finding["text"])
    filled = [finding["text"] for finding in of_kind(findings, "stops_if_complying")]

    assert any(text.startswith("not said; ours: ") for text in filled)


@pytest.mark.parametrize("name", shipped_cases())
def test_every_promise_of_a_case_names_what_shows_it(name):
    """Nothing is promised to be shown that nothing shows, and what shows it is there."""
    report = checked(read_case(case_path(name), name=name), {})
    promising = [entry for entry in report.reading.case.conflicts if promise_of(entry)]

    assert not {"PL626", "PL501"} & set(report.codes)
    assert all(conflict.shown_by for conflict in promising)
    assert promising or name != "korea-2024"


def test_warnings_are_met_by_what_is_done(findings):
    """Some course meets a warning, also where nothing is delivered; what does nothing new none."""
    meeting = of_kind(findings, "meets_warnings")

    assert any(finding["rests_on"] for finding in meeting)
    for finding in meeting:
        assert bool(finding["rests_on"]) is ("may meet" in finding["text"])
        assert all(address.startswith("counter_threats.") for address in finding["rests_on"])


def test_every_verdict_stands_beside_what_was_tested(findings):
    """No claim has a verdict without the sentence that was tested."""
    verdicts = {finding["entries"]["claim"] for finding in of_kind(findings, "claim_stands")}
    tested = {finding["entries"]["claim"] for finding in of_kind(findings, "claim_tested")}

    assert verdicts
    assert verdicts <= tested
