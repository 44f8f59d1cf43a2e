"""
What can be asked in an address: why the threat of a course leaks, what a goal would take, and how
courses fare in many futures.
"""

from collections.abc import Mapping
from math import inf
from typing import Any

from phaseline.terms.record import record
from phaseline.web.guard import Refused
from phaseline.web.outline import NEED, STUDY, VARIANTS, WHY
from phaseline.web.variant_questions import (
    VARIANT_FIELDS,
    variant_chosen,
    variant_commands,
    variant_lack,
)
from phaseline.web.what_ifs import Changes, changes_of, query_of

BELOW = "below"  # the goal that is told with a number of periods
LONGEST = 100  # letters of an answer to what is asked
FIELDS: Mapping[str, tuple[str, ...]] = {
    WHY: ("ladder", "type"),
    NEED: ("ladder", "goal", "periods", "across", "upwards"),
    **VARIANT_FIELDS,
    STUDY: ("draws", "pathways", "indices"),
}
BASE_POINTS = 64  # of what an effect varies by: margins of some hundredths
MOST_DRAWS = 100_000  # that the desk is asked for at once: hours of work
Question = Mapping[str, str]


@record
class AskedOf:
    """
    What an address asks.

    Args:
        question: The page that asks, and of what; empty where it asks for what the case is sent
            with, which is known already.
        changes: A what-if of which it is asked; empty for the case itself.
        chosen: What stands in the fields of the page.
        lack: Why this cannot be asked as it stands, in a sentence; empty where it can.
    """

    question: Question
    changes: Changes
    chosen: Mapping[str, str]
    lack: str = ""

    @property
    def query(self) -> str:
        """What is asked as the query of an address."""
        return query_of({**self.changes, **_fields_of(self.question)})


def asked_of(page: str, query: Mapping[str, str], choices: Mapping[str, Any]) -> AskedOf:
    """
    Give what an address asks of a page. A name that the case does not hold is left to the worker,
    which says what there is.

    Args:
        page: The page.
        query: The fields of the address: those of the page, and addresses of the case with other
            values.
        choices: What can be asked of the case, as `explaining.choices` gives it; empty before that
            is known.

    Raises:
        Refused: A field is none of the page, or holds what is no text.
    """
    wanted = FIELDS[page]
    changes = changes_of({name: value for name, value in query.items() if name not in wanted})
    typed = {name: " ".join(query.get(name, "").split()) for name in wanted}
    chosen = _chosen(typed, choices)
    if page in VARIANTS:
        is_open, chosen = not any(typed.values()), variant_chosen(page, chosen, choices)
    else:
        is_open = _is_open(page, chosen, choices)
    if not changes and is_open:
        return AskedOf(question={}, changes=changes, chosen=chosen)
    if page == NEED and not chosen["goal"]:
        chosen = {**chosen, "goal": _first_goal(chosen, choices)}
    question = question_of(page, chosen)
    lack = _lack_of(page, question, chosen, choices)
    return AskedOf(question=question, changes=changes, chosen=chosen, lack=lack)


def _lack_of(
    page: str, question: Question, chosen: Mapping[str, str], choices: Mapping[str, Any]
) -> str:
    """Say why a question cannot be asked as it stands; nothing where it can."""
    if page == STUDY:
        return _lack_of_draws(chosen["draws"])
    if page in VARIANTS:
        return variant_lack(page, chosen, choices)
    return _lack(chosen, choices) if question.get("goal", "").startswith(BELOW) else ""


def _lack_of_draws(draws: str) -> str:
    """Say what is wrong with a number of draws; nothing where it stands."""
    is_number = draws.isascii() and draws.isdigit() and len(draws) < len(str(MOST_DRAWS)) + 1
    if is_number and 1 <= int(draws) <= MOST_DRAWS:
        return ""
    seen = f"found {draws}" if draws else "nothing stands there"
    return f"The number of draws: {seen}; expected a number from 1 to {MOST_DRAWS:,}, such as 1000."


