"""
The ladder as a program: what it calls for, and what becomes of the call.

The public part of a state is what both sides see: the monitor, the rung in force, an order under
way, the credit count, how long the rung has been in force, the votes taken, and the authorities
held. Everything here is a function of it and of what shows of the levels.

Source:
    `docs/explanation/the-game.md`, from the called rung to credit, which is (4).
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from itertools import chain, groupby, product
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints, distinct
from phaseline.game.compile.rung_numbers import REFUSED, RungNumbers, rung_table
from phaseline.game.levels import Levels
from phaseline.game.monitors.named import set_number
from phaseline.game.monitors.states import State
from phaseline.game.spec import NEVER, Authority, Game, Vote
from phaseline.game.watch import Watch
from phaseline.terms.record import record

PROVED = "proved "  # before what hangs on a vote that is taken once a crossing is proved
GRANTED = -1
FOR_GOOD = -1
LEAD, DELIVERY, RETRY = "lead", "delivery", "retry"  # durations of which draws may have others
STAGES = (LEAD, DELIVERY, RETRY)

Schedule = tuple[int, ...]  # how long things take: by stage, then by rung [period]


class Duration(NamedTuple):
    """
    How long something takes; a chance that has one is none in the draws in which it takes longer
    or less.

    Args:
        stage: From consent to force, the same without a vote's time, or from one vote to the next.
        rung: The place of its rung.
        periods: How many periods; REFUSED where there is no next vote.
    """

    stage: str
    rung: int
    periods: int


class Waited(NamedTuple):
    """
    Whether a deadline has passed; a chance that has one is none in the draws in which it is
    otherwise.

    Args:
        rung: The place of the rung that comes into force at the deadline.
        periods: How long the rung below it has been in force.
        is_due: Whether the deadline has passed by then.
    """

    rung: int
    periods: int
    is_due: bool


class Heard(NamedTuple):
    """
    Which rung a state of the monitor calls for; a chance that has one is none in the draws in which
    it calls for another.

    Args:
        monitor: The place of the monitor's state.
        lowest: The place of the lowest rung that it may be.
        highest: That of the highest one.
    """

    monitor: int
    lowest: int
    highest: int


class CalledRung(NamedTuple):
    """
    A rung that some draws call, and what is so in those that do.

    Args:
        rung: The place of the rung.
        waited: Whether a deadline has passed; None where nothing hangs on it.
        heard: What the monitor calls for; None where nothing hangs on it.
    """

    rung: int
    waited: Waited | None = None
    heard: Heard | None = None


class Name(NamedTuple):
    """
    What a chance is the chance of.

    Args:
        event: What happens.
        rung: The place of the rung whose consent or stand-down it hangs on, GRANTED or REFUSED.
        credit: The credit count.
        duration: How long what follows takes; None where nothing hangs on it.
        waited: Whether a deadline has passed; None where nothing hangs on it.
        heard: What the monitor calls for; None where nothing hangs on it.
    """

    event: str
    rung: int
    credit: int = 0
    duration: Duration | None = None
    waited: Waited | None = None
    heard: Heard | None = None


SURE = Name("sure", 0)


class Public(NamedTuple):
    """
    What both sides see.

    Args:
        monitor: The place of the monitor's state.
        rung: The place of the rung in force.
        orders: The rungs ordered, each with the periods until it is in force, from the lowest up;
            one at most where orders do not run side by side.
        credit: Calls that the responder itself has not carried out since it last carried one out.
        clock: Periods that the rung has been in force, up to where it matters on this rung: the
            dwell, or the next rung's longest deadline in any draw.
        votes: For each vote, which may decide several rungs: GRANTED, REFUSED for good, or the
            periods until it may be asked.
        elapsed: Periods since the start, up to where the last rung expires.
        served: For each measure that lasts only a time or strikes once, the periods it has been in
            force, up to where it is over.
        held: For each authority asked for before the game, which may decide several rungs: the
            periods for which it can still be used, FOR_GOOD, or 0 where there is none.
        schedule: The place of what all votes and orders take in these draws, among what they take
            in any; 0 where orders do not run side by side.
    """

    monitor: int
    rung: int
    orders: tuple[tuple[int, int], ...]
    credit: int
    clock: int
    votes: tuple[int, ...]
    elapsed: int
    served: tuple[int, ...]
    held: tuple[int, ...] = ()
    schedule: int = 0


class Onward(NamedTuple):
    """
    What is in force and under way after a period.

    Args:
        rung: The place of the rung in force.
        orders: The rungs ordered, each with the periods until it is in force.
    """

    rung: int
    orders: tuple[tuple[int, int], ...] = ()

    def started(self, rung: int, lead: int) -> "Onward":
        """Give the same with one rung more ordered, or in force where it takes no time."""
        if not lead:
            return self._replace(rung=max(self.rung, rung))
        return self._replace(orders=tuple(sorted((*self.orders, (rung, lead)))))


class Posture(NamedTuple):
    """
    What the responder does, as far as payoffs hang on it.

    Args:
        rung: The place of the rung in force.
        new: The places of its measures that are in force for the first period.
        over: The places of its measures that are over.
    """

    rung: int
    new: tuple[int, ...] = ()
    over: tuple[int, ...] = ()


@record
class Shown:
    """
    What shows of the levels after the acts.

    Args:
        overt: The highest rung that acts seen by everybody call for.
        is_met: Whether the demand is met.
        cap: The highest rung that is available.
    """

    overt: int
    is_met: bool
    cap: int


@record
class CallOutcome:
    """
    One thing that may become of a call.

    Args:
        public: The public part after it.
        name: The name of its chance, by which `Program.number` gives it.
        chance: Its chance (draw).
        is_renege: Whether the responder itself did not carry out what was consented to.
    """

    public: Public
    name: Name
    chance: Floats
    is_renege: bool


class PolicyProgram:
    """
    The policy of a ladder, with the numbers of all draws.

    Where orders run side by side, to let each take any of the leads that some draw has would make
    states for each pair of leads. The leads of a draw belong together: they are its *schedule*,
    which the public part has from the start. What may become of it is what may in the draws that
    have that schedule, in which each order takes the one lead there is.

    Args:
        games: One game a draw; they differ in numbers, and in which reports call which rung.
        seen: The monitor.

    Attributes:
        schedules: What votes and orders take in any draw, by stage and rung, where orders run side
            by side; elsewhere one, of which nothing is said.
        schedule_of: The place of that of each draw (draw).
        reported: The highest rung that each state of the monitor calls for (monitor's state, draw).
        called_for: Those of any draw, by state of the monitor, from the lowest up.
        hearing_of: Which draws have the same ones at all states (draw).
    """

    def __init__(self, games: Sequence[Game], seen: Watch) -> None:
        self.games, self.game = games, games[0]
        self.policy = self.game.ladder.policy
        self.rungs = self.game.ladder.rungs
        self.places: Mapping[str, int] = {rung.id: place for place, rung in enumerate(self.rungs)}
        self.one, self.none = np.ones(len(games)), np.zeros(len(games))
        self.numbers: dict[Name, Floats] = {}
        self.rung_numbers = spelt_out = RungNumbers.of(rung_table(games))
        self.consent, self.proved = _by_place(spelt_out.consent), _by_place(spelt_out.proved)
        self.proof = self._proof(seen)
        self.standdown = _by_place(spelt_out.standdown)
        self.credit = [game.responder.credit for game in games]
        self.most_credit = self.credit[0].cap if self.credit[0] else 0
        self.trust = [self._credit_chance(count) for count in range(self.most_credit + 1)]
        self.is_doubted = self._doubts()
        self.durations: Mapping[str, list[Ints]] = {
            LEAD: [*spelt_out.lead.astype(np.int64)],
            DELIVERY: [*spelt_out.delivery.astype(np.int64)],
            RETRY: [*spelt_out.retry.astype(np.int64)],
        }
        self.schedules, self.schedule_of = self._schedules()
        self.voted = self._own_votes()
        self.ballot = self._ballots()
        self.authorised = self._own_authorities()
        self.authority = self._authorities()
        self.deadlines = self._deadlines()
        self.longest = self.longest_clocks()
        self.leave, self.lasting = self._left(seen), self._lasting_rungs()
        self.reported = self._reported(seen)
        self.called_for = tuple(tuple(np.unique(rungs).tolist()) for rungs in self.reported)
        self.hearing_of, _ = distinct(self.reported.T)
        self.off_ramp = self._off_ramp()
        self.measures = self.game.ladder.measures
        self.part_of, self.served_most = self._served_by_measure()
        self.last_expiry = self._last_expiry()

    def _schedules(self) -> tuple[tuple[Schedule, ...], Ints]:
        """Give what votes and orders take in any draw, and which of it those of each draw do."""
        by_rung = np.array([rung for stage in STAGES for rung in self.durations[stage]])
        if not self.policy.parallel:
            return ((),), np.zeros(len(self.games), dtype=np.int64)
        by_draw = [*map(tuple, by_rung.T.tolist())]
        places = {schedule: place for place, schedule in enumerate(sorted({*by_draw}))}
        return tuple(places), np.array([places[schedule] for schedule in by_draw], dtype=np.int64)

    @cached_property
    def by_schedule(self) -> "tuple[PolicyProgram, ...]":
        """The policy in the draws of each schedule; itself where there is but one."""
        if len(self.schedules) == 1:
            return (self,)
        places = range(len(self.schedules))
        return tuple(self._under(np.flatnonzero(self.schedule_of == place)) for place in places)

    def _under(self, draws: Ints) -> "PolicyProgram":
        """
        Give the same policy with the numbers of some draws alone; what the games say in words, and
        where a call may be doubted in any of them, is what it is here.
        """
        own = copy(self)
        own.games, own.numbers = [self.games[draw] for draw in draws.tolist()], {}
        own.one, own.none = self.one[draws], self.none[draws]
        own.consent, own.proved, own.standdown, own.trust = (
            [chance[draws] for chance in table]
            for table in (self.consent, self.proved, self.standdown, self.trust)
        )
        own.rung_numbers = self.rung_numbers.draws(draws)
        own.durations = {
            stage: [periods[draws] for periods in by_rung]
            for stage, by_rung in self.durations.items()
        }
        own.schedules = (self.schedules[self.schedule_of[draws[0]]],)
        own.schedule_of = np.zeros(len(draws), dtype=np.int64)
        own.deadlines = {rung: periods[draws] for rung, periods in self.deadlines.items()}
        own.reported, own.hearing_of = self.reported[:, draws], self.hearing_of[draws]
        own.longest = own.longest_clocks()
        return own

    def longest_clocks(self) -> list[int]:
        """Give up to where it matters how long each rung has been in force [period]."""
        return [
            max(self.policy.dwell, *self._spans_after(place), 0) for place in range(len(self.rungs))
        ]

    def _proof(self, seen: Watch) -> int | None:
        """
        Give the place of the monitor's loudest state, where reports are added up and a vote goes
        otherwise once a crossing is proved; None elsewhere.
        """
        votes = (rung.consent for rung in self.rungs if isinstance(rung.consent, Vote))
        turns = self.game.monitor is not None and any(vote.proved is not None for vote in votes)
        return seen.states.index(seen.states[-1]) if turns else None

    def is_proof(self, monitor: int) -> bool:
        """Whether a state of the monitor proves a crossing to whoever votes: its loudest one."""
        return self.proof is not None and monitor >= self.proof

    def _doubts(self) -> tuple[bool, ...]:
        """Say for each credit count whether a call might not be carried out in some draw."""
        return tuple(bool((chance < 1).any()) for chance in self.trust)

    def _served_by_measure(self) -> tuple[list[frozenset[int]], list[int]]:
        """
        Give for each measure that lasts a time or strikes once the places of its rungs, and up to
        where its periods in force matter: new, not new, over.
        """
        return (
            [frozenset(self.places[rung] for rung in measure.rungs) for measure in self.measures],
            [max(2, (measure.lasts or 0) + 1) for measure in self.measures],
        )

    def _last_expiry(self) -> int:
        """Give the periods after which the last rung has expired; 0 where none does."""
        return max(rung.expires or 0 for rung in self.rungs)

    def _own_votes(self) -> tuple[int, ...]:
        """Give the places of the rungs that have a vote of their own."""
        return tuple(
            place
            for place, rung in enumerate(self.rungs)
            if isinstance(rung.consent, Vote) and not rung.consent.same_as
        )

    def _ballots(self) -> Mapping[int, int]:
        """
        Give for each rung that needs a vote the place of that vote; rungs that one vote decides
        share it.
        """
        votes = {
            place: rung.consent
            for place, rung in enumerate(self.rungs)
            if isinstance(rung.consent, Vote)
        }
        return {
            place: self.voted.index(self.places[vote.same_as] if vote.same_as else place)
            for place, vote in votes.items()
        }

    def _own_authorities(self) -> tuple[int, ...]:
        """Give the places of the rungs that have an authority of their own."""
        return tuple(
            place
            for place, rung in enumerate(self.rungs)
            if rung.authority is not None and not rung.authority.same_as
        )

    def _authorities(self) -> Mapping[int, tuple[Authority, int]]:
        """
        Give for each rung that is asked for before the game what is asked for, and its place among
        the authorities; rungs that one answer decides share it.
        """
        asked = {
            place: rung.authority
            for place, rung in enumerate(self.rungs)
            if rung.authority is not None
        }
        return {
            place: (
                authority,
                self.authorised.index(
                    self.places[authority.same_as] if authority.same_as else place
                ),
            )
            for place, authority in asked.items()
        }

    def _deadlines(self) -> Mapping[int, Ints]:
        """Give the rungs that have a deadline, each with what it is (draw) [period]."""
        by_draw = [game.ladder.policy.deadline for game in self.games]
        return {
            self.places[rung]: np.array([deadline[rung] for deadline in by_draw])
            for rung in self.policy.deadline
        }

    def _spans_after(self, place: int) -> tuple[int, ...]:
        """
        Give the different deadlines of the rung just above one: on no other rung does it matter how
        long it has been in force.
        """
        after = self.deadlines.get(place + 1)
        return () if after is None else tuple(sorted({*after.tolist()}))

    def _thresholds(self, thresholds: Mapping[str, State], seen: Watch) -> Mapping[int, int]:
        """Give thresholds as places among the monitor's states."""
        return {
            self.places[rung]: seen.states.index(at if isinstance(at, str) else float(at))
            for rung, at in thresholds.items()
        }

    def _left(self, seen: Watch) -> Mapping[int, int]:
        """Give the rungs that are called off again, and from which state of the monitor down."""
        at = {rung: at for rung, at in self.policy.exit.items() if at != NEVER}
        return self._thresholds(at, seen)

    def _answering_rungs(self, seen: Watch) -> Mapping[int, int]:
        """Give the rungs that answer suspects, each with the number of the set that it answers."""
        return {
            place: set_number(seen.suspects, rung.answers)
            for place, rung in enumerate(self.rungs)
            if rung.answers and seen.suspects
        }

    def _reported(self, seen: Watch) -> Ints:
        """Give the highest rung that each state of the monitor calls for (state, draw)."""
        policies = {id(game.ladder.policy): game.ladder.policy for game in self.games}
        answering = self._answering_rungs(seen)
        by_policy = {
            key: _loudest(self._thresholds(policy.enter, seen), answering, len(seen.states))
            for key, policy in policies.items()
        }
        return np.array([by_policy[id(game.ladder.policy)] for game in self.games]).T

    def _lasting_rungs(self) -> frozenset[int]:
        """Give the rungs that stay called once they are in force."""
        return frozenset(self.places[rung] for rung, at in self.policy.exit.items() if at == NEVER)

    def _off_ramp(self) -> int:
        """
        Give the highest rung that stays called once the demand is met; beyond all where none is
        named.
        """
        rung = self.policy.off_ramp
        return len(self.rungs) if rung is None else self.places[rung]

    def starts(self, seen: Watch) -> tuple[Public, ...]:
        """
        Give the public parts at the start: by schedule one for each way in which authorities are
        given.
        """
        terms = [self.authority[place][0].lasts for place in self.authorised]
        ways = product(*((FOR_GOOD if lasts is None else lasts, 0) for lasts in terms))
        starts = [program.start(seen) for program in self.by_schedule]
        return tuple(
            start._replace(held=held, schedule=schedule)
            for (schedule, start), held in product(enumerate(starts), ways)
        )

    def start_chances(self) -> tuple[Floats, ...]:
        """Give the chance of each public part at the start (draw)."""
        chances = self.rung_numbers.authority[list(self.authorised)]
        ways = product(*zip(chances, 1 - chances, strict=True))
        by_way = [np.prod(np.array([self.one, *way]), axis=0) for way in ways]
        schedules = range(len(self.schedules))
        return tuple(
            chance * (self.schedule_of == schedule)
            for schedule, chance in product(schedules, by_way)
        )

    def start(self, seen: Watch) -> Public:
        """Give the public part at the start of the first schedule, with no authority."""
        start, rung = self.game.start, self._at_start()
        return Public(
            monitor=seen.start,
            rung=rung,
            orders=(),
            credit=min(_whole(start.get("credit", 0)), self.most_credit),
            clock=min(_whole(start.get("clock", 0)), self.longest[rung]),
            votes=(0,) * len(self.voted),
            elapsed=0,
            served=tuple(
                min(_whole(start.get("clock", 0)), most) if rung in rungs else 0
                for rungs, most in zip(self.part_of, self.served_most, strict=True)
            ),
        )

    def posture(self, public: Public) -> Posture:
        """Give what the responder does in a public part that has been arrived at."""
        here = [place for place, rungs in enumerate(self.part_of) if public.rung in rungs]
        return Posture(
            rung=public.rung,
            new=tuple(
                place
                for place in here
                if public.served[place] == 1 and self._at_start() not in self.part_of[place]
            ),
            over=tuple(place for place in here if self._is_over(place, public.served[place])),
        )

    def _at_start(self) -> int:
        """Give the rung in force at the start: what its measures do once, they have done."""
        start = self.game.start
        return self.places[str(start["rung"])] if "rung" in start else 0

    def _is_over(self, measure: int, periods: int) -> bool:
        lasts = self.measures[measure].lasts
        return lasts is not None and periods > lasts

    def open_rungs(self, elapsed: int) -> tuple[int, ...]:
        """Give the rungs that have not expired so many periods after the start."""
        return tuple(
            rung for rung in range(len(self.rungs)) if not self._has_expired(rung, elapsed)
        )

    def _has_expired(self, rung: int, elapsed: int) -> bool:
        expires = self.rungs[rung].expires
        return expires is not None and elapsed >= expires

    def shown(self, ladder: Levels, state: int) -> Shown:
        """Say what shows of the joint levels after the acts."""
        now = {
            track.id: track.levels[ladder.level(state, place)]
            for place, track in enumerate(ladder.tracks)
        }
        policy = self.policy
        calls = [
            self.places[by[now[track]]] for track, by in policy.overt.items() if now[track] in by
        ]
        caps = [
            self.places[by[now[track]]]
            for track, by in policy.available.items()
            if now[track] in by
        ]
        is_met = bool(policy.demand) and all(
            now[track] in met for track, met in policy.demand.items()
        )
        return Shown(
            overt=max(calls, default=0), is_met=is_met, cap=min(caps, default=len(self.rungs) - 1)
        )

    def calls(self, public: Public, monitor: int, shown: Shown) -> tuple[CalledRung, ...]:
        """
        Give the rungs that draws call, each with what is so in those that do.

        The more reports call for, the more is called: the rungs that they call for in draws that
        call the same stand side by side.

        Args:
            public: The public part at the start of the period.
            monitor: The monitor's state after this period's report.
            shown: What shows of the levels after the acts.
        """
        if len(self.schedules) > 1:
            return self.by_schedule[public.schedule].calls(public, monitor, shown)
        spans, clock = self._spans_after(public.rung), public.clock
        is_apart = bool(spans) and spans[0] <= clock < spans[-1]  # passed in some draws alone
        passed = (False, True) if is_apart else (bool(spans) and clock >= spans[0],)
        called_for = self.called_for[monitor]
        pairs = [
            tuple(self._called(public, monitor, shown, heard=heard, is_due=due) for due in passed)
            for heard in called_for
        ]
        calls = list[CalledRung]()
        for pair, alike in groupby(zip(pairs, called_for, strict=True), key=itemgetter(0)):
            rungs = [rung for _, rung in alike]
            heard = Heard(monitor=monitor, lowest=rungs[0], highest=rungs[-1])
            calls += self._by_deadlines(public, pair, heard if len(rungs) < len(pairs) else None)
        return tuple(calls)

    def _by_deadlines(
        self, public: Public, called: tuple[int, ...], heard: Heard | None
    ) -> list[CalledRung]:
        """Give what is called where a deadline has not passed, and, if it differs, where it has."""
        if len({*called}) == 1:
            return [CalledRung(called[0], heard=heard)]
        waited = Waited(rung=public.rung + 1, periods=public.clock, is_due=False)
        return [
            CalledRung(rung, waited._replace(is_due=is_due), heard)
            for rung, is_due in zip(called, (False, True), strict=True)
        ]

    @cached_property
    def hearings(self) -> tuple[Heard | None, ...]:
        """
        Give what calls of draws may hang on: nothing, and, for each state of the monitor that calls
        for other rungs in other draws, from which of these up to which.
        """
        hearings = [
            Heard(monitor=monitor, lowest=lowest, highest=highest)
            for monitor, rungs in enumerate(self.called_for)
            if len(rungs) > 1
            for lowest, highest in product(rungs, repeat=2)
        ]
        return (None, *hearings)

    @property
    def waits(self) -> tuple[Waited | None, ...]:
        """Give what calls of draws may hang on: nothing, and what deadlines have passed."""
        waits = [
            Waited(rung=rung, periods=periods, is_due=is_due)
            for rung in self.deadlines
            for periods in range(self._spans_after(rung - 1)[0], self._spans_after(rung - 1)[-1])
            for is_due in (False, True)
        ]
        return (None, *waits)

    def called(self, public: Public, monitor: int, shown: Shown) -> int:
        """
        Give the rung that the first draw calls.

        Args:
            public: The public part at the start of the period.
            monitor: The monitor's state after this period's report.
            shown: What shows of the levels after the acts.
        """
        deadline = self.deadlines.get(public.rung + 1)
        is_due = deadline is not None and public.clock >= int(deadline[0])
        heard = int(self.reported[monitor, 0])
        return self._called(public, monitor, shown, heard=heard, is_due=is_due)

    def _called(
        self, public: Public, monitor: int, shown: Shown, *, heard: int, is_due: bool
    ) -> int:
        """
        Give the rung that is called where the monitor calls for a rung, and the next rung's
        deadline has passed, or has not.
        """
        now = public.rung
        by_time = self._by_deadline(public, shown, is_due=is_due)
        first = max(heard, shown.overt, by_time)
        called = (
            first
            if first >= now
            else max(
                rung
                for rung in range(now + 1)
                if rung <= first or self._is_still_called(rung, monitor, shown)
            )
        )
        called = min(called, shown.cap, self._highest_step(public))
        while self._has_expired(called, public.elapsed) or self._is_withheld(public, called):
            called -= 1  # the lowest rung neither expires nor is asked for
        return called

    def _highest_step(self, public: Public) -> int:
        """Give the highest rung that can be climbed at once, from what is in force or ordered."""
        if self.policy.max_step is None:
            return len(self.rungs) - 1
        prepared = ordered_rungs(public) if self.policy.parallel else ()
        return max(public.rung, *prepared, 0) + self.policy.max_step

    def _is_withheld(self, public: Public, called: int) -> bool:
        """
        Whether a rung that is neither in force nor ordered was asked for before the game, and
        nothing can be asked any more.
        """
        is_ours = called <= public.rung or called in ordered_rungs(public)
        if called not in self.authority or is_ours:
            return False
        authority, place = self.authority[called]
        cannot_ask = authority.otherwise == "refused" or not self.consent[called].any()
        return not public.held[place] and cannot_ask

    def _by_deadline(self, public: Public, shown: Shown, *, is_due: bool) -> int:
        above = public.rung + 1
        if is_due and not shown.is_met and above in self.deadlines:
            return above
        return self.kept(public.rung, is_met=shown.is_met)

    def kept(self, now: int, *, is_met: bool) -> int:
        """Give the highest rung in force, or below it, that a deadline has called for good."""
        return max(
            (
                rung
                for rung in self.deadlines
                if rung <= now and (not is_met or rung <= self.off_ramp)
            ),
            default=0,
        )

    def _is_still_called(self, rung: int, monitor: int, shown: Shown) -> bool:
        """Whether a rung stays called although nothing calls for it any more."""
        if rung in self.lasting:
            return not shown.is_met or rung <= self.off_ramp
        return rung in self.leave and monitor > self.leave[rung]

    def is_waiting(self, public: Public, called: int) -> bool:
        """Whether an order is under way that no call stops, and while it is no other is heard."""
        return not self.policy.parallel and bool(self._standing_orders(public, called))

    def _standing_orders(self, public: Public, called: int) -> tuple[tuple[int, int], ...]:
        """Give the orders under way that the call does not drop."""
        return tuple(
            order for order in public.orders if not self._is_dropped(public, order[0], called)
        )

    def _is_dropped(self, public: Public, ordered: int, called: int) -> bool:
        may_drop = self.policy.cancel_on_clear or self._has_expired(ordered, public.elapsed)
        return called < ordered and may_drop

    def outcomes(self, public: Public, monitor: int, called: int) -> tuple[CallOutcome, ...]:
        """
        Say what may become of a call.

        Args:
            public: The public part at the start of the period.
            monitor: The monitor's state after this period's report.
            called: The rung that is called.
        """
        if len(self.schedules) > 1:
            return self._under_schedule(public, monitor, called)
        standing = self._standing_orders(public, called)
        onward = _carried_out(public.rung, standing)
        if self.is_waiting(public, called):
            return (self._outcome(public, monitor, onward),)
        if called > public.rung and called not in [ordered for ordered, _ in standing]:
            return tuple(self._climbs(public, monitor, called, onward))
        if not standing and called < public.rung and public.clock >= self.policy.dwell:
            return self._comes_down(public, monitor, called, onward)
        return (self._outcome(public, monitor, onward),)

    def _under_schedule(self, public: Public, monitor: int, called: int) -> tuple[CallOutcome, ...]:
        """Give the same of a public part with one of several schedules, and its chances."""
        ours = self.by_schedule[public.schedule].outcomes(public, monitor, called)
        names = [outcome.name._replace(duration=None) for outcome in ours]  # all take as long
        return tuple(
            replace(outcome, name=name, chance=self.number(name))
            for outcome, name in zip(ours, names, strict=True)
        )

    def _comes_down(
        self, public: Public, monitor: int, called: int, onward: Onward
    ) -> tuple[CallOutcome, ...]:
        comes = self._outcome(
            public, monitor, onward._replace(rung=called), name=Name("down", public.rung)
        )
        stays = self._outcome(public, monitor, onward, name=Name("stays", public.rung))
        return tuple(outcome for outcome in (comes, stays) if outcome.chance.any())

    def distrusted(self, before: Public, after: Public) -> Public:
        """
        Give what a public part becomes where the responder is seen not to have done what it called.
        """
        return (
            after._replace(credit=min(before.credit + 1, self.most_credit))
            if self.most_credit
            else after
        )

    def _climbs(
        self, public: Public, monitor: int, called: int, onward: Onward
    ) -> list[CallOutcome]:
        rung, granted = self._consent_question(public, called)
        when, outcomes = self._when(monitor), list[CallOutcome]()
        if self.number(Name(f"{when}consent", rung)).any():
            executed = Name(f"{when}executed", rung, public.credit)
            outcomes += [
                self._outcome(
                    public,
                    monitor,
                    onward.started(called, duration.periods),
                    name=executed._replace(duration=duration),
                    credit=0,
                    votes=granted,
                )
                for duration in self._durations_of(self._lead_of(public, called), called)
            ]
            if self.is_doubted[public.credit]:
                more = min(public.credit + 1, self.most_credit)
                outcomes.append(
                    self._outcome(
                        public,
                        monitor,
                        onward,
                        name=executed._replace(event=f"{when}reneged"),
                        credit=more,
                        votes=granted,
                        is_renege=True,
                    )
                )
        refused = Name(f"{when}refused", rung)
        if self.number(refused).any():
            outcomes += [
                self._outcome(
                    public, monitor, onward, name=refused._replace(duration=duration), votes=votes
                )
                for duration, votes in self._votes_refused(public, called, rung)
            ]
        return outcomes

    def _when(self, monitor: int) -> str:
        """Give what stands before the names of chances that a vote on a call hangs on."""
        return PROVED if self.is_proof(monitor) else ""

    def _consent_question(self, public: Public, called: int) -> tuple[int, tuple[int, ...]]:
        """
        Give whose consent is asked now (a rung, or that it is granted or refused), and the votes
        after consent.
        """
        if self._is_authorised(public, called):
            return GRANTED, public.votes
        if called in self.authority and self.authority[called][0].otherwise == "refused":
            return REFUSED, public.votes
        if called not in self.ballot:
            return called, public.votes
        now = public.votes[self.ballot[called]]
        if now:
            return GRANTED if now == GRANTED else REFUSED, public.votes
        return called, self._votes_with(public, called, GRANTED)

    def _votes_refused(
        self, public: Public, called: int, rung: int
    ) -> list[tuple[Duration | None, tuple[int, ...]]]:
        """Give the votes after a refusal, for each time after which it may be asked again."""
        if rung != called or called not in self.ballot:
            return [(None, public.votes)]
        return [
            (duration, self._votes_with(public, called, duration.periods))
            for duration in self._durations_of(RETRY, called)
        ]

    def _votes_with(self, public: Public, called: int, outcome: int) -> tuple[int, ...]:
        place = self.ballot[called]
        return (*public.votes[:place], outcome, *public.votes[place + 1 :])

    def _is_authorised(self, public: Public, called: int) -> bool:
        return called in self.authority and public.held[self.authority[called][1]] != 0

    def _lead_of(self, public: Public, called: int) -> str:
        """Name the duration from consent to force; under an authority the vote's have passed."""
        return DELIVERY if self._is_authorised(public, called) else LEAD

    def _durations_of(self, stage: str, rung: int) -> list[Duration]:
        """Give how long something takes, for all draws."""
        return [
            Duration(stage, rung, periods)
            for periods in sorted({*self.durations[stage][rung].tolist()})
        ]

    def number(self, name: Name) -> Floats:
        """Give a chance by its name (draw)."""
        if name not in self.numbers:
            number = self._chance(name._replace(duration=None, waited=None, heard=None))
            if name.duration is not None:
                number = number * self._has(name.duration)
            if name.waited is not None:
                number = number * self._is_so(name.waited)
            if name.heard is not None:
                number = number * self._is_heard(name.heard)
            self.numbers[name] = number
        return self.numbers[name]

    def chances(self, names: Sequence[Name]) -> Floats:
        """Give chances by their names, as `number` does, all together (name, draw)."""
        events, durations, waits, hearings = (dict[Any, int]() for _ in range(4))
        rows = [
            (
                events.setdefault((name.event, name.rung, name.credit), len(events)),
                durations.setdefault(name.duration, len(durations)),
                waits.setdefault(name.waited, len(waits)),
                hearings.setdefault(name.heard, len(hearings)),
            )
            for name in names
        ]
        event, duration, waited, heard = np.array(rows, dtype=np.int64).reshape(-1, 4).T
        chances = np.array([self._chance(Name(*key)) for key in events])[event]
        guards: tuple[tuple[dict[Any, int], Callable[[Any], Bools]], ...]
        guards = ((durations, self._has), (waits, self._is_so), (hearings, self._is_heard))
        for (keys, holds), place in zip(guards, (duration, waited, heard), strict=True):
            if keys.keys() != {None}:
                by_key = [self.one if key is None else holds(key) for key in keys]
                chances *= np.array(by_key)[place]
        return chances

    def _has(self, duration: Duration) -> Bools:
        """Say in which draws something takes so long."""
        return np.asarray(
            self.durations[duration.stage][duration.rung] == duration.periods, dtype=np.bool_
        )

    def _is_so(self, waited: Waited) -> Bools:
        """Say in which draws a deadline has passed, or has not, as it is said to."""
        is_due = self.deadlines[waited.rung] <= waited.periods
        return np.asarray(is_due == waited.is_due, dtype=np.bool_)

    def _is_heard(self, heard: Heard) -> Bools:
        """Say in which draws the monitor calls for one of the rungs that it is said to."""
        rungs = self.reported[heard.monitor]
        return np.asarray((heard.lowest <= rungs) & (rungs <= heard.highest), dtype=np.bool_)

    def _chance(self, event: Name) -> Floats:
        """Give the chance of what happens, however long it takes; worked out once (draw)."""
        if event not in self.numbers:
            self.numbers[event] = self._number(event)
        return self.numbers[event]

    def _number(self, name: Name) -> Floats:
        event, rung = name.event.removeprefix(PROVED), name.rung
        if event == "sure":
            return self.one
        if event in ("down", "stays"):
            down = self.standdown[max(rung, 0)]
            return down if event == "down" else 1 - down
        asked = self.proved if name.event.startswith(PROVED) else self.consent
        consent = {GRANTED: self.one, REFUSED: self.none}.get(rung, asked[max(rung, 0)])
        if event in ("consent", "refused"):
            return consent if event == "consent" else 1 - consent
        trust = self.trust[name.credit]
        return consent * (trust if event == "executed" else 1 - trust)

    def bounds(self) -> tuple[object, ...]:
        """
        Say which chances are none or certain in all draws, and how long things take in any: what
        decides, beside the policy, which steps there are.
        """
        tables = np.array([*self.consent, *self.proved, *self.standdown])
        spans = [*chain.from_iterable(self.durations.values()), *self.deadlines.values()]
        return (
            *_in_some(tables > 0),
            *_in_some(tables < 1),
            *self.is_doubted,
            *(frozenset(rung.tolist()) for rung in spans),
            self.schedules,
            *(program.bounds() for program in self.by_schedule if program is not self),
        )

    def calls_hang_on(self) -> tuple[object, ...]:
        """Give all that a call hangs on beside the public part, the monitor and what shows."""
        return (
            len(self.rungs),
            self.called_for,
            _in_order(self.leave),
            tuple((rung, self._spans_after(rung - 1)) for rung in sorted(self.deadlines)),
            self.lasting,
            self.off_ramp,
            self.policy.max_step,
            self.policy.parallel,
            self._may_be_called(),
            tuple(bool(chance.any()) for chance in self.consent),
            *(program.calls_hang_on() for program in self.by_schedule if program is not self),
        )

    def steps_hang_on(self) -> tuple[object, ...]:
        """Give all that it hangs on what may become of a call, beside the public part and it."""
        policy = self.policy
        return (
            (policy.parallel, policy.cancel_on_clear, policy.dwell),
            tuple(self.longest),
            self.last_expiry,
            _in_order(self.ballot),
            self._may_be_called(),
            tuple(self.part_of),
            tuple(self.served_most),
            self.most_credit,
            self.bounds(),
        )

    def _may_be_called(self) -> tuple[object, ...]:
        """Give when rungs expire, and for which an authority is asked before the game."""
        asked = {rung: (first.otherwise, place) for rung, (first, place) in self.authority.items()}
        return tuple(rung.expires for rung in self.rungs), _in_order(asked)

    def _credit_chance(self, count: int) -> Floats:
        """
        Give the chance that a call with consent is carried out (draw).

        Source:
            The mean of a Beta(alpha, beta) prior after `count` failures: alpha / (alpha + beta +
            count).
        """
        if not any(self.credit):
            return self.one
        return np.array(
            [
                credit.alpha / (credit.alpha + credit.beta + count) if credit else 1.0
                for credit in self.credit
            ]
        )

    def _outcome(
        self,
        public: Public,
        monitor: int,
        onward: Onward,
        *,
        credit: int | None = None,
        votes: tuple[int, ...] | None = None,
        name: Name = SURE,
        is_renege: bool = False,
    ) -> CallOutcome:
        now = onward.rung
        clock = public.clock + 1 if now == public.rung else 1
        after = Public(
            monitor=monitor,
            rung=now,
            orders=onward.orders,
            credit=public.credit if credit is None else credit,
            clock=0 if self._is_bound(onward.orders) else min(clock, self.longest[now]),
            votes=tuple(
                [
                    vote - 1 if vote > 0 else vote
                    for vote in (public.votes if votes is None else votes)
                ]
            ),
            elapsed=min(public.elapsed + 1, self.last_expiry),
            served=self._served(public, now),
            held=tuple(left - 1 if left > 0 else left for left in public.held),
            schedule=public.schedule,
        )
        return CallOutcome(public=after, name=name, chance=self.number(name), is_renege=is_renege)

    def _is_bound(self, orders: tuple[tuple[int, int], ...]) -> bool:
        """
        Whether an order is under way that nothing stops: until it has run its course no other call
        is heard, and then another rung is in force, so that no clock matters.
        """
        policy = self.policy
        if not orders or policy.parallel or policy.cancel_on_clear:
            return False
        return all(self.rungs[ordered].expires is None for ordered, _ in orders)

    def _served(self, public: Public, rung: int) -> tuple[int, ...]:
        """Count a period with a rung in force for the measures that it has."""
        measures = zip(public.served, self.part_of, self.served_most, strict=True)
        return tuple(min(periods + (rung in rungs), most) for periods, rungs, most in measures)


def _loudest(enter: Mapping[int, int], answering: Mapping[int, int], states: int) -> list[int]:
    """
    Give the highest rung that each state of the monitor calls for.

    Args:
        enter: From which state on each rung is called.
        answering: The number of the set of suspects that each rung answers.
        states: How many states there are.
    """
    entered = [[rung for rung, at in enter.items() if monitor >= at] for monitor in range(states)]
    answered = [
        [rung for rung, named in answering.items() if monitor & named == named]
        for monitor in range(states)
    ]
    return [max((0, *some, *others)) for some, others in zip(entered, answered, strict=True)]


def _in_order(by_place: Mapping[int, object]) -> tuple[tuple[int, object], ...]:
    return tuple(sorted(by_place.items(), key=lambda entry: entry[0]))


def _in_some(is_so: Bools) -> list[bool]:
    """Say of each row whether it is so in some draw."""
    return [*map(bool, np.count_nonzero(is_so, axis=1).tolist())]


def _by_place(table: Floats) -> list[Floats]:
    return [*table]


def _carried_out(rung: int, orders: tuple[tuple[int, int], ...]) -> Onward:
    """Give what is in force and under way once a period of each order has passed."""
    arrived = [ordered for ordered, left in orders if left == 1]
    under_way = tuple((ordered, left - 1) for ordered, left in orders if left > 1)
    return Onward(rung=max(rung, *arrived, 0), orders=under_way)


def ordered_rungs(public: Public) -> tuple[int, ...]:
    """Give the places of the rungs that are ordered and not yet in force."""
    return tuple(ordered for ordered, _ in public.orders)


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
