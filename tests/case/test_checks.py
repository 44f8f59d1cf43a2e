"""
What the checks say beyond one file and one fault: figures, folders of texts, faults of form,
counts.
"""

import hashlib
from dataclasses import fields

import pytest

from phaseline.case.check.figures import figures
from phaseline.case.check.ladders import fill_of, gaps, open_after
from phaseline.case.check.report import checked
from phaseline.case.check.supply import KINDS as SUPPLY_KINDS
from phaseline.case.inert import inert_assumptions
from phaseline.case.model.response import Measure
from phaseline.case.model.supply import Donor, Need, Route, Stock
from phaseline.case.read import read_case
from phaseline.case.refusals import refusal
from phaseline.case.texts import source_texts
from phaseline.terms.diagnostic import Severity
from phaseline.terms.meaning import is_silent, meanings

HEAD = (
    "phaseline: 2\nkind: case\nid: c\ntitle: T\nquestion: Q\nas_of: 2031-04-10\nresponder:"
    " me\nchallenger: me\nactors: [{id: me, name: Me, kind: state}]\n"
)
TEXT = "The keeper counted 31 ships. The ministry may inspect the pumps."
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
SOURCE = f"sources: [{{id: paper, type: report, title: A paper, role: paper, sha256: {HASH}}}]\n"
FACT = (
    "  - {id: ships, kind: act, says: Ships., said_by: me, status: asserted, cites: [{source:"
    " paper, exact: counted 31 ships}]}\n"
)


def diagnostics(path, text, texts=None):
    """The diagnostics of a case in one file, by code and message."""
    (path / "case.yaml").write_text(text)
    return checked(read_case(path / "case.yaml"), {} if texts is None else texts).diagnostics


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.4 million shells", 3_400_000),
        ("$22 billion", 22e9),
        ("2 to 3 million", 2e6),
        ("1,400 types", 1_400),
        ("64% of them", 64),
        ("twelve batteries", 12),
        ("two hundred and fifty guns", 250),
        ("ten thousand soldiers", 10_000),
        ("twenty-one ships", 21),
        ("a dozen lamps", 12),
        ("two-thirds of respondents", 67),
        ("155㎜ 포탄 50만발", 500_000),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(text, number):
    """Scale words, grouped digits, number words, fractions."""
    assert figures(text).carry(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("31 of 40 ships", 13),
        ("$22 billion", 1e9),
        ("3.4 million", 34),
        ("12,000", 12),
        ("ten ships", 100),
        ("", 1),
    ],
)
def test_another_number_is_not_carried(text, number):
    """Exchanged digits, a lost scale, no number at all."""
    assert not figures(text).carry(number)


@pytest.mark.parametrize(
    ("more", "codes"), [("", ["PL409"]), (", status: inferred", []), (", parts: [a]", ["PL703"])]
)
def test_what_is_worked_out_needs_no_quote_of_its_own(tmp_path, more, codes):
    """Inferred numbers and sums stand on others."""
    status = "" if "status" in more else ", status: asserted"
    fact = (
        "facts:\n  - {id: a, kind: act, says: Ships., said_by: me, status: asserted, value: 31"
        " shipment, cites: [{source: paper, exact: counted 31 ships}]}\n"
    )
    fact += (
        f"  - {{id: b, kind: act, says: Ships., said_by: me, value: 13 shipment{status}{more},"
        " cites: [{source: paper, exact: counted 31 ships}]}\n"
    )

    found = diagnostics(tmp_path, HEAD + SOURCE + fact, {HASH: TEXT})

    assert [one.code for one in found] == codes


