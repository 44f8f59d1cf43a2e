"""
The law of a case: every cell by reading, every status with what it turns on and what would turn it,
and what-ifs with a diff.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from phaseline.case.addresses import did_you_mean
from phaseline.case.check.politics import ProcedureSource, parts_of
from phaseline.case.model.case import Case
from phaseline.errors import QuestionError
from phaseline.law.authored import laws, made_by
from phaseline.law.clashes import Clash, clashes
from phaseline.law.compile import narrowed
from phaseline.law.explain import Proof, Prover, behind, proofs_by_reading, tainted
from phaseline.law.model import (
    Doubt,
    Effect,
    Hypothesis,
    Interpretation,
    Law,
    Option,
    Rule,
    Standing,
)
from phaseline.law.status import LawSolver, Receipt, receipt, worlds
from phaseline.law.turns import TurningPoint, TurningSearch, flips, turns_on
from phaseline.terms.record import record
from phaseline.terms.when import When

CONTESTED = "contested"
BARS = frozenset({Standing.BARRED, Standing.CONSENT_LIFTS_BAR})
# By which effect of a rule a standing names somebody: who decides alone, or whose consent is asked.
DECIDING = {
    Standing.EXECUTIVE: Effect.PERMIT,
    Standing.CONSENT: Effect.CONSENT,
    Standing.CONSENT_LIFTS_BAR: Effect.CONSENT,
}
UNBARRED = frozenset(Standing) - BARS - {Standing.UNDETERMINED}


def played_as(standing: Standing) -> Standing:
    """Give the standing as which the game plays one: what cannot be told is played as barred."""
    return Standing.BARRED if standing is Standing.UNDETERMINED else standing


@record
class OptionStanding:
    """
    How one option stands under one whole reading.

    Args:
        option: The id of the option.
        reading: The id of the reading (position).
        standing: How it stands.
        because: The provisions behind it, in any way of what dates leave open; none where the law
            is silent.
        bodies: The ids of those who decide alone, or whose consent is asked; none where nobody is
            named.
        procedures: By which procedures consent is given; for a bar that consent lifts, the one that
            lifts it comes first.
        doubts: The changes of which it cannot be told whether they have been made, where the
            standing hangs on that.
        stays: Of a measure whose goods do not all stand so: the ids of the stocks that it does not
            send under the reading.
    """

    option: str
    reading: str
    standing: Standing
    because: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    stays: tuple[str, ...] = ()


@record
class Cell:
    """
    What is asked about: an option in its law, under one whole reading or any.

    Args:
        law: The encoding that holds the option.
        option: The option.
        reading: The id of the reading; empty for any.
    """

    law: Law
    option: Option
    reading: str = ""


@record
class Dispute:
    """
    What the standing of an option turns on where whole readings do not agree on it.

    Args:
        terms: The ids of the terms that they take differently, or of which some do not speak.
        provisions: The ids of the provisions that only some rely on.
    """

    terms: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of both in the case, terms first."""
        return (
            *(f"terms.{name}" for name in self.terms),
            *(f"provisions.{name}" for name in self.provisions),
        )


@record
class CombinedStanding:
    """
    How one option stands over every combination of readings.

    Args:
        option: The option.
        standings: Every standing that it has under some combination.
        turns: The exact combinations on which it turns; empty where all readings agree.
        bodies: Who decides alone, and whose consent is asked, by what the rules that bear on it do.
        flips: All least sets of amendments that leave it to the executive under every reading.
        tainted: Provisions of which a part that touches it is in no rule.
        doubts: The changes of which it cannot be told whether they have been made, where some
            standing hangs on that.
    """

    option: Option
    standings: frozenset[Standing]
    turns: tuple[TurningPoint, ...]
    bodies: Mapping[Effect, tuple[str, ...]]
    flips: TurningSearch
    tainted: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_contested(self) -> bool:
        """Whether readings differ on it."""
        return len(self.standings) > 1


