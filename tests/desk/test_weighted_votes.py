"""A vote by weight from the case to its chance, and what is refused of weights."""

import pytest
from desk.test_limits import HALL

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.desk.consent.politics import feasibility
from phaseline.desk.consent.votes import outlook
from phaseline.desk.estimates.valuation import best_values
from phaseline.present.wording.politics import needs_words

BODY = (
    "  - {id: council, name: The council, total: 3 seat, seats: ["
    "{party: merrow, seats: 1 seat, weight: 50 percent, on: 2031-01-01},"
    " {party: tarsk, seats: 1 seat, weight: 30 percent, on: 2031-01-01},"
    " {party: blue, seats: 1 seat, weight: 20 percent, on: 2031-01-01}],"
    ' cites: [{source: paper, locator: "3"}]}\n'
)
VOTE = (
    "  - {id: double, institution: council, says: It decides by both majorities.,"
    " passes: {yes: at least 2 votes, of: members, weight: at least 65/100}}\n"
)
COUNT = (
    "  - {id: counting, title: What the council decides, procedures: [double], moved_by: merrow,"
    " votes: [{party: merrow, yes: assumptions.agree}, {party: tarsk, yes: assumptions.agree},"
    " {party: blue, yes: assumptions.agree}]}\n"
)


def weighted(path, old="", new=""):
    """The report on the invented case with a council of three, changed in one place."""
    text = HALL.read_text(encoding="utf-8")
    added = BODY + "procedures:\n" + VOTE
    for key, entries in (("procedures:\n", added), ("whips:\n", f"whips:\n{COUNT}")):
        text = text.replace(key, entries, 1)
    assert old in text
    (path / "case.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return checked(read_case(path / "case.yaml"), {})


def test_a_double_majority_has_the_chance_of_its_patterns(tmp_path):
    """
    Even odds and weights of 50, 30 and 20 percent: of the four patterns with two yes and more one
    has 50 percent of the weight alone; three of eight pass.
    """
    report = weighted(tmp_path)
    case = report.reading.case
    assert report.is_sound, report.diagnostics[:3]

    seen = outlook(case, best_values(case), "double")

    assert seen.chance == pytest.approx(3 / 8, abs=1e-12)
    assert seen.chance_if_independent == pytest.approx(3 / 8, abs=1e-12)
    assert needs_words(case, case.procedures["double"], seen) == (
        "at least 2 votes (2 of 3 votes) and at least 65/100 of the weight of all members"
    )
    powers = feasibility(case, best_values(case)).powers
    assert not any("double" in power.procedures for power in powers)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("weight: at least 65/100", "weight: most of it", "weight: found 'most of it'"),
        (
            "yes: at least 2 votes, of: members, weight",
            "yes: at least 2/3, of: present, weight",
            "a weight is counted of all members, without a quorum",
        ),
        (
            "weight: 30 percent, ",
            "",
            "the weight of 'tarsk' is not known, or below 0",
        ),
        ("30 percent", "30 seat", "the weights are in percent and in seat"),
        (
            "30 percent",
            "30.00001 percent",
            "the weights are so fine that all of them are 10,000,001 steps",
        ),
    ],
)
def test_weights_that_cannot_be_counted_are_refused(tmp_path, old, new, message):
    """A share in words, a base other than all members, a weight that is missing or too fine."""
    report = weighted(tmp_path, old, new)

    errors = [found for found in report.diagnostics if found.severity.value == "error"]

    assert [(error.code, error.message) for error in errors] == [("PL802", message)]