def test_a_folder_without_the_text_is_a_warning(tmp_path):
    """Somebody who gives a folder believes that the quotes were checked."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "paper.txt").write_text(f"{TEXT} More.")

    found = diagnostics(
        tmp_path, f"{HEAD}{SOURCE}facts:\n{FACT}", source_texts(tmp_path / "texts", [HASH])
    )

    assert [(one.code, one.severity) for one in found] == [("PL205", Severity.WARNING)]
    assert (
        found[0].message
        == "1 anchor in 'paper' not re-verified: no text in the folder has this hash"
    )


def test_a_text_that_cannot_be_read_is_named(tmp_path):
    """The missing text may be just that one."""
    (tmp_path / "texts").mkdir()
    with (tmp_path / "texts" / "giant.txt").open("wb") as giant:
        giant.truncate(30_000_000)

    found = diagnostics(
        tmp_path, f"{HEAD}{SOURCE}facts:\n{FACT}", source_texts(tmp_path / "texts", [HASH])
    )

    assert "could not be read in the folder of texts: giant.txt" in [one.message for one in found]


def test_without_a_folder_it_is_a_note(tmp_path):
    """Nothing was asked for."""
    found = diagnostics(tmp_path, f"{HEAD}{SOURCE}facts:\n{FACT}")

    assert [(one.code, one.severity) for one in found] == [("PL205", Severity.NOTE)]


def test_what_is_so_of_several_sources_is_one_note(tmp_path):
    """
    Two excerpts with two quotes and one, a source without a hash with one: two notes, by reason,
    the sources of the first listed with the number of their quotes.
    """
    sources = "".join(
        f", {{id: {name}, type: report, title: T, role: record{more}}}"
        for name, more in (("cut", ", read: excerpt"), ("bit", ", read: excerpt"), ("bare", ""))
    )
    facts = "".join(
        FACT.replace("id: ships", f"id: f{place}").replace("source: paper", f"source: {name}")
        for place, name in enumerate(("cut", "bit", "cut", "bare"))
    )

    found = diagnostics(tmp_path, f"{HEAD}sources: [{sources[2:]}]\nfacts:\n{facts}")

    assert [(one.code, one.message, one.detail) for one in found if one.code == "PL205"] == [
        (
            "PL205",
            "3 anchors in 2 sources read in an excerpt: counted as read, not as verified",
            ("cut 2, bit 1",),
        ),
        ("PL205", "1 anchor in 'bare' cannot be verified: no hash is entered", ()),
    ]


@pytest.mark.parametrize("texts", [{}, None])
def test_a_fault_of_form_does_not_say_that_texts_were_not_given(tmp_path, texts):
    """It says which quotes were left out."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "paper.txt").write_text(TEXT)
    given = source_texts(tmp_path / "texts", [HASH]) if texts is None else texts

    found = diagnostics(
        tmp_path,
        f"{HEAD}{SOURCE}facts:\n{FACT}{FACT.replace('says', 'sais').replace('id: ships', 'id: b')}",
        given,
    )

    assert not any("not given" in one.message for one in found)
    assert any(
        "quotes and references of the faulty entries were not checked" in one.message
        for one in found
    )


