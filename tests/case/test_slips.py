"""What a new author of a case is told of slips of form: what was found, and one way to mend it."""

import shutil

import pytest

from phaseline.case.addresses import AddressBook
from phaseline.case.check.report import checked
from phaseline.case.days import day_meant
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.terms.diagnostic import Severity

FACT = "when: 2031-04, value: 140 person"
BEGUN = "begun: [{level: handed-over, chance: assumptions.begun}]"
SEASON = (
    "      - {id: season, of: season, drift: [{start: open, end: ice, chance: assumptions.ice}],"
    " always: true}"
)
PATIENCE = "low: 1 month, high: 3 month, best: 2 month"
FISH = "consequence: Vesper's boats may not fish off Norland,"


@pytest.fixture
def slip(tmp_path):
    """Write the strait with one text of it in other words, and give the errors of its check."""

    def errors(file, old, new):
        folder = tmp_path / "strait"
        shutil.copytree(case_path("strait"), folder, dirs_exist_ok=True)
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        diagnostics = checked(read_case(folder), {}).diagnostics
        return [one for one in diagnostics if one.severity is Severity.ERROR]

    return errors


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Yes, but no", "Yes, but no"),
        ("Yes, but no, never", "Yes, but no, never"),
        ("Yes, and mind: all of it", "Yes, and mind: all of it"),
    ],
)
def test_a_comma_within_braces_asks_for_quotes(slip, text, whole):
    """A text that its commas cut up is one error, and the fix is the text in quotes."""
    errors = slip("escalation.yaml", FISH, f"consequence: {text},")

    assert [one.code for one in errors] == ["PL105"]
    assert "within braces a comma ends the text" in errors[0].message
    assert errors[0].fix == f'write `consequence: "{whole}"`'


@pytest.mark.parametrize(
    ("number", "fix"),
    [("1,250 person", "1_250 person"), ("3,400,000 person", "3_400_000 person")],
)
def test_a_number_with_commas_is_asked_for_without_them(slip, number, fix):
    """Quotes around it would only lead to the next error: a number has no commas."""
    errors = slip("facts.yaml", "value: 140 person", f"value: {number}")

    assert [one.fix for one in errors] == [f"write `value: {fix}`"]


@pytest.mark.parametrize(
    ("unit", "fix"),
    [
        ("persn", "replace 'persn' by 'person'"),
        ("dya", "replace 'dya' by 'day'"),
        ("m3", "add 'm3' to `units` in case.yaml"),
        ("flood", "add 'flood' to `units` in case.yaml"),
    ],
)
def test_a_unit_is_replaced_only_by_one_that_it_may_be_a_slip_for(slip, unit, fix):
    """A case counts what it likes: no metre for a cubic metre, and no good for a flood."""
    errors = slip("facts.yaml", "value: 140 person", f"value: 140 {unit}")

    assert errors[0].fix == fix


def test_among_many_words_none_is_proposed_that_is_alike_by_chance(slip):
    """A reader who means perhaps is not told to write proposed."""
    errors = slip(
        "facts.yaml", "said_by: authors, status: possible", "said_by: authors, status: perhaps"
    )

    assert [one.fix for one in errors] == ["choose one of asserted, record, estimate, reported …"]


def test_an_unknown_field_within_braces_is_no_cut_text(slip):
    """A field with a value after its colon, in a word, is only unknown."""
    errors = slip("facts.yaml", FACT, "wen: 2031-04, value: 140 person")

    assert [one.fix for one in errors] == ["replace 'wen' by 'when'"]


def test_a_bare_number_is_asked_for_its_assumption(slip):
    """Where a formula stands, no number stands for itself: it has an owner and a range."""
    errors = slip("game.yaml", "noticed: assumptions.sight", "noticed: 0.5")

    assert [one.code for one in errors] == ["PL107"]
    assert "such as assumptions.ID" in errors[0].expected
    assert "enter 0.5 under `assumptions`" in errors[0].fix


