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


def test_the_red_lines_join_to_five_families_of_which_three_are_common(korea):
    """
    Re-entry, satellite and submarine in both lists; multiple vehicles only in one, combat aircraft
    only in the other.
    """
    found = red_lines(korea)

    assert set(found.union) == {"re-entry", "mirv", "satellite", "submarine", "combat-aircraft"}
    assert set(found.common) == {"re-entry", "satellite", "submarine"}
    assert dict(found.only) == {"nec": ("mirv",), "kim": ("combat-aircraft",)}


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


def test_what_carrying_out_direct_supply_does_is_open_in_sign(korea, entry, phaseline):
    """
    One paper reports the fear of no restraint, the other claims cost and a stronger position: the
    range holds both signs, and the model says from where on it frees.
    """
    effect = entry("assumptions.effect-of-executed-r4")

    told = phaseline("ask", "korea-2024", "9").out

    assert effect.low.number < 0 < effect.high.number
    assert {side.source for side in entry("conflicts.X10").sides} == {"nec", "kim"}
    assert "no restrictions" in told
    assert "direct supply now, once consented to, changes nothing; it frees where" in " ".join(
        told.split()
    )
    assert "editors' inference" in entry("conflicts.X10").handling


def test_without_a_response_to_what_is_seen_seeing_it_changes_nothing(korea, entry, phaseline):
    """
    No published ladder answers a detected transfer, and the papers give no rates; the formal
    commitment is then the instrument left.
    """
    published = [ladder for ladder in korea.ladders if ladder.standing.value == "published"]

    told = phaseline("ask", "korea-2024", "7").out

    assert all("PL603" in {gap.code for gap in gaps(ladder, korea)} for ladder in published)
    assert "No published course says what follows a breach that is found out" in told
    assert entry("silences.verification-rates").assumption == "detection"
    assert entry("facts.commitment-demand").modality.value == "should"
