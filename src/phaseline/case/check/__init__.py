"""
What a schema cannot say: references, quotes, numbers, dates, ladders, and what Phaseline refuses.

Read in this order: `report` (all checks in one pass), `references`, `anchors`, `numbers`, `dates`, `ladders`, `scope`.
"""
