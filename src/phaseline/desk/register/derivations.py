"""The derived numbers of a case, each with what it was worked out from."""

from dataclasses import replace

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.case.model.evidence import Fact
from phaseline.case.values import Derivation, at, derivation
from phaseline.terms.quantity import UNKNOWN


def derivations(case: Case) -> tuple[Derivation, ...]:
    """
    Work out every derived number, in the order of the case.

    Raises:
        Unworkable: A formula is faulty; `check` has refused such a case before.
    """
    return tuple(_without_later(case, derivation(case, derived)) for derived in case.derived)


def _without_later(case: Case, number: Derivation) -> Derivation:
    """
    Take a number back that rests on a fact from after the as-of date: it was not known on the day.
    """
    later = [
        fact.id
        for address, _ in number.inputs
        if isinstance(fact := behind(case, address), Fact)
        and is_later_knowledge(fact.when, case.as_of)
    ]
    if not later:
        return number
    reason = f"facts.{later[0]} dates from after the as-of date"
    return replace(number, value=UNKNOWN, low=UNKNOWN, high=UNKNOWN, reason=reason)


def behind(case: Case, address: str) -> Fact | Assumption | None:
    """Give the fact or the assumption that an address leads into."""
    head = ".".join(address.split(".")[:2])
    try:
        entry = at(case, head)
    except KeyError:
        return None
    return entry if isinstance(entry, Fact | Assumption) else None
