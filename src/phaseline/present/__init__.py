"""
Answers turned into words, tables and pictures; the only room where a number is formatted.

Read in this order: `words`, `plain`, `text`, `findings`, `registers`, `ladders`, `entries`, `sentences`, `replies`, `outlook`, `questions`, `page_one`, `answer`, `charts`.
"""
