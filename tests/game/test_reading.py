"""
What the reader makes of a game file: its record, its what-ifs, and all of its problems in one pass.
"""

import argparse
import json
from math import inf
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from phaseline.case.compose import compose
from phaseline.case.files import kind_of
from phaseline.case.schema import record_schema
from phaseline.cli.games import names_game, open_game
from phaseline.errors import CaseError, QuestionError
from phaseline.game.check import game_diagnostics, size_bound
from phaseline.game.read import is_game, read_game
from phaseline.game.sentences import SENTENCES
from phaseline.game.spec import Game, NoCommitment

GAME = """phaseline: 1
kind: game
title: Detection, consent and legal lead in one threat
time: {period: month, horizon: inf, discount: {challenger: 0.95, responder: 0.95}}
challenger:
  tracks:
    - id: tech
      levels: [none, crossed]
      moves:
        - {do: up, from: none, to: crossed, cost: 0, chance: 1, lead: 0}
      persistent: true
      reports: {labels: [clean, alarm], likelihood: {none: [1.0, 0.0], crossed: [0.7, 0.3]}}
  types:
    - {id: t, prior: 1.0, rationality: .inf, loss_scale: 1.0, disaster_loss: 0,
       gain: {tech: {none: 0, crossed: 1.0}}}
red_line: {tech: [crossed]}
monitor: {kind: latch}
ladder:
  rungs:
    - {id: r0, loss: 0}
    - {id: r1, loss: 1.2, consent: 0.25, lead: 2, standdown: 0, hazard: 0, cost: 0, benefit: 0,
       setup: 0, severity: 1, firebreak: false}
  policy:
    enter: {r1: alarm}
    exit:  {r1: never}
    overt: {}
    dwell: 0
    max_step: null
    cancel_on_clear: false
responder: {harm: {tech: {none: 0, crossed: 0}}, disaster_loss: 0, credit: null}
start: {tech: none, rung: r0}
solve: {concept: evaluate, tie: [strong, weak], horizons: [12, 24]}
"""


@pytest.fixture
def write(tmp_path):
    """Writes a game file, with some words replaced."""

    def written(*changes: tuple[str, str], name: str = "game.yaml") -> Path:
        text = GAME
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def asked(path: Path, *changes: str) -> argparse.Namespace:
    """The arguments of a command that opens a game."""
    return argparse.Namespace(case=str(path), changes=list(changes), json=True)


def test_a_sound_game_is_read_as_it_is_written(write):
    """
    Every key of the format is understood; `inf` and `.inf` both mean infinity, and `from` is a key
    like others.
    """
    reading = read_game(write())

    assert reading.diagnostics == ()
    assert reading.is_sound
    assert reading.record.time.horizon == inf
    assert reading.record.challenger.types[0].rationality == inf
    assert reading.record.challenger.tracks[0].moves[0].from_ == "none"
    assert reading.record.ladder.policy.exit == {"r1": "never"}
    assert reading.record.responder.credit is None


@pytest.mark.parametrize("word", ["inf", ".inf", "+.inf", "12"])
def test_a_horizon_is_infinite_or_a_number_of_periods(write, word):
    """Both notations of YAML and of people are understood."""
    reading = read_game(write(("horizon: inf", f"horizon: {word}")))

    assert reading.is_sound
    assert reading.record.time.horizon == (12 if word == "12" else inf)


@pytest.mark.parametrize(
    ("concept", "word", "settings"),
    [
        ("{no_commitment: {rationality: 2}}", "no_commitment", NoCommitment(rationality=2.0)),
        (
            "no_commitment, no_commitment: {rationality: 2}",
            "no_commitment",
            NoCommitment(rationality=2.0),
        ),
        ("{evaluate: {}}", "evaluate", None),
        ("{evaluate: }", "evaluate", None),
    ],
)
def test_a_concept_may_bring_its_settings(write, concept, word, settings):
    """`concept: {no_commitment: {…}}` says the same as the word and the settings beside it."""
    reading = read_game(write(("concept: evaluate", f"concept: {concept}")))

    assert reading.diagnostics == ()
    assert reading.record.solve.concept == word
    assert reading.record.solve.no_commitment == settings


def test_what_is_wrong_with_settings_is_placed_where_they_stand(write):
    """
    A fault within `concept: {commit: …}` has its own line and column, not those of the concept.
    """
    path = write(("concept: evaluate", "concept: {commit: {menu: [{id: a, policy: {dwell: -1}}]}}"))

    found = read_game(path).diagnostics

    assert [(one.code, one.address, one.place.line, one.place.column) for one in found] == [
        ("PL410", "solve.commit.menu.a.policy.dwell", 32, 59)
    ]


