"""
What the game plays: each of it a ladder of the case made ready to be solved, with rungs that it
has, and with nothing that the ladder says otherwise.
"""

from collections import Counter
from collections.abc import Sequence

from phaseline.case.addresses import Path
from phaseline.case.check.game_names import GameNames
from phaseline.case.model.case import Case
from phaseline.case.model.play import AskFirst, PlayRules, RungAt, RungRule
from phaseline.case.model.policies import (
    is_completed,
    rungs_at_once,
    rungs_called,
    rungs_played,
)
from phaseline.case.model.response import Ladder
from phaseline.case.showing import shown
from phaseline.terms.record import record


@record
class _Played:
    """
    Something that has `plays`.

    Args:
        path: Where it stands: the path of the completion, or of the ladder.
        id: Its id, which is that of the policy.
        ladder: The ladder.
        rules: What `plays` says.
        own: The ids of the rungs that a completion adds to the ladder.
    """

    path: Path
    id: str
    ladder: Ladder
    rules: PlayRules
    own: tuple[str, ...] = ()


def check_policies(board: GameNames) -> None:
    """Report what is played in a way that names what there is not, or that contradicts itself."""
    items = _played(board.case)
    for played in items:
        _check_place(board, played)
        _Policy(board, played).check()
    _check_ids(board, items)
    if not items and board.is_whole("ladders"):
        board.pen.error(
            "PL112",
            board.at,
            "the game plays no ladder",
            expected="at least one completion, or ladder of another standing, with `plays`",
            fix="add `plays: {}` to the ladder against which the others are measured",
        )
    if board.setup.yardstick:
        board.policy((*board.at, "yardstick"), board.setup.yardstick)


def _played(case: Case) -> list[_Played]:
    """Give all that has `plays`, whether or not it stands where it belongs."""
    items: list[_Played] = []
    for index, ladder in enumerate(case.ladders):
        path: Path = ("ladders", index)
        if ladder.plays is not None:
            items.append(_Played(path=path, id=ladder.id, ladder=ladder, rules=ladder.plays))
        items += [
            _Played(
                path=(*path, "completions", place),
                id=completion.id,
                ladder=ladder,
                rules=completion.plays,
                own=tuple(completion.rungs.ids),
            )
            for place, completion in enumerate(ladder.completions)
            if completion.plays is not None
        ]
    return items


def _check_place(board: GameNames, played: _Played) -> None:
    """A published ladder is played in its completions, any other as it stands."""
    ladder, is_own = played.ladder, len(played.path) == len(("ladders", 0))
    if is_own and is_completed(ladder):
        message = f"the ladder {ladder.id!r} is published, and is played without a completion"
        fix = "move `plays` to a completion of the ladder, which names its owner"
        expected = "`plays` of its completions alone"
    elif not is_own and not is_completed(ladder):
        message = f"the ladder {ladder.id!r} is a {ladder.standing.value}, which is not completed"
        fix = "move `plays` to the ladder"
        expected = "`plays` of the ladder itself"
    else:
        return
    board.pen.error("PL620", (*played.path, "plays"), message, expected=expected, fix=fix)


def _check_ids(board: GameNames, items: Sequence[_Played]) -> None:
    """
    Report an id under which something is played already; twice in one list is reported there.
    """
    first: dict[str, _Played] = {}
    for played in items:
        other = first.setdefault(played.id, played)
        if other is not played and other.path[:-1] != played.path[:-1]:
            board.pen.error(
                "PL502",
                (*played.path, "id"),
                f"{shown(played.id)} is played already, of the ladder {other.ladder.id!r}",
                expected="an id of its own for all that is played",
                fix="give one of the two another id",
            )


