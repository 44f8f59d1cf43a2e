"""
What leaves the desk: the answers of all engines for one case.

Read in this order: `rungs`, `constraints`, `question_inputs`, `assessment`, `unplayed`, `finding`,
`acts`, `promises`, `layers`, `objections`, `opinion`, `authority`, `effects`, `alterations`,
`seeds`, `credible`, `courses`, `matrix`, `threats`, `headline`, `unknowns`, `conditions`,
`arrivals`, `measures`, `claims`, `register`, `reference`, `projects`, `otherwise`, `questions`.
"""
