"""
An answer as a cited document: what it says in which order, its footnotes, its page.

Read in this order: `outline`, `cite`, `links`, `sections`, `typefaces`, `html`, `daily`,
`markdown`, `reading`, `lint`.
"""
