"""
What a command is asked beside the case as a whole: about one vote, one cell of the law, one ladder,
two events, the reports on a ledger.

Each is told by the entries of a case as it is shipped; a test that renames them puts the same
question in the new words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from depth import IS_SOAK

from phaseline.case.model.case import Case
from phaseline.watch.places import LEDGER

Words = tuple[str, ...]
"""A command, and what stands in its line beside the case."""

ALONE = {
    **({} if IS_SOAK else {"strait": "firm"}),
    "snapback-2025": "letter-strict",
    "korea-2024": "hold-fire",
}
"""The completed ladder that a command is asked about where all take long."""

ACROSS = {
    "strait": "sight,mistake",
    "snapback-2025": "breach-cost,until-date",
    "korea-2024": "consent-chance,detection",
}
"""Two assumptions over which a goal is looked for."""

EIGHT = ("--draws", "8")
"""As few draws as there may be."""


def first(entries: Any) -> str:
    """The id of the first entry of a section; the test is left out where there is none."""
    if not entries:
        pytest.skip("the case holds nothing that this asks about")
    return str(entries[0].id)


def ladder_of(case: Case) -> str:
    """A ladder that the game of a case plays; the test is left out where it plays none."""
    named = ALONE.get(case.id, "")
    return named if named in case.policies.ids else first(case.policies[-1:])


def cell_of(case: Case) -> str:
    """An option of the law under the position of somebody who reads it."""
    option = case.options[first(case.options)]
    return f"{option.id}/{first(case.encodings[option.encoding].positions)}"


def watch_of(case: Case) -> Words:
    """What the reports on a ledger come to on the day of the case, where it watches anything."""
    return ("watch", "--on", str(case.as_of.first)) if first(case.indicators) else ()


PARTICULARS: Mapping[str, Callable[[Case], Words]] = {
    "words": lambda _: ("search", "of the"),
    "section": lambda _: ("show", "measures"),
    "entry": lambda case: ("show", f"ladders.{first(case.ladders)}"),
    "days": lambda case: ("timeline", "--between", first(case.events), case.events[-1].id),
    "number": lambda case: ("derive", first(case.derived)),
    "cell": lambda case: ("law", "--why", cell_of(case)),
    "turns": lambda case: ("law", "--turns-on", cell_of(case)),
    "enacted": lambda case: ("law", "--enact", first(case.amendments)),
    "voided": lambda case: ("law", "--void", first(case.provisions)),
    "vote": lambda case: ("politics", "--vote", first(case.procedures)),
    "need": lambda case: ("supply", "--why", first(case.needs)),
    "plan": lambda _: ("supply", "--plan"),
    "front": lambda _: ("supply", "--front"),
    "course": lambda case: ("ladders", first(case.ladders)),
    "claim": lambda case: ("claims", first(case.claims), *EIGHT),
    "own question": lambda case: ("ask", first(case.questions), *EIGHT),
    "game": lambda case: ("solve", "--ladder", ladder_of(case), "--emit-game"),
    "strategy": lambda case: ("solve", "--ladder", ladder_of(case), "--strategy"),
    "worth": lambda _: ("assumptions", "--worth", "--draws", "64"),
    "surface": lambda case: (
        *("need", "--for", "below:6", "--ladder", ladder_of(case), "--grid", "3"),
        *("--surface", ACROSS[case.id]),
    ),
    "reports": watch_of,
    "format": lambda _: ("upgrade", "--check"),
}
"""Questions about one thing of a case, each by a name of its own."""


PLAYING = frozenset({"claim", "own question", "game", "strategy", "worth", "surface"})
"""Those that play the case's game."""

QUICK = ("words", "entry", "days", "number", "cell", "enacted", "vote", "need", "reports")
"""Those that are asked at `make test`, a moment each; the others at `make soak`."""


def reporters_of(case: Case) -> list[str]:
    """Who reports, by their titles: channels before sources, in whatever order they stand."""
    return [
        entry.id
        for section in (case.channels, case.sources)
        for entry in sorted(section, key=lambda entry: str(entry.title))
    ]


def reports_on(case: Case) -> Iterator[Words]:
    """
    What is entered on the ledger of a case: of each indicator one report that it was seen and one
    that it was not, by another; as many as there is somebody to report.
    """
    reporters = reporters_of(case)
    day = case.as_of.first
    assert day is not None
    for indicator in case.indicators:
        for place, is_seen in enumerate((True, False)[: len(reporters)]):
            yield (
                *(f"It was reported {place}", "--of", indicator.id),
                *("--when", (day - timedelta(days=3 + 30 * place)).isoformat()),
                *("--source", reporters[place], "--grade", "B2", "--by", "a test"),
                *("--because", "as its logs were borne out", *(() if is_seen else ("--not-seen",))),
            )


def renamed_words(words: Words, names: Mapping[str, str]) -> Words:
    """A question with other ids where it names any; its command and sentences as they stand."""
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)"
    pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    command, *rest = words
    others = (
        word
        if " " in word or word.startswith("-")
        else pattern.sub(lambda id_: names[id_[0]], word)
        for word in rest
    )
    return (command, *others)


def answered(
    phaseline: Callable[..., Any], words: Words, case: Path, reports: Iterable[Words] = ()
) -> Any:
    """
    What a command answers, once reports are on the ledger of the case; a folder keeps its ledger.
    """
    if not (case / LEDGER).exists():
        for report in reports:
            entered = phaseline("log", str(case), *report)
            assert entered.status == 0, entered.err
    command, *options = words
    return phaseline(command, str(case), *options, "--json")
