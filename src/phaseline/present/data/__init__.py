"""
What JSON holds.

Read in this order: `politics`, `supply`, `findings`, `why`, `need`, `projects`, `information`,
`answer`, `lists`, `classics`.
"""
