"""
Page one of the brief: which findings stand where, in which order.

What a reader with three minutes takes away comes first, each under a heading that asks for it: what
it found, on what it turns and what is not known; then two pictures on one scale, the courses as
rows. No chance of a crossing stands here, and what is not computed is said to be.
A page that is read in three minutes says one thing under each heading: the rest stands behind it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.findings import effects, headline
from phaseline.desk.findings.acts import known_acts
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.authority import few_today
from phaseline.desk.findings.conditions import conditions
from phaseline.desk.findings.courses import Course, course, in_order_of_courses
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.matrix import MatrixRow, matrix, shown_rows
from phaseline.desk.findings.objections import disputed_warnings, objections
from phaseline.desk.findings.opinion import Challenged
from phaseline.desk.findings.promises import (
    NoCourses,
    assumed_sight,
    drifts,
    left_open,
    not_worked_out,
)
from phaseline.desk.findings.questions import disagreement, questions
from phaseline.desk.findings.unknowns import LawReadApart, SourcesPart, Unsaid, unknowns
from phaseline.present.document.course_table import CourseTable, course_table
from phaseline.present.document.effects import LeakPicture, Mark, leak_picture, scale_marks
from phaseline.present.document.evidence import groups_of_papers, unsaid_words
from phaseline.present.document.page_figures import PageFigures, page_figures
from phaseline.present.document.standings import LawLine, law_line
from phaseline.present.wording.english.telling import all_told, told_in_short
from phaseline.present.wording.english.unknowns import who_is_silent
from phaseline.present.wording.game import base_in_short
from phaseline.present.wording.numbers import date_words, deadline_words, spelled
from phaseline.present.wording.rounding import told_by
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.record import record

_ON_THE_SIGN = "frees"
_RESULT, _TURNS, _UNKNOWN = "What it found", "What it turns on", "What is not known"
_IN_MODEL = ", in our model"  # in the heading, so that whoever repeats an answer repeats it
_MOST = {"known": 1, "sides": 2, "dangers": 1, "objections": 2}  # page one is one sheet
_MOST_LIMITS = 1  # all of them stand at the end
_ONE = 1  # of what stands under a heading that says one thing
_BEHIND = (
    ("What the other side is on record with", "ladders", "known"),
    ("What else is done today", "law", "today"),
    ("What else would have to be true", "takes", "conditions"),
    ("What the other side does unasked", "figures", "unanswered"),
    ("Who else would object, or would not", "ladders", "objections"),
)


@record
class PageBlock:
    """
    A few sentences under a heading.

    Args:
        title: The heading.
        place: The section of the brief where its numbers come from.
        sentences: What stands under it.
    """

    title: str
    place: str
    sentences: tuple[Sentence, ...]


@record
class UnknownGroup:
    """
    Entries of the list of what is not known that one lead introduces.

    Args:
        lead: What is read before them; empty where each is a sentence of its own.
        is_clear: Whether they are understood as something unknown without the lead.
        first: The number of the first of them in the list.
        sentences: The entries.
    """

    lead: str
    is_clear: bool
    first: int
    sentences: tuple[Sentence, ...]


@record
class UnknownList:
    """
    What is not known.

    Args:
        size: How many things there are.
        groups: The things, numbered through.
    """

    size: str
    groups: tuple[UnknownGroup, ...]

    @property
    def title(self) -> str:
        """The heading, with how many things there are."""
        return f"{_UNKNOWN}: {self.size}"

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All things of the list."""
        return tuple(sentence for group in self.groups for sentence in group.sentences)


