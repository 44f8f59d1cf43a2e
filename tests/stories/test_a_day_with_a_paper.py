"""
From a paper to a first brief and to a small game, as somebody goes who has the paper at hand: what
that takes in decisions and typed lines, and what the two briefs say.
"""

import re
from html import unescape

import pytest

from phaseline.case.read import read_case
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.review_dialog import Dialog
from phaseline.papers.paper import BLOCK_END

pytestmark = pytest.mark.slow

PLAN = """\
---
title: A plan for low water in the Linden reservoir
date: 2031-04-02
---

The reservoir at Linden gives water to three towns and to the mills of the Upper Valley. In March 2031
it stood at 61 percent, lower than in any March since 1988. The mills draw more than they report: the
Water Office estimates that they took about 40 percent above their permits in 2030. This plan says what
the Water Office does as the water falls, and what it asks of the mills.

The aim of the plan is to keep 30 days of drinking water in the reservoir. It was written with the towns,
which asked for early warning, and without the mills, which declined to come. Earlier plans named no
levels and were never used. Readers who want the hydrology find it in the annex, which is not printed
here. We thank the towns for their help.

## Sec. 1. Watching the water

The Water Office should publish the level every Monday. The mills should report what they draw, and let
inspectors read their meters. Meters are old in four of the eleven mills. None was read in 2030.

## Sec. 2. The stages

The stages follow the level of the reservoir, not the weather. A wet week does not lift them.

(a) If the level falls below 50 percent, the Water Office should ask the towns to water no gardens.\x20\x20
(b) If the level falls below 40 percent, the Water Office should cut the permits of the mills by a third
within 14 days after the reading.\x20\x20
(c) If the mills exceed the lower permits, the Water Office should close their intakes.\x20\x20
(d) If that fails, the Valley Council could order the mills to stop.

The mills have threatened to sue over any cut. Courts took two years to decide the last such case. The
towns fear for jobs in the mills, which employ some 900 people. Nobody has worked out what a closed
intake would cost a mill.

## Sec. 3. What is left out

The cuts shall not apply to water for fire engines. The Valley Council may waive a cut for a mill that
returns clean water. The plan does not say who pays for new meters. The towns would rather not.

## Sec. 4. How it ends

The restrictions will be lifted once the level has stood above 60 percent for 30 days. The Water Office
announces it. Permits return to what they were in 2030. The Valley Council reviews the plan in 2033.
"""  # noqa: E501

# what a reader types at a sentence that holds a phrase, in the order of the text
WANTED = (
    ("In March 2031", ("t", "The reservoir stood at 61 percent of its fill.", "2031-03")),
    ("draw more than they report", ("c", "The mills took about 40 percent above permits in 2030.")),
    ("The aim of the plan", ("c", "The aim is to keep 30 days of drinking water.")),
    ("publish the level", ("c", "The Water Office should publish the level every Monday.")),
    ("read their meters", ("e kind demand", "c", "The mills should report, and admit inspectors.")),
    ("below 50", ("c", "If the level falls below 50 percent, the Water Office should ask towns.")),
    (
        "below 40",
        ("c", "If the level falls below 40 percent, the Water Office should cut permits."),
    ),
    ("close their", ("c", "If the mills exceed these, the Water Office should close intakes.")),
    ("order the mills", ("e status recommended", "e modality could", "c",
                         "If that fails, the Valley Council could order the mills to stop.")),
    ("threatened to sue", ("c", "The mills threatened to sue over any cut.")),
    ("fire engines", ("c", "The cuts do not reach water for fire engines.")),
    ("may waive", ("c", "The Valley Council may waive a cut for a mill that returns clean water.")),
    ("will be lifted", ("c", "The restrictions are lifted once the level stays above 60 percent.")),
)  # fmt: skip
MOST = {"decisions": 120, "lines": 150}  # of a text of 1,500 words and more, to a first brief
SHORTEST = 1500


