"""
Where each ladder stands by what has been done, and what is missing to climb or to stand down.

The rung in force is the highest whose measures all are: those of the lowest rung on the as-of date,
and those that the ledger says are in force. A deadline runs from the day on which the rung below it
came into force, as the game plays it: while the demand is unmet, and not before. The law is that of
the day; the game's numbers are those of the case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from phaseline.case.games import rungs_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy, GameSetup, Met
from phaseline.case.model.response import Rung
from phaseline.desk.consent.consent import (
    ConsentPath,
    consent_path,
    policy_stands,
)
from phaseline.desk.consent.law_queries import OptionStanding, played_as
from phaseline.desk.estimates.ranges import Estimate, span
from phaseline.desk.estimates.valuation import (
    Valuation,
    assumptions_in,
    best_values,
    gives_time,
    period_of,
)
from phaseline.desk.watching.beliefs import DAYS_OF_MONTH
from phaseline.desk.watching.calls import CallsOfDay, StandingLevel
from phaseline.desk.watching.threats import moved
from phaseline.terms.record import record
from phaseline.terms.when import When
from phaseline.watch.reports import IN_FORCE, MEASURE, Reported


@record
class DemandedLevel:
    """
    A part of a demand, with where the other side stands.

    Args:
        track: The id of the track.
        levels: The levels at which it is met.
        standing: Where the track stands; unknown where nobody sees it.
        is_met: Whether that is one of them.
    """

    track: str
    levels: tuple[str, ...]
    standing: str
    is_met: bool


@record
class ClimbingAct:
    """
    A level that everybody would see, and that would call a rung above the one in force.

    Args:
        rung: The id of the rung.
        track: The id of the track.
        level: The level.
        standing: Where the track stands.
    """

    rung: str
    track: str
    level: str
    standing: str


@record
class RungDeadline:
    """
    When the next rung follows the one in force, the demand unmet.

    Args:
        rung: The id of the next rung.
        days: How many days are left, at best values and over the ends of the assumptions; below
            zero where the time has run out.
        first: The day, with the shortest time.
        best: The day at best values.
        last: The day, with the longest time.
    """

    rung: str
    days: Estimate
    first: date
    best: date
    last: date


@record
class AwaitedConsent:
    """
    What a measure of the next rung waits for.

    Args:
        measure: The id of the measure.
        standing: How it stands in law on the day, under the reading that is played first.
        path: What the game waits for; None where the game says nothing of that standing.
    """

    measure: str
    standing: OptionStanding
    path: ConsentPath | None


@record
class LadderOutlook:
    """
    Where one ladder stands, and what would move it.

    Args:
        policy: The ladder as it is played.
        in_force: The id of the rung in force.
        since: From which day.
        called: The id of the rung that is called for; empty where nothing calls for one.
        target: The id of the rung that is looked at: the one called for where it is higher than
            that in force, else the next one; empty on the top.
        deadline: When the next rung follows of itself; None where no time is set or the demand is
            met.
        demand: Each part of the demand.
        climbing: The levels that would call a higher rung and at which no track stands.
        off_ramp: The id of the highest rung that stays while the demand is met; empty for no limit.
        is_lasting: Whether the rung in force stays whatever is reported.
        consents: What the measures wait for that the target adds.
        without_law: The ids of the measures that it adds and of which no law is asked.
    """

    policy: GamePolicy
    in_force: str
    since: date
    called: str
    target: str
    deadline: RungDeadline | None
    demand: tuple[DemandedLevel, ...]
    climbing: tuple[ClimbingAct, ...]
    off_ramp: str
    is_lasting: bool
    consents: tuple[AwaitedConsent, ...]
    without_law: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Whether the demand is met, in all its parts."""
        return bool(self.demand) and all(part.is_met for part in self.demand)


def outlooks(
    case: Case,
    calls: CallsOfDay | None,
    reports: Sequence[Reported],
    day: date,
    *,
    asks_law: bool = True,
) -> tuple[LadderOutlook, ...]:
    """
    Give where each ladder stands that the game plays and that has more than one rung.

    Args:
        case: The case.
        calls: What is called for on the day; None where the case holds no game.
        reports: The entries of its ledger.
        day: The day whose knowledge counts.
        asks_law: Whether it is told what measures wait for.

    Raises:
        QuestionError: A formula leads to no number, or the law of that day to no answer.
    """
    if case.game is None or calls is None:
        return ()
    case_of_day = replace(case, as_of=When.parse(day.isoformat()))  # the law moves with the day
    look = _Look(
        case,
        case.game,
        case_of_day=case_of_day if asks_law else None,
        calls=calls,
        measures=moved(reports, MEASURE, day),
        day=day,
    )
    return tuple(look.ladder(policy) for policy in case.policies if len(rungs_of(case, policy)) > 1)


