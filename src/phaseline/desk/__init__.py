"""
Puts one case to every question; the only room that knows more than one engine.

Read in this order: `estimates`, `register`, `consent`, `delivery`, `comparison`, `watching`,
`findings`.
"""
