"""The pages of the watch: today's call, beliefs, and how far they came true, in words."""

from collections.abc import Iterator, Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.watching.belief_history import BeliefOfDay
from phaseline.desk.watching.beliefs import WatchedBelief
from phaseline.desk.watching.calibration import WatchCalibration
from phaseline.desk.watching.full_day import FullDay
from phaseline.desk.watching.replay import WatchReplay
from phaseline.present.charts.belief import BeliefPoint, BeliefView, belief_chart
from phaseline.present.charts.reliability import (
    ReliabilityPoint,
    ReliabilityView,
    reliability_chart,
)
from phaseline.present.document.daily_page import entered_by, owner_sentences, since_sentences
from phaseline.present.wording.game import chance
from phaseline.present.wording.likelihood import likelihood_words
from phaseline.present.wording.numbers import count_words, date_words
from phaseline.present.wording.outlook import marking_words, occurred_words
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.watch import (
    CONVENTION,
    NO_CALLS,
    NO_GAME,
    NO_WATCH,
    believed_words,
    day_words,
    ledger_words,
    monitor_words,
)
from phaseline.present.wording.watch_boards import (
    CALLS_NOTE,
    MOST_REPORTS,
    ahead_board,
    bands_board,
    belief_sentences,
    calls_board,
    gaps_board,
    ladders_board,
    matrix_board,
    moving_sentences,
    next_board,
    omitted_sentences,
    ranking_sentence,
    reports_board,
    resolved_sentences,
    rests_board,
    seen_board,
    side_sentences,
    threats_board,
)
from phaseline.present.wording.watch_replay import (
    NO_LADDER,
    days_board,
    first_board,
    replay_lead,
)
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record
from phaseline.watch.grades import WEIGHTS

NOT_SCORED = (
    "A belief is scored once its hypothesis is resolved: an entry of the ledger says that it was"
    " so, or was not."
)


@record
class WatchBlock:
    """
    A part of a page.

    Args:
        id: Its name on the page.
        title: Its heading.
        sentences: What it says first.
        boards: What it says in tables, none of them empty.
        picture: A picture as SVG; empty where it has none.
        said: What stands below the picture.
        after: What it says after its tables.
    """

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    boards: tuple[WordTable, ...] = ()
    picture: str = ""
    said: str = ""
    after: tuple[str, ...] = ()


@record
class WatchPage:
    """
    A page of the watch.

    Args:
        sentences: What stands above all of it.
        blocks: Its parts, in the order of reading.
    """

    sentences: tuple[str, ...]
    blocks: tuple[WatchBlock, ...]


def call_page(full: FullDay, *, is_whole: bool = True) -> WatchPage:
    """
    Give the page of today's call: what is called for, what has changed and why, what is due.

    Args:
        full: The day.
        is_whole: Whether the calibration gap is worked out, too; else the page says that it comes.
    """
    watch = full.watch
    blocks = (
        _called(full),
        WatchBlock(
            id="since",
            title="Since the day before, and why",
            sentences=tuple(since_sentences(watch)),
        ),
        _block("due", ladders_board(full), after=moving_sentences(full)),
        _block("ahead", ahead_board(full), nothing="Nothing is dated ahead."),
        _block("threats", threats_board(full), before=side_sentences(full)),
        _block("seen", seen_board(watch)),
        _gap(full, is_whole=is_whole),
        _numbers(full),
    )
    return WatchPage(sentences=_above(full), blocks=tuple(filter(_says_something, blocks)))


def beliefs_page(full: FullDay, histories: Mapping[str, Sequence[BeliefOfDay]]) -> WatchPage:
    """
    Give the page of beliefs: each with its picture, its reports and what it rests on; reports
    against hypotheses, and the next report worth having.

    Args:
        full: The day.
        histories: How each belief went, by the id of its hypothesis.
    """
    watch = full.watch
    pairs = zip(watch.beliefs, watch.before, strict=True)
    blocks = [
        _belief(full, now, before, histories.get(now.hypothesis.id, ())) for now, before in pairs
    ]
    if full.matrix.reports:
        matrix = matrix_board(watch.case, full.matrix)
        blocks.append(_block("matrix", matrix, after=(ranking_sentence(watch.case, full.matrix),)))
    if full.next_reports:
        worth = next_board(watch.case, full.next_reports)
        blocks.append(_block("next", worth, nothing=worth.lead))
    elif watch.beliefs:
        nobody = "None is told: the case has no channel, so that nobody could be asked to look."
        blocks.append(
            WatchBlock(id="next", title="The next report worth having", sentences=(nobody,))
        )
    if watch.beliefs:
        blocks.append(_block("weights", _weights_board(), before=(CONVENTION,)))
    nothing = () if watch.beliefs else (NO_WATCH,)
    return WatchPage(sentences=(*_above(full), *nothing), blocks=tuple(blocks))


