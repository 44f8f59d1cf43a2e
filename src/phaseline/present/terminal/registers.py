"""
The registers of a case as text: facts, sources, assumptions, conflicts, timeline, derived numbers,
brakes.
"""

from collections.abc import Collection, Iterable, Sequence

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.case.model.common import Challenge
from phaseline.case.model.evidence import Conflict, Fact, Silence, Source
from phaseline.case.values import Derivation, range_of
from phaseline.desk.register.brakes import Brakes
from phaseline.desk.register.facts import is_from_papers, origins_of, record_of
from phaseline.desk.register.timeline import TimelineEntry
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import (
    actor_words,
    count_words,
    derived_words,
    fact_amount,
    input_words,
    listed,
    range_words,
    used_words,
)
from phaseline.present.wording.records import cites_text, event_dates
from phaseline.present.wording.sentences import Answer, Sentence
from phaseline.terms.quantity import Quantity, Unknown
from phaseline.terms.when import NO_DATE


def fact_text(case: Case, fact: Fact) -> str:
    """Give one fact: what is said, by whom, with what standing, where."""
    amount = fact_amount(fact)
    date = f" · {event_dates(fact.when)}" if fact.when.is_known else ""
    standing = (
        f"{fact.status.value}, {fact.modality.value}"
        if fact.modality.value != "said"
        else fact.status.value
    )
    who = actor_words(case, fact.said_by)
    head = wrapped(f"{fact.id}  [{fact.kind}; {standing}; {who}{date}]", hang=4)
    lines = [head, wrapped(fact.says + (f" — {amount}" if amount else ""), indent=4)]
    lines += [wrapped(f"scope: {fact.scope}", indent=4)] if fact.scope else []
    lines += [wrapped(cites_text(fact.cites), indent=4)]
    lines += [wrapped(f"note: {fact.note}", indent=4)] if fact.note else []
    if not is_from_papers(case, fact):
        lines.append(
            "    public record, not in the papers"
            if fact.said_by != "phaseline"
            else "    worked out by the case editors, not in the papers"
        )
    if fact.status.value in ("reported", "estimate"):
        alone = "; no independent confirmation" if _is_unconfirmed(case, fact) else ""
        lines.append(f"    {count_words(origins_of(case, fact), 'origin')}{alone}")
    return "\n".join(lines)


def facts_text(case: Case, facts: tuple[Fact, ...]) -> str:
    """
    Give a list of facts, those of the papers before those of further public records; first, how
    many there are, and how many of them nobody else confirms.
    """
    if not facts:
        return f"No such fact in this case, out of {len(case.facts)}: not in the sources."
    papers = [fact for fact in facts if is_from_papers(case, fact)]
    others = [fact for fact in facts if not is_from_papers(case, fact)]
    alone = len([fact for fact in facts if _is_unconfirmed(case, fact)])
    counts = (
        f"{count_words(len(facts), 'fact')} of {len(case.facts)}: {len(papers)} from the papers,"
        f" {len(others)} from elsewhere."
    )
    if alone:
        having = count_words(alone, "report or estimate has", "reports or estimates have")
        counts += f" {having} no independent confirmation."
    return "\n".join([wrapped(counts), "", *(fact_text(case, fact) for fact in (*papers, *others))])


def _is_unconfirmed(case: Case, fact: Fact) -> bool:
    """Whether a report or an estimate goes back to fewer than two origins."""
    return fact.status.value in ("reported", "estimate") and origins_of(case, fact) < 2


def assumption_counts(assumptions: Sequence[Assumption], inert: Collection[str]) -> str:
    """
    Count assumptions: how many there are, of how many nobody says which value is best, and on how
    many nothing rests.

    Args:
        assumptions: Those that are listed.
        inert: The ids of those on which no number, rule or claim of the case rests.
    """
    ranged = [assumption for assumption in assumptions if range_of(assumption)]
    middle = sum(isinstance(assumption.best, Unknown) for assumption in ranged)
    idle = sum(assumption.id in inert for assumption in assumptions)
    rest = len(assumptions) - len(ranged)
    counts = count_words(len(assumptions), "assumption")
    counts += f": {len(ranged)} with a range, {rest} without one." if rest else ", with a range."
    if middle:
        counts += f" Of {middle} the middle is used, as no best value is given."
    if idle:
        counts += f" On {idle} nothing rests (inert): no answer changes, whatever holds there."
    return wrapped(counts)


