"""What a completion puts before a body, whatever the law asks."""

from dataclasses import replace

from phaseline.case.games import policy_of, rungs_of
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting, yardstick_setting
from phaseline.desk.consent.consent import policy_stands, readings_of, stands
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.authority import veto_leaves
from phaseline.desk.findings.rungs import rung_limits
from phaseline.game.spec import Vote
from phaseline.law.model import Standing
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words


def test_a_rung_of_its_own_is_put_before_the_body_in_every_reading(korea):
    """Silence in one reading, a bar in the others: the Assembly's in all four."""
    policy = policy_of(korea, "dialogue-conditional")
    rung = rungs_of(korea, policy)[-1]
    assert rung in korea.ladders["dialogue"].completions["dialogue-conditional"].rungs

    by_law = {stands(korea, name)["direct_off"].standing for name in readings_of(korea)}
    assert Standing.SILENT in by_law

    for name in readings_of(korea):
        stand = policy_stands(korea, policy, name)["direct_off"]
        assert stand.standing in (Standing.CONSENT, Standing.CONSENT_LIFTS_BAR)
        assert stand.bodies == ("assembly",)
        setting = base_setting(korea, policy, "union", reading=name)
        played = game_of(setting, best_values(korea)).ladder.rungs[-1]
        assert isinstance(played.consent, Vote)


def test_what_others_play_stands_as_the_law_has_it(korea):
    """Nothing is asked of a policy that does not ask, and the yardstick asks for itself."""
    conditional = policy_of(korea, "dialogue-conditional")
    for reading in readings_of(korea):
        assert policy_stands(korea, policy_of(korea, "jump"), reading) == stands(korea, reading)
        setting = base_setting(korea, conditional, "union", reading=reading)
        assert yardstick_setting(korea, setting).stands == stands(korea, reading)


def test_a_bar_that_nobody_lifts_stays(korea):
    """Without a procedure that lifts bars a vote opens nothing."""
    encodings = type(korea.encodings)(replace(each, lifts_bars="") for each in korea.encodings)
    case = replace(korea, encodings=encodings)
    policy = policy_of(case, "dialogue-conditional")

    barred = [
        reading
        for reading in readings_of(case)
        if stands(case, reading)["direct_off"].standing is Standing.BARRED
    ]
    assert barred
    for reading in barred:
        stand = policy_stands(case, policy, reading)["direct_off"]
        assert stand.standing is Standing.BARRED


def test_the_added_rung_is_told_as_the_completions(korea, korea_law):
    """Its limits name the completion; those of the ladder's own rungs name none."""
    limits = rung_limits(korea, korea_law, ())
    added = {(limit.rung, limit.completion) for limit in limits if limit.ladder == "dialogue"}
    assert added == {("G0", ""), ("G1", ""), ("G2", "dialogue-conditional")}


def test_a_veto_leaves_what_the_change_would_have_repealed(korea, korea_limits):
    """Three laws would close the ways round parliament; vetoed, both permissions stay."""
    left = {finding.about: finding for finding in veto_leaves(korea, korea_limits)}

    closing = left["loopholes_closed"]
    assert closing.stays == ("provisions.L3", "provisions.L4")
    assert "directives_void" not in left  # a court decides, which nobody vetoes
    text = told(closing, Words(korea)).text
    assert "if that is vetoed and not passed again, this stays: " in text
    assert "without the approval of parliament" in text
