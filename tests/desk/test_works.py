"""Work of several kinds, given out as one."""

import pickle
from functools import partial

from phaseline.desk.comparison.works import SeveralWorks, Work, done_together


def numbered(number, name):
    """Plain work."""
    return f"{number}:{name}"


class Preparing:
    """Work that notes for which names it was prepared."""

    def __init__(self):
        self.names = []

    def prepare(self, names):
        """Note names."""
        self.names += names

    def __call__(self, name):
        """Do nothing."""
        return name


def test_each_kind_has_what_came_of_its_own_names():
    """Also where kinds have names in common, and where a name holds what parts it from its kind."""
    works = [
        Work(does=partial(numbered, 1), names=("a", "1 a", "")),
        Work(does=partial(numbered, 2), names=()),
        Work(does=partial(numbered, 3), names=("a",)),
    ]

    assert done_together(works, map) == (
        {"a": "1:a", "1 a": "1:1 a", "": "1:"},
        {},
        {"a": "3:a"},
    )


def test_what_takes_longest_in_each_kind_is_given_out_first():
    """Each kind lists its longest work first, and so all first ones stand before all second."""
    asked, told = [], []

    def mapper(function, names):
        asked.extend(function.of(name)[1] for name in names)
        return map(function, names)

    works = [
        Work(does=partial(numbered, 1), names=("long", "short")),
        Work(does=partial(numbered, 2), names=("long too", "short too", "shortest")),
    ]
    done_together(works, mapper, tick=lambda place, done: told.append((place, done)))

    assert asked == ["long", "long too", "short", "short too", "shortest"]
    assert told == [(0, 1), (1, 1), (0, 2), (1, 2), (1, 3)]


def test_without_names_nobody_is_asked():
    """A mapper is not troubled for no work, or for work without names."""

    def mapper(_, __):
        raise AssertionError

    assert done_together([], mapper) == ()
    assert done_together([Work(does=partial(numbered, 1), names=())], mapper) == ({},)


def test_a_kind_is_prepared_for_its_own_names_alone():
    """And not at all where none of its names is left to do."""
    first, second = Preparing(), Preparing()
    several = SeveralWorks(kinds=(first, partial(numbered, 1), second))
    several.prepare(["0 a", "1 a", "0 b"])

    assert first.names == ["a", "b"]
    assert second.names == []


def test_work_of_several_kinds_can_be_sent():
    """To another process, in which it does the same."""
    several = pickle.loads(  # noqa: S301  # our own
        pickle.dumps(SeveralWorks(kinds=(partial(numbered, 7),)))
    )

    assert several("0 a") == "7:a"
