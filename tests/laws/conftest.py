"""Lets the laws of the game import what lies beside the game's own tests: random games, an evaluator, a way to ask."""

import sys
from pathlib import Path

GAME = str(Path(__file__).parents[1] / "game")
if GAME not in sys.path:
    sys.path.insert(0, GAME)
