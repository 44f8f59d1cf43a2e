"""
Pages of papers as they are printed, with a sentence lit: drawn by a worker, and kept for a while.
"""

import asyncio
import json
from asyncio.subprocess import PIPE
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from phaseline.papers.stubs import ReadText
from phaseline.terms.record import record
from phaseline.web.supervision import end_process

PATIENCE = 60.0  # seconds in which a page is drawn; a long paper takes some
MOST_KEPT = 24  # pages
_WIDE, _LINE = 1_000, 44  # of what stands in the place of a page that cannot be drawn
_LONGEST = 62  # letters of a line there


@record
class PageAsked:
    """
    A page of a paper, and the sentence that is lit on it.

    Args:
        text: The paper.
        page: The page, from 1.
        places: Where each sentence of the paper begins and ends in its text [code point].
        lit: Which of them is lit.
        folders: Where the file may lie.
    """

    text: ReadText
    page: int
    places: Sequence[tuple[int, int]]
    lit: int
    folders: Sequence[str]


class PagePictures:
    """
    Draws pages, one after another.

    Args:
        command: The command that starts a worker.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._alone = asyncio.Lock()
        self._drawn: dict[tuple[str, str, int], Mapping[str, Any]] = {}

    async def picture(self, asked: PageAsked) -> str:
        """
        Give a page as SVG; where it cannot be drawn, the reason stands in its place.

        Args:
            asked: The page, and what is lit.
        """
        key = (asked.text.file_sha256, asked.text.sha256, asked.page)
        async with self._alone:
            page = self._drawn.pop(key, None) or await self._draw(asked)
            if "failed" not in page:
                self._drawn[key] = page
            while len(self._drawn) > MOST_KEPT:
                del self._drawn[next(iter(self._drawn))]
        return _words(page["failed"]) if "failed" in page else _lit(page, asked.lit)

    async def _draw(self, asked: PageAsked) -> Mapping[str, Any]:
        """Let a worker draw a page."""
        order = {
            "file": asked.text.file,
            "sha256": asked.text.file_sha256,
            "text_sha256": asked.text.sha256,
            "page": asked.page,
            "places": [list(place) for place in asked.places],
            "folders": list(asked.folders),
        }
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, start_new_session=True
            )
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            return {"failed": f"The page cannot be drawn: {reason}."}
        try:
            async with asyncio.timeout(PATIENCE):
                answer, _ = await process.communicate(json.dumps(order).encode())
            page: Mapping[str, Any] = json.loads(answer)
        except (TimeoutError, ValueError):
            return {"failed": f"The page cannot be drawn: {asked.text.file} is too much for it."}
        finally:
            if process.returncode is None:
                await end_process(process)
        return page


def _lit(page: Mapping[str, Any], lit: int) -> str:
    """Give a page with the boxes of one sentence: filled, and edged for who sees no colours."""
    width, height = page["width"], page["height"]
    boxes = "".join(
        f'<rect x="{left - 3}" y="{top - 3}" width="{right - left + 6}" height="{bottom - top + 6}"'
        ' fill="#ffd84d" fill-opacity="0.42" stroke="#7a4b00" stroke-width="1.5"/>'
        for number, left, top, right, bottom in page["corners"]
        if number == lit
    )
    return _svg(
        width,
        height,
        f'<image href="data:image/png;base64,{page["png"]}" width="{width}" height="{height}"/>'
        f"{boxes}",
    )


def _words(text: str) -> str:
    """Give some words in the place of a page."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= _LONGEST:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    rows = "".join(
        f'<text x="20" y="{_LINE * number}" font-family="sans-serif" font-size="28">'
        f"{escape(row)}</text>"
        for number, row in enumerate((*lines, line), start=1)
    )
    height = _LINE * (len(lines) + 2)
    back = f'<rect width="{_WIDE}" height="{height}" fill="#ffffff"/>'
    return _svg(_WIDE, height, back + rows)


def _svg(width: int, height: int, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}">{content}</svg>'
    )
