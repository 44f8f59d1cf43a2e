"""
What a computed number is worth: values of the assumptions, ranges, points that fill them.

Read in this order: `valuation`, `drawn_values`, `value_columns`, `ranges`, `percentiles`,
`sampling`, `copula`, `assumption_draws`.
"""
