"""
Page one of the brief, in plain words: what is asked, what is known, each course, and what is not computed.

Differences come before levels, no chance of a transfer stands here, and a cell whose engine does not exist in this
version says so.
"""

from collections.abc import Mapping

from phaseline.case.check.ladders import gaps
from phaseline.case.model.escalation import Act, CounterThreat
from phaseline.case.model.evidence import Fact
from phaseline.case.model.response import Ladder, LadderStanding
from phaseline.case.model.whole import Case
from phaseline.case.values import facts_by_id, range_of
from phaseline.desk.assess import Assessment
from phaseline.desk.comparison import Compared
from phaseline.present.questions import answers
from phaseline.present.sentences import Sentence
from phaseline.present.words import actor_words, count_words, fact_amount, listed, lowered, range_words
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_SIGN_QUESTION = 9
_RUN_TODAY = ("yes", "reported")


@record
class Course:
    """
    One course of action: a row of the table.

    Args:
        name: The ladder's id.
        title: What the course is.
        origin: Whose it is, and who completed it.
        agree: Who must agree, as far as the sources say.
        counter: The counter-threat it meets.
        comply: What follows when the other side complies.
    """

    name: str
    title: str
    origin: str
    agree: Sentence
    counter: Sentence
    comply: Sentence


@record
class PageOne:
    """Everything that stands on page one, sentence by sentence, each with what it rests on."""

    responder: str
    decision: str
    decide_by: str
    bottom_line: tuple[Sentence, ...]
    strength: str
    today: tuple[Sentence, ...]
    known: tuple[Sentence, ...]
    courses: tuple[Course, ...]
    elsewhere: tuple[Sentence, ...]
    brakes: tuple[Sentence, ...]
    disagreement: tuple[Sentence, ...]
    dangers: tuple[Sentence, ...]
    objections: tuple[Sentence, ...]
    limits: tuple[str, ...]


def page_one(found: Assessment) -> PageOne:
    """Write page one from an assessment."""
    case = found.case
    courses = [one for one in found.ladders if one.ladder.standing is not LadderStanding.SCENARIO]
    return PageOne(
        responder=actor_words(case, case.responder),
        decision=case.decision or case.question,
        decide_by="no source names a date; lead times are not computed in this version" if case.decide_by == "unstated" else case.decide_by,
        bottom_line=_bottom_line(found),
        strength="undetermined",
        today=_today(case),
        known=_known(case),
        courses=tuple(_course(case, one) for one in sorted(courses, key=_order)),
        elsewhere=_elsewhere(case),
        brakes=tuple(
            Sentence(text=f"{held.brake.rank} {held.brake.title}", cites=held.brake.cites[:1], basis=(f"brakes.{held.brake.id}",))
            for held in found.brakes.held
        ),
        disagreement=answers(case)[_SIGN_QUESTION - 1].sentences if case.conflicts else (),
        dangers=_dangers(case),
        objections=_objections(case),
        limits=case.limits,
    )


def _order(one: Compared) -> tuple[bool, int, bool]:
    """Put the course that changes nothing first, then published ladders, then contrasts."""
    ladder = one.ladder
    return len(ladder.rungs) > 1, 0 if ladder.standing is LadderStanding.PUBLISHED else 1, bool(one.demands)


def _bottom_line(found: Assessment) -> tuple[Sentence, ...]:
    published = [one for one in found.ladders if one.ladder.standing is LadderStanding.PUBLISHED]
    unclear = [one for one in published if not one.is_evaluable]
    parts = []
    if published:
        counts = listed([f"{one.ladder.id} {len(one.gaps)}" for one in published])
        parts.append(
            Sentence(
                text=f"No course can be recommended over another from this version: law, votes, goods and the game are not computed. {count_words(len(unclear), 'published ladder')} of {len(published)} cannot be evaluated as written; gaps left open: {counts}.",
                basis=tuple(f"ladders.{one.ladder.id}" for one in published),
            )
        )
    return tuple(parts) or (Sentence(text="No ladder is entered in this case; there is nothing to compare."),)


