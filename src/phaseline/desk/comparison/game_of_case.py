"""
From the case to the game: one completed ladder, one red line, one value for every assumption.

Nothing is put in that the case does not hold: levels, moves, rungs and policies are the case's,
numbers are worked out from its assumptions and facts. A rung does the most that any of its measures
does; it waits for the consent to what it adds, as law and politics leave it or as a gate of the
game says; and one vote decides all rungs that need the same vote.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import field, fields, replace
from functools import lru_cache, partial
from itertools import chain, combinations
from math import inf
from operator import attrgetter
from typing import Any, Literal, TypeVar

from phaseline.case.games import (
    abstaining_types,
    feared_subjects,
    last_day,
    names_day,
    rungs_of,
    setup_of,
)
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Track as CaseTrack
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import (
    AskFirst,
    GameController,
    GameMove,
    GamePolicy,
    GameSetup,
    GameTrack,
    Gate,
    JointLevelNumber,
    LevelNumber,
    MeasureEffect,
)
from phaseline.case.model.response import Rung as CaseRung
from phaseline.case.read import uncollected
from phaseline.desk.comparison.tables import (
    by_level,
    by_track,
    for_all,
    labelled,
    least,
    products,
    shares_of,
    sums,
    tables,
    together,
)
from phaseline.desk.consent.consent import ConsentPath, Exposure, consent_path, penalties
from phaseline.desk.consent.drawn_consents import count_votes
from phaseline.desk.consent.law_queries import OptionStanding
from phaseline.desk.delivery.drawn_deliveries import deliver
from phaseline.desk.delivery.supply_options import MeasureSupply, delivery
from phaseline.desk.estimates.valuation import Valuation, gives_time, period_of
from phaseline.desk.estimates.value_columns import Column, ValuationColumns
from phaseline.errors import QuestionError
from phaseline.game.asking import consent_chance, vote_shared
from phaseline.game.spec import (
    NEVER,
    Authority,
    ByLevel,
    Challenger,
    ChallengerType,
    Controller,
    Credit,
    Discount,
    Game,
    JointNumber,
    LadderSpec,
    Monitor,
    Move,
    Policy,
    Remainder,
    Reports,
    Responder,
    Retry,
    RungSpec,
    Solve,
    Time,
    TimedMeasure,
    TrackSpec,
    Vote,
)
from phaseline.terms.quantity import unit
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, is_same, nearest, total

Part = TypeVar("Part")
Whole = TypeVar("Whole", int, float)

_DAY, _YEAR = unit("day").factor, unit("year").factor  # of a month, as all times in base units
MOST_CREDIT = 8
# a vote less likely than the solver is exact is taken for lost, which spares most of the states
NIL = 1e-9
QUIET, REPORT = "quiet", "report"
RED_LINE, OFF_LINE = "red_line", "off_line"

_Row = tuple[str, str, Column]  # track, level, numbers


@record
class _Decision:
    """
    What one vote decides for every rung that waits for it.

    Args:
        steps: The procedures by which consent in law is given, in order.
        gate: The id of a gate of the case, where the law is not asked.
    """

    steps: tuple[str, ...] = ()
    gate: str = ""


@record
class GameVariant:
    """
    What is played.

    Args:
        policy: The completed ladder.
        families: The ids of what the red line is about that is run.
        is_lasting: Whether a measure that releases the challenger stays, once carried out.
        frees_gain: Whether crossing gains the challenger more once such a measure is carried out.
        holds_back: Whether something holds it back until then.
        tracks: Further tracks that are played, so that ladders can be compared.
        is_for_good: Whether a crossing, once begun, cannot be stopped.
        errs: Whether the challenger is one that errs instead of several types that do not.
        credit: How many calls have gone unexecuted already; None where every call with consent is
            believed.
        standing: Tracks that stand at another level at the start, as pairs of track and level.
        still: Tracks that nothing moves but acts: no chance of theirs takes them to another level.
        ends_at: The chance per period that such a measure ends once called off, in place of the
            case's own.
        reading: The reading of the law under which consent is asked; none where the case asks
            nothing of the law.
        stands: How each measure stands under it.
        is_unseen: Whether nothing is reported, neither what is done nor by mistake.
        breach_scale: By how much what a breach costs is multiplied.
        type_alone: The type that the challenger is for certain; any of them if empty.
        are_several: Whether those who decide are told apart, where the case tells them.
        shape: What is done to the game once it is made, where a member of a searched class is
            played.
    """

    policy: GamePolicy
    families: tuple[str, ...]
    is_lasting: bool = True
    frees_gain: bool = False
    holds_back: bool = False
    tracks: frozenset[str] = frozenset()
    is_for_good: bool = False
    errs: bool = False
    still: frozenset[str] = frozenset()
    ends_at: float | None = None
    credit: int | None = None
    standing: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    stands: Mapping[str, OptionStanding] = field(default_factory=dict)
    is_unseen: bool = False
    breach_scale: float = 1.0
    type_alone: str = ""
    are_several: bool = False
    shape: Callable[[Game], Game] | None = None


def named_tracks(setup: GameSetup, policy: GamePolicy) -> frozenset[str]:
    """Give the tracks that a policy asks about, beside those that are always played."""
    named = {row.track for row in policy.overt} | {demand.track for demand in policy.demand}
    return frozenset(named | {track.id for track in setup.tracks if track.always})


def game_of(setting: GameVariant, values: Valuation) -> Game:
    """
    Make the game of a setting.

    Args:
        setting: What is played.
        values: One value for every assumption.

    Raises:
        QuestionError: A number is missing.
    """
    (game,) = games_of([(setting, values)])
    return game


def games_of(pairs: Iterable[tuple[GameVariant, Valuation]]) -> list[Game]:
    """
    Make the games of settings, each with its own values: those of one setting are written together,
    each number of them for all values at once.

    Members of a searched class differ in nothing but their shape: what is shaped is made once for
    all that share the very same parts.

    Args:
        pairs: The settings with their values.

    Raises:
        QuestionError: A number is missing.
    """
    listed = [((id(pair[1].case), *before_shape(pair[0])), *pair) for pair in pairs]
    alike: dict[tuple[int, ...], tuple[GameVariant, dict[int, Valuation]]] = {}
    for key, setting, values in listed:
        alike.setdefault(key, (setting, {}))[1][id(values)] = values
    played = [(setting, values) for setting, draws in alike.values() for values in draws.values()]
    with uncollected():  # all that is written for a game is in use
        deliver(
            (_frame(_SettingKey(setting, values.case)).sendings, values)
            for setting, values in played
        )
        count_votes((setting.policy, setting.stands, values) for setting, values in played)
        written = {
            key: dict(zip(draws, _Writer(setting, [*draws.values()]).games(), strict=True))
            for key, (setting, draws) in alike.items()
        }
        return [
            setting.shape(written[key][id(values)]) if setting.shape else written[key][id(values)]
            for key, setting, values in listed
        ]


def before_shape(setting: GameVariant) -> tuple[int, ...]:
    """Give what settings have to share to have one game before it is shaped, by its identity."""
    return (*map(id, _parts_before_shape(setting)),)


_parts_before_shape = attrgetter(
    *(part.name for part in fields(GameVariant) if part.name != "shape")
)


@record
class _RungPlay:
    """
    A rung as it is played, whatever the numbers.

    Args:
        rung: The rung of the case.
        effects: What its measures do.
        added: What those do that the rung below has not.
        is_called: Whether reports call it.
    """

    rung: CaseRung
    effects: tuple[MeasureEffect, ...]
    added: tuple[MeasureEffect, ...]
    is_called: bool


@record
class _MovePlay:
    """
    A move as it is played, whatever the numbers.

    Args:
        move: The move of the case's game.
        requires: The levels of played tracks without which it cannot be made.
        excludes: Those at which it cannot be made.
    """

    move: GameMove
    requires: Mapping[str, str]
    excludes: Mapping[str, str]


class _PartKey:
    """
    All that a part of a game hangs on beside the values, as a key whose hash is worked out once.

    Args:
        by: All of it.
    """

    __slots__ = ("by", "hash")

    def __init__(self, *by: object) -> None:
        self.by, self.hash = by, hash(by)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _PartKey) and other.by == self.by

    def __hash__(self) -> int:
        return self.hash


@lru_cache(maxsize=4096)
def _known(key: _PartKey) -> _PartKey:
    """Give the first key that was equal: it is found for each draw without being compared."""
    return key


# what of a setting has a part in its rungs, beside its policy, how measures stand, and its tracks
_OF_RUNGS = ("is_lasting", "frees_gain", "holds_back", "ends_at", "breach_scale", "are_several")


def _ways_of(stand: OptionStanding | None) -> tuple[object, ...]:
    """Give all of how a measure stands that its part of a rung hangs on."""
    return (stand.option, stand.standing, stand.procedures, stand.stays) if stand else ()


class _Frame:
    """
    What the games of a setting have in common, whatever the numbers: it is asked of the case once,
    and not for each draw.

    Args:
        setting: What is played.
        case: The case.
    """

    def __init__(self, setting: GameVariant, case: Case) -> None:
        self.setting, self.case = setting, case
        self.setup, self.policy = setup_of(case), setting.policy
        self.deciders = tuple(self.setup.challengers) if setting.are_several else ()
        self.tracks = self._played_tracks()
        self.played = frozenset(track.id for track in self.tracks)
        self.moves = {track.id: self._moves(track) for track in self.tracks}
        self.rungs = self._rungs()
        self.abstaining = abstaining_types(self.setup)
        self.tracks_by = (
            "tracks",
            self.played,
            setting.is_for_good,
            setting.is_unseen,
            setting.still,
        )
        self.muted = next((row for row in self.setup.muted if row.track in self.played), None)
        self.rung_by = tuple(_known(self._rung_key(play)) for play in self.rungs)
        self.rungs_by = _known(
            _PartKey(self.rung_by, self.policy.max_step == 1, self.policy.asks_first)
        )
        self.policies: dict[tuple[object, ...], Policy] = {}
        self.sendings = self._sendings()

    def stays(self, measure: str) -> tuple[str, ...]:
        """Give the goods that a measure does not send under the reading."""
        stand = self.setting.stands.get(measure)
        return stand.stays if stand else ()

    def _sendings(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the measures of its rungs, each with the goods that stay."""
        names = [effect.measure for play in self.rungs for effect in play.effects]
        return tuple((name, self.stays(name)) for name in dict.fromkeys(names))

    def _played_tracks(self) -> list[GameTrack]:
        setting = self.setting
        decided = chain.from_iterable(decider.controls for decider in self._with_own_types())
        wanted = named_tracks(self.setup, self.policy) | setting.tracks | set(decided)
        outside = set(feared_subjects(self.case)) - set(setting.families)
        return [
            track
            for track in self.setup.tracks
            if track.id in wanted or (track.of == OFF_LINE and outside)
        ]

    def _with_own_types(self) -> list[GameController]:
        """
        Give those who decide with kinds of their own: what they decide is played whatever the
        ladder names.
        """
        return [decider for decider in self.deciders if decider.types]

    def levels(self, track: GameTrack) -> tuple[str, ...]:
        of = self.case_track(track)
        return track.levels or (of.levels if of else ())

    def case_track(self, track: GameTrack) -> CaseTrack | None:
        """Give the case's own track that a track of the game plays, where it plays one."""
        return self.case.tracks.get(track.of)

    def promised(self, track: GameTrack, levels: Container[str]) -> str:
        """Give the level at which a demand is answered with a promise, where the track has it."""
        of = self.case_track(track)
        is_answer = of is not None and of.role is TrackRole.ANSWER and of.turned in levels
        return of.turned if of and is_answer else ""

    def _moves(self, track: GameTrack) -> tuple[_MovePlay, ...]:
        """
        Give the moves; where a crossing is for good, none leads back to the first level.
        """
        is_kept = self.setting.is_for_good and track.of in (RED_LINE, OFF_LINE)
        return tuple(
            _MovePlay(
                move=move,
                requires=self.of_played(move.requires),
                excludes=self.of_played(move.excludes),
            )
            for move in track.moves
            if not (is_kept and move.end == self.levels(track)[0]) and self._is_possible(move)
        )

    def _is_possible(self, move: GameMove) -> bool:
        """Whether the tracks that are not played stand where a move needs them."""
        return self.stand_at(move.requires) and not any(
            self.stand_at({name: level})
            for name, level in move.excludes.items()
            if name not in self.played
        )

    def stand_at(self, levels: Mapping[str, str]) -> bool:
        """Whether tracks that are not played stand at these levels at the start."""
        rest = {name: level for name, level in levels.items() if name not in self.played}
        return all(
            self.level_at_start(self.setup.tracks[name]) == level for name, level in rest.items()
        )

    def of_played(self, levels: Mapping[str, str]) -> Mapping[str, str]:
        return {name: level for name, level in levels.items() if name in self.played}

    def level_at_start(self, track: GameTrack) -> str:
        """Give where the case says that a track stands, if that level is played; else the first."""
        of, levels = self.case_track(track), self.levels(track)
        return of.at_start if of and of.at_start in levels else levels[0]

    def track_on_the_line(self) -> GameTrack:
        return next(track for track in self.tracks if track.of == RED_LINE)

    def _rung_key(self, play: _RungPlay) -> _PartKey:
        """
        Give what a rung hangs on: ladders that have it in common, and other settings of one, have
        it made once for each draw.
        """
        setting, setup = self.setting, self.setup
        rows = (*setup.breach, *setup.released_gain, *setup.held_back)
        bearing = {row.track for row in rows} | {row.track for row in setup.muted}
        bearing |= {track.id for track in setup.tracks if track.of == RED_LINE}
        return _PartKey(
            play.rung.id,
            tuple(
                (effect.measure, _ways_of(setting.stands.get(effect.measure)))
                for effect in play.effects
            ),
            tuple(effect.measure for effect in play.added),
            play.is_called,
            self.rungs[0].rung.measures,
            self.played & bearing,
            *(getattr(setting, name) for name in _OF_RUNGS),
        )

    def _rungs(self) -> tuple[_RungPlay, ...]:
        chosen = rungs_of(self.case, self.policy)
        effects = {effect.measure: effect for effect in self.setup.effects}
        called = {rule.rung for rule in self.policy.enter}
        plays = []
        for place, rung in enumerate(chosen):
            below = set(chosen[place - 1].measures) if place else set(rung.measures)
            whole = tuple(effects[name] for name in rung.measures if name in effects)
            plays.append(
                _RungPlay(
                    rung=rung,
                    effects=whole,
                    added=tuple(effect for effect in whole if effect.measure not in below),
                    is_called=rung.id in called,
                )
            )
        return tuple(plays)


