"""What stands beside the call of a day, in words: triggers, countdowns, consent and markings."""

from phaseline.case.model.case import Case
from phaseline.case.values import at
from phaseline.desk.watching.dates_ahead import AheadKind, DateAhead
from phaseline.desk.watching.full_day import FullDay
from phaseline.desk.watching.outlook import AwaitedConsent, LadderOutlook, RungDeadline
from phaseline.desk.watching.triggers import OccurredTrigger
from phaseline.law.model import Standing
from phaseline.present.wording.game import chance
from phaseline.present.wording.numbers import count_words
from phaseline.present.wording.politics import months_words
from phaseline.present.wording.watch import day_words, level_words
from phaseline.present.wording.words import Words

_KINDS = {
    AheadKind.EVENT: "{}",
    AheadKind.AUTHORITY_ENDS: "Authority that ends: {}",
    AheadKind.LAW_ENDS: "Law that ends: {}",
    AheadKind.LAW_BEGINS: "Law that begins: {}",
}


def marking_words(full: FullDay) -> str:
    """Say how narrowly the day is to be passed on; nothing where no report bears a marking."""
    if not full.marking:
        return ""
    unmarked = f"; {unmarked_words(full.unmarked)}" if full.unmarked else ""
    return f"TLP:{full.marking}, as its narrowest report{unmarked}."


def unmarked_words(count: int) -> str:
    """
    Say how many reports bear no marking.

    >>> unmarked_words(1), unmarked_words(3)
    ('1 of its reports bears no marking', '3 of its reports bear no marking')
    """
    return f"{count} of its reports {'bears' if count == 1 else 'bear'} no marking"


def occurred_words(case: Case, trigger: OccurredTrigger) -> str:
    """Say that a trigger has occurred whose level nobody states."""
    acts = [
        f"{at(case, act).title} ({'done' if is_done == 'yes' else 'reported'})"
        for act, is_done in trigger.acts
    ]
    entered = [
        f"{case.tracks[act.report.track].title}: {level_words(act.report.level)}"
        f" (entry {act.entry.number})"
        for act in trigger.entered
    ]
    words = Words(case)
    ways = (
        f"; the trigger is worded in {count_words(trigger.wordings, 'way')}"
        if trigger.wordings > 1
        else ""
    )
    return (
        f"The trigger of {words.short_title(trigger.ladder)} has occurred: "
        f"{'; '.join([*acts, *entered])}. From which level on it counts is not stated{ways}."
    )


def next_words(words: Words, outlook: LadderOutlook) -> str:
    """Say which rung follows of itself, and when."""
    if outlook.is_met:
        return "nothing: the demand is met"
    if outlook.deadline is None:
        return "no time is set" if outlook.target else "it is the top"
    return _deadline_words(words, outlook.policy.id, outlook.deadline)


def _deadline_words(words: Words, policy: str, deadline: RungDeadline) -> str:
    left = round(deadline.days.best)
    between = (
        f"; over its range {day_words(deadline.first)} to {day_words(deadline.last)}"
        if deadline.first != deadline.last
        else ""
    )
    return (
        f"{words.rung(policy, deadline.rung)} on {day_words(deadline.best)}"
        f" ({left_words(left)}{between})"
    )


def left_words(days: int) -> str:
    """Say how many days are left, or by how many it is overdue."""
    if days < 0:
        return f"overdue by {count_words(-days, 'day')}"
    return "today" if days == 0 else f"in {count_words(days, 'day')}"


def consent_words(case: Case, consent: AwaitedConsent) -> str:
    """Say how a measure stands in law, and what a vote on it takes."""
    words = Words(case)
    standing = consent.standing.standing
    stands = (
        "the law is silent"
        if standing is Standing.SILENT
        else words.standing(standing, consent.standing.bodies)
    )
    measure = words.within(f"measures.{consent.measure}")
    if consent.path is None or not consent.path.is_vote:
        return f"{measure}: {stands}"
    takes = months_words(consent.path.lead) if consent.path.lead else ""
    passes = f"passes with {chance(consent.path.chance)}"
    return f"{measure}: {stands} ({', '.join(part for part in (passes, takes) if part)})"


def ahead_title(case: Case, entry: DateAhead) -> str:
    """Say what is dated ahead."""
    held = at(case, entry.address)
    return _KINDS[entry.kind].format(getattr(held, "title", "") or held.says)


def ahead_left(entry: DateAhead) -> str:
    """Say how long it is to what is dated ahead."""
    if entry.days is not None:
        return left_words(entry.days)
    return (
        "begun" if entry.days_at_most is None else f"{left_words(entry.days_at_most)} at the latest"
    )
