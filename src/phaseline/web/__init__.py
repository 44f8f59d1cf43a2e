"""
The desk in a browser: `phaseline serve` and the pages that it shows on this machine alone.

The process that serves works nothing out: what is asked of a case is read, checked, solved and
worded by a worker, which sends the pages back one by one, so that a page is answered at once
whatever is being solved.

Read in this order: `outline`, `messages`, `orders`, `picture_files`, `law_cells`, `rendering`,
`labour`, `happenings`, `state`, `supervision`, `standby`, `what_ifs`, `switches`,
`variant_questions`, `asking`, `explaining`, `variants`, `scenarios`, `watching`, `register`,
`frame`, `what_if_page`, `comparing`, `surroundings`, `replies`, `kept_pages`, `page_pictures`,
`review_form`, `review_several`, `review_desk`, `review_pages`, `case_work`, `work_pages`,
`streams`, `permission`, `sessions`, `guard`, `replay_lists`, `watch_rendering`, `study_rendering`,
`report_form`, `ledger_desk`, `ledger_setting`, `watch_work`, `watch_pages`, `report_pages`,
`ledger_pages`, `watch_desk`, `pages`, `asked_pages`, `compare_pages`, `app`, `server`.
"""
