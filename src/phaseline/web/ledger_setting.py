"""What the pages of the ledger share: the ledger, the case that it is held to, and the frame."""

import shlex
from collections.abc import Hashable, Mapping
from typing import Any

from starlette.requests import Request

from phaseline.terms.record import record
from phaseline.web.frame import Frame
from phaseline.web.guard import ROLE
from phaseline.web.ledger_desk import LedgerDesk
from phaseline.web.outline import BY_ID
from phaseline.web.permission import DeskDeed, DeskRole, refusal
from phaseline.web.register import CaseRegister
from phaseline.web.state import DeskState
from phaseline.web.surroundings import Surroundings


@record
class LedgerSetting:
    """
    What the pages that show or write the ledger stand on.

    Args:
        ledger: The ledger of the case.
        register: Gives the case as its files are now.
        state: What the desk knows of the case.
        frame: The frame around the pages.
        surroundings: What stands around every page.
        case: The case, as it was named.
        is_shipped: Whether it is a shipped one, to which nobody writes.
    """

    ledger: LedgerDesk
    register: CaseRegister
    state: DeskState
    frame: Frame
    surroundings: Surroundings
    case: str
    is_shipped: bool

    def rendered(self, page: str, template: str, shown: Mapping[str, Any]) -> bytes:
        """
        Give a page.

        Args:
            page: The id of the page.
            template: Its template, without the ending.
            shown: What it shows, by name; `commands` are those that say the same.
        """
        about = BY_ID[page]
        around = {**self.surroundings.around(about.title), "page": about}
        return self.frame.page(template, {**around, **shown})

    def command(self, verb: str, *words: str) -> str:
        """Give a command that says the same as a page."""
        return shlex.join(("phaseline", verb, self.case, *words))

    def closed(self, request: Request) -> str:
        """Give why who asks may enter nothing, in a sentence; empty where they may."""
        return may_enter(request, is_shipped=self.is_shipped)

    def rests_on(self) -> Hashable:
        """Give what tells the ledger, the case and what the desk knows from what they were."""
        ledger = self.ledger
        return ledger.stamps, self.register.stamps, self.state.revision, ledger.today


def may_enter(request: Request, *, is_shipped: bool) -> str:
    """
    Give why who asks may enter nothing, in a sentence; empty where they may.

    Args:
        request: What they ask.
        is_shipped: Whether the case is a shipped one.
    """
    role = request.scope.get(ROLE) or DeskRole.READER
    return refusal(role, DeskDeed.ENTER_REPORT, is_shipped=is_shipped)
