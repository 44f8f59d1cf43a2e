"""
What an analyst has written: the format, its one reader, and everything that is checked about it.

Read in this order: `model`, `compose`, `read`, `addresses`, `derive`, `quotes`, `check`, `codes`.
"""
