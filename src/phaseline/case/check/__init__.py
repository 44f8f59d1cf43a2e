"""
What a schema cannot say: references, quotes, numbers, dates, ladders, games, law, and what Phaseline refuses.

Read in this order: `report` (all checks in one pass), `pen`, `references`, `circles`, `anchors`, `numbers`, `figures`, `fields`, `units`, `formulas`, `dates`, `ladders`, `games`, `board`, `stakes`, `policies`, `search`, `law`, `rules`, `readings`, `lawsize`, `scope`, `refused`.
"""
