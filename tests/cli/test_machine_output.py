"""What a program reads: every sign of it arrives, whatever the encoding of the output."""

import argparse
import io
import json
import re
import subprocess
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from paperfiles import PARAGRAPHS
from paperfiles import text as text_of

from phaseline.case.schema import schema
from phaseline.cli import outputs
from phaseline.cli.main import COMMANDS, main
from phaseline.cli.outputs import game_text, json_text, print_json_text

ROOT = Path(__file__).parents[2]
SIGNS = (  # a minus, Hangul, Latin-1, a sign of cp1252's rivals, and one beyond sixteen bits
    "− 한국 é ₩ 🛰"
)
ENCODINGS = ("ascii", "latin-1", "cp1252", "utf-16", "utf-8")
# One cheap way to call each command that offers --json; CASE is a small case whose titles hold the
# signs above.
CALLS = {
    "run": ("run", "CASE", "--no-game"),
    "check": ("check", "CASE"),
    "ask": ("ask", "CASE", "1"),
    "show": ("show", "CASE"),
    "search": ("search", "CASE", "a"),
    "facts": ("facts", "CASE"),
    "timeline": ("timeline", "CASE"),
    "sources": ("sources", "CASE"),
    "assumptions": ("assumptions", "CASE"),
    "conflicts": ("conflicts", "CASE"),
    "law": ("law", "CASE"),
    "politics": ("politics", "CASE"),
    "supply": ("supply", "CASE"),
    "ladders": ("ladders", "CASE"),
    "brakes": ("brakes", "CASE"),
    "solve": ("solve", "GAME"),
    "classics": ("classics", "tiger"),
    "why": ("why", "CASE", "--ladder", "climb", "--draws", "8"),
    "whom": ("whom", "CASE", "--ladder", "climb"),
    "need": ("need", "CASE", "--ladder", "climb", "--for", "below:1"),
    "projects": ("projects", "CASE", "--ladder", "climb", "--draws", "8"),
    "offer": ("offer", "CASE", "--ladder", "climb", "--inducement", "0.1"),
    "explore": ("explore", "CASE"),
    "watch": ("watch", "CASE"),
    "claims": ("claims", "CASE", "--draws", "8"),
    "derive": ("derive", "CASE"),
    "cases": ("cases",),
    "diff": ("diff", "CASE", "CASE"),
    "read": ("read", "cables.txt", "--into", "CASE"),
    "explain": ("explain",),
}
PLAIN = set(
    """
    ask brakes check conflicts derive diff explain explore facts law need offer projects read supply
    timeline watch
    """.split()
)  # the small case has nothing of the kind, or says it without its titles


