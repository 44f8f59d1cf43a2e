"""
How fast ladders are evaluated: a kernel of ours beside C++, NumPy, JAX, QuantEcon and the EMA
Workbench, on the same workload.

Our kernel here is `counting.py`, written for this workload; no command runs it. What a user's games
take is measured by `korea_speed.py`.

Run by `make bench`. Peers take turns, nine rounds of about a second each, and ratios are taken
within a round, so that a busy machine slows both sides of a ratio; a ratio is the speed of the row
over that of the column. Before that, every peer has to agree with the reference.

The work of one evaluation, against which the share of the machine's peak is counted: a cell is a
level and a reading in one period, and only readings up to the number of periods gone by can be
reached, 6 × (1 + 2 + … + 10 + 14 × 11) = 1,254 cells; at a cell three tables are carried over a
report, 3 × 3 multiply-adds, the move is chosen by 2 comparisons and 3 × 2 choices, and 3
subtractions take off the step, the loss and the cost: 20 vector instructions, one for each 8 draws
(4 without AVX-512). Their peak is measured on two threads by a loop of just these instructions in
registers; loads and stores are left out. A peer that saves instructions comes nearer to the peak
than its instructions do.
"""

import argparse
import os
import statistics
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))

from process import Peer, PeerError
from roster import BUILD, Roster, roster
from workload import LEVELS, PERIODS, READINGS, all_ladders, evaluate, sample, spread

DRAWS = 8192
CHECKED = (11, 128)
TOLERANCE = 1e-9
CELLS = LEVELS * sum(min(period + 1, READINGS) for period in range(PERIODS))
MULTIPLY_ADDS = 9 * CELLS
INSTRUCTIONS = 20 * CELLS
BESIDE = ("ours", "C++", "NumPy", "QuantEcon")
# What the yardstick measures besides the workload: vector instructions of a cell, and multiply-adds
# alone.
PEAKS = ("cells", "peak")

Speeds = dict[str, list[float]]


def main() -> None:
    """Make, check, measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument(
        "--seconds", type=float, default=0.7, help="about how long a peer takes in a round"
    )
    parser.add_argument("--only", nargs="+", metavar="PEER", help="leave the other peers out")
    given = parser.parse_args()
    present = roster()
    for name, why in present.missing.items():
        print(f"without {name}: {why}")
    with ExitStack() as stack:
        peers = agreeing(started(present, given.only, stack))
        pieces = {peer.name: piece(peer, given.seconds) for peer in peers}
        speeds, lanes = measured(peers, pieces, given.rounds)
    print_table(speeds, pieces, lanes)


def started(present: Roster, only: list[str] | None, stack: ExitStack) -> list[Peer]:
    """Write the workload's files, and start every peer that can be."""
    draws, ladders = sample(DRAWS), all_ladders()
    files = BUILD / "ladders.i64", BUILD / "draws.f64"
    ladders.tofile(files[0])
    draws.table.tofile(files[1])
    peers = []
    for name, command in present.commands.items():
        if only is not None and name not in only:
            continue
        log = BUILD / f"{name.replace(' ', '-')}.log"
        try:
            peers.append(
                stack.enter_context(Peer(name, (*command, *map(str, files), str(DRAWS)), log))
            )
        except PeerError as problem:
            print(f"without {name}: {problem}")
    return peers


def agreeing(peers: list[Peer]) -> list[Peer]:
    """Keep the peers that give the reference's answers on a sample, and say how near each comes."""
    long, wide = CHECKED
    expected = np.array(evaluate(spread(all_ladders(), long), sample(DRAWS).some(0, wide)))
    kept = []
    print(
        f"agreement with the reference on {long} ladders × {wide} draws (required: {TOLERANCE:g})"
    )
    for peer in peers:
        path = BUILD / "answers.f64"
        path.unlink(missing_ok=True)
        try:
            peer.run(long, wide, path)
        except PeerError as problem:
            print(f"without {peer.name}: {problem}")
            continue
        apart = float(np.max(np.abs(np.fromfile(path).reshape(expected.shape) - expected)))
        print(
            f"  {peer.name:14}"
            f" {apart:.1e}{'' if apart <= TOLERANCE else '   left out: it does not agree'}"
        )
        if apart <= TOLERANCE:
            kept.append(peer)
    return kept


def piece(peer: Peer, seconds: float) -> tuple[int, int]:
    """Give the number of ladders and of draws that keep a peer busy for about so long."""
    long, wide = CHECKED
    for share in (0.3, 1.0):
        count = peer.run(long, wide) * seconds * share
        whole = len(all_ladders())
        wide = min(DRAWS, max(128, 64 * round(count / whole / 64)))
        long = whole if wide > CHECKED[1] else min(whole, max(1, round(count / wide)))
    return long, wide


def measured(
    peers: list[Peer], pieces: Mapping[str, tuple[int, int]], rounds: int
) -> tuple[Speeds, int]:
    """
    Let the peers take turns; give speeds by round, the yardstick's peaks among them [1 / s], and
    the draws in a vector.
    """
    speeds: Speeds = {peer.name: [] for peer in peers}
    lanes = 0
    for turn in range(rounds):
        first = turn % max(len(peers), 1)
        for peer in peers[first:] + peers[:first]:
            speeds[peer.name].append(peer.run(*pieces[peer.name]))
            for word in PEAKS if peer.name == "C++" else ():
                seconds, count, _, vector = peer.ask(word)
                speeds.setdefault(word, []).append(count / seconds)
                lanes = int(vector)
    return speeds, lanes


def ratio(above: list[float], below: list[float]) -> float:
    """Give the median of the ratios within each round."""
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


def print_table(speeds: Speeds, pieces: Mapping[str, tuple[int, int]], lanes: int) -> None:
    """Print a line for each peer, and what the shares of the peak mean."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"{len(next(iter(speeds.values()), []))} rounds, peers in turn; load of the machine {load},"
        f" {os.cpu_count()} cores"
    )
    beside = [name for name in BESIDE if name in speeds]
    print(
        f"{'':14}{'evaluations / s':>23}"
        + "".join(f"{'× ' + name:>12}" for name in beside)
        + "   of peak  of multiply-adds   piece"
    )
    print(f"{'':14}{'median':>12}{'best':>11}")
    for name, (long, wide) in pieces.items():
        own = speeds[name]
        row = f"{name:14}{statistics.median(own):12,.0f}{max(own):11,.0f}"
        row += "".join(f"{ratio(own, speeds[other]):12.3g}" for other in beside)
        for word, work in zip(PEAKS, (INSTRUCTIONS, MULTIPLY_ADDS), strict=True):
            row += f"{ratio(own, speeds[word]) * work / lanes:10.2%}" if lanes else f"{'–':>10}"
        print(f"{row}          {long:,} × {wide:,}")
    print("ours is a kernel for this workload alone; what users run: benchmarks/korea_speed.py")
    if lanes:
        cells, peak = (statistics.median(speeds[word]) / 1e9 for word in PEAKS)
        print(
            f"one evaluation: {CELLS:,} cells × 20 = {INSTRUCTIONS:,} vector instructions for"
            f" {lanes} draws, {MULTIPLY_ADDS:,} of them multiply-adds; see the head of this"
            f" file\nmeasured peak on two threads: {cells:.1f} thousand million such instructions /"
            f" s (at most {cells * 1e9 * lanes / INSTRUCTIONS:,.0f} evaluations / s), {peak:.1f} of"
            " multiply-adds alone"
        )


if __name__ == "__main__":
    main()