@record
class Shift:
    """
    What a change of law changes for one option.

    Args:
        option: The id of the option.
        reading: The whole reading; empty where combinations of readings are looked at.
        before: The standings without the change.
        after: The standings with it.
    """

    option: str
    reading: str
    before: frozenset[Standing]
    after: frozenset[Standing]


@record
class Freed:
    """
    An option that turns on something else once the terms that the encoding holds fixed are left
    open.

    Args:
        terms: The terms that are left open.
        before: The status with the terms held fixed.
        after: The status with the terms left open.
    """

    terms: tuple[str, ...]
    before: CombinedStanding
    after: CombinedStanding


@record
class Legal:
    """
    What the law of a case says.

    Args:
        on: The day whose law was asked.
        what: What counted as enacted and as void.
        enacted: The ids of the amendments that counted as made, in the order of the case.
        void: The ids of the provisions that counted as void, in the order of the case.
        laws: The law that was asked, encoding by encoding.
        cells: By whole reading.
        statuses: Over every combination of readings.
        shifts: What the what-if changes; empty where nothing was enacted or void.
        freed: What turns on something else when the terms that are held fixed are left open.
        clashes: Permissions and prohibitions that meet without a priority.
        receipts: What each encoding's answers were made from.
        doubts: Every change of which it cannot be told on that day whether it has been made,
            whether or not anything hangs on it.
    """

    on: date | None
    what: Hypothesis
    enacted: tuple[str, ...]
    void: tuple[str, ...]
    laws: tuple[Law, ...]
    cells: tuple[OptionStanding, ...]
    statuses: tuple[CombinedStanding, ...]
    shifts: tuple[Shift, ...]
    freed: tuple[Freed, ...]
    clashes: tuple[Clash, ...]
    receipts: tuple[Receipt, ...]
    doubts: tuple[Doubt, ...] = ()

    def cell(self, option: str, reading: str) -> OptionStanding | None:
        """Give how an option stands under a whole reading."""
        return next(
            (cell for cell in self.cells if (cell.option, cell.reading) == (option, reading)), None
        )

    def status(self, name: str) -> CombinedStanding | None:
        """Give the status of an option, by its id or as measure/route."""
        return next(
            (
                status
                for status in self.statuses
                if name in (status.option.id, f"{status.option.measure}/{status.option.route}")
            ),
            None,
        )


def legal(
    case: Case, *, on: date | None = None, enacted: Collection[str] = (), void: Collection[str] = ()
) -> Legal:
    """
    Ask the law of a case.

    Args:
        case: The case.
        on: The day whose law counts; the case's own day if left out.
        enacted: Ids of amendments that count as made.
        void: Ids of provisions that count as void.

    Raises:
        QuestionError: An amendment or provision does not exist.
        EngineError: The law could not be solved.
    """
    hypothesis = what_of(case, on=on, enacted=enacted, void=void)
    plain = Hypothesis(enacted=made_by(case, on))
    asked = laws(case, on=on)
    courts = [LawSolver(law) for law in asked]
    opened = laws(case, on=on, is_freed=True)
    return Legal(
        on=on or case.as_of.last,
        what=hypothesis,
        enacted=_in_order(case.amendments.ids, hypothesis.enacted),
        void=_in_order(case.provisions.ids, hypothesis.void),
        laws=asked,
        cells=tuple(chain.from_iterable(cells(case, law, hypothesis) for law in asked)),
        statuses=tuple(
            chain.from_iterable(
                _statuses(case, court, hypothesis) for court in courts if not court.law.positions
            )
        ),
        shifts=tuple(chain.from_iterable(_shifts(court, plain, hypothesis) for court in courts)),
        freed=tuple(
            chain.from_iterable(
                _freed_options(case, court, other, hypothesis)
                for court, other in zip(courts, opened, strict=True)
            )
        ),
        clashes=tuple(chain.from_iterable(clashes(law, hypothesis) for law in asked)),
        receipts=tuple(receipt(law, hypothesis) for law in asked),
        doubts=_open_doubts(asked, hypothesis),
    )


