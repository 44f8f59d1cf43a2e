"""
What is on record: dates, facts, ladders side by side, brakes, derived numbers.

Read in this order: `timeline`, `facts`, `ladders`, `brakes`, `disagreements`, `derivations`,
`passages`, `differences`.
"""
