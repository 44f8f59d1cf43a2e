"""
Watching: what the reports on a ledger make of what a case believes.

Read in this order: `beliefs`, `calls`, `today`, `entering`.
"""
