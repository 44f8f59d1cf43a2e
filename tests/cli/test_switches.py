"""
Switches of Python and of libraries: they change how quickly an answer comes, and never what it is.
"""

import inspect
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from phaseline.case.model.sentences import SENTENCES as CASE_SENTENCES
from phaseline.cli.main import main
from phaseline.game.kernels import machine
from phaseline.game.sentences import SENTENCES as GAME_SENTENCES
from phaseline.papers.telling import SENTENCES as STUB_SENTENCES

GAME = Path(__file__).parents[2] / "docs/reference/strait-game.yaml"
PLAIN = ("PYTHON", "NUMBA", "OMP", "OPENBLAS", "MKL")


def printed(*words, options=(), **environment) -> str:
    """What a command prints under some settings alone; it has nothing to complain of."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PLAIN)}
    settings = {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment}
    command = [sys.executable, *options, "-m", "phaseline", *words]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in settings.items() if value},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("concern", ["case", "game-file", "stubs"])
def test_docstrings_are_no_data(concern):
    """A Python that leaves docstrings out writes the same schema."""
    assert printed("schema", concern, PYTHONOPTIMIZE="2") == printed("schema", concern)


@pytest.mark.parametrize(
    ("room", "sentences"),
    [
        ("phaseline.case.model", CASE_SENTENCES),
        ("phaseline.game", GAME_SENTENCES),
        ("phaseline.papers", STUB_SENTENCES),
    ],
)
def test_a_schema_says_what_the_code_says(room, sentences):
    """
    Each sentence that an editor shows is the docstring of its record; `make docs` writes them anew.
    """
    for name, sentence in sentences.items():
        module, _, record = name.partition(".")
        places = [import_module(f"{room}.{module}")]
        if room == "phaseline.game":  # the table holds the records of published models, too
            places.append(import_module(f"{room}.published.{module}"))
        [holder] = [
            place for place in places if vars(place).get(record, int).__module__ == place.__name__
        ]

        assert sentence.split() == inspect.getdoc(vars(holder)[record]).split()


@pytest.fixture(scope="module")
def usual() -> str:
    """A game as it is solved without further settings."""
    return printed("solve", str(GAME), "--json")


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONOPTIMIZE": "2"},
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "7"},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONMALLOC": "debug"},
        {"PYTHONUTF8": "0", "LC_ALL": "C", "TZ": "Asia/Seoul", "COLUMNS": "20"},
        {"NUMBA_DISABLE_JIT": "1"},
        {"NUMBA_NUM_THREADS": "1", "OMP_NUM_THREADS": "64"},
        {"NUMBA_NUM_THREADS": "many", "OMP_NUM_THREADS": "none"},
        {"NUMBA_CACHE_DIR": "/dev/null/x"},
        {"HOME": ""},
    ],
    ids=str,
)
def test_a_setting_of_the_environment_changes_no_answer(usual, settings):
    """Byte for byte, and without a complaint."""
    assert printed("solve", str(GAME), "--json", **settings) == usual


def test_an_isolated_python_answers_as_well():
    """`python -I` sees no setting and no path of the user's; what is installed is found."""
    command = [
        sys.executable,
        "-I",
        "-c",
        (
            "import sys; sys.path[:] = sys.argv.pop().split(':'); from phaseline.cli.main import"
            " main; main()"
        ),
    ]
    done = subprocess.run(
        [*command, "explain", "PL101", ":".join(filter(None, sys.path))],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == printed("explain", "PL101")


@pytest.fixture
def fresh():
    """Kernels as a new process finds them, before and after."""
    machine._is_working.cache_clear()
    yield
    machine._is_working.cache_clear()


@pytest.mark.parametrize(
    "error",
    [
        OSError("could not find shared object file"),
        ImportError("needs another NumPy"),
        ValueError("0 threads"),
        MemoryError(),
    ],
)
def test_a_compiler_that_cannot_be_loaded_leaves_games_to_the_plain_solver(
    monkeypatch, fresh, error
):
    """Whatever its loader raises: it is told in a sentence, and no command ends for it."""
    said = []

    class Failing:
        def find_spec(self, name, *_):
            if name == "phaseline.game.kernels.host":
                raise error

    monkeypatch.setattr(sys, "meta_path", [Failing(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "phaseline.game.kernels.host", raising=False)
    monkeypatch.delattr("phaseline.game.kernels.host", raising=False)
    monkeypatch.setattr(machine, "_settled", [machine.Machine(tell=said.append)])

    assert not machine.is_there()
    assert len(said) == 1
    assert said[0].startswith("the compiled solver cannot be loaded (")
    assert said[0].endswith("the plain one takes over, and takes longer")


def test_a_compiler_that_is_switched_off_leaves_games_to_the_plain_solver(monkeypatch, fresh):
    """
    `NUMBA_DISABLE_JIT`, for debuggers, leaves functions as they are; kernels are not made for that.
    """
    numba = pytest.importorskip("numba")
    monkeypatch.setattr(numba.config, "DISABLE_JIT", True)

    assert not machine.is_there()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "this needs more memory than there is left"),
        (OSError(12, "Cannot allocate memory"), "this needs more memory than there is left"),
        (RuntimeError("can't start new thread"), "this needs more memory than there is left"),
        (
            ImportError("libhighs.so: failed to map segment", name="highspy"),
            "a library could not be loaded (libhighs.so",
        ),
        (
            OSError("could not load libllvmlite.so"),
            "a library could not be loaded (could not load libllvmlite.so)",
        ),
        (
            OSError(24, "Too many open files", "a.yaml"),
            "'a.yaml' could not be used: too many open files",
        ),
        (BrokenPipeError(32, "Broken pipe"), "a fault of ours, please report it: BrokenPipeError"),
        (
            ImportError("no name", name="phaseline.lost"),
            "a fault of ours, please report it: ImportError",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__ + str(value)[:20],
)
def test_what_a_machine_or_a_library_lacks_is_said_as_what_it_is(monkeypatch, capsys, error, words):
    """
    Not as an answer that could not be written out, and not as a fault of ours unless it is one.
    """

    def failing(_):
        raise error

    monkeypatch.delenv("PHASELINE_DEBUG", raising=False)
    monkeypatch.setattr("phaseline.cli.main._command", failing)

    assert main(["check"]) == 3
    assert words in capsys.readouterr().err
