"""
Every record of the case format, one file a concern; each field carries its meaning.

Read in this order: `sentences`, `common`, `evidence`, `law`, `politics`, `supply`, `escalation`,
`response`, `choices`, `play`, `claims`, `vocabulary`, `case`.
"""