class _Policy:
    """
    Checks how one ladder is played.

    Args:
        board: The game.
        played: What is played.
    """

    def __init__(self, board: GameNames, played: _Played) -> None:
        self.board = board
        self.path: Path = (*played.path, "plays")
        self.ladder = played.ladder
        self.policy = played.rules
        self.rungs = tuple(dict.fromkeys(rungs_played(played.ladder, played.rules)))
        self.among = f"rungs of {played.id}"
        self.holders = _ladders_by_rung(board.case) + Counter(played.own)

    def check(self) -> None:
        """Check all of it."""
        policy = self.policy
        self.own_rungs()
        if self.rungs:
            self.rules()
            self.uncalled()
        self.reports()
        self.seen("overt", policy.overt)
        self.seen("available", policy.available)
        self.demand()
        if policy.max_step < 0:
            message, fix = f"max_step: found {policy.max_step}", "write a number of rungs, or 0"
            self.board.pen.error(
                "PL410",
                (*self.path, "max_step"),
                message,
                expected="a whole number of at least 0",
                fix=fix,
            )

    def uncalled(self) -> None:
        """
        Report rungs that are played, and that neither a call of their own nor one of a higher rung
        concerns.
        """
        above = self.above_all_calls()
        for place, rung in enumerate(self.rungs[above:], start=above):
            step = next((step for step in self.ladder.transitions if step.end == rung), None)
            leads = f", though the ladder has a step to it from {step.start}" if step else ""
            self.board.pen.error(
                "PL620",
                (*self.path, "rungs", place) if self.policy.rungs else self.path,
                f"{rung} is played, and nothing calls it or a higher rung{leads}",
                expected="what calls it: `enter`, `overt` or `deadline`",
                fix=f"say what calls it, or list the `rungs` without {rung}",
            )

    def above_all_calls(self) -> int:
        """
        Give the place above the highest rung that anything calls; above all of them where nothing
        is called and no rungs are listed, which plays today's rung, and where a rung is named that
        cannot be called or is not there, which is reported as such.
        """
        called = rungs_called(self.policy)
        if not (called <= set(self.rungs[1:]) and all(rung in self.holders for rung in self.rungs)):
            return len(self.rungs)
        called |= set(rungs_at_once(self.ladder, self.policy))
        if not called and not self.policy.rungs:
            return len(self.rungs)
        return 1 + max((self.rungs.index(rung) for rung in called), default=0)

    def own_rungs(self) -> None:
        """
        Hold the rungs that the policy lists to those of the ladders, each of one ladder alone, and
        to those of the completion itself.
        """
        board, path = self.board, (*self.path, "rungs")
        count = self.holders
        for index, name in enumerate(self.policy.rungs):
            if (
                board.is_whole("ladders")
                and board.known((*path, index), name, count, "rungs of the ladders")
                and count[name] > 1
            ):
                board.pen.error(
                    "PL502",
                    (*path, index),
                    f"{count[name]} ladders have a rung {shown(name)}",
                    expected="a rung that one ladder has",
                    fix="give one of the two another id",
                )
        board.once(path, self.policy.rungs, "rung")
        if not self.rungs:
            board.some(path, self.rungs, 1, "rung")

    def rules(self) -> None:
        """
        Hold every rung that the policy names to those that it plays, and the rules to one another.
        """
        policy = self.policy
        for name, rules in (
            ("enter", policy.enter),
            ("exit", policy.exit),
            ("deadline", policy.deadline),
        ):
            self.named(name, rules, may_be_lowest=name == "exit")
        for index, rung in enumerate(policy.lasting):
            self.board.known((*self.path, "lasting", index), rung, self.rungs, self.among)
        self.board.once((*self.path, "lasting"), policy.lasting, "rung")
        for name, entries in (("overt", policy.overt), ("available", policy.available)):
            for index, rung_at in enumerate(entries):
                self.board.known(
                    (*self.path, name, index, "rung"), rung_at.rung, self.rungs, self.among
                )
        for index, asks in enumerate(policy.asks):
            self.board.known((*self.path, "asks", index, "rung"), asks.rung, self.rungs, self.among)
        self.board.once(
            (*self.path, "asks"), [asks.rung for asks in policy.asks], "rung", field="rung"
        )
        if policy.off_ramp:
            self.board.known((*self.path, "off_ramp"), policy.off_ramp, self.rungs, self.among)
        if policy.asks_first:
            self.asked_first(policy.asks_first)

    def asked_first(self, asks: AskFirst) -> None:
        """Hold the rungs for which consent is asked beforehand to those above the lowest."""
        path, above = (*self.path, "asks_first", "rungs"), self.rungs[1:]
        for index, rung in enumerate(asks.rungs):
            self.board.known((*path, index), rung, above, f"{self.among} above the lowest")
        self.board.once(path, asks.rungs, "rung")

    def named(self, name: str, rules: Sequence[RungRule], *, may_be_lowest: bool) -> None:
        path = (*self.path, name)
        for index, rule in enumerate(rules):
            if (
                self.board.known((*path, index, "rung"), rule.rung, self.rungs, self.among)
                and rule.rung == self.rungs[0]
                and not may_be_lowest
            ):
                message = f"{rule.rung} is the lowest rung, which is in force from the beginning"
                self.unordered(
                    (*path, index, "rung"),
                    message,
                    expected="a rung above the lowest",
                    fix="name a higher rung, or remove the entry",
                )
        self.board.once(path, [rule.rung for rule in rules], "rung", field="rung")

    def reports(self) -> None:
        """Check that reports can call what they are to call, and in which order."""
        policy, board = self.policy, self.board
        if not policy.enter:
            return
        missing = [
            word
            for word, is_there in (
                ("a track with `noticed`", board.reported),
                ("`alarms`", board.setup.alarms),
            )
            if not is_there
        ]
        if missing:
            board.pen.error(
                "PL616",
                (*self.path, "enter"),
                (
                    "rungs are called by reports, and the game has none"
                    if not board.reported
                    else "nothing says how many reports are counted"
                ),
                expected=" and ".join(missing),
                fix=f"add {' and '.join(missing)}",
            )
            return
        self.order()

    def order(self) -> None:
        """
        Check that no rung waits for more reports than are counted, for fewer than a lower one, or
        ends where it begins.
        """
        board = self.board
        counts = {
            rule.rung: (index, rule.count)
            for index, rule in reversed(list(enumerate(self.policy.enter)))
        }
        below = ""
        for rung in (name for name in self.rungs if name in counts):
            index, count = counts[rung]
            path = (*self.path, "enter", index, "count")
            if board.may_exceed(count, board.setup.alarms, least=1):
                message, fix = (
                    f"{rung} may wait for more reports than `alarms` counts",
                    f"write {board.setup.alarms!r}, or narrow a range",
                )
                board.pen.error(
                    "PL410",
                    path,
                    message,
                    expected="at most as many as `alarms`, whatever the assumptions",
                    fix=fix,
                )
            if below and board.may_exceed(counts[below][1], count, least=1):
                message = f"{rung} may be called before the lower {below}"
                self.unordered(
                    path,
                    message,
                    expected="no rung called before a lower one",
                    fix="correct the count, or the order of the rungs",
                )
            below = rung
        self.ends({rung: count for rung, (_, count) in counts.items()})

    def ends(self, counts: dict[str, str]) -> None:
        for index, rule in enumerate(self.policy.exit):
            path, count = (*self.path, "exit", index), counts.get(rule.rung)
            if rule.rung in self.policy.lasting:
                self.unordered(
                    (*path, "rung"),
                    f"{rule.rung} stays called, and is called off",
                    expected="one of the two",
                    fix="remove one",
                )
            elif count is not None and not self.is_below(rule.count, count):
                message = f"{rule.rung} may be called off by as many reports as call it"
                fix = "correct the count; without one, a rung is called off when no report is left"
                self.unordered(
                    (*path, "count"),
                    message,
                    expected="fewer reports than call it, whatever the assumptions",
                    fix=fix,
                )

    def is_below(self, count: str, other: str) -> bool:
        """
        Whether a count stays below another one, which is at least one; what cannot be told is
        reported elsewhere.
        """
        ends, others = self.board.ranges.get(count), self.board.ranges.get(other)
        return ends is None or others is None or round(ends[1]) < max(1, round(others[0]))

    def seen(self, name: str, entries: Sequence[RungAt]) -> None:
        """Hold the levels that call or limit a rung to those that everybody sees."""
        path = (*self.path, name)
        for index, rung_at in enumerate(entries):
            if self.overt((*path, index, "track"), name, rung_at.track):
                self.board.level((*path, index, "level"), rung_at.track, rung_at.level)
        self.board.once(
            path,
            [f"{rung_at.level} of {rung_at.track}" for rung_at in entries],
            "level",
            field="level",
        )

    def demand(self) -> None:
        """Hold the levels at which the demand is met to those that everybody sees."""
        path = (*self.path, "demand")
        for index, met in enumerate(self.policy.demand):
            if self.overt((*path, index, "track"), "demand", met.track):
                self.board.some((*path, index, "levels"), met.levels, 1, "level")
                for place, level in enumerate(met.levels):
                    self.board.level((*path, index, "levels", place), met.track, level)
        self.board.once(path, [met.track for met in self.policy.demand], "track", field="track")

    def overt(self, path: Path, name: str, track: str) -> bool:
        if not self.board.track(path, track):
            return False
        if track in self.board.reported:
            self.board.pen.error(
                "PL619",
                path,
                f"`{name}` rests on {track}, of which there are only reports",
                expected="a track without `noticed`, which everybody sees",
                fix="use `enter`, or another track",
            )
        return True

    def unordered(self, path: Path, message: str, *, expected: str, fix: str) -> None:
        self.board.pen.error("PL617", path, message, expected=expected, fix=fix)


def _ladders_by_rung(case: Case) -> Counter[str]:
    """Count how many ladders have a rung of each id."""
    return Counter(name for ladder in case.ladders for name in ladder.rungs.ids)
