"""
Published fixed-charge network instances: how their files are read, and the program that each one
is.
"""

import re
from pathlib import Path

import numpy as np

from phaseline.supply.matrix import LinearProgram, Matrix

OPTIMA = {
    "r20x100": 15603,
    "r30x160": 21827,
    "sp50x100": 50968,
    "sp80x160": 19549,
    "sp90x180": 68862,
    "sp90x250": 23571,
    "g50x170": 25576,
    "p50x288": 6134,
    "k15x210": 16128,
}  # FCNetLib, GAMS-dev/gamsworld, README


def network(path: Path) -> LinearProgram:
    """
    Read an instance and put it into a program.

    An arc, of which there may be several between two nodes, costs `fcost` once it is used and
    `vcost` for each unit. A negative `demand` is a supply, and no arc carries more than all supply;
    a negative fixed cost stands for an arc without costs.
    """
    text = path.read_text(encoding="utf-8")
    fixed, unit = (
        {tuple(row[:3]): float(row[3]) for row in _table(text, name)} for name in ("fcost", "vcost")
    )
    demand = {row[0]: float(row[1]) for row in _table(text, "demand")}
    nodes = [f"n{number}" for number in range(1, int(re.search(r"n1\*n(\d+)", text)[1]) + 1)]
    arcs = sorted(fixed.keys() | unit.keys())
    free = [fixed.get(arc, 0.0) < 0 for arc in arcs]
    most = -sum(number for number in demand.values() if number < 0)
    names = [" ".join(arc) for arc in arcs]
    matrix = Matrix()
    use = matrix.columns(
        "use",
        names,
        high=1.0,
        whole=True,
        cost=[
            0.0 if is_free else fixed.get(arc, 0.0) for arc, is_free in zip(arcs, free, strict=True)
        ],
    )
    flow = matrix.columns(
        "flow",
        names,
        high=most,
        cost=[
            0.0 if is_free else unit.get(arc, 0.0) for arc, is_free in zip(arcs, free, strict=True)
        ],
    )
    wanted = np.array([demand.get(node, 0.0) for node in nodes])
    balance = matrix.rows("balance", nodes, low=wanted, high=wanted)
    places = {node: place for place, node in enumerate(nodes)}
    matrix.put(balance[[places[head] for _, head, _ in arcs]], flow, 1.0)
    matrix.put(balance[[places[tail] for tail, _, _ in arcs]], flow, -1.0)
    link = matrix.rows("link", names, high=0.0)
    matrix.put(link, flow, 1.0)
    matrix.put(link, use, -most)
    return matrix.program()


def _table(text: str, name: str) -> list[list[str]]:
    found = re.search(
        rf"Parameter\s+{name}\s*\([^)]*\)\s*/(.*?)/\s*;", text, re.DOTALL | re.IGNORECASE
    )
    return [
        line.split()
        for line in found[1].splitlines()
        if line.strip() and not line.strip().startswith("$")
    ]
