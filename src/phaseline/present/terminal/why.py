"""Where a threat leaks, for a reader: a sentence, the brakes as a table, and the types."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.findings.threats import LeakShare, leak_shares, threat_findings
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.english.threats import brake_words
from phaseline.present.wording.game import lowered_periods, signed
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.words import Words


def why_text(case: Case, ladders: Sequence[LadderLeakage]) -> str:
    """Give the ladders one after another."""
    return "\n\n".join(_ladder_text(case, ladder) for ladder in ladders)


def _ladder_text(case: Case, ladder: LadderLeakage) -> str:
    words, shares = Words(case), rounded(leak_shares(ladder.study))
    only = f", against {words.kind(ladder.type)}" if ladder.type else ""
    parts = [heading(f"{ladder.policy}: where its threat leaks{only}")]
    parts += [wrapped(sentence.text) for sentence in all_told(threat_findings(ladder), words)]
    if shares:
        parts.append(_brakes_table(shares, words))
    parts.append(_types_table(case, ladder))
    if len(ladder.by_type) > 1 and shares:
        parts.append(_shares_by_type(ladder, shares, words))
    return "\n\n".join(parts)


def _brakes_table(shares: Sequence[LeakShare], words: Words) -> str:
    lead = f"What lifting each brake changes ({lowered_periods(words.case)}), means over the draws:"
    rows = [
        (
            brake_words(share.kinds, words),
            f"{signed(share.share, 1)} ({signed(share.low, 1)} to {signed(share.high, 1)})",
            signed(share.first_in, 1),
            signed(share.last_out, 1),
        )
        for share in shares
    ]
    head = ("Brake", "Its share (5 to 95 %)", "Lifted alone", "Lifted last")
    return f"{wrapped(lead)}\n{table(head, rows, widths=(34, 24, 14, 14))}"


def _types_table(case: Case, ladder: LadderLeakage) -> str:
    lead = f"By type ({lowered_periods(case)} in {ladder.horizon}):"
    rows = [
        (name, f"{leak.without:.1f}", f"{leak.as_is:.1f}", f"{leak.lifted:.1f}")
        for name, leak in rounded(ladder.types).items()
    ]
    head = ("Type", "Without a ladder", "As it is", "With no brake")
    return f"{wrapped(lead)}\n{table(head, rows, widths=(24, 18, 14, 14))}"


def _shares_by_type(ladder: LadderLeakage, shares: Sequence[LeakShare], words: Words) -> str:
    lead = f"The share of each brake against one type alone ({lowered_periods(words.case)}):"
    by_type = {
        name: {share.id: share.share for share in rounded(leak_shares(study))}
        for name, study in ladder.by_type.items()
    }
    rows = [
        (brake_words(share.kinds, words), *(signed(of[share.id], 1) for of in by_type.values()))
        for share in shares
    ]
    widths = (34, *(max(10, len(name) + 2) for name in by_type))
    return f"{wrapped(lead)}\n{table(('Brake', *by_type), rows, widths=widths)}"
