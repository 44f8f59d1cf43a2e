"""A headless browser for tests of pages, and what of a machine's fonts it sees."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

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


def axe_script():
    """The script of axe-core, which a package for other browsers brings; nothing else of it."""
    place = importlib.util.find_spec("axe_core_python")
    if place is None:
        pytest.skip("axe-core is not installed; `make test` installs it")
    return (Path(place.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def serious_faults(page, axe):
    """What axe-core has to say of a page that keeps readers out, with the place of the first."""
    page.evaluate(axe)  # by the debugger: the policy of the page lets no script in
    seen = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
        for fault in seen["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
