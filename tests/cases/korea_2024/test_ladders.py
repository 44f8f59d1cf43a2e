"""The ladders, demands and threats of the worked case."""


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


def test_threatening_executing_and_holding_back_are_three_things(entry):
    """
    A threat is a kind of deterrent, carrying it out is feared to undo restraint, and an idle one
    taught impunity.
    """
    assert entry("facts.threat-as-deterrent").kind == "threat"
    assert entry("facts.fear-release").status.value == "feared"
    assert entry("facts.impunity-belief").kind == "threat"
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


def test_a_threat_that_was_never_carried_out_is_not_pending(entry):
    """One paper says that the repeated threats "were never implemented"; the others may yet be."""
    assert entry("threats.lethal-supply-repeated").outcome == "never_implemented"
    assert {
        entry(f"threats.{name}").outcome
        for name in ("countermeasures", "phases-threat", "offensive-threat")
    } == {"pending"}
