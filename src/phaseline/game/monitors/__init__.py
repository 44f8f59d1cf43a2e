"""
The kinds of monitor, one file a kind: how reports are added up into the state that the ladder
answers.

A kind is a record of what its file says. It gives the keys that it needs (`needs`) and how far they
may go (`most`), the states that a ladder may name (`scale`), what else has to hold (`check`), how
many states it may have (`most_states`), and how it goes on: an `automaton`, or the nodes of a
belief. Nothing has a default, so that the type checker names what a new kind lacks.

Read in this order: `states`, `reports`, `last_report`, `latch`, `run`, `counter`, `table`,
`belief`, `kinds`, `named`.
"""
