"""Values as text: back they are the same, to the last bit, and reading them runs nothing."""

from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest

from phaseline.case.games import policies_of
from phaseline.case.model.escalation import TrackRole
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.plain_values import UnknownKindError, as_text, of_text
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.results import Depth, Lapse, contender
from phaseline.desk.delivery.plans import deliverable
from phaseline.desk.findings.constraints import constraints
from phaseline.game.kernels.machine import Machine, settle
from phaseline.terms.entries import Entries
from phaseline.terms.record import record

LAPSE = Lapse(during=0.1 + 0.2, after=-0.0, base_during=5e-324, base_after=float("-inf"))
VALUES = [
    None,
    True,
    1,
    10**40,
    "ü\ud800",
    (1, 2.0),
    [],
    [(), [1]],
    {"b": 1, "a": 2, 3: None, (1, "x"): "y"},
    MappingProxyType({"a": 1}),
    frozenset({1, 2}),
    date(2024, 11, 28),
    Fraction(1, 3),
    TrackRole.ANSWER,
    LAPSE,
    np.float64(0.1),
    np.bool_(True),
    np.arange(6.0).reshape(2, 3).T,
    np.array([], dtype=np.int32),
    np.array([np.nan, -0.0]),
    Entries(()),
]


@pytest.fixture
def plainly():
    """Games are left to the plain solver: nothing is compiled for one ladder."""
    settle(Machine(is_on=False))
    yield
    settle_kernels()


def spelt(value):
    """A value with the kind of everything in it, its numbers by their bits."""
    parts = value
    if isinstance(value, np.ndarray):
        parts = (value.dtype.str, value.shape, value.tobytes())
    elif is_dataclass(value):
        parts = [(field.name, spelt(getattr(value, field.name))) for field in fields(value)]
    elif isinstance(value, dict | MappingProxyType):
        parts = [(spelt(key), spelt(inner)) for key, inner in value.items()]
    elif isinstance(value, tuple | list):
        parts = [spelt(inner) for inner in value]
    elif isinstance(value, float):
        parts = float(value).hex()
    return type(value), parts


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_was(value):
    """[hand] Kinds, order, signs of zero, the least number and what is no number included."""
    assert spelt(of_text(as_text(value))) == spelt(value)


def test_a_ladder_in_full_comes_back_as_it_was(plainly):
    """A ladder of a shipped case, with all that the desk works out of it."""
    case = read_case(case_path("strait"), name="strait").case
    result = contender(case, design(case, count=8), Depth(), policies_of(case)[1].id)

    assert spelt(of_text(as_text(result))) == spelt(result)


def test_what_was_read_back_is_ones_own():
    """An array may be written to, as one that was worked out."""
    again = of_text(as_text(np.zeros(2)))
    again[0] = 1.0

    assert again.tolist() == [1.0, 0.0]


@record
class Stranger:
    """A record of no module of the package."""

    number: int


@pytest.mark.parametrize("answer", [constraints, deliverable])
def test_what_law_and_deliveries_leave_comes_back_as_it_was(answer):
    """Of a shipped case, whole."""
    value = answer(read_case(case_path("strait"), name="strait").case)

    assert spelt(of_text(as_text(value))) == spelt(value)


@pytest.mark.parametrize(
    "value", [object(), 1j, {1, 2}, Stranger(number=1), np.array([None]), print, int]
)
def test_what_is_of_another_kind_is_not_written(value):
    """It would come back as something else, or not at all."""
    with pytest.raises(UnknownKindError):
        as_text([value])


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"{",
        b'["surely"]',
        b"[]",
        b'["tuple"]',
        b'["date","2024-02-30"]',
        b'["fraction",1,0]',
        b'["array","<f8",[3],"AAAA"]',
        b'["array","|O",[1],"AAAAAAAAAAA="]',
        b'["record","os:system",[],[]]',
        b'["record","phaseline.cli.outputs:say",["text"],["boo"]]',
        b'["record","phaseline.no.such:Thing",[],[]]',
        b'["record","phaseline.desk.comparison.results:Lapse",["during"],[1.0]]',
        b'["word","phaseline.case.model.escalation:TrackRole","NOBODY"]',
        b'["word","phaseline.desk.comparison.results:Lapse","during"]',
        b"[" * 100_000,
    ],
)
def test_what_is_no_value_is_refused(text):
    """A text that names a function, another package's class, or fields that a record has not."""
    with pytest.raises(ValueError, match=r".*"):
        of_text(text)
