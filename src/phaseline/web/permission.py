"""
Who may write what: every write of the desk passes `refusal`, and nothing else decides.

A form is sent to an address, the address names a deed, and a deed is allowed to a role or refused
in a sentence. An address that names no deed is written to by nobody but the owner, whom the pages
themselves then refuse: a new form that was forgotten here is closed to readers, and a test finds
it.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

READ_ONLY = "A shipped case is never written to."
READERS_READ = "This browser was let in to read: whoever began the desk enters, and nobody else."


class DeskRole(Enum):
    """What a browser was let in as."""

    OWNER = "owner"
    READER = "reader"


class DeskDeed(Enum):
    """What a form asks for."""

    ENTER_REPORT = "enter a report, an act, or what becomes of something"
    RETRACT_ENTRY = "retract an entry of the ledger"
    DECIDE_SENTENCE = "decide on a sentence of a paper, or take that back"
    KEEP_SCENARIO = "keep a what-if as a scenario"
    DIRECT_WORK = "begin what takes long, stop what is being worked out, or begin it anew"


WRITES: Mapping[str, DeskDeed] = MappingProxyType(
    {
        "/report": DeskDeed.ENTER_REPORT,
        "/report/retract": DeskDeed.RETRACT_ENTRY,
        "/review/confirm": DeskDeed.DECIDE_SENTENCE,
        "/review/decide": DeskDeed.DECIDE_SENTENCE,
        "/review/several": DeskDeed.DECIDE_SENTENCE,
        "/review/undo": DeskDeed.DECIDE_SENTENCE,
        "/study": DeskDeed.DIRECT_WORK,
        "/what-if/keep": DeskDeed.KEEP_SCENARIO,
        "/work/begin": DeskDeed.DIRECT_WORK,
        "/work/stop": DeskDeed.DIRECT_WORK,
    }
)


def refusal(role: DeskRole, deed: DeskDeed | None, *, is_shipped: bool) -> str:
    """
    Give why somebody may not do something, in a sentence; empty where they may.

    Args:
        role: What their browser was let in as.
        deed: What they ask for; None where the address that they write to names no deed.
        is_shipped: Whether the case is a shipped one, to which nobody writes.

    >>> refusal(DeskRole.OWNER, DeskDeed.ENTER_REPORT, is_shipped=False)
    ''
    >>> refusal(DeskRole.OWNER, DeskDeed.ENTER_REPORT, is_shipped=True)
    'A shipped case is never written to.'
    """
    if role is not DeskRole.OWNER:
        return READERS_READ
    is_of_case = deed is not None and deed is not DeskDeed.DIRECT_WORK
    return READ_ONLY if is_shipped and is_of_case else ""