class _SettingKey:
    """A setting of a case as a key: themselves and no others, for to compare them is slow."""

    __slots__ = ("case", "setting")

    def __init__(self, setting: GameVariant, case: Case) -> None:
        self.setting, self.case = setting, case

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _SettingKey)
            and other.setting is self.setting
            and other.case is self.case
        )

    def __hash__(self) -> int:
        return hash((id(self.setting), id(self.case)))


@lru_cache(maxsize=64)
def _frame(same: _SettingKey) -> _Frame:
    return _Frame(same.setting, same.case)


@record
class _EffectNumbers:
    """
    What a measure does with the goods that it can deliver, per period (draw).

    Args:
        loss: What it costs the challenger.
        cost: What it costs the responder.
        benefit: What it is good for.
        risk: The chance per year that it leads to disaster.
    """

    loss: Column
    cost: Column
    benefit: Column
    risk: Column


@record
class _ConsentWay:
    """
    The way to the consent that a measure waits for.

    Args:
        decision: What decides it.
        consent: Gives the consent in a draw, told which rung the same vote decides; none if empty.
    """

    decision: _Decision
    consent: Callable[[int, str], float | Vote]


@record
class _TypeColumns:
    """
    A type of challenger in all draws.

    Args:
        id: Its id.
        prior: How likely it is (draw).
        disaster_loss: What it loses at a disaster (draw).
        gain: What it gains, by track and level (draw).
        joint_gain: What it gains by levels of several tracks (draw).
        rationality: With what precision it chooses (draw).
    """

    id: str
    prior: Column
    disaster_loss: Column
    gain: Mapping[str, Mapping[str, Column]]
    joint_gain: tuple[tuple[Mapping[str, str], Column], ...]
    rationality: Column