def _is_open(page: str, chosen: Mapping[str, str], choices: Mapping[str, Any]) -> bool:
    """Whether nothing is asked but what the case is sent with: of the course that is shown."""
    if page == STUDY:
        return not any(chosen.values())
    is_shown = chosen["ladder"] == choices.get("shown", "") and not chosen.get("periods")
    return is_shown and not set(question_of(page, chosen)) - {"page", "ladder"}


def _first_goal(chosen: Mapping[str, str], choices: Mapping[str, Any]) -> str:
    """Give the goal of a question that names none: that of a number, or the first that is told."""
    if chosen["periods"]:
        return BELOW
    return next(
        iter([*choices.get("told", []), *(goal["id"] for goal in choices.get("goals", []))]), ""
    )


def _lack(chosen: Mapping[str, str], choices: Mapping[str, Any]) -> str:
    """Say what is missing where fewer periods than a number are wanted; nothing where it stands."""
    periods = chosen["periods"]
    try:
        is_number = 0 <= float(periods) < inf
    except ValueError:
        is_number = False
    if is_number:
        return ""
    field = f"The number of {choices.get('periods', 'periods')}"
    seen = f"found {periods}" if periods else "nothing stands there"
    return f"{field}: {seen}; expected a number from 0, such as 6."


def _chosen(typed: Mapping[str, str], choices: Mapping[str, Any]) -> Mapping[str, str]:
    """
    Give what stands in the fields of a page: the shown course where none is chosen.

    Raises:
        Refused: A field holds what is no text of a bearable length.
    """
    if any(len(value) > LONGEST or not value.isprintable() for value in typed.values()):
        raise Refused(400, f"Found what is no text of up to {LONGEST} letters.")
    if "ladder" not in typed:
        return typed
    chosen = {**typed, "ladder": typed["ladder"] or choices.get("shown", "")}
    if chosen.get("goal", "").startswith(f"{BELOW}:"):  # as the command line writes it
        chosen["goal"], _, chosen["periods"] = chosen["goal"].partition(":")
    return chosen


def question_of(page: str, chosen: Mapping[str, str]) -> Question:
    """
    Give a question, without what is left open.

    >>> question_of("need", {"ladder": "firm", "goal": "below", "periods": "6", "across": ""})
    {'page': 'need', 'ladder': 'firm', 'goal': 'below:6'}
    """
    question = {"page": page, **{name: value for name, value in chosen.items() if value}}
    periods = question.pop("periods", "")
    if question.get("goal") == BELOW and periods:
        question["goal"] = f"{BELOW}:{periods}"
    return question


def _fields_of(question: Question) -> Question:
    return {name: value for name, value in question.items() if name != "page"}


def commands_of(page: str, question: Question, choices: Mapping[str, Any]) -> list[list[str]]:
    """
    Give the arguments of the commands that answer the same, without the case: several where the
    case is sent with several goals.

    Args:
        page: The page.
        question: What is asked; nothing where the case is sent with it.
        choices: What can be asked of the case.
    """
    if page == STUDY:
        return _study_commands(question)
    if page in VARIANTS:
        return variant_commands(page, question, choices)
    words = ["--ladder", question.get("ladder", choices.get("shown", ""))]
    words += ["--type", question["type"]] if question.get("type") else []
    axes = [question[name] for name in ("upwards", "across") if question.get(name)]
    surface = ["--surface", ",".join(axes)] if axes else []
    goals = [question["goal"]] if question.get("goal") else choices.get("told", [])
    if page != NEED:
        return [words]
    return [[*words, "--for", goal, *surface] for goal in goals]


def _study_commands(question: Question) -> list[list[str]]:
    words = ["--draws", question["draws"]] if question.get("draws") else []
    varies = [["--indices", str(BASE_POINTS)]] if question.get("indices") else []
    return [[*words, *(["--pathways"] if question.get("pathways") else [])], *varies]
