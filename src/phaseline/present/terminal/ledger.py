"""What is said of a ledger that was gone through, and of a list that was entered."""

from collections.abc import Sequence
from pathlib import Path

from phaseline.case.showing import printable
from phaseline.desk.watching.importing import ImportTally
from phaseline.desk.watching.sending import SentReports
from phaseline.errors import PhaselineError
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.outlook import unmarked_words
from phaseline.terms.letters import capitalised
from phaseline.watch.audit import LedgerHead
from phaseline.watch.ledger import TamperedLedgerError
from phaseline.watch.rows import ReportRow


def verified_text(head: LedgerHead, seen: Sequence[LedgerHead]) -> str:
    """
    Say that a ledger is what was written, and what that was held against.

    Args:
        head: Its length and root.
        seen: What was kept of it elsewhere.
    """
    count = count_words(head.size, "entry", "entries")
    against = (
        f"It goes on from {count_words(len(seen), 'checkpoint')} kept elsewhere."
        if seen
        else "It was held against no checkpoint: a ledger written anew from its first entry would"
        " pass."
    )
    return f"{capitalised(count)}, each as it was written; root {head.root.hex()}.\n{against}"


def kept_text(where: Path, seconds: float) -> str:
    """
    Say that another program keeps a ledger, and how long that is waited for.

    Args:
        where: Its file.
        seconds: How long at most.
    """
    return f"another program keeps {where}; waiting for it, {seconds:.0f} seconds at most"


def tampered_text(error: TamperedLedgerError) -> str:
    """Say that a ledger is not what was written, and where that shows first."""
    return f"This ledger is not what was written. {capitalised(str(error))}."


def ledger_fault_text(error: PhaselineError) -> str:
    """Say what is the matter with a ledger on a page of the desk; of an altered one, what next."""
    if isinstance(error, TamperedLedgerError):
        return (
            f"{tampered_text(error)} Nothing is worked out from it, and nothing is entered. The"
            " ledger's own page goes through all of it; a copy that passes takes its place."
        )
    return f"{error}"


def import_text(tally: ImportTally, *, beside: str) -> str:
    """
    Say what became of the rows of a list.

    Args:
        tally: How many of them came to what.
        beside: The name of the file that holds what is refused.
    """
    parts = [
        f"{count_words(tally.entered, 'report')} entered",
        *(
            f"{count:,} {words}"
            for count, words in (
                (tally.repeated, "said what the ledger holds already"),
                (tally.superseded, "superseded an earlier version"),
                (tally.withdrawn, "withdrawn"),
                (tally.refused, f"refused (see {beside})"),
            )
            if count
        ),
    ]
    return f"{capitalised(listed(parts))}."


def refused_text(row: ReportRow) -> str:
    """Say on which line, or as which object, a row is refused, and why."""
    return f"{row.unit} {row.line}: {printable(row.why)}"


def sent_text(sent: SentReports) -> str:
    """Say how what is sent is marked."""
    marking = f"TLP:{sent.marking}" if sent.marking else "without a marking"
    if not sent.unmarked:
        return f"{marking}."
    return f"{marking}; {unmarked_words(sent.unmarked)}."