def calibration_page(full: FullDay, *, is_whole: bool = True) -> WatchPage:
    """
    Give the page of how far beliefs came true.

    Args:
        full: The day.
        is_whole: Whether the calibration gap is worked out, too.
    """
    held, sentences = full.calibration, _above(full)
    if not full.watch.beliefs:
        return WatchPage(sentences=(*sentences, NO_WATCH), blocks=())
    board = bands_board(held)
    scored = WatchBlock(
        id="scores",
        title="How far beliefs came true",
        sentences=(*resolved_sentences(held), _open_words(held), NOT_SCORED),
        boards=(board,) if board.rows else (),
        picture=reliability_chart(_reliability_view(held)) if held.bands else "",
        said=(
            "Each point is a band of beliefs, with how many there are. On the slanting line they"
            " came true as often as they said; below it they were too high, above it too low."
        ),
    )
    blocks = (scored, _gap(full, is_whole=is_whole))
    return WatchPage(sentences=sentences, blocks=tuple(filter(_says_something, blocks)))


def _says_something(block: WatchBlock) -> bool:
    return bool(block.sentences or block.boards or block.after)


def _above(full: FullDay) -> tuple[str, ...]:
    """Say of which day the page is, how far it may go, and which entries it rests on."""
    watch = full.watch
    day = (
        f"The watch on {day_words(watch.day)}: reports count up to that day. The text of the case"
        f" is of {date_words(watch.case.as_of)}, its as-of date, and no report changes it."
    )
    marked = marking_words(full) or "Without a TLP marking: no report bears one."
    return (day, marked, ledger_words(watch))


def _block(
    name: str,
    board: WordTable,
    *,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    nothing: str = "",
) -> WatchBlock:
    """Give a part that is one table; of an empty one what is said in its place."""
    if not board.rows:
        return WatchBlock(id=name, title=board.title, sentences=(nothing,) if nothing else ())
    lead = (board.lead,) if board.lead else ()
    return WatchBlock(
        id=name, title=board.title, sentences=(*before, *lead), boards=(board,), after=after
    )


def _called(full: FullDay) -> WatchBlock:
    watch = full.watch
    board = calls_board(watch)
    triggers = tuple(occurred_words(watch.case, trigger) for trigger in full.triggers)
    if watch.calls is None:
        sentences: tuple[str, ...] = (NO_GAME,)
    elif not board.rows:
        sentences = (NO_CALLS,)
    else:
        sentences = (monitor_words(watch.case, watch.calls.monitor), CALLS_NOTE)
    return WatchBlock(
        id="called",
        title="The call of the day",
        sentences=(*triggers, *sentences),
        boards=(board,) if board.rows else (),
    )


def _gap(full: FullDay, *, is_whole: bool) -> WatchBlock:
    calls = full.watch.calls
    if is_whole or calls is None or calls.monitor is None:
        return _block("gap", gaps_board(full.watch.case, full.gaps))
    return WatchBlock(
        id="gap",
        title="The calibration gap",
        sentences=("What the game expects at this count is being worked out; it comes by itself.",),
    )


def _numbers(full: FullDay) -> WatchBlock:
    """Say whose each number is that the page rests on and does not show."""
    rests = tuple(owner_sentences(full.watch))
    return WatchBlock(id="numbers", title="Whose the numbers are", sentences=rests)


