"""The daily page: a day of the watch on one sheet, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from phaseline.case.model.case import Case
from phaseline.desk.watching.beliefs import Hearing, WatchedBelief, WeighedReport
from phaseline.desk.watching.calls import LadderCall
from phaseline.desk.watching.full_day import FullDay
from phaseline.desk.watching.outlook import LadderOutlook
from phaseline.desk.watching.today import DayOfWatch
from phaseline.desk.watching.triggers import OccurredTrigger
from phaseline.present.wording.game import chance
from phaseline.present.wording.likelihood import likelihood_words
from phaseline.present.wording.numbers import count_words, date_words, listed
from phaseline.present.wording.outlook import (
    ahead_left,
    ahead_title,
    consent_words,
    marking_words,
    next_words,
    occurred_words,
)
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.watch import (
    AS_IF_LOOKED_FOR,
    CONVENTION,
    NO_CALLS,
    NO_GAME,
    NO_WATCH,
    NOT_MONITORED,
    NOTHING_NEW,
    NOTHING_WORTH,
    act_words,
    assumed_range,
    assumed_words,
    believed_words,
    called_by,
    called_words,
    channel_words,
    dated_words,
    day_words,
    ledger_words,
    monitor_words,
    new_reports,
    rungs_before,
    said_words,
    since_words,
    weighed_words,
)
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record
from phaseline.watch.ledger import ActorSort

MOST_REPORTS, _LEAST_REPORTS = 12, 4
_MOST_ROWS, _MOST_LINES = 12, 5  # more are counted
_ROOM = 26  # rows of beliefs, reports and ladders together that a sheet has room for
_FEW, _MANY_LETTERS, _FEW_LETTERS = 5, 80, 160  # of what each of so many reports says
_MOST_WORTH, _MOST_ACTS = 3, 3
_DENSE = 10  # rows, from which on a sheet is full


@record
class DayBlock:
    """
    A part of the daily page.

    Args:
        id: Its name on the page.
        title: Its heading.
        sentences: What it says first.
        table: What it says in rows; None where it has none.
    """

    id: str
    title: str
    sentences: tuple[str, ...]
    table: WordTable | None = None


@record
class DailyPage:
    """
    A day of the watch on one sheet.

    Args:
        kicker: Of which case it is.
        title: Of which day it is.
        caveat: How the day and the as-of date of the case differ.
        marking: How far the sheet may be passed on, in a word.
        marked: The same in a sentence.
        blocks: Its parts, in the order of reading.
        owners: Whose the numbers are.
        stands: Which entries of the ledger it rests on, and what is left out.
        checkpoint: The signed checkpoint of the ledger; empty where the ledger is.
        key: The key that bears out its signature; empty where there is no checkpoint.
    """

    kicker: str
    title: str
    caveat: str
    marking: str
    marked: str
    blocks: tuple[DayBlock, ...]
    owners: tuple[str, ...]
    stands: str
    checkpoint: str
    key: str

    @property
    def is_dense(self) -> bool:
        """Whether it has so many rows that they need smaller letters on paper."""
        return sum(len(block.table.rows) for block in self.blocks if block.table) > _DENSE


def daily_page(full: FullDay, *, checkpoint: str = "", key: str = "") -> DailyPage:
    """
    Give the daily page.

    Args:
        full: The day of the watch.
        checkpoint: A signed checkpoint of its ledger; empty where the ledger is.
        key: The key that bears it out, on one line.
    """
    watch = full.watch
    blocks = (
        _since_block(watch),
        _belief_block(watch),
        _report_block(watch),
        _ladder_block(full),
        _countdown_block(full),
        _consent_block(full),
        _next_block(full),
    )
    return DailyPage(
        kicker=watch.case.title,
        title=f"The watch on {day_words(watch.day)}",
        caveat=(
            f"Reports count up to {day_words(watch.day)}. The text of the case is of"
            f" {date_words(watch.case.as_of)}, its as-of date, and no report changes it."
        ),
        marking=f"TLP:{full.marking}" if full.marking else "No TLP marking",
        marked=marking_words(full) or "Without a TLP marking: no report bears one.",
        blocks=tuple(block for block in blocks if block.sentences or block.table),
        owners=tuple(owner_sentences(watch)),
        stands=ledger_words(watch),
        checkpoint=checkpoint.strip(),
        key=key,
    )


def _since_block(watch: DayOfWatch) -> DayBlock:
    """Say what has changed since the day before, and why."""
    return DayBlock(
        id="since",
        title="Since the day before",
        sentences=tuple(since_sentences(watch)),
    )


def since_sentences(watch: DayOfWatch) -> Iterator[str]:
    """Say how each belief has changed, by which reports, and which calls are others."""
    if not watch.beliefs:
        yield NO_WATCH
    pairs = zip(watch.beliefs, watch.before, strict=True)
    yield from _changes([pair for pair in pairs if pair[0].is_monitored])
    retracted = _retracted(watch.beliefs)
    if retracted:
        it, entry = ("it counts", "entry") if len(retracted) == 1 else ("they count", "entries")
        named = listed(_cut(retracted, "more"))
        yield f"Retracted, so that {it} on neither day: {entry} {named}."
    if watch.calls is None:
        return
    seen = [act_words(watch.case, at) for at in watch.calls.seen if _is_of_day(at.by, watch)]
    if seen:
        yield f"Seen that day: {'; '.join(seen)}."
    yield from _call_changes(watch, watch.calls.ladders)


def _changes(pairs: Sequence[tuple[WatchedBelief, WatchedBelief]]) -> Iterator[str]:
    """Say how beliefs have changed; of more than there is room for those first that have."""
    said = [(since_words(now, before), now, before) for now, before in pairs]
    if len(said) > _MOST_LINES:
        said.sort(key=lambda change: change[0] == NOTHING_NEW)
    yield from (_moved_words(now, before) for _, now, before in said[:_MOST_LINES])
    rest = [words for words, *_ in said[_MOST_LINES:]]
    new = sum(words != NOTHING_NEW for words in rest)
    if rest:
        beliefs = count_words(len(rest), "more belief")
        yield f"{capitalised(beliefs)}: {f'{new} of them changed' if new else NOTHING_NEW}."


def _moved_words(now: WatchedBelief, before: WatchedBelief) -> str:
    why = [_why_words(weighed) for weighed in new_reports(now, before)]
    because = f": {'; '.join(_cut(why, 'more'))}" if why else ""
    return f"{now.hypothesis.title}: {since_words(now, before)}{because}."


def _retracted(beliefs: Sequence[WatchedBelief]) -> list[str]:
    """Give the numbers of the entries that are retracted."""
    return [
        str(weighed.reported.entry.number)
        for belief in beliefs
        for weighed in belief.reports
        if weighed.hearing is Hearing.RETRACTED
    ]


def _is_of_day(act: object, watch: DayOfWatch) -> bool:
    return getattr(getattr(act, "report", None), "when", None) == watch.day


def _why_words(weighed: WeighedReport) -> str:
    return f"entry {weighed.reported.entry.number}, {weighed_words(weighed)}"


def _call_changes(watch: DayOfWatch, ladders: Sequence[LadderCall]) -> Iterator[str]:
    words, before = Words(watch.case), rungs_before(watch.calls_before)
    changed = [call for call in ladders if call.rung != before.get(call.policy.id, "")]
    for call in changed[:_MOST_LINES]:
        name = call.policy.id
        yield (
            f"{capitalised(words.course(name))}: {called_words(words, name, call.rung)} is called"
            f" for, and the day before {called_words(words, name, before.get(name, ''))}."
        )
    if len(changed) > _MOST_LINES:
        yield f"{len(changed) - _MOST_LINES} more ladders call for another rung, and are left out."
    if ladders and not changed:
        yield "No ladder calls for another rung than the day before."


def _belief_block(watch: DayOfWatch) -> DayBlock:
    rows = tuple(_belief_row(now) for now in watch.beliefs[:_MOST_ROWS])
    head = ("What is watched", "Believed that day", "In words", "Before any report")
    return DayBlock(
        id="beliefs",
        title="What is believed",
        sentences=_left_out(len(watch.beliefs) - len(rows), "hypothesis", "hypotheses"),
        table=_table(head, rows),
    )


def _belief_row(now: WatchedBelief) -> tuple[str, ...]:
    title, prior = now.hypothesis.title, believed_words(now.prior)
    if not now.is_monitored:
        return (title, "—", NOT_MONITORED, prior)
    return (title, believed_words(now.now), likelihood_words(now.now.best), prior)


def _report_block(watch: DayOfWatch) -> DayBlock:
    """Give the latest reports, each with its likelihood ratio, and who entered them."""
    heard = _heard(watch.beliefs)
    is_one = len(watch.beliefs) == 1
    others = min(len(watch.beliefs), _MOST_ROWS) + min(len(watch.case.policies), _MOST_ROWS)
    shown = heard[-min(MOST_REPORTS, max(_LEAST_REPORTS, _ROOM - others)) :]
    letters = _FEW_LETTERS if len(shown) <= _FEW else _MANY_LETTERS
    rows = tuple(
        _report_row(watch.case, weighed, of="" if is_one else of, letters=letters)
        for weighed, of in shown
    )
    nothing = () if rows or not watch.beliefs else ("No report has been entered about them.",)
    head = ("Entry", "Day", "Source", "Grade", "What it says", "Likelihood ratio")
    return DayBlock(
        id="reports",
        title="What moves it: reports, each with its likelihood ratio",
        sentences=(
            *nothing,
            *entered_by([weighed for weighed, _ in shown]),
            *_left_out(len(heard) - len(rows), "earlier report"),
        ),
        table=_table(head, rows),
    )


def _heard(beliefs: Sequence[WatchedBelief]) -> list[tuple[WeighedReport, str]]:
    """Give the reports in the order of their days, each with what it is about."""
    reports = [
        (weighed, belief.hypothesis.title)
        for belief in beliefs
        if belief.is_monitored
        for weighed in belief.reports
    ]
    return sorted(
        reports, key=lambda pair: (pair[0].reported.report.moment, pair[0].reported.entry.number)
    )


def _report_row(case: Case, weighed: WeighedReport, *, of: str, letters: int) -> tuple[str, ...]:
    report = weighed.reported.report
    says = shorten(said_words(weighed), letters, placeholder=" …")
    return (
        str(weighed.reported.entry.number),
        dated_words(report),
        channel_words(case, weighed),
        report.grade,
        f"{says} (of: {of})" if of else says,
        weighed_words(weighed),
    )


def entered_by(shown: Sequence[WeighedReport]) -> tuple[str, ...]:
    """Say who entered which reports, a person or an import once; nothing where none is shown."""
    owned: dict[str, list[str]] = {}
    for weighed in shown:
        entry = weighed.reported.entry
        sort = "" if entry.sort is ActorSort.PERSON else f" ({entry.sort.value})"
        owned.setdefault(f"{entry.by}{sort}", []).append(str(entry.number))
    entered = [
        f"{'entry' if len(numbers) == 1 else 'entries'} {listed(numbers)} by {owner}"
        for owner, numbers in owned.items()
    ]
    return (f"Who graded and entered them: {'; '.join(entered)}.",) if entered else ()


def _ladder_block(full: FullDay) -> DayBlock:
    """Give the triggers that have occurred, and each ladder with its call and its countdown."""
    watch = full.watch
    case, calls = watch.case, watch.calls
    called = {call.policy.id: call for call in calls.ladders} if calls else {}
    outlooks = {outlook.policy.id: outlook for outlook in full.outlooks}
    names = [policy.id for policy in case.policies if policy.id in {**called, **outlooks}]
    rows = tuple(
        _ladder_row(case, name, called.get(name), outlooks.get(name)) for name in names[:_MOST_ROWS]
    )
    head = ("Ladder", "In force", "Called for, and by what", "Next, after more reports")
    return DayBlock(
        id="ladders",
        title="Triggers, and the rung called for under each ladder",
        sentences=(
            *(_trigger_words(case, trigger) for trigger in full.triggers),
            *_counted(case, full),
            *_left_out(len(names) - len(rows), "ladder"),
        ),
        table=_table(head, rows),
    )


def _trigger_words(case: Case, trigger: OccurredTrigger) -> str:
    """Say which trigger has occurred, by the latest acts on the ledger."""
    latest = trigger.entered[-_MOST_ACTS:]
    earlier = _left_out(len(trigger.entered) - len(latest), "earlier act")
    return " ".join((occurred_words(case, replace(trigger, entered=latest)), *earlier))


def _counted(case: Case, full: FullDay) -> tuple[str, ...]:
    """Say what calls for a rung at all."""
    calls = full.watch.calls
    if calls is None:
        return (NO_GAME,)
    return (monitor_words(case, calls.monitor),) if calls.ladders else (NO_CALLS,)


def _ladder_row(
    case: Case, name: str, call: LadderCall | None, outlook: LadderOutlook | None
) -> tuple[str, ...]:
    words = Words(case)
    stays = " (stays)" if outlook and outlook.is_lasting else ""
    return (
        words.course(name),
        f"{words.rung(name, outlook.in_force)}{stays}" if outlook else "—",
        _call_words(words, call) if call else "no rung to call",
        _following_words(words, call) if call and call.following else "—",
    )


def _following_words(words: Words, call: LadderCall) -> str:
    return f"{words.rung(call.policy.id, call.following)} after {call.missing} more"


def _call_words(words: Words, call: LadderCall) -> str:
    called = called_words(words, call.policy.id, call.rung)
    return f"{called}, by {called_by(words.case, call)}" if call.rung else called


def _countdown_block(full: FullDay) -> DayBlock:
    """Give what follows of itself under the ladders, those alike once, and what is dated ahead."""
    case = full.watch.case
    words, alike = Words(case), dict[str, list[str]]()
    for outlook in full.outlooks:
        alike.setdefault(next_words(words, outlook), []).append(words.course(outlook.policy.id))
    follows = [f"{capitalised(listed(ladders))}: {said}." for said, ladders in alike.items()]
    ahead = [
        f"{ahead_title(case, entry).rstrip('.')}: {date_words(entry.when)} ({ahead_left(entry)})."
        for entry in full.ahead
    ]
    dated = _cut(ahead, "more dates are left out.", single="more date is left out.") or [
        "Nothing else is dated ahead."
    ]
    return DayBlock(
        id="countdowns",
        title="What follows of itself, and what is dated ahead",
        sentences=(
            *_cut(follows, "more are left out.", single="more is left out.", most=_MOST_ROWS),
            *dated,
        ),
    )


def _consent_block(full: FullDay) -> DayBlock:
    """Say who must consent to the measures of the next rungs, a measure once."""
    case, waiting = full.watch.case, dict[str, None]()
    free = dict[str, None]()
    words = Words(case)
    for outlook in full.outlooks:
        waiting |= dict.fromkeys(consent_words(case, consent) for consent in outlook.consents)
        free |= dict.fromkeys(
            words.within(f"measures.{measure}") for measure in outlook.without_law
        )
    sentences = [
        f"{capitalised(said)}."
        for said in _cut(list(waiting), "more measures", single="more measure")
    ]
    if free:
        without = _cut(list(free), "more measures", single="more measure")
        sentences.append(f"No law is asked for {listed(without)}.")
    return DayBlock(
        id="consent",
        title=f"Who must consent to the next rungs, by the law of {day_words(full.watch.day)}",
        sentences=tuple(sentences),
    )


def _next_block(full: FullDay) -> DayBlock:
    """Give the reports that are most worth having."""
    case = full.watch.case
    worth = [report for report in full.next_reports if report.is_worth_it][:_MOST_WORTH]
    rows = tuple(
        (
            case.indicators[report.indicator].title,
            f"{case.channels[report.channel].title} ({report.grade})",
            chance(report.seen),
            f"{chance(report.if_seen)} or {chance(report.if_not)}",
            chance(report.changes_call),
        )
        for report in worth
    )
    nothing = NOTHING_WORTH if full.next_reports else "None is told: the case has no channel."
    return DayBlock(
        id="next",
        title="The next report worth having",
        sentences=(AS_IF_LOOKED_FOR if rows else nothing,) if full.watch.beliefs else (),
        table=_table(("Of", "By", "Seen with", "Belief then", "Call changes"), rows),
    )


def owner_sentences(watch: DayOfWatch) -> Iterator[str]:
    """Say whose each number is, an owner once."""
    names = dict.fromkeys(name for now in watch.beliefs for name in now.assumptions)
    owned: dict[str, list[str]] = {}
    for name in names:
        assumed = watch.case.assumptions[name]
        owned.setdefault(assumed.owner, []).append(
            f"{assumed.asks}: {assumed_words(assumed)} (range: {assumed_range(assumed)})"
        )
    for owner, numbers in owned.items():
        yield f"Beliefs rest on assumptions of {owner}. {'; '.join(numbers)}."
    yield CONVENTION
    everybody = list(dict.fromkeys(assumed.owner for assumed in watch.case.assumptions))
    if everybody:
        yield (
            "Days to a rung and chances of votes are worked out by Phaseline from assumptions of"
            f" {listed(_cut(everybody, 'more owners'))}, which the case states one by one."
        )


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> WordTable | None:
    return WordTable(title="", lead="", head=head, rows=rows) if rows else None


def _left_out(count: int, noun: str, plural: str = "") -> tuple[str, ...]:
    """Say how many there are that the sheet has no room for; nothing where it has."""
    if count <= 0:
        return ()
    said = count_words(count, noun, plural or f"{noun}s")
    return (f"{said} {'is' if count == 1 else 'are'} left out on this sheet.",)


def _cut(
    lines: Sequence[str], more: str, *, single: str = "", most: int = _MOST_LINES
) -> list[str]:
    """Give the first lines, and how many more there are."""
    over = len(lines) - most
    words = single if over == 1 and single else more
    return [*lines[:most], *([f"{over} {words}"] if over > 0 else [])]
