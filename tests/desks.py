"""A desk in this process, whose worker answers at once, and a reader who opens all of it."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from casefiles import SECTIONS
from web.asgi import HOST, answered

from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.case.values import range_of
from phaseline.cli.case_papers import CasePapers
from phaseline.present.wording.game import course_name
from phaseline.web import app as wiring
from phaseline.web import watch_desk
from phaseline.web.app import desk_app
from phaseline.web.guard import Entrance
from phaseline.web.labour import Desk, work
from phaseline.web.ledger_desk import LedgerDesk
from phaseline.web.messages import Order, message_of
from phaseline.web.outline import PAGES, WATCH
from phaseline.web.sessions import Sessions
from phaseline.web.state import DeskState
from phaseline.web.what_ifs import Served, WhatIfs

DRAWS = 8
NUMBERING = re.compile(r'<sup class="cite">.*?</sup>|note-\d+|/note/\d+|/style/\w+\.css', re.DOTALL)


def worked_out(order: Order) -> DeskState:
    """What a desk knows once a worker has answered an order."""
    state = DeskState()
    state.begin()
    work(order, lambda line: state.note(message_of(line)), Desk())
    return state


class AtOnce(WhatIfs):
    """The answers to what-ifs where each is worked out as it is asked for."""

    def _begun(self, key: str, order: Order) -> DeskState:
        state = self._known[key] = worked_out(order)
        return state

    def prepare(self, files: str) -> None:
        """Nothing has to be made ready."""


class WatchAtOnce:
    """In place of what works the watch out: it is worked out whenever it is looked at."""

    def __init__(self, _where: Path, served: Served, *, ledger: LedgerDesk, **_others: Any) -> None:
        self._case, self._ledger, self.state = served.case, ledger, DeskState()

    def look(self) -> DeskState:
        """What the watch comes to."""
        question = {"page": WATCH, **self._ledger.part().question}
        order = Order(case=self._case, sources="", draws=DRAWS, question=question)
        vars(self.state).update(vars(worked_out(order)))
        return self.state

    async def end(self) -> None:
        """Nothing is being worked out."""


def one_changed(case: Case) -> Iterator[tuple[str, str]]:
    """
    The assumption whose question comes last, whatever its id, with the low end of its range; none
    where there is no range.
    """
    ranges = {entry.id: ends for entry in case.assumptions if (ends := range_of(entry))}
    for name in sorted(ranges, key=lambda name: case.assumptions[name].asks)[-1:]:
        low, _ = ranges[name]
        yield f"assumptions.{name}.best", f"{low.number} {low.unit.text}".strip()


def entries_of(case: Case) -> Iterator[str]:
    """The address of every entry of a case that has an id."""
    for section in SECTIONS:
        for name in getattr(getattr(case, section), "ids", ()):
            yield f"{section}.{name}"


def questions_of(case: Case) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What a reader asks: for some words, a what-if, a course against one type, a goal."""
    yield "/evidence", {"q": '"of a"'}
    changes = dict(one_changed(case))
    yield "/what-if", changes
    yield "/compare", {"right": urlencode(changes)}
    if not case.policies:
        return
    ladder = max(case.policies.ids, key=lambda name: course_name(case, name))
    type_ = min(case.game.types, key=lambda entry: entry.title).id if case.game else ""
    yield "/why", {"ladder": ladder, "type": type_}
    yield "/need", {"ladder": ladder, "goal": "below", "periods": "6"}


async def pages_walked(own: Path) -> list[tuple[str, Any]]:
    """
    Every answer of the desk of a case, with the address that was asked. Where a citation is
    numbered its number is left out, which follows from where it stands.

    Args:
        own: A case of one's own.
    """
    case = read_case(own).case
    assert case is not None
    state = worked_out(Order(case=str(own), sources=f"{own}.sources", draws=DRAWS))
    assert state.shown is not None, (state.failure, state.faults)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "DeskState", lambda _tell: state)
        patch.setattr(wiring, "WhatIfs", AtOnce)
        patch.setattr(watch_desk, "WatchWork", WatchAtOnce)
        sessions = Sessions(8020)
        entrance = Entrance(hosts=frozenset({HOST}), sessions=sessions, tell=print)
        desk = desk_app(
            Served(case=str(own), sources=f"{own}.sources", draws=DRAWS),
            entrance,
            worker=(),
            papers=lambda: CasePapers(str(own)),
            drawing=(),
        )
    cookie = ("Cookie", f"{sessions.cookie}={sessions.let_in(sessions.new_link())}")
    sent = state.answer.pages if state.answer else {}
    asked = chain(
        ((f"/{page.id}", {}) for page in PAGES),
        ((f"/entry/{address}", {}) for address in entries_of(case)),
        ((f"/table/{name}", {}) for name in sent if name.endswith((".csv", ".svg"))),
        ((f"/note/{name.removeprefix('note-')}", {}) for name in sent if name.startswith("note-")),
        ((f"/{name}", {}) for name in sent if name.startswith("law/")),
        questions_of(case),
        (("/review/several", {}),),
    )
    answers = []
    for path, query in asked:
        fields = urlencode(query)
        answer = await answered(desk, path, query=fields.encode(), headers=(cookie,))
        answer.text = NUMBERING.sub("", answer.text)
        answers.append((f"{path}?{fields}" if fields else path, answer))
    return answers
