"""
Shares of a poll: within the rounding that they show they are parts of one hundred, and outside of
it they are not.
"""

from decimal import Decimal

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.check.report import checked
from phaseline.case.read import read_case

CASE = """\
phaseline: 2
kind: case
id: small
title: A small case
question: What do they say?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
actors: [{{id: merrow, name: Merrow, kind: state}}, {{id: tarsk, name: Tarsk, kind: state}}]
sources: [{{id: paper, type: report, title: A paper, role: paper}}]
facts:
  - id: half
    kind: opinion
    says: Half.
    said_by: merrow
    status: asserted
    value: 49.5 percent
    cites: [{{source: paper, locator: "1"}}]
  - id: open
    kind: opinion
    says: Some.
    said_by: merrow
    status: asserted
    value: unknown
    cites: [{{source: paper, locator: "1"}}]
polls:
  - id: poll
    title: A poll
    question_form: as many answers as listed
    pollster: A house
    cites: [{{source: paper, locator: "1"}}]
    {fields}
    options:
{options}
"""


@pytest.fixture(scope="module")
def codes(tmp_path_factory):
    """
    A way to check a poll with these shares: the codes of PL704 and PL8 that it gets, with what they
    say.
    """
    path = tmp_path_factory.mktemp("polls") / "poll.yaml"

    def found(shares, **fields):
        options = "\n".join(
            f"      - {{says: answer {place}, share: {share}}}"
            for place, share in enumerate(shares)
        )
        lines = "\n    ".join(f"{name}: {str(value).lower()}" for name, value in fields.items())
        path.write_text(CASE.format(fields=lines, options=options), encoding="utf-8")
        diagnostics = checked(read_case(path), {}).diagnostics
        return {
            one.code: one
            for one in diagnostics
            if one.code == "PL704" or one.code.startswith("PL8")
        }

    return found


def percent(*numbers):
    """Shares in percent, with the digits as given."""
    return [f"{number} percent" for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "is_complete"),
    [
        ((34, 23, 22, 12, 11), False),  # 102, five answers: 2.5 points
        ((34, 23, 22, 12, 11), True),
        ((33, 22, 21, 11, 11), True),  # 98
        ((15, 15, 15, 15, 14, 14, 14), True),  # 102, seven answers: 3.5 points
        ((51, 50), True),  # 101, two answers: 1 point
        ((33.3, 33.3, 33.3), True),  # 99.9, three answers of one decimal: 0.15 points
        ((33.33, 33.33, 33.33), True),  # 99.99, 0.015 points
        (("33.0", 33, 33), True),  # 99, mixed: 0.05 + 0.5 + 0.5
        (("1e1", "4.5e1", "4_4.0"), True),  # 10 + 45 + 44.0 = 99: 0.5 + 0.5 + 0.05
        ((20, 30), False),  # answers are missing: no lower end
    ],
)
def test_a_sum_that_rounding_explains_is_fine(codes, numbers, is_complete):
    """Half a step for each answer, the step being that of its last digit."""
    assert codes(percent(*numbers), is_complete=is_complete) == {}


@pytest.mark.parametrize(
    ("numbers", "is_complete", "total", "slack"),
    [
        ((34, 23, 22, 12, 12), False, "103", "2.5"),
        ((33, 22, 21, 11, 10), True, "97", "2.5"),
        ((51, 51), True, "102", "1"),
        ((50, 48), True, "98", "1"),
        (("50.0", "49.8"), True, "99.8", "0.1"),
        ((33.33, 33.33, 33.31), True, "99.97", "0.015"),
        (("33.0", 33, 32), True, "98.0", "1.05"),
        (("60.0", "40.2"), False, "100.2", "0.1"),
    ],
)
def test_a_sum_beyond_rounding_is_an_error_that_says_how_far_rounding_goes(
    codes, numbers, is_complete, total, slack
):
    """
    With more digits less is explained; answers that are missing explain nothing above one hundred.
    """
    diagnostic = codes(percent(*numbers), is_complete=is_complete)["PL704"]

    assert diagnostic.message == f"the answers add up to {total} percent"
    assert diagnostic.expected.endswith(f"half a step of each share makes {slack} points")


@pytest.mark.parametrize(
    ("shares", "is_sound"),
    [
        (["facts.half.value", "50.4 percent"], True),  # 99.9: 0.05 + 0.05
        (["facts.half.value", "50.3 percent"], False),  # 99.8
        (["facts.half.value", "50 percent"], True),  # 99.5: 0.05 + 0.5
        (["facts.half.value", "51 percent"], True),  # 100.5
        (["facts.half.value", "52 percent"], False),  # 101.5
    ],
)
def test_a_share_by_address_has_the_step_of_the_number_there(codes, shares, is_sound):
    """49.5 percent is written with one decimal where it stands."""
    assert (codes(shares) == {}) is is_sound


def test_a_poll_with_several_answers_may_exceed_one_hundred(codes):
    """Such shares are no parts of one whole; each of them still is at most one hundred percent."""
    assert codes(percent(70, 60, 40), several_answers=True) == {}
    assert "PL704" in codes(percent(70, 60, 40), several_answers=False)
    assert "PL704" in codes(percent(120, 60), several_answers=True)


@pytest.mark.parametrize("share", ["unknown", "facts.open.value"])
def test_an_unknown_share_is_noted_and_explains_no_sum_above_one_hundred(codes, share):
    """What is missing cannot be added up; what is known may still be too much."""
    assert set(codes([*percent(60, 30), share])) == {"PL807"}
    assert codes([*percent(60, 30), share])["PL807"].severity.value == "note"
    assert "'answer 2'" in codes([*percent(60, 30), share])["PL807"].message
    assert set(codes([*percent(70, 40), share])) == {"PL807", "PL704"}


def test_an_address_that_leads_nowhere_is_no_unknown_share(codes):
    """One cause, one diagnostic: the misspelt address is reported as such."""
    assert codes([*percent(60), "facts.nothing.value"]) == {}


@examples(60)
@given(
    st.lists(st.integers(1, 10_000), min_size=1, max_size=9),
    st.lists(st.sampled_from([0, 1, 2]), min_size=9, max_size=9),
)
def test_the_answers_of_any_poll_pass_however_its_shares_are_rounded(codes, people, digits):
    """
    Counts of persons, each turned into a share with its own number of decimals, are never an error.
    """
    whole = sum(people)
    shares = [
        round(Decimal(100 * count) / whole, places)
        for count, places in zip(people, digits, strict=False)
    ]

    assert codes(percent(*(f"{share:f}" for share in shares))) == {}
