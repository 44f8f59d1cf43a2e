"""
Two players who choose once, the second on seeing a label or nothing: all equilibria of acts against
plans.

Source:
    Nisan et al., *Algorithmic Game Theory* (2007), section 3.2, for the enumeration of supports.
"""

from itertools import product
from typing import TypedDict

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.oneshot import equilibria
from phaseline.game.published.spec import Table

ANY = "any"  # what the second player sees where nothing is seen


class TableEquilibrium(TypedDict):
    """An equilibrium: chances of acts, of the second player by label, and what both get."""

    first: dict[str, float]
    second: dict[str, dict[str, float]]
    worth: list[float]


class TableAnswer(TypedDict):
    """All equilibria with supports of equal size, pure ones first."""

    equilibria: list[TableEquilibrium]


def table_answer(table: Table) -> TableAnswer:
    """
    Find the equilibria of a table; where payoffs tie, those with supports of equal size.

    Args:
        table: The table; it has passed `textbook_flaws`.
    """
    labels = table.labels or (ANY,)
    plans = list(product(range(len(table.second)), repeat=len(labels)))
    seen = np.array([table.seen[act] for act in table.first]) if table.labels else None
    pay = _by_acts(table)
    chances = np.ones((len(table.first), 1)) if seen is None else seen
    planned = np.stack(
        [
            np.einsum("xl,pxl->px", chances, pay[:, :, list(plan)].transpose(0, 1, 2))
            for plan in plans
        ],
        axis=2,
    )
    rows: list[TableEquilibrium] = []
    for acts, mixture in equilibria(planned[0], planned[1]):
        row = _row(table, labels, acts, _by_label(table, plans, mixture))
        row["worth"] = [float(acts @ planned[player] @ mixture) for player in (0, 1)]
        if not any(_is_alike(row, known) for known in rows):
            rows.append(row)
    return TableAnswer(equilibria=rows)


def _by_acts(table: Table) -> Floats:
    """Give the payoffs by both acts (player, act, act)."""
    pay = np.zeros((2, len(table.first), len(table.second)))
    for cell in table.payoffs:
        pay[:, table.first.index(cell.acts[0]), table.second.index(cell.acts[1])] = cell.u
    return pay


def _by_label(table: Table, plans: list[tuple[int, ...]], mixture: Floats) -> Floats:
    """Give what a mixture of plans does at each label (label, act)."""
    chances = np.zeros((len(plans[0]), len(table.second)))
    for plan, weight in zip(plans, mixture, strict=True):
        chances[range(len(plan)), plan] += weight
    return chances


def _row(table: Table, labels: tuple[str, ...], acts: Floats, chances: Floats) -> TableEquilibrium:
    return TableEquilibrium(
        first={act: float(share) for act, share in zip(table.first, acts, strict=True)},
        second={
            label: {
                act: float(share) for act, share in zip(table.second, chances[place], strict=True)
            }
            for place, label in enumerate(labels)
        },
        worth=[],
    )


def _is_alike(row: TableEquilibrium, known: TableEquilibrium) -> bool:
    """Whether two equilibria differ in the mixture of plans alone, and not in what is done."""
    numbers = [
        [
            *entry["first"].values(),
            *(share for acts in entry["second"].values() for share in acts.values()),
        ]
        for entry in (row, known)
    ]
    return bool(np.allclose(numbers[0], numbers[1], atol=1e-9))
