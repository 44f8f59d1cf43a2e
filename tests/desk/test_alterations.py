"""What the courses would change if one thing were otherwise that is assumed for all of them."""

from dataclasses import replace

import numpy as np
import pytest
from contests import contest_of

from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.alterations import (
    NO_PROOF,
    NONE_ABSTAINS,
    PLANS_FARTHER,
    Alteration,
    alterations,
    sampled,
)
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.study import base_setting, figures
from phaseline.desk.findings.alterations import NoneAbstains, PlansFarther, altered_games
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words

FILES = {path.name: path.read_text(encoding="utf-8") for path in case_path("strait").glob("*.yaml")}
HAND_OVER = "{do: hand-over, start: none, end: handed-over,"
OWNED = "\n  - {id: NAME, asks: Whatever, owner: A. Reader, rationale: Nobody knows., SPAN}\n"
ABSTAINS = """
      - id: bound
        title: is held back by its neighbours
        weight: assumptions.bound-share
        gains: [{track: gear, level: handed-over, number: -assumptions.gain-careful}]
        abstains: Its neighbours close their ports to whoever hands gear over.
    reading: ministry"""
YES = '"yes": assumptions.farmers-yes'


def case_with(
    folder, owned: tuple[str, str], moved: tuple[str, str, str], reading: str = "ministry"
) -> Case:
    """
    The case at sea with one thing changed, given by its file, what stands there and what is to, and
    an assumption that the change rests on, by its name and range.
    """
    file, old, new = moved
    assert old in FILES[file]
    entry = OWNED.replace("NAME", owned[0]).replace("SPAN", owned[1])
    texts = {
        **FILES,
        file: FILES[file].replace(old, new, 1),
        "assumptions.yaml": FILES["assumptions.yaml"].rstrip() + entry,
    }
    texts["game.yaml"] = texts["game.yaml"].replace("reading: ministry", f"reading: {reading}")
    for where, text in texts.items():
        (folder / where).write_text(text, encoding="utf-8")
    case = read_case(folder, name="strait").case
    assert case is not None
    return case


def altered(case: Case, name: str) -> dict[str, Alteration]:
    """What a ladder changes in every altered game, over few draws."""
    return dict(alterations(case, policy_of(case, name), design(case, count=8)))


def test_who_pays_to_cross_crosses_where_it_plans_for_long_enough(tmp_path):
    """
    To hand gear over costs 3.2 once, and a month of it is worth .3 to a careful Norland and 1.2 to
    a bold one, discounted by .94 a month. Over 12 months that is .3 × 8.73 = 2.6 and 10.5, over 30
    months .3 × 14.06 = 4.2: the careful one, 7 in 17, does not cross for 12 months, and does for
    30. It has begun with .175, and who has begun goes on, for that costs nothing. So of the same 12
    months 12 (.175 + .825 × 10/17) = 7.92 are across in the one case, and all 12 in the other.
    """
    moved = f"{HAND_OVER} cost: assumptions.toll,"
    toll = ("toll", "low: 3.1, high: 3.3, best: 3.2")
    case = case_with(tmp_path, toll, ("game.yaml", HAND_OVER, moved))

    farther = altered(case, "nothing")[PLANS_FARTHER]

    plan = design(case, count=8)
    near = contest_near(case)
    assert near == pytest.approx(12 * (0.175 + 0.825 * 10 / 17), abs=1e-9)
    assert farther.base == pytest.approx(12, abs=1e-9)
    assert farther.change == 0
    assert farther.by_draw == pytest.approx(np.zeros(len(plan.draws)), abs=1e-9)


def contest_near(case: Case) -> float:
    """The months across without a step, where the challenger plans for the horizon."""
    plan = design(case, count=8)
    setting = base_setting(case, policy_of(case, "nothing"))
    return float(figures(setting, [plan.best], wanted=("inside",))["inside"][0])


