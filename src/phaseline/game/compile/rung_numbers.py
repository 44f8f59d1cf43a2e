"""The numbers of a ladder's rungs, for all draws."""

from collections.abc import Sequence
from dataclasses import fields
from itertools import chain

import numpy as np

from phaseline.game.arrays import Floats, Ints
from phaseline.game.columns import numbers_of
from phaseline.game.spec import Game, RungSpec, Vote
from phaseline.terms.record import record

REFUSED = -2  # in place of periods where a vote is not taken again


@record
class RungNumbers:
    """
    The numbers of all rungs, from the lowest up (rung, draw).

    Args:
        consent: The chance of consent, by a vote or without.
        proved: The same once a crossing is proved.
        standdown: The chance of coming down.
        lead: Periods from consent to force, those that a vote takes included.
        delivery: Periods from consent to force, those that a vote takes apart.
        retry: Periods from one vote to the next; REFUSED where there is none.
        authority: The chance that its authority is given before the game; 1 where it has none.
        asking: What it costs to ask for an authority of its own; 0 where it has none [M].
        feasibility: The share that can be delivered.
        setup: What it costs that it comes into force [M].
        owed: What the stock that was released for it costs when it is owed [M].
        owed_after: After how many periods it is.
    """

    consent: Floats
    proved: Floats
    standdown: Floats
    lead: Floats
    delivery: Floats
    retry: Floats
    authority: Floats
    asking: Floats
    feasibility: Floats
    setup: Floats
    owed: Floats
    owed_after: Floats

    @classmethod
    def of(cls, table: Floats) -> "RungNumbers":
        """Take the numbers of a `rung_table` apart."""
        return cls(**dict(zip(_NAMES, table, strict=True)))

    def draws(self, some: Ints) -> "RungNumbers":
        """Give the numbers of some of the draws."""
        return RungNumbers(**{name: getattr(self, name)[:, some] for name in _NAMES})


_NAMES = tuple(entry.name for entry in fields(RungNumbers))


def rung_table(games: Sequence[Game]) -> Floats:
    """
    Give the numbers of the rungs of a ladder, in the order of the fields of `RungNumbers` (entry,
    rung, draw).

    Args:
        games: One game a draw; they have as many rungs.
    """
    ladders = [game.ladder.rungs for game in games]
    rungs = [*chain.from_iterable(zip(*ladders, strict=True))]
    return numbers_of(rungs, "rungs", _spelt_out).reshape(-1, len(ladders[0]), len(games))


def _spelt_out(rungs: Sequence[RungSpec]) -> Floats:
    return np.array([_entries(rung) for rung in rungs], dtype=np.float64).T


def _entries(rung: RungSpec) -> tuple[float, ...]:
    """Give the numbers of a rung, in the order of the fields of `RungNumbers`."""
    asked, released = rung.authority, rung.released
    return (
        chance_of(rung.consent),
        chance_once_proved(rung),
        rung.standdown,
        lead_of_rung(rung),
        rung.delivery_lead,
        _retry(rung),
        1.0 if asked is None else asked.chance,
        0.0 if asked is None or asked.same_as else asked.cost,
        rung.feasibility,
        rung.setup,
        0.0 if released is None else released.cost,
        0 if released is None else released.after,
    )


def chance_of(consent: float | Vote) -> float:
    """Give the chance of a consent, by a vote or without."""
    return consent.chance if isinstance(consent, Vote) else consent


def chance_once_proved(rung: RungSpec) -> float:
    """Give the chance of a rung's consent once a crossing is proved."""
    consent = rung.consent
    if isinstance(consent, Vote) and consent.proved is not None:
        return consent.proved
    return chance_of(consent)


def lead_of_rung(rung: RungSpec) -> int:
    """Give the periods from consent to force, those that a vote takes included."""
    return rung.delivery_lead + (rung.consent.lead if isinstance(rung.consent, Vote) else 0)


def _retry(rung: RungSpec) -> int:
    """Give the periods from one vote to the next; REFUSED where there is none."""
    consent = rung.consent
    if not isinstance(consent, Vote) or isinstance(consent.retry, str):
        return REFUSED
    return consent.retry.after
