"""
The law of a case as the desk asks it: days, what-ifs, proofs, what would open a cell, and what
meets without a priority.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.consent.law_queries import cell_of, day_of, legal, openings, proofs, what_of
from phaseline.errors import QuestionError
from phaseline.law.model import Standing
from phaseline.terms.when import When

CLASHING = """phaseline: 2
kind: case
id: harbour
title: A harbour law
question: May the ports be closed?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
actors: [{id: merrow, name: Merrow, kind: state}, {id: tarsk, name: Tarsk, kind: state}]
sources: [{id: paper, type: report, title: A paper}]
provisions:
  - {id: ports, statute: Ports Act, says: The minister may close a port., effect: permit,
     force: in_force, encoding: home, rules: [{id: close, effect: permit, when: [closure]}]}
  - {id: bank, statute: Treaty of the Bank, says: Ports stay open., effect: prohibit,
     force: in_force, encoding: home, rules: [{id: open, effect: prohibit, when: [closure]}]}
encodings: [{id: home, title: The law of Merrow}]
options: [{id: close_ports, title: Closing the ports, encoding: home, tags: [closure]}]
"""


@pytest.fixture(scope="module")
def found(korea_law):
    """What the law of the worked case says."""
    return korea_law


@pytest.fixture
def clashing(tmp_path):
    """A case in which a permission and a prohibition meet."""
    (tmp_path / "case.yaml").write_text(CLASHING, encoding="utf-8")
    return read_case(tmp_path).case


def test_the_law_is_that_of_the_cases_day_and_nothing_is_changed(found, korea):
    """Without a what-if nothing shifts; the day is the case's."""
    assert (found.on, found.shifts, found.clashes) == (korea.as_of.last, (), ())
    assert not found.what.enacted | found.what.void


def test_cells_are_of_whole_readings_and_statuses_of_combinations(found):
    """
    Eleven options by four positions in one encoding, 28 in the other; each has a receipt.
    """
    assert (len(found.cells), len(found.statuses), len(found.receipts)) == (52, 28, 2)
    assert found.cell("direct_def", "opposition").standing is Standing.BARRED
    assert found.status("air_defence/grant_direct") is found.status("air_defence-grant")
    assert found.cell("direct_def", "nobody") is None
    assert found.status("direct_def") is None


@pytest.mark.parametrize(
    ("text", "day"), [("2024-11-28", date(2024, 11, 28)), ("2031-01-01", date(2031, 1, 1))]
)
def test_a_day_is_read(text, day):
    """As ISO 8601 writes it."""
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-11", "2024-13-01", "2024-11-28/2024-11-30", "soon"]
)
def test_what_is_no_day_is_refused(text):
    """A month, an interval or a word is no day."""
    with pytest.raises(QuestionError, match="expected a day such as 2024-11-28"):
        day_of(text)


def test_an_amendment_with_a_day_is_law_from_then_on(korea):
    """An amendment whose day the case gives needs no what-if after it, and is no change then."""
    dated = [
        replace(one, effective=When.parse("2025-01-01")) if one.id == "bill_passed" else one
        for one in korea.amendments
    ]
    case = replace(
        korea,
        amendments=tuple(dated),
        options=tuple(one for one in korea.options if one.id == "replaced_direct"),
    )
    before, after = (
        legal(case, on=date(2024, 12, 31)),
        legal(case, on=date(2025, 1, 1), enacted=["bill_passed"]),
    )

    assert before.cell("replaced_direct", "loophole").standing is Standing.EXECUTIVE
    assert after.cell("replaced_direct", "loophole").standing is Standing.CONSENT
    assert after.shifts == ()
    assert what_of(case, on=date(2025, 1, 1)).enacted == {"bill_passed"}


def test_a_provision_that_counts_as_void_shifts_what_rests_on_it(korea):
    """
    Without the directive on small groups the Assembly is asked under both readings that rely on
    it, as it is once the directive has been voided.
    """
    found = legal(korea, void=["L6"])

    assert {(one.option, one.reading, *one.before, *one.after) for one in found.shifts} == {
        ("monitor_group", reading, Standing.EXECUTIVE, Standing.CONSENT)
        for reading in ("executive", "loophole")
    }


