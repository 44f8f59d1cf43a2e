"""A whole answer in the shape of docs/reference/game-answer.md, from the oracle's own tables."""

import copy
from math import inf

from oracle_arena import Arena, Solved, forward, near_best, range_r, solve_c, solved
from oracle_chain import calls, calm, shares, threat_discount
from oracle_plans import Plans
from oracle_rules import World

PLAN_OF = {"best": "free", "never": "hold", "always": "always", "random": "free"}


class Answer:
    """The questions that are asked of one game file."""

    def __init__(self, data, horizons):
        self.world = World(data)
        self.plans = Plans(self.world)
        self.horizons = horizons
        self.periods = int(min(max(horizons), self.world.horizon))
        self.kinds = self.world.types.values()
        self.arenas, self.memory = {}, {}
        inside = [self.world.inside(state.places) for _, state in self.world.start()]
        self.already, self.not_yet = all(inside), not any(inside)

    @staticmethod
    def sharp(kind) -> float:
        """How sharply a type chooses: inf takes the best act, 0 any act alike."""
        return 0.0 if kind.get("behaviour") == "random" else float(kind.get("rationality", "inf"))

    def arena(self, plan) -> Arena:
        """The table of a plan."""
        if plan not in self.arenas:
            self.arenas[plan] = Arena(self.world, self.plans, plan)
        return self.arenas[plan]

    def solved(self, kind, plan=None, rule="strong") -> Solved | None:
        """A type's behaviour under a plan; None where it cannot be carried out."""
        plan = plan or PLAN_OF[kind.get("behaviour", "best")]
        key = (kind["id"], plan, rule)
        if not self.plans.possible(plan):
            return None
        if key not in self.memory:
            self.memory[key] = solved(self.arena(plan), kind, self.sharp(kind), rule)
        return self.memory[key]

    def mixed(self, of) -> float:
        """A number over the types."""
        return sum(float(kind.get("prior", 1)) * of(kind) for kind in self.kinds)

    def walk(self, kind, plan=None, begin=None):
        """What happens period by period under the strong tie rule."""
        plan = plan or PLAN_OF[kind.get("behaviour", "best")]
        return forward(self.arena(plan), kind, self.solved(kind, plan).weights, self.periods, begin)

    def path(self, plan=None) -> list | None:
        """The path."""
        if plan and not self.plans.possible(plan):
            return None
        walks = {kind["id"]: self.walk(kind, plan) for kind in self.kinds}
        return [
            self._record(t, {name: walk[t] for name, walk in walks.items()})
            for t in range(self.periods)
        ]

    def _record(self, t, records):
        def mix(of):
            return self.mixed(lambda kind: of(records[kind["id"]]))

        return {
            "t": t,
            "u_C": {name: record["u_C"] for name, record in records.items()},
            "u_R": mix(lambda r: r["u_R"]),
            "level": {
                track["id"]: {
                    level: mix(lambda r, k=track["id"], v=level: r["level"][k][v])
                    for level in track["levels"]
                }
                for track in self.world.tracks
            },
            "rung": {
                rung["id"]: mix(lambda r, k=rung["id"]: r["rung"][k]) for rung in self.world.rungs
            },
        }

    def chances(self, key, begin=None) -> dict:
        """The chance of an event within each of the horizons."""
        walks = {kind["id"]: self.walk(kind, begin=begin) for kind in self.kinds}
        return {
            str(n): self.mixed(lambda kind, n=n: walks[kind["id"]][min(n, self.periods) - 1][key])
            for n in self.horizons
        }

    def by_start(self) -> dict | None:
        """The chances for the starts outside the line, and for those inside."""
        if self.already or self.not_yet:
            return None
        found = {}
        for name, inside in (("not_yet", False), ("already", True)):
            chosen = [
                (p, state)
                for p, state in self.world.start()
                if self.world.inside(state.places) == inside
            ]
            total = sum(p for p, _ in chosen)
            begin = [(p / total, state, True) for p, state in chosen]
            found[name] = {
                "p_cross": self.chances("entered", begin),
                "p_reverse": self.chances("left", begin),
            }
        return found

    def values(self, plan=None) -> dict:
        """The challenger's value of a plan, by type."""
        found = {kind["id"]: self.solved(kind, plan) for kind in self.kinds}
        return {name: one and one.value_c for name, one in found.items()}

    def ties(self) -> dict:
        """
        The responder's value under both tie rules, and where 1 % of the challenger's value would
        not count.
        """
        strong, weak = (
            self.mixed(lambda kind, rule=rule: self.solved(kind, rule=rule).value_r)
            for rule in ("strong", "weak")
        )
        near = [self.mixed(lambda kind, sign=sign: self._near(kind, sign)) for sign in (-1, 1)]
        return {
            "value_R_strong": strong,
            "value_R_weak": weak,
            "near_tie": near,
            "knife_edge": strong - weak > 1e-6 * max(1, abs(strong)),
        }

    def _near(self, kind, sign):
        arena = self.arena(PLAN_OF[kind.get("behaviour", "best")])
        if self.sharp(kind) != inf:
            return self.solved(kind).value_r
        found = solve_c(arena, kind, inf)
        epsilon = 0.01 * max(float(abs(values).max()) for _, values in found)
        return arena.worth(range_r(arena, near_best(arena, found, max(epsilon, 1e-9)), sign)[0][1])

    def undecided(self) -> bool:
        """
        Whether the path meets acts between which neither side can tell: then its chances depend on
        the order of the acts.
        """
        for kind in self.kinds:
            tied = self.solved(kind).tied
            for t, record in enumerate(self.walk(kind)):
                if any((tied[t] if len(tied) > 1 else tied[0])[row] for row in record["reached"]):
                    return True
        return False

    def first_acts(self) -> dict:
        """
        What each type does first, by track that can be moved, from the likeliest start outside the
        line, else from the likeliest inside.

        Among acts that are equally good for it (equally likely, if it errs) the first in file
        order.
        """
        outside = [one for one in self.world.start() if not self.world.inside(one[1].places)]
        _, state = max(outside or self.world.start(), key=lambda pair: pair[0])
        found = {}
        for kind in self.kinds:
            arena = self.arena(PLAN_OF[kind.get("behaviour", "best")])
            start = arena.nodes[state, self.plans.phase(arena.plan, True, state.places)]
            rows = [row for row, node in enumerate(arena.owner) if node == start]
            worth = self._appeal(arena, kind)
            best = max(worth[row] for row in rows)
            act = next(
                arena.rows[row][1].act
                for row in rows
                if worth[row] >= best - 1e-9 * max(1.0, float(abs(worth).max()))
            )
            found[kind["id"]] = {
                t["id"]: word
                for t, word in zip(self.world.tracks, act, strict=True)
                if not t.get("drift")
            }
        return found

    def _appeal(self, arena, kind):
        """What each act is worth in the first period, or how likely it is for a type that errs."""
        sharp = self.sharp(kind)
        return solve_c(arena, kind, sharp)[0][0] if sharp == inf else self.solved(kind).weights[0]

    def strategy(self) -> list:
        """
        The behaviour as a list of {type, t, state, act, chance}; t is null where it is the same in
        every period.
        """
        found = []
        for kind in self.kinds:
            arena, weights = (
                self.arena(PLAN_OF[kind.get("behaviour", "best")]),
                self.solved(kind).weights,
            )
            endless = self.world.horizon == inf
            for t, chances in enumerate(
                weights
                if len(weights) > 1
                else weights * (1 if endless else int(self.world.horizon))
            ):
                found += [
                    {
                        "type": kind["id"],
                        "t": None if endless else t,
                        "state": self.world.published(node[0]),
                        "act": dict(zip(self.world.names, option.act, strict=True)),
                        "chance": float(chances[row]),
                    }
                    for row, (node, option) in enumerate(arena.rows)
                    if chances[row] > 0
                ]
        return found


