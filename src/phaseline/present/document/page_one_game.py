"""
What the game puts on page one, in plain words: differences first, never a chance of a transfer,
always inside the model.
"""

from functools import partial

from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.desk.comparison.advice import Advice, Ahead
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.findings.question_inputs import own_ladders
from phaseline.present.wording.game import of_draws, plan_short, short_name, signed, tenths
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.numbers import listed, lowered, range_words
from phaseline.present.wording.rounding import advised
from phaseline.present.wording.sentences import Sentence
from phaseline.terms.ties import first_leading, leading

_ROBUST = 0.95
_LEAST = 0.05


def bottom_line(case: Case, found: LadderComparison | None) -> tuple[Sentence, ...]:
    """
    Say which course is ahead from which point of view, and what turns it; that none dominates is an
    answer.
    """
    if found is None:
        return ()
    what = advised(case, found)
    inside, value, _ = what.ahead
    lead = (
        "Inside the model no course is ahead of the others throughout."
        if not _is_robust(what)
        else "Inside the model one course is ahead throughout."
    )
    basis = tuple(f"games.{case.games[0].id}.policies.{one.first}" for one in what.ahead[:2])
    said = Sentence(text=_by_reading(case, found), basis=("options",))
    return (
        *((said,) if said.text else ()),
        Sentence(
            text=f"{lead} {_both_words(case, found, inside, value)}{_turn_words(case, value)}.",
            basis=basis,
        ),
    )


def _by_reading(case: Case, found: LadderComparison) -> str:
    """
    Name for each reading of the law the ladder of the responder's that leaves fewest periods
    inside, at the best values.
    """
    own = [one for one in found.contenders if one.policy.id in own_ladders(case)]
    if not found.reading or not own:
        return ""
    names = {name: lowered(case, words) for name, words in reading_names(case).items()}
    groups: dict[str, list[tuple[str, float]]] = {}
    for reading in own[0].studied.by_reading:
        best = leading(own, partial(_shortened_by, reading))
        change = best[0].studied.by_reading[reading].change["inside"].best
        name = listed([one.policy.id for one in best]) if change < -_LEAST else ""
        groups.setdefault(name, []).append((names[reading], change))
    told = []
    for name, some in groups.items():
        who, changes = (
            listed([reading for reading, _ in some]),
            sorted(signed(change, 1) for _, change in some),
        )
        span = (
            changes[0]
            if len(set(changes)) == 1
            else (
                f"{signed(max(change for _, change in some), 1)} to"
                f" {signed(min(change for _, change in some), 1)}"
            )
        )
        told.append(
            f"{name}, as {who} read{'s' * (len(some) == 1)} the law ({span})"
            if name
            else f"none, as {who} read{'s' * (len(some) == 1)} it"
        )
    return f"What shortens a transfer most, in {case.period}s: {'; '.join(told)}."


def _shortened_by(reading: str, one: LadderResult) -> float:
    """
    Give by how much a ladder shortens a transfer under a reading of the law, at the best values
    [period].
    """
    return -one.studied.by_reading[reading].change["inside"].best


def _both_words(case: Case, found: LadderComparison, inside: Ahead, value: Ahead) -> str:
    draws = len(found.plan.draws)
    if (inside.first, inside.level) == (value.first, value.level):
        name = _leaders(case, found, inside)
        return (
            f"Ahead for {inside.viewpoint} in {of_draws(inside.share, draws)}, by {value.viewpoint}"
            f" in {of_draws(value.share, draws)}: {name}"
        )
    return (
        f"For {_ahead_words(case, found, inside, draws)}; by"
        f" {_ahead_words(case, found, value, draws)}"
    )


def _ahead_words(case: Case, found: LadderComparison, one: Ahead, draws: int) -> str:
    return f"{one.viewpoint}, {_leaders(case, found, one)} in {of_draws(one.share, draws)}"


def _leaders(case: Case, found: LadderComparison, one: Ahead) -> str:
    """Name the ladder that is ahead in most draws, with those that are so in as many."""
    return listed([short_name(case, found, name) for name in (one.first, *one.level)])


