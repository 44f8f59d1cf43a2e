"""A study of a case: the same numbers whoever works them out, and whatever befalls on the way."""

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from depth import soak
from pyarrow import parquet

from phaseline.api import case_of, open_case
from phaseline.case.games import policy_of
from phaseline.cli.executors import OwnProcesses
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting, yardstick_setting
from phaseline.desk.estimates.valuation import ends_of
from phaseline.errors import EngineError, QuestionError
from phaseline.explore import parts, study
from phaseline.explore.attribution import attribution_of, require_base_points
from phaseline.explore.findings import around_best, exploration_of
from phaseline.explore.indices import paired_points
from phaseline.explore.parts import chunk_name, makes, path_of, put, states, taken
from phaseline.explore.probe import RAYS, moved_inputs, probe_points
from phaseline.explore.running import (
    PROBE,
    StudyShare,
    attributed,
    attributions_there,
    indices_to_do,
    joined,
    numbers_of,
    share_of,
    to_do,
    worked_out,
)
from phaseline.explore.study import change_column, chunks_for, planned
from phaseline.game.ahead import outlook
from phaseline.game.barred_rungs import trimmed
from phaseline.game.play import played
from phaseline.terms.entries import Entries

# The handler is set because a process may inherit that the signal is ignored.
HEEDING = """import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)
from phaseline.cli.main import main; sys.exit(main())"""
HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
DRAWS = 16  # a chunk of these tests
WHOLE = StudyShare()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Chunks of sixteen draws."""
    monkeypatch.setattr(study, "CHUNK", DRAWS)


@pytest.fixture(scope="module")
def hall():
    """A small case, and the plan of its study."""
    report = open_case(HALL)
    case = case_of(report)
    return case, planned(case, report.reading.hash)


def done(hall, folder: Path, chunks: int, share: StudyShare = WHOLE) -> list[str]:
    """Do what is to be done of a study in one process, and give the parts that were done."""
    case, plan = hall
    todo = to_do(folder, plan, chunks, share)
    for name in todo.names:
        worked_out(case, plan, folder, name)
    return list(todo.names)


def chunks(*numbers: int) -> list[str]:
    """The names of chunks."""
    return [chunk_name(number) for number in numbers]


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_each_draw_is_what_the_plain_solver_makes_of_it(hall, tmp_path):
    """Three draws of the second chunk, each ladder against the yardstick, one game at a time."""
    case, plan = hall
    done(hall, tmp_path / "study", 2)
    columns = numbers_of(tmp_path / "study", plan, 2).draws
    drawn = design(case, count=DRAWS, seed=plan.seed, chunk=1).draws
    for place in (0, 7, 15):
        for name in plan.courses:
            setting = base_setting(case, policy_of(case, name))
            inside = [
                outlook(played([trimmed(game_of(side, drawn[place]))[0]]), ("inside",))["inside"][0]
                for side in (setting, yardstick_setting(case, setting))
            ]
            told = columns[change_column(name, "inside")][DRAWS + place]
            assert told == pytest.approx(inside[0] - inside[1], abs=1e-8)


def test_shares_joined_are_the_study_of_one_run(hall, tmp_path):
    """Five chunks at once, or in three shares in three folders, then joined: the same bytes."""
    done(hall, tmp_path / "whole", 5)
    shares = [tmp_path / f"share{place}" for place in range(3)]
    for place, folder in enumerate(shares):
        done(hall, folder, 5, StudyShare(rest=place, of=3))
    assert joined(shares, tmp_path / "joined") == 6
    assert content(tmp_path / "joined") == content(tmp_path / "whole")


def test_how_many_games_are_held_at_once_changes_no_byte(hall, tmp_path, monkeypatch):
    """Sixteen draws five at a time, the last alone, or all at once."""
    done(hall, tmp_path / "at-once", 1)
    monkeypatch.setattr(study, "_AT_ONCE", 5)
    done(hall, tmp_path / "slices", 1)
    assert content(tmp_path / "slices") == content(tmp_path / "at-once")


def test_more_draws_go_on_where_fewer_stopped(hall, tmp_path):
    """Two chunks, then four: the first two are left as they were, and are those of four at once."""
    assert done(hall, tmp_path / "study", 2) == [PROBE, *chunks(0, 1)]
    first = [path_of(tmp_path / "study", name) for name in chunks(0, 1)]
    before = [path.stat().st_mtime_ns for path in first]
    assert done(hall, tmp_path / "study", 4) == chunks(2, 3)
    assert [path.stat().st_mtime_ns for path in first] == before
    done(hall, tmp_path / "at-once", 4)
    assert content(tmp_path / "at-once") == content(tmp_path / "study")


def test_chunks_differ_and_each_fills_the_range(hall, tmp_path):
    """Sixteen draws a chunk, one in each sixteenth of every continuous assumption's range."""
    case, plan = hall
    done(hall, tmp_path / "study", 2)
    columns = numbers_of(tmp_path / "study", plan, 2).draws
    drawn = design(case, count=DRAWS, seed=plan.seed, chunk=0)
    for name in drawn.continuous:
        column = columns[study.input_column(name)]
        assert not np.array_equal(column[:DRAWS], column[DRAWS:])
        low, high = ends_of(case.assumptions[name])
        for chunk in (column[:DRAWS], column[DRAWS:]):
            slices = np.floor((chunk - low) / (high - low) * DRAWS * (1 - 1e-12))
            assert sorted(slices.tolist()) == list(range(DRAWS))