def minus(left, right) -> dict:
    """The difference by type; None where either is."""
    return {
        name: None if left[name] is None or right[name] is None else left[name] - right[name]
        for name in left
    }


def bare(data) -> dict:
    """The game with nothing but its lowest rung."""
    data = copy.deepcopy(data)
    data["ladder"] = {"rungs": data["ladder"]["rungs"][:1], "policy": {}}
    data["start"] = {
        key: at for key, at in (data.get("start") or {}).items() if key not in {"rung", "clock"}
    }
    return data


def leverage(asked) -> dict:
    """What complying for ever is worth above crossing at once."""
    nothing = dict.fromkeys(asked.world.types)
    return minus(asked.values("comply"), asked.values("cross")) if asked.not_yet else nothing


def evaluate(data, horizons=None, *, chains=True) -> dict:
    """
    The answer to a game file, in the shape of the product's as far as the oracle goes; without the
    slower `chains` if so asked.
    """
    horizons = horizons or (data.get("solve") or {}).get("horizons") or [12, 24]
    asked = Answer(data, horizons)
    nothing = dict.fromkeys(asked.world.types)
    ties = asked.ties()
    answer = {
        "challenger_action": asked.first_acts(),
        "value_C": asked.values(),
        "value_C_comply": asked.values("comply") if asked.not_yet else nothing,
        "value_C_cross": asked.values("cross") if asked.not_yet else nothing,
        "leverage": leverage(asked),
        "leverage_bought": minus(leverage(asked), leverage(Answer(bare(data), horizons))),
        "compel_leverage": (
            minus(asked.values("leave"), asked.values("stay")) if asked.already else nothing
        ),
        "value_R": ties["value_R_strong"],
        **{
            name: asked.mixed(lambda kind, name=name: asked.solved(kind).parts[name])
            for name in asked.arena("free").parts
        },
        "p_cross": None if asked.already else asked.chances("entered"),
        "p_reverse": asked.chances("left") if asked.already else None,
        "escalation_risk": asked.chances("disaster"),
        "by_start": asked.by_start(),
        "ties": ties,
        "path": asked.path(),
        "path_cross": asked.path("cross") if asked.not_yet else None,
        "undecided": asked.undecided(),
    }
    if chains:
        answer |= {
            "share_in_force": shares(asked),
            "mean_periods_to_call": calls(asked.world),
            "threat_discount": {
                rung["id"]: threat_discount(asked.world, rung["id"])
                for rung in asked.world.rungs[1:]
            },
            "assurance": {str(n): calm(asked.world, n) for n in horizons},
        }
    return answer


def with_loss(data, rung, loss) -> dict:
    """The game with another loss of a rung."""
    data = copy.deepcopy(data)
    next(one for one in data["ladder"]["rungs"] if one["id"] == rung)["loss"] = loss
    return data


def l_star(data, rung, type_id, most=1000.0) -> float:
    """
    The smallest loss of a rung at which the leverage (inside the line: the leverage to compel) is
    not negative, by halving.
    """

    def deters(loss):
        asked = Answer(with_loss(data, rung, loss), [1])
        found = (
            minus(asked.values("leave"), asked.values("stay")) if asked.already else leverage(asked)
        )
        return found[type_id] >= 0

    low, high = 0.0, most
    if deters(low):
        return low
    if not deters(high):
        return inf
    while high - low > 1e-10 * high:
        middle = (low + high) / 2
        low, high = (low, middle) if deters(middle) else (middle, high)
    return high
