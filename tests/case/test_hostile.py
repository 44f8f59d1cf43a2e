"""
Input that means harm, or is merely broken: always a clear word, quickly and in little memory, and
never a traceback.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.present.terminal.diagnostics import diagnostic_text

pytestmark = pytest.mark.slow  # some eighty processes

MOST_SECONDS = 2.0
MOST_MEGABYTES = 300

# A process that has loaded the command forks one for each check: to load it eighty times takes far
# longer than to check. What a check is charged with includes the loading, as if it were alone.
# VmHWM is the peak of this process alone: what getrusage calls maxrss counts the process that
# started it too.
SERVER = """
import json, os, re, resource, signal, sys, traceback
from phaseline.cli.main import main

def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

def check(words, files):
    signal.alarm(60)
    for number, (path, flags) in enumerate(((os.devnull, os.O_RDONLY), *files)):
        os.dup2(os.open(path, flags), number)
    try:
        status = main(words)
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    except BaseException:
        traceback.print_exc()
        status = 70
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
    print(f"MEASURED {loading + seconds()} {int(peak[1]) / 1024}", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)

main(["check", sys.argv[1]])
sys.stdout.flush()
loading = seconds()
print("READY", flush=True)
for line in sys.stdin:
    words, out, err = json.loads(line)
    number = os.fork()
    if not number:
        check(words, [(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) for path in (out, err)])
    print("ENDED", os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)
