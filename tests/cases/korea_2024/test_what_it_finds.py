"""The page that says in plain words what the Korea case finds: each figure is the computed one."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from phaseline.case.games import abstaining_types, setup_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.offers import OfferTerms, offer_question, offered
from phaseline.desk.comparison.whom import whom_of
from phaseline.game.corners import ReplyCorner
from phaseline.game.offers import answered_offers, exchange_rate

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "explanation" / "what-the-korea-case-finds.md"
GOLDEN = ROOT / "tests" / "brief" / "golden" / "korea-2024.json"
"""The findings of the case; that they are what is computed is a test of its own."""
SHOWN = "kim-step-down"
CASE = "Phases with a demand (step down)"


@pytest.fixture(scope="module")
def findings():
    """Every finding of the case by its id."""
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page():
    """The page on one line, without the addresses of its links."""
    return " ".join(re.sub(r"\]\([^)]*\)", "]", PAGE.read_text(encoding="utf-8")).split())


def figures(findings, name):
    """The values of a finding by name: median, low, high."""
    return {key: value["median"] for key, value in findings[name]["values"].items()}


def certain(findings):
    """What the law and the courses leave open."""
    options = {
        int(re.search(r"of (\d+) options", finding["text"])[1])
        for finding in findings.values()
        if finding["kind"] == "reading_believed"
    }
    courses = int(re.search(r"None of the (\d+) courses", findings["left_open"]["text"])[1])

    assert findings["under_every_reading"]["text"] == "Lawful under every reading: nothing."
    yield f"Of {options.pop()} options, none is lawful under every reading"
    assert not options  # the same options under every reading
    yield f"None of the {courses} courses on record says what follows compliance,"
    yield findings["left_open"]["text"].removeprefix(f"None of the {courses} courses on record ")


def of_the_model(findings):
    """How long the line is crossed, and what the courses change of it."""
    untouched = findings["claim_figure_stands.P14.lead"]["values"]["value"]["base"]
    inside = findings["ahead_of_others"]["parts"]["inside"]
    draws = figures(findings, "ahead_of_others")["draws"]
    buys = figures(findings, "courses_buy")
    effect = findings[f"course_effect.{SHOWN}"]["values"]["inside"]

    assert buys["small"] == buys["courses"]
    assert (inside["first"], inside["level"]) == (SHOWN, [])
    assert round(effect["median"], 1) == round(effect["high"], 1) == 0
    yield f"in {untouched:.1f} of {buys['of']} months, in the middle of {draws} draws"
    yield f"None of the {buys['courses']} completed courses typically takes off even one."
    yield f"{CASE} leaves the fewest in {inside['share'] * draws:.0f} draws: in the middle nothing"
    yield f"is taken off, in nine of ten draws 0 to {-effect['low']:.1f} months"


def of_turns(findings):
    """What moves the answer most, and what would put the shown course ahead."""
    seen = next(iter(findings["moves_most.detection"]["parts"]["changes"]))
    ends = re.search(r"within one month, (\S+ to \S+):", findings["moves_most.detection"]["text"])
    base = figures(findings, "none_abstains")["base"]
    ahead = findings[f"would_be_ahead.{SHOWN}"]
    (threshold,) = ahead["parts"]["thresholds"]
    across = figures(findings, f"would_be_ahead.{SHOWN}")

    assert seen["policies"] == [SHOWN]
    assert findings["what_moves_them"]["entries"]["assumptions"][0] == threshold["assumption"]
    assert "direct supply with a trigger" in ahead["text"]
    assert across["across"] > across["across_other"]  # behind, so that it takes something
    assert round(seen["low"], 1) == 0
    yield f"assumed at {ends[1]}."
    yield f"takes off 0 to {-seen['high']:.1f} of {base:.1f} months"
    yield f"leaves {across['across']:.1f} of {across['of']} months, direct supply with a trigger"
    yield f" {across['across_other']:.1f}."
    yield f"about {threshold['at']:.2f} instead of {threshold['best']:.2f} would alone put it ahead"
    yield f"so would each of {across['more']} other changes"


def of_limits(findings):
    """What no single change reaches, nor all together, and what everything rests on."""
    turns_on = figures(findings, f"what_it_turns_on.{SHOWN}")
    keeps_out = findings[f"would_keep_out.{SHOWN}"]
    (threshold,) = keeps_out["parts"]["thresholds"]
    challenged = figures(findings, "challenged")

    assert figures(findings, f"would_keep_out.{SHOWN}")["more"] == 0
    assert "would keep one type more" in keeps_out["text"]
    assert threshold["type"] == "cautious"
    assert "and keep" not in findings[f"what_it_turns_on.{SHOWN}"]["text"]
    assert challenged["assumed"] == challenged["unchallenged"]
    yield f"Of {turns_on['types']} kinds of Moscow one holds back by itself"
    yield f"keep out one of the other {turns_on['types'] - 1}, and none for the other"
    yield f" {turns_on['types'] - 2}."
    yield f"take off {turns_on['together']:.0f} of {turns_on['of']} months on average"
    yield f"rests on {challenged['assumed']} assumptions, and nobody has challenged any"


@cache
def offered_beside():
    """
    What is offered beside the shown course: a tenth a month with the reports as they are, set
    beside detection and consent, and the offer that the case names.
    """
    case = read_case(case_path("korea-2024")).case
    asked = offer_question(case, OfferTerms(inducement=0.1))
    paid = offered(case, asked, SHOWN)[0]
    named = offered(case, offer_question(case, OfferTerms()), SHOWN)[0]
    bare = replace(paid, offer=None)
    return (
        answered_offers([bare], [paid.offer]),
        exchange_rate(bare, paid.offer),
        answered_offers([bare], [named.offer]),
        named.offer,
        setup_of(case),
    )


def of_an_offer(_):
    """What an inducement does, what does as much, and who takes the named offer up."""
    paid, rate, named, offer, setup = offered_beside()
    (without, taken), left = paid.across[:, 0], named.across[1, 0]
    accepting = {side.type for side in named.sides if side.accepts[0]}
    keeping = {side.type for side in named.sides if side.keeps[0]}
    abstaining = set(abstaining_types(setup))

    assert abstaining == keeping  # nobody else keeps to the line
    assert abstaining < accepting
    assert offer.inducement == 0.1
    yield f"transfers in {taken:.1f} of 24 months under that course"
    yield f"and in {without:.1f} unpaid"
    yield f"a chance of {rate.detection:.2f} of noticing a transfer within a month"
    yield f"or of {rate.consent:.2f} of every consent that may be refused"
    yield f"Certain consent is worth an inducement of {rate.inducement:.2f} a month"
    yield f"a transfer is noticed with a chance of {offer.verification:.1f}, {len(accepting)} of"
    yield f" {len(setup.types)} kinds take the offer up"
    yield f"That leaves {left:.1f} months"
    yield "`phaseline offer korea-2024`"


@cache
def deterred():
    """Whom direct supply with a trigger deters, asked of those who decide, and what that is of."""
    case = read_case(case_path("korea-2024"), name="korea-2024").case
    (told,) = whom_of(case, ladder="hold-fire")
    return told.answer, told.ranges


def of_those_who_decide(_):
    """What the course takes from each of those who decide, and whether one is held by the other."""
    answer, ranges = deterred()
    moscow, pyongyang = answer.holds[ReplyCorner.COMPLIANT]
    through = answer.through[ReplyCorner.COMPLIANT]

    assert all(match.is_unique for match in answer.matches)
    assert (pyongyang.challenger, pyongyang.track) == ("pyongyang", "troops")
    assert pyongyang.is_zero
    assert (moscow.challenger, moscow.track) == ("moscow", "technology")
    assert set(through) == {("moscow", "pyongyang"), ("pyongyang", "moscow")}
    assert all(abs(more) < 0.05 for more in through.values())
    yield "nothing in direct supply with a trigger deters it from sending more"
    yield f"Moscow that course costs {moscow.whole:.2f} for transferring sensitive technology"
    yield f"where a transfer gains it {moscow.gain:.2f}."
    yield "Neither is held through the other"

    drawn, _ = ranges.corners[ReplyCorner.COMPLIANT].holds
    assert ranges.unique == ranges.draws
    assert (drawn.challenger, drawn.outweighs) == ("moscow", 0)
    assert abs(drawn.takes.median) < 0.005
    yield f"Over {ranges.draws} draws of the assumptions it costs Moscow nothing in the middle"
    low, high = f"{drawn.takes.low:.2f}".replace("-", "−"), f"{drawn.takes.high:.2f}"
    yield f"and {low} to {high} in nine of ten"
    yield f"a transfer gains it {drawn.gain.low:.2f} to {drawn.gain.high:.2f}, and in none of them"


PARTS = (certain, of_the_model, of_turns, of_limits, of_an_offer, of_those_who_decide)


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_each_figure_of_the_page_is_the_computed_one(findings, page, part):
    """Its sentences, with the figures of the findings put in."""
    for sentence in part(findings):
        assert sentence in page


@pytest.mark.slow
def test_no_figure_stands_on_the_page_that_is_not_compared(findings, page):
    """Whatever is compared taken out, no digit is left."""
    for part in PARTS:
        for sentence in part(findings):
            page = page.replace(sentence, "")

    assert re.findall(r"\S*\d\S*", page) == []
