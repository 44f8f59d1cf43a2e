"""
What the sources claim about how a response works, as it stands inside the model: the verdict, the
sentence that was tested, both sides of it with their base, and what turns it.
"""

from collections.abc import Iterator, Mapping

from phaseline.case.model.case import Case
from phaseline.case.model.claims import Claim, ladders_named
from phaseline.desk.comparison.claim_tests import (
    SLIGHT,
    ClaimFigure,
    FlipOf,
    Lack,
    Measured,
    Regime,
    Switch,
)
from phaseline.desk.comparison.claims import ENOUGH, ClaimVerdict, Turning, Verdict
from phaseline.desk.findings.finding import Absence, Finding, Spread
from phaseline.desk.findings.promises import cites_of
from phaseline.game.metrics import FigureUnit
from phaseline.terms.record import record
from phaseline.terms.ties import is_less

_ABSENCES: Mapping[Lack, Absence] = {
    Lack.LADDER: Absence.NOT_COMPUTABLE,
    Lack.CONSENT: Absence.NOT_ENTERED,
    Lack.PROMISE: Absence.NOT_ENTERED,
    Lack.STEPS: Absence.NOT_ENTERED,
    Lack.RISE: Absence.NOT_ENTERED,
    Lack.ACTS: Absence.NOT_ENTERED,
    Lack.CREDIBILITY: Absence.NOT_COMPUTABLE,
    Lack.MEASURE: Absence.NOT_IN_SOURCES,
}


@record
class ClaimStands(Finding):
    """
    How a claim stands inside the model.

    Args:
        claim: The address of the claim.
        verdict: Whether it holds, fails, depends or stays open, or whether there is nothing to tell
            apart.
        share: In which share of the draws it holds; None where it is not a matter of draws.
        level: In which share both sides are level; None where no sides are compared.
        behind: In which share it is the other way round; the three add up to 1.
        draws: How many draws there are.
        switch: The reading of the case under which it turns; None where there is none.
        lacks: What is missing to decide it; None where it is decided.
    """

    claim: str
    verdict: Verdict
    share: Spread | None
    draws: int
    level: Spread | None = None
    behind: Spread | None = None
    switch: Switch | None = None
    lacks: Lack | None = None


@record
class ClaimTested(Finding):
    """
    The sentence that is held against the game in place of the author's words.

    Args:
        claim: The address of the claim.
    """

    claim: str


@record
class ClaimSidesLevel(Finding):
    """
    In the middle of the draws both sides of what is compared are level: no difference that counts.

    Args:
        claim: The address of the claim.
    """

    claim: str


@record
class ClaimTurns(Finding):
    """
    Which assumption tells the draws in which a claim holds from those in which it does not.

    Args:
        claim: The address of the claim.
        turning: The assumption and its value; None where no single one does, or where the draws are
            too few to tell.
        draws: How many draws there are.
    """

    claim: str
    turning: Turning | None
    draws: int


@record
class ClaimFlips(Finding):
    """
    At which value a claim turns at the best values of all assumptions.

    Args:
        claim: The address of the claim.
        of: Of what that is a value.
        at: The value; None where no value within the range turns it.
    """

    claim: str
    of: FlipOf
    at: float | None


@record
class ClaimRegimes(Finding):
    """
    Which of two ladders leads, by how likely a vote is won, at the best values.

    Args:
        claim: The address of the claim.
        regimes: The stretches of that chance, from none up.
    """

    claim: str
    regimes: tuple[Regime, ...]


@record
class ClaimFigureStands(Finding):
    """
    One figure that a claim rests on.

    Args:
        claim: The address of the claim.
        of: Of what it is.
        value: The figure; of a difference with its base.
        counted_in: What it is counted in.
        is_change: Whether it is a difference.
        is_side: Whether it is a side of what is compared.
        subject: The id of the ladder, measure, track or type that it is of; empty where the claim
            says it.
        beside: What else tells it apart: a metric, a switch, an assumption; empty for none.
        at: At which value of what is beside it; None where there is none.
    """

    claim: str
    of: Measured
    value: Spread
    counted_in: FigureUnit
    is_change: bool
    is_side: bool
    subject: str
    beside: str
    at: float | None


def claim_findings(case: Case, verdict: ClaimVerdict) -> tuple[Finding, ...]:
    """Give what is to be said of a claim, in reading order."""
    claim, tested = verdict.claim, verdict.tested
    address = f"claims.{claim.id}"
    rests_on = (address, *_read_for(case, claim))
    figures = tuple(_figures(case, verdict, rests_on))
    return (
        ClaimStands(
            about=claim.id,
            claim=address,
            verdict=verdict.verdict,
            share=_share(verdict, verdict.share),
            level=_share(verdict, verdict.level),
            behind=_share(verdict, verdict.behind),
            draws=verdict.draws,
            switch=tested.switch,
            lacks=tested.lacks,
            cites=cites_of(case, claim.facts),
            rests_on=rests_on,
            absence=_ABSENCES.get(tested.lacks) if tested.lacks else None,
        ),
        ClaimTested(about=claim.id, claim=address, rests_on=rests_on),
        *_level(verdict, address),
        *_turns(verdict, address),
        *_flips(verdict, address),
        *_regimes(case, verdict, address),
        *figures,
    )


