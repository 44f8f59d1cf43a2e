"""
The tables of a day of the watch with the sentences around them, wherever they are set: on a
terminal, on a page of the desk, in a file to take along.
"""

from collections.abc import Iterator, Sequence
from math import inf

from phaseline.case.model.case import Case
from phaseline.desk.watching.beliefs import WatchedBelief, WeighedReport
from phaseline.desk.watching.calibration import ResolvedHypothesis, WatchCalibration
from phaseline.desk.watching.calibration_gap import CalibrationGap
from phaseline.desk.watching.calls import LadderCall
from phaseline.desk.watching.competing import CompetingColumn, HypothesisMatrix, MatrixReport
from phaseline.desk.watching.full_day import FullDay
from phaseline.desk.watching.next_reports import NextReport
from phaseline.desk.watching.outlook import DemandedLevel, LadderOutlook
from phaseline.desk.watching.threats import SideOfThreats, StandingThreat
from phaseline.desk.watching.today import DayOfWatch
from phaseline.inference.scores import ReliabilityBand
from phaseline.present.wording.game import chance, figure
from phaseline.present.wording.likelihood import likelihood_words
from phaseline.present.wording.numbers import count_words, date_words, listed
from phaseline.present.wording.outlook import (
    ahead_left,
    ahead_title,
    consent_words,
    next_words,
)
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.watch import (
    AS_IF_LOOKED_FOR,
    NOT_MONITORED,
    NOTHING_WORTH,
    OUTCOME_WORDS,
    assumed_range,
    assumed_words,
    believed_words,
    called_by,
    called_words,
    channel_words,
    dated_words,
    day_words,
    following_words,
    level_words,
    rungs_before,
    said_words,
    since_words,
    weighed_words,
)
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

MOST_REPORTS = 100  # of a belief, or in the matrix, that are rows: the latest
MOST_COLUMNS = 6  # of hypotheses and their opposites that stand side by side
MOST_WORTH = 5  # reports that are worth having, of all that could be thought of
CALLS_NOTE = "Deadlines, rungs that stay and who must consent are no part of this; they follow."
_MARKS = (
    "+ says that a report is at least 3 times likelier there, ++ 20 times, +++ 150 times; − that it"
    " is as many times less likely; n that it is neither. A report is a row once: what repeats its"
    " origin is left out."
)
_CONDITIONS = {
    "undefined": "not defined",
    "unmet": "not met",
    "met": "met",
    "disputed": "disputed",
    "unknown": "—",
}


def belief_sentences(now: WatchedBelief, before: WatchedBelief) -> Iterator[str]:
    """Say what is believed, what was before any report, and what has changed since a day ago."""
    if not now.is_monitored:
        yield f"{NOT_MONITORED} Before any report: {believed_words(now.prior)}."
        return
    yield f"Believed today: {believed_words(now.now)}, {likelihood_words(now.now.best)}."
    yield f"Before any report: {believed_words(now.prior)}."
    yield f"Since the day before: {since_words(now, before)}."


def reports_board(case: Case, now: WatchedBelief) -> WordTable:
    """Give the latest reports about a hypothesis, each with its likelihood ratio."""
    return WordTable(
        title="Reports, each with its likelihood ratio",
        lead="",
        head=("Entry", "Day", "Source", "Grade", "What it says", "Likelihood ratio"),
        rows=tuple(_report_row(case, weighed) for weighed in now.reports[-MOST_REPORTS:]),
    )


def omitted_sentences(now: WatchedBelief) -> tuple[str, ...]:
    """Say how many earlier reports about a hypothesis are no rows; nothing where all are."""
    over = len(now.reports) - MOST_REPORTS
    return (f"{_omitted(over)}; the belief rests on them too.",) if over > 0 else ()


def _omitted(count: int) -> str:
    return f"{count_words(count, 'earlier report')} {'is' if count == 1 else 'are'} left out here"


def _report_row(case: Case, weighed: WeighedReport) -> tuple[str, ...]:
    report = weighed.reported.report
    return (
        str(weighed.reported.entry.number),
        dated_words(report),
        channel_words(case, weighed),
        report.grade,
        said_words(weighed),
        weighed_words(weighed),
    )


