"""
What can be delivered, by which route, when, and what holds it back.

Read in this order: `supply_options`, `drawn_deliveries`, `transport_problem`, `simulation`,
`arrival_dates`, `plans`, `obstacles`.
"""
