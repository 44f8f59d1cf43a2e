"""
What JSON holds.

Read in this order: `politics`, `supply`, `findings`, `why`, `need`, `information`,
`answer`, `lists`, `classics`.
"""
