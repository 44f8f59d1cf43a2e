"""
The law of a case: every cell by reading, every status with what it turns on and what would turn it,
and what-ifs with a diff.
"""

from collections.abc import Collection, Mapping
from datetime import date

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.errors import QuestionError
from phaseline.law.authored import laws, made_by
from phaseline.law.compile import narrowed
from phaseline.law.explain import Branch, Reason, behind, branches, standing_of, tainted
from phaseline.law.model import Doubt, Hypothesis, Interpretation, Law, Option, Standing
from phaseline.law.status import Clash, LawSolver, Receipt, clashes, receipt, worlds
from phaseline.law.turns import TurningPoint, TurningSearch, flips, turns_on
from phaseline.terms.record import record
from phaseline.terms.when import When

CONTESTED = "contested"
BARS = frozenset({Standing.BARRED, Standing.BARRED_CONSENT})
UNBARRED = frozenset(Standing) - BARS - {Standing.UNDETERMINED}


@record
class Cell:
    """
    How one option stands under one whole reading.

    Args:
        option: The id of the option.
        reading: The id of the reading (position).
        standing: How it stands.
        because: The provisions behind it, in any way of what dates leave open; none where the law
            is silent.
        doubts: The changes of which it cannot be told whether they have been made, where the
            standing hangs on that.
    """

    option: str
    reading: str
    standing: Standing
    because: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


@record
class CombinedStanding:
    """
    How one option stands over every combination of readings.

    Args:
        option: The option.
        standings: Every standing that it has under some combination.
        turns: The exact combinations on which it turns; empty where all readings agree.
        flips: All least sets of amendments that leave it to the executive under every reading.
        tainted: Provisions of which a part that touches it is in no rule.
        doubts: The changes of which it cannot be told whether they have been made, where some
            standing hangs on that.
    """

    option: Option
    standings: frozenset[Standing]
    turns: tuple[TurningPoint, ...]
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
    laws: tuple[Law, ...]
    cells: tuple[Cell, ...]
    statuses: tuple[CombinedStanding, ...]
    shifts: tuple[Shift, ...]
    freed: tuple[Freed, ...]
    clashes: tuple[Clash, ...]
    receipts: tuple[Receipt, ...]
    doubts: tuple[Doubt, ...] = ()

    def cell(self, option: str, reading: str) -> Cell | None:
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


