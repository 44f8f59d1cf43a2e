"""
Reports that name suspects: what is joined of several reports is everybody whom one of them names.

States and labels are sets of suspects, as numbers: the first suspect counts 1, the second 2, the
third 4, and a set is their sum. So nobody is 0, and of two sets the union is their bitwise or.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.monitors.states import Automaton, Labels
from phaseline.game.spec import Monitor, Reports

NOBODY = "nobody"
NAMING_KINDS = ("last_report", "latch")  # the kinds of monitor that can hold a set of suspects


def set_number(suspects: Sequence[str], named: Sequence[str]) -> int:
    """
    Give the number of a set of suspects.

    >>> set_number(("moscow", "pyongyang"), ["pyongyang"])
    2
    """
    return reduce(or_, (1 << suspects.index(suspect) for suspect in named), 0)


def set_labels(suspects: Sequence[str]) -> Labels:
    """
    Give the word of each set of suspects, by its number.

    >>> set_labels(("moscow", "pyongyang"))
    ('nobody', 'moscow', 'pyongyang', 'moscow and pyongyang')
    """
    return tuple(
        " and ".join(suspect for place, suspect in enumerate(suspects) if number >> place & 1)
        or NOBODY
        for number in range(1 << len(suspects))
    )


def set_automaton(monitor: Monitor, suspects: Sequence[str]) -> Automaton:
    """
    Give how a monitor goes on that is told sets of suspects: it holds the last one, or, as a latch,
    everybody who has ever been named.
    """
    labels = set_labels(suspects)
    return Automaton(
        states=labels,
        following=or_ if monitor.kind == "latch" else lambda _, label: label,
    )


def set_chances(
    reports: Sequence[tuple[Reports, Sequence[Floats]]], suspects: Sequence[str]
) -> Floats:
    """
    Give the chance of each set of suspects, for reports that are drawn apart (set, draw).

    Args:
        reports: The reports of each track, with the chance of each label (draw).
        suspects: Those whom reports may name.
    """
    draws = len(reports[0][1][0])
    joined = np.zeros((1 << len(suspects), draws))
    joined[0] = 1.0
    for report, chances in reports:
        wider = np.zeros_like(joined)
        for label, chance in zip(report.labels, chances, strict=True):
            named = report.names.get(label, "")
            number = set_number(suspects, [named] if named else [])
            for before in range(len(joined)):
                wider[before | number] += joined[before] * chance
        joined = wider
    return joined
