"""
A watch officer's day: reports come in, a belief moves and moves back, a rung is called for, and the
ledger shows who has touched it.
"""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from phaseline.watch.ledger import entry_of
from phaseline.watch.sqlite import SqliteLedger

CRATES = ("--source", "coast", "--grade", "B2")
# The coast watch is graded B, its report 2: .75 · .75 = .5625 of such reports follow what happened.
# Crates are seen with .45 after a handover and with .02 without, at the middles of .2 to .7 and
# 0 to .04, and reported with .02 whatever happened.
RATIO = (0.5625 * 0.45 + 0.4375 * 0.02) / 0.02  # 13.09375
PRIOR = 0.175  # the middle of .05 to .3
# The handler is set because a process may inherit that the signal is ignored.
HEEDING = """import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)
from phaseline.cli.main import main; sys.exit(main())"""


@pytest.fixture
def mine(phaseline, tmp_path, monkeypatch):
    """A strait of one's own, and a key of one's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))
    where = str(tmp_path / "mine")
    assert phaseline("new", "--from", "strait", where).status == 0
    return where


@pytest.fixture
def log(phaseline, mine):
    """Enter a report."""

    def enter(says, when, *words):
        ran = phaseline("log", mine, says, "--when", when, *(words or CRATES))
        assert ran.status == 0, ran.err
        return ran.out

    return enter


@pytest.fixture
def belief(phaseline, mine):
    """Ask what is believed of the handover."""

    def ask(*words):
        [held] = json.loads(phaseline("watch", mine, "--json", *words).out)["beliefs"]
        return held

    return ask


@pytest.mark.slow
def test_an_interrupted_wait_for_a_ledger_enters_nothing(mine, log):
    """While another program keeps the file that is said; Ctrl-C then ends in a line of words."""
    log("Crates", "2031-04-10")
    file = Path(mine) / "ledger.sqlite"
    words = ["log", mine, "Boxes", "--when", "2031-04-11", *CRATES]
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        command = [sys.executable, "-c", HEEDING, *words]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as waiting:
            assert waiting.stderr is not None
            said = waiting.stderr.readline()
            waiting.send_signal(signal.SIGINT)
            rest = waiting.stderr.read()
    assert said.startswith("phaseline: another program keeps ")
    assert said.endswith("; waiting for it, 28 seconds at most\n")
    assert rest == "phaseline: interrupted; nothing was left half-written\n"
    assert waiting.returncode == 130
    assert SqliteLedger(file).size() == 1


def _after(prior, *ratios):
    odds = prior / (1 - prior)
    for ratio in ratios:
        odds *= ratio
    return odds / (1 + odds)


def test_a_report_moves_a_belief_as_bayes_rule_says(log, belief):
    """From .175, a report that is 13.09 times likelier after a handover leads to .735."""
    assert belief()["now"]["best"] == pytest.approx(PRIOR)
    log("Long crates on the quay", "2031-04-10")
    held = belief()
    assert held["now"]["best"] == pytest.approx(_after(PRIOR, RATIO), abs=1e-9)
    [report] = held["reports"]
    assert report["ratio"] == report["adds"] == pytest.approx(RATIO, abs=1e-9)
    assert held["now"]["low"] < held["now"]["best"] < held["now"]["high"]


def test_a_retraction_leaves_the_belief_as_it_was(phaseline, mine, log, belief):
    """To the last bit; the report stays on the ledger, and is told as retracted."""
    log("Long crates on the quay", "2031-04-10")
    before = belief("--on", "2031-05-01")["now"]
    log("Longer crates", "2031-04-11", "--source", "ferry-crew", "--grade", "C2")
    assert belief("--on", "2031-05-01")["now"]["best"] > before["best"]
    ran = phaseline("log", mine, "--retract", "1", "--because", "They were masts.")
    assert ran.status == 0
    held = belief("--on", "2031-05-01")
    assert held["now"] == before
    assert [one["hearing"] for one in held["reports"]] == ["counts", "retracted"]


def test_what_cannot_be_judged_moves_nothing(log, belief):
    """F and 6 are no low grades."""
    before = belief("--on", "2031-05-01")["now"]
    log("Crates", "2031-04-10", "--source", "gazette", "--grade", "F1")
    log("Crates", "2031-04-10", "--source", "gazette", "--grade", "A6")
    held = belief("--on", "2031-05-01")
    assert held["now"] == before
    assert {one["hearing"] for one in held["reports"]} == {"unjudged"}


def test_who_repeats_another_adds_nothing(log, belief):
    """The gazette that quotes the coast watch is the coast watch again; another day is another."""
    log("Long crates", "2031-04-10")
    before = belief("--on", "2031-05-01")["now"]
    quoting = ("--source", "gazette", "--grade", "B2", "--origin", "coast on 2031-04-10")
    log("Long crates, the coast watch says", "2031-04-12", *quoting)
    held = belief("--on", "2031-05-01")
    assert held["now"] == before
    assert [one["hearing"] for one in held["reports"]] == ["counts", "repeats"]
    log("Long crates again", "2031-04-20")
    assert belief("--on", "2031-05-01")["now"]["best"] == pytest.approx(
        _after(PRIOR, RATIO, RATIO), abs=1e-9
    )


def test_what_was_looked_for_in_vain_speaks_against(log, belief):
    """(.5625 · .55 + .4375 · .98) / .98 = .7532."""
    log("Nothing on the quay", "2031-04-10", *CRATES, "--not-seen")
    against = (0.5625 * 0.55 + 0.4375 * 0.98) / 0.98
    assert belief()["now"]["best"] == pytest.approx(_after(PRIOR, against), abs=1e-9)


def test_two_months_of_reports_call_for_the_rung(phaseline, mine, log):
    """
    The ladders take two net reports: after one month of them the next rung lacks one, after two it
    is called for, and a quiet month later it is not.
    """

    def rungs(day):
        told = json.loads(phaseline("watch", mine, "--on", day, "--json").out)
        return {call["ladder"]: (call["rung"], call["missing"]) for call in told["calls"]}

    log("Crates", "2031-02-03")
    log("Crates", "2031-03-20")
    assert rungs("2031-02-20") == {"patient": (None, 1), "firm": (None, 1)}
    assert rungs("2031-03-25") == {"patient": ("R2", None), "firm": ("R3", None)}
    assert rungs("2031-04-20") == {"patient": (None, 1), "firm": (None, 1)}
    said = phaseline("watch", mine, "--on", "2031-03-20").out
    assert "(new)" in said


def test_an_act_that_everybody_sees_calls_its_rung(phaseline, mine):
    """A refusal calls for closed harbours from its day on, and not once it is retracted."""

    def called(day):
        told = json.loads(phaseline("watch", mine, "--on", day, "--json").out)["calls"]
        return {
            call["ladder"]: (call["rung"], [act["level"] for act in call["acts"]]) for call in told
        }

    act = ("Norland refuses", "--act", "assurance:refused", "--when", "2031-04-12")
    assert phaseline("log", mine, *act, "--source", "gazette", "--grade", "A1").status == 0
    nothing = {"patient": (None, []), "firm": (None, [])}
    assert called("2031-04-11") == nothing
    assert called("2031-04-12") == {"patient": ("R2", ["refused"]), "firm": ("R2", ["refused"])}
    said = phaseline("watch", mine, "--on", "2031-04-12").out
    assert "(new)" in said
    assert phaseline("log", mine, "--retract", "0", "--because", "A rumour.").status == 0
    assert called("2031-04-12") == nothing
    for wrong, says in (
        ("assurance:refuse", "did you mean 'refused'"),
        ("gear:x", "no track 'gear'"),
    ):
        ran = phaseline("log", mine, "x", "--act", wrong, *CRATES, "--when", "2031-04-12")
        assert ran.status == 2
        assert says in ran.err


def test_the_page_says_every_number_with_its_owner(phaseline, mine, log):
    """Belief in words and number, the report, its ratio, what it rests on, and whose it is."""
    log("Long crates on the quay", "2031-04-10")
    said = phaseline("watch", mine, "--on", "2031-04-10").out
    for words in (
        "Believed today: 74 % (",
        "), likely.",
        "Since the day before: 18 % to 74 %, with 1 new report.",
        "13.1 times likelier",
        "Coast watch of",
        "Chance that a handover has begun",
        "What a grade weighs is a convention: MISP's taxonomy",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("x", "--when", "2031-04-10", "--source", "coast"), "--grade: found ''; expected how far"),
        (("x", *CRATES), "--when: say when it was seen or reported; expected one day, such as"),
        (("x", "--when", "April", *CRATES), "or an instant with its zone, such as 20"),
        (
            ("x", "--when", "2031-04-10", "--source", "cost", "--grade", "B2"),
            "did you mean 'coast'",
        ),
        (
            ("x", "--when", "2032-05-02", *CRATES),
            "--when: 2032-05-02 is later than the end of the case's longest horizon, 2032-04-30",
        ),
        (("x", "--when", "April", *CRATES), "--when: "),
        (("x", "--when", "2031-04", *CRATES), "expected one day"),
        (("x", "--when", "2031-04-10", *CRATES, "--of", "crate"), "did you mean 'crates'"),
        (
            ("x", "--when", "2031-04-10", "--source", "coast", "--grade", "A2"),
            "say why by --because",
        ),
        (("", "--when", "2031-04-10", *CRATES), "say what is reported"),
        (("a\x01b", "--when", "2031-04-10", *CRATES), "says: 'a\\\\x01b' holds signs that nobody"),
        (("a\udcffb", "--when", "2031-04-10", *CRATES), "holds signs that nobody sees"),
        (("\u202eab", "--when", "2031-04-10", *CRATES), "holds signs that nobody sees"),
        (("a" * 2001, "--when", "2031-04-10", *CRATES), "found 2,001 letters; at most 2,000"),
        (("a", "--when", "2031-04-10", *CRATES, "--by", "b\nc"), "--by: "),
        (("--retract", "7", "--because", "x"), "there is no entry '7'"),
    ],
)
def test_what_no_watch_could_use_is_refused(phaseline, mine, words, says):
    """Nothing is entered, and the message says what was expected."""
    ran = phaseline("log", mine, *words)
    assert ran.status == 2
    assert says in ran.err
    assert (
        not Path(mine, "ledger.sqlite").exists()
        or "no ledger" in phaseline("ledger", mine, "verify").err
    )


def test_a_shipped_case_is_nobodys_to_log_in(phaseline):
    """It says how to have one of one's own."""
    ran = phaseline("log", "strait", "x", "--when", "2031-04-10", *CRATES)
    assert ran.status == 2
    assert "phaseline new --from strait" in ran.err


