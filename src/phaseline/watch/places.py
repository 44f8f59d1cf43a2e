"""Where the ledger and the public events of a case lie: outside what its hash covers."""

from pathlib import Path

EVENTS = "replay.csv"  # in the folder of a case: its public events as reports
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


def has_events(where: Path) -> bool:
    """
    Whether a case comes with a list of its public events.

    Args:
        where: Its folder or file.
    """
    return (where / EVENTS).is_file()