def test_all_problems_come_in_one_pass(write):
    """
    A value of the wrong kind does not hide an unknown rung, nor a key that stands twice a sum that
    is wrong.
    """
    path = write(
        ("loss: 1.2", "loss: [1]"),
        ("enter: {r1: alarm}", "enter: {r2: alarm}"),
        ("dwell: 0", "dwell: 0\n    dwell: 1"),
        ("crossed: [0.7, 0.3]", "crossed: [0.7, 0.2]"),
    )

    found = read_game(path).diagnostics

    assert [one.code for one in found] == ["PL411", "PL107", "PL501", "PL103"]


def test_a_value_that_cannot_be_read_makes_no_second_fault(write):
    """Priors are not summed where one of them is a word."""
    path = write(("prior: 1.0", "prior: half"))

    found = read_game(path).diagnostics

    assert [(one.code, one.message) for one in found] == [("PL107", "prior: found 'half'")]


def test_hundreds_of_faults_are_cut_and_counted(write):
    """At most 200 are listed, and a note says how many more there are."""
    loss = ", ".join(f"level-{number}: 1" for number in range(450))
    path = write(("loss: 1.2", f"loss: {{tech: {{{loss}}}}}"))

    reading = read_game(path)

    assert len(reading.diagnostics) == 201
    assert reading.diagnostics[-1].message == "250 more diagnostics are not listed"


@pytest.mark.parametrize(
    ("address", "value", "found"),
    [
        ("ladder.rungs.r1.loss", "2", lambda game: game.ladder.rungs[1].loss),
        (
            "challenger.types.t.gain.tech.crossed",
            "2",
            lambda game: game.challenger.types[0].gain["tech"]["crossed"],
        ),
        ("responder.audience_cost", "2", lambda game: game.responder.audience_cost),
        ("ladder.rungs.r0.setup", "2", lambda game: game.ladder.rungs[0].setup),
        ("ladder.policy.max_step", "2", lambda game: game.ladder.policy.max_step),
        ("solve.no_commitment.rationality", "2", lambda game: game.solve.no_commitment.rationality),
        (
            "challenger.tracks.tech.moves.0.cost",
            "2",
            lambda game: game.challenger.tracks[0].moves[0].cost,
        ),
    ],
)
def test_a_what_if_sets_what_is_written_and_what_is_left_out(write, address, value, found):
    """A field with a default may be set although the file does not write it."""
    reading = read_game(write(), changes={address: value})

    assert reading.is_sound
    assert found(reading.record) == 2
    assert reading.changes == {address: value}


def test_a_what_if_makes_an_entry_that_needs_nothing(write):
    """A discount may be set in a file that says nothing of time."""
    path = write(
        ("time: {period: month, horizon: inf, discount: {challenger: 0.95, responder: 0.95}}\n", "")
    )

    reading = read_game(path, changes={"time.discount.challenger": ".9"})

    assert reading.record.time.discount.challenger == 0.9
    assert reading.record.time.discount.responder == 0.95


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("responder.audiance_cost", "'responder.audience_cost'"),
        ("ladder.rungs.r1.los", "'ladder.rungs.r1.loss'"),
        ("ladder.rungz.r1.loss", "'ladder.rungs.r1.loss'"),
        ("challenger.types.t.gain.tech.crosed", "'challenger.types.t.gain.tech.crossed'"),
    ],
)
def test_a_misspelt_what_if_gets_the_nearest_address(write, address, near):
    """Written or left out, the field that was meant is named."""
    with pytest.raises(QuestionError, match=f"in this game; did you mean {near}"):
        read_game(write(), changes={address: "2"})


@pytest.mark.parametrize(
    "address",
    [
        "ladder.rungs.r1.id",
        "ladder.rungs",
        "responder.credit.alpha",
        "solve.commit.menu",
        ".",
        "a..b",
        "title",
    ],
)
def test_a_what_if_changes_numbers_and_words_alone(write, address):
    """No ids, no lists, and nothing within an entry that would need more."""
    with pytest.raises(QuestionError, match="no number or word"):
        read_game(write(), changes={address: "2"})


def test_a_what_if_is_held_to_the_rules(write):
    """A discount of 1 is refused however it comes in."""
    reading = read_game(write(), changes={"time.discount.challenger": "1"})

    assert [(one.code, one.place.line) for one in reading.diagnostics] == [("PL410", 4)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("phaseline: 1\nkind: game\n", "game"),
        ('kind:   "game"  # a game\n', "game"),
        ('{"phaseline": 1, "kind": "game"}', "game"),
        ("  phaseline: 1\n  kind: game\n", "game"),
        ("phaseline: 2\nkind: case\n", "case"),
        ("monitor:\n  kind: game\n", ""),
        ("kind: [game]\n", ""),
        ("", ""),
        ("kind", ""),
        ("{", ""),
    ],
)
def test_a_file_says_of_which_kind_it_is(tmp_path, text, kind):
    """In every notation of YAML; what says nothing, or cannot be read, is of no kind."""
    path = tmp_path / "file.yaml"
    path.write_text(text)

    assert kind_of(path) == kind
    assert is_game(path) is (kind == "game")


