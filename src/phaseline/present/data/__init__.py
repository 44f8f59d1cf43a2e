"""
What JSON holds.

Read in this order: `politics`, `supply`, `findings`, `why`, `whom`, `need`, `projects`,
`information`, `answer`, `lists`, `classics`.
"""
