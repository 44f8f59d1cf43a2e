"""No page of the desk speaks of anything by the id that it has in a file."""

import pytest
from depth import IS_SOAK
from prose import ids_said, running_text, telltale_ids

from phaseline.api.briefs import assess
from phaseline.api.cases import case_of, open_case
from phaseline.web.rendering import page_parts

pytestmark = pytest.mark.slow


def test_an_id_in_running_text_is_seen_and_one_as_code_is_not():
    """[hand] Of three places of one id, the first is read; a word of the case is no id of it."""
    ids = frozenset({"par-11", "far_off"})
    page = "<p>Under par-11. <code>par-11</code> <a href='/entry/par-11'>Paragraph 11</a></p>"

    assert running_text(page).split() == ["Under", "par-11.", "Paragraph", "11"]
    assert ids_said(page, ids) == ["par-11"]
    assert ids_said(page.replace("Under par-11", "Under it"), ids) == []


@pytest.mark.parametrize("name", ["strait", "snapback-2025", *(["korea-2024"] if IS_SOAK else [])])
def test_what_does_not_wait_for_a_game_is_told_without_ids(name):
    """Law with the proof of each cell, votes, supply, evidence and what stands beside them."""
    report = open_case(name)
    ids = telltale_ids(case_of(report))
    pages = {
        page: content
        for page, content in page_parts(assess(report), {}, is_early=True)
        if "." not in page
    }

    assert len(ids) > 10
    assert any(page.startswith("law/") for page in pages)
    assert {page: said for page, text in pages.items() if (said := ids_said(text, ids))} == {}
