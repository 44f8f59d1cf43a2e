"""Every form in which reports come: lists of rows, and bundles of STIX 2.1."""

from collections.abc import Iterator
from typing import TextIO

from phaseline.watch.rows import ReportRow, rows_of
from phaseline.watch.stix import rows_of_bundle


def rows_of_file(text: TextIO, name: str) -> Iterator[ReportRow]:
    """
    Give the rows of a file of reports.

    Args:
        text: The file, opened so that line breaks are left as they are.
        name: Its name: `.csv`, `.jsonl`, or `.json` for a bundle of STIX 2.1.

    Raises:
        QuestionError: It is none of them.
    """
    return (rows_of_bundle if name.lower().endswith(".json") else rows_of)(text, name)
