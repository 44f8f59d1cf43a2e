"""Looking things up by address."""

import pytest

from phaseline.errors import QuestionError
from phaseline.present.terminal.entries import case_text, entry_text, looked_up


@pytest.fixture
def shown(korea):
    """What stands at an address, as text."""
    return lambda address: entry_text(korea, *looked_up(korea, address))


def test_an_id_alone_is_completed_by_its_section(korea):
    """And so is what follows the id."""
    assert looked_up(korea, "troops-kursk")[0] == "facts.troops-kursk"
    assert looked_up(korea, "troops-kursk.value")[0] == "facts.troops-kursk.value"


def test_an_id_that_two_sections_have_is_asked_back(korea):
    """Both homes are named."""
    with pytest.raises(QuestionError, match=r"needs\.shells-155, stocks\.shells-155"):
        looked_up(korea, "shells-155")


@pytest.mark.parametrize(
    "address",
    [
        ".",
        "facts.",
        "facts..value",
        "facts.troops-sent.valu",
        "ladders.recommended.rungs.R9",
        "0",
        "facts.-1",
        "facts.999999",
    ],
)
def test_an_address_that_leads_nowhere_is_refused(korea, address):
    """The message names it."""
    with pytest.raises(QuestionError, match="there is nothing at the address"):
        looked_up(korea, address)


def test_a_word_is_shown_beside_its_address(shown):
    """A text, a yes or no, and an empty field."""
    assert shown("facts.lacks-specifics.status") == "facts.lacks-specifics.status: opinion"
    assert shown("stocks.hawk.own_needs_test") == "stocks.hawk.own_needs_test: no"
    assert shown("facts.troops-sent.scope") == "facts.troops-sent.scope: nothing is entered here"


def test_a_number_that_stands_elsewhere_names_the_place(shown):
    """The stock has its number by the address of a cited fact."""
    assert shown("stocks.k105.quantity").startswith(
        "stocks.k105.quantity: 200 howitzers (facts.k105-retiring.value)"
    )


def test_a_day_is_shown_alone_and_an_open_date_with_its_silence(shown):
    """The day of the Russian warning is not in the papers, its latest day is."""
    assert shown("events.treaty.when") == "events.treaty.when: 19 Jun 2024"
    assert shown("events.rudenko-statement.when").startswith(
        "events.rudenko-statement.when: by 26 Nov 2024 (inferred in part); the day itself: Not in"
        " the two papers."
    )
    assert shown("events.deployment.when").startswith(
        "events.deployment.when: Not in the two papers."
    )


def test_an_entry_leaves_out_what_is_not_entered(shown):
    """Fields without content are no lines, nor is a no that nobody entered."""
    text = shown("stocks.hawk")

    assert "quantity" not in text
    assert "precedent only" not in text
    assert "None" not in text
    assert "False" not in text


def test_a_section_gives_all_its_entries(shown, korea):
    """One after the other, in the order of the case."""
    text = shown("silences")

    assert [line.partition("  ")[0] for line in text.splitlines() if line[:1].isalpha()][
        : len(korea.silences)
    ] == [silence.id for silence in korea.silences]


def test_the_case_at_a_glance_counts_every_section(korea):
    """Each section that holds something has a line with its size."""
    text = case_text(korea)

    assert f"facts             {len(korea.facts)}" in text
    assert "decision asked:" in text


def test_an_id_within_an_entry_is_completed_too(korea):
    """A rung is found without its ladder, where one ladder has it."""
    assert looked_up(korea, "Y0")[0] == "ladders.official.rungs.Y0"
