"""Public parts as rows of whole numbers."""

from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples

from phaseline.game.compile.program import Public
from phaseline.game.compile.publics import PublicTable

RUNGS = 4


def public_parts():
    """Draw public parts of a ladder of four rungs, two votes, one measure and one authority."""
    orders = st.dictionaries(st.integers(0, RUNGS - 1), st.integers(1, 9), max_size=RUNGS)
    small = st.integers(0, 3)
    return st.builds(
        Public,
        monitor=small,
        rung=st.integers(0, RUNGS - 1),
        orders=orders.map(lambda ordered: tuple(sorted(ordered.items()))),
        credit=small,
        clock=small,
        votes=st.tuples(st.integers(-2, 9), st.integers(-2, 9)),
        elapsed=small,
        served=st.tuples(small),
        held=st.tuples(st.integers(-1, 9)),
        schedule=small,
    )


@examples(60)
@given(publics=st.lists(public_parts(), min_size=1, max_size=12, unique=True))
def test_public_parts_come_back_in_words(publics):
    """Told as rows, public parts are the same in words, each at its place, with its rung."""
    table = PublicTable.listing(publics, RUNGS)
    assert [*table] == publics
    assert table.places == {public: place for place, public in enumerate(publics)}
    assert table.rungs.tolist() == [public.rung for public in publics]
    assert table.monitors.tolist() == [public.monitor for public in publics]
    assert len(table) == len(publics)
    assert table == PublicTable.listing(tuple(publics), RUNGS)
    assert (table == PublicTable.listing(publics[::-1], RUNGS)) == (publics == publics[::-1])


@examples(60)
@given(publics=st.lists(public_parts(), min_size=1, max_size=12))
def test_what_is_done_is_told_apart_by_rung_and_measures(publics):
    """Public parts are of one kind just if rung and measures are the same; kinds come in order."""
    deeds = [(public.rung, public.served) for public in publics]
    examples_of, kind = PublicTable.listing(publics, RUNGS).in_service
    assert [(public.rung, public.served) for public in examples_of] == [*dict.fromkeys(deeds)]
    assert [(examples_of[place].rung, examples_of[place].served) for place in kind] == deeds
