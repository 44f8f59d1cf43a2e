"""A headless browser for tests of pages, and what of a machine's fonts it sees."""

import os
import shutil
import subprocess

import pytest

BROWSER = shutil.which("chromium")
needs_browser = pytest.mark.skipif(
    BROWSER is None, reason="no chromium on this machine; `make test` installs it"
)


def browse(*arguments, profile, fonts=None):
    """Run a headless browser that asks the network for nothing, with some fonts of the machine."""
    quiet = [
        "--headless",
        "--hide-scrollbars",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    command = [BROWSER, *quiet, f"--user-data-dir={profile}", *arguments]
    told = {**os.environ, **(fonts or {})}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=True, env=told
    ).stdout
