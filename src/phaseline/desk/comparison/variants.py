"""
The same ladder under other readings of the case: red lines, what frees the challenger's hand, what
it sees, how it errs.

Each variant is compared with the yardstick under the same variant, at the best values of all
assumptions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from phaseline.case.games import red_line_sets, rungs_of, setup_of, tracks_with
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import GamePolicy, MeasureEffect
from phaseline.desk.comparison.game_of_case import GameVariant, game_of
from phaseline.desk.comparison.study import LadderFigures, base_setting, figures, yardstick_setting
from phaseline.desk.consent.consent import VOTE
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, ends_of
from phaseline.game.arrays import Floats
from phaseline.game.play import played
from phaseline.game.spec import Game
from phaseline.game.ties import less
from phaseline.game.unobserved import blinded
from phaseline.terms.record import record
from phaseline.terms.ties import are_alike

POINTS = 9


@record
class Variant:
    """
    A ladder under another reading.

    Args:
        name: The variant.
        first: The change in the chance of a first crossing within the first horizon, against the
            yardstick.
        inside: The change in periods inside.
        value: The change in the responder's value, in its own unit.
        base: The periods inside without the ladder.
    """

    name: str
    first: float
    inside: float
    value: float
    base: float


@record
class Flip:
    """
    Where a number turns the sign of what a ladder changes in periods inside.

    Args:
        name: What is moved.
        low: The low end of what was tried.
        high: The high end.
        at: Where the sign turns; None if it keeps its sign.
        first: The change at the low end [period].
        last: The change at the high end [period].
    """

    name: str
    low: float
    high: float
    at: float | None
    first: float
    last: float


@record
class Variants:
    """
    All variants of one completed ladder.

    Args:
        lines: By red line.
        blind: The challenger does not see the monitor.
        office: The owner of the ladder may leave office.
        for_good: A crossing cannot be stopped.
        errs: One challenger who errs instead of types who do not.
        releases: Restraint released: by the set of switches that are on; a vote's consent is taken
            as given.
        flips: Where each switch, and both amounts together, turn the sign; likewise.
    """

    lines: tuple[Variant, ...]
    blind: Variant
    office: Variant
    for_good: Variant
    errs: Variant
    releases: tuple[Variant, ...]
    flips: tuple[Flip, ...]


def variants(case: Case, policy: GamePolicy, best: Valuation) -> Variants:
    """
    Run a completed ladder under every variant.

    Args:
        case: The case.
        policy: The completed ladder.
        best: Every assumption at its best value.
    """
    base = base_setting(case, policy)
    blind = (
        figures(setting, [best], play_as=lambda games: blinded(played(games)))
        for setting in (base, yardstick_setting(case, base))
    )
    return Variants(
        lines=tuple(_by_line(case, policy, best)),
        blind=_difference("blind", *blind),
        office=with_other_office(case, policy, best),
        for_good=_variant(case, replace(base, is_for_good=True), best, "for good"),
        errs=_variant(case, replace(base, errs=True), best, "errs"),
        releases=released(case, policy, best),
        flips=turns(case, policy, best),
    )


def with_other_office(case: Case, policy: GamePolicy, best: Valuation) -> Variant:
    """
    Run a completed ladder where its owner may leave office: one of `variants`.

    Args:
        case: The case.
        policy: The completed ladder.
        best: Every assumption at its best value.
    """
    offices = frozenset(track.id for track in tracks_with(case, TrackRole.OFFICE))
    return _variant(case, replace(base_setting(case, policy), tracks=offices), best, "office")


def _by_line(case: Case, policy: GamePolicy, best: Valuation) -> list[Variant]:
    """
    Run the ladder on each red line, and on what they share if they share anything; lines that make
    the same game are run once.
    """
    known: list[tuple[Game, Variant]] = []
    by_line = []
    for line in (name for name, subjects in red_line_sets(case).items() if subjects):
        setting = base_setting(case, policy, line)
        game = game_of(setting, best)
        same = next((earlier for other, earlier in known if are_alike(other, game)), None)
        variant = replace(same, name=line) if same else _variant(case, setting, best, line)
        known.append((game, variant))
        by_line.append(variant)
    return by_line


def released(case: Case, policy: GamePolicy, best: Valuation) -> tuple[Variant, ...]:
    """
    Run a completed ladder under every set of the switches of released restraint; nothing where no
    measure of it releases the challenger.
    """
    base = base_setting(case, policy)
    return tuple(_releases(case, base, _granted(best))) if _frees(case, policy) else ()


def turns(case: Case, policy: GamePolicy, best: Valuation) -> tuple[Flip, ...]:
    """
    Say where an amount of released restraint turns what a ladder changes; nothing where no measure
    of it releases the challenger.
    """
    base = base_setting(case, policy)
    return tuple(_flips(case, base, _granted(best))) if _frees(case, policy) else ()


def _frees(case: Case, policy: GamePolicy) -> bool:
    return any(effect.releases for effect in _effects(case, policy))


def _granted(values: Valuation) -> Valuation:
    """
    Take a vote's consent as given: what carrying a measure out releases is asked of what is
    carried out.
    """
    return replace(values, values={**values.values, VOTE: 1.0})


def _effects(case: Case, policy: GamePolicy) -> list[MeasureEffect]:
    measures = {name for rung in rungs_of(case, policy) for name in rung.measures}
    return [effect for effect in setup_of(case).effects if effect.measure in measures]


def _variant(case: Case, setting: GameVariant, best: Valuation, name: str) -> Variant:
    return _difference(
        name, figures(setting, [best]), figures(yardstick_setting(case, setting), [best])
    )


def _difference(name: str, mine: LadderFigures, theirs: LadderFigures) -> Variant:
    return Variant(
        name=name,
        first=float(mine["crossing_first"][0] - theirs["crossing_first"][0]),
        inside=float(mine["inside"][0] - theirs["inside"][0]),
        value=float(mine["value"][0] - theirs["value"][0]),
        base=float(theirs["inside"][0]),
    )


_SWITCHES = ("release lasts", "gain released", "holding back ends")


def _releases(case: Case, base: GameVariant, best: Valuation) -> list[Variant]:
    """
    Switch each way of releasing restraint on alone, and all of them together; amounts at the middle
    of their ranges.
    """
    middle = _amounts_at(case, best, (0.5, 0.5))
    released = []
    for spent, frees_gain, holds_back in (
        (False,) * 3,
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (True,) * 3,
    ):
        on = [
            name
            for name, is_on in zip(_SWITCHES, (spent, frees_gain, holds_back), strict=True)
            if is_on
        ]
        setting = replace(base, is_lasting=spent, frees_gain=frees_gain, holds_back=holds_back)
        released.append(_variant(case, setting, middle, " + ".join(on) or "none"))
    return released


def _amounts_at(case: Case, best: Valuation, shares: tuple[float, float]) -> Valuation:
    """Put the gain released and the cost of what is held back at a share of their ranges."""
    setup = setup_of(case)
    values = dict(best.values)
    ends = {assumption.id: ends_of(assumption) for assumption in case.assumptions}
    for rows, share in zip((setup.released_gain, setup.held_back), shares, strict=True):
        for name in {name for row in rows for name in assumptions_in(case, row.number)}:
            low, high = ends[name] or (0.0, 0.0)
            values[name] = low + share * (high - low)
    return replace(best, values=values)


def _flips(case: Case, base: GameVariant, best: Valuation) -> list[Flip]:
    """
    Raise each amount, both, and the chance that the release ends, from none to all; everything is
    solved together.
    """
    shares = [float(share) for share in np.linspace(0.0, 1.0, POINTS)]
    ends = _ends_of_amounts(case)
    rows: list[tuple[str, tuple[float, float], list[tuple[GameVariant, Valuation]]]] = [
        (
            name,
            ends[name],
            [(setting, _amounts_at(case, best, (share * gain, share * bond))) for share in shares],
        )
        for name, setting, gain, bond in (
            ("gain released", replace(base, frees_gain=True), 1.0, 0.0),
            ("holding back ends", replace(base, holds_back=True), 0.0, 1.0),
            ("both together", replace(base, frees_gain=True, holds_back=True), 1.0, 1.0),
        )
    ]
    rows.append(
        ("release ends", (0.0, 1.0), [(replace(base, ends_at=share), best) for share in shares])
    )
    pairs = [pair for _, _, some in rows for pair in some]
    changes = _changes(case, pairs)
    return [
        _flip(name, span, changes[place * POINTS : (place + 1) * POINTS])
        for place, (name, span, _) in enumerate(rows)
    ]


def _ends_of_amounts(case: Case) -> Mapping[str, tuple[float, float]]:
    setup = setup_of(case)
    ends = {assumption.id: ends_of(assumption) for assumption in case.assumptions}

    def span(rows: Sequence[object]) -> tuple[float, float]:
        names = {name for row in rows for name in assumptions_in(case, getattr(row, "number", ""))}
        # what rests on several assumptions has no range of its own: its shares are given
        return (len(names) == 1 and ends[names.pop()]) or (0.0, 1.0)

    return {
        "gain released": span(setup.released_gain),
        "holding back ends": span(setup.held_back),
        "both together": (0.0, 1.0),
    }


def _changes(case: Case, pairs: Sequence[tuple[GameVariant, Valuation]]) -> Floats:
    values = [value for _, value in pairs]
    mine = figures([setting for setting, _ in pairs], values, wanted=("inside",))
    theirs = figures(
        [yardstick_setting(case, setting) for setting, _ in pairs], values, wanted=("inside",)
    )
    return mine["inside"] - theirs["inside"]


def _flip(name: str, ends: tuple[float, float], changes: Floats) -> Flip:
    """
    Find the first change of sign, between the points by a straight line; what is below a hundredth
    of a period is none.
    """
    low, high = ends
    at = None
    signs = np.where(less(np.abs(changes), 0.01), 0.0, np.sign(changes))
    begins = next((sign for sign in signs if sign), 0.0)
    for place in range(1, len(changes)):
        if signs[place] == -begins and begins:
            before, after = changes[place - 1], changes[place]
            share = (place - 1 + (before / (before - after) if before != after else 0.0)) / (
                len(changes) - 1
            )
            at = float(low + share * (high - low))
            break
    return Flip(
        name=name, low=low, high=high, at=at, first=float(changes[0]), last=float(changes[-1])
    )
