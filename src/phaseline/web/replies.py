"""How pages are sent: as HTML, as plain words, or as files to keep."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from phaseline.web.guard import BROWSER

_KINDS = {".csv": "text/csv", ".json": "application/json", ".svg": "image/svg+xml"}


def is_fragment(request: Request) -> bool:
    """Whether a page asks for its answer alone; one that is gone back to is asked for whole."""
    headers = request.headers
    return "hx-request" in headers and "hx-history-restore-request" not in headers


def browser_of(request: Request) -> str:
    """Give what tells the browser of a request from others; empty where the guard has not said."""
    browser: str = request.scope.get(BROWSER, "")
    return browser


def plain(status: int, words: str) -> Response:
    """Give a sentence without the frame."""
    return Response(
        f"{words}\n",
        status_code=status,
        media_type="text/plain",
        headers={"Cache-Control": "no-store"},
    )


def html(body: bytes, status: int = 200) -> Response:
    """Give a page, which is asked for anew each time."""
    headers = {"Cache-Control": "private, no-cache", "Vary": "HX-Request"}
    return Response(body, status_code=status, headers=headers, media_type="text/html")


def kept_file(name: str, content: str) -> Response:
    """
    Give a table, a picture or an answer to be kept as a file.

    Args:
        name: Its name, which ends in `.csv`, `.svg` or `.json`.
        content: What stands in it.

    Raises:
        KeyError: The name ends otherwise.
    """
    headers = {
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    kind = _KINDS[name[name.rindex(".") :]]
    return Response(content, headers=headers, media_type=kind)


def style_name(style: str) -> str:
    """Give the name under which a style sheet is fetched: another for other rules."""
    return f"{short_hash(style.encode())}.css"


def short_hash(content: bytes) -> str:
    """Give what tells one content from others, in 24 digits."""
    return hashlib.sha256(content).hexdigest()[:24]