@record
class PageOne:
    """
    Everything that stands on page one, in its order, and what of its findings stands behind it.
    """

    kicker: str
    decision: tuple[Sentence, ...]
    headline: Sentence
    result: PageBlock
    papers: tuple[PageBlock, ...]
    turns: tuple[PageBlock, ...]
    leaks: LeakPicture | None
    unknown: UnknownList
    base: str
    marks: tuple[Mark, ...]
    table: CourseTable
    left_out: tuple[str, ...]
    unanswered: tuple[Sentence, ...]
    today: tuple[Sentence, ...]
    law: LawLine | None
    blocks: tuple[PageBlock, ...]
    objecting: tuple[PageBlock, ...]
    otherwise: tuple[Sentence, ...]
    asked: tuple[Sentence, ...]
    shown: str
    limits: tuple[str, ...]
    behind: tuple[PageBlock, ...]
    figures: PageFigures

    @property
    def is_cited(self) -> bool:
        """Whether a mark on the sheet leads to a passage."""
        blocks = (*self.turns, *self.blocks, *self.objecting)
        said = (sentence for block in blocks for sentence in block.sentences)
        sentences = (*self.unknown.sentences, *self.today, *said)
        cells = (cell for column in self.table.columns for cell in column.cells)
        return any(sentence.cites for sentence in (*sentences, *cells))


def page_one(assessment: Assessment, *, is_studied: bool = False) -> PageOne:
    """
    Write page one from an assessment.

    Args:
        assessment: What is known of the case.
        is_studied: Whether a study says on what it turns over many futures: then what would have to
            be true at best guesses stands behind the sheet, which has room for one of them.
    """
    case = assessment.case
    words = Words(case)
    page, (rows, left_out) = findings_of_page(assessment), _rows(assessment)
    ahead = {**_ahead(page), **({"conditions": ()} if is_studied else {})}
    leakage = assessment.leakage if page["turns"] else None  # nothing leaks where nothing takes
    leaks = leak_picture(case, leakage, rows) if leakage else None
    courses = courses_of(assessment)
    read = headline.steps_as_read(courses)

    def told_of(*places: str) -> tuple[Sentence, ...]:
        return tuple(
            told_in_short(finding, words) for place in places for finding in ahead.get(place, ())
        )

    return PageOne(
        kicker=_kicker(assessment),
        decision=_decision(assessment),
        headline=told_in_short(page["headline"][0], words),
        result=PageBlock(title=_RESULT, place="figures", sentences=told_of("buy")),
        papers=_blocks(*_papers(assessment)),
        turns=_blocks((_titled(_TURNS, assessment), "figures", _turning(ahead, words))),
        leaks=leaks,
        unknown=_unknown(ahead["unknown"], words),
        base=_base(assessment),
        marks=scale_marks(case) if rows else (),
        table=course_table(rows, courses, words, read, left_out),
        left_out=_names(left_out, words),
        unanswered=told_of("unanswered"),
        today=told_of("today"),
        law=law_line(read, words, has_columns=bool(rows)) if read else None,
        blocks=_blocks(
            ("To find out next", "figures", told_of("information")),
            ("What could go wrong", "figures", told_of("dangers")),
        ),
        objecting=_blocks(("Who would object", "ladders", told_of("objections"))),
        otherwise=told_of("otherwise"),
        asked=told_of("asked"),
        shown=_shown(assessment, words),
        limits=tuple(_first_clause(limit) for limit in case.limits[:_MOST_LIMITS]),
        behind=_behind(page, ahead, words),
        figures=page_figures(assessment, ahead, (*rows, *left_out), headline.steps_stand(courses)),
    )