def test_without_a_type_that_abstains_the_others_are_as_likely_to_one_another(tmp_path):
    """
    Careful and bold would hand gear over for all 12 months, and the third never would: without it
    12 months are across whatever its chance was.
    """
    share = ("bound-share", "low: 0.2, high: 0.4")
    case = case_with(tmp_path, share, ("game.yaml", "\n    reading: ministry", ABSTAINS))

    assert altered(case, "nothing")[NONE_ABSTAINS].base == pytest.approx(12, abs=1e-9)


def test_only_what_is_there_is_altered(tmp_path):
    """
    No type abstains at sea, and no vote turns on proof until one is said to; a ladder without votes
    has none to turn.
    """
    moved = ("politics.yaml", YES, f"{YES}, proof: assumptions.shift")
    case = case_with(tmp_path, ("shift", "low: 0, high: 2, best: 1"), moved, "farmers")
    plain = read_case(case_path("strait"), name="strait").case

    assert [*altered(plain, "firm")] == [PLANS_FARTHER]
    assert [*altered(case, "firm")] == [PLANS_FARTHER, NO_PROOF]
    assert [*altered(case, "nothing")] == [PLANS_FARTHER]


@pytest.fixture(scope="module")
def strait() -> Case:
    """The case at sea."""
    case = read_case(case_path("strait"), name="strait").case
    assert case is not None
    return case


def findings_of(case: Case, far: dict[str, float], name: str = PLANS_FARTHER):
    """What is said where the courses change −.5 and −.3 as it is, and so much otherwise."""
    plan = design(case, count=32)
    comparison = contest_of(case, plan, {"nothing": 0.0, "patient": -0.5, "firm": -0.3})
    count = len(plan.draws[sampled(plan)])
    contenders = tuple(
        replace(
            result,
            alterations={
                PLANS_FARTHER: Alteration(change=0.0, base=12.0, by_draw=np.zeros(count)),
                name: Alteration(
                    change=far.get(result.policy.id, 0.0),
                    base=12.0,
                    by_draw=np.full(count, far.get(result.policy.id, 0.0)),
                ),
            },
        )
        for result in comparison.contenders
    )
    return altered_games(case, replace(comparison, contenders=contenders))


def test_a_longer_plan_is_told_only_where_it_matters(strait):
    """A move of less than a twentieth of a month is none; one of a fifth is, and it reorders."""
    assert findings_of(strait, {"patient": -0.52, "firm": -0.3}) == ()
    (finding,) = findings_of(strait, {"patient": -0.5, "firm": -0.7})

    assert isinstance(finding, PlansFarther)
    assert (finding.near, finding.far, finding.draws) == (12, 30, 16)
    assert [course.policies for course in finding.courses] == [("firm",)]
    assert (finding.leads, finding.would_lead) == (("patient",), ("firm",))
    says = told(finding, Words(strait)).text
    assert "plan 12 months ahead, and to count nothing after them. If it planned 30 ahead" in says
    assert "−0.7 (−0.7 to −0.7) instead of −0.3 (−0.3 to −0.3)" in says
    assert says.endswith("instead of ask, close, withhold (patient).")


def test_nothing_is_said_of_games_that_were_not_solved(strait):
    """A comparison without altered games says nothing of them."""
    plan = design(strait, count=8)

    assert altered_games(strait, contest_of(strait, plan, {"nothing": 0.0, "firm": -0.3})) == ()


def test_a_type_that_abstains_is_told_with_what_it_holds_back(strait):
    """The base with it and without it stand beside each other, and what courses then change."""
    findings = findings_of(strait, {"patient": -0.9, "firm": -0.3}, NONE_ABSTAINS)
    (finding,) = (entry for entry in findings if isinstance(entry, NoneAbstains))

    assert (finding.base, finding.altered_base) == (0.0, 12.0)
    assert [course.policies for course in finding.courses] == [("patient",)]
    assert told(finding, Words(strait)).text == (
        "If no type of challenger held back by itself, there would be 12 months of handover in 12"
        " under no new step, instead of 0; months of handover would change, at our best values, by"
        " −0.9 instead of −0.5 under ask, close, withhold (patient) (of 12 instead of 0)."
    )
