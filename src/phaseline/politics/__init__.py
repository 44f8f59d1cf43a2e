"""
Who decides, with which majority, and what would pass: votes by party, power, polls; never by named
member.

Read in this order: `model`, `votes`, `arrays`, `weights`, `drawn_votes`, `repeated`, `joint`,
`consulting`, `power`, `polls`.
"""
