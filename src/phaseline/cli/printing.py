"""A page printed as PDF by a browser of the machine (decision 0024); a brief looked through."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from phaseline.brief.lint import lint
from phaseline.case.model.case import Case
from phaseline.cli.ending import unbroken
from phaseline.errors import EngineError, QuestionError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
PATIENCE = 120  # seconds; a page takes some five
_PATIENCE_AT_END = 2.0  # seconds
MOST = 5  # faults that are named; the rest are counted
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def browser(page: str = "brief.html") -> str:
    """
    Give the browser that prints; asked before any work is done for it.

    Args:
        page: The name of what is to be printed.

    Raises:
        QuestionError: There is none on the PATH.
    """
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    raise QuestionError(
        "--pdf: no browser on the PATH to print with: install chromium (Debian: apt-get install"
        f" chromium), or leave --pdf out and print {page} from any browser"
    )


def print_page(page: Path, pdf: Path, *, by: str) -> Path:
    """
    Print a page of HTML as it lays itself out for paper.

    Args:
        page: The page.
        pdf: Where the PDF is written; it takes its place at once, and only when it is whole.
        by: The browser.

    Returns:
        Where it was written.

    Raises:
        EngineError: The browser printed nothing.
    """
    with tempfile.TemporaryDirectory(prefix=".phaseline-", dir=pdf.parent) as folder:
        part = Path(folder) / pdf.name
        # A browser refuses to shut itself off from a system whose root it is.
        as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        command = [
            *(by, *_QUIET, *as_root),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={part}",
            page.resolve().as_uri(),
        ]
        try:
            _run(command)
        except (OSError, subprocess.SubprocessError) as error:
            raise EngineError(
                f"--pdf: {Path(by).name} did not print {page.name}: {error}"
            ) from error
        if not part.is_file():
            raise EngineError(f"--pdf: {Path(by).name} printed nothing; {page.name} is written")
        part.replace(pdf)
    return pdf


def _run(command: Sequence[str]) -> None:
    """
    Run a browser to its end; one that is interrupted ends with all its helpers, which write into
    its folder otherwise while that is removed.

    Raises:
        CalledProcessError: It failed.
        TimeoutExpired: It took too long.
    """
    with subprocess.Popen(  # noqa: S603  # a browser's own name, and our own page
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            status = running.wait(PATIENCE)
        except BaseException:
            _end_all(running)
            raise
    if status:
        raise subprocess.CalledProcessError(status, command[0])


def _end_all(running: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started, and wait until none of them is left."""
    with suppress(OSError), unbroken():
        running.kill()
        if not hasattr(os, "killpg"):
            return
        end = time.monotonic() + _PATIENCE_AT_END
        while time.monotonic() < end:  # the last of them is no longer there to be ended
            os.killpg(running.pid, signal.SIGKILL)
            running.poll()
            time.sleep(0.02)


def warn_of_faults(case: Case, page: str, answer: Mapping[str, Any]) -> None:
    """
    Say on the side of errors what could mislead in a finished brief; nothing of a sound one.

    Args:
        case: The case.
        page: The page of HTML.
        answer: What is given to programs with it.
    """
    faults = lint(case, page, answer)
    for fault in faults[:MOST]:
        print(
            f"phaseline: warning: brief: {fault.rule} ({fault.where}): {fault.says}",
            file=sys.stderr,
        )
    if len(faults) > MOST:
        print(f"phaseline: warning: brief: and {len(faults) - MOST} more", file=sys.stderr)
