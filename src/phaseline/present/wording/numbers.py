"""Numbers, dates and standings in words; nothing is computed here."""

import re
from decimal import Decimal

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.case.model.common import Status
from phaseline.case.model.evidence import ActorKind, Fact
from phaseline.case.values import Derivation, middle_of
from phaseline.case.values import derivation as derivation_of
from phaseline.terms.quantity import Amount, Quantity, Reference, Unit, Unknown
from phaseline.terms.when import When

_UNSTATED = "unstated"  # the word of the format for what no source says
NOT_GIVEN = "not in the sources"
_MINUS = "\u2212"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SCALES = ((1e9, "billion"), (1e6, "million"))
_PLURALS = {
    "percent": "percent",
    "aircraft": "aircraft",
    "person": "people",
}

_BOUNDS = {
    "about": "about ",
    "more_than": "more than ",
    "less_than": "less than ",
    "from": "at least ",
}


def number_words(number: float) -> str:
    """
    Write a number for a reader: grouped digits, millions and billions in words, at most three
    figures after the point.

    >>> number_words(22_920_000_000.0)
    '22.92 billion'
    """
    sign = _MINUS if number < 0 else ""
    size = abs(number)
    for scale, name in _SCALES:
        if size >= scale:
            return f"{sign}{_trimmed(size / scale)} {name}"
    return sign + (
        f"{size:,.0f}" if size >= 1000 and abs(size - round(size)) < 1e-9 else _trimmed(size)
    )


def digits_words(number: float, digits: int) -> str:
    """
    Write a number in some digits and without a power of ten, which nobody reads aloud; a true
    minus.

    >>> digits_words(0.0000781, 2), digits_words(-0.4567, 3), digits_words(12_345.0, 3)
    ('0.000078', '−0.457', '12300')
    """
    plain = format(Decimal(f"{number:.{digits}g}"), "f")
    return plain.replace("-", "−")


def margin_words(margin: float, number: float, digits: int) -> str:
    """
    Write the margin of a number as far as the number itself is written; one that would be nothing
    there is less than its last place.

    Args:
        margin: The margin.
        number: The number that it goes with.
        digits: How many digits of the number are written.

    >>> [margin_words(margin, 0.19, 2) for margin in (0.0089, 0.034, 0.0, 0.28)]
    ['0.01', '0.03', 'less than 0.01', '0.28']
    >>> margin_words(0.3, 0.0, 2), margin_words(40.0, 12_345.0, 2), margin_words(0.28, 0.0004, 2)
    ('0.3', 'less than 1000', '0.28')
    """
    if not number:
        return digits_words(margin, digits)
    decimal, own = Decimal(f"{number:.{digits}g}"), Decimal(f"{margin:.{digits}g}")
    place = decimal.adjusted() - digits + 1
    if own and own.adjusted() - digits + 1 > place:
        return digits_words(margin, digits)
    step = Decimal(1).scaleb(place)
    cut = own.quantize(step)
    return digits_words(float(cut), digits) if cut else f"less than {step:f}"


def amount_words(amount: Amount) -> str:
    """
    Write an amount with its unit, or say that it is not given.

    >>> from phaseline.terms.quantity import quantity
    >>> amount_words(quantity("20_000_000 USD/month"))
    '20 million USD/month'
    """
    if isinstance(amount, Quantity):
        number, unit = number_words(amount.number), unit_words(amount.unit, amount.number)
        return f"{number} {unit}".strip()
    return amount.address if isinstance(amount, Reference) else NOT_GIVEN


def ends_words(low: str, high: str) -> str:
    """
    Write the two ends of a range that are figures already; one where they are printed alike.

    >>> ends_words("0.1", "0.4"), ends_words("0", "0")
    ('0.1 to 0.4', '0')
    """
    return low if low == high else f"{low} to {high}"


def within_words(best: str, low: str, high: str) -> str:
    """
    Write a figure with its range; alone where the range is printed as the figure is.

    >>> within_words("0.2", "0.1", "0.4"), within_words("0", "0", "0")
    ('0.2 (0.1 to 0.4)', '0')
    """
    return best if best == low == high else f"{best} ({low} to {high})"


def range_words(low: Amount, high: Amount) -> str:
    """Write a range, the unit once; nothing if there is none."""
    if isinstance(low, Quantity) and isinstance(high, Quantity):
        return f"{number_words(low.number)} to {amount_words(high)}"
    return ""


