"""
Puts one case to every question; the only room that knows more than one engine.

Read in this order: `timeline`, `register`, `comparison`, `brakes`, `derivations`, `valuation`, `legal`, `lawful`,
`voting`, `feasibility`, `limits`, `rungs`, `constraints`, `goods`, `setting`, `draws`, `shipping`, `fortune`, `deliverable`, `obstacles`, `study`, `variants`, `contest`, `claims`, `advice`, `told`, `assess`.
"""
