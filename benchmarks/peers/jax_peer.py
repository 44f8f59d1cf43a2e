"""
JAX on the CPU in double precision: the recursion for one ladder under `vmap` and `jit`, draws on
the last axis.

That is half as fast again as `vmap` over the draws too, which puts the batch first and leaves XLA
short rows. Batches of several shapes are tried when it starts, and the fastest serves; XLA uses the
threads it likes.
"""

import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from worker import Evaluate, fastest, in_batches, serve
from workload import (
    DISCOUNT,
    FIELDS,
    LEVELS,
    PERIODS,
    READINGS,
    Answer,
    Draws,
    Ladders,
    all_ladders,
    rungs,
    sample,
)

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

# Ladders and draws of a batch.
SHAPES = ((1, 128), (16, 64), (64, 16), (64, 64))
ENDS = np.cumsum(list(FIELDS.values())).tolist()
Numbers = dict[str, jax.Array]


def expected(table: jax.Array, numbers: Numbers) -> jax.Array:
    """Average a table, axes (level, reading, draw), over the next report."""
    higher = jnp.concatenate([table[:, 1:], table[:, -1:]], axis=1)
    lower = jnp.concatenate([table[:, :1], table[:, :-1]], axis=1)
    up, down = numbers["up"][:, None], numbers["down"][:, None]
    return up * higher + (1.0 - up - down) * table + down * lower


def picked(table: jax.Array, goes_down: jax.Array, goes_up: jax.Array) -> jax.Array:
    """Give the entry of the level that the challenger goes to."""
    below = jnp.concatenate([table[:1], table[:-1]])
    above = jnp.concatenate([table[1:], table[-1:]])
    return jnp.where(goes_up, above, jnp.where(goes_down, below, table))


def evaluate_one(rung: jax.Array, table: jax.Array) -> tuple[jax.Array, jax.Array, jax.Array]:
    """
    Go back from the last period to the first, for one ladder; the tables have axes (level, reading,
    draw).
    """
    numbers = {
        name: table[end - FIELDS[name] : end] for name, end in zip(FIELDS, ENDS, strict=True)
    }
    loss, cost = numbers["loss"][rung], numbers["cost"][rung]
    crossed = jnp.arange(LEVELS)[:, None, None] == LEVELS - 1

    def step_back(
        tables: tuple[jax.Array, jax.Array, jax.Array], _: None
    ) -> tuple[tuple[jax.Array, jax.Array, jax.Array], None]:
        challenger, responder, crossing = tables
        held = numbers["gain"][:, None] + DISCOUNT * expected(challenger, numbers)
        none = jnp.full((1, READINGS, table.shape[1]), -jnp.inf)
        lowered = jnp.concatenate([none, held[:-1]])
        risen = jnp.concatenate([held[1:] - numbers["step"], none])
        goes_down = lowered > held
        best = jnp.where(goes_down, lowered, held)
        goes_up = risen > best
        harmed = DISCOUNT * expected(responder, numbers) - numbers["harm"][:, None]
        return (
            jnp.where(goes_up, risen, best) - loss,
            picked(harmed, goes_down, goes_up) - cost,
            jnp.where(crossed, 1.0, picked(expected(crossing, numbers), goes_down, goes_up)),
        ), None

    nothing = jnp.zeros((LEVELS, READINGS, table.shape[1]))
    start = (nothing, nothing, jnp.where(crossed, 1.0, nothing))
    (challenger, responder, crossing), _ = jax.lax.scan(step_back, start, None, length=PERIODS)
    return challenger[0, 0], responder[0, 0], crossing[0, 0]


@jax.jit
def evaluate_batch(rung: jax.Array, table: jax.Array) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Evaluate a batch: rungs with axes (ladder, reading), numbers with axes (number, draw)."""
    return jax.vmap(evaluate_one, in_axes=(0, None))(rung, table)


def evaluate(shape: tuple[int, int], ladders: Ladders, draws: Draws) -> Answer:
    """Evaluate one batch, filled up to its shape so that nothing is compiled twice."""
    long, wide = shape
    rung = np.resize(np.array([rungs(one) for one in ladders]), (long, READINGS))
    table = np.pad(draws.table, ((0, 0), (0, wide - len(draws))), mode="edge")
    answers = (np.asarray(one)[: len(ladders), : len(draws)] for one in evaluate_batch(rung, table))
    challenger, responder, crossing = answers
    return challenger, responder, crossing


def main() -> None:
    """Choose the shape of a batch, and serve."""
    makers: dict[str, Evaluate] = {
        f"{shape[0]}×{shape[1]}": in_batches(partial(evaluate, shape), *shape) for shape in SHAPES
    }
    chosen = fastest(makers, all_ladders()[:64], sample(1024))
    print(f"batches of {chosen}", file=sys.stderr)
    serve(makers[chosen])


if __name__ == "__main__":
    main()
