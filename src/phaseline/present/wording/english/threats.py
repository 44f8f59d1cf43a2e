"""Words for where the threat of a course leaks, and for the steps that deter nothing."""

from collections.abc import Mapping, Sequence

from phaseline.case.games import clock_of
from phaseline.desk.findings.threats import (
    AnywayStep,
    AnywaySteps,
    ConsentAskedFirst,
    OutOfReach,
    WhereItLeaks,
)
from phaseline.game.leaks import LeakKind
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.game import chance, signed
from phaseline.present.wording.numbers import listed, number_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_BRAKES: Mapping[str, str] = {
    LeakKind.CONSENT.value: "getting consent",
    LeakKind.LEADS.value: "acting in time",
    LeakKind.CREDIT.value: "lost credit",
    LeakKind.STANDDOWN.value: "steps that stay in force",
    LeakKind.GOODS.value: "missing goods",
}

_FAILING: Mapping[str, str] = {
    LeakKind.CONSENT.value: "consent late or refused",
    LeakKind.LEADS.value: "delay",
    LeakKind.CREDIT.value: "lost credit",
    LeakKind.STANDDOWN.value: "steps that stay in force",
    LeakKind.GOODS.value: "missing goods",
}


def brake_words(kinds: Sequence[str], words: Words) -> str:
    """
    Name a brake within a sentence, or several that are pooled.

    Args:
        kinds: The kinds of `LeakKind` by their words.
        words: The words of the case.
    """
    return listed([_brake(kind, words) for kind in kinds])


def failing_words(kinds: Sequence[str], words: Words) -> str:
    """
    Name a brake as what fails, as it stands beside what it takes away.

    Args:
        kinds: As above.
        words: The words of the case.
    """
    return listed([_failing(kind, words) for kind in kinds])


def _failing(kind: str, words: Words) -> str:
    if kind == LeakKind.SEEING.value:
        return f"not {_brake(kind, words)}"
    if kind == LeakKind.ANYWAY.value:
        return f"steps whatever {words.actor(words.case.challenger)} does"
    clock = clock_of(words.case)
    if kind in _FAILING or clock is None:
        return _FAILING.get(kind) or _brake(kind, words)
    return clock[1].replace("-", " ")


def _brake(kind: str, words: Words) -> str:
    if kind == LeakKind.SEEING.value:
        return f"noticing {words.crossing.plural}"
    if kind == LeakKind.ANYWAY.value:
        return f"steps that come whatever {words.actor(words.case.challenger)} does"
    return _BRAKES.get(kind) or _clock(words)


def _clock(words: Words) -> str:
    """Name what mutes the answer: the case's own clock, where it has one."""
    clock = clock_of(words.case)
    track = words.case.tracks.get(clock[0].of) if clock else None
    return (track.short or words.lowered(track.title)) if track else "what mutes the answer"


@wording.register
def _(finding: WhereItLeaks, words: Words) -> Spans:
    if not finding.takers and not finding.bearers:
        return phrase(
            "No brake changes anything of {policy}: it changes {crossings} by {as_is} of {of}.",
            policy=_policy(finding, words),
            crossings=words.crossing.plural,
            as_is=signed(finding.as_is, 1),
            of=_periods(finding.of, words),
        )
    return phrase(
        "With no brake, {policy} would{out} change {crossings} by {lifted} of {of}; as it is, by"
        " {as_is}. {brakes} Means over {draws} draws.",
        policy=_policy(finding, words),
        out=f" keep out {words.kinds(finding.keeps_out)} and" if finding.keeps_out else "",
        crossings=words.crossing.plural,
        lifted=signed(finding.lifted, 1),
        of=_periods(finding.of, words),
        as_is=signed(finding.as_is, 1),
        brakes=_brakes(finding, words),
        draws=str(finding.draws),
    )


