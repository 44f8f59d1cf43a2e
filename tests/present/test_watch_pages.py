"""The pages of the watch say what the command line says, with a picture and a table of each."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.belief_history import belief_histories
from phaseline.desk.watching.entering import ReportWords, held_to_case
from phaseline.desk.watching.full_day import full_day
from phaseline.present.document.daily_page import daily_page
from phaseline.present.document.watch_pages import pages_of_watch
from phaseline.present.terminal.watch_outlook import full_day_text
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.watch_boards import matrix_board
from phaseline.watch.audit import head
from phaseline.watch.reports import content_of_report, drafted, reported

SEEN = {
    "says": "Crates on the quay",
    "source": "coast",
    "grade": "B2",
    "when": "2031-04-12",
    "indicator": "crates",
    "is_seen": True,
    "origin": "",
    "because": "as reported",
}
RESOLVED = {**SEEN, "when": "2031-06-20", "indicator": "", "resolved": "handed-over:so"}
SHARE = re.compile(r"(\d+) %")
CIRCLE = re.compile(r'<circle cx="([\d.]+)" cy="([\d.]+)"')


def full_of(name, *typed, plays=False):
    """A day of the watch of a shipped case with some reports, and how its beliefs went."""
    case, store = read_case(case_path(str(name))).case, MemoryLedger()
    for words in typed:
        report = held_to_case(
            case, ReportWords(**words), now=datetime(2031, 12, 31, 23, tzinfo=UTC)
        )
        draft = drafted(report.kind, content_of_report(report), by="A. Watch", at="2031-07-01")
        store.append([draft])
    reports = reported(store.entries())
    full = full_day(case, reports, head=head(store), plays=plays)
    return full, belief_histories(case, reports, full.watch.day)


def pages_of(full, histories, **how):
    """The pages by name."""
    return dict(pages_of_watch(full, histories, **how))


def words_of(page):
    """All sentences and cells of a page, one by one."""
    yield from page.sentences
    for block in page.blocks:
        yield from (*block.sentences, *block.after)
        for board in block.boards:
            yield from (cell for row in board.rows for cell in row)


def squeezed(text):
    """The letters of a text, however it is set: a terminal wraps cells and rules lines."""
    return sorted(word for word in re.sub(r"[─]+", " ", text).split())


def test_of_many_reports_the_latest_hundred_are_rows():
    """
    Of 103 reports three are left out, on the page and by the command, beside the reports and in the
    matrix, and each says so; the belief and the ranking rest on all.
    """
    typed = [{**SEEN, "says": f"Crates {number}", "origin": f"o{number}"} for number in range(103)]
    full, histories = full_of("strait", *typed)
    said = "3 earlier reports are left out here; the belief rests on them too."
    ranked = "3 earlier reports are left out here; the ranking counts them too."
    blocks = {block.id: block for block in pages_of(full, histories)["beliefs"].blocks}
    printed = " ".join(full_day_text(full).split())

    assert said in blocks["belief-handed-over"].sentences
    assert len(blocks["belief-handed-over"].boards[0].rows) == 100
    assert [row[0] for row in blocks["matrix"].boards[0].rows] == [str(n) for n in range(3, 103)]
    assert any(sentence.endswith(ranked) for sentence in blocks["matrix"].sentences)
    assert (said in printed, ranked in printed) == (True, True)
    assert "Crates 2 " not in printed
    assert "(by 103 reports)" in printed


def test_a_belief_that_is_not_settled_is_not_told_as_certain():
    """Thirty reports of thirteen to one for it leave over 99 %, and thirty against under 1 %."""
    typed = [{**SEEN, "says": f"Crates {number}", "origin": f"o{number}"} for number in range(30)]
    against = [{**row, "grade": "A1", "is_seen": False} for row in typed] * 2
    for rows, said in ((typed, "over 99 %"), (_each_its_origin(against), "under 1 %")):
        full, _ = full_of("strait", *rows)
        text = full_day_text(rounded(full, places=12))
        assert f"Believed today: {said}" in text


def _each_its_origin(rows):
    """Give each row an origin of its own."""
    return [{**row, "origin": f"o{number}"} for number, row in enumerate(rows)]


def test_hypotheses_that_a_table_has_no_room_for_stand_in_rows(tmp_path):
    """
    Of seven hypotheses a report stands beside the one that it is about, on the terminal within its
    width; of a morning without change on the sheet five are told, and the rest counted.
    """
    case = shutil.copytree(case_path("strait"), tmp_path / "many")
    text = (case / "watch.yaml").read_text(encoding="utf-8")
    beliefs, indicators = text.split("indicators:\n")
    [first] = [line for line in beliefs.splitlines() if "handed-over" in line]
    more = "".join(f"{first.replace('handed-over', f'also-{number}')}\n" for number in range(6))
    [crates] = [line for line in indicators.splitlines() if "crates" in line]
    further = "".join(
        f"{crates.replace('crates', f'boats-{number}').replace('handed-over', f'also-{number}')}\n"
        for number in range(6)
    )
    text = f"{beliefs}{more}indicators:\n{further}{indicators}"
    (case / "watch.yaml").write_text(text, encoding="utf-8")
    full, _ = full_of(case, SEEN, {**SEEN, "indicator": "boats-3", "origin": "boat"})
    printed = full_day_text(full)
    board = matrix_board(full.watch.case, full.matrix)

    assert board.head == ("Entry", "Day", "Hypothesis", "If so", "If not")
    title = "Norland has handed gear over"
    assert [row[2:] for row in board.rows] == [(title, "+", "−")] * 2
    assert max(map(len, printed.splitlines())) <= 100
    changes = daily_page(full).blocks[0].sentences
    assert changes[:5] == (f"{title}: nothing new.",) * 5
    assert changes[5] == "2 more beliefs: nothing new."


def test_a_sheet_of_many_beliefs_tells_fewer_reports(tmp_path):
    """[hand] 26 rows, of which twelve are beliefs and four courses: ten reports of fourteen."""
    typed = [{**SEEN, "says": f"Crates {number}", "origin": f"o{number}"} for number in range(14)]
    full, _ = full_of("strait", *typed)
    few = next(block for block in daily_page(full).blocks if block.id == "reports")
    many = replace(full.watch, beliefs=full.watch.beliefs * 13, before=full.watch.before * 13)
    reports = next(
        block for block in daily_page(replace(full, watch=many)).blocks if block.id == "reports"
    )

    assert few.table is not None
    assert reports.table is not None
    assert len(few.table.rows) == 12
    assert len(reports.table.rows) == 10


@pytest.mark.parametrize("name", ["strait", "snapback-2025"])
def test_a_page_says_nothing_that_the_command_does_not(name):
    """Every word of a cell of the pages stands in what `phaseline watch` prints of the same day."""
    typed = (SEEN, RESOLVED) if name == "strait" else ()
    full, histories = full_of(name, *typed)
    printed = set(squeezed(full_day_text(full)))
    pages = pages_of(full, histories)
    own = ("The belief day by day", "What a grade weighs")  # which no command prints

    cells = [
        cell
        for page in pages.values()
        for block in page.blocks
        for board in block.boards
        if board.title not in own
        for row in board.rows
        for cell in row
    ]

    assert cells
    assert {word for cell in cells for word in cell.split()} - printed == set()


def test_a_hypothesis_without_an_indicator_is_told_as_not_monitored():
    """It has no picture and no chance of its own that day: before any report is all there is."""
    full, histories = full_of("strait")
    [belief] = full.watch.beliefs
    blind = replace(belief, is_monitored=False)
    watch = replace(full.watch, beliefs=(blind,), before=(blind,))
    block = pages_of(replace(full, watch=watch), histories)["beliefs"].blocks[0]

    assert block.picture == ""
    assert block.sentences[0].startswith("Not monitored: the case has no indicator of it")
    assert not any("Believed today" in sentence for sentence in block.sentences)


def test_every_number_of_a_belief_stands_beside_its_owner():
    """Each assumption with who owns it, each grade's weight with the convention that it is."""
    full, histories = full_of("strait", SEEN)
    page = pages_of(full, histories)["beliefs"]
    boards = {board.title: board for block in page.blocks for board in block.boards}
    rests = boards["What it rests on, and whose that is"]

    [belief] = full.watch.beliefs
    assert [row[3] for row in rests.rows] == [
        full.watch.case.assumptions[name].owner for name in belief.assumptions
    ]
    assert ("B", "75 %", "62 % to 88 %") in boards["What a grade weighs"].rows
    assert any("MISP" in sentence for sentence in words_of(page))