def _today(case: Case) -> tuple[Sentence, ...]:
    """Say what is in force today, and which terms of law are disputed by whom; never that it is lawful."""
    names = dict.fromkeys(
        name
        for ladder in case.ladders
        if ladder.standing is LadderStanding.PUBLISHED
        for name in (ladder.rungs[0].measures if ladder.rungs else ())
    )
    measures = [measure for measure in case.measures if measure.id in names]
    found = []
    if measures:
        titles = listed([lowered(case, measure.title) for measure in measures])
        found.append(
            Sentence(
                text=f"Not computed in this version. In force today, which is practice and no proof of authority: {titles}.",
                cites=tuple(cite for measure in measures for cite in measure.cites[:1]),
                basis=tuple(f"measures.{measure.id}" for measure in measures),
            )
        )
    disputed = [provision for provision in case.provisions if provision.force.value in ("disputed", "challenged")]
    found.extend(
        Sentence(text=f"Disputed: {lowered(case, provision.says)}", cites=provision.cites[:2], basis=(f"provisions.{provision.id}",))
        for provision in disputed[:1]
    )
    return tuple(found)


def _known(case: Case) -> tuple[Sentence, ...]:
    facts = facts_by_id(case)
    acts = [act for act in case.acts if act.goal != "none"]
    found = [sentence for act in acts for sentence in _numbers(case, act, facts)]
    found += [
        Sentence(text=f"{act.title}: {_standing(act, facts)}.", cites=act.cites[:1], basis=(f"acts.{act.id}",))
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
                        text=f"{act.title}: possible, not reported by the papers{begun} (assumed, owner {assumption.owner}).",
                        cites=act.cites[:1],
                        basis=(f"acts.{act.id}", f"assumptions.{assumption.id}"),
                    )
                )
    for ladder in case.ladders:
        if "PL607" in {gap.code for gap in gaps(ladder, case)}:
            found.append(
                Sentence(
                    text=f"The {ladder.id} position sets no threshold: which phase it calls for cannot be said.",
                    cites=ladder.cites[-1:],
                    basis=(f"ladders.{ladder.id}",),
                )
            )
    return tuple(found)


def _numbers(case: Case, act: Act, facts: Mapping[str, Fact]) -> list[Sentence]:
    if act.is_done not in _RUN_TODAY:
        return []
    counted = [facts[name] for name in act.facts if name in facts and isinstance(facts[name].value, Quantity)]
    return [
        Sentence(
            text=f"{fact.says.rstrip('.')} ({_unsaid(fact)}{fact.status.value}, {actor_words(case, fact.said_by)}).",
            cites=fact.cites[:1],
            basis=(f"facts.{fact.id}",),
        )
        for fact in counted[:2]
    ]


def _unsaid(fact: Fact) -> str:
    """Give the number of a fact, unless its statement says it already."""
    number = fact_amount(fact).removeprefix("about ").removeprefix("more than ").split(" ")[0]
    return "" if number in fact.says else f"{fact_amount(fact)}; "


def _standing(act: Act, facts: Mapping[str, Fact]) -> str:
    standings = dict.fromkeys(facts[name].status.value for name in act.facts if name in facts)
    return "reported, not independently confirmed in the sources" if "reported" in standings else listed(list(standings)[:2])


def _course(case: Case, one: Compared) -> Course:
    ladder = one.ladder
    top = ladder.rungs[-1] if ladder.rungs else None
    source = _origin(case, ladder)
    owner = listed(list(dict.fromkeys(completion.completed_by for completion in ladder.completions)))
    is_ours = ladder.standing is LadderStanding.CONTRAST
    origin = (
        "not from the papers"
        if is_ours
        else f"{source}; {count_words(len(ladder.completions), 'completion')} by {owner}"
        if ladder.completions
        else source
    )
    needs = [rung for rung in ladder.rungs if rung.needs]
    agree = (
        Sentence(text=f"{needs[-1].id}: {needs[-1].needs}", cites=needs[-1].cites[:1], basis=(f"ladders.{ladder.id}",))
        if needs
        else Sentence(text="Nobody new: nothing changes." if len(ladder.rungs) == 1 else "Not said.")
    )
    return Course(
        name=ladder.id,
        title=ladder.title,
        origin=origin,
        agree=agree,
        counter=_counter(case, ladder, top.measures if top else ()),
        comply=_comply(ladder),
    )


def _origin(case: Case, ladder: Ladder) -> str:
    source = next((source.short or source.title for source in case.sources if source.id == ladder.source), "")
    author = next((actor.kind.value == "author" for actor in case.actors if actor.id == ladder.proposed_by), False)
    return source if author or not source else f"{actor_words(case, ladder.proposed_by)}, reported by {source}"