class _Writer:
    """
    Writes the games of one setting, for several valuations of one case.

    What the games have in common is asked of setting and case once, and each number is worked out
    for all draws in turn: a column holds it for each of them (draw). A part that comes to the same
    in all draws is one and the same object in all of their games.
    """

    def __init__(self, setting: GameVariant, draws: Sequence[Valuation]) -> None:
        self.setting, self.values = setting, ValuationColumns(draws)
        self.case, self.count = self.values.case, len(draws)
        self.frame = _frame(_SettingKey(setting, self.case))
        self.setup, self.policy = self.frame.setup, self.frame.policy
        self.deciders, self.tracks = self.frame.deciders, self.frame.tracks
        self.effects: dict[str, _EffectNumbers] = {}
        self.supplies: dict[str, list[MeasureSupply]] = {}

    def of(self, text: str) -> Column:
        return self.values.of(text)

    def counts(self, text: str) -> list[int]:
        """Work out a plain count."""
        return [max(0, nearest(number)) for number in self.of(text)]

    def periods(self, text: str) -> list[int]:
        """Work out a time, or a plain count of periods, in whole periods."""
        length = period_of(self.case) if gives_time(self.case, text) else 1.0
        return [max(0, nearest(number / length)) for number in self.of(text)]

    def most(self, columns: Sequence[list[Whole]], otherwise: Whole) -> list[Whole]:
        """Give the most of several columns in each draw; something else where there is none."""
        if not columns:
            return self.values.same(otherwise)
        return [max(numbers) for numbers in zip(*columns, strict=True)]

    def tuples(self, columns: Sequence[Sequence[Part]]) -> list[tuple[Part, ...]]:
        """Give what stands in several columns, together for each draw."""
        return for_all(together, *columns) if columns else self.values.same(())

    def games(self) -> list[Game]:
        rungs = self.values.once(self.frame.rungs_by, self._rungs)
        title, red_line = f"{self.case.title} · {self.policy.id}", self._red_line()
        solve = Solve(horizons=self.case.horizon)
        parts = zip(
            self.values.once("time", self._time),
            self._controllers(),
            self._challengers(),
            self._monitors(),
            map(_ladder, rungs, self._policies(), self._timed_measures()),
            self.values.once(
                ("responder", self.frame.played, self.setting.credit), self._responder
            ),
            self._starts(),
            strict=True,
        )
        return [
            Game(
                phaseline=1,
                kind="game",
                title=title,
                time=time,
                challengers=controllers,
                challenger=challenger,
                red_line=red_line,
                monitor=monitor,
                ladder=ladder,
                responder=responder,
                start=start,
                solve=solve,
            )
            for time, controllers, challenger, monitor, ladder, responder, start in parts
        ]

    def _red_line(self) -> dict[str, tuple[str, ...]]:
        return {
            track.id: self.frame.levels(track)[1:] for track in self.tracks if track.of == RED_LINE
        }

    def _time(self) -> list[Time]:
        horizon = float(max(self.case.horizon))
        return for_all(
            lambda challenger, responder: Time(
                period=self.case.period,
                horizon=horizon,
                discount=Discount(challenger=challenger, responder=responder),
            ),
            self.of(self.setup.discount_challenger),
            self.of(self.setup.discount_responder),
        )

    def _responder(self) -> list[Responder]:
        return for_all(
            lambda harm, joint_harm, audience_cost, disaster_loss, credit: Responder(
                harm=harm,
                joint_harm=joint_harm,
                audience_cost=audience_cost,
                disaster_loss=disaster_loss,
                credit=credit,
            ),
            self._harm(),
            self._joint_numbers(self._joint(self.setup.joint_harm)),
            self.of(self.setup.audience_cost),
            self.of(self.setup.disaster_responder),
            self._credit(),
        )

    def _harm(self) -> list[dict[str, dict[str, float]]]:
        rows = [row for track in self.tracks for row in track.harm]
        return tables(by_level(self._numbers(rows)), self.count)

    def _credit(self) -> Sequence[Credit | None]:
        if self.setting.credit is None:
            return self.values.same(None)
        return for_all(
            lambda mean, weight: Credit(
                alpha=mean * weight, beta=(1 - mean) * weight, cap=MOST_CREDIT
            ),
            self.of(self.setup.credit_mean),
            self.of(self.setup.credit_weight),
        )

    def _challengers(self) -> list[Challenger]:
        tracks = self.values.once(self.frame.tracks_by, self._tracks)
        types = self.values.same(()) if self.deciders else self._types()
        return for_all(
            lambda tracks, types: Challenger(
                tracks=tracks,
                types=types,
                joint_moves=True,  # with one act in all, an act would keep others from being done
            ),
            tracks,
            types,
        )

    def _controllers(self) -> list[tuple[Controller, ...]]:
        """Give those who decide something that is played, where they are told apart."""
        controllers = []
        for decider in self.deciders:
            controls = tuple(track for track in decider.controls if track in self.frame.played)
            if controls:
                controllers.append(
                    for_all(
                        partial(_controller, decider.id, controls),
                        self._own_types(decider),
                    )
                )
        return self.tuples(controllers)

    def _own_types(self, decider: GameController) -> list[tuple[ChallengerType, ...]]:
        """Give the types of one of several, with what it gains beside the others."""
        joint = self._joint(decider.joint_gains)
        if not decider.types:
            return for_all(self._with_joint_gains, self._types(), self._joint_numbers(joint))
        disaster = self.of(decider.disaster or self.setup.disaster_challenger)
        priors = shares_of([self.of(kind.weight) for kind in decider.types])
        return self.tuples(
            [
                self._type(
                    _TypeColumns(
                        id=kind.id,
                        prior=prior,
                        disaster_loss=disaster,
                        gain=self._gain(kind.gains),
                        joint_gain=(*self._joint(kind.joint_gains), *joint),
                        rationality=self.values.same(inf),
                    )
                )
                for kind, prior in zip(decider.types, priors, strict=True)
            ]
        )

    def _with_joint_gains(
        self, types: tuple[ChallengerType, ...], joint: tuple[JointNumber, ...]
    ) -> tuple[ChallengerType, ...]:
        """Add what is gained by levels of several tracks to all types but those that abstain."""
        return tuple(
            kind
            if kind.id in self.frame.abstaining
            else replace(kind, joint_gain=(*kind.joint_gain, *joint))
            for kind in types
        )

    def _types(self) -> list[tuple[ChallengerType, ...]]:
        """
        Give the types with their priors; one that errs takes the place of those that may cross, and
        has the mean of their gains. They are the same under every ladder that plays these tracks.
        """
        by = ("types", self.frame.played, self.setting.errs, self.setting.type_alone)
        return self.values.once(by, self._new_types)

    def _new_types(self) -> list[tuple[ChallengerType, ...]]:
        disaster = self.of(self.setup.disaster_challenger)
        types = [
            _TypeColumns(
                id=challenger.id,
                prior=prior,
                disaster_loss=disaster,
                gain=self._gain(challenger.gains),
                joint_gain=self._joint(challenger.joint_gains),
                rationality=self.values.same(inf),
            )
            for challenger, prior in zip(self.setup.types, self._priors(), strict=True)
        ]
        if self.setting.errs:
            abstaining = self.frame.abstaining
            tempted = [kind for kind in types if kind.id not in abstaining]
            types = [
                *([self._one_that_errs(tempted)] if tempted else []),
                *(kind for kind in types if kind.id in abstaining),
            ]
        return self.tuples([self._type(kind) for kind in types])

    def _type(self, kind: _TypeColumns) -> list[ChallengerType]:
        return for_all(
            lambda prior, disaster_loss, rationality, gain, joint_gain: ChallengerType(
                id=kind.id,
                prior=prior,
                disaster_loss=disaster_loss,
                rationality=rationality,
                gain=gain,
                joint_gain=joint_gain,
            ),
            kind.prior,
            kind.disaster_loss,
            kind.rationality,
            tables(kind.gain, self.count),
            self._joint_numbers(kind.joint_gain),
        )

    def _gain(self, rows: Iterable[LevelNumber]) -> dict[str, dict[str, Column]]:
        return by_level(self._numbers(row for row in rows if row.track in self.frame.played))

    def _priors(self) -> list[Column]:
        """Give how likely each type is; where one is played alone, that one for certain."""
        if self.setting.type_alone:
            return [
                self.values.same(float(challenger.id == self.setting.type_alone))
                for challenger in self.setup.types
            ]
        return shares_of([self.of(challenger.weight) for challenger in self.setup.types])

    def _one_that_errs(self, types: Sequence[_TypeColumns]) -> _TypeColumns:
        """Join types in one that errs, with the mean of what they gain."""
        prior = [*map(total, zip(*(kind.prior for kind in types), strict=True))]
        shares = [_shares_or(1 / len(types), kind.prior, prior) for kind in types]
        precision = self.setup.precision
        return _TypeColumns(
            id="one-that-errs",
            prior=prior,
            disaster_loss=types[0].disaster_loss,
            gain=by_level(
                (track, level, products(share, numbers))
                for kind, share in zip(types, shares, strict=True)
                for track, row in kind.gain.items()
                for level, numbers in row.items()
            ),
            joint_gain=tuple(
                (levels, products(share, numbers))
                for kind, share in zip(types, shares, strict=True)
                for levels, numbers in kind.joint_gain
            ),
            rationality=self.of(precision) if precision else self.values.same(inf),
        )

    def _numbers(self, rows: Iterable[LevelNumber]) -> list[_Row]:
        """Work out numbers by track and level."""
        return [(row.track, row.level, self.of(row.number)) for row in rows]

    def _tracks(self) -> list[tuple[TrackSpec, ...]]:
        return self.tuples([self._track(track) for track in self.tracks])

    def _track(self, track: GameTrack) -> list[TrackSpec]:
        levels = self.frame.levels(track)
        drift = by_level(
            (drift.start, drift.end, self._drift(track, drift.chance)) for drift in track.drift
        )
        return for_all(
            lambda moves, reports, drift: TrackSpec(
                id=track.id,
                levels=levels,
                moves=moves,
                reports=reports,
                drift=drift,
                promised=self.frame.promised(track, levels),
            ),
            self.tuples([self._move(play) for play in self.frame.moves[track.id]]),
            self._reports(track, levels),
            tables(drift, self.count),
        )

    def _reports(self, track: GameTrack, levels: Sequence[str]) -> Sequence[Reports | None]:
        if not track.noticed:
            return self.values.same(None)
        seen, false = (
            self.values.same(0.0) if self.setting.is_unseen else self.of(chance)
            for chance in (track.noticed, track.mistaken)
        )
        return for_all(partial(_reports, levels), seen, false)

    def _move(self, play: _MovePlay) -> list[Move]:
        return for_all(
            lambda cost: Move(
                do=play.move.do,
                from_=play.move.start,
                to=play.move.end,
                cost=cost,
                requires=play.requires,
                excludes=play.excludes,
            ),
            self.of(play.move.cost),
        )

    def _drift(self, track: GameTrack, chance: str) -> Column:
        return self.values.same(0.0) if track.id in self.setting.still else self.of(chance)

    def _joint(
        self, rows: Iterable[JointLevelNumber]
    ) -> tuple[tuple[Mapping[str, str], Column], ...]:
        """Work out numbers by levels of several tracks, as far as they can come to hold."""
        return tuple(
            (self.frame.of_played(row.levels), self.of(row.number))
            for row in rows
            if self.frame.stand_at(row.levels)
        )

    def _joint_numbers(
        self, rows: Iterable[tuple[Mapping[str, str], Column]]
    ) -> list[tuple[JointNumber, ...]]:
        return self.tuples(
            [for_all(partial(_joint_number, levels), numbers) for levels, numbers in rows]
        )

    def _starts(self) -> list[dict[str, Any]]:
        start: dict[str, Sequence[Any]] = {"rung": self.values.same(self.frame.rungs[0].rung.id)}
        for track in self.tracks:
            start[track.id] = self._begun(track)
        for name, level in self.setting.standing:
            if name in start:
                start[name] = self.values.same(level)
        if self.setting.credit is not None:
            start["credit"] = self.values.same(float(self.setting.credit))
        return labelled(start)

    def _begun(self, track: GameTrack) -> Sequence[str | Mapping[str, float]]:
        """Give the level at which a track stands at the start, or the chances of several."""
        base = self.frame.level_at_start(track)
        begun = {beginning.level: self.of(beginning.chance) for beginning in track.begun}
        if not begun:
            return self.values.same(base)
        rest = [1 - total(chances) for chances in zip(*begun.values(), strict=True)]
        return labelled({base: rest, **begun})

    def _monitors(self) -> Sequence[Monitor | None]:
        if not any(track.noticed for track in self.tracks):
            return self.values.same(None)
        return for_all(
            lambda alarms: Monitor(kind="counter", up=max(1, alarms), down=0),
            self.counts(self.setup.alarms),
        )

    def _policies(self) -> list[Policy]:
        """Give the policy: one for all draws in which it comes to the same whole numbers."""
        policy, first = self.policy, self.frame.rungs[0].rung.id
        enter = {
            rule.rung: [float(max(1, count)) for count in self.counts(rule.count)]
            for rule in policy.enter
            if rule.rung != first
        }
        leave: dict[str, Sequence[str | float]] = {
            rule.rung: [*map(float, self.counts(rule.count))] for rule in policy.exit
        }
        leave |= dict.fromkeys(policy.lasting, self.values.same(NEVER))
        deadline = {rule.rung: self.periods(rule.count) for rule in policy.deadline}
        rows = zip(
            self.tuples([*enter.values()]),
            self.tuples([*leave.values()]),
            self.tuples([*deadline.values()]),
            strict=True,
        )
        return [
            self._policy(
                dict(zip(enter, entered, strict=True)),
                dict(zip(leave, left, strict=True)),
                dict(zip(deadline, ended, strict=True)),
            )
            for entered, left, ended in rows
        ]

    def _policy(
        self,
        enter: Mapping[str, float],
        leave: Mapping[str, str | float],
        deadline: Mapping[str, int],
    ) -> Policy:
        policy, known = self.policy, self.frame.policies
        by = (*enter.values(), *leave.values(), *deadline.values())
        if by not in known:
            known[by] = Policy(
                enter=enter,
                exit=leave,
                overt=by_track(policy.overt),
                deadline=deadline,
                demand={demand.track: demand.levels for demand in policy.demand},
                off_ramp=policy.off_ramp or None,
                available=self._available(),
                max_step=policy.max_step or None,
            )
        return known[by]

    def _available(self) -> Mapping[str, Mapping[str, str]]:
        """Give the highest rung while a level holds, as far as rung and track are played."""
        rungs, tracks = {play.rung.id for play in self.frame.rungs}, self.frame.played
        return by_track(
            row for row in self.policy.available if row.rung in rungs and row.track in tracks
        )

    def _rungs(self) -> list[tuple[RungSpec, ...]]:
        voted: list[dict[_Decision, str]] = [{} for _ in self.values.draws]
        specs = []
        for place, (play, by) in enumerate(zip(self.frame.rungs, self.frame.rung_by, strict=True)):
            rest = self.values.once(by, partial(self._without_consent, play))
            consents = self._consents(play.rung.id, play.added, voted)
            specs.append(
                [
                    RungSpec(severity=float(place), consent=consent, **parts)
                    for consent, parts in zip(consents, rest, strict=True)
                ]
            )
        rungs = [*zip(*specs, strict=True)]
        asks = self.policy.asks_first
        return self._asked_first(rungs, asks) if asks else rungs

    def _asked_first(
        self, rungs: Sequence[tuple[RungSpec, ...]], asks: AskFirst
    ) -> list[tuple[RungSpec, ...]]:
        """Ask for consent before the game; rungs that one vote decides share the answer."""
        asked = [
            frozenset(rung.id for rung in specs[1:] if _is_asked_first(rung, asks))
            for specs in rungs
        ]
        if not any(asked):
            return [*rungs]
        terms = zip(rungs, asked, self._asking(asks), strict=True)
        return [
            tuple(_with_authority(rung, names, authority) for rung in specs)
            for specs, names, authority in terms
        ]

    def _asking(self, asks: AskFirst) -> list[Callable[[RungSpec], Authority]]:
        """Give what gives the authority asked for a rung, a vote that it shares apart (draw)."""
        lasts: Sequence[int | None] = self.values.same(None)
        if asks.lasts:
            lasts = [max(1, periods) for periods in self.periods(asks.lasts)]
        return for_all(
            lambda chance, cost, last: (
                lambda rung: Authority(
                    chance=consent_chance(rung) if chance is None else chance,
                    cost=cost,
                    lasts=last,
                    otherwise="asked" if asks.asks_again else "refused",
                )
            ),
            self.of(asks.chance) if asks.chance else self.values.same(None),
            self.of(asks.cost),
            lasts,
        )

    def _without_consent(self, play: _RungPlay) -> list[dict[str, Any]]:
        """Give what a rung is wherever it stands in a ladder, by the fields of a rung."""
        effects = play.effects
        ends = [
            self._term(effect.expires)
            for effect in effects
            if effect.expires and not self._is_of_today(effect)
        ]
        return labelled(
            {
                "id": self.values.same(play.rung.id),
                **self._does(play, effects),
                "without": self._remainders(play),
                "expires": least(ends) if ends else self.values.same(None),
                "lead": self.most([self._lead(effect) for effect in play.added], 0),
                "standdown": least([self._standdown(effect) for effect in effects])
                if effects
                else self.values.same(1.0),
                "firebreak": self.values.same(any(effect.releases for effect in effects)),
            }
        )

    def _does(
        self, play: _RungPlay, effects: Sequence[MeasureEffect]
    ) -> Mapping[str, Sequence[Any]]:
        """
        Give what a rung does by these of its measures, once the others are over: by the fields of
        a remainder.
        """
        is_release = any(effect.releases for effect in effects)
        numbers = [self._numbers_of(effect) for effect in effects]
        share = period_of(self.case) / _YEAR
        losses = {
            decider.id: self._loss(play, numbers, is_release=is_release, on=decider)
            for decider in self.deciders
        }
        return {
            "loss": self._loss(play, numbers, is_release=is_release),
            "loss_on": labelled(losses) if losses else self.values.same({}),
            "cost": sums(
                self.most([done.cost for done in numbers], 0.0),
                self._penalty(effect.measure for effect in effects),
            ),
            "benefit": self._muted(self.most([done.benefit for done in numbers], 0.0)),
            "hazard": [
                1 - (1 - risk) ** share for risk in self.most([done.risk for done in numbers], 0.0)
            ],
        }

    def _lead(self, effect: MeasureEffect) -> list[int]:
        """Give how many periods it takes from consent until a measure is in force."""
        own, length = self.of(effect.lead), _lead_length(self.case, effect)
        period = period_of(self.case)
        return [
            nearest((number * length + supply.months) / period)
            for number, supply in zip(own, self._supplies(effect), strict=True)
        ]

    def _numbers_of(self, effect: MeasureEffect) -> _EffectNumbers:
        """Give what a measure does: worked out once, for every rung that has it."""
        if effect.measure not in self.effects:
            share = self._share(effect)
            self.effects[effect.measure] = _EffectNumbers(
                loss=products(self.of(effect.loss), share),
                cost=products(self.of(effect.cost), share),
                benefit=products(self.of(effect.benefit), share),
                risk=self.of(effect.risk),
            )
        return self.effects[effect.measure]

    def _remainders(self, play: _RungPlay) -> list[tuple[Remainder, ...]]:
        """Give what a rung does without each set of its measures that last only a time."""
        ending = [effect.measure for effect in play.effects if self._spans(effect) is not None]
        sizes = range(1, len(ending) + 1)
        return self.tuples(
            [
                self._remainder(play, over)
                for over in chain.from_iterable(combinations(ending, size) for size in sizes)
            ]
        )

    def _remainder(self, play: _RungPlay, over: tuple[str, ...]) -> list[Remainder]:
        left = [effect for effect in play.effects if effect.measure not in over]
        return [Remainder(over=over, **does) for does in labelled(self._does(play, left))]

    def _timed_measures(self) -> list[tuple[TimedMeasure, ...]]:
        """Give the measures that last only a time or strike once, with the rungs that have them."""
        measures = []
        for effect in self.setup.effects:
            spans = self._spans(effect)
            rungs = tuple(
                play.rung.id for play in self.frame.rungs if effect.measure in play.rung.measures
            )
            if rungs and (spans is not None or effect.once_loss or effect.once_cost):
                measures.append(self._timed_measure(effect, rungs, spans))
        return self.tuples(measures)

    def _timed_measure(
        self, effect: MeasureEffect, rungs: tuple[str, ...], spans: Sequence[int] | None
    ) -> list[TimedMeasure]:
        share = self._share(effect)
        loss = products(self.of(effect.once_loss), share)
        losses = {
            decider.id: self._muted(products(loss, self._falls_on(decider)))
            for decider in self.deciders
        }
        return for_all(
            lambda lasts, once_loss, once_loss_on, once_cost: TimedMeasure(
                id=effect.measure,
                rungs=rungs,
                lasts=lasts,
                once_loss=once_loss,
                once_loss_on=once_loss_on,
                once_cost=once_cost,
            ),
            spans or self.values.same(None),
            self._muted(loss),
            labelled(losses) if losses else self.values.same({}),
            products(self.of(effect.once_cost), share),
        )

    def _spans(self, effect: MeasureEffect) -> list[int] | None:
        """
        Give for how many periods in force a measure lasts, one at least: what is in force today
        ends when it expires. None where nothing ends it.
        """
        spans = [self.periods(effect.lasts)] if effect.lasts else []
        if effect.expires and self._is_of_today(effect):
            spans.append(self._term(effect.expires))
        return [max(1, span) for span in least(spans)] if spans else None

    def _is_of_today(self, effect: MeasureEffect) -> bool:
        """Whether a measure is part of the lowest rung, which is in force at the start."""
        return effect.measure in self.frame.rungs[0].rung.measures

    def _term(self, expires: str) -> list[int]:
        """
        Give for how many whole periods a measure is available.

        Raises:
            QuestionError: Nothing says on which day it ends.
        """
        if not names_day(expires):
            return self.periods(expires)
        day, first = last_day(self.case, expires), self.case.as_of.first
        if day is None or first is None:
            raise QuestionError(f"nothing says on which day {expires} ends")
        periods = max(0, nearest((day - first).days * _DAY / period_of(self.case)))
        return self.values.same(periods)

    def _supplies(self, effect: MeasureEffect) -> list[MeasureSupply]:
        """Give how much of a measure can be delivered, and when."""
        if effect.measure not in self.supplies:
            stays = self.frame.stays(effect.measure)
            self.supplies[effect.measure] = [
                delivery(values, effect, stays) for values in self.values.draws
            ]
        return self.supplies[effect.measure]

    def _share(self, effect: MeasureEffect) -> Column:
        """
        Give how much of a measure can be delivered: without goods it costs nothing, helps nobody
        and does not bite.
        """
        return [supply.share for supply in self._supplies(effect)]

    def _standdown(self, effect: MeasureEffect) -> Column:
        if effect.releases and self.setting.ends_at is not None:
            return self.values.same(self.setting.ends_at)
        ends = effect.standdown
        if effect.releases and not self.setting.is_lasting:
            ends = self.setup.release_ends
        return self.of(ends) if ends else self.values.same(1.0)

    def _consents(
        self, rung: str, added: Sequence[MeasureEffect], voted: Sequence[dict[_Decision, str]]
    ) -> list[float | Vote]:
        """
        Give the consent to a rung, which is the least that its measures wait for.

        Args:
            rung: The id of the rung.
            added: What its measures do that the rung below has not.
            voted: What votes have decided lower rungs, with the lowest of them (draw).
        """
        ways = [way for way in map(self._way, added) if way is not None]
        if not ways:
            return self.values.same(1.0)
        consents = []
        for draw, decided in enumerate(voted):
            decision, least = first_leading(
                [(way.decision, way.consent(draw, decided.get(way.decision, ""))) for way in ways],
                lambda consent: -_chance(consent[1]),
            )
            if isinstance(least, Vote):  # only the vote that decides a rung can decide another one
                decided.setdefault(decision, rung)
            consents.append(least)
        return consents

    def _way(self, effect: MeasureEffect) -> _ConsentWay | None:
        """Give the way to consent to a measure, where it waits for any."""
        stand = self.setting.stands.get(effect.measure)
        if stand is not None:
            paths = self._paths(stand)
            return _ConsentWay(
                decision=_Decision(steps=paths[0].steps),
                consent=lambda draw, same_as: self._lawful_consent(paths[draw], same_as),
            )
        if not effect.gate:
            return None
        gate = self.setup.gates[effect.gate]
        return _ConsentWay(decision=_Decision(gate=gate.id), consent=self._gated(gate))

    def _paths(self, stand: OptionStanding) -> list[ConsentPath]:
        """Give what a measure waits for: the same for all that stand so."""
        return self.values.once(
            ("path", stand.standing, stand.procedures),
            lambda: [consent_path(self.setup, stand, values) for values in self.values.draws],
        )

    def _lawful_consent(self, path: ConsentPath, same_as: str) -> float | Vote:
        """
        Give the consent that law and politics leave; rungs that wait for the same are decided by
        one vote.
        """
        if not path.is_vote:
            return path.chance
        if path.chance < NIL and (path.proved or 0.0) < NIL:
            return 0.0
        length = period_of(self.case)
        retry: Literal["never"] | Retry = (
            Retry(after=max(1, nearest(path.wait / length))) if path.wait else "never"
        )
        is_climbed = self.policy.max_step == 1
        lead = (
            0 if same_as and is_climbed else nearest(path.lead / length)
        )  # rung by rung: the time of the procedure has passed already
        return Vote(
            chance=_exact(path.chance),
            proved=None if path.proved is None else _exact(path.proved),
            lead=lead,
            retry=retry,
            same_as=same_as,
        )

    def _gated(self, gate: Gate) -> Callable[[int, str], float | Vote]:
        """Give what gives the consent of a gate in a draw."""
        chances = self.of(gate.chance)
        if not gate.retry:
            return lambda draw, _: chances[draw]
        waits = self.periods(gate.retry)
        return lambda draw, same_as: Vote(
            chance=chances[draw], retry=Retry(after=max(1, waits[draw])), same_as=same_as
        )

    def _penalty(self, measures: Iterable[str]) -> Column:
        """
        Give what bypassing a body whose consent is due is expected to cost per period: each penalty
        once, however many measures provoke it.
        """
        expected: dict[str, Column] = {}
        stands = [self.setting.stands.get(name) for name in measures]
        for stand in stands:
            for exposures in zip(*self._exposures(stand), strict=True) if stand else ():
                before = expected.get(exposures[0].penalty, self.values.same(0.0))
                expected[exposures[0].penalty] = [
                    max(most, exposure.chance * exposure.carried)
                    for most, exposure in zip(before, exposures, strict=True)
                ]
        totals = [*map(total, zip(*expected.values(), strict=True))]
        return products(totals or self.values.same(0.0), self.of(self.setup.penalty))

    def _exposures(self, stand: OptionStanding) -> list[tuple[Exposure, ...]]:
        return self.values.once(
            ("penalties", stand.standing, stand.option),
            lambda: [penalties(self.case, stand, values) for values in self.values.draws],
        )

    def _falls_on(self, decider: GameController | None) -> Column:
        """Give the share of what measures cost that falls on one of several; all of it alone."""
        share = decider.share if decider is not None else ""
        return self.of(share) if share else self.values.same(1.0)

    def _loss(
        self,
        play: _RungPlay,
        numbers: Sequence[_EffectNumbers],
        *,
        is_release: bool,
        on: GameController | None = None,
    ) -> Sequence[float | ByLevel]:
        """
        Give what a rung costs the challenger, or one of several: its share of what measures do,
        and what else is said of levels on tracks of its own.
        """
        plain = products(self._falls_on(on), self.most([done.loss for done in numbers], 0.0))
        extra = self._breach_and_released_gain(play, is_release=is_release)
        played = self.frame.played & set(on.controls) if on else self.frame.played
        held_back = self._held_back(played)
        lost = None
        if not is_release:
            extra += held_back
        elif held_back:
            lost = [*map(total, zip(*(row[2] for row in held_back), strict=True))]
        return self._muted(plain, [row for row in extra if row[0] in played], lost)

    def _held_back(self, played: Container[str]) -> list[_Row]:
        """Give what a level costs the challenger as long as it is held back."""
        rows = self.setup.held_back if self.setting.holds_back else ()
        return self._numbers(row for row in rows if row.track in played)

    def _breach_and_released_gain(self, play: _RungPlay, *, is_release: bool) -> list[_Row]:
        """
        Give what a breach costs the challenger where reports call the rung, less what a
        level gains it where a measure in force frees its hand.
        """
        rows: list[_Row] = []
        if play.is_called:
            rows += [
                (track, level, [self.setting.breach_scale * number for number in numbers])
                for track, level, numbers in self._numbers(self.setup.breach)
            ]
        if self.setting.frees_gain and is_release:
            rows += [
                (track, level, [-number for number in numbers])
                for track, level, numbers in self._numbers(self.setup.released_gain)
            ]
        return rows

    def _muted(
        self, plain: Column, extra: Sequence[_Row] = (), lost: Column | None = None
    ) -> Sequence[float | ByLevel]:
        """
        Give a number by level, where a level of a played track leaves only a part of it.

        A game knows a number, or one by level; beside rows by level the number stands at every
        level of one track.

        Args:
            plain: The number (draw).
            extra: What adds to it at some levels, whole; where it is none, nothing is said of the
                level (draw).
            lost: What adds to it at all levels, whole; nothing if left out (draw).
        """
        muted, some = self.frame.muted, [row for row in extra if any(row[2])]
        lost = lost or self.values.same(0.0)
        whole = sums(plain, lost)
        if muted is None and not some:
            return whole
        left = sums(products(plain, self.of(muted.share)), lost) if muted else whole
        rows = self._at_every_level(whole, left)
        return _told_by_level(some, rows, None if muted else whole)

    def _at_every_level(self, whole: Column, left: Column) -> list[_Row]:
        """Give a number at every level of one track, and what is left of it where it is muted."""
        muted = self.frame.muted
        if muted is None:
            bearer = self.frame.track_on_the_line()
            return [(bearer.id, level, whole) for level in self.frame.levels(bearer)]
        bearer = self.setup.tracks[muted.track]
        return [
            (bearer.id, level, left if level == muted.level else whole)
            for level in self.frame.levels(bearer)
        ]