def used_words(assumption: Assumption) -> str:
    """Say which value of an assumption is used: its best one, or the middle."""
    if not isinstance(assumption.best, Unknown):
        return f"best {amount_words(assumption.best)}"
    middle = middle_of(assumption)
    return "" if isinstance(middle, Unknown) else f"used: {amount_words(middle)}, the middle"


def fact_amount(fact: Fact) -> str:
    """Write the number of a fact as it is meant: about, more than, at least."""
    if not isinstance(fact.value, Quantity):
        return ""
    return _BOUNDS.get(fact.bound, "") + amount_words(fact.value)


def derived_words(case: Case, derivation: Derivation) -> str:
    """
    Write a derived number as it is meant: no firmer than the facts that it is worked out from. It
    is about, where one of them is; a bound in a formula may bound the result from either side, so
    that it is only named, as is a fact that no source stands behind.
    """
    facts = _facts_in(case, derivation)
    bounds = {fact.bound for fact in facts}
    standings = [status for status in _OPEN if any(fact.status is status for fact in facts)]
    rests = [f"a figure that is {status.value}" for status in standings]
    rests += ["a figure that is a bound"] if bounds - {"exact", "about", ""} else []
    about = "about " if "about" in bounds and isinstance(derivation.value, Quantity) else ""
    return f"{about}{amount_words(derivation.value)}{f' (from {listed(rests)})' if rests else ''}"


def input_words(case: Case, address: str, amount: Amount) -> str:
    """Write an input of a formula with its address, and as its fact means it."""
    fact = case.facts.get(address.split(".")[1]) if address.startswith("facts.") else None
    if fact is None:
        return f"{address} {amount_words(amount)}"
    open_standing = f" ({fact.status.value})" if fact.status in _OPEN else ""
    return f"{address} {_BOUNDS.get(fact.bound, '')}{amount_words(amount)}{open_standing}"


def _facts_in(case: Case, derivation: Derivation) -> list[Fact]:
    """Give the facts whose numbers enter a formula."""
    facts: list[Fact] = []
    for address, _ in derivation.inputs:
        section, name = address.split(".")[:2]
        if section == "facts" and (fact := case.facts.get(name)):
            facts.append(fact)
        if section == "derived" and (inner := case.derived.get(name)):
            facts += _facts_in(case, derivation_of(case, inner))
    return facts


_OPEN = (Status.UNVERIFIED, Status.CLAIMED, Status.HYPOTHETICAL, Status.POSSIBLE)


def date_words(when: When) -> str:
    """
    Write a date or an interval for a reader.

    >>> date_words(When.parse("2024-10-21/2024-10-31"))
    '21–31 Oct 2024'
    """
    if when.first is None and when.last is None:
        return "undated"
    text = _interval(when)
    return f"about {text}" if when.is_approximate else text


def _interval(when: When) -> str:
    first, last = when.first, when.last
    if first is None and last is not None:
        return f"by {_day(last.day, last.month)} {last.year}"
    if last is None and first is not None:
        return f"from {_day(first.day, first.month)} {first.year}"
    if first is None or last is None:
        return ""
    if first == last:
        return f"{_day(first.day, first.month)} {first.year}"
    if "/" not in when.text:
        return (
            f"{_MONTHS[first.month - 1]} {first.year}"
            if first.month == last.month
            else str(first.year)
        )
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_MONTHS[last.month - 1]} {last.year}"
    return f"{_day(first.day, first.month)} {first.year} – {_day(last.day, last.month)} {last.year}"


def _day(day: int, month: int) -> str:
    return f"{day} {_MONTHS[month - 1]}"


def count_words(number: int, word: str, plural: str = "") -> str:
    """
    Write a count with its noun.

    >>> count_words(2, "gap")
    '2 gaps'
    """
    return f"{number} {word if number == 1 else plural or word + 's'}"


def spelled(count: int) -> str:
    """
    Write a small count as a word; in digits from thirteen on.

    >>> spelled(6), spelled(13)
    ('six', '13')
    """
    return _SPELLED[count] if count < len(_SPELLED) else str(count)


_SPELLED = "no one two three four five six seven eight nine ten eleven twelve".split()


