"""Page one as it is printed, held against the pictures of it that are kept in `pictures`."""

import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from browser import browse, needs_browser

from phaseline.brief.html import brief_html
from phaseline.case.shipped import shipped_cases

pytestmark = [pytest.mark.slow, needs_browser]

PICTURES = Path(__file__).parent / "pictures"
SCALE = 0.5  # points of a picture for each of the 595 by 842 points of A4
CELL = 12  # points of a picture: two lines of text, so that no single word tells
ALIKE = 0.12  # of the ink that both have: what may lie elsewhere before it is another page
GREY, SIGNATURE = 0, b"\x89PNG\r\n\x1a\n"


def sheet(brief, folder):
    """The first sheet of a brief as a browser prints it: the greys of its points, 0 is black."""
    page, pdf = folder / "brief.html", folder / "brief.pdf"
    page.write_text(brief, encoding="utf-8")
    browse(
        f"--print-to-pdf={pdf}",
        "--no-pdf-header-footer",
        page.as_uri(),
        profile=folder / "profile",
    )
    document = pypdfium2.PdfDocument(pdf)
    return document[0].render(scale=SCALE, grayscale=True).to_numpy().copy()


def written(points):
    """A picture of greys as PNG (W3C 2025, §5 and §9; filter type 0)."""
    rows = b"".join(b"\0" + row.tobytes() for row in points)
    head = struct.pack(">IIBBBBB", points.shape[1], points.shape[0], 8, GREY, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
        for name, held in chunks
    )


def read(png):
    """The greys of a picture that `written` wrote."""
    width, height = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", png[start - 8 : start - 4])
    rows = np.frombuffer(zlib.decompress(png[start : start + length]), dtype=np.uint8)
    return rows.reshape(height, width + 1)[:, 1:]


def ink(points):
    """
    How much ink lies where: the mean of each cell, and of its neighbours to a lesser part, so that
    a line that moves by its own height, or letters that are drawn a hair bolder, tell little.
    """
    height, width = (side // CELL * CELL for side in points.shape)
    dark = 1 - points[:height, :width] / 255
    cells = dark.reshape(height // CELL, CELL, width // CELL, CELL).mean(axis=(1, 3))
    for axis in (0, 1):
        padded = np.pad(cells, [(1, 1) if side == axis else (0, 0) for side in (0, 1)])
        before, middle, after = (
            np.take(padded, range(at, at + cells.shape[axis]), axis=axis) for at in (0, 1, 2)
        )
        cells = before / 4 + middle / 2 + after / 4
    return cells


def apart(first, second):
    """
    How unlike two sheets are to look at: the ink that lies elsewhere, as a share of all ink; 0 for
    the same sheet, 1 where nothing of one lies where something of the other does.
    """
    one, other = ink(first), ink(second)
    return float(np.abs(one - other).sum() / (one + other).sum())


@pytest.mark.parametrize("name", shipped_cases())
def test_page_one_looks_as_it_did(all_assessed, name, tmp_path):
    """
    A figure may move, and so may a word; a block that is gone, moved or set otherwise is seen.
    With PHASELINE_WRITE_GOLDEN=1 the picture is kept anew: look at it before it is committed.
    """
    found = sheet(brief_html(all_assessed[name]), tmp_path)
    path = PICTURES / f"{name}.png"
    if os.environ.get("PHASELINE_WRITE_GOLDEN") == "1":
        path.write_bytes(written(found))

    assert apart(found, read(path.read_bytes())) < ALIKE


def test_a_picture_is_read_as_it_was_written():
    """Whatever its greys are."""
    points = np.arange(35 * 24, dtype=np.uint8).reshape(35, 24)

    assert (read(written(points)) == points).all()


def test_what_lies_elsewhere_is_measured():
    """
    White sheets with one black square each, far apart, share no ink: 1. The same square is 0. Half
    of it gone is a third of what both have: (1 − 1/2) / (1 + 1/2).
    """
    sheets = {name: np.full((240, 240), 255, dtype=np.uint8) for name in ("left", "right", "half")}
    sheets["left"][60:84, 60:84] = 0
    sheets["right"][60:84, 180:204] = 0
    sheets["half"][60:84, 60:84] = 127.5

    assert apart(sheets["left"], sheets["right"]) == pytest.approx(1)
    assert apart(sheets["left"], sheets["left"]) == 0
    assert apart(sheets["left"], sheets["half"]) == pytest.approx(1 / 3, abs=0.01)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<table class="barred leaking">', '<table class="barred leaking" style="display:none">'),
        ('<div class="columns">', '<div class="columns" style="margin-bottom:3cm">'),
        ("<style>", "<style>.page-one .courses { display: none }"),
        ("<style>", "<style>.page-one { transform: scale(0.8) }"),
    ],
)
def test_a_page_that_is_laid_out_otherwise_is_seen(strait_brief, tmp_path, before, after):
    """The test above is no empty one: a block that is gone or pushed away fails it."""
    assert before in strait_brief
    (tmp_path / "other").mkdir()
    sound = sheet(strait_brief, tmp_path)
    changed = sheet(strait_brief.replace(before, after, 1), tmp_path / "other")

    assert apart(sound, changed) > ALIKE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</h1>", " Or so.</h1>"),
        (">12<", ">11<"),
        ("<style>", "<style>.page-one { -webkit-text-stroke: 0.1px }"),
        ("<style>", "<style>.page-one { transform: translate(2px, 2px) }"),
    ],
)
def test_a_page_that_says_something_else_looks_the_same(strait_brief, tmp_path, before, after):
    """A word or a figure is told by other tests; nor do bolder letters or a hair's shift tell."""
    (tmp_path / "other").mkdir()
    sound = sheet(strait_brief, tmp_path)
    changed = sheet(strait_brief.replace(before, after, 1), tmp_path / "other")

    assert apart(sound, changed) < ALIKE


@pytest.fixture(scope="module")
def strait_brief(all_assessed):
    """The brief of the tiny case."""
    return brief_html(all_assessed["strait"])
