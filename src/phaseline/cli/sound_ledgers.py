"""The ledger of a case as a command opens it, and what is said where it is not what was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from phaseline.cli.outputs import say
from phaseline.present.terminal.ledger import kept_text, tampered_text
from phaseline.watch.ledger import TamperedLedgerError
from phaseline.watch.places import ledger_path
from phaseline.watch.sqlite import SqliteLedger


def opened_ledger(where: Path) -> SqliteLedger:
    """
    Open the ledger of a case; where another program keeps it, that is said once.

    Args:
        where: The folder or the file of the case.
    """
    file = ledger_path(where)
    return SqliteLedger(file, waits=lambda seconds: say(f"phaseline: {kept_text(file, seconds)}"))


@contextmanager
def sound_ledger(name: str) -> Iterator[None]:
    """
    Say of a ledger that was altered how to go through all of it.

    Args:
        name: The case as it was named.

    Raises:
        TamperedLedgerError: The ledger is not what was written.
    """
    try:
        yield
    except TamperedLedgerError as error:
        raise TamperedLedgerError(
            f"{tampered_text(error)} Nothing rests on it, and nothing is entered: `phaseline ledger"
            f" {name} verify` goes through all of it; a copy that passes takes its place"
        ) from None
