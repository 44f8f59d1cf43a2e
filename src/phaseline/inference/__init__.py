"""
Inference: what reports make of a belief, the same for the watch of a desk and for the monitor that
a game presumes.

Read in this order: `belief`, `reports`, `origins`, `history`, `chain`, `scores`.
"""
