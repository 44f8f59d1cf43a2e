"""What may be done without asking anybody, who reads the law how, and whose consent is asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from phaseline.case.alphabet import (
    by_words,
    in_words_order,
    options_in_order,
    penalties_in_order,
    sides_in_order,
)
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite, Modality
from phaseline.case.model.law import Amendment, LegalEffect
from phaseline.case.model.politics import Penalty
from phaseline.case.model.response import Measure
from phaseline.desk.consent.chains import ComposedDecision
from phaseline.desk.consent.law_queries import CombinedStanding, OptionStanding
from phaseline.desk.consent.votes import VoteOutlook
from phaseline.desk.delivery.supply_options import without_goods
from phaseline.desk.findings.constraints import Constraints
from phaseline.desk.findings.finding import Absence, Finding, Spread
from phaseline.desk.findings.objections import ExposesOffice, threatened
from phaseline.desk.findings.promises import cites_of, published
from phaseline.law.model import Doubt, Effect, Standing
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading

# What the executive may not do without the body that consents.
CLOSED = (Standing.CONSENT, Standing.BARRED, Standing.CONSENT_LIFTS_BAR)
WITHOUT_ASKING = (Standing.EXECUTIVE, Standing.PRACTICE)
_ASKING = (Standing.CONSENT, Standing.CONSENT_LIFTS_BAR)
# By what a rule does, who decides where an option stands so.
_EFFECTS = {
    Standing.EXECUTIVE: Effect.PERMIT,
    Standing.CONSENT: Effect.CONSENT,
    Standing.CONSENT_LIFTS_BAR: Effect.CONSENT,
}
_MOST_DISPUTES = 2
_MOST_OPTIONS = 1
# Of what is done today the mildest is named first; what sends nothing stands behind plain help.
_MILDEST = ("non_lethal", "none", "dual_use", "defensive", "offensive", "ammunition")


@record
class ByReadings:
    """
    One standing, and the readings under which something stands so.

    Args:
        standing: The standing.
        bodies: The ids of those who decide alone, or whose consent is asked.
        readings: The ids of the readings.
    """

    standing: Standing
    bodies: tuple[str, ...]
    readings: tuple[str, ...]


@record
class OptionsStanding:
    """
    One standing, and what stands so.

    Args:
        standing: The standing.
        options: The addresses of the options.
    """

    standing: Standing
    options: tuple[str, ...]


@record
class PracticeToday(Finding):
    """
    What is done today, which proves no authority.

    Args:
        measures: The addresses of the measures.
    """

    measures: tuple[str, ...]


@record
class FewPracticeToday(PracticeToday):
    """
    The first of what is done today, where there is little room.

    Args:
        more: How many measures more there are.
    """

    more: int


@record
class CannotBeTold(Finding):
    """
    How something stands cannot be told on this day, for a change of law may have been made or not.

    Args:
        options: The addresses of the options that hang on the same changes.
        readings: The readings under which it hangs; none where it does under all.
        doubts: The changes.
        on: The day.
        is_played: Whether a game plays it, as barred.
    """

    options: tuple[str, ...]
    readings: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    on: date | None
    is_played: bool


@record
class AgainstOf:
    """
    Options that stand against the same readings.

    Args:
        options: The addresses of the options.
        against: The ids of the readings that do not leave them to the executive.
    """

    options: tuple[str, ...]
    against: tuple[str, ...]


@record
class LeftToExecutive(Finding):
    """
    What somebody's reading leaves to the executive and another's does not.

    Args:
        groups: The options, grouped by who reads it otherwise.
    """

    groups: tuple[AgainstOf, ...]


@record
class FewLeftToExecutive(LeftToExecutive):
    """
    The first of what somebody's reading leaves to the executive, where there is little room.

    Args:
        more: How many options more there are.
        others: What these are, grouped likewise.
    """

    more: int
    others: tuple[AgainstOf, ...]


@record
class DisputedTerm(Finding):
    """
    A term of law that parties on record read differently.

    Args:
        term: The address of the term.
        holders: The ids of the actors, one for each reading that somebody holds.
    """

    term: str
    holders: tuple[str, ...]


@record
class NeitherBarredNorPermitted(Finding):
    """
    An option of which no reading on record says anything.

    Args:
        option: The address of the option.
    """

    option: str


@record
class StandsByReading(Finding):
    """
    How an option stands in each reading.

    Args:
        option: The address of the option.
        groups: The standings, each with its readings.
    """

    option: str
    groups: tuple[ByReadings, ...]


@record
class StandsOverall(Finding):
    """
    How an option stands where all readings agree on it, or where no party reads the law as a whole.

    Args:
        option: The address of the option.
        ways: The one way in which it stands in every reading; or each of several, by how the terms
            of the law are read. Readings are not named.
    """

    option: str
    ways: tuple[ByReadings, ...]


@record
class GoodsByReading(Finding):
    """
    Which goods of a measure go in some readings, and which stay for they stand otherwise.

    Args:
        measure: The address of the measure.
        readings: The ids of the readings.
        standing: How the goods stand that go.
        bodies: The ids of those who decide alone on them, or whose consent is asked.
        goes: The addresses of the stocks that go.
        stays: The addresses of those that stay.
    """

    measure: str
    readings: tuple[str, ...]
    standing: Standing
    bodies: tuple[str, ...]
    goes: tuple[str, ...]
    stays: tuple[str, ...]


@record
class ReadingBelieved(Finding):
    """
    What follows for all that the law is asked about, if one reading is taken for the law.

    Args:
        reading: The id of the reading.
        groups: The standings that occur under it, each with the options that stand so.
        alone: The addresses of those that may be done without asking in this reading alone.
    """

    reading: str
    groups: tuple[OptionsStanding, ...]
    alone: tuple[str, ...]


@record
class GoesRound(Finding):
    """
    Measures that one reading lets pass without asking, and to which another asks a consent.

    Args:
        kinds: How many kinds of measure do.
        option: The address of the option that most readings close.
        without: The readings under which nobody is asked about it.
        against: The readings under which somebody is.
    """

    kinds: int
    option: str
    without: tuple[str, ...]
    against: tuple[str, ...]


@record
class NoneGoesRound(Finding):
    """Nothing that a reading allows without asking needs a body's consent in another."""


