"""
What is lawful, what would pass, and so when a measure may begin, under each reading.

Read in this order: `law_queries`, `law_findings`, `votes`, `chains`, `politics`, `consent`,
`drawn_consents`, `lapses`.
"""
