"""
What the server of processes loads before all else: nothing that a library prints reaches the user.

It is imported there and nowhere else.
"""

from phaseline.cli.labour import silence

silence()
