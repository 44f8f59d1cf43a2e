"""The papers' claims, judged: how each stands inside the model, on what it rests, what turns it."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.desk.comparison.claims import ClaimVerdict, Verdict
from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.findings.promises import cites_of
from phaseline.game.metrics import Figure, FigureUnit
from phaseline.present.wording.claims import flip_words, sentence_words, switch_words, why_words
from phaseline.present.wording.game import (
    INSIDE,
    lowered_periods,
    of_draws,
    signed,
    turning_words,
)
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.numbers import count_words
from phaseline.present.wording.records import cites_text


def claims_text(case: Case, found: LadderComparison, wanted: Sequence[ClaimVerdict]) -> str:
    """Give claims as blocks of text."""
    draws = count_words(len(found.plan.draws), "draw")
    lead = (
        f"Each is judged in {draws} of the assumptions (seed {found.plan.seed}), {INSIDE}; a share"
        " of draws is no probability."
    )
    head = f"{heading(f'{case.title}: the claims of the papers')}\n{wrapped(lead)}"
    return "\n\n".join([head, *(_block(case, verdict) for verdict in wanted)])


def _block(case: Case, verdict: ClaimVerdict) -> str:
    lines = [
        wrapped(f"{verdict.claim.id}  {verdict.claim.says}", hang=4),
        wrapped(verdict_words(case, verdict), indent=4),
    ]
    lines += [
        wrapped(part, indent=4)
        for part in (why(case, verdict), figures_words(case, verdict))
        if part
    ]
    cites = cites_text(claim_cites(case, verdict))
    return "\n".join([*lines, *([wrapped(cites, indent=4)] if cites else [])])


def claim_cites(case: Case, verdict: ClaimVerdict) -> tuple[Cite, ...]:
    """Give where a claim is made."""
    return cites_of(case, verdict.claim.facts)


def verdict_words(case: Case, verdict: ClaimVerdict) -> str:
    """Give the verdict with its count of draws."""
    if verdict.verdict is Verdict.OPEN:
        return "The papers do not decide this."
    if verdict.share is None:
        return f"{verdict.verdict.value.capitalize()}."
    count = of_draws(verdict.share, verdict.draws)
    switch = verdict.tested.switch
    under = f"; and on {switch_words(case, switch)}" if switch else ""
    return f"{verdict.verdict.value.capitalize()}: so in {count}{under}."


def why(case: Case, verdict: ClaimVerdict) -> str:
    """Say what is tested, what the test compares, and what turns it."""
    parts = [f"Tested: {sentence_words(case, verdict.claim)}", why_words(case, verdict.claim)]
    if verdict.turning is not None:
        parts.append(f"It {turning_words(case, verdict.turning)}.")
    if verdict.tested.flip is not None:
        parts.append(f"At the best values it flips at {flip_words(verdict.tested)}.")
    elif _turns_on_nothing(verdict):
        parts.append("No single assumption turns it.")
    return " ".join(parts)


def _turns_on_nothing(verdict: ClaimVerdict) -> bool:
    is_open = verdict.turning is None and not verdict.tested.switch
    return verdict.verdict is Verdict.DEPENDS and is_open


def figures_words(case: Case, verdict: ClaimVerdict) -> str:
    """Give the figures that a verdict rests on."""
    parts = [f"{figure.label}: {figure_words(figure)}" for figure in verdict.tested.figures]
    return (
        "; ".join(parts)
        .replace("periods inside", lowered_periods(case))
        .replace("periods of cheating", f"{case.period}s of cheating")
    )


def figure_words(figure: Figure) -> str:
    """Give a figure in its unit; of a difference the sign is told."""
    match figure.unit:
        case FigureUnit.CHANCE | FigureUnit.SHARE:
            return f"{figure.value:.0%}".replace("%", " percent")
        case FigureUnit.COUNT:
            return f"{figure.value:.0f}"
        case FigureUnit.PERIODS | FigureUnit.PAYOFF:
            level = f"{figure.value:.2f}".replace("-", "−")
            return signed(figure.value, 2) if figure.is_change else level
