"""From format 1 to format 2: what is written, what is left to a person, and what stays."""

import pytest
import yaml

from phaseline.case.compose import compose
from phaseline.case.upgrade.plain import unread_lines, with_quotes
from phaseline.case.upgrade.upgrade import upgraded
from phaseline.errors import QuestionError

HEADER = """\
# A case.
phaseline: 1
kind: case
id: mini   # short
title: A strait
question: What if?
as_of: 2030-01-01
responder: harbour
challenger: island
"""
ACTORS = """\
actors:
  # the first
  - {id: harbour, name: Government of the Russian Federation, kind: state}
  - {id: island, name: 'Island', kind: state}
  - {id: paper, name: Author of a paper, kind: author}
red_lines: [{id: line, title: A line, any_of: [radar]}]
facts:
  - {id: base-one, kind: background, says: "One of two.", said_by: paper, status: record}
  - {id: other, kind: background, says: Two?, said_by: paper, status: record}
"""


@pytest.fixture
def mini():
    """A case of format 1 in two files."""
    return upgraded({"case.yaml": HEADER, "actors.yaml": ACTORS})


def test_what_the_program_knew_by_heart_is_written_into_the_case(mini):
    """Names as they were printed, base rates by how their ids begin, the words for a crossing."""
    case, actors = (yaml.safe_load(mini.texts[name]) for name in ("case.yaml", "actors.yaml"))

    assert case["phaseline"] == 2
    assert case["vocabulary"]["crossing"]["noun"] == "transfer"
    assert case["vocabulary"]["common_nouns"] == ["Author"]
    assert actors["actors"][0]["short"] == "Government of Russia"
    assert "short" not in actors["actors"][1]
    assert [fact["kind"] for fact in actors["facts"]] == ["base_rate", "background"]


def test_comments_order_and_quotes_stay(mini):
    """What is not changed stands as it stood; what an older reader would misread is quoted."""
    lines = mini.texts["actors.yaml"].splitlines()

    assert lines[:2] == ["actors:", "  # the first"]
    assert lines[3] == ACTORS.splitlines()[3]
    assert 'says: "Two?"' in lines[-1]
    assert "# A case.\n" in mini.texts["case.yaml"]
    assert "id: mini   # short\n" in mini.texts["case.yaml"]
    assert 'as_of: "2030-01-01"\n' in mini.texts["case.yaml"]


def test_what_cannot_be_decided_is_listed_and_stands_in_the_file(mini):
    """Whether a crossing is a transfer is for a person to say; the list leads to the line."""
    ((file, line, says),) = mini.undecided

    assert file == "case.yaml"
    assert says in mini.texts["case.yaml"].splitlines()[line - 1]


def test_upgrading_twice_changes_nothing(mini):
    """A case of this format stays as it is, byte for byte."""
    again = upgraded(mini.texts)

    assert (again.changed, again.undecided) == ((), ())
    assert again.texts == mini.texts


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("on", "on"),
        ("22:30", "22:30"),
        ("2024-11-28", "2024-11-28"),
        ("1_000", "1_000"),
        ("who knows?", "who knows?"),
        ("010", 10),
        ("0x1F", 31),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("-.5e-9", -0.5e-9),
        ("+7", 7),
        ("~", None),
        ("true", True),
        ("140 person", "140 person"),
        ('a "word"', 'a "word"'),
    ],
)
@pytest.mark.parametrize("within", ["key: {}\n", "key: {{inner: {}, other: 1}}\n", "- [{}, x]\n"])
def test_every_reader_of_yaml_reads_the_same_value(written, read, within):
    """Dates, truths and times are texts in quotes; what is no text stays without."""
    text = with_quotes(within.format(written))
    ours = compose(text, file="f.yaml").data

    assert yaml.safe_load(text) == yaml.load(text, Loader=yaml.CSafeLoader) == ours
    assert ours == compose(within.format(written), file="f.yaml").data
    assert repr(read) in repr(ours)
    assert unread_lines(text) == []
    assert with_quotes(text) == text


def test_a_file_that_is_no_yaml_is_refused_by_name():
    """Nothing is made of what cannot be read."""
    with pytest.raises(QuestionError, match=r"actors\.yaml:2:1: it cannot be edited"):
        upgraded({"case.yaml": HEADER, "actors.yaml": "actors: [\n"})


