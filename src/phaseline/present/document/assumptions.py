"""The assumptions that move the courses most: the value used, the range, the owner, the move."""

from phaseline.case.model.case import Case
from phaseline.case.values import amount_at, range_of
from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.findings.effects import CourseChange, MovesMost, moves_most
from phaseline.present.wording.game import baseline_words, signed
from phaseline.present.wording.numbers import amount_words, range_words
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.words import Words

_MOST = 10  # what moves less than the tenth is found in the table of all


def movers_board(case: Case, comparison: LadderComparison | None) -> WordTable:
    """Give the table of the assumptions that move the courses most; no rows without a game."""
    words = Words(case)
    findings = moves_most(case, comparison, most=_MOST) if comparison else ()
    return WordTable(
        title="One at a time, all others at the value used",
        lead=(
            f"By how many {words.periods(2)} of {max(case.horizon)} the time with"
            f" {words.crossing.noun} changes beside {baseline_words(case)}, from the low end of an"
            " assumption to its high end; less is better. Of each, the courses that it moves most."
        ),
        head=("Assumption", "Value used", "Range", "Owner", "What it moves"),
        rows=tuple(_row(finding, words) for finding in findings),
    )


def _ends(change: CourseChange) -> str:
    """Give a change from one end to the other; what is printed as none at either is small."""
    low, high = signed(change.low, 1), signed(change.high, 1)
    return "less than 0.1" if low == high == "0" else f"{low} to {high}"


def _row(finding: MovesMost, words: Words) -> tuple[str, ...]:
    case = words.case
    assumption = case.assumptions[finding.about]
    ends = range_of(assumption)
    return (
        assumption.asks,
        amount_words(amount_at(case, finding.assumption)) if ends else "",
        range_words(*ends) if ends else "; ".join(assumption.options),
        assumption.owner,
        "; ".join(
            f"{_ends(change)} for {words.courses(change.policies)}" for change in finding.changes
        ),
    )
