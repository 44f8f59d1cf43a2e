"""
The command line: one file a command, and the only room that prints.

Read in this order: `main`, `opening`, then any command.
"""