def test_what_is_no_case_of_this_format_or_the_previous_is_refused():
    """Files of other kinds keep their format; a later format is for a later version."""
    with pytest.raises(QuestionError, match="there is no header with `kind: case`"):
        upgraded({"game.yaml": "phaseline: 1\nkind: game\n"})
    with pytest.raises(QuestionError, match="the case is written in format 3: install"):
        upgraded({"case.yaml": HEADER.replace("phaseline: 1", "phaseline: 3")})


def test_a_case_without_a_line_has_nothing_to_decide():
    """Where nothing is crossed, nothing is said of what crossing is called."""
    result = upgraded({"case.yaml": f"{HEADER}actors: [{{id: paper, name: A paper}}]\n"})

    assert result.undecided == ()
    assert "vocabulary" not in result.texts["case.yaml"]


LAID_OUT = """\
actors:
- id: harbour
  name: Harbour authority of the Russian Federation   # long
  note: "said
    twice"

  aliases: [ a,b ]
- {id: island, name: Island,  value: 1.50, other: ~}
-   id: coast
    name: Author
"""


def test_lines_that_are_not_changed_stay_as_they_were_laid_out():
    """Folded texts, wide blanks, lists at the margin and empty values are left alone."""
    result = upgraded({"case.yaml": HEADER, "actors.yaml": LAID_OUT})

    before, after = LAID_OUT.splitlines(), result.texts["actors.yaml"].splitlines()
    assert after[:3] == before[:3]
    assert after[3] == "  short: Harbour authority of Russia"
    assert after[4:] == before[3:]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ends_of_lines_and_the_mark_of_byte_order_stay(mark, end):
    """A file from another system goes back to it as it came."""
    before = mark + HEADER.replace("\n", end)

    after = upgraded({"case.yaml": before}).texts["case.yaml"]

    assert after == before.replace("phaseline: 1", "phaseline: 2").replace(
        "as_of: 2030-01-01", 'as_of: "2030-01-01"'
    )


GAME = """\
measures:
  - {id: guns, lethality: offensive, route: direct}
  - {id: shells, lethality: offensive, route: indirect}
tracks:
  - {id: promise, at_start: none, levels: [none, signed]}
ladders:
  - {id: idle, standing: contrast, rungs: [{id: A}]}
  - {id: leap, standing: contrast, rungs: [{id: A}, {id: B}]}
  - {id: wait, standing: contrast, rungs: [{id: A}, {id: B}]}
  - {id: stairs, standing: published, rungs: [{id: A}, {id: B}, {id: C}]}
  - {id: theirs, standing: scenario, controlled_by: [tarsk], rungs: [{id: A}]}
assumptions:
  - {id: retaliation-cost, low: 0, high: 1}
games:
  - yardstick: idle
    tracks: [{id: word, of: promise}]
    breach: [{track: word, level: signed}]
    effects:
      - {measure: shells}
      - measure: guns
        direct: true   # of its own hand
    policies:
      - {id: idle, ladder: idle}
      - {id: leap, ladder: leap, deadline: [{rung: B}]}
      - {id: wait, ladder: wait, enter: [{rung: B}]}
      - {id: stairs, ladder: stairs, demand: [{track: word, levels: [signed]}]}
      - {id: theirs, ladder: theirs}
claims:
"""
TESTS = {
    "compellence_is_harder": ("compellence_is_harder", {"ladders": ["leap", "wait", "stairs"]}),
    "unexecuted_threats": ("unexecuted_threats", {"ladder": "wait"}),
    "direct_over_indirect": ("stronger_measure", {"measure": "guns", "than": "shells"}),
    "phasing": ("phasing", {"ladder": "stairs", "at_once": "leap", "held": "wait"}),
    "consensus_route": ("consensus_route", {"ladder": "leap"}),
    "proportion": ("proportion", {"ladder": "leap"}),
    "formal_commitment": ("demanded_promise", {"ladder": "stairs"}),
    "spent_threat": ("released_restraint", {"ladder": "wait"}),
    "counter_threats": ("counter_threats", {"ladder": "wait", "cost": "retaliation-cost"}),
    "whom_from_what": ("whom_from_what", {"ladders": ["leap", "wait", "stairs"]}),
    "avoidance": ("avoidance", None),
}


