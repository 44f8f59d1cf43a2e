"""
Every page of the desk as it is seen, in both themes and at two widths, held against the pictures
of it that are kept in `pictures`: where ink lies, and how much of it. Page one is left out: how it
looks is held by the tests of the brief, and its words are those of the case.
"""

import base64
import os
from pathlib import Path

import numpy as np
import pytest
from brief.test_pictures import apart, read, written
from browser import BROWSER, needs_browser
from playwright.sync_api import sync_playwright
from web.servers import Browser, served

from phaseline.web.outline import PAGES

pytestmark = [pytest.mark.slow, needs_browser]

PICTURES = Path(__file__).parent / "pictures"
SIZES = {"wide": 1200, "narrow": 360}  # pixels
HIGH = 1000  # pixels
SCALE = 0.35  # points of a picture for each pixel
ALIKE = 0.08  # of the ink that both have: what may lie elsewhere before it is another page
GREYS = 16  # steps between two greys that are kept: fewer of them make a smaller file
PATIENCE = 90_000  # milliseconds; machines that test are shared
WITHOUT = ".page-one { display: none }"
# Rules beside those of a page, by the debugger: the policy of the page lets none in.
STYLED = """
(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}
"""
# A picture as the greys of its points (ITU-R BT.601), which the browser reads itself.
READ = """
async (png) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [picture.width, picture.height];
  const pen = sheet.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const {data} = pen.getImageData(0, 0, sheet.width, sheet.height);
  const greys = new Uint8Array(data.length / 4);
  for (let at = 0; at < greys.length; at += 1) {
    greys[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2];
  }
  const bytes = Array.from(greys, (grey) => String.fromCharCode(grey));
  return [sheet.width, sheet.height, btoa(bytes.join(''))];
}
"""


def contrasts(points):
    """A picture on white paper: how far each point is from the commonest grey, in whole steps."""
    paper = int(np.bincount(points.ravel(), minlength=256).argmax())
    apart_from_paper = np.abs(points.astype(int) - paper)
    return (255 - apart_from_paper // GREYS * GREYS).astype(np.uint8)


class Windows:
    """Windows of one browser that is let in at a desk, one for each theme."""

    def __init__(self, chromium, desk):
        self.desk, self.pages = desk, {}
        name, _, value = desk.cookie.partition("=")
        cookie = {"name": name, "value": value, "url": f"http://127.0.0.1:{desk.port}/"}
        for theme in ("light", "dark"):
            context = chromium.new_context(color_scheme=theme, device_scale_factor=SCALE)
            context.add_cookies([cookie])
            self.pages[theme] = context.new_page()
            self.pages[theme].set_default_timeout(PATIENCE)
        self.reader = chromium.new_page()

    def seen(self, theme, path, width, style=""):
        """The top of a page, its greys as contrasts to its paper."""
        page = self.pages[theme]
        page.set_viewport_size({"width": width, "height": HIGH})
        page.goto(f"http://127.0.0.1:{self.desk.port}/{path}")
        page.evaluate("document.fonts.ready")
        page.evaluate(STYLED, f"{WITHOUT} {style}")
        png = base64.b64encode(page.screenshot(animations="disabled")).decode()
        wide, high, greys = self.reader.evaluate(READ, png)
        points = np.frombuffer(base64.b64decode(greys), dtype=np.uint8).reshape(high, wide)
        return contrasts(points)


@pytest.fixture(scope="module")
def windows():
    """Windows at a desk of the tiny case over few draws, when its answer is whole."""
    with served("strait", "--draws", "8") as (_, link, port), sync_playwright() as playwright:
        desk = Browser(port)
        desk.log_in(link)
        desk.await_text("/what-if", 'type="range"')
        desk.await_text("/watch", "The game expects")
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield Windows(chromium, desk)
        chromium.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", [page.id for page in PAGES])
def test_a_page_looks_as_it_did(windows, name, theme, size):
    """
    A word or a figure may move; a block that is gone, moved or set otherwise is seen. With
    PHASELINE_WRITE_GOLDEN=1 the picture is kept anew: look at it before it is committed.
    """
    seen = windows.seen(theme, name, SIZES[size])
    path = PICTURES / f"{name}-{theme}-{size}.png"
    if os.environ.get("PHASELINE_WRITE_GOLDEN") == "1":
        path.write_bytes(written(seen))

    assert apart(seen, read(path.read_bytes())) < ALIKE


def test_no_picture_is_kept_of_a_page_that_is_gone():
    """[hand] Four for each page: two themes, two widths."""
    kept = {path.stem for path in PICTURES.iterdir()}

    assert kept == {
        f"{page.id}-{theme}-{size}"
        for page in PAGES
        for theme in ("light", "dark")
        for size in SIZES
    }


@pytest.mark.parametrize(
    ("style", "is_seen"),
    [
        (".desk-slider { display: none }", True),
        (".desk-columns { grid-template-columns: 1fr 3fr }", True),
        (".desk-head ul { display: none }", True),
        ("body { translate: 1px 1px }", False),
        (".desk-ends output { visibility: hidden }", False),
    ],
)
def test_a_page_that_is_laid_out_otherwise_is_seen(windows, style, is_seen):
    """The tests above are no empty ones: a block that is gone or set otherwise fails them."""
    sound = windows.seen("light", "what-if", SIZES["wide"])
    changed = windows.seen("light", "what-if", SIZES["wide"], style)

    assert (apart(sound, changed) > ALIKE) == is_seen


def test_light_and_dark_lie_alike():
    """[hand] Black on white and white on black are the same ink on the same paper."""
    points = np.full((24, 24), 255, dtype=np.uint8)
    points[:6, :6] = 0

    assert (contrasts(points) == contrasts(255 - points)).all()
    assert contrasts(points)[0, 0] == 15
    assert contrasts(points)[-1, -1] == 255
