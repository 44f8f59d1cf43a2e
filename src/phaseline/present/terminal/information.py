"""What finding out is worth before a course is chosen, for a reader."""

from phaseline.case.model.case import Case
from phaseline.desk.comparison.information import InformationValue, InformationWorths, Worth
from phaseline.present.wording.game import viewpoint_words
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, margin_words
from phaseline.present.wording.rounding import rounded

_SHOWN = 12


def worths_text(case: Case, worths: InformationWorths) -> str:
    """Give what finding out is worth from each point of view, and what the error is."""
    worths = rounded(worths)
    return "\n\n".join(
        [
            *(_value_text(case, worths, value) for value in worths.values),
            wrapped(
                "A worth is what knowing something before choosing adds, on average over the draws,"
                " to what the best course brings. Errors are margins of 95 percent, for all"
                " assumptions at once; what is no more than its error is not given as a worth."
                " More draws (--draws) make it smaller."
            ),
        ]
    )


def _value_text(case: Case, worths: InformationWorths, value: InformationValue) -> str:
    rows = [
        (
            case.assumptions[row.assumption].asks,
            row.assumption,
            *_cells(row.worth, value.everything),
        )
        for row in value.assumptions[:_SHOWN]
    ]
    rest = len(value.assumptions) - len(rows)
    parts = [
        heading(f"Worth of finding out: {viewpoint_words(case, value.viewpoint)}"),
        wrapped(
            f"{value.first} is best on average and brings {value.brings:.3g}; to know everything"
            f" before choosing {_adds(value.everything)} ({value.draws} draws)."
        ),
        wrapped(_report_words(worths, value.viewpoint)),
        table(("Assumption", "Id", "Worth", "Error", "At most"), rows, widths=(40, 20, 8, 8, 8)),
        wrapped(f"{count_words(rest, 'more assumption')} with less.") if rest else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _report_words(worths: InformationWorths, viewpoint: str) -> str:
    """Say what a report is worth that was asked about."""
    if (report := worths.report) is None:
        return ""
    return (
        f"A report that says whether {report.assumption} is above {report.above:g}, and is right"
        f" with a chance of {report.right:g}, {_adds(worths.reports[viewpoint])}."
    )


def _adds(worth: Worth) -> str:
    if not worth.is_clear:
        return f"adds no more than the error of the estimate (± {worth.error:.2g})"
    return f"adds {worth.worth:.2g} (± {margin_words(worth.error, worth.worth, 2)})"


def _cells(worth: Worth, everything: Worth) -> tuple[str, str, str]:
    """Give a worth, its error, and the most that it may be: no more than knowing everything."""
    most = min(worth.worth + worth.error, everything.worth + everything.error)
    return (f"{worth.worth:.2g}" if worth.is_clear else "–", f"{worth.error:.2g}", f"{most:.2g}")
