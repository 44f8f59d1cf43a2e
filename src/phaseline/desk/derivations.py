"""The derived numbers of a case, each with what it was worked out from."""

from phaseline.case.model.choices import Assumption
from phaseline.case.model.evidence import Fact
from phaseline.case.model.whole import Case
from phaseline.case.values import Derivation, at, derivation


def derivations(case: Case) -> tuple[Derivation, ...]:
    """
    Work out every derived number, in the order of the case.

    Raises:
        Unworkable: A formula is faulty; `check` has refused such a case before.
    """
    return tuple(derivation(case, derived) for derived in case.derived)


def behind(case: Case, address: str) -> Fact | Assumption | None:
    """Give the fact or the assumption that an address leads into."""
    head = ".".join(address.split(".")[:2])
    try:
        found = at(case, head)
    except KeyError:
        return None
    return found if isinstance(found, Fact | Assumption) else None