@pytest.mark.parametrize("test", TESTS)
def test_a_claim_is_told_what_its_test_looked_for(test):
    """Contrasts by what calls their rungs, ladders by their rungs, measures by what they do."""
    text = f"{GAME}  - {{id: P, says: So it is., tests: {test}}}\n"

    result = upgraded({"case.yaml": HEADER, "game.yaml": text})

    (claim,) = yaml.safe_load(result.texts["game.yaml"])["claims"]
    assert (claim["tests"], claim.get("with")) == TESTS[test]
    assert "releases: true # of its own hand" in result.texts["game.yaml"]


def test_a_claim_that_had_nothing_to_look_at_becomes_a_comment():
    """What was answered by "not decided" stands in the file, and a person is told where."""
    claims = """\
  - {id: P1, says: So it is., tests: avoidance}
  - id: P2
    says: Vague
      is better.
    tests: ambiguity

  - {id: P3, says: So it is., tests: proportion}
"""
    result = upgraded({"case.yaml": HEADER, "game.yaml": GAME + claims})

    lines = result.texts["game.yaml"].splitlines()
    ((file, line, says),) = result.undecided
    assert (file, lines[line - 1]) == ("game.yaml", f"  # upgrade: {says}")
    assert lines[line : line + 5] == [
        "  # - id: P2",
        "  #   says: Vague",
        "  #     is better.",
        "  #   tests: ambiguity",
        "",
    ]
    assert [claim["id"] for claim in yaml.safe_load(result.texts["game.yaml"])["claims"]] == [
        "P1",
        "P3",
    ]
    assert upgraded(result.texts).changed == ()


def test_a_section_of_which_nothing_is_left_is_left_out():
    """A section without entries is no section."""
    text = f"{GAME}  - {{id: P, says: So it is., tests: ambiguity}}\n"

    result = upgraded({"case.yaml": HEADER, "game.yaml": text})

    assert "claims" not in yaml.safe_load(result.texts["game.yaml"])
    assert "# claims:\n" in result.texts["game.yaml"]


def test_tracks_get_the_roles_that_the_game_shows():
    """The level by which a demand is broken is the one by which it is answered."""
    result = upgraded({"case.yaml": HEADER, "game.yaml": GAME.removesuffix("claims:\n")})

    (track,) = yaml.safe_load(result.texts["game.yaml"])["tracks"]
    assert (track["role"], track["turned"]) == ("answer", "signed")


RESPONSE = """\
procedures: [{id: amend_law, title: A change, override: veto}]
encodings: [{id: papers, title: As the papers have it}]
whips: [{id: asks, procedures: [ordinary], votes: [{party: a, risk: 1}]}]
amendments: [{id: first, route: amend_law}, {id: last, route: amend_law}, {id: other, route: x}]
assumptions:
  - {id: consent-chance, low: 0, high: 1}
  - {id: amendments-pass, low: 0, high: 1}
tracks:
  - {id: commitment, at_start: none, levels: [none, given]}
  - {id: office, levels: [held, lost]}
  - {id: war, levels: [on, over]}
ladders:
  - {id: recommended, completions: [{id: kim-step-down}, {id: recommended-at-once}]}
games:
  - tracks:
      - {id: war, of: war}
      - {id: technology, moves: [{do: transfer}, {do: sell}]}
    consents: [{standing: minister alone}, {standing: assembly+barred}, {standing: barred}]
    muted: [{track: war, level: over}]
    retaliatory_gain: 1
routes: [{id: ship, known_to_assembly: "no"}, {id: train}]
"""


def test_ids_and_words_that_the_program_knew_are_keys_of_the_case():
    """What format 1 did by an id is said where it holds."""
    result = upgraded({"case.yaml": HEADER, "response.yaml": RESPONSE})

    data = yaml.safe_load(result.texts["response.yaml"])
    (game,) = data["games"]
    assert data["encodings"][0]["lifts_bars"] == "amend_law"
    assert [row["judges"] for row in data["assumptions"]] == [
        "procedures.ordinary.consulted",
        "amendments.last.passes",
    ]
    assert [(track["role"], track["turned"]) for track in data["tracks"]] == [
        ("answer", "given"),
        ("office", "lost"),
        ("clock", "over"),
    ]
    assert [track["id"] for track in data["tracks"]] == ["commitment", "government", "war"]
    assert [row["short"] for row in data["ladders"][0]["completions"]] == ["step down", "at once"]
    assert [row["standing"] for row in game["consents"]] == [
        "executive",
        "consent_lifts_bar",
        "barred",
    ]
    assert game["tracks"][1]["moves"] == [
        {"do": "transfer", "does": "transfers", "many": "transfer"},
        {"do": "sell"},
    ]
    assert game["released_gain"] == 1
    assert data["routes"] == [{"id": "ship", "known_to_oversight": "no"}, {"id": "train"}]


