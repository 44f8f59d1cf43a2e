"""Entries are a tuple in all but one thing: a record is to be had by its id."""

import pickle
from dataclasses import replace
from typing import Annotated

import pytest

from phaseline.terms.entries import Entries
from phaseline.terms.record import record


@record
class Boat:
    """A record with an id."""

    id: str
    length: int = 0


@record
class Harbour:
    """A record that holds entries."""

    boats: Annotated[Entries[Boat], "what lies in it"] = Entries()
    names: tuple[str, ...] = ()


GULL, TERN = Boat(id="gull", length=7), Boat(id="tern", length=9)
BOATS = Entries((GULL, TERN))


def test_a_record_is_had_by_its_id_by_its_place_and_in_order():
    """An id, a place and the order all lead to the same records."""
    assert (BOATS["tern"], BOATS[1], BOATS[-2]) == (TERN, TERN, GULL)
    assert list(BOATS) == [GULL, TERN]
    assert list(BOATS.ids) == ["gull", "tern"]


def test_what_is_not_there_is_told_apart_from_what_is():
    """An unknown id is an error where it is asked for, and nothing where it is looked for."""
    with pytest.raises(KeyError, match="heron"):
        BOATS["heron"]
    with pytest.raises(IndexError):
        BOATS[2]
    assert BOATS.get("heron") is None
    assert BOATS.get("gull") is GULL


def test_membership_is_of_ids_and_of_records():
    """Both a record and its id are in the entries; another record with the same id is not."""
    assert "gull" in BOATS
    assert GULL in BOATS
    assert "heron" not in BOATS
    assert Boat(id="gull") not in BOATS


def test_entries_equal_the_tuple_of_their_records():
    """Comparison, hash and parts are those of a tuple."""
    assert BOATS == (GULL, TERN)
    assert hash(BOATS) == hash((GULL, TERN))
    assert type(BOATS[:1]) is tuple


def test_of_two_records_with_one_id_the_first_is_had():
    """An id that occurs twice stands for the record that was written first."""
    assert Entries((GULL, Boat(id="gull")))["gull"] is GULL


def test_entries_survive_a_pickle_without_their_index():
    """A worker receives the records, and makes the index where it needs one."""
    assert BOATS["gull"]

    sent = pickle.loads(pickle.dumps(BOATS))  # noqa: S301  # what was just written

    assert (type(sent), sent, vars(sent)) == (Entries, BOATS, {})


def test_a_record_indexes_whatever_tuple_it_is_given():
    """Built or replaced, a field of entries has its index, and entries stay the same object."""
    built = Harbour(boats=(GULL,))

    assert built.boats["gull"] is GULL
    assert replace(built, boats=(TERN,)).boats["tern"] is TERN
    assert replace(built, names=("north",)).boats is built.boats
    assert Harbour().boats == ()
