"""Where a threat leaks, for a reader: a sentence, the brakes as a table, and the types."""

from collections.abc import Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.findings.threats import threat_findings
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.leaks import leak_tables
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_WIDTHS: Mapping[
    tuple[str, ...], tuple[int, ...]
] = {  # of columns, by the first two heads: of others the names say how wide
    ("Brake", "Its share (5 to 95 %)"): (34, 24, 14, 14),
    ("Type", "Without a ladder"): (24, 18, 14, 14),
}


def why_text(case: Case, ladders: Sequence[LadderLeakage]) -> str:
    """Give the ladders one after another."""
    return "\n\n".join(_ladder_text(case, ladder) for ladder in ladders)


def _ladder_text(case: Case, ladder: LadderLeakage) -> str:
    words = Words(case)
    only = f", against {words.kind(ladder.type)}" if ladder.type else ""
    sentences = all_told(threat_findings(ladder), words)
    name = capitalised(words.courses([ladder.policy]))
    parts = [heading(f"{name}: where its threat leaks{only}")]
    parts += [wrapped(sentence.text) for sentence in sentences]
    parts += [_shown(board) for board in leak_tables(case, ladder)]
    return "\n\n".join(parts)


def _shown(board: WordTable) -> str:
    named = (34, *(max(10, len(name) + 2) for name in board.head[1:]))
    widths = _WIDTHS.get(board.head[:2], named)
    lead = f"\n{wrapped(board.lead)}" if board.lead else ""
    return f"{wrapped(f'{board.title}:')}\n{table(board.head, board.rows, widths=widths)}{lead}"