def _in_order(ids: Iterable[str], chosen: Collection[str]) -> tuple[str, ...]:
    """Give the chosen ones of some ids, in their order."""
    return tuple(name for name in ids if name in chosen)


def _open_doubts(asked: Iterable[Law], hypothesis: Hypothesis) -> tuple[Doubt, ...]:
    """Give the changes that the dates leave open, as far as nothing settles them by supposing."""
    settled = hypothesis.enacted | hypothesis.void
    return tuple(
        dict.fromkeys(doubt for law in asked for doubt in law.doubts if doubt.id not in settled)
    )


def what_of(
    case: Case, *, on: date | None = None, enacted: Collection[str] = (), void: Collection[str] = ()
) -> Hypothesis:
    """
    Give what is asked beside the law as it stands, with the amendments that are law by then anyway.

    Raises:
        QuestionError: An amendment or provision does not exist.
    """
    _require_known("amendment", enacted, case.amendments.ids)
    _require_known("provision", void, case.provisions.ids)
    return Hypothesis(enacted=frozenset(enacted) | made_by(case, on), void=frozenset(void))


def day_of(text: str) -> date:
    """
    Read a day.

    Raises:
        QuestionError: It is none.
    """
    try:
        when = When.parse(text)
    except ValueError:
        when = When()
    if not when.is_day or when.last is None or when.is_inferred or when.is_approximate:
        raise QuestionError(f"--as-of: found {text!r}; expected a day such as 2024-11-28")
    return when.last


def proofs(case: Case, law_answers: Legal, cell: str) -> tuple[Proof, ...]:
    """
    Prove how an option stands: under one whole reading, under each, or for each standing in one
    combination of readings.

    Args:
        case: The case.
        law_answers: What the law says.
        cell: An option, measure/route, or either followed by a reading as option/reading.

    Raises:
        QuestionError: There is no such cell.
    """
    return proofs_of(law_answers, cell_of(case, law_answers, cell))


def proofs_of(law_answers: Legal, cell: Cell) -> tuple[Proof, ...]:
    """Prove how an option stands: as `proofs` does, of a cell that was looked up already."""
    law, option = cell.law, cell.option
    prover = Prover(law, option)
    if law.positions:
        chosen = [world for world in worlds(law) if cell.reading in ("", world.position)]
        return tuple(prover.proof(world, law_answers.what) for world in chosen)
    status = next(combined for combined in law_answers.statuses if combined.option.id == option.id)
    first: dict[Standing, Interpretation] = {}
    for turn in status.turns:
        whole = {term: turn.readings.get(term, readings[0]) for term, readings in law.terms.items()}
        first.setdefault(turn.standing, Interpretation(readings=whole))
    return tuple(prover.proof(world, law_answers.what) for world in first.values())


def openings(law_answers: Legal, cell: Cell) -> tuple[TurningSearch, TurningSearch]:
    """
    Give all least sets of amendments that leave an option to the executive under every reading, and
    those that at least lift the bar.
    """
    law, option, hypothesis = cell.law, cell.option, law_answers.what
    return flips(law, option, hypothesis), flips(law, option, hypothesis, target=UNBARRED)


def disputed(law_answers: Legal, option: str) -> Dispute:
    """
    Give what the standing of an option, and whose consent is asked, turns on; nothing where no
    whole readings are asked, or all agree.
    """
    asked = _first_asked((law for law in law_answers.laws if law.positions), option)
    if asked is None or len(_stands_by_reading(law_answers, option)) == 1:
        return Dispute()
    law, part = asked[0], narrowed(*asked)
    return Dispute(
        terms=tuple(term for term in part.terms if _is_taken_differently(law, term)),
        provisions=tuple(_disputed_provisions(part)),
    )


def _first_asked(among: Iterable[Law], name: str) -> tuple[Law, Option] | None:
    """Give the first law that holds an option, with the option."""
    for law in among:
        option = law.option(name)
        if option is not None:
            return law, option
    return None


