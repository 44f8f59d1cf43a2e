"""
Every ladder of a case against the yardstick: what it changes, over which range, which assumptions
move it, what turns it.

All figures are differences to the yardstick under the same values of all assumptions, inside the
model. The same tracks are played for both, so that nothing but the ladder differs.

Source:
    Ranges: 5th to 95th percentile over a Latin hypercube (`desk.draws`); one assumption at a time:
    Saltelli et al., *Global Sensitivity Analysis* (2008), section 1.2, on what such a screening can
    and cannot say.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from typing import Protocol

import numpy as np

from phaseline.case.addresses import did_you_mean
from phaseline.case.games import baseline_of, red_line_sets, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.case.read import uncollected
from phaseline.desk.comparison.draws import Design, one_at_a_time
from phaseline.desk.comparison.game_of_case import GameVariant, game_of, games_of, named_tracks
from phaseline.desk.consent.consent import policy_stands, readings_of
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.estimates.valuation import Valuation, ends_of, names_read
from phaseline.errors import QuestionError
from phaseline.game.ahead import by_ties, foreseen, grouped, outlook
from phaseline.game.answer import first_act
from phaseline.game.arrays import Floats, Ints
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import frame, skeleton
from phaseline.game.demand import DemandData, demand_data
from phaseline.game.metrics import METRICS
from phaseline.game.play import Play, played
from phaseline.game.spec import Game
from phaseline.terms.record import record
from phaseline.terms.ties import are_alike, in_order, is_more, sign

UNDER_WAY = 0.95  # a crossing as likely as that to have begun is no first one any more
_AT_ONCE = 4096  # games made together
_STEPS_AT_ONCE = 250  # games of steps that are held at once
_TOGETHER = 1024  # draws solved together: what they come to has to be held at once
_VALUES_TOGETHER = 2048  # of which the value alone is wanted
UNION, SHARED = "union", "intersection"


@record
class LadderFigures:
    """
    What a ladder comes to, for each valuation.

    Args:
        by_metric: By name in the table of metrics (draw); those that were wanted.
        states: The most states that are told apart until the end, of draws solved together.
    """

    by_metric: Mapping[str, Floats]
    states: int

    def __getitem__(self, metric: str) -> Floats:
        """Give one metric (draw)."""
        return self.by_metric[metric]


@record
class ChangeEstimate:
    """
    What a ladder changes of a figure, against the yardstick.

    Args:
        median: In the middle of the draws.
        low: The 5th percentile over the draws.
        high: The 95th percentile.
        best: At the best values, which no draw need come near; None where it cannot be told, for
            its sign hangs on a tie: an input that changes by next to nothing would turn it.
    """

    median: float
    low: float
    high: float
    best: float | None


@record
class LadderSensitivity:
    """
    What one assumption does to a ladder, from its low to its high end, all others at their best.

    Args:
        assumption: Its id.
        low: The difference to the yardstick in periods inside, at its low end.
        high: The same at its high end.
    """

    assumption: str
    low: float
    high: float

    @property
    def reach(self) -> float:
        """By how much it moves the ladder."""
        return abs(self.high - self.low)


@record
class ByReading:
    """
    One completed ladder under one reading of the law.

    Args:
        change: The difference to the yardstick, by figure.
        removed: The rungs that nobody can consent to under it at the best values.
        differs: Whether anything in the game differs from the reading that is played first.
    """

    change: Mapping[str, ChangeEstimate]
    removed: tuple[str, ...]
    differs: bool


@record
class LadderStudy:
    """
    One completed ladder, studied.

    Args:
        policy: The completed ladder.
        states: States that are told apart until the end: at the best values, and the most of draws
            solved together.
        mine: Its figures: at the best values, then for each draw.
        theirs: Those of the yardstick with the same tracks.
        change: The difference to the yardstick, by figure.
        first_acts: What each type does first at the best values: outside the line, or inside it
            where the crossing is under way.
        movers: The assumptions, those that move it most first.
        removed: The rungs that nobody can consent to at the best values.
        by_reading: The same ladder under each other reading of the law, by its id; none where they
            were not asked for.
        demand: Whether the demand is met at the best values, by type and horizon; None where
            nothing is demanded.
        begun: The chance at the best values that the line is crossed at the start.
    """

    policy: GamePolicy
    states: tuple[int, int]
    mine: LadderFigures
    theirs: LadderFigures
    change: Mapping[str, ChangeEstimate]
    first_acts: Mapping[str, Mapping[str, str]]
    movers: tuple[LadderSensitivity, ...]
    removed: tuple[str, ...]
    by_reading: Mapping[str, ByReading] = field(default_factory=dict)
    demand: DemandData | None = None
    begun: float = 0.0

    def change_by_draw(self, metric: str) -> Floats:
        """Give the difference to the yardstick, the best values left out (draw)."""
        return np.asarray(self.mine[metric][1:] - self.theirs[metric][1:], dtype=np.float64)


class LadderInDraws(Protocol):
    """A completed ladder with its figures, and those of its yardstick, over the draws."""

    @property
    def policy(self) -> GamePolicy:
        """The completed ladder."""

    @property
    def mine(self) -> LadderFigures:
        """Its figures: at the best values, then for each draw."""

    @property
    def theirs(self) -> LadderFigures:
        """Those of the yardstick with the same tracks."""

    def change_by_draw(self, metric: str) -> Floats:
        """Give the difference to the yardstick, the best values left out (draw)."""


class LadderOnDemand:
    """
    A completed ladder that is played over the draws, and its yardstick beside it, as soon as
    somebody asks for their figures, and once for all that ask with the same draws.

    Args:
        case: The case.
        policy: The completed ladder.
        plan: The draws.
    """

    def __init__(self, case: Case, policy: GamePolicy, plan: Design) -> None:
        self.policy, self.plan = policy, plan
        self.setting = base_setting(case, policy)
        self.other = yardstick_setting(case, self.setting)

    @property
    def mine(self) -> LadderFigures:
        """
        Its figures: at the best values, then for each draw.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A policy did not settle.
        """
        best, draws = self.plan.best, self.plan.draws
        by = ("in draws", self.policy.id, DrawsKey(draws))
        return best.once(by, lambda: figures(self.setting, [best, *draws]))

    @property
    def theirs(self) -> LadderFigures:
        """
        Those of the yardstick with the same tracks.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A policy did not settle.
        """
        return _yardstick_figures(self.other, self.plan)

    def change_by_draw(self, metric: str) -> Floats:
        """Give the difference to the yardstick, the best values left out (draw)."""
        return np.asarray(self.mine[metric][1:] - self.theirs[metric][1:], dtype=np.float64)


def studied(
    case: Case, policy: GamePolicy, plan: Design, *, movers: bool = True, readings: bool = True
) -> LadderStudy:
    """
    Study one completed ladder on the union of all red lines.

    Args:
        case: The case.
        policy: The completed ladder.
        plan: The draws.
        movers: Whether assumptions are moved one at a time.
        readings: Whether the ladder is solved under every reading of the law.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    setting = base_setting(case, policy)
    other = yardstick_setting(case, setting)
    game = game_of(setting, plan.best)
    moved = _moved(setting, game, plan) if movers else []
    base = _yardstick(other, plan)
    values = [plan.best, *plan.draws]
    own = _outcome(setting, values, base)
    play = played([trimmed(own.games[0])[0]], until_end=True)
    return LadderStudy(
        policy=policy,
        states=(play.model.size, own.mine.states),
        mine=own.mine,
        theirs=base.theirs,
        change=own.change,
        first_acts=first_acts(play),
        movers=_movers(setting, moved, _yardstick_inside(other, plan.best, base, moved)),
        removed=own.removed,
        by_reading=_by_reading(case, setting, values, own, base) if readings else {},
        demand=demand_data(play, case.horizon),
        begun=chance_begun(play),
    )


