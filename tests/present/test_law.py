"""
The law in words: tables that fit, words that say no more than the sources, and clashes with their
lines.
"""

from dataclasses import replace

import pytest

from phaseline.case.read import read_case
from phaseline.desk.consent.law_queries import cell_of, legal, proofs
from phaseline.law.model import Option, Standing
from phaseline.law.turns import TurningSearch
from phaseline.present.terminal.law import law_data, law_text
from phaseline.present.terminal.law_open import Opened, open_text
from phaseline.present.terminal.law_proof import turns_text, why_text
from phaseline.present.wording.law import (
    MEANS,
    amendment_lines,
    combination,
    combination_lines,
    grouped,
    holders,
    one_who,
    procedure_words,
    status_key,
    status_word,
    term_lines,
)
from phaseline.present.wording.layout import WIDTH, shown_width
from phaseline.terms.entries import Entries

CASE = """phaseline: 2
kind: case
id: harbour
title: A harbour law
question: May the ports be closed?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
actors: [{id: merrow, name: Merrow, kind: state}, {id: tarsk, name: Tarsk, kind: state}]
sources: [{id: paper, type: report, title: A paper}]
provisions:
  - {id: ports, statute: Ports Act, says: The minister may close a port., effect: permit,
     force: in_force, encoding: home, rules: [{id: close, effect: permit, when: [closure]}]}
  - {id: bank, statute: Treaty of the Bank, says: Ports stay open., effect: prohibit,
     force: in_force, encoding: home, rules: [{id: open, effect: prohibit, when: [closure]}]}
encodings: [{id: home, title: The law of Merrow}]
options: [{id: close_ports, title: Closing the ports, encoding: home, tags: [closure]}]
"""


@pytest.fixture(scope="module")
def found(korea_law):
    """What the law of the worked case says."""
    return korea_law


@pytest.fixture(scope="module")
def text(korea, korea_reading, found):
    """The whole answer."""
    return law_text(korea, found, korea_reading)


@pytest.fixture(scope="module")
def answers(korea, found):
    """An answer of each kind to one cell."""
    nothing = TurningSearch(sets=(), is_complete=True)
    proved = {
        name: proofs(korea, found, name)
        for name in (
            "direct_def",
            "nonlethal",
            "air_defence/grant_direct",
            "monitoring_group/deploy",
        )
    }
    opened = Opened(
        executive=nothing,
        unbarred=nothing,
        after={},
        proofs=tuple(({}, one) for one in proved["direct_def"]),
    )
    return [
        *(why_text(korea, found, one) for one in proved.values()),
        *(turns_text(korea, found, cell_of(korea, found, name)) for name in proved),
        open_text(korea, found, cell_of(korea, found, "direct_def"), opened, name="CASES/my law"),
    ]


def test_no_line_is_wider_than_the_page(text, answers):
    """A hundred letters hold every line of every table and proof."""
    lines = [line for one in (text, *answers) for line in one.splitlines()]

    assert [line for line in lines if len(line) > WIDTH] == []


def test_nothing_is_called_a_path_or_ranked(text, answers):
    """
    What would have to change is a matter of who must agree, and an order of sets is no order of
    merit.
    """
    every = " ".join("\n".join((text, *answers)).lower().split())

    assert "what would have to change in law, and who must agree" in every
    assert "no order of merit" in every
    assert [
        word
        for word in ("cheapest", "loophole path", "lawful path", "shortest", "easiest")
        if word in every
    ] == []


def test_the_answer_says_what_it_is_not(text):
    """No legal advice; silence is no permission; practice is no authority."""
    assert "not legal advice" in text
    assert "silence is no permission" in text
    assert "practice is no authority" in text


def test_every_word_of_the_tables_is_explained(text):
    """A word that stands in a cell has its line below the table."""
    words = [
        "silent",
        "practice",
        "executive",
        "consent",
        "barred",
        "barred until lifted",
        "contested",
    ]

    assert [
        word for word in words if f"\n  {word}: {MEANS[word].partition('{')[0][:40]}" not in text
    ] == []
    assert set(words) < set(MEANS)


def test_a_contested_status_is_told_in_readings(text):
    """The exact combinations stand under the option, in words, in the order of the case."""
    assert (
        "executive  if peaceful: self defence\n               or end user: first\n    barred     if"
        in text
    )


def test_all_standings_have_a_status_word():
    """
    One standing gives its word, which has no sign of a key, several are contested; data have keys.
    """
    words = [status_word(frozenset({standing})) for standing in Standing]

    assert [word for word in words if "_" in word] == []
    assert [status_key(frozenset({standing})) for standing in Standing] == [
        standing.value for standing in Standing
    ]
    assert set(MEANS) == {*words, "contested"}
    assert status_word(frozenset({Standing.EXECUTIVE, Standing.BARRED})) == "contested"