def rests_board(case: Case, now: WatchedBelief) -> WordTable:
    """Give the assumptions that a belief rests on, each with its owner."""
    assumed = [case.assumptions[name] for name in now.assumptions]
    return WordTable(
        title="What it rests on, and whose that is",
        lead="",
        head=("It rests on", "Used", "Range", "Owner"),
        rows=tuple(
            (entry.asks, assumed_words(entry), assumed_range(entry), entry.owner)
            for entry in assumed
        ),
    )


def seen_board(watch: DayOfWatch) -> WordTable:
    """Say where the tracks stand that are not hidden, with what the case says of that."""
    levels = watch.calls.seen if watch.calls else ()
    return WordTable(
        title="What is seen",
        lead="",
        head=("What is seen", "Stands at", "By", "What the case notes"),
        rows=tuple(
            (
                watch.case.tracks[standing.track].title,
                standing.level.replace("-", " "),
                f"entry {standing.by.entry.number}" if standing.by else "the case",
                watch.case.tracks[standing.track].note,
            )
            for standing in levels
        ),
    )


def calls_board(watch: DayOfWatch) -> WordTable:
    """Give the rung that is called for under each ladder; none where the case holds no game."""
    words, before = Words(watch.case), rungs_before(watch.calls_before)
    ladders = watch.calls.ladders if watch.calls else ()
    return WordTable(
        title="What is called for",
        lead="",
        head=("Ladder", "Called for", "By", "Next, by reports"),
        rows=tuple(_call_row(words, call, before.get(call.policy.id, "")) for call in ladders),
    )


def _call_row(words: Words, call: LadderCall, before: str) -> tuple[str, ...]:
    changed = " (new)" if call.rung != before else ""
    return (
        words.course(call.policy.id),
        f"{called_words(words, call.policy.id, call.rung)}{changed}",
        called_by(words.case, call),
        following_words(words, call),
    )


def ladders_board(full: FullDay) -> WordTable:
    """Give what would move each ladder: its rung in force, what follows of itself, who is asked."""
    case = full.watch.case
    return WordTable(
        title="What would move each ladder",
        lead=(
            "A rung is in force where all its measures are, by the case and by the ledger. A rung"
            " follows of itself when its time runs out; law as it stands on"
            f" {day_words(full.watch.day)}."
        ),
        head=("Ladder", "In force", "Next of itself", "Waits for"),
        rows=tuple(_ladder_row(case, outlook) for outlook in full.outlooks),
    )


def _ladder_row(case: Case, outlook: LadderOutlook) -> tuple[str, ...]:
    words, name = Words(case), outlook.policy.id
    waits = [consent_words(case, consent) for consent in outlook.consents]
    if outlook.without_law:
        free = [words.within(f"measures.{measure}") for measure in outlook.without_law]
        waits.append(f"{listed(free)}: no law is asked")
    return (
        words.course(name),
        words.rung(name, outlook.in_force) + (" (stays)" if outlook.is_lasting else ""),
        next_words(words, outlook),
        "; ".join(waits) or ("nothing" if outlook.target else "—"),
    )


def moving_sentences(full: FullDay) -> tuple[str, ...]:
    """Say what is missing for each ladder to stand down, then which acts would call for more."""
    case = full.watch.case
    demands = dict.fromkeys(_demand_words(case, outlook) for outlook in full.outlooks)
    climbs = dict.fromkeys(_climb_words(case, outlook) for outlook in full.outlooks)
    return tuple(words for words in (*demands, *climbs) if words)


def _demand_words(case: Case, outlook: LadderOutlook) -> str:
    """Say what is missing to stand down, or that nothing is."""
    if not outlook.demand:
        return ""
    course = Words(case).course(outlook.policy.id)
    if outlook.is_met:
        parts = "; ".join(_part_words(case, part) for part in outlook.demand)
        return f"{capitalised(course)}: the demand is met: {parts}."
    missing = [_part_words(case, part) for part in outlook.demand if not part.is_met]
    these = "this is" if len(missing) == 1 else "all of these are"
    return f"{capitalised(course)} stands down when {these} met: {'; '.join(missing)}."


