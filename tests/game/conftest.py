"""
Lets the tests of the game import what lies beside them: the oracle, its expected answers and its
random games.
"""

import sys
from pathlib import Path

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)