@record
class ConsentAsked(Finding):
    """
    With which chance a body would consent to an option, inside the model.

    Args:
        option: The address of the option.
        procedure: The address of the procedure.
        chance: The chance of one vote.
    """

    option: str
    procedure: str
    chance: Spread


@record
class SideOfConflict(Finding):
    """
    One side of a conflict of the sources.

    Args:
        conflict: The address of the conflict.
        side: Its place among the sides in the order of what they hold, from 0.
        source: The id of its source.
    """

    conflict: str
    side: int
    source: str


@record
class ContestedTerms(Finding):
    """
    How many terms of law are contested between parties on record.

    Args:
        terms: The addresses of the terms.
    """

    terms: tuple[str, ...]


@record
class ConsentProvision(Finding):
    """
    A provision under which consent is asked.

    Args:
        provision: The address of the provision.
    """

    provision: str


@record
class VetoLeaves(Finding):
    """
    What stays as it is where a change of law is vetoed, and not passed again.

    Args:
        amendment: The address of the change.
        stays: The addresses of the provisions that it would repeal, wholly or in part.
    """

    amendment: str
    stays: tuple[str, ...]


@record
class LawNotAsked(Finding):
    """What is lawful is not computed."""


def today(case: Case, limits: Constraints | None) -> tuple[Finding, ...]:
    """Give what is in force today, and which questions of law parties on record dispute."""
    law = (
        (*cannot_be_told(case, limits), *_left_to_executive(case, limits))
        if limits
        else _disputed_terms(case)
    )
    return (*_practice(case), *law)


def few_today(case: Case, limits: Constraints | None) -> tuple[Finding, ...]:
    """Give the same, with no more options than page one has room for."""
    return tuple(_few(finding) for finding in today(case, limits))


def _few(finding: Finding) -> Finding:
    if isinstance(finding, PracticeToday):
        return FewPracticeToday(
            measures=finding.measures[:_MOST_OPTIONS],
            more=len(finding.measures[_MOST_OPTIONS:]),
            cites=finding.cites[:_MOST_OPTIONS],
            rests_on=finding.rests_on,
        )
    return _few_left(finding) if isinstance(finding, LeftToExecutive) else finding


