"""
Pictures as SVG text: a view in, a picture out; each has a title and a description for those who
cannot see it.

Read in this order: `widths`, `svg`, `timeline`, `ladder`, `paths`; for supply `supply_matrix`,
`routes_flow`, `deliveries`; for page one `scale`, `leak_bars`; for what a goal takes `surface_map`;
for a course that is played otherwise `chance_bars`, `named_bars`; for a study `measure_lines`,
`future_box`, `course_bars`, `mover_bars`, `index_bars`, `trigger_lines`, `pathways_map`; for the
watch `belief`, `reliability`.
"""
