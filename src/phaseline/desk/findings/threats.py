"""
Where the threat of a completed ladder leaks: what each brake takes away, what asking for consent
beforehand makes of it, which step comes anyway, and which cannot come in time.

Thresholds stand here and nowhere below: what is said, and of which step.
"""

from collections.abc import Mapping

from phaseline.desk.comparison.asked_first import LadderAsked
from phaseline.desk.comparison.leakage import (
    AskedConsent,
    LadderLeakage,
    StepChance,
    TypeLeakage,
)
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.findings.finding import Finding
from phaseline.game.leaks import Leak, LeakKind, LeakStudy
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less, total

LEAST_DIFFERENCE = 0.1  # of a chance: a step that comes likelier by less deters nothing
KEPT_OUT = 0.5  # periods across: a type that crosses for less is kept out
LEAST_SHARE = 0.05  # of a period: what is less is no effect
SMALL = 0.1  # of what all would bring: a brake that takes less is shown with its like


@record
class LeakShare:
    """
    What one brake takes away of a threat, as a mean over the draws.

    Args:
        id: What it is called where a program reads it.
        kinds: The kinds of `LeakKind` by their words; several where they are pooled.
        share: How many periods it takes away; above zero where the effect rests on it [period].
        low: The 5th percentile of the draws [period].
        high: The 95th percentile [period].
        first_in: What lifting it alone changes [period].
        last_out: What lifting it changes once all others are lifted [period].
    """

    id: str
    kinds: tuple[str, ...]
    share: float
    low: float
    high: float
    first_in: float
    last_out: float


@record
class ShownShare:
    """
    What is shown of a brake in a picture.

    Args:
        kinds: As above; none for all that are too small to be shown alone.
        share: How many periods it takes away; above zero where the effect rests on it [period].
    """

    kinds: tuple[str, ...]
    share: float


@record
class WhereItLeaks(Finding):
    """
    What a completed ladder would change if no brake held, and what each takes away.

    Args:
        policy: The id of the completed ladder.
        type: The id of the type that is played alone; empty for all of them.
        as_is: What it changes as it is: a mean over the draws [period].
        lifted: What it would change [period].
        of: How many periods are played.
        keeps_out: The ids of the types that it would keep out, and does not as it is.
        takers: The brakes that take something away, those that take most first.
        bearers: The brakes on which something of the effect rests, likewise.
        draws: How many draws the means rest on.
    """

    policy: str
    type: str
    as_is: float
    lifted: float
    of: int
    keeps_out: tuple[str, ...]
    takers: tuple[LeakShare, ...]
    bearers: tuple[LeakShare, ...]
    draws: int


@record
class AnywayStep(Finding):
    """
    A step that comes whether or not the line is crossed: it deters nothing by itself.

    Args:
        policy: The id of the completed ladder.
        rung: The id of the rung.
        if_crossed: The chance that it comes within the horizon where the line is crossed at once.
        if_not: The chance where it never is.
        of: How many periods are played.
        is_bearing: Whether something of the course's effect rests on what comes anyway.
    """

    policy: str
    rung: str
    if_crossed: float
    if_not: float
    of: int
    is_bearing: bool


@record
class AnywaySteps(Finding):
    """
    Several steps of a ladder that come whether or not the line is crossed: they deter nothing by
    themselves.

    Args:
        policy: The id of the completed ladder.
        chances: The id of each rung, with its chance to come within the horizon where the line is
            crossed at once, and where it never is.
        of: How many periods are played.
        is_bearing: Whether something of the course's effect rests on them.
    """

    policy: str
    chances: tuple[tuple[str, float, float], ...]
    of: int
    is_bearing: bool


@record
class OutOfReach(Finding):
    """
    A step that cannot be in force within the horizon, though the line is crossed at once.

    Args:
        policy: The id of the completed ladder.
        rung: The id of the rung.
        first: The first period in which it could be in force, counted from 1.
        of: How many periods are played.
    """

    policy: str
    rung: str
    first: int
    of: int


@record
class ConsentAskedFirst(Finding):
    """
    What it makes of a ladder to ask for its consent beforehand, with the same chances of yes.

    Args:
        policy: The id of the completed ladder.
        type: The id of the type that is played alone; empty for all of them.
        first: What the ladder changes, asked beforehand: a mean over the draws [period].
        when_called: What it changes, asked when a rung is called [period].
        of: How many periods are played.
        is_own: Whether the ladder itself asks first, on its own terms.
        is_alike: Whether the two differ by nothing to speak of.
        draws: How many draws the means rest on.
    """

    policy: str
    type: str
    first: float
    when_called: float
    of: int
    is_own: bool
    is_alike: bool
    draws: int


def threat_findings(ladder: LadderLeakage) -> tuple[Finding, ...]:
    """Give what is to be said of where the threat of a ladder leaks, that first."""
    where = _where(ladder)
    return (
        where,
        *((_asked_first(ladder, ladder.consent),) if ladder.consent else ()),
        *_coming_anyway(ladder, is_bearing=rests_on_anyway(where)),
        *(
            _out_of_reach(ladder, step, step.first)
            for step in ladder.steps
            if step.first is not None and step.first > ladder.horizon
        ),
    )


