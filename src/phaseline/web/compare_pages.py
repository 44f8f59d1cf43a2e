"""The page on which two what-ifs stand side by side."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from phaseline.web.comparing import assumed_rows, figure_rows, finding_rows
from phaseline.web.frame import Frame
from phaseline.web.guard import fields
from phaseline.web.outline import BY_ID, COMPARE, FINDINGS, INPUTS, READINGS, SWITCHES
from phaseline.web.replies import browser_of, html
from phaseline.web.scenarios import scenarios_in
from phaseline.web.state import DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.what_if_page import address_of, differences_of
from phaseline.web.what_ifs import Changes, WhatIfs, changes_of, query_of

AGAIN = 2  # seconds after which a page that waits is asked for again
SIDES = ("left", "right")
CASE_ITSELF = "the case itself"


class ComparePages:
    """
    The page that holds one what-if against another.

    Args:
        state: What the desk knows.
        frame: The frame around the page.
        surroundings: What stands around every page.
        what_ifs: Where what is not known yet is worked out.
        scenarios: The folder of the scenarios; None where nobody writes to the case.
    """

    def __init__(
        self,
        state: DeskState,
        frame: Frame,
        surroundings: Surroundings,
        what_ifs: WhatIfs,
        scenarios: Path | None,
    ) -> None:
        self._state, self._frame, self._surroundings = state, frame, surroundings
        self._what_ifs, self._scenarios = what_ifs, scenarios

    def routes(self) -> tuple[Route, ...]:
        """Give which address is answered by what."""
        return (Route(f"/{COMPARE}", self.page),)

    async def page(self, request: Request) -> Response:
        """
        Show two what-ifs side by side, or that one of them is being worked out.

        Raises:
            Refused: One of them is none.
        """
        form = fields(request.scope["query_string"])
        left, right = (changes_of(fields(form.get(side, "").encode("utf-8"))) for side in SIDES)
        page, around = BY_ID[COMPARE], self._surroundings
        shown = {
            **around.around(page.title),
            "page": page,
            "sides": self._sides(left, right, browser_of(request)),
            "assumed": assumed_rows(self._differences(left), self._differences(right)),
            "commands": [*dict.fromkeys(map(self._command, (left, right)))],
            **self._answered(left, right, browser_of(request)),
        }
        return html(self._frame.page("compare", shown))

    def _sides(self, left: Changes, right: Changes, browser: str) -> list[dict[str, Any]]:
        """Give what can be chosen on each side, and where what is chosen is found."""
        choices = self._choices(browser, left, right)
        return [
            {
                "id": side,
                "label": label,
                "choices": choices,
                "query": query_of(changes),
                "name": choices[query_of(changes)],
                "address": address_of(changes),
            }
            for side, label, changes in zip(SIDES, ("Hold", "against"), (left, right), strict=True)
        ]

    def _choices(self, browser: str, *opened: Changes) -> Mapping[str, str]:
        """Give the what-ifs that can be chosen, in words, by the query of their addresses."""
        named = {
            query_of(scenario.changes): scenario.name for scenario in scenarios_in(self._scenarios)
        }
        seen = {query_of(changes): changes for changes in (*opened, *self._what_ifs.seen(browser))}
        in_words = {query: self._words(changes) for query, changes in seen.items()}
        return (
            {"": CASE_ITSELF, **in_words, **named} if "" not in in_words else {**in_words, **named}
        )

    def _words(self, changes: Changes) -> str:
        """Say what a what-if changes, within a line."""
        parts = [f"{change['asks']}: {change['value']}" for change in self._differences(changes)]
        return "; ".join(parts) or CASE_ITSELF

    def _answered(self, left: Changes, right: Changes, browser: str) -> dict[str, Any]:
        """Give both answers, one after the other: one what-if is worked out at a time."""
        nothing = {"is_ready": False, "doing_what": "", "troubles": [], "again": 0}
        empty = {**nothing, "figures": [], "otherwise": [], "alike": []}
        base = self._state.shown
        if base is None:
            return {**empty, "again": AGAIN if self._state.doing else 0}
        answers: list[Mapping[str, Any]] = []
        troubles: list[str] = []
        for changes in (left, right):
            state = (
                self._what_ifs.state(changes, base.header.hash, browser=browser)
                if changes
                else self._state
            )
            if changes and state.doing:
                return {**empty, "is_ready": True, "doing_what": state.doing, "again": AGAIN}
            troubles += [state.failure, *state.faults] if changes else []
            answers.append(_findings(state))
        otherwise, alike = finding_rows(*answers)
        return {
            **empty,
            "is_ready": True,
            "troubles": [line for line in troubles if line],
            "figures": list(figure_rows(*answers)),
            "otherwise": otherwise,
            "alike": alike,
        }

    def _differences(self, changes: Changes) -> list[dict[str, str]]:
        shown = self._state.shown
        inputs, readings, switches = (
            json.loads(shown.pages.get(name, "[]")) if shown else []
            for name in (INPUTS, READINGS, SWITCHES)
        )
        return differences_of(inputs, readings, changes, switches)

    def _command(self, changes: Changes) -> str:
        options = [part for pair in changes.items() for part in ("--set", "=".join(pair))]
        return self._surroundings.command("run", *options)


def _findings(state: DeskState) -> Mapping[str, Any]:
    """Give what page one of an answer rests on; nothing where there is none."""
    pages = state.answer.pages if state.answer else {}
    findings: Mapping[str, Any] = json.loads(pages.get(FINDINGS, "{}"))
    return findings
