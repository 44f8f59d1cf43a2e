"""A page of a paper at the desk: drawn with the sentence lit, or the reason why it is not."""

import asyncio
import hashlib
import re
import sys

import paperfiles
import pytest

from phaseline.cli.case_papers import CasePapers
from phaseline.web.page_pictures import PagePictures
from phaseline.web.review_desk import ReviewDesk

DRAWING = (sys.executable, "-m", "phaseline.cli.page_worker")
LINES = ("Vesper counts its cables.", "On 4 March 2031 the Council asked Norland for an assurance.")


@pytest.fixture
def case(tmp_path, phaseline):
    """A case into which a PDF of two sentences was read."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(paperfiles.CASE)
    (folder / "actors.yaml").write_text(paperfiles.ACTORS)
    paper = tmp_path / "cables.pdf"
    paper.write_bytes(paperfiles.pdf([LINES]))
    assert phaseline("read", str(paper), "--into", str(folder)).status == 0
    return folder


def asked(case, number):
    """What is asked of the page of a sentence."""
    return ReviewDesk(lambda: CasePapers(str(case))).page_asked(f"cables-{number:04}")


def drawn(page, command=DRAWING, pictures=None):
    """The page as SVG."""
    return asyncio.run((pictures or PagePictures(command)).picture(page))


def test_reading_keeps_the_file_beside_its_text(case):
    """The very bytes, by the hash that the case holds."""
    kept = (case.parent / "mini.sources" / "cables.pdf").read_bytes()

    assert hashlib.sha256(kept).hexdigest() == asked(case, 1).text.file_sha256


def test_the_sentence_is_lit_on_its_page(case):
    """One box for each sentence, one below the other; the picture is drawn once."""
    pictures = PagePictures(DRAWING)

    async def both():
        first = await pictures.picture(asked(case, 1))
        pictures._command = ("/nowhere",)  # what was drawn is not drawn again
        return first, await pictures.picture(asked(case, 2))

    first, second = asyncio.run(both())

    tops = [int(re.search(r'<rect x="\d+" y="(\d+)"', page)[1]) for page in (first, second)]
    assert tops[0] < tops[1]
    assert [page.count("<rect") for page in (first, second)] == [1, 1]
    assert "data:image/png;base64,iVBORw0KGgo" in first


def test_a_file_that_is_elsewhere_or_another_is_said(case):
    """In the place of the page stands where the file belongs."""
    file = case.parent / "mini.sources" / "cables.pdf"
    file.write_bytes(paperfiles.pdf([("Another file of that name.",)]))

    page = drawn(asked(case, 1))

    assert "cables.pdf does not lie beside the texts" in page.replace("</text>", " ")
    assert "mini.sources" in page
    assert "<image" not in page


@pytest.mark.parametrize("code", ["import os; os._exit(11)", "print('no answer')"])
def test_a_worker_that_falls_over_takes_nothing_with_it(case, code):
    """A file may do anything to the library that draws it: the reader gets a sentence."""
    page = drawn(asked(case, 1), (sys.executable, "-c", code))

    assert "The page cannot be drawn" in page


def test_a_text_that_was_read_otherwise_lights_nothing(case):
    """Places that belong to another text would light other words."""
    stubs = case / "stubs.yaml"
    known = asked(case, 1).text.sha256
    stubs.write_text(stubs.read_text().replace(known, "0" * 64))

    page = drawn(asked(case, 1))

    assert "<image" in page
    assert "<rect" not in page
