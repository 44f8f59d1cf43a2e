"""
The votes that games ask for, worked out for all draws in one go and left where `votes.sitting`
looks for them.

They are those that a ladder waits for under a reading, those by which a penalty is carried, and
others where they are named. A vote of draws in which no shock is drawn is left to each draw alone,
and so is one of which a number is missing: each draw says what is wrong with it where a game asks
for it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import pairwise

import numpy as np

from phaseline.case.check.politics import has_count, parts_of
from phaseline.case.games import rungs_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.case.model.politics import ANY_MEMBER, Procedure, WhipVote
from phaseline.case.values import CaseKey
from phaseline.desk.consent.consent import VOTE, is_voted_on, parties, provokes, steps_of
from phaseline.desk.consent.law_queries import OptionStanding
from phaseline.desk.consent.votes import (
    SHOCK,
    Ballot,
    ballot,
    objection_ballot,
    turns_on_proof,
    vote_key,
)
from phaseline.desk.estimates.drawn_values import DrawnValues
from phaseline.desk.estimates.valuation import Valuation
from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.politics.consulting import Manner, Objection, shifted, yes_share
from phaseline.politics.drawn_votes import DrawnGroup, chances_of_vote

FEWEST = 8  # draws: of fewer each is answered sooner alone

Standings = Mapping[str, OptionStanding]
Asked = tuple[str, Manner]  # a procedure, and how the body is asked


def count_votes(played: Iterable[tuple[GamePolicy, Standings, Valuation]]) -> None:
    """
    Work out the votes that ladders ask for under many valuations, and leave their chances with
    them.

    Args:
        played: A ladder, how each measure stands under its reading, and a valuation; all of them
            live as long as what is iterated over.
    """
    _count(_unknown(played))


def count_sittings(draws: Iterable[Valuation], procedures: Iterable[str], manner: Manner) -> None:
    """
    Work out some votes under many valuations, and leave their chances with them.

    Args:
        draws: The valuations.
        procedures: The ids of the procedures.
        manner: How the bodies are asked.
    """
    ready = [
        values for values in draws if _may_be_counted(values, _shocks_of(CaseKey(values.case)))
    ]
    _count(
        {
            (name, manner): [
                values for values in ready if vote_key(name, "", manner) not in values.known
            ]
            for name in procedures
        }
    )


def _count(unknown: Mapping[Asked, Iterable[Valuation]]) -> None:
    """Work out votes for those valuations that do not know them yet."""
    columns: dict[tuple[int, ...], DrawnSittings] = {}
    for (procedure, manner), valuations in unknown.items():
        for draws in _by_case(valuations):
            if len(draws) >= FEWEST:
                of = tuple(map(id, draws))
                if of not in columns:
                    columns[of] = DrawnSittings(draws)
                _leave(columns[of], draws, procedure, manner)


def _unknown(
    played: Iterable[tuple[GamePolicy, Standings, Valuation]],
) -> Mapping[Asked, Iterable[Valuation]]:
    """Give the valuations with shocks that do not know a vote yet, each once, by the vote."""
    asked: dict[tuple[int, ...], tuple[tuple[Asked, ...], tuple[str, ...]]] = {}
    unknown: dict[Asked, dict[int, Valuation]] = {}
    for policy, stands, values in played:
        by = (id(values.case), id(policy), id(stands))
        if by not in asked:
            asked[by] = votes_asked(values.case, policy, stands), _shocks_of(CaseKey(values.case))
        votes, shocks = asked[by]
        if votes and _may_be_counted(values, shocks):
            for procedure, manner in votes:
                if vote_key(procedure, "", manner) not in values.known:
                    unknown.setdefault((procedure, manner), {})[id(values)] = values
    return {vote: by_id.values() for vote, by_id in unknown.items()}


@lru_cache(maxsize=32)  # asked in every draw
def _shocks_of(same: CaseKey) -> tuple[str, ...]:
    """Give the names under which a draw has the shocks of the parties of a case."""
    return tuple(SHOCK + party for party in parties(same.case))


def _may_be_counted(values: Valuation, shocks: Collection[str]) -> bool:
    """Whether votes of a valuation are counted, and shocks known."""
    return VOTE not in values.values and values.has_any(SHOCK, shocks)


def _by_case(draws: Iterable[Valuation]) -> Iterable[Sequence[Valuation]]:
    """Group valuations by their case."""
    groups: dict[int, list[Valuation]] = {}
    for values in draws:
        groups.setdefault(id(values.case), []).append(values)
    return groups.values()


def _leave(
    sittings: "DrawnSittings", draws: Sequence[Valuation], procedure: str, manner: Manner
) -> None:
    """Leave with each draw the chance of a vote, where that is said here."""
    try:
        chances = sittings.chances(procedure, manner)
    except QuestionError:  # each draw alone says what is wrong with it
        return
    key = vote_key(procedure, "", manner)
    for draw, chance in zip(draws, chances.tolist(), strict=True):
        draw.known[key] = chance


def votes_asked(case: Case, policy: GamePolicy, stands: Standings) -> tuple[Asked, ...]:
    """
    Give the votes that the game of a ladder asks for, in the order of its rungs: those on what a
    rung adds, and those by which a penalty is carried that a rung provokes.

    Args:
        case: The case.
        policy: The ladder.
        stands: How each measure stands.
    """
    return tuple(dict.fromkeys(_asked(case, policy, stands)))


def _asked(case: Case, policy: GamePolicy, stands: Standings) -> Iterator[Asked]:
    has_effect = {effect.measure for effect in setup_of(case).effects}
    rungs = rungs_of(case, policy)
    for below, rung in pairwise((*rungs[:1], *rungs)):
        for name in rung.measures:
            stand = stands.get(name) if name in has_effect else None
            if stand is not None:
                yield from _penal(case, stand)
                yield from () if name in below.measures else _awaited(case, stand)


def _penal(case: Case, stand: OptionStanding) -> Iterator[Asked]:
    """Give the votes by which penalties are carried that a measure provokes."""
    for penalty in case.penalties:
        if provokes(stand, penalty) and is_voted_on(penalty):
            yield penalty.procedure, Manner.CONSULTED


def _awaited(case: Case, stand: OptionStanding) -> Iterator[Asked]:
    """Give the votes that a measure waits for."""
    steps = steps_of(stand)
    turns = any(turns_on_proof(case, step) for step in steps)
    for manner in (Manner.CONSULTED, Manner.PROVED) if turns else (Manner.CONSULTED,):
        yield from ((step, manner) for step in steps)


class DrawnSittings:
    """
    The chances that sittings pass something, given the shocks drawn: what `votes.sitting` works out
    for one draw, to rounding, for all of them in one go.

    Args:
        draws: The valuations of all draws, at least one, each with a shock; their case is the same.
    """

    def __init__(self, draws: Sequence[Valuation]) -> None:
        self.case = draws[0].case
        self.values = DrawnValues(self.case, [draw.values for draw in draws])
        self.ones = np.ones(len(draws))
        self._yes: dict[tuple[str | Manner, ...], Floats] = {}
        self._votes: dict[object, Floats] = {}

    def chances(self, procedure: str, manner: Manner) -> Floats:
        """
        Give the chance that one sitting passes something (draw).

        Args:
            procedure: The id of the procedure.
            manner: How the body is asked.

        Raises:
            QuestionError: There is no such procedure, it gives no chance, or a number is missing in
                some draw.
        """
        decided = self.case.procedures.get(procedure)
        if decided is not None and decided.is_composed:
            parts = parts_of(self.case, procedure)
            factors = [self._part(part, manner, is_stopping=False) for part in parts]
            return reduce(np.multiply, factors, self.ones)
        if decided is not None and decided.counted_of == "unknown" and decided.chance:
            return self._share(decided.chance)
        return self._passing(ballot(self.case, procedure), manner)

    def _part(self, procedure: Procedure, manner: Manner, *, is_stopping: bool) -> Floats:
        """Give the chance that one of several decisions comes about, or that it does not (draw)."""
        silence = procedure.silence
        if silence is not None and silence.stopped_by != ANY_MEMBER:
            stopper = self.case.procedures[silence.stopped_by]
            return self._part(stopper, manner, is_stopping=not is_stopping)
        if silence is not None:
            on = objection_ballot(self.case, procedure)
            chances, is_stopping = self._objected(on, manner), not is_stopping
        elif not has_count(self.case, procedure) and procedure.chance:
            chances = self._share(procedure.chance)
        else:
            chances = self._passing(ballot(self.case, procedure.id), manner)
        return 1 - chances if is_stopping else chances

    def _passing(self, on: Ballot, manner: Manner) -> Floats:
        """Give the chance that a vote passes: once for procedures that ask for the same (draw)."""
        by = (on.whip.id, on.threshold, tuple(on.seats.items()), manner)
        if by not in self._votes:
            self._votes[by] = chances_of_vote(
                self._groups(on, manner), on.threshold, sd=self._sd(on), shocks=self._shocks(on)
            )
        return self._votes[by]

    def _objected(self, on: Ballot, manner: Manner) -> Floats:
        """Give the chance that some member says no: a shock moves it the other way (draw)."""
        against = [
            DrawnGroup(
                party=group.party,
                seats=group.seats,
                yes=1 - group.yes,
                attends=group.attends,
                abstains=group.abstains,
                weight=group.weight,
            )
            for group in self._groups(on, manner)
        ]
        shocks = {party: -shock for party, shock in self._shocks(on).items()}
        return chances_of_vote(against, on.threshold, sd=self._sd(on), shocks=shocks)

    def _groups(self, on: Ballot, manner: Manner) -> list[DrawnGroup]:
        """Give how each party is expected to vote, in the order of its seats."""
        votes = {vote.party: vote for vote in on.whip.votes}
        return [
            DrawnGroup(
                party=name,
                seats=seats,
                yes=self._yes_shares(votes[name], manner),
                attends=self._share(votes[name].attends) if votes[name].attends else self.ones,
                abstains=self._share(votes[name].abstains),
                weight=on.weights.get(name, Fraction(0)),
            )
            for name, seats in on.seats.items()
        ]

    def _yes_shares(self, vote: WhipVote, manner: Manner) -> Floats:
        """Give the median share of yes: once for parties that are expected to vote alike (draw)."""
        by = (vote.yes, vote.risk, vote.bypass, vote.framing, vote.proof, manner)
        if by not in self._yes:
            self._yes[by] = np.array(self._new_yes_shares(vote, manner))
        return self._yes[by]

    def _new_yes_shares(self, vote: WhipVote, manner: Manner) -> list[float]:
        proof = self.values.of(vote.proof)
        if vote.yes:
            shares = self._share(vote.yes).tolist()
            if manner is not Manner.PROVED:
                return [shifted(share, 0.0) for share in shares]
            return [shifted(*pair) for pair in zip(shares, proof.tolist(), strict=True)]
        grounds = (
            self.values.of(vote.risk),
            self.values.of(vote.bypass),
            self._share(vote.framing),
            proof,
        )
        return [
            yes_share(Objection(risk=risk, bypass=bypass, framing=framing, proof=by), manner)
            for risk, bypass, framing, by in zip(*(part.tolist() for part in grounds), strict=True)
        ]

    def _share(self, text: str) -> Floats:
        return np.clip(self.values.of(text), 0.0, 1.0)

    def _sd(self, on: Ballot) -> Floats:
        return np.maximum(0.0, self.values.of(on.whip.shock))

    def _shocks(self, on: Ballot) -> Mapping[str, Floats]:
        """Give the shock of each party of a vote for which one is drawn (draw)."""
        drawn = {name: self.values.drawn(SHOCK + name) for name in on.seats}
        return {name: shock for name, shock in drawn.items() if shock is not None}
