"""
A worker of `phaseline serve`: a page of a paper as a picture, on standard output.

A file that somebody sent is drawn by itself: whatever it does there, the desk goes on.
"""

import base64
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from phaseline.errors import PhaselineError, QuestionError
from phaseline.papers.pdf import page_picture, pdf_paper
from phaseline.papers.refused import MOST_BYTES


def main() -> None:
    """Answer the one order on standard input."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        answer = _drawn(json.loads(sys.stdin.buffer.read()))
    except PhaselineError as error:
        answer = {"failed": f"{error}"}
    answers.write(json.dumps(answer).encode())
    answers.close()


def _drawn(order: Mapping[str, Any]) -> dict[str, Any]:
    """Give a page with where each of some stretches of the text stands on it."""
    name = order["file"]
    content = _content(order)
    paper = pdf_paper(name, content)
    is_same = hashlib.sha256(paper.text.encode()).hexdigest() == order["text_sha256"]
    boxes = [
        (number, box)
        for number, (start, end) in enumerate(order["places"])
        for box in paper.boxes(start, end)
        if is_same and box.page == order["page"]
    ]
    picture = page_picture(name, content, order["page"], [box for _, box in boxes])
    return {
        "png": base64.b64encode(picture.png).decode(),
        "width": picture.width,
        "height": picture.height,
        "corners": [
            [number, *corner] for (number, _), corner in zip(boxes, picture.corners, strict=True)
        ],
    }


def _content(order: Mapping[str, Any]) -> bytes:
    """
    Find the file that was read, by its hash.

    Raises:
        QuestionError: It does not lie in any of the folders.
    """
    for path in _files(order["folders"]):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == order["sha256"]:
            return content
    raise QuestionError(
        f"{order['file']} does not lie beside the texts of the case as it was read; put it into"
        f" {Path(order['folders'][0]).name}"
    )


def _files(folders: list[str]) -> Iterator[Path]:
    paths = (path for folder in folders for path in Path(folder).glob("*.[pP][dD][fF]"))
    yield from (path for path in paths if path.is_file() and path.stat().st_size <= MOST_BYTES)


if __name__ == "__main__":
    main()