"""

HEAD = """phaseline: 2
kind: case
id: hostile
title: T
question: Q
as_of: 2031-04-10
responder: merrow
challenger: merrow
actors: [{id: merrow, name: Merrow, kind: state}]
"""
FACT = (
    "{id: %s, kind: act, says: Ships pass., said_by: merrow, status: asserted, cites: [{source:"
    " paper, locator: '1'}]%s}"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The process that forks a check for each line."""
    sound = tmp_path_factory.mktemp("sound") / "case.yaml"
    sound.write_text(HEAD, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(sound)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        while process.stdout.readline() != "READY\n":
            assert process.poll() is None
        yield process
        process.stdin.close()


@pytest.fixture
def checked(server, tmp_path_factory):
    """Check a case in a process of its own, within the time and memory that are allowed."""
    printed = tmp_path_factory.mktemp("printed")
    paths = [printed / "out", printed / "err"]

    def check(*words: object) -> tuple[int, str]:
        order = [["check", *map(str, words)], *map(str, paths)]
        server.stdin.write(f"{json.dumps(order)}\n")
        server.stdin.flush()
        ended, status = server.stdout.readline().split()
        out, err = (path.read_text(encoding="utf-8") for path in paths)
        assert (ended, int(status) >= 0) == ("ENDED", True), status
        seconds, megabytes = map(float, re.search(r"MEASURED (\S+) (\S+)", err).groups())
        told = out + err
        assert "Traceback" not in told
        assert "fault of ours" not in told
        assert seconds < MOST_SECONDS
        assert megabytes < MOST_MEGABYTES
        assert len(out) < 2_000_000
        return int(status), told

    return check


def bomb() -> str:
    """Lines that would be nine to the twelfth words if their aliases were followed."""
    rows = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(rows)


def chain(count: int) -> str:
    """Events, each after the next, the last after the first."""
    rows = [
        f"- {{id: e{n}, title: E, when: unknown, after: [e{(n + 1) % count}]}}"
        for n in range(count)
    ]
    return HEAD + "events:\n" + "\n".join(rows)


def doubling(count: int) -> str:
    """Formulas, each twice the next."""
    rows = [
        f"- {{id: d{n}, title: D, unit: shipment, formula: derived.d{n + 1} + derived.d{n + 1}}}"
        for n in range(count)
    ]
    return (
        f"{HEAD}sources: [{{id: paper, type: report, title: P}}]\nfacts:"
        f" [{FACT % ('ships', ', value: 1 shipment')}]\nderived:\n"
        + "\n".join(
            [*rows, f"- {{id: d{count}, title: D, unit: shipment, formula: facts.ships.value}}"]
        )
    )


def facts(count: int, extra: str) -> str:
    """Facts with something more in each; `%d` is its number."""
    rows = "\n".join(
        f"- {FACT % (f'f{n}', extra % n if '%' in extra else extra)}" for n in range(count)
    )
    return f"{HEAD}sources: [{{id: paper, type: report, title: P}}]\nfacts:\n{rows}\n"


# name: text, exit status, something that is said
TEXTS: dict[str, tuple[Callable[[], str], int, str]] = {
    "empty": (lambda: "", 2, "there is nothing in it"),
    "only comments": (lambda: "# nothing\n" * 1000, 2, "there is nothing in it"),
    "a list": (lambda: "- one\n- two\n", 2, "it holds a list"),
    "one word": (lambda: "word", 2, "it holds the single value 'word'"),
    "too large": (
        lambda: "note: >\n" + "  words and words\n" * 400_000,
        2,
        "the case is larger than 5 MB",
    ),
    "NUL": (lambda: f"{HEAD}note: a\0b\n", 2, "control characters are not allowed"),
    "bomb": (bomb, 2, "the alias *a0 is not allowed"),
    "a hundred thousand brackets": (lambda: "[" * 100_000, 2, "nested deeper than 24 levels"),
    "a hundred thousand braces": (lambda: "{a: " * 100_000, 2, "nested deeper than 24 levels"),
    "a hundred thousand dashes": (lambda: "- " * 100_000, 2, "nested deeper than 24 levels"),
    "a hundred thousand questions": (lambda: "? " * 100_000, 2, "a key has to be a word"),
    "two thousand levels": (
        lambda: "\n".join(f"{' ' * n}a:" for n in range(2_000)),
        2,
        "nested deeper than 24 levels",
    ),
    "a tag that runs code": (
        lambda: "!!python/object/apply:os.system ['true']",
        2,
        "is not allowed",
    ),
    "a hundred thousand directives": (
        lambda: "".join(f"%TAG !{n}! x\n" for n in range(100_000)),
        2,
        "directives",
    ),
    "a hundred thousand anchors": (
        lambda: f"{HEAD}limits: [{', '.join(f'&a{n} x' for n in range(100_000))}]",
        0,
        "0 errors",
    ),
    "a million documents": (lambda: "---\n" * 1_000_000, 2, "a second YAML document"),
    "a million keys": (
        lambda: "{" + ",".join(f"{n:x}" for n in range(700_000)) + "}",
        2,
        "more than 1,000 fields",
    ),
    "a million keys, line by line": (
        lambda: "".join(f"{n:x}:\n" for n in range(650_000)),
        2,
        "more than 1,000 fields",
    ),
    "a million items": (lambda: "facts: [" + "a," * 1_200_000 + "]", 2, "more than 150,000 values"),
    "a hundred thousand faulty entries": (
        lambda: f"{HEAD}facts: [{'a,' * 100_000}]",
        1,
        "99,800 more diagnostics are not listed",
    ),
    "fifty thousand doubled keys": (
        lambda: HEAD + "note: x\n" * 50_000,
        2,
        "the key 'note' stands twice",
    ),
    "doubled keys with much behind them": (
        lambda: ("facts: [" + "a," * 5_000 + "]\n") * 200,
        2,
        "the key 'facts' stands twice",
    ),
    "a line of four megabytes": (lambda: f"{HEAD}note: {'x' * 4_000_000}", 0, "0 errors"),
    "a key of four megabytes": (
        lambda: f'{HEAD}? "{"x" * 4_000_000}"\n: y',
        1,
        "unknown field 'xxx",
    ),
    "a number of four megabytes": (
        lambda: facts(1, f", value: {'1' * 4_000_000}"),
        1,
        "value: found '111",
    ),
    "a unit of four megabytes": (
        lambda: facts(1, f", value: 1 {'s' * 4_000_000}"),
        1,
        "unknown unit 'sss",
    ),
    "a date of four megabytes": (
        lambda: facts(1, f", when: {'1' * 4_000_000}"),
        1,
        "when: found '111",
    ),
    "a quote of four megabytes": (
        lambda: facts(1, "").replace("locator: '1'", f"exact: {'x' * 4_000_000}"),
        0,
        "cannot be verified",
    ),
    "a formula of four megabytes": (
        lambda: (
            f"{HEAD}derived: [{{id: d, title: D, unit: '', formula:"
            f" {'facts.a.value + ' * 200_000}facts.a.value}}]"
        ),
        1,
        "characters; expected at most 1,000",
    ),
    "a reference of four megabytes": (
        lambda: facts(1, f", about: [{'x' * 4_000_000}]"),
        1,
        "there is no 'xxx",
    ),
    "figures without end": (
        lambda: facts(1, "").replace("Ships pass.", '"' + "1.1," * 900_000 + '"'),
        0,
        "0 errors",
    ),
    "a range without end": (
        lambda: f"{HEAD}counters: [{{id: c, against: {'1.' * 1_900_000}, answer: []}}]",
        0,
        "0 errors",
    ),
    "a calibre without end": (
        lambda: f"{HEAD}counters: [{{id: c, against: 'x {'1 ' * 1_900_000}', answer: []}}]",
        0,
        "0 errors",
    ),
    "a huge number": (lambda: facts(1, f", value: {10**4000}"), 1, "value: found '1000"),
    "a huge rank": (
        lambda: f"{HEAD}brakes: [{{id: b, title: B, rank: {10**4000}, holds: H, loosened_by: []}}]",
        1,
        "rank: found '1000",
    ),
    "infinity": (lambda: facts(1, ", value: .inf"), 1, "value: found '.inf'"),
    "no number": (lambda: facts(1, ", value: .nan"), 1, "value: found '.nan'"),
    "more than a number can be": (lambda: facts(1, ", value: 1e999"), 1, "value: found '1e999'"),
    "another format": (
        lambda: HEAD.replace("phaseline: 2", "phaseline: 3") + "novelties: []\n",
        2,
        "the case is written in format 3",
    ),
    "another kind": (
        lambda: HEAD.replace("kind: case", "kind: game") + "payoffs: []\n",
        2,
        "this is a file of the kind 'game'",
    ),
    "format as a word": (lambda: HEAD.replace("phaseline: 2", "phaseline: one"), 1, "found 'one'"),
    "format true": (
        lambda: HEAD.replace("phaseline: 2", "phaseline: true"),
        2,
        "the case is written in format True",
    ),
    "five thousand unknown names": (
        lambda: facts(5_000, ", about: [merro%d]"),
        1,
        "more diagnostics are not listed",
    ),
    "a circle of five thousand": (lambda: chain(5_000), 1, "circular order of events"),
    "five thousand of one id": (
        lambda: facts(5_000, "").replace("id: f", "id: f0, note: f"),
        1,
        "the id 'f0' stands twice",
    ),
    "formulas that double": (lambda: doubling(2_000), 1, "larger than any number that can be held"),
    "a name of four hundred words": (
        lambda: facts(400, f", about: [{'merrow-' * 500}%d]"),
        1,
        "more diagnostics are not listed",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_answered_quickly_and_in_words(checked, name, tmp_path):
    """
    Whatever the text holds: exit status 2 if it cannot be read, 1 if it is faulty, and a message
    that says what is wrong.
    """
    text, status, message = TEXTS[name]
    (tmp_path / "case.yaml").write_bytes(text().encode())

    found, told = checked(tmp_path)

    assert found == status, told[-2000:]
    assert message in told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (bytes(range(256)) * 1000, "it is not text: byte 128 is no UTF-8"),
        (b"note: \xff\xfe", "byte 6"),
        ("note: ü".encode("utf-16"), "byte 0"),
        (os.urandom(4096) + b"\xff", "no UTF-8"),
    ],
    ids=["every byte", "invalid UTF-8", "UTF-16", "chance"],
)
def test_what_is_no_text_is_refused_as_such(checked, content, message, tmp_path):
    """A binary file is named as one, with the byte at which it stops being text."""
    (tmp_path / "case.yaml").write_bytes(content)

    status, told = checked(tmp_path)

    assert status == 2
    assert message in told


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b"\n", b"\r"),
    ],
    ids=["BOM", "CRLF", "CR"],
)
def test_marks_and_line_ends_of_other_systems_change_no_place(checked, change, tmp_path):
    """
    A byte-order mark and other line ends are read over: a fault is found on the line that an editor
    shows.
    """
    (tmp_path / "case.yaml").write_bytes(change(f"{HEAD}fatcs: []\n".encode()))

    status, told = checked(tmp_path)

    assert status == 1
    assert "case.yaml:10:1  unknown field 'fatcs'" in told


