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


def search_text(case: Case, found: SearchResult) -> str:
    """
    Give the best member with its near-tie band, then the frontier, the viewpoints and what a worst
    case would choose.
    """
    search = search_of(case)
    of = (
        f"{len(found.members):,} ladders that vary {search.policy}, over {len(found.plan.draws):,}"
        " draws"
    )
    lines = [
        heading("The best ladder of a declared class"),
        wrapped(f"{case.title}: {of}. {LEAD}"),
        "",
    ]
    lines += [*_best(found), "", *_frontier(found), "", *_views(case, found), "", *_regret(found)]
    own = found.own
    lines += [
        "",
        wrapped(
            f"{own.evaluations:,} of {own.whole:,} pairs of ladder and draw were solved for the"
            f" race ({found.solved:,} for all of this). "
            f"With a chance of at least {own.confidence:.0%} the ladder that is best on average was"
            " not dropped, as far as averages are normally distributed "
            f"and whole periods and counts are as they were drawn, {found.structures} times."
            f"{f' Consent is asked as {found.reading} reads the law.' if found.reading else ''}"
        ),
    ]
    return "\n".join(lines)


def search_data(case: Case, found: SearchResult) -> dict[str, Any]:
    """Give the same as plain data; every key is always there."""
    search = search_of(case)
    return {
        "policy": search.policy,
        "owner": search.owner,
        "reading": found.reading or None,
        "draws": len(found.plan.draws),
        "structures": found.structures,
        "members": [
            {"rungs": list(one.rungs), "counts": dict(one.counts), "dwell": one.dwell}
            for one in found.members
        ],
        "race": _race_data(found.own),
        "value": found.value,
        "against": {
            name: {"ahead": ahead, "error": error} for name, (ahead, error) in found.against.items()
        },
        "ties": [
            {"member": one.member, "value_R_strong": one.best, "value_R_weak": one.worst}
            for one in found.edges
        ],
        "knife_edge": found.is_knife_edge,
        "frontier": [
            {
                "member": one.member,
                "rungs": one.rungs,
                "counts": one.counts,
                "value": one.value,
                "behind": one.behind,
                "error": one.error,
            }
            for one in found.frontier
        ],
        "regret": {
            "draws": found.regret_draws,
            "minimax": found.regret.minimax,
            "regret": found.regret.regret,
            "winners": found.regret.winners,
            "best": found.regret.best,
        },
        "viewpoints": [
            {
                "id": one.viewpoint.id,
                "actor": one.viewpoint.actor,
                "weights": dict(one.weights),
                "race": _race_data(one.raced),
                "corners": one.corners,
                "held": one.held,
                "others": list(one.others),
            }
            for one in found.views
        ],
        "solved": found.solved,
    }


def _race_data(one: RaceResult) -> dict[str, Any]:
    return {
        "best": one.best,
        "mean": one.mean,
        "error": one.error,
        "band": [
            {"member": each.candidate, "behind": each.behind, "low": each.low, "high": each.high}
            for each in one.band
        ],
        "draws": one.draws,
        "evaluations": one.evaluations,
        "of": one.whole,
        "confidence": one.confidence,
        "errors": one.errors,
    }


def _best(found: SearchResult) -> Sequence[str]:
    best = found.own.best
    ahead = [
        f"{name} by {gain:+.2f} (standard error {error:.2f})"
        for name, (gain, error) in found.against.items()
    ]
    edge = (
        "Its advantage hangs on ties: a ladder that it only matches where the challenger's ties go"
        " its way beats it where they go against it."
        if found.is_knife_edge
        else "Its place does not hang on how the challenger breaks ties."
    )
    band = [
        f"{_name(found, one.candidate)} ({one.behind:.2f} behind)" for one in found.own.band[:_BAND]
    ]
    more = len(found.own.band) - len(band)
    near = (
        f"Not to be told from it: {listed([*band, *([f'{more} more'] if more else [])])}."
        if band
        else "All others are surely behind it."
    )
    return [
        wrapped(f"Best on average: {_name(found, best)}. It beats {listed(ahead)}. {edge}"),
        wrapped(near),
        wrapped(
            "A member is named by its rungs, each with the net reports from which it is called, and"
            " by its least stay in months."
        ),
    ]


def _frontier(found: SearchResult) -> Sequence[str]:
    rows = [
        (
            _name(found, one.member),
            str(one.rungs),
            str(one.counts),
            f"{one.behind:.2f} ± {one.error:.2f}",
        )
        for one in found.frontier
    ]
    return [
        "Simplicity against value: the best of each size that beats every simpler one",
        table(("Ladder", "Rungs", "Counts", "Behind the best"), rows, widths=(50, 8, 8, 20)),
    ]


def _views(case: Case, found: SearchResult) -> Sequence[str]:
    if not found.views:
        return ["No other viewpoint is held in this case."]
    rows = []
    for one in found.views:
        others = (
            f"; else {listed([_name(found, each) for each in one.others])}" if one.others else ""
        )
        rows.append(
            (
                f"{one.viewpoint.title} ({actor_words(case, one.viewpoint.actor)})",
                _name(found, one.raced.best),
                f"at {one.held} of {one.corners} ends of the weights{others}",
            )
        )
    return [
        "Best by viewpoint; the weights are assumptions, and the challenger's answers are the same",
        table(("Viewpoint", "Best on average", "Holds"), rows, widths=(34, 28, 30)),
    ]


def _regret(found: SearchResult) -> Sequence[str]:
    one = found.regret
    return [
        wrapped(
            f"Over the {found.regret_draws:,} draws that every ladder was given, {one.winners:,}"
            " ladders are best for at least one draw. Least regret at worst:"
            f" {_name(found, one.minimax)}, which is never more than {one.regret:.2f} behind the"
            " best ladder of a draw."
        )
    ]


def _name(found: SearchResult, member: int) -> str:
    return found.members[member].name