def _turn_words(case: Case, one: Ahead) -> str:
    if one.turning is None:
        return ""
    asked = next(each.asks for each in case.assumptions if each.id == one.turning.assumption)
    return (
        f", preferable to {one.second} mostly if {lowered(case, asked).rstrip('.')} is"
        f" {'above' if one.turning.above > one.turning.below else 'below'} {one.turning.at:.2g}"
    )


def _is_robust(what: Advice) -> bool:
    return len({one.first for one in what.ahead[:2]}) == 1 and all(
        one.share >= _ROBUST for one in what.ahead[:2]
    )


def strength(case: Case, found: LadderComparison | None) -> str:
    """Give the strength of the bottom line: robust, depends or undetermined."""
    if found is None:
        return "undetermined"
    what = advised(case, found)
    if _is_robust(what):
        return "robust"
    return "depends" if any(one.turning for one in what.ahead[:2]) else "undetermined"


def figures(case: Case, found: LadderComparison | None) -> str:
    """Say how the figures of the table are to be read."""
    if found is None:
        return ""
    reading = reading_names(case).get(found.reading, "")
    read_as = f"; consent as {lowered(case, reading)} reads the law" if reading else ""
    return f"Changes against no new step: {plan_short(found, case)}{read_as}."


def decides(case: Case, found: LadderComparison | None) -> tuple[Sentence, ...]:
    """
    Name the three assumptions that move the ladders most, with range and owner, and what they do to
    one ladder.
    """
    if found is None:
        return ()
    what = advised(case, found)
    by_id = {one.id: one for one in case.assumptions}
    told = []
    for name, _ in what.movers[:3]:
        one, ends = by_id[name], range_of(by_id[name])
        range_text = range_words(*ends) if ends else ""
        told.append(
            Sentence(
                text=(
                    f"{lowered(case, one.asks).rstrip('.')}, {range_text}:"
                    f" {_moved(case, found, name)}"
                ),
                basis=(f"assumptions.{name}",),
            )
        )
    return tuple(told)


def _moved(case: Case, found: LadderComparison, name: str) -> str:
    """
    Say what an assumption does to the ladder that it moves most; ladders that it moves as much are
    named with it.
    """
    groups: dict[str, list[str]] = {}
    for one in leading(
        [one for one in found.contenders if _moves(one, name)], lambda one: _reach(one, name)
    ):
        mover = next(each for each in one.studied.movers if each.assumption == name)
        groups.setdefault(
            f"{signed(mover.low, 1)} to {signed(mover.high, 1)} {case.period}s", []
        ).append(one.policy.id)
    return ", ".join(f"{change} ({listed(ladders)})" for change, ladders in groups.items())


def _for(asked: str) -> str:
    """Say of what a better figure is wanted; some assumptions ask a question."""
    return (
        f"of {asked}"
        if asked.split(maxsplit=1)[0] in ("how", "which", "whether")
        else f"for the {asked}"
    )


def _moves(one: LadderResult, name: str) -> bool:
    return any(mover.assumption == name for mover in one.studied.movers)


def _reach(one: LadderResult, name: str) -> float:
    return max(
        (mover.reach for mover in one.studied.movers if mover.assumption == name), default=0.0
    )


def information(case: Case, found: LadderComparison | None) -> tuple[Sentence, ...]:
    """Say which report would be worth having next, and whether it would change the choice."""
    if found is None:
        return ()
    what = advised(case, found)
    turned = next((one for one in what.ahead if one.turning), None)
    name = (
        turned.turning.assumption
        if turned and turned.turning
        else what.movers[0][0]
        if what.movers
        else ""
    )
    if not name:
        return ()
    asked = lowered(case, next(one.asks for one in case.assumptions if one.id == name)).rstrip(".")
    if turned is None or turned.turning is None:
        return (
            Sentence(
                text=(
                    f"A better figure {_for(asked)}; it moves the ladders and does not change their"
                    " order."
                ),
                basis=(f"assumptions.{name}",),
            ),
        )
    return (
        Sentence(
            text=(
                f"A better figure {_for(asked)}: at {turned.turning.at:.2g} the choice between"
                f" {turned.first} and {turned.second} changes ({turned.viewpoint})."
            ),
            basis=(f"assumptions.{name}",),
        ),
    )


