"""Words for what a reader with three minutes is told first."""

from collections.abc import Mapping, Sequence

from phaseline.desk.findings.headline import (
    CoursesBuy,
    Headline,
    NotCompared,
    ReadAs,
    StepsAsRead,
    StepsStandAlike,
    WhatItTurnsOn,
)
from phaseline.game.leaks import LeakKind
from phaseline.law.model import Standing
from phaseline.present.wording.english.threats import brake_words
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.game import baseline_words, signed
from phaseline.present.wording.numbers import count_words, listed, number_words, spelled
from phaseline.present.wording.odds import odds_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.ties import in_order

_WHOLE = 1.0
_LEAST = 0.05  # of a period: what is less is printed as nothing
_ANYWAY = "what comes anyway deters nothing"


@wording.register
def _(finding: Headline, words: Words) -> Spans:
    return phrase("{what}{why}.", what=_what(finding, words), why=_why(finding, words))


@short.register
def _(finding: Headline, words: Words) -> Spans:
    """Of what is under a period the picture below says how much."""
    if not finding.policies or finding.gained >= _WHOLE:
        return wording(finding, words)
    return phrase("{none}{why}.", none=_none_keeps(words), why=_why(finding, words))


@wording.register
def _(finding: NotCompared, _: Words) -> Spans:
    if not finding.courses:
        return phrase("No course is on record yet, so there is nothing to compare.")
    are = "course is" if finding.courses == 1 else "courses are"
    return phrase(
        "{count} {are} on record; what {they} would deter is not computed here.",
        count=number_words(finding.courses),
        are=are,
        they="it" if finding.courses == 1 else "they",
    )


@wording.register
def _(finding: CoursesBuy, words: Words) -> Spans:
    return phrase(
        "{counted}. With {baseline}, {who} {does} in {base} of {of} {periods}; the most that any"
        " typically adds is {most}, and in nine of ten of {draws} combinations of the assumptions"
        " at most {reach}.",
        counted=_counted(finding, words),
        baseline=baseline_words(words.case),
        who=words.actor(words.case.challenger),
        does=words.crossing.does,
        base=_tenth(finding.base),
        of=str(finding.of),
        periods=words.periods(finding.of),
        most=_tenth(finding.most),
        draws=str(finding.draws),
        reach=_amount(finding.reach),
    )


def _counted(finding: CoursesBuy, words: Words) -> Spans:
    """Count the courses that add less than a period."""
    period = words.period
    of = f"in {finding.of}"
    if not finding.small:
        who = (
            "The one course typically adds"
            if finding.courses == 1
            else "Every course typically adds"
        )
        return phrase("{who} a {period} or more {of}", who=who, period=period, of=of)
    if finding.small == finding.courses:
        who = (
            "The one course typically adds" if finding.courses == 1 else "No course typically adds"
        )
        return phrase(
            "{who} {less} {period} {of}",
            who=who,
            less="less than one" if finding.courses == 1 else "even one",
            period=period,
            of=of,
        )
    return phrase(
        "{small} of {courses} courses typically {add} under one {period} {of}",
        small=number_words(finding.small),
        courses=number_words(finding.courses),
        add="adds" if finding.small == 1 else "add",
        period=period,
        of=of,
    )


@wording.register
def _(finding: WhatItTurnsOn, words: Words) -> Spans:
    out = (
        f", and keep {finding_types(finding)} from {words.crossing.doing}"
        if finding.keeps_out
        else ""
    )
    return phrase(
        "If all worked, {course} would on average add {whole} of {of} {periods}{out}; mending one"
        " alone, {alone} at most.",
        course=words.course(finding.policy),
        whole=_amount(finding.together),
        of=str(finding.of),
        periods=words.periods(finding.of),
        out=out,
        alone=_amount(finding.alone),
    )


@short.register
def _(finding: CoursesBuy, words: Words) -> Spans:
    """With what they are counted from, and how far they reach: the picture has each by itself."""
    who, does = words.actor(words.case.challenger), words.crossing.does
    return phrase(
        "With {baseline}, {who} {does} in {base} of {of} {periods}. {course} typically adds {most}"
        " without {crossing}; in nine of ten combinations of assumptions, {reach}.",
        baseline=baseline_words(words.case),
        who=who,
        does=does,
        base=_tenth(finding.base),
        of=str(finding.of),
        periods=words.periods(finding.of),
        course=(
            "The one course"
            if finding.courses == 1
            else f"None of {spelled(finding.courses)} courses"
        ),
        most=_at_most(finding, words),
        crossing=words.crossing.noun,
        reach=_reach(finding),
    )


def _reach(finding: CoursesBuy) -> str:
    """Say what no course adds more than, at the upper end of nine in ten."""
    if finding.reach < _LEAST:
        return "none"
    return f"{'at most' if finding.courses == 1 else 'none over'} {_amount(finding.reach)}"


def _at_most(finding: CoursesBuy, words: Words) -> str:
    """Say that no course adds more than so much; of one course that it does."""
    amount = f"{_tenth(finding.most)} {words.periods(2)}"
    if finding.courses == 1:
        return amount
    return f"a {words.period}" if finding.most < _LEAST else f"over {amount}"


