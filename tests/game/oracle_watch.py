"""
The monitors of docs/reference/game-file.md, one small rule each: what is reported, and what the
monitor makes of it.
"""

import itertools
from bisect import bisect_right


class Watch:
    """One monitor and the reports that it reads."""

    def __init__(self, data):
        self.rule = data.get("monitor") or {}
        self.kind = self.rule.get("kind", "none")
        tracks = data["challenger"]["tracks"]
        names = self.rule.get("tracks") or [
            self.rule.get("track") or next((t["id"] for t in tracks if t.get("reports")), "")
        ]
        self.read = [track for track in tracks if track["id"] in names] if self.rule else []
        self.labels = max((track["reports"]["labels"] for track in self.read), key=len, default=[])
        self.nodes = self._nodes(data) if self.kind == "belief" else []
        self.rows = self._rows(data) if self.kind == "belief" else ()
        self.first = {"belief": float(self.rule.get("prior") or 0)}.get(self.kind, 0)

    def _nodes(self, data):
        size = self.rule["grid"]
        policy = data["ladder"].get("policy") or {}
        told = [
            at
            for key in ("enter", "exit")
            for at in (policy.get(key) or {}).values()
            if at != "never"
        ]
        stuck = {1.0} if self.rule.get("hazard") else {0.0, 1.0}  # beliefs that no report can move
        return sorted(
            (
                {i / (size - 1) for i in range(size)}
                | {float(at) for at in told}
                | {float(self.rule.get("prior") or 0)}
            )
            - stuck
        )

    def _rows(self, data):
        track = self.read[0]
        crossed = data["red_line"][track["id"]]
        return min(crossed, key=track["levels"].index), track["levels"][0]

    def named(self, at) -> float:
        """The state that a file's word or number means."""
        if isinstance(at, str):
            return (self.rule["states"] if self.kind == "table" else self.labels).index(at)
        return at

    def name(self, state):
        """The file's word for a state, or its number."""
        if self.kind == "table":
            return self.rule["states"][state]
        if self.kind == "counter":
            return min(state, self.rule["up"])
        return self.labels[state] if self.kind in {"last_report", "latch"} else state

    def remembered(self, state) -> dict:
        """What is told beside the count, where quiet reports at the top are counted."""
        leaves = self.rule.get("leaves_after")
        if not isinstance(leaves, int) or leaves == 1:
            return {}
        return {"quiet_since": max(0, round((state - self.rule["up"]) * 1000))}

    @staticmethod
    def row(track, level, rung) -> list:
        """
        The chances of the labels at a level, while a rung is in force at the start of the period.
        """
        reports = track["reports"]
        special = (reports.get("likelihood_by_rung") or {}).get(rung) or {}
        return [float(p) for p in special.get(level, reports["likelihood"][level])]

    def reports(self, levels, rung) -> list:
        """The chances of the loudest label that is reported."""
        rows = [self.row(track, levels[track["id"]], rung) for track in self.read]
        chances = [0.0] * len(self.labels)
        for labels in itertools.product(*(range(len(row)) for row in rows)):
            chance = 1.0
            for row, label in zip(rows, labels, strict=True):
                chance *= row[label]
            chances[max(labels)] += chance
        return chances

    def updates(self, state, levels, rung) -> list:
        """What the monitor may show next, with its chance."""
        if not self.rule:
            return [(1.0, 0)]
        if self.kind == "belief":
            return self._beliefs(state, levels, rung)
        after = getattr(self, f"_{self.kind}")
        return [
            (chance, after(state, y))
            for y, chance in enumerate(self.reports(levels, rung))
            if chance > 0
        ]

    @staticmethod
    def _last_report(_, y):
        return y

    @staticmethod
    def _latch(state, y):
        return max(state, y)

    def _run(self, state, y):
        loud = (
            self.labels.index(self.rule["label"])
            if self.rule.get("label")
            else len(self.labels) - 1
        )
        return min(state + 1, self.rule["k"]) if y >= loud else 0

    def _counter(self, state, y):
        """Quiet labels at the top are remembered as thousandths above it."""
        up, leaves = self.rule["up"], self.rule.get("leaves_after")
        if state >= up and leaves is not None:
            if leaves == "never" or y > 0:
                return up
            quiet = round((state - up) * 1000) + 1
            return 0 if quiet == leaves else up + quiet / 1000
        step = {0: -1, len(self.labels) - 1: 1}.get(y, 0)
        return max(-self.rule["down"], min(up, state + step))

    def _table(self, state, y):
        states = self.rule["states"]
        return states.index(self.rule["update"][states[state]][self.labels[y]])

    def _beliefs(self, state, levels, rung):
        track, found = self.read[0], []
        crossed, first = (self.row(track, level, rung) for level in self.rows)
        p = state + (1 - state) * float(self.rule.get("hazard") or 0)
        for y, chance in enumerate(self.row(track, levels[track["id"]], rung)):
            known = p * crossed[y] + (1 - p) * first[y]
            belief = (
                p * crossed[y] / known if known > 0 else p
            )  # a report that neither level can give teaches nothing
            found += [
                (chance * share, node) for share, node in self._split(belief) if chance * share > 0
            ]
        return found

    def _split(self, belief):
        right = bisect_right(self.nodes, belief)
        if right in {0, len(self.nodes)}:
            return [(1.0, self.nodes[min(right, len(self.nodes) - 1)])]
        low, high = self.nodes[right - 1], self.nodes[right]
        share = (belief - low) / (high - low)
        return [(1 - share, low), (share, high)]
