"""What the reader makes of single values: nothing changes its kind behind an author's back."""

import pytest

from phaseline.case.compose import compose
from phaseline.case.read import changed_case, read_case
from phaseline.case.shipped import case_path
from phaseline.errors import QuestionError

CASE = """phaseline: 2
kind: case
id: values
title: T
question: Q
as_of: 2031-04-10
responder: NO
challenger: NO
actors: [{id: NO, name: Norway, kind: state}]
sources: [{id: paper, type: report, title: P, issued: 2031}]
facts:
  - {id: ships, kind: act, says: 22:30, said_by: NO, status: asserted, value: 10_000 shipment,
     cites: [{source: paper, locator: "1"}]}
brakes: [{id: brake, title: B, rank: 010, holds: H, loosened_by: []}]
"""


@pytest.fixture
def file(tmp_path):
    """A case in a file."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE)
    return path


def test_norway_is_no_falsehood_and_half_past_ten_no_number(file):
    """`NO` and `22:30` stay texts, `010` is ten, `10_000` groups its digits."""
    case = read_case(file).case

    assert case.responder == "NO"
    assert case.facts[0].says == "22:30"
    assert case.facts[0].value.number == 10_000
    assert case.brakes[0].rank == 10


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("1.10", 1.1),
        ("1_000", "1_000"),
        ("0o17", 15),
        ("0x1F", 31),
        ("2031-04-10", "2031-04-10"),
        ("~", None),
        ('"31"', "31"),
        ("! 31", "31"),
        ("true", True),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_plain_values_are_those_of_yaml_1_2(text, value):
    """The core schema, nothing of YAML 1.1."""
    composed = compose(f"key: {text}\n", file="f")

    assert composed.data == {"key": value}


def test_columns_count_characters_and_not_bytes():
    """A caret stands under the word in any script."""
    composed = compose("имя: ключ\nключ: [один, два]\n", file="f")

    place = composed.places["ключ", 1]

    assert (place.line, place.column, place.width) == (2, 14, 3)


def test_what_if_takes_a_value_of_the_same_unit(file):
    """`--set` puts a number in; a bare one keeps the unit that stood there."""
    reading = read_case(file, changes={"facts.ships.value": "12_000"})

    assert reading.case.facts[0].value.number == 12_000
    assert reading.case.facts[0].value.unit.text == "shipment"
    assert reading.changes == {"facts.ships.value": "12_000"}


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("facts.shipps.value", "did you mean 'facts.ships.value'"),
        ("facts.ships", "no number or word"),
        ("facts.ships.id", "no number or word"),
        ("nothing.at.all", "no number or word"),
        ("", "no number or word"),
    ],
)
def test_what_if_at_no_address_is_a_wrong_question(file, address, message):
    """The nearest address is named."""
    with pytest.raises(QuestionError, match=message):
        read_case(file, changes={address: "1"})


def test_what_if_of_the_wrong_kind_is_a_fault_of_the_case(file):
    """Every rule of the format holds for a what-if too."""
    reading = read_case(file, changes={"facts.ships.status": "certain"})

    assert [one.code for one in reading.diagnostics] == ["PL107"]
    assert reading.case is None


@pytest.mark.parametrize(
    ("name", "address", "value"),
    [
        ("strait", "amendments.grain-clause.effective", "2031-05-01"),
        ("strait", "provisions.grain-act.until", "2031-04-30"),
        ("snapback-2025", "tracks.npt.role", "clock"),
    ],
)
def test_a_what_if_writes_a_date_or_a_choice_that_the_file_leaves_out(name, address, value):
    """As one that is written can be changed: it was refused, and named as the nearest to itself."""
    section, entry, field = address.split(".")

    case = read_case(case_path(name), changes={address: value}).case

    written = getattr(getattr(case, section)[entry], field)
    assert getattr(written, "text", None) == value or written.value == value


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: b: c\n", 1, 5, "mapping values are not allowed"),
        ("a: 'it's'\n", 1, 8, "did not find expected key"),
        ("a: [1, 2\nb: 3\n", 2, 2, "flow sequence that begins on line 1"),
        ("a: @x\n", 1, 4, "cannot start any token"),
        ("ä: x\x07\n", 1, 5, "control characters"),
    ],
)
def test_a_fault_of_syntax_is_placed(text, line, column, words):
    """Line, column, and what the parser was about."""
    found = compose(text, file="f").diagnostics

    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("PL101", line, column)
    ]
    assert words in found[0].message


@pytest.mark.parametrize("name", ["strait", "snapback-2025"])
def test_a_case_that_was_read_takes_a_what_if_as_its_files_do(name):
    """The same records, and the reading is as it was; its first assumption is at an end."""
    reading = read_case(case_path(name))
    first = next(entry for entry in reading.case.assumptions if entry.low is not None)
    changes = {f"assumptions.{first.id}.best": f"{first.low}"}

    changed = changed_case(reading, changes)

    assert changed == read_case(case_path(name), changes=changes).case
    assert changed != reading.case
    assert reading == read_case(case_path(name))


def test_a_case_that_was_read_refuses_a_what_if_as_its_files_do(file):
    """Of an address that leads nowhere in words; with a value that makes no case there is none."""
    reading = read_case(file)

    with pytest.raises(QuestionError, match=r"did you mean 'facts\.ships\.value'"):
        changed_case(reading, {"facts.ships.valeu": "3"})
    assert changed_case(reading, {"brakes.brake.rank": "high"}) is None