@short.register
def _(finding: WhatItTurnsOn, words: Words) -> Spans:
    """The one or two that take most: the picture beside it has all of them."""
    return phrase(
        "“{course}” turns mostly on {largest}; {mending} adds {alone} {periods} at most.",
        course=capitalised(words.course(finding.policy)),
        periods=words.periods(finding.alone),
        largest=listed([brake_words(kinds, words) for kinds in finding.largest]),
        mending="these overlap: mending one" if len(finding.largest) > 1 else "mending one failing",
        alone=_tenth(finding.alone),
    )


@wording.register
def _(finding: StepsStandAlike, words: Words) -> Spans:
    readings = "; ".join(
        f"{words.standing(group.standing, group.bodies)}: {words.readings(group.readings)}"
        for group in finding.groups
    )
    votes = (
        f" Would consent be given? {capitalised(odds_words(finding.chance))}."
        if finding.chance
        else ""
    )
    return phrase(
        "May {who} be taken? {readings}.{votes}",
        who=_whose(finding, words),
        readings=capitalised(readings),
        votes=votes,
    )


def read_mark(read: ReadAs, words: Words) -> str:
    """Give in words how most last steps stand, and after it those that stand otherwise."""
    marks = {ladder: lawful_words(words, *stands) for ladder, stands in read.steps.items()}
    return capitalised(_most_first(marks, words))


def lawful_words(words: Words, standing: Standing, bodies: Sequence[str]) -> str:
    """Say how a step stands where nothing beside it says that it is the law that is silent."""
    return "the law is silent" if standing is Standing.SILENT else words.standing(standing, bodies)


def said_by(words: Words, readings: Sequence[str]) -> str:
    """Say whose readings of the law something is from."""
    return f"{'says' if len(readings) == 1 else 'say'} {words.readings(readings)}"


def passes_words(read: StepsAsRead, words: Words) -> str:
    """Say whether most last steps would pass, and after it those of which it is otherwise."""
    if not read.asked:
        return ""
    return capitalised(
        _most_first({ladder: passing(read, ladder) for ladder in read.chances}, words)
    )


def passing(read: StepsAsRead, ladder: str) -> str:
    """Say whether the last step of a ladder would pass."""
    chance = read.chances[ladder]
    if chance:
        return odds_words(chance)
    if ladder in read.asked:
        return "not computed"
    stands = {those.steps[ladder][0] for those in read.readings if ladder in those.steps}
    return "barred" if stands == {Standing.BARRED} else "nobody is asked"


def _most_first(said: Mapping[str, str], words: Words) -> str:
    """Say once what is said of most ladders, and what is said of the others by their names."""
    by_words: dict[str, list[str]] = {}
    for ladder, text in said.items():
        by_words.setdefault(text, []).append(words.short_title(ladder))
    (most, _), *others = in_order(by_words.items(), lambda pair: len(pair[1]))
    return "; ".join([most, *(f"{listed(names)}: {text}" for text, names in others)])


def finding_types(finding: WhatItTurnsOn) -> str:
    """Say how many types a course would keep out."""
    return f"{number_words(len(finding.keeps_out))} of {count_words(finding.types, 'type')}"


def _whose(finding: StepsStandAlike, words: Words) -> str:
    return words.steps_of(finding.ladders, finding.others)


def _what(finding: Headline, words: Words) -> str:
    if not finding.policies:
        return _none_keeps(words)
    unit = words.periods(finding.of)
    if finding.gained < _WHOLE:
        return f"{_none_keeps(words)} for one {words.period} in {finding.of}"
    leaders = listed([words.course(name) for name in finding.policies])
    return (
        f"In our model {leaders} adds most, {_amount(finding.gained)} of {finding.of} {unit}"
        f" without {words.crossing.noun}"
    )


def _none_keeps(words: Words) -> str:
    them, doing = words.actor(words.case.challenger), words.crossing.doing
    return f"In our model no course reliably keeps {them} from {doing}"


def _why(finding: Headline, words: Words) -> str:
    stopped = _stopped(finding.stopped_by, words)
    if finding.policies and finding.gained >= _WHOLE:
        return ""
    anyway = _ANYWAY if finding.comes_anyway else ""
    reasons = list(dict.fromkeys(reason for reason in (anyway, stopped) if reason))
    shown = reasons[-1:] if finding.policies else reasons  # a headline has some twenty words
    return f": {'; '.join(shown)}" if shown else ""


def _stopped(kinds: Sequence[str], words: Words) -> str:
    """Say which brake takes most; what comes anyway is told in its own words."""
    if kinds == (LeakKind.ANYWAY.value,):
        return _ANYWAY
    return f"{brake_words(kinds, words)} matters most" if len(kinds) == 1 else ""


def _tenth(periods: float) -> str:
    """Write periods with one decimal, as the pictures do."""
    return signed(periods, 1).removeprefix("+")


def _amount(periods: float) -> str:
    """Write periods: whole from ten on, else with one decimal."""
    digits = 0 if periods >= 10 else 1
    text = f"{periods:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
