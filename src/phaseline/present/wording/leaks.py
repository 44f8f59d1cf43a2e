"""Tables of where a threat leaks: what lifting each brake changes, and what each type does."""

from collections.abc import Iterable, Iterator

from phaseline.case.model.case import Case
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.findings.threats import leak_shares
from phaseline.present.wording.english.threats import brake_words
from phaseline.present.wording.game import lowered_periods, signed
from phaseline.present.wording.numbers import lowered, within_words
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.words import Words


def leak_tables(case: Case, ladder: LadderLeakage) -> Iterator[WordTable]:
    """
    Give the brakes with what lifting each changes, the types with what each does, and the share of
    each brake against one type alone; tables that would say nothing are left out.
    """
    if leak_shares(ladder.study):
        yield _brakes(case, ladder)
    yield _types(case, ladder)
    if len(ladder.by_type) > 1 and leak_shares(ladder.study):
        yield _shares_by_type(case, ladder)


def _called_types(case: Case, names: Iterable[str]) -> str:
    """Say what the ids of types in a table stand for; empty where the case names no types."""
    kinds = case.game.types if case.game else None
    called = [f"{name}: {lowered(case, kinds[name].title)}" for name in names if kinds]
    return f"In these tables, {'; '.join(called)}." if called else ""


def _brakes(case: Case, ladder: LadderLeakage) -> WordTable:
    return WordTable(
        title=f"What lifting each brake changes ({lowered_periods(case)}), means over the draws",
        lead="",
        head=("Brake", "Its share (5 to 95 %)", "Lifted alone", "Lifted last"),
        rows=tuple(
            (
                brake_words(share.kinds, Words(case)),
                within_words(signed(share.share, 1), signed(share.low, 1), signed(share.high, 1)),
                signed(share.first_in, 1),
                signed(share.last_out, 1),
            )
            for share in rounded(leak_shares(ladder.study))
        ),
    )


def _types(case: Case, ladder: LadderLeakage) -> WordTable:
    return WordTable(
        title=f"By type ({lowered_periods(case)} in {ladder.horizon})",
        lead=_called_types(case, ladder.types),
        head=("Type", "Without a ladder", "As it is", "With no brake"),
        rows=tuple(
            (name, f"{leak.without:.1f}", f"{leak.as_is:.1f}", f"{leak.lifted:.1f}")
            for name, leak in rounded(ladder.types).items()
        ),
    )


def _shares_by_type(case: Case, ladder: LadderLeakage) -> WordTable:
    by_type = {
        name: {share.id: share.share for share in rounded(leak_shares(study))}
        for name, study in ladder.by_type.items()
    }
    return WordTable(
        title=f"The share of each brake against one type alone ({lowered_periods(case)})",
        lead="",
        head=("Brake", *by_type),
        rows=tuple(
            (
                brake_words(share.kinds, Words(case)),
                *(signed(shares[share.id], 1) for shares in by_type.values()),
            )
            for share in rounded(leak_shares(ladder.study))
        ),
    )
