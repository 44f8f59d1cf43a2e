"""
One question under many futures: where findings hold, where each course fails, and on what that
turns.

Methods know arrays alone, one a module; what they are made of comes from the desk's draws.

Read in this order: `chances`, `robustness`, `bins`, `boxes`, `stability`, `trees`, `regions`,
`indices`, `screening`, `flip_points`, `worths`, `triggers`, `study`, `probe`, `attribution`,
`pathways`, `parts`, `columns`, `running`, `findings`, `adaptation`, `fragility`, `kept_study`.
"""
