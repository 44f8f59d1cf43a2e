"""Whether the brief can be read by everybody: with a screen reader, on a phone, and on paper."""

import json
import re
from html import unescape

import pytest
from browser import axe_script, browse, needs_browser

from phaseline.brief.html import brief_html
from phaseline.case.shipped import shipped_cases

pytestmark = [pytest.mark.slow, needs_browser]

PHONE = 360  # pixels of CSS
SHEET = 703  # pixels of CSS of the 186 mm between the margins of the first sheet
TEXT, TABLE = 10, 9  # the least size of letters on paper [pt]
LOOK = """
  const opened = (place, width) => new Promise(done => {
    const frame = document.createElement('iframe');
    frame.style = `width:${width}px;height:1600px;border:0`;
    frame.onload = () => done(frame);
    frame.src = place;
    document.body.append(frame);
  });
  const sizes = (page, wanted) => [...page.querySelectorAll('.page-one *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => !e.closest('sup') && Boolean(e.closest('table')) === wanted)
    .map(e => Math.round(parseFloat(page.defaultView.getComputedStyle(e).fontSize) * 75) / 100);
  const faults = async (frame, asked) => {
    const script = frame.contentDocument.createElement('script');
    script.textContent = AXE;
    frame.contentDocument.head.append(script);
    const seen = await frame.contentWindow.axe.run(
      frame.contentDocument, {resultTypes: ['violations'], ...asked});
    return seen.violations.map(
      v => `${v.id} (${v.impact}) ${frame.src.split('/').pop()} ${frame.style.width}: `
        + v.nodes[0].html.slice(0, 120));
  };
  (async () => {
    const phone = await opened('brief.html', PHONE);
    const paper = await opened('paper.html', SHEET);
    const desk = await opened('brief.html', 1280);
    const dark = await opened('dark.html', 1280);
    document.title = JSON.stringify({
      width: phone.contentDocument.documentElement.scrollWidth,
      text: Math.min(...sizes(paper.contentDocument, false)),
      table: Math.min(...sizes(paper.contentDocument, true)),
      faults: [
        ...await faults(desk, {}),
        ...await faults(phone, {rules: {'color-contrast': {enabled: false}}}),
        ...await faults(dark, {runOnly: ['color-contrast']}),
      ],
    });
  })().catch(error => { document.title = JSON.stringify({error: String(error)}); });
"""


def looked_at(brief, folder):
    """What a browser says of a brief on a phone, on paper and on a desk by day and by night."""
    (folder / "brief.html").write_text(brief, encoding="utf-8")
    on_paper = brief.replace("@media print", "@media all")  # a browser prints, or looks, not both
    (folder / "paper.html").write_text(on_paper, encoding="utf-8")
    by_night = brief.replace("@media screen and (prefers-color-scheme: dark)", "@media screen")
    (folder / "dark.html").write_text(by_night, encoding="utf-8")
    look = LOOK.replace("PHONE", str(PHONE)).replace("SHEET", str(SHEET))
    axe = json.dumps(axe_script()).replace("</", "<\\/")
    probe = folder / "probe.html"
    probe.write_text(
        f"<!doctype html><title>wait</title><body></body><script>const AXE = {axe};{look}</script>",
        encoding="utf-8",
    )
    shown = browse(
        "--allow-file-access-from-files",
        "--virtual-time-budget=120000",
        "--dump-dom",
        probe.as_uri(),
        profile=folder / "profile",
    )
    return json.loads(unescape(re.search(r"<title>(.*?)</title>", shown, re.DOTALL)[1]))


@pytest.mark.parametrize("name", shipped_cases())
def test_a_brief_shuts_no_reader_out(all_assessed, name, tmp_path):
    """
    Axe finds no fault in it, on a desk, on a phone and in dark colours (names of links, heads of
    tables, order of headings, contrast, ids, landmarks, language); on a phone nobody scrolls
    sideways; on paper the text of page one is set in 10 points and its tables in 9, at least.
    """
    look = looked_at(brief_html(all_assessed[name]), tmp_path)

    assert look["faults"] == []
    assert look["width"] == PHONE
    assert look["text"] >= TEXT
    assert look["table"] >= TABLE


def places(look, rule):
    """On which page, and how wide, a rule is broken."""
    heads = [fault.split(": ")[0].split() for fault in look["faults"]]
    return {(page, width) for name, _, page, width in heads if name == rule}


def test_what_shuts_a_reader_out_is_seen(korea_unplayed, tmp_path):
    """The test above is no empty one: faults that are planted, one of each kind, are found."""
    planted = '<img src="data:,"><p style="width:900px">wide</p>'
    brief = brief_html(korea_unplayed).replace("</h1>", f"</h1>{planted}", 1)
    brief = brief.replace("--soft: #a8b0b8", "--soft: #30383f")  # of the dark colours
    brief = brief.replace(
        ".page-one .kicker,", ".page-one .kicker { font-size: 7pt !important; } x,"
    )

    look = looked_at(brief, tmp_path)

    assert places(look, "image-alt") == {("brief.html", "1280px"), ("brief.html", f"{PHONE}px")}
    assert places(look, "color-contrast") == {("dark.html", "1280px")}
    assert look["width"] > PHONE
    assert look["text"] < TEXT
