"""
Puts one case to every question; the only room that knows more than one engine.

Read in this order: `timeline`, `register`, `comparison`, `brakes`, `derivations`, `valuation`, `legal`, `lawful`,
`voting`, `feasibility`, `limits`, `rungs`, `constraints`, `setting`, `draws`, `study`, `variants`, `contest`, `claims`, `advice`, `told`, `assess`.
"""
