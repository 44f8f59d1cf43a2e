"""
Lets the tests of supply import what lies beside them: the published networks, and the same plans by
another solver.
"""

import sys
from pathlib import Path

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)
