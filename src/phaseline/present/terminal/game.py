"""
A solved game in words: what the challenger does, where the threat binds, the sum on a napkin, what
would flip it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from phaseline.game.spec import ChallengerType, Game
from phaseline.present.wording.game import chance, demand_rows, figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, listed
from phaseline.terms.ties import PLACES, leading

_MOST_LISTED = 12


def solved_text(game: Game, answer: Mapping[str, Any]) -> str:
    """Give the answer to a game as blocks of text."""
    parts = [
        _head(game, answer),
        _challenger(game, answer),
        _demand(game, answer),
        _napkin(game, answer),
        _ladder(game, answer),
        _binding(game, answer),
        _flips(game, answer),
        _responder(answer),
        _special(answer),
        _closing(answer),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(game: Game, data: Mapping[str, Any]) -> str:
    horizon = (
        "no end"
        if game.time.horizon == float("inf")
        else count_words(int(game.time.horizon), game.time.period)
    )
    states = data["certificate"]["states"]
    title, _, what = game.title.partition(" · ")
    lines = [
        heading(title or "A game"),
        *([wrapped(what)] if what else []),
        (
            f"{horizon} · {count_words(states, 'state')} · concept:"
            f" {data['concept'].replace('_', ' ')}"
        ),
    ]
    if data["removed"]:
        lines.append(f"taken out, since nobody can consent: {listed(data['removed'])}")
    lines.append("Inside the model, under the stated numbers: not a forecast.")
    return "\n".join(lines)


def _challenger(game: Game, data: Mapping[str, Any]) -> str:
    horizons = _told_horizons(game)
    rows = []
    shown = _shown_types(game, data)
    for kind in shown:
        acts = data["challenger_action"][kind.id]
        moves = listed(
            [f"{move} ({track})" for track, move in acts.items() if move != "hold"], empty="holds"
        )
        lever = data["leverage"][kind.id]
        force = data["compel_leverage"][kind.id]
        rows.append(
            (
                kind.id,
                figure(kind.prior, 2),
                moves,
                figure(data["value_C_comply"][kind.id]),
                figure(data["value_C_cross"][kind.id]),
                figure(lever if lever is not None else force),
                figure(data["leverage_bought"][kind.id]),
            )
        )
    head = ("Type", "Prior", "First act", "Complies", "Crosses", "Leverage", "Bought")
    lines = ["What the challenger does", table(head, rows, widths=(14, 6, 30, 9, 9, 9, 9))]
    between = len(game.challenger.types) - len(shown)
    if between:
        lines.append(f"{count_words(between, 'more type')} between them do as their neighbours do.")
    if any(kind.rationality != float("inf") for kind in game.challenger.types):
        lines.append(
            wrapped(
                "The figures of a type that errs hold the worth of its choice itself: its leverage"
                " is no sum of payoffs alone."
            )
        )
    parts = data["by_start"]
    if parts:
        lines.append(f"The line may be crossed already: {chance(parts['already']['chance'])}.")
        lines.append(
            _chances(
                "if not: crosses within", parts["not_yet"]["p_cross"], horizons, game.time.period
            )
        )
        lines.append(
            _chances(
                "if so: leaves within", parts["already"]["p_reverse"], horizons, game.time.period
            )
        )
    elif data["p_cross"]:
        lines.append(_chances("crosses within", data["p_cross"], horizons, game.time.period))
    elif data["p_reverse"]:
        lines.append(_chances("leaves within", data["p_reverse"], horizons, game.time.period))
    return "\n".join(lines)


def _shown_types(game: Game, data: Mapping[str, Any]) -> Sequence[ChallengerType]:
    """Give the types that are listed: of many in a row with one first act, the outer two."""
    types = game.challenger.types
    if len(types) <= _MOST_LISTED:
        return types
    acts = [data["challenger_action"][kind.id] for kind in types]
    return [
        kind
        for place, kind in enumerate(types)
        if place in (0, len(types) - 1)
        or acts[place - 1] != acts[place]
        or acts[place + 1] != acts[place]
    ]


def _demand(game: Game, answer: Mapping[str, Any]) -> str:
    """Say of each type whether it meets the demand; nothing where nothing is demanded."""
    if answer["demand"] is None:
        return ""
    horizons = [
        f"Met within {int(min(horizon, game.time.horizon))}" for horizon in game.solve.horizons
    ]
    rows = demand_rows(answer["demand"], game.time.period)
    widths = (14, *(30 for _ in horizons))
    return "\n".join(["Whether the demand is met", table(("Type", *horizons), rows, widths=widths)])


def _told_horizons(game: Game) -> Mapping[str, int]:
    """
    Give the horizons that are told, with the periods that are played within each: where a game ends
    before, its end stands, and once.
    """
    played: dict[str, int] = {}
    for horizon in game.solve.horizons:
        periods = int(min(horizon, game.time.horizon))
        if periods not in played.values():
            played[str(horizon)] = periods
    return played


def _chances(
    what: str, by: Mapping[str, float | None], horizons: Mapping[str, int], period: str
) -> str:
    return f"{what} " + ", ".join(
        f"{count_words(periods, period)}: {chance(by[horizon])}"
        for horizon, periods in horizons.items()
        if horizon in by
    )


def _napkin(game: Game, data: Mapping[str, Any]) -> str:
    """
    Write the sum: (chance we notice − the same for an innocent) × chance we then act × cost,
    against the gain.
    """
    if not data["napkin"]:
        return ""
    red = [(track, level) for track, levels in game.red_line.items() for level in levels]
    gains = {
        kind.id: max(
            (kind.gain.get(track, {}).get(level, 0.0) for track, level in red), default=0.0
        )
        for kind in _shown_types(game, data)
    }
    period = count_words(next(iter(_told_horizons(game).values())), game.time.period)
    lines = [
        wrapped(
            f"The sum on a napkin, over {period}: (we notice − we are mistaken) × we then act ×"
            f" cost, against the gain a {game.time.period}"
        )
    ]
    lines += [
        f"  {one['rung']}: ({chance(one['noticed'])} − {chance(one['innocent'])}) ×"
        f" {chance(one['acted'])} × {figure(one['loss'])} = {figure(one['bite'])}"
        for one in data["napkin"]
    ]
    lines.append(
        "  against " + ", ".join(f"{figure(gain)} ({name})" for name, gain in gains.items())
    )
    return "\n".join(lines)


def _ladder(game: Game, data: Mapping[str, Any]) -> str:
    horizon, periods = next(iter(_told_horizons(game).items()))
    rows = []
    for rung in game.ladder.rungs[1:]:
        if rung.id in data["removed"]:
            continue
        calls = data["mean_periods_to_call"][rung.id]
        rows.append(
            (
                rung.id,
                chance(data["share_in_force"][rung.id]),
                figure(calls["crossed"], 1),
                figure(calls["compliant"], 1),
                chance(data["credibility"]["in_force_within"][rung.id].get(horizon)),
                figure(data["threat_discount"][rung.id]),
            )
        )
    if not rows:
        return ""
    head = (
        "Rung",
        "In force",
        "Called after (crossed)",
        "Called after (innocent)",
        f"In force {periods} after call",
        "Threat discount",
    )
    assured = data["assurance"][horizon]
    note = (
        "One who meets the demand sees no rung above the promised one for"
        f" {count_words(periods, game.time.period)}: {chance(assured)}."
    )
    return "\n".join(
        ["What the ladder does", table(head, rows, widths=(12, 10, 16, 16, 16, 10)), note]
    )


def _binding(game: Game, data: Mapping[str, Any]) -> str:
    credible = data["credibility"]
    at = credible["binds_at"]
    if at is None:
        return "Where the threat binds\nNothing else than the rung in force is ever called."
    shown = "".join(f", {track} at {level}" for track, level in at["levels"].items())
    when = "" if at["period"] is None else f" in period {at['period']}"
    reached = " (never reached by the solved behaviour)" if at["off_path"] else ""
    least, state = credible["A_star"], _state_words(at["monitor"])
    verdict = "keeps itself" if credible["self_enforcing"] else "does not keep itself"
    sentence = (
        f"With the monitor at {state}{shown}{when}, {at['called']} is called and"
        f" {at['instead']} would suit the responder better by {figure(least)}{reached}: the ladder"
        f" {verdict} at an audience cost of {figure(game.responder.audience_cost)}."
    )
    if least < 0:
        sentence = (
            f"Nowhere: even at its weakest point (monitor at {state}{shown}{when}{reached})"
            f" doing what is called is better than {at['instead']} by {figure(-least)}."
        )
    return f"Where the threat binds\n{wrapped(sentence)}"


def _state_words(state: str | float) -> str:
    """Write a state of the monitor: a word, a count or a belief."""
    return state if isinstance(state, str) else figure(state)


def _flips(game: Game, data: Mapping[str, Any]) -> str:
    rows = []
    for rung in game.ladder.rungs[1:]:
        least = data["L_star"].get(rung.id)
        if rung.id in data["L_star"]:
            now = rung.loss if isinstance(rung.loss, int | float) else None
            rows.append(
                f"  {rung.id}: no loss alone keeps every type from gaining by crossing"
                if least is None
                else (
                    f"  {rung.id}: no type gains by crossing from a loss of {figure(least, 4)} on"
                    f" (now {figure(now, 4)})"
                )
            )
    ties = data["ties"]
    if ties["knife_edge"]:
        rows.append(
            f"  on a knife edge: the responder has {figure(ties['value_R_strong'])} or"
            f" {figure(ties['value_R_weak'])}, as ties are broken"
        )
    low, high = ties["near_tie"]
    rows.append(f"  near ties: the responder's value lies between {figure(low)} and {figure(high)}")
    return "\n".join(["What would flip it", *rows])


def _responder(data: Mapping[str, Any]) -> str:
    names = (
        ("benefit", "benefit_R"),
        ("cost", "cost_R"),
        ("harm", "harm_R"),
        ("audience cost", "audience_R"),
        ("disaster", "disaster_R"),
    )
    parts = ", ".join(f"{name} {figure(data[key])}" for name, key in names)
    return f"The responder\nvalue {figure(data['value_R'])}: {parts}"


def _special(data: Mapping[str, Any]) -> str:
    lines = []
    if data["commit"]:
        by_policy = data["commit"]["values"]
        values = ", ".join(f"{name} {figure(value)}" for name, value in by_policy.items())
        best = listed(leading([*by_policy], lambda name: float(by_policy[name])))
        lines.append(
            f"Best of the menu: {best} ({values}); no policy can give more than"
            f" {figure(data['commit']['bound'])}."
        )
        if data["commit"]["mixed"]:
            lines.append(_lottery(data["commit"]["mixed"]))
    free = data["no_commitment"]
    if free:
        lines.append(
            f"Without commitment: {count_words(free['found'], 'equilibrium', 'equilibria')} found"
            f" ({free['method']})."
        )
        lines += [
            f"  crosses now {chance(one['p_cross_now'])}, a call is followed"
            f" {chance(one['p_execute'])}, responder {figure(one['value_R'])} ({one['branch']},"
            f" residual {_residual(one['residual'])})"
            for one in free["equilibria"]
        ]
        lines += [_worth_of_commitment(free["vo_commitment"])] if free["vo_commitment"] else []
    eye = data["vo_verification"]
    if eye:
        lines.append(
            f"The other eye is worth {figure(eye['fixed'])} with this ladder,"
            f" {figure(eye['reoptimised'])} with the best of the menu."
        )
    return "\n".join(lines)


def _lottery(mixed: Mapping[str, Any]) -> str:
    """Say which lottery over the menu is best, and what it is worth."""
    shares = {name: chance(share) for name, share in mixed["weights"].items() if share > 0}
    drawn = ", ".join(f"{name} {share}" for name, share in shares.items())
    return (
        f"Best lottery over the menu: {drawn}, worth {figure(mixed['value'])}; its chances are"
        " announced, its draw is not."
    )


def _worth_of_commitment(worth: Mapping[str, Any]) -> str:
    low, high = figure(worth["low"]), figure(worth["high"])
    if low == high:
        return f"Commitment is worth {low}."
    return f"Commitment is worth {low} to {high}, by the equilibrium that it is set beside."


def _residual(number: float) -> str:
    """
    Write what a solution leaves over; what is less than a figure shows is rounding, and differs
    from machine to machine.
    """
    return f"{number:.1e}" if number else f"under {10.0**-PLACES:.0e}"


def _closing(data: Mapping[str, Any]) -> str:
    certificate = data["certificate"]
    grid = certificate["grid_doubling"]
    residual = _residual(certificate["bellman_residual"])
    rounds = count_words(certificate["iterations"], "round")
    lines = [f"Certificate: residual {residual} after {rounds}."]
    if grid:
        sizes = ", ".join(str(row["grid"]) for row in grid["grids"])
        verdict = "accepted" if grid["accepted"] else "not accepted: the answer still moves"
        lines.append(f"Belief grids {sizes}: last change {chance(grid['residual'])}, {verdict}.")
    return "\n".join(lines)
