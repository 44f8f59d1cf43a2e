"""
Every record of the case format, one file a concern; each field carries its meaning.

Read in this order: `sentences`, `common`, `evidence`, `law`, `politics`, `supply`, `escalation`,
`play`, `response`, `policies`, `choices`, `claims`, `vocabulary`, `watch`, `case`,
`defaults`.
"""
