"""
What leaves the desk: the answers of all engines for one case.

Read in this order: `rungs`, `constraints`, `question_inputs`, `assessment`.
"""
