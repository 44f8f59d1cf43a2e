"""
The kernel of `counting.py` on the workload of `workload.py`, plugged into `kernel_speed.py` beside
its peers.
"""

from pathlib import Path

import workload
from counting import CountGame, counted

from phaseline.game.kernels.machine import Machine, settle

KEPT = Path(__file__).resolve().parent.parent / "build" / "kernels"


def evaluate(ladders: workload.Ladders, draws: workload.Draws) -> workload.Answer:
    """Solve every ladder against every draw, in two threads, axes (ladder, draw)."""
    settle(Machine(folder=KEPT))
    game = CountGame(
        gain=draws.gain,
        loss=draws.loss,
        step=draws.step,
        up=draws.up,
        down=draws.down,
        harm=draws.harm,
        cost=draws.cost,
        discount=workload.DISCOUNT,
        counts=workload.READINGS,
        periods=workload.PERIODS,
    )
    return counted(game, ladders, threads=2)
