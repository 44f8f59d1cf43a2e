"""
The command line: one file a command, and the only room that prints.

Read in this order: `main`, `parser`, `opening`, `outputs`, `path_arguments`, `places`, `writing`,
`own_cases`, `ending`, `workers`, `labour`, `preloaded`, `kernels`, then the commands: `run`,
`check`, `recording` (what it writes), `ask`, `show`, `facts`, `timeline`, `sources`, `assumptions`,
`worths` (what it would be worth to know them), `conflicts`, `law`, `supply`, `politics`, `ladders`,
`brakes`, `solve`, `games` (what a command does with a game file), `why`, `need`, `claims`,
`derive`, `cases`, `new`, `read`, `case_papers` (the papers of a case on disk), `review`,
`review_dialog` (what it asks), `scaffold`, `export`, `upgrade`, `schema`, `explain`.
"""