def test_a_section_with_nothing_in_it_is_an_empty_list(tmp_path):
    """An author writes the heading first."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text(HEAD + "facts:\n")
    (folder / "facts-a.yaml").write_text(
        "facts:\n" + FACT.replace("exact: counted 31 ships", "locator: I")
    )
    (folder / "facts-b.yaml").write_text("facts:\n")
    (folder / "sources.yaml").write_text(SOURCE)

    reading = read_case(folder)

    assert reading.diagnostics == ()
    assert [fact.id for fact in reading.case.facts] == ["ships"]


@pytest.mark.parametrize(
    ("entry", "fix"),
    [
        (
            (
                "facts: [{id: a, kind: act, says: S, said_by: me, status: asserted, bound: abuot,"
                " cites: [{source: paper, locator: I}]}]"
            ),
            "replace it by 'about'",
        ),
        (
            (
                "counter_threats: [{id: a, by: me, condition: C, consequence: D, met: mt, cites:"
                " [{source: paper, locator: I}]}]"
            ),
            "replace it by 'unmet'",
        ),
        (
            (
                "measures: [{id: a, title: T, route: none, lethality: nonlethal, cites: [{source:"
                " paper, locator: I}]}]"
            ),
            "replace it by 'non_lethal'",
        ),
    ],
)
def test_a_misspelt_choice_gets_the_nearest_word(tmp_path, entry, fix):
    """Texts that are one of a few words are treated as words."""
    found = diagnostics(tmp_path, HEAD + SOURCE + entry)

    assert [one.fix for one in found] == [fix]


def test_what_is_not_listed_is_counted(tmp_path):
    """The summary counts all diagnostics, not those that are shown."""
    names = ", ".join(f"x{n}" for n in range(250))
    (tmp_path / "case.yaml").write_text(
        f"{HEAD}{SOURCE}facts: [{{id: a, kind: act, says: S, said_by: me, status: asserted, about:"
        f" [{names}], cites: [{{source: paper, locator: I}}]}}]"
    )

    report = checked(read_case(tmp_path), {})

    assert report.count(Severity.ERROR) == 250


def test_faults_of_form_that_are_not_listed_are_counted(tmp_path):
    """Those of the validator too."""
    (tmp_path / "case.yaml").write_text(f"{HEAD}facts: [{', '.join(['a'] * 300)}]")

    report = checked(read_case(tmp_path), {})

    assert report.count(Severity.ERROR) == 300


@pytest.mark.parametrize("word", ["", "  ", "none", "Unstated.", "not stated", "N/A", "UNKNOWN"])
def test_silence_has_many_spellings(word):
    """They all say that nothing is said."""
    assert is_silent(word)


@pytest.mark.parametrize("word", ["none needed, the soldiers have been sent", "14 days", "at once"])
def test_a_statement_is_no_silence(word):
    """A sentence that begins with such a word says something."""
    assert not is_silent(word)


@pytest.mark.parametrize(
    "name",
    "range lat lon kill_radius interrogation questions member votes person persons profile_of"
    " messages_to evades_oversight target_of".split(),
)
def test_more_names_are_refused(name):
    """Where they are no fields of the record."""
    assert refusal(name, owner="Fact")


@pytest.mark.parametrize(
    ("name", "owner"),
    [("range", "Assumption"), ("questions", "Poll"), ("about", "Fact"), ("rank", "Brake")],
)
def test_a_harmless_name_is_not_refused(name, owner):
    """An assumption has a range."""
    assert not refusal(name, owner=owner)


@pytest.mark.parametrize(
    "text",
    [
        "It is at 37.5665, 126.9780.",
        "It is at 37°33'59\"N 126°58'41\"E.",
        "It is at N37.5665 E126.9780.",
        "It is at 37.5665° N, 126.9780° E.",
        "See 52S CG 22100 59100.",
        "See 52SCG2210059100.",
    ],
)
def test_a_position_is_refused_in_every_text(tmp_path, text):
    """In degrees, decimal or not, and in grid references."""
    found = diagnostics(
        tmp_path,
        f"{HEAD}silences: [{{id: a, asks: Where?, note: '{text.replace(chr(39), chr(39) * 2)}'}}]",
    )

    assert [one.code for one in found] == ["PL902"]


@pytest.mark.parametrize(
    "text",
    [
        "It rose from 3.141, 2.7 to 5.",
        "Between 37.5 and 126.9 percent.",
        "Version 1.234.567",
        "155-mm shells, 1,011 people",
    ],
)
def test_numbers_alone_are_no_position(tmp_path, text):
    """Shares, sums and versions."""
    assert diagnostics(tmp_path, f"{HEAD}silences: [{{id: a, asks: Where?, note: '{text}'}}]") == ()


@pytest.mark.parametrize(
    "field", ["title: reaches 40 nautical miles", "note: Two shells per drone., title: T"]
)
def test_a_stock_holds_no_ranges_or_effects(tmp_path, field):
    """However they are written."""
    found = diagnostics(tmp_path, f"{HEAD}stocks: [{{id: a, holder: me, {field}}}]")

    assert [one.code for one in found] == ["PL902"]


def test_every_formula_of_supply_is_held_to_its_bounds():
    """
    A field whose meaning says that it is a formula has a kind: a share, a time, a mass, a number.
    """
    formulas = {
        (one, field.name)
        for one in (Need, Stock, Donor, Route, Measure)
        for field in fields(one)
        if meanings(one.__annotations__)[field.name].label.startswith("A formula")
    }

    assert formulas == set(SUPPLY_KINDS)


LADDER = (
    "ladders: [{id: l, title: L, standing: contrast, proposed_by: me, off_ramp: It ends., rungs:"
    " [{id: low, title: Low, demands: [talk, leave]}, {id: high, title: High}], transitions:"
    " [{start: low, end: high, trigger: act, threshold: any, deadline: 14 days}]}]\n"
)
CONFLICT = (
    "conflicts: [{id: x, title: X, lies: within, matters_for: [demands.talk, demands.leave], sides:"
    " [{source: paper, holds: One.}, {source: paper, holds: Two.}], handling: Both.}]\n"
)


@pytest.mark.parametrize(
    ("of_talk", "of_leave", "conflict", "says"),
    [
        ("[in-person]", "[all-ships]", "", []),
        (
            "[in-person, by-letter]",
            "[all-ships]",
            "",
            [
                "the demand “Talk” stands in two scopes (in person, by letter) and two wordings",
            ],
        ),
        (
            "[in-person, by-letter]",
            "[all-ships, some-ships]",
            "",
            [
                "the demand “Talk” stands in two scopes (in person, by letter) and two wordings",
                "the demand “Leave” stands in two scopes (all ships, some ships) and two wordings",
            ],
        ),
        (
            "[in-person]",
            "[all-ships]",
            CONFLICT,
            ["the demand stands in two scopes (in person, all ships) and two wordings"],
        ),
    ],
)
def test_scopes_are_compared_within_one_demand(tmp_path, of_talk, of_leave, conflict, says):
    """Parts have scopes of their own; demands that one conflict names are one, worded twice."""
    wordings = [
        ", ".join(f"{{says: W, scope: {scope}}}" for scope in of[1:-1].split(", "))
        for of in (of_talk, of_leave)
    ]
    demands = (
        f"demands: [{{id: talk, title: Talk, to: me, wordings: [{wordings[0]}]}},"
        f" {{id: leave, title: Leave, to: me, wordings: [{wordings[1]}]}}]\n"
    )

    found = diagnostics(tmp_path, f"{HEAD}{SOURCE}{demands}{conflict}{LADDER}")

    assert [
        diagnostic.message.removeprefix("ladder 'l': ")
        for diagnostic in found
        if diagnostic.code == "PL605"
    ] == says


def test_an_assumption_is_inert_that_only_a_silence_or_itself_names():
    """A formula, a bound of another and a bare id name it; what it answers and its words do not."""
    data = {
        "assumptions": [
            {"id": "used", "low": 0},
            {"id": "bound", "low": 0},
            {"id": "bare", "low": 0},
            {"id": "idle", "low": "assumptions.bound", "rationale": "As assumptions.idle."},
        ],
        "derived": [{"formula": "2 * assumptions.used"}],
        "claims": [{"assumption": "bare"}],
        "silences": [{"assumption": "idle"}],
    }

    assert inert_assumptions(data) == {"idle"}


@pytest.mark.parametrize(
    ("horizon", "column", "fix"),
    [
        ("[24, 12]", 15, "write [12, 24]"),
        ("[12, 12]", 15, "write [12]"),
        ("[0]", 11, "write [12]"),
        ("[-3, 6]", 11, "write [6]"),
        ("[]", 1, "write [12]"),
    ],
)
def test_horizons_are_periods_in_their_order(tmp_path, horizon, column, fix):
    """
    The nearest comes first and the farthest last, each at least one period: answers are told by
    both, so that another order would exchange their words.
    """
    (error,) = diagnostics(tmp_path, f"{HEAD}horizon: {horizon}\n")

    assert (error.code, error.place.column, error.fix) == ("PL107", column, fix)


def test_one_horizon_and_several_in_order_are_sound(tmp_path):
    """One period is a horizon, and so are two, each greater than that before it."""
    assert not diagnostics(tmp_path, f"{HEAD}horizon: [1]\n")
    assert not diagnostics(tmp_path, f"{HEAD}horizon: [12, 24]\n")


def climbed(fills, plays=""):
    """A case whose ladder lacks the triggers of two steps, with two completions by these fills."""
    completion = "{id: %s, title: T, completed_by: %s, fills: [%s]%s}"
    ways = ", ".join(completion % (name, name, fills, plays) for name in ("first", "second"))
    return (
        f"{HEAD}ladders:\n  - id: ladder\n    title: A ladder\n    standing: published\n"
        "    proposed_by: me\n    rungs: [{id: low, title: L, demands: [leave]},"
        " {id: mid, title: M}, {id: top, title: T}]\n"
        "    transitions: [{start: low, end: mid, trigger: unstated, deadline: 14 days},"
        " {start: mid, end: top, trigger: unstated, deadline: 14 days}]\n    off_ramp: It ends.\n"
        f"    completions: [{ways}]\n"
        'demands: [{id: leave, title: Leave, to: me, cites: [{source: paper, locator: "1"}]}]\n'
        + SOURCE
    )


@pytest.mark.parametrize(
    ("fills", "fault"),
    [
        ("{gap: PL602, says: A.}", ""),
        ("{gap: PL602, says: A., step: mid}, {gap: PL602, says: B., step: top}", ""),
        ("{gap: PL602, says: A.}, {gap: PL602, says: B., step: top}", ""),
        (
            "{gap: PL602, says: A., step: mid}",
            "PL611 the completion 'first' leaves open: PL602 at top",
        ),
        (
            "{gap: PL602, says: A.}, {gap: PL602, says: B.}",
            "PL612 PL602 is filled twice, and the first of the two counts",
        ),
        (
            "{gap: PL602, says: A.}, {gap: PL602, says: B., step: low}",
            "PL612 no step to 'low' is open by PL602",
        ),
    ],
)
def test_a_fill_names_its_step_where_a_code_occurs_twice(tmp_path, fills, fault):
    """One for every step, or one each; a second one for a step is not passed over in silence."""
    found = diagnostics(tmp_path, climbed(fills))

    of_first = [f"{one.code} {one.message}" for one in found if one.code in ("PL611", "PL612")][:1]

    assert of_first == ([fault] if fault else [])


def test_a_step_that_a_completion_does_not_play_is_not_closed_by_it(tmp_path):
    """A completion that plays the two lower rungs closes the step to the second alone."""
    fills = "{gap: PL602, says: A.}"
    (tmp_path / "case.yaml").write_text(climbed(fills, ", plays: {rungs: [low, mid]}"))
    case = read_case(tmp_path / "case.yaml").case
    (ladder,) = case.ladders
    first = ladder.completions[0]

    to_mid, to_top = gaps(ladder, case)

    assert (to_mid.step, to_top.step) == ("mid", "top")
    assert fill_of(first, to_mid) == first.fills[0]
    assert fill_of(first, to_top) is None
    assert open_after(first, (to_mid, to_top)) == ()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ("[]", "PL107"),
        ("[facts]", "PL501"),
        ("[title]", "PL501"),
        ("[facts.ships.says]", "PL501"),
        ("[facts.ships]", ""),
    ],
)
def test_a_question_is_answered_by_entries(tmp_path, answers, code):
    """No answer, a whole section, a field of the header or of an entry would tell nothing."""
    asked = f"questions: [{{id: q, asks: What?, answered_by: {answers}}}]\n"
    found = diagnostics(tmp_path, f"{HEAD}{SOURCE}facts:\n{FACT}{asked}")

    errors = [one.code for one in found if one.severity is Severity.ERROR]

    assert errors == ([code] if code else [])


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (
            "{id: three, says: Three., all: [both, third, second]}",
            "second decides twice in 'three', by itself or within its parts",
        ),
        (
            "{id: off, institution: hall, says: S., silence: {after: 30 day, stopped_by: both}}",
            "both hangs on others itself: name one vote that stops it",
        ),
    ],
)
def test_what_a_decision_made_of_others_cannot_do_is_said_in_words(tmp_path, added, message):
    """Within a chain none of its parts may stand again by itself, and it stops no silence."""
    votes = ", ".join(
        f"{{id: {name}, institution: hall, says: It decides., majority: more than 1/2, base: all}}"
        for name in ("first", "second", "third")
    )
    text = (
        f"{HEAD}{SOURCE}institutions: [{{id: hall, name: Hall, total: 1 seat, seats: [{{party: me,"
        " seats: 1 seat, on: 2031-01-01}]}]\n"
        "assumptions: [{id: odds, asks: Odds, owner: me, rationale: R., low: 0.3, high: 0.9}]\n"
        f"procedures: [{votes}, {{id: both, says: Both., all: [first, second]}}, {added}]\n"
        "whips: [{id: count, title: A count, procedures: [first, second, third], moved_by: me,"
        ' votes: [{party: me, "yes": assumptions.odds}]}]\n'
    )

    faults = [one.message for one in diagnostics(tmp_path, text) if one.code == "PL809"]

    assert faults == [message]


@pytest.mark.parametrize(
    ("majority", "fix"),
    [
        ("65 percent", "write `at least 65/100`"),
        ("more than 50 %", "write `more than 50/100`"),
        ("most of them", "write it so, or `base: unknown` where nobody votes"),
    ],
)
def test_a_majority_in_percent_is_shown_as_a_share(tmp_path, majority, fix):
    """The number that is meant is in the words, so that the fix can be copied."""
    text = (
        f"{HEAD}{SOURCE}institutions: [{{id: hall, name: Hall, total: 1 seat, seats: [{{party: me,"
        " seats: 1 seat, on: 2031-01-01}]}]\n"
        "procedures: [{id: vote, institution: hall, says: It decides.,"
        f" majority: {majority}, base: all}}]\n"
    )

    fixes = [one.fix for one in diagnostics(tmp_path, text) if one.code == "PL802"]

    assert fixes == [fix]


def test_a_share_in_percent_is_told_how_it_is_written(tmp_path):
    """Of a vote a plain number is expected, and the share is one: it is said which."""
    text = (
        f"{HEAD}assumptions: [{{id: yes-share, asks: A share, owner: me, rationale: So.,"
        " low: 60 percent, high: 90 percent}]\n"
        "procedures: [{id: vote, says: It passes., chance: assumptions.yes-share}]\n"
    )

    (told,) = [one for one in diagnostics(tmp_path, text) if one.code == "PL403"]

    assert told.expected == "a plain number"
    assert told.fix.endswith("; a share is 0.6, and not 60 percent")
