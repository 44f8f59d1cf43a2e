"""The picture of where a threat leaks, in the words of its case."""

from phaseline.case.model.case import Case
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.findings.threats import leak_shares, threat_findings
from phaseline.present.charts.leak_bars import LeakBar, LeakView, leak_chart
from phaseline.present.charts.svg import standalone
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.english.threats import brake_words
from phaseline.present.wording.game import signed
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.words import Words


def leak_view(case: Case, ladder: LadderLeakage) -> LeakView:
    """
    Give what the picture of a ladder draws: periods by which it shortens crossings, means over the
    draws.
    """
    words = Words(case)
    whole, left = (rounded(-float(end.mean())) for end in (ladder.study.lifted, ladder.study.as_is))
    shares = rounded(leak_shares(ladder.study))
    return LeakView(
        title=f"{ladder.policy}: {case.period}s without {words.crossing.noun}",
        description=all_told(threat_findings(ladder)[:1], words)[0].text,
        whole=whole,
        whole_name="With no brake",
        whole_value=_shown(whole),
        bars=tuple(
            LeakBar(
                brake=brake_words(share.kinds, words),
                taken=-share.share,
                value=signed(share.share, 1),
            )
            for share in shares
        ),
        left=left,
        left_name="As it is",
        left_value=_shown(left),
        periods=ladder.horizon,
        unit=words.periods(ladder.horizon),
    )


def leak_picture(case: Case, ladder: LadderLeakage) -> str:
    """Give the picture as a file of its own."""
    return standalone(leak_chart(leak_view(case, ladder)))


def _shown(periods: float) -> str:
    return signed(periods, 1).removeprefix("+")
