"""The published schema says what the reader says: it is made from the same records."""

import json
import os
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from phaseline.case.compose import compose
from phaseline.case.model.case import CONCERNS, Case
from phaseline.case.schema import schema, schemas
from phaseline.case.shipped import case_path
from phaseline.game.published.gallery import classics, model_lines
from phaseline.game.published.read import KINDS

KOREA = sorted(case_path("korea-2024").glob("*.yaml"))
NAMES = ("case", *CONCERNS)
HEADER = {
    "phaseline": 2,
    "kind": "case",
    "id": "x",
    "title": "T",
    "question": "Q",
    "as_of": "2031-04-10",
    "responder": "a",
    "challenger": "b",
}
FACT = {
    "id": "ships",
    "kind": "act",
    "says": "S.",
    "said_by": "a",
    "status": "asserted",
    "cites": [{"source": "paper", "exact": "ships"}],
}


def errors(name: str, data: object) -> list[str]:
    """What a JSON Schema validator says of some data."""
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema(name)).iter_errors(data)
    ]


def concern_of(path: Path) -> str:
    """The concern that a file of a case folder holds, by its name."""
    return path.stem if path.stem in NAMES else path.stem.partition("-")[0]


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_one(name):
    """A valid schema of the dialect it names, under a versioned name that leads to no real host."""
    found = schema(name)

    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["$id"] == f"https://phaseline.invalid/schema/2/{name}.json"
    assert found["title"]
    assert found["description"]


@pytest.mark.parametrize("path", KOREA, ids=lambda path: path.name)
def test_the_worked_case_is_valid(path):
    """Each of its files by the schema of its concern."""
    data = compose(path.read_text(encoding="utf-8"), file=path.name).data

    assert errors(concern_of(path), data) == []


def test_the_worked_case_is_valid_as_a_whole(korea_reading):
    """All files together by the schema of a whole case."""
    assert errors("case", json.loads(json.dumps(korea_reading.data))) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"says": None}, "$.facts[0].says: None is not of type 'string'"),
        ({"status": "certain"}, "$.facts[0].status: 'certain' is not one of ['asserted'"),
        ({"id": "great ships"}, "$.facts[0].id: 'great ships' does not match"),
        (
            {"bound": "roughly"},
            (
                "$.facts[0].bound: 'roughly' is not one of ['exact', 'about', 'more_than',"
                " 'less_than', 'from']"
            ),
        ),
        (
            {"abuot": []},
            "$.facts[0]: Additional properties are not allowed ('abuot' was unexpected)",
        ),
        ({"about": "a"}, "$.facts[0].about: 'a' is not of type 'array'"),
        (
            {"cites": [{"source": "paper", "graded": "Z9"}]},
            "$.facts[0].cites[0].graded: 'Z9' does not match",
        ),
        ({"value": []}, "$.facts[0].value: [] is not of type 'string', 'number'"),
        ({"when": True}, "$.facts[0].when: True is not of type 'string', 'integer'"),
    ],
)
@pytest.mark.parametrize("name", ["case", "facts"])
def test_a_faulty_entry_is_found_by_its_concern_and_by_the_whole(name, change, message):
    """Kinds, choices, patterns and unknown fields are in the schema."""
    data = {**(HEADER if name == "case" else {}), "facts": [{**FACT, **change}]}

    found = errors(name, data)

    assert len(found) == 1
    assert found[0].startswith(message)


@pytest.mark.parametrize("missing", ["id", "kind", "says", "said_by", "status"])
def test_what_an_entry_has_to_say_is_required(missing):
    """Every field without a default, and no other."""
    assert errors(
        "facts", {"facts": [{name: value for name, value in FACT.items() if name != missing}]}
    ) == [f"$.facts[0]: '{missing}' is a required property"]
    assert errors("facts", {"facts": [FACT]}) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"phaseline": 1}, "2 was expected"),
        ({"kind": "game"}, "is not one of ['case']"),
        ({"period": "fortnight"}, "is not one of ['day'"),
        ({"fatcs": []}, "'fatcs' was unexpected"),
        ({"horizon": ["12"]}, "is not of type 'integer'"),
    ],
)
def test_a_faulty_header_is_found(change, message):
    """The header is part of the whole-case schema."""
    found = errors("case", {**HEADER, **change})

    assert len(found) == 1
    assert message in found[0]


def test_the_header_is_required_of_a_case_and_of_no_other_file():
    """A file of a folder needs no header, and may be empty of its own sections."""
    assert len(errors("case", {})) == len(HEADER)
    assert errors("facts", {}) == []


