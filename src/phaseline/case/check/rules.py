"""
The rules of a case where they stand: of each its name, its owner, and the encodings in which it is
worked out.
"""

from itertools import chain

from phaseline.case.addresses import Path
from phaseline.case.model.case import Case
from phaseline.case.model.law import Amendment, Force, LawRule, Provision
from phaseline.terms.entries import Entries
from phaseline.terms.record import record

NOT_LAW = (Force.PROPOSED, Force.SOUGHT, Force.THREATENED)


@record
class PlacedRule:
    """
    One rule with where it stands.

    Args:
        path: Where it stands in the case.
        owner: The id of its provision, or of the amendment that adds it.
        rule: The rule.
        encodings: The ids of the encodings in which it counts; more than one, or none, is a fault.
        is_added: Whether an amendment adds it.
    """

    path: Path
    owner: str
    rule: LawRule
    encodings: tuple[str, ...]
    is_added: bool = False

    @property
    def name(self) -> str:
        """The name by which priorities and repeals refer to it."""
        return f"{self.owner}.{self.rule.id}"


def placed_rules(case: Case) -> tuple[PlacedRule, ...]:
    """Give every rule of a case, those that a change would add included."""
    standing = (
        PlacedRule(
            path=("provisions", index, "rules", place),
            owner=provision.id,
            rule=rule,
            encodings=(provision.encoding,) if provision.encoding else (),
        )
        for index, provision in enumerate(case.provisions)
        for place, rule in enumerate(provision.rules)
    )
    added = (
        PlacedRule(
            path=("amendments", index, "adds", place),
            owner=amendment.id,
            rule=rule,
            encodings=encodings_of(amendment, case.provisions),
            is_added=True,
        )
        for index, amendment in enumerate(case.amendments)
        for place, rule in enumerate(amendment.adds)
    )
    return (*standing, *added)


def encodings_of(amendment: Amendment, provisions: Entries[Provision]) -> tuple[str, ...]:
    """
    Give the encodings that an amendment changes.

    Args:
        amendment: The amendment.
        provisions: The provisions of the case.
    """
    if amendment.encoding:
        return (amendment.encoding,)
    changed = chain(amendment.repeals, (rule.provision for rule in amendment.adds))
    homes = (provisions.get(name.partition(".")[0]) for name in changed)
    return tuple(dict.fromkeys(home.encoding for home in homes if home and home.encoding))


def bare(text: str) -> str:
    """Give a condition without its `not`."""
    return text.strip().removeprefix("not ").strip()


def term_and_reading(text: str) -> tuple[str, str]:
    """
    Give the term and the reading of a condition, without its `not`; a missing one is empty.

    >>> term_and_reading("peaceful.strict"), term_and_reading("a.b.c")
    (('peaceful', 'strict'), ('', ''))
    """
    term, _, reading = bare(text).partition(".")
    return (term, reading) if "." not in reading else ("", "")