def test_the_ledger_is_outside_the_hash_and_shows_who_alters_it(phaseline, mine, log):
    """
    The case's hash stays as it is. A checkpoint that lies elsewhere finds the last entry gone;
    without one, an altered row is found by itself.
    """
    before = json.loads(phaseline("check", mine, "--json").out)["case"]["hash"]
    log("Crates", "2031-04-10")
    log("Crates", "2031-04-11")
    assert json.loads(phaseline("check", mine, "--json").out)["case"]["hash"] == before
    elsewhere = Path(mine).parent / "checkpoint.txt"
    elsewhere.write_text(phaseline("ledger", mine, "checkpoint").out, encoding="utf-8")
    sound = phaseline("ledger", mine, "verify", "--against", str(elsewhere))
    assert sound.status == 0
    assert "2 entries, each as it was written" in sound.out
    with closing(sqlite3.connect(Path(mine, "ledger.sqlite"))) as database:
        database.execute("DROP TRIGGER entry_is_kept")
        database.execute("DROP TRIGGER node_is_kept")
        database.execute("DELETE FROM entry WHERE number = 1")
        database.execute("DELETE FROM node WHERE written > 1")
        database.commit()
    assert phaseline("ledger", mine, "verify").status == 0
    found = phaseline("ledger", mine, "verify", "--against", str(elsewhere))
    assert found.status == 1
    assert "Entry 1: it is missing; the ledger had 2 entries" in found.out


