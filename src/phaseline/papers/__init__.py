"""
From a paper to proposals: what a file says, with places, and what a person has confirmed of it.

Nothing in this room is a fact of a case: a stub is a proposed sentence, and stays out of every
answer until somebody confirms it.

Read in this order: `refused` (why a file is not read), `paper` (text with places), `titles` (what
says nothing by itself), `front` (what the head of a file says), `plain`, `html`, `word`, `png` and
`pdf` (one form of file each; the last is the door to PDFium), `reading` (which form a file has);
`lists` (the door to the words that come with this room), `sentences` and `leads` (the words that
govern a list), `anchors`, `dates`, `amounts`, `names`, `cues` and `speakers` (what is proposed of a
sentence, and by which rule); `stubs` (what is kept of a sentence), `proposing` (stubs of a paper),
`rereading` (a paper that has changed), `telling` and `writing` (what the records say of themselves,
and stubs as text), `entering` (entries of a case), `reanchoring` (quotes of a paper that has
changed), `coverage` (how far a paper has been gone through), `intake` (a paper goes into a case),
`confirming` and `happenings` (the fact or the event that a person makes of a stub), `reviewing`
(each decision written at once, and taken back), `annotations` (for other programs).
"""
