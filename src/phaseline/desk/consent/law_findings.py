"""
What `check` finds only by asking the law: clashes, steps that no reading allows, and those of which
that cannot be told.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from phaseline.case.addresses import Path, address_of
from phaseline.case.check.report import Report
from phaseline.case.check.rules import PlacedRule, placed_rules
from phaseline.case.codes import CODES
from phaseline.case.model.case import Case
from phaseline.case.model.play import STANDINGS
from phaseline.case.model.response import Measure
from phaseline.case.read import CaseReading
from phaseline.case.showing import clipped
from phaseline.desk.consent.consent import is_voted_on, provokes, readings_of, stands, steps_of
from phaseline.desk.consent.law_queries import BARS, OptionStanding, played_as, what_of
from phaseline.desk.consent.votes import has_chance
from phaseline.law.authored import laws
from phaseline.law.clashes import Clash, first_clashes
from phaseline.law.model import Doubt, Hypothesis, Interpretation, Law, Standing
from phaseline.law.status import LawSolver, is_one_always
from phaseline.terms.diagnostic import Diagnostic, in_reading_order
from phaseline.terms.record import record

_PERMITTED = frozenset({Standing.EXECUTIVE, Standing.CONSENT, Standing.PRACTICE})
_EVERY = "every combination of readings"
_MOST_NAMES = 6  # in a message
_LAST = "PL111"  # what stands last in a report


@record
class _EncodingAnswers:
    """
    How the options stand that measures name, in one encoding.

    Args:
        law: The law, with these options alone.
        standings: By option, every standing that it has, each with the readings under which it has
            it.
        doubts: By option, the changes of which it cannot be told whether they have been made, where
            a standing hangs on that.
    """

    law: Law
    standings: Mapping[str, Mapping[Standing, tuple[str, ...]]]
    doubts: Mapping[str, tuple[Doubt, ...]]

    def is_barred(self, option: str) -> bool:
        """Whether every reading bars an option."""
        return self.standings[option].keys() <= BARS


def with_law(report: Report) -> Report:
    """Give a report with what is found by asking the law, in the order of files and lines."""
    findings = law_findings(report)
    if not findings:
        return report
    first = tuple(diagnostic for diagnostic in report.diagnostics if diagnostic.code != _LAST)
    last = tuple(diagnostic for diagnostic in report.diagnostics if diagnostic.code == _LAST)
    return replace(report, diagnostics=(*in_reading_order((*first, *findings)), *last))


def law_findings(report: Report) -> tuple[Diagnostic, ...]:
    """
    Ask the law of a sound case what a check of the text alone cannot find.

    Args:
        report: What was found so far; of a case with errors, or one that asks nothing of the law,
            nothing more is.

    Raises:
        EngineError: The law could not be solved.
    """
    case = report.reading.case
    if case is None or not report.is_sound or not case.options:
        return ()
    hypothesis, asked = what_of(case), laws(case)
    findings = [
        *_clash_diagnostics(report.reading, case, asked, hypothesis),
        *_ladder_diagnostics(report.reading, case, asked, hypothesis),
        *_consent_diagnostics(report.reading, case, asked, hypothesis),
        *_uncounted_diagnostics(report.reading, case),
    ]
    return in_reading_order(tuple(findings))


def _diagnostic(
    reading: CaseReading,
    code: str,
    path: Path,
    message: str,
    *,
    expected: str,
    fix: str = "",
    detail: Iterable[str] = (),
) -> Diagnostic:
    place = reading.place(*path)
    return Diagnostic(
        code=code,
        severity=CODES[code].severity,
        place=place,
        message=clipped(message),
        expected=expected,
        fix=fix,
        address=address_of(path, reading.data),
        excerpt=reading.excerpt(place),
        detail=tuple(clipped(line) for line in detail),
    )


# Clashes


def _clash_diagnostics(
    reading: CaseReading, case: Case, asked: Iterable[Law], hypothesis: Hypothesis
) -> Iterator[Diagnostic]:
    """Give one diagnostic for each pair of rules that clash, at the one that prohibits."""
    rules = {rule.name: rule for rule in placed_rules(case)}
    for law in asked:
        pairs: dict[tuple[str, str], list[Clash]] = {}
        for clash in first_clashes(law, hypothesis):
            pairs.setdefault((clash.prohibits, clash.permits), []).append(clash)
        for (prohibits, permits), pair_clashes in pairs.items():
            yield _clash_diagnostic(reading, case, (rules[prohibits], rules[permits]), pair_clashes)


def _clash_diagnostic(
    reading: CaseReading,
    case: Case,
    pair: tuple[PlacedRule, PlacedRule],
    pair_clashes: Sequence[Clash],
) -> Diagnostic:
    bar, permit = pair
    options = list(dict.fromkeys(clash.option for clash in pair_clashes))
    more = f" and {len(options) - 1} more" if len(options) > 1 else ""
    return _diagnostic(
        reading,
        "PL311",
        bar.path,
        f"{bar.name} (prohibits) and {permit.name} (permits) both apply to"
        f" {_title(case, options[0])}{more}; no priority given",
        expected="one of the two with priority, or a condition that keeps them apart",
        fix=(
            f"say which has priority: `overrides: [{permit.name}]` in {bar.name}, or `overrides:"
            f" [{bar.name}]` in {permit.name}"
        ),
        detail=(
            _quoted(reading, case, bar, "prohibits"),
            _quoted(reading, case, permit, "permits"),
            (
                "option:"
                f" {', '.join(options[:_MOST_NAMES])}{' …' if len(options) > _MOST_NAMES else ''}"
            ),
            f"under: {_world(pair_clashes[0].world)}",
        ),
    )


def _title(case: Case, name: str) -> str:
    option = case.options[name]
    return f"{option.measure or option.id}/{option.route}" if option.route else option.id


def _quoted(reading: CaseReading, case: Case, placed: PlacedRule, does: str) -> str:
    """Quote the provision whose text a rule is, with its place."""
    provisions = {provision.id: number for number, provision in enumerate(case.provisions)}
    name = placed.rule.provision or placed.owner
    path: Path = ("provisions", provisions[name]) if name in provisions else placed.path[:2]
    place = reading.place(*path, "says")
    text = (
        case.provisions[provisions[name]].says
        if name in provisions
        else case.amendments[int(placed.path[1])].says
    )
    return f"{placed.name} {does} ({place.file}:{place.line}): {text}"


def _world(world: Interpretation) -> str:
    if world.position:
        return f"the position {world.position!r}"
    return (
        ", ".join(f"{term} read as {reading}" for term, reading in world.readings.items())
        or "every reading"
    )


# Steps


def _ladder_diagnostics(
    reading: CaseReading, case: Case, asked: Iterable[Law], hypothesis: Hypothesis
) -> Iterator[Diagnostic]:
    """
    Give the measures of ladders that no reading permits, and the rungs of which every reading bars
    some measure.
    """
    rungs = _rungs_by_measure(case)
    by_encoding = _answers_by_encoding(case, asked, rungs, hypothesis)
    home = {option.id: answers for answers in by_encoding for option in answers.law.options}
    asked_of = [
        (index, measure, _answers_of_measure(measure, home[measure.option]))
        for index, measure in enumerate(case.measures)
        if measure.id in rungs and measure.option in home
    ]
    for index, measure, answers in asked_of:
        yield from _measure_diagnostics(
            reading, ("measures", index, "option"), measure, answers, rungs[measure.id]
        )
    barred = {measure.id for _, measure, answers in asked_of if answers.is_barred(measure.option)}
    yield from _rung_diagnostics(reading, case, by_encoding, barred, hypothesis)


def _answers_of_measure(measure: Measure, answers: _EncodingAnswers) -> _EncodingAnswers:
    """
    Give the answers about a measure, under its own option: every standing that any of its goods
    have, for those that are open to it go.
    """
    if not measure.apart:
        return answers
    standings: dict[Standing, tuple[str, ...]] = {}
    for option in measure.goods_by_option:
        for standing, readings in answers.standings[option].items():
            names = (*standings.get(standing, ()), *readings)
            standings[standing] = tuple(dict.fromkeys(names))
    doubts = chain.from_iterable(answers.doubts[option] for option in measure.goods_by_option)
    return replace(
        answers,
        standings={measure.option: standings},
        doubts={measure.option: tuple(dict.fromkeys(doubts))},
    )


def _rungs_by_measure(case: Case) -> Mapping[str, list[str]]:
    """Give the rungs that hold a measure, each as ladder.rung, by the id of the measure."""
    rungs: dict[str, list[str]] = {}
    for ladder in case.ladders:
        for rung in ladder.rungs:
            for name in rung.measures:
                rungs.setdefault(name, []).append(f"{ladder.id}.{rung.id}")
    return rungs


def _answers_by_encoding(
    case: Case, asked: Iterable[Law], rungs: Container[str], hypothesis: Hypothesis
) -> list[_EncodingAnswers]:
    """Ask each encoding about the options that measures on ladders name."""
    wanted = {
        option for measure in case.measures if measure.id in rungs for option in measure.options
    }
    return [_answers_of(law, wanted, hypothesis) for law in asked]


def _answers_of(law: Law, wanted: Container[str], hypothesis: Hypothesis) -> _EncodingAnswers:
    part = replace(law, options=tuple(option for option in law.options if option.id in wanted))
    standings: dict[str, dict[Standing, tuple[str, ...]]] = {
        option.id: {} for option in part.options
    }
    doubts: dict[str, tuple[Doubt, ...]] = {}
    if part.options:
        court = LawSolver(part)
        doubts = {name: status.doubts for name, status in court.judged(hypothesis).items()}
        for reading, by_option in court.by_reading(hypothesis).items():
            for name, standing in _each_standing(by_option):
                readings = standings[name].get(standing, ())
                standings[name][standing] = (*readings, reading) if reading else ()
    return _EncodingAnswers(law=part, standings=standings, doubts=doubts)


def _each_standing(
    by_option: Mapping[str, frozenset[Standing]],
) -> Iterator[tuple[str, Standing]]:
    """Give every standing of every option, in the order of standings."""
    for name, standings in by_option.items():
        yield from ((name, standing) for standing in Standing if standing in standings)


def _consent_diagnostics(
    reading: CaseReading, case: Case, asked: Iterable[Law], hypothesis: Hypothesis
) -> Iterator[Diagnostic]:
    """Give the standings of measures of which the game does not say what they come to."""
    setup = case.game
    if setup is None or not setup.reading:
        return
    unsaid = set(STANDINGS) - {consent.standing for consent in setup.consents}
    # where nothing can be missing, the law need not be asked
    occurring = _occurring(case, asked, hypothesis) if unsaid else set()
    missing = sorted(unsaid & occurring, key=STANDINGS.index)
    if missing:
        path: Path = ("games", 0, "consents") if setup.consents else ("games", 0, "reading")
        yield _diagnostic(
            reading,
            "PL112",
            path,
            f"consents: nothing says what the standing {' or '.join(missing)} comes to",
            expected="a rule for each standing that occurs under some reading",
            fix=f"add one, such as {{standing: {missing[0]}}}",
        )


def _uncounted_diagnostics(reading: CaseReading, case: Case) -> Iterator[Diagnostic]:
    """Give the procedures that the game waits for, or is exposed to, and that nothing counts."""
    uncounted = {entry.id for entry in case.procedures if not has_chance(case, entry)}
    # where nothing is missing, the law need not be asked
    awaited = _awaited(case) & uncounted if uncounted else set()
    for index, procedure in enumerate(case.procedures):
        if procedure.id in awaited:
            yield _diagnostic(
                reading,
                "PL810",
                ("procedures", index),
                f"the game waits for {procedure.id!r}, and nothing gives the chance of it",
                expected="a whip count of those who vote, or a chance where nobody does",
                fix="add a whip count for it, or `base: unknown` and its `chance`",
            )


def _awaited(case: Case) -> set[str]:
    """
    Give the procedures on which what a measure comes to in the game hangs, in some reading, or to
    which a completion puts a rung.
    """
    standings = [stand for name in readings_of(case) for stand in stands(case, name).values()]
    put = {asked.procedure for policy in case.policies for asked in policy.asks}
    steps = {step for stand in standings for step in steps_of(stand)}
    return _moved(case, standings) | put | steps


def _moved(case: Case, standings: Sequence[OptionStanding]) -> set[str]:
    """Give the procedures of the penalties that what a measure comes to provokes."""
    return {
        penalty.procedure
        for penalty in case.penalties
        if is_voted_on(penalty) and any(provokes(stand, penalty) for stand in standings)
    }


def _occurring(case: Case, asked: Iterable[Law], hypothesis: Hypothesis) -> set[str]:
    """Give the words of the standings that measures have, as the game plays them."""
    measures = [measure.id for measure in case.measures]
    answers = _answers_by_encoding(
        case, (law for law in asked if law.positions), measures, hypothesis
    )
    by_option = [stands for encoding in answers for stands in encoding.standings.values()]
    return {played_as(standing).value for stands in by_option for standing in stands}


def _measure_diagnostics(
    reading: CaseReading,
    path: Path,
    measure: Measure,
    answers: _EncodingAnswers,
    rungs: Sequence[str],
) -> Iterator[Diagnostic]:
    """
    Give what is wrong with a measure on a ladder: that it is barred, that nobody can tell, or that
    nothing permits it.
    """
    standings = answers.standings[measure.option]
    if answers.is_barred(measure.option):
        yield _barred_measure(reading, path, measure.id, standings, rungs)
    elif Standing.UNDETERMINED in standings:
        yield _undetermined_measure(
            reading, path, measure.id, standings, answers.doubts[measure.option]
        )
    elif not _PERMITTED & standings.keys():
        yield _unpermitted_measure(reading, path, measure.id, standings)


def _standing_text(standings: Mapping[Standing, tuple[str, ...]]) -> str:
    """Say how an option stands, and under which readings."""
    if not any(standings.values()):
        names = [standing.value for standing in standings]
        return (
            f"{names[0]} under {_EVERY}"
            if len(names) == 1
            else f"{' or '.join(names)}, by the combination of readings"
        )
    return "; ".join(
        f"{standing.value} under {_joined(readings)}" for standing, readings in standings.items()
    )


def _joined(names: Sequence[str]) -> str:
    """Join names as a sentence does."""
    shown = [*names[:_MOST_NAMES], *(["others"] if len(names) > _MOST_NAMES else [])]
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)


def _barred_measure(
    reading: CaseReading,
    path: Path,
    name: str,
    standings: Mapping[Standing, tuple[str, ...]],
    rungs: Sequence[str],
) -> Diagnostic:
    more = " …" if len(rungs) > _MOST_NAMES else ""
    return _diagnostic(
        reading,
        "PL314",
        path,
        f"every reading of the law bars {name!r}: {_standing_text(standings)}",
        expected="a reading that does not bar what a ladder promises",
        fix=_unbarring(reading, "it off the ladder"),
        detail=(f"on: {', '.join(rungs[:_MOST_NAMES])}{more}",),
    )


def _unbarring(reading: CaseReading, off: str) -> str:
    """Say how a bar is mended; where changes of law are entered, which lifts it is asked."""
    case = reading.rest
    if case is not None and case.amendments:
        return f"take {off}, or ask `phaseline law CASE --open OPTION` what lifts the bar"
    return f"take {off}, or enter the change of law that it takes under `amendments`"


def _unpermitted_measure(
    reading: CaseReading, path: Path, name: str, standings: Mapping[Standing, tuple[str, ...]]
) -> Diagnostic:
    return _diagnostic(
        reading,
        "PL315",
        path,
        f"no reading of the law permits {name!r}: {_standing_text(standings)}",
        expected="a permission, a consent or a practice; silence is none",
    )


def _undetermined_measure(
    reading: CaseReading,
    path: Path,
    name: str,
    standings: Mapping[Standing, tuple[str, ...]],
    doubts: Sequence[Doubt],
) -> Diagnostic:
    return _diagnostic(
        reading,
        "PL318",
        path,
        f"how {name!r} stands on the as-of date cannot be told: {_standing_text(standings)}",
        expected="changes of law of which the dates say whether they are made by the as-of date",
        fix=f"narrow {doubts[0].address}, if a source does; the game plays it as barred",
        detail=tuple(f"{doubt.address}: {doubt.text}" for doubt in doubts),
    )


def _rung_diagnostics(
    reading: CaseReading,
    case: Case,
    by_encoding: Iterable[_EncodingAnswers],
    barred: set[str],
    hypothesis: Hypothesis,
) -> Iterator[Diagnostic]:
    """
    Give the rungs of which every reading bars one measure or another, though none is barred by all.
    """
    for path, rung, held in _options_of_rungs(case, barred):
        for answers in by_encoding:
            own = [
                name
                for name in held
                if name in answers.standings and answers.standings[name].keys() & BARS
            ]
            if len(own) > 1 and _is_barred_at_once(answers, own, hypothesis):
                standings = {held[name]: answers.standings[name] for name in own}
                yield _barred_rung(reading, path, rung, standings)


def _options_of_rungs(
    case: Case, barred: Container[str]
) -> Iterator[tuple[Path, str, Mapping[str, str]]]:
    """
    Give the place and the id of each rung, with its measures by the option under which the law is
    asked about them, without those that are barred by themselves.
    """
    option = {
        measure.id: measure.option
        for measure in case.measures
        # one with goods apart goes with those that are not barred
        if measure.option and not measure.apart and measure.id not in barred
    }
    for index, ladder in enumerate(case.ladders):
        for place, rung in enumerate(ladder.rungs):
            held = {option[name]: name for name in rung.measures if name in option}
            yield ("ladders", index, "rungs", place), rung.id, held


def _barred_rung(
    reading: CaseReading,
    path: Path,
    rung: str,
    standings: Mapping[str, Mapping[Standing, tuple[str, ...]]],
) -> Diagnostic:
    return _diagnostic(
        reading,
        "PL314",
        path,
        f"every reading of the law bars one measure or another of the rung {rung!r}",
        expected="a reading under which no measure of the rung is barred",
        fix=_unbarring(reading, "one of them off the rung"),
        detail=[f"{name}: {_standing_text(held)}" for name, held in standings.items()],
    )


def _is_barred_at_once(
    answers: _EncodingAnswers, names: Sequence[str], hypothesis: Hypothesis
) -> bool:
    """Whether in every world at least one of some options is barred."""
    if answers.law.positions:
        return _barring(answers, names) == {position.id for position in answers.law.positions}
    part = replace(
        answers.law, options=tuple(option for option in answers.law.options if option.id in names)
    )
    return is_one_always(part, BARS, hypothesis)


def _barring(answers: _EncodingAnswers, names: Collection[str]) -> set[str]:
    """Give the readings that bar at least one of some options."""
    readings: set[str] = set()
    for name in names:
        for standing in answers.standings[name].keys() & BARS:
            readings.update(answers.standings[name][standing])
    return readings
