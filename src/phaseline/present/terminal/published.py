"""A published model in words: its equilibria, and how they were looked for."""

from collections.abc import Mapping
from typing import Any

from phaseline.game.published.read import Model
from phaseline.game.published.spec import Crisis, Dyad, Suspects, Textbook
from phaseline.present.wording.game import figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, number_words

_DIGITS = 4
_HOLDS = 1e-10


def model_text(model: Model, answer: Mapping[str, Any]) -> str:
    """Give the answer to a published model as blocks of text."""
    match model:
        case Dyad():
            return dyad_text(model, answer)
        case Suspects():
            return suspects_text(model, answer)
        case Textbook():
            return textbook_text(model, answer)
        case Crisis():
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
            _residual(row["residual"]),
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


def dyad_text(dyad: Dyad, answer: Mapping[str, Any]) -> str:
    """Say which equilibria of a dyad were found: the long run, and what is chosen in each state."""
    equilibria = answer["equilibria"]
    words = [_long_run(dyad, row, place) for place, row in enumerate(equilibria, start=1)]
    states = [str(state) for state in dyad.states]
    head = ("", *(f"Time in {state}" for state in states), "Found by", "Missed by")
    widths = (3, *(max(8, len(name)) for name in head[1:-2]), 9, 9)
    parts = [
        "\n".join(
            (
                heading(dyad.title or "A dyad with logit errors"),
                _found(len(equilibria), answer["restarts"]),
                "Inside the model, under the stated numbers: not a forecast.",
            )
        ),
        *([_given(answer["start"])] if "start" in answer else []),
        table(head, words, widths=widths),
    ]
    if equilibria:
        parts.append(_choices(dyad, equilibria[0]))
    return "\n\n".join(parts)


def _found(count: int, restarts: int) -> str:
    """Say how many were found, and that nothing says that these are all."""
    equilibria = count_words(count, "equilibrium", "equilibria")
    return (
        f"{equilibria} found from {count_words(restarts, 'restart')} and along the branch; there"
        " may be more"
    )


def _long_run(dyad: Dyad, row: Mapping[str, Any], place: int) -> tuple[str, ...]:
    shares = row["stationary"] or [None for _ in dyad.states]
    return (
        str(place),
        *(figure(share, _DIGITS) for share in shares),
        row["found_by"],
        _residual(row["residual"]),
    )


def _given(start: Mapping[str, Any]) -> str:
    """Say what became of the point that the file gives."""
    missed = _residual(start["residual"])
    if start["equilibrium"] is None:
        return wrapped(
            f"The given point misses the equation by {missed}, and no step leads from it to an"
            " equilibrium."
        )
    number = start["equilibrium"] + 1
    if start["residual"] < _HOLDS:
        return wrapped(
            f"The given point is an equilibrium, number {number}: it misses the equation by"
            f" {missed.removeprefix('< ')} or less."
        )
    return wrapped(
        f"The given point is none: it misses the equation by {missed}. It leads to number {number}."
    )


def _choices(dyad: Dyad, row: Mapping[str, Any]) -> str:
    """Give what both choose in each state in the first equilibrium."""
    acts = [str(act) for act in dyad.actions]
    rows = [
        (str(state), name, *(figure(chance, _DIGITS) for chance in row["choice"][name][place]))
        for place, state in enumerate(dyad.states)
        for name in dyad.players
    ]
    widths = (12, 16, *(max(8, len(act)) for act in acts))
    return "\n".join(
        (
            "What is chosen in number 1 (chances)",
            table(("State", "Player", *acts), rows, widths=widths),
        )
    )


def _residual(value: float) -> str:
    """Write by how much an equation is missed; what rounds to nothing is below 1e-8."""
    return f"{value:.0e}" if value else "< 1e-8"