def reference(source: Source) -> str:
    """Give the bibliographic line of a source: authors, title, where it appeared, when."""
    publisher = next(
        (one for one in (source.publisher, source.container_title) if one and one != "unknown"),
        "publisher not stated",
    )
    authors = listed(list(source.author), empty="")
    lead = f"{authors}: " if authors and authors != publisher else ""
    ending = "" if source.title.endswith(("?", "!", ".")) else "."
    where = f"{publisher}, {event_dates(source.issued)}" if source.issued.is_known else publisher
    return f"{lead}{source.title}{ending} {where}{'' if where.endswith('.') else '.'}"


def source_text(case: Case, source: Source) -> str:
    """Give one source as a bibliography would, with what was read of it."""
    cited = sum(any(cite.source == source.id for cite in fact.cites) for fact in case.facts)
    read = "text read" if source.is_verified else "text not read by the editors"
    digest = f"; sha256 {source.sha256[:12]}…" if source.sha256 else ""
    origin = f"; repeats {listed(list(source.derives_from))}" if source.derives_from else ""
    lines = [
        f"{source.id}  [{source.role.value}; {source.type}; {source.language}]",
        wrapped(reference(source), indent=4),
    ]
    lines += [f"    {source.URL}"] if source.URL else []
    lines.append(wrapped(f"{count_words(cited, 'fact')} cite it; {read}{digest}{origin}", indent=4))
    lines += [wrapped(f"note: {source.note}", indent=4)] if source.note else []
    return "\n".join(lines)


def assumption_text(assumption: Assumption, *, is_inert: bool = False) -> str:
    """
    Give one assumption: range or options, reason, owner, what the papers do say, and whether
    nothing rests on it.
    """
    ends = range_of(assumption)
    span = range_words(*ends) if ends else " | ".join(assumption.options)
    used = used_words(assumption)
    label = f" {assumption.label}" if assumption.label else ""
    lines = [
        wrapped(f"{assumption.id}{label}  [{span}{f'; {used}' if used else ''}]", hang=4),
        wrapped(assumption.asks, indent=4),
    ]
    lines.append(wrapped(f"papers: {assumption.papers_say}", indent=4, hang=12))
    lines.append(wrapped(f"why: {assumption.rationale}", indent=4, hang=12))
    lines.append(
        wrapped(
            f"owner: {assumption.owner}; affects"
            f" {listed(list(assumption.affects), empty='nothing named')}",
            indent=4,
            hang=12,
        )
    )
    if is_inert:
        lines.append(wrapped("inert: no number, rule or claim of the case rests on it", indent=4))
    lines += [
        wrapped(f"challenged: {challenge_words(challenge)}", indent=4, hang=12)
        for challenge in assumption.challenged
    ]
    return "\n".join(lines)


def challenge_words(challenge: Challenge) -> str:
    """Say who challenged something, when, and with what words."""
    day = f", {event_dates(challenge.when)}" if challenge.when != NO_DATE else ""
    says = f": {challenge.says}" if challenge.says else ""
    return f"{challenge.by}{day}{says}"


def conflict_text(case: Case, conflict: Conflict) -> str:
    """Give one conflict with every side."""
    short = {source.id: source.short or source.title for source in case.sources}
    where = "between sources" if conflict.lies.value == "between" else "within one source"
    lines = [wrapped(f"{conflict.id}  {conflict.title}  [{where}]", hang=4)]
    lines.extend(
        wrapped(
            f"{short.get(side.source, side.source)}: {side.holds} {cites_text(side.cites)}",
            indent=4,
            hang=6,
        )
        for side in conflict.sides
    )
    lines.append(wrapped(f"→ {conflict.handling}", indent=4, hang=6))
    if conflict.shown_by:
        lines.append(wrapped(f"shown by: {', '.join(conflict.shown_by)}", indent=6, hang=8))
    return "\n".join(lines)


