"""The best ladder of a declared class, for a reader and for a program."""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.search import SearchResult
from phaseline.desk.comparison.search_space import search_of
from phaseline.game.race import RaceResult
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import actor_words, listed

_BAND = 8  # of the near-tie band: how many are named on the terminal
LEAD = (
    "Every member is a completion of ours and nobody's proposal. What is best here is best on"
    " average over the draws by the responder's own account, inside the model: not a forecast, and"
    " no advice to do it."
)


def search_text(case: Case, result: SearchResult) -> str:
    """
    Give the best member with its near-tie band, then the frontier, the viewpoints and what a worst
    case would choose.
    """
    search = search_of(case)
    of = (
        f"{len(result.members):,} ladders that vary {search.policy}, over"
        f" {len(result.plan.draws):,} draws"
    )
    lines = [
        heading("The best ladder of a declared class"),
        wrapped(f"{case.title}: {of}. {LEAD}"),
        "",
    ]
    lines += [
        *_best(result),
        "",
        *_frontier(result),
        "",
        *_views(case, result),
        "",
        *_regret(result),
    ]
    own = result.own
    lines += [
        "",
        wrapped(
            f"{own.evaluations:,} of {own.whole:,} pairs of ladder and draw were solved for the"
            f" race ({result.solved:,} for all of this). "
            f"With a chance of at least {own.confidence:.0%} the ladder that is best on average was"
            " not dropped, as far as averages are normally distributed "
            f"and whole periods and counts are as they were drawn, {result.structures} times."
            f"{f' Consent is asked as {result.reading} reads the law.' if result.reading else ''}"
        ),
    ]
    return "\n".join(lines)


def search_data(case: Case, result: SearchResult) -> dict[str, Any]:
    """Give the same as plain data; every key is always there."""
    search = search_of(case)
    return {
        "policy": search.policy,
        "owner": search.owner,
        "reading": result.reading or None,
        "draws": len(result.plan.draws),
        "structures": result.structures,
        "members": [
            {
                "rungs": list(member.rungs),
                "counts": dict(member.counts),
                "dwell": member.dwell,
                "form": member.form.id if member.form else None,
            }
            for member in result.members
        ],
        "race": _race_data(result.own),
        "value": result.value,
        "against": {
            name: {"ahead": ahead, "error": error}
            for name, (ahead, error) in result.against.items()
        },
        "ties": [
            {"member": edge.member, "value_R_strong": edge.best, "value_R_weak": edge.worst}
            for edge in result.edges
        ],
        "knife_edge": result.is_knife_edge,
        "frontier": [
            {
                "member": one.member,
                "rungs": one.rungs,
                "counts": one.counts,
                "value": one.value,
                "behind": one.behind,
                "error": one.error,
            }
            for one in result.frontier
        ],
        "regret": {
            "draws": result.regret_draws,
            "minimax": result.regret.minimax,
            "regret": result.regret.regret,
            "winners": result.regret.winners,
            "best": result.regret.best,
        },
        "viewpoints": [
            {
                "id": view.viewpoint.id,
                "actor": view.viewpoint.actor,
                "weights": dict(view.weights),
                "race": _race_data(view.raced),
                "corners": view.corners,
                "held": view.held,
                "others": list(view.others),
            }
            for view in result.views
        ],
        "solved": result.solved,
    }


def _race_data(raced: RaceResult) -> dict[str, Any]:
    return {
        "best": raced.best,
        "mean": raced.mean,
        "error": raced.error,
        "band": [
            {"member": rank.candidate, "behind": rank.behind, "low": rank.low, "high": rank.high}
            for rank in raced.band
        ],
        "draws": raced.draws,
        "evaluations": raced.evaluations,
        "of": raced.whole,
        "confidence": raced.confidence,
        "errors": raced.errors,
    }


def _best(result: SearchResult) -> Sequence[str]:
    best = result.own.best
    ahead = [
        f"{name} by {gain:+.2f} (standard error {error:.2f})"
        for name, (gain, error) in result.against.items()
    ]
    edge = (
        "Its advantage hangs on ties: a ladder that it only matches where the challenger's ties go"
        " its way beats it where they go against it."
        if result.is_knife_edge
        else "Its place does not hang on how the challenger breaks ties."
    )
    band = [
        f"{_name(result, rank.candidate)} ({rank.behind:.2f} behind)"
        for rank in result.own.band[:_BAND]
    ]
    more = len(result.own.band) - len(band)
    near = (
        f"Not to be told from it: {listed([*band, *([f'{more} more'] if more else [])])}."
        if band
        else "All others are surely behind it."
    )
    return [
        wrapped(f"Best on average: {_name(result, best)}. It beats {listed(ahead)}. {edge}"),
        wrapped(near),
        wrapped(
            "A member is named by its rungs, each with the net reports from which it is called, and"
            " by its least stay in months."
        ),
    ]


def _frontier(result: SearchResult) -> Sequence[str]:
    rows = [
        (
            _name(result, member.member),
            str(member.rungs),
            str(member.counts),
            f"{member.behind:.2f} ± {member.error:.2f}",
        )
        for member in result.frontier
    ]
    return [
        "Simplicity against value: the best of each size that beats every simpler one",
        table(("Ladder", "Rungs", "Counts", "Behind the best"), rows, widths=(50, 8, 8, 20)),
    ]


def _views(case: Case, result: SearchResult) -> Sequence[str]:
    if not result.views:
        return ["No other viewpoint is held in this case."]
    rows = []
    for view in result.views:
        others = (
            f"; else {listed([_name(result, other) for other in view.others])}"
            if view.others
            else ""
        )
        rows.append(
            (
                f"{view.viewpoint.title} ({actor_words(case, view.viewpoint.actor)})",
                _name(result, view.raced.best),
                f"at {view.held} of {view.corners} ends of the weights{others}",
            )
        )
    return [
        "Best by viewpoint; the weights are assumptions, and the challenger's answers are the same",
        table(("Viewpoint", "Best on average", "Holds"), rows, widths=(34, 28, 30)),
    ]


def _regret(result: SearchResult) -> Sequence[str]:
    one = result.regret
    return [
        wrapped(
            f"Over the {result.regret_draws:,} draws that every ladder was given, {one.winners:,}"
            " ladders are best for at least one draw. Least regret at worst:"
            f" {_name(result, one.minimax)}, which is never more than {one.regret:.2f} behind the"
            " best ladder of a draw."
        )
    ]


def _name(result: SearchResult, member: int) -> str:
    return result.members[member].name
