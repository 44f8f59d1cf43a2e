"""
A transfer problem in numbers: needs, stocks, partners, routes, consents, and the lanes by which
goods could go.

Time is counted in whole periods from 0. A flow is counted as the share of a need that it meets, so
that a missile and a system that serve the same need can be added; `whole` says how much of a stock
meets a need in whole.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from math import inf

from phaseline.terms.entries import Entries
from phaseline.terms.record import record


@record
class TransportNeed:
    """
    Something that was asked for.

    Args:
        id: Its name.
        weight: How much it counts beside the others, above 0; weights are scaled to add up to 1.
        deadline: Until when what arrives counts [period]; at least 1.
        over: Periods over which it grows evenly to its whole; 1 if all of it is asked for at once.
    """

    id: str
    weight: float = 1.0
    deadline: int = 1
    over: int = 1


@record
class TransportStock:
    """
    What a holder has of one kind.

    Args:
        id: Its name.
        quantity: How much of it works at the start [unit].
        floor: How much of it the holder keeps for its own needs [unit].
        makes: How much is newly made in a period [unit/period].
        makes_from: The first period in which something is made.
        mass: What one unit weighs, in the unit of mass in which routes carry.
    """

    id: str
    quantity: float
    floor: float = 0.0
    makes: float = 0.0
    makes_from: int = 0
    mass: float = 0.0


@record
class Partner:
    """
    Somebody who passes on its own goods for what it gets.

    Args:
        id: Its name.
        passes_on: How much it passes on of what it gets, share for share.
        lag: Periods between what it gets and what the beneficiary gets for it.
        reserve: What it has of its own, by need [share of the need]; nothing where it is left out.
        floor: What it keeps of that and of what it gets, by need [share of the need]; where it has
            less, it keeps what it has.
    """

    id: str
    passes_on: float = 1.0
    lag: int = 0
    reserve: Mapping[str, float] = field(default_factory=dict)
    floor: Mapping[str, float] = field(default_factory=dict)


@record
class TransportRoute:
    """
    A way by which goods go.

    Args:
        id: Its name.
        partner: The partner that takes the goods and passes on its own; straight to the beneficiary
            if empty.
        lead: Periods under way.
        capacity: What it carries in a period [mass/period].
        exposure: What opening it adds to the plan's escalation exposure.
        cost: What opening it costs.
        is_closed: Whether it cannot be used.
    """

    id: str
    partner: str = ""
    lead: int = 0
    capacity: float = inf
    exposure: float = 0.0
    cost: float = 0.0
    is_closed: bool = False


@record
class Lane:
    """
    One stock over one route for one need.

    Args:
        stock: The id of the stock.
        route: The id of the route.
        need: The id of the need.
        whole: How much of the stock meets the need in whole [unit].
        cost: What it costs to meet the need in whole by it.
        exposure: What meeting the need in whole by it adds to the escalation exposure.
        consents: The ids of the consents that it waits for.
    """

    stock: str
    route: str
    need: str
    whole: float
    cost: float = 0.0
    exposure: float = 0.0
    consents: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Give the name by which a lane is spoken of."""
        return f"{self.stock} by {self.route} for {self.need}"


@record
class PartnerConsent:
    """
    A consent, and from when it can be counted on.

    Args:
        id: Its name.
        since: The first period in which goods that wait for it may leave; never if infinite.
    """

    id: str
    since: float = 0.0


@record
class Goal:
    """
    Something that a plan must reach.

    Args:
        need: The id of the need.
        share: The share of it that has to be met.
        by: The period by whose end it has to be met, counted from 1.
    """

    need: str
    share: float
    by: int


@record
class Problem:
    """
    A transfer problem.

    Args:
        periods: How many periods are planned.
        needs: What was asked for.
        stocks: What is there.
        partners: Who passes on goods of its own.
        routes: By which ways.
        lanes: What could go by which way for which need.
        consents: Whose consent is waited for.
        goals: What has to be reached; nothing, as a rule.
        titles: What the entries are called, by id. Of plans that serve alike the one is found that
            the order of titles leads to, which neither ids nor the order of reading move; entries
            without one are taken by their ids.
    """

    periods: int
    needs: Entries[TransportNeed]
    stocks: Entries[TransportStock]
    routes: Entries[TransportRoute]
    lanes: tuple[Lane, ...]
    partners: Entries[Partner] = Entries()
    consents: Entries[PartnerConsent] = Entries()
    goals: tuple[Goal, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


class Aim(Enum):
    """What a plan is judged by."""

    VALUE = "value"
    EXPOSURE = "exposure"
    COST = "cost"
