"""What `phaseline new NAME` is told, by options or one question after the other."""

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from phaseline.case.beginning import Beginning, side_kind
from phaseline.case.model.evidence import ActorKind
from phaseline.case.showing import printable
from phaseline.errors import QuestionError
from phaseline.scaffold.pattern import pattern_named, pattern_names
from phaseline.terms.when import When

PERIODS = ("day", "week", "month", "quarter", "year")
_FIELDS = (
    "title",
    "question",
    "responder",
    "responder_kind",
    "challenger",
    "challenger_kind",
    "period",
    "as_of",
    "owner",
    "paper",
    "pattern",
)
_LONGEST = 500  # letters of one answer
KINDS = tuple(kind.value for kind in ActorKind if kind is not ActorKind.AUTHOR)
_TAKES_ARTICLE = re.compile(
    r"^(?:republic|kingdom|government|union|state|ministry|council) of\b"
    r"|\b(?:office|ministry|council|agency|authority|commission|department|board|parliament"
    r"|congress|senate|states|union|kingdom|republic|emirates)$",
    re.IGNORECASE,
)
_LABELS = {
    "responder": "Who responds?",
    "responder_kind": f"What is it ({', '.join(KINDS)})",
    "challenger": "Who is to be deterred?",
    "challenger_kind": f"What is it ({', '.join(KINDS)})",
    "question": "Which question does the case answer?",
    "title": "The title of the brief",
    "period": f"The length of a period ({', '.join(PERIODS)})",
    "as_of": "The day whose knowledge counts",
    "owner": "Who prepares the case?",
}


