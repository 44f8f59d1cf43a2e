"""
The game: a published ladder against a challenger who knows it, solved exactly.

Read in this order: `spec`, `sentences`, `read`, `check`, `arrays`, `ties`, `levels`, `monitor`,
`compile`, `response`, `scope`, `linear`, `flow`, `strategy`, `play`, `pinned`, `metrics`,
`outlook`, `kernels`, `ahead`, `forces`, `credibility`, `commit`, `race`, `trim`, `worth`, `blind`,
`free`, `oneshot`, `logit`, `equilibrium`, `doubling`, `answer`.
"""
