"""Every command on the worked case: what it prints, what it gives to programs, what it refuses."""

import json
from importlib import import_module

import paperfiles
import pytest

from phaseline.cli.main import COMMANDS

KOREA = "korea-2024"
# One way to call each command; what opens a case is called on the worked one.
CALLS = {
    "run": ("run", KOREA, "--no-game"),
    "check": ("check", KOREA),
    "ask": ("ask", KOREA, "1"),
    "show": ("show", KOREA, "facts.troops-sent"),
    "search": ("search", KOREA, "ministry"),
    "facts": ("facts", KOREA, "--kind", "troops"),
    "timeline": ("timeline", KOREA),
    "sources": ("sources", KOREA),
    "assumptions": ("assumptions", KOREA),
    "conflicts": ("conflicts", KOREA),
    "law": ("law", KOREA),
    "politics": ("politics", KOREA),
    "supply": ("supply", KOREA),
    "ladders": ("ladders", KOREA),
    "brakes": ("brakes", KOREA),
    "solve": ("solve", KOREA, "--ladder", "hold-fire"),
    "classics": ("classics",),
    "why": ("why", KOREA, "--ladder", "hold-fire", "--draws", "8"),
    "whom": ("whom", KOREA, "--ladder", "hold-fire"),
    "need": ("need", KOREA, "--ladder", "jump", "--for", "below:20"),
    "projects": ("projects", KOREA, "--ladder", "hold-fire", "--draws", "8"),
    "offer": ("offer", KOREA, "--ladder", "hold-fire", "--inducement", "0.1"),
    "explore": ("explore", KOREA, "--ladder", "aggressive"),
    "claims": ("claims", KOREA, "P6", "--draws", "8"),
    "derive": ("derive", KOREA),
    "cases": ("cases",),
    "diff": ("diff", KOREA, KOREA),
    "serve": ("serve", "mini.yaml", "--port", "0"),
    "new": ("new", "mine"),
    "read": ("read", "cables.txt", "--into", "mini.yaml"),
    "review": ("review", "mini.yaml"),
    "scaffold": ("scaffold", "ladder", "mini.yaml", "--pattern", "sanctions", "--check"),
    "export": ("export", "mini.yaml", "--web-annotation"),
    "watch": ("watch", KOREA),
    "schema": ("schema",),
    "explain": ("explain", "PL607"),
    "completion": ("completion", "bash"),
}
SAYS = {
    "run": "brief",
    "check": "0 errors",
    "ask": "1. Whom are you deterring, from exactly what?",
    "show": "troops-sent  [troops; estimate; Washington]",
    "search": "hold “ministry”: ",
    "facts": "troops-sent  [troops; estimate; Washington]",
    "timeline": "Yom Kippur War",
    "sources": "kim  [paper; report; en]",
    "assumptions": "owner: Phaseline case editors",
    "conflicts": "X01  How many people oppose arms for Ukraine",
    "law": "What would have to change in law, and who must agree",
    "politics": "Democratic Party of Korea 170",
    "supply": "Of 9 needs, 6 have a named item",
    "ladders": "recommended: Phases with a demand, climbing on Russia's refusal",
    "brakes": "1. The course of the newly elected American President",
    "solve": "What the challenger does",
    "classics": "Every known number is today's.",
    "why": "Direct supply after a transfer: where its threat leaks",
    "whom": "Direct supply after a transfer: whom it deters, and from what",
    "need": "jump: what it takes for fewer than 20 months of transfer (below:20)",
    "projects": "know-how: Pyongyang masters what Moscow teaches it",
    "offer": "hold-fire: an offer beside it",
    "explore": "What holds in 1,000 futures",
    "claims": "P6  Direct lethal supply",
    "derive": "payment-month  about 20 million USD/month",
    "cases": KOREA,
    "diff": "0 added, 0 removed, 0 changed",
    "serve": "A link lets one browser in, once; Ctrl-C ends.",
    "new": "mine",
    "read": "6 sentences",
    "review": "nothing waits",
    "scaffold": "ladders (2)",
    "export": "[]",
    "watch": "Moscow transfers technology of the red line",
    "schema": '"$schema"',
    "explain": "Ladder not evaluable",
    "completion": "complete -o default -F _phaseline phaseline",
}
ANSWERS = {
    "run": "questions",
    "check": "diagnostics",
    "ask": "answers",
    "show": "show",
    "search": "entries",
    "facts": "facts",
    "timeline": "events",
    "sources": "sources",
    "assumptions": "assumptions",
    "conflicts": "conflicts",
    "law": "cells",
    "politics": "procedures",
    "supply": "needs",
    "ladders": "ladders",
    "brakes": "restraints",
    "solve": "leverage",
    "why": "brakes",
    "whom": "holds",
    "need": "single",
    "projects": "ladders",
    "offer": "offered",
    "explore": "courses",
    "claims": "claims",
    "derive": "derived",
    "watch": "beliefs",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """
    Commands that write do so in a folder of the test's own; quotes are not held against texts here,
    and what is served ends as soon as its link is out (tests/web serves on).
    """
    monkeypatch.setattr("phaseline.web.server.run_server", lambda _app, _listener: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    (tmp_path / "mini.yaml").write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")
    (tmp_path / "cables.txt").write_bytes(paperfiles.text(paperfiles.PARAGRAPHS))


def test_every_command_is_called_here():
    """
    A new command comes with its tests; `upgrade` changes cases of its own, and of `log` and
    `ledger` the stories tell (test_watch).
    """
    assert set(CALLS) == set(SAYS) == set(COMMANDS) - {"upgrade", "log", "ledger"}


@pytest.mark.parametrize("command", CALLS)
def test_a_command_answers_in_text(phaseline, command):
    """
    It prints what it is asked for, without a complaint, and ends with 0; that the solver is being
    compiled, once on a machine, is none.
    """
    ran = phaseline(*CALLS[command])

    assert ran.status == 0
    assert SAYS[command] in ran.out
    assert [line for line in ran.err.splitlines() if "compiling the solver" not in line] == []


@pytest.mark.parametrize("command", ANSWERS)
def test_a_command_answers_programs_in_one_envelope(phaseline, command):
    """
    JSON begins with the format, the case with its hash and day, and the what-ifs; the answer has
    its own key.
    """
    ran = phaseline(*CALLS[command], "--json")

    answer = json.loads(ran.out)

    assert ran.status == 0
    assert list(answer)[:3] == ["phaseline", "case", "set"]
    assert answer["phaseline"] == 1
    assert answer["case"]["id"] == KOREA
    assert answer["case"]["as_of"] == "2024-11-28"
    assert len(answer["case"]["hash"]) == 64
    assert answer["set"] == {}
    assert answer[ANSWERS[command]]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_explains_its_arguments(phaseline, command):
    """Help is there for each, and ends with 0."""
    ran = phaseline(command, "--help")

    assert ran.status == 0
    assert f"usage: phaseline {command}" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_summed_up_in_the_tour(phaseline, command):
    """`phaseline --help` names it with one line."""
    shown = phaseline("--help").out

    assert f"  {command} " in shown
    assert COMMANDS[command] in shown


@pytest.mark.parametrize("command", ANSWERS)
def test_an_unknown_case_is_refused_with_the_nearest_name(phaseline, command):
    """Status 2, and the shipped case of nearly that name."""
    more = {"show": ("facts",), "search": ("law",), "need": ("--for", "below:20")}
    ran = phaseline(command, "korea-2023", *more.get(command, ()))

    assert (ran.status, ran.out) == (2, "")
    assert "did you mean 'korea-2024'?" in ran.err


@pytest.mark.parametrize("command", sorted(set(ANSWERS) - {"check"}))
def test_a_case_with_errors_is_refused_and_its_errors_are_listed(phaseline, command):
    """
    Nothing is answered from a faulty case: status 2, each error on a line with file, line and
    column, and how to see more.
    """
    ran = phaseline(*CALLS[command], "--set", "facts.troops-sent.value=plenty")

    assert (ran.status, ran.out) == (2, "")
    assert "error PL404" in ran.err
    assert "facts-kim.yaml:46:" in ran.err
    assert (
        "has 1 error; `phaseline check korea-2024 --set facts.troops-sent.value=plenty` shows it in"
        " full" in ran.err
    )


@pytest.mark.parametrize("command", sorted(ANSWERS))
def test_a_what_if_at_an_unknown_address_names_the_nearest(phaseline, command):
    """A misspelt address changes nothing in silence: status 2 and the right spelling."""
    ran = phaseline(*CALLS[command], "--set", "facts.troop-sent.value=12_000")

    assert (ran.status, ran.out) == (2, "")
    assert "did you mean 'facts.troops-sent.value'?" in ran.err


@pytest.mark.parametrize("pair", ["facts.troops-sent.value", "=5", "facts.troops-sent.value="])
def test_a_malformed_what_if_says_how_it_is_written(phaseline, pair):
    """ADDRESS=VALUE, both there."""
    ran = phaseline("derive", KOREA, "--set", pair)

    assert ran.status == 2
    assert "expected ADDRESS=VALUE" in ran.err


def test_a_what_if_changes_the_number_and_keeps_its_unit(phaseline):
    """
    12,000 soldiers at 2,000 dollars a month are 24 million, whether or not the unit is written
    again.
    """
    bare = json.loads(
        phaseline(
            "derive", KOREA, "payment-month", "--set", "facts.troops-sent.value=12_000", "--json"
        ).out
    )
    full = json.loads(
        phaseline(
            "derive",
            KOREA,
            "payment-month",
            "--set",
            "facts.troops-sent.value=12_000 soldier",
            "--json",
        ).out
    )

    assert bare["derived"][0]["value"] == full["derived"][0]["value"] == 24_000_000
    assert bare["derived"][0]["unit"] == "USD/month"
    assert list(bare["set"]) == ["facts.troops-sent.value"]


def test_a_what_if_leaves_the_case_as_it_is(phaseline):
    """It holds for one run; the next one has the written number again."""
    phaseline("derive", KOREA, "payment-month", "--set", "facts.troops-sent.value=12_000 soldier")

    again = phaseline("derive", KOREA, "payment-month")

    assert "20 million USD/month" in again.out


def test_options_may_stand_before_the_last_name(phaseline):
    """`derive CASE --set … NUMBER` is read like `derive CASE NUMBER --set …`."""
    before = phaseline(
        "derive", KOREA, "--set", "facts.troops-sent.value=12_000 soldier", "payment-month"
    )
    after = phaseline(
        "derive", KOREA, "payment-month", "--set", "facts.troops-sent.value=12_000 soldier"
    )

    assert before == after
    assert "24 million USD/month" in before.out


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (("show", KOREA, "facts.troop-sent"), "facts.troops-sent"),
        (("show", KOREA, "ladder"), "ladders"),
        (("show", KOREA, "hawk-missile"), "hawk-missiles"),
        (("facts", KOREA, "--kind", "troop"), "troops"),
        (("facts", KOREA, "--status", "reportet"), "reported"),
        (("facts", KOREA, "--source", "kym"), "kim"),
        (("facts", KOREA, "--actor", "Toburro"), "Toburo"),
        (("timeline", KOREA, "--between", "rutte-cal", "umerov-visit"), "rutte-call"),
        (("ladders", KOREA, "recomended"), "recommended"),
        (("derive", KOREA, "payment-mnth"), "payment-month"),
        (("assumptions", KOREA, "--affects", "wach"), "watch"),
        (("explain", "PL2033"), "PL203"),
        (("deriv", KOREA), "derive"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_name(phaseline, words, nearest):
    """Status 2, nothing printed, and what was probably meant."""
    ran = phaseline(*words)

    assert (ran.status, ran.out) == (2, "")
    assert f"did you mean {nearest!r}?" in ran.err


def test_a_question_beyond_twelve_is_refused(phaseline):
    """There are twelve, by number."""
    for number in ("0", "13", "two", "²"):
        ran = phaseline("ask", KOREA, number)

        assert ran.status == 2
        assert "expected a number from 1 to 12" in ran.err


def test_an_id_that_several_entries_have_is_refused_with_all_of_them(phaseline):
    """A need and a stock of one name are told apart by the section."""
    ran = phaseline("show", KOREA, "shells-155")

    assert ran.status == 2
    assert "needs.shells-155, stocks.shells-155" in ran.err


def test_the_rooms_behind_the_commands_all_have_the_two_functions():
    """
    Each command is a module with `configure` and `run`, so that `phaseline COMMAND --help` is
    quick.
    """
    modules = [import_module(f"phaseline.cli.{command}") for command in COMMANDS]

    assert all(callable(module.configure) and callable(module.run) for module in modules)
