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
from typing import Any, Literal

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
from phaseline.desk.comparison.tables import by_level, by_track
from phaseline.desk.consent.consent import ConsentPath, Exposure, consent_path, penalties
from phaseline.desk.consent.drawn_consents import count_votes
from phaseline.desk.consent.law_queries import OptionStanding
from phaseline.desk.delivery.drawn_deliveries import deliver
from phaseline.desk.delivery.supply_options import delivery
from phaseline.desk.estimates.valuation import Valuation, gives_time, period_of
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

_DAY, _YEAR = unit("day").factor, unit("year").factor  # of a month, as all times in base units
MOST_CREDIT = 8
# a vote less likely than the solver is exact is taken for lost, which spares most of the states
NIL = 1e-9
QUIET, REPORT = "quiet", "report"
RED_LINE, OFF_LINE = "red_line", "off_line"

_Row = tuple[str, str, float]  # track, level, number


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
    game = _Writer(setting, values).game()
    return setting.shape(game) if setting.shape else game


def games_of(pairs: Iterable[tuple[GameVariant, Valuation]]) -> list[Game]:
    """
    Make the games of settings, each with its own values.

    Members of a searched class differ in nothing but their shape: what is shaped is made once for
    all that share the very same parts.

    Args:
        pairs: The settings with their values, which live as long as what is iterated over.

    Raises:
        QuestionError: A number is missing.
    """
    pairs = [*pairs]
    deliver(
        (_frame(_SettingKey(setting, values.case)).sendings, values) for setting, values in pairs
    )
    count_votes((setting.policy, setting.stands, values) for setting, values in pairs)
    unshaped: dict[tuple[int, ...], Game] = {}
    games = []
    with uncollected():  # all that is written for a game is in use
        for setting, values in pairs:
            if setting.shape is None:
                games.append(game_of(setting, values))
                continue
            key = (id(values), *(id(getattr(setting, name)) for name in _BEFORE_SHAPE))
            if key not in unshaped:
                unshaped[key] = _Writer(setting, values).game()
            games.append(setting.shape(unshaped[key]))
    return games


