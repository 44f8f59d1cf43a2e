"""What a worker does: it reads a case, checks it, works everything out, and sends the pages."""

import json
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from phaseline.api.briefs import assess, played, sheet
from phaseline.api.cases import case_of, check, open_case
from phaseline.api.consent import law
from phaseline.api.insight import shown_play
from phaseline.api.ladders import at_best, changes_of, what_did_it
from phaseline.case.check.report import Report
from phaseline.case.games import baseline_of, policies_of
from phaseline.case.inert import inert_assumptions
from phaseline.case.model.case import Case
from phaseline.case.read import CaseReading, changed_case
from phaseline.case.shipped import case_path
from phaseline.case.switches import SwitchKind, beside_switches, switches
from phaseline.case.texts import source_texts
from phaseline.case.values import stays_within
from phaseline.desk.comparison.course_change import DrawnChange
from phaseline.desk.comparison.results import OF_PAGE_ONE, Depth
from phaseline.desk.comparison.what_did_it import MOST_TOLD_APART
from phaseline.desk.comparison.works import Mapper
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.unplayed import UnplayedAnswers
from phaseline.errors import PhaselineError, QuestionError
from phaseline.explore.kept_study import StudyBeside
from phaseline.present.document.law import shifts_board
from phaseline.present.document.what_if import (
    awaited_words,
    course_change_lines,
    did_it_lines,
    direction_lines,
    is_unmoved,
    other_course_line,
    other_courses_lead,
    unchanged_because,
)
from phaseline.present.terminal.diagnostics import diagnostic_line
from phaseline.present.terminal.ledger import ledger_fault_text
from phaseline.present.wording.records import event_dates
from phaseline.terms.diagnostic import Severity
from phaseline.web.explaining import explained
from phaseline.web.frame import rendered
from phaseline.web.messages import CaseHeader, Order, header_line, ledger_part, text_line
from phaseline.web.outline import (
    DID_IT,
    DIRECTION,
    FINDINGS,
    LAW_SHIFT,
    OTHER_COURSES,
    PAGE_ONE,
    REPLAYS,
    SHOWN_COURSE,
    STUDY,
    VARIANTS,
    WATCH,
)
from phaseline.web.rendering import editable, page_findings_data, page_parts
from phaseline.web.study_rendering import kept_beside, studied, study_pages
from phaseline.web.variants import varied
from phaseline.web.watch_rendering import replay_parts, watch_parts
from phaseline.web.watching import Stamps, case_stamps

CHANGED = (
    "The files have changed meanwhile. Ask again when the answer for the files as they are now has"
    " come."
)
MOST_FAULTS = 40  # errors that a page lists; `phaseline check` lists all

Send = Callable[[bytes], None]


def _go_on() -> None:
    """Nothing newer ever comes."""


class Desk:
    """
    What a worker keeps from one order to the next.

    Args:
        mapper: Applies a function to names; one that uses several processors is faster.
        look: Asked at each step; what it raises ends the order that is being worked out.
    """

    def __init__(self, mapper: Mapper = map, look: Callable[[], None] = _go_on) -> None:
        self.mapper, self.look = mapper, look
        self.unplayed = UnplayedAnswers()
        self._stamps: Stamps | None = None
        self._base: Report | None = None
        self._at_best: Mapping[str, float] | None = None
        self._unmoved: dict[tuple[str, int], DrawnChange] = {}
        self._watched: tuple[Stamps, Report] | None = None

    def opened(self, where: str) -> Report:
        """
        Read and check the case of a watch, once for the same files: what was worked out of it, as
        of its game, is then known still.

        Args:
            where: The case, as it was named.

        Raises:
            QuestionError: There is no such case.
        """
        stamps = case_stamps(case_path(where))  # before reading: a later edit is seen next time
        if self._watched is None or self._watched[0] != stamps:
            self._watched = (stamps, open_case(where))
        return self._watched[1]

    def base(self, where: str, files: str) -> Report:
        """
        Give the case as it is, of which every what-if is a change: read once for the same files,
        without the checks of its text, which were made for its first page.

        Args:
            where: The case, as it was named.
            files: The hash of its files; empty for whichever there are.

        Raises:
            QuestionError: There is no such case, or the files are others by now.
        """
        stamps = case_stamps(case_path(where))  # before reading: a later edit is seen next time
        if self._base is None or self._base.reading.name != where or self._stamps != stamps:
            self._base, self._stamps = open_case(where, is_checked=False), stamps
            self._at_best, self._unmoved = None, {}
        if files:
            _see_same(self._base, files)
        return self._base

    def at_best(self, where: str, files: str) -> Mapping[str, float]:
        """
        Give by how much each course of the case as it is changes the time across, by its id
        [period]: worked out once for the same files.

        Args:
            where: The case, as it was named.
            files: The hash of its files; empty for whichever there are.

        Raises:
            QuestionError: The files are others by now.
        """
        base = self.base(where, files)
        if self._at_best is None:
            self._at_best = at_best(case_of(base))
        return self._at_best

    def unmoved(self, order: Order, course: str) -> DrawnChange:
        """
        Give what a course changes in the case as it is, over the draws: worked out once for the
        same files.

        Args:
            order: What is asked: the case, its files and the draws.
            course: The course.

        Raises:
            QuestionError: The files are others by now, or there is no such course.
        """
        base = self.base(order.case, order.known)
        if (course, order.draws) not in self._unmoved:
            self._note(order, self.changes_in(case_of(base), order, [course]))
        return self._unmoved[course, order.draws]

    def rehearse(self, order: Order) -> None:
        """
        Work out what each course changes in the case as it is, the one that page one shows first:
        beside what a what-if makes of it, that is told.

        Args:
            order: What is asked: the case, its files, the course and the draws.

        Raises:
            QuestionError: The files are others by now, or there is no such course.
        """
        case = case_of(self.base(order.case, order.known))
        courses = (order.course, *other_courses(case, order.course))
        self._note(order, self.changes_in(case, order, courses))

    def _note(self, order: Order, changes: Iterable[DrawnChange]) -> None:
        for change in changes:
            self._unmoved[change.course, order.draws] = change

    def changes_in(self, case: Case, order: Order, courses: Iterable[str]) -> Iterator[DrawnChange]:
        """
        Give what courses change in a case, one after another, as long as nothing newer comes.

        Args:
            case: The case, with its what-if.
            order: What is asked: the draws.
            courses: The courses.

        Raises:
            QuestionError: There is no such course.
        """
        return changes_of(case, courses, draws=order.draws, tick=lambda _doing: self.look())