class _Look:
    """A look at all ladders of a case on one day."""

    def __init__(
        self,
        case: Case,
        setup: GameSetup,
        *,
        case_of_day: Case | None,
        calls: CallsOfDay,
        measures: Sequence[Reported],
        day: date,
    ) -> None:
        self._case, self._of_day, self._setup, self._day = case, case_of_day, setup, day
        self._values = best_values(case)
        self._tracks = {track.id: track.of for track in setup.tracks}
        self._levels: Mapping[str, StandingLevel] = {level.track: level for level in calls.seen}
        self._called = {call.policy.id: call.rung for call in calls.ladders}
        self._states = {
            movement.id: (movement.state, entered.report.when)
            for entered in measures
            if (movement := entered.report.moves)
        }

    def ladder(self, policy: GamePolicy) -> LadderOutlook:
        """Give where one ladder stands."""
        rungs = rungs_of(self._case, policy)
        place, since = self._in_force(rungs)
        called = self._called.get(policy.id, "")
        target = self._target(rungs, place, called)
        demand = tuple(self._demanded(part) for part in policy.demand)
        is_met = bool(demand) and all(part.is_met for part in demand)
        awaited, free = self._awaited(policy, rungs[place], target)
        following = [rung.id for rung in rungs[place + 1 : place + 2]]
        return LadderOutlook(
            policy=policy,
            in_force=rungs[place].id,
            since=since,
            called=called,
            target=target.id if target else "",
            deadline=None if is_met else self._deadline(policy, "".join(following), since),
            demand=demand,
            climbing=tuple(self._climbing(policy, [rung.id for rung in rungs[place + 1 :]])),
            off_ramp=policy.off_ramp,
            is_lasting=rungs[place].id in policy.lasting,
            consents=awaited,
            without_law=free,
        )

    def _awaited(
        self, policy: GamePolicy, standing: Rung, target: Rung | None
    ) -> tuple[tuple[AwaitedConsent, ...], tuple[str, ...]]:
        """Give what the measures wait for that a rung adds, and those of which no law is asked."""
        added = self._added(standing, target) if target else ()
        if not added or self._of_day is None:
            return (), ()
        standings = policy_stands(self._of_day, policy, self._setup.reading)
        awaited = tuple(
            AwaitedConsent(measure=name, standing=standings[name], path=self._path(standings[name]))
            for name in added
            if name in standings
        )
        return awaited, tuple(name for name in added if name not in standings)

    def _in_force(self, rungs: Sequence[Rung]) -> tuple[int, date]:
        """Give the place of the rung in force, and since when it is."""
        begins = self._case.as_of.first or self._day
        standing = dict.fromkeys(rungs[0].measures, begins)
        for name, (state, when) in self._states.items():
            if state == IN_FORCE:
                standing.setdefault(name, when)
            else:
                standing.pop(name, None)
        place = max(
            (at for at, rung in enumerate(rungs) if set(rung.measures) <= set(standing)), default=0
        )
        return place, max([begins, *(standing.get(name, begins) for name in rungs[place].measures)])

    def _target(self, rungs: Sequence[Rung], place: int, called: str) -> Rung | None:
        """Give the rung that is looked at; None on the top."""
        above = rungs[place + 1 :]
        return next((rung for rung in above if rung.id == called), above[0] if above else None)

    def _added(self, standing: Rung, target: Rung) -> tuple[str, ...]:
        return tuple(
            name
            for name in target.measures
            if name not in standing.measures
            and self._states.get(name, ("", self._day))[0] != IN_FORCE
        )

    def _demanded(self, part: Met) -> DemandedLevel:
        track = self._tracks.get(part.track, part.track)
        level = self._levels.get(track)
        stands = level.level if level else "unknown"
        return DemandedLevel(
            track=track, levels=part.levels, standing=stands, is_met=stands in part.levels
        )

    def _climbing(self, policy: GamePolicy, above: Sequence[str]) -> Iterator[ClimbingAct]:
        """Give the levels that would call a rung of those above."""
        for row in policy.overt:
            track = self._tracks.get(row.track, "")
            stands = self._levels.get(track)
            if row.rung in above and stands and stands.level != row.level:
                yield ClimbingAct(
                    rung=row.rung, track=track, level=row.level, standing=stands.level
                )

    def _deadline(self, policy: GamePolicy, following: str, since: date) -> RungDeadline | None:
        """Give when a rung follows of itself; None where the ladder sets no time for it."""
        text = next((rule.count for rule in policy.deadline if rule.rung == following), None)
        if text is None:
            return None
        best, low, high = self._days(text)
        passed = (self._day - since).days
        return RungDeadline(
            rung=following,
            days=Estimate(best=best - passed, low=low - passed, high=high - passed),
            first=since + timedelta(days=low),
            best=since + timedelta(days=best),
            last=since + timedelta(days=high),
        )

    def _days(self, text: str) -> tuple[int, int, int]:
        """Give a time in days: at best values, at least and at most; none at all is at once."""
        if not text:
            return 0, 0, 0
        names = assumptions_in(self._case, text)
        low, high = span(self._case, self._values, names, lambda values: self._months(text, values))
        best = self._months(text, self._values)
        return round(best * DAYS_OF_MONTH), round(low * DAYS_OF_MONTH), round(high * DAYS_OF_MONTH)

    def _months(self, text: str, values: Valuation) -> float:
        length = 1.0 if gives_time(self._case, text) else period_of(self._case)
        return values.of(text) * length

    def _path(self, standing: OptionStanding) -> ConsentPath | None:
        named = {consent.standing for consent in self._setup.consents}
        if played_as(standing.standing).value not in named:
            return None
        return consent_path(self._setup, standing, self._values)
