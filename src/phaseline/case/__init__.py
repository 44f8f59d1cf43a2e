"""
What an analyst has written: the format, its one reader, and everything that is checked about it.

Read in this order: `model`, `showing`, `addresses`, `places`, `reserved`, `compose`, `merge`,
`placed`, `strays`, `shapes`, `inert`, `validator`, `shorthand`, `read`, `days`, `faults`, `files`,
`changes`, `ranges`, `values`, `correlations`, `games`, `switches`, `noted`, `alphabet`, `scripts`,
`typography`, `lengths`, `edges`,
`pages`, `wording`, `hedges`, `refusals`, `quotes`, `scales`, `eastern`, `digits`, `numerals`,
`stems`, `absence`, `decoding`, `texts`, `check`, `code`, `codes`, `lawcodes`, `schema`, `snippets`,
`starter`, `beginning`, `shipped`, `editing`, `recording`, `upgrade`.
"""
