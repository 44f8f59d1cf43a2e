"""
Statements of the papers, with whose they are: what they ask for, announce and hold back first; the
dated ones in the timeline, the others apart.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite, Status
from phaseline.case.model.evidence import ActorKind, Fact
from phaseline.case.numerals import numerals
from phaseline.desk.register.evidence import (
    LeftUnsaid,
    is_laid_down,
    is_of_timeline,
    left_unsaid,
    papers_say,
)
from phaseline.desk.register.timeline import TimelineEntry, place_in_time
from phaseline.present.wording.numbers import actor_words, count_words, fact_amount
from phaseline.present.wording.records import event_dates
from phaseline.present.wording.sentences import Sentence, closed
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_ON_PAGE_ONE = {
    "asked": 8,
    "ending": 3,
    "announced": 3,
    "conditional": 4,
    "reserved": 5,
}  # statements of each group
_TITLES = {
    "ending": "What is said to end it",
    "announced": "What is threatened or promised",
    "conditional": "What is said to follow, and on what condition",
    "reserved": "What stands in the way, by their own words",
}
_ALIKE = 6  # words with which statements begin that are told together
_ASKING = re.compile(r".*?\b(?:should|shall|could|might|may|must|will|would)\b(?=\s)")
_ON_PAPER = 30  # statements: with their dates and marks, about a page


@record
class Statement:
    """
    One statement as it is shown.

    Attributes:
        dates: When it holds or happened; empty where the paper gives no date.
        says: The statement.
        how: Its number where the words leave it out, its standing and who says it, unless an
            author of a paper plainly asserts it.
        cites: Where it stands.
    """

    dates: str
    says: str
    how: str
    cites: tuple[Cite, ...]


@record
class Evidence:
    """
    What the papers say besides.

    Attributes:
        shown: What is shown at once.
        folded: The rest of a long list.
    """

    shown: tuple[Statement, ...]
    folded: tuple[Statement, ...]


@record
class StatementGroup:
    """
    Statements under a heading.

    Attributes:
        title: The heading.
        statements: What stands under it, in the order of the case.
        sentences: The first of them as sentences, for page one, with how many more there are.
    """

    title: str
    statements: tuple[Statement, ...]
    sentences: tuple[Sentence, ...]


def groups_of_papers(case: Case) -> tuple[StatementGroup, ...]:
    """Word what the papers ask for, announce and hold back; a group without a statement is none."""
    said = papers_say(case)
    groups = {
        "asked": said.asked,
        "ending": said.ending,
        "announced": said.announced,
        "conditional": said.conditional,
        "reserved": said.reserved,
    }
    return tuple(
        StatementGroup(
            title=_title_of(case, _TITLES.get(name) or _asked_title(case, facts), facts),
            statements=tuple(_statement(case, fact) for fact in facts),
            sentences=_first_sentences(case, facts, _ON_PAGE_ONE[name]),
        )
        for name, facts in groups.items()
        if facts
    )


def unsaid_words(case: Case) -> tuple[Sentence, ...]:
    """Say how much of what the papers ask for has no time and no condition; nothing of nothing."""
    unsaid = left_unsaid(case)
    if not unsaid.asked:
        return ()
    more = (Sentence(text=_unstarted(unsaid.unstarted)),) if unsaid.unstarted else ()
    return (Sentence(text=_counted(unsaid)), Sentence(text=_unmet(unsaid)), *more)


def _counted(unsaid: LeftUnsaid) -> str:
    if unsaid.asked == 1:
        named = [
            word
            for word, count in (("a time", unsaid.timed), ("a condition", unsaid.conditional))
            if count
        ]
        return f"The one thing asked for names {' and '.join(named) or 'no time, no condition'}."
    return (
        f"Of the {unsaid.asked} things asked for, as far as they were confirmed,"
        f" {_some(unsaid.timed, 'a time')}, {_some(unsaid.conditional, 'a condition')}"
        f"{_both(unsaid)}, and {_some(unsaid.bare, 'neither')}."
    )


def _both(unsaid: LeftUnsaid) -> str:
    return f" ({unsaid.both} of them both)" if unsaid.both else ""


def _some(count: int, detail: str) -> str:
    """
    Say how many name something.

    >>> _some(0, "a time"), _some(1, "neither"), _some(2, "a condition")
    ('none names a time', '1 names neither', '2 name a condition')
    """
    return f"{count or 'none'} {'name' if count > 1 else 'names'} {detail}"


def _unmet(unsaid: LeftUnsaid) -> str:
    if not unsaid.unmet:
        return "No statement that was confirmed says what follows where one of them is not done."
    return (
        f"{count_words(unsaid.unmet, 'statement')} {'names' if unsaid.unmet == 1 else 'name'}"
        " something that is not done as a condition; what follows where the rest is not done, none"
        " says."
    )


def _unstarted(count: int) -> str:
    verb = "names" if count == 1 else "name"
    return f"{count_words(count, 'statement')} {verb} how long, and not from when."


def _asked_title(case: Case, facts: Sequence[Fact]) -> str:
    """Say who asks: one paper or several, and whether laws lay it down."""
    is_one = len({cite.source for fact in facts for cite in fact.cites[:1]}) == 1
    if all(is_laid_down(fact, case) for fact in facts):
        return "What the paper lays down" if is_one else "What the papers lay down"
    return "What the paper asks for" if is_one else "What the papers ask for"


def _title_of(case: Case, title: str, facts: Sequence[Fact]) -> str:
    """Give a heading with whose words stand under it, where they are one speaker's."""
    speakers = {fact.said_by for fact in facts}
    return f"{title}: {actor_words(case, facts[0].said_by)}" if len(speakers) == 1 else title


