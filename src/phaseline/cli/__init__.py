"""
The command line: one file a command, and the only room that prints.

Read in this order: `main`, `parser`, `examples`, `opening`, `checked_cases` (kept for the next
command), `kept_results` (likewise), `plain_values`, `program_digest`, `kept_files`, `outputs`,
`further_outputs`, `screen`, `path_arguments`, `places`, `writing`, `own_cases`, `ending`,
`printing`, `workers`, `labour`, `preloaded`, `silenced`, `kernels`, then the commands: `run`,
`serve`, `desk_worker` (which works out what it shows), `page_worker` (which draws its papers),
`check`, `recording` and `hashing` (what it writes), `watching` (as files change), `ask`, `show`,
`search`, `facts`, `timeline`, `sources`, `assumptions`, `worths` (what it would be worth to know
them), `conflicts`, `law`, `supply`, `politics`, `ladders`, `brakes`, `solve`, `games` (what a
command does with a game file), `published` (and with a published model), `classics`, `why`, `whom`,
`need`, `projects`, `offer`, `explore`, `exploring` (the work behind it), `executors` (who does it),
`cluster_task`, `cluster` (machines elsewhere), `claims`, `derive`, `cases`, `diff`, `new`,
`beginning` (what it is told), `read`, `case_papers` (the papers of a case on disk), `review`,
`review_dialog` (what it asks), `scaffold`, `export`, `log`, `log_options` (what it is told),
`row_lists` (which it enters), `sound_ledgers` (and behind what), `watch`, `replaying` (of a list),
`daily` (its page), `ledger`, `own_key` (what it signs with), `upgrade`, `schema`, `explain`,
`completion`, `shell_scripts` (what it prints), `complete` (what a shell then asks).
"""
