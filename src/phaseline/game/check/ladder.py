"""The rungs, and the policies that call them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from phaseline.case.addresses import Path
from phaseline.case.showing import shown
from phaseline.game.bounds import (
    CHANCE,
    HAZARD,
    LEAD,
    LONGEST_HORIZON,
    NOT_NEGATIVE,
    TERM,
    WAIT,
    whole,
)
from phaseline.game.check.authority import check_authorities
from phaseline.game.check.monitor import hold_state, scale
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.states import Scale
from phaseline.game.spec import NEVER, Game, Policy, Remainder, RungSpec, Vote

RETRY = whole(1, LONGEST_HORIZON)
STEP = whole(1)


def check_ladder(flaws: Flaws, game: Game) -> None:
    """Check the rungs, the policy, and the policies of a menu."""
    path = ("ladder", "rungs")
    flaws.some(path, game.ladder.rungs, 1, "rung")
    for place, rung in enumerate(game.ladder.rungs):
        _check_rung(flaws, (*path, place), rung)
        _check_shared(flaws, (*path, place, "consent"), rung, game.ladder.rungs[:place])
    check_authorities(flaws, game)
    states = scale(flaws, game)
    for where, policy in policies(game):
        _Policy(flaws, where, policy).check(states, is_watched=game.monitor is not None)


def policies(game: Game) -> tuple[tuple[Path, Policy], ...]:
    """Give the policy of the ladder and those of a menu, with their paths."""
    menu = game.solve.commit.menu if game.solve.commit is not None else ()
    listed = [
        (("solve", "commit", "menu", place, "policy"), entry.policy)
        for place, entry in enumerate(menu)
    ]
    return ((("ladder", "policy"), game.ladder.policy), *listed)


def _check_rung(flaws: Flaws, path: Path, rung: RungSpec) -> None:
    _check_amounts(flaws, path, rung)
    if rung.expires is not None:
        flaws.bounded((*path, "expires"), rung.expires, TERM)
    for place, rest in enumerate(rung.without):
        _check_amounts(flaws, (*path, "without", place), rest)
        flaws.bounded((*path, "without", place, "hazard"), rest.hazard, HAZARD)
    flaws.bounded((*path, "lead"), rung.lead, LEAD)
    if rung.released is not None:
        flaws.bounded((*path, "released", "lead"), rung.released.lead, LEAD)
        flaws.bounded((*path, "released", "cost"), rung.released.cost, NOT_NEGATIVE)
        flaws.bounded((*path, "released", "after"), rung.released.after, TERM)
    flaws.bounded((*path, "standdown"), rung.standdown, CHANCE)
    flaws.bounded((*path, "hazard"), rung.hazard, HAZARD)
    flaws.bounded((*path, "feasibility"), rung.feasibility, CHANCE)
    where = (*path, "consent")
    if not isinstance(rung.consent, Vote):
        flaws.bounded(where, rung.consent, CHANCE)
        return
    flaws.bounded((*where, "chance"), rung.consent.chance, CHANCE)
    if rung.consent.proved is not None:
        flaws.bounded((*where, "proved"), rung.consent.proved, CHANCE)
    flaws.bounded((*where, "lead"), rung.consent.lead, LEAD)
    if not isinstance(rung.consent.retry, str):
        flaws.bounded((*where, "retry", "after"), rung.consent.retry.after, RETRY)


def _check_amounts(flaws: Flaws, path: Path, effect: RungSpec | Remainder) -> None:
    for field in ("loss", "cost", "benefit"):
        amount = getattr(effect, field)
        if isinstance(amount, Mapping):
            flaws.by_level((*path, field), amount)


def _check_shared(flaws: Flaws, path: Path, rung: RungSpec, below: Sequence[RungSpec]) -> None:
    """
    A vote that decides a lower rung too is one vote: of that rung's chance and wait, and not itself
    another's.
    """
    if not isinstance(rung.consent, Vote) or not rung.consent.same_as:
        return
    known = {
        lower.id: lower.consent
        for lower in below
        if isinstance(lower.consent, Vote) and not lower.consent.same_as
    }
    other = known.get(rung.consent.same_as)
    if other is None:
        names = (
            f"one of {', '.join(known)}"
            if known
            else "the id of a lower rung with a vote of its own; there is none"
        )
        flaws.add(
            "PL501",
            (*path, "same_as"),
            f"{rung.consent.same_as!r} is no lower rung with a vote of its own",
            expected=names,
            fix="name one",
        )
    elif replace(rung.consent, lead=other.lead, same_as="") != other:
        flaws.add(
            "PL413",
            (*path, "same_as"),
            f"the vote on {rung.consent.same_as!r} has another chance or wait",
            expected="one vote, with one chance and one wait",
            fix="give both rungs the same chance and retry, or remove same_as",
        )


class _Policy:
    """
    Checks one policy.

    Args:
        flaws: Where flaws are collected.
        path: The path of the policy.
        policy: The policy.
    """

    def __init__(self, flaws: Flaws, path: Path, policy: Policy) -> None:
        self.flaws = flaws
        self.path = path
        self.policy = policy

    def check(self, states: Scale | None, *, is_watched: bool) -> None:
        """Check all of it."""
        if is_watched:
            self.thresholds(states)
        else:
            self.unwatched()
        for field, entries in (("overt", self.policy.overt), ("available", self.policy.available)):
            for track, rungs in entries.items():
                if self.seen(field, track):
                    self.named(field, track, rungs)
        for track, levels in self.policy.demand.items():
            path = (*self.path, "demand", track)
            if self.seen("demand", track) and self.flaws.some(path, levels, 1, "level"):
                for place, level in enumerate(levels):
                    self.flaws.level((*path, place), track, level)
        self.waits()

    def unwatched(self) -> None:
        """Refuse thresholds where there is no monitor that could reach them."""
        for field, entries in (("enter", self.policy.enter), ("exit", self.policy.exit)):
            stated = [rung for rung, state in entries.items() if field == "enter" or state != NEVER]
            if stated:
                self.flaws.add(
                    "PL616",
                    (*self.path, field, stated[0]),
                    f"{stated[0]} waits for a state of the monitor, and there is no monitor",
                    expected="a monitor",
                    fix="add `monitor: {kind: latch}`, or call the rung by `overt` or `deadline`",
                    is_key=True,
                )
            for rung in entries:
                self.flaws.rung((*self.path, field, rung), rung, is_key=True)

    def thresholds(self, states: Scale | None) -> None:
        """Check from which state each rung is called, and from which it is called off."""
        enter = self.loudness("enter", self.policy.enter, states)
        leave = self.loudness(
            "exit",
            {rung: state for rung, state in self.policy.exit.items() if state != NEVER},
            states,
        )
        for rung in self.policy.exit:
            self.flaws.rung((*self.path, "exit", rung), rung, is_key=True)
        below = ""
        for rung in self.flaws.rungs:
            if rung not in enter:
                continue
            if below and enter[rung] < enter[below]:
                self.unordered(
                    ("enter", rung),
                    f"{rung} is called from {shown(self.policy.enter[rung])}, and the lower {below}"
                    f" only from {shown(self.policy.enter[below])}",
                    expected="no rung called before a lower one",
                )
            if rung in leave and leave[rung] >= enter[rung]:
                self.unordered(
                    ("exit", rung),
                    f"{rung} is called off at {shown(self.policy.exit[rung])}, and called from"
                    f" {shown(self.policy.enter[rung])}",
                    expected=f"a state below {shown(self.policy.enter[rung])}, or never",
                )
            below = rung

    def loudness(
        self, field: str, entries: Mapping[str, str | float], states: Scale | None
    ) -> dict[str, float]:
        """Give how loud the state is that each known rung waits for."""
        by_rung: dict[str, float] = {}
        for rung, state in entries.items():
            path = (*self.path, field, rung)
            is_known = field == "exit" or self.flaws.rung(path, rung, is_key=True)
            loud = hold_state(self.flaws, path, state, states) if states is not None else None
            if is_known and loud is not None:
                by_rung[rung] = loud
        return by_rung

    def unordered(self, step: tuple[str, str], message: str, *, expected: str) -> None:
        self.flaws.add(
            "PL617",
            (*self.path, *step),
            message,
            expected=expected,
            fix="correct the state, or the order of the rungs",
        )

    def seen(self, field: str, track: str) -> bool:
        """Hold a track to those that everybody sees."""
        path = (*self.path, field, track)
        if not self.flaws.track(path, track):
            return False
        if track in self.flaws.labels:
            self.flaws.add(
                "PL619",
                path,
                f"`{field}` rests on {track}, of which there are only reports",
                expected="a track without `reports`, which everybody sees",
                fix="use `enter` and a monitor, or remove the reports",
                is_key=True,
            )
        return True

    def named(self, field: str, track: str, rungs: Mapping[str, str]) -> None:
        for level, rung in rungs.items():
            path = (*self.path, field, track, level)
            self.flaws.level(path, track, level, is_key=True)
            self.flaws.rung(path, rung)

    def waits(self) -> None:
        """Check deadlines, the off-ramp, and how fast the ladder is climbed."""
        for rung, periods in self.policy.deadline.items():
            path = (*self.path, "deadline", rung)
            self.flaws.bounded(path, periods, WAIT)
            if self.flaws.rung(path, rung, is_key=True) and rung == self.flaws.rungs[0]:
                self.flaws.add(
                    "PL617",
                    path,
                    f"{rung} is the lowest rung, so it follows no other",
                    expected="a rung above the lowest",
                    fix="remove the deadline",
                    is_key=True,
                )
        if self.policy.off_ramp is not None:
            self.flaws.rung((*self.path, "off_ramp"), self.policy.off_ramp)
        self.flaws.bounded((*self.path, "dwell"), self.policy.dwell, WAIT)
        if self.policy.max_step is not None:
            self.flaws.bounded((*self.path, "max_step"), self.policy.max_step, STEP)
