"""
What can be delivered, by which route, when, and what holds it back.

Read in this order: `model`, `matching`, `matrix`, `solver`, `program`, `most_met`, `plan`,
`search`, `binding_constraints`, `conflict`, `prices`, `pareto_front`, `first_arrival`, `chances`,
`execution`.
"""
