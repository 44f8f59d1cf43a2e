"""The signing key of a user: made once, and nobody else's."""

from pathlib import Path

import pytest

from phaseline.cli.own_key import configuration_folder, own_key
from phaseline.errors import EngineError


def test_the_own_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    """The second time it is the same, and its file is the user's alone."""
    folder = tmp_path / "phaseline"
    first = own_key(folder)
    assert own_key(folder) == first
    assert (folder / "ledger.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["ledger.key"]


def test_a_key_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    """It says what to run."""
    own_key(tmp_path)
    Path(tmp_path / "ledger.key").chmod(0o644)
    with pytest.raises(EngineError, match=r"others may read this key; run `chmod 600 "):
        own_key(tmp_path)


def test_a_key_that_is_none_is_told_so(tmp_path: Path) -> None:
    """A file of another length signs nothing."""
    own_key(tmp_path)
    (tmp_path / "ledger.key").write_bytes(b"short")
    with pytest.raises(EngineError, match=r"this is no key of 32 bytes"):
        own_key(tmp_path)


def test_the_configuration_folder_is_where_the_user_says() -> None:
    """A folder of the environment if it is a whole path, and otherwise the usual one."""
    assert configuration_folder({"XDG_CONFIG_HOME": "/x/y"}) == Path("/x/y/phaseline")
    assert configuration_folder({"XDG_CONFIG_HOME": "y"}) == Path.home() / ".config/phaseline"
