"""
Law and politics in the main job: what a reader of the brief, of answer.json and of `solve` is
promised about consent.
"""

import json
import re
from pathlib import Path

import pytest

from phaseline.brief.html import brief_html
from phaseline.present.data.answer import answer_data

KOREA = "korea-2024"
HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
READINGS = ["revision_needed", "executive", "loophole", "opposition"]
STANDINGS = {"silent", "practice", "executive", "consent", "barred", "consent_lifts_bar"}
SECTION, NEXT = "Law and votes", "What can arrive"
PARTS = [
    "How each measure stands, as each party reads the law",
    "What would pass, in one sitting",
    "What would have to change in law, and who must agree",
]
NOTHING_ASKED = "Nobody has entered these parts yet."
LAW = ("provisions", "terms", "encodings", "options", "amendments", "penalties")


def words(page):
    """The words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def without_law(text):
    """The invented case with its law, its penalties and the game's reading of it taken out."""
    sections = re.split(r"(?m)^(?=[a-z_]+:)", text)
    kept = "".join(part for part in sections if part.split(":", 1)[0] not in LAW)
    kept = re.sub(r", option: \w+", "", kept)
    return re.sub(
        r"(?m)^    (reading: .*|penalty: .*|consents:)\n(      - \{standing: .*\n)*", "", kept
    )