@pytest.fixture
def small(tmp_path, monkeypatch):
    """
    A small case and a small game whose titles and sentences hold signs of many scripts, in a folder
    of the test's own.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    text = (ROOT / "tests/desk/hall.yaml").read_text(encoding="utf-8")
    signed = re.sub(
        r"^( *)(title|says): ([^\"\n]+)$", rf'\1\2: "\3 {SIGNS}"', text, flags=re.MULTILINE
    )
    signed = re.sub(
        r"\b(title|says|asks|name): ([^\",}\]\n]+)(?=[,}])", rf'\1: "\2 {SIGNS}"', signed
    )
    claim = (
        f'claims: [{{id: much, says: "Much helps. {SIGNS}", tests: proportion,'
        " with: {ladder: climb}}]\n"
    )
    (tmp_path / "CASE").write_text(signed + claim, encoding="utf-8")
    game = (ROOT / "docs/reference/strait-game.yaml").read_text(encoding="utf-8")
    (tmp_path / "GAME").write_text(
        re.sub(r"^title: (.*)$", f'title: "{SIGNS}"', game, flags=re.MULTILINE), encoding="utf-8"
    )
    (tmp_path / "cables.txt").write_bytes(text_of(PARAGRAPHS))
    return tmp_path


def printed(words, encoding) -> str:
    """What a command prints into an output of an encoding, as a reader of that encoding has it."""
    raw = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(raw, encoding=encoding)) as output:
        status = main(list(words))
        output.flush()
    assert status == 0
    return raw.getvalue().decode(encoding)


def refuse(constant):
    """JSON has no such number."""
    raise ValueError(constant)


def test_every_command_that_offers_json_is_called_here():
    """A new command comes with its line above."""
    offering = set()
    for name in COMMANDS:
        parser = argparse.ArgumentParser()
        import_module(f"phaseline.cli.{name}").configure(parser)
        offering |= {name} if "--json" in parser.format_help() else set()

    assert offering == {*CALLS, "scaffold", "upgrade"}  # which write, and have tests


@pytest.mark.parametrize("command", CALLS)
def test_json_arrives_whole_in_every_encoding(small, command):
    """It is valid, and the same as in UTF-8, where the case's own signs are in it as they are."""
    answers = {encoding: printed((*CALLS[command], "--json"), encoding) for encoding in ENCODINGS}

    read = {encoding: json.loads(text, parse_constant=refuse) for encoding, text in answers.items()}

    assert all(answer == read["utf-8"] for answer in read.values())
    assert command in PLAIN or not answers["utf-8"].isascii()
    assert answers["latin-1"].isascii()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_schema_arrives_whole_in_every_encoding(encoding):
    """Editors get the same schema from every terminal."""
    assert json.loads(printed(("schema", "law"), encoding)) == schema("law")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_schemas_are_written_in_utf8_whatever_the_output(tmp_path, encoding):
    """A file has an encoding of its own: the one that JSON has."""
    printed(("schema", "law", "--out", str(tmp_path)), encoding)

    assert json.loads((tmp_path / "law.json").read_text(encoding="utf-8")) == schema("law")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_emitted_game_is_read_back_with_every_sign(small, encoding):
    """
    A game file is YAML: what its output cannot carry is escaped as YAML escapes it, beyond sixteen
    bits too.
    """
    text = printed(("solve", "GAME", "--emit-game"), encoding)

    assert yaml.safe_load(text)["title"] == SIGNS
    (small / "again.yaml").write_text(text, encoding="utf-8")
    assert printed(("solve", "again.yaml", "--emit-game"), encoding) == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_annotations_are_utf8_everywhere(small, encoding):
    """
    GitHub reads UTF-8 and knows no escape: a diagnostic keeps its signs, whatever the runner's
    locale.
    """
    text = (small / "CASE").read_text(encoding="utf-8")
    (small / "broken").write_text(text + f'facts_of_{SIGNS.split()[1]}: "x"\n', encoding="utf-8")
    raw = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(raw, encoding=encoding)) as output:
        main(["check", "broken", "--format", "github"])
        output.flush()

    assert "한국" in raw.getvalue().decode("utf-8")


def test_a_name_that_is_no_text_is_escaped():
    """
    A file name may hold bytes of no encoding; JSON carries them as the halves that Python reads
    them as.
    """
    assert json.loads(json_text({"file": "\udcff.yaml"}, encoding="utf-8")) == {
        "file": "\udcff.yaml"
    }
    json_text({"file": "\udcff.yaml"}, encoding="utf-8").encode("utf-8")
    game_text('{"title": "\udcff"}').encode("utf-8")


def test_json_that_is_printed_in_parts_is_the_same_text(capsys, monkeypatch):
    """However few pieces are written at once, a letter and its escape stay whole."""
    content = {"file": "\udcff.yaml", "says": ["법률", 1.5, None, {}, []], "title": "a\n"}
    monkeypatch.setattr(outputs, "_TOGETHER", 1)
    print_json_text(content)

    assert capsys.readouterr().out == f"{json_text(content)}\n"


def test_a_process_in_latin_1_prints_the_same_json():
    """
    From end to end: the environment's encoding decides how JSON is written, never what it says.
    """
    command = (sys.executable, "-m", "phaseline", "cases", "--json")
    done = subprocess.run(
        command,
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "latin-1", "PYTHONPATH": ":".join(sys.path)},
    )

    assert (
        json.loads(done.stdout.decode("ascii"))["cases"][0]["title"].count("–") == 1
    )  # "Russia–DPRK"
