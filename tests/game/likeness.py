"""
Where two answers to the same game differ: the product's and the oracle's, or the product's and a
play by chance.
"""

from math import isfinite, sqrt

HELD = ("value_C_comply", "value_C_cross", "leverage", "compel_leverage")
UNTIED = (
    *("value_R", "cost_R", "harm_R", "benefit_R", "audience_R", "disaster_R"),
    *("p_cross", "p_reverse", "escalation_risk", "path", "challenger_action"),
)
NEAR = 1e-7
CHAINS = ("mean_periods_to_call", "threat_discount")


def differences(product, oracle, best=None, *, rare=False) -> list:
    """
    The dotted paths at which the answers differ by more than rounding, with both numbers.

    Args:
        product: What the product answers.
        oracle: What the oracle answers; what is None there is not compared.
        rare: Whether what happens once in 10^12 periods decides the long run; its shares are then
            hard to reckon, and compared to 1e-3.
        best: The types that answer best, of which alone is told what they are worth when held to
            something; all if left out.
    """
    is_held = best is None or best == {*oracle["value_C"]}
    ties = {
        key: oracle["ties"][key]
        for key in ("value_R_strong", "value_R_weak", *(("near_tie",) if is_held else ()))
    }
    found = [
        *unlike("value_C", product["value_C"], oracle["value_C"]),
        *unlike("ties", product["ties"], ties),
    ]
    for key in HELD:
        found += unlike(
            key,
            product[key],
            {name: one for name, one in oracle[key].items() if best is None or name in best},
        )
    found += (
        []
        if oracle["undecided"]
        else unlike(
            "share_in_force",
            product["share_in_force"],
            oracle.get("share_in_force"),
            1e-3 if rare else NEAR,
        )
    )
    for key in (*CHAINS, *(() if oracle["undecided"] else UNTIED)):
        found += unlike(key, product[key], oracle.get(key))
    return found + (
        unlike("path_cross", product["path_cross"], oracle["path_cross"])
        if is_held and not oracle["undecided"]
        else []
    )


def unlike(path, product, oracle, near=NEAR) -> list:
    """The paths below one at which two answers differ."""
    if oracle is None:
        return []
    if isinstance(oracle, dict):
        return [
            one
            for key, at in oracle.items()
            for one in unlike(f"{path}.{key}", _at(product, key), at, near)
        ]
    if isinstance(oracle, list):
        return [
            one
            for key, at in enumerate(oracle)
            for one in unlike(f"{path}.{key}", _at(product, key), at, near)
        ]
    if isinstance(oracle, str):
        return [] if product == oracle else [(path, product, oracle)]
    is_near = (
        isinstance(product, float | int)
        and isfinite(product)
        and abs(product - oracle) <= near * max(1.0, abs(oracle))
    )
    return [] if is_near else [(path, product, oracle)]


def _at(product, key):
    try:
        return product[key]
    except (KeyError, IndexError, TypeError):
        return None


def strays(seen, expected, runs, spread=4.0) -> list:
    """
    What was seen further from what was expected than so many standard errors: (key, period, seen,
    expected).

    Args:
        seen: What `oracle.simulate` counted.
        expected: (key, period) -> (number, what is at stake; None for a chance).
        runs: How often it was played.
        spread: How many standard errors chance is allowed.
    """
    found = []
    for (key, t), (exact, stake) in expected.items():
        mean, error = seen[key][t] if key in seen else (0.0, 0.0)
        if stake is None:  # a chance, whose standard error is known
            error = sqrt(max(exact * (1 - exact), 0.0) / runs)
        unseen = (
            2 * spread / runs * (1.0 if stake is None else stake)
        )  # an event too rare to have been seen leaves no standard error
        if abs(mean - exact) > spread * error + unseen:
            found.append((key, t, mean, exact))
    return found


def promised(data, answer, periods) -> dict:
    """
    What the answer says of each period: (key, period) -> (number, what is at stake; None for a
    chance).
    """
    priors = {kind["id"]: kind.get("prior", 1) for kind in data["challenger"]["types"]}
    lost = [data.get("responder") or {}, *data["challenger"]["types"]]
    stake = 10.0 + max(float(one.get("disaster_loss", 0)) for one in lost)
    found = {}
    for t, moment in enumerate(answer["path"][:periods]):
        found["u_R", t] = (moment["u_R"], stake)
        found["u_C", t] = (sum(priors[name] * paid for name, paid in moment["u_C"].items()), stake)
        found |= {(f"rung.{rung}", t): (chance, None) for rung, chance in moment["rung"].items()}
        found |= {
            (f"level.{k}.{at}", t): (chance, None)
            for k, levels in moment["level"].items()
            for at, chance in levels.items()
        }
    for key in ("p_cross", "p_reverse", "escalation_risk"):
        if answer["by_start"] is None:
            found |= {
                (key, int(n) - 1): (chance, None)
                for n, chance in (answer[key] or {}).items()
                if int(n) <= periods
            }
    return found
