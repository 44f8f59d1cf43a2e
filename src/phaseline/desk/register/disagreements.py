"""Which of the disagreements on record bear on what an answer turns on."""

from collections.abc import Collection

from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Conflict, Within

_LEGAL = frozenset({"terms", "provisions", "encodings", "red_lines"})


def decisive_conflicts(case: Case, drawn: Collection[str]) -> tuple[Conflict, ...]:
    """
    Give the disagreements between sources that matter for a reading of the law, for a red line, or
    for an assumption that figures rest on.

    What one text says twice in two ways is for the editors; it is none between sources.

    Args:
        case: The case.
        drawn: The ids of the assumptions that figures rest on; where there are none, because no
            game was played, every assumption counts.
    """
    return tuple(
        conflict
        for conflict in case.conflicts
        if conflict.lies is Within.BETWEEN
        and any(_is_decisive(case, address, drawn) for address in conflict.matters_for)
    )


def _is_decisive(case: Case, address: str, drawn: Collection[str]) -> bool:
    section, _, inner = address.partition(".")
    if section != "assumptions":
        return section in _LEGAL
    name = inner.partition(".")[0]  # an address may lead on, to one end of its range
    assumption = case.assumptions.get(name)
    return not drawn or name in drawn or assumption is None or bool(assumption.options)
