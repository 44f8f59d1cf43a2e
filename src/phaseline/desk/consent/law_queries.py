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
            (one for one in self.cells if (one.option, one.reading) == (option, reading)), None
        )

    def status(self, name: str) -> CombinedStanding | None:
        """Give the status of an option, by its id or as measure/route."""
        return next(
            (
                one
                for one in self.statuses
                if name in (one.option.id, f"{one.option.measure}/{one.option.route}")
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
    what = what_of(case, on=on, enacted=enacted, void=void)
    plain = Hypothesis(enacted=made_by(case, on))
    asked = laws(case, on=on)
    courts = [LawSolver(law) for law in asked]
    is_what_if = what != plain
    return Legal(
        on=on or case.as_of.last,
        what=what,
        laws=asked,
        cells=tuple(cell for court in courts for cell in _cells(court, what)),
        statuses=tuple(
            one for court in courts if not court.law.positions for one in _statuses(court, what)
        ),
        shifts=(
            tuple(one for court in courts for one in _shifts(court, plain, what))
            if is_what_if
            else ()
        ),
        freed=tuple(
            one
            for court, other in zip(courts, laws(case, on=on, is_freed=True), strict=True)
            for one in _freed(court, other, what)
        ),
        clashes=tuple(one for law in asked for one in clashes(law, what)),
        receipts=tuple(receipt(law, what) for law in asked),
        doubts=tuple(
            dict.fromkeys(
                one for law in asked for one in law.doubts if one.id not in what.enacted | what.void
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
    _known("amendment", enacted, [one.id for one in case.amendments])
    _known("provision", void, [one.id for one in case.provisions])
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


def proofs(case: Case, found: Legal, cell: str) -> tuple[Proof, ...]:
    """
    Prove how an option stands: under one whole reading, under each, or for each standing in one
    combination of readings.

    Args:
        case: The case.
        found: What the law says.
        cell: An option, measure/route, or either followed by a reading as option/reading.

    Raises:
        QuestionError: There is no such cell.
    """
    law, option, reading = cell_of(case, found, cell)
    if law.positions:
        chosen = [one for one in worlds(law) if reading in ("", one.position)]
        return tuple(_proof(law, option, one, found.what) for one in chosen)
    status = next(one for one in found.statuses if one.option.id == option.id)
    first: dict[Standing, Interpretation] = {}
    for turn in status.turns:
        whole = {term: turn.readings.get(term, readings[0]) for term, readings in law.terms.items()}
        first.setdefault(turn.standing, Interpretation(readings=whole))
    return tuple(_proof(law, option, world, found.what) for world in first.values())


def openings(case: Case, found: Legal, cell: str) -> tuple[TurningSearch, TurningSearch]:
    """
    Give all least sets of amendments that leave an option to the executive under every reading, and
    those that at least lift the bar.

    Raises:
        QuestionError: There is no such cell.
    """
    law, option, _ = cell_of(case, found, cell)
    return flips(law, option, found.what), flips(law, option, found.what, target=UNBARRED)


def disputed(found: Legal, option: str) -> tuple[str, ...]:
    """
    Give what the standing of an option turns on where whole readings are asked and do not agree, by
    address.

    These are the terms that the readings take differently, or of which some do not speak, and the
    provisions that only some rely on.
    """
    law = next((law for law in found.laws if law.positions and law.option(option)), None)
    asked = law.option(option) if law else None
    if (
        law is None
        or asked is None
        or len({cell.standing for cell in found.cells if cell.option == option}) == 1
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


def consent_steps(found: Legal, option: str) -> tuple[str, ...]:
    """
    Give the procedures by which consent to an option is given under a reading that asks for no
    more, as the law stands.
    """
    standings = {cell.standing for cell in found.cells if cell.option == option}
    status = found.status(option)
    law = next((law for law in found.laws if law.option(option)), None)
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


def cell_of(case: Case, found: Legal, cell: str) -> tuple[Law, Option, str]:
    """
    Find a cell by option, measure/route, option/reading or measure/route/reading.

    Raises:
        QuestionError: There is none.
    """
    for law in found.laws:
        option = law.option(cell)
        if option is not None:
            return law, option, ""
        name, slash, reading = cell.rpartition("/")
        option = law.option(name) if slash else None
        if option is not None and any(one.id == reading for one in law.positions):
            return law, option, reading
    known = [name for law in found.laws for one in law.options for name in _names(law, one)]
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
        return [option.id, *(f"{option.id}/{one.id}" for one in law.positions)]
    return [f"{option.measure}/{option.route}" if option.route else option.id]


def _known(kind: str, names: Collection[str], known: list[str]) -> None:
    for name in names:
        if name not in known:
            raise QuestionError(
                f"there is no {kind} {name!r} in this case{did_you_mean(name, known)} (there are:"
                f" {', '.join(known) or 'none'})"
            )


def _cells(court: LawSolver, what: Hypothesis) -> list[Cell]:
    found = []
    judged = {one.id: court.judged(what, one.id) for one in court.law.positions}
    for option in court.law.options:
        for world in worlds(court.law) if court.law.positions else ():
            one = judged[world.position][option.id]
            found.append(
                Cell(
                    option=option.id,
                    reading=world.position,
                    standing=next(iter(one.standings)),
                    because=behind(
                        each
                        for branch in branches(court.law, option, world, what)
                        for each in branch.reasons
                    ),
                    doubts=one.doubts,
                )
            )
    return found


def _statuses(court: LawSolver, what: Hypothesis) -> list[CombinedStanding]:
    judged = court.judged(what)
    return [
        CombinedStanding(
            option=option,
            standings=judged[option.id].standings,
            turns=turns_on(court.law, option, what),
            flips=flips(court.law, option, what),
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
        for one in court.law.positions
        for shift in _differences(
            one.id,
            {name: frozenset({standing}) for name, standing in court.cells(one.id, before).items()},
            {name: frozenset({standing}) for name, standing in court.cells(one.id, after).items()},
        )
    ]


def _freed(court: LawSolver, other: Law, what: Hypothesis) -> list[Freed]:
    opened = tuple(
        term for term, readings in other.terms.items() if court.law.terms.get(term) != readings
    )
    if court.law.positions or not opened:
        return []
    pairs = zip(_statuses(court, what), _statuses(LawSolver(other), what), strict=True)
    return [
        Freed(terms=opened, before=one, after=two)
        for one, two in pairs
        if (one.turns, one.flips) != (two.turns, two.flips)
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


def _proof(law: Law, option: Option, world: Interpretation, what: Hypothesis) -> Proof:
    found = branches(law, option, world, what)
    standing = standing_of(found[0].reasons) if len(found) == 1 else Standing.UNDETERMINED
    return Proof(option=option, world=world, standing=standing, branches=found)
