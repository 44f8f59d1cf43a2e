"""`--set`: each place of a case is given one value."""

import pytest

KOREA = "korea-2024"
TROOPS = "facts.troops-sent.value"


@pytest.mark.parametrize("command", ["check", "derive", "facts"])
def test_two_values_for_one_address_are_refused(phaseline, command):
    """Neither the first nor the last is taken in silence: both stand in the message."""
    ran = phaseline(command, KOREA, "--set", f"{TROOPS}=12000", "--set", f"{TROOPS} = 13000")

    assert (ran.status, ran.out) == (2, "")
    assert f"--set: {TROOPS!r} is given twice, as '12000' and as '13000'; give it once" in ran.err


def test_the_same_value_twice_is_one_what_if(phaseline):
    """Nothing has to be chosen where both say the same."""
    once = phaseline("derive", KOREA, "--set", f"{TROOPS}=12000")
    twice = phaseline("derive", KOREA, "--set", f"{TROOPS}=12000", "--set", f" {TROOPS}= 12000")

    assert (twice.status, twice.out) == (0, once.out)


CASE = """\
phaseline: 2
kind: case
id: small
title: A small case
question: How many?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
actors: [{id: merrow, name: Merrow, kind: state}, {id: tarsk, name: Tarsk, kind: state}]
sources: [{id: paper, type: report, title: A paper, role: paper}]
facts:
  - {id: ships, kind: weapon, says: Ships., said_by: merrow, status: asserted, value: 3 vehicle,
     cites: [{source: paper, locator: "1"}]}
"""


def test_one_value_given_twice_is_said(phaseline, tmp_path):
    """It counts once, and the second one may have been meant for another address."""
    path = tmp_path / "small.yaml"
    path.write_text(CASE, encoding="utf-8")

    ran = phaseline("check", str(path), *("--set", "facts.ships.value=4") * 2)

    assert ran.status == 0
    assert "--set: 'facts.ships.value' is given 2 times, and counts once" in ran.err


@pytest.mark.parametrize(
    "others",
    [("facts.0.value=5", "facts.ships.value=4"), ("facts.ships.value=4", "facts.0.value=5")],
)
def test_two_spellings_of_one_address_are_one_place(phaseline, tmp_path, others):
    """An entry has a place in its list beside its id; both lead to one number."""
    path = tmp_path / "small.yaml"
    path.write_text(CASE, encoding="utf-8")
    first, second = (other.partition("=")[::2] for other in others)

    ran = phaseline("check", str(path), "--set", others[0], "--set", others[1])

    assert (ran.status, ran.out) == (2, "")
    assert (
        f"--set: {first[0]!r} and {second[0]!r} are one place, and give it {first[1]!r} and"
        f" {second[1]!r}; give it once" in ran.err
    )


def test_a_game_file_takes_one_value_for_one_address(phaseline, tmp_path):
    """A file of another kind is asked in the same way."""
    path = tmp_path / "game.yaml"
    path.write_text("kind: game\n", encoding="utf-8")

    ran = phaseline("solve", str(path), "--set", "game.horizon=3", "--set", "game.horizon=4")

    assert (ran.status, ran.out) == (2, "")
    assert "'game.horizon' is given twice, as '3' and as '4'" in ran.err
