"""The validator that is made from the records: the one that pydantic would make."""

from collections.abc import Mapping
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter

from phaseline.case.model.case import Case
from phaseline.case.validator import core_schema, validator
from phaseline.game.spec import Game
from phaseline.terms.entries import Entries
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

# What pydantic writes down for its own generators, or as the core takes it to be
BESIDE = frozenset(
    {
        "collect_init_only",
        "computed_fields",
        "default_factory_takes_data",
        "frozen",
        "init",
        "metadata",
        "ref",
        "serialization_alias",
    }
)


def whole(schema: Any) -> Any:
    """A core schema with each definition where it is used."""
    definitions = {definition["ref"]: definition for definition in schema["definitions"]}

    def inlined(here: Any) -> Any:
        if isinstance(here, list):
            return [inlined(item) for item in here]
        if not isinstance(here, dict):
            return here
        if here.get("type") == "definition-ref":
            return inlined(definitions[here["schema_ref"]])
        return {key: inlined(value) for key, value in here.items() if key not in BESIDE}

    return inlined(schema["schema"])


@pytest.mark.parametrize("kind", [Case, Game])
def test_the_core_is_told_what_pydantic_would_tell_it(kind):
    """Type by type, field by field, with the same defaults and the same rules."""
    assert whole(core_schema(kind)) == whole(TypeAdapter(kind).core_schema)


def test_what_a_record_does_once_it_is_built_is_done_where_it_is_read():
    """A list of entries is indexed by the record that holds it, built or read."""
    kind = record(
        type("Yard", (), {"__annotations__": {"boats": Annotated[Entries[Boat], "moored"]}})
    )

    assert validator(kind).validate_json('{"boats": [{"id": "gull"}]}').boats["gull"].id == "gull"


@record
class Boat:
    """A record with an id."""

    id: str


@record
class Buoy:
    """A record that names its own kind."""

    name: str
    chained_to: "tuple[Buoy, ...]" = ()


def test_a_record_may_hold_others_of_its_kind():
    """A buoy chained to a buoy is read as both."""
    read = validator(Buoy).validate_json('{"name": "a", "chained_to": [{"name": "b"}]}')

    assert read == Buoy(name="a", chained_to=(Buoy(name="b"),))


@pytest.mark.parametrize("annotation", [list[str], set[int], bytes, tuple[str, int]])
def test_an_annotation_that_records_do_not_use_is_refused(annotation):
    """It fails where the validator is built, and names the annotation."""
    kind = record(type("Odd", (), {"__annotations__": {"field": annotation}}))

    with pytest.raises(TypeError, match="no record has a field of the kind"):
        core_schema(kind)


def test_marks_change_what_stands_inside_them_first():
    """The pattern of a word is held to in a mapping of words, too."""
    word = Annotated[str, Meaning("a word", pattern="^a+$", hint="letters a")]
    kind = record(type("Words", (), {"__annotations__": {"words": Mapping[str, word]}}))

    assert validator(kind).validate_json('{"words": {"x": "aa"}}').words == {"x": "aa"}
    with pytest.raises(ValueError, match="expected letters a"):
        validator(kind).validate_json('{"words": {"x": "ab"}}')