def test_an_empty_folder_is_no_case(checked, tmp_path):
    """The reader is told what is missing, and how to begin."""
    status, told = checked(tmp_path)

    assert status == 2
    assert "the folder holds no case.yaml" in told


def test_a_place_that_is_not_there_is_named(checked, tmp_path):
    """Neither a path nor a shipped case."""
    status, told = checked(tmp_path / "nowhere")

    assert status == 2
    assert "no such path" in told


def loop(folder: Path) -> None:
    """Two links that lead to one another."""
    (folder / "case.yaml").symlink_to(folder / "other.yaml")
    (folder / "other.yaml").symlink_to(folder / "case.yaml")


def dangling(folder: Path) -> None:
    """A link that leads nowhere."""
    (folder / "case.yaml").symlink_to(folder / "nowhere")


def pipe(folder: Path) -> None:
    """A pipe that nobody writes into."""
    os.mkfifo(folder / "case.yaml")


def device(folder: Path) -> None:
    """A link to a device that never ends."""
    (folder / "case.yaml").symlink_to("/dev/zero")


def directory(folder: Path) -> None:
    """A folder of the name of a file."""
    (folder / "case.yaml").mkdir()


def unreadable(folder: Path) -> None:
    """A file that gives an error when it is read."""
    (folder / "case.yaml").symlink_to(
        "/proc/self/mem"
    )  # a regular file that nobody may read from its start, root included


