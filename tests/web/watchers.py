"""The desk of a copy of a case, asked in this process by whom it was let in; a key that signs."""

import re
import shutil
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlencode

from web.asgi import HOST, ask

from phaseline.case.shipped import case_path
from phaseline.cli.case_papers import CasePapers
from phaseline.watch.keys import SigningKey
from phaseline.watch.places import ledger_path
from phaseline.watch.sqlite import SqliteLedger
from phaseline.web.app import desk_app
from phaseline.web.guard import Entrance
from phaseline.web.ledger_desk import DeskOwner
from phaseline.web.permission import DeskRole
from phaseline.web.sessions import Sessions
from phaseline.web.what_ifs import Served

KEY = SigningKey(secret=b"k" * 32)
NOW = datetime(2031, 7, 1, 9, 30, tzinfo=UTC)
SEEN = {
    "says": "Long crates on the quay",
    "about": "of:crates",
    "seen": "yes",
    "source": "coast",
    "reliability": "B",
    "credibility": "2",
    "when": "2031-04-10",
    "by": "A. Watch",
}


def copied(name, folder):
    """A copy of a shipped case in a folder."""
    return shutil.copytree(case_path(name), folder / f"my-{name}")


class WatchedDesk:
    """A desk, and the ledger that its forms write to."""

    def __init__(self, case):
        self.case, self.faults = case, []
        self.sessions = Sessions(8020)
        self.app = desk_app(
            Served(case=str(case), sources="", draws=8),
            Entrance(hosts=frozenset({HOST}), sessions=self.sessions, tell=self.faults.append),
            worker=(),
            drawing=(),
            papers=lambda: CasePapers(str(case)),
            owner=DeskOwner(key=lambda: KEY, now=lambda: NOW),
        )
        self.cookie = self.let_in(DeskRole.OWNER)

    def let_in(self, role):
        """The cookie of a browser that is let in."""
        value = self.sessions.let_in(self.sessions.new_link(role))
        return f"{self.sessions.cookie}={value}"

    def gets(self, path, **query):
        """A page."""
        headers = [("Cookie", self.cookie)]
        return ask(self.app, path, headers=headers, query=urlencode(query).encode())

    def sends(self, path, form, headers=None):
        """What a form is answered; one of the desk's own page unless other headers are given."""
        own = [("Cookie", self.cookie), ("Origin", f"http://{HOST}")]
        body = [urlencode(form).encode()]
        return ask(
            self.app, path, method="POST", headers=own if headers is None else headers, body=body
        )

    def files(self, **other):
        """What filing a report is answered."""
        return self.sends("/report", {**SEEN, **other})

    @property
    def store(self):
        """The ledger."""
        return SqliteLedger(ledger_path(self.case))

    @property
    def entries(self):
        """All that was entered."""
        return list(self.store.entries())


def faults_of(answer):
    """Why nothing was entered, as the page says it."""
    shown = re.search(r'id="faults">(.*?)</div>', answer.text, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", shown[1])).strip() if shown else ""