def _first_sentences(case: Case, facts: Sequence[Fact], most: int) -> tuple[Sentence, ...]:
    """
    Word the first of some facts, each with its standing behind it, and count the rest; those that
    follow one another and begin alike, up to what is asked, are one sentence.
    """
    runs = _begun_alike([(fact, _statement(case, fact)) for fact in facts])
    sentences = [
        Sentence(
            text=_with_standing(_joined([statement for _, statement in run])),
            cites=tuple(cite for fact, _ in run for cite in fact.cites),
            basis=tuple(fact.id for fact, _ in run),
        )
        for run in runs[:most]
    ]
    more = len(facts) - len([pair for run in runs[:most] for pair in run])
    if more > 0:
        sentences.append(Sentence(text=f"And {more} more, below."))
    return tuple(sentences)


def _begun_alike(worded: Sequence[tuple[Fact, Statement]]) -> list[list[tuple[Fact, Statement]]]:
    """Put statements together that follow one another, begin alike and are meant alike."""
    runs: list[list[tuple[Fact, Statement]]] = []
    for fact, statement in worded:
        before = [said for _, said in runs[-1]] if runs else []
        if before and before[0].how == statement.how and _beginning([*before, statement]):
            runs[-1].append((fact, statement))
        else:
            runs.append([(fact, statement)])
    return runs


def _beginning(statements: Sequence[Statement]) -> str:
    """
    Give the words with which statements begin, up to the verb by which they ask for something;
    nothing where these are few, or not the same.
    """
    openings = [_ASKING.match(statement.says) for statement in statements]
    words = {opening[0] if opening else "" for opening in openings}
    opening = words.pop()
    is_long = len(opening.split()) >= _ALIKE
    return opening if is_long and not words else ""


def _joined(statements: Sequence[Statement]) -> Statement:
    """Give statements that begin alike as one, which says what they share once."""
    first = statements[0]
    if len(statements) == 1:
        return first
    opening = _beginning(statements)
    rest = [statement.says[len(opening) :].strip().rstrip(".") for statement in statements]
    return replace(first, says=f"{opening}: {'; '.join(rest)}.")


def _with_standing(statement: Statement) -> str:
    """
    Give a statement with how it is meant, before its full stop.
    """
    if not statement.how:
        return closed(statement.says)
    return closed(f"{statement.says.rstrip('.')} ({statement.how})")


def evidence(case: Case, facts: Sequence[Fact]) -> Evidence:
    """Word what the timeline does not hold, in its order; of much, the first stands on paper."""
    statements = tuple(_statement(case, fact) for fact in facts if not is_of_timeline(fact, case))
    return Evidence(shown=statements[:_ON_PAPER], folded=statements[_ON_PAPER:])


def timeline_lines(
    case: Case, moments: Sequence[TimelineEntry], facts: Sequence[Fact]
) -> tuple[Statement, ...]:
    """Word what happened up to the day of the case: dated events and dated statements, in order."""
    events = [
        (
            place_in_time(moment.event.when),
            Statement(
                dates=event_dates(moment.event.when),
                says=moment.event.title,
                how="",
                cites=moment.event.cites,
            ),
        )
        for moment in moments
        if moment.event.when.is_known and not moment.is_later
    ]
    statements = [
        (place_in_time(fact.when), _statement(case, fact))
        for fact in facts
        if is_of_timeline(fact, case)
    ]
    return tuple(line for _, line in sorted([*events, *statements], key=lambda pair: pair[0]))


def _statement(case: Case, fact: Fact) -> Statement:
    is_author = case.actors[fact.said_by].kind is ActorKind.AUTHOR
    is_plain = (is_author and fact.status is Status.ASSERTED) or is_laid_down(fact, case)
    standing = "" if is_plain else fact.status.value
    speaker = "" if is_author else actor_words(case, fact.said_by)
    parts = (_unsaid(fact), standing, speaker)
    return Statement(
        dates=event_dates(fact.when) if fact.when.is_known else "",
        says=fact.says,
        how=", ".join(part for part in parts if part),
        cites=fact.cites,
    )


def _unsaid(fact: Fact) -> str:
    """Give the number of a fact, unless its statement says it already, in digits or in words."""
    amount, value = fact_amount(fact), fact.value
    if isinstance(value, Quantity) and any(
        value.number in numeral.values for numeral in numerals(fact.says)
    ):
        return ""
    figure = next((word for word in amount.split() if word[0].isdigit()), amount)
    is_said = re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", fact.says)
    return "" if is_said else amount
