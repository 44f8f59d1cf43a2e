"""
The game: a published ladder against a challenger who knows it, solved exactly.

Read in this order: `spec`, `sentences`, `quantiles`, `seeing`, `read`, `bounds`, `flaws`,
`monitors`, `check`, `arrays`, `columns`, `ties`, `levels`, `watch`, `compile`, `response`, `scope`,
`linear`, `flow`, `strategy`, `play`, `occupancy`, `demand`, `metrics`, `fixed_behaviour`,
`kernels`, `shared_parts`, `barred_rungs`, `spelling`, `sameness`, `ahead`, `late`, `leaks`,
`asking`, `offers`, `forces`, `credibility`, `lottery`, `commit`, `race`, `value_of_information`,
`unobserved`, `free`, `oneshot`, `logit`, `equilibrium`, `paths`, `folding`, `corners`,
`grid_refinement`, `whom`, `answer`, `published`.
"""
