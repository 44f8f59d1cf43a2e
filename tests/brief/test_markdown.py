"""The brief as Markdown: what page one and the questions say, in signs that Markdown shows."""

import re

import pytest

from phaseline.brief.markdown import brief_markdown, escaped
from phaseline.present.document.page_one import page_one


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b and *c* | <d>", r"a\_b and \*c\* \| \<d\>"),
        ("3. of May", r"3\. of May"),
        ("0.8 months", "0.8 months"),
        ("- a dash", r"\- a dash"),
        ("# no title", r"\# no title"),
    ],
)
def test_a_text_is_shown_as_it_is(text, shown):
    """Signs that Markdown reads as marks are escaped, and what would begin a list or a title."""
    assert escaped(text) == shown


def test_markdown_says_what_page_one_says(all_assessed):
    """The headline, every block and every course stand in it, and every footnote has its text."""
    for assessment in all_assessed.values():
        page, text = page_one(assessment), brief_markdown(assessment)

        assert text.startswith(f"# {escaped(page.headline.text)}")
        assert f"**{page.result.title}.**" in text
        assert f"## {page.unknown.title}" in text
        for number, sentence in enumerate(page.unknown.sentences, start=1):
            assert re.search(
                rf"^{number}\. .*{re.escape(escaped(sentence.text))}", text, re.MULTILINE
            )
        for block in (*page.turns, *page.blocks):
            assert f"## {escaped(block.title)}" in text
            assert all(escaped(sentence.text) in text for sentence in block.sentences)
        for name, bar in zip(page.table.names, page.table.bars, strict=True):
            assert f"| {escaped(name)} | {escaped(bar.value)} |" in text
        used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
        assert used == set(re.findall(r"^\[\^(\d+)\]: \S", text, re.MULTILINE))
