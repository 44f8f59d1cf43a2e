"""
Words below all others: numbers, dates, names, sentences, and how they are laid out.

Read in this order: `numbers`, `odds`, `likelihood`, `calendar`, `rounding`, `records`, `columns`,
`layout`, `spans`, `sentences`, `table`, `law`, `politics`, `supply`, `game`, `draw_ranges`,
`words`, `naming`, `english`, `leaks`, `asked_first`, `needs`, `offers`, `whom`, `projects`,
`futures`, `claims`, `watch`, `outlook`, `watch_boards`, `watch_replay`, `switches`,
`glossary`.
"""
