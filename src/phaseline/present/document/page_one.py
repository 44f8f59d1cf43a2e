"""
Page one of the brief, in plain words: what is asked, what is known, each course, and what is not
computed.

Differences come before levels, no chance of a transfer stands here, and a cell whose engine does
not exist in this version says so.
"""

from collections.abc import Mapping

from phaseline.case.check.ladders import gaps
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Act
from phaseline.case.model.evidence import Fact
from phaseline.case.model.response import LadderStanding
from phaseline.case.values import facts_by_id, range_of
from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.constraints import Constraints
from phaseline.law.model import Standing
from phaseline.present.document import page_one_game as page_model
from phaseline.present.document.courses import Course, course, order
from phaseline.present.document.limits import undetermined_words
from phaseline.present.document.questions import answers
from phaseline.present.wording.law import CLOSED, reading_names
from phaseline.present.wording.numbers import actor_words, fact_amount, listed, lowered, range_words
from phaseline.present.wording.rounding import told_by
from phaseline.present.wording.sentences import Sentence, origin_of, source_name
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_SIGN_QUESTION = 9
_MOST_DISPUTES = 3  # page one is one sheet
_RUN_TODAY = ("yes", "reported")


@record
class PageOne:
    """Everything that stands on page one, sentence by sentence, each with what it rests on."""

    responder: str
    decision: str
    decide_by: str
    demands: tuple[Sentence, ...]
    bottom_line: tuple[Sentence, ...]
    strength: str
    today: tuple[Sentence, ...]
    known: tuple[Sentence, ...]
    courses: tuple[Course, ...]
    elsewhere: tuple[Sentence, ...]
    brakes: tuple[Sentence, ...]
    disagreement: tuple[Sentence, ...]
    dangers: tuple[Sentence, ...]
    decides: tuple[Sentence, ...]
    information: tuple[Sentence, ...]
    figures: str
    objections: tuple[Sentence, ...]
    limits: tuple[str, ...]


def page_one(found: Assessment) -> PageOne:
    """Write page one from an assessment."""
    case = found.case
    told = told_by(found)
    courses = [one for one in found.ladders if one.ladder.standing is not LadderStanding.SCENARIO]
    return PageOne(
        responder=actor_words(case, case.responder),
        decision=case.decision or case.question,
        decide_by="no source names a date" if case.decide_by == "unstated" else case.decide_by,
        demands=_demands(case),
        bottom_line=(*page_model.bottom_line(case, found.contest), *_bottom_line(found)),
        strength=page_model.strength(case, found.contest),
        today=_today(case, found.constraints),
        known=_known(case),
        courses=tuple(
            course(case, one, found.contest, found.constraints, found.deliverable)
            for one in sorted(courses, key=order)
        ),
        elsewhere=_elsewhere(case),
        brakes=tuple(
            Sentence(
                text=f"{held.brake.rank} {held.brake.title}",
                cites=held.brake.cites[:1],
                basis=(f"brakes.{held.brake.id}",),
            )
            for held in found.brakes.held
        ),
        disagreement=answers(case, told)[_SIGN_QUESTION - 1].sentences if case.conflicts else (),
        dangers=(*page_model.dangers(case, found.contest), *_dangers(case, found.contest)),
        decides=page_model.decides(case, found.contest),
        information=page_model.information(case, found.contest),
        figures=page_model.figures(case, found.contest),
        objections=_objections(case),
        limits=case.limits,
    )


def _demands(case: Case) -> tuple[Sentence, ...]:
    """Say what a published ladder asks of the other side."""
    asked = {
        name
        for ladder in case.ladders
        if ladder.standing is LadderStanding.PUBLISHED
        for rung in ladder.rungs
        for name in rung.demands
    }
    return tuple(
        Sentence(
            text=(
                f"{place}. {lowered(case, demand.title)}"
                if place > 1
                else f"1. {lowered(case, demand.title)}"
            ),
            cites=demand.cites[:1],
            basis=(f"demands.{demand.id}",),
        )
        for place, demand in enumerate((one for one in case.demands if one.id in asked), start=1)
    )


_OPEN_WORDS = {
    "PL601": "what follows when the other side complies",
    "PL602": "what calls for every step",
    "PL603": "what follows a breach that is found out",
    "PL604": "how long the other side has to answer",
    "PL605": "what exactly is demanded",
    "PL606": "why the last step is proportionate",
    "PL607": "from what level on a step is due",
    "PL609": "what is demanded",
}


def _bottom_line(found: Assessment) -> tuple[Sentence, ...]:
    published = [one for one in found.ladders if one.ladder.standing is LadderStanding.PUBLISHED]
    if not published:
        return (Sentence(text="No ladder is entered in this case; there is nothing to compare."),)
    unknown = _unknown(found)
    shared = set.intersection(*({gap.code for gap in one.gaps} for one in published))
    missing = [words for code, words in _OPEN_WORDS.items() if code in shared]
    basis = tuple(f"ladders.{one.ladder.id}" for one in published)
    if not missing:
        return (Sentence(text=unknown, basis=basis),) if unknown else ()
    who = (
        "The one course on record does not say"
        if len(published) == 1
        else f"None of the {len(published)} courses on record says"
    )
    said = (Sentence(text=unknown, basis=basis),) if unknown else ()
    alternatives = listed(missing)
    for word in ("how", "why", "what"):
        alternatives = alternatives.replace(f" and {word}", f", or {word}")
    return (
        *said,
        Sentence(
            text=f"{who} {alternatives}.",
            basis=basis,
        ),
    )


