"""Which pages the desk has, and of which sections of the brief each is made."""

from collections.abc import Mapping

from phaseline.terms.record import record

BRIEF = "brief"


@record
class DeskPage:
    """
    A page of the desk.

    Args:
        id: Its name in the address, and in what a worker sends.
        name: Its name in the bar above all pages.
        title: What it answers, as a sentence.
        sections: The sections of the brief that stand on it, in order.
        command: The command that says the same, without `phaseline` and the case.
    """

    id: str
    name: str
    title: str
    sections: tuple[str, ...]
    command: str


PAGES: tuple[DeskPage, ...] = (
    DeskPage(
        id=BRIEF,
        name="Brief",
        title="What the case comes to, on one page, and what stands behind it.",
        sections=(),
        command="run",
    ),
)
BY_ID: Mapping[str, DeskPage] = {page.id: page for page in PAGES}
