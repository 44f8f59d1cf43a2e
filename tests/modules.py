"""The modules of the package as the rules of the house look at them: read and parsed once."""

import ast
import gc
from pathlib import Path

import phaseline

HOUSE = Path(phaseline.__file__).parent
PATHS = sorted(HOUSE.rglob("*.py"))
SOURCES = {path.relative_to(HOUSE).as_posix(): path.read_text(encoding="utf-8") for path in PATHS}
"""The text of each module, by its path below src/phaseline."""

TREES = {name: ast.parse(source) for name, source in SOURCES.items()}
NODES = {name: tuple(ast.walk(tree)) for name, tree in TREES.items()}
"""Every node of each module, in the order of `ast.walk`."""

gc.freeze()  # a million nodes that stay: the collector need not look through them again and again