def _few_left(finding: LeftToExecutive) -> FewLeftToExecutive:
    first = finding.groups[0]
    shown = AgainstOf(options=first.options[:_MOST_OPTIONS], against=first.against)
    others = [
        AgainstOf(options=rest, against=group.against)
        for group in finding.groups
        if (rest := tuple(name for name in group.options if name not in shown.options))
    ]
    return FewLeftToExecutive(
        groups=(shown,),
        more=sum(len(group.options) for group in others),
        others=tuple(others),
        rests_on=finding.rests_on,
    )


def cannot_be_told(case: Case, limits: Constraints) -> tuple[CannotBeTold, ...]:
    """Give what the law is asked about and cannot tell on this day; what is alike stands once."""
    groups: dict[tuple[tuple[Doubt, ...], tuple[str, ...]], list[str]] = {}
    for option in case.options:
        cells = cells_of(limits, option.id)
        hanging = [cell for cell in cells if cell.doubts]
        readings = () if len(hanging) == len(cells) else tuple(cell.reading for cell in hanging)
        if doubts := _doubts(limits, option.id, hanging):
            groups.setdefault((doubts, readings), []).append(option.id)
    return tuple(
        CannotBeTold(
            about="+".join(options),
            options=tuple(f"options.{name}" for name in options),
            readings=readings,
            doubts=doubts,
            on=limits.legal.on,
            is_played=bool(limits.rungs),
            rests_on=tuple(doubt.address for doubt in doubts),
            absence=Absence.NOT_COMPUTABLE,
        )
        for (doubts, readings), options in groups.items()
    )


def may_sign(case: Case, limits: Constraints | None) -> tuple[Finding, ...]:
    """
    Give how the steps of the published courses stand, and how each party reads them: first those on
    which the readings agree least, for an answer has room for few.
    """
    if limits is None or not is_asked(limits):
        return _unasked(case)
    options = options_in_order(case, _asked_of(_climbed(case)))
    overall = {name: _overall(limits, name) for name in options}
    patterns: dict[tuple[ByReadings, ...], str] = {}
    for name in options:
        if len(groups := by_readings(limits, name)) > 1:
            patterns.setdefault(groups, name)
    return (
        *_silent(overall)[:1],
        *cannot_be_told(case, limits),
        *(
            StandsByReading(
                about=name,
                option=f"options.{name}",
                groups=groups,
                cites=_behind(case, limits, name),
                rests_on=(f"options.{name}",),
            )
            for groups, name in sorted(patterns.items(), key=lambda pair: _agreement(pair[0]))
        ),
        *goods_by_reading(case, limits),
        *_agreed(case, limits, overall),
    )


def _silent(overall: Mapping[str, tuple[ByReadings, ...]]) -> list[Finding]:
    """Give the options of which no reading says anything."""
    return [
        NeitherBarredNorPermitted(
            about=name, option=f"options.{name}", rests_on=(f"options.{name}",)
        )
        for name, ways in overall.items()
        if _is_silent(ways)
    ]


def _agreed(
    case: Case, limits: Constraints, overall: Mapping[str, tuple[ByReadings, ...]]
) -> list[Finding]:
    """Give how the options stand on which no parties differ, but for those that are silent."""
    return [
        StandsOverall(
            about=name,
            option=f"options.{name}",
            ways=ways,
            cites=_behind(case, limits, name),
            rests_on=(f"options.{name}",),
        )
        for name, ways in overall.items()
        if ways and not _is_silent(ways)
    ]


def _is_silent(ways: Sequence[ByReadings]) -> bool:
    return [way.standing for way in ways] == [Standing.SILENT]


def is_asked(limits: Constraints) -> bool:
    """Whether the law says how anything stands: in whole readings, or over all of its terms."""
    return bool(limits.legal.cells or limits.legal.statuses)


