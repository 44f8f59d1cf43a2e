"""
Ladders as text: rungs, triggers, demands, how firmly meant, gaps and completions, side by side.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from phaseline.case.check.ladders import Gap
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Attributes
from phaseline.case.model.response import Fill, Ladder, Rung, Transition, TriggerKind
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.measures import ends_on
from phaseline.desk.register.ladders import LadderContrast, LadderProfile, RedLines
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import (
    actor_words,
    count_words,
    listed,
    lowered,
    subject_words,
)
from phaseline.present.wording.records import cites_text
from phaseline.present.wording.sentences import source_name

_CONTRASTED = (
    "act done, or rung of the response",
    "targets our people",
    "may kill theirs",
    "lethal",
    "reversible",
    "takes effect in",
    "rungs skipped",
)
_CONTRAST_WIDTHS = (33, 9, 8, 7, 10, 14, 7)
_TRIGGERS: Mapping[TriggerKind, str] = {
    TriggerKind.ACT: "on an act",
    TriggerKind.STATEMENT: "on a statement",
    TriggerKind.ELAPSED: "after a time",
    TriggerKind.NONE: "at once",
    TriggerKind.UNSTATED: "trigger not stated",
}
_STANDINGS = {
    "published": "published",
    "contrast": "contrast, not from the papers",
    "scenario": "scenario, not the responder's to decide",
}


def ladder_text(case: Case, profile: LadderProfile) -> str:
    """Give one ladder: rungs, what leads up, demands, gaps and completions."""
    ladder = profile.ladder
    lines = [
        heading(f"{ladder.id}: {ladder.title}"),
        wrapped(
            f"{_STANDINGS[ladder.standing.value]}; proposed by"
            f" {actor_words(case, ladder.proposed_by)}. Aim: {ladder.objective or 'not stated'}"
        ),
    ]
    lines += _rung_lines(case, ladder)
    demand_lines = [f"{demand.id}: {demand.title}" for demand in profile.demands]
    lines.append(
        wrapped(
            f"demands: {'; '.join(demand_lines) or 'none'}",
            indent=2,
            hang=4,
        )
    )
    lines.append(wrapped(f"on compliance: {ladder.off_ramp}", indent=2, hang=4))
    lines.append(wrapped(f"on a detected crossing: {ladder.on_crossing}", indent=2, hang=4))
    lines += [*_gap_lines(profile), *_item_lines(case, ladder)]
    lines += (
        [wrapped(f"controlled by: {listed(list(ladder.controlled_by))}", indent=2, hang=4)]
        if ladder.controlled_by
        else []
    )
    return "\n".join(lines)


def trigger_words(step: Transition | None) -> str:
    """Say what leads to a rung: the trigger, its threshold and deadline."""
    if step is None:
        return "in force today"
    kind = "on a condition" if step.condition else _TRIGGERS[step.trigger]
    said = step.says.rstrip(".")
    says = f": {said}" if said and said.casefold() != kind else ""
    limits = [f"threshold {step.threshold}"] if step.trigger.value == "act" else []
    limits += [f"deadline {step.deadline}"] if step.trigger.value != "none" else []
    apart = "; in no order that is stated" if step.order == "unstated" else ""
    return f"{kind}{says}{f' ({listed(limits)})' if limits else ''}{apart}"


def gap_words(gap: Gap, ladder: Ladder) -> str:
    """Say what is open, rungs called by their numbers in the table above, as a page lists them."""
    numbers = {rung.id: f"rung {place}" for place, rung in enumerate(ladder.rungs)}
    if not gap.step:
        return gap.says
    return " ".join(numbers.get(word, word) for word in gap.says.split(" "))


def comparison_text(profiles: tuple[LadderProfile, ...]) -> str:
    """Give all ladders side by side in one table."""
    rows = [
        (
            profile.ladder.id,
            profile.ladder.standing.value,
            " → ".join(rung.id for rung in profile.ladder.rungs),
            listed([demand.id for demand in profile.demands]),
            "yes" if profile.is_evaluable else "no",
            listed([gap.code for gap in profile.gaps]),
            listed([completion.id for completion in profile.ladder.completions]),
        )
        for profile in profiles
    ]
    head = ("ladder", "standing", "rungs", "demands", "evaluable", "open", "completions")
    standings = dict.fromkeys(profile.ladder.standing.value for profile in profiles)
    legend = [
        wrapped(f"{name}: {_STANDINGS[name].partition(', ')[2]}")
        for name in standings
        if name != "published"
    ]
    return "\n".join([table(head, rows, widths=(11, 9, 14, 9, 9, 15, 21)), *legend])


def red_lines_text(case: Case, lines: RedLines) -> str:
    """
    Give the red lines joined: union, common, and what one source of several names alone; each
    entry by its title, in the order of the case.
    """
    blocks = [f"the red lines together: {_entries_of(case, lines.union)}"]
    if len(lines.only) != 1:
        blocks.append(f"common to all sources: {_entries_of(case, lines.common)}")
        blocks += [
            f"only in {source_name(case, source)}: {_entries_of(case, names)}"
            for source, names in lines.only
        ]
    return "\n".join(wrapped(block, hang=2) for block in blocks)


def _entries_of(case: Case, names: Sequence[str]) -> str:
    """Count what red lines hold, and give its titles; where there is nothing, the count alone."""
    count = count_words(len(names), "entry", "entries")
    titles = "; ".join(subject_words(case, name) for name in names)
    return f"{count} ({titles})" if names else count


def contrasts_text(contrasts: tuple[LadderContrast, ...]) -> str:
    """
    Give acts and, below them, rungs, each with what it does; a comparison, not a legal finding.
    """
    acts = [
        _attributes(act.title, act.attributes, "")
        for act in dict.fromkeys(contrast.act for contrast in contrasts)
    ]
    rungs = [
        _attributes(f"{rung.id} {rung.title}", rung.attributes, str(skipped))
        for rung, skipped in dict.fromkeys(
            (contrast.rung, contrast.skipped) for contrast in contrasts
        )
    ]
    if not contrasts:
        return (
            "No act of the other side is entered as done, or no rung lies above the one in force."
        )
    return table(
        _CONTRASTED, [*acts, ("", "", "", "", "", "", ""), *rungs], widths=_CONTRAST_WIDTHS
    )


def _attributes(title: str, attributes: Attributes, skipped: str) -> tuple[str, ...]:
    return (
        title,
        attributes.endangers_own_nationals,
        attributes.may_kill_theirs,
        attributes.is_lethal,
        attributes.is_reversible,
        attributes.territory,
        skipped,
    )


def _rung_lines(case: Case, ladder: Ladder) -> Iterator[str]:
    """Give each rung, with what it adds that does not go on for as long as it does."""
    triggers = {step.end: step for step in ladder.transitions}
    for rung in ladder.rungs:
        yield _rung_line(rung, triggers.get(rung.id))
        if ends := ends_on(case, ladder, rung):
            yield from _end_lines(case, ends)


def _end_lines(case: Case, ends: Iterable[Finding]) -> Iterator[str]:
    from phaseline.present.wording.english.telling import all_told  # noqa: PLC0415  # loads solvers
    from phaseline.present.wording.words import Words  # noqa: PLC0415  # loads a solver

    for sentence in all_told(ends, Words(case)):
        yield wrapped(sentence.text, indent=6, hang=8)


def _rung_line(rung: Rung, step: Transition | None) -> str:
    needs = f" Needs: {rung.needs}" if rung.needs else ""
    return wrapped(
        f"{rung.id:<3} {rung.title} [{rung.modality.value}] — {trigger_words(step)}.{needs}"
        f" {cites_text(rung.cites)}".rstrip(),
        indent=2,
        hang=6,
    )


def _item_lines(case: Case, ladder: Ladder) -> list[str]:
    """Say which items of measures are a completion's, and not the author's."""
    return [
        wrapped(
            f"completion {completion.id} adds items of its own to"
            f" {lowered(case, case.measures[added.measure].title)}:"
            f" {listed([case.stocks[name].title for name in added.goods])}",
            indent=2,
            hang=4,
        )
        for completion in ladder.completions
        for added in completion.adds_items
    ]


def survives(profile: LadderProfile) -> str:
    """Say what all completions of a ladder leave as its author has it, and fill alike."""
    unplayed = [f"“{rung.title}”" for rung in profile.unplayed]
    without = f", without {listed(unplayed)}" if unplayed else ""
    agreed = [filled.gap.code for filled in profile.filled if filled.is_agreed]
    fills = f", and the same fill for {listed(agreed)}" if agreed else "; no gap is filled alike"
    return f"the published rungs and triggers{without}{fills}"


def _fill_words(fill: Fill | None, *, is_played: bool) -> tuple[str, ...]:
    """Say how a completion closes a gap; nothing where it leaves it open."""
    if not is_played:
        return ("its step is not played",)
    if fill is None:
        return ()
    return (f"{fill.says}{f' (assumptions.{fill.assumption})' if fill.assumption else ''}",)


def _gap_lines(profile: LadderProfile) -> list[str]:
    if not profile.gaps:
        return ["  gaps: none"]
    verdict = "" if profile.is_evaluable else " — not evaluable as published"
    lines = [f"  gaps: {len(profile.gaps)}{verdict}"]
    for filled in profile.filled:
        lines.append(wrapped(f"{filled.gap.code} {filled.gap.says}", indent=4, hang=10))
        lines.append(wrapped(f"closing it changes {filled.changes}", indent=10, hang=12))
        lines += [
            wrapped(f"- {wording.says} {cites_text(wording.cites)}", indent=10, hang=12)
            for wording in filled.gap.wordings
        ]
        for (completion, _), fill, is_played in zip(
            profile.still_open, filled.fills, filled.is_played, strict=True
        ):
            lines += [
                wrapped(f"{completion.id}: {says}", indent=8, hang=10)
                for says in _fill_words(fill, is_played=is_played)
            ]
    for completion, _ in profile.still_open:
        owned = f"completion {completion.id}, owned by {completion.completed_by}"
        lines.append(wrapped(f"{owned}: {completion.title}", indent=2, hang=4))
        lines += [
            wrapped(f"adds the rung {rung.id}, its own: {rung.title}", indent=4, hang=6)
            for rung in completion.rungs
        ]
    if len(profile.still_open) > 1:
        lines.append(
            wrapped(f"what survives every completion: {survives(profile)}", indent=2, hang=4)
        )
    return lines