def _climb_words(case: Case, outlook: LadderOutlook) -> str:
    """Say which acts would call a higher rung; nothing where no act does."""
    if not outlook.climbing:
        return ""
    words, name = Words(case), outlook.policy.id
    acts = [
        f"{words.rung(name, step.rung)} at {words.within(f'tracks.{step.track}')}:"
        f" {level_words(step.level)} (now {level_words(step.standing)})"
        for step in outlook.climbing
    ]
    return f"{capitalised(words.course(name))} climbs by what is seen: {'; '.join(acts)}."


def _part_words(case: Case, part: DemandedLevel) -> str:
    known = part.track in case.tracks.ids
    title = Words(case).within(f"tracks.{part.track}") if known else part.track
    wanted = " or ".join(level_words(level) for level in part.levels)
    return f"{title}: {wanted} (now {level_words(part.standing)})"


def ahead_board(full: FullDay) -> WordTable:
    """Give what is dated ahead, with the days that are left."""
    case = full.watch.case
    return WordTable(
        title="What is dated ahead",
        lead="",
        head=("What", "When", "Left"),
        rows=tuple(
            (ahead_title(case, entry), date_words(entry.when), ahead_left(entry))
            for entry in full.ahead
        ),
    )


def threats_board(full: FullDay) -> WordTable:
    """Give the threats of both sides, and what became of each."""
    case = full.watch.case
    return WordTable(
        title="Threats, and what became of them",
        lead="",
        head=("Who", "Threat", "Condition", "What became of it"),
        rows=tuple(_threat_row(case, threat) for threat in full.threats.threats),
    )


def _threat_row(case: Case, threat: StandingThreat) -> tuple[str, ...]:
    words = Words(case)
    condition = _CONDITIONS[threat.is_met]
    if threat.condition:
        condition = f"{threat.condition.rstrip('.')}: {condition}"
    entry = f" (entry {threat.by_entry.entry.number})" if threat.by_entry else ""
    return (
        capitalised(words.actor(threat.by)),
        threat.says,
        condition,
        f"{OUTCOME_WORDS[threat.outcome]}{entry}",
    )


def side_sentences(full: FullDay) -> tuple[str, ...]:
    """Say how often each side threatened, and how often it acted on that."""
    return tuple(_side_words(side) for side in full.threats.sides)


def _side_words(side: SideOfThreats) -> str:
    who = "the responder's side" if side.is_ours else "the other side"
    parts = [f"{count} {OUTCOME_WORDS[outcome]}" for outcome, count in side.counts]
    executed = dict(side.counts).get("executed", 0)
    none = "" if executed else "; none was executed"
    met = (
        f" Of those pending, {side.pending_met} although the condition is met."
        if side.pending_met
        else ""
    )
    return f"By {who}: {count_words(side.total, 'threat')}, {listed(parts)}{none}.{met}"


def matrix_board(case: Case, matrix: HypothesisMatrix) -> WordTable:
    """
    Give the latest reports that count against the hypotheses, each beside its opposite; of more
    hypotheses than a table has room for, each report beside the one that it is about.
    """
    over = len(matrix.reports) - MOST_REPORTS
    omitted = f" {_omitted(over)}; the ranking counts them too." if over > 0 else ""
    rows = list(matrix.rows(max(over, 0)))
    if len(matrix.columns) > MOST_COLUMNS:
        return WordTable(
            title="Reports against hypotheses",
            lead=f"{_MARKS} Beside every other hypothesis it is n.{omitted}",
            head=("Entry", "Day", "Hypothesis", "If so", "If not"),
            rows=tuple(tuple(_matrix_about(case, row, matrix.columns)) for row in rows),
        )
    return WordTable(
        title="Reports against hypotheses",
        lead=f"{_MARKS}{omitted}",
        head=("Entry", "Day", *(_column_words(case, column) for column in matrix.columns)),
        rows=tuple(map(_matrix_row, rows)),
    )


def _matrix_about(case: Case, row: MatrixReport, columns: Sequence[CompetingColumn]) -> list[str]:
    """Give the hypothesis that a report is about, and how it goes with that and its opposite."""
    about = case.indicators[row.report.report.indicator].hypothesis
    marks = [
        mark
        for column, mark in zip(columns, _matrix_row(row)[2:], strict=True)
        if column.hypothesis == about
    ]
    return [*_matrix_row(row)[:2], case.hypotheses[about].title, *marks]