def _overall(limits: Constraints, option: str) -> tuple[ByReadings, ...]:
    """
    Give how an option stands in all readings alike, or, where no party reads the law as a whole,
    each way in which it may stand; nothing where parties differ.
    """
    deciders = _deciders(limits, option)
    if Standing.UNDETERMINED in deciders or len(by_readings(limits, option)) > 1:
        return ()
    return tuple(
        ByReadings(standing=standing, bodies=deciders[standing], readings=())
        for standing in Standing
        if standing in deciders
    )


def _deciders(limits: Constraints, option: str) -> Mapping[Standing, tuple[str, ...]]:
    """Give every standing of an option, with who decides or whose consent is asked."""
    if cells := cells_of(limits, option):
        return {cell.standing: cell.bodies for cell in cells}
    status = limits.legal.status(option)
    standings_of = status.standings if status else ()
    return {standing: _who_decides(status, standing) for standing in standings_of}


def _who_decides(status: CombinedStanding | None, standing: Standing) -> tuple[str, ...]:
    """Give who decides alone, or whose consent is asked, where an option stands so."""
    return status.bodies.get(_EFFECTS[standing], ()) if status and standing in _EFFECTS else ()


def goods_by_reading(case: Case, limits: Constraints | None) -> tuple[GoodsByReading, ...]:
    """Give which goods of a measure go in which reading, for each whose goods stand differently."""
    parted = [
        (limit.measure, limit.stand)
        for rung in (limits.rungs if limits else ())
        for limit in rung.measures
        if limit.stand.stays and not rung.completion
    ]
    groups: dict[tuple[str, Standing, tuple[str, ...], tuple[str, ...]], dict[str, None]] = {}
    for name, stand in parted:
        readings = groups.setdefault((name, stand.standing, stand.bodies, stand.stays), {})
        readings[stand.reading] = None
    return tuple(
        _goods_of(case.measures[name], standing, bodies, stays, tuple(readings))
        for (name, standing, bodies, stays), readings in groups.items()
    )


def _goods_of(
    measure: Measure,
    standing: Standing,
    bodies: tuple[str, ...],
    stays: tuple[str, ...],
    readings: tuple[str, ...],
) -> GoodsByReading:
    goes = without_goods(measure, stays).goods
    return GoodsByReading(
        about="+".join((measure.id, *readings)),
        measure=f"measures.{measure.id}",
        readings=readings,
        standing=standing,
        bodies=bodies,
        goes=tuple(f"stocks.{name}" for name in goes),
        stays=tuple(f"stocks.{name}" for name in stays),
        rests_on=(f"measures.{measure.id}", *(f"options.{name}" for name in measure.options)),
    )


def _agreement(groups: tuple[ByReadings, ...]) -> int:
    """Give how many readings go together at most."""
    return max(len(group.readings) for group in groups)


def veto_leaves(case: Case, limits: Constraints | None) -> tuple[VetoLeaves, ...]:
    """Give for each change of law that may be vetoed what stays then, where it repeals anything."""
    if limits is None:
        return ()
    vetoed = {route.amendment for route in limits.politics.routes if route.vetoed > 0}
    return tuple(
        VetoLeaves(
            about=amendment.id,
            amendment=f"amendments.{amendment.id}",
            stays=stays,
            cites=amendment.cites[:1],
            rests_on=(f"amendments.{amendment.id}", *stays),
        )
        for amendment in case.amendments
        if amendment.id in vetoed and (stays := _repealed(case, amendment))
    )


def _repealed(case: Case, amendment: Amendment) -> tuple[str, ...]:
    """Give the addresses of the provisions that a change repeals, wholly or in part."""
    names = dict.fromkeys(name.partition(".")[0] for name in amendment.repeals)
    return tuple(f"provisions.{name}" for name in names if name in case.provisions.ids)


def readings_believed(limits: Constraints | None) -> tuple[ReadingBelieved, ...]:
    """Give what follows from each reading, where there are two or more."""
    cells = limits.legal.cells if limits else ()
    by_reading: dict[str, dict[str, Standing]] = {}
    for cell in cells:
        by_reading.setdefault(cell.reading, {})[cell.option] = cell.standing
    named = {reading: stands for reading, stands in by_reading.items() if reading}
    if len(named) < 2:  # one reading is no choice
        return ()
    return tuple(_believed(reading, named) for reading in named)


