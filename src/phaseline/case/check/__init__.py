"""
What a schema cannot say: references, quotes, numbers, dates, ladders, games, law, and what
Phaseline refuses.

Read in this order: `report` (all checks in one pass), `pen`, `references`, `circles`, `anchors`,
`silences`, `numbers`, `polls`, `figures`, `fields`, `units`, `formulas`, `bounds`, `dates`,
`ladders`, `games`, `board`, `stakes`, `policies`, `search`, `law`, `rules`, `readings`, `lawsize`,
`politics`, `supply`, `scope`, `refused`.
"""
