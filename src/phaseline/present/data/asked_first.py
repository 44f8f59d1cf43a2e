"""Ladders whose consent is asked for beforehand, and when a rung is called, for programs."""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.asked_first import LadderAsked
from phaseline.desk.comparison.leakage import AskedConsent


def asked_first_data(case: Case, ladders: Sequence[LadderAsked]) -> dict[str, Any]:
    """Give each ladder; null in the place of the consent of one that waits for none."""
    return {"unit": case.period, "ladders": [_ladder_data(ladder) for ladder in ladders]}


def _ladder_data(ladder: LadderAsked) -> dict[str, Any]:
    return {
        "ladder": ladder.policy,
        "of": ladder.horizon,
        "draws": ladder.draws,
        "consent": None if ladder.consent is None else consent_data(ladder.consent),
    }


def consent_data(consent: AskedConsent) -> dict[str, Any]:
    """Give what a ladder changes, its consent asked first and when called: means over the draws."""
    low, high = consent.ends
    return {
        "asked_first": float(consent.first.mean()),
        "when_called": float(consent.when_called.mean()),
        "difference": float(consent.difference.mean()),
        "difference_low": low,
        "difference_high": high,
        "own_terms": consent.is_own,
    }
