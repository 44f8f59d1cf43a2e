"""
The game played by chance: an independent walk through the period order .

It shares no line with `oracle_rules`: every step draws its outcome and says what happens, in the
words of the game file.
"""

from collections import defaultdict
from math import sqrt


def simulate(data, strategy, periods, runs, rng) -> dict:
    """
    Play a game many times and count.

    Args:
      data: The plain data of the game file.
      strategy: A list of {type, t, state, act, chance} (`type` and `t` may be left out or null;
        `state` may name only some of the keys of a published state), or a callable (type id, t,
        state) -> pairs (act by track, chance).
      periods: How many periods are played at most.
      runs: How often.
      rng: What `random()` draws from, such as `numpy.random.default_rng(1)`.

    Returns:
      For each of p_cross (entered so far), p_reverse (left so far, of those who began inside),
      escalation_risk, u_C, u_R, rung.<id> and level.<track>.<level>: a list by period of pairs
      (mean, standard error). p_cross etc. at index T-1 are "within T".

    """
    answer = strategy if callable(strategy) else Published(strategy)
    periods = int(min(periods, float((data.get("time") or {}).get("horizon", "inf"))))
    sums, squares = defaultdict(lambda: [0.0] * periods), defaultdict(lambda: [0.0] * periods)
    for _ in range(runs):
        for t, record in enumerate(Play(data, rng).through(answer, periods)):
            for key, number in record.items():
                sums[key][t] += number
                squares[key][t] += number * number
    return {
        key: [
            (s / runs, sqrt(max(q / runs - (s / runs) ** 2, 0.0) / runs))
            for s, q in zip(sums[key], squares[key], strict=True)
        ]
        for key in sums
    }


class Published:
    """A published strategy: entries with a state each."""

    def __init__(self, entries):
        self.entries = defaultdict(list)
        for entry in entries:
            self.entries[entry.get("type"), entry.get("t")].append(entry)
        self.known = {}

    def __call__(self, kind, t, state):
        """What the strategy does there."""
        key = (kind, t, repr(state))
        if key not in self.known:
            near = [
                e
                for who in (kind, None)
                for when in (t, None)
                for e in self.entries.get((who, when), [])
            ]
            self.known[key] = [
                (e["act"], e["chance"])
                for e in near
                if all(state[k] == at for k, at in e["state"].items())
            ]
            if not self.known[key]:
                raise LookupError(f"no act for {kind} in period {t} at {state}")
        return self.known[key]


