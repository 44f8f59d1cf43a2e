"""
Lets the tests of the law import what lies beside them as `law.oracle`, `law.random_laws` and
`law.by_hand`.

The folder above is put on the path, not this one: the game's tests have an `oracle` of their own.
"""

import sys
from pathlib import Path

TESTS = str(Path(__file__).parents[1])
if TESTS not in sys.path:
    sys.path.insert(0, TESTS)