def _told_by_level(
    extra: Sequence[_Row], rows: Sequence[_Row], alone: Column | None
) -> Sequence[float | ByLevel]:
    """
    Give a number by level, with what adds to it at some levels; see `_in_draw` (draw).
    """
    count = len(rows[0][2])
    if all(all(numbers) for _, _, numbers in extra):
        return tables(by_level([*extra, *rows]), count)
    return [_in_draw(draw, extra, rows, alone) for draw in range(count)]


def _in_draw(
    draw: int, extra: Iterable[_Row], rows: Iterable[_Row], alone: Column | None
) -> float | ByLevel:
    """
    Give a number by level in one draw, where the draws have different levels of their own.

    Args:
        draw: Which draw.
        extra: What adds to the number at some levels; where it is none, nothing is said of it.
        rows: The number at every level of a track.
        alone: The number, told without levels where nothing adds to it; None where it is by level
            in any draw.
    """
    some = [
        (track, level, [numbers[draw]]) for track, level, numbers in extra if numbers[draw] != 0
    ]
    if alone is not None and not some:
        return alone[draw]
    rest = [(track, level, [numbers[draw]]) for track, level, numbers in rows]
    return tables(by_level([*some, *rest]), 1)[0]


def _with_authority(
    rung: RungSpec, asked: Container[str], authority: Callable[[RungSpec], Authority]
) -> RungSpec:
    """Ask for the consent to a rung before the game, where it is among those that are asked for."""
    if rung.id not in asked:
        return rung
    shared = vote_shared(rung)
    same_as = shared if shared in asked else ""
    return replace(rung, authority=replace(authority(rung), same_as=same_as))


