"""
What ladders deter: the case's game in many draws, each ladder against the baseline, claims and
advice.

Read in this order: `works`, `tables`, `game_of_case`, `game_file`, `draws`, `study`, `late`,
`at_best`, `course_change`, `what_did_it`, `variants`, `alterations`, `cheating`, `leakage`,
`asked_first`, `whom`, `goals`, `surfaces`, `needs`, `offers`, `claim_tests`, `free_claims`,
`claims`, `advice`, `results`, `projects`, `information`, `search_space`, `same_games`,
`search`.
"""
