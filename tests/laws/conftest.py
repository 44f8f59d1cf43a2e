"""
Lets the laws import what lies beside the tests of the game and of supply: random games and
problems, an evaluator, a way to ask.
"""

import sys
from pathlib import Path

for name in ("game", "supply"):
    folder = str(Path(__file__).parents[1] / name)
    if folder not in sys.path:
        sys.path.insert(0, folder)
