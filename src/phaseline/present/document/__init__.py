"""
What a document says: page one, its questions and its sections.

Read in this order: `questions`, `effects`, `standings`, `course_table`, `page_figures`, `page_one`,
`otherwise`, `summary`, `courses`, `courses_in_full`, `assumptions`, `quotations`, `limits`, `law`,
`supply`, `game`, `layers`, `leaks`, `variant_pictures`, `what_if`, `surfaces`, `futures`,
`evidence`, `daily_page`, `watch_pages`, `report_choices`, `ledger_page`.
"""
