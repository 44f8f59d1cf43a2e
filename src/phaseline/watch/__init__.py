"""
The watch: what a desk hears, and the ledger on which it stands.

Read in this order: `canonical`, `merkle`, `ledger`, `places`, `sqlite`, `audit`, `keys`,
`checkpoint`, `exporting`, `grades`, `tlp`, `reports`, `rows`,
`report_lists`, `stix`, `formats`.
"""