def test_ten_chunks_share_their_whole_periods_and_counts(hall):
    """The ninth chunk has those of the first, the tenth others; numbers differ in all."""
    case, plan = hall
    drawn = [design(case, count=DRAWS, seed=plan.seed, chunk=chunk) for chunk in (0, 9, 10)]
    first, ninth, tenth = (
        [[draw.values[name] for name in plan_of.structural] for draw in plan_of.draws]
        for plan_of in drawn
    )
    assert first == ninth
    assert first != tenth
    assert drawn[0].draws[0].values != drawn[1].draws[0].values


def test_a_damaged_part_is_found_and_done_again(hall, tmp_path):
    """One byte turned, a file cut short, an empty one: told, done again, the same bytes after."""
    _, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 2)
    whole = content(folder)
    first, second, third = (path_of(folder, name) for name in (*chunks(0, 1), PROBE))
    marked = bytearray(first.read_bytes())
    marked[len(marked) // 3] ^= 1
    first.write_bytes(marked)
    second.write_bytes(second.read_bytes()[:100])
    third.write_bytes(b"")
    assert numbers_of(folder, plan, 2) is None
    assert set(to_do(folder, plan, 2, WHOLE).damaged) == {PROBE, *chunks(0, 1)}
    assert done(hall, folder, 2) == [PROBE, *chunks(0, 1)]
    assert content(folder) == whole


def test_a_part_under_the_name_of_another_is_damaged(hall, tmp_path):
    """A copy of the second chunk in place of the first: its draws would count twice."""
    _, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 2)
    whole = content(folder)
    first, second = (path_of(folder, name) for name in chunks(0, 1))
    first.write_bytes(second.read_bytes())
    assert states(folder, plan.name).damaged == (chunk_name(0),)
    assert done(hall, folder, 2) == chunks(0)
    assert content(folder) == whole


def test_parts_of_another_make_are_not_mixed(hall, tmp_path, monkeypatch):
    """
    Worked out with an older library: what is there is read, but nothing is added to it; shares of
    two makes are not joined. Words name the library and both versions, and nothing is written.
    """
    case, plan = hall
    older, newer = tmp_path / "older", tmp_path / "newer"
    share = StudyShare(rest=0, of=2)
    with monkeypatch.context() as patch:
        patch.setattr(parts, "makes", lambda: {**makes(), "numpy": "1.0"})
        done(hall, older, 2, share)
    done(hall, newer, 2, StudyShare(rest=1, of=2))
    before = content(older)
    assert to_do(older, plan, 2, share).names == ()
    with pytest.raises(QuestionError, match=r"another make \(here is numpy .* in place of 1\.0\)"):
        to_do(older, plan, 2, WHOLE)
    with pytest.raises(QuestionError, match=r"newer holds parts of another make than .*: numpy"):
        joined([older, newer], tmp_path / "joined")
    assert content(older) == before
    assert not (tmp_path / "joined").exists()
    assert taken(older, chunk_name(0), plan.name) is not None
    assert case.id == plan.case


