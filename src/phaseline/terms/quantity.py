"""
Amounts with units, and the small table of units that a policy case needs.

A unit is a product of powers of base units: `soldier`, `USD/soldier/month`, `shell`. Money, time
and counts convert where a definition says so (12 months are a year, and 400 years have 146,097
days); nothing else converts.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from types import MappingProxyType
from typing import Any

from phaseline.terms.record import record

Dimension = tuple[tuple[str, int], ...]

# unit -> (base unit, how many base units one of it is). Definitions, not measurements:
# ISO 80000-3 for day and hour; the calendar's twelve months for the year, and the mean length of a
# month over the 400 years after which the Gregorian calendar repeats.
_DAY = 4800 / 146_097  # of a month
_SCALED: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "month": ("month", 1.0),
        "year": ("month", 12.0),
        "quarter": ("month", 3.0),
        "day": ("month", _DAY),
        "week": ("month", 7 * _DAY),
        "hour": ("month", _DAY / 24),
        "percent": ("percent", 1.0),
        "point": ("percent", 1.0),
        "mm": ("m", 0.001),
        "km": ("m", 1000.0),
        "m": ("m", 1.0),
        "kg": ("kg", 1.0),
        "t": ("kg", 1000.0),
    }
)
_COUNTED = frozenset(
    """
    USD EUR KRW person soldier troop civilian shell missile launcher howitzer tank vehicle aircraft
    submarine satellite system battery round item piece type good shipment seat member vote
    respondent party law bill statute meeting country state report family threat contingent war
    step rung
    """.split()
)
KNOWN_UNITS = frozenset(_SCALED) | _COUNTED
_NUMBER = re.compile(r"^[+-]?(\d[\d_]*)(\.\d+)?([eE][+-]?\d+)?")
_UNIT = re.compile(r"^[A-Za-z1]\w*(\s*[*/]\s*[A-Za-z]\w*)*$")
_ADDRESS = re.compile(r"^[a-z_]+(\.[A-Za-z0-9_-]+)+$")
_MOST_DIGITS = 30
_SIZES = {"one": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_IN_WORDS = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d[\d_]{0,20}(?:\.\d{1,10})?)"
    r"\s*(?P<size>thousand|million|billion)?\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_FORM = (
    "a number with its unit such as 10_000 soldier, an address such as facts.troops.value, or"
    " unknown"
)


class Amount:
    """A number as a case may give it: a `Quantity`, a `Reference` to one, or `UNKNOWN`."""

    __slots__ = ()

    @staticmethod
    def parse(value: object) -> "Amount":
        """
        Read an amount.

        Raises:
            ValueError: It is neither a number with a unit, nor an address, nor `unknown`.
        """
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise ValueError(f"found {value!r}; expected {_FORM}")
        if not isinstance(value, str):
            return quantity(str(value))
        text = value.strip()
        if text == "unknown":
            return UNKNOWN
        if _ADDRESS.match(text):
            return Reference(address=text)
        return quantity(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> dict[str, Any]:
        """Tell the reader's validator how to build an amount from text."""
        return {"type": "function-plain", "function": {"type": "no-info", "function": cls.parse}}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        """Describe the notation for editor completion."""
        return {
            "type": ["string", "number"],
            "examples": ["10_000 soldier", "2000 USD/soldier/month", "unknown"],
        }


@record
class Unknown(Amount):
    """A number that the sources do not give: a state of its own, never 0 and never NaN."""


@record
class Reference(Amount):
    """A number that stands elsewhere in the case, by its address."""

    address: str


@record
class Unit:
    """
    A unit as a product of base units, with the factor that leads to them.

    Args:
        text: The unit as written.
        dimension: Base units with their powers, sorted by name.
        factor: How many base units one of this unit is.
    """

    text: str
    dimension: Dimension
    factor: float


@record
class Quantity(Amount):
    """
    A number with its unit.

    Args:
        number: The number in the unit as written.
        unit: The unit; without one it is a plain number.
    """

    number: float
    unit: Unit


UNKNOWN = Unknown()


