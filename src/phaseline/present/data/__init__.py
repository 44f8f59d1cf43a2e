"""
What JSON holds.

Read in this order: `envelope`, `politics`, `supply`, `findings`, `ranges`, `why`, `whom`, `need`,
`projects`, `offer`, `information`, `answer`, `lists`, `classics`, `watch`, `watch_outlook`.
"""