def timeline_text(moments: tuple[TimelineEntry, ...]) -> str:
    """Give the timeline as a table, later knowledge apart."""
    rows = [
        (event_dates(moment.event.when), moment.event.title, _told(moment))
        for moment in moments
        if not moment.is_later
    ]
    later = [
        (event_dates(moment.event.when), moment.event.title, _told(moment))
        for moment in moments
        if moment.is_later
    ]
    if not moments:
        return "No events are entered in this case (events.yaml)."
    text = table(("date", "event", "agreed · told again · source"), rows, widths=(27, 34, 35))
    return (
        text
        if not later
        else (
            f"{text}\n\nAfter the as-of date; enters no"
            f" result:\n{table(('date', 'event', 'source'), later, widths=(27, 34, 35))}"
        )
    )


def between_text(case: Case, start: str, end: str, days: tuple[int, int] | None) -> str:
    """
    Say how many days lie between two events.

    Args:
        case: The case.
        start: The id of the event from which they are counted.
        end: That of the other; below 0 days where it comes first.
        days: The least and the most; none where a date has an open end.
    """
    first, second = (f"“{case.events[name].title}”" for name in (start, end))
    remarks = _remarks_on(case, (start, end))
    if days is None:
        return (
            f"From {first} to {second}: not in the sources; one of the dates has an open"
            f" end{remarks}."
        )
    least, most = days
    if most < 0:
        return f"{second} comes before {first}, by {_days(-most, -least)}{remarks}."
    return f"From {first} to {second}: {_days(least, most)}{remarks}."


def _days(least: int, most: int) -> str:
    if least == most:
        return count_words(least, "day")
    low = f"{least}".replace("-", "−")
    return f"{low} to {most} days; the dates are intervals"


def _remarks_on(case: Case, names: Collection[str]) -> str:
    """Say which of some dates is approximate, inferred, or later than the as-of date."""
    remarks = []
    for event in case.events:
        if event.id in names:
            marks = [
                (event.when.is_approximate, "is approximate"),
                (event.when.is_inferred, "is inferred in part"),
                (is_later_knowledge(event.when, case.as_of), "lies after the as-of date"),
            ]
            remarks += [f"the date of “{event.title}” {words}" for is_so, words in marks if is_so]
    return f" ({'; '.join(remarks)})" if remarks else ""


def _told(moment: TimelineEntry) -> str:
    agreed = [f"{output.says.rstrip('.')} ({output.state})" for output in moment.event.outputs]
    times = len(moment.retold) + 1
    again = ["told twice" if times == 2 else f"told {times} times"] if moment.retold else []
    sources = listed(list(dict.fromkeys(cite.source for cite in moment.event.cites)))
    return " · ".join([*agreed, *again, sources])


def derivations_text(case: Case, derivations: tuple[Derivation, ...]) -> str:
    """Give the derived numbers, each with its formula and what the formula was worked out from."""
    if not derivations:
        return "No derived numbers are entered in this case."
    return "\n".join(_derivation_text(case, derivation) for derivation in derivations)


def _derivation_text(case: Case, derivation: Derivation) -> str:
    assumed = " (rests on an assumption)" if derivation.is_assumed else ""
    lines = [
        wrapped(
            f"{derivation.derived.id}  {_result(case, derivation)}{assumed}",
            hang=4,
        ),
        wrapped(derivation.derived.title, indent=4),
    ]
    lines.append(wrapped(f"= {derivation.derived.formula}", indent=4, hang=6))
    inputs = [
        input_words(case, address, amount)
        for address, amount in dict(derivation.inputs).items()
        if isinstance(amount, Quantity)
    ]
    lines += [wrapped(f"from: {'; '.join(inputs)}", indent=4, hang=6)] if inputs else []
    lines += (
        [wrapped(f"note: {derivation.derived.note}", indent=4)] if derivation.derived.note else []
    )
    return "\n".join(lines)


