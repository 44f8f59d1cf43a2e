"""One browser for all tests of a module; nothing is downloaded for it."""

import pytest
from browser import BROWSER

PATIENCE = 90_000  # milliseconds; machines that test are shared


@pytest.fixture(scope="module")
def chromium():
    """Debian's chromium, without a window."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()