def _stands_by_reading(law_answers: Legal, option: str) -> set[tuple[Standing, tuple[str, ...]]]:
    """Give every standing that an option has under some whole reading, with who decides."""
    return {(cell.standing, cell.bodies) for cell in law_answers.cells if cell.option == option}


def _is_taken_differently(law: Law, term: str) -> bool:
    """Whether the readings of a law differ on a term, or some do not speak of it."""
    return len({position.takes.get(term, "") for position in law.positions}) > 1


def _disputed_provisions(law: Law) -> Iterable[str]:
    """Give the provisions that only some readings rely on, as the law stands, each once."""
    return dict.fromkeys(
        rule.provision for rule in law.rules if rule.is_disputed and not rule.added_by
    )


def consent_steps(law_answers: Legal, option: str) -> tuple[str, ...]:
    """
    Give the procedures by which consent to an option is given under a reading that asks for no
    more, as the law stands.
    """
    asked = _first_asked(law_answers.laws, option)
    status = law_answers.status(option)
    standings = {standing for standing, _ in _stands_by_reading(law_answers, option)}
    if status is not None:
        standings |= status.standings
    if asked is None or Standing.CONSENT not in standings:
        return ()
    return tuple(
        dict.fromkeys(
            rule.procedure
            for rule in narrowed(*asked).rules
            if rule.procedure and not rule.added_by
        )
    )


def cell_of(case: Case, law_answers: Legal, cell: str) -> Cell:
    """
    Find a cell by option, measure/route, option/reading or measure/route/reading.

    Raises:
        QuestionError: There is none.
    """
    for law in law_answers.laws:
        option = law.option(cell)
        if option is not None:
            return Cell(law=law, option=option)
        name, slash, reading = cell.rpartition("/")
        option = law.option(name) if slash else None
        if option is not None and any(position.id == reading for position in law.positions):
            return Cell(law=law, option=option, reading=reading)
    raise QuestionError(_why_no_cell(case, law_answers, cell))


def _why_no_cell(case: Case, law_answers: Legal, cell: str) -> str:
    known = [
        name for law in law_answers.laws for option in law.options for name in _names(law, option)
    ]
    if not known:
        return "this case asks nothing of the law: it has no options (law.yaml, `options:`)"
    return (
        f"there is no cell {cell!r} in the law of {case.id}{did_you_mean(cell, known)} (for"
        f" example: {', '.join(known[:3])})"
    )


def _names(law: Law, option: Option) -> list[str]:
    if law.positions:
        return [option.id, *(f"{option.id}/{position.id}" for position in law.positions)]
    return [f"{option.measure}/{option.route}" if option.route else option.id]


