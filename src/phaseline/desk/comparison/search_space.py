"""
The members of a declared class of ladders: which rungs each plays, from how many reports each rung
is called, how long each stays, and in which form it is played.

A member is the policy that is varied, with rungs left out and numbers replaced. What names a rung
that is left out means the next lower one that is played, as where a rung is barred. All members
read one monitor, which counts as far as any of them waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, combinations_with_replacement, islice, product

from phaseline.case.games import policy_of, rungs_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy, LadderForm, RungAt, RungRule, Search
from phaseline.desk.comparison.game_of_case import GameVariant, named_tracks
from phaseline.desk.comparison.study import UNION, base_setting
from phaseline.errors import QuestionError
from phaseline.game.asking import rungs_asked_first
from phaseline.game.columns import Itself
from phaseline.game.shared_parts import once
from phaseline.game.spec import NEVER, Game, Monitor, Policy, RungSpec
from phaseline.terms.record import record

MOST = 10_000


@record
class Member:
    """
    One ladder of a declared class.

    Args:
        rungs: The rungs that are played, the lowest first.
        counts: From how many net reports each rung is called that reports call.
        dwell: Least periods in force before standing down.
        form: In what it differs from the policy that is varied beside; None where in nothing.
    """

    rungs: tuple[str, ...]
    counts: Mapping[str, int]
    dwell: int
    form: LadderForm | None = None

    @property
    def name(self) -> str:
        """Its name: the rungs above the lowest with their counts, the least stay, and its form."""
        steps = [
            f"{rung}:{self.counts[rung]}" if rung in self.counts else rung
            for rung in self.rungs[1:]
        ]
        return "+".join(
            [
                *(steps or [self.rungs[0]]),
                *([f"stay:{self.dwell}"] if self.dwell else []),
                *([self.form.id] if self.form else []),
            ]
        )

    @property
    def size(self) -> tuple[int, int]:
        """How far it is from the simplest: rungs above the lowest, then distinct counts."""
        return len(self.rungs) - 1, len(set(self.counts.values()))


def search_of(case: Case) -> Search:
    """
    Give the class of ladders that a case declares.

    Raises:
        QuestionError: The case holds no game, or declares no class.
    """
    search = setup_of(case).search
    if search is None:
        raise QuestionError(
            "this case declares no class of ladders to search: add `search:` to its game"
        )
    return search


def members(case: Case) -> tuple[Member, ...]:
    """
    List the members of the class that a case declares, the simplest first.

    Raises:
        QuestionError: The case declares no class, or one with too many members.
    """
    search = search_of(case)
    policy = policy_of(case, search.policy)
    rungs = tuple(rung.id for rung in rungs_of(case, policy))
    called = {rule.rung for rule in policy.enter}
    listed = tuple(islice(_members(search, rungs, called), MOST + 1))
    if len(listed) > MOST:
        raise QuestionError(
            f"the declared class has more than {MOST:,} members: name fewer rungs under"
            " `leave_out`, fewer `counts` or less `dwell`"
        )
    return tuple(sorted(listed, key=lambda member: member.size))


def _members(search: Search, rungs: tuple[str, ...], called: set[str]) -> Iterator[Member]:
    droppable = [rung for rung in rungs[1:] if rung in search.leave_out]
    forms: tuple[LadderForm | None, ...] = (None, *search.forms)
    for gone, form in product(_subsets(droppable), forms):
        remaining = tuple(rung for rung in rungs if rung not in gone)
        waits = called if form is None or form.by_reports else set[str]()
        yield from _members_with(search, remaining, waits, form)


def _subsets(rungs: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give every set of some rungs, the largest first."""
    return chain.from_iterable(combinations(rungs, size) for size in range(len(rungs), -1, -1))


def _members_with(
    search: Search, rungs: tuple[str, ...], called: set[str], form: LadderForm | None
) -> Iterator[Member]:
    """Give the members that play just these rungs: every row of counts with every least stay."""
    waiting = [rung for rung in rungs[1:] if rung in called]
    # where the lowest rung alone is played there is nothing to stand down from
    stays = (search.dwell or (0,)) if len(rungs) > 1 else (0,)
    for row, stay in product(_count_rows(search, len(waiting)), stays):
        counts = dict(zip(waiting, row, strict=True))
        yield Member(rungs=rungs, counts=counts, dwell=stay, form=form)


def _count_rows(search: Search, length: int) -> Iterator[tuple[int, ...]]:
    """Give the counts that so many rungs may have; none below a lower rung's if in order."""
    grid = sorted(set(search.counts))
    if search.in_order:
        return combinations_with_replacement(grid, length)
    return product(grid, repeat=length)


