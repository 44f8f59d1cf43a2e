"""Could it pass, and who objects: what a reader is promised by `phaseline politics`, end to end."""

import json
import re
from math import exp, log10

import pytest

KOREA = "korea-2024"
STARTER = """phaseline: 2
kind: case
id: bare
title: A bare case
question: Who decides?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
actors: [{id: merrow, name: Merrow, kind: state}, {id: tarsk, name: Tarsk, kind: state}]
"""


@pytest.fixture(autouse=True)
def without_texts(monkeypatch):
    """Quotes are not held against texts here."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)


@pytest.fixture
def told(phaseline):
    """The answer as data, with what-ifs."""

    def answer(*changes, vote=""):
        words = [word for change in changes for word in ("--set", change)]
        return json.loads(
            phaseline("politics", KOREA, *words, *(("--vote", vote) if vote else ()), "--json").out
        )

    return answer


def by_id(entries):
    """Entries by their id."""
    return {one["id"]: one for one in entries}


def test_with_a_tenth_of_the_majority_party_the_two_chances_lie_six_orders_apart(told):
    """
    Ten percent of the majority party vote yes, log-odds of 1 to 9, and parties move by one in
    log-odds: six orders apart or more.
    """
    risk = 2.1972245773362196 / (1 - 0.5 * 0.5)  # ln 9, over what the framing leaves

    found = by_id(
        told(f"assumptions.risk-objection.best={risk}", "assumptions.party-shock.best=1")[
            "procedures"
        ]
    )["consent_dispatch"]

    shares = {one["party"]: one["yes"] for one in found["parties"]}
    assert shares["democratic-party"] == pytest.approx(0.1)
    assert log10(found["chance"] / found["chance_if_independent"]) >= 6
    assert found["chance"] > 0.01
    assert found["chance_if_independent"] < 1e-6


def test_the_chances_stand_beside_their_threshold_and_their_range(told):
    """
    Every vote has threshold, base, chance, the one with members apart, and both ends; the
    procedures keep their ids.
    """
    found = by_id(told()["procedures"])

    assert list(found) == [
        "ordinary",
        "override",
        "dismissal",
        "impeach_president",
        "impeach_minister",
        "consent_dispatch",
        "amend_law",
        "court_review",
        "notice_change",
    ]
    for name in list(found)[:7]:
        one = found[name]
        assert 0 <= one["low"] <= one["chance"] <= one["high"] <= 1
        assert one["threshold"] in (151, 200)
        assert one["base"] in ("all", "present")
    for name in ("court_review", "notice_change"):
        assert (found[name]["threshold"], found[name]["chance"], found[name]["low"]) == (
            None,
            None,
            None,
        )
        assert "no party votes" in found[name]["why"]
    assert found["court_review"]["assumed"] == {"best": pytest.approx(0.4), "low": 0.1, "high": 0.7}


def test_the_law_cannot_be_revised_against_every_member_of_the_majority_party(told):
    """
    All others there and for it: 129 of 300 are no majority, so the chance is nothing however far
    parties move (M24).
    """
    found = told(
        "assumptions.risk-objection.high=700",
        "assumptions.risk-objection.best=700",
        "assumptions.party-discipline.best=1",
        "assumptions.attendance.best=1",
        "assumptions.allied-parties-consent.high=1",
        "assumptions.allied-parties-consent.best=1",
        "assumptions.middle-parties-consent.high=1",
        "assumptions.middle-parties-consent.best=1",
    )

    assert by_id(found["procedures"])["amend_law"]["chance"] < 1e-100


def test_the_two_gallup_polls_are_not_one_poll(told, phaseline):
    """
    Two answers against three: refused, with both forms in the reason; their net figures stand alone
    (M25).
    """
    pairs = {frozenset(one["polls"]): one for one in told()["pooling"]}
    refused = pairs[frozenset({"joongang-2024", "gallup-three-option"})]

    assert refused["net"] is None
    assert refused["refused"][0].startswith("the questions differ (joongang-2024: two answers")
    assert "gallup-three-option: three answers" in refused["refused"][0]
    assert {one["id"]: one["net"] for one in told()["polls"]} == {
        "joongang-2024": -36,
        "kim-poll": -69,
        "gallup-three-option": None,
    }
    assert "Not pooled: the questions differ" in phaseline("politics", KOREA).out


def test_the_same_votes_override_or_not_by_who_is_there(phaseline, told):
    """192 fall eight short of 200 with 300 present, and are enough with 288."""
    shown = phaseline("politics", KOREA, "--vote", "override").out

    assert (
        "With everybody present 192 votes fall 8 short; they pass as soon as 12 others stay away"
        " (288\npresent)." in shown
    )
    assert told(vote="override")["vote"][0]["boycott"]["needed"][:2] == [
        {"present": 300, "votes": 200},
        {"present": 288, "votes": 192},
    ]


def test_consultation_raises_acceptance_and_bypass_draws_the_threat(told):
    """
    Both grounds bear on a bypass, one on a consultation; lethal supply past parliament exposes the
    President, the group the Minister.
    """
    found = told()
    ways, penalties = found["consultation"][0], by_id(found["penalties"])

    assert ways["party"] == "democratic-party"
    assert ways["consulted"]["yes"]["best"] == pytest.approx(1 / (1 + exp(3 * 0.75)))
    assert ways["bypassed"]["yes"]["best"] == pytest.approx(1 / (1 + exp(3 + 2)))
    assert (
        ways["consulted"]["chance"]["best"]
        > ways["unframed"]["chance"]["best"]
        > ways["bypassed"]["chance"]["best"]
    )
    assert penalties["impeachment"]["exposes"] == "rok-president"
    assert penalties["impeachment"]["options"] == [
        "direct_def",
        "direct_off",
        "replaced_direct",
        "replaced_direct_def",
    ]
    assert penalties["no-confidence"]["exposes"] == "defence-minister"
    assert penalties["no-confidence"]["moved"] == {
        "best": pytest.approx(0.45),
        "low": 0.1,
        "high": 0.8,
    }


def test_consultation_might_help_says_the_paper_and_does_by_assumption(phaseline):
    """
    What the paper gives as possible is told as possible and cited; what the count makes of it is
    told as assumed.
    """
    shown = " ".join(phaseline("politics", KOREA).out.split())

    assert (
        "says that it might make the Assembly more receptive; by how much it does not say [kim]."
        in shown
    )
    assert "Here consultation is assumed to remove the ground of procedure" in shown
    assert "Consultation removes" not in shown


def test_each_chance_names_who_moves_it(told, phaseline):
    """
    A bill has two chances: what the government asks for falls, what the opposition moves passes
    (170 + 22 of 300 against 108).
    """
    found = by_id(told()["procedures"])
    rows = [
        line.split()
        for line in phaseline("politics", KOREA).out.splitlines()
        if line.startswith("amend_law ") and "151/300" in line
    ]

    assert [row[1:3] for row in rows] == [["government", "asks"], ["opposition", "moves"]]
    assert found["amend_law"]["whip"] == "government-asks"
    assert list(found["amend_law"]["by_whip"]) == ["opposition-moves"]
    assert (
        found["amend_law"]["by_whip"]["opposition-moves"]["chance"]
        > 0.5
        > found["amend_law"]["chance"]
    )
    assert {name for name, one in found.items() if one["by_whip"]} == {"amend_law"}


def test_no_reader_meets_an_exponent_or_a_negative_zero(phaseline):
    """Small chances are told as one in so many; exponents stand in JSON alone."""
    shown = [
        phaseline("politics", KOREA).out,
        *(phaseline("politics", KOREA, "--vote", name).out for name in ("override", "amend_law")),
    ]
    assert all("amend_law" in text or "override" in text for text in shown)

    assert [text for text in shown if re.search(r"\d+e-?\d|[-−]0(?![.\d-])", text)] == []


def test_the_chance_of_a_bill_can_be_worked_out_from_what_is_printed(phaseline):
    """
    Passes, vetoed, overridden: the printed figures multiply to the printed chance, to its last
    figure.
    """
    shown = re.sub(r"\s+", " ", phaseline("politics", KOREA).out)
    found = re.findall(
        r"passes (0\.\d+), (0\.\d+) .*?vetoed (0\.\d+), then overridden (0\.\d+)", shown
    )

    assert len(found) == 5
    for row in found:
        passes, told_chance, vetoed, overridden = map(float, row)
        assert passes * (1 - vetoed + vetoed * overridden) == pytest.approx(told_chance, abs=1.1e-3)


def test_a_boycott_that_hands_over_an_override_is_told_of_the_override_alone(phaseline):
    """
    Where nothing is overridden the sentence is left out, and no row has fewer present than there
    are votes.
    """
    shown = {
        name: phaseline("politics", KOREA, "--vote", name).out
        for name in ("override", "consent_dispatch", "amend_law", "dismissal")
    }

    assert {name for name, text in shown.items() if "hands over" in text} == {"override"}
    assert [
        name
        for name, text in shown.items()
        if "more than are there" in text or re.search(r"^1 ", text, re.MULTILINE)
    ] == []


def test_judgements_stand_beside_the_count(told, korea):
    """
    Four judgements beside what is counted, on which no result rests; the impeachment the other way
    round, as its rationale says.
    """
    found = {one["assumption"]: one for one in told()["judged"]}
    said = {one.id: one.rationale for one in korea.assumptions}
    unused = {"consent-chance", "consent-after-bypass", "amendments-pass", "amendments-overridden"}

    assert {name: one["used"] for name, one in found.items()} == {
        **dict.fromkeys(unused, "count"),
        "impeachment-success": "judgement",
    }
    assert all("no result rests on it" in said[name] for name in unused)
    assert "the game uses this judgement" in said["impeachment-success"]
    assert found["consent-chance"]["counted"] == by_id(told()["procedures"])["ordinary"]["chance"]
    assert (
        found["impeachment-success"]["counted"]
        == by_id(told()["procedures"])["impeach_president"]["chance"]
    )


def test_no_result_of_a_vote_rests_on_a_judgement_that_is_kept_beside_it(told):
    """Another value of the judgement changes no chance."""
    plain, changed = (
        told(),
        told("assumptions.consent-chance.best=0.4", "assumptions.amendments-pass.best=0.2"),
    )

    assert changed["procedures"] == plain["procedures"]
    assert changed["amendments"] == plain["amendments"]


def test_members_who_have_left_their_parties_are_counted_as_independents(told, phaseline):
    """
    The Speaker left the Democratic Party on his election in June 2024, the New Future Party's one
    member left it on 1 September: on 28 November 170 seats and two independents.
    """
    seats = {one["party"]: one for one in told()["institutions"][0]["seats"]}

    assert {one["on"] for one in seats.values()} == {"2024-11-28"}
    assert seats["democratic-party"]["seats"] == 170
    assert seats["independents"]["seats"] == 2
    assert "new-future-party" not in seats
    assert not any(one["since"] for one in seats.values())
    assert "300 seats on 28 Nov 2024: Democratic Party of Korea 170" in " ".join(
        phaseline("politics", KOREA).out.split()
    )


def test_the_answer_says_what_it_is_made_from(told, phaseline):
    """The day of the count, no random draws, and the error, beside the hash of the case."""
    found = told()

    assert found["receipt"]["seats_on"] == {"assembly": "2024-11-28"}
    assert found["receipt"]["relative_error"] == 1e-12
    assert "no random draws" in found["receipt"]["shocks"]
    assert found["case"]["hash"]
    assert (
        "Seats of the National Assembly of the Republic of Korea on 28 Nov 2024."
        in phaseline("politics", KOREA).out
    )


def test_the_threat_of_impeachment_is_taken_to_reach_direct_supply_only(phaseline):
    """
    The paper threatens it over "the provision of lethal weapons to Ukraine" and leaves the route
    open, which is told.
    """
    shown = " ".join(phaseline("politics", KOREA).out.split())

    assert "Lethal supply to Ukraine (by which route is not said): exposes President" in shown


def test_one_party_decides_every_ordinary_vote_and_two_an_override(told):
    """
    Banzhaf of the majority party 1 at 151, one half each for the two large ones at 200; all others
    0.
    """
    power = told()["power"]["assembly"]

    assert {
        name: one["banzhaf"] for name, one in power["151"]["parties"].items() if one["banzhaf"]
    } == {"democratic-party": 1.0}
    assert {
        name: one["banzhaf"] for name, one in power["200"]["parties"].items() if one["banzhaf"]
    } == {
        "democratic-party": 0.5,
        "ppp": 0.5,
    }


def test_a_vote_taken_again_is_no_fresh_draw(told):
    """Three sittings of one Assembly are worth more than one and less than three Assemblies."""
    found = by_id(told()["procedures"])["consent_dispatch"]

    assert found["chance"] < found["again"]["shared"] < found["again"]["independent"]


def test_votes_are_told_by_party(told, korea):
    """
    Whoever has seats or a vote in the answer is a party of the case; no person is among its actors.
    """
    kinds = {actor.id: actor.kind.value for actor in korea.actors}
    found = told()
    voters = {one["party"] for whip in found["whips"] for one in whip["parties"]} | {
        one["party"] for body in found["institutions"] for one in body["seats"]
    }

    assert len(voters) == 8
    assert {kinds[name] for name in voters} == {"party"}


def test_the_text_fits_the_terminal(phaseline):
    """No line is wider than a hundred columns, in the whole answer and in that of each vote."""
    shown = [
        phaseline("politics", KOREA).out,
        *(phaseline("politics", KOREA, "--vote", name).out for name in ("override", "amend_law")),
    ]
    assert all("amend_law" in text or "override" in text for text in shown)

    assert [line for text in shown for line in text.splitlines() if len(line) > 100] == []


def test_a_case_without_politics_says_so(phaseline, tmp_path):
    """One sentence and 0; in JSON the same keys, empty."""
    path = tmp_path / "bare.yaml"
    path.write_text(STARTER, encoding="utf-8")

    ran = phaseline("politics", str(path))
    data = json.loads(phaseline("politics", str(path), "--json").out)

    assert (ran.status, ran.out.count("\n")) == (0, 1)
    assert ran.out.startswith("This case holds no politics")
    assert (data["procedures"], data["polls"], data["power"]) == ([], [], {})


def test_an_unknown_vote_gets_the_nearest_name(phaseline):
    """Status 2 and the procedure that was probably meant."""
    ran = phaseline("politics", KOREA, "--vote", "overide")

    assert (ran.status, ran.out) == (2, "")
    assert "did you mean 'override'?" in ran.err


def test_a_share_above_everybody_is_refused(phaseline):
    """What `check` finds wrong with a whip count stops the answer."""
    ran = phaseline("politics", KOREA, "--set", "assumptions.attendance.high=1.5")

    assert ran.status == 2
    assert "PL410" in ran.err