@pytest.mark.parametrize("name", CONCERNS)
def test_a_concern_describes_its_own_sections_and_lets_the_others_pass(name):
    """Any section may stand in any file; a word that is no section may not."""
    found = schema(name)

    assert tuple(found["properties"]) == ("defaults", *CONCERNS[name])
    assert (
        errors(name, {section: [] for sections in CONCERNS.values() for section in sections}) == []
    )
    assert errors(name, {"fatcs": []}) != []


def test_every_section_has_its_concern():
    """No section is left without a file to stand in."""
    sections = [section for own in CONCERNS.values() for section in own]
    header = {
        *HEADER,
        "period",
        "vocabulary",
        "horizon",
        "decision",
        "decide_by",
        "prepared_by",
        "challenged",
        "limits",
        "boundaries",
        "units",
        "pattern",
        "include",
        "note",
    }

    assert set(sections) == set(Case.__dataclass_fields__) - header


def test_every_field_is_described():
    """What a field means is said where an editor shows it."""
    whole = schema()
    fields = {
        **whole["properties"],
        **{
            f"{name}.{field}": one
            for name, record in whole["$defs"].items()
            for field, one in record.get("properties", {}).items()
        },
    }

    assert [name for name, one in fields.items() if not one.get("description")] == []
    assert len(fields) > 300


def test_defaults_are_written_as_an_author_writes_them():
    """No trace of how the reader keeps a date or an unknown number."""
    fact = schema("facts")["$defs"]["Fact"]["properties"]

    assert fact["when"]["default"] == "unknown"
    assert fact["value"]["default"] == "unknown"
    assert fact["about"]["default"] == []


def test_the_name_of_csl_is_accepted():
    """`container-title` as CSL-JSON spells it."""
    source = {"id": "paper", "type": "report", "title": "P", "container-title": "News"}

    assert errors("sources", {"sources": [source]}) == []


def test_the_command_prints_the_whole_case(phaseline):
    """Without a word, the schema of a whole case; it is JSON and nothing else."""
    ran = phaseline("schema")

    assert ran.status == 0
    assert json.loads(ran.out) == json.loads(json.dumps(schema()))


def test_the_command_prints_one_concern(phaseline):
    """With a word, the schema of that concern."""
    ran = phaseline("schema", "facts")

    assert json.loads(ran.out)["$id"].endswith("/2/facts.json")


def test_the_command_writes_all_of_them(phaseline, tmp_path):
    """`--out` makes the folder and writes a file for each; nothing else is left in it."""
    ran = phaseline("schema", "--out", str(tmp_path / "a" / "b"))

    assert ran.status == 0
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == {
        f"{name}.json" for name in (*schemas(), "game-file", *KINDS, "stubs")
    }
    assert ran.out.splitlines()[0] == str(tmp_path / "a" / "b" / "case.json")


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_model_has_a_schema(phaseline, kind):
    """
    Each kind of file that `solve` takes: the schema needs what the records need, says which kind it
    is of, and passes each classic of that kind.
    """
    told = json.loads(phaseline("schema", kind).out)

    assert told["properties"]["kind"]["const"] == kind
    assert {"phaseline", "kind"} <= set(told["required"])
    assert told["description"]
    models = [model for name in classics() if (model := plain_model(name))["kind"] == kind]
    assert models or kind == "suspects"  # of which no classic is shown
    for model in models:
        assert [error.message for error in Draft202012Validator(told).iter_errors(model)] == []


def plain_model(name):
    """The model of a classic as plain data."""
    return yaml.safe_load(model_lines(name))


def test_the_command_writes_one_of_them(phaseline, tmp_path):
    """A concern and `--out` together write one file."""
    phaseline("schema", "law", "--out", str(tmp_path))

    assert [path.name for path in tmp_path.iterdir()] == ["law.json"]


def test_an_unknown_concern_gets_the_nearest(phaseline):
    """Exit status 2, and the word that was meant."""
    ran = phaseline("schema", "fatcs")

    assert ran.status == 2
    assert re.search("did you mean 'facts'", ran.err)


@pytest.mark.parametrize("place", ["/dev/null/below", "/proc/nowhere"])
def test_a_place_that_cannot_be_written_is_named(phaseline, place):
    """Exit status 2 and a sentence, no traceback."""
    ran = phaseline("schema", "--out", place)

    assert ran.status == 2
    assert "cannot be written" in ran.err
    assert not os.path.lexists(place)


def test_the_reference_calls_each_field_as_the_format_writes_it():
    """A field whose name Python keeps for itself stands under the word of the file."""
    page = Path(__file__).parents[2] / "docs" / "reference" / "case-file.md"

    text = page.read_text(encoding="utf-8")

    assert "| `with` |" in text
    assert "`with_`" not in text
