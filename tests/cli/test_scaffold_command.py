"""Layer by layer, as somebody would who has a case with a header, two actors and some facts."""

import json
import os

import pytest

from phaseline.case.read import read_case
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.scaffold import write_layer
from phaseline.errors import QuestionError
from phaseline.scaffold.pattern import pattern_named

HEADER = """\
# the header
phaseline: 2
kind: case
id: mini
title: Should Arland answer the dam?
question: How should Arland answer Borland's dam?
as_of: "2030-03-01"
responder: arland
challenger: borland
period: week
horizon: [8]
prepared_by: A. Nalyst
"""
ACTORS = """\
actors:
  - {id: arland, name: Government of Arland, kind: state}   # us
  - {id: borland, name: Government of Borland, kind: state}
  - {id: authors, name: The authors, kind: author}
  - {id: greens, name: The Greens, kind: party}
  - {id: blues, name: The Blues, kind: party}
"""
FACTS = """\
sources:
  - {id: paper, type: report, role: paper, title: The dam}
facts:
  - {id: leave, kind: demand, says: Arland should demand that the dam is opened., said_by: authors, status: recommended, modality: should, cites: [{source: paper, exact: "that the dam is opened"}]}
  - {id: levy, kind: ladder, says: Arland could raise a levy., said_by: authors, status: recommended, modality: could, cites: [{source: paper, exact: "could raise a levy"}]}
  - {id: ban, kind: ladder, says: "If that fails, Arland should ban all trade.", said_by: authors, status: recommended, modality: should, cites: [{source: paper, exact: "should ban all trade"}]}
  - {id: seats-greens, kind: politics, says: The Greens have 30 seats., said_by: authors, status: asserted, about: [greens], value: 30 seat, cites: [{source: paper, exact: "The Greens have 30 seats"}]}
"""  # noqa: E501  # as an author writes it

SANCTIONS = ("--pattern", "sanctions")


def _with_pattern(pattern):
    """The header of the case as it names a pattern."""
    return HEADER.replace("period:", f"pattern: {pattern}\nperiod:")