def _read_for(case: Case, claim: Claim) -> tuple[str, ...]:
    """Give the addresses of the entries that a claim names."""
    policies, asked = case.policies, claim.with_
    ladders = [policies[name].ladder for name in ladders_named(claim) if name in policies.ids]
    measures = [name for name in (asked.measure, asked.than, *asked.measures) if name]
    addresses = [
        *(f"ladders.{name}" for name in ladders),
        *(f"measures.{name}" for name in measures),
        *(f"acts.{name}" for name in asked.acts),
        *([f"assumptions.{asked.cost}"] if asked.cost else []),
        *([claim.flips.address] if claim.flips else []),
        *_case_track(case, asked.track),
    ]
    return tuple(dict.fromkeys(addresses))


def _case_track(case: Case, name: str) -> tuple[str, ...]:
    """Give the address of the case's track that a track of the game plays, where it plays one."""
    of = next((track.of for track in case.game.tracks if track.id == name), "") if case.game else ""
    return (f"tracks.{of}",) if of in case.tracks.ids else ()


def _share(verdict: ClaimVerdict, share: float | None) -> Spread | None:
    if share is None:
        return None
    return Spread(median=share, low=share, high=share, unit="share", of=float(verdict.draws))


def _level(verdict: ClaimVerdict, address: str) -> Iterator[ClaimSidesLevel]:
    """Name a tie of both sides; the draws may part them all the same."""
    sides = verdict.tested.figures[: verdict.tested.sides]
    if verdict.verdict is Verdict.LEVEL:
        return  # the verdict says so
    if len(sides) == 2 and is_less(abs(sides[0].value - sides[1].value), _slight(sides[0])):
        yield ClaimSidesLevel(about=verdict.claim.id, claim=address, rests_on=(address,))


def _slight(figure: ClaimFigure) -> float:
    """Give what is no difference yet: of periods a twentieth, else what is not told apart."""
    return SLIGHT if figure.unit is FigureUnit.PERIODS else 1e-9


def _turns(verdict: ClaimVerdict, address: str) -> Iterator[ClaimTurns]:
    """Give what turns a claim that neither a switch nor a value at the best values explains."""
    turning, tested = verdict.turning, verdict.tested
    is_explained = bool(tested.switch) or tested.flip is not None
    is_due = verdict.verdict is Verdict.DEPENDS and not is_explained
    if turning is None and not is_due:
        return
    is_too_few = turning is None and verdict.draws < ENOUGH
    yield ClaimTurns(
        about=verdict.claim.id,
        claim=address,
        turning=turning,
        draws=verdict.draws,
        rests_on=(f"assumptions.{turning.assumption}",) if turning else (address,),
        absence=Absence.NOT_COMPUTABLE if is_too_few else None,
    )


def _flips(verdict: ClaimVerdict, address: str) -> Iterator[ClaimFlips]:
    if verdict.tested.flip_of is not None:
        yield ClaimFlips(
            about=verdict.claim.id,
            claim=address,
            of=verdict.tested.flip_of,
            at=verdict.tested.flip,
            rests_on=(address,),
        )


def _regimes(case: Case, verdict: ClaimVerdict, address: str) -> Iterator[ClaimRegimes]:
    if regimes := verdict.tested.regimes:
        ladders = dict.fromkeys(
            f"ladders.{case.policies[regime.leader].ladder}" for regime in regimes if regime.leader
        )
        yield ClaimRegimes(
            about=verdict.claim.id, claim=address, regimes=regimes, rests_on=(address, *ladders)
        )


def _figures(
    case: Case, verdict: ClaimVerdict, rests_on: tuple[str, ...]
) -> Iterator[ClaimFigureStands]:
    units = {FigureUnit.PERIODS: case.period, FigureUnit.PAYOFF: "", FigureUnit.COUNT: ""}
    for place, figure in enumerate(verdict.tested.figures):
        names = (figure.subject, figure.beside, "" if figure.at is None else f"{figure.at:g}")
        yield ClaimFigureStands(
            about=".".join(name for name in (verdict.claim.id, figure.of.value, *names) if name),
            claim=f"claims.{verdict.claim.id}",
            of=figure.of,
            value=Spread(
                median=figure.value,
                low=figure.value if figure.low is None else figure.low,
                high=figure.value if figure.high is None else figure.high,
                unit=units.get(figure.unit, figure.unit.value),
                base=figure.base,
            ),
            counted_in=figure.unit,
            is_change=figure.is_change,
            is_side=place < verdict.tested.sides,
            subject=figure.subject,
            beside=figure.beside,
            at=figure.at,
            rests_on=rests_on,
        )
