"""
From a game's words to its arrays: positions, pieces, structure, payoffs.

Read in this order: `program`, `remembered`, `model`, `parts`, `walk`, `structure`, `shelf`,
`payoffs`, `games`.
"""