@pytest.mark.slow
def test_two_commands_on_one_folder_leave_the_study_of_one(tmp_path):
    """At once, each with one process: both answer, and the bytes are those of a run alone."""
    environment = {**os.environ, "PHASELINE_SOURCES": ""}
    words = [sys.executable, "-m", "phaseline", "explore", str(HALL), "--draws", "3000"]
    both, alone = tmp_path / "both", tmp_path / "alone"
    lines = [[*words, "--workers", "1", "--out", str(folder)] for folder in (both, both, alone)]
    runs = [subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL) for line in lines]
    assert [run.wait(timeout=300) for run in runs] == [0, 0, 0]
    assert content(both) == content(alone)


def test_numbers_that_were_changed_are_no_part(hall, tmp_path):
    """A whole Parquet file whose numbers are not those it was written with is damaged."""
    _, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 1)
    table = parquet.read_table(path_of(folder, chunk_name(0)))
    changed = table.set_column(0, table.column_names[0], pa.array(np.zeros(len(table))))
    parquet.write_table(
        changed.replace_schema_metadata(table.schema.metadata), path_of(folder, chunk_name(0))
    )
    assert states(folder, plan.name).damaged == (chunk_name(0),)


def test_a_folder_of_another_study_is_refused(hall, tmp_path):
    """Another seed, and a part that names another study: nothing is written over."""
    case, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 1)
    before = content(folder)
    other = planned(case, plan.case_hash, seed=7)
    with pytest.raises(QuestionError, match=r"holds another study \(it differs in: seed"):
        to_do(folder, other, 1, WHOLE)
    put(folder, chunk_name(1), other.name, {"x": np.zeros(2)})
    with pytest.raises(QuestionError, match=r"chunk-000001\.parquet is a part of another study"):
        to_do(folder, plan, 2, WHOLE)
    assert {name: content(folder)[name] for name in before} == before


def test_parts_of_two_studies_are_not_joined(hall, tmp_path):
    """Shares with two seeds; a folder without a study; a damaged part."""
    case, plan = hall
    done(hall, tmp_path / "one", 1)
    done((case, planned(case, plan.case_hash, seed=7)), tmp_path / "two", 1)
    with pytest.raises(QuestionError, match="another study than"):
        joined([tmp_path / "one", tmp_path / "two"], tmp_path / "all")
    with pytest.raises(QuestionError, match="found no study there"):
        joined([tmp_path], tmp_path / "all")
    path_of(tmp_path / "one", PROBE).write_bytes(b"no part")
    with pytest.raises(QuestionError, match="is damaged"):
        joined([tmp_path / "one"], tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_a_part_that_cannot_be_written_leaves_the_finished_ones(hall, tmp_path):
    """Where something else stands in its place, words say so; no half of a file is left."""
    case, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 1)
    path_of(folder, chunk_name(1)).mkdir()
    (path_of(folder, chunk_name(1)) / "x").touch()
    with pytest.raises(EngineError, match=r"could not be written: .*the parts that are finished"):
        worked_out(case, plan, folder, chunk_name(1))
    assert not list(folder.glob("*.part"))
    assert states(folder, plan.name).whole == (chunk_name(0), PROBE)


def test_a_disk_that_is_full_leaves_the_finished_parts(hall, tmp_path, monkeypatch):
    """No room when the second chunk is put down: words say so, and it is done once there is."""
    case, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 1)
    before = content(folder)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(EngineError, match=r"no space left on device; the parts that are fin"):
            worked_out(case, plan, folder, chunk_name(1))
    assert content(folder) == before
    assert done(hall, folder, 2) == chunks(1)


def test_what_a_killed_run_left_is_swept_and_what_is_being_written_stays(hall, tmp_path):
    """Two leftovers of runs that are gone, one as older versions named it; one that is held."""
    folder = tmp_path / "study"
    done(hall, folder, 1)
    left = [folder / ".study-abcdefgh.part", folder / "tmpab12cd_3.part"]
    for path in left:
        path.write_bytes(b"half")
    mine = folder / "mine.part"
    mine.write_bytes(b"of the user")
    held = folder / ".study-held.part"
    with held.open("wb") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        done(hall, folder, 1)
        assert [path for path in (*left, held, mine) if path.exists()] == [held, mine]
    done(hall, folder, 1)
    assert not held.exists()


