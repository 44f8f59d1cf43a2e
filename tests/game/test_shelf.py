"""
Walks kept in a folder: the same answer with and without, never one of another program, and no fault
of the folder is one of the command.
"""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import fields

import numpy as np
import pytest
from asking import FILES, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from oracle import load
from strategies import random_game
from test_consent_after_proof import game

from phaseline.game.ahead import outlook
from phaseline.game.compile import games, shelf, walk
from phaseline.game.compile.games import FollowedChoices, compiled, forget
from phaseline.game.compile.shelf import Shelf, settle
from phaseline.game.compile.structure import structured
from phaseline.game.play import played
from phaseline.game.spec import Vote


@pytest.fixture
def folder(tmp_path):
    """A folder in which every walk is kept, and what is told of it."""
    told = []
    place = tmp_path / "walks"
    settle(Shelf(folder=place, least=0, tell=told.append))
    forget()
    yield place, told
    settle(Shelf())
    forget()


@pytest.fixture
def walks(monkeypatch):
    """How often a game was walked through."""
    count = Counter()
    plain = games.walked

    def counted(*words, **named):
        count["walks"] += 1
        return plain(*words, **named)

    monkeypatch.setattr(games, "walked", counted)
    return count


def same(mine, theirs):
    """Whether two models are equal in every array and word, to the last bit."""
    for name in ("origins", "begun", "level_of", "public_of", "acts_from", "pair_act"):
        assert np.array_equal(getattr(mine, name), getattr(theirs, name)), name
    for name in ("acted", "drifted", "resolved"):
        for field in ("origins", "ends", "table", "entry"):
            one, other = (getattr(getattr(model, name), field) for model in (mine, theirs))
            assert np.array_equal(one, other), (name, field)
            assert one.dtype == other.dtype, (name, field)
    for name in ("called", "post_row", "reneges", "regular", "mid_level", "post_public"):
        assert np.array_equal(getattr(mine, name), getattr(theirs, name)), name
    assert mine.publics == theirs.publics
    assert [*mine.public_index.items()] == [*theirs.public_index.items()]


@pytest.mark.parametrize("reach", FollowedChoices)
def test_what_is_kept_gives_the_same_to_the_last_bit(folder, walks, reach):
    """
    Every game of the tests, whatever is followed up: compiled from what another process kept it is
    the same model, and nothing is walked through again.
    """
    for name in ("deadline", "micro-lead-0", "belief"):
        one = ready(load(FILES[name]))
        first = compiled([one], reach=reach)
        walked = walks["walks"]
        forget()
        again = compiled([one], reach=reach)
        same(again, first)
        assert walks["walks"] == walked + (name == "belief"), name  # a belief hangs on numbers


@examples(30, phases=NOT_SHRUNK)
@given(random_game())
def test_a_walk_is_read_as_it_was_written(data):
    """Any game's walk, written down and read again, has the same words and arrays of one type."""
    one = ready(data)
    found = []

    def joined(parts, one, most):
        found.append(one)
        return structured(parts, one, most=most)

    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(games, "structured", joined)
        compiled([one])
    one = found[0]
    again = walk.read(walk.written(one))
    for field in fields(one):
        mine, theirs = getattr(one, field.name), getattr(again, field.name)
        assert np.array_equal(mine, theirs) if hasattr(mine, "dtype") else mine == theirs
        assert getattr(mine, "dtype", None) == getattr(theirs, "dtype", None), field.name
        assert type(mine) is type(theirs), field.name


def test_the_answer_is_the_same_with_and_without(folder):
    """What a ladder comes to is the same number, walked through, kept, and with nothing kept."""
    one = game(Vote(chance=0.5, proved=0.75), horizon=12.0)

    def answer():
        forget()
        return {name: figure.tobytes() for name, figure in outlook(played([one])).items()}

    walked, taken = answer(), answer()
    settle(Shelf())
    assert walked == taken == answer()


def test_a_walk_of_other_programs_is_not_taken(folder, walks, monkeypatch):
    """What was kept by other programs, or by another Python, stays where it is and is not taken."""
    one = ready(load(FILES["deadline"]))
    compiled([one])
    forget()
    monkeypatch.setattr(shelf, "_programs", lambda: "others")
    compiled([one])
    assert walks["walks"] == 2
    assert len([*folder[0].iterdir()]) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-1],
        lambda _: b"",
        lambda text: text[:40] + bytes([text[40] ^ 1]) + text[41:],
        lambda text: text + b"more",
    ],
    ids=["cut", "empty", "turned", "longer"],
)
def test_a_damaged_file_is_told_and_made_anew(folder, walks, damage):
    """One bit is enough: the file is named, the answer is the same, and it is whole again."""
    place, told = folder
    one = ready(load(FILES["deadline"]))
    first = compiled([one])
    (file,) = place.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    forget()
    same(compiled([one]), first)
    assert told == [f"{file} is damaged; it is made anew"]
    assert file.read_bytes() == whole
    forget()
    compiled([one])
    assert (walks["walks"], len(told)) == (2, 1)


def test_a_walk_under_another_name_is_none(folder, walks):
    """Copied to where another game's is looked for, it is damaged, and not that game's answer."""
    place, told = folder
    one, other = ready(load(FILES["deadline"])), ready(load(FILES["deadline"]))
    compiled([one], most=10_000)
    (mine,) = place.iterdir()
    compiled([other], most=10_001)
    (theirs,) = [file for file in place.iterdir() if file != mine]
    theirs.write_bytes(mine.read_bytes())
    forget()
    compiled([other], most=10_001)
    assert told == [f"{theirs} is damaged; it is made anew"]
    assert walks["walks"] == 3