def test_a_list_of_entries_is_shown_with_what_an_entry_needs(slip):
    """Begun is a list of levels with their chances."""
    errors = slip("game.yaml", BEGUN, "begun: 0.3")

    assert [one.fix for one in errors] == ["write `begun: [{level: …, chance: …}]`"]


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ('as_of: "2031-05-01"', "date: 2031-05-01", "replace 'date' by 'as_of'"),
        ('as_of: "2031-05-01"', "asof: 2031-05-01", "replace 'asof' by 'as_of'"),
        ('as_of: "2031-05-01"', "as_of: 1 May 2031", "replace it by '2031-05-01'"),
    ],
)
def test_the_day_of_a_case_is_asked_for_once(slip, old, new, fix):
    """A day under another word, or written otherwise, is one error with the word that is meant."""
    assert [one.fix for one in slip("case.yaml", old, new)] == [fix]


def test_the_day_of_an_entry_has_its_field_named(slip):
    """A fact has one field that holds a day."""
    errors = slip("facts.yaml", FACT, FACT.replace("when", "date"))

    assert [one.fix for one in errors] == ["replace 'date' by 'when'"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May 1, 2031", "2031-05-01"),
        ("1st May 2031", "2031-05-01"),
        ("1.5.2031", "2031-05-01"),
        ("2031/5/1", "2031-05-01"),
        ("2031-5", "2031-05"),
        ("31 June 2031", ""),
        ("5/4/2031", ""),
        ("spring", ""),
    ],
)
def test_a_day_in_words_is_proposed_as_the_format_writes_it(text, day):
    """Where two days may be meant, or none, nothing is proposed."""
    assert day_meant(text) == day


def test_ends_of_a_range_are_named_with_their_units(slip):
    """Three months lie above sixty days, though 3 is below 60."""
    errors = slip("assumptions.yaml", PATIENCE, "low: 3 month, high: 60 day")

    assert [one.message for one in errors] == ["the low end 3 month is above the high end 60 day"]


@pytest.mark.parametrize(
    ("file", "first", "again"),
    [
        ("game.yaml", "      - {id: season,", f"{SEASON}\n"),
        (
            "response.yaml",
            "      - {id: R3,",
            "      - {id: R3, title: Again, measures: [grain]}\n",
        ),
        ("actors.yaml", "  - {id: oster,", "  - {id: oster, name: Oster, kind: state}\n"),
    ],
)
def test_a_repeated_id_is_one_error(slip, file, first, again):
    """What follows from two entries of one name is not told beside it."""
    errors = slip(file, first, f"{again}{first}")

    assert [one.code for one in errors] == ["PL502"]


def test_an_address_whose_end_is_not_given_is_still_mended():
    """An entry without `best` is named itself, where its own name was misspelt."""
    book = AddressBook({"assumptions": [{"id": "sight", "low": 0, "high": 1}]})

    assert book.nearest("assumptions.sigt.best") == "assumptions.sight"
    assert book.nearest("assumptions.sigt.low") == "assumptions.sight.low"
    assert book.nearest("assumptions.sight.best") == ""


@pytest.mark.parametrize("text", ["", "# all of it is put aside\n"])
def test_a_file_with_nothing_in_it_is_named(tmp_path, text):
    """One note says what was expected there; of the header it is said that it is missing."""
    shutil.copytree(case_path("strait"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "supply.yaml").write_text(text)
    emptied = checked(read_case(tmp_path), {}).diagnostics
    (tmp_path / "supply.yaml").unlink()
    (tmp_path / "case.yaml").write_text(text)
    headless = read_case(tmp_path).diagnostics

    notes = [one for one in emptied if one.code == "PL119"]
    assert [(one.place.file, one.severity) for one in notes] == [("supply.yaml", Severity.NOTE)]
    assert "such as `facts:`" in notes[0].expected
    assert [(one.code, one.place.file) for one in headless] == [("PL106", "case.yaml")]