@pytest.fixture
def case(tmp_path):
    """A case with a header and its actors, and nothing else."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(HEADER)
    (folder / "actors.yaml").write_text(ACTORS)
    return folder


def errors_of(ran):
    """The codes of the errors that `check --json` gave."""
    found = json.loads(ran.out)["diagnostics"]
    return [row["code"] for row in found if row["severity"] == "error"]


@pytest.mark.parametrize("pattern", ["arms-aid", "ceasefire", "inspection", "posture", "sanctions"])
def test_every_pattern_reaches_a_game_that_passes_the_check(case, phaseline, pattern):
    """Each layer passes by itself; what the author wrote is as it was."""
    layers = ("ladder", "law", "supply", "game")
    if pattern in {"inspection", "sanctions"}:  # which send no goods
        layers = ("ladder", "law", "game")
    for layer in layers:
        ran = phaseline("scaffold", layer, str(case), "--pattern", pattern)
        assert ran.status == 0, ran.err
        assert not errors_of(phaseline("check", str(case), "--json")), layer
    assert (case / "case.yaml").read_text() == _with_pattern(pattern)
    assert (case / "actors.yaml").read_text().startswith(ACTORS)


def test_what_facts_recommend_becomes_a_ladder_that_is_solved(case, phaseline):
    """The steps keep how firmly they are meant; a party without seats is left out and named."""
    (case / "facts.yaml").write_text(FACTS)
    told = ""
    for layer in ("ladder", "law", "politics", "game"):
        ran = phaseline("scaffold", layer, str(case), *SANCTIONS)
        assert ran.status == 0, ran.err
        assert not errors_of(phaseline("check", str(case), "--json")), layer
        told += ran.out
    text = (case / "response.yaml").read_text()
    for words in ("Raise a levy", "Ban all trade", "That the dam is opened", "modality: could"):
        assert words in text
    assert "the seats of The Blues stand in no fact" in told
    politics = (case / "politics.yaml").read_text()
    assert "yes-moving-greens" in politics
    assert "blues" not in politics
    solved = phaseline("solve", str(case), "--draws", "8", "--json")
    assert solved.status == 0, solved.err
    assert "recommended-waiting" in solved.out


@pytest.mark.parametrize("pattern", ["arms-aid", "ceasefire", "inspection", "posture", "sanctions"])
def test_the_brief_of_a_pattern_prints_no_id(case, phaseline, tmp_path, pattern):
    """What a pattern adds is called by words, so that `run` has no warning about its prose."""
    (case / "facts.yaml").write_text(FACTS)
    for layer in ("ladder", "law", "game"):
        assert phaseline("scaffold", layer, str(case), "--pattern", pattern).status == 0

    ran = phaseline("run", str(case), "--no-game", "--out", str(tmp_path / "out"))

    assert ran.status == 0
    assert "an id in prose" not in ran.err


def test_the_condition_that_a_paper_names_stands_before_its_step(case, phaseline, tmp_path):
    """What calls for the ban is said in the words of the fact; what kind of trigger it is, is not.

    The brief tells the words beside the step, and that the paper gives no threshold.
    """
    (case / "facts.yaml").write_text(FACTS)

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0
    assert phaseline("run", str(case), "--out", str(tmp_path / "out")).status == 0

    steps = read_case(case).case.ladders["recommended"].transitions
    assert [(step.says, step.facts) for step in steps] == [("", ()), ("that fails", ("ban",))]
    assert {step.trigger.value for step in steps} == {"unstated"}
    page = (tmp_path / "out" / "brief.html").read_text()
    assert "that fails" in page


_ASKED = (
    "  - {{id: {name}, kind: ladder, says: '{says}', said_by: authors, status: recommended,"
    ' modality: should, cites: [{{source: paper, exact: "{name}"}}]}}\n'
)
_UNLESS = "Unless Borland stops, and lets Greens in within 3 months, the mayor, if asked, should"


def _with_facts(case, **says):
    """Facts of the authors that recommend something, beside the source; the demand is left out."""
    head = FACTS[: FACTS.index("  - {id: leave")]
    told = "".join(_ASKED.format(name=name, says=words) for name, words in says.items())
    (case / "facts.yaml").write_text(head + told)


def test_steps_of_one_condition_share_a_rung_and_no_order_is_lent_to_conditions(case, phaseline):
    """
    By hand: fees and the port hang on a flood, the fish on a drought; nothing says which of them
    comes first. "Unless Borland stops …" gives a time, and neither comma within it ends it.
    """
    _with_facts(
        case,
        fees="If there is a flood, Arland should raise fees.",
        port="If there is a flood, Arland should close the port.",
        fish="If there is a drought, Arland should ban fish.",
        ships=f"{_UNLESS} stop ships.",
        more="If that fails, Arland should ban ships.",
    )

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    ladder = read_case(case).case.ladders["recommended"]
    assert [rung.title for rung in ladder.rungs[1:]] == [
        "Raise fees; close the port, if there is a flood",
        "Ban fish, if there is a drought",
        (
            "The mayor, if asked, should stop ships, unless Borland stops, and lets Greens in"
            " within 3 months"
        ),
        "Ban ships, if that fails",
    ]
    assert [step.order for step in ladder.transitions] == [
        "stated",
        "unstated",
        "unstated",
        "stated",
    ]
    assert [step.trigger.value for step in ladder.transitions] == [
        *("unstated", "unstated", "elapsed", "unstated"),
    ]
    assert ladder.transitions[2].deadline == "3 months"
    assert ladder.transitions[2].says == "unless Borland stops, and lets Greens in within 3 months"


def test_a_course_without_a_stated_order_is_told_without_one(case, phaseline, tmp_path):
    """Neither does page one say that nobody says what calls for a step whose condition is told."""
    _with_facts(
        case,
        fees="If there is a flood, Arland should raise fees.",
        fish="If there is a drought, Arland should ban fish.",
        more="If that fails, Arland should ban ships.",
    )
    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    ran = phaseline("run", str(case), "--md", "--out", str(tmp_path / "out"))

    page = (tmp_path / "out" / "brief.html").read_text()
    assert (
        "raise fees, if there is a flood; also ban fish, if there is a drought;"
        " then ban ships, if that fails" in page
    )
    assert "on a condition: there is a drought" in page
    assert "in no order that is stated" in page
    assert "what calls for" not in ran.out


def test_a_gap_is_told_by_the_numbers_of_its_rungs(case, phaseline, tmp_path):
    """Of two steps one has its condition in words; no page calls a rung by its id."""
    (case / "facts.yaml").write_text(FACTS)
    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    ran = phaseline("run", str(case), "--md", "--out", str(tmp_path / "out"))

    page = (tmp_path / "out" / "brief.html").read_text()
    assert "no trigger leads from rung 0 to rung 1" in page
    assert "from S0 to S1" not in page
    assert "what calls for some of the steps" in ran.out


def test_by_when_a_step_is_to_be_taken_is_what_calls_for_it(case, phaseline):
    """A time before the advice is part of the step, and of nobody who is to take it."""
    _with_facts(case, told="Within 10 days after a flood, Arland should raise fees.")

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    ladder = read_case(case).case.ladders["recommended"]
    assert ladder.rungs[1].title == "Raise fees, within 10 days after a flood"
    assert ladder.transitions[0].says == "within 10 days after a flood"


def test_a_small_game_of_a_pattern_is_told_without_a_warning(case, phaseline, tmp_path):
    """Each figure of its brief rests on something, also where no assumption turns it."""
    (case / "facts.yaml").write_text(FACTS)
    for layer in ("ladder", "law", "game"):
        assert phaseline("scaffold", layer, str(case), *SANCTIONS).status == 0

    ran = phaseline("run", str(case), "--draws", "8", "--md", "--out", str(tmp_path / "out"))

    assert "warning: brief" not in ran.err
    assert "in the reading of if" not in (tmp_path / "out" / "brief.html").read_text()


def test_what_ends_the_steps_is_no_step_and_answers_what_follows_compliance(
    case, phaseline, tmp_path
):
    """A fact of the kind "ending" is the off-ramp of its speaker's course, and told by itself."""
    _with_facts(case, fees="Arland should raise fees.")
    with (case / "facts.yaml").open("a") as facts:
        facts.write(
            "  - {id: lifted, kind: ending, says: Arland should lift the fees once the dam opens.,"
            " said_by: authors, status: recommended, modality: should, confirmed_by: A. Reader,"
            ' cites: [{source: paper, exact: "lift the fees"}]}\n'
        )

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0
    ran = phaseline("run", str(case), "--md", "--out", str(tmp_path / "out"))

    ladder = read_case(case).case.ladders["recommended"]
    assert ladder.off_ramp == "Arland should lift the fees once the dam opens."
    assert [rung.measures for rung in ladder.rungs] == [(), ("fees",)]
    assert "What is said to end it: The authors" in ran.out


