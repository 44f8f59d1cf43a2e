"""
Suspects who may act unseen, and a responder who answers whoever a report names, as far as it
believes the report.

One suspect at most has an opportunity, and only it knows. Its gain from acting is even between two
ends. An act is reported with chance d, and then names another with chance e; where nobody acts,
each is named with chance f. The responder answers the one who is named where its belief exceeds
what answering costs it, which is even between 0 and 1: so with a chance of that belief, β. With o
for the chance of an opportunity, a for that of acting on it, and n suspects, for suspect i

    a = the chance of a gain above  L · β · (d(1 − e) − f),
    β = o·a·d(1 − e) / (o·a·d(1 − e) + the others' o·a·d·e / (n − 1) + (1 − the sum of o·a)·f).

The first falls in β and β rises in a, so that given the others one chance alone fits i, and it is
found by halving. Where an act of another names i at least as often as no act does, d·e / (n − 1)
≥ f, it rises with the others' chances: the more they act, the less a report that names i is
believed. Replies in turn then climb from nobody's acting, and fall from everybody's, to both ends
of all equilibria; where these meet there is one. Elsewhere both corners are told all the same.

Source:
    Baliga, Bueno de Mesquita & Wolitzky, *American Political Science Review* 114 (2020),
    1155–1178, with even distributions.
"""

from collections.abc import Sequence
from typing import Any

from phaseline.game.published.spec import Suspect, Suspects
from phaseline.terms.ties import total

MOST_ROUNDS = 2_000
_HALVINGS = 60
_STILL = 1e-14  # by which a chance may move in a round and be said to stay
_SAME = 1e-9


def suspects_answer(model: Suspects) -> dict[str, Any]:
    """
    Say how likely each suspect acts, and how far a report that names it is believed.

    Args:
        model: The suspects; the file was read without errors.
    """
    ends = {
        "compliant": settled_chances(model, 0.0),
        "crossing": settled_chances(model, 1.0),
    }
    settled = [chances for chances in ends.values() if chances is not None]
    return {
        "corners": {
            name: None if chances is None else _corner_data(model, chances)
            for name, chances in ends.items()
        },
        "is_unique": len(settled) == len(ends)
        and all(abs(low - high) <= _SAME for low, high in zip(*settled, strict=True)),
    }


def _corner_data(model: Suspects, chances: Sequence[float]) -> dict[str, Any]:
    ids = [suspect.id for suspect in model.suspects]
    beliefs = [
        belief(model, place, chances[place], chances) for place in range(len(model.suspects))
    ]
    return {
        "acts": dict(zip(ids, chances, strict=True)),
        "belief": dict(zip(ids, beliefs, strict=True)),
        "any": total(
            suspect.opportunity * chance
            for suspect, chance in zip(model.suspects, chances, strict=True)
        ),
    }


def settled_chances(model: Suspects, begun: float) -> tuple[float, ...] | None:
    """
    Let the suspects reply in turn until nobody moves.

    Args:
        model: The suspects.
        begun: The chance with which each acts on an opportunity at first.

    Returns:
        The chance with which each acts on an opportunity; None where they do not settle.
    """
    chances = [begun] * len(model.suspects)
    for _ in range(MOST_ROUNDS):
        before = tuple(chances)
        for place in range(len(chances)):
            chances[place] = reply_chance(model, place, chances)
        if all(abs(new - old) <= _STILL for new, old in zip(chances, before, strict=True)):
            return tuple(chances)
    return None


def reply_chance(model: Suspects, place: int, chances: Sequence[float]) -> float:
    """
    Give the only chance of acting that fits one suspect, given the others'.

    Args:
        model: The suspects.
        place: Whose it is.
        chances: The chances of all; its own is not looked at.
    """
    suspect = model.suspects[place]
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _gains_above(suspect, _cost(model, place, middle, chances)) > middle:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _cost(model: Suspects, place: int, chance: float, chances: Sequence[float]) -> float:
    """Give what acting costs one suspect, who is believed to act with a chance [M]."""
    more = model.detection * (1 - model.misattribution) - model.false_alarm
    return model.suspects[place].loss * belief(model, place, chance, chances) * more


def _gains_above(suspect: Suspect, cost: float) -> float:
    """Give the chance of a gain above a cost, for a gain that is even between its ends."""
    share = (suspect.high - cost) / (suspect.high - suspect.low)
    return min(1.0, max(0.0, share))


def belief(model: Suspects, place: int, chance: float, chances: Sequence[float]) -> float:
    """
    Give the chance that one suspect has acted, given that a report names it.

    Args:
        model: The suspects.
        place: Whom the report names.
        chance: The chance with which it acts on an opportunity.
        chances: Those of all; its own is not looked at.
    """
    masses = [
        suspect.opportunity * (chance if number == place else chances[number])
        for number, suspect in enumerate(model.suspects)
    ]
    others = total(mass for number, mass in enumerate(masses) if number != place)
    rightly = masses[place] * model.detection * (1 - model.misattribution)
    wrongly = others * model.detection * model.misattribution / (len(masses) - 1)
    by_mistake = (1 - total(masses)) * model.false_alarm
    return rightly / (rightly + wrongly + by_mistake)
