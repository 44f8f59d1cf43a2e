"""The promises: what each ladder says, what it leaves open, what it answers."""

from phaseline.case.check.ladders import gaps, is_evaluable
from phaseline.desk.register.ladders import contrasts, red_lines


def test_the_official_phases_cannot_be_told_apart(korea, entry, phaseline):
    """
    Defensive weapons, then offensive ones if "going too far": no threshold, three wordings, "lacks
    specifics".
    """
    official = entry("ladders.official")
    wordings = [wording.cites[0].exact for wording in official.transitions[0].wordings]

    told = phaseline("ask", "korea-2024", "3").out

    assert [rung.id for rung in official.rungs] == ["Y0", "Y1", "Y2"]
    assert not is_evaluable(official, korea)
    assert {step.threshold for step in official.transitions} == {"unstated"}
    assert wordings == [
        "depending on the steps of North Korean soldiers",
        "the scale of military cooperation between Russia and",
        "depending on the level of North Korean involvement",
    ]
    assert entry("facts.lacks-specifics").cites[0].exact.endswith("lacks specifics")
    assert "cannot be told; no threshold, and 3 wordings of the trigger" in told


def test_the_three_ladders_of_the_papers_stay_three(korea, entry):
    """
    The President's phases, the author's steps and the call for aggressive deterrence have three
    proposers and share no rung.
    """
    ladders = [entry(f"ladders.{name}") for name in ("official", "recommended", "aggressive")]
    rungs = [rung.id for ladder in ladders for rung in ladder.rungs]

    assert [ladder.proposed_by for ladder in ladders] == [
        "rok-president",
        "kim-author",
        "nec-authors",
    ]
    assert [ladder.standing.value for ladder in ladders] == ["published", "published", "scenario"]
    assert len(rungs) == len(set(rungs))
    assert "seoul" not in entry("ladders.aggressive").controlled_by


def test_the_recommended_path_climbs_on_refusal_and_failure(entry):
    """
    First step at once with the demand; refusal; then a further step without a trigger; then failure
    to agree.
    """
    steps = [
        (step.start, step.end, step.trigger.value)
        for step in entry("ladders.recommended").transitions
    ]

    assert steps == [
        ("R0", "R1", "none"),
        ("R1", "R2", "statement"),
        ("R2", "R3", "unstated"),
        ("R3", "R4a", "statement"),
        ("R4a", "R4b", "none"),
    ]
    assert entry("ladders.recommended.rungs.R1").demands == ("D1", "D2")
    assert entry("ladders.recommended.rungs.R0").demands == ()


def test_the_assembly_is_needed_only_where_weapons_go_directly(entry):
    """
    The paper names consultation with the Assembly for the last step alone, which the case splits in
    two.
    """
    rungs = entry("ladders.recommended").rungs

    asked = [rung.id for rung in rungs if "Assembly" in rung.needs]

    assert asked == ["R4a", "R4b"]


def test_indirect_lethal_supply_is_older_than_the_first_rung(entry):
    """
    Shells already went through the United States: today's rung holds route, lethality and item, and
    is lethal.
    """
    today = [entry(f"measures.{name}") for name in entry("ladders.recommended.rungs.R0").measures]

    assert ("indirect", "ammunition") in {(measure.route, measure.lethality) for measure in today}
    assert ("direct", "non_lethal") in {(measure.route, measure.lethality) for measure in today}
    assert entry("ladders.recommended.rungs.R0").attributes.is_lethal == "yes"


def test_the_red_lines_join_to_five_families_of_which_three_are_common(korea):
    """
    Re-entry, satellite and submarine in both lists; multiple vehicles only in one, combat aircraft
    only in the other.
    """
    found = red_lines(korea)

    assert set(found.union) == {"re-entry", "mirv", "satellite", "submarine", "combat-aircraft"}
    assert set(found.common) == {"re-entry", "satellite", "submarine"}
    assert dict(found.only) == {"nec": ("mirv",), "kim": ("combat-aircraft",)}


def test_two_wordings_of_re_entry_are_one_family(entry):
    """
    One paper lists it twice; the case counts it once and keeps both wordings, and lets two be
    assumed.
    """
    wordings = entry("technologies.re-entry").wordings

    assert "atmospheric reentry technologies" in wordings
    assert "a re-entry vehicle technology" in wordings
    assert entry("assumptions.reentry-families").options == ("one_family", "two_families")


def test_russia_can_keep_the_commitment_and_break_the_demand(entry):
    """
    The demand forbids military support of any kind, the commitment covers sensitive technology:
    ordinary arms break only the first.
    """
    compensation, commitment = entry("demands.D1"), entry("demands.D2")

    assert compensation.scope == "any-military-support"
    assert commitment.scope == "sensitive-technology"
    assert len(compensation.wordings) + len(commitment.wordings) == 4
    assert "ordinary weapons fall under it" in entry("acts.military-compensation").note


def test_undoing_is_compellence_and_preventing_is_deterrence(entry, phaseline):
    """
    Bringing the soldiers back is compellence and presumably too late; keeping technology from being
    given is deterrence, and easier.
    """
    told = phaseline("ask", "korea-2024", "1").out

    assert entry("acts.troops-sent").goal == "compellence"
    assert entry("acts.technology-transfer").goal == "deterrence"
    assert "too late" in entry("facts.withdrawal-too-late").cites[0].exact
    assert "much" in entry("facts.compellence-harder").cites[0].exact
    assert "would be compellence, the harder task" in told