def _believed(reading: str, by_reading: Mapping[str, Mapping[str, Standing]]) -> ReadingBelieved:
    stands = by_reading[reading]
    others = [those for name, those in by_reading.items() if name != reading]
    elsewhere = {name for those in others for name in _standing_so(those, WITHOUT_ASKING)}
    return ReadingBelieved(
        about=reading,
        reading=reading,
        groups=tuple(
            OptionsStanding(standing=standing, options=_standing_so(stands, (standing,)))
            for standing in Standing
            if standing in stands.values()
        ),
        alone=_without(_standing_so(stands, WITHOUT_ASKING), elsewhere),
        rests_on=tuple(f"options.{option}" for option in stands),
    )


def _without(names: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)


def _standing_so(stands: Mapping[str, Standing], ways: Collection[Standing]) -> tuple[str, ...]:
    """Give the addresses of the options that stand in one of some ways."""
    return tuple(f"options.{option}" for option, standing in stands.items() if standing in ways)


def goes_round(case: Case, limits: Constraints | None) -> tuple[Finding, ...]:
    """Give which steps go round the consenting body, what that exposes whom to, and what it would
    find if it were asked.
    """
    if limits is None or not is_asked(limits):
        return (*(asked := _asked_for_consent(case)), *([_law_not_asked(case)] if asked else ()))
    if not limits.legal.cells:  # nobody reads the law as a whole, so that nobody differs on it
        return (*_asked_for_consent(case), *_consent_asked(case, limits))
    options = [name for name in _asked_of(case.measures) if is_gone_round(limits, name)]
    exposed = _exposed(case, options)
    return (
        *(_gone_round(case, limits, options) or _not_gone_round(limits)),
        *exposed[:1],
        *_consent_asked(case, limits),
        *exposed[1:],
    )


def cells_of(limits: Constraints, option: str) -> list[OptionStanding]:
    """Give how an option stands, reading by reading."""
    return [cell for cell in limits.legal.cells if cell.option == option]


def _doubts(
    limits: Constraints, option: str, hanging: Sequence[OptionStanding]
) -> tuple[Doubt, ...]:
    status = limits.legal.status(option)
    doubts = [doubt for cell in hanging for doubt in cell.doubts]
    return tuple(dict.fromkeys((*doubts, *(status.doubts if status else ()))))


def standings(limits: Constraints, option: str) -> set[Standing]:
    """Give every standing of an option over the readings."""
    return {cell.standing for cell in cells_of(limits, option)}


def by_readings(limits: Constraints, option: str) -> tuple[ByReadings, ...]:
    """Give the standings of an option, each with the readings that hold it."""
    return grouped_readings(cells_of(limits, option))


def grouped_readings(cells: Iterable[OptionStanding]) -> tuple[ByReadings, ...]:
    """Give standings with who decides, each with the readings that hold it, in their order."""
    groups: dict[tuple[Standing, tuple[str, ...]], list[str]] = {}
    for cell in cells:
        groups.setdefault((cell.standing, cell.bodies), []).append(cell.reading)
    return tuple(
        ByReadings(standing=standing, bodies=bodies, readings=tuple(readings))
        for (standing, bodies), readings in groups.items()
    )


def _in_force(case: Case) -> list[Measure]:
    """Give what the published courses hold to be done today, the mildest first."""
    names = {
        name for ladder in published(case) for rung in ladder.rungs[:1] for name in rung.measures
    }
    return sorted(
        by_words(measure for measure in case.measures if measure.id in names),
        key=lambda measure: _MILDEST.index(measure.lethality),
    )


def _practice(case: Case) -> list[Finding]:
    measures = _in_force(case)
    if not measures:
        return []
    addresses = tuple(f"measures.{measure.id}" for measure in measures)
    return [
        PracticeToday(
            measures=addresses,
            cites=tuple(cite for measure in measures for cite in measure.cites[:1]),
            rests_on=addresses,
        )
    ]


def _left_to_executive(case: Case, limits: Constraints) -> list[Finding]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in options_in_order(case, case.options.ids):
        against = _readings(limits, name, CLOSED)
        if against and Standing.EXECUTIVE in standings(limits, name):
            groups.setdefault(against, []).append(f"options.{name}")
    if not groups:
        return []
    parts = tuple(
        AgainstOf(options=tuple(options), against=against)
        for against, options in sorted(groups.items(), key=lambda group: len(group[0]))
    )
    rests_on = tuple(option for part in parts for option in part.options)
    return [LeftToExecutive(groups=parts, rests_on=rests_on)]


