"""
What a document says: page one, its questions and its sections.

Read in this order: `source_replies`, `law_replies`, `supply_replies`, `ahead`, `game_replies`,
`questions`, `limits`, `courses`, `page_one_game`, `page_one`, `law`, `supply`, `game`.
"""
