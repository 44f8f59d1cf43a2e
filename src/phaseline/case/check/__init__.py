"""
What a schema cannot say: references, quotes, numbers, dates, ladders, games, law, and what
Phaseline refuses.

Read in this order: `report` (all checks in one pass), `collector`, `ids`, `references`, `circles`,
`anchors`, `passages`, `silences`, `numbers`, `correlations`, `polls`, `figures`, `fields`,
`units`, `formulas`,
`bounds`, `dates`, `ladders`, `games`, `game_names`, `moves`, `stakes`, `policies`, `reach`,
`search`, `offers`, `projects`, `controllers`, `claims`, `unused`, `law`, `rules`, `readings`,
`lawsize`, `politics`, `weights`, `counts`, `supply`, `watch`, `scope`, `modality`, `refused`,
`confirmations`.
"""