def test_until_when_a_step_lasts_answers_what_follows_compliance(case, phaseline):
    """Of that step alone; no gap is found where the paper says it, and the game can be played."""
    (case / "facts.yaml").write_text(
        FACTS.replace("could raise a levy., ", "could raise a levy until the dam is opened., ")
    )

    for layer in ("ladder", "law", "game"):
        ran = phaseline("scaffold", layer, str(case), *SANCTIONS)
        assert ran.status == 0, ran.err

    assert read_case(case).case.ladders["recommended"].off_ramp == (
        "Raise a levy until the dam is opened. Of the other steps nothing is said."
    )
    checked = phaseline("check", str(case), "--json")
    assert not errors_of(checked)
    assert "PL601" not in checked.out
    assert phaseline("solve", str(case), "--draws", "8", "--json").status == 0


def test_what_was_asked_for_once_is_no_step(case, phaseline):
    """A request that is told is a statement; one that says what should be done is a step."""
    told = FACTS.replace(
        "says: Arland could raise a levy., said_by: authors, status: recommended, modality: could",
        "says: Borland asked for a levy., said_by: authors, status: requested",
    )
    asked = told.replace(
        'status: recommended, modality: should, cites: [{source: paper, exact: "should ban',
        'status: requested, modality: should, cites: [{source: paper, exact: "should ban',
    )
    (case / "facts.yaml").write_text(asked)

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    rungs = read_case(case).case.ladders["recommended"].rungs
    assert [rung.title for rung in rungs] == ["Today", "Ban all trade, if that fails"]


