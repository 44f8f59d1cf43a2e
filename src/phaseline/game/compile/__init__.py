"""
From a game's words to its arrays: positions, pieces, structure, payoffs.

Read in this order: `rung_numbers`, `program`, `remembered`, `solved`, `publics`, `model`, `parts`,
`walk`, `numbering`, `to_go`, `rows`, `walker`, `tables`, `structure`, `shelf`, `payoffs`, `games`.
"""
