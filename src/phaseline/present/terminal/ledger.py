"""What is said of a ledger that was gone through."""

from collections.abc import Sequence

from phaseline.present.wording.numbers import count_words
from phaseline.terms.letters import capitalised
from phaseline.watch.audit import LedgerHead
from phaseline.watch.ledger import TamperedLedgerError


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


def tampered_text(error: TamperedLedgerError) -> str:
    """Say that a ledger is not what was written, and where that shows first."""
    return f"This ledger is not what was written. {capitalised(str(error))}."
