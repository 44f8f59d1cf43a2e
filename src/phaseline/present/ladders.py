"""Ladders as text: rungs, triggers, demands, how firmly meant, gaps and completions, side by side."""

from phaseline.case.model.response import Rung, Transition
from phaseline.desk.comparison import Compared, Contrast, RedLines
from phaseline.present.plain import cites_text
from phaseline.present.text import heading, table, wrapped
from phaseline.present.words import count_words, listed, shortened

_STANDINGS = {"published": "published", "contrast": "contrast, not from the papers", "scenario": "scenario, not the responder's to decide"}


def ladder_text(found: Compared) -> str:
    """Give one ladder: rungs, what leads up, demands, gaps and completions."""
    ladder = found.ladder
    lines = [heading(f"{ladder.id}: {ladder.title}"), wrapped(f"{_STANDINGS[ladder.standing.value]}; proposed by {ladder.proposed_by}. Aim: {ladder.objective or 'not stated'}")]
    triggers = {step.end: step for step in ladder.transitions}
    lines += [_rung_line(rung, triggers.get(rung.id)) for rung in ladder.rungs]
    lines.append(wrapped(f"demands: {listed([f'{demand.id} {demand.title}' for demand in found.demands])}", indent=2, hang=4))
    lines.append(wrapped(f"on compliance: {ladder.off_ramp}", indent=2, hang=4))
    lines.append(wrapped(f"on a detected crossing: {ladder.on_crossing}", indent=2, hang=4))
    lines += _gap_lines(found)
    lines += [wrapped(f"controlled by: {listed(list(ladder.controlled_by))}", indent=2, hang=4)] if ladder.controlled_by else []
    return "\n".join(lines)


def trigger_words(step: Transition | None) -> str:
    """Say what leads to a rung: the trigger, its threshold and deadline."""
    if step is None:
        return "in force today"
    kind = {"none": "at once", "unstated": "trigger not stated"}.get(step.trigger.value, f"on an {step.trigger.value}" if step.trigger.value in ("act", "elapsed") else f"on a {step.trigger.value}")
    says = f": {step.says}" if step.says else ""
    limits = [f"threshold {step.threshold}"] if step.trigger.value == "act" else []
    limits += [f"deadline {step.deadline}"] if step.trigger.value not in ("none",) else []
    return f"{kind}{says}{f' ({listed(limits)})' if limits else ''}"


def comparison_text(found: tuple[Compared, ...]) -> str:
    """Give all ladders side by side in one table."""
    rows = [
        (
            one.ladder.id,
            _STANDINGS[one.ladder.standing.value],
            " → ".join(rung.id for rung in one.ladder.rungs),
            listed([demand.id for demand in one.demands]),
            "yes" if one.is_evaluable else "no",
            listed([gap.code for gap in one.gaps]),
            listed([completion.id for completion in one.ladder.completions]),
        )
        for one in found
    ]
    return table(("ladder", "standing", "rungs", "demands", "evaluable", "open", "completions"), rows, widths=(12, 16, 14, 9, 9, 20, 22))


def red_lines_text(found: RedLines) -> str:
    """Give the red lines joined: union, common, and what one source names alone."""
    lines = [f"red lines: union of {count_words(len(found.union), 'family', 'families')}: {listed(list(found.union))}", f"common to all sources: {len(found.common)}: {listed(list(found.common))}"]
    lines += [f"only in {source}: {listed(list(names))}" for source, names in found.only]
    return "\n".join(lines)


def contrasts_text(found: tuple[Contrast, ...]) -> str:
    """Give acts and rungs side by side; a comparison, not a legal finding."""
    rows = [(_attributes(one.act.title, one.act.attributes), _attributes(f"{one.rung.id} {one.rung.title}", one.rung.attributes), str(one.skipped)) for one in found]
    return table(("act", "rung", "rungs skipped"), rows, widths=(42, 42, 13))


def _attributes(title: str, attributes: object) -> str:
    names = ("endangers_own_nationals", "may_kill_theirs", "territory", "is_lethal", "is_reversible")
    shown = "; ".join(f"{name.replace('is_', '').replace('_', ' ')} {getattr(attributes, name)}" for name in names)
    return f"{title}: {shown}"


def _rung_line(rung: Rung, step: Transition | None) -> str:
    needs = f" Needs: {rung.needs}" if rung.needs else ""
    return wrapped(f"{rung.id}  {rung.title} [{rung.modality.value}] — {trigger_words(step)}.{needs} {cites_text(rung.cites)}".rstrip(), indent=2, hang=6)


def _gap_lines(found: Compared) -> list[str]:
    if not found.gaps:
        return ["  gaps: none"]
    lines = [f"  gaps: {len(found.gaps)}{'' if found.is_evaluable else ' — not evaluable as published'}"]
    for filled in found.filled:
        lines.append(wrapped(f"{filled.gap.code} {filled.gap.says}", indent=4, hang=10))
        lines += [wrapped(f"“{wording.says}” {cites_text(wording.cites)}", indent=10, hang=12) for wording in filled.gap.wordings]
        for (completion, _), fill in zip(found.still_open, filled.fills, strict=True):
            if fill is not None:
                owned = f" (assumptions.{fill.assumption})" if fill.assumption else ""
                lines.append(wrapped(f"{completion.id}: {fill.says}{owned}", indent=8, hang=10))
    lines += [f"  completion {completion.id}, owned by {completion.completed_by}: {shortened(completion.title, 70)}" for completion, _ in found.still_open]
    agreed = [filled.gap.code for filled in found.filled if filled.is_agreed]
    if len(found.still_open) > 1:
        lines.append(f"  what survives every completion: the published rungs and triggers{', and the same fill for ' + listed(agreed) if agreed else '; no gap is filled alike'}")
    return lines