def suspects_text(model: Suspects, answer: Mapping[str, Any]) -> str:
    """Say how likely each suspect acts, and how far a report that names it is believed."""
    parts = [
        heading(model.title or "Suspects who may act unseen"),
        "Chances. Inside the model, under the stated numbers: not a forecast.",
    ]
    corners = answer["corners"]
    if answer["is_unique"]:
        parts.append(_suspects_table(corners["compliant"]))
        parts.append("From nobody's acting and from everybody's, replies lead here alone.")
        return "\n\n".join(parts)
    for name, lead in _FROM.items():
        corner = corners[name]
        parts.append(lead)
        parts.append(_suspects_table(corner) if corner else "None found: replies do not settle.")
    return "\n\n".join(parts)


_FROM = {"compliant": "Where nobody acts at first:", "crossing": "Where everybody acts at first:"}


def _suspects_table(corner: Mapping[str, Any]) -> str:
    head = ("Who", "Acts if it can", "Believed if named")
    rows = [
        (name, figure(chance, _DIGITS), figure(corner["belief"][name], _DIGITS))
        for name, chance in corner["acts"].items()
    ]
    rows.append(("anybody", figure(corner["any"], _DIGITS), ""))
    return table(head, rows, widths=(24, 16, 18))


def textbook_text(textbook: Textbook, answer: Mapping[str, Any]) -> str:
    """Say what a textbook model answers, by its form."""
    parts = {"table": _table_lines, "watching": _plan_lines, "reputation": _market_lines}
    return "\n".join(
        (
            heading(textbook.title or "A textbook model"),
            "Inside the model, under the stated numbers: not a forecast.",
            "",
            *parts[answer["form"]](answer),
        )
    )


def _table_lines(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the equilibria of a table."""
    rows = [
        (
            _mixture(row["first"]),
            "; ".join(
                f"{label}: {_mixture(acts)}" if label != "any" else _mixture(acts)
                for label, acts in row["second"].items()
            ),
            " and ".join(figure(worth, _DIGITS) for worth in row["worth"]),
        )
        for row in answer["equilibria"]
    ]
    return (
        count_words(len(rows), "equilibrium", "equilibria"),
        "",
        table(("First", "Second", "Worth"), rows, widths=(28, 48, 18)),
    )


def _mixture(acts: Mapping[str, float]) -> str:
    """Write what is chosen, with its chance where it is not sure."""
    chosen = {act: figure(chance, _DIGITS) for act, chance in acts.items()}
    return ", ".join(
        act if chance == "1" else f"{act} {chance}"
        for act, chance in chosen.items()
        if chance != "0"
    )


def _plan_lines(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the best plan of a decision under a belief."""
    rows = [
        (
            ", ".join(row["seen"]) or "nothing yet",
            _mixture(row["belief"]),
            row["act"],
            figure(row["value"], _DIGITS),
            figure(row["chance"], _DIGITS),
        )
        for row in answer["plan"]
    ]
    more = answer["left_out"]
    return (
        f"Worth {figure(answer['value'], _DIGITS)}; first act: {answer['act']}",
        "",
        table(("Seen", "Belief", "Act", "Worth", "Chance"), rows, widths=(34, 30, 12, 10, 8)),
        *([f"… and {count_words(more, 'further row')}"] if more else []),
    )


def _market_lines(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the markets of a reputation."""
    rows = [
        (
            str(row["left"]),
            figure(row["threshold"], _DIGITS),
            figure(row["belief"], _DIGITS),
            figure(row["p_stay_out"], _DIGITS),
            figure(row["p_fight"], _DIGITS),
        )
        for row in answer["markets"]
    ]
    first = answer["entered_first"]
    entered = "no market is entered" if first is None else f"first entered with {first} left"
    return (
        f"Worth {figure(answer['value'], _DIGITS)} to a weak store; {entered}",
        "",
        table(
            ("Left", "Threshold", "Belief", "Stays out", "Weak store fights"),
            rows,
            widths=(6, 10, 10, 10, 18),
        ),
        "",
        wrapped("The path is the one on which whoever may enter does, and is fought."),
    )
