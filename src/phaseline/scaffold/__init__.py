"""
The next layer of a case, written from what is there: entries that pass `check`, each number an
assumption with an owner that says which pattern it comes from.

Nothing that stands in a case is overwritten, and what cannot be derived is said.

Read in this order: `pattern` (the data under `patterns/`), `sketch` (what is to be written),
`numbers` (a pattern's numbers as assumptions of a case), `advice` (what a statement recommends, and
when), `ladder`, `law`, `politics`, `supply`, `plays` (how ladders are played) and `game` (one layer
each), `layers` (which layer needs which), `placing` (a sketch goes into the files of a case).
"""
