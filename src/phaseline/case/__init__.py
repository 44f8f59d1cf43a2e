"""
What an analyst has written: the format, its one reader, and everything that is checked about it.

Read in this order: `model`, `compose`, `merge`, `read`, `faults`, `addresses`, `ranges`, `values`, `wording`, `quotes`, `check`, `codes`, `schema`, `starter`.
"""
