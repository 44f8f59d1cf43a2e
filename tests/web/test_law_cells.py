"""Each cell of the law leads to its proof, and the proof to the words of its sources."""

import re
from html.parser import HTMLParser

import pytest

from phaseline.api.briefs import assess, parts
from phaseline.api.cases import open_case
from phaseline.api.consent import law, proofs
from phaseline.present.terminal.law_proof import ProofLine, why_text
from phaseline.web.law_cells import cell_page, law_cells, nested_lines

CELL = re.compile(r'<td data-label="([^"]*)"><a href="/law/([\w-]+)(?:#([\w-]+))?">(.*?)</a></td>')


class ProofReader(HTMLParser):
    """Reads the words of the proofs on a page, without their headings and what is quoted below."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_proof = self.is_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See whether a proof begins, or its heading."""
        if tag == "section":
            self.is_proof = dict(attrs)["id"] != "provisions"
        self.is_heading = tag == "h2"

    def handle_data(self, data: str) -> None:
        """Take words of a proof."""
        if self.is_proof and not self.is_heading:
            self.words.append(data)


@pytest.fixture(scope="module", params=["strait", "snapback-2025"])
def asked(request):
    """A case, the section of its brief on law as the desk shows it, and the pages of its cells."""
    assessment = assess(open_case(request.param))
    whole = parts(assessment, cell_page=cell_page)
    pages = dict(law_cells(assessment, whole.notes))
    return assessment, whole.sections["law"], pages


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
        assert proof.partition('class="proof-head">')[2].startswith(standings[option, reading])


def test_a_proof_is_what_the_command_line_prints(asked):
    """
    Line for line, as `phaseline law CASE --why OPTION` has it below its heading, but for sources,
    which have names on a page.
    """
    assessment, _, pages = asked
    case = assessment.case
    names = {source.id: source.short or source.title for source in case.sources}
    for name, page in pages.items():
        legal = law(case)
        printed = why_text(case, legal, proofs(case, legal, name.partition("/")[2]))
        body = printed.split("\n\n", 1)[1]
        reader = ProofReader()
        reader.feed(page)
        told = " ".join(reader.words).replace("( ", "(").replace(" )", ")")
        named = re.sub(r"\[([\w-]+)", lambda key: f"[{names[key[1]]}", body)
        assert told.split() == re.sub(r"(?m)^ *– ", "", named).split()


def test_what_a_line_of_a_proof_rests_on_stands_below_it():
    """
    [hand] A rule with its quotation four columns further in and a condition two, of which a rule
    four, then a rule that stands beside the first: two rules, the first with two lines below it, of
    which the second has one.
    """
    lines = [
        ProofLine(text="rule", indent=4),
        ProofLine(text="quoted", indent=8),
        ProofLine(text="condition", indent=6, mark="– "),
        ProofLine(text="inner", indent=10),
        ProofLine(text="beside", indent=4),
    ]

    rule, beside = nested_lines(lines)

    assert [line["text"] for line in rule["below"]] == ["quoted", "condition"]
    assert [line["is_marked"] for line in rule["below"]] == [False, True]
    assert [line["text"] for line in rule["below"][1]["below"]] == ["inner"]
    assert beside == {"text": "beside", "is_marked": False, "below": []}


def test_every_provision_that_a_proof_names_is_quoted_below_it(asked):
    """With each citation, and where its words stand; [hand] nothing else is listed."""
    assessment, _, pages = asked
    for page in pages.values():
        named = set(re.findall(r'id="provision-([\w-]+)"', page))
        reader = ProofReader()
        reader.feed(page)
        proved = " ".join(reader.words)
        in_words = {one.id for one in assessment.case.provisions if f"({one.id})" in proved}
        assert in_words <= named
        for name in named:
            part = page.partition(f'id="provision-{name}"')[2].partition("<h3")[0]
            cites = assessment.case.provisions[name].cites
            assert len(re.findall(r'href="/note/\d+"', part)) == len(cites)


def test_a_brief_leads_nowhere_but_within_itself(asked):
    """Printed or sent, it has no page beside it where a cell could be explained."""
    assessment, section, _ = asked
    whole = parts(assessment)

    assert "/law/" not in whole.content + whole.sections["law"]
    assert re.sub(r'<a href="/law/[^"]+">(.*?)</a>', r"\1", section) == whole.sections["law"]
