"""The gallery of classics in words: one line each, or one in full."""

from collections.abc import Sequence

from phaseline.game.published.gallery import Exhibit, Held
from phaseline.present.wording.game import figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.rounding import rounded

_DIGITS = 7


def classics_text(exhibits: Sequence[Exhibit]) -> str:
    """Give all classics, one line each, with how many of their known numbers are today's."""
    rows = [
        (entry.id, str(entry.classic.source.year), entry.classic.title, _agreement(entry))
        for entry in exhibits
    ]
    differing = [entry.id for entry in exhibits if not entry.agrees]
    closing = (
        f"Not as known: {', '.join(differing)}." if differing else "Every known number is today's."
    )
    return "\n".join(
        (
            heading("Classics: small published models, solved today"),
            table(("Name", "Year", "What it is", "Known"), rows, widths=(15, 4, 58, 14)),
            "",
            closing,
            "`phaseline classics NAME` shows one in full.",
        )
    )


def classic_text(entry: Exhibit) -> str:
    """Give one classic: its source, what it teaches, and each known number beside today's."""
    source = entry.classic.source
    rows = [
        (
            row.known.says,
            figure(row.known.value, _DIGITS),
            today_words(row),
            "yes" if row.agrees else "no",
            row.known.from_,
        )
        for row in entry.held
    ]
    return "\n".join(
        (
            heading(entry.classic.title),
            wrapped(f"{source.authors}: {source.title}. {source.published} ({source.year})."),
            wrapped(f"Read: {source.read}."),
            "",
            *(wrapped(sentence) for sentence in entry.classic.teaches),
            "",
            table(
                ("What is known", "Known", "Today", "Agree", "Whence"),
                rows,
                widths=(28, 10, 10, 5, 39),
            ),
            "",
            f"{_agreement(entry)}. `phaseline classics {entry.id} --file` prints the model.",
        )
    )


def today_words(row: Held) -> str:
    """Write today's number, or say that the answer has none there."""
    return "none" if row.today is None else figure(rounded(row.today), _DIGITS)


def _agreement(entry: Exhibit) -> str:
    count = len([row for row in entry.held if row.agrees])
    return f"{count} of {len(entry.held)} agree"
