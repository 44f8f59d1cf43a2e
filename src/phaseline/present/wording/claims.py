"""A claim as it is placed: its verdict, what was tested and turns it, and the figures beside it."""

import re

from phaseline.case.model.case import Case
from phaseline.desk.comparison.claims import ClaimVerdict
from phaseline.desk.findings.claims import ClaimFigureStands, ClaimStands, claim_findings
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.record import record

_LABEL = re.compile(r"[A-Za-z]{0,3}\d+[a-z]?")  # by which a claim is spoken of, such as P5


@record
class ClaimReply:
    """
    What is said of one claim.

    Args:
        verdict: The claim, judged.
        stands: How it stands; with its citations.
        tested: The sentence that was tested, whether it is a tie, and what turns it.
        figures: The figures that it rests on.
    """

    verdict: ClaimVerdict
    stands: Sentence
    tested: tuple[Sentence, ...]
    figures: tuple[Sentence, ...]

    @property
    def label(self) -> str:
        """The id, where it is a label such as P5; nothing where it is made of words."""
        name = self.verdict.claim.id
        return name if _LABEL.fullmatch(name) else ""

    @property
    def tested_text(self) -> str:
        """What was tested, as one text."""
        return " ".join(sentence.text for sentence in self.tested)

    @property
    def figures_text(self) -> str:
        """All figures, as one text."""
        return "; ".join(sentence.text for sentence in self.figures)


def claim_reply(case: Case, verdict: ClaimVerdict) -> ClaimReply:
    """Say what a claim came to."""
    words, findings = Words(case), claim_findings(case, verdict)
    figures = [finding for finding in findings if isinstance(finding, ClaimFigureStands)]
    stands = [finding for finding in findings if isinstance(finding, ClaimStands)]
    tested = [finding for finding in findings if finding not in (*figures, *stands)]
    return ClaimReply(
        verdict=verdict,
        stands=all_told(stands, words)[0],
        tested=all_told(tested, words),
        figures=all_told(figures, words),
    )
