"""
The rules of a game file, one period at a time, told without the product.

Source: docs/explanation/the-game.md, and docs/decisions/0007 and 0008 where that leaves room.
Everything is a list of chances and plain tuples: clarity first. A `World` answers three questions:
what can the challenger do, what may follow, and what is it worth.
"""

import copy
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from oracle_watch import Watch

HOLD = "hold"


class Place(NamedTuple):
    """Where one track stands; `to` and `left` tell of a move that does not show yet."""

    level: str
    to: str = ""
    left: int = 0


class State(NamedTuple):
    """What the challenger sees at the start of a period."""

    places: tuple
    monitor: float
    rung: int
    order: tuple | None
    credit: int
    clock: int
    # one memory for each rung that needs a vote: periods until it can be drawn, "granted" or
    # "refused"
    votes: tuple
    age: int = 0  # periods played, as far as a rung's expiry asks
    served: tuple = ()  # periods in force of each measure that ends or strikes once
    # of each rung asked for before the game, by its id: the last age at which it may be ordered
    held: tuple = ()


class Branch(NamedTuple):
    """One thing that may follow an act: the state after it, before any disaster."""

    chance: float
    state: State
    reneged: bool
    called: int
    heard: bool  # whether the call was heard: no order was under way


class Option(NamedTuple):
    """One act, what it costs the challenger, and what may follow."""

    act: tuple
    cost: float
    branches: tuple


def load(path) -> dict:
    """The plain data of a game file."""
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def consent_of(rung) -> float:
    """The chance of consent, by period or by vote."""
    consent = rung.get("consent", 1)
    return float(consent["chance"] if isinstance(consent, dict) else consent)


def may_be_held(rung) -> bool:
    """Whether consent may have been given to a rung before the game."""
    return bool((rung.get("authority") or {}).get("chance"))


def is_refused(rung) -> bool:
    """Whether consent is asked for before the game alone, and never given."""
    asked = rung.get("authority")
    return bool(asked) and not asked["chance"] and asked.get("otherwise", "refused") == "refused"


def without_hopeless(data) -> dict:
    """
    The game without the rungs that nobody will ever consent to; what names one means the next lower
    rung that is left.
    """
    data = copy.deepcopy(data)
    rungs = data["ladder"]["rungs"]
    gone = {rung["id"] for rung in rungs[1:] if consent_of(rung) == 0 and not may_be_held(rung)}
    gone |= {rung["id"] for rung in rungs[1:] if is_refused(rung)}
    stand_in, last = {}, rungs[0]["id"]
    for rung in rungs:
        last = last if rung["id"] in gone else rung["id"]
        stand_in[rung["id"]] = last
    data["ladder"]["rungs"] = [rung for rung in rungs if rung["id"] not in gone]
    inherit(data["ladder"]["rungs"], gone)
    policy = data["ladder"].setdefault("policy", {})
    for key in ("enter", "exit", "deadline"):
        policy[key] = {rung: at for rung, at in (policy.get(key) or {}).items() if rung not in gone}
    for key in ("overt", "available"):
        policy[key] = {
            track: {at: stand_in[rung] for at, rung in table.items()}
            for track, table in (policy.get(key) or {}).items()
        }
    if policy.get("off_ramp"):
        policy["off_ramp"] = stand_in[policy["off_ramp"]]
    for measure in data["ladder"].get("measures") or []:
        measure["rungs"] = [rung for rung in measure["rungs"] if rung not in gone]
    return data


def inherit(rungs, gone):
    """What a rung that is gone shared is the next one's own that shared it, and shared with it."""
    for key in ("consent", "authority"):
        heirs = {}
        for rung in rungs:
            shared = rung.get(key)
            if isinstance(shared, dict) and shared.get("same_as") in gone:
                heir = heirs.setdefault(shared["same_as"], rung["id"])
                shared["same_as"] = "" if heir == rung["id"] else heir


def by_level(table, levels) -> float:
    """A number, or a table by track and level that adds up over the tracks."""
    if isinstance(table, dict):
        return sum(float(levels_of.get(levels[track], 0)) for track, levels_of in table.items())
    return float(table or 0)