def other_courses(case: Case, shown: str) -> tuple[str, ...]:
    """
    Give the courses beside the one that page one shows, without what all are measured against.

    Args:
        case: The case.
        shown: The one that page one shows.
    """
    apart = (shown, baseline_of(case).id)
    return tuple(policy.id for policy in policies_of(case) if policy.id not in apart)


def work(order: Order, send: Send, desk: Desk) -> None:
    """
    Work a case out, and send what the desk shows: in words too where that cannot be done.

    Args:
        order: What is asked.
        send: Takes one line of a message.
        desk: What is kept from one order to the next.
    """

    def say(line: bytes) -> None:
        desk.look()
        send(line)

    try:
        _work(order, say, desk)
    except PhaselineError as error:
        say(text_line("failed", ledger_fault_text(error)))


def _work(order: Order, send: Send, desk: Desk) -> None:
    if order.is_rehearsal:
        _rehearse(order, send, desk)
        return
    if order.is_quick:
        send(text_line("done" if _say_early(order, send, desk) else "same", ""))
        return
    _teller(send)("reading and checking the case")
    if order.question.get("page") == WATCH:
        _answer_watch(order, send, desk)
    else:
        _answer(order, send, desk)


def _answer(order: Order, send: Send, desk: Desk) -> None:
    """Give the pages of the case, of a what-if, or of what is asked of either."""
    is_alone = bool(order.changes) and not (order.question or order.has_quick)
    is_early = is_alone and _say_early(order, send, desk)
    report = open_case(order.case, sources=order.sources or None, changes=dict(order.changes))
    if order.question:
        _answer_question(order, report, send, desk)
    elif order.changes:
        _answer_what_if(order, report, send, desk, is_early=is_early)
    else:
        _answer_case(order, report, send, desk)


def _say_early(order: Order, send: Send, desk: Desk) -> bool:
    """
    Say which way the courses go before the text is checked, where each change stays within its
    range, as a slider does, or turns a switch: the case was sound before, and nine tenths of what a
    case costs until it can be played are its files and their checks. Give whether that was said.
    """
    try:
        base = desk.base(order.case, order.known)
        case = changed_case(base.reading, order.changes) if base.is_sound else None
    except QuestionError:  # said once the case is read with the what-if
        return False
    if case is None or not _is_foreseen(case_of(base), case, order.changes):
        return False
    send(header_line(_header(case, base)))
    _say_direction(order, case, base.reading, send, desk)
    return True


def _is_foreseen(before: Case, case: Case, changes: Mapping[str, str]) -> bool:
    """
    Whether a what-if moves numbers within their ranges and turns switches, and does nothing else:
    what that makes of a sound case is sound but for what is asked of its law later.
    """
    return stays_within(case, beside_switches(switches(before), changes))


