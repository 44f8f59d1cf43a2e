"""Where two answers to the same game differ: the product's, and the oracle's."""

from math import isfinite

HELD = ("value_C_comply", "value_C_cross", "leverage", "compel_leverage")
UNTIED = (
    *("value_R", "cost_R", "harm_R", "benefit_R", "audience_R", "disaster_R"),
    *("p_cross", "p_reverse", "escalation_risk", "path", "share_in_force", "challenger_action"),
)
CHAINS = ("mean_periods_to_call", "threat_discount")


def differences(product, oracle, best=None) -> list:
    """
    The dotted paths at which the answers differ by more than rounding, with both numbers.

    Args:
        product: What the product answers.
        oracle: What the oracle answers; what is None there is not compared.
        best: The types that answer best, of which alone is told what they are worth when held to something; all if left out.
    """
    is_held = best is None or best == {*oracle["value_C"]}
    ties = {key: oracle["ties"][key] for key in ("value_R_strong", "value_R_weak", *(("near_tie",) if is_held else ()))}
    found = [*unlike("value_C", product["value_C"], oracle["value_C"]), *unlike("ties", product["ties"], ties)]
    for key in HELD:
        found += unlike(key, product[key], {name: one for name, one in oracle[key].items() if best is None or name in best})
    for key in (*CHAINS, *(() if oracle["undecided"] else UNTIED)):
        found += unlike(key, product[key], oracle.get(key))
    return found + (unlike("path_cross", product["path_cross"], oracle["path_cross"]) if is_held and not oracle["undecided"] else [])


def unlike(path, product, oracle) -> list:
    """The paths below one at which two answers differ."""
    if oracle is None:
        return []
    if isinstance(oracle, dict):
        return [one for key, at in oracle.items() for one in unlike(f"{path}.{key}", _at(product, key), at)]
    if isinstance(oracle, list):
        return [one for key, at in enumerate(oracle) for one in unlike(f"{path}.{key}", _at(product, key), at)]
    if isinstance(oracle, str):
        return [] if product == oracle else [(path, product, oracle)]
    near = isinstance(product, float | int) and isfinite(product) and abs(product - oracle) <= 1e-7 * max(1.0, abs(oracle))
    return [] if near else [(path, product, oracle)]


def _at(product, key):
    try:
        return product[key]
    except (KeyError, IndexError, TypeError):
        return None
