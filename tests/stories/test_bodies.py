"""
Whoever has to consent: two chambers and a signature, a council of fifteen with five vetoes, and
what passes by silence, from the case to each command.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.present.wording.politics import composed_words

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
FIVE = [f"v{n}" for n in range(5)]
TEN = [f"m{n}" for n in range(10)]
ACTORS = "".join(
    f", {{id: {name}, name: State {name.upper()}, kind: state}}" for name in FIVE + TEN
)
COUNCIL = ", ".join(f"{{party: {name}, seats: 1 seat, on: 2031-01-01}}" for name in FIVE + TEN)
VOTES = ", ".join(
    f"{{party: {name}, yes: assumptions.{'firm' if name in FIVE else 'soft'},"
    " attends: assumptions.there, abstains: assumptions.idle}"
    for name in FIVE + TEN
)
INSTITUTIONS = f"""
  - id: senate
    name: The Senate of Merrow
    short: Senate
    seats:
      - {{party: blue, seats: 1 seat, on: 2031-01-01}}
      - {{party: green, seats: 2 seat, on: 2031-01-01}}
    cites: [{{source: paper, locator: "3"}}]
  - {{id: council, name: The Council of Fifteen, short: Council, seats: [{COUNCIL}],
     cites: [{{source: paper, locator: "3"}}]}}
  - {{id: crown, name: The Crown, short: Crown, cites: [{{source: paper, locator: "3"}}]}}
procedures:
  - {{id: second, institution: senate, says: It consents., majority: more than 1/2, base: all,
     days: assumptions.vote-time}}
  - {{id: seal, institution: crown, says: It signs., majority: one decides,
     chance: assumptions.odds, days: assumptions.vote-time}}
  - {{id: chambers, says: Both chambers consent and the Crown signs., all: [vote, second, seal]}}
  - {{id: act, institution: council, says: It acts., passes: {{yes: at least 9 votes,
     of: members, vetoes: [{", ".join(FIVE)}]}}}}
  - {{id: lapse, institution: council, says: The ban lapses., silence: {{after: 28 day,
     stopped_by: act}}, cites: [{{source: paper, locator: "3"}}]}}
  - {{id: quiet, institution: council, says: Nobody objects., silence: {{after: 1 month,
     stopped_by: any_member}}, cites: [{{source: paper, locator: "3"}}]}}
"""
WHIPS = f"""whips:
  - {{id: upper, title: What the Senate is asked for, procedures: [second], moved_by: merrow,
     shock: assumptions.swing, votes: [{{party: blue, yes: assumptions.agree}}, {{party: green,
     yes: assumptions.agree}}]}}
  - {{id: fifteen, title: What the Council is asked for, procedures: [act, quiet],
     moved_by: merrow, votes: [{VOTES}]}}
