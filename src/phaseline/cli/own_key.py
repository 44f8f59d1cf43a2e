"""
The signing key of this user, which no case and no export holds.

It lies in the user's configuration folder, readable by the user alone.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from phaseline.errors import EngineError
from phaseline.watch.keys import SigningKey

KEY_FILE = "ledger.key"
_BYTES = 32


def configuration_folder(environment: Mapping[str, str]) -> Path:
    """
    Give the folder in which this user's configuration lies.

    Args:
        environment: The environment of the process.
    """
    named = environment.get("XDG_CONFIG_HOME", "")
    base = Path(named) if Path(named).is_absolute() else Path.home() / ".config"
    return base / "phaseline"


def own_key(folder: Path) -> SigningKey:
    """
    Give the key of this user, made the first time it is asked for.

    Args:
        folder: The configuration folder.

    Raises:
        EngineError: The file cannot be read or written, is no key, or others may read it.
    """
    where = folder / KEY_FILE
    try:
        if not where.exists():
            _make(where)
        if where.stat().st_mode & 0o077:
            raise EngineError(f"{where}: others may read this key; run `chmod 600 {where}`")
        secret = where.read_bytes()
    except OSError as error:
        raise EngineError(f"{where}: {error.strerror}") from None
    if len(secret) != _BYTES:
        raise EngineError(
            f"{where}: this is no key of {_BYTES} bytes; move it away, and a new one is made"
        )
    return SigningKey(secret=secret)


def _make(where: Path) -> None:
    """Write a new key, whole or not at all; where another was quicker, theirs stays."""
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=where.parent, delete=False) as written:  # made with mode 0600
        written.write(os.urandom(_BYTES))
        written.flush()
        os.fsync(written.fileno())
    try:
        with suppress(FileExistsError):
            os.link(written.name, where)
    finally:
        Path(written.name).unlink()
