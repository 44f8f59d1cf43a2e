"""Where a game starts, how long it lasts, and what is asked of it."""

from collections.abc import Callable, Mapping
from math import inf

from phaseline.case.addresses import Path
from phaseline.case.showing import shown
from phaseline.game.bounds import (
    DISCOUNT,
    HORIZON,
    LONGEST_HORIZON,
    NOT_NEGATIVE,
    PERIODS,
    POSITIVE,
    RATIONALITY,
    Bounds,
    whole,
)
from phaseline.game.check.challenger import RESERVED
from phaseline.game.check.monitor import hold_state, scale
from phaseline.game.flaws import Flaws, need
from phaseline.game.spec import Credit, Game, Sharper, Solve

CAP = whole(1, 1_000)
CLOCK = whole(0, LONGEST_HORIZON)
Given = str | float | Mapping[str, float]


def check_time(flaws: Flaws, game: Game) -> None:
    """Check the horizon and the discounts."""
    flaws.bounded(("time", "horizon"), game.time.horizon, HORIZON)
    flaws.bounded(("time", "discount", "challenger"), game.time.discount.challenger, DISCOUNT)
    flaws.bounded(("time", "discount", "responder"), game.time.discount.responder, DISCOUNT)


def check_responder(flaws: Flaws, game: Game) -> None:
    """Check the responder's harm and credit."""
    flaws.by_level(("responder", "harm"), game.responder.harm)
    for row, joint in enumerate(game.responder.joint_harm):
        flaws.levels_of(("responder", "joint_harm", row, "levels"), joint.levels)
    if game.responder.credit is not None:
        _check_credit(flaws, ("responder", "credit"), game.responder.credit)


def check_start(flaws: Flaws, game: Game) -> None:
    """Check where the game starts."""
    checks: Mapping[str, Callable[[Flaws, Game, Given], None]] = {
        "rung": _check_start_rung,
        "credit": _check_start_credit,
        "monitor": _check_start_monitor,
        "clock": _check_start_clock,
    }
    for key, value in game.start.items():
        if key in checks:
            checks[key](flaws, game, value)
        elif flaws.known(
            ("start", key), key, (*flaws.levels, *RESERVED), "key of `start`", is_key=True
        ):
            _check_start_level(flaws, key, value)


def check_solve(flaws: Flaws, game: Game) -> None:
    """Check that what is asked has what it needs."""
    solve = game.solve
    flaws.some(("solve", "horizons"), solve.horizons, 1, "number of periods")
    for place, periods in enumerate(solve.horizons):
        flaws.bounded(("solve", "horizons", place), periods, PERIODS)
    _check_settings(flaws, game)
    if solve.commit is not None:
        path: Path = ("solve", "commit", "menu")
        flaws.some(path, solve.commit.menu, 1, "policy")
        flaws.once(path, [entry.id for entry in solve.commit.menu], "policy", field="id")
        if solve.commit.mixed and game.time.horizon != 1:
            flaws.add(
                "PL657",
                ("solve", "commit", "mixed"),
                "a lottery over the menu, and more than one period",
                expected="`horizon: 1`, or a commitment to one policy",
                fix="write `mixed: false`, or `horizon: 1`",
            )
    if solve.no_commitment is not None:
        _check_no_commitment(flaws, game, solve.no_commitment.rationality)
    if solve.verification is not None:
        _check_sharper(flaws, ("solve", "verification"), solve.verification)


def _check_settings(flaws: Flaws, game: Game) -> None:
    """Check that the concept has its settings, where no default will do."""
    solve = game.solve
    if solve.concept == "commit" and solve.commit is None:
        need(flaws, ("solve", "commit"), Solve)
    has_default = game.time.horizon == 1  # neither side errs, which several periods do not allow
    if solve.concept == "no_commitment" and solve.no_commitment is None and not has_default:
        need(flaws, ("solve", "no_commitment"), Solve)