class Reader:
    """Answers `review` as the table above says, skips as much as may be at once, and counts."""

    def __init__(self, papers):
        self.dialog = Dialog(papers, self.answer, lambda _: None, confirmed_by="A", is_all=False)
        self.left, self.typed = list(WANTED), []
        self.decisions = self.lines = 0

    def answer(self, prompt):
        """One line; what is asked behind a key is the next of the table, or a reason once."""
        if prompt != "> ":
            line = self.typed.pop(0) if self.typed else "aside"
            self.lines += 1
            return line
        if not self.typed:
            self.typed = list(self.next_keys())
        line = self.typed.pop(0)
        self.decisions += 1
        self.lines += len(line) > 1
        return line

    def next_keys(self):
        """What is typed at the sentence that is shown."""
        words = " ".join(self.dialog.sentence().split())
        for row in self.left:
            if row[0] in words:
                self.left.remove(row)
                return row[1]
        text = self.dialog.papers.text(self.dialog.stub.source)
        rest = " ".join(text[self.dialog.stub.start :].partition(BLOCK_END)[0].split())
        is_all = not any(phrase in rest for phrase, _ in self.left)
        return ("P aside",) if is_all and rest != words else ("k aside",)


@pytest.fixture
def day(tmp_path, phaseline):
    """A case into which the plan was read and gone through, and the reader."""
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    case = tmp_path / "day"
    sides = ("--responder", "Water Office", "--challenger", "The mills")
    begun = phaseline(
        *("new", "day", "--dir", str(tmp_path), *sides, "--as-of", "2031-04-02", "--owner", "A")
    )
    assert begun.status == 0
    with (case / "actors.yaml").open("a") as actors:
        actors.write("  - {id: plan, name: The plan, kind: author}\n")
    assert phaseline("read", str(tmp_path / "plan.md"), "--into", str(case)).status == 0
    reader = Reader(CasePapers(str(case)))
    reader.dialog.run()
    return case, reader


def page_of(phaseline, case, out, *options):
    """The words of the brief of a case."""
    ran = phaseline("run", str(case), "--out", str(out), "--full", *options)
    assert ran.status == 0, ran.err
    page = (out / "brief.html").read_text(encoding="utf-8")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_paper_becomes_a_brief_and_a_game_within_the_counts(day, phaseline, tmp_path):
    """
    The bars are those of a text of 1,500 words, in proportion to the words of this one. Besides the
    review there are seven decisions to the first brief: two sides, the day, who prepares it, the
    author, the file and the pattern; and nine lines: these but the file, and the commands. The game
    takes two decisions more.
    """
    case, reader = day
    share = len(PLAN.split()) / SHORTEST

    assert reader.left == []
    assert reader.decisions + 7 <= MOST["decisions"] * share
    assert reader.lines + 9 <= MOST["lines"] * share
    assert reader.decisions + 9 <= 2 * MOST["decisions"] * share

    assert phaseline("scaffold", "ladder", str(case), "--pattern", "inspection").status == 0
    first = page_of(phaseline, case, tmp_path / "first")
    for layer in ("law", "game"):
        assert phaseline("scaffold", layer, str(case)).status == 0
    game = page_of(phaseline, case, tmp_path / "game", "--draws", "8")

    for words in (
        "What the paper asks for",
        "What is said to end it",
        "What stands in the way",
        "What is threatened or promised",
        "Mar 2031: The reservoir stood at 61 percent of its fill",
        "do we stop, and can what was done be undone?",
        "what follows a discovered breach",
    ):
        assert words in first, words
    assert "still a pattern's" not in first
    assert "still a pattern's" in game
    assert not [word for word in ("hydrology", "1988", "gardens") if word in first + game]


def test_each_step_of_the_plan_keeps_its_condition(day, phaseline):
    """Four conditions are four rungs above the one of what names none."""
    case, _ = day

    assert phaseline("scaffold", "ladder", str(case), "--pattern", "inspection").status == 0

    ladder = read_case(case).case.ladders["recommended"]
    assert [step.says for step in ladder.transitions] == [
        "",
        "the level falls below 50 percent",
        "the level falls below 40 percent",
        "the mills exceed these",
        "that fails",
    ]
    assert "60 percent" in ladder.off_ramp
