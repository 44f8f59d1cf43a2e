"""A study on machines elsewhere: the same bytes, and words for whatever befalls them."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from depth import soak
from distributed import LocalCluster

from phaseline.api import case_of, open_case
from phaseline.cli import cluster
from phaseline.cli.cluster import DaskCluster
from phaseline.cli.cluster_task import part_of
from phaseline.errors import EngineError, QuestionError
from phaseline.explore import study
from phaseline.explore.parts import chunk_name, difference, makes, path_of, states
from phaseline.explore.running import StudyShare, to_do, worked_out
from phaseline.explore.study import planned

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
PHASELINE = (sys.executable, "-m", "phaseline")
RELEASED = threading.Event()
ENTERED: list[str] = []
UNHURRIED = 60.0  # seconds: a part takes a tenth of one, on a machine that does nothing else


@pytest.fixture(scope="module")
def hall():
    """A small case, and the plan of its study."""
    report = open_case(HALL)
    case = case_of(report)
    return case, planned(case, report.reading.hash)


@pytest.fixture(scope="module")
def address():
    """A scheduler with two workers in this process, spoken to over TCP."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        worker_dashboard_address=None,
    ) as local:
        yield local.scheduler_address


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Chunks of sixteen draws."""
    monkeypatch.setattr(study, "CHUNK", 16)


def on_cluster(hall, folder: Path, address: str, chunks: int) -> list[str]:
    """Do what is to be done of a study on a cluster, and give the parts in the order they came."""
    return done_by(DaskCluster(address, UNHURRIED), hall, folder, chunks)


def done_by(executor: DaskCluster, hall, folder: Path, chunks: int) -> list[str]:
    """Let somebody do what is to be done of a study."""
    case, plan = hall
    todo = to_do(folder, plan, chunks, StudyShare())
    executor.begin(case, plan, folder)
    try:
        return list(executor.finished(todo.names))
    finally:
        executor.end()


def here(hall, folder: Path, chunks: int) -> dict[str, bytes]:
    """Do a study in this process, and give its files."""
    case, plan = hall
    for name in to_do(folder, plan, chunks, StudyShare()).names:
        worked_out(case, plan, folder, name)
    return content(folder)


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.slow
def test_a_cluster_leaves_the_bytes_of_one_process(hall, address, tmp_path):
    """Five chunks and the probe, by two workers and by nobody but this process."""
    came = on_cluster(hall, tmp_path / "study", address, 5)
    assert len(came) == 6
    assert content(tmp_path / "study") == here(hall, tmp_path / "own", 5)
    assert on_cluster(hall, tmp_path / "study", address, 5) == []


@pytest.mark.slow
def test_a_worker_of_another_make_is_refused(hall, address, tmp_path, monkeypatch):
    """Who asks is of an older version: words name both, nothing is written but the plan."""
    monkeypatch.setattr(cluster, "makes", lambda: {**makes(), "phaseline": "0.0.9"})
    with pytest.raises(EngineError, match=r"another make: it has phaseline .* in place of 0\.0\.9"):
        on_cluster(hall, tmp_path / "study", address, 2)
    assert [path.name for path in (tmp_path / "study").iterdir()] == ["study.json"]


def test_a_make_is_the_package_and_what_draws():
    """Each by its name; the same make is no difference, another one is said beside its own."""
    assert set(makes()) == {"phaseline", "numpy", "scipy"}
    assert not difference(makes())
    assert difference({"numpy": "1.0", "scipy": makes()["scipy"]}) == (
        f"numpy {makes()['numpy']} in place of 1.0"
    )


def hanging(job, wanted, name):
    """Hold the first worker that takes the first chunk until the test is over."""
    if name == chunk_name(0) and name not in ENTERED:
        ENTERED.append(name)
        RELEASED.wait(UNHURRIED)
    return part_of(job, wanted, name)


class WaitedOut(DaskCluster):
    """Has waited long enough for the first chunk as soon as a worker hangs on it, and no longer."""

    def _late(self):
        held = [errand for errand in self._errands.items() if errand[1].name == chunk_name(0)]
        if ENTERED and self._stuck == set():
            for future, errand in held:
                self._errands[future] = replace(errand, due=0.0)
        return super()._late()


@pytest.mark.slow
def test_a_part_that_hangs_is_sent_to_another_worker(hall, address, tmp_path, monkeypatch):
    """The worker of the first chunk waits for ever; when its time is up another one does it."""
    monkeypatch.setattr(cluster, "part_of", hanging)
    ENTERED.clear()
    RELEASED.clear()
    try:
        came = done_by(WaitedOut(address, UNHURRIED), hall, tmp_path / "study", 3)
    finally:
        RELEASED.set()
    assert [*ENTERED] == [chunk_name(0)]
    assert sorted(came) == ["chunk-000000", "chunk-000001", "chunk-000002", "probe"]
    assert content(tmp_path / "study") == here(hall, tmp_path / "own", 3)


def failing(job, wanted, name):
    """Fail on the second chunk, each time."""
    if name == chunk_name(1):
        ENTERED.append(name)
        raise OSError("the disk of the worker is on fire")
    return part_of(job, wanted, name)


@pytest.mark.slow
def test_a_part_that_fails_everywhere_ends_in_words(hall, address, tmp_path, monkeypatch):
    """Sent three times, then given up; what is finished stands and is not done again."""
    _, plan = hall
    ENTERED.clear()
    with monkeypatch.context() as patched:
        patched.setattr(cluster, "part_of", failing)
        with pytest.raises(EngineError, match=r"chunk-000001 failed on 3 workers .*on fire"):
            on_cluster(hall, tmp_path / "study", address, 2)
    assert [*ENTERED] == [chunk_name(1)] * 3
    before = states(tmp_path / "study", plan.name).whole
    came = on_cluster(hall, tmp_path / "study", address, 2)
    assert not {*came} & {*before}
    assert content(tmp_path / "study") == here(hall, tmp_path / "own", 2)


def unreadable(job, wanted, name):
    """Ask as a machine does on which the package is not installed."""
    raise ModuleNotFoundError("No module named 'phaseline'", name="phaseline")


@pytest.mark.slow
def test_a_worker_without_the_package_is_named(hall, address, tmp_path, monkeypatch):
    """It is not asked again and again, and the reader is told what it lacks."""
    monkeypatch.setattr(cluster, "part_of", unreadable)
    with pytest.raises(EngineError, match="cannot load phaseline; the scheduler and each worker"):
        on_cluster(hall, tmp_path / "study", address, 1)


@pytest.mark.slow
def test_a_question_that_a_worker_finds_wrong_is_told_as_here(hall, address, tmp_path, monkeypatch):
    """A course that the case does not have, found out on the worker: not sent a second time."""
    case, plan = hall
    executor = DaskCluster(address)
    executor.begin(case, plan, tmp_path)
    monkeypatch.setattr(cluster, "part_of", asking_for_nothing)
    ENTERED.clear()
    try:
        with pytest.raises(QuestionError, match="there is no such ladder"):
            list(executor.finished([chunk_name(0)]))
    finally:
        executor.end()
    assert [*ENTERED] == [chunk_name(0)]


def asking_for_nothing(job, wanted, name):
    """Find the question wrong."""
    ENTERED.append(name)
    raise QuestionError("there is no such ladder")


@pytest.mark.parametrize("text", ["nowhere", "http://a:80", "tcp://a", "tcp://a b:1", "tls://:"])
def test_what_is_no_address_is_refused(text):
    """Only tcp or tls, a machine and a port."""
    with pytest.raises(QuestionError, match="--on: found"):
        DaskCluster(text)


@pytest.mark.slow
def test_where_nobody_answers_words_say_how_to_start_somebody(hall, tmp_path, monkeypatch):
    """A port that is free: no scheduler, nothing is left running, and no folder stands."""
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    case, plan = hall
    folder = tmp_path / "study"
    assert to_do(folder, plan, 1, StudyShare()).names
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(QuestionError, match=r"no Dask scheduler answers at .*dask scheduler"):
        DaskCluster(f"tcp://127.0.0.1:{port}").begin(case, plan, folder)
    assert not folder.exists()
    loud = [
        name
        for name in ("distributed", *logging.root.manager.loggerDict)
        if name.startswith("distributed") and logging.getLogger(name).isEnabledFor(logging.ERROR)
    ]
    assert not loud


@contextmanager
def machines(folder: Path, workers: int):
    """A scheduler and its workers as processes of their own, as a user starts them."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url, quiet = f"tcp://127.0.0.1:{port}", ("--no-dashboard", "--dashboard-address", "127.0.0.1:0")
    own = (sys.executable, "-m")
    words = [(*own, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port))]
    for place in range(workers):
        own_folder = str(folder / f"worker{place}")
        line = (*own, "distributed.cli.dask_worker", url, "--host", "127.0.0.1", "--nthreads", "1")
        words.append((*line, "--no-nanny", "--local-directory", own_folder))
    running = [
        subprocess.Popen([*line, *quiet], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for line in words
    ]
    try:
        yield url, running
    finally:
        for process in running:
            process.kill()
            process.wait()


def study_of(folder: Path, *words: str) -> list[str]:
    """The command of a study of three thousand draws into a folder."""
    return [*PHASELINE, "explore", str(HALL), "--draws", "3000", "--out", str(folder), *words]


def until_first_part(run: subprocess.Popen, folder: Path) -> None:
    """Wait until the first chunk of a run stands."""
    while not path_of(folder, chunk_name(0)).exists() and run.poll() is None:
        time.sleep(0.02)


@soak
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_that_is_killed_or_stopped_half_way_changes_no_byte(tmp_path, number):
    """
    Two workers, of which one is ended, or stands still, once the first chunk is there; beside it
    one process of this machine. Nothing listens but on this machine's own address.
    """
    environment = {**os.environ, "PHASELINE_SOURCES": ""}
    cluster_folder, calm = tmp_path / "cluster", tmp_path / "calm"
    with machines(tmp_path, 2) as (url, (scheduler, first, second)):
        words = study_of(cluster_folder, "--on", url, "--patience", "60", "--json")
        run = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE)
        until_first_part(run, cluster_folder)
        first.send_signal(number)
        out, _ = run.communicate(timeout=600)
        ports = [
            entry.laddr.ip
            for process in (scheduler, second)
            for entry in psutil.Process(process.pid).net_connections()
            if entry.status == psutil.CONN_LISTEN
        ]
    assert run.returncode == 0
    assert json.loads(out)["draws"] == 3000
    assert set(ports) == {"127.0.0.1"}
    subprocess.run(study_of(calm, "--workers", "1"), env=environment, check=True)
    assert content(cluster_folder) == content(calm)


@soak
@pytest.mark.slow
def test_a_scheduler_that_goes_away_ends_the_command_in_words(tmp_path):
    """Killed once the first chunk stands: status 3, one sentence, and the parts are whole."""
    environment = {**os.environ, "PHASELINE_SOURCES": ""}
    folder = tmp_path / "study"
    with machines(tmp_path, 1) as (url, (scheduler, _)):
        run = subprocess.Popen(
            study_of(folder, "--on", url), env=environment, stderr=subprocess.PIPE, text=True
        )
        until_first_part(run, folder)
        scheduler.kill()
        _, errors = run.communicate(timeout=120)
    assert run.returncode == 3
    assert "the parts that are finished stand" in errors
    assert "Traceback" not in errors
    assert not [path for path in folder.iterdir() if path.suffix == ".part"]