def _shares_or(otherwise: float, parts: Column, wholes: Column) -> Column:
    """Give the share that a part has of its whole; something else where that is nothing (draw)."""
    return [part / whole if whole else otherwise for part, whole in zip(parts, wholes, strict=True)]


def _ladder(
    rungs: tuple[RungSpec, ...], policy: Policy, measures: tuple[TimedMeasure, ...]
) -> LadderSpec:
    return LadderSpec(rungs=rungs, policy=policy, measures=measures)


def _controller(
    name: str, controls: tuple[str, ...], types: tuple[ChallengerType, ...]
) -> Controller:
    return Controller(id=name, controls=controls, types=types)


def _reports(levels: Sequence[str], seen: float, false: float) -> Reports:
    """Give how what is reported of a track follows from its level."""
    rows = {
        level: (1 - seen, seen) if place else (1 - false, false)
        for place, level in enumerate(levels)
    }
    return Reports(labels=(QUIET, REPORT), likelihood=rows)


def _joint_number(levels: Mapping[str, str], number: float) -> JointNumber:
    return JointNumber(levels=levels, number=number)


def abstaining_chance(values: Valuation) -> float:
    """Give the chance that the challenger is of a type that abstains whatever is answered."""
    setup = setup_of(values.case)
    weights = {kind.id: values.of(kind.weight) for kind in setup.types}
    return total(weights[name] for name in abstaining_types(setup)) / total(weights.values())


def lead_months(values: Valuation, effect: MeasureEffect, stays: tuple[str, ...] = ()) -> float:
    """
    Give the time from consent until a measure is in force: its own, and what its goods take, those
    apart that stay [month].
    """
    supply = delivery(values, effect, stays)
    return values.of(effect.lead) * _lead_length(values.case, effect) + supply.months


def _lead_length(case: Case, effect: MeasureEffect) -> float:
    """Give the length of what the lead of a measure is told in [month]."""
    return 1.0 if not effect.lead or gives_time(case, effect.lead) else period_of(case)


def _is_asked_first(rung: RungSpec, asks: AskFirst) -> bool:
    """Whether consent for a rung is asked beforehand: it is named, or none is and it may fail."""
    return rung.id in asks.rungs if asks.rungs else 0 < consent_chance(rung) < 1


def _exact(chance: float) -> float:
    """Give a chance of a vote, as none or certain where it differs from that by rounding alone."""
    return 0.0 if chance < NIL else 1.0 if is_same(chance, 1.0) else chance


def _chance(consent: float | Vote) -> float:
    return consent.chance if isinstance(consent, Vote) else consent
