"""
What JSON holds.

Read in this order: `politics`, `supply`, `findings`, `why`, `whom`, `need`, `projects`, `offer`,
`information`, `answer`, `lists`, `classics`.
"""