class Play:
    """One course of the game."""

    def __init__(self, data, rng):
        self.data, self.rng = data, rng
        self.ladder = data["ladder"]
        self.policy = self.ladder.get("policy") or {}
        self.responder = data.get("responder") or {}
        self.tracks = {track["id"]: track for track in data["challenger"]["tracks"]}
        self.kind = self.draw(
            [(kind, kind.get("prior", 1)) for kind in data["challenger"]["types"]]
        )
        lowest = self.ladder["rungs"][0]["id"]
        self.rungs = {
            r["id"]: r for r in self.ladder["rungs"] if r["id"] == lowest or self.consent(r) > 0
        }
        self.order_of = list(self.rungs)
        start = data.get("start") or {}
        self.level = {
            name: self.first_level(track, start.get(name)) for name, track in self.tracks.items()
        }
        self.under_way = {}
        self.rung = start.get("rung", lowest)
        self.order, self.credit, self.clock = None, start.get("credit", 0), start.get("clock", 0)
        voting = {
            name: rung["consent"]
            for name, rung in self.rungs.items()
            if isinstance(rung.get("consent"), dict)
        }
        self.ballot = {name: consent.get("same_as") or name for name, consent in voting.items()}
        self.votes = {name: 0 for name, own in self.ballot.items() if name == own}
        self.monitor = start.get("monitor", self.first_monitor())
        self.quiet = 0
        self.now = {"reneged": False, "setup": 0.0, "cost": 0.0}
        self.age = 0
        self.measures = {
            m["id"]: m
            for m in self.ladder.get("measures") or []
            if any(name in self.rungs for name in m["rungs"])
        }
        self.begun = [name for name, m in self.measures.items() if self.rung in m["rungs"]]
        self.served = {
            name: self.clock * (self.rung in m["rungs"]) for name, m in self.measures.items()
        }

    # -- small things ------------------------------------------------------------------------------

    def draw(self, table):
        """One of the outcomes, by its chance."""
        dart = self.rng.random() * sum(chance for _, chance in table)
        for outcome, chance in table:
            dart -= chance
            if dart < 0:
                return outcome
        return max(table, key=lambda pair: pair[1])[0]

    def luck(self, chance):
        """Whether something with this chance happens."""
        return self.rng.random() < chance

    @staticmethod
    def consent(rung):
        """The chance of consent."""
        consent = rung.get("consent", 1)
        return consent["chance"] if isinstance(consent, dict) else consent

    def first_level(self, track, given):
        """The level at the start."""
        return (
            self.draw(list(given.items()))
            if isinstance(given, dict)
            else given or track["levels"][0]
        )

    def height(self, rung):
        """How high a rung of the file is; a rung that was removed counts as the next lower one."""
        everything = [r["id"] for r in self.ladder["rungs"]]
        return max(
            i
            for i, name in enumerate(self.order_of)
            if everything.index(name) <= everything.index(rung)
        )

    def inside(self):
        """Whether the red line is crossed."""
        return any(self.level[track] in levels for track, levels in self.data["red_line"].items())

    # -- monitor -----------------------------------------------------------------------------------

    def first_monitor(self):
        """The monitor's first state, in the file's words."""
        rule = self.data.get("monitor")
        if not rule:
            return 0
        if rule["kind"] in {"last_report", "latch"}:
            return self.watched()[0]["reports"]["labels"][0]
        return {"belief": rule.get("prior"), "table": (rule.get("states") or [0])[0]}.get(
            rule["kind"], 0
        )

    def watched(self):
        """The tracks that the monitor reads."""
        rule = self.data["monitor"]
        names = rule.get("tracks") or (
            [rule["track"]]
            if rule.get("track")
            else [n for n, t in self.tracks.items() if t.get("reports")]
        )
        return [self.tracks[name] for name in names]

    def row(self, track, level):
        """The chances of the labels, given the rung in force at the start of the period."""
        reports = track["reports"]
        return (
            (reports.get("likelihood_by_rung") or {})
            .get(self.before, {})
            .get(level, reports["likelihood"][level])
        )

    def look(self):
        """Reports are drawn, the monitor moves."""
        rule = self.data.get("monitor")
        if not rule:
            return
        labels = max((track["reports"]["labels"] for track in self.watched()), key=len)
        y = max(
            self.draw(list(enumerate(self.row(track, self.level[track["id"]]))))
            for track in self.watched()
        )
        getattr(self, "look_" + rule["kind"])(rule, labels, y)

    def look_last_report(self, _, labels, y):
        """The last report is all that counts."""
        self.monitor = labels[y]

    def look_latch(self, _, labels, y):
        """The loudest report so far."""
        self.monitor = labels[max(y, labels.index(self.monitor))]

    def look_run(self, rule, labels, y):
        """So many in a row."""
        loud = y >= labels.index(rule.get("label") or labels[-1])
        self.monitor = min(rule["k"], self.monitor + 1) if loud else 0

    def look_counter(self, rule, labels, y):
        """One up, one down; at the top, so many quiet labels in a row, counted by the way."""
        leaves = rule.get("leaves_after")
        if leaves is not None and self.monitor == rule["up"]:
            self.quiet = self.quiet + 1 if y == 0 else 0
            if self.quiet == leaves:
                self.monitor, self.quiet = 0, 0
            return
        change = 1 if y == len(labels) - 1 else -1 if y == 0 else 0
        self.monitor = min(rule["up"], max(-rule["down"], self.monitor + change))

    def remembered(self):
        """What the state tells beside the count, where quiet reports at the top are counted."""
        leaves = (self.data.get("monitor") or {}).get("leaves_after")
        return {"quiet_since": self.quiet} if isinstance(leaves, int) and leaves > 1 else {}

    def look_table(self, rule, labels, y):
        """As the table says."""
        self.monitor = rule["update"][self.monitor][labels[y]]

    def look_belief(self, rule, _, y):
        """Predict, update, and land on one of the two nodes beside the new belief."""
        track = self.watched()[0]
        crossed = min(self.data["red_line"][track["id"]], key=track["levels"].index)
        p = self.monitor + (1 - self.monitor) * rule.get("hazard", 0)
        for_it, against = (
            p * self.row(track, crossed)[y],
            (1 - p) * self.row(track, track["levels"][0])[y],
        )
        b = for_it / (for_it + against) if for_it + against > 0 else p
        nodes = self.nodes()
        b = min(max(b, min(nodes)), max(nodes))
        low = max(node for node in nodes if node <= b)
        high = min(node for node in nodes if node >= b)
        self.monitor = low if low == high else self.draw([(low, high - b), (high, b - low)])

    def nodes(self):
        """The beliefs that the monitor can hold: none that no report can move."""
        rule = self.data["monitor"]
        stuck = {1} if rule.get("hazard") else {0, 1}
        named = [
            (self.policy.get(key) or {}).get(r) for key in ("enter", "exit") for r in self.rungs
        ]
        even = [i / (rule["grid"] - 1) for i in range(rule["grid"])]
        return [
            node
            for node in (*even, rule["prior"], *(x for x in named if x not in {None, "never"}))
            if node not in stuck
        ]

    def rank(self, at):
        """How loud a state of the monitor is."""
        rule = self.data["monitor"]
        if rule["kind"] == "table":
            return rule["states"].index(at)
        if rule["kind"] in {"last_report", "latch"}:
            return max((track["reports"]["labels"] for track in self.watched()), key=len).index(at)
        return at

    # -- one period --------------------------------------------------------------------------------

    def through(self, answer, periods):
        """Play, and tell what happened in each period."""
        began_inside, entered, left, over = self.inside(), False, False, False
        for t in range(periods):
            record = {}
            if not over:
                was_inside = self.inside()
                self.period(self.draw(answer(self.kind["id"], t, self.state())))
                entered = entered or (self.inside() and not was_inside)
                left = left or (began_inside and was_inside and not self.inside())
                over = self.luck(self.in_force().get("hazard", 0))
                record = (
                    self.payoffs(over)
                    | {f"rung.{self.rung}": 1.0}
                    | {f"level.{k}.{v}": 1.0 for k, v in self.level.items()}
                )
            yield record | {
                "p_cross": float(entered),
                "p_reverse": float(left),
                "escalation_risk": float(over),
            }

    def state(self):
        """What the challenger sees."""
        cap = max(
            [
                self.policy.get("dwell") or 0,
                *(n for r, n in (self.policy.get("deadline") or {}).items() if r in self.rungs),
            ]
        )
        return {
            "levels": dict(self.level),
            "under_way": {track: list(way) for track, way in self.under_way.items()},
            "monitor": self.monitor,
            **self.remembered(),
            "rung": self.rung,
            "order": list(self.order) if self.order else None,
            "credit": self.credit if self.responder.get("credit") else 0,
            "clock": min(self.clock, cap),
            "votes": dict(self.votes),
            "elapsed": min(self.age, max(r.get("expires") or 0 for r in self.rungs.values())),
            "served": {
                name: min(n, 1 + max(1, self.measures[name].get("lasts") or 0))
                for name, n in self.served.items()
            },
        }

    def in_force(self):
        """What the rung does without those of its measures whose time is up."""
        rung = self.rungs[self.rung]
        over = [
            name
            for name, m in self.measures.items()
            if self.rung in m["rungs"] and m.get("lasts") and self.served[name] > m["lasts"]
        ]
        rest = [one for one in rung.get("without") or [] if sorted(one["over"]) == sorted(over)]
        return rest[0] if rest else rung

    def period(self, act):
        """Act, levels, report, call, force, clock."""
        self.before = self.rung
        self.now = {"reneged": False, "setup": 0.0, "cost": 0.0}
        for name in self.tracks:
            self.move(name, act.get(name, "hold"))
        self.look()
        self.respond()
        if self.height(self.rung) > self.height(self.before):
            self.now["setup"] = self.rungs[self.rung].get("setup", 0)
        self.clock = self.clock + 1 if self.rung == self.before else 1
        self.age += 1
        for name, m in self.measures.items():
            self.served[name] += self.rung in m["rungs"]

    def move(self, name, word):
        """What becomes of one track."""
        track = self.tracks[name]
        if name in self.under_way:
            to, left = self.under_way.pop(name)
            if left == 1:
                self.level[name] = to
            else:
                self.under_way[name] = (to, left - 1)
            return
        if not track.get("persistent", True):
            self.level[name] = track["levels"][0]
        if word != "hold":
            self.attempt(
                name,
                next(
                    m for m in track["moves"] if m["do"] == word and m["from"] == self.level[name]
                ),
            )
        drift = dict((track.get("drift") or {}).get(self.level[name], {}))
        drift[self.level[name]] = 1 - sum(p for to, p in drift.items() if to != self.level[name])
        self.level[name] = self.draw(list(drift.items()))

    def attempt(self, name, move):
        """A move is tried."""
        self.now["cost"] += move.get("cost", 0)
        if move.get("lead"):
            self.under_way[name] = (move["to"], move["lead"])
        elif self.luck(move.get("chance", 1)):
            self.level[name] = move["to"]

    # -- the ladder --------------------------------------------------------------------------------

    def call(self):
        """The height that the ladder calls for."""
        here, ramp = self.height(self.rung), self.policy.get("off_ramp")
        demand = self.policy.get("demand")
        met = bool(demand) and all(self.level[track] in wanted for track, wanted in demand.items())

        def released(height):
            return met and ramp is not None and height > self.height(ramp)

        r = 0
        for name in self.order_of:
            height = self.height(name)
            due = (self.policy.get("deadline") or {}).get(name)
            enter = (self.policy.get("enter") or {}).get(name)
            if enter is not None and self.rank(self.monitor) >= self.rank(enter):
                r = max(r, height)
            if due is not None and here >= height and not released(height):
                r = max(r, height)
            if due is not None and here == height - 1 and self.clock >= due and not met:
                r = max(r, height)
        for track, table in (self.policy.get("overt") or {}).items():
            if self.level[track] in table:
                r = max(r, self.height(table[self.level[track]]))
        return self.bounded(r if r >= here else self.lasting(r, here, released), here)

    def lasting(self, r, here, released):
        """What keeps a rung called that nothing calls any more."""
        for name, at in (self.policy.get("exit") or {}).items():
            if name in self.rungs and r < self.height(name) <= here:
                keeps = (
                    not released(self.height(name))
                    if at == "never"
                    else self.rank(self.monitor) > self.rank(at)
                )
                r = self.height(name) if keeps else r
        return r

    def bounded(self, r, here):
        """Caps of the day, then the largest step."""
        for track, table in (self.policy.get("available") or {}).items():
            if self.level[track] in table:
                r = min(r, self.height(table[self.level[track]]))
        step = self.policy.get("max_step")
        r = r if step is None else min(r, here + step)
        while self.expired(self.order_of[r]):
            r -= 1
        return r

    def expired(self, name):
        """Whether a rung may be called no more."""
        after = self.rungs[name].get("expires")
        return after is not None and self.age >= after

    def respond(self):
        """From the call to the rung in force."""
        r, may_vote = self.call(), {name for name, memory in self.votes.items() if memory == 0}
        for name, memory in self.votes.items():
            if isinstance(memory, int) and memory > 0:
                self.votes[name] = memory - 1
        drops = self.policy.get("cancel_on_clear") or (self.order and self.expired(self.order[0]))
        if self.order and drops and r < self.height(self.order[0]):
            self.order = None
        here = self.height(self.rung)
        if self.order:
            wanted, left = self.order
            self.order = (wanted, left - 1) if left > 1 else None
            self.rung = wanted if left == 1 else self.rung
        elif r > here:
            self.climb(self.order_of[r], may_vote)
        elif (
            r < here
            and self.clock >= (self.policy.get("dwell") or 0)
            and self.luck(self.rungs[self.rung].get("standdown", 1))
        ):
            self.rung = self.order_of[r]

    def climb(self, name, may_vote):
        """Consent, execution, lead."""
        rung, consent, lead = (
            self.rungs[name],
            self.rungs[name].get("consent", 1),
            self.rungs[name].get("lead", 0),
        )
        if name in self.ballot:
            lead += consent.get("lead", 0)
            vote = self.ballot[name]
            if vote in may_vote:
                retry = consent.get("retry", "never")
                lost = "refused" if retry == "never" else retry["after"] - 1
                self.votes[vote] = "granted" if self.luck(consent["chance"]) else lost
            if self.votes[vote] != "granted":
                return
        elif not self.luck(self.consent(rung)):
            return
        beta = self.responder.get("credit")
        if beta and not self.luck(beta["alpha"] / (beta["alpha"] + beta["beta"] + self.credit)):
            self.now["reneged"], self.credit = True, min(self.credit + 1, beta["cap"])
            return
        self.credit, self.rung, self.order = (
            0,
            self.rung if lead else name,
            (name, lead) if lead else None,
        )

    # -- payoffs -----------------------------------------------------------------------------------

    def sum(self, table):
        """A number, or a table by track and level."""
        return (
            sum(levels.get(self.level[track], 0) for track, levels in table.items())
            if isinstance(table, dict)
            else table
        )

    def payoffs(self, disaster):
        """What the period was worth."""
        rung = self.rungs[self.rung]
        flow = {
            key: rung.get("feasibility", 1) * self.sum(self.in_force().get(key, 0))
            for key in ("loss", "cost", "benefit")
        }
        for name, m in self.measures.items():
            if self.rung in m["rungs"] and self.served[name] == 1 and name not in self.begun:
                flow["loss"] += m.get("once_loss", 0)
                flow["cost"] += m.get("once_cost", 0)
        u_c = (
            self.sum(self.kind.get("gain", {}))
            - self.kind.get("loss_scale", 1) * flow["loss"]
            - self.now["cost"]
        )
        u_r = (
            flow["benefit"]
            - flow["cost"]
            - self.now["setup"]
            - self.sum(self.responder.get("harm", {}))
        )
        u_r -= self.responder.get("audience_cost", 0) * self.now["reneged"]
        lost = (
            (self.kind.get("disaster_loss", 0), self.responder.get("disaster_loss", 0))
            if disaster
            else (0, 0)
        )
        return {"u_C": u_c - lost[0], "u_R": u_r - lost[1]}