def one_of(noun: str) -> str:
    """
    Put the indefinite article before a noun of a case: by how it is said, which its first letters
    tell of nearly every word.

    >>> one_of("unlicensed sale"), one_of("handover"), one_of("union vote"), one_of("hour")
    ('an unlicensed sale', 'a handover', 'a union vote', 'an hour')
    """
    is_open = bool(_SAID_OPEN.match(noun)) and not _SAID_SHUT.match(noun)
    return f"{'an' if is_open else 'a'} {noun}"


_SAID_OPEN = re.compile(r"[aeiou]|hour|honest|honour|heir", re.IGNORECASE)
_SAID_SHUT = re.compile(r"uni(?!n|m)|us[aeu]|eu|one\b|once|ut[ei]|ura", re.IGNORECASE)


def listed(words: tuple[str, ...] | list[str], *, empty: str = "none") -> str:
    """
    Join words as a sentence does.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if not words:
        return empty
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def proper_words(case: Case) -> frozenset[str]:
    """
    Give the words that begin the name of an actor of the case, and so keep their capital; the name
    of an office begins with a common noun, and the case names further ones.
    """
    names = [
        name
        for actor in case.actors
        for name in (*(() if actor.kind is ActorKind.OFFICE else (actor.name,)), *actor.aliases)
    ]
    common = {actor.name.split()[0] for actor in case.actors if actor.kind is ActorKind.OFFICE}
    return (
        frozenset(name.split()[0].removesuffix("'s") for name in names if name[:1].isupper())
        - common
        - _FORMS_OF_STATE
        - set(case.vocabulary.common_nouns)
    )


_FORMS_OF_STATE = {"Government", "The"}


def lowered(case: Case, text: str) -> str:
    """
    Begin a text in the middle of a sentence: with a small letter, unless it begins with a name, or
    with a word that has a digit in it, such as a model's.
    """
    first = (
        re.split(r"[\s,.:;]", text, maxsplit=1)[0].removesuffix("'s").removesuffix("n")
        if text
        else ""
    )
    keeps = len(first) > 2 and any(
        first.startswith(word) or word.startswith(first)
        for word in proper_words(case)
        if len(word) > 2
    )
    is_model = any(letter.isdigit() for letter in first)
    return text if keeps or is_model or first[1:2].isupper() else text[:1].lower() + text[1:]


def deadline_words(case: Case) -> str:
    """
    Say by when it is to be decided, and why then, as what stands after “by”; nothing where no
    source says. Who writes the date of a decision often begins it with that word.
    """
    said = "" if case.decide_by == _UNSTATED else case.decide_by.rstrip(".")
    return re.sub(r"^by\s+", "", said, flags=re.IGNORECASE)


def subject_words(case: Case, name: str) -> str:
    """
    Give the title, within a sentence, of what a red line holds: a technology, else an act, else a
    track.
    """
    for titles in (
        {family.id: family.title for family in case.technologies},
        {act.id: act.title for act in case.acts},
        {track.id: track.title for track in case.tracks},
    ):
        if name in titles:
            return lowered(case, titles[name])
    return name


def actor_words(case: Case, name: str) -> str:
    """
    Give the name of an actor as a reader says it: its short name, or its name without the form of
    state.
    """
    actor = case.actors.get(name)
    if actor is None:
        return name
    bare = actor.name.removeprefix("Government of the ").removeprefix("Government of ")
    return actor.short or bare


def _trimmed(number: float) -> str:
    places = 3 if number < 1 else 2 if number < 10 else 1
    if round(number, 2) != round(number, 1) and number < 1000:
        places = max(places, 2) if number < 100 else 1
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plural(unit: str) -> str:
    """Give a unit in the plural; a symbol, such as m3 or MWh, has none."""
    if len(unit) < 3 or any(letter.isdigit() or letter.isupper() for letter in unit[1:]):
        return unit
    if unit.endswith("y") and unit[-2] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("s", "x", "z", "ch", "sh")) else f"{unit}s"


def unit_words(unit: Unit, number: float) -> str:
    """
    Write a unit as it stands after so many; nothing after a plain number.

    >>> from phaseline.terms.quantity import unit
    >>> unit_words(unit("day"), 23.5), unit_words(unit("USD/month"), 1), unit_words(unit("1"), 2)
    ('days', 'USD/month', '')
    """
    if unit.text in ("", "1"):  # a plain number
        return ""
    head, slash, tail = unit.text.partition("/")
    if abs(number) != 1 and head.isidentifier():
        head = _PLURALS.get(head) or _plural(head)
    return f"{head}{slash}{tail}".replace("_", " ")