def test_what_is_no_list_of_entries_is_left_to_the_check():
    """A faulty case is upgraded as far as it goes."""
    text = "games: [{tracks: none, effects: [x], consents: 1}]\nladders: {}\nclaims: [1]\n"

    result = upgraded({"case.yaml": HEADER, "game.yaml": text})

    assert result.texts["game.yaml"] == text


def test_a_claim_within_brackets_becomes_a_comment_above_them():
    """No comment can stand within brackets; what is left there is a list."""
    claims = "claims: [{id: P, tests: ambiguity}, {id: Q, tests: avoidance}]\n"

    result = upgraded({"case.yaml": HEADER, "claims.yaml": claims})

    head, entry, rest = result.texts["claims.yaml"].splitlines()
    assert head.startswith("# upgrade: say of what ambiguity is asked")
    assert entry == "# - {id: P, tests: ambiguity}"
    assert rest == "claims: [{id: Q, tests: avoidance}]"


DEEP = """\
encodings:
    -   id: papers
        says: >-
            folded
            text
        note: goes
            on
        cites:
            inner: 1
procedures:
    -   {id: amend_law}
"""


def test_a_file_stays_set_in_as_it_is():
    """Four blanks, or none: the author's."""
    result = upgraded({"case.yaml": HEADER, "law.yaml": DEEP})

    before, after = DEEP.splitlines(), result.texts["law.yaml"].splitlines()
    place = after.index("        lifts_bars: amend_law")
    assert after[:place] + after[place + 1 :] == before


def test_an_id_that_looks_like_a_number_stays_a_text():
    """What is copied from a quoted text is quoted where it goes."""
    text = "ladders: [{id: A, completions: [{id: A-2024}]}]\n"

    result = upgraded({"case.yaml": HEADER, "response.yaml": text})

    assert '{id: A-2024, short: "2024"}' in result.texts["response.yaml"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "%YAML 1.2\n---\nactors: []\n...\n"])
def test_a_file_in_which_nothing_is_stays_as_it_is(text):
    """Also an empty one."""
    assert upgraded({"case.yaml": HEADER, "more.yaml": text}).texts["more.yaml"] == text


PLAYED = """\
ladders:
  - id: stairs
    standing: published
    rungs: [{id: A}, {id: B}, {id: C}, {id: D}]
    transitions:
      - {start: A, end: B, trigger: none}
      - {start: C, end: D, trigger: none}
    completions:
      - {id: stairs-slow, title: Slow, fills: []}
      - id: stairs-quick
        title: Quick
        fills:
          - {gap: PL601}   # the last

  # the yardstick
  - id: still
    standing: contrast
    note: Nothing.
games:
  - id: play
    yardstick: idle
    # what is played
    policies:
      - id: idle   # nothing new
        ladder: still
      - id: slow
        ladder: stairs
        completion: stairs-slow
        # in time
        deadline: [{rung: B}, {rung: C, count: assumptions.wait}]
        note: Slow.
      - {id: quick, ladder: stairs, completion: stairs-quick, enter: [{rung: D}]}
      - {id: twice, ladder: stairs, completion: stairs-quick}
    search: {policy: slow}
claims:
  - {id: P1, better: {ladder: slow, than: idle}}
  - {id: P2, tests: phasing, with: {ladders: [slow, quick], at_once: idle, held: quick}}
questions: [{id: q, shows: [games.play.policies.slow.note]}]
"""