def test_the_picture_of_a_belief_stands_beside_its_days():
    """As many corners as days have it, a point where a report came, and the same in a table."""
    full, histories = full_of("strait", SEEN)
    block = pages_of(full, histories)["beliefs"].blocks[0]
    [days] = [board for board in block.boards if board.title == "The belief day by day"]

    assert len(days.rows) == 2  # the day of the report, and the as-of date
    assert [row[3] for row in days.rows] == ["1", "0"]
    assert len(CIRCLE.findall(block.picture)) == 1
    assert days.rows[0][1] in re.search(r"<desc[^>]*>(.*?)</desc>", block.picture)[1]


def test_the_reliability_diagram_stands_beside_its_bands():
    """
    [hand] The side is 240 long and begins at 48 and 14: one belief that came true stands at the
    top, as far to the right as it was believed.
    """
    full, histories = full_of("strait", SEEN, RESOLVED)
    block = pages_of(full, histories)["calibration"].blocks[0]
    [bands] = block.boards
    [(across, down)] = CIRCLE.findall(block.picture)
    believed, came_true = (int(SHARE.search(cell)[1]) / 100 for cell in bands.rows[0][2:])

    assert came_true == 1.0
    assert float(across) == pytest.approx(48 + 240 * believed, abs=1.3)
    assert float(down) == pytest.approx(14 + 240 * (1 - came_true), abs=0.1)


def test_while_the_game_is_played_the_page_says_that_the_gap_comes():
    """And holds all the rest."""
    full, histories = full_of("strait", SEEN)
    early = pages_of(full, histories, is_whole=False)["watch"]
    whole = pages_of(full, histories)["watch"]
    [gap] = [block for block in early.blocks if block.id == "gap"]

    assert "being worked out" in gap.sentences[0]
    assert [block.id for block in early.blocks if block.id != "gap"] == [
        block.id for block in whole.blocks
    ]


def test_a_case_that_watches_nothing_says_so(tmp_path):
    """A case without hypotheses has a call and due dates, and no picture of a belief."""
    folder = shutil.copytree(case_path("strait"), tmp_path / "unwatched")
    (folder / "watch.yaml").unlink()
    full, histories = full_of(folder)
    pages = pages_of(full, histories)

    assert "it has no hypotheses" in " ".join(pages["beliefs"].sentences)
    assert {"called", "due", "threats"} <= {block.id for block in pages["watch"].blocks}
    assert "it has no hypotheses" in " ".join(full_day_text(full).split())


def test_each_shipped_case_watches_something_hidden():
    """With a prior that somebody owns; what no source says how to notice is not monitored."""
    for name in ("korea-2024", "snapback-2025", "strait"):
        full, _ = full_of(name)
        monitored = [belief for belief in full.watch.beliefs if belief.is_monitored]
        assert monitored, name
        assert all(belief.assumptions for belief in full.watch.beliefs)
