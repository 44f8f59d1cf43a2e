"""Whatever has an id in a case is to be had by it."""

from typing import get_type_hints

from phaseline.case.values import entries
from phaseline.terms.entries import is_indexed


def test_every_list_of_records_with_ids_is_indexed(korea):
    """No section of a case, and no list within a record of one, has to be searched for an id."""
    searched = {
        f"{type(entry).__name__}.{name}"
        for _, entry in entries(korea)
        for name, hint in get_type_hints(type(entry), include_extras=True).items()
        if isinstance(listed := getattr(entry, name), tuple)
        and hasattr(next(iter(listed), None), "id")
        and not is_indexed(hint)
    }

    assert searched == set()