def test_a_byte_that_somebody_changes_stops_the_watch_and_the_next_entry(phaseline, mine, log):
    """
    Whoever reads the ledger, or enters something behind it, hears which entry is not what was
    written, and how to look at all of it; nothing is entered.
    """
    log("Crates", "2031-04-10")
    log("Barrels", "2031-04-11")
    where, rows = Path(mine, "ledger.sqlite"), Path(mine).parent / "rows.csv"
    rows.write_text("says,source,grade,when\nNets,coast,B2,2031-04-12\n", encoding="utf-8")
    where.write_bytes(where.read_bytes().replace(b"Crates", b"Grates"))
    for words in (
        ("watch", mine),
        ("log", mine, "Nets", "--when", "2031-04-12", *CRATES),
        ("log", mine, "--retract", "1", "--because", "another"),
        ("log", mine, "--from", str(rows)),
    ):
        ran = phaseline(*words)
        assert ran.status == 3, words
        assert ran.out == ""
        assert "not what was written. Entry 0: a stored hash is not that of its entry" in ran.err
        assert f"`phaseline ledger {mine} verify` goes through all of it" in ran.err
    sent = phaseline("ledger", mine, "export", "--as", "csv")
    assert (sent.status, "Entry 0: " in sent.out) == (1, True)
    assert SqliteLedger(where).size() == 2


