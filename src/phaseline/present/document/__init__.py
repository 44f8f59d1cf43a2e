"""
What a document says: page one, its questions and its sections.

Read in this order: `questions`, `courses`, `page_one`, `limits`, `law`, `supply`, `game`, `leaks`,
`surfaces`.
"""
