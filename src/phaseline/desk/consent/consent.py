"""
From law and politics to the game: whose consent a measure waits for under a reading, with which
chance, lead and penalty.

A standing becomes consent as the game's setup says: practice and an executive that may act alone by
an assumption of the case, silence by another, a bar by nothing, a body by the chance that its
procedure passes. What cannot be told, for a date leaves open whether a change of law has been made,
is played as a bar. A vote that is lost and taken again is of the same members: their shocks
are drawn once per draw, and every vote of a draw is conditioned on them. Where no shocks are drawn
(the best values) the chance over all shocks counts once, and no second vote is taken.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import inf, prod

from phaseline.case.check.politics import parts_of
from phaseline.case.games import rungs_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.law import Amendment, Encoding, LawOption, Provision, Term
from phaseline.case.model.play import Consent, GamePolicy, GameSetup, MeasureEffect
from phaseline.case.model.politics import Penalty, Procedure
from phaseline.case.model.response import Measure
from phaseline.case.values import CaseKey
from phaseline.desk.consent.law_queries import OptionStanding, cells, played_as
from phaseline.desk.consent.votes import SHOCK, months_of, needs, sitting, turns_on_proof
from phaseline.desk.estimates.valuation import Valuation, assumptions_in
from phaseline.errors import QuestionError
from phaseline.law.authored import laws, made_by
from phaseline.law.model import Hypothesis, Standing
from phaseline.politics.consulting import Manner
from phaseline.terms.entries import Entries
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, total
from phaseline.terms.when import When

# from what goes least openly to what goes most openly
OPENNESS = (
    Standing.BARRED,
    Standing.UNDETERMINED,
    Standing.CONSENT_LIFTS_BAR,
    Standing.CONSENT,
    Standing.SILENT,
    Standing.PRACTICE,
    Standing.EXECUTIVE,
)
# a valuation may hold the chance of a vote under this name, in place of what the count of votes
# gives
VOTE = "limits.vote"


@record
class ConsentPath:
    """
    What a measure waits for.

    Args:
        chance: The chance per period, or of one vote.
        wait: Months from one vote to the next; 0 where no second one is taken.
        lead: Months that the procedure takes.
        steps: The procedures that it passes, in order: rungs that wait for the same ones are
            decided by one vote; none where nobody votes.
        proved: The chance of one vote once a crossing is proved; None where that is no other.
    """

    chance: float
    wait: float
    lead: float
    steps: tuple[str, ...]
    proved: float | None = None

    @property
    def is_vote(self) -> bool:
        """Whether it is a vote."""
        return bool(self.steps)


@record
class Exposure:
    """
    What a measure exposes an office to where nobody is asked.

    Args:
        penalty: The id of the penalty.
        chance: The chance that it is moved.
        carried: The chance that it is carried, once moved.
        procedure: By which procedure; empty if the case names none.
    """

    penalty: str
    chance: float
    carried: float
    procedure: str


def readings_of(case: Case) -> tuple[str, ...]:
    """
    Give the whole readings under which the game can be played, the one that is played first at
    their head.
    """
    setup = case.game
    if setup is None or not setup.reading:
        return ()
    names = _readings_beside(case, setup.reading)
    return (setup.reading, *(name for name in names if name != setup.reading)) if names else ()


def _readings_beside(case: Case, reading: str) -> tuple[str, ...]:
    """Give the readings of the encoding that holds one; none where no encoding does."""
    for encoding in case.encodings:
        names = tuple(position.id for position in encoding.positions)
        if reading in names:
            return names
    return ()


def stands(case: Case, reading: str) -> Mapping[str, OptionStanding]:
    """
    Give how each measure of which the law is asked stands under a reading, by the id of the
    measure: as those of its goods do that stand most openly.

    Args:
        case: The case.
        reading: The id of the reading; nothing is given without one.
    """
    return _stands(CaseKey(case), reading)


@lru_cache(maxsize=32)  # asked in every draw
def _stands(same: CaseKey, reading: str) -> Mapping[str, OptionStanding]:
    cells_of = options_under(same.case, reading)
    standings = ((measure.id, _leading(measure, cells_of)) for measure in same.case.measures)
    return {name: stand for name, stand in standings if stand}


def _leading(measure: Measure, stands_of: Mapping[str, OptionStanding]) -> OptionStanding | None:
    """
    Give how a measure stands: as those of its goods that stand most openly; those that stand
    otherwise, or wait for another procedure, stay.
    """
    groups = measure.goods_by_option
    standings = [stands_of[option] for option in groups if option in stands_of]
    if not standings:
        return None
    lead = first_leading(standings, lambda stand: OPENNESS.index(stand.standing))
    alike = {
        stand.option
        for stand in standings
        if (stand.standing, stand.procedures) == (lead.standing, lead.procedures)
    }
    return replace(
        lead,
        stays=tuple(name for option in groups if option not in alike for name in groups[option]),
    )


def staying(case: Case, measure: str) -> tuple[str, ...]:
    """Give the goods that a measure does not send under the reading that is played first."""
    stand = stands(case, next(iter(readings_of(case)), "")).get(measure)
    return stand.stays if stand else ()


def options_under(case: Case, reading: str) -> Mapping[str, OptionStanding]:
    """
    Give how each option stands under a reading, by its id; nothing without a reading.
    """
    if not reading:
        return {}
    key = _LawOf(
        as_of=case.as_of,
        provisions=case.provisions,
        terms=case.terms,
        encodings=case.encodings,
        options=case.options,
        amendments=case.amendments,
        procedures=case.procedures,
    )
    return _cells(key).get(reading, {})


def policy_stands(case: Case, policy: GamePolicy, reading: str) -> Mapping[str, OptionStanding]:
    """
    Give how each measure stands under a reading where a policy is played: what a rung adds that it
    puts before a body stands as that body's to allow.

    Args:
        case: The case.
        policy: What is played.
        reading: The id of the reading; nothing is given without one.
    """
    standings = stands(case, reading)
    procedures = _asked_by_measure(case, policy) if policy.asks else {}
    cells_of = options_under(case, reading) if procedures else {}
    asked = {
        name: _leading(
            case.measures[name],
            {option: _put_before(case, cell, procedure) for option, cell in cells_of.items()},
        )
        for name, procedure in procedures.items()
    }
    return {name: asked.get(name) or stand for name, stand in standings.items()}


def _asked_by_measure(case: Case, policy: GamePolicy) -> Mapping[str, str]:
    """Give the procedure by which each measure has to be allowed that an asked rung adds."""
    asked = {asks.rung: asks.procedure for asks in policy.asks}
    rungs = rungs_of(case, policy)
    return {
        name: asked[rung.id]
        for below, rung in pairwise(rungs)
        if rung.id in asked
        for name in rung.measures
        if name not in below.measures
    }


def _put_before(case: Case, stand: OptionStanding, procedure: str) -> OptionStanding:
    """
    Give how an option stands that is put before a body: its consent is asked for, a bar is lifted
    first where the encoding says how, and whoever has to consent anyway still has to.
    """
    standing, steps = stand.standing, stand.procedures
    if standing in (Standing.EXECUTIVE, Standing.PRACTICE, Standing.SILENT):
        standing, steps = Standing.CONSENT, ()
    elif standing is Standing.BARRED:
        standing, steps = Standing.CONSENT_LIFTS_BAR, _lifting(case, stand.reading)
    if standing is Standing.UNDETERMINED or (standing is Standing.CONSENT_LIFTS_BAR and not steps):
        return stand
    deciding = _deciding(case, steps)
    if not _deciding(case, (procedure,)) <= deciding:
        steps = (*steps, procedure)
    bodies = _deciding(case, steps)
    return replace(
        stand,
        standing=standing,
        procedures=steps,
        bodies=tuple(name for name in case.institutions.ids if name in bodies),
    )


def _lifting(case: Case, reading: str) -> tuple[str, ...]:
    """Give the procedure that lifts a bar under a reading; nothing where none does."""
    return tuple(
        encoding.lifts_bars
        for encoding in case.encodings
        if encoding.lifts_bars and reading in encoding.positions.ids
    )


def _deciding(case: Case, steps: Iterable[str]) -> frozenset[str]:
    """Give the bodies that decide in some procedures."""
    return frozenset(part.institution for step in steps for part in parts_of(case, step))


@record
class _LawOf:
    """The part of a case that standings are made from: one that is equal is not solved again."""

    as_of: When
    provisions: tuple[Provision, ...]
    terms: tuple[Term, ...]
    encodings: tuple[Encoding, ...]
    options: tuple[LawOption, ...]
    amendments: tuple[Amendment, ...]
    procedures: Entries[Procedure]


@lru_cache(maxsize=8)
def _cells(part: _LawOf) -> Mapping[str, Mapping[str, OptionStanding]]:
    """Give how each option stands, by reading and by option."""
    hypothesis = Hypothesis(enacted=made_by(part))
    by_reading: dict[str, dict[str, OptionStanding]] = {}
    for law in laws(part):
        for cell in cells(part, law, hypothesis):
            by_reading.setdefault(cell.reading, {})[cell.option] = cell
    return by_reading


def consent_path(setup: GameSetup, stand: OptionStanding, values: Valuation) -> ConsentPath:
    """
    Say what a measure waits for, in the words of the game.

    Args:
        setup: The game, which says what each standing comes to.
        stand: How the measure stands.
        values: One value for every assumption, and for the parties' shocks where they are drawn.

    Raises:
        QuestionError: The game does not say what a standing comes to.
    """
    rule = consent_of(setup, stand)
    steps = steps_of(stand)
    if not steps:
        return ConsentPath(
            chance=values.of(rule.chance) if rule.chance else float(rule.is_open),
            wait=0.0,
            lead=0.0,
            steps=(),
        )
    lead = total(months_of(values.case, step, values) or 0.0 for step in steps)
    has_shocks = values.has_any(SHOCK)
    wait = values.of(rule.retry) if rule.retry and (has_shocks or VOTE in values.values) else 0.0
    turns = any(turns_on_proof(values.case, step) for step in steps)
    return ConsentPath(
        chance=passing(values, steps),
        wait=wait,
        lead=lead,
        steps=steps,
        proved=passing(values, steps, manner=Manner.PROVED) if turns else None,
    )


def consent_of(setup: GameSetup, stand: OptionStanding) -> Consent:
    """
    Give what a standing comes to in the game; what cannot be told is played as barred.

    Raises:
        QuestionError: The game does not say.
    """
    name = played_as(stand.standing).value
    rule = next((consent for consent in setup.consents if consent.standing == name), None)
    if rule is None:
        raise QuestionError(
            f"the game of this case does not say what the standing {name!r} comes to (game.yaml,"
            " `consents:`)"
        )
    return rule


def steps_of(stand: OptionStanding) -> tuple[str, ...]:
    """
    Give the procedures that a measure has to pass, in order; a bar that consent lifts takes the
    procedure that lifts it first.
    """
    match stand.standing:
        case Standing.CONSENT | Standing.CONSENT_LIFTS_BAR:
            return stand.procedures
        case (
            Standing.SILENT
            | Standing.PRACTICE
            | Standing.EXECUTIVE
            | Standing.BARRED
            | Standing.UNDETERMINED
        ):
            return ()


def passing(
    values: Valuation, steps: tuple[str, ...], *, manner: Manner = Manner.CONSULTED
) -> float:
    """
    Give the chance that every step passes.

    Given the shocks the steps are independent votes; over all shocks the same shocks decide each of
    them, so the least chance stands for all.
    """
    if VOTE in values.values:
        return values.values[VOTE]
    chances = [sitting(values.case, values, step, manner=manner) for step in steps]
    if values.has_any(SHOCK):
        return prod(chances)
    return min(chances)


def awaited(values: Valuation, effect: MeasureEffect) -> tuple[float, float]:
    """
    Give the chance of consent to a measure under the reading that is played first, and the months
    from one asking to the next.

    Where no second vote is taken the wait has no end; a measure that waits for nobody has its
    consent at once.
    """
    setup = setup_of(values.case)
    stand = stands(values.case, next(iter(readings_of(values.case)), "")).get(effect.measure)
    if stand is not None:
        path = consent_path(setup, stand, values)
        return path.chance, (path.wait or inf) if path.is_vote else 1.0
    gate = setup.gates.get(effect.gate)
    if gate is None:
        return 1.0, 1.0
    return values.of(gate.chance), max(1.0, values.of(gate.retry)) if gate.retry else 1.0


def share_consent(case: Case, effects: Iterable[MeasureEffect]) -> bool:
    """
    Say whether measures wait for the same consent: for the same procedures under the reading that
    is played first, or, where the law is not asked, at the same gate.
    """
    standing = stands(case, next(iter(readings_of(case)), ""))
    waits = set[tuple[str, ...]]()
    for effect in effects:
        stand = standing.get(effect.measure)
        gate = (effect.gate,) if effect.gate else ()
        waits.add(gate if stand is None else steps_of(stand))
    return len(waits) == 1 and () not in waits


def rests_on(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """
    Give the assumptions that consents rest on: those that change numbers, and those that change the
    structure of a game.
    """
    steps = {step for reading in readings_of(case) for step in _steps_under(case, reading)}
    numbers = {name for step in steps for name in needs(case, step, manner=Manner.PROVED)}
    for penalty in case.penalties if readings_of(case) else ():
        numbers |= _penalty_rests_on(case, penalty)
    return frozenset(numbers), _times_rest_on(case, steps)


def wait_rests_on(case: Case, stand: OptionStanding) -> frozenset[str]:
    """
    Give the ids of the assumptions on which it rests how long the consent to a measure takes.

    Args:
        case: The case.
        stand: How the measure stands.

    Raises:
        QuestionError: The game does not say what a standing comes to.
    """
    rule, steps = consent_of(setup_of(case), stand), steps_of(stand)
    names = assumptions_in(case, rule.chance) | assumptions_in(case, rule.retry)
    return names.union(_times_rest_on(case, steps), *(needs(case, step) for step in steps))


def _times_rest_on(case: Case, steps: Iterable[str]) -> frozenset[str]:
    """Give the assumptions on which the times rest that procedures take."""
    parts = [part for step in steps for part in parts_of(case, step)]
    return frozenset(name for part in parts for name in assumptions_in(case, part.days))


def _steps_under(case: Case, reading: str) -> Iterator[str]:
    """Give every procedure that some measure has to pass under a reading, as it is played."""
    for stand in stands(case, reading).values():
        yield from steps_of(stand)
    for policy in case.policies:
        for stand in policy_stands(case, policy, reading).values() if policy.asks else ():
            yield from steps_of(stand)


def _penalty_rests_on(case: Case, penalty: Penalty) -> frozenset[str]:
    names = assumptions_in(case, penalty.chance) | assumptions_in(case, penalty.success)
    # the case's own chance that the motion ends the office stands in the place of the vote on it
    return names | needs(case, penalty.procedure) if is_voted_on(penalty) else names


def is_voted_on(penalty: Penalty) -> bool:
    """Whether a vote decides on a penalty, and not a chance that the case gives."""
    return bool(penalty.procedure) and not penalty.success


def parties(case: Case) -> tuple[str, ...]:
    """
    Give the parties whose votes are counted, in the order of the case: each has one shock a draw.
    """
    return (
        tuple(dict.fromkeys(vote.party for whip in case.whips for vote in whip.votes))
        if readings_of(case)
        else ()
    )


def penalties(case: Case, stand: OptionStanding, values: Valuation) -> tuple[Exposure, ...]:
    """Give what a measure exposes an office to, where it is taken without asking anybody."""
    return tuple(
        Exposure(
            penalty=penalty.id,
            chance=values.of(penalty.chance),
            carried=(
                values.of(penalty.success)
                if penalty.success
                else sitting(case, values, penalty.procedure)
                if penalty.procedure
                else 0.0
            ),
            procedure=penalty.procedure,
        )
        for penalty in case.penalties
        if provokes(stand, penalty)
    )


def provokes(stand: OptionStanding, penalty: Penalty) -> bool:
    """Whether a measure that stands so is taken without asking anybody, and provokes a penalty."""
    is_unasked = stand.standing in (Standing.EXECUTIVE, Standing.PRACTICE, Standing.SILENT)
    return is_unasked and stand.option in penalty.options and bool(penalty.chance)