def test_no_order_is_lent_to_what_names_none_and_somebody_else_keeps_the_name(case, phaseline):
    """
    By hand: the levy and what the Greens should do name no condition, so that they share a rung
    below the ban, which stands before them in the file; the Greens' step is theirs.
    """
    other = (
        "  - {id: open, kind: ladder, says: The Greens should open their books., said_by: authors,"
        ' status: recommended, modality: should, cites: [{source: paper, exact: "open their"}]}\n'
    )
    ban = next(line for line in FACTS.splitlines(keepends=True) if "id: ban" in line)
    (case / "facts.yaml").write_text(
        FACTS.replace(ban, "").replace("facts:\n", f"facts:\n{ban}") + other
    )

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    written = read_case(case).case
    ladder = written.ladders["recommended"]
    assert [rung.measures for rung in ladder.rungs] == [
        (),
        ("levy", "open"),
        ("levy", "open", "ban"),
    ]
    assert ladder.rungs[1].title == "Raise a levy; the Greens should open their books"
    assert written.measures["open"].controlled_by == "greens"
    assert [step.says for step in ladder.transitions] == ["", "that fails"]


def test_the_aim_of_a_ladder_is_the_one_its_speaker_states(case, phaseline, tmp_path):
    """Of many steps the first is named and the others counted; no exception is one."""
    aim = (
        "  - {id: aim, kind: goal, says: The levy is to open the dam., said_by: authors,"
        ' status: asserted, cites: [{source: paper, exact: "open the dam"}]}\n'
    )
    more = "".join(
        f"  - {{id: more-{n}, kind: ladder, says: Arland should do {n}., said_by: authors,"
        f' status: recommended, modality: should, cites: [{{source: paper, exact: "do {n}"}}]}}\n'
        for n in range(3)
    )
    exempt = more.replace("kind: ladder", "kind: reservation").replace("more-", "exempt-")
    (case / "facts.yaml").write_text(FACTS + aim + more + exempt)

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0
    assert phaseline("run", str(case), "--md", str(tmp_path / "brief.md")).status == 0

    ladder = read_case(case).case.ladders["recommended"]
    assert ladder.objective == "The levy is to open the dam."
    assert ladder.rungs[1].title == "Raise a levy; and 3 steps more"
    assert (
        "No source draws a line; the one here was drawn for this case."
        in (tmp_path / "brief.md").read_text()
    )


def test_what_two_speakers_recommend_is_no_ladder_of_either(case, phaseline):
    """Each has one of its own steps; what no source asks, none of them asks."""
    advice = FACTS.replace("kind: demand", "kind: law").replace(
        'all trade.", said_by: authors', 'all trade.", said_by: greens'
    )
    (case / "facts.yaml").write_text(advice)

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    assert not errors_of(phaseline("check", str(case), "--json"))
    text = (case / "response.yaml").read_text()
    for speaker, name in (("authors", "the authors"), ("greens", "the Greens")):
        assert f"- id: recommended-{speaker}\n    title: The course proposed by {name}\n" in text
    assert "measures: [leave, levy]" in text
    assert "measures: [ban]" in text
    assert "demands: [asked]" not in text


def test_the_line_of_a_pattern_is_no_paper_s(case, phaseline):
    """No text draws it, so that it rests on the notes of the editors, which are entered once."""
    (case / "facts.yaml").write_text(FACTS)

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    read = read_case(case).case
    assert read.red_lines["line"].source == "editors-notes"
    assert not read.sources["editors-notes"].sha256
    assert read.sources.ids == {"paper", "editors-notes"}
    assert not errors_of(phaseline("check", str(case), "--json"))


def test_no_word_of_a_pattern_stands_in_the_first_brief_of_a_paper(case, phaseline, tmp_path):
    """Neither its act nor its line: what is to be prevented has no name until somebody names it."""
    (case / "facts.yaml").write_text(FACTS)
    pattern = pattern_named("sanctions")

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0
    assert phaseline("run", str(case), "--full", "--out", str(tmp_path / "out")).status == 0

    page = (tmp_path / "out" / "brief.html").read_text()
    assert "No source draws a line" in page
    assert "Red lines" not in page
    assert "phaseline scaffold law CASE" in page
    assert "--pattern" not in page  # which the case names already
    assert not [
        words
        for words in (pattern.act.title, pattern.act.affects, pattern.demand.title)
        if words.casefold() in page.casefold()
    ]
    (feared,) = read_case(case).case.technologies
    assert feared.title == "What Borland is to be kept from"