def settings(
    case: Case, chosen: Sequence[Member], line: str = UNION, *, reading: str = ""
) -> tuple[GameVariant, ...]:
    """
    Give what is played for each member, the same tracks for all.

    Args:
        case: The case.
        chosen: The members.
        line: The red line.
        reading: The reading of the law; the one that the case plays first if left out.

    Raises:
        QuestionError: There is no such red line or reading.
    """
    search = search_of(case)
    policy = policy_of(case, search.policy)
    base = base_setting(case, policy, line, reading=reading)
    whole = tuple(rung.id for rung in rungs_of(case, policy))
    tracks = named_tracks(setup_of(case), policy)
    most = max(search.counts)
    shapes = [
        MemberShape(counts=member.counts, dwell=member.dwell, most=most, form=member.form)
        for member in chosen
    ]
    played = dict.fromkeys(member.rungs for member in chosen)
    policies = {rungs: without(policy, whole, rungs) for rungs in played}  # one for all that share
    return tuple(
        replace(base, policy=policies[member.rungs], tracks=tracks, shape=shape)
        for member, shape in zip(chosen, shapes, strict=True)
    )


@record
class MemberShape:
    """
    The numbers of a member and its form: what makes its game of that of the policy that is varied,
    without the rungs left out. Each part of a game is shaped by itself.

    Args:
        counts: From how many net reports each rung is called.
        dwell: Least periods in force before standing down.
        most: The most reports that any member waits for.
        form: In what it differs beside; None where in nothing.
    """

    counts: Mapping[str, int]
    dwell: int
    most: int
    form: LadderForm | None = None

    def __call__(self, game: Game) -> Game:
        """Give the game of the member."""
        ladder = replace(
            game.ladder,
            rungs=self.rungs(game.ladder.rungs),
            policy=once(_shaped_policy, game.ladder.policy, Itself(self)),
        )
        return replace(game, monitor=self.monitor(game.monitor), ladder=ladder)

    def policy(self, policy: Policy) -> Policy:
        """Give the policy that the member has of one."""
        enter = {rung: float(count) for rung, count in self.counts.items()}
        counted = replace(policy, enter=enter, dwell=self.dwell)
        return _formed_policy(counted, self.form) if self.form else counted

    def rungs(self, rungs: tuple[RungSpec, ...]) -> tuple[RungSpec, ...]:
        """Give the rungs, their consent asked for first where the form says so."""
        return rungs_asked_first(rungs) if self.form and self.form.asks_first else rungs

    def monitor(self, monitor: Monitor | None) -> Monitor | None:
        """Give a monitor that counts as far as any member waits; none where no report is heard."""
        if self.form and not self.form.by_reports:  # nothing reads it, and its states are many
            return None
        return once(_counting, monitor, self.most)


def _counting(monitor: Monitor | None, most: int) -> Monitor | None:
    return replace(monitor, up=max(most, monitor.up or 0)) if monitor else None


def _shaped_policy(policy: Policy, shape: Itself) -> Policy:
    shaped: Policy = shape.part.policy(policy)
    return shaped


def _formed_policy(policy: Policy, form: LadderForm) -> Policy:
    calling = replace(
        policy,
        enter=policy.enter if form.by_reports else {},
        overt=policy.overt if form.by_acts else {},
        deadline=policy.deadline if form.by_time else {},
        max_step=1 if form.is_stepwise else policy.max_step,
        parallel=form.side_by_side or policy.parallel,
    )
    if form.is_lasting:
        return replace(calling, exit=dict.fromkeys(_called_rungs(calling), NEVER))
    if form.by_reports:
        return calling
    staying = {rung: at for rung, at in policy.exit.items() if at == NEVER}
    return replace(calling, exit=staying)


def _called_rungs(policy: Policy) -> list[str]:
    """Give the ids of the rungs that anything calls."""
    seen = chain.from_iterable(calls.values() for calls in policy.overt.values())
    return [*dict.fromkeys([*policy.enter, *seen, *policy.deadline])]


def without(policy: GamePolicy, whole: Sequence[str], remaining: tuple[str, ...]) -> GamePolicy:
    """
    Give a policy that plays only some of its rungs.

    Args:
        policy: The policy.
        whole: The rungs that it plays, from the lowest upward.
        remaining: Those that are left, the lowest among them.
    """
    stand_in, last = {}, whole[0]
    for rung in whole:
        last = rung if rung in remaining else last
        stand_in[rung] = last

    def left(rules: tuple[RungRule, ...]) -> tuple[RungRule, ...]:
        return tuple(rule for rule in rules if rule.rung in remaining)

    def moved(rows: tuple[RungAt, ...]) -> tuple[RungAt, ...]:
        return tuple(replace(row, rung=stand_in[row.rung]) for row in rows)

    return replace(
        policy,
        rungs=remaining,
        enter=left(policy.enter),
        exit=left(policy.exit),
        lasting=tuple(rung for rung in policy.lasting if rung in remaining),
        deadline=left(policy.deadline),
        overt=moved(policy.overt),
        available=moved(policy.available),
        off_ramp=stand_in[policy.off_ramp] if policy.off_ramp else "",
    )