"""
ASSUMED = "".join(
    f"  - {{id: {name}, asks: {name}, owner: me, rationale: So., low: {low}, high: {high}}}\n"
    for name, low, high in (
        ("firm", 0.7, 0.9),
        ("soft", 0.5, 0.7),
        ("there", 0.8, 1.0),
        ("idle", 0.0, 0.2),
    )
)
ASKED = "{id: ask, effect: consent, of: hall, procedure: chambers, when: [closing]}"
STILL = ("--set", "assumptions.swing.best=0")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The invented case of the strait, with more bodies, and steps that wait for each of them."""
    text = HALL.read_text(encoding="utf-8")
    for old, new in (
        ("kind: party}]", f"kind: party}}, {{id: green, name: The Greens, kind: party}}{ACTORS}]"),
        ("procedures:\n", INSTITUTIONS.lstrip("\n")),
        ("whips:\n", WHIPS),
        ("assumptions:\n", f"assumptions:\n{ASSUMED}"),
        (
            "{id: ask, effect: consent, of: hall, procedure: vote, when: [closing]}",
            ASKED,
        ),
        (
            "{id: alone, effect: permit, of: merrow, when: [searching]}",
            "{id: alone, effect: consent, of: council, procedure: act, when: [searching]}",
        ),
        ("lifts_bars: amend_law", "lifts_bars: lapse"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    place = tmp_path_factory.mktemp("bodies") / "hall.yaml"
    place.write_text(text, encoding="utf-8")
    return str(place)


@pytest.fixture
def told(phaseline, path):
    """What a command says of the case, as data."""

    def answer(command, *words):
        ran = phaseline(command, path, "--json", *words)
        assert ran.status == 0, ran.err
        return json.loads(ran.out)

    return answer


def passing():
    """
    Nine yes of fifteen and no no of the five, by hand: each is there with 0.9 and abstains with
    0.1, so a firm one says yes with 0.648 and no with 0.162, another one says yes with 0.486.
    """
    chances = np.ones(1)
    for _ in FIVE:
        chances = np.convolve(chances, [1 - 0.648 - 0.162, 0.648])
    for _ in TEN:
        chances = np.convolve(chances, [1 - 0.486, 0.486])
    return float(chances[9:].sum())


def test_every_body_is_counted_as_it_decides(told):
    """
    Without a swing: three of the hall, three of the Senate agree with a half, so each passes with
    0.5, and the Crown signs with 0.6: 0.15. What lapses is what the Council does not stop; nobody
    objects where none of five says no with 0.162 and none of ten with 0.324.
    """
    found = told("politics", *STILL)
    procedures = {one["id"]: one for one in found["procedures"]}
    composed = {one["id"]: one for one in found["composed"]}

    assert procedures["act"]["chance"] == pytest.approx(passing(), rel=1e-8)
    assert composed["chambers"]["chance"] == pytest.approx(0.15)
    assert composed["chambers"]["independent"] == pytest.approx(0.15)
    assert composed["chambers"]["least"] == pytest.approx(0.5)
    assert composed["lapse"]["chance"] == pytest.approx(1 - passing(), rel=1e-8)
    assert composed["quiet"]["chance"] == pytest.approx(0.838**5 * 0.676**10, rel=1e-8)
    assert (composed["lapse"]["months"], composed["quiet"]["months"]) == pytest.approx(
        (28 / (365.2425 / 12), 1)
    )
    assert composed["chambers"]["months"] == pytest.approx(3.0)


def test_chambers_that_share_a_party_are_no_product(told):
    """With a swing both chambers lean together: more than the product, less than the least."""
    composed = {one["id"]: one for one in told("politics")["composed"]}["chambers"]

    assert composed["independent"] + 0.01 < composed["chance"] < composed["least"] - 0.01
    assert [part["institution"] for part in composed["parts"]] == ["hall", "senate", "crown"]
    assert {"assumptions.swing", "assumptions.agree", "assumptions.odds"} <= {*composed["rests_on"]}


def test_each_body_is_named_where_it_is_told(phaseline, path):
    """Politics and law name the bodies of the case, and no body of another case."""
    politics = phaseline("politics", path).out
    law = " ".join(phaseline("law", path).out.split())
    asked = " ".join(phaseline("ask", path).out.split())

    assert "chambers: all of them 0." in politics
    assert "passes unless" in politics
    assert "consent (hall, Senate, Crown)" in law
    assert "consent: the Council; or the hall, the Senate and the Crown; or the hall have to" in law
    assert "consent (Council)" in law
    assert "the Council can lift the bar" in law
    assert "Would the hall, the Senate and the Crown agree, asked for closing the strait?" in asked
    assert not {"Assembly", "minister"} & set(f"{politics} {law} {asked}".split())


def test_two_rules_for_the_bodies_of_a_chain_name_them_once(phaseline, path, tmp_path):
    """The law names each body by a rule of its own, with the same chain in all of them."""
    text = Path(path).read_text(encoding="utf-8")
    assert ASKED in text
    twice = f"{ASKED}\n      - {{id: ask-too, {ASKED.partition(', ')[2].replace('hall', 'senate')}"
    other = tmp_path / "hall.yaml"
    other.write_text(text.replace(ASKED, twice), encoding="utf-8")

    law = " ".join(phaseline("law", str(other)).out.split())

    assert "consent: the Council; or the hall, the Senate and the Crown; or the hall have to" in law


def test_a_decision_without_a_vote_is_not_asked_about_as_one(phaseline, path):
    """What would open a step names a command that answers: a chain has no vote of its own."""
    told = " ".join(phaseline("law", path, "--open", "close").out.split())

    assert "Could it pass? `phaseline politics" in told
    assert "--vote chambers" not in told


def test_what_others_decide_is_named_by_what_they_decide(path):
    """By what is decided and never by an id: in the case of bodies, and in that of the snapback."""
    case = read_case(Path(path)).case
    snapback = read_case(case_path("snapback-2025")).case

    assert [
        composed_words(case, case.procedures[name]) for name in ("chambers", "lapse", "quiet")
    ] == [
        "all of these, one after the other: it consents; it consents; it signs",
        "passes unless this is decided within 28 days: it acts",
        "passes unless a member says no within 1 month",
    ]
    assert composed_words(snapback, snapback.procedures["thirty-days"]) == (
        "passes unless this is decided within 30 days: the Council resolves to continue the"
        " lifting of the measures, which stops their return"
    )


@pytest.mark.slow
def test_the_game_waits_for_all_of_them(told, tmp_path):
    """
    The rung of the closing waits for every body of the chain, though its rule names the first
    alone; that of the search for the Council.
    """
    answer = told("solve", "--draws", "8")

    assert answer

    limits = {
        each["measure"]: each
        for one in told("run", "--draws", "8", "--out", str(tmp_path))["limits"]
        if one["reading"] == "government"
        for each in one["measures"]
    }
    assert limits["close"]["procedures"] == ["chambers"]
    assert limits["search"]["procedures"] == ["act"]
    assert limits["mine"]["procedures"] == ["lapse", "vote"]
    assert limits["search"]["consent"] == pytest.approx(passing(), rel=1e-8)
    assert limits["close"]["bodies"] == ["hall", "senate", "crown"]
