"""
What the terminal prints.

Read in this order: `diagnostics`, `registers`, `entries`, `passages`, `ladders`, `law`,
`law_proof`, `law_open`, `politics`, `one_vote`, `supply`, `supply_plan`, `contest`, `search`,
`game`, `published`, `classics`, `parts`, `why`, `whom`, `need`, `projects`, `offer`, `explore`,
`information`, `claims`, `differences`, `watch`, `watch_weighing`, `watch_outlook`, `watch_replay`,
`ledger`.
"""