def test_direct_supply_from_today_skips_three_rungs_and_weighs_more_than_the_invitation(
    korea, entry
):
    """
    From R0 the rungs R1, R2 and R3 are skipped; the act aims at no South Korean lives, the answer
    may kill Russians.
    """
    invitation = entry("acts.invitation")
    direct = next(
        one
        for one in contrasts(korea, entry("ladders.recommended"))
        if one.act == invitation and one.rung.id == "R4a"
    )

    assert direct.skipped == 3
    assert direct.act.attributes.endangers_own_nationals == "no"
    assert direct.rung.attributes.may_kill_theirs == "yes"
    assert "Russia" in direct.rung.attributes.territory
    assert entry("facts.disproportionate").status.value == "opinion"


def test_the_comparison_of_acts_and_rungs_calls_itself_no_legal_diagnostic(phaseline):
    """Attributes stand side by side, with the rungs that are skipped, and no verdict."""
    shown = phaseline("ladders", "korea-2024", "recommended").out

    assert "a comparison, not a legal finding" in shown
    assert "rungs" in shown
    assert "Inviting North Korean soldiers" in shown


def test_no_threat_of_lethal_supply_was_carried_out(korea, entry):
    """
    Threats were repeated, how often is not said, and none was executed; a further idle threat can
    only cost credit.
    """
    outcomes = [threat.outcome for threat in korea.threats]

    assert outcomes.count("executed") == 0
    assert "never implemented" in entry("threats.lethal-supply-repeated").cites[0].exact
    assert entry("facts.impunity-belief").status.value == "inferred"
    assert entry("assumptions.credit-lost").low.number > 0
    assert entry("silences.threat-count").assumption == "initial-credibility"


def test_what_carrying_out_direct_supply_does_is_open_in_sign(korea, entry, phaseline):
    """
    One paper reports the fear of no restraint, the other claims cost and a stronger position: the
    range holds both signs.
    """
    effect = entry("assumptions.effect-of-executed-r4")

    told = phaseline("ask", "korea-2024", "9").out

    assert effect.low.number < 0 < effect.high.number
    assert {side.source for side in entry("conflicts.X10").sides} == {"nec", "kim"}
    assert "no restrictions" in told
    assert "it restrains" in told
    assert "it frees" in told
    assert "editors' inference" in entry("conflicts.X10").handling


def test_threatening_executing_and_holding_back_are_three_things(entry):
    """
    A threat is a kind of deterrent, carrying it out is feared to undo restraint, and an idle one
    taught impunity.
    """
    assert entry("facts.threat-as-deterrent").kind.value == "threat"
    assert entry("facts.fear-release").status.value == "feared"
    assert entry("facts.impunity-belief").kind.value == "threat"
    assert set(entry("conflicts.Y08").matters_for) == {
        "assumptions.initial-credibility",
        "assumptions.effect-of-executed-r4",
        "assumptions.credit-lost",
    }


def test_each_paper_has_its_own_best_course(korea, entry):
    """
    One recommends phases with a clear message and penalties and calls ignoring unwise; the other
    calls for aggressive deterrence.
    """
    assert entry("facts.phased-better").said_by == "kim-author"
    assert entry("facts.ignoring-unwise").said_by == "kim-author"
    assert entry("facts.initial-response-escalatory").said_by == "kim-author"
    assert entry("facts.aggressive-deterrence").said_by == "nec-authors"
    assert entry("facts.escalation-avoidance").said_by == "nec-authors"
    assert {side.source for side in entry("conflicts.X08").sides} == {"nec", "kim"}


def test_direct_supply_presses_more_than_indirect_and_indirect_more_than_none(entry):
    """
    The paper orders them and gives no number: the assumed ranges rise with the rung at both ends.
    """
    costs = [entry(f"assumptions.{name}") for name in ("loss-r1", "loss-r2", "loss-r3", "loss-r4")]

    assert (
        "especially in the case of direct support" in entry("facts.leverage-direct").cites[0].exact
    )
    assert "threatening to supply" in entry("facts.takeaway-leverage").cites[0].exact
    assert [cost.low.number for cost in costs] == sorted({cost.low.number for cost in costs})
    assert [cost.high.number for cost in costs] == sorted({cost.high.number for cost in costs})


def test_the_shells_for_washington_meet_one_russian_condition_only_in_one_paper_s_wording(entry):
    """
    As replacement they met nothing; as supply through the United States they possibly met
    Rudenko's; Putin's asks for supply itself.
    """
    putin, rudenko = entry("counter_threats.putin"), entry("counter_threats.rudenko")

    assert (putin.met, putin.met_by) == ("unmet", ("direct",))
    assert rudenko.met == "disputed"
    assert {"direct", "backfill-us"} <= set(rudenko.met_by)
    assert "per the New Europe Center paper no" in rudenko.note
    assert "per the Kim paper" in rudenko.note
    assert "Kyiv's to decide" in rudenko.note
    assert [side.source for side in entry("conflicts.X12").sides] == ["nec", "kim"]


def test_without_a_response_to_what_is_seen_seeing_it_changes_nothing(korea, entry, phaseline):
    """
    No published ladder answers a detected transfer, and the papers give no rates; the formal
    commitment is then the instrument left.
    """
    published = [ladder for ladder in korea.ladders if ladder.standing.value == "published"]

    told = phaseline("ask", "korea-2024", "7").out

    assert all("PL603" in {gap.code for gap in gaps(ladder, korea)} for ladder in published)
    assert "No course on record says what follows a breach that is found out" in told
    assert entry("silences.verification-rates").assumption == "detection"
    assert entry("facts.commitment-demand").modality.value == "should"