def _require_known(kind: str, names: Collection[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise QuestionError(
                f"there is no {kind} {name!r} in this case{did_you_mean(name, known)} (there are:"
                f" {', '.join(known) or 'none'})"
            )


def cells(case: ProcedureSource, law: Law, hypothesis: Hypothesis) -> Iterator[OptionStanding]:
    """Give how each option of a law stands under each whole reading, option by option."""
    for proof in proofs_by_reading(law, hypothesis):
        yield OptionStanding(
            option=proof.option.id,
            reading=proof.world.position,
            standing=proof.standing,
            because=behind(proof.reasons),
            bodies=deciding_bodies(case, law, proof),
            procedures=_procedures(law, proof),
            doubts=proof.doubts,
        )


def bodies_of(case: ProcedureSource, rule: Rule) -> tuple[str, ...]:
    """
    Give the bodies that a rule names: who decides alone, or whose consent is asked; where consent
    takes several decisions, the body of each.
    """
    parts = parts_of(case, rule.procedure) if rule.procedure else ()
    named = (rule.of, *(part.institution for part in parts))
    return tuple(dict.fromkeys(body for body in named if body))


def _bodies_of_all(case: ProcedureSource, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Give the bodies that some rules name, each once."""
    return tuple(dict.fromkeys(body for rule in rules for body in bodies_of(case, rule)))


def bodies_by_effect(
    case: ProcedureSource, law: Law, option: Option, hypothesis: Hypothesis
) -> Mapping[Effect, tuple[str, ...]]:
    """
    Give who decides alone, and whose consent is asked, by what the rules of an option do: under
    some reading at least, as the law stands with what is supposed.
    """
    rules = [
        rule
        for rule in narrowed(law, option).rules
        if rule.added_by in {"", *hypothesis.enacted} and rule.provision not in hypothesis.void
    ]
    return {
        effect: _bodies_of_all(case, [rule for rule in rules if rule.effect is effect])
        for effect in (Effect.PERMIT, Effect.CONSENT)
    }


def deciding(status: CombinedStanding | None, standing: Standing) -> tuple[str, ...]:
    """Give who decides alone, or whose consent is asked, where an option stands so."""
    effect = DECIDING.get(standing)
    return status.bodies[effect] if status and effect else ()


def deciding_bodies(case: ProcedureSource, law: Law, proof: Proof) -> tuple[str, ...]:
    """Give who decides alone, or whose consent is asked, in the order of the rules."""
    effect = DECIDING.get(proof.standing)
    names = _counting(proof, effect) if effect else frozenset()
    return _bodies_of_all(case, [rule for rule in law.rules if rule.name in names])


def _procedures(law: Law, proof: Proof) -> tuple[str, ...]:
    """
    Give by which procedures the rules that hold ask for consent, in the order of the rules, after
    the one that lifts a bar where there is one to lift.
    """
    asks = _counting(proof, Effect.CONSENT)
    first = [law.lifts_bars] if proof.standing is Standing.CONSENT_LIFTS_BAR else []
    named = [rule.procedure for rule in law.rules if rule.name in asks and rule.procedure]
    return tuple(dict.fromkeys((*first, *named)))


def _counting(proof: Proof, effect: Effect) -> frozenset[str]:
    """Give the names of the rules of one effect that count."""
    return frozenset(
        reason.rule for reason in proof.reasons if reason.holds and reason.effect is effect
    )


def _statuses(
    case: ProcedureSource, court: LawSolver, hypothesis: Hypothesis
) -> list[CombinedStanding]:
    judged = court.judged(hypothesis)
    return [
        CombinedStanding(
            option=option,
            standings=judged[option.id].standings,
            turns=turns_on(court.law, option, hypothesis),
            bodies=bodies_by_effect(case, court.law, option, hypothesis),
            flips=flips(court.law, option, hypothesis),
            tainted=tainted(court.law, option),
            doubts=judged[option.id].doubts,
        )
        for option in court.law.options
    ]


def _shifts(court: LawSolver, before: Hypothesis, after: Hypothesis) -> list[Shift]:
    if before == after:
        return []
    then = court.by_reading(after)
    return [
        shift
        for reading, standings in court.by_reading(before).items()
        for shift in _differences(reading, standings, then[reading])
    ]


def _freed_options(
    case: ProcedureSource, court: LawSolver, other: Law, hypothesis: Hypothesis
) -> list[Freed]:
    opened = tuple(
        term for term, readings in other.terms.items() if court.law.terms.get(term) != readings
    )
    if court.law.positions or not opened:
        return []
    sides = [_statuses(case, side, hypothesis) for side in (court, LawSolver(other))]
    return [
        Freed(terms=opened, before=before, after=after)
        for before, after in zip(*sides, strict=True)
        if (before.turns, before.flips) != (after.turns, after.flips)
    ]


def _differences(
    reading: str,
    before: Mapping[str, frozenset[Standing]],
    after: Mapping[str, frozenset[Standing]],
) -> list[Shift]:
    return [
        Shift(option=name, reading=reading, before=before[name], after=after[name])
        for name in before
        if before[name] != after[name]
    ]