def test_a_cell_of_whole_readings_has_a_proof_for_each(korea, found):
    """
    Four positions, four proofs; one where the position is named; each comes to the standing of its
    cell.
    """
    every, one = proofs(korea, found, "direct_def"), proofs(korea, found, "direct_def/loophole")

    assert [proof.world.position for proof in every] == [
        "executive",
        "loophole",
        "opposition",
        "revision_needed",
    ]
    assert [proof.standing for proof in every] == [
        found.cell("direct_def", proof.world.position).standing for proof in every
    ]
    assert [proof.world.position for proof in one] == ["loophole"]


def test_a_cell_of_combinations_has_a_proof_for_each_standing(korea, found):
    """A contested status is proved once each way, in worlds that settle every term."""
    proved = proofs(korea, found, "tanks/reexport_pl")

    assert [proof.standing for proof in proved] == [Standing.EXECUTIVE, Standing.BARRED]
    assert all(set(proof.world.readings) == set(found.laws[1].terms) for proof in proved)


def test_what_opens_a_cell_and_what_only_lifts_its_bar_are_told_apart(korea, found):
    """
    Direct supply: nothing on record leaves it to the executive under every reading, the revision
    lifts the bar.
    """
    executive, unbarred = openings(found, cell_of(korea, found, "direct_def/opposition"))

    assert (executive.sets, executive.is_complete) == ((), True)
    assert unbarred.sets == (frozenset({"law_revised"}),)


@pytest.mark.parametrize(
    ("name", "option", "reading"),
    [
        ("direct_def", "direct_def", ""),
        ("direct_def/opposition", "direct_def", "opposition"),
        ("tanks/grant_direct", "tanks-grant", ""),
        ("tanks-grant", "tanks-grant", ""),
    ],
)
def test_a_cell_is_named_by_option_by_reading_or_by_measure_and_route(
    korea, found, name, option, reading
):
    """Every printed name of a cell finds it."""
    cell = cell_of(korea, found, name)

    assert (cell.option.id, cell.reading) == (option, reading)


@pytest.mark.parametrize("name", ["direct_def/nobody", "tanks-grant/opposition", "tanks", ""])
def test_what_names_no_cell_is_refused(korea, found, name):
    """A measure alone, or a reading of the other encoding, names no cell."""
    with pytest.raises(QuestionError, match="there is no cell"):
        cell_of(korea, found, name)


def test_a_permission_and_a_prohibition_without_priority_clash(clashing):
    """The clash names both rules, and voiding one of the provisions ends it."""
    (clash,) = legal(clashing).clashes

    assert (clash.option, clash.permits, clash.prohibits) == (
        "close_ports",
        "ports.close",
        "bank.open",
    )
    assert legal(clashing, void=["bank"]).clashes == ()


def test_a_case_without_options_has_no_cell(korea, found):
    """It is said that nothing is asked of the law."""
    case = replace(korea, options=())

    with pytest.raises(QuestionError, match="asks nothing of the law"):
        cell_of(case, legal(case), "direct_def")


@pytest.mark.parametrize("name", ["strait", "snapback-2025"])
def test_a_date_makes_an_amendment_or_ends_a_provision_as_supposing_it_does(name):
    """
    An amendment with the day of the case as its first is one that counts as made, and a provision
    whose last day was the day before one that counts as void: every cell is the same.
    """
    case = read_case(case_path(name)).case
    day = case.as_of.last
    dates = {
        "effective": ("amendments", "enacted", f"{day}"),
        "until": ("provisions", "void", f"{day - timedelta(days=1)}"),
    }
    count = 0
    for field, (section, way, text) in dates.items():
        for entry in getattr(case, section):
            if not getattr(entry, "rules", ["as an amendment is"]):
                continue
            changes = {f"{section}.{entry.id}.{field}": text}
            dated = legal(read_case(case_path(name), changes=changes).case)
            assert dated.cells == legal(case, **{way: [entry.id]}).cells, changes
            count += 1

    assert count > 1