def _result(case: Case, derivation: Derivation) -> str:
    if not isinstance(derivation.value, Unknown):
        return derived_words(case, derivation) + (
            f" ({range_words(derivation.low, derivation.high)})"
            if derivation.low != derivation.high
            else ""
        )
    span = range_words(derivation.low, derivation.high)
    return span or f"not given: {derivation.reason}"


def brakes_text(brakes: Brakes) -> str:
    """Give the brakes in the source's order, with what loosens each and who aims at it."""
    blocks = []
    for held in brakes.held:
        brake = held.brake
        lines = [
            heading(f"{brake.rank}. {brake.title}"),
            wrapped(brake.holds),
            wrapped(brake.binds),
            "What loosens it:",
        ]
        lines += [wrapped(f"- {text}", indent=2, hang=4) for text in brake.loosened_by]
        lines.append(
            "Recommendations that aim at it:"
            if held.aimed_at_by
            else "No recommendation aims at it."
        )
        lines += [
            wrapped(f"- {fact.id}: {fact.says} {cites_text(fact.cites)}", indent=2, hang=4)
            for fact in held.aimed_at_by
        ]
        lines += (
            [wrapped(f"Acts through: {listed(list(brake.parameters))}")] if brake.parameters else []
        )
        blocks.append("\n".join(lines))
    groups = ", ".join(f"{group} {number}" for group, number in brakes.groups)
    aimless = "\n".join(
        wrapped(f"- {one.id}: {one.says}", indent=2, hang=4) for one in brakes.aimless
    )
    closing = [
        f"Recommendations by group: {groups}.",
        (
            "Which recommendation aims at which brake is the case editors' reading; the papers do"
            " not say."
        ),
        f"Aiming at none of the brakes:\n{aimless}" if aimless else "",
    ]
    return (
        "\n\n".join([*blocks, "\n".join(line for line in closing if line)])
        if brakes.held
        else "No brakes are entered in this case."
    )


def silence_text(case: Case, silence: Silence) -> str:
    """Give the answer to a question that the papers leave open."""
    fact = record_of(case, silence)
    lines = [wrapped(f"{silence.id}  {silence.asks}", hang=4), f"    {silence_words(case)}"]
    if fact is not None:
        lines.append(wrapped(record_words(fact), indent=4))
    if silence.assumption:
        lines.append(f"    Stands in for it: assumptions.{silence.assumption}")
    lines += [wrapped(f"note: {silence.note}", indent=4)] if silence.note else []
    return "\n".join(lines)


def record_words(fact: Fact) -> str:
    """Say what a public record answers where the papers are silent, with its date and source."""
    date = f" ({event_dates(fact.when)})" if fact.when.is_known else ""
    return f"Public record: {fact.says.rstrip('.')}{date}. {cites_text(fact.cites)}"


def silence_words(case: Case) -> str:
    """Say that the papers are silent, with their number."""
    papers = sum(source.role.value == "paper" for source in case.sources)
    return {1: "Not in the paper.", 2: "Not in the two papers."}.get(papers, "Not in the papers.")


def answer_text(answer: Answer, *, is_whole: bool = False) -> str:
    """
    Give one answer, each sentence with what it rests on.

    Args:
        answer: The answer.
        is_whole: Whether what it has no room for stands below it.
    """
    lines = [heading(f"{answer.number}. {answer.question}")]
    lines += _said(answer.sentences)
    bases = dict.fromkeys(basis for sentence in answer.sentences for basis in sentence.basis)
    lines.append(
        wrapped(
            f"({count_words(answer.words, 'word')}; {answer.reach.value}; computed from"
            f" {listed(list(bases)[:6], empty='the case')})"
        )
    )
    if is_whole and answer.further:
        lines += ["", "Further:", *_said(answer.further)]
    return "\n".join(lines)


def _said(sentences: Iterable[Sentence]) -> list[str]:
    return [
        wrapped(f"{sentence.text} {cites_text(sentence.cites)}".strip()) for sentence in sentences
    ]
