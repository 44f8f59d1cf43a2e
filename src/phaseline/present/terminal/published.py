"""A published model in words: its equilibria, and how they were looked for."""

from collections.abc import Mapping
from typing import Any

from phaseline.game.published.read import Model
from phaseline.present.wording.game import figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, number_words

_DIGITS = 4


def model_text(model: Model, answer: Mapping[str, Any]) -> str:
    """Give the answer to a published model as blocks of text."""
    return crisis_text(model.title, answer)


def crisis_text(title: str, answer: Mapping[str, Any]) -> str:
    """Say which equilibria a crisis has, and how they were looked for."""
    equilibria = answer["equilibria"]
    head = ("A challenges", "B resists", "A then fights", "Missed by")
    rows = [
        (
            figure(row["p_challenge"], _DIGITS),
            figure(row["p_resist"], _DIGITS),
            figure(row["p_fight"], _DIGITS),
            f"{row['residual']:.0e}" if row["residual"] else "0",
        )
        for row in equilibria
    ]
    count = count_words(len(equilibria), "equilibrium", "equilibria")
    lines = [
        heading(title or "A crisis with private shocks"),
        f"{count} · chances",
        "Inside the model, under the stated numbers: not a forecast.",
        "",
        table(head, rows, widths=(14, 12, 14, 10)),
        "",
        wrapped(_searched(answer["search"])),
    ]
    if len(equilibria) > 1:
        lines.append(wrapped("The model does not say which of them is played."))
    return "\n".join(lines)


def _searched(search: Mapping[str, Any]) -> str:
    """Say how the roots were looked for, and whether some may be missing."""
    grid = number_words(float(search["grid"]))
    if search["steady"]:
        return (
            f"Looked for on a grid of {grid} even steps and as many in the tails; half as many"
            " steps show the same number."
        )
    return (
        f"Looked for on a grid of up to {grid} steps; the last doubling still changed their number,"
        " so that some may be missing."
    )