def test_what_is_done_to_something_keeps_its_name(case, phaseline):
    """What should be told better is no step until it is said what."""
    said = FACTS.replace("Arland could raise a levy", "Levies should be announced early")
    (case / "facts.yaml").write_text(said.replace("could raise a levy", "be announced early"))

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    assert "title: Levies should be announced early\n" in (case / "response.yaml").read_text()


def test_the_numbers_of_a_pattern_are_counted_as_such(case, phaseline, tmp_path):
    """Both of two; then one of two, once somebody has chosen the other."""
    for layer in ("ladder", "law"):
        phaseline("scaffold", layer, str(case), *SANCTIONS)

    def said():
        phaseline("run", str(case), "--no-game", "--out", str(tmp_path / "out"))
        findings = json.loads((tmp_path / "out" / "answer.json").read_text())["findings"]
        return {row["text"] for row in findings if row["kind"] == "still_of_pattern"}

    assert said() == {"All 2 numbers that are assumed are still a pattern's, chosen for no case."}
    file = case / "assumptions.yaml"
    file.write_text(file.read_text().replace("    from_pattern: sanctions\n", "", 1))
    assert said() == {
        "1 of the 2 numbers that are assumed are still a pattern's, chosen for no case."
    }


def test_nothing_is_overwritten_and_a_missing_layer_is_named(case, phaseline):
    """Exit status 2, and every file as it was."""

    def refused(*arguments):
        before = {path.name: path.read_bytes() for path in case.iterdir()}
        ran = phaseline("scaffold", *arguments)
        assert ran.status == 2
        assert {path.name: path.read_bytes() for path in case.iterdir()} == before
        return ran.err

    name = str(case)
    assert "scaffold ladder CASE" in refused("law", name, *SANCTIONS)
    assert "no fact of the case gives any" in refused("politics", name, *SANCTIONS)
    assert "sends anything" in refused("supply", name, *SANCTIONS)
    assert "scaffold ladder CASE" in refused("game", name, *SANCTIONS)
    assert "did you mean 'ladder'" in refused("lader", name, *SANCTIONS)
    assert "did you mean 'sanctions'" in refused("ladder", name, "--pattern", "sanction")
    assert "shipped case" in refused("game", "strait", *SANCTIONS)
    assert "--pattern" in refused("game", name)  # nothing says from which pattern it is to start
    phaseline("scaffold", "ladder", name, *SANCTIONS)
    assert "has ladders already" in refused("ladder", name, *SANCTIONS)


def test_a_pattern_is_named_once(case, phaseline):
    """The case names it from then on; what is asked for by name goes before, and is not noted."""
    (case / "facts.yaml").write_text(FACTS)

    ran = [
        phaseline("scaffold", "ladder", str(case), *SANCTIONS),
        phaseline("scaffold", "law", str(case), "--pattern", "inspection"),
        phaseline("scaffold", "game", str(case)),
    ]

    assert [one.status for one in ran] == [0, 0, 0]
    assert "case.yaml" in ran[0].out
    read = read_case(case).case
    assert read.pattern == "sanctions"
    assert {entry.from_pattern for entry in read.assumptions} == {"inspection", "sanctions"}


def test_a_pattern_that_is_none_is_said_of_the_header_too(case, phaseline):
    """With the nearest one, and nothing is written."""
    (case / "case.yaml").write_text(HEADER + "pattern: sanction\n")

    ran = phaseline("scaffold", "ladder", str(case))

    assert ran.status == 2
    assert "did you mean 'sanctions'" in ran.err
    assert not (case / "response.yaml").exists()


def test_what_a_paper_recommends_may_stand_beside_a_pattern_s_steps(case, phaseline):
    """
    A case that began from a pattern, and whose paper is read later: its course is added once,
    with its own demand; the pattern's steps and demand stay as they are.
    """
    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0
    before = read_case(case).case
    (case / "facts.yaml").write_text(FACTS.partition("facts:")[1] + FACTS.partition("facts:")[2])
    sources = (case / "sources.yaml").read_text()
    (case / "sources.yaml").write_text(
        sources + "  - {id: paper, type: report, role: paper, title: The dam}\n"
    )

    assert phaseline("scaffold", "ladder", str(case), *SANCTIONS).status == 0

    after = read_case(case).case
    assert not errors_of(phaseline("check", str(case), "--json"))
    assert [ladder.id for ladder in after.ladders] == [*before.ladders.ids, "recommended"]
    assert after.ladders["recommended"].rungs[1].demands == ("leave",)
    assert after.demands["asked"] == before.demands["asked"]
    again = phaseline("scaffold", "ladder", str(case), *SANCTIONS)
    assert (again.status, "has ladders already" in again.err) == (2, True)