def _matrix_row(row: MatrixReport) -> tuple[str, ...]:
    marks = [cell.value.replace("-", "−") for cell in row.cells]
    return (str(row.report.entry.number), dated_words(row.report.report), *marks)


def ranking_sentence(case: Case, matrix: HypothesisMatrix) -> str:
    """Rank the hypotheses, the least contradicted first."""
    ranked = "; ".join(_ranked_words(case, column) for column in matrix.ranking)
    return (
        "From the least contradicted, where a report marked n counts too, by the little that it"
        f" says: {ranked}."
    )


def _column_words(case: Case, column: CompetingColumn) -> str:
    title = case.hypotheses[column.hypothesis].title
    return title if column.is_so else f"not: {title}"


def _ranked_words(case: Case, column: CompetingColumn) -> str:
    by = count_words(column.contradicted, "report") if column.contradicted else "none"
    return f"{_column_words(case, column)} (by {by})"


def next_board(case: Case, thought: tuple[NextReport, ...]) -> WordTable:
    """Give the reports that would be worth having, the best first; of none, it says so."""
    worth = [report for report in thought if report.is_worth_it][:MOST_WORTH]
    return WordTable(
        title="The next report worth having",
        lead=AS_IF_LOOKED_FOR if worth else NOTHING_WORTH,
        head=("Of", "By", "Seen with", "Belief then", "Tells [bit]", "Call changes"),
        rows=tuple(
            (
                case.indicators[report.indicator].title,
                f"{case.channels[report.channel].title} ({report.grade})",
                chance(report.seen),
                f"{chance(report.if_seen)} or {chance(report.if_not)}",
                figure(report.bits, 3),
                chance(report.changes_call),
            )
            for report in worth
        ),
    )


def resolved_sentences(held: WatchCalibration) -> Iterator[str]:
    """Say what each resolved hypothesis came to, and how the beliefs are scored."""
    if not held.resolved:
        yield (
            "No hypothesis is resolved yet, so that nothing tells how far this watch's beliefs come"
            " true."
        )
        return
    yield from map(_resolved_words, held.resolved)
    yield (
        f"Over {count_words(held.forecasts, 'belief')}: Brier score {figure(held.brier, 3)} (0 at"
        " best, .25 for who always says one half), logarithmic score"
        f" {_bounded(held.log)} (0 at best, .693)."
    )


def _resolved_words(known: ResolvedHypothesis) -> str:
    became = "so" if known.is_so else "not so"
    return (
        f"{known.hypothesis.title}: {became}, by entry {known.by.entry.number} of"
        f" {dated_words(known.by.report)}; the day before it was believed with"
        f" {chance(known.forecasts[-1])}."
    )


def _bounded(score: float | None) -> str:
    return "without bound" if score == inf else figure(score, 3)


def bands_board(held: WatchCalibration) -> WordTable:
    """Give the scored beliefs by bands, each beside how often they came true."""
    return WordTable(
        title="How far beliefs came true",
        lead="",
        head=("Believed with", "Beliefs", "Mean", "Came true"),
        rows=tuple(_band_row(band) for band in held.bands),
    )


def _band_row(band: ReliabilityBand) -> tuple[str, ...]:
    return (
        f"{chance(band.low)} to {chance(band.high)}",
        str(band.count),
        chance(band.forecast),
        chance(band.observed),
    )


def gaps_board(case: Case, gaps: tuple[CalibrationGap, ...]) -> WordTable:
    """Set what is believed beside what the game expects, at the count of each ladder's monitor."""
    words = Words(case)
    crossings = case.vocabulary.crossing.plural
    return WordTable(
        title="The calibration gap",
        lead=(
            f"Where each side plays its best, {crossings} are under way in some share of the"
            " periods at a count, and some share of the reports that lead up to it are true. That"
            " is the game of the as-of date at best values: it stands beside a belief, and is no"
            " part of it. A dash says that the count, or such a report, does not come about there."
        ),
        head=("Ladder", "Count", "The game expects", "Reports true", "The watch believes"),
        rows=tuple(
            (
                words.course(gap.policy.id),
                str(gap.count),
                chance(gap.expected),
                chance(gap.true_reports),
                "; ".join(chance(held) for _, held in gap.believed),
            )
            for gap in gaps
        ),
    )