@pytest.fixture(autouse=True)
def without_texts(monkeypatch):
    """Quotes are not held against texts here."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)


@pytest.fixture(scope="module")
def assessed(korea_assessed):
    """The worked case with all that is computed from it."""
    return korea_assessed


@pytest.fixture(scope="module")
def page(assessed):
    """The words of its brief."""
    return words(brief_html(assessed))


@pytest.fixture(scope="module")
def data(assessed):
    """Its answer as data."""
    return json.loads(json.dumps(answer_data(assessed), allow_nan=False))


@pytest.fixture
def gates_only(tmp_path):
    """The invented case without law: what its measures wait for are the gates of the game."""
    path = tmp_path / "hall.yaml"
    path.write_text(without_law(HALL.read_text(encoding="utf-8")), encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_answer_has_every_rung_under_every_reading(data, korea):
    """
    Each rung of each ladder of the case under all four readings; each measure with a standing, and
    a chance within its range.
    """
    limits = data["limits"]
    entries = [(one["ladder"], one["rung"], one["reading"]) for one in limits]
    measures = [each for one in limits for each in one["measures"]]

    assert len(entries) == len(set(entries))
    assert {
        (ladder.id, rung.id, name)
        for ladder in korea.ladders
        for rung in ladder.rungs
        for name in READINGS
    } <= set(entries)
    assert {each["standing"] for each in measures} == STANDINGS
    for each in (*measures, *(one for one in limits if one["consent"] is not None)):
        assert 0 <= each["low"] <= each["consent"] <= each["high"] <= 1
    assert all(
        one["consent"] == min(each["consent"] for each in one["measures"])
        for one in limits
        if one["consent"] is not None
    )


@pytest.mark.slow
def test_what_a_standing_turns_on_is_told_where_readings_differ(data):
    """
    Where all four readings have one standing it turns on nothing; where they differ it turns on
    something, by address.
    """
    by_measure = {}
    for one in data["limits"]:
        for each in one["measures"]:
            by_measure.setdefault(each["measure"], []).append(each)

    for rows in by_measure.values():
        assert {bool(each["turns_on"]) for each in rows} == {
            len({each["standing"] for each in rows}) > 1
        }
        assert all(
            name.startswith(("terms.", "provisions.")) for each in rows for name in each["turns_on"]
        )
    assert any(each["turns_on"] for rows in by_measure.values() for each in rows)


@pytest.mark.slow
def test_a_rung_is_voted_on_by_the_procedure_that_the_law_asks_for(data):
    """
    L1 bars direct supply to Lami Kim, L2 asks for the Assembly's consent by a change of law,
    and a bar is lifted by one: the rungs that add direct supply take `amend_law`, once. To the
    executive and the opposition L1 bars it and nobody is asked; in the New Europe Center's
    reading nothing bars it and L3 leaves what is replaced to the minister: no vote. One
    completion puts its own rung before the Assembly in an ordinary vote: with no bar it takes
    that, and where L1 bars, the Assembly that lifts the bar has decided, so that `amend_law`
    stands alone.
    """
    both = ("direct_def", "direct_off")
    expected = {
        (rung, "revision_needed", measure): ["amend_law"]
        for rung, measures in {
            "Y1": ("direct_def",),
            "Y2": ("direct_off",),
            "R4a": ("direct_def",),
            "R4b": ("direct_off",),
            "J1": both,
            "JS1": both,
            "H1": both,
        }.items()
        for measure in measures
    }
    expected |= {
        ("G2", reading, measure): ["ordinary" if reading == "loophole" else "amend_law"]
        for reading in READINGS
        for measure in both
    }

    assert {
        (one["rung"], one["reading"], each["measure"]): each["procedures"]
        for one in data["limits"]
        for each in one["measures"]
        if each["is_vote"]
    } == expected


@pytest.mark.slow
def test_a_vote_has_its_chance_beside_the_one_of_members_apart(data):
    """
    Whether a bar is lifted or consent given: at least a thousand times likelier than if members
    decided apart, and it rests on what moves a party as one.
    """
    votes = [each for one in data["limits"] for each in one["measures"] if each["is_vote"]]

    assert votes
    for each in votes:
        assert each["consent"] > 1000 * each["if_independent"] > 0
        assert "assumptions.party-shock" in each["rests_on"]


@pytest.mark.slow
def test_every_ladder_is_played_under_every_reading(data):
    """
    The first reading is the one that is played in full, and differs from nothing; its figures are
    those of the table.
    """
    game = data["game"]

    assert game["reading_first"] == READINGS[0]
    for ladder in game["ladders"].values():
        assert list(ladder["by_reading"]) == READINGS
        first = ladder["by_reading"][READINGS[0]]
        assert (first["differs"], first["change"], first["removed"]) == (
            False,
            ladder["change"],
            ladder["removed"],
        )


@pytest.mark.slow
def test_what_a_reading_bars_is_not_played_under_it(data):
    """
    The opposition bars every lethal rung of the Kim paper, the executive the direct ones; what asks
    nothing of the law is the same for all.
    """
    ladders = data["game"]["ladders"]
    step_down = {
        name: one["removed"] for name, one in ladders["kim-step-down"]["by_reading"].items()
    }

    assert step_down == {
        "revision_needed": [],
        "executive": ["R4a", "R4b"],
        "loophole": [],
        "opposition": ["R2", "R3", "R4a", "R4b"],
    }
    for name in ("no-step", "dialogue-at-once", "aggressive"):
        assert not any(one["differs"] for one in ladders[name]["by_reading"].values())
    for name in ("jump", "hold-fire"):
        assert [one["differs"] for one in ladders[name]["by_reading"].values()] == [
            False,
            True,
            True,
            True,
        ]


@pytest.mark.slow
def test_a_ladder_that_a_reading_takes_apart_changes_nothing_under_it(data):
    """
    Jump has one rung above today's; where it is barred, it is the yardstick again in every draw.
    """
    for reading in ("executive", "opposition"):
        change = data["game"]["ladders"]["jump"]["by_reading"][reading]["change"]

        assert change["inside"]
        assert change["value"]
        assert all(abs(value) < 1e-9 for value in change["inside"].values())
        assert all(abs(value) < 1e-9 for value in change["value"].values())


@pytest.mark.slow
def test_the_brief_has_its_sections_on_law_and_politics(page):
    """
    One section, named in the contents: what is lawful in whose eyes, who must agree, what would
    have to change, each with its words.
    """
    assert page.count(SECTION) >= 2
    assert [part for part in PARTS if part not in page] == []
    assert NOTHING_ASKED not in page
    assert "not legal advice" in page
    assert "readings are never averaged" in page
    assert "Votes are told by party, never by named member" in page
    assert "gives it no higher place" in page


@pytest.mark.slow
def test_the_brief_says_why_members_apart_and_together_are_orders_of_magnitude_apart(page):
    """
    The reason stands in words beside the two chances: the members of one party hear the same, so
    that one shock moves all of them.
    """
    section = page[page.rindex(SECTION) : page.rindex(NEXT)]

    assert "each party has one shock that moves all of them" in section
    assert re.search(
        r"understated more than [^;]*; more than [^;]*million times \([^)]*amend law\)", section
    )
    assert "If members decided apart" in section


@pytest.mark.slow
def test_the_brief_refuses_to_pool_the_two_polls_of_one_pollster(page):
    """
    Gallup asked for two answers and for three: the pair is named, and not pooled because the
    questions differ.
    """
    section = page[page.rindex(SECTION) : page.rindex(NEXT)]

    assert "not pooled" in section.lower()
    assert re.search(
        r"not pooled, for the questions differ \([^:]*\(JoongAng Ilbo\): two answers[^;]*;"
        r" [^:]*: three answers",
        section,
    )


@pytest.mark.slow
def test_page_one_names_what_restrains_most_in_each_reading(assessed):
    """The bottom line tells readings apart, one by one, and gives no mean over them."""
    findings = {finding["id"]: finding for finding in answer_data(assessed)["findings"]}
    first = findings["shortest_by_reading"]["text"]

    assert "under the law as read by" in first
    assert [
        one
        for one in ("Lami Kim", "the executive", "New Europe Center", "the opposition")
        if one not in first
    ] == []


@pytest.mark.slow
def test_a_case_writes_its_limits_with_the_main_job(phaseline, tmp_path):
    """
    An invented case of six rungs under two readings: twelve entries in the file, three sections in
    the brief, the refusal of none.
    """
    ran = phaseline("run", str(HALL), "--draws", "8", "--out", str(tmp_path))
    limits = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))["limits"]
    page = words((tmp_path / "brief.html").read_text(encoding="utf-8"))

    assert ran.status == 0
    assert [one["reading"] for one in limits] == ["government", "neighbour"] * 6
    assert {one["reading"]: one["consent"] for one in limits if one["rung"] == "held"} == {
        "government": pytest.approx(0.2),
        "neighbour": 0,
    }
    assert [part for part in (SECTION, *PARTS[::2]) if part not in page] == []
    assert "phaseline scaffold law CASE" not in page


@pytest.mark.slow
def test_a_case_without_law_plays_by_its_gates_and_says_so(phaseline, tmp_path, gates_only):
    """
    No limits, no reading, no table by reading; the brief has no sections of law that say nothing,
    and names the law once, with the command that adds it.
    """
    ran = phaseline("run", str(gates_only), "--draws", "8", "--out", str(tmp_path / "out"))
    answer = json.loads((tmp_path / "out" / "answer.json").read_text(encoding="utf-8"))
    page = words((tmp_path / "out" / "brief.html").read_text(encoding="utf-8"))

    assert ran.status == 0
    assert (answer["limits"], answer["law"], answer["game"]["reading_first"]) == ([], None, None)
    assert all(ladder["by_reading"] == {} for ladder in answer["game"]["ladders"].values())
    assert [part for part in (*PARTS, "nothing of the law") if part in page] == []
    assert page.count("phaseline scaffold law CASE") == 1


def test_a_gate_is_what_a_rung_waits_for_where_the_law_is_not_asked(phaseline, gates_only):
    """
    Searching ships and closing the strait wait for the allies, the middle of 0.2 to 0.4; the other
    rungs wait for nobody.
    """
    game = json.loads(phaseline("solve", str(gates_only), "--ladder", "climb", "--emit-game").out)

    assert {one["id"]: one["consent"] for one in game["ladder"]["rungs"]} == {
        "low": 1.0,
        "seen": pytest.approx(0.3),
        "held": 1.0,
        "shut": pytest.approx(0.3),
        "mined": 1.0,
    }


def test_the_starter_case_asks_nothing_of_the_law(phaseline, tmp_path):
    """
    A case with neither law nor a game has its brief, which says so; the law's own command says so
    too.
    """
    assert phaseline("new", "demo", "--dir", str(tmp_path)).status == 0

    ran = phaseline("run", str(tmp_path / "demo"), "--out", str(tmp_path / "out"))

    assert ran.status == 0
    assert NOTHING_ASKED in words((tmp_path / "out" / "brief.html").read_text(encoding="utf-8"))
    assert (
        json.loads((tmp_path / "out" / "answer.json").read_text(encoding="utf-8"))["limits"] == []
    )


@pytest.mark.parametrize(
    ("ladder", "reading", "rung", "consent"),
    [
        ("hold-fire", "loophole", "H1", 0.3),
        ("hold-fire", "executive", "H1", 0.0),
        ("kim-step-down", "executive", "R3", 1.0),
    ],
)
def test_a_ladder_is_solved_under_the_reading_that_is_asked_for(
    phaseline, ladder, reading, rung, consent
):
    """The minister acts with the middle of 0 to 0.6, a bar is no consent, practice goes on."""
    game = json.loads(
        phaseline("solve", KOREA, "--ladder", ladder, "--reading", reading, "--emit-game").out
    )

    assert next(
        one["consent"] for one in game["ladder"]["rungs"] if one["id"] == rung
    ) == pytest.approx(consent)
    assert game["title"].endswith(f"reading of the law: {reading}")


@pytest.mark.parametrize(
    ("words_asked", "told"),
    [
        (("--ladder", "hold-fire", "--reading", "oposition"), "did you mean 'opposition'"),
        (
            ("--ladder", "hold-fire", "--reading", "nonsense"),
            "there are: revision_needed, executive, loophole, opposition",
        ),
        (("--reading", "opposition"), "add --ladder"),
    ],
)
def test_a_reading_that_cannot_be_played_is_refused(phaseline, words_asked, told):
    """
    The question is wrong, so the exit status is 2: the nearest name, all there are, or the ladder
    that is missing.
    """
    ran = phaseline("solve", KOREA, *words_asked)

    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_a_game_file_has_no_reading(phaseline, tmp_path):
    """
    A file holds one ladder with its consents; who reads the law otherwise is asked of the case.
    """
    path = tmp_path / "game.yaml"
    path.write_text(
        phaseline("solve", str(HALL), "--ladder", "climb", "--emit-game").out, encoding="utf-8"
    )

    ran = phaseline("solve", str(path), "--reading", "government")

    assert ran.status == 2
    assert "--reading are questions to a case" in ran.err


def test_a_game_that_is_written_under_a_what_if_says_so_and_can_be_read_again(phaseline, tmp_path):
    """The file is a game file and nothing else, and its title names what was changed."""
    path = tmp_path / "game.yaml"
    words_asked = ("--ladder", "climb", "--emit-game", "--set", "assumptions.swing.best=0")
    path.write_text(phaseline("solve", str(HALL), *words_asked).out, encoding="utf-8")

    ran = phaseline("solve", str(path))

    assert ran.status == 0
    assert json.loads(path.read_text(encoding="utf-8"))["title"].endswith(
        "what-if: assumptions.swing.best = 0"
    )


def test_a_what_if_about_the_shock_changes_the_vote_of_the_game(phaseline):
    """
    Of three members a quarter agree: with no swing the change of law passes with 0.25² (3 - 2 ·
    0.25) = 0.15625, with one it is likelier.
    """

    def vote(*words_asked):
        game = json.loads(
            phaseline("solve", str(HALL), "--ladder", "climb", "--emit-game", *words_asked).out
        )
        return next(
            one["consent"]["chance"] for one in game["ladder"]["rungs"] if one["id"] == "mined"
        )

    assert vote("--set", "assumptions.swing.best=0") == pytest.approx(0.15625)
    assert vote() > 0.2
