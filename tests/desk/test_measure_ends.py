"""What is told of measures that last only a time, expire or act once."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.findings.constraints import constraints
from phaseline.desk.findings.measures import (
    Expires,
    LastsOnly,
    StrikesOnce,
    ends_on,
    measure_ends,
)
from phaseline.present.document.limits import limit_boards
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.words import Words


@pytest.fixture(scope="module")
def strait():
    """The smallest shipped case."""
    return read_case(case_path("strait")).case


@pytest.fixture
def playing(strait):
    """The strait with something said of what one of its measures does."""

    def changed(measure, **says):
        (game,) = strait.games
        effects = tuple(
            replace(effect, **says) if effect.measure == measure else effect
            for effect in game.effects
        )
        return replace(strait, games=type(strait.games)([replace(game, effects=effects)]))

    return changed


def told(case):
    """The sentences of what is found."""
    return [sentence.text for sentence in all_told(measure_ends(case), Words(case))]


def test_nothing_is_told_where_every_measure_goes_on(strait):
    """Nor of a case without a game."""
    assert measure_ends(strait) == ()
    assert measure_ends(replace(strait, games=type(strait.games)())) == ()


def test_a_measure_that_lasts_a_time_says_for_how_long(playing):
    """The wait of the strait is 1 to 3 months, 2 at best, and its period is a month."""
    case = playing("harbours", lasts="assumptions.patience")

    (finding,) = measure_ends(case)
    assert isinstance(finding, LastsOnly)
    assert finding.periods == Estimate(best=2, low=1, high=3)
    assert finding.rests_on == ("measures.harbours", "assumptions.patience")
    (text,) = told(case)
    assert text.endswith(": in force for 2 (1 to 3) months, then over for good.")


def test_a_time_is_told_in_the_period_of_the_case(playing):
    """A month is 365.2425 / 12 / 7 = 4.348 weeks, two are 8.697; told rounded."""
    case = replace(playing("harbours", lasts="assumptions.patience"), period="week")

    (text,) = told(case)
    assert text.endswith(": in force for 8.7 (4.35 to 13.04) weeks, then over for good.")


def test_a_measure_that_expires_says_what_is_not_called_any_more(playing, strait):
    """Of a rung above today's: it is not called afterwards. The rung that adds it names it."""
    case = playing("grain", expires="2031-09-30")
    ladder = case.ladders["recommended"]

    (finding,) = measure_ends(case)
    assert isinstance(finding, Expires)
    assert finding.day is not None
    assert finding.day.last == date(2031, 9, 30)
    assert (finding.is_climbed_to, finding.is_of_today) == (True, False)
    (text,) = told(case)
    assert text.endswith(
        ": available until 30 Sep 2031; after that, no rung that adds it is called any more."
    )
    assert [ends_on(case, ladder, rung) for rung in ladder.rungs] == [(), (), (), (finding,)]


def test_what_is_in_force_today_is_over_when_it_expires(playing):
    """A measure of the lowest rung is not called: it ends."""
    case = playing("grain", expires="assumptions.patience")
    ladder = case.ladders["recommended"]
    today = replace(ladder.rungs[0], measures=("grain",))
    rungs = type(ladder.rungs)([today, *ladder.rungs[1:]])
    ladders = [
        replace(each, rungs=rungs) if each.id == "recommended" else each for each in case.ladders
    ]
    case = replace(case, ladders=type(case.ladders)(ladders))

    (text,) = told(case)
    assert text.endswith(
        ": available for 2 (1 to 3) months; after that, where it is in force today, it is over."
    )


def test_a_provision_that_ends_is_named(playing, strait):
    """Law and game read one date; this provision has none, so the sentence says no day."""
    provision = strait.provisions[0]
    case = playing("grain", expires=f"provisions.{provision.id}")

    (finding,) = measure_ends(case)
    assert finding.provision == f"provisions.{provision.id}"
    (text,) = told(case)
    assert f": available until {provision.statute} ends; after that" in text


def test_a_strike_says_what_it_costs_whom_once(playing):
    """What stopping the grain costs Norland is 0.8 to 2, 1.4 in the middle."""
    case = playing("harbours", once_loss="assumptions.loss-grain")

    (finding,) = measure_ends(case)
    assert isinstance(finding, StrikesOnce)
    assert finding.loss == Estimate(best=1.4, low=0.8, high=2)
    (text,) = told(case)
    assert text.endswith(
        ": acts once, when it is first in force, and costs Norland 1.4 (0.8 to 2) then and nothing"
        " later."
    )


def test_a_number_that_is_missing_is_said_to_be(playing):
    """It does not stop the other answers."""
    case = playing("harbours", lasts="assumptions.nobody")

    (finding,) = measure_ends(case)
    assert finding.absence is not None
    (text,) = told(case)
    assert text.endswith(": in force for a time that cannot be worked out, then over for good.")


def test_ladders_says_it_under_the_rung_that_adds_the_measure(phaseline, tmp_path):
    """In text below the rung, in JSON as findings; the brief's tables of limits say it too."""
    folder = tmp_path / "strait"
    shutil.copytree(case_path("strait"), folder)
    game = folder / "game.yaml"
    text = game.read_text(encoding="utf-8")
    text = text.replace("{measure: grain,", "{measure: grain, expires: '2031-09-30',")
    game.write_text(text, encoding="utf-8")

    shown = " ".join(phaseline("ladders", str(folder), "recommended").out.split())
    data = json.loads(phaseline("ladders", str(folder), "--json").out)

    assert "Stop the grain" in shown.partition("available until 30 Sep 2031")[0]
    assert [finding["kind"] for finding in data["measures"]] == ["expires"]
    case = read_case(folder).case
    limits = constraints(case)
    assert limits is not None
    leads = {board.title: board.lead for board in limit_boards(case, limits)}
    assert "available until 30 Sep 2031" in leads["Ask, close, withhold"]
