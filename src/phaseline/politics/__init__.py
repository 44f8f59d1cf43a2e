"""
Who decides, with which majority, and what would pass: votes by party, power, polls.

Read in this order: `model`, `votes`.
"""