def _unknown(found: Assessment) -> str:
    """
    Say what is not computed: nothing where law, votes and the game are, for the table names the
    rest.
    """
    parts = [] if found.constraints else ["what the law allows", "what would pass"]
    if found.contest:
        return (
            f"{_capital(listed([*parts, 'what can be delivered']))} are assumed, not computed, in"
            " this version."
            if parts
            else ""
        )
    missing = listed([*parts, "what can be delivered", "what the other side would do"])
    return f"No course can be preferred to another: {missing} are not computed in this version."


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _today(case: Case, limits: Constraints | None) -> tuple[Sentence, ...]:
    """
    Say what is in force today, and which questions of law parties on record dispute; never that it
    is lawful.
    """
    names = dict.fromkeys(
        name
        for ladder in case.ladders
        if ladder.standing is LadderStanding.PUBLISHED and ladder.rungs
        for name in ladder.rungs[0].measures
    )
    measures = [measure for measure in case.measures if measure.id in names]
    found = []
    if measures:
        titles = "; ".join(lowered(case, measure.title) for measure in measures)
        text = f"Practice today, which proves no authority: {titles}."
        found.append(
            Sentence(
                text=text,
                cites=tuple(cite for measure in measures for cite in measure.cites[:1]),
                basis=tuple(f"measures.{measure.id}" for measure in measures),
            )
        )
    law = [*_undetermined(case, limits), *_alone(case, limits)] if limits else _terms(case)
    return (*found, *law)


def _undetermined(case: Case, limits: Constraints) -> list[Sentence]:
    """Say what cannot be told of the law on this day, why, and that the game plays it as barred."""
    played = " The game plays it as barred." if limits.rungs else ""
    return [
        Sentence(text=f"{words}{played}", basis=tuple(one.address for one in doubts))
        for words, doubts in undetermined_words(case, limits)
    ]


def _alone(case: Case, limits: Constraints) -> list[Sentence]:
    """Say what a minister may do alone in somebody's reading, and who reads it otherwise."""
    names = {name: lowered(case, words) for name, words in reading_names(case).items()}
    groups: dict[str, list[str]] = {}
    for option in case.options:
        cells = [cell for cell in limits.legal.cells if cell.option == option.id]
        against = [names[cell.reading] for cell in cells if cell.standing in CLOSED]
        if against and any(cell.standing is Standing.ALONE for cell in cells):
            groups.setdefault(listed(against), []).append(lowered(case, option.title))
    if not groups:
        return []
    text = "; ".join(f"{', '.join(titles)} (against: {who})" for who, titles in groups.items())
    return [
        Sentence(text=f"For the minister alone in somebody's reading: {text}.", basis=("options",))
    ]


def _terms(case: Case) -> list[Sentence]:
    """Name the terms of law that parties on record dispute."""
    found: list[Sentence] = []
    for term in case.terms:
        held = [reading for reading in term.readings if reading.held_by]
        if len(held) > 1 and len(found) < _MOST_DISPUTES - 1:
            holders = listed(
                list(dict.fromkeys(actor_words(case, reading.held_by[0]) for reading in held))
            )
            found.append(
                Sentence(
                    text=f"{'' if found else 'Disputed: '}{term.asks.rstrip('?')} ({holders}).",
                    cites=tuple(cite for reading in held for cite in reading.cites[:1])[:2],
                    basis=(f"terms.{term.id}",),
                )
            )
    return found


def _known(case: Case) -> tuple[Sentence, ...]:
    facts = facts_by_id(case)
    acts = [act for act in case.acts if act.goal != "none"]
    found = [sentence for act in acts for sentence in _numbers(case, act, facts)]
    found += [
        Sentence(
            text=f"{act.title}: {_standing(case, act, facts)}.",
            cites=act.cites[:1],
            basis=(f"acts.{act.id}",),
        )
        for act in acts
        if act.is_done == "reported"
    ]
    for act in acts:
        if act.by == case.challenger and act.is_done == "unknown":
            assumption = next((one for one in case.assumptions if one.id == act.assumption), None)
            ends = range_of(assumption) if assumption else None
            begun = "; may already have begun" if ends else ""
            if ends and assumption is not None:
                found.append(
                    Sentence(
                        text=f"{act.title}: called possible, not reported{begun} (our assumption).",
                        cites=act.cites[:1],
                        basis=(f"acts.{act.id}", f"assumptions.{assumption.id}"),
                    )
                )
    found += [
        Sentence(
            text=(
                f"{origin_of(case, ladder)}: no threshold is set, so which phase it calls for"
                " cannot be said."
            ),
            cites=ladder.cites[-1:],
            basis=(f"ladders.{ladder.id}",),
        )
        for ladder in case.ladders
        if "PL607" in {gap.code for gap in gaps(ladder, case)}
    ]
    return tuple(found)


