"""
What is lawful, under which reading, and what would have to change: provisions compiled to a logic
program.

Read in this order: `model`, `authored`, `compile`, `solve`, `status`, `clashes`, `turns`,
`explain`.
"""