def test_readings_that_hold_together_are_joined():
    """And within a line, or between lines of the same standing."""
    lines = combination_lines(
        [("executive", {"a_b": "c"}), ("executive", {"d": "e", "f": "g_h"}), ("consent", {})]
    )

    assert combination({"d": "e", "f": "g_h"}) == "d: e, and f: g h"
    assert lines == [
        "    executive  if a b: c",
        "               or d: e, and f: g h",
        "    consent    under every reading",
    ]


def test_an_actor_is_named_within_a_sentence(korea):
    """Offices, parties and authors take an article, states do not; what is no actor is spelt."""
    named = [
        one_who(korea, one)
        for one in ("seoul", "defence-minister", "democratic-party", "nec-authors", "some_body")
    ]

    assert named == [
        "Seoul",
        "the Defence Minister",
        "the Democratic Party of Korea",
        "the authors of the New Europe Center paper",
        "some body",
    ]


def test_an_actor_written_with_its_article_takes_no_second_one(korea):
    """A short name may hold the article, of an organisation as of an office."""
    short = {"defence-minister": "the Minister", "seoul": "the Republic"}
    actors = Entries(
        replace(actor, short=short.get(actor.id, actor.short)) for actor in korea.actors
    )
    named = replace(korea, actors=actors)

    assert [one_who(named, one) for one in short] == ["the Minister", "the Republic"]
    assert holders(named, ["seoul"]) == "held by the Republic"


def test_a_reading_that_nobody_holds_says_so(korea, found):
    """And a term that an encoding holds fixed is marked."""
    lines = " ".join(" ".join(term_lines(korea, found.laws[1], {"peaceful", "dapa_reach"})).split())

    assert "attack are for a peaceful purpose; held by nobody on record." in lines
    assert "(held fixed here: reaches)" in lines


def test_a_change_names_who_proposes_it_and_who_must_agree(korea):
    """
    A proposal has its proposer, the court its own procedure; a procedure that is not in the case is
    not made up.
    """
    lines = " ".join(" ".join(amendment_lines(korea, ["directives_void"])).split())

    assert "Proposed by the Democratic Party of Korea; procedure: court_review." in lines
    assert "Must agree: Constitutional Court of Korea." in lines
    assert procedure_words(korea, "decree") == "who must agree is not in the sources."


def test_what_has_the_same_key_is_put_together():
    """In the order in which each key first comes."""
    assert grouped([3, 1, 4, 5], lambda one: one % 2) == [[3, 1, 5], [4]]


def test_many_positions_and_routes_are_cut_to_the_width(korea, korea_reading, found):
    """Nine positions need three tables, and fifteen routes more than one grid."""
    law, public = found.laws
    many = [replace(law.positions[0], id=f"position-number-{number}") for number in range(9)]
    cells = [replace(found.cells[0], reading=one.id) for one in many]
    routes = [
        Option(id=f"o{number}", measure="tanks", route=f"route_number_{number}", tags=frozenset())
        for number in range(15)
    ]
    statuses = [replace(found.statuses[0], option=one) for one in routes]
    wide = replace(
        found,
        laws=(
            replace(law, positions=tuple(many), options=law.options[:1]),
            replace(public, options=tuple(routes)),
        ),
        cells=tuple(cells),
        statuses=tuple(statuses),
        freed=(),
    )
    shown = law_text(korea, wide, korea_reading)

    assert max(map(shown_width, shown.splitlines())) <= WIDTH
    assert [f"position-number-{number}" in shown for number in range(9)] == [True] * 9
    assert [f"route_number_{number}" in shown for number in range(15)] == [True] * 15


def test_a_clash_quotes_both_provisions_with_their_lines(tmp_path):
    """
    On top of the answer, as an error: where each rule stands, what its provision says, and how to
    mend it.
    """
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    reading = read_case(tmp_path)
    shown = law_text(reading.case, legal(reading.case), reading)
    lines = CASE.splitlines()
    close, stay = (
        f"case.yaml:{number + 1}:{lines[number].index('{id: ') + 1}"
        for number in range(len(lines))
        if "{id: close," in lines[number] or "{id: open," in lines[number]
    )

    assert shown.startswith("error: two provisions clash over close_ports")
    assert f"{close}  permits: Ports Act (ports) “The minister may close a port.”" in shown
    assert f"{stay}  bars: Treaty of the Bank (bank) “Ports stay open.”" in shown
    assert "fix: name the one that gives way under `overrides` of the other" in shown


def test_the_data_hold_every_key_whatever_is_asked(found):
    """A program finds each list, empty where there is nothing."""
    data = law_data(found)

    assert list(data) == [
        "as_of",
        "enacted",
        "void",
        "lifts_bars",
        "open_dates",
        "cells",
        "status",
        "shifts",
        "freed",
        "clashes",
        "receipts",
    ]
    assert (data["enacted"], data["void"], data["open_dates"], data["shifts"], data["clashes"]) == (
        [],
        [],
        [],
        [],
        [],
    )