def _moved(
    setting: GameVariant, game: Game, plan: Design
) -> list[tuple[str, Valuation, Valuation]]:
    """
    Give what enters the game of a setting, of what is moved one at a time: nothing does that is not
    read when the game is made, and of most assumptions one need not make it to know.
    """
    read = names_read(plan.best, partial(game_of, setting))
    shifts = [shift for shift in _shifts(plan.best.case, plan) if shift[0] in read]
    return [shift for shift in shifts if _matters(setting, game, shift)]


def _shifts(case: Case, plan: Design) -> Sequence[tuple[str, Valuation, Valuation]]:
    """Give what is moved one at a time: the same values for all ladders, so that they share it."""
    names = {*plan.continuous, *plan.structural}
    ends = {
        assumption.id: ends
        for assumption in case.assumptions
        if assumption.id in names and (ends := ends_of(assumption))
    }
    by = ("shifts", *plan.continuous, "", *plan.structural)
    return plan.best.once(by, lambda: tuple(one_at_a_time(plan.best, ends)))


@record
class _Yardstick:
    """
    The yardstick beside some tracks, for all ladders that are set beside it.

    Args:
        theirs: Its figures: at the best values, then for each draw.
        by_ties: Its figures at the best values, as ties are broken for the responder or against it.
    """

    theirs: LadderFigures
    by_ties: Sequence[Mapping[str, Floats]]


