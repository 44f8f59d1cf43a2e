"""
What JSON holds.

Read in this order: `envelope`, `politics`, `supply`, `findings`, `ranges`, `asked_first`, `why`,
`whom`, `need`, `projects`, `offer`, `explore`, `adaptation`, `information`, `study_beside`,
`answer`, `lists`, `classics`, `watch`, `watch_weighing`, `watch_outlook`, `watch_replay`.
"""