def beginning_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what a new case is about."""
    parser.add_argument("--responder", metavar="WHO", help="who responds, by name")
    parser.add_argument(
        "--responder-kind", metavar="KIND", help=f"{', '.join(KINDS)}; by its name if left out"
    )
    parser.add_argument("--challenger", metavar="WHO", help="who is to be deterred, by name")
    parser.add_argument("--challenger-kind", metavar="KIND", help="likewise")
    parser.add_argument("--question", metavar="TEXT", help="the question that the case answers")
    parser.add_argument("--title", metavar="TEXT", help="the title of the brief")
    parser.add_argument("--period", metavar="LENGTH", help=f"{', '.join(PERIODS)}")
    parser.add_argument("--as-of", metavar="DAY", help="the day whose knowledge counts; today")
    parser.add_argument("--owner", metavar="NAME", help="who prepares the case")
    parser.add_argument(
        "--paper", metavar="FILE", nargs="+", help="papers that are read into the case"
    )
    parser.add_argument(
        "--pattern",
        metavar="NAME",
        help=f"the pattern that it starts from: {', '.join(pattern_names())}",
    )
    parser.add_argument(
        "--starter", action="store_true", help="write the commented starter case, and ask nothing"
    )


def told_beginning(
    args: argparse.Namespace, *, ask: Callable[[str], str] = input
) -> Beginning | None:
    """
    Give what a new case is about; None for the starter case.

    Args:
        args: The arguments of the command; papers that are named in an answer are added to them.
        ask: Puts a question, and gives the answer.

    Raises:
        QuestionError: An option says nothing that can be used, or one that is needed is missing.
    """
    if args.pattern is not None:
        pattern_named(args.pattern)
    if args.starter and is_told(args):
        raise QuestionError("--starter writes an invented case: leave the other options out")
    if args.starter or not (is_told(args) or (sys.stdin.isatty() and sys.stdout.isatty())):
        return None
    return _of_options(args) if is_told(args) else _of_answers(args, ask)


def is_told(args: argparse.Namespace) -> bool:
    """Whether an option says anything of a new case."""
    return any(getattr(args, name) is not None for name in _FIELDS)


def _of_options(args: argparse.Namespace) -> Beginning:
    answers: dict[str, str] = {}
    for name in _LABELS:
        answer = getattr(args, name)
        if answer is None:
            answer = _usual(name, answers)
        fault = _fault(name, answer, answers)
        if fault:
            raise QuestionError(f"--{name.replace('_', '-')}: {fault}")
        answers[name] = _clean(answer)
    return Beginning(**answers)


def _of_answers(args: argparse.Namespace, ask: Callable[[str], str]) -> Beginning:
    """
    Ask one question after the other, and again where an answer cannot be used.

    Raises:
        QuestionError: The answers end before the questions do.
    """
    answers: dict[str, str] = {}
    try:
        for name in _LABELS:
            answers[name] = _answer(name, answers, ask)
        args.paper = list(iter(lambda: ask("A paper to read, a file [none] ").strip(), "")) or None
        args.pattern = _pattern_answer(ask)
    except EOFError:
        raise QuestionError("the answers ended before the questions: nothing is written") from None
    return Beginning(**answers)


def _pattern_answer(ask: Callable[[str], str]) -> str | None:
    """Ask for a pattern until there is one of that name; enter takes none."""
    prompt = f"A pattern to start from ({', '.join(pattern_names())}) [none] "
    while True:
        answer = ask(prompt).strip()
        if not answer or answer in pattern_names():
            return answer or None
        print(f"found {printable(answer)[:80]!r}; expected one of {', '.join(pattern_names())}")


def _answer(name: str, answers: dict[str, str], ask: Callable[[str], str]) -> str:
    """Ask until an answer can be used; enter takes the usual one."""
    usual = _usual(name, answers)
    prompt = f"{_LABELS[name]} [{usual}] " if usual else f"{_LABELS[name]} "
    while True:
        answer = ask(prompt).strip() or usual
        fault = _fault(name, answer, answers)
        if not fault:
            return _clean(answer)
        print(fault)


def _usual(name: str, answers: dict[str, str]) -> str:
    """Give what an answer is where none is given; empty where there is nothing usual."""
    usual: dict[str, Callable[[], str]] = {
        "question": lambda: (
            f"How should {_within(answers['responder'])} answer {_within(answers['challenger'])}?"
        ),
        "title": lambda: answers["question"],
        "responder_kind": lambda: side_kind(answers["responder"]),
        "challenger_kind": lambda: side_kind(answers["challenger"]),
        "period": lambda: "month",
        "as_of": lambda: date.today().isoformat(),  # noqa: DTZ011  # the day of who begins
    }
    return usual[name]() if name in usual else ""


def _within(name: str) -> str:
    """
    Give a name as it stands within a sentence: its article small, and an office with one.

    >>> _within("The mills"), _within("Water Office"), _within("Merrow"), _within("Republic of Ems")
    ('the mills', 'the Water Office', 'Merrow', 'the Republic of Ems')
    """
    if name.startswith(("The ", "A ", "An ")):
        return f"{name[:1].lower()}{name[1:]}"
    return f"the {name}" if _TAKES_ARTICLE.search(name) else name


def _fault(name: str, answer: str, answers: dict[str, str]) -> str:
    """Say why an answer cannot be used; nothing where it can."""
    words = PERIODS if name == "period" else KINDS if name.endswith("_kind") else ()
    if words and answer not in words:
        return f"found {printable(answer)[:80]!r}; expected one of {', '.join(words)}"
    if name == "as_of":
        return _fault_of_day(answer)
    return _fault_of_words(name, answer, answers.get("responder", ""))


def _fault_of_words(name: str, answer: str, responder: str) -> str:
    """Say why words are no answer: too many, none, or those of the other side."""
    if fault := fault_of_line(answer):
        return fault
    if name != "owner" and not any(map(str.isalnum, answer)):
        return f"expected an answer to: {_LABELS[name]}"
    is_same = name == "challenger" and _clean(answer).casefold() == responder.casefold()
    return "the same as the responder; expected another side" if is_same else ""


def fault_of_line(text: str) -> str:
    """Say why a text cannot stand in a case as one line of words; nothing where it can."""
    is_line = len(text) <= _LONGEST and text.isprintable()
    return "" if is_line else f"expected one line of at most {_LONGEST} letters"


def _fault_of_day(text: str) -> str:
    try:
        is_day = len(text) == len("2031-04-10") and bool(When.parse(text))
    except ValueError:
        is_day = False
    return "" if is_day else f"found {printable(text)[:80]!r}; expected a day such as 2031-04-10"


def _clean(answer: str) -> str:
    return " ".join(answer.split())


def next_steps(folder: Path, *, has_papers: bool, pattern: str) -> list[str]:
    """
    Say what to do with a case that has begun, in three lines.

    The steps of a ladder come of what papers recommend; where none was read, of the pattern.
    """
    layer = "law" if pattern and not has_papers else "ladder"
    named = f" --pattern {pattern or 'NAME'}"
    papers = (
        f"phaseline review {folder}   confirm, reject or skip what was proposed of the papers"
        if has_papers
        else f"phaseline read FILE --into {folder}   read a paper, and propose its sentences"
    )
    return [
        f"next: {papers}",
        f"      phaseline scaffold {layer} {folder}{named}   add the next layer, to be filled in",
        f"      phaseline run {folder}   write the brief",
    ]
