"""The papers' claims, judged: how each stands inside the model, on what it rests, what turns it."""

from collections.abc import Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.desk.comparison.claims import ClaimVerdict, Verdict
from phaseline.desk.comparison.results import LadderComparison
from phaseline.game.metrics import Figure, FigureUnit
from phaseline.present.wording.game import INSIDE, of_draws, signed, turning_words
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.numbers import count_words
from phaseline.present.wording.records import cites_text
from phaseline.present.wording.sentences import cites_of

OBJECTION = (
    "The standing scientific objection to phasing is that substrategic deployments add little to"
    " overall deterrence stability (Zagare and Kilgour, Perfect Deterrence)."
)
_TRIO = (
    "Taking the top rung at once, phasing, and holding everything for the line are always shown"
    " together: on pure marginal deterrence a ladder that holds everything for the line can beat"
    " both."
)
_WHY: Mapping[str, str] = {
    "compellence_is_harder": (
        "Inside the model a challenger tries and stops when it is noticed, so that making it stop"
        " is easier than keeping it from starting; where a transfer cannot be stopped nothing can"
        " be made to stop, and the claim holds wherever anything is deterred."
    ),
    "unexecuted_threats": (
        "Without belief that moves, the claim is false by construction: the same game is played"
        " whatever was done before. With it, unexecuted calls let transfers grow. Evidence on past"
        " cases is split (Huth 1988 for it, Huth and Russett 1984 against)."
    ),
    "direct_over_indirect": (
        "Loss times what consent and lead leave of it; that a transfer is noticed enters both alike"
        " and cancels out."
    ),
    "phasing": (
        "Months of transfer under the best phased completion, against direct supply at once."
        f" {_TRIO} {OBJECTION}"
    ),
    "consensus_route": (
        "Direct supply with the chance of consent after consultation, against the chance after a"
        " bypass."
    ),
    "proportion": (
        "A comparison of attributes that the case sets side by side, not a legal finding; no ratio"
        " decides it."
    ),
    "formal_commitment": (
        "The same ladder with and without the demand for a commitment: the commitment stops the"
        " climb, and a challenger may give it and cheat."
    ),
    "ambiguity": (
        "The types whose gain lies below the mean loss of both direct rungs, against the mean over"
        " the two rungs; it turns on how gains are spread, never on vagueness as such."
    ),
    "spent_threat": (
        "Direct supply that stays once delivered, against deliveries that end when they are called"
        " off. Only with a retaliatory gain and a relationship that restrains, both, does carrying"
        " it out free the challenger."
    ),
    "counter_threats": (
        "The audience cost that keeps the threat from being a bluff, with retaliation costing"
        " nothing and at its dearest."
    ),
    "whom_from_what": (
        "For each track that somebody can climb, how many ladders answer it; a track that none"
        " answers is deterred by nobody."
    ),
    "avoidance": (
        "In the game nothing done before counts, unless belief in threats moves with it; the papers"
        " give no measure of that, so it cannot be told apart from what would have happened anyway."
    ),
}


def claims_text(case: Case, found: LadderComparison, wanted: Sequence[ClaimVerdict]) -> str:
    """Give claims as blocks of text."""
    draws = count_words(len(found.plan.draws), "draw")
    lead = (
        f"Each is judged in {draws} of the assumptions (seed {found.plan.seed}), {INSIDE}; a share"
        " of draws is no probability."
    )
    head = f"{heading(f'{case.title}: the claims of the papers')}\n{wrapped(lead)}"
    return "\n\n".join([head, *(_block(case, one) for one in wanted)])


def _block(case: Case, one: ClaimVerdict) -> str:
    lines = [
        wrapped(f"{one.claim.id}  {one.claim.says}", hang=4),
        wrapped(verdict_words(one), indent=4),
    ]
    lines += [
        wrapped(part, indent=4) for part in (why(case, one), figures_words(case, one)) if part
    ]
    cites = cites_text(claim_cites(case, one))
    return "\n".join([*lines, *([wrapped(cites, indent=4)] if cites else [])])


def claim_cites(case: Case, one: ClaimVerdict) -> tuple[Cite, ...]:
    """Give where a claim is made."""
    return cites_of(case, one.claim.facts)


def verdict_words(one: ClaimVerdict) -> str:
    """Give the verdict with its count of draws."""
    if one.verdict is Verdict.OPEN:
        return "The papers do not decide this."
    if one.share is None:
        return f"{one.verdict.value.capitalize()}."
    count = of_draws(one.share, one.draws)
    switch = f"; and on {one.tested.switch}" if one.tested.switch else ""
    return f"{one.verdict.value.capitalize()}: so in {count}{switch}."


def why(case: Case, one: ClaimVerdict) -> str:
    """Say what the test compares, and what turns it."""
    parts = [_WHY[one.claim.tests]]
    if one.turning is not None:
        words = turning_words(case, one.turning)
        parts.append(f"It {words}.")
    if one.tested.flip is not None:
        parts.append(f"At the best values it flips at {_flip_words(one)}.")
    elif one.verdict is Verdict.DEPENDS and one.turning is None and not one.tested.switch:
        parts.append("No single assumption turns it.")
    return " ".join(parts)


def _flip_words(one: ClaimVerdict) -> str:
    flip = one.tested.flip or 0.0
    if one.claim.tests == "direct_over_indirect":
        return f"a chance of consent of {flip:.3f} at one sitting"
    return f"{flip:.0%} of the assumed ranges of both amounts together".replace("%", " percent")


def figures_words(case: Case, one: ClaimVerdict) -> str:
    """Give the figures that a verdict rests on."""
    parts = [f"{figure.label}: {figure_words(figure)}" for figure in one.tested.figures]
    return (
        "; ".join(parts)
        .replace("periods inside", f"{case.period}s of transfer")
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