class World:
    """A game file's rules."""

    def __init__(self, data):
        self.data = without_hopeless(data)
        self.tracks = self.data["challenger"]["tracks"]
        self.names = [track["id"] for track in self.tracks]
        self.types = {kind["id"]: kind for kind in self.data["challenger"]["types"]}
        self.rungs = self.data["ladder"]["rungs"]
        self.index = {rung["id"]: number for number, rung in enumerate(self.rungs)}
        self.policy = self.data["ladder"]["policy"]
        self.responder = self.data.get("responder") or {}
        self.time = self.data.get("time") or {}
        self.horizon = float(self.time.get("horizon", "inf"))
        self.watch = Watch(self.data)
        self.numbers = {rung["id"]: number for number, rung in enumerate(self.rungs)}
        votes = [
            (number, rung["consent"])
            for number, rung in enumerate(self.rungs)
            if isinstance(rung.get("consent"), dict)
        ]
        self.voting = [number for number, consent in votes if not consent.get("same_as")]
        self.dwell = self.policy.get("dwell") or 0
        self.cap = max([self.dwell, *self.policy["deadline"].values()])
        self.known = {}
        self.measures = [
            measure for measure in self.data["ladder"].get("measures") or [] if measure["rungs"]
        ]
        terms = [(rung.get("authority") or {}).get("lasts") or 0 for rung in self.rungs]
        self.oldest = max(*(rung.get("expires") or 0 for rung in self.rungs), *terms)

    # -- the start ---------------------------------------------------------------------------------

    def start(self) -> list:
        """The states in which the game may start, with their chances."""
        start = self.data.get("start") or {}
        mixed = [self._start_of(track, start.get(track["id"])) for track in self.tracks]
        rung = self.index[start["rung"]] if "rung" in start else 0
        credit = start.get("credit", 0) if self.responder.get("credit") else 0
        monitor = self.watch.named(start["monitor"]) if "monitor" in start else self.watch.first
        clock = min(start.get("clock", 0), self.cap)
        return [
            (
                product([*(p for p, _ in places), *(p for p, _ in answers)]),
                State(
                    tuple(x for _, x in places),
                    monitor,
                    rung,
                    None,
                    credit,
                    clock,
                    (0,) * len(self.voting),
                    0,
                    tuple(
                        self.capped(measure, start.get("clock", 0))
                        if self.rungs[rung]["id"] in measure["rungs"]
                        else 0
                        for measure in self.measures
                    ),
                    tuple(entry for _, entry in answers if entry),
                ),
            )
            for places in itertools.product(*mixed)
            for answers in itertools.product(*self._answers_before())
        ]

    def _answers_before(self) -> list:
        """What may be answered to each question asked before the game, with its chance."""
        own = [r for r in self.rungs if r.get("authority") and not r["authority"].get("same_as")]
        return [
            [
                (chance, entry)
                for chance, entry in (
                    (rung["authority"]["chance"], (rung["id"], self.last_use(rung))),
                    (1 - rung["authority"]["chance"], None),
                )
                if chance > 0
            ]
            for rung in own
        ]

    @staticmethod
    def last_use(rung) -> float:
        """The last age at which a rung may be ordered under its authority."""
        return float(rung["authority"].get("lasts") or "inf") - 1

    def is_held(self, state, r) -> bool:
        """Whether a rung may be ordered under an authority now."""
        asked = self.rungs[r].get("authority")
        name = asked and (asked.get("same_as") or self.rungs[r]["id"])
        return any(owner == name and state.age <= last for owner, last in state.held)

    def withheld(self, state, r) -> bool:
        """Whether a rung was asked for in vain, or too long ago, and cannot be asked for now."""
        asked = self.rungs[r].get("authority")
        is_ours = r <= state.rung or (state.order and state.order[0] == r)
        if not asked or is_ours or self.is_held(state, r):
            return False
        return asked.get("otherwise", "refused") == "refused" or not consent_of(self.rungs[r])

    @staticmethod
    def _start_of(track, given):
        if isinstance(given, dict):
            return [(float(chance), Place(level)) for level, chance in given.items() if chance > 0]
        return [(1.0, Place(given or track["levels"][0]))]

    @staticmethod
    def capped(measure, periods) -> int:
        """Periods in force, as far as it matters: new, not new, over."""
        return min(periods, 1 + max(1, measure.get("lasts") or 0))

    def ended(self, r, age) -> bool:
        """Whether a rung's authority has expired."""
        return age >= float(self.rungs[r].get("expires") or "inf")

    def parts(self, state) -> list:
        """The measures of the rung in force, with the periods that they have been so."""
        here = self.rungs[state.rung]["id"]
        both = zip(self.measures, state.served, strict=True)
        return [(measure, periods) for measure, periods in both if here in measure["rungs"]]

    def doing(self, state) -> dict:
        """The numbers of the rung in force, without its measures that are over."""
        rung = self.rungs[state.rung]
        over = {
            measure["id"]
            for measure, periods in self.parts(state)
            if periods > float(measure.get("lasts") or "inf")
        }
        return next((one for one in rung.get("without") or [] if set(one["over"]) == over), rung)

    def strikes(self, key, state) -> float:
        """What its new measures do once."""
        begun = (self.data.get("start") or {}).get("rung", self.rungs[0]["id"])
        return sum(
            float(m.get(key, 0))
            for m, periods in self.parts(state)
            if periods == 1 and begun not in m["rungs"]
        )

    # -- the challenger's acts and what becomes of the levels --------------------------------------

    def levels(self, places) -> dict:
        """The level that each track shows."""
        return {name: place.level for name, place in zip(self.names, places, strict=True)}

    def inside(self, places) -> bool:
        """Whether the red line is crossed: any of its levels holds."""
        levels = self.levels(places)
        return any(levels[track] in crossed for track, crossed in self.data["red_line"].items())

    @staticmethod
    def fallen(track, place):
        """A non-persistent track falls back to its first level before the act."""
        return place if track.get("persistent", True) else place._replace(level=track["levels"][0])

    def _choices(self, track, place):
        place = self.fallen(track, place)
        moves = (
            []
            if place.left
            else [move["do"] for move in track.get("moves") or [] if move["from"] == place.level]
        )
        return [HOLD, *moves]

    def acts(self, places) -> list:
        """The acts at hand, in file order, `hold` first: one word for each track."""
        choices = [
            self._choices(track, place) for track, place in zip(self.tracks, places, strict=True)
        ]
        everything = itertools.product(*choices)
        if self.data["challenger"].get("joint_moves"):
            return list(everything)
        one = [act for act in everything if sum(word != HOLD for word in act) <= 1]
        return sorted(
            one, key=lambda act: next((i for i, word in enumerate(act) if word != HOLD), -1)
        )

    def moved(self, places, act) -> tuple:
        """What an act costs, and where it may lead."""
        ways, cost = [], 0.0
        for track, place, word in zip(self.tracks, places, act, strict=True):
            move = next(
                (
                    m
                    for m in track.get("moves") or []
                    if m["do"] == word and m["from"] == self.fallen(track, place).level
                ),
                None,
            )
            cost += float(move.get("cost", 0)) if move else 0.0
            ways.append(
                [way for way in self._ways(track, self.fallen(track, place), move) if way[0] > 0]
            )
        return cost, [
            (product(p for p, _ in way), tuple(x for _, x in way))
            for way in itertools.product(*ways)
        ]

    @staticmethod
    def _ways(track, place, move):
        if place.left:
            return [
                (1.0, place._replace(left=place.left - 1) if place.left > 1 else Place(place.to))
            ]
        if move and move.get("lead"):
            return [(1.0, Place(place.level, move["to"], move["lead"]))]
        if move:
            chance = float(move.get("chance", 1))
            return [(chance, Place(move["to"])), (1 - chance, place)]
        drift = {
            to: float(p)
            for to, p in (track.get("drift") or {}).get(place.level, {}).items()
            if to != place.level
        }
        return [*((p, Place(to)) for to, p in drift.items()), (1 - sum(drift.values()), place)]

    # -- the called rung ---------------------------------------------------------------------------

    def called(self, state, levels, monitor) -> int:
        """The rung that the ladder calls for, given the rung in force and its clock."""
        r = max(
            [
                0,
                *self._by_monitor(monitor),
                *self._by_sight(levels),
                *self._by_deadline(state, levels),
            ]
        )
        if r < state.rung:
            r = max([r, *self._kept(state, levels, monitor)])
        r = min([r, *self._capped(levels)])
        step = self.policy.get("max_step")
        r = r if step is None else min(r, state.rung + step)
        return max(
            one
            for one in range(r + 1)
            if not self.ended(one, state.age) and not self.withheld(state, one)
        )

    def _by_monitor(self, monitor):
        return [
            self.index[rung]
            for rung, at in self.policy["enter"].items()
            if monitor >= self.watch.named(at)
        ]

    def _by_sight(self, levels):
        return [
            self.index[table[levels[track]]]
            for track, table in self.policy["overt"].items()
            if levels[track] in table
        ]

    def _by_deadline(self, state, levels):
        met = self.met(levels)
        for rung, after in self.policy["deadline"].items():
            r = self.index[rung]
            stays = state.rung >= r and not (met and self._beyond_ramp(r))
            falls_due = not met and state.rung == r - 1 and state.clock >= after
            if stays or falls_due:
                yield r

    def _kept(self, state, levels, monitor):
        for rung, at in self.policy["exit"].items():
            r = self.index[rung]
            lasting = at == "never" and not (self.met(levels) and self._beyond_ramp(r))
            if r <= state.rung and (lasting or (at != "never" and monitor > self.watch.named(at))):
                yield r

    def _capped(self, levels):
        return [
            self.index[table[levels[track]]]
            for track, table in self.policy["available"].items()
            if levels[track] in table
        ]

    def _beyond_ramp(self, r):
        return bool(self.policy.get("off_ramp")) and r > self.index[self.policy["off_ramp"]]

    def met(self, levels) -> bool:
        """Whether the demand is met; without one it never is."""
        demand = self.policy.get("demand") or {}
        return bool(demand) and all(levels[track] in wanted for track, wanted in demand.items())

    # -- from the call to the rung in force --------------------------------------------------------

    def kappa(self, credit) -> float:
        """The chance that a called rung that has consent is executed."""
        beta = self.responder.get("credit")
        return float(beta["alpha"]) / (beta["alpha"] + beta["beta"] + credit) if beta else 1.0

    def lead(self, r, state) -> int:
        """Periods from consent to force; where it was given before, no vote takes time."""
        rung = self.rungs[r]
        if self.is_held(state, r):
            return rung.get("lead", 0)
        return rung.get("lead", 0) + (
            rung["consent"].get("lead", 0) if isinstance(rung.get("consent"), dict) else 0
        )

    def answers(self, state, levels, monitor) -> Iterator:
        """
        What becomes of rung, order, credit and votes: (chance, changes of the state, reneged,
        called, heard).
        """
        r = self.called(state, levels, monitor)
        votes = tuple(
            max(memory - 1, 0) if isinstance(memory, int) else memory for memory in state.votes
        )
        still = {"order": None, "votes": votes}
        drops = self.policy.get("cancel_on_clear") or (
            state.order and self.ended(state.order[0], state.age)
        )
        if state.order and not (drops and r < state.order[0]):
            wanted, left = state.order
            run = still | ({"rung": wanted} if left == 1 else {"order": (wanted, left - 1)})
            yield 1.0, run, False, r, False
        elif r > state.rung:
            yield from ((*way, r, True) for way in self._climb(state, r, still))
        elif r < state.rung and state.clock >= self.dwell:
            down = float(self.rungs[state.rung].get("standdown", 1))
            yield down, still | {"rung": r}, False, r, True
            yield 1 - down, still, False, r, True
        else:
            yield 1.0, still, False, r, True

    def _climb(self, state, r, still):
        kappa = self.kappa(state.credit)
        cap = (self.responder.get("credit") or {}).get("cap", 0)
        for chance, votes, consented in self._consents(state, r, still["votes"]):
            kept = still | {"votes": votes}
            if not consented:
                yield chance, kept, False
                continue
            lead = self.lead(r, state)
            go = {"rung": r} if lead == 0 else {"order": (r, lead)}
            yield chance * kappa, kept | go | {"credit": 0}, False
            yield chance * (1 - kappa), kept | {"credit": min(state.credit + 1, cap)}, True

    def _consents(self, state, r, votes):
        if self.is_held(state, r):
            return [(1.0, votes, True)]
        consent = self.rungs[r].get("consent", 1)
        if not isinstance(consent, dict):
            return [(float(consent), votes, True), (1 - float(consent), votes, False)]
        which = self.voting.index(self.numbers[consent["same_as"]] if consent.get("same_as") else r)
        memory = state.votes[which]
        if memory != 0:
            return [(1.0, votes, memory == "granted")]
        retry = consent.get("retry", "never")
        lost = "refused" if retry == "never" else retry["after"] - 1
        chance = float(consent["chance"])

        def put(new):
            return (*votes[:which], new, *votes[which + 1 :])

        return [(chance, put("granted"), True), (1 - chance, put(lost), False)]

    # -- the whole period --------------------------------------------------------------------------

    def options(self, state) -> tuple:
        """Every act at hand with all that may follow, in the order of a period."""
        if state not in self.known:
            self.known[state] = tuple(self._option(state, act) for act in self.acts(state.places))
        return self.known[state]

    def _option(self, state, act):
        cost, ways = self.moved(state.places, act)
        branches = [
            branch._replace(chance=branch.chance * chance)
            for chance, places in ways
            for branch in self.reactions(state, places)
        ]
        return Option(act, cost, tuple(branch for branch in branches if branch.chance > 0))

    def reactions(self, state, places) -> Iterator:
        """
        What the responder's side may do once the levels are what they are: report, monitor, call,
        force.
        """
        levels = self.levels(places)
        rung = self.rungs[state.rung]["id"]
        for seen, monitor in self.watch.updates(state.monitor, levels, rung):
            for chance, changes, reneged, called, heard in self.answers(state, levels, monitor):
                after = state._replace(places=places, monitor=monitor, **changes)
                clock = min(1 if after.rung != state.rung else state.clock + 1, self.cap)
                after = after._replace(
                    clock=clock,
                    age=min(state.age + 1, self.oldest),
                    served=tuple(
                        self.capped(m, n + (self.rungs[after.rung]["id"] in m["rungs"]))
                        for m, n in zip(self.measures, state.served, strict=True)
                    ),
                )
                yield Branch(seen * chance, after, reneged, called, heard)

    # -- payoffs -----------------------------------------------------------------------------------

    def hazard(self, state) -> float:
        """The chance of disaster in a period that ends in this state."""
        return float(self.doing(state).get("hazard", 0))

    def flow(self, key, state) -> float:
        """Loss, cost or benefit of the rung in force, as far as it can be delivered."""
        rung = self.rungs[state.rung]
        return float(rung.get("feasibility", 1)) * by_level(
            self.doing(state).get(key, 0), self.levels(state.places)
        )

    def discount(self, side, kind=None) -> float:
        """The weight of next period."""
        if kind and kind.get("discount") is not None:
            return float(kind["discount"])
        return float((self.time.get("discount") or {}).get(side, 0.95))

    def u_c(self, kind, branch, cost) -> float:
        """The challenger's payoff in a period."""
        after = branch.state
        gain = by_level(kind.get("gain") or {}, self.levels(after.places))
        loss = float(kind.get("loss_scale", 1)) * (
            self.flow("loss", after) + self.strikes("once_loss", after)
        )
        return gain - loss - cost - self.hazard(after) * float(kind.get("disaster_loss", 0))

    def parts_r(self, before, branch) -> dict:
        """
        The parts of the responder's payoff in a period, each with the sign that it is reported
        with.
        """
        after = branch.state
        setup = float(self.rungs[after.rung].get("setup", 0)) if after.rung > before.rung else 0.0
        return {
            "benefit_R": self.flow("benefit", after),
            "cost_R": self.flow("cost", after) + setup + self.strikes("once_cost", after),
            "harm_R": by_level(self.responder.get("harm") or {}, self.levels(after.places)),
            "audience_R": float(self.responder.get("audience_cost", 0)) if branch.reneged else 0.0,
            "disaster_R": self.hazard(after) * float(self.responder.get("disaster_loss", 0)),
        }

    def u_r(self, before, branch) -> float:
        """The responder's payoff in a period."""
        parts = self.parts_r(before, branch)
        return (
            parts["benefit_R"]
            - parts["cost_R"]
            - parts["harm_R"]
            - parts["audience_R"]
            - parts["disaster_R"]
        )

    # -- how a state is published ------------------------------------------------------------------

    def published(self, state) -> dict:
        """A state in the file's own words."""
        return {
            "levels": self.levels(state.places),
            "under_way": {
                n: [x.to, x.left] for n, x in zip(self.names, state.places, strict=True) if x.left
            },
            "monitor": self.watch.name(state.monitor),
            **self.watch.remembered(state.monitor),
            "rung": self.rungs[state.rung]["id"],
            "order": [self.rungs[state.order[0]]["id"], state.order[1]] if state.order else None,
            "credit": state.credit,
            "clock": state.clock,
            "votes": {
                self.rungs[r]["id"]: memory
                for r, memory in zip(self.voting, state.votes, strict=True)
            },
            "elapsed": state.age,
            "served": {m["id"]: n for m, n in zip(self.measures, state.served, strict=True)},
        }


def product(numbers) -> float:
    """The numbers multiplied."""
    result = 1.0
    for number in numbers:
        result *= number
    return result