def test_an_entry_is_proved_and_all_are_exported(phaseline, mine, log):
    """The proof holds by itself; the export has a line an entry, and the checkpoint last."""
    for day in ("10", "11", "12"):
        log("Crates", f"2031-04-{day}")
    proof = json.loads(phaseline("ledger", mine, "prove", "1").out)
    assert proof["holds"] is True
    lines = [json.loads(line) for line in phaseline("ledger", mine, "export").out.splitlines()]
    assert [one.get("number") for one in lines] == [0, 1, 2, None]
    assert lines[-1]["checkpoint"].startswith("phaseline/strait\n3\n")
    assert phaseline("ledger", mine, "prove").status == 2


def test_an_entry_is_retracted_once(phaseline, mine, log):
    """Who retracts it again hears by which entry it is, and nothing is entered."""
    log("Crates", "2031-04-10")
    again = ("log", mine, "--retract", "0", "--because", "They were masts.")
    assert phaseline(*again).status == 0
    ran = phaseline(*again)
    assert ran.status == 2
    assert "entry 0 is retracted already, by entry 1" in ran.err
    assert SqliteLedger(Path(mine, "ledger.sqlite")).size() == 2


def test_a_case_that_watches_nothing_says_so(phaseline, mine):
    """It is an answer, with where to begin."""
    Path(mine, "watch.yaml").unlink()
    ran = phaseline("watch", mine)
    assert ran.status == 0
    assert "This case watches nothing" in ran.out


