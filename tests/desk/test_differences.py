"""What differs between two collections of entries."""

from phaseline.desk.register.differences import (
    DifferenceKind,
    differences,
    entries_by_address,
)

BEFORE = {"facts": [{"id": "a", "value": "1"}, {"id": "b", "value": "2"}], "title": "T"}


def test_what_is_gone_new_or_changed_is_told_apart():
    """Order makes no difference, and a text of the header is an entry by its name."""
    after = {"facts": [{"id": "c", "value": "3"}, {"id": "a", "value": "5"}], "title": "T"}
    changes = differences(entries_by_address(BEFORE), entries_by_address(after))

    assert {change.address: change.change for change in changes} == {
        "facts.a": DifferenceKind.CHANGED,
        "facts.b": DifferenceKind.REMOVED,
        "facts.c": DifferenceKind.ADDED,
    }
    (field,) = next(change.fields for change in changes if change.address == "facts.a")
    assert (field.field, field.before, field.after) == ("value", "1", "5")


def test_a_change_names_the_causes_that_it_rests_on():
    """
    A finding that rests on an assumption that differs says so; another one does not, nor one whose
    assumption has the beginning of its id.
    """
    before = {"one": {"text": "1", "rests_on": ["assumptions.x"]}, "two": {"text": "1"}}
    after = {"one": {"text": "2", "rests_on": ["assumptions.x"]}, "two": {"text": "2"}}
    changes = differences(
        before, after, causes=("assumptions.x.best", "assumptions.xy", "assumptions.y")
    )

    assert [change.rests_on for change in changes] == [("assumptions.x.best",), ()]


def test_what_is_level_is_one_set_in_a_difference():
    """
    Which of several that are level a case names first is no difference: a and b were level, and a
    alone is ahead now, in whichever order they stood.
    """
    alone = {"ahead": {"value": {"first": "a", "level": [], "share": 0.5}}}
    (before, other) = (
        {"ahead": {"value": {"first": first, "level": [second], "share": 0.5}}}
        for first, second in (("a", "b"), ("b", "a"))
    )

    assert differences(before, other) == ()
    for level in (before, other):
        ((field,),) = (change.fields for change in differences(level, alone))
        assert (field.field, field.before, field.after) == ("value.ahead", ["a", "b"], ["a"])