def test_a_folder_and_a_missing_file_are_no_games(tmp_path):
    """Asking does no harm."""
    assert not is_game(tmp_path)
    assert not is_game(tmp_path / "nothing.yaml")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"- a\n",
        b"word\n",
        b"\xff\xfe\x00",
        b"a: [",
        b"kind: game\n" * 3,
        b"\x00",
        b"phaseline: 1\nkind: game\n",
    ],
)
def test_what_is_no_game_is_refused_in_words(tmp_path, content):
    """Diagnostics, and never an exception."""
    path = tmp_path / "game.yaml"
    path.write_bytes(content)

    reading = read_game(path)

    assert not reading.is_sound
    assert reading.diagnostics


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path):
    """PL104, as for a case."""
    assert [one.code for one in read_game(tmp_path / "nothing.yaml").diagnostics] == ["PL104"]
    assert [one.code for one in read_game(tmp_path).diagnostics] == ["PL104"]


def test_the_hash_is_that_of_the_text(write):
    """
    Two readings of one text have one hash, wherever it stands and whatever is asked; another text
    has another.
    """
    path = write()

    first, again = (
        read_game(path),
        read_game(path, name="other", changes={"ladder.rungs.r1.loss": "2"}),
    )

    assert len(first.hash) == 64
    assert read_game(write(("loss: 1.2", "loss: 1.3"))).hash != first.hash
    assert again.record != first.record
    assert again.hash == first.hash


def test_a_game_is_opened_for_a_question(write):
    """The record and the reading, what-ifs applied."""
    args = asked(write(), "ladder.rungs.r1.loss=2")

    game, reading = open_game(args)

    assert names_game(args)
    assert game.ladder.rungs[1].loss == 2
    assert reading.changes == {"ladder.rungs.r1.loss": "2"}


def test_a_faulty_game_is_refused_with_every_problem(write):
    """Each with its place, what was found, what was expected and a fix; the last line counts."""
    path = write(
        ("challenger: 0.95", "challenger: 1"), ("enter: {r1: alarm}", "enter: {r2: alarm}")
    )

    with pytest.raises(CaseError) as refused:
        open_game(asked(path))

    first, second, last = refused.value.problems
    assert first.startswith(
        f"PL410 error   {path}:4:60  challenger: found 1  [time.discount.challenger]\n"
    )
    assert "expected: a number above 0 and below 1\n  fix: write a number such as 0.95" in first
    assert "unknown rung 'r2'" in second
    assert last == f"phaseline: {path} has 2 errors"


def test_a_path_that_there_is_not_is_a_wrong_question(tmp_path):
    """As for a case."""
    with pytest.raises(QuestionError, match="no such path"):
        open_game(asked(tmp_path / "nothing.yaml"))


def test_the_bound_counts_what_may_be_remembered(write):
    """
    Tech has 2 levels, the latch 2 labels, the ladder 2 rungs; an order is none, or r1 in 1 or 2
    periods: 2 × 2 × 2 × 3 = 24.

    With a lead of 3 on the move there are 3 more places, with a deadline of 4 five values of the
    clock, with credit up to 9 ten counts, and with a vote that can be taken again after 6 periods 8
    states of it: 5 × 2 × 2 × 3 × 5 × 10 × 8 = 24,000.
    """
    plain = read_game(write()).record
    richer = read_game(
        write(
            ("chance: 1, lead: 0", "lead: 3"),
            ("consent: 0.25", "consent: {chance: 0.25, retry: {after: 6}}"),
            ("dwell: 0", "deadline: {r1: 4}"),
            ("credit: null", "credit: {alpha: 2, beta: 1, cap: 9}"),
        )
    ).record

    assert size_bound(plain) == 24
    assert size_bound(richer) == 24_000


def test_a_sound_record_has_no_flaws(write):
    """What the reader lets pass, the pure check does too."""
    assert game_diagnostics(read_game(write()).record) == ()


def test_the_schema_says_what_the_reader_says(write):
    """
    The worked game is valid by it, and a key that is a word of Python stands there as it is
    written.
    """
    schema = json.loads(
        json.dumps(record_schema(Game, name="game-file", sentences=SENTENCES), allow_nan=False)
    )
    data = compose(write().read_text(), file="f").data

    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert schema["$id"] == "https://phaseline.invalid/schema/1/game-file.json"
    assert schema["$defs"]["Move"]["required"] == ["do", "from", "to"]
    assert schema["properties"]["time"]["default"]["horizon"] == "inf"
    data["ladder"]["rungs"][1]["los"] = 1
    assert [one.json_path for one in Draft202012Validator(schema).iter_errors(data)] == [
        "$.ladder.rungs[1]"
    ]


def test_the_command_prints_the_schema_of_a_game(phaseline):
    """`phaseline schema game-file` is JSON and nothing else."""
    ran = phaseline("schema", "game-file")

    assert ran.status == 0
    assert json.loads(ran.out)["title"] == "Phaseline game file"
