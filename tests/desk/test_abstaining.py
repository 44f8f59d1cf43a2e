"""A type of challenger that would not cross whatever is answered: no ladder is credited with it."""

from dataclasses import replace

import numpy as np
import pytest

from phaseline.case.check.report import checked
from phaseline.case.games import abstaining_types, policy_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import abstaining_chance, game_of
from phaseline.desk.comparison.goals import goal_of
from phaseline.desk.comparison.results import Depth, contest
from phaseline.desk.comparison.study import base_setting, yardstick_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.effects import crosses_unanswered
from phaseline.errors import QuestionError
from phaseline.game.ahead import foreseen, outlook
from phaseline.game.barred_rungs import trimmed
from phaseline.game.play import played
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words

FILES = {path.name: path.read_text(encoding="utf-8") for path in case_path("strait").glob("*.yaml")}
ABSTAINS = """
      - id: bound
        title: is held back by its neighbours
        weight: assumptions.bound-share
        gains: [{track: gear, level: handed-over, number: NUMBER}]
        abstains: Its neighbours close their ports to whoever hands gear over.
    reading: ministry"""
OWNED = """
  - {id: bound-share, asks: Weight of a Norland that is held back, owner: A. Reader, rationale: \
Nobody knows., low: 0.2, high: 0.4}
  - {id: bound-loss, asks: What a month of handovers costs it by itself, owner: A. Reader, \
rationale: Ports are closed., low: 0.1, high: 0.5}
"""


def case_with(folder, number="-assumptions.bound-loss", **changes):
    """The case at sea with a type that abstains."""
    texts = dict(FILES)
    texts["game.yaml"] = texts["game.yaml"].replace(
        "\n    reading: ministry", ABSTAINS.replace("NUMBER", number), 1
    )
    texts["assumptions.yaml"] = texts["assumptions.yaml"].rstrip() + OWNED
    for name, (old, new) in changes.items():
        key = f"{name}.yaml"
        assert old in texts[key]
        texts[key] = texts[key].replace(old, new, 1)
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_case(folder, name="strait")


@pytest.fixture(scope="module")
def bound(tmp_path_factory):
    """The case at sea with a type that abstains."""
    return case_with(tmp_path_factory.mktemp("bound") / "strait").case


@pytest.fixture(scope="module")
def plain():
    """The same without it."""
    return read_case(case_path("strait"), name="strait").case


def changes(case, name, values, **variant):
    """What a ladder changes of the months across, and what they are without it, in each draw."""
    setting = replace(base_setting(case, policy_of(case, name)), **variant)
    pair = [
        np.array(
            [
                foreseen([trimmed(game_of(side, value))[0]], ("inside",))[0]["inside"][0]
                for value in values
            ]
        )
        for side in (setting, yardstick_setting(case, setting))
    ]
    return pair[0] - pair[1], pair[1]


def test_one_who_abstains_is_nowhere_across_and_no_ladder_changes_that(bound):
    """
    Each month across would cost it something, and nothing that is answered pays it: it stops in the
    first month where a handover has begun, so that it is never found across, with any ladder or
    without.
    """
    values = [best_values(bound), *design(bound, count=8).draws]
    for policy in bound.policies:
        change, base = changes(bound, policy.id, values, type_alone="bound")
        assert base == pytest.approx(0.0, abs=1e-12)
        assert change == pytest.approx(0.0, abs=1e-12)


def test_a_ladder_is_credited_with_the_other_types_alone(bound, plain):
    """
    With weights c and c/l of the two that may cross and b of the one that does not, all figures of
    months are those without it times (c + c/l) / (c + c/l + b), in each draw.
    """
    for values in (best_values(bound), *design(bound, count=8).draws):
        own = {name: values.values[name] for name in best_values(plain).values}
        own |= {name: shock for name, shock in values.values.items() if name.startswith("shocks.")}
        same = replace(best_values(plain), values=own)
        tempted = own["careful-share"] * (1 + 1 / own["loss-harbours"])
        share = tempted / (tempted + values.values["bound-share"])

        assert abstaining_chance(values) == pytest.approx(1 - share, abs=1e-12)
        for mine, theirs in zip(
            changes(bound, "patient", [values]), changes(plain, "patient", [same]), strict=True
        ):
            assert mine == pytest.approx(share * theirs, abs=1e-9)