def test_what_is_played_stands_at_completions_and_ladders():
    """A policy's fields go to what it plays, and all that named it names that."""
    result = upgraded({"case.yaml": HEADER, "game.yaml": PLAYED})

    text = result.texts["game.yaml"]
    data = yaml.safe_load(text)
    stairs, still = data["ladders"]
    slow, quick = stairs["completions"]
    assert slow["plays"] == {
        "rungs": ["A", "B", "C"],
        "deadline": [{"rung": "C", "count": "assumptions.wait"}],
        "note": "Slow.",
    }
    assert quick["plays"] == {"enter": [{"rung": "D"}]}
    assert still["plays"] == {}
    (game,) = data["games"]
    assert game == {"id": "play", "yardstick": "still", "search": {"policy": "stairs-slow"}}
    assert data["claims"][0]["better"] == {"ladder": "stairs-slow", "than": "still"}
    assert data["claims"][1]["with"] == {
        "ladders": ["stairs-slow", "stairs-quick"],
        "at_once": "still",
        "held": "stairs-quick",
    }
    assert data["questions"][0]["shows"] == ["ladders.stairs.completions.stairs-slow.note"]
    for comment in (
        "# the last",
        "# the yardstick",
        "# what is played",
        "# nothing new",
        "# in time",
    ):
        assert comment in text
    assert [says for _, _, says in result.undecided] == [
        "ladders.stairs.completions.stairs-quick takes the rung B at once now: say what calls it",
        "the policy twice needs a completion or a ladder of its own",
    ]
    assert "# - {id: twice, ladder: stairs, completion: stairs-quick}" in text
    assert upgraded(result.texts).changed == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [("[]", []), ("[A. Reader, B]", [{"by": "A. Reader"}, {"by": "B"}])],
)
def test_who_has_challenged_the_case_is_listed_one_by_one(written, read):
    """When, and what they said, is for a person."""
    text = f"{HEADER}challenged_by: {written}   # so far\nlimits: x\n"

    after = upgraded({"case.yaml": text}).texts["case.yaml"]

    assert yaml.safe_load(after)["challenged"] == read
    assert after.index("challenged:") < after.index("# so far") < after.index("limits:")


RESERVED = """\
actors: [{id: nature, name: Nobody}, {id: common, name: A commoner}]
tracks: [{id: clock, at_start: none, levels: [none, over]}, {id: clock-1, levels: [a, b]}]
ladders:
  - {id: none, standing: contrast, rungs: [{id: A}]}
  - {id: leap, standing: contrast, rungs: [{id: A}, {id: union}], transitions: [{trigger: none}]}
games:
  - yardstick: none   # nothing new
    tracks: [{id: clock, of: clock, levels: [none, over]}]
    policies:
      - {id: none, ladder: none}
      - {id: leap, ladder: leap, available: [{track: clock, level: none, rung: A}]}
brakes: [{id: slow, parameters: [ladders.none, tracks.clock.levels, ladders.none-such]}]
claims: [{id: P, says: So it is., tests: unexecuted_threats}]
encodings: [{id: public, title: The statutes.}]
options: [{id: ship, encoding: public, tags: [public]}]
"""


def test_ids_that_are_words_of_the_format_get_others_wherever_they_are_named():
    """Levels and triggers of the same spelling stay; what is named in many ways is asked for."""
    result = upgraded({"case.yaml": HEADER, "game.yaml": RESERVED})

    data = yaml.safe_load(result.texts["game.yaml"])
    (game,) = data["games"]
    assert [ladder["id"] for ladder in data["ladders"]] == ["no-step", "leap"]
    assert [track["id"] for track in data["tracks"]] == ["clock-2", "clock-1"]
    assert data["tracks"][0]["levels"] == ["none", "over"]
    assert data["ladders"][1]["transitions"] == [{"trigger": "none"}]
    assert (game["yardstick"], game["tracks"][0]["of"]) == ("no-step", "clock-2")
    assert data["ladders"][1]["plays"]["available"] == [
        {"track": "clock-2", "level": "none", "rung": "A"}
    ]
    assert data["brakes"][0]["parameters"] == [
        "ladders.no-step",
        "tracks.clock-2.levels",
        "ladders.none-such",
    ]
    assert (data["encodings"][0]["id"], data["options"][0]) == (
        "public-law",
        {"id": "ship", "encoding": "public-law", "tags": ["public"]},
    )
    assert [says for _, _, says in result.undecided if "word of the format" in says] == [
        "actors.common: the id is a word of the format; call it by another",
        "ladders.leap.rungs.union: the id is a word of the format; call it by another",
    ]
    assert upgraded(result.texts).changed == ()
