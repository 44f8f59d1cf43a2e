"""Where the ledger of a case lies: beside its files, and outside what its hash covers."""

from pathlib import Path

LEDGER = "ledger.sqlite"


def ledger_path(case: Path) -> Path:
    """
    Give the file of a case's ledger: in its folder, or beside its only file.

    Args:
        case: The folder or file of the case.

    >>> ledger_path(Path("mini.yaml")).as_posix()
    'mini.ledger.sqlite'
    """
    return case / LEDGER if case.is_dir() else case.with_name(f"{case.stem}.{LEDGER}")
