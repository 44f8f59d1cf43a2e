"""
The game: a published ladder against a challenger who knows it, solved exactly.

Read in this order: `spec`, `check`, `arrays`, `ties`, `levels`, `monitor`, `program`, `parts`, `structure`, `compile`, `payoffs`, `response`, `scope`, `flow`,
`play`, `pinned`, `metrics`, `outlook`, `kernels`, `ahead`, `forces`, `credibility`, `commit`, `race`, `worth`, `free`, `oneshot`, `logit`, `equilibrium`, `doubling`, `answer`.
"""
