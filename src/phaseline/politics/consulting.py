"""
Why consultation raises consent: an objection has two terms, risk and procedure, and each way of
asking meets one of them.

An opposition objects to what is proposed and to how. Consultation removes the second term;
deterrent framing lowers the first; a bypass keeps both, and draws a threat of impeachment as well.
How large the terms are no source says: they are owned assumptions.

Source:
    The Kim paper of the worked case (facts opposition-risks, opposition-bypass,
    consultation-framing) for the two grounds; McFadden in Zarembka (ed.), *Frontiers in
    Econometrics* (1974), for grounds that add up in log-odds.
"""

from enum import Enum
from math import exp, log

from phaseline.terms.record import record


class Manner(Enum):
    """How a body is asked."""

    CONSULTED = "consulted, the move framed as a deterrent"
    UNFRAMED = "consulted, without that framing"
    BYPASSED = "asked after it was bypassed"
    PROVED = "consulted likewise, once a crossing is proved"


@record
class Objection:
    """
    What a party holds against a proposal, in log-odds of a yes.

    Args:
        risk: How much the risk of it weighs.
        bypass: How much more it weighs where the body was passed over.
        framing: The share of the risk that a deterrent framing takes away.
        proof: How much a proved crossing takes off, which may be less than nothing.
    """

    risk: float
    bypass: float
    framing: float
    proof: float = 0.0


def yes_share(objection: Objection, manner: Manner) -> float:
    """
    Give the share of a party that votes yes: a consultation brings its framing with it, a bypass
    keeps both grounds.

    >>> round(yes_share(Objection(risk=0.0, bypass=0.0, framing=0.0), Manner.BYPASSED), 3)
    0.5
    """
    return 1 / (1 + exp(min(_weight(objection, manner), _MOST)))


def shifted(share: float, log_odds: float) -> float:
    """
    Give a share of yes votes moved in log-odds; of a party that is of one mind nothing moves any.

    >>> round(shifted(0.5, log(3)), 3)
    0.75
    """
    if share in (0.0, 1.0):
        return share
    return 1 / (1 + exp(max(-_MOST, min(log((1 - share) / share) - log_odds, _MOST))))


def _weight(objection: Objection, manner: Manner) -> float:
    match manner:
        case Manner.CONSULTED:
            return objection.risk * (1 - objection.framing)
        case Manner.UNFRAMED:
            return objection.risk
        case Manner.BYPASSED:
            return objection.risk + objection.bypass
        case Manner.PROVED:
            return objection.risk * (1 - objection.framing) - objection.proof


_MOST = 700.0  # log-odds beyond which a share is nothing