@record
class _Outcome:
    """
    A ladder in the draws, beside its yardstick.

    Args:
        games: Its games at the best values and in the first draw, by which another setting that
            comes to the same is known.
        mine: Its figures: at the best values, then for each draw.
        change: The difference to the yardstick, by figure.
        removed: The rungs that nobody can consent to at the best values.
    """

    games: Sequence[Game]
    mine: LadderFigures
    change: Mapping[str, ChangeEstimate]
    removed: tuple[str, ...]


class DrawsKey:
    """The draws of a study as a key: themselves and no others."""

    __slots__ = ("draws",)

    def __init__(self, draws: Sequence[Valuation]) -> None:
        self.draws = draws

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DrawsKey) and other.draws is self.draws

    def __hash__(self) -> int:
        return id(self.draws)


def _yardstick(other: GameVariant, plan: Design) -> _Yardstick:
    """Solve the yardstick, once for all ladders that it is played beside with the same tracks."""

    def solved() -> _Yardstick:
        best, _ = trimmed(game_of(other, plan.best))
        return _Yardstick(theirs=_yardstick_figures(other, plan), by_ties=by_ties([best], RANGED))

    return plan.best.once((*yardstick_key(other), DrawsKey(plan.draws)), solved)


def _yardstick_figures(other: GameVariant, plan: Design) -> LadderFigures:
    """Give the yardstick's figures: at the best values, then for each draw."""
    by = (*yardstick_key(other), "figures", DrawsKey(plan.draws))
    return plan.best.once(by, lambda: figures(other, [plan.best, *plan.draws]))


def yardstick_key(other: GameVariant) -> tuple[object, ...]:
    """Give all that one yardstick of a study differs in from another."""
    return "yardstick", other.policy.id, other.families, other.tracks, other.reading


def _outcome(setting: GameVariant, values: Sequence[Valuation], base: _Yardstick) -> _Outcome:
    mine = figures(setting, values)
    games = games_of((setting, value) for value in values[:2])
    best, removed = trimmed(games[0])
    turned = turned_by_ties(by_ties([best], RANGED), base.by_ties)
    return _Outcome(
        games=games,
        mine=mine,
        change=_change(mine, base.theirs, turned),
        removed=removed,
    )


RANGED = tuple(name for name, metric in METRICS.items() if metric.has_range)