def test_what_workers_leave_that_are_ended_is_swept_at_once(hall, tmp_path):
    """Whoever works in processes of this machine takes away the halves of files in the end."""
    case, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 1)
    before = content(folder)
    executor = OwnProcesses()
    executor.begin(case, plan, folder)
    (folder / ".study-abcdefgh.part").write_bytes(b"half")
    executor.end()
    assert content(folder) == before


def test_a_manifest_of_another_case_is_refused(hall, tmp_path):
    """The same ladders and seed, other files: what differs is named, and nothing is written."""
    case, _ = hall
    folder = tmp_path / "study"
    done(hall, folder, 1)
    before = content(folder)
    with pytest.raises(QuestionError, match=r"another study \(it differs in: case_hash\)"):
        to_do(folder, planned(case, "0" * 64), 1, WHOLE)
    assert content(folder) == before


def test_a_course_that_works_throughout_and_one_that_never_does_need_no_box(hall, tmp_path):
    """By hand-made columns: −1 in every future works in all of them, 0 in none."""
    case, plan = hall
    done(hall, tmp_path / "study", 1)
    numbers = numbers_of(tmp_path / "study", plan, 1)
    columns = dict(numbers.draws)
    (name,) = plan.courses
    for change, works in ((-1.0, 1.0), (0.0, 0.0)):
        columns[change_column(name, "inside")] = np.full(DRAWS, change)
        (course,) = exploration_of(case, plan, columns, numbers.probe).courses
        assert (course.works, course.region, course.median) == (works, None, change)


def test_where_a_course_works_is_said_by_the_assumption_that_decides(hall, tmp_path):
    """
    By hand: the course takes a month off where one assumption lies in the upper two fifths of its
    range, and nothing elsewhere; of 512 futures the box names that assumption and that end alone.
    """
    case, plan = hall
    done(hall, tmp_path / "study", 1)
    numbers = numbers_of(tmp_path / "study", plan, 1)
    drawn = design(case, count=512, seed=plan.seed, chunk=0)
    (name,), key = plan.courses, drawn.continuous[2]
    columns = {
        study.input_column(entry): np.array([draw.values[entry] for draw in drawn.draws])
        for entry in (*drawn.continuous, *drawn.structural)
    }
    column = columns[study.input_column(key)]
    cut = column.min() + 0.6 * (column.max() - column.min())
    for figure in study.FIGURES:
        columns[change_column(name, figure)] = np.where(column >= cut, -1.0, 0.0)
    columns[study.base_column(name)] = np.full(512, 6.0)
    answer = exploration_of(case, plan, columns, numbers.probe)
    (course,) = answer.courses
    assert course.works == pytest.approx(0.4, abs=0.01)
    assert course.region.works
    assert course.region.inputs == (key,)
    (row,) = course.region.discovery.box.restrictions
    assert row.low == pytest.approx(cut, abs=0.02 * (column.max() - column.min()))
    assert course.region.discovery.again == (1.0,)
    assert answer.measures["inside"]["average"].first == (1,)
    assert answer.base == 6.0


def test_what_surrounds_the_best_values_is_read_off_rays_and_paths(hall):
    """
    By hand: a course takes a month off at the best values and along all rays up to three eighths of
    the way; along the paths it changes by twice one assumption's share of its range, so that this
    one alone matters, by two periods, whatever the others are.
    """
    case, plan = hall
    points = probe_points(case, plan)
    key = 3
    rays = np.where(points.distances <= 0.375, -1.0, 0.0) * np.ones((RAYS, 1))
    column = np.concatenate([[-1.0], rays.ravel(), 2 * points.paths[:, :, key].ravel()])
    (name,) = plan.courses
    around = around_best(points, {change_column(name, "inside"): column}, name)
    assert around.works
    assert around.radius == 0.375
    (mover,) = around.movers
    assert mover.assumption == points.inputs[key]
    assert (mover.size, mover.spread) == pytest.approx((2.0, 0.0))