def _say_direction(order: Order, case: Case, reading: CaseReading, send: Send, desk: Desk) -> None:
    """Say which way the courses go, or why they do not; nothing where no game is played."""
    if case.game is None:
        return
    _teller(send)("asking which way the courses go")
    before, after = desk.at_best(order.case, reading.hash), at_best(case)
    lines = direction_lines(case, before, after)
    inert = inert_assumptions(reading.data) if is_unmoved(before, after) else ()
    unchanged = unchanged_because(case, order.changes, before, after, inert)
    shown = {"lines": lines, "unchanged": unchanged}
    send(text_line("page", rendered("direction", shown), name=DIRECTION))
    before_it = case_of(desk.base(order.case, order.known))
    is_said = order.has_quick and _is_foreseen(
        before_it, case, order.changes
    )  # by the quick worker
    if order.course and not is_said:
        _say_shown_course(order, case, send, desk)


def _say_shown_course(order: Order, case: Case, send: Send, desk: Desk) -> None:
    """
    Say what the course that page one shows comes to over all draws, before all others do; then, in
    a quick answer, the same of the others as they come: another process works out page one.
    """
    try:
        before = desk.unmoved(order, order.course)
        (after,) = desk.changes_in(case, order, [order.course])
    except QuestionError:  # a what-if may leave no such course: page one says what there is
        return
    *lines, about = course_change_lines(case, before, after)
    shown = {"lines": lines, "about": about}
    send(text_line("page", rendered("shown_course", shown), name=SHOWN_COURSE))
    if order.is_quick:
        _say_other_courses(order, case, send, desk)


def _say_other_courses(order: Order, case: Case, send: Send, desk: Desk) -> None:
    """Say what each other course comes to as soon as that is known, and which are awaited."""
    awaited = [*other_courses(case, order.course)]
    if not awaited:
        return
    lines: list[str] = []

    def say() -> None:
        shown = {
            "lead": other_courses_lead(case, order.draws),
            "lines": lines,
            "awaited": awaited_words(case, awaited),
        }
        send(text_line("page", rendered("other_courses", shown), name=OTHER_COURSES))

    say()
    for after in desk.changes_in(case, order, tuple(awaited)):
        before = desk.unmoved(order, after.course)
        lines.append(other_course_line(case, before, after))
        awaited.remove(after.course)
        say()


def _say_law(order: Order, send: Send, desk: Desk) -> None:
    """Say what the switches of law flip, cell by cell; nothing where none is turned."""
    base = case_of(desk.base(order.case, order.known))
    turned = [switch for switch in switches(base) if switch.way_in(order.changes)]
    enacted, void = (
        [switch.about for switch in turned if switch.kind is kind]
        for kind in (SwitchKind.AMENDMENT, SwitchKind.PROVISION)
    )
    if enacted or void:
        board = shifts_board(base, law(base), law(base, enacted=enacted, void=void))
        options = [f"--enact={name}" for name in enacted] + [f"--void={name}" for name in void]
        shown = {"board": board, "command": shlex.join(("phaseline", "law", order.case, *options))}
        send(text_line("page", rendered("law_shift", shown), name=LAW_SHIFT))


def _rehearse(order: Order, send: Send, desk: Desk) -> None:
    """Make ready what all what-ifs of the same files begin with."""
    if case_of(desk.base(order.case, order.known)).game is not None:
        desk.at_best(order.case, order.known)
        if order.course and order.is_quick:
            desk.rehearse(order)
    send(text_line("same", ""))


def _answer_case(order: Order, report: Report, send: Send, desk: Desk) -> None:
    """Send every page of a case, those first that do not wait for its game."""
    tell = _teller(send)
    report = check(report)
    if _is_refused(report, send):
        return
    if order.known == report.reading.hash:
        send(text_line("same", ""))
        return
    case = case_of(report)
    send(header_line(_header(case, report)))
    texts = _texts(case, order.sources)
    assessment = assess(report, tick=tell)
    if case.game is not None:
        if not order.known:  # nothing is shown yet: what does not wait for the game comes at once
            _send_parts(assessment, texts, send, is_early=True)
        assessment = played(assessment, **_played(case, order.draws, desk.mapper, tell))
    tell("writing the pages")
    study = kept_beside(report)
    _send_parts(assessment, texts, send, study=study)
    for name, content in study_pages(report, study):
        send(text_line("page", content, name=name))
    send(text_line("done", ""))


