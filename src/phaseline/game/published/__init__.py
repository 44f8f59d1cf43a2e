"""
Published models as files: what others have written down, solved in the open.

None of them is a game of a ladder: each is the model of its authors, in their own letters, so that
its numbers can be held against theirs.

Read in this order: `spec`, `check`, `check_textbook`, `check_suspects`, `normal`, `crisis`, `dyad`,
`table`, `watching`, `reputation`, `suspects`, `read`, `answer`, `gallery`.
"""