def test_a_damaged_ledger_is_an_answer_and_a_strange_question_none(phaseline, mine, log):
    """
    A file cut short is not what was written; a number that no ledger reaches, and the first of all
    days, are answered in words.
    """
    for day in range(10, 30):
        log("Crates", f"2031-04-{day}")
    assert phaseline("ledger", mine, "prove", "9" * 30).status == 2
    assert phaseline("watch", mine, "--on", "0001-01-01").status == 0
    where = Path(mine, "ledger.sqlite")
    whole = where.read_bytes()
    where.write_bytes(whole[: len(whole) // 2])
    for beside in where.parent.glob("ledger.sqlite-*"):
        beside.unlink()
    found = phaseline("ledger", mine, "verify")
    assert found.status == 1
    assert "This ledger is not what was written." in found.out
    where.write_bytes(b"no database, but a text that is long enough to be looked at")
    assert phaseline("ledger", mine, "verify").status == 1


def test_a_list_is_entered_and_what_is_refused_lies_beside_it(phaseline, mine, tmp_path):
    """One good row moves the belief; the bad one is told with its line, and kept as it came."""
    rows = tmp_path / "list.csv"
    rows.write_text(
        "id,says,source,grade,when\n1,Long crates,coast,B2,2031-05-10\n2,x,coast,,2031-05-10\n",
        encoding="utf-8",
    )
    ran = phaseline("log", mine, "--from", str(rows))
    assert ran.status == 1
    assert "1 report entered and 1 refused (see list.csv.refused.jsonl)." in ran.out
    assert "line 3: grade: found ''" in ran.err
    kept = json.loads(Path(f"{rows}.refused.jsonl").read_text(encoding="utf-8"))
    assert kept["line"] == 3
    assert kept["row"]["id"] == "2"
    told = json.loads(phaseline("watch", mine, "--json").out)["beliefs"][0]["reports"]
    assert [one["sort"] for one in told] == ["import"]
    assert phaseline("log", mine, "--from", str(tmp_path / "none.csv")).status == 2
    assert "found a folder" in phaseline("log", mine, "--from", ".").err
    rows.write_text('id,says,source,grade,when\n3,"open,coast,B2,2031-05-10\n', encoding="utf-8")
    assert phaseline("log", mine, "--from", str(rows)).status == 1
    kept = json.loads(Path(f"{rows}.refused.jsonl").read_text(encoding="utf-8"))
    assert (kept["line"], kept["row"]) == (2, '3,"open,coast,B2,2031-05-10\n')


def test_of_a_bundle_objects_are_counted_and_not_lines(phaseline, mine, tmp_path):
    """What bears no grade is refused by its place among the objects of the bundle."""
    sent = tmp_path / "sent.json"
    sent.write_text('{"type": "bundle", "objects": [{"type": "report"}, 5]}', encoding="utf-8")
    ran = phaseline("log", mine, "--from", str(sent))
    assert "object 1: found 'report' without the grade" in ran.err
    assert "object 2: it is no object of STIX" in ran.err
    kept = Path(f"{sent}.refused.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["object"] for line in kept] == [1, 2]


def test_reports_are_given_to_another_desk_and_marked_as_narrowly(phaseline, mine, log, tmp_path):
    """
    A bundle of one desk is entered by another, which believes the same. What is AMBER may not be
    sent as CLEAR.
    """
    log("Long crates", "2031-05-10", *CRATES, "--tlp", "amber")
    refused = phaseline("ledger", mine, "export", "--as", "stix", "--tlp", "clear")
    assert refused.status == 2
    assert "may not be marked TLP:CLEAR" in refused.err
    sent = phaseline("ledger", mine, "export", "--as", "stix")
    assert sent.err == "phaseline: TLP:AMBER.\n"
    (tmp_path / "sent.json").write_text(sent.out, encoding="utf-8")
    other = str(tmp_path / "other")
    assert phaseline("new", "--from", "strait", other).status == 0
    assert phaseline("log", other, "--from", str(tmp_path / "sent.json")).status == 0
    ours, theirs = (
        json.loads(phaseline("watch", where, "--json").out)["beliefs"][0]["now"]
        for where in (mine, other)
    )
    assert ours == theirs


def test_the_day_weighs_reports_and_says_which_to_look_for(phaseline, mine, log):
    """
    One report for the handover, the next one worth having, and once it is resolved how far the
    belief came true: believed with 74 %, a Brier score of .07.
    """
    log("Long crates", "2031-05-10")
    said = phaseline("watch", mine).out
    for words in (
        "n counts too, by the little that it says: Norland has handed gear over (by none);",
        "The next report worth having",
        "No hypothesis is resolved yet",
    ):
        assert words in " ".join(said.split())
    log("Divers find it", "2031-05-20", "--resolved", "handed-over:so", *CRATES)
    said = phaseline("watch", mine).out
    assert "the day before it was believed with 74 %" in " ".join(said.split())
    assert "Brier score 0.07" in said


def test_a_case_is_replayed_from_its_own_events(phaseline):
    """Day by day, and when each rung would first have been called; a strange list is refused."""
    ran = phaseline("watch", "korea-2024", "--replay")
    assert ran.status == 0
    said = " ".join(ran.out.split())
    assert "The trigger of phases by involvement has occurred" in said
    assert "it cannot be judged, and moves nothing" in said
    assert "Called for from this day on: phases by involvement (cooperation)" in said
    told = json.loads(phaseline("watch", "korea-2024", "--replay", "--json").out)
    assert told["first_calls"][0]["ladder"] == "official-soldiers"
    ran = phaseline("watch", "strait", "--replay")
    assert ran.status == 2
    assert "replay.csv: it cannot be read" in ran.err


def test_all_that_is_shown_is_made_anew_from_the_entries(phaseline, mine, log, tmp_path):
    """
    Nothing but the entries is kept: entered anew in another ledger they give the same root and, but
    for the case's own name, the same day to the byte.
    """
    for number in range(12):
        seen = () if number % 3 else ("--not-seen",)
        log(f"crates {number}", f"2031-05-{number + 1:02}", *CRATES, *seen)
    log("Norland refuses", "2031-05-20", *CRATES, "--act", "assurance:refused")
    assert phaseline("log", mine, "--retract", "3", "--because", "masts").status == 0
    shown = json.loads(phaseline("watch", mine, "--json").out)
    lines = phaseline("ledger", mine, "export").out.splitlines()[:-1]
    anew = SqliteLedger(tmp_path / "anew.sqlite")
    anew.append([entry_of(line.encode()).draft for line in lines])
    other = tmp_path / "other"
    assert phaseline("new", "--from", "strait", str(other)).status == 0
    anew.close()
    (tmp_path / "anew.sqlite").rename(other / "ledger.sqlite")
    again = json.loads(phaseline("watch", str(other), "--json").out)
    assert again["ledger"] == shown["ledger"]
    for key in set(shown) - {"case", "run"}:
        assert json.dumps(again[key]) == json.dumps(shown[key]), key


def test_hundreds_of_reports_are_told_without_a_number_that_none_is(phaseline, mine, tmp_path):
    """
    Four hundred independent reports are 13 to the power of 400 times likelier together, which no
    float holds: the belief is told, JSON holds no infinity, and nothing is said on the side.
    """
    rows = tmp_path / "many.csv"
    lines = [f"crates {number},coast,B2,2031-05-10,o{number}" for number in range(400)]
    rows.write_text("\n".join(["says,source,grade,when,origin", *lines]), encoding="utf-8")
    assert phaseline("log", mine, "--from", str(rows)).status == 0
    ran = phaseline("watch", mine, "--json")
    assert ran.err == ""

    def refuse(constant):
        raise AssertionError(constant)

    told = json.loads(ran.out, parse_constant=refuse)
    assert 1 - 1e-11 < told["beliefs"][0]["now"]["best"] < 1.0  # nothing settles it
    assert told["beliefs"][0]["periods"][0]["ratio"] is None
    assert told["beliefs"][0]["periods"][0]["alarm"] is True
