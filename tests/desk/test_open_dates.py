"""
Changes of law whose dates leave open whether they have been made: what can be told, what cannot,
and how that is said.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from phaseline.case.check.report import checked
from phaseline.case.games import policy_of, setup_of
from phaseline.case.read import read_case
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.consent.consent import consent_path, stands, steps_of
from phaseline.desk.consent.law_findings import law_findings
from phaseline.desk.consent.law_queries import cell_of, legal, openings, proofs
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.authority import today
from phaseline.desk.findings.constraints import constraints
from phaseline.errors import QuestionError
from phaseline.game.barred_rungs import trimmed
from phaseline.law.model import Standing
from phaseline.present.document.law import opening_lines, verdict_boards
from phaseline.present.document.limits import consent_words, limits_data
from phaseline.present.terminal.law import law_data, law_text
from phaseline.present.terminal.law_open import Opened, open_text
from phaseline.present.terminal.law_proof import turns_data, turns_text, why_data, why_text
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.words import Words

HEAD = """phaseline: 2
kind: case
id: mini
title: Mini
question: May it be sent?
as_of: 2024-11-28
responder: a
challenger: b
actors: [{id: a, name: A, kind: state}, {id: b, name: B, kind: state}]
sources: [{id: s, type: report, title: S, issued: 2020-01-01}]
encodings: [{id: e, title: E}]
options: [{id: o, title: It, encoding: e, tags: [arms]}]
"""
SILENT, ALONE, BARRED, OPEN = (
    Standing.SILENT,
    Standing.EXECUTIVE,
    Standing.BARRED,
    Standing.UNDETERMINED,
)
HALL = Path(__file__).parent / "hall.yaml"


def bar(name="L1", effect="prohibit", dates=""):
    """A provision with one rule, which is of all arms."""
    rules = f"rules: [{{id: r, effect: {effect}, when: [arms]}}]"
    return (
        f"  - {{id: {name}, statute: {name}, says: It., effect: {effect}, force: in_force,"
        f" encoding: e, {rules}{', ' if dates else ''}{dates}}}\n"
    )


def change(name, what, when):
    """An amendment of a date."""
    return f"  - {{id: {name}, says: It changes., {what}, effective: {when}}}\n"


LIFTS, BARS = "repeals: [L1]", "encoding: e, adds: [{id: r, effect: prohibit, when: [arms]}]"
PERMITS = "encoding: e, adds: [{id: p, effect: permit, when: [arms]}]"
LIFTED = change("am", LIFTS, "2024-11-20/2024-12-10")


@pytest.fixture
def case(tmp_path):
    """Reads a small case from its provisions and amendments."""

    def reading(provisions, amendments=""):
        changed = f"amendments:\n{amendments}" if amendments else ""
        text = f"{HEAD}provisions:\n{provisions}{changed}"
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        report = checked(read_case(tmp_path / "case.yaml"), {})
        assert report.is_sound, report.diagnostics
        return report.reading.case

    return reading


def standing(case, day):
    """How the one option stands on a day, and on which open dates that hangs."""
    (status,) = legal(case, on=date.fromisoformat(day)).statuses
    (found,) = status.standings
    return found, [one.address for one in status.doubts]


AM, AM2 = "amendments.am.effective", "amendments.am2.effective"
BEGINS, ENDS = "provisions.L1.effective", "provisions.L1.until"


@pytest.mark.parametrize(
    ("text", "day", "expected", "hangs"),
    [
        # an amendment at the latest on 1 December: open until the day before, made from that day on
        ((bar(), change("am", LIFTS, "../2024-12-01")), "2020-01-01", OPEN, [AM]),
        ((bar(), change("am", LIFTS, "../2024-12-01")), "2024-11-30", OPEN, [AM]),
        ((bar(), change("am", LIFTS, "../2024-12-01")), "2024-12-01", SILENT, []),
        # an amendment in an interval: barred the day before, open from the first to the last day
        # but one, made on the last
        ((bar(), LIFTED), "2024-11-19", BARRED, []),
        ((bar(), LIFTED), "2024-11-20", OPEN, [AM]),
        ((bar(), LIFTED), "2024-12-09", OPEN, [AM]),
        ((bar(), LIFTED), "2024-12-10", SILENT, []),
        # one day is exact, with a mark or without
        ((bar(), change("am", LIFTS, "2024-12-01")), "2024-11-30", BARRED, []),
        ((bar(), change("am", LIFTS, "2024-12-01~")), "2024-12-01", SILENT, []),
        # a month and a year are all their days
        ((bar(), change("am", LIFTS, "2024-12")), "2024-11-30", BARRED, []),
        ((bar(), change("am", LIFTS, "2024-12")), "2024-12-30", OPEN, [AM]),
        ((bar(), change("am", LIFTS, "2024-12")), "2024-12-31", SILENT, []),
        ((bar(), change("am", LIFTS, "2024")), "2024-06-01", OPEN, [AM]),
        # at the earliest, with no last day: it cannot be told for ever
        ((bar(), change("am", LIFTS, "2024-11-27/..")), "2024-11-26", BARRED, []),
        ((bar(), change("am", LIFTS, "2024-11-27/..")), "2031-01-01", OPEN, [AM]),
        # without a date an amendment is not made by itself
        ((bar(), "  - {id: am, says: It changes., repeals: [L1]}\n"), "2031-01-01", BARRED, []),
        # a provision that begins in an interval; at the latest; at the earliest; by its adoption,
        # which stands for a missing first day
        ((bar(dates="effective: 2024-11-20/2024-12-10"), ""), "2024-11-19", SILENT, []),
        ((bar(dates="effective: 2024-11-20/2024-12-10"), ""), "2024-11-20", OPEN, [BEGINS]),
        ((bar(dates="effective: 2024-11-20/2024-12-10"), ""), "2024-12-10", BARRED, []),
        ((bar(dates="effective: ../2024-12-01"), ""), "2024-11-30", OPEN, [BEGINS]),
        ((bar(dates="effective: 2024-11-27/.."), ""), "2031-01-01", OPEN, [BEGINS]),
        ((bar(dates="adopted: 2024-11"), ""), "2024-11-15", OPEN, ["provisions.L1.adopted"]),
        (
            (bar(dates="adopted: 2024-11-10, effective: ../2024-12-01"), ""),
            "2024-11-09",
            SILENT,
            [],
        ),
        (
            (bar(dates="adopted: 2024-11-10, effective: ../2024-12-01"), ""),
            "2024-11-10",
            OPEN,
            [BEGINS],
        ),
        ((bar(dates="effective: unknown, until: unknown"), ""), "1990-01-01", BARRED, []),
        # a provision that ends in an interval: its last day is one of its days
        ((bar(dates="until: 2024-11-20/2024-12-10"), ""), "2024-11-20", BARRED, []),
        ((bar(dates="until: 2024-11-20/2024-12-10"), ""), "2024-11-21", OPEN, [ENDS]),
        ((bar(dates="until: 2024-11-20/2024-12-10"), ""), "2024-12-10", OPEN, [ENDS]),
        ((bar(dates="until: 2024-11-20/2024-12-10"), ""), "2024-12-11", SILENT, []),
        ((bar(dates="until: 2024-11-20/.."), ""), "2031-01-01", OPEN, [ENDS]),
        ((bar(dates="until: ../2024-11-20"), ""), "2024-11-20", OPEN, [ENDS]),
        ((bar(dates="until: ../2024-11-20"), ""), "2024-11-21", SILENT, []),
        # begun perhaps, ended perhaps: both matter
        (
            (bar(dates="effective: 2024, until: 2024-06/2025"), ""),
            "2024-09-01",
            OPEN,
            [BEGINS, ENDS],
        ),
        ((bar(dates="effective: 2024, until: 2024-03"), ""), "2024-09-01", SILENT, []),
        # both ways agree: what is open does not matter
        ((bar() + bar("L2"), LIFTED), "2024-12-01", BARRED, []),
        ((bar("L2", "permit"), change("am", PERMITS, "2024-11/2024-12")), "2024-12-01", ALONE, []),
        # two open amendments that cancel: with both or neither it is barred, but with the first
        # alone it is not
        (
            (bar(), LIFTED + change("am2", BARS, "2024-11-25/2024-12-05")),
            "2024-12-01",
            OPEN,
            [AM, AM2],
        ),
        # of two that each lift the bar either is enough, and either can matter
        ((bar(), LIFTED + change("am2", LIFTS, "2024-11/2024-12")), "2024-12-01", OPEN, [AM, AM2]),
        # once the second is certainly made, the first no longer matters
        ((bar(), LIFTED + change("am2", LIFTS, "2024-11-25")), "2024-12-01", SILENT, []),
    ],
)
def test_a_change_is_made_from_its_last_day_on_and_open_from_its_first(
    case, text, day, expected, hangs
):
    """
    Before the first possible day it is not made; up to the last it cannot be told, unless either
    way comes to the same.
    """
    assert standing(case(*text), day) == (expected, hangs)


def test_what_counts_as_made_or_void_is_no_longer_open(case):
    """Whoever takes a change as made, or a provision as void, has settled its date."""
    mini = case(bar(), LIFTED)

    for asked_of in ({"enacted": ["am"]}, {"void": ["L1"]}):
        (status,) = legal(mini, **asked_of).statuses
        assert (status.standings, status.doubts) == ({SILENT}, ())
    assert legal(mini, enacted=["am"]).doubts == ()
    (shift,) = legal(mini, enacted=["am"]).shifts
    assert (shift.before, shift.after) == ({OPEN}, {SILENT})


def test_more_dates_than_can_be_combined_are_refused(case):
    """Of nine changes there are 512 combinations; eight are asked."""
    many = [change(f"am{number}", LIFTS, "2024-12/2025") for number in range(9)]

    assert standing(case(bar(), "".join(many[:8])), "2024-12-05")[0] is OPEN
    with pytest.raises(QuestionError, match="of 9 changes of law it cannot be told"):
        legal(case(bar(), "".join(many)), on=date(2024, 12, 5))


def test_a_permission_and_a_bar_clash_if_they_may_apply_at_once(case):
    """That the bar may have ended is no reason to be silent about the clash."""
    (clash,) = legal(case(bar(dates="until: 2024-11/2024-12") + bar("L2", "permit"))).clashes

    assert (clash.permits, clash.prohibits) == ("L2.r", "L1.r")


def test_a_proof_follows_each_way_of_the_dates(case):
    """
    Barred if the change has not taken effect, silent if it has; the words name the change with its
    days, the data its address.
    """
    mini = case(bar(), LIFTED)
    found = legal(mini, on=date(2024, 12, 5))
    proved = proofs(mini, found, "o")
    said = " ".join(why_text(mini, found, proved).split())
    (data,) = why_data(proved)

    why = (
        "whether am has taken effect by 5 Dec 2024 is not known (between 20 Nov 2024 and 10 Dec"
        " 2024)"
    )
    assert f"undetermined, under every reading Cannot be told: {why}." in said
    assert "If am has not taken effect: barred" in said
    assert "If am has taken effect: silent" in said
    assert (data["standing"], data["reasons"]) == ("undetermined", [])
    assert [(one["made"], one["unmade"], one["standing"]) for one in data["branches"]] == [
        ([], [AM], "barred"),
        ([AM], [], "silent"),
    ]
    assert data["undetermined_by"] == [
        {
            "id": "am",
            "address": AM,
            "change": "takes effect",
            "date": "2024-11-20/2024-12-10",
            "first": "2024-11-20",
            "last": "2024-12-10",
        }
    ]


def test_what_is_open_and_does_not_matter_is_said_too(case):
    """
    A second bar stays whether or not the first is lifted: the proof says that the date does not
    matter.
    """
    mini = case(bar() + bar("L2"), LIFTED)
    found = legal(mini, on=date(2024, 12, 5))
    said = " ".join(why_text(mini, found, proofs(mini, found, "o")).split())

    assert "It does not matter here whether am has taken effect by 5 Dec 2024 is not known" in said
    assert "either way it stands so" in said
    assert [one["id"] for one in law_data(found)["open_dates"]] == ["am"]


def test_the_tables_and_what_would_open_it_name_the_date(case, tmp_path):
    """
    The status, what it turns on, and what would have to change all say on which date it hangs.
    """
    mini = case(bar(), LIFTED)
    found = legal(mini, on=date(2024, 12, 5))
    executive, unbarred = openings(found, cell_of(mini, found, "o"))
    opened = Opened(
        executive=executive,
        unbarred=unbarred,
        after={names: legal(mini, enacted=names) for names in unbarred.sets},
        proofs=(),
    )
    texts = [
        law_text(mini, found, read_case(tmp_path / "case.yaml")),
        turns_text(mini, found, cell_of(mini, found, "o")),
        open_text(mini, found, cell_of(mini, found, "o"), opened, name="CASES/my law"),
    ]

    assert unbarred.sets == (frozenset({"am"}),)
    for text in texts:
        assert "Cannot be told: whether am has taken effect by 5 Dec 2024 is not known" in " ".join(
            text.split()
        )
    assert (
        "undetermined: whether a change of law has been made by that day cannot be told"
        in " ".join(texts[0].split())
    )
    turns = turns_data(found, cell_of(mini, found, "o"))
    assert [one["id"] for one in turns["undetermined_by"]] == ["am"]
    (status,) = law_data(found)["status"]
    assert (status["standing"], [one["id"] for one in status["undetermined_by"]]) == (
        "undetermined",
        ["am"],
    )


def test_an_approximate_date_counts_as_written_and_that_is_said(case, tmp_path):
    """
    About 1 December is 1 December: the law is changed from that day on, and the mark is told beside
    it.
    """
    mini = case(bar(), change("am", LIFTS, "2024-12-01~"))

    said = law_text(mini, legal(mini, on=date(2024, 12, 1)), read_case(tmp_path / "case.yaml"))

    assert (
        "Marked as approximate, and counted as written: amendments.am.effective (2024-12-01~)."
        in " ".join(said.split())
    )


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """
    The invented case of one measure for each standing, in which mining is no longer barred from
    some day in April on.
    """
    text = HALL.read_text(encoding="utf-8")
    old = "repeals: [act.unless],"
    assert old in text
    path = tmp_path_factory.mktemp("hall") / "hall.yaml"
    path.write_text(text.replace(old, f"{old} effective: 2031-04,"), encoding="utf-8")
    report = checked(read_case(path), {})
    assert report.is_sound
    return report.reading.case, law_findings(report)


def test_the_game_plays_what_cannot_be_told_as_barred(hall):
    """
    Its chance of consent is that of a bar, no vote is taken, and the rung that waits for it is
    taken out.
    """
    case, _ = hall
    mine = stands(case, "government")["mine"]
    wanted = consent_path(setup_of(case), mine, best_values(case))
    game = game_of(base_setting(case, policy_of(case, "climb")), best_values(case))

    assert (mine.standing, [one.address for one in mine.doubts]) == (
        OPEN,
        ["amendments.mines_allowed.effective"],
    )
    assert (wanted.chance, wanted.is_vote, steps_of(mine)) == (0.0, False, ())
    assert trimmed(game)[1] == ("mined",)


def test_page_one_and_the_data_say_that_it_is_played_as_barred(hall):
    """
    In words: what cannot be told, why, and what the game does; in data: the standing and the date,
    for cells and for rungs.
    """
    case, diagnostics = hall
    found = constraints(case)
    (limit,) = [one for one in found.of_rung("climb", "mined") if one.reading == "government"]
    (mine,) = limit.measures
    why = (
        "How mining the strait stands cannot be told: whether mines_allowed has taken effect by 10"
        " Apr 2031 is not known (between 1 Apr 2031 and 30 Apr 2031)"
    )

    told = all_told(today(case, found), Words(case))
    (said,) = [sentence for sentence in told if "cannot be told" in sentence.text]
    assert said.text == f"{why}. The game plays it as barred."
    assert said.basis == ("amendments.mines_allowed.effective",)
    assert consent_words(case, mine) == "cannot be told, played as barred"
    (data,) = [
        one
        for one in limits_data(found)
        if (one["rung"], one["reading"]) == ("mined", "government")
    ]
    assert (data["consent"], data["measures"][0]["standing"]) == (0.0, "undetermined")
    assert [one["id"] for one in data["measures"][0]["undetermined_by"]] == ["mines_allowed"]
    cells = [one for one in law_data(found.legal)["cells"] if one["option"] == "mine"]
    assert [one["standing"] for one in cells] == ["undetermined", "undetermined"]
    assert json.loads(json.dumps(cells)) == cells
    board = verdict_boards(case, found)[0]
    assert f"{why}." in board.lead
    assert (
        "Mining the strait",
        "cannot be told (Strait Act and the change “mining is no longer barred”)",
        "cannot be told (Strait Act and the change “mining is no longer barred”)",
    ) in board.rows
    assert any(title == "Mining the strait" for title, _, _ in opening_lines(case, found))
    (warned,) = [one for one in diagnostics if one.code == "PL318"]
    assert (warned.address, warned.detail) == (
        "measures.mine.option",
        ("amendments.mines_allowed.effective: 2031-04",),
    )