def dangers(case: Case, found: LadderComparison | None) -> tuple[Sentence, ...]:
    """
    Say how it could go wrong: a commitment that is broken, a false alarm, the end of the war,
    another government.
    """
    if found is None:
        return ()
    own = [one for one in found.contenders if one.answer]
    told = [_cheats(case, own), _false(case, own), _lapses(case, own), _office(own)]
    return tuple(one for one in told if one is not None)


def _cheats(case: Case, own: list[LadderResult]) -> Sentence | None:
    rows = [one for one in own if one.cheating and one.cheating.corners[1].cheating > 1]
    if not rows:
        return None
    most = leading(rows, lambda each: each.cheating.corners[1].cheating if each.cheating else 0.0)
    months = most[0].cheating.corners[1].cheating if most[0].cheating else 0.0
    return Sentence(
        text=(
            f"It signs and cheats: {months:.0f} of {max(case.horizon)} {case.period}s"
            f" ({listed([one.policy.id for one in most])}); reports would call for a rung within"
            f" {min(case.horizon)} in {tenths(_noticed(own))}."
        ),
        basis=("assumptions.detection", "assumptions.breach-cost"),
    )


def _noticed(own: list[LadderResult]) -> float:
    """
    Give the chance that reports alone call for a rung within the first horizon, while a transfer
    goes on.
    """
    rows = [
        row["noticed"]
        for one in own
        for row in one.answer["napkin"]
        if not one.policy.max_step
        and row["rung"]
        in {rule.rung for rule in one.policy.enter} - {rule.rung for rule in one.policy.deadline}
    ]
    return max(rows, default=0.0)


def _false(case: Case, own: list[LadderResult]) -> Sentence | None:
    rows = [
        one for one in own if one.policy.enter and one.answer["calibration"][-1]["ppv"] is not None
    ]
    if not rows:
        return None
    one = first_leading(rows, lambda each: -each.studied.change["inside"].best)
    false = tenths(1 - one.answer["calibration"][-1]["ppv"]).removesuffix(" of 10")
    kept = 1 - one.answer["assurance_parts"][str(min(case.horizon))]["no_climb"]
    return Sentence(
        text=(
            f"False alarm: of 10 such alarms {false} would be false ({one.policy.id}); one who"
            f" complies meets a rung all the same in {tenths(kept)}."
        ),
        basis=("assumptions.false-alarm",),
    )


def _lapses(case: Case, own: list[LadderResult]) -> Sentence | None:
    rows = [one for one in own if one.lapse and abs(one.lapse.during) > _LEAST]
    if not rows:
        return None
    one = first_leading(rows, lambda each: -each.lapse.during if each.lapse else 0.0)
    return Sentence(
        text=(
            f"The war ends: {signed(one.lapse.during, 1)} becomes {signed(one.lapse.after, 1)}"
            f" {case.period}s ({one.policy.id})."
            if one.lapse
            else ""
        ),
        basis=("assumptions.ceasefire-share", "assumptions.war-ends"),
    )


def _office(own: list[LadderResult]) -> Sentence | None:
    rows = [
        one
        for one in own
        if one.variants and one.policy.available and abs(one.studied.change["inside"].best) > _LEAST
    ]
    if not rows:
        return None
    one = first_leading(
        rows,
        lambda each: (
            each.variants.office.inside - each.studied.change["inside"].best
            if each.variants
            else 0.0
        ),
    )
    after = one.variants.office.inside if one.variants else 0.0
    return Sentence(
        text=(
            f"The government changes: {signed(one.studied.change['inside'].best, 1)} becomes"
            f" {signed(after, 1)} ({one.policy.id})."
        ),
        basis=("assumptions.office-changes",),
    )
