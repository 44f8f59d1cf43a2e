"""What the papers say, by whom and how firmly: quotes, hedges, names."""

from phaseline.case.quotes import anchoring
from phaseline.desk.register.facts import FactFilter, actor_named, chosen_facts, origins_of
from phaseline.present.document.questions import answers
from phaseline.terms.diagnostic import Severity


def test_a_quote_that_a_paper_prints_twice_is_a_warning_and_no_error(papers, korea_report):
    """
    The sentence on aligning arms sales stands in the body and again as a pull quote: found twice,
    warned about, accepted.
    """
    quote = "Seoul could more explicitly align its arms sales to the West"

    found = anchoring(quote, papers["kim"])
    repeated = [diagnostic for diagnostic in korea_report.diagnostics if diagnostic.code == "PL204"]

    assert found.count == 2
    assert "facts.align-sales.cites.0.exact" in [diagnostic.address for diagnostic in repeated]
    assert {diagnostic.severity for diagnostic in repeated} == {Severity.WARNING}
    assert korea_report.is_sound


def test_combat_is_reported_and_nobody_has_confirmed_it(korea, entry):
    """
    One paper writes "reportedly", the other states it bare; neither is independent confirmation, so
    the act is reported, not done.
    """
    hedged, bare = entry("facts.combat-reported"), entry("facts.kpa-in-hostilities")

    assert (hedged.status.value, bare.status.value) == ("reported", "asserted")
    assert origins_of(korea, hedged) == 1
    assert origins_of(korea, bare) == 1
    assert entry("acts.direct-combat").is_done == "reported"
    assert {side.source for side in entry("conflicts.X15").sides} == {"nec", "kim"}


def test_a_reader_of_the_facts_sees_that_combat_has_no_independent_confirmation(phaseline):
    """The list of reported facts about troops says so beside each of them."""
    shown = phaseline("facts", "korea-2024", "--kind", "troops", "--status", "reported").out

    assert "combat-reported  [troops; reported; Author of the Kim paper]" in shown
    assert shown.count("no independent confirmation") == shown.count("[troops; reported;")


def test_four_spellings_are_one_party_that_holds_the_majority(korea, entry):
    """
    Toburo, Toburo Democratic Party, main opposition democratic party, South Korea's Democratic
    Party: one actor, one majority.
    """
    spellings = (
        "Toburo",
        "Toburo Democratic Party",
        "main opposition democratic party",
        "South Korea's Democratic Party",
    )

    found = {actor_named(korea, spelling).id for spelling in spellings}

    assert found == {"democratic-party"}
    assert "democratic-party" in entry("facts.opposition-majority").about
    assert "majority" in entry("facts.opposition-majority").cites[0].exact


def test_facts_are_found_by_any_printed_name_of_an_actor(korea):
    """Asking for Toburo and asking for the Democratic Party give the same facts, some of them."""
    by_old_name = chosen_facts(korea, FactFilter(actor="Toburo"))
    by_new_name = chosen_facts(korea, FactFilter(actor="South Korea's Democratic Party"))

    assert by_old_name == by_new_name
    assert "impeachment-threat" in [fact.id for fact in by_old_name]


def test_a_transfer_of_technology_is_only_possible(korea, entry):
    """
    Neither paper reports a transfer: every fact that names one is possible, the act is unknown, no
    hidden track has a level.
    """
    hidden = [track for track in korea.tracks if track.seen == "hidden"]

    assert {
        entry(f"facts.{name}").status.value
        for name in ("transfer-possible", "transfer-possible-nec")
    } == {"possible"}
    assert entry("acts.technology-transfer").is_done == "unknown"
    assert {track.at_start for track in hidden} == {"unknown"}
    assert "no source reports it" in answers(korea)[1].sentences[0].text
