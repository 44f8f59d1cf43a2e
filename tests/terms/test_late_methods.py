"""A record does what a frozen data class of the standard library does, and is made in less time."""

import inspect
import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from phaseline.terms.late_methods import LateMethod
from phaseline.terms.record import record


class _Boat:
    """A boat: fields that have to be said, have defaults, are made anew, or are not said at all."""

    name: str
    crew: tuple[str, ...] = ()
    cargo: dict[str, float] = field(default_factory=dict)
    log: list[str] = field(init=False, default_factory=list, compare=False, repr=False)
    berth: int = field(init=False, default=7)
    keel: float = field(default=2.5, hash=False)


def _as(make):
    """The same class, made a record or a data class by `make`."""
    body = {name: value for name, value in vars(_Boat).items() if name != "__dict__"}
    return make(type("Boat", (), body))


Boat = _as(record)
Plain = _as(dataclass(frozen=True, slots=True, kw_only=True))
HULL = {"name": "Argo", "crew": ("Iason", "Orpheus")}


def test_a_record_is_shown_compared_and_hashed_as_a_data_class_is():
    """The standard library, on the same fields, says how a record looks and which are equal."""
    boat, plain = Boat(**HULL), Plain(**HULL)
    assert repr(boat) == repr(plain)
    assert repr(boat).startswith("Boat(name='Argo', crew=('Iason', 'Orpheus')")
    assert boat == Boat(**HULL)
    assert boat != replace(boat, keel=3.0)
    assert boat != plain
    keyed, by_plain = (kind(**HULL, cargo=(), keel=1.0) for kind in (Boat, Plain))
    assert hash(keyed) == hash(by_plain) == hash(replace(keyed, keel=9.0))


def test_what_is_made_anew_is_shared_by_no_two_records():
    """A default that can be changed is another one for each record, said or not."""
    first, second = Boat(name="Argo"), Boat(name="Argo")
    first.cargo["fleece"] = 1.0
    first.log.append("set sail")
    assert (second.cargo, second.log, second.berth) == ({}, [], 7)
    assert Boat(name="Argo", cargo={"oars": 50.0}).cargo == {"oars": 50.0}


@pytest.mark.parametrize(
    "said", [{}, {"name": "Argo", "mast": 1}, {"name": "Argo", "berth": 1}], ids=repr
)
def test_a_record_is_built_of_its_fields_alone(said):
    """A field that is missing, unknown, or not to be said is refused in the words of Python."""
    messages = []
    for kind in (Boat, Plain):
        with pytest.raises(TypeError) as refused:
            kind(**said)
        messages.append(str(refused.value).rpartition("__init__")[2])
    assert messages[0] == messages[1]


def test_fields_are_named_when_a_record_is_built():
    """No field goes by its place, and who asks how a record is built is told its fields."""
    with pytest.raises(TypeError):
        Boat("Argo")
    parameters = inspect.signature(Boat).parameters
    assert list(parameters) == [part.name for part in fields(Boat) if part.init]
    assert {part.kind for part in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}


def test_nothing_of_a_record_can_be_changed():
    """A field is neither set nor deleted, and nothing is added."""
    boat = Boat(**HULL)
    with pytest.raises(FrozenInstanceError, match="assign to field 'name'"):
        boat.name = "Pequod"
    with pytest.raises(FrozenInstanceError, match="delete field 'crew'"):
        del boat.crew
    with pytest.raises(AttributeError):
        boat.mast = 1
    assert boat == Boat(**HULL)


@record
class Sent:
    """A record that another process can find by its name."""

    name: str
    parts: tuple["Sent", ...] = ()


def test_a_record_is_sent_and_copied_whole():
    """What comes back of a copy, or from another process, equals what went."""
    sent = Sent(name="fleet", parts=(Sent(name="Argo"),))
    came_back = pickle.loads(pickle.dumps(sent))  # noqa: S301  # our own
    assert came_back == deepcopy(sent) == sent
    assert {sent, deepcopy(sent)} == {sent}


@record
class Loose:  # noqa: PLW1641  # a record has a hash
    """A record that says itself when it is equal, how it looks, and what follows its making."""

    name: str

    def __post_init__(self) -> None:
        """Take the name in small letters."""
        object.__setattr__(self, "name", self.name.lower())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Loose) and self.name[0] == other.name[0]

    def __repr__(self) -> str:
        return f"<{self.name}>"


def test_what_a_record_says_itself_stands():
    """Its own way to compare and to show itself is kept; it has a hash of its fields too."""
    loose = Loose(name="ARGO")
    assert (repr(loose), loose == Loose(name="Avalon")) == ("<argo>", True)
    assert hash(loose) == hash(("argo",))


@record
class Fresh:
    """A record of which nobody has asked anything yet."""

    name: str


def test_a_method_is_written_once_and_when_it_is_asked_for():
    """Before, its place is held; afterwards Python finds the method itself."""
    assert isinstance(vars(Fresh)["__init__"], LateMethod)
    fresh = Fresh(name="x")
    assert inspect.isfunction(vars(Fresh)["__init__"])
    assert isinstance(vars(Fresh)["__hash__"], LateMethod)
    assert len({fresh, Fresh(name="x")}) == 1
    assert inspect.isfunction(vars(Fresh)["__hash__"])
