"""
What each kind of finding is in English: one pure function a kind, no choice and no arithmetic.

Read in this order: `wording`, `acts`, `promises`, `opinion`, `objections`, `authority`, `effects`,
`alterations`, `seeds`, `credible`, `arrivals`, `courses`, `matrix`, `threats`, `headline`,
`conditions`, `unknowns`, `measures`, `claims`, `register`, `layers`, `reference`, `projects`,
`otherwise`, `questions`, `telling`.
"""