@lru_cache(maxsize=512)
def unit(text: str) -> Unit:
    """
    Read a unit such as `USD/soldier/month`; whether its parts are known is the checker's question.

    Raises:
        ValueError: It is no product of names.

    >>> unit("USD/year").dimension
    (('USD', 1), ('month', -1))
    """
    powers: dict[str, int] = {}
    factor = 1.0
    bare = text.strip().replace("%", "percent")
    if not _UNIT.match(bare):
        raise ValueError(
            f"{text!r} is no unit; expected names joined by * and /, such as USD/soldier/month"
        )
    for sign, name in re.findall(r"([*/]?)\s*(\w+)", bare):
        if name == "1":
            continue
        base, scale = _SCALED.get(name, (name, 1.0))
        power = -1 if sign == "/" else 1
        powers[base] = powers.get(base, 0) + power
        factor *= scale**power
    dimension = tuple(sorted((base, power) for base, power in powers.items() if power))
    return Unit(text=bare, dimension=dimension, factor=factor)


PLAIN = Unit(text="", dimension=(), factor=1.0)


def quantity(text: str) -> Quantity:
    """
    Read a number with its unit; underscores group digits.

    Raises:
        ValueError: There is no number, it is not finite, or the unit is malformed.

    >>> quantity("10_000 soldier").number
    10000.0
    """
    in_digits = _in_digits(text.strip())
    if in_digits:
        raise ValueError(f"found {text!r}; expected {in_digits}")
    match = _NUMBER.match(text.strip())
    if match is None:
        raise ValueError(f"found {text!r}; expected {_FORM}")
    number = float(match.group().replace("_", ""))
    digits = re.sub(r"[eE].*|\D", "", match.group())
    if not isfinite(number) or (number == 0 and digits.strip("0")):
        raise ValueError(
            f"found {text!r}; expected a finite number that is not too small to be held"
        )
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"found {text!r}; expected a number of at most {_MOST_DIGITS} digits")
    rest = text.strip()[match.end() :].strip()
    return Quantity(number=number, unit=unit(rest) if rest else PLAIN)


def _in_digits(text: str) -> str:
    """
    Write a number with a word for its size, or with commas, as the format has it; nothing where
    there is neither.

    >>> _in_digits("3.4 million shell"), _in_digits("12,000 soldier"), _in_digits("12 soldier")
    ('3_400_000 shell', '12_000 soldier', '')
    """
    match = _IN_WORDS.fullmatch(text)
    if match is None or not (match["size"] or "," in match["number"]):
        return ""
    number = Decimal(match["number"].replace(",", "").replace("_", ""))
    number *= _SIZES[(match["size"] or "one").lower()]
    digits = f"{int(number):_}" if number == int(number) else f"{number.normalize():f}"
    return f"{digits} {match['rest']}".strip()


def in_unit(value: Quantity, wanted: Unit) -> Quantity:
    """
    Express a quantity in another unit of the same dimension.

    Raises:
        ValueError: The dimensions differ.

    >>> in_unit(quantity("20 USD/month"), unit("USD/year")).number
    240.0
    """
    if value.unit.dimension != wanted.dimension:
        raise ValueError(
            f"unit mismatch: {name_of(value.unit.dimension)} where"
            f" {wanted.text or 'a plain number'} is expected"
        )
    return Quantity(number=value.number * value.unit.factor / wanted.factor, unit=wanted)


def base_unit(dimension: Dimension) -> Unit:
    """Give the unit that is the plain product of base units."""
    return Unit(text=name_of(dimension) if dimension else "", dimension=dimension, factor=1.0)


def parts_of(written: Unit) -> tuple[str, ...]:
    """Give the names that a unit is written with."""
    return tuple(name for name in re.findall(r"[A-Za-z]\w*", written.text))


def name_of(dimension: Dimension) -> str:
    """
    Write a dimension as a unit.

    >>> name_of((("USD", 1), ("month", -1)))
    'USD/month'
    """
    above = [name for name, power in dimension for _ in range(max(power, 0))]
    below = [name for name, power in dimension for _ in range(max(-power, 0))]
    head = "*".join(above) or ("1" if below else "a plain number")
    return "/".join([head, *below])