def _readings(limits: Constraints, option: str, among: Sequence[Standing]) -> tuple[str, ...]:
    """Give the readings under which an option has one of some standings."""
    return tuple(cell.reading for cell in cells_of(limits, option) if cell.standing in among)


def _disputed_terms(case: Case) -> tuple[Finding, ...]:
    terms = [
        (term, [reading for reading in term.readings if reading.held_by])
        for term in by_words(case.terms)
    ]
    return tuple(
        DisputedTerm(
            about=term.id,
            term=f"terms.{term.id}",
            holders=tuple(dict.fromkeys(reading.held_by[0] for reading in readings)),
            cites=tuple(cite for reading in readings for cite in reading.cites[:1])[:2],
            rests_on=(f"terms.{term.id}",),
        )
        for term, readings in [pair for pair in terms if len(pair[1]) > 1][:_MOST_DISPUTES]
    )


def _climbed(case: Case) -> list[Measure]:
    """Give what the published courses add to today, step by step."""
    return [
        measure
        for ladder in published(case)
        for name in _added(ladder.rungs[0].measures, (rung.measures for rung in ladder.rungs[1:]))
        if (measure := case.measures.get(name)) and measure.option
    ]


def _asked_of(measures: Iterable[Measure]) -> list[str]:
    """Give the options under which the law is asked about measures, each once."""
    return list(dict.fromkeys(name for measure in measures for name in measure.options))


def _added(today_measures: Sequence[str], later: Iterable[Sequence[str]]) -> list[str]:
    return [name for names in later for name in names if name not in today_measures]


def _behind(case: Case, limits: Constraints, option: str) -> tuple[Cite, ...]:
    """Give the first citation of each provision behind an option's standings."""
    names = dict.fromkeys(
        name for cell in limits.legal.cells if cell.option == option for name in cell.because
    )
    return tuple(
        cite
        for provision in case.provisions
        if provision.id in names
        for cite in provision.cites[:1]
    )


def _unasked(case: Case) -> tuple[Finding, ...]:
    """Give the sides of the first conflict about a reading of the law, and what is contested."""
    if not case.provisions:
        return ()
    contested = tuple(
        f"terms.{term.id}"
        for term in case.terms
        if sum(bool(reading.held_by) for reading in term.readings) > 1
    )
    return (
        *_sides_on_a_reading(case),
        *((ContestedTerms(terms=contested, rests_on=contested),) if contested else ()),
        _law_not_asked(case),
    )


def _law_not_asked(case: Case) -> LawNotAsked:
    """Say that what is lawful is not computed: nothing is asked of the law, or it was not asked."""
    absence = Absence.NOT_COMPUTABLE if case.options else Absence.NOT_ENTERED
    return LawNotAsked(absence=absence)


def _sides_on_a_reading(case: Case) -> tuple[SideOfConflict, ...]:
    choices = {f"assumptions.{choice.id}" for choice in case.assumptions if choice.options}
    readings = choices | {f"terms.{term.id}" for term in case.terms}
    conflicts = [conflict for conflict in case.conflicts if readings & set(conflict.matters_for)]
    return sides_of(case, by_words(conflicts)[0].id) if conflicts else ()


def sides_of(case: Case, name: str) -> tuple[SideOfConflict, ...]:
    """Give both sides, or more, of a conflict, in the order of what they hold."""
    conflict = case.conflicts[name]
    return tuple(
        SideOfConflict(
            about=f"{name}.{place}",
            conflict=f"conflicts.{name}",
            side=place,
            source=side.source,
            cites=side.cites[:1] or cites_of(case, side.facts, 1),
            rests_on=(f"conflicts.{name}",),
        )
        for place, side in enumerate(sides_in_order(conflict))
    )


