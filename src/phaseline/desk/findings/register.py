"""What an entry of the case says by itself: for questions that a case adds of its own."""

from phaseline.desk.findings.finding import Finding
from phaseline.terms.record import record


@record
class ReadsAt(Finding):
    """
    What stands at an address of the case.

    Args:
        entry: The address.
    """

    entry: str
