"""
What can be asked in an address of a course that is played otherwise than page one plays it: with
an offer beside it, against several who decide, where work stays done, with consent asked first.
"""

from collections.abc import Mapping
from math import inf
from typing import Any

from phaseline.desk.comparison.draws import FEWEST, FEWEST_BLOCKS
from phaseline.terms.record import record
from phaseline.web.outline import ASK_FIRST, OFFER, PROJECTS, WHOM

EVERY = "*"  # instead of a course: all of them, one after another
MOST_DRAWS = 128  # minutes of work: who opens an address begins it, be it another page's link
VARIANT_FIELDS: Mapping[str, tuple[str, ...]] = {
    OFFER: ("ladder", "offer", "inducement", "verification", "breach", "transparency", "draws"),
    WHOM: ("ladder", "draws"),
    PROJECTS: ("ladder", "project", "draws"),
    ASK_FIRST: ("ladder", "draws"),
}


@record
class NumberField:
    """
    A field that holds a number.

    Args:
        label: What it is called on the page, with `{period}` for what a period is called.
        high: The most that may stand there; the least is 0.
        example: What could stand there.
    """

    label: str
    high: float
    example: str


NUMBERS: Mapping[str, NumberField] = {
    "inducement": NumberField(label="What is paid per {period}", high=inf, example="0.1"),
    "verification": NumberField(
        label="Chance per {period} of seeing a crossing, once taken up", high=1.0, example="0.7"
    ),
    "breach": NumberField(
        label="What a breach that is found costs it more, per {period}", high=inf, example="0.1"
    ),
    "transparency": NumberField(
        label="What being seen for certain costs it, per {period}", high=inf, example="0.1"
    ),
}


def variant_chosen(
    page: str, chosen: Mapping[str, str], choices: Mapping[str, Any]
) -> Mapping[str, str]:
    """
    Give what stands in the fields of a page, with the first offer of the case where nothing else is
    offered: so it is named on the page.

    Args:
        page: The page.
        chosen: What stands there.
        choices: What can be asked of the case.
    """
    offers = choices.get("offers", [])
    if page != OFFER or not offers or any(chosen[name] for name in ("offer", *NUMBERS)):
        return chosen
    return {**chosen, "offer": offers[0]["id"]}


def variant_lack(page: str, chosen: Mapping[str, str], choices: Mapping[str, Any]) -> str:
    """
    Say why something cannot be asked as it stands; nothing where it can.

    Args:
        page: The page.
        chosen: What stands in its fields.
        choices: What can be asked of the case.
    """
    period = choices.get("period", "period")
    for name, field in NUMBERS.items():
        if chosen.get(name) and not _is_within(chosen[name], field.high):
            least = "a number from 0" if field.high == inf else f"a number from 0 to {field.high:g}"
            label = field.label.format(period=period)
            return f"{label}: found {chosen[name]}; expected {least}, such as {field.example}."
    unmade = _unmade_draws(chosen.get("draws", ""))
    if unmade:
        return unmade
    if page == OFFER and not any(chosen[name] for name in ("offer", *NUMBERS)):
        return (
            "Nothing is offered: the case names no offer, so fill in what is paid, or the chance of"
            " seeing a crossing."
        )
    return ""


def _is_within(typed: str, high: float) -> bool:
    try:
        return 0 <= float(typed) <= high and float(typed) < inf
    except ValueError:
        return False


def _unmade_draws(typed: str) -> str:
    """Say why so many draws are not taken; nothing where they are, or none are asked for."""
    if not typed:
        return ""
    is_count = typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_DRAWS))
    number = int(typed) if is_count else 0
    if number % FEWEST_BLOCKS == 0 and FEWEST <= number <= MOST_DRAWS:
        return ""
    return (
        f"The number of draws: found {typed}; expected a multiple of {FEWEST_BLOCKS} from {FEWEST}"
        f" to {MOST_DRAWS}, such as 16. The command takes more."
    )


def variant_commands(
    page: str, question: Mapping[str, str], choices: Mapping[str, Any]
) -> list[list[str]]:
    """
    Give the arguments of the commands that answer the same; none where nothing is offered,
    which the command refuses.

    Args:
        page: The page.
        question: What is asked; nothing where the case is sent with it.
        choices: What can be asked of the case.
    """
    if page == OFFER and not question and not choices.get("offers"):
        return []
    return [variant_command(question, choices)]


def variant_command(question: Mapping[str, str], choices: Mapping[str, Any]) -> list[str]:
    """
    Give the arguments of the command that answers the same, without the case.

    Args:
        question: What is asked; nothing where the case is sent with it.
        choices: What can be asked of the case.

    >>> variant_command({"page": "offer", "ladder": "*", "inducement": "0.1"}, {})
    ['--inducement', '0.1']
    """
    asked = {"ladder": choices.get("shown", ""), **question}
    return [
        word
        for name, value in asked.items()
        if name != "page" and value and value != EVERY
        for word in (f"--{name}", value)
    ]


def ladder_of(question: Mapping[str, str]) -> str:
    """Give the id of the course that is asked about; empty for all of them."""
    ladder = question.get("ladder", EVERY)
    return "" if ladder == EVERY else ladder
