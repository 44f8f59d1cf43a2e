"""Law, votes and opinion in the worked case: who may do what, who says so, who threatens whom."""

from phaseline.case.values import amount_at, derivation
from phaseline.desk.register.facts import record_of


def test_direct_supply_today_is_unlawful_in_one_paper_and_open_to_the_minister_in_the_other(entry):
    """
    One paper: direct supply violates the Foreign Trade Act until the Assembly revises it; the
    other: loopholes may allow it.
    """
    claim = entry("provisions.L2")

    assert (claim.effect.value, claim.force.value, claim.said_by) == (
        "prohibit",
        "claim",
        ("kim-author",),
    )
    assert "National Assembly" in claim.condition
    assert (entry("facts.loopholes").status.value, entry("facts.loopholes").said_by) == (
        "possible",
        "nec-authors",
    )
    assert [side.source for side in entry("conflicts.X05").sides] == ["nec", "kim"]
    assert "no single verdict" in entry("conflicts.X05").handling


def test_the_literal_reading_of_peaceful_purposes_would_bar_what_has_happened(entry):
    """
    Sales worth 22.92 billion and 550,000 shells went out: the strict reading is kept as one reading
    and its verdict on the past shown.
    """
    conflict = entry("conflicts.Y13")
    readings = {reading.id: reading.held_by for reading in entry("terms.peaceful").readings}

    assert {"poland-contracts", "romania-contracts", "shells-155-us"} <= set(
        conflict.sides[1].facts
    )
    assert set(readings) == {"strict", "self_defence", "defensive_only"}
    assert "democratic-party" in readings["strict"]
    assert readings["defensive_only"] == ("kyiv",)


def test_the_minister_alone_may_transfer_supplies_if_own_needs_are_not_harmed(entry):
    """
    To a foreign government, free or paid, without parliament; the opposition holds that
    third-country supply harms own needs.
    """
    supply, acquisition = entry("provisions.L3"), entry("provisions.L4")

    assert (supply.effect.value, supply.force.value) == ("permit", "in_force")
    assert "free or paid" in supply.says
    assert "own military needs are not harmed" in supply.condition
    assert "third countries" in supply.condition
    assert "no restriction" in acquisition.says
    assert {
        reading.id: "democratic-party" in reading.held_by
        for reading in entry("terms.own_needs").readings
    } == {
        "surplus_ok": False,
        "not_hindered": False,
        "state_of_war": True,
    }


def test_article_60_asks_for_consent_to_armed_forces_and_not_to_civilians(entry):
    """
    Army units need it and are not considered; the monitoring group is contested; civilians do not
    fall under the wording.
    """
    article, units = entry("provisions.L5"), entry("provisions.L10")
    readings = {reading.id: reading.held_by for reading in entry("terms.dispatch").readings}

    assert (article.article, article.effect.value) == ("Article 60", "consent")
    assert "not for civilians" in article.condition
    assert "not being considered" in units.says
    assert "defence-minister" in readings["units_only"]
    assert "democratic-party" in readings["one_soldier"]
    assert entry("measures.civilians_pow").option != entry("measures.monitor_group").option


def test_a_vetoed_amendment_closes_no_loophole(entry):
    """
    The President can send a bill back, as he did with another one; overriding takes two thirds of
    those present, by public record.
    """
    override = entry("procedures.override")

    assert "override" in entry("procedures.amend_law").veto
    assert (override.majority, override.base) == ("at least 2/3", "present")
    assert "vetoed" in entry("facts.veto-precedent").says
    assert entry("silences.veto-override").record == "const-override"


def test_struck_down_directives_leave_the_monitoring_group_without_its_basis(entry):
    """
    The Minister rests the group on directives; the opposition prepares to have the Constitutional
    Court overturn them.
    """
    change = entry("amendments.directives_void")

    assert (entry("provisions.L6").force.value, entry("provisions.L6").said_by) == (
        "challenged",
        ("defence-minister",),
    )
    assert {"L6", "L7"} <= set(change.provisions)
    assert change.route == "court_review"


