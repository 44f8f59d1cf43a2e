"""
What a schema cannot say of a game file: names, bounds, rows that sum to one, and how large the game is.

Read in this order: `findings` (all checks in one pass), `flaws`, `bounds`, `challenger`, `monitor`, `ladder`, `asked`, `sizes`.
"""

from phaseline.game.check.findings import game_findings
from phaseline.game.check.flaws import Flaw
from phaseline.game.check.sizes import size_bound

__all__ = ["Flaw", "game_findings", "size_bound"]