def test_the_plain_solver_and_the_kernels_agree(bound):
    """Every figure of every ladder, at the best values, to 1e-12."""
    for policy in bound.policies:
        game, _ = trimmed(game_of(base_setting(bound, policy), best_values(bound)))
        fast, _ = foreseen([game])
        plainly = outlook(played([game]), tuple(fast))
        for name, figure in fast.items():
            assert figure == pytest.approx(plainly[name], abs=1e-12, nan_ok=True), name


def test_one_who_errs_takes_the_place_of_those_who_may_cross(bound):
    """
    It gains the mean of what they gain by their weights, c g + (c/l) h over c + c/l; who abstains
    stays as it is.
    """
    best = best_values(bound)
    setting = replace(base_setting(bound, policy_of(bound, "patient")), errs=True)
    erring, abstaining = game_of(setting, best).challenger.types
    careful, harbours = best.values["careful-share"], best.values["loss-harbours"]
    bold = careful / harbours
    mean = (careful * best.values["gain-careful"] + bold * best.values["gain-bold"]) / (
        careful + bold
    )

    assert erring.gain["gear"]["handed-over"] == pytest.approx(mean, abs=1e-12)
    assert erring.prior == pytest.approx(1 - abstaining.prior, abs=1e-12)
    assert (abstaining.id, abstaining.behaviour) == ("bound", "best")


def test_what_the_base_rests_on_is_said(bound, plain):
    """
    Without such a type all cross by assumption; with one the chance is said: .3 over .3 and the
    weights of the others, at the middle of the draws.
    """
    shallow = Depth(movers=False, variants=False, answers=False, claims=False)
    said = {
        name: crosses_unanswered(case, contest(case, depth=shallow, draws=8))
        for name, case in (("with", bound), ("without", plain))
    }
    chances = [abstaining_chance(values) for values in design(bound, count=8).draws]

    assert said["with"].abstaining == abstaining_types(bound.game) == ("bound",)
    assert said["with"].chance.median == pytest.approx(float(np.median(chances)), abs=1e-12)
    assert said["with"].rests_on[-1] == "assumptions.bound-share"
    assert f"{100 * said['with'].chance.median:.0f} chances in 100" in (
        text := told(said["with"], Words(bound)).text
    )
    assert "would not hand gear over whatever is answered" in text
    assert not said["without"].abstaining
    assert "every type of challenger entered here gains" in (
        told(said["without"], Words(plain)).text
    )


def test_a_type_that_might_gain_does_not_abstain(tmp_path):
    """At a gain of nothing the way in which a tie is broken would decide, so that is refused."""
    for number, is_sound in (
        ("-assumptions.bound-loss", True),
        ("assumptions.gain-careful", False),
        ("-assumptions.mistake", False),
    ):
        reading = case_with(tmp_path / "strait", number)
        faults = [one for one in checked(reading, {}).diagnostics if one.severity.value == "error"]
        assert [one.code for one in faults] == ([] if is_sound else ["PL410"]), number


def test_a_type_that_abstains_says_what_every_level_costs_it(tmp_path):
    """Nothing said of a level is a gain of nothing there."""
    reading = case_with(
        tmp_path / "strait",
        game=(
            "gains: [{track: gear, level: handed-over, number: -assumptions.bound-loss}]",
            "gains: []",
        ),
    )
    assert "PL112" in {one.code for one in checked(reading, {}).diagnostics}


def test_nobody_is_said_to_deter_one_who_abstains(bound, tmp_path):
    """Neither a claim of the case nor a goal may credit a ladder with its restraint."""
    with pytest.raises(QuestionError, match="nothing to deter"):
        goal_of(bound, "deters:bound")
    reading = case_with(
        tmp_path / "strait",
        game=(
            "better: {ladder: patient, than: nothing, by: inside}",
            "deters: {type: bound, ladder: patient}",
        ),
    )
    assert "PL112" in {one.code for one in checked(reading, {}).diagnostics}
