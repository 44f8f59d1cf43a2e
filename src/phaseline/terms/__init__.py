"""
The vocabulary that every room shares; standard library only.

Read in this order: `record`, `meaning`, `quantity`, `when`, `formula`, `finding`.
"""
