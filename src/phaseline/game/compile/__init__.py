"""
From a game's words to its arrays: positions, pieces, structure, payoffs.

Read in this order: `program`, `remembered`, `model`, `parts`, `walk`, `numbering`, `rows`,
`walker`, `tables`, `structure`, `shelf`, `payoffs`, `games`.
"""
