"""
Answers turned into words, tables and pictures; the only room where a number is formatted.

Read in this order: `wording`, `charts`, `document`, `terminal`, `data`.
"""