def _change(
    mine: LadderFigures, theirs: LadderFigures, turned: Collection[str]
) -> Mapping[str, ChangeEstimate]:
    change = {}
    for name in RANGED:
        difference = mine[name] - theirs[name]
        low, median, high = percentiles(difference[1:])
        best = None if name in turned else float(difference[0])
        change[name] = ChangeEstimate(median=median, low=low, high=high, best=best)
    return change


def turned_by_ties(
    mine: Sequence[Mapping[str, Floats]], theirs: Sequence[Mapping[str, Floats]]
) -> frozenset[str]:
    """
    Name the figures whose change against the yardstick has another sign, or none, as ties of the
    challenger are broken for the responder or against it (draw 0).

    Args:
        mine: The ladder's figures as ties are broken for the responder, and against it.
        theirs: The yardstick's figures likewise.
    """
    changes = {
        name: [float(own[name][0] - other[name][0]) for own in mine for other in theirs]
        for name in RANGED
    }
    return frozenset(name for name, ends in changes.items() if len({*map(sign, ends)}) > 1)


def _by_reading(
    case: Case,
    setting: GameVariant,
    values: Sequence[Valuation],
    own: _Outcome,
    base: _Yardstick,
) -> Mapping[str, ByReading]:
    """
    Solve the game once for all readings that come to the same; the yardstick asks nothing of the
    law, so it is the same under all.
    """
    by_reading: dict[str, ByReading] = {}
    solved = [own]
    for reading in readings_of(case):
        variant = replace(
            setting, reading=reading, stands=policy_stands(case, setting.policy, reading)
        )
        games = games_of((variant, value) for value in values[:2])
        alike = next((known for known in solved if are_alike(games, known.games)), None)
        if alike is None:
            alike = _outcome(variant, values, base)
            solved.append(alike)
        by_reading[reading] = ByReading(
            change=alike.change, removed=alike.removed, differs=alike is not own
        )
    return by_reading


def _matters(setting: GameVariant, game: Game, moved: tuple[str, Valuation, Valuation]) -> bool:
    """Whether an assumption enters the game of a setting, told as it is at the best values."""
    return any(not are_alike(end, game) for end in games_of((setting, end) for end in moved[1:]))


def _of_lists(line: str, sets: Mapping[str, tuple[str, ...]]) -> str:
    """Say why what all lines share is empty; nothing of a line that is empty by itself."""
    return ": the lists of this case share no entry" if line == SHARED and sets[UNION] else ""


def base_setting(
    case: Case, policy: GamePolicy, line: str = UNION, *, reading: str = ""
) -> GameVariant:
    """
    Give what is played at first: the union of the red lines, what releases the challenger stays
    once carried out, no other release of restraint.

    Args:
        case: The case.
        policy: The completed ladder.
        line: The red line.
        reading: The reading of the law; the one that the case plays first if left out.

    Raises:
        QuestionError: There is no such red line or reading, or nothing is on the line.
    """
    sets = red_line_sets(case)
    if line == UNION and len(sets) == 1:
        line = next(iter(sets))
    if line not in sets:
        raise QuestionError(
            f"there is no red line {line!r} in this case{did_you_mean(line, list(sets))} (there"
            f" are: {', '.join(sets)})"
        )
    if not sets[line]:
        raise QuestionError(
            f"the red line {line!r} holds nothing{_of_lists(line, sets)}; name a line that does"
        )
    known = readings_of(case)
    if reading and reading not in known:
        names = ", ".join(known) or "none: its game names none"
        raise QuestionError(
            f"there is no reading {reading!r} in this case{did_you_mean(reading, known)} (there"
            f" are: {names})"
        )
    chosen = reading or next(iter(known), "")
    return GameVariant(
        policy=policy,
        families=sets[line],
        reading=chosen,
        stands=policy_stands(case, policy, chosen),
    )