@wording.register
def _(finding: ConsentAskedFirst, words: Words) -> Spans:
    if finding.is_alike:
        sentence = (
            "It makes hardly any difference to {policy} whether consent is asked for beforehand or"
            " when a rung is called: it changes {crossings} by {first} of {of} in the one case, and"
            " by {when_called} in the other."
        )
    elif finding.is_own:
        sentence = (
            "{policy} asks for consent beforehand, and changes {crossings} by {first} of {of}; if"
            " it asked when a rung is called, it would change them by {when_called}."
        )
    else:
        sentence = (
            "If consent were asked for beforehand, {policy} would change {crossings} by {first} of"
            " {of}; asked when a rung is called, it changes them by {when_called}."
        )
    terms = (
        " (means over {draws} draws)"
        if finding.is_own
        else " (means over {draws} draws; the chances of yes are the same, to ask beforehand costs"
        " nothing, a yes is held to the end and a no is final)"
    )
    return phrase(
        f"{sentence[:-1]}{terms}.",
        policy=_policy(finding, words),
        crossings=words.crossing.plural,
        first=signed(finding.first, 1),
        when_called=signed(finding.when_called, 1),
        of=_periods(finding.of, words),
        draws=str(finding.draws),
    )


@wording.register
def _(finding: AnywayStep, words: Words) -> Spans:
    return phrase(
        "{rung} of {policy} comes anyway, and deters nothing{by_itself}: its chance is {crossed}"
        " where the line is crossed and {calm} where it is not.",
        by_itself=" by itself, though some of the effect rests on it" if finding.is_bearing else "",
        rung=words.rung(finding.policy, finding.rung),
        policy=words.course(finding.policy),
        crossed=chance(finding.if_crossed),
        calm=chance(finding.if_not),
    )


@wording.register
def _(finding: AnywaySteps, words: Words) -> Spans:
    steps = [
        f"{words.rung(finding.policy, rung)} ({chance(crossed)} and {chance(calm)})"
        for rung, crossed, calm in finding.chances
    ]
    return phrase(
        "{count} steps of {policy} come anyway, and deter nothing{by_itself}; their chances where"
        " the line is crossed and where it is not: {steps}.",
        by_itself=" by themselves, though some of the effect rests on them"
        if finding.is_bearing
        else "",
        count=number_words(len(steps)),
        policy=words.course(finding.policy),
        steps=listed(steps),
    )


@wording.register
def _(finding: OutOfReach, words: Words) -> Spans:
    return phrase(
        "{rung} of {policy} cannot be reached within {of}: the first {period} in which it can be in"
        " force is {first}.",
        rung=words.rung(finding.policy, finding.rung),
        policy=words.course(finding.policy),
        of=_periods(finding.of, words),
        period=words.period,
        first=str(finding.first),
    )


@short.register
def _(finding: ConsentAskedFirst, words: Words) -> Spans:
    """Two figures that are written alike are no difference."""
    first, called = (_plainly(change) for change in (finding.first, finding.when_called))
    if finding.is_alike or first == called:
        return phrase("Whether consent is asked first makes hardly any difference.")
    (number, way), (other, other_way) = first, called
    chosen = "As it asks for consent" if finding.is_own else "With consent asked"
    return phrase(
        "{chosen} first, {number} {way} {periods} of {crossing} on average, not {other}.",
        chosen=chosen,
        number=number,
        way=way,
        periods=words.periods(2),
        crossing=words.crossing.noun,
        other=other if way == other_way else f"{other} {other_way}",
    )


def _plainly(change: float) -> tuple[str, str]:
    """Write a change without a sign, and whether it is one to fewer or to more."""
    figure = signed(change, 1)
    return figure.lstrip("+−"), "more" if figure.startswith("+") else "fewer"


def _policy(finding: WhereItLeaks | ConsentAskedFirst, words: Words) -> str:
    course = words.course(finding.policy)
    return f"{course} against {words.kind(finding.type)}" if finding.type else course


def _periods(count: int, words: Words) -> str:
    return f"{count} {words.periods(count)}"


def _brakes(finding: WhereItLeaks, words: Words) -> str:
    taken = [f"{brake_words(leak.kinds, words)} {-leak.share:.1f}" for leak in finding.takers]
    rests = [f"{leak.share:.1f} on {brake_words(leak.kinds, words)}" for leak in finding.bearers]
    parts = [f"Brakes take: {listed(taken)}" if taken else ""]
    parts.append(f"of the effect there rest {listed(rests)}" if rests else "")
    text = "; ".join(part for part in parts if part)
    return f"{capitalised(text)}."
