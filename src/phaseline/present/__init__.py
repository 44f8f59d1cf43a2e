"""
Answers turned into words, tables and pictures; the only room where a number is formatted.

Read in this order: `words`, `rounding`, `plain`, `columns`, `text`, `findings`, `registers`, `ladders`, `entries`, `sentences`, `law_words`, `law`, `law_proof`, `politics`, `limits`, `law_brief`, `supply_words`, `supply`, `supply_plan`, `supply_data`, `replies`, `law_replies`, `supply_replies`, `outlook`, `questions`, `page_one`, `answer`, `charts`.
"""
