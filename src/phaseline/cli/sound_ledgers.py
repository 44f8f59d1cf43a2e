"""What a command says where the ledger on which it rests is not what was written."""

from collections.abc import Iterator
from contextlib import contextmanager

from phaseline.present.terminal.ledger import tampered_text
from phaseline.watch.ledger import TamperedLedgerError


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
