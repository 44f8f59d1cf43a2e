"""What a monitor reads, as its kind is checked against it."""

from phaseline.case.addresses import Path
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.states import Labels
from phaseline.terms.record import record

AT = ("monitor",)


@record
class ReportsRead:
    """
    The reports that a monitor reads, as far as its file says so rightly.

    Args:
        labels: Their labels, from quiet to loud; none where no track with reports is named.
        tracks: The tracks that are reported.
        red: Those of them that a red line crosses.
    """

    labels: Labels
    tracks: tuple[str, ...]
    red: tuple[str, ...]


def misfit(flaws: Flaws, path: Path, message: str, *, expected: str, fix: str) -> None:
    """Say that a monitor does not fit what it reads."""
    flaws.add("PL616", path, message, expected=expected, fix=fix)
