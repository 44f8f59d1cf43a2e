"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from modules import HOUSE, NODES, PATHS, SOURCES, TREES

import phaseline

ROOMS = [path.parent for path in PATHS if path.name == "__init__.py" and path.parent != HOUSE]
DOORS = (
    "cli/",
    "brief/html.py",
    "brief/typefaces.py",
    "case/read.py",
    "case/shipped.py",
    "case/texts.py",
    "case/upgrade/opened.py",
    "explore/parts.py",
    "game/kernels/host.py",
    "game/compile/shelf.py",
    "game/kernels/machine.py",
    "game/published/gallery.py",
    "papers/lists.py",
    "scaffold/pattern.py",
    "watch/sqlite.py",
    "web/frame.py",
    "web/replay_lists.py",
    "web/scenarios.py",
    "web/watching.py",
)

LONGEST_FUNCTION = 60
# What was longer when lines became shorter; the list only shrinks.
LONG_FUNCTIONS = ("answer_data", "oversight", "why_text")

FILE_FUNCTIONS = {
    "open",
    "io.open",
    "os.listdir",
    "os.makedirs",
    "os.mkdir",
    "os.open",
    "os.remove",
    "os.rename",
    "os.replace",
    "os.scandir",
    "os.walk",
}
FILE_METHODS = {
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "iterdir",
    "rglob",
    "mkdir",
    "unlink",
    "touch",
    "glob",
}
FILE_LIBRARIES = {"shutil", "sqlite3", "subprocess", "tempfile", "urllib"}

WHOLE_CALLS = {"len", "isinstance", "any", "all", "bool", "int", "comb", "sum"}
# Places that add, rank or choose by what is no computed float, each looked at: how many a module
# has at most.
LOOKED_AT = {
    "case/check/anchors.py": 1,  # letters
    "case/check/lawsize.py": 1,  # lines
    "case/check/politics.py": 1,  # seats
    "case/check/polls.py": 2,  # decimals
    "case/check/report.py": 1,  # diagnostics
    "desk/comparison/advice.py": 1,  # draws
    "desk/comparison/information.py": 1,  # the first of the courses that lead but for rounding
    "desk/comparison/results.py": 1,  # the size of a work, so that the longest comes first
    "desk/consent/politics.py": 4,  # seats
    "desk/findings/rungs.py": 1,  # the order of standings
    "desk/consent/votes.py": 1,  # seats
    "explore/boxes.py": 1,  # ratios of counts, equal where they are
    "explore/screening.py": 1,  # steps, all of one length
    "game/answer.py": 1,  # a tie by the size of a whole game
    "game/check/sizes.py": 2,  # periods
    "game/compile/games.py": 1,  # edges
    "game/levels.py": 1,  # arrays, in the order of the file
    "game/metrics.py": 1,  # arrays, in the order of the file
    "game/oneshot.py": 2,  # arrays, and the one state that has all of the start
    "game/ties.py": 1,  # the rule itself
    "law/explain.py": 1,  # bits
    "papers/anchors.py": 1,  # the same words in the same order
    "papers/pdf.py": 9,  # letters and lines
    "politics/power.py": 5,  # coalitions
    "politics/repeated.py": 2,  # seats
    "politics/votes.py": 4,  # seats
    "present/charts/ladder.py": 1,  # whole pixels
    "present/charts/supply_matrix.py": 1,  # needs
    "present/charts/widths.py": 1,  # whole thousandths
    "present/terminal/law.py": 2,  # widths
    "present/document/law_replies.py": 1,  # cells
    "present/document/game_replies.py": 1,  # rungs
    "present/terminal/politics.py": 1,  # members
    "present/data/politics.py": 1,  # members
    "present/document/source_replies.py": 1,  # gaps
    "present/wording/layout.py": 1,  # widths
    "terms/ties.py": 2,  # the rule itself
}

LISTS = ("show", "facts", "timeline", "ladders", "conflicts", "sources", "assumptions")
HEAVY = (
    "clingo",
    "highspy",
    "jinja2",
    "llvmlite",
    "numba",
    "numpy",
    "pydantic",
    "pypdfium2",
    "rapidfuzz",
    "snowballstemmer",
    "starlette",
    "uvicorn",
    "wcwidth",
)


def name(path: Path) -> str:
    """A module's path below src/phaseline, as a test's id."""
    return path.relative_to(HOUSE).as_posix()


def dotted(node: ast.expr) -> str:
    """
    The dotted name of an expression, such as `os.open`; the last part alone where what stands
    before is no name.
    """
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def nodes_of(source: str) -> Iterator[ast.AST]:
    """Every node of some lines of code."""
    return ast.walk(ast.parse(source))