def _check_credit(flaws: Flaws, path: Path, credit: Credit) -> None:
    flaws.bounded((*path, "alpha"), credit.alpha, POSITIVE)
    flaws.bounded((*path, "beta"), credit.beta, NOT_NEGATIVE)
    flaws.bounded((*path, "cap"), credit.cap, CAP)


def _check_start_level(flaws: Flaws, track: str, value: Given) -> None:
    path = ("start", track)
    if isinstance(value, Mapping):
        are_known = [flaws.level((*path, level), track, level, is_key=True) for level in value]
        if all(are_known):
            flaws.chances(path, value)
    else:
        flaws.level(path, track, str(value))


def _check_start_rung(
    flaws: Flaws,
    game: Game,  # noqa: ARG001  # one shape for all keys
    value: Given,
) -> None:
    if _is_single(flaws, "rung", value, "the id of a rung"):
        flaws.rung(("start", "rung"), value)


def _check_start_credit(flaws: Flaws, game: Game, value: Given) -> None:
    credit = game.responder.credit
    if credit is None:
        flaws.add(
            "PL501",
            ("start", "credit"),
            "the responder has no credit that could start anywhere",
            expected="`credit` of the responder",
            fix="add `credit` to `responder`, or remove it here",
            is_key=True,
        )
    else:
        _check_count(flaws, "credit", value, whole(0, max(credit.cap, 0)))


def _check_start_monitor(flaws: Flaws, game: Game, value: Given) -> None:
    states = scale(flaws, game)
    if game.monitor is None:
        flaws.add(
            "PL616",
            ("start", "monitor"),
            "there is no monitor",
            expected="a monitor",
            fix="add `monitor`, or remove it here",
            is_key=True,
        )
    elif states is not None and _is_single(flaws, "monitor", value, "a state of the monitor"):
        hold_state(flaws, ("start", "monitor"), value, states)


def _check_start_clock(
    flaws: Flaws,
    game: Game,  # noqa: ARG001  # one shape for all keys
    value: Given,
) -> None:
    _check_count(flaws, "clock", value, CLOCK)


def _check_count(flaws: Flaws, key: str, value: Given, bounds: Bounds) -> None:
    if isinstance(value, int | float):
        flaws.bounded(("start", key), value, bounds)
    else:
        _refuse_kind(flaws, key, value, bounds.says)


def _is_single(flaws: Flaws, key: str, value: Given, expected: str) -> bool:
    if isinstance(value, Mapping):
        _refuse_kind(flaws, key, value, expected)
        return False
    return True


def _refuse_kind(flaws: Flaws, key: str, value: Given, expected: str) -> None:
    fix = (
        "chances are for tracks alone: write one value"
        if isinstance(value, Mapping)
        else f"write {expected}"
    )
    flaws.add("PL107", ("start", key), f"{key}: found {shown(value)}", expected=expected, fix=fix)


def _check_no_commitment(flaws: Flaws, game: Game, rationality: float) -> None:
    path = ("solve", "no_commitment", "rationality")
    if (
        flaws.bounded(path, rationality, RATIONALITY)
        and rationality == inf
        and game.time.horizon != 1
    ):
        flaws.add(
            "PL410",
            path,
            "rationality: found inf, and more than one period",
            expected="a finite number, or `horizon: 1`",
            fix="write a number such as 2",
        )


def _check_sharper(flaws: Flaws, path: Path, sharper: Sharper) -> None:
    if not flaws.track((*path, "track"), sharper.track, is_key=False):
        return
    if sharper.track not in flaws.labels:
        flaws.add(
            "PL616",
            (*path, "track"),
            f"nothing is reported of {sharper.track}",
            expected="a track with `reports`",
            fix=f"give {sharper.track} `reports`",
        )
        return
    flaws.rows(
        (*path, "likelihood"),
        sharper.likelihood,
        track=sharper.track,
        labels=flaws.labels[sharper.track],
    )
