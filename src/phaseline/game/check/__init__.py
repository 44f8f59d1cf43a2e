"""
What a schema cannot say of a game file: names, bounds, rows that sum to one, and how large the game
is.

Read in this order: `diagnostics` (all checks in one pass), `requirements`, `challenger`,
`challengers`, `monitor`, `authority`, `ladder`, `measures`, `asked`, `offer`, `sizes`.
"""

from phaseline.game.check.diagnostics import game_diagnostics
from phaseline.game.check.sizes import size_bound
from phaseline.game.flaws import Flaw

__all__ = ["Flaw", "game_diagnostics", "size_bound"]