def _belief(
    full: FullDay, now: WatchedBelief, before: WatchedBelief, history: Sequence[BeliefOfDay]
) -> WatchBlock:
    case = full.watch.case
    reports, rests = reports_board(case, now), rests_board(case, now)
    shown = history if now.is_monitored else ()
    boards = (reports, _history_board(shown), rests)
    return WatchBlock(
        id=f"belief-{now.hypothesis.id}",
        title=f"How far it is believed: {now.hypothesis.title}",
        sentences=(
            *belief_sentences(now, before),
            *entered_by(now.reports[-MOST_REPORTS:]),
            *omitted_sentences(now),
            *(() if now.reports or not now.is_monitored else ("No report has come about it.",)),
        ),
        boards=tuple(board for board in boards if board.rows),
        picture=belief_chart(_belief_view(case, now, shown)) if shown else "",
        said=(
            "The belief day by day, by all that counts today; the shade holds nine in ten draws of"
            " what it rests on, and a point stands where a report came."
        ),
    )


def _history_board(history: Sequence[BeliefOfDay]) -> WordTable:
    return WordTable(
        title="The belief day by day",
        lead="",
        head=("Day", "Believed that day", "In words", "Reports"),
        rows=tuple(
            (
                day_words(of_day.day),
                believed_words(of_day.believed),
                likelihood_words(of_day.believed.best),
                str(of_day.reports),
            )
            for of_day in history
        ),
    )


def _belief_view(case: Case, now: WatchedBelief, history: Sequence[BeliefOfDay]) -> BeliefView:
    first, last = history[0], history[-1]
    return BeliefView(
        id=now.hypothesis.id,
        title=now.hypothesis.title,
        points=tuple(
            BeliefPoint(
                place=of_day.day.toordinal(),
                name=day_words(of_day.day),
                best=of_day.believed.best,
                low=of_day.believed.low,
                high=of_day.believed.high,
                is_reported=of_day.reports > 0,
            )
            for of_day in history
        ),
        said=(
            f"{case.hypotheses[now.hypothesis.id].title}: {believed_words(first.believed)} on"
            f" {day_words(first.day)}, {believed_words(last.believed)} on {day_words(last.day)}"
        ),
    )


def _weights_board() -> WordTable:
    return WordTable(
        title="What a grade weighs",
        lead="",
        head=("Grade", "Weighs", "Range"),
        rows=tuple(
            (
                grade,
                chance(weight.best),
                f"{chance(weight.low)} to {chance(weight.high)}",
            )
            for grade, weight in WEIGHTS.items()
        ),
    )


def _open_words(held: WatchCalibration) -> str:
    if not held.open:
        return "Every hypothesis is resolved."
    verb = "is" if held.open == 1 else "are"
    return f"{capitalised(count_words(held.open, 'hypothesis', 'hypotheses'))} {verb} open."


def _reliability_view(held: WatchCalibration) -> ReliabilityView:
    points = tuple(
        ReliabilityPoint(forecast=band.forecast, observed=band.observed, count=band.count)
        for band in held.bands
    )
    return ReliabilityView(
        title="Beliefs, and how often they came true",
        points=points,
        said="; ".join(_point_words(point) for point in points),
    )


def _point_words(point: ReliabilityPoint) -> str:
    return (
        f"{count_words(point.count, 'belief')} of {chance(point.forecast)} on average, of which"
        f" {chance(point.observed)} came true"
    )


def replay_page(replay: WatchReplay) -> WatchPage:
    """
    Give the page of a replay: when each rung would first have been called, and its days.

    Args:
        replay: The replay.
    """
    case = replay.case
    span = f"{capitalised(day_words(replay.first))} to {day_words(replay.last)}, replayed."
    blocks = (
        _block("first", first_board(case, replay.first_calls), nothing=NO_LADDER),
        _block("days", days_board(replay), nothing="Nothing came, and no call changed."),
    )
    return WatchPage(sentences=(span, replay_lead(replay)), blocks=blocks)


def nothing_to_replay(words: str) -> WatchPage:
    """Give the page of a replay where there is nothing to replay, and why."""
    return WatchPage(sentences=(words,), blocks=())


def pages_of_watch(
    full: FullDay, histories: Mapping[str, Sequence[BeliefOfDay]], *, is_whole: bool = True
) -> Iterator[tuple[str, WatchPage]]:
    """Give every page of the watch by its name."""
    yield "watch", call_page(full, is_whole=is_whole)
    yield "beliefs", beliefs_page(full, histories)
    yield "calibration", calibration_page(full, is_whole=is_whole)