def _answer_what_if(
    order: Order, report: Report, send: Send, desk: Desk, *, is_early: bool
) -> None:
    """
    Say which way the courses go unless that was said, then give page one as it is with the what-if.

    The direction comes before the law is asked what a check of the text cannot find: it is the
    quick answer, and what is found then takes its place.
    """
    tell = _teller(send)
    if order.known:  # under which the answer is kept
        _see_same(report, order.known)
    if _is_refused(report, send):
        return
    case = case_of(report)
    if not is_early:
        send(header_line(_header(case, report)))
        _say_direction(order, case, report.reading, send, desk)
    tell("checking the law")
    report = check(report)
    if _is_refused(report, send):
        return
    _say_law(order, send, desk)
    assessment = assess(report, known=desk.unplayed.of(case, tick=tell))
    if case.game is not None:
        answered = _played(case, order.draws, desk.mapper, tell, depth=OF_PAGE_ONE)
        assessment = played(assessment, **answered)
    tell("writing the page")
    send(text_line("page", json.dumps(page_findings_data(assessment)), name=FINDINGS))
    send(text_line("page", editable(sheet(assessment), case), name=PAGE_ONE))
    if case.game is not None and len(order.changes) > 1:
        moved = what_did_it(order.case, order.changes, tick=tell)
        _see_same(open_case(order.case), report.reading.hash)  # it has read them anew
        about = {
            "lines": did_it_lines(case, moved),
            "count": len(order.changes),
            "most": MOST_TOLD_APART,
        }
        send(text_line("page", rendered("did_it", about), name=DID_IT))
    send(text_line("done", ""))


def _answer_watch(order: Order, send: Send, desk: Desk) -> None:
    """Say what the entries of a ledger make of a case."""
    report = desk.opened(order.case)
    if _is_refused(report, send):
        return
    case = case_of(report)
    send(header_line(_header(case, report)))
    question, tell = order.question, _teller(send)
    asked, part = question.get("on", ""), ledger_part(question)
    if asked in REPLAYS:
        today = date.fromisoformat(question["today"])
        where = case_path(order.case)
        shown = replay_parts(case, part, where, tell, of=asked, today=today)
    else:
        shown = watch_parts(case, part, tell, day=date.fromisoformat(asked) if asked else None)
    for name, content in shown:
        send(text_line("page", content, name=name))
    send(text_line("done", ""))


def _answer_question(order: Order, report: Report, send: Send, desk: Desk) -> None:
    """Say what a page asks of a course, or of all of them in many futures."""
    if order.known:  # under which the answer is kept
        _see_same(report, order.known)
    report = check(report)
    if _is_refused(report, send):
        return
    case, tell = case_of(report), _teller(send)
    send(header_line(_header(case, report)))
    if order.question.get("page") == STUDY:
        answer = studied(report, order.question, mapper=desk.mapper, tick=tell)
    elif order.question.get("page") in VARIANTS:
        answer = varied(report, order.question, draws=order.draws, mapper=desk.mapper, tick=tell)
    else:
        answer = explained(report, order.question, draws=order.draws, tick=tell)
    for name, content in answer:
        send(text_line("page", content, name=name))
    send(text_line("done", ""))


def _see_same(report: Report, files: str) -> None:
    """
    See that a case was read from the files that are asked about.

    Raises:
        QuestionError: It was read from others: what it says belongs to no answer that is shown.
    """
    if report.reading.hash != files:
        raise QuestionError(CHANGED)


def _is_refused(report: Report, send: Send) -> bool:
    """Say which errors a case has, and whether it has any."""
    if report.is_sound:
        return False
    send(text_line("faulty", "\n".join(_faults(report)), hash=report.reading.hash))
    return True


def _send_parts(
    assessment: Assessment,
    texts: Mapping[str, str],
    send: Send,
    *,
    is_early: bool = False,
    study: StudyBeside | None = None,
) -> None:
    for name, content in page_parts(assessment, texts, is_early=is_early, study=study):
        send(text_line("page", content, name=name))


def _texts(case: Case, folder: str) -> Mapping[str, str]:
    """Give the source texts at hand, by hash."""
    if not folder:
        return {}
    languages = {source.sha256: source.language for source in case.sources}
    return source_texts(Path(folder), languages, languages=languages)


def _teller(send: Send) -> Callable[[str], None]:
    return lambda activity: send(text_line("doing", activity))


def _header(case: Case, report: Report) -> CaseHeader:
    return CaseHeader(
        id=case.id, title=case.title, as_of=event_dates(case.as_of), hash=report.reading.hash
    )


def _played(
    case: Case,
    draws: int,
    mapper: Mapper,
    tell: Callable[[str], None],
    *,
    depth: Depth | None = None,
) -> dict[str, Any]:
    """Play the game: all ladders, and where the one that page one shows leaks."""
    play, _ = shown_play(case, depth=depth, draws=draws, mapper=mapper, tick=tell)
    return {
        "comparison": play.comparison,
        "leakage": play.leakage,
        "turns": play.turns,
        "otherwise": play.otherwise,
    }


def _faults(report: Report) -> list[str]:
    """Give the errors of a case, a line each, and how many more there are."""
    errors = [
        diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR
    ]
    omitted = report.count(Severity.ERROR) - len(errors[:MOST_FAULTS])
    more = [f"… and {omitted} more"] if omitted else []
    lines = [diagnostic_line(error, is_whole=True) for error in errors[:MOST_FAULTS]]
    return [*lines, *more]