def file_uses(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every place where a module touches a file, with its line."""
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            imported = (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
            )
            yield from (
                f"line {node.lineno}: import {one}"
                for one in imported
                if one.split(".")[0] in FILE_LIBRARIES
            )
        elif isinstance(node, ast.Call):
            called = dotted(node.func)
            if called in FILE_FUNCTIONS or (
                "." in called and called.rsplit(".", 1)[1] in FILE_METHODS | {"open"}
            ):
                yield f"line {node.lineno}: {called}"


def is_whole(node: ast.expr) -> bool:
    """Whether an expression is evidently a whole number: a truth, a length, or a count of such."""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Constant(value=value):
            return isinstance(value, int)
        case ast.BinOp(left=left, right=right):
            return is_whole(left) and is_whole(right)
        case ast.Call(func=ast.Name(id=called)):
            return called in WHOLE_CALLS
    return False


def by_computed_floats(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """
    Every call that may add floats up as this Python does, or rank or choose by them without a
    tolerance.
    """
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        called = dotted(node.func)
        keys = [ast.unparse(keyword.value) for keyword in node.keywords if keyword.arg == "key"]
        if called == "sum":
            added = node.args[0].elt if isinstance(node.args[0], ast.GeneratorExp) else node.args[0]
            if not is_whole(added):
                yield ast.unparse(node)
        elif (
            (called in ("max", "min") and keys)
            or (called == "sorted" and any(": -" in key for key in keys))
            or called.rsplit(".", 1)[-1] in ("argmax", "argmin")
        ):
            yield ast.unparse(node)


def test_no_function_is_longer_than_60_lines():
    """A function is read in one look; what its docstring says comes before that."""
    long = [
        f"{module}: {node.name}"
        for module, nodes in NODES.items()
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and lines_of_code(node) > LONGEST_FUNCTION
        and node.name not in LONG_FUNCTIONS
    ]

    assert long == []


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How long the body of a function is, without its docstring [lines]."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("module", ["phaseline", "phaseline.cli.main"])
def test_the_front_doors_load_nothing_heavy(module):
    """
    Neither `import phaseline` nor `phaseline --help` waits for a solver, a validator, a template
    engine or numbers.
    """
    code = f"import sys, {module}; print(*(one for one in {HEAVY} if one in sys.modules))"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert loaded == []


def test_no_list_loads_a_solver(monkeypatch):
    """What is entered is listed without numbers, solvers, source texts or a schema."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    unwanted = [*sorted(set(HEAVY) - {"wcwidth"}), "scipy", "jaxtyping", "phaseline.case.quotes"]
    code = (
        "import sys; from phaseline.cli.main import main\n"
        f"for command in {LISTS}:\n"
        "    print(command, main([command, 'korea-2024', '--json']), file=sys.stderr,"
        f" *(one for one in {unwanted} if one in sys.modules))"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.count('{\n  "phaseline"') == len(LISTS)
    assert ran.stderr.splitlines() == [f"{command} 0" for command in LISTS]


def test_files_are_touched_only_at_the_doors():
    """The core opens no file: text comes in as text and goes out as text."""
    uses = [
        f"{module}: {use}"
        for module, nodes in NODES.items()
        if not module.startswith(DOORS)
        for use in file_uses(nodes)
    ]

    assert uses == []


@pytest.mark.parametrize(
    "line",
    [
        "open('a')",
        "path.open()",
        "Path('a').read_text()",
        "os.scandir(where)",
        "import shutil",
        "from urllib.request import urlopen",
    ],
)
def test_the_search_for_opened_files_finds_them(line):
    """
    The rule above sees the builtin, the methods of a path, the os module and the libraries that
    open files for one.
    """
    assert list(file_uses(nodes_of(line))) != []


@pytest.mark.parametrize(
    "line", ["opened('a')", "text.replace('a', 'b')", "' '.join(words)", "import os.path"]
)
def test_the_search_for_opened_files_lets_text_pass(line):
    """What only looks like a file is let through."""
    assert list(file_uses(nodes_of(line))) == []


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_every_room_says_in_which_order_to_read_it(room):
    """A room's docstring is its reading guide, and names only modules that are there."""
    guide = ast.get_docstring(TREES[name(room / "__init__.py")]) or ""

    order = re.search(r"Read in this order: ([^.]*)\.", guide)

    assert order is not None
    named = re.findall(r"`(\w+)`", order[1])
    assert named
    assert [
        one
        for one in named
        if not ((room / f"{one}.py").is_file() or (room / one / "__init__.py").is_file())
    ] == []


def test_the_front_door_is_sorted_and_real():
    """`__all__` is in order, holds at most twelve names, and each of them is there."""
    names = list(phaseline.__all__)

    assert names == sorted(
        set(names), key=lambda one: (not one.isupper(), not one[0].isupper(), one)
    )
    assert len(names) <= 12
    assert [one for one in names if not hasattr(phaseline, one)] == []


def test_the_package_says_that_it_is_typed():
    """A type checker finds the marker beside the code."""
    assert (HOUSE / "py.typed").is_file()


def test_no_computed_float_is_added_or_ranked_without_the_rule_for_ties():
    """
    The built-in `sum` rounds otherwise from Python 3.12 on, and the last bit of a float ranks
    nothing: `terms/ties.py` adds and ranks.
    """
    found = {module: list(by_computed_floats(nodes)) for module, nodes in NODES.items()}

    assert {
        module: calls for module, calls in found.items() if len(calls) > LOOKED_AT.get(module, 0)
    } == {}


@pytest.mark.parametrize(
    "line",
    [
        "sum(weights)",
        "sum(one.worth for one in rows)",
        "max(rows, key=worth)",
        "sorted(rows, key=lambda one: -one.worth)",
        "values.argmax()",
    ],
)
def test_the_search_for_floats_that_rank_finds_them(line):
    """
    The rule above sees sums, the first and the last by a key, falling orders, and places of the
    largest.
    """
    assert len(list(by_computed_floats(nodes_of(line)))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "sum(len(one) for one in rows)",
        "sum(one > 2 for one in rows)",
        "max(values)",
        "sorted(names)",
        "total(weights)",
        "rows.sum()",
    ],
)
def test_the_search_for_floats_that_rank_lets_counts_pass(line):
    """What counts, or gives a number and no place, is let through."""
    assert list(by_computed_floats(nodes_of(line))) == []


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_a_reading_guide_names_every_module_of_its_room_once(room):
    """So that an outsider who reads in its order has read all."""
    guide = ast.get_docstring(TREES[name(room / "__init__.py")]) or ""
    _, order, listed = guide.partition("Read in this order:")

    modules = {path.stem for path in room.glob("*.py")} | {
        path.parent.name for path in room.glob("*/__init__.py")
    }

    assert order
    assert sorted(re.findall(r"`(\w+)`", listed)) == sorted(modules - {"__init__"})


LOGIC = re.compile(r"(?<![?]):[-~]|#(?:const|count|defined|external|maximize|minimize|show|sum)\b")


def logic_lines(nodes: Iterable[ast.AST]) -> list[int]:
    """The lines of the texts that hold a rule, a constraint or a directive of a logic program."""
    return [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and LOGIC.search(node.value)
    ]


def test_logic_is_written_in_the_room_of_the_law_alone():
    """What decides a standing is read in one room: no rule of the program stands elsewhere."""
    lines = [
        f"{module}:{line}"
        for module, nodes in NODES.items()
        if not module.startswith("law/")
        for line in logic_lines(nodes)
    ]

    assert lines == []


@pytest.mark.parametrize(
    "line",
    [
        'lines = [f"barred :- stands(O,{number})."]',
        '":- not right(0)."',
        '"\\n#show."',
        'f":- #count{{ C : {atoms} }} > {most}."',
    ],
)
def test_the_search_for_logic_finds_it(line):
    """[hand] a rule, a constraint, a directive and a count."""
    assert logic_lines(nodes_of(line)) == [1]


@pytest.mark.parametrize("line", ["words[:-1]", 'r"(?:-|,)"', '"#showy"', '"law: - bar"'])
def test_the_search_for_logic_lets_other_text_pass(line):
    """[hand] a slice, a group of a pattern, a colour and a list."""
    assert logic_lines(nodes_of(line)) == []


# A capital by hand, or one for the first letter that takes away those of names after it.
CAPITALS = re.compile(r"\[:1\]\s*(?:\.upper\(|\|\s*upper)|\.capitalize\(|\|\s*capitalize\b")
THE_HELPER = "terms/letters.py"


def test_a_text_begins_with_a_capital_by_one_helper():
    """`str.capitalize` makes "votes of the EU" "Votes of the eu"; `capitalised` keeps names."""
    pages = {name(path): path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.j2")}
    by_hand = [
        f"{place}: {found[0]}"
        for place, text in {**SOURCES, **pages}.items()
        if place != THE_HELPER and (found := CAPITALS.search(text))
    ]

    assert CAPITALS.search(SOURCES[THE_HELPER])
    assert pages
    assert by_hand == []


@pytest.mark.parametrize(
    "line",
    ["text[:1].upper()", "noun.capitalize()", "{{ x[:1]|upper }}", "{{ period|capitalize }}"],
)
def test_the_search_for_capitals_finds_them(line):
    """[hand] by a slice or by the method, in Python and in a template."""
    assert CAPITALS.search(line)