def yardstick_setting(case: Case, setting: GameVariant) -> GameVariant:
    """Give the same setting with the yardstick for a ladder, and the same tracks."""
    other = baseline_of(case)
    return replace(
        setting,
        policy=other,
        tracks=setting.tracks | named_tracks(setup_of(case), setting.policy),
        stands=policy_stands(case, other, setting.reading),
    )


def figures(
    setting: GameVariant | Sequence[GameVariant],
    values: Sequence[Valuation],
    *,
    wanted: Collection[str] = tuple(METRICS),
    within: int = 0,
    play_as: Callable[[Sequence[Game]], Play] | None = None,
) -> LadderFigures:
    """
    Work out the figures of settings for many valuations; those of one structure are solved
    together, and games that are the same once.

    Args:
        setting: What is played: one setting for all valuations, or one for each.
        values: One value for every assumption, several times.
        wanted: The metrics that are wanted; fewer take less time.
        within: The number of periods within which they are counted, what is discounted apart; to
            the end of the game if left out.
        play_as: How a game is played, if not by best responses.
    """
    settings = [setting] * len(values) if isinstance(setting, GameVariant) else setting
    by_metric = {name: np.full(len(values), np.nan) for name in wanted}
    most = 0
    by = frame if play_as is None else skeleton
    for places, games in _in_groups(settings, values, by):
        unlike, which = unlike_games(games, [values[place] for place in places])
        together = _TOGETHER if set(wanted) != {"value"} else _VALUES_TOGETHER
        for first in range(0, len(unlike), together):
            some = unlike[first : first + together]
            if play_as is None:
                seen, size = foreseen(some, wanted, within=within)
            else:
                play = play_as(some)
                seen, size = outlook(play, wanted, within=within), play.model.size
            most = max(most, size)
            solved = (first <= which) & (which < first + len(some))
            for name, metric in seen.items():
                by_metric[name][np.array(places)[solved]] = metric[which[solved] - first]
    return LadderFigures(by_metric=by_metric, states=most)


def unlike_games(games: Sequence[Game], values: Sequence[Valuation]) -> tuple[list[Game], Ints]:
    """
    Give the games that differ, and for each game which of them it is (game).

    Args:
        games: The games.
        values: The valuation of each: games of others seldom are the same, and are not compared.
    """
    unlike, which, known = list[Game](), list[int](), dict[int, list[int]]()
    for game, value in zip(games, values, strict=True):
        before = known.setdefault(id(value), [])
        same = next((place for place in before if unlike[place] == game), len(unlike))
        if same == len(unlike):
            unlike.append(game)
            before.append(same)
        which.append(same)
    return unlike, np.array(which, dtype=np.int64)


