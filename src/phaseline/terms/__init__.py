"""
The vocabulary that every room shares; standard library only.

Read in this order: `entries`, `late_methods`, `record`, `ties`, `letters`, `meaning`, `quantity`,
`endless`, `when`, `instant`, `formula`, `diagnostic`.
"""
