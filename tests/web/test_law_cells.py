"""Each cell of the law leads to its proof, and the proof to the words of its sources."""

import re

import pytest

from phaseline.api.briefs import assess, parts
from phaseline.api.cases import case_of, open_case
from phaseline.api.consent import law, proofs
from phaseline.present.terminal.law_proof import why_text
from phaseline.web.law_cells import law_cells, led_cells

CELL = re.compile(r'<td data-label="([^"]*)"><a href="/law/([\w-]+)(?:#([\w-]+))?">(.*?)</a></td>')


@pytest.fixture(scope="module", params=["strait", "snapback-2025"])
def asked(request):
    """A case, the section of its brief on law as the desk shows it, and the pages of its cells."""
    assessment = assess(open_case(request.param))
    whole = parts(assessment)
    pages = dict(law_cells(assessment, whole.notes))
    return assessment, led_cells(whole.sections["law"], assessment), pages


def test_every_cell_leads_to_its_own_proof(asked):
    """
    The place is there, under the reading of the column; and the proof there begins with a standing
    that the law gives that very cell.
    """
    assessment, section, pages = asked
    cells = CELL.findall(section)
    standings = {
        (cell.option, cell.reading): cell.standing.value
        for cell in assessment.constraints.legal.cells
    }

    assert len(cells) == len(standings) > 5
    for _, option, reading, _ in cells:
        page = pages[f"law/{option}"]
        proof = page.partition(f'<section id="{reading}">')[2].partition("</section>")[0]
        assert proof.partition('tabindex="0">')[2].startswith(standings[option, reading])


def test_a_proof_is_what_the_command_line_prints(asked):
    """Line for line, as `phaseline law CASE --why OPTION` has it below its heading."""
    assessment, _, pages = asked
    case = assessment.case
    for name, page in pages.items():
        legal = law(case)
        printed = why_text(case, legal, proofs(case, legal, name.partition("/")[2]))
        shown = [
            block.replace("&#39;", "'")
            for block in re.findall(r'tabindex="0">(.*?)</pre>', page, re.DOTALL)
        ]
        assert printed.split("\n\n", 1)[1] == "\n\n".join(shown)


def test_every_provision_that_a_proof_names_is_quoted_below_it(asked):
    """With each citation, and where its words stand; [hand] nothing else is listed."""
    assessment, _, pages = asked
    for page in pages.values():
        named = set(re.findall(r'id="provision-([\w-]+)"', page))
        proved = "".join(re.findall(r'tabindex="0">(.*?)</pre>', page, re.DOTALL))
        in_words = {one.id for one in assessment.case.provisions if f"({one.id})" in proved}
        assert in_words <= named
        for name in named:
            part = page.partition(f'id="provision-{name}"')[2].partition("<h3")[0]
            cites = assessment.case.provisions[name].cites
            assert len(re.findall(r'href="/note/\d+"', part)) == len(cites)


def test_a_section_without_a_table_of_law_stays_as_it_is():
    """A case without law has no cell that could lead anywhere."""
    assessment = assess(open_case("strait"))

    assert led_cells("<p>Nothing.</p>", assessment) == "<p>Nothing.</p>"
    assert case_of(open_case("strait")).options