def figures_by_steps(
    setting: GameVariant, rows: Sequence[Sequence[Valuation]], *, wanted: Collection[str]
) -> LadderFigures:
    """
    Work out the figures of rows of valuations, of which each takes a step from the one before it,
    or from the first of its row: a step that leaves the game as it is is not solved again.

    Args:
        setting: What is played.
        rows: One value for every assumption, several times, by row.
        wanted: The metrics that are wanted.
    """
    size = max(1, _STEPS_AT_ONCE // max(map(len, rows)))
    blocks, most = [], 0
    for first in range(0, len(rows), size):
        games, which = _unlike_games(setting, rows[first : first + size])
        seen, states = _solved_games(games, wanted)
        most = max(most, states)
        blocks.append({name: seen[name][which] for name in wanted})
    return LadderFigures(
        by_metric={name: np.concatenate([block[name] for block in blocks]) for name in wanted},
        states=most,
    )


def _unlike_games(
    setting: GameVariant, rows: Sequence[Sequence[Valuation]]
) -> tuple[list[Game], list[int]]:
    """Give the games of rows that differ from the one before them, and for each which one it is."""
    games, which = list[Game](), list[int]()
    written = iter(games_of((setting, values) for row in rows for values in row))
    for row in rows:
        first = len(games)
        for place in range(len(row)):
            game = next(written)
            known = {which[-1], first} if place else set[int]()
            same = next((number for number in known if games[number] == game), len(games))
            if same == len(games):
                games.append(game)
            which.append(same)
    return games, which


def _solved_games(
    games: Sequence[Game], wanted: Collection[str]
) -> tuple[Mapping[str, Floats], int]:
    """Solve games, those of one structure together, and give the most states of any."""
    by_metric, most = {name: np.full(len(games), np.nan) for name in wanted}, 0
    for places, alike in grouped(games, frame):
        seen, size = foreseen(alike, wanted)
        most = max(most, size)
        for name, metric in seen.items():
            by_metric[name][places] = metric
    return by_metric, most


def _in_groups(
    settings: Sequence[GameVariant], values: Sequence[Valuation], by: Callable[[Game], object]
) -> Iterator[tuple[list[int], list[Game]]]:
    """
    Make the games and group them by what they have in common, some thousand at a time, for to hold
    all of them takes much room.
    """
    pairs = [*zip(settings, values, strict=True)]
    for first in range(0, len(pairs), _AT_ONCE):
        with uncollected():  # all of them are in use
            groups = grouped(games_of(pairs[first : first + _AT_ONCE]), by)
        for places, games in groups:
            yield [first + place for place in places], games


def first_acts(play: Play) -> Mapping[str, Mapping[str, str]]:
    """
    Give what each type does first, outside the line or, where the crossing is under way, inside
    it: the acts that are likeliest (draw 0).
    """
    start = play.already if is_more(chance_begun(play), UNDER_WAY) else play.not_yet
    return {challenger.name: first_act(play, challenger, start) for challenger in play.types}


def chance_begun(play: Play) -> float:
    """Give the chance that the line is crossed at the start (draw 0)."""
    return float(play.already[:, 0].sum())


def _yardstick_inside(
    other: GameVariant,
    best: Valuation,
    base: _Yardstick,
    moved: Sequence[tuple[str, Valuation, Valuation]],
) -> Floats:
    """
    Give the yardstick's periods inside at both ends of what is moved (end) [period]: worked out
    once for all ladders, and only where its game is another one than at the best values.
    """
    by, ends = (*yardstick_key(other), "inside"), [end for _, *both in moved for end in both]
    unknown = [end for end in ends if by not in end.known]
    for end, number in zip(unknown, _inside_at(other, best, base, unknown), strict=True):
        end.known[by] = float(number)
    return np.array([end.known[by] for end in ends])


def _inside_at(
    other: GameVariant, best: Valuation, base: _Yardstick, ends: Sequence[Valuation]
) -> Floats:
    """Give the yardstick's periods inside at some ends (end) [period]."""
    game = game_of(other, best)
    inside = np.full(len(ends), base.theirs["inside"][0])
    games = games_of((other, end) for end in ends)
    changed = [place for place, end in enumerate(games) if not are_alike(end, game)]
    if changed:
        moved = [ends[place] for place in changed]
        inside[changed] = figures(other, moved, wanted=("inside",))["inside"]
    return inside


def _movers(
    setting: GameVariant, moved: Sequence[tuple[str, Valuation, Valuation]], theirs: Floats
) -> tuple[LadderSensitivity, ...]:
    """
    Move assumptions one at a time, and list those first that move the ladder most.

    Args:
        setting: What is played.
        moved: The assumptions, each with the values of its low end and of its high end.
        theirs: The yardstick's periods inside at these ends (end) [period].
    """
    ends = [end for _, *both in moved for end in both]
    if not ends:
        return ()
    change = figures(setting, ends, wanted=("inside",))["inside"] - theirs
    sensitivities = [
        LadderSensitivity(
            assumption=name, low=float(change[2 * place]), high=float(change[2 * place + 1])
        )
        for place, (name, *_) in enumerate(moved)
    ]
    return in_order(sensitivities, lambda sensitivity: sensitivity.reach)
