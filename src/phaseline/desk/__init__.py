"""
Puts one case to every question; the only room that knows more than one engine.

Read in this order: `timeline`, `register`, `comparison`, `brakes`, `derivations`, `assess`.
"""