@record
class Proof:
    """
    Why an option stands as it does in one world.

    Args:
        option: The option.
        world: How every open question is settled.
        standing: How the option stands.
        branches: What follows; where it cannot be told how the option stands, one for each standing
            that the dates allow.
    """

    option: Option
    world: Interpretation
    standing: Standing
    branches: tuple[Branch, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """
        The rules that count, then those that do not: in every branch, one branch after the other.
        """
        return tuple(reason for branch in self.branches for reason in branch.reasons)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """
        The changes of which it cannot be told whether they have been made, where the standing hangs
        on that.
        """
        return (*self.branches[0].made, *self.branches[0].unmade) if self.branches else ()


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
    is_what_if = hypothesis != plain
    return Legal(
        on=on or case.as_of.last,
        what=hypothesis,
        laws=asked,
        cells=tuple(cell for court in courts for cell in _cells(court, hypothesis)),
        statuses=tuple(
            status
            for court in courts
            if not court.law.positions
            for status in _statuses(court, hypothesis)
        ),
        shifts=(
            tuple(shift for court in courts for shift in _shifts(court, plain, hypothesis))
            if is_what_if
            else ()
        ),
        freed=tuple(
            freed
            for court, other in zip(courts, laws(case, on=on, is_freed=True), strict=True)
            for freed in _freed(court, other, hypothesis)
        ),
        clashes=tuple(clash for law in asked for clash in clashes(law, hypothesis)),
        receipts=tuple(receipt(law, hypothesis) for law in asked),
        doubts=tuple(
            dict.fromkeys(
                doubt
                for law in asked
                for doubt in law.doubts
                if doubt.id not in hypothesis.enacted | hypothesis.void
            )
        ),
    )


def what_of(
    case: Case, *, on: date | None = None, enacted: Collection[str] = (), void: Collection[str] = ()
) -> Hypothesis:
    """
    Give what is asked beside the law as it stands, with the amendments that are law by then anyway.

    Raises:
        QuestionError: An amendment or provision does not exist.
    """
    _known("amendment", enacted, [amendment.id for amendment in case.amendments])
    _known("provision", void, [provision.id for provision in case.provisions])
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
    law, option, reading = cell_of(case, law_answers, cell)
    if law.positions:
        chosen = [world for world in worlds(law) if reading in ("", world.position)]
        return tuple(_proof(law, option, world, law_answers.what) for world in chosen)
    status = next(combined for combined in law_answers.statuses if combined.option.id == option.id)
    first: dict[Standing, Interpretation] = {}
    for turn in status.turns:
        whole = {term: turn.readings.get(term, readings[0]) for term, readings in law.terms.items()}
        first.setdefault(turn.standing, Interpretation(readings=whole))
    return tuple(_proof(law, option, world, law_answers.what) for world in first.values())


def openings(case: Case, law_answers: Legal, cell: str) -> tuple[TurningSearch, TurningSearch]:
    """
    Give all least sets of amendments that leave an option to the executive under every reading, and
    those that at least lift the bar.

    Raises:
        QuestionError: There is no such cell.
    """
    law, option, _ = cell_of(case, law_answers, cell)
    return flips(law, option, law_answers.what), flips(
        law, option, law_answers.what, target=UNBARRED
    )


def disputed(law_answers: Legal, option: str) -> tuple[str, ...]:
    """
    Give what the standing of an option turns on where whole readings are asked and do not agree, by
    address.

    These are the terms that the readings take differently, or of which some do not speak, and the
    provisions that only some rely on.
    """
    law = next((law for law in law_answers.laws if law.positions and law.option(option)), None)
    asked = law.option(option) if law else None
    if (
        law is None
        or asked is None
        or len({cell.standing for cell in law_answers.cells if cell.option == option}) == 1
    ):
        return ()
    part = narrowed(law, asked)
    terms = [
        term
        for term in part.terms
        if len({position.takes.get(term, "") for position in law.positions}) > 1
    ]
    provisions = dict.fromkeys(
        rule.provision for rule in part.rules if rule.is_disputed and not rule.added_by
    )
    return (*(f"terms.{term}" for term in terms), *(f"provisions.{name}" for name in provisions))


def consent_steps(law_answers: Legal, option: str) -> tuple[str, ...]:
    """
    Give the procedures by which consent to an option is given under a reading that asks for no
    more, as the law stands.
    """
    standings = {cell.standing for cell in law_answers.cells if cell.option == option}
    status = law_answers.status(option)
    law = next((law for law in law_answers.laws if law.option(option)), None)
    asked = law.option(option) if law else None
    if (
        law is None
        or asked is None
        or Standing.CONSENT not in standings | (status.standings if status else frozenset())
    ):
        return ()
    return tuple(
        dict.fromkeys(
            rule.procedure
            for rule in narrowed(law, asked).rules
            if rule.procedure and not rule.added_by
        )
    )


def cell_of(case: Case, law_answers: Legal, cell: str) -> tuple[Law, Option, str]:
    """
    Find a cell by option, measure/route, option/reading or measure/route/reading.

    Raises:
        QuestionError: There is none.
    """
    for law in law_answers.laws:
        option = law.option(cell)
        if option is not None:
            return law, option, ""
        name, slash, reading = cell.rpartition("/")
        option = law.option(name) if slash else None
        if option is not None and any(position.id == reading for position in law.positions):
            return law, option, reading
    known = [
        name for law in law_answers.laws for option in law.options for name in _names(law, option)
    ]
    if not known:
        raise QuestionError(
            "this case asks nothing of the law: it has no options (law.yaml, `options:`)"
        )
    raise QuestionError(
        f"there is no cell {cell!r} in the law of {case.id}{did_you_mean(cell, known)} (for"
        f" example: {', '.join(known[:3])})"
    )


def _names(law: Law, option: Option) -> list[str]:
    if law.positions:
        return [option.id, *(f"{option.id}/{position.id}" for position in law.positions)]
    return [f"{option.measure}/{option.route}" if option.route else option.id]


def _known(kind: str, names: Collection[str], known: list[str]) -> None:
    for name in names:
        if name not in known:
            raise QuestionError(
                f"there is no {kind} {name!r} in this case{did_you_mean(name, known)} (there are:"
                f" {', '.join(known) or 'none'})"
            )


def _cells(court: LawSolver, hypothesis: Hypothesis) -> list[Cell]:
    cells = []
    judged = {
        position.id: court.judged(hypothesis, position.id) for position in court.law.positions
    }
    for option in court.law.options:
        for world in worlds(court.law) if court.law.positions else ():
            judgement = judged[world.position][option.id]
            cells.append(
                Cell(
                    option=option.id,
                    reading=world.position,
                    standing=next(iter(judgement.standings)),
                    because=behind(
                        reason
                        for branch in branches(court.law, option, world, hypothesis)
                        for reason in branch.reasons
                    ),
                    doubts=judgement.doubts,
                )
            )
    return cells


def _statuses(court: LawSolver, hypothesis: Hypothesis) -> list[CombinedStanding]:
    judged = court.judged(hypothesis)
    return [
        CombinedStanding(
            option=option,
            standings=judged[option.id].standings,
            turns=turns_on(court.law, option, hypothesis),
            flips=flips(court.law, option, hypothesis),
            tainted=tainted(court.law, option),
            doubts=judged[option.id].doubts,
        )
        for option in court.law.options
    ]


def _shifts(court: LawSolver, before: Hypothesis, after: Hypothesis) -> list[Shift]:
    if not court.law.positions:
        return _differences("", court.standings(before), court.standings(after))
    return [
        shift
        for position in court.law.positions
        for shift in _differences(
            position.id,
            {
                name: frozenset({standing})
                for name, standing in court.cells(position.id, before).items()
            },
            {
                name: frozenset({standing})
                for name, standing in court.cells(position.id, after).items()
            },
        )
    ]


def _freed(court: LawSolver, other: Law, hypothesis: Hypothesis) -> list[Freed]:
    opened = tuple(
        term for term, readings in other.terms.items() if court.law.terms.get(term) != readings
    )
    if court.law.positions or not opened:
        return []
    pairs = zip(_statuses(court, hypothesis), _statuses(LawSolver(other), hypothesis), strict=True)
    return [
        Freed(terms=opened, before=before, after=after)
        for before, after in pairs
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


def _proof(law: Law, option: Option, world: Interpretation, hypothesis: Hypothesis) -> Proof:
    ways = branches(law, option, world, hypothesis)
    standing = standing_of(ways[0].reasons) if len(ways) == 1 else Standing.UNDETERMINED
    return Proof(option=option, world=world, standing=standing, branches=ways)