def page_findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Give all findings of page one in the order in which they are read, each once."""
    return tuple({finding.id: finding for finding in _every_finding(assessment)}.values())


def _every_finding(assessment: Assessment) -> tuple[Finding, ...]:
    page, courses = findings_of_page(assessment), courses_of(assessment)
    rows, _ = _rows(assessment)
    ahead = ("headline", "buy", "turns", "unknown", "open", "known", "today")
    return (
        *(finding for place in ahead for finding in page.get(place, ())),
        *(finding for row in rows for finding in row.findings),
        *headline.steps_stand(courses),
        *(finding for place in page if place not in ahead for finding in page[place]),
    )


def findings_of_page(assessment: Assessment) -> dict[str, tuple[Finding, ...]]:
    """Give the findings of page one by their place, the rows of courses apart."""
    case, contest = assessment.case, assessment.contest
    rows, left_out = _rows(assessment)
    sides = _disagreement(assessment)[: _MOST["sides"]]
    read = headline.steps_as_read(courses_of(assessment))
    return {
        "headline": (headline.headline(case, contest, assessment.leakage),),
        "unknown": unknowns(case, drawn(contest), read, sides),
        "open": left_open(case),
        "known": known_acts(case)[: _MOST["known"]],
        "turns": _turns(assessment),
        "today": few_today(case, assessment.constraints),
        "buy": headline.courses_buy(case, contest, [row.effect for row in (*rows[1:], *left_out)]),
        "unanswered": (effects.crosses_unanswered(case, contest),) if contest else (),
        "conditions": conditions(case, assessment.turns, contest),
        "information": effects.next_information(case, contest) if contest else (),
        "dangers": dangers(assessment)[: _MOST["dangers"]],
        "disagreement": sides,
        "objections": objections(case)[: _MOST["objections"]],
        "otherwise": assessment.otherwise,
        "asked": headline.asked_first(case, assessment.leakage),
    }


def _ahead(page: Mapping[str, tuple[Finding, ...]]) -> dict[str, tuple[Finding, ...]]:
    """Give what is said on the sheet itself, of the findings of page one."""
    return {
        **page,
        "known": (),
        "open": (),  # which the list of what is not known has one by one
        "today": page["today"][-_ONE:],  # what some read as left open comes after mere practice
        "unanswered": tuple(said for said in page["unanswered"] if not _holds_back(said)),
        "conditions": page["conditions"][:_ONE],
        "objections": page["objections"][:_ONE],
    }


def _holds_back(finding: Finding) -> bool:
    """Say whether types that hold back by themselves are entered, so that not all cross."""
    return isinstance(finding, effects.CrossesUnanswered) and bool(finding.abstaining)


def _behind(
    page: Mapping[str, tuple[Finding, ...]], ahead: Mapping[str, tuple[Finding, ...]], words: Words
) -> tuple[PageBlock, ...]:
    """Give the findings of page one that its sheet has no room for."""
    return _blocks(
        *(
            (title, place, all_told(_rest(page[name], ahead[name]), words))
            for title, place, name in _BEHIND
        )
    )


def _titled(title: str, assessment: Assessment) -> str:
    """Say in a heading that what follows is so in a model, where a game was played."""
    return f"{title}{_IN_MODEL if assessment.contest else ''}"


def _turning(ahead: Mapping[str, tuple[Finding, ...]], words: Words) -> tuple[Sentence, ...]:
    """Give on what the shown course turns, and what would have to be true for it."""
    if not ahead["turns"]:  # that names the course, if anything does
        return all_told(ahead["conditions"], words)
    findings = (*ahead["turns"], *ahead["conditions"])
    return tuple(told_in_short(finding, words) for finding in findings)


def _unknown(findings: Sequence[Finding], words: Words) -> UnknownList:
    """Give what is not known as a list of which one sees how long it is, under few leads."""
    leads: dict[str, list[Finding]] = {}
    for finding in findings:
        leads.setdefault(_lead(finding), []).append(finding)
    groups, first = [], 1
    for lead, entries in leads.items():
        sentences = tuple(told_in_short(finding, words) for finding in entries)
        is_clear = not isinstance(entries[0], Challenged) or not lead
        groups.append(UnknownGroup(lead=lead, is_clear=is_clear, first=first, sentences=sentences))
        first += len(sentences)
    count = len(findings)
    return UnknownList(
        size=f"{spelled(count)} thing{'' if count == 1 else 's'}",
        groups=tuple(groups),
    )


def _lead(finding: Finding) -> str:
    match finding:
        case Unsaid():
            return f"{who_is_silent(finding)}:"
        case LawReadApart() | SourcesPart():
            return "In dispute:"
        case Challenged(by=(), is_of_game=True):
            return "Nobody outside has tested:"
        case _:
            return ""


def _rest(findings: Iterable[Finding], shown: Iterable[Finding]) -> list[Finding]:
    """Give the findings that are not shown."""
    names = {finding.id for finding in shown}
    return [finding for finding in findings if finding.id not in names]


def courses_of(assessment: Assessment) -> list[Course]:
    """Give the courses, in the order in which they are told."""
    case, contest = assessment.case, assessment.contest
    limits, goods = assessment.constraints, assessment.deliverable
    return [
        course(case, ladder, contest, limits, goods)
        for ladder in in_order_of_courses(assessment.ladders)
    ]


def _rows(assessment: Assessment) -> tuple[tuple[MatrixRow, ...], tuple[MatrixRow, ...]]:
    """Give the courses as they are played, and those without room; none where no game was."""
    contest = assessment.contest
    if contest is None:
        return (), ()
    return shown_rows(matrix(assessment.case, contest, courses_of(assessment)))


def _names(rows: Iterable[MatrixRow], words: Words) -> tuple[str, ...]:
    """Name the courses of some rows."""
    return tuple(
        words.row_name(row.effect.ladder, row.effect.policies, is_one_of_several=True)
        for row in rows
    )


def _blocks(*blocks: tuple[str, str, Iterable[Sentence]]) -> tuple[PageBlock, ...]:
    """Give the blocks that hold anything."""
    filled = (
        PageBlock(title=title, place=place, sentences=tuple(sentences))
        for title, place, sentences in blocks
    )
    return tuple(block for block in filled if block.sentences)


def _turns(assessment: Assessment) -> tuple[Finding, ...]:
    """Give on what it turns; where no game was played, what the choice hangs on all the same."""
    if assessment.contest is not None:
        return headline.turns_on(assessment.case, assessment.leakage)
    is_silent = any(isinstance(gap, NoCourses) for gap in left_open(assessment.case))
    has_law = assessment.constraints is not None
    return () if is_silent else not_worked_out(assessment.case, has_law=has_law, is_played=False)


def _papers(assessment: Assessment) -> Iterator[tuple[str, str, Iterable[Sentence]]]:
    """Give what the papers ask for and hold back, until a game gives the page more to say."""
    if assessment.contest is None:
        for group in groups_of_papers(assessment.case):
            yield group.title, "papers", group.sentences
        yield "What they leave open", "papers", unsaid_words(assessment.case)


def _shown(assessment: Assessment, words: Words) -> str:
    """Name the course that is played otherwise, where one is."""
    asked = headline.asked_first(assessment.case, assessment.leakage)
    played = (*assessment.otherwise, *asked)
    return next((words.course(finding.policy) for finding in played), "")


def dangers(assessment: Assessment) -> tuple[Finding, ...]:
    """Give how it could go wrong, inside the model and by what is on record."""
    case, contest = assessment.case, assessment.contest
    inside = effects.dangers(case, contest) if contest else (*assumed_sight(case), *drifts(case))
    return (*inside, *disputed_warnings(case))


def _disagreement(assessment: Assessment) -> tuple[Finding, ...]:
    """Give both sides of whether carrying the threat out restrains or frees."""
    inputs = told_by(assessment)
    return tuple(
        finding
        for question in questions(assessment.case, inputs)
        if question.name == _ON_THE_SIGN
        for finding in disagreement(question)
    )


def drawn(contest: LadderComparison | None) -> tuple[str, ...]:
    """Give the assumptions that the figures of the game rest on; none without a game."""
    return (*contest.plan.continuous, *contest.plan.structural) if contest else ()


def _kicker(assessment: Assessment) -> str:
    """Say of what the page speaks, and that it forecasts nothing."""
    case = assessment.case
    return f"{case.title} · Facts to {date_words(case.as_of)}"


def _base(assessment: Assessment) -> str:
    """Say what comes of what the courses are held against."""
    case, contest = assessment.case, assessment.contest
    return base_in_short(contest, case) if contest else ""


def _decision(assessment: Assessment) -> tuple[Sentence, ...]:
    case = assessment.case
    asked = (case.decision or case.question).rstrip(".")
    end = "" if asked.endswith("?") else "."
    when = _first_clause(deadline_words(case)).rstrip(".")
    by = f" By {when}." if when else ""
    return (Sentence(text=f"{asked}{end}{by}", basis=("decision",)),)


def _first_clause(text: str) -> str:
    """Give what stands before the first semicolon; the whole stands at the end of the brief."""
    head, further, _ = text.partition(";")
    return f"{head.rstrip('.')}." if further else text
