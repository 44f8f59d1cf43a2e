"""What a command says where the ledger on which it rests is not what was written."""

from collections.abc import Iterator
from contextlib import contextmanager

from phaseline.present.terminal.ledger import tampered_text
from phaseline.watch.audit import sound_entries
from phaseline.watch.ledger import LedgerStore, TamperedLedgerError


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


def require_sound(store: LedgerStore) -> None:
    """
    Go through the entries of a ledger before something is entered behind them.

    Raises:
        TamperedLedgerError: One of them is missing, or is not what was written.
    """
    for _ in sound_entries(store):
        pass