def test_each_act_exposes_its_own_office(entry):
    """
    Lethal supply past parliament: the President, to impeachment. The monitoring group: the
    Minister, to a motion of no confidence.
    """
    impeachment, no_confidence = entry("penalties.impeachment"), entry("penalties.no-confidence")

    assert (impeachment.exposes, impeachment.by) == ("rok-president", "democratic-party")
    assert impeachment.to.startswith("impeachment")
    assert (no_confidence.exposes, no_confidence.by) == ("defence-minister", "democratic-party")
    assert "no confidence" in no_confidence.to


def test_the_law_cannot_be_revised_against_the_whole_democratic_party(korea, entry):
    """
    170 of 300 seats since the Speaker left it: with every one of them against, at most 130 are for,
    and 150 is no majority yet. Seats are a public record.
    """
    majority_party = amount_at(korea, "facts.seats-dp-now.value").number
    everybody = amount_at(korea, "institutions.assembly.total").number

    assert (majority_party, everybody) == (170, 300)
    assert everybody - majority_party <= everybody / 2
    assert record_of(korea, entry("silences.assembly-seats")).said_by == "rok-press"
    assert entry("procedures.amend_law").majority == "more than 1/2"


def test_the_seats_of_all_parties_add_up_on_the_day_of_each_count(korea, entry):
    """
    171 + 108 + 12 + 3 + 3 + 1 + 1 + 1 = 300 on 30 May 2024. The Speaker, elected on 5 June, and the
    one member of the New Future Party, on 1 September, have left: 170 and two independents since.
    """
    rows = entry("institutions.assembly").seats
    counts = {
        day: {
            row.party: amount_at(korea, row.seats.address).number
            for row in rows
            if row.on.text == day
        }
        for day in ("2024-05-30", "2024-11-28")
    }
    small = {"ppp": 108, "rkp": 12, "reform-party": 3, "progressive-party": 3, "sdp": 1, "bip": 1}

    assert counts == {
        "2024-05-30": {"democratic-party": 171, "new-future-party": 1, **small},
        "2024-11-28": {"democratic-party": 170, "independents": 2, **small},
    }
    assert {sum(count.values()) for count in counts.values()} == {300}


def test_security_is_named_as_rarely_as_the_first_lady(korea, entry):
    """Economy 21, welfare 16, security 5, first lady 5: 47 percent listed, 53 unlisted."""
    shares = {one.id: one.share.number for one in korea.salience}

    assert shares == {"economy": 21, "welfare": 16, "security": 5, "first-lady": 5}
    assert derivation(korea, entry("derived.salience-listed")).value.number == 47


def test_consultation_meets_the_second_ground_of_the_opposition_and_bypass_keeps_it(entry):
    """
    The opposition fears the risks and the bypass; consultation "might" help, by no stated amount; a
    bypass draws the impeachment threat.
    """
    consulted, bypassed = (
        entry("assumptions.consent-chance"),
        entry("assumptions.consent-after-bypass"),
    )

    assert entry("facts.opposition-risks").cites[0].exact.startswith("not only driven")
    assert "bypassing" in entry("facts.opposition-bypass").cites[0].exact
    assert entry("facts.consultation-receptive").status.value == "possible"
    assert (consulted.low.number, consulted.high.number) > (
        bypassed.low.number,
        bypassed.high.number,
    )
    assert "bypassing" in entry("facts.impeachment-threat").cites[1].exact


def test_consultation_consent_and_amendment_are_three_levels(entry):
    """
    The paper asks for a revision of the law in one place and for consultation in another; the case
    keeps both and asks the law apart.
    """
    assert "three levels" in entry("conflicts.Z04").handling
    assert "Consultation" in entry("ladders.recommended.rungs.R4a").needs
    assert "revised" in entry("ladders.recommended.rungs.R4a").needs


def test_one_bill_and_three_laws_are_not_counted_as_four(entry):
    """The relation of the bill to the three laws is unstated, and the third law is unnamed."""
    assert "not counted as four" in entry("conflicts.X19").handling
    assert entry("assumptions.third-law").options
    assert entry("provisions.L9").statute == "Three laws, of which the third is not named"