def forbidden(folder: Path) -> None:
    """A file without permission."""
    (folder / "case.yaml").write_text(HEAD)
    (folder / "case.yaml").chmod(0)
    if os.access(folder / "case.yaml", os.R_OK):
        pytest.skip("this user may read everything")


def endless(folder: Path) -> None:
    """A file that is longer than it says."""
    (folder / "case.yaml").symlink_to("/proc/kallsyms")  # says that it is empty, and is not


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (loop, "too many levels of symbolic links"),
        (dangling, "no such file or directory"),
        (pipe, "it is not a regular file"),
        (device, "it is not a regular file"),
        (directory, "it is not a regular file"),
        (unreadable, "it cannot be read"),
        (forbidden, "permission denied"),
        (endless, "case.yaml"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
@pytest.mark.parametrize("is_folder", [True, False], ids=["in its folder", "by itself"])
def test_what_is_no_file_is_not_waited_for(checked, make, message, is_folder, tmp_path):
    """Links that lead nowhere, pipes, devices, folders: named at once, never read."""
    make(tmp_path)
    if make is directory and not is_folder:
        message = "the folder holds no case.yaml"

    status, told = checked(tmp_path if is_folder else tmp_path / "case.yaml")

    assert status == 2
    assert message in told


def test_a_device_given_as_a_case_is_refused(checked):
    """`phaseline check /dev/zero` ends."""
    status, told = checked("/dev/zero")

    assert status == 2
    assert "it is not a regular file" in told


def test_three_hundred_files_are_too_many(checked, tmp_path):
    """A folder of that many files is no case that a person has written."""
    for number in range(300):
        (tmp_path / f"facts-{number}.yaml").write_text("facts: []\n")

    status, told = checked(tmp_path)

    assert status == 2
    assert "the folder holds 300 YAML files" in told


def test_file_names_that_are_no_text_are_written_in_escapes(checked, tmp_path):
    """
    A name with a line break or with stray bytes neither breaks the report nor forges a line of it.
    """
    (tmp_path / "case.yaml").write_text(HEAD)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/facts\n\xff.yaml")).write_text("fatcs: []\n")

    status, told = checked(tmp_path)

    assert status == 1
    assert r"facts\n\udcff.yaml:1:1  unknown field" in told


def test_size_is_counted_over_all_files(checked, tmp_path):
    """Ten files of a megabyte are as much as one of ten."""
    (tmp_path / "case.yaml").write_text(HEAD)
    for number in range(10):
        (tmp_path / f"facts-{number}.yaml").write_text("# words and words\n" * 60_000)

    status, told = checked(tmp_path)

    assert status == 2
    assert "facts-4.yaml:1:1  the case is larger than 5 MB" in told


@pytest.mark.parametrize("length", [50_000, 1_000_000])
def test_hundreds_of_quotes_that_are_nowhere_are_refused_in_time(checked, length, tmp_path):
    """To look for what comes close is slow, so it is done for as many as a reader can use."""
    words = ["harbour", "ship", "toll", "strait", "keeper", "lamp", "night", "council"]
    text = " ".join(words[(n * n) % 8] + str(n % 97) for n in range(length // 8))
    digest = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "paper.txt").write_text(text)
    rows = "\n".join(
        f"- {FACT % (f'f{n}', '')}".replace("locator: '1'", f"exact: the ferry sank {n} times")
        for n in range(500)
    )
    (tmp_path / "case.yaml").write_text(
        f"{HEAD}sources: [{{id: paper, type: report, title: P, sha256:"
        f" {digest}}}]\nfacts:\n{rows}\n"
    )

    status, told = checked(tmp_path, "--sources", tmp_path / "texts")

    assert status == 1
    assert "300 more diagnostics are not listed" in told


def test_a_name_that_holds_signs_for_the_terminal_is_printed_escaped(tmp_path):
    """Neither the message nor the address of a wrong id or field recolours a reader's screen."""
    file = tmp_path / "case.yaml"
    file.write_text(
        'phaseline: 2\nkind: case\nfacts:\n  - {id: "a\\e[31mb", says: x}\n"\\e[2J": 1\n',
        encoding="utf-8",
    )

    told = [diagnostic_text(diagnostic) for diagnostic in read_case(file).diagnostics]

    assert any("a\\x1b[31mb" in text for text in told)
    assert any("\\x1b[2J" in text for text in told)
    assert not [text for text in told if "\x1b" in text]