_BEFORE_SHAPE = tuple(part.name for part in fields(GameVariant) if part.name != "shape")


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
        self.rung_by = tuple(map(self._rung_key, self.rungs))
        self.rungs_by = _PartKey(self.rung_by, self.policy.max_step == 1, self.policy.asks_first)
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
    What a measure does with the goods that it can deliver, per period.

    Args:
        loss: What it costs the challenger.
        cost: What it costs the responder.
        benefit: What it is good for.
        risk: The chance per year that it leads to disaster.
    """

    loss: float
    cost: float
    benefit: float
    risk: float


class _Writer:
    """Writes one game."""

    def __init__(self, setting: GameVariant, values: Valuation) -> None:
        self.setting, self.values, self.case = setting, values, values.case
        self.frame = _frame(_SettingKey(setting, values.case))
        self.setup, self.policy = self.frame.setup, self.frame.policy
        self.deciders, self.tracks = self.frame.deciders, self.frame.tracks
        self.rungs = values.once(self.frame.rungs_by, self._rungs)

    def of(self, text: str) -> float:
        return self.values.of(text)

    def count(self, text: str) -> int:
        """Work out a plain count."""
        return max(0, nearest(self.of(text)))

    def periods(self, text: str) -> int:
        """Work out a time, or a plain count of periods, in whole periods."""
        return max(
            0,
            nearest(self.of(text) / (period_of(self.case) if gives_time(self.case, text) else 1.0)),
        )

    def game(self) -> Game:
        played = self.frame.played
        red = {
            track.id: self.frame.levels(track)[1:] for track in self.tracks if track.of == RED_LINE
        }
        return Game(
            phaseline=1,
            kind="game",
            title=f"{self.case.title} · {self.policy.id}",
            time=self.values.once("time", self._time),
            challengers=self._controllers(played),
            challenger=Challenger(
                tracks=self.values.once(self.frame.tracks_by, self._tracks),
                types=() if self.deciders else self._types(played),
                joint_moves=True,  # with one act in all, an act would keep others from being done
            ),
            red_line=red,
            monitor=self._monitor(),
            ladder=LadderSpec(
                rungs=self.rungs,
                policy=self._policy(),
                measures=self._timed_measures(),
            ),
            responder=self.values.once(
                ("responder", self.frame.played, self.setting.credit), self._responder
            ),
            start=self._start(),
            solve=Solve(horizons=self.case.horizon),
        )

    def _time(self) -> Time:
        return Time(
            period=self.case.period,
            horizon=float(max(self.case.horizon)),
            discount=Discount(
                challenger=self.of(self.setup.discount_challenger),
                responder=self.of(self.setup.discount_responder),
            ),
        )

    def _responder(self) -> Responder:
        return Responder(
            harm=self._harm(),
            joint_harm=self._joint(self.setup.joint_harm),
            audience_cost=self.of(self.setup.audience_cost),
            disaster_loss=self.of(self.setup.disaster_responder),
            credit=self._credit(),
        )

    def _tracks(self) -> tuple[TrackSpec, ...]:
        return tuple(self._track(track) for track in self.tracks)

    def _harm(self) -> dict[str, dict[str, float]]:
        return by_level(
            (harm.track, harm.level, self.of(harm.number))
            for track in self.tracks
            for harm in track.harm
        )

    def _credit(self) -> Credit | None:
        if self.setting.credit is None:
            return None
        mean, weight = self.of(self.setup.credit_mean), self.of(self.setup.credit_weight)
        return Credit(alpha=mean * weight, beta=(1 - mean) * weight, cap=MOST_CREDIT)

    def _controllers(self, played: frozenset[str]) -> tuple[Controller, ...]:
        """Give those who decide something that is played, where they are told apart."""
        controllers = [
            Controller(
                id=decider.id,
                controls=tuple(track for track in decider.controls if track in played),
                types=self._own_types(decider, played),
            )
            for decider in self.deciders
        ]
        return tuple(controller for controller in controllers if controller.controls)

    def _own_types(
        self, decider: GameController, played: frozenset[str]
    ) -> tuple[ChallengerType, ...]:
        """Give the types of one of several, with what it gains beside the others."""
        joint = self._joint(decider.joint_gains)
        abstaining = self.frame.abstaining
        if not decider.types:
            return tuple(
                kind
                if kind.id in abstaining
                else replace(kind, joint_gain=(*kind.joint_gain, *joint))
                for kind in self._types(played)
            )
        disaster = self.of(decider.disaster or self.setup.disaster_challenger)
        weights = [self.of(kind.weight) for kind in decider.types]
        return tuple(
            ChallengerType(
                id=kind.id,
                prior=weight / total(weights),
                disaster_loss=disaster,
                gain=by_level(self._numbers(gain for gain in kind.gains if gain.track in played)),
                joint_gain=(*self._joint(kind.joint_gains), *joint),
            )
            for kind, weight in zip(decider.types, weights, strict=True)
        )

    def _types(self, played: frozenset[str]) -> tuple[ChallengerType, ...]:
        """
        Give the types with their priors; one that errs takes the place of those that may cross, and
        has the mean of their gains. They are the same under every ladder that plays these tracks.
        """
        by = ("types", played, self.setting.errs, self.setting.type_alone)
        return self.values.once(by, lambda: self._new_types(played))

    def _new_types(self, played: frozenset[str]) -> tuple[ChallengerType, ...]:
        disaster = self.of(self.setup.disaster_challenger)
        types = [
            ChallengerType(
                id=challenger.id,
                prior=prior,
                disaster_loss=disaster,
                gain=by_level(
                    self._numbers(gain for gain in challenger.gains if gain.track in played)
                ),
                joint_gain=self._joint(challenger.joint_gains),
            )
            for challenger, prior in zip(self.setup.types, self._priors(), strict=True)
        ]
        if not self.setting.errs:
            return tuple(types)
        abstaining = self.frame.abstaining
        tempted = [kind for kind in types if kind.id not in abstaining]
        return (
            *((self._one_that_errs(tempted),) if tempted else ()),
            *(kind for kind in types if kind.id in abstaining),
        )

    def _priors(self) -> list[float]:
        """Give how likely each type is; where one is played alone, that one for certain."""
        if self.setting.type_alone:
            return [
                float(challenger.id == self.setting.type_alone) for challenger in self.setup.types
            ]
        weights = [self.of(challenger.weight) for challenger in self.setup.types]
        return [weight / total(weights) for weight in weights]

    def _one_that_errs(self, types: Sequence[ChallengerType]) -> ChallengerType:
        """Join types in one that errs, with the mean of what they gain."""
        prior = total(kind.prior for kind in types)
        share = {kind.id: kind.prior / prior if prior else 1 / len(types) for kind in types}
        return ChallengerType(
            id="one-that-errs",
            prior=prior,
            rationality=self.of(self.setup.precision) if self.setup.precision else inf,
            disaster_loss=types[0].disaster_loss,
            gain=by_level(
                (track, level, share[kind.id] * number)
                for kind in types
                for track, row in kind.gain.items()
                for level, number in row.items()
            ),
            joint_gain=tuple(
                replace(joint, number=share[kind.id] * joint.number)
                for kind in types
                for joint in kind.joint_gain
            ),
        )

    def _numbers(self, rows: Iterable[LevelNumber]) -> list[_Row]:
        """Work out numbers by track and level."""
        return [(row.track, row.level, self.of(row.number)) for row in rows]

    def _track(self, track: GameTrack) -> TrackSpec:
        levels = self.frame.levels(track)
        reports = None
        if track.noticed:
            seen, false = (
                0.0 if self.setting.is_unseen else self.of(chance)
                for chance in (track.noticed, track.mistaken)
            )
            rows = {
                level: (1 - seen, seen) if place else (1 - false, false)
                for place, level in enumerate(levels)
            }
            reports = Reports(labels=(QUIET, REPORT), likelihood=rows)
        return TrackSpec(
            id=track.id,
            levels=levels,
            moves=tuple(
                Move(
                    do=play.move.do,
                    from_=play.move.start,
                    to=play.move.end,
                    cost=self.of(play.move.cost),
                    requires=play.requires,
                    excludes=play.excludes,
                )
                for play in self.frame.moves[track.id]
            ),
            reports=reports,
            drift=by_level(
                (drift.start, drift.end, self._drift(track, drift.chance)) for drift in track.drift
            ),
            promised=self.frame.promised(track, levels),
        )

    def _drift(self, track: GameTrack, chance: str) -> float:
        return 0.0 if track.id in self.setting.still else self.of(chance)

    def _joint(self, rows: Iterable[JointLevelNumber]) -> tuple[JointNumber, ...]:
        """Work out numbers by levels of several tracks, as far as they can come to hold."""
        return tuple(
            JointNumber(levels=self.frame.of_played(row.levels), number=self.of(row.number))
            for row in rows
            if self.frame.stand_at(row.levels)
        )

    def _start(self) -> dict[str, str | float | Mapping[str, float]]:
        start: dict[str, str | float | Mapping[str, float]] = {"rung": self.rungs[0].id}
        for track in self.tracks:
            base = self.frame.level_at_start(track)
            begun = {beginning.level: self.of(beginning.chance) for beginning in track.begun}
            start[track.id] = {base: 1 - total(begun.values()), **begun} if begun else base
        start |= {track: level for track, level in self.setting.standing if track in start}
        return (
            start
            if self.setting.credit is None
            else {**start, "credit": float(self.setting.credit)}
        )

    def _monitor(self) -> Monitor | None:
        if not any(track.noticed for track in self.tracks):
            return None
        return Monitor(kind="counter", up=max(1, self.count(self.setup.alarms)), down=0)

    def _policy(self) -> Policy:
        """Give the policy: one for all draws in which it comes to the same whole numbers."""
        policy, first = self.policy, self.rungs[0].id
        enter = {
            rule.rung: float(max(1, self.count(rule.count)))
            for rule in policy.enter
            if rule.rung != first
        }
        leave: dict[str, str | float] = {
            **{rule.rung: float(self.count(rule.count)) for rule in policy.exit},
            **dict.fromkeys(policy.lasting, NEVER),
        }
        deadline = {rule.rung: self.periods(rule.count) for rule in policy.deadline}
        by = (*enter.values(), *leave.values(), *deadline.values())
        if by not in self.frame.policies:
            self.frame.policies[by] = Policy(
                enter=enter,
                exit=leave,
                overt=by_track(policy.overt),
                deadline=deadline,
                demand={demand.track: demand.levels for demand in policy.demand},
                off_ramp=policy.off_ramp or None,
                available=self._available(),
                max_step=policy.max_step or None,
            )
        return self.frame.policies[by]

    def _available(self) -> Mapping[str, Mapping[str, str]]:
        """Give the highest rung while a level holds, as far as rung and track are played."""
        rungs, tracks = {rung.id for rung in self.rungs}, self.frame.played
        return by_track(
            row for row in self.policy.available if row.rung in rungs and row.track in tracks
        )

    def _rungs(self) -> tuple[RungSpec, ...]:
        voted: dict[_Decision, str] = {}
        specs = [
            RungSpec(
                severity=float(place),
                consent=self._consent(play.rung.id, play.added, voted),
                **self.values.once(by, partial(self._without_consent, play)),
            )
            for place, (play, by) in enumerate(
                zip(self.frame.rungs, self.frame.rung_by, strict=True)
            )
        ]
        asks = self.policy.asks_first
        return self._asked_first(specs, asks) if asks else tuple(specs)

    def _asked_first(self, rungs: Sequence[RungSpec], asks: AskFirst) -> tuple[RungSpec, ...]:
        """Ask for consent before the game; rungs that one vote decides share the answer."""
        asked = frozenset(rung.id for rung in rungs[1:] if _is_asked_first(rung, asks))
        return tuple(
            replace(rung, authority=self._authority(rung, asks, asked))
            if rung.id in asked
            else rung
            for rung in rungs
        )

    def _authority(self, rung: RungSpec, asks: AskFirst, asked: Container[str]) -> Authority:
        shared = vote_shared(rung)
        return Authority(
            chance=self.of(asks.chance) if asks.chance else consent_chance(rung),
            cost=self.of(asks.cost),
            lasts=max(1, self.periods(asks.lasts)) if asks.lasts else None,
            otherwise="asked" if asks.asks_again else "refused",
            same_as=shared if shared in asked else "",
        )

    def _without_consent(self, play: _RungPlay) -> Mapping[str, Any]:
        """Give what a rung is wherever it stands in a ladder, by the fields of a rung."""
        effects, added = play.effects, play.added
        whole = self._does(play, effects)
        return {
            "id": play.rung.id,
            "loss": whole.loss,
            "loss_on": whole.loss_on,
            "cost": whole.cost,
            "benefit": whole.benefit,
            "hazard": whole.hazard,
            "without": self._remainders(play),
            "expires": min(
                (
                    self._term(effect.expires)
                    for effect in effects
                    if effect.expires and not self._is_of_today(effect)
                ),
                default=None,
            ),
            "lead": max((self._lead(effect) for effect in added), default=0),
            "standdown": min((self._standdown(effect) for effect in effects), default=1.0),
            "firebreak": any(effect.releases for effect in effects),
        }

    def _does(
        self, play: _RungPlay, effects: Sequence[MeasureEffect], over: tuple[str, ...] = ()
    ) -> Remainder:
        """Give what a rung does by these of its measures, once the others are over."""
        is_release = any(effect.releases for effect in effects)
        numbers = [self._numbers_of(effect) for effect in effects]
        risk = max((done.risk for done in numbers), default=0.0)
        return Remainder(
            over=over,
            loss=self._loss(play, numbers, is_release=is_release),
            loss_on={
                decider.id: self._loss(play, numbers, is_release=is_release, on=decider)
                for decider in self.deciders
            },
            cost=max((done.cost for done in numbers), default=0.0)
            + self._penalty(effect.measure for effect in effects),
            benefit=self._muted(max((done.benefit for done in numbers), default=0.0)),
            hazard=1 - (1 - risk) ** (period_of(self.case) / _YEAR),
        )

    def _lead(self, effect: MeasureEffect) -> int:
        """Give how many periods it takes from consent until a measure is in force."""
        stays = self._stays(effect)
        return self.values.once(
            ("lead", effect.measure, *stays),
            lambda: nearest(lead_months(self.values, effect, stays) / period_of(self.case)),
        )

    def _numbers_of(self, effect: MeasureEffect) -> _EffectNumbers:
        """Give what a measure does: worked out once, for every rung and ladder that has it."""
        by = ("effect", effect.measure, *self._stays(effect))
        return self.values.once(by, lambda: self._new_numbers_of(effect))

    def _new_numbers_of(self, effect: MeasureEffect) -> _EffectNumbers:
        share = self._share(effect)
        return _EffectNumbers(
            loss=self.of(effect.loss) * share,
            cost=self.of(effect.cost) * share,
            benefit=self.of(effect.benefit) * share,
            risk=self.of(effect.risk),
        )

    def _remainders(self, play: _RungPlay) -> tuple[Remainder, ...]:
        """Give what a rung does without each set of its measures that last only a time."""
        ending = [effect.measure for effect in play.effects if self._span(effect) is not None]
        sizes = range(1, len(ending) + 1)
        return tuple(
            self._does(
                play, [effect for effect in play.effects if effect.measure not in over], over
            )
            for over in chain.from_iterable(combinations(ending, size) for size in sizes)
        )

    def _timed_measures(self) -> tuple[TimedMeasure, ...]:
        """Give the measures that last only a time or strike once, with the rungs that have them."""
        timed = [
            TimedMeasure(
                id=effect.measure,
                rungs=tuple(
                    play.rung.id
                    for play in self.frame.rungs
                    if effect.measure in play.rung.measures
                ),
                lasts=self._span(effect),
                once_loss=self._muted(self.of(effect.once_loss) * self._share(effect)),
                once_loss_on={
                    decider.id: self._muted(
                        self.of(effect.once_loss) * self._share(effect) * self._falls_on(decider)
                    )
                    for decider in self.deciders
                },
                once_cost=self.of(effect.once_cost) * self._share(effect),
            )
            for effect in self.setup.effects
            if self._span(effect) is not None or effect.once_loss or effect.once_cost
        ]
        return tuple(measure for measure in timed if measure.rungs)

    def _span(self, effect: MeasureEffect) -> int | None:
        """
        Give for how many periods in force a measure lasts, one at least: what is in force today
        ends when it expires.
        """
        spans = [self.periods(effect.lasts)] if effect.lasts else []
        if effect.expires and self._is_of_today(effect):
            spans.append(self._term(effect.expires))
        return max(1, min(spans)) if spans else None

    def _is_of_today(self, effect: MeasureEffect) -> bool:
        """Whether a measure is part of the lowest rung, which is in force at the start."""
        return effect.measure in self.frame.rungs[0].rung.measures

    def _term(self, expires: str) -> int:
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
        return max(0, nearest((day - first).days * _DAY / period_of(self.case)))

    def _share(self, effect: MeasureEffect) -> float:
        """
        Give how much of a measure can be delivered: without goods it costs nothing, helps nobody
        and does not bite.
        """
        return delivery(self.values, effect, self._stays(effect)).share

    def _stays(self, effect: MeasureEffect) -> tuple[str, ...]:
        """Give the goods that a measure does not send under the reading."""
        return self.frame.stays(effect.measure)

    def _standdown(self, effect: MeasureEffect) -> float:
        if effect.releases and self.setting.ends_at is not None:
            return self.setting.ends_at
        if effect.releases and not self.setting.is_lasting:
            return self.of(self.setup.release_ends) if self.setup.release_ends else 1.0
        return self.of(effect.standdown) if effect.standdown else 1.0

    def _consent(
        self, rung: str, added: Sequence[MeasureEffect], voted: dict[_Decision, str]
    ) -> float | Vote:
        consents: list[tuple[_Decision, float | Vote]] = []
        for effect in added:
            if stand := self.setting.stands.get(effect.measure):
                path = self._path(stand)
                decision = _Decision(steps=path.steps)
                consents.append((decision, self._lawful_consent(path, voted)))
            elif effect.gate:
                gate = self.setup.gates[effect.gate]
                decision = _Decision(gate=effect.gate)
                consents.append((decision, self._gated_consent(gate, voted)))
        decision, least = first_leading(
            consents or [(_Decision(), 1.0)], lambda consent: -_chance(consent[1])
        )
        if isinstance(least, Vote):  # only the vote that decides a rung can decide another one too
            voted.setdefault(decision, rung)
        return least

    def _path(self, stand: OptionStanding) -> ConsentPath:
        """Give what a measure waits for: the same for all that stand so."""
        return self.values.once(
            ("path", stand.standing, stand.procedures),
            lambda: consent_path(self.setup, stand, self.values),
        )

    def _lawful_consent(self, path: ConsentPath, voted: Mapping[_Decision, str]) -> float | Vote:
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
        same_as, is_climbed = voted.get(_Decision(steps=path.steps), ""), self.policy.max_step == 1
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

    def _gated_consent(self, gate: Gate, voted: Mapping[_Decision, str]) -> float | Vote:
        if not gate.retry:
            return self.of(gate.chance)
        return Vote(
            chance=self.of(gate.chance),
            retry=Retry(after=max(1, self.periods(gate.retry))),
            same_as=voted.get(_Decision(gate=gate.id), ""),
        )

    def _penalty(self, measures: Iterable[str]) -> float:
        """
        Give what bypassing a body whose consent is due is expected to cost per period: each penalty
        once, however many measures provoke it.
        """
        expected: dict[str, float] = {}
        for name in measures:
            stand = self.setting.stands.get(name)
            for exposure in self._exposures(stand) if stand else ():
                expected[exposure.penalty] = max(
                    expected.get(exposure.penalty, 0.0), exposure.chance * exposure.carried
                )
        return total(expected.values()) * self.of(self.setup.penalty)

    def _exposures(self, stand: OptionStanding) -> tuple[Exposure, ...]:
        return self.values.once(
            ("penalties", stand.standing, stand.option),
            lambda: penalties(self.case, stand, self.values),
        )

    def _falls_on(self, decider: GameController | None) -> float:
        """Give the share of what measures cost that falls on one of several; all of it alone."""
        return self.of(decider.share) if decider is not None and decider.share else 1.0

    def _loss(
        self,
        play: _RungPlay,
        numbers: Sequence[_EffectNumbers],
        *,
        is_release: bool,
        on: GameController | None = None,
    ) -> float | ByLevel:
        """
        Give what a rung costs the challenger, or one of several: its share of what measures do,
        and what else is said of levels on tracks of its own.
        """
        plain = self._falls_on(on) * max((done.loss for done in numbers), default=0.0)
        extra = self._breach_and_released_gain(play, is_release=is_release)
        played = self.frame.played & set(on.controls) if on else self.frame.played
        held_back = self._held_back(played)
        lost = total(number for _, _, number in held_back) if is_release else 0.0
        extra += [] if is_release else held_back
        return self._muted(plain, [row for row in extra if row[0] in played and row[2] != 0], lost)

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
                (track, level, self.setting.breach_scale * number)
                for track, level, number in self._numbers(self.setup.breach)
            ]
        if self.setting.frees_gain and is_release:
            rows += [
                (track, level, -number)
                for track, level, number in self._numbers(self.setup.released_gain)
            ]
        return rows

    def _muted(
        self, number: float, extra: Sequence[_Row] = (), lost: float = 0.0
    ) -> float | ByLevel:
        """
        Give a number by level, where a level of a played track leaves only a part of it.

        A game knows a number, or one by level; beside rows by level the number stands at every
        level of one track.

        Args:
            number: The number.
            extra: What adds to it at some levels, whole.
            lost: What adds to it at all levels, whole.
        """
        muted = self.frame.muted
        if muted is None and not extra:
            return number + lost
        bearer = self.setup.tracks[muted.track] if muted else self.frame.track_on_the_line()
        shares = {muted.level: self.of(muted.share)} if muted else {}
        return by_level(
            [
                *extra,
                *(
                    (bearer.id, level, number * shares.get(level, 1.0) + lost)
                    for level in self.frame.levels(bearer)
                ),
            ]
        )


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
    length = (
        1.0 if not effect.lead or gives_time(values.case, effect.lead) else period_of(values.case)
    )
    return values.of(effect.lead) * length + delivery(values, effect, stays).months


def _is_asked_first(rung: RungSpec, asks: AskFirst) -> bool:
    """Whether consent for a rung is asked beforehand: it is named, or none is and it may fail."""
    return rung.id in asks.rungs if asks.rungs else 0 < consent_chance(rung) < 1


def _exact(chance: float) -> float:
    """Give a chance of a vote, as none or certain where it differs from that by rounding alone."""
    return 0.0 if chance < NIL else 1.0 if is_same(chance, 1.0) else chance


def _chance(consent: float | Vote) -> float:
    return consent.chance if isinstance(consent, Vote) else consent