def test_rays_lead_from_the_best_values_to_draws(hall):
    """The last step of a ray is inside every range; half the way is half the distance."""
    case, plan = hall
    points = probe_points(case, plan)
    best = points.rays[:, 3] - (points.rays[:, 7] - points.rays[:, 3])
    assert points.rays.min() >= -1e-12
    assert points.rays.max() <= 1 + 1e-12
    assert np.allclose(best, best[0])


def test_the_order_of_assumptions_moves_no_finding(hall, tmp_path):
    """
    With all assumptions the other way round the probe looks at the same points, column by column,
    and the same numbers give the same region: a course that works where a sum of five is high.
    """
    case, plan = hall
    other = replace(case, assumptions=Entries([*case.assumptions][::-1]))
    points, turned = probe_points(case, plan), probe_points(other, plan)
    done(hall, tmp_path / "study", 1)
    drawn = design(case, count=512, seed=plan.seed, chunk=0)
    columns = {
        study.input_column(name): np.array([draw.values[name] for draw in drawn.draws])
        for name in (*drawn.continuous, *drawn.structural)
    }
    of_rank = [column.argsort().argsort() for column in [*columns.values()][:5]]
    (name,) = plan.courses
    does = np.where(np.sum(of_rank, axis=0) > 5 * 300, -1.0, 0.0)
    columns |= {change_column(name, figure): does for figure in study.FIGURES}
    columns[study.base_column(name)] = np.full(512, 6.0)
    probe = numbers_of(tmp_path / "study", plan, 1).probe
    backwards = dict(reversed(columns.items()))

    found, again = (
        exploration_of(of, plan, numbers, probe).courses
        for of, numbers in ((case, columns), (other, backwards))
    )

    assert [one.id for one in case.assumptions] == [one.id for one in other.assumptions][::-1]
    assert points.inputs == turned.inputs
    assert (points.paths == turned.paths).all()
    assert points.rays == pytest.approx(turned.rays)
    assert len(found[0].region.inputs) > 1
    assert again == found


def test_what_an_effect_varies_by_is_said_of_the_assumption_that_decides(hall):
    """
    By hand: the change is three times one assumption's share of its range and once another's; of
    its variance the first has 9/10 and the second 1/10, alone and with others alike.
    """
    case, plan = hall
    inputs = moved_inputs(case)
    points = paired_points(0, 1024, len(inputs)).reshape(-1, len(inputs))
    column = np.concatenate([[0.0], 3 * points[:, 2] + points[:, 5]])
    answer = attribution_of(case, plan.courses[0], column, 1024)
    assert [row.assumption for row in answer.shares] == [inputs[2], inputs[5]]
    for row, share in zip(answer.shares, (0.9, 0.1), strict=True):
        assert row.first == pytest.approx(share, abs=0.01)
        assert row.total == pytest.approx(share, abs=0.01)
    assert answer.spread == pytest.approx((10 / 12) ** 0.5, rel=0.01)


def test_an_attribution_is_kept_and_taken_again(hall, tmp_path):
    """A part for each course, worked out once; a study that lies there has them, the finest."""
    case, plan = hall
    folder = tmp_path / "study"
    done(hall, folder, 1)
    assert attributions_there(case, plan, folder, states(folder, plan.name).whole) == ()
    names = indices_to_do(folder, plan, 16)
    assert len(names) == len(plan.courses)
    for name in names:
        worked_out(case, plan, folder, name)
    assert indices_to_do(folder, plan, 16) == ()
    first = attributed(case, plan, folder, 16)
    assert [row.course for row in first] == list(plan.courses)
    assert first[0].inputs == len(moved_inputs(case))
    assert attributions_there(case, plan, folder, states(folder, plan.name).whole) == first
    for name in indices_to_do(folder, plan, 32):
        worked_out(case, plan, folder, name)
    finest = attributions_there(case, plan, folder, states(folder, plan.name).whole)
    assert {row.points for row in finest} == {32 * (2 + first[0].inputs)}
    assert attributions_there(case, plan, folder, ["indices-0-16", "indices-7-16"]) == ()


