"""
From a paper to text with places: every form of file gives the same record.

Read in this order: `refused` (why a file is not read), `paper` (text with places), `plain`, `html`,
`word` and `pdf` (one form of file each; the last is the door to PDFium), `reading` (which form a
file has), `sentences` (where each begins and ends).
"""
