"""
The solver at the speed of the hardware: many draws of a finite game at once, equal to the plain
solver in all it gives.

Read in this order: `run` (what is solved, and what comes of it), `layout` (the nodes of a compiled
game), `menus` (what is chosen from there), `seating` (which draws stand together in a register),
`alike` (public parts that behave alike), `wiring` (the steps that some draws take) and `wires` (its
kernel), `plan` (lots of draws, and numbers), `starts` (codes for all that a value hangs on),
`sweep` (the kernel), `source` (its copy for a shape of game), `machine` (where it is compiled and
kept), `reply` and `reply_sweep` (a best reply among several challengers), `loops` and `plain_loops`
(what the plain solver spends its time on), `walks` and `steps` (walking through a game), `lanes`
(several draws in one register), `host`, `threads`.
"""