@pytest.mark.parametrize("count", [0, 8, 100, 2**20])
def test_base_points_are_a_power_of_two(count):
    """Too few, no power of two, too many."""
    with pytest.raises(QuestionError, match="--indices: found"):
        require_base_points(count)


@pytest.mark.parametrize(
    ("text", "words"),
    [("0/3", "from 1 to the second"), ("4/3", "from 1 to the second"), ("x", "such as 1/8")],
)
def test_a_share_is_a_share(text, words):
    """The second of eight; nothing before the first, beyond the last, or that is no share."""
    assert share_of("2/8") == StudyShare(rest=1, of=8)
    with pytest.raises(QuestionError, match=words):
        share_of(text)


@pytest.mark.parametrize("draws", [0, -5, 10**9])
def test_draws_out_of_range_are_refused(draws):
    """None, fewer than none, more than a study holds."""
    with pytest.raises(QuestionError, match="--draws: found"):
        chunks_for(draws)


def test_the_yardstick_is_no_ladder_to_study(hall):
    """It is what the ladders are set beside."""
    case, plan = hall
    with pytest.raises(QuestionError, match="changes nothing beside itself"):
        planned(case, plan.case_hash, ladders=[plan.yardstick])


@soak
@pytest.mark.slow
def test_a_run_that_was_killed_goes_on_and_ends_in_the_same_bytes(tmp_path):
    """
    SIGKILL once the first part stands, with two workers; the same command then does what is
    missing. Beside it one process that nobody disturbs; chunks as long as anybody's.
    """
    environment = {**os.environ, "PHASELINE_SOURCES": ""}
    words = [sys.executable, "-m", "phaseline", "explore", str(HALL), "--draws", "3000"]
    killed, calm = tmp_path / "killed", tmp_path / "calm"
    run = subprocess.Popen([*words, "--out", str(killed), "--workers", "2"], env=environment)
    while not path_of(killed, chunk_name(0)).exists() and run.poll() is None:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    for folder, workers in ((killed, "2"), (calm, "1")):
        again = subprocess.run(
            [*words, "--out", str(folder), "--workers", workers, "--json"],
            env=environment,
            capture_output=True,
            check=True,
        )
        assert json.loads(again.stdout)["draws"] == 3000
    assert content(killed) == content(calm)


@soak
@pytest.mark.slow
def test_eight_shares_of_the_command_joined_are_the_study_of_one_run(tmp_path):
    """Eight commands with `--chunk`, each into a folder of its own, and `join` after them."""
    environment = {**os.environ, "PHASELINE_SOURCES": ""}
    command = [sys.executable, "-m", "phaseline", "explore"]
    words = [*command, str(HALL), "--draws", "8000", "--workers", "1"]
    shares = [tmp_path / f"share{place}" for place in range(1, 9)]
    for place, folder in enumerate(shares, 1):
        line = [*words, "--chunk", f"{place}/8", "--out", str(folder)]
        subprocess.run(line, env=environment, check=True)
    whole, all_parts = tmp_path / "whole", tmp_path / "joined"
    line = [*command, "join", *map(str, shares), "--out", str(all_parts)]
    subprocess.run(line, env=environment, check=True)
    subprocess.run([*words, "--out", str(whole)], env=environment, check=True)
    assert content(all_parts) == content(whole)


@pytest.mark.slow
def test_an_interrupted_study_keeps_what_is_finished(tmp_path, monkeypatch):
    """SIGINT once the first chunk stands: status 130, whole parts alone, and it can go on."""
    monkeypatch.setattr(study, "CHUNK", 1000)
    environment = {**os.environ, "PHASELINE_SOURCES": ""}
    folder = tmp_path / "study"
    words = [sys.executable, "-c", HEEDING, "explore", str(HALL), "--draws", "20000"]
    run = subprocess.Popen(
        [*words, "--workers", "2", "--out", str(folder)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not path_of(folder, chunk_name(0)).exists() and run.poll() is None:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in errors
    report = open_case(HALL)
    plan = planned(case_of(report), report.reading.hash)
    there = states(folder, plan.name)
    assert chunk_name(0) in there.whole
    assert (there.damaged, there.foreign) == ((), ())
    assert len([*folder.iterdir()]) == len(there.whole) + 1