def test_what_others_keep_in_the_folder_stays(folder):
    """A file that is no walk is neither counted nor thrown away, however large and old it is."""
    place, _ = folder
    one = ready(load(FILES["deadline"]))
    compiled([one], most=10_000)
    photos = place / "photos.jpg"
    photos.write_bytes(b"x" * 100_000)
    os.utime(photos, (0, 0))
    settle(Shelf(folder=place, least=0, most=1))
    forget()
    compiled([one], most=10_001)
    assert photos.exists()


def test_a_pipe_in_the_place_of_a_walk_is_not_waited_for(folder):
    """It is no file; the game is walked through."""
    place, _ = folder
    one = ready(load(FILES["deadline"]))
    first = compiled([one])
    (file,) = place.iterdir()
    file.unlink()
    os.mkfifo(file)
    forget()
    same(compiled([one]), first)


def test_words_that_are_no_walk_are_refused():
    """Lines that are whole, but are no walk, are an error of that kind and of no other."""
    for text in (b"", b"{}", b"[]\n", b'{"tables":[["known","<u1",[9]]]}\nx', b"\xff\n"):
        with pytest.raises(ValueError, match=r".*"):
            walk.read(text)


def test_a_folder_is_kept_within_its_bound(folder):
    """
    Once a folder holds more than its bound, what was not used for longest goes, down to three
    quarters of it; what was used just now stays.
    """
    place, _ = folder
    one = ready(load(FILES["deadline"]))

    def bound(most):
        settle(Shelf(folder=place, least=0, most=most))
        forget()

    sizes = []
    for most in (10_000, 10_001, 10_002):  # three structures that differ in nothing but this
        compiled([one], most=most)
        sizes.append(sum(file.stat().st_size for file in place.iterdir()))
    first, *_, last = sorted(place.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    bound(sizes[-1])  # one more does not fit
    compiled([one], most=10_003)
    left = [*place.iterdir()]
    assert first not in left
    assert last in left
    assert sum(file.stat().st_size for file in left) <= sizes[-1] * 0.75


def test_what_is_small_is_not_kept(folder):
    """A game of few states is walked through as soon as it is read."""
    place, _ = folder
    settle(Shelf(folder=place))
    compiled([ready(load(FILES["deadline"]))])
    assert not place.exists()


def test_the_folder_belongs_to_its_user(folder):
    """Nobody else may write what is taken from it, or read it."""
    place, _ = folder
    compiled([ready(load(FILES["deadline"]))])
    assert place.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    """Where a file stands in the place of the folder, a game is walked through each time."""
    blocked = tmp_path / "walks"
    blocked.write_text("a file")
    settle(Shelf(folder=blocked, least=0))
    forget()
    assert compiled([ready(load(FILES["deadline"]))]).size > 0
    settle(Shelf())


_PROCESS = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from asking import FILES, ready
from oracle import load
from phaseline.game.compile.games import compiled, forget
from phaseline.game.compile.shelf import Shelf, settle
settle(Shelf(folder=Path(sys.argv[1]), least=0))
one = ready(load(FILES["deadline"]))
for most in [*range(10_000, 10_040)] * 2:
    forget()
    print(compiled([one], most=most).resolved.table.sum())
"""


@pytest.mark.slow
def test_processes_at_once_do_not_disturb_one_another(folder):
    """Two processes that keep and take the same walks at once get the same, and leave no part."""
    place, _ = folder
    words = [sys.executable, "-c", _PROCESS, str(place), *filter(None, sys.path)]
    at_once = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=300)[0] for process in at_once]
    assert [process.returncode for process in at_once] == [0, 0]
    assert said[0] == said[1]
    assert len(said[0].split()) == 80
    assert {file.suffix for file in place.iterdir()} == {".walk"}
    assert len([*place.iterdir()]) == 40


def test_values_that_differ_are_spelt_differently():
    """Whatever is joined: sets in any order are one, and all else is told apart."""
    assert len({shelf._spelt(words) for words in _DIFFERENT}) == len(_DIFFERENT)
    assert shelf._spelt(frozenset("abc")) == shelf._spelt(frozenset("cba"))
    with pytest.raises(TypeError):
        shelf._spelt(object())


_DIFFERENT = [
    frozenset({1, 23}),
    frozenset({12, 3}),
    (1, 23),
    (12, 3),
    ((1,), 23),
    "1",
    1,
    1.0,
    True,
    None,
    "None",
    "null",
    ("a", "b"),
    ("a,b",),
    FollowedChoices.FREE,
    FollowedChoices.CALLED,
    "FREE",
    frozenset(),
    (),
]


def test_a_vote_that_proof_turns_is_no_structure_of_one_that_it_does_not():
    """
    Of two games that differ in nothing but that a proved crossing makes consent likelier, each has
    its own structure, whichever is compiled first: what proof does is a step of its own.
    """
    voted = [game(Vote(chance=0.5)), game(Vote(chance=0.5, proved=0.75))]

    def chances(order):
        forget()
        by_game = {place: compiled([voted[place]]).resolved.table.tolist() for place in order}
        return [by_game[0], by_game[1]]

    assert chances([0, 1]) == chances([1, 0])
    assert chances([0, 1])[0] != chances([0, 1])[1]
