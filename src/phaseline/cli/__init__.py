"""
The command line: one file a command, and the only room that prints.

Read in this order: `main`, `opening`, `places`, then any command.
"""
