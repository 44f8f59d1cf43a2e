"""Narrowing down what a command lists."""

import json

import pytest

KOREA = "korea-2024"


@pytest.fixture(autouse=True)
def without_texts(monkeypatch):
    """Quotes are not held against texts here."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)


@pytest.fixture
def chosen(phaseline):
    """The facts that a choice gives, as data."""
    return lambda *words: json.loads(phaseline("facts", KOREA, *words, "--json").out)["facts"]


@pytest.mark.parametrize(
    ("option", "field", "word"),
    [
        ("--kind", "kind", "money"),
        ("--status", "status", "threatened"),
        ("--modality", "modality", "should"),
    ],
)
def test_facts_are_chosen_by_what_they_are_about_and_how_they_are_said(chosen, option, field, word):
    """Every fact that is listed has the word, and there is one."""
    found = chosen(option, word)

    assert found
    assert {fact[field] for fact in found} == {word}


def test_facts_are_chosen_by_the_source_that_is_cited(chosen):
    """Each cites the source, whatever else it cites."""
    found = chosen("--source", "joongang-poll")

    assert found
    assert all("joongang-poll" in {cite["source"] for cite in fact["cites"]} for fact in found)


@pytest.mark.parametrize(
    "name",
    ["democratic-party", "Toburo", "TOBURO DEMOCRATIC PARTY", "South Korea's Democratic Party"],
)
def test_facts_are_chosen_by_any_printed_name_of_an_actor(chosen, name):
    """Id or spelling, in any letter case: what the party says and what is said about it."""
    found = chosen("--actor", name, "--status", "threatened")

    assert [fact["id"] for fact in found] == [
        "impeachment-threat",
        "no-confidence-threat",
        "dp-impeach-minister",
    ]


def test_choices_are_joined_by_and(chosen):
    """Two options give what fits both."""
    both = {fact["id"] for fact in chosen("--kind", "threat", "--source", "kim")}

    assert both == {fact["id"] for fact in chosen("--kind", "threat")} & {
        fact["id"] for fact in chosen("--source", "kim")
    }


def test_a_choice_that_nothing_fits_is_an_answer(phaseline):
    """No weapon is feared by anybody in the sources: that is said, and is no fault."""
    ran = phaseline("facts", KOREA, "--kind", "weapon", "--status", "feared")

    assert ran.status == 0
    assert "not in the sources" in ran.out


def test_facts_of_public_records_come_after_those_of_the_papers_and_say_so(phaseline):
    """A reader sees which statements the two papers do not make."""
    shown = phaseline("facts", KOREA, "--kind", "politics").out

    assert shown.index("opposition-majority  [") < shown.index("seats-total  [")
    assert "public record, not in the papers" in shown


def test_conflicts_are_listed_between_or_within_sources(phaseline):
    """20 between the two papers, 23 within one; together all 43."""
    lists = {
        words: json.loads(phaseline("conflicts", KOREA, *words, "--json").out)["conflicts"]
        for words in ((), ("--between",), ("--within",), ("--between", "--within"))
    }

    assert {words: len(found) for words, found in lists.items()} == {
        (): 43,
        ("--between",): 20,
        ("--within",): 23,
        ("--between", "--within"): 43,
    }


def test_assumptions_are_chosen_by_what_they_affect(phaseline):
    """Part of the word is enough, and the silences are left out then."""
    ran = phaseline("assumptions", KOREA, "--affects", "credib")

    assert "initial-credibility U15" in ran.out
    assert "What the papers do not say" not in ran.out


def test_days_are_counted_between_two_events_for_programs_too(phaseline):
    """Least and most are given; they are one where both dates are days."""
    answer = json.loads(
        phaseline("timeline", KOREA, "--between", "rutte-call", "events.umerov-visit", "--json").out
    )

    assert (answer["from"], answer["to"], answer["days"], answer["least"], answer["most"]) == (
        "rutte-call",
        "umerov-visit",
        37,
        37,
        37,
    )


def test_days_from_an_open_date_are_not_in_the_sources(phaseline):
    """No number is made up where a date has no end."""
    answer = json.loads(
        phaseline("timeline", KOREA, "--between", "rudenko-statement", "umerov-visit", "--json").out
    )

    assert (answer["days"], answer["least"], answer["most"]) == (None, None, None)


def test_days_between_intervals_are_a_range(phaseline):
    """
    From 25 October to interviews of 31 October and 1 November it is at least 6 and at most 7 days.
    """
    answer = json.loads(
        phaseline(
            "timeline", KOREA, "--between", "trilateral", "poll-joongang-fieldwork", "--json"
        ).out
    )

    assert (answer["days"], answer["least"], answer["most"]) == (None, 6, 7)


def test_one_ladder_is_shown_without_the_table_of_all(phaseline):
    """Its rungs, gaps and completions, and acts and rungs side by side."""
    shown = phaseline("ladders", KOREA, "recommended").out

    assert "official" not in shown
    assert "gaps: 6" in shown


def test_show_finds_an_entry_by_its_id_alone(phaseline):
    """`troops-kursk` is one fact; the section need not be known."""
    ran = phaseline("show", KOREA, "troops-kursk")

    assert ran.out.startswith("troops-kursk  [troops; estimate; Washington]")


def test_show_without_an_address_gives_the_case_at_a_glance(phaseline):
    """The question, the day, who has challenged it, and how much of what it holds."""
    shown = phaseline("show", KOREA).out

    assert "as of 28 Nov 2024" in shown
    assert "not yet challenged" in shown
    assert "ladders" in shown


def test_a_number_is_shown_with_what_it_rests_on(phaseline):
    """A value alone would hide that it is an estimate and whose."""
    shown = phaseline("show", KOREA, "facts.troops-sent.value").out

    assert "about 10,000 soldiers" in shown
    assert "estimate; Washington" in shown


def test_all_codes_are_listed_with_one_line_each(phaseline):
    """`explain` without a code is the table of them."""
    lines = phaseline("explain").out.splitlines()

    assert any(line.startswith("PL201  error") for line in lines)
    assert all(line.startswith("PL") for line in lines)


def test_a_code_is_explained_in_small_letters_too(phaseline):
    """Why it matters and how it is mended."""
    shown = phaseline("explain", "pl203").out

    assert "Why it matters:" in shown
    assert "How to mend it:" in shown
    assert set(json.loads(phaseline("explain", "PL203", "--json").out)) == {"PL203"}
