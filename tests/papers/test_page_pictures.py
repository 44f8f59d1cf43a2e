"""Pages of a PDF as pictures: what is drawn, and where a sentence stands on it."""

import struct
import zlib

import pytest
from paperfiles import pdf

from phaseline.errors import QuestionError
from phaseline.papers.pdf import page_picture, pdf_paper
from phaseline.papers.png import png_of

PAGES = (("Vesper counts its cables.", "Norland asks why."), ("A second page stands here.",))


def pieces(png):
    """The chunks of a PNG by name, each held against its check."""
    place, held = 8, {}
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        name, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", png[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(name + content)
        held[name] = content
        place += 12 + length
    return held


def test_a_picture_has_its_size_and_its_points():
    """
    [hand] Two points a row, two rows, and two bytes between rows that belong to no point: each row
    is a zero and its six bytes.
    """
    png = png_of(2, 2, b"abcdef..ghijkl..", 8)

    held = pieces(png)
    assert struct.unpack(">IIBBBBB", held[b"IHDR"]) == (2, 2, 8, 2, 0, 0, 0)
    assert zlib.decompress(held[b"IDAT"]) == b"\0abcdef\0ghijkl"


def test_a_sentence_stands_where_its_ink_is():
    """
    [hand] The page is white, and the second line alone has ink within its box; a page of 612 by 792
    points that is 1,000 wide is 1,294 high, and its text begins 72 points from the left.
    """
    content = pdf(PAGES)
    paper = pdf_paper("a.pdf", content)
    start = paper.text.index("Norland")

    picture = page_picture(
        "a.pdf", content, 1, paper.boxes(start, start + len("Norland asks why."))
    )

    [(left, top, right, bottom)] = picture.corners
    rows = zlib.decompress(pieces(picture.png)[b"IDAT"])
    length = 3 * picture.width + 1
    inked = [
        row
        for row in range(picture.height)
        if set(rows[row * length + 1 + 3 * left : row * length + 1 + 3 * right]) != {255}
    ]
    assert (picture.width, picture.height) == (1000, pytest.approx(1294, abs=1))
    assert left == pytest.approx(72 * 1000 / 612, abs=3)
    assert any(top <= row <= bottom for row in inked)
    assert not any(bottom + 5 < row < bottom + 200 for row in inked)


def test_boxes_of_other_pages_are_left_out():
    """What stands on page two is not lit on page one."""
    content = pdf(PAGES)
    paper = pdf_paper("a.pdf", content)
    boxes = paper.boxes(0, len(paper.text))

    first, second = (page_picture("a.pdf", content, number, boxes) for number in (1, 2))

    assert (len(first.corners), len(second.corners)) == (2, 1)


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_none_is_refused(number):
    """With the pages that there are."""
    with pytest.raises(QuestionError, match=f"no page {number}; give one from 1 to 2"):
        page_picture("a.pdf", pdf(PAGES), number, ())