def _numbers(case: Case, act: Act, facts: Mapping[str, Fact]) -> list[Sentence]:
    if act.is_done not in _RUN_TODAY:
        return []
    counted = [
        facts[name]
        for name in act.facts
        if name in facts and isinstance(facts[name].value, Quantity)
    ]
    return [
        Sentence(
            text=f"{fact.says.rstrip('.')}{_how(case, fact)}.",
            cites=fact.cites[:1],
            basis=(f"facts.{fact.id}",),
        )
        for fact in counted[:2]
    ]


def _how(case: Case, fact: Fact) -> str:
    """Give what the statement leaves out of number, standing and speaker, in brackets."""
    speaker = actor_words(case, fact.said_by)
    parts = [_unsaid(fact), fact.status.value, "" if speaker in fact.says else speaker]
    shown = ", ".join(part for part in parts if part)
    return f" ({shown})"


def _unsaid(fact: Fact) -> str:
    """Give the number of a fact, unless its statement says it already."""
    number = fact_amount(fact).removeprefix("about ").removeprefix("more than ").split(" ")[0]
    return "" if number in fact.says else fact_amount(fact)


def _standing(case: Case, act: Act, facts: Mapping[str, Fact]) -> str:
    """Say which source gives an act which standing; agreement of sources is no confirmation."""
    held = [facts[name] for name in act.facts if name in facts]
    by_standing: dict[str, dict[str, None]] = {}
    for fact in held:
        if fact.status.value in ("reported", "asserted") and fact.kind is held[0].kind:
            names = by_standing.setdefault(fact.status.value, {})
            names.update(dict.fromkeys(source_name(case, cite.source) for cite in fact.cites))
    parts = [f"{standing} by {listed(list(names))}" for standing, names in by_standing.items()]
    return f"{listed(parts)}; no independent confirmation in the sources"


def _elsewhere(case: Case) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            text=(
                f"“{ladder.title}” is not for {actor_words(case, case.responder)} to decide, but"
                f" for {listed([actor_words(case, name) for name in ladder.controlled_by])}."
            ),
            cites=ladder.cites[:1],
            basis=(f"ladders.{ladder.id}",),
        )
        for ladder in case.ladders
        if ladder.standing is LadderStanding.SCENARIO
    )


def _dangers(case: Case, played: LadderComparison | None) -> tuple[Sentence, ...]:
    found = []
    for word, lead in (
        () if played else (("verification", "It signs and cheats"), ("false alarm", "False alarm"))
    ):
        assumption = next(
            (
                one
                for one in case.assumptions
                if word in (*one.affects, one.id.replace("-", " ")) and range_of(one)
            ),
            None,
        )
        ends = range_of(assumption) if assumption else None
        if assumption is not None and ends is not None:
            found.append(
                Sentence(
                    text=(
                        f"{lead}: {lowered(case, assumption.asks)}, {range_words(*ends)} (assumed)."
                    ),
                    basis=(f"assumptions.{assumption.id}",),
                )
            )
    found.extend(
        Sentence(
            text=track.note or f"{track.title}: {track.levels[-1].replace('-', ' ')}.",
            basis=(f"tracks.{track.id}",),
        )
        for track in case.tracks
        if track.controlled_by == "nature" and not played
    )
    disputed = [threat for threat in case.counter_threats if threat.met == "disputed"]
    found += [
        Sentence(
            text=f"A warning is met by others' doing: {lowered(case, threat.condition)}",
            cites=threat.cites[:1],
            basis=(f"counter_threats.{threat.id}",),
        )
        for threat in disputed
    ]
    return tuple(found)


def _objections(case: Case) -> tuple[Sentence, ...]:
    facts = facts_by_id(case)
    found = [
        Sentence(
            text=(
                f"{actor_words(case, penalty.by)}: {lowered(case, penalty.to)} over"
                f" {lowered(case, penalty.act)}"
            ),
            cites=tuple(
                cite for name in penalty.facts if name in facts for cite in facts[name].cites[:1]
            )[:1],
            basis=(f"penalties.{penalty.id}",),
        )
        for penalty in case.penalties[:1]
    ]
    found.extend(
        Sentence(
            text=f"{actor_words(case, threat.by)}: {lowered(case, threat.consequence).rstrip('.')}",
            cites=threat.cites[:1],
            basis=(f"counter_threats.{threat.id}",),
        )
        for threat in case.counter_threats[:2]
    )
    asked = next((need for need in case.needs if need.asked_by != case.responder), None)
    if asked is not None:
        found.append(
            Sentence(
                text=f"{actor_words(case, asked.asked_by)}: no objection of its own in the sources",
                cites=asked.cites[:1],
                basis=("needs",),
            )
        )
    return tuple(found)