def _asked_for_consent(case: Case) -> tuple[Finding, ...]:
    """Give what is threatened, and the first provision that asks for a consent."""
    provisions = by_words(
        provision for provision in case.provisions if provision.effect is LegalEffect.CONSENT
    )[:1]
    return (
        *(
            threatened(case, penalty, ExposesOffice)
            for penalty in penalties_in_order(case, case.penalties)[:2]
        ),
        *(
            ConsentProvision(
                about=provision.id,
                provision=f"provisions.{provision.id}",
                cites=provision.cites[:1] or cites_of(case, provision.facts, 1),
                rests_on=(f"provisions.{provision.id}",),
            )
            for provision in provisions
        ),
    )


def is_gone_round(limits: Constraints, option: str) -> bool:
    """
    Whether some reading lets an option pass without asking, and another asks a body's consent to
    it: where it is barred, or open without asking, in every reading there is nobody to go round.
    """
    known = standings(limits, option)
    return bool(known & set(WITHOUT_ASKING)) and bool(known & set(_ASKING))


def _gone_round(case: Case, limits: Constraints, options: Sequence[str]) -> list[Finding]:
    if not options:
        return []
    closed = {name: len(_readings(limits, name, CLOSED)) for name in options}
    most = first_leading(options_in_order(case, options), closed.__getitem__)
    return [
        GoesRound(
            kinds=len(options),
            option=f"options.{most}",
            without=_readings(limits, most, WITHOUT_ASKING),
            against=_readings(limits, most, CLOSED),
            cites=_behind(case, limits, most),
            rests_on=tuple(f"options.{name}" for name in options),
        )
    ]


def _not_gone_round(limits: Constraints) -> list[Finding]:
    """Say that nothing goes round a body, where readings may differ and a step asks nobody."""
    if len({cell.reading for cell in limits.legal.cells}) < 2:  # one reading has no other
        return []
    free = dict.fromkeys(
        cell.option for cell in limits.legal.cells if cell.standing in WITHOUT_ASKING
    )
    if not free:
        return []
    return [NoneGoesRound(rests_on=tuple(f"options.{name}" for name in free))]


def _exposed(case: Case, options: Sequence[str]) -> list[Finding]:
    """
    Give what going round a body exposes each office to: of several threats one that is plain before
    one that its source hedges, and then in order.
    """
    threats = penalties_in_order(
        case, (penalty for penalty in case.penalties if set(penalty.options) & set(options))
    )
    surest: dict[str, Penalty] = {}
    for penalty in sorted(threats, key=lambda penalty: _is_hedged(case, penalty)):
        surest.setdefault(penalty.exposes, penalty)
    return [
        threatened(case, penalty, ExposesOffice)
        for penalty in threats
        if surest[penalty.exposes] is penalty
    ]


def _is_hedged(case: Case, penalty: Penalty) -> bool:
    """Whether a source says of a threat no more than that it could be carried out."""
    return any(case.facts[name].modality is Modality.COULD for name in penalty.facts)


def _waiting(limits: Constraints) -> Mapping[str, AbstractSet[str]]:
    """Give the ids of the options that wait on each procedure."""
    waiting: dict[str, set[str]] = {}
    for rung in limits.rungs:
        for measure in rung.measures:
            for step in measure.chance.steps:
                waiting.setdefault(step, set()).add(measure.stand.option)
    return waiting


def _consent_asked(case: Case, limits: Constraints) -> list[Finding]:
    """
    Give the vote that is least likely of those on which some rung waits, and an option that waits
    on it; of several that are equal the first by their words.
    """
    waiting = _waiting(limits)
    decisions: tuple[VoteOutlook | ComposedDecision, ...] = (
        *limits.politics.votes,
        *limits.politics.composed,
    )
    votes = [vote for vote in decisions if vote.id in waiting]
    if not votes:
        return []
    known = {vote.id: vote for vote in votes}
    names = in_words_order(case, "procedures", known)
    least = first_leading([known[name] for name in names], lambda vote: -vote.chance)
    asked = options_in_order(case, waiting[least.id])[0]
    return [
        ConsentAsked(
            about=least.id,
            option=f"options.{asked}",
            procedure=f"procedures.{least.id}",
            chance=Spread(median=least.chance, low=least.low, high=least.high, unit="chance"),
            rests_on=tuple(f"assumptions.{name}" for name in least.rests_on),
        )
    ]