def test_a_look_writes_nothing(case, phaseline):
    """`--check` says what would be written."""
    before = sorted(path.name for path in case.iterdir())
    ran = phaseline("scaffold", "ladder", str(case), *SANCTIONS, "--check", "--json")
    assert "measures.notice" in json.loads(ran.out)["entries"]
    assert sorted(path.name for path in case.iterdir()) == before


def test_a_case_of_one_file_stays_one_file(tmp_path, phaseline):
    """What is written goes to the end of the file."""
    alone = tmp_path / "alone.yaml"
    alone.write_text(HEADER + ACTORS)
    for layer in ("ladder", "law", "game"):
        ran = phaseline("scaffold", layer, str(alone), "--pattern", "inspection")
        assert ran.status == 0, ran.err
    assert alone.read_text().startswith(_with_pattern("inspection") + ACTORS.rstrip())
    assert [path.name for path in tmp_path.iterdir()] == ["alone.yaml"]
    assert not errors_of(phaseline("check", str(alone), "--json"))


def test_the_texts_of_a_folder_become_sources_once(case, phaseline, tmp_path):
    """A picture is no text; a text that is a source already is not entered again."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "statute.txt").write_text("An act on dams. It says little.\n")
    (texts / "picture.jpg").write_bytes(b"\xff\xd8")
    ran = phaseline("scaffold", "sources", str(case), str(texts))
    assert "entered 1 of 1 texts: statute" in ran.out
    entered = (case / "sources.yaml").read_text()
    assert "role: record" in entered
    assert "sha256: " in entered
    again = phaseline("scaffold", "sources", str(case), str(texts))
    assert "entered 0 of 1 texts: none" in again.out
    assert phaseline("scaffold", "sources", str(case), str(tmp_path / "none")).status == 2
    assert phaseline("scaffold", "sources", str(case)).status == 2


def test_of_two_runs_at_once_the_second_changes_nothing(case, phaseline):
    """What it worked out rests on files that are no longer as it read them."""
    phaseline("scaffold", "ladder", str(case), *SANCTIONS)
    begun = CasePapers(str(case))
    phaseline("scaffold", "law", str(case), *SANCTIONS)
    written = {path.name: path.read_text() for path in case.glob("*.yaml")}

    with pytest.raises(QuestionError, match="written to by somebody else"):
        write_layer(begun, "law", "sanctions")
    assert {path.name: path.read_text() for path in case.glob("*.yaml")} == written


@pytest.mark.parametrize("owner", ["A\nB", "A\u202eB", "A" * 501])
def test_an_owner_is_one_line(case, phaseline, owner):
    """A name that the check would refuse is not written a dozen times."""
    before = sorted(case.iterdir())
    ran = phaseline("scaffold", "ladder", str(case), *SANCTIONS, "--owner", owner)

    assert (ran.status, sorted(case.iterdir())) == (2, before)
    assert "--owner: expected one line of at most 500 letters" in ran.err


def test_what_is_named_like_a_text_and_is_none_is_passed_over(case, tmp_path, phaseline):
    """A pipe among the texts would be waited for; a folder was one reason to enter nothing."""
    texts = tmp_path / "texts"
    (texts / "folder.txt").mkdir(parents=True)
    os.mkfifo(texts / "pipe.txt")
    (texts / "note.txt").write_text("The dam is to be opened.\n")
    ran = phaseline("scaffold", "sources", str(case), str(texts))

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("entered 1 of 1 texts: ")


def test_a_folder_is_for_sources_alone(case, tmp_path, phaseline):
    """A word that nothing is done with is said so."""
    ran = phaseline("scaffold", "ladder", str(case), str(tmp_path), *SANCTIONS)

    assert (ran.status, "is for sources alone" in ran.err) == (2, True)
