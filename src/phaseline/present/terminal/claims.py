"""The papers' claims, judged: how each stands inside the model, on what it rests, what turns it."""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.claim_tests import Regime
from phaseline.desk.comparison.claims import ClaimVerdict
from phaseline.desk.comparison.results import Judgement
from phaseline.desk.findings.claims import ClaimFigureStands, claim_findings
from phaseline.present.wording.claims import ClaimReply, claim_reply
from phaseline.present.wording.english.claims import figure_label, sentence_words, switch_words
from phaseline.present.wording.game import INSIDE
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.numbers import count_words
from phaseline.present.wording.records import cites_text
from phaseline.present.wording.words import Words


def claims_text(case: Case, judgement: Judgement) -> str:
    """Give claims as blocks of text."""
    draws = count_words(len(judgement.plan.draws), "draw")
    lead = (
        f"Each is judged in {draws} of the assumptions (seed {judgement.plan.seed}), {INSIDE}; a"
        " share of draws is no probability."
    )
    head = f"{heading(f'{case.title}: the claims of the papers')}\n{wrapped(lead)}"
    return "\n\n".join(
        [head, *(_block(claim_reply(case, verdict)) for verdict in judgement.verdicts)]
    )


def _block(reply: ClaimReply) -> str:
    claim, cites = reply.verdict.claim, cites_text(reply.stands.cites)
    parts = [reply.stands.text, reply.tested_text, reply.figures_text, cites]
    return "\n".join(
        [
            wrapped(f"{claim.id}  {claim.says}", hang=4),
            *(wrapped(part, indent=4) for part in parts if part),
        ]
    )


def claim_data(case: Case, verdict: ClaimVerdict) -> dict[str, Any]:
    """Give a judged claim as plain data; its findings stand beside it."""
    turning, tested, words = verdict.turning, verdict.tested, Words(case)
    figures = [
        finding
        for finding in claim_findings(case, verdict)
        if isinstance(finding, ClaimFigureStands)
    ]
    return {
        "id": verdict.claim.id,
        "says": verdict.claim.says,
        "tested": sentence_words(case, verdict.claim),
        "sides": [
            {
                "label": figure_label(figure, words),
                "value": figure.value.median,
                "low": figure.value.low,
                "high": figure.value.high,
                "base": figure.value.base,
                "unit": figure.counted_in.value,
            }
            for figure in figures
            if figure.is_side
        ],
        "verdict": verdict.verdict.value,
        "lacks": tested.lacks.value if tested.lacks else None,
        "share_of_draws": verdict.share,
        "share_level": verdict.level,
        "share_behind": verdict.behind,
        "draws": verdict.draws,
        "switch": switch_words(case, tested.switch) if tested.switch else None,
        "flip": tested.flip,
        "regimes": _regimes_data(tested.regimes),
        "turning": (
            None
            if turning is None
            else {
                **{
                    name: getattr(turning, name)
                    for name in ("assumption", "at", "below", "above", "low", "high")
                },
                "level": list(turning.level),
            }
        ),
        "figures": {figure_label(figure, words): figure.value.median for figure in figures},
        "facts": list(verdict.claim.facts),
    }


def _regimes_data(regimes: Sequence[Regime]) -> list[dict[str, Any]]:
    """Give who leads over which chances of consent; None where neither does."""
    return [
        {"low": regime.low, "high": regime.high, "leader": regime.leader or None}
        for regime in regimes
    ]
