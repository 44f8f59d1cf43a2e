"""`python -m phaseline`: the same as the command `phaseline`."""

import sys

from phaseline.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
