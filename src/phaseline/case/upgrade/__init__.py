"""
From the previous format of a case to this one: what is renamed, what is added, what is left to a
person.

Read in this order: `plain`, `opened`, `claims`, `plays`, `reserved_ids`, `format_1`, `upgrade`.
"""
