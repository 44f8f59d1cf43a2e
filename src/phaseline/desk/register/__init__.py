"""
What is on record: dates, facts, ladders side by side, brakes, derived numbers.

Read in this order: `timeline`, `facts`, `evidence`, `ladders`, `brakes`, `disagreements`,
`derivations`, `passages`, `source_passages`, `differences`.
"""