def _counter(case: Case, ladder: Ladder, measures: tuple[str, ...]) -> Sentence:
    """Name the counter-threats whose condition the top rung may meet."""
    new = set(measures) - set(ladder.rungs[0].measures if ladder.rungs else ())
    lethal = [one for one in case.measures if one.id in new and one.lethality in ("defensive", "offensive", "ammunition")]
    kinds = {route.id: route.kind for route in case.routes}
    direct = any(one.route == "direct" for one in lethal)
    indirect = any(one.route == "indirect" for one in lethal)
    met: list[CounterThreat] = []
    for threat in case.counter_threats:
        ways = {kinds.get(name, "") for name in threat.met_by}
        if (direct and "direct" in ways) or (indirect and ways - {"direct", ""}):
            met.append(threat)
    if not met:
        return Sentence(text="None of the threats on record is met.")
    holders = listed([f"the {actor_words(case, threat.by)}" for threat in met])
    return Sentence(
        text=f"May meet what {holders} warned against.",
        cites=tuple(cite for threat in met for cite in threat.cites[:1]),
        basis=tuple(f"counter_threats.{threat.id}" for threat in met),
    )


def _comply(ladder: Ladder) -> Sentence:
    if len(ladder.rungs) == 1:
        return Sentence(text="Nothing is asked, so nothing stops.")
    if ladder.off_ramp != "unstated":
        return Sentence(text=ladder.off_ramp, basis=(f"ladders.{ladder.id}.off_ramp",))
    ways = [fill.says for completion in ladder.completions for fill in completion.fills if fill.gap == "PL601"]
    return Sentence(
        text=f"Not said. Completions differ: {' / '.join(ways)}"
        if len(set(ways)) > 1
        else f"Not said. Completed: {ways[0]}"
        if ways
        else "Not said.",
        basis=(f"ladders.{ladder.id}.off_ramp",),
    )


def _elsewhere(case: Case) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            text=f"“{ladder.title}” is not a course of the responder: {listed([actor_words(case, name) for name in ladder.controlled_by])} would have to decide.",
            cites=ladder.cites[:1],
            basis=(f"ladders.{ladder.id}",),
        )
        for ladder in case.ladders
        if ladder.standing is LadderStanding.SCENARIO
    )


def _dangers(case: Case) -> tuple[Sentence, ...]:
    found = []
    for word, lead in (("verification", "Signs and cheats"), ("false alarm", "False alarm")):
        assumption = next((one for one in case.assumptions if word in (*one.affects, one.id.replace("-", " ")) and range_of(one)), None)
        ends = range_of(assumption) if assumption else None
        if assumption is not None and ends is not None:
            found.append(
                Sentence(
                    text=f"{lead}: {lowered(case, assumption.asks)}, {range_words(*ends)} (assumed).",
                    basis=(f"assumptions.{assumption.id}",),
                )
            )
    found.extend(
        Sentence(
            text=f"{track.title}: {listed(list(track.levels))}.".replace(" and ", " or ").replace("-", " "),
            basis=(f"tracks.{track.id}",),
        )
        for track in case.tracks
        if track.controlled_by == "nature"
    )
    disputed = [threat for threat in case.counter_threats if threat.met == "disputed"]
    found += [
        Sentence(
            text=f"Counter-threat disputed: {lowered(case, threat.condition)}",
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
            text=f"{actor_words(case, penalty.by)}: threatens {lowered(case, penalty.to)}.",
            cites=tuple(cite for name in penalty.facts if name in facts for cite in facts[name].cites[:1])[:1],
            basis=(f"penalties.{penalty.id}",),
        )
        for penalty in case.penalties[:1]
    ]
    found.extend(
        Sentence(
            text=f"{actor_words(case, threat.by)}: {lowered(case, threat.consequence)}",
            cites=threat.cites[:1],
            basis=(f"counter_threats.{threat.id}",),
        )
        for threat in case.counter_threats[:2]
    )
    ally = next((one for one in sorted(case.brakes, key=lambda one: one.rank)), None)
    if ally is not None:
        found.append(Sentence(text=f"Ally: {lowered(case, ally.title)}.", cites=ally.cites[:1], basis=(f"brakes.{ally.id}",)))
    asked = next((need for need in case.needs), None)
    if asked is not None:
        found.append(
            Sentence(
                text=f"{actor_words(case, asked.asked_by)}: asks for {count_words(len(case.needs), 'kind')} of arms; an objection of its own is not in the sources.",
                cites=asked.cites[:1],
                basis=("needs",),
            )
        )
    return tuple(found)
