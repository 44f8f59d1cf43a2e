"""
Watching: what the reports on a ledger make of what a case believes.

Read in this order: `watch_numbers`, `beliefs`, `belief_history`, `calls`, `today`, `threats`,
`triggers`, `dates_ahead`, `outlook`, `competing`, `next_reports`, `calibration`,
`calibration_gap`, `full_day`, `replay`, `entering`, `importing`, `sending`.
"""
