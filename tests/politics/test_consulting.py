"""Consultation against bypass: two grounds of an objection, and which way of asking meets which."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.politics.consulting import Manner, Objection, yes_share

OBJECTIONS = st.builds(
    Objection, risk=st.floats(0, 10), bypass=st.floats(0, 10), framing=st.floats(0, 1)
)


def test_each_way_of_asking_meets_its_ground():
    """
    Odds of 1 to 8, framing a third of its logarithm away: 1 to 4, so 1/5; unframed 1/9; a bypass
    that doubles it 1 to 16, so 1/17.
    """
    objection = Objection(risk=log(8), bypass=log(2), framing=1 / 3)

    assert yes_share(objection, Manner.CONSULTED) == pytest.approx(1 / 5)
    assert yes_share(objection, Manner.UNFRAMED) == pytest.approx(1 / 9)
    assert yes_share(objection, Manner.BYPASSED) == pytest.approx(1 / 17)


@given(OBJECTIONS)
def test_consultation_never_does_worse_than_bypass(objection):
    """Framing adds to consultation, a bypass takes from it, whatever the magnitudes."""
    consulted, unframed, bypassed = (
        yes_share(objection, manner)
        for manner in (Manner.CONSULTED, Manner.UNFRAMED, Manner.BYPASSED)
    )

    assert consulted >= unframed >= bypassed


def test_an_objection_beyond_numbers_leaves_no_vote():
    """A weight that no exponential holds gives a share of next to nothing and no fault."""
    assert 0 <= yes_share(Objection(risk=1e6, bypass=0.0, framing=0.0), Manner.CONSULTED) < 1e-300