def _where(ladder: LadderLeakage) -> WhereItLeaks:
    felt = [leak for leak in leak_shares(ladder.study) if not is_less(abs(leak.share), LEAST_SHARE)]
    return WhereItLeaks(
        about=" ".join(name for name in (ladder.policy, ladder.type) if name),
        policy=ladder.policy,
        type=ladder.type,
        as_is=float(ladder.study.as_is.mean()),
        lifted=float(ladder.study.lifted.mean()),
        of=ladder.horizon,
        keeps_out=_kept_out(ladder.types),
        takers=tuple(leak for leak in felt if leak.share < 0),
        bearers=tuple(leak for leak in felt if leak.share > 0),
        draws=ladder.draws,
    )


def _asked_first(ladder: LadderLeakage, consent: AskedConsent) -> ConsentAskedFirst:
    asked = LadderAsked(
        policy=ladder.policy, consent=consent, horizon=ladder.horizon, draws=ladder.draws
    )
    return asked_first_of(asked, consent, kind=ladder.type)


def asked_first_of(
    ladder: LadderAsked, consent: AskedConsent, *, kind: str = ""
) -> ConsentAskedFirst:
    """
    Sum up what it makes of a ladder to ask for its consent beforehand.

    Args:
        ladder: The ladder as played.
        consent: Its consent, asked first and when called.
        kind: The id of the type that is played alone; empty for all of them.
    """
    first, when_called = (float(effect.mean()) for effect in (consent.first, consent.when_called))
    return ConsentAskedFirst(
        about=" ".join(name for name in (ladder.policy, kind) if name),
        policy=ladder.policy,
        type=kind,
        first=first,
        when_called=when_called,
        of=ladder.horizon,
        is_own=consent.is_own,
        is_alike=is_less(abs(first - when_called), LEAST_SHARE),
        draws=ladder.draws,
    )


def leak_shares(study: LeakStudy) -> tuple[LeakShare, ...]:
    """Give the brakes as means over the draws, those that matter most first."""
    return tuple(in_order(map(_share, study.leaks), lambda leak: abs(leak.share)))


def shown_shares(study: LeakStudy) -> tuple[ShownShare, ...]:
    """Give the brakes of a picture: those that matter most first, and the small ones as one."""
    shares = leak_shares(study)
    whole = abs(float(study.lifted.mean()))
    small = [leak for leak in shares if is_less(abs(leak.share), SMALL * whole)]
    rest = total(leak.share for leak in small)
    is_felt = not is_less(abs(rest), LEAST_SHARE)
    return (
        *(ShownShare(kinds=leak.kinds, share=leak.share) for leak in shares if leak not in small),
        *((ShownShare(kinds=(), share=rest),) if is_felt else ()),
    )


def _share(leak: Leak) -> LeakShare:
    low, _, high = percentiles(leak.shares)
    return LeakShare(
        id=leak.id,
        kinds=tuple(kind.value for kind in leak.kinds),
        share=float(leak.shares.mean()),
        low=low,
        high=high,
        first_in=float(leak.first_in.mean()),
        last_out=float(leak.last_out.mean()),
    )


def _kept_out(types: Mapping[str, TypeLeakage]) -> tuple[str, ...]:
    """Give the types that cross as it is, and would not with every brake lifted."""
    return tuple(
        name
        for name, leak in types.items()
        if is_less(leak.lifted, KEPT_OUT) and not is_less(leak.as_is, KEPT_OUT)
    )


def _comes_anyway(step: StepChance) -> bool:
    """Whether a step comes, and crossing makes that hardly likelier."""
    difference = step.if_crossed - step.if_not
    return is_less(difference, LEAST_DIFFERENCE) and not is_less(step.if_not, LEAST_DIFFERENCE)


def rests_on_anyway(where: WhereItLeaks) -> bool:
    """Whether something of the effect of a course rests on steps that come anyway."""
    return any(LeakKind.ANYWAY.value in leak.kinds for leak in where.bearers)


def _coming_anyway(ladder: LadderLeakage, *, is_bearing: bool) -> list[Finding]:
    """Give the steps that come anyway: one by itself, several together."""
    steps = [step for step in ladder.steps if _comes_anyway(step)]
    if len(steps) < 2:
        return [_anyway(ladder, step, is_bearing=is_bearing) for step in steps]
    return [
        AnywaySteps(
            about=ladder.policy,
            policy=ladder.policy,
            chances=tuple((step.rung, step.if_crossed, step.if_not) for step in steps),
            of=ladder.horizon,
            is_bearing=is_bearing,
        )
    ]


def _anyway(ladder: LadderLeakage, step: StepChance, *, is_bearing: bool) -> AnywayStep:
    return AnywayStep(
        about=f"{ladder.policy} {step.rung}",
        policy=ladder.policy,
        rung=step.rung,
        if_crossed=step.if_crossed,
        if_not=step.if_not,
        of=ladder.horizon,
        is_bearing=is_bearing,
    )


def _out_of_reach(ladder: LadderLeakage, step: StepChance, first: int) -> OutOfReach:
    return OutOfReach(
        about=f"{ladder.policy} {step.rung}",
        policy=ladder.policy,
        rung=step.rung,
        first=first,
        of=ladder.horizon,
    )
