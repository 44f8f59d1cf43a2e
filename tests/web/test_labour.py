"""What a worker sends, in which order."""

import json
import shutil
from contextlib import suppress

import paperfiles
import pytest
from depth import IS_SOAK, soak

from phaseline.api.briefs import assess, parts
from phaseline.api.cases import case_of, open_case
from phaseline.api.insight import shown_leakage, shown_otherwise, shown_turns
from phaseline.api.ladders import at_best, changes_of, compare, what_did_it
from phaseline.case.shipped import case_path
from phaseline.errors import QuestionError
from phaseline.web import labour
from phaseline.web.labour import Desk, work
from phaseline.web.messages import Order, message_of
from phaseline.web.orders import Superseded
from phaseline.web.rendering import editable, page_findings_data


class Enough(Exception):
    """Nothing more is asked of the worker."""


def heard(order, *, until="", desk=None):
    """The messages of a worker, up to the first page of some name, or to some words."""
    messages = []

    def send(line):
        messages.append(message_of(line))
        if until and until in (messages[-1].get("name"), messages[-1].get("text")):
            raise Enough

    with suppress(Enough):
        work(order, send, desk or Desk())
    return messages


def order(case="strait", **more):
    """An order over few draws."""
    return Order(case=case, sources="", draws=8, **more)


def test_a_what_if_says_which_way_before_anything_slow():
    """[hand] 0.7 is the top of its range: more is noticed, so that a threat bites more."""
    messages = heard(order(changes={"assumptions.sight.best": "0.7"}), until="direction")

    doing = [message["text"] for message in messages if message["kind"] == "doing"]
    assert doing == ["reading and checking the case", "asking which way the courses go"]
    assert "takes away more months with handover" in messages[-1]["text"]


@pytest.mark.parametrize(
    ("value", "pages", "end"), [("0.7", ["direction"], "done"), ("1.5", [], "same")]
)
def test_a_quick_answer_is_the_direction_alone(value, pages, end):
    """[hand] 1.5 is no chance: of what has to be checked first nothing is told in a hurry."""
    messages = heard(order(changes={"assumptions.sight.best": value}, is_quick=True))

    assert [message["name"] for message in messages if message["kind"] == "page"] == pages
    assert messages[-1]["kind"] == end


def test_the_course_that_page_one_shows_comes_before_all_others():
    """
    Its figures are those of the whole comparison, over as many combinations, beside those of the
    case as it is; [hand] a handover that is noticed more often is deterred more.
    """
    changes = {"assumptions.sight.best": "0.7"}
    before, after = (
        next(changes_of(case_of(open_case("strait", changes=played)), ["patient"], draws=8))
        for played in ({}, changes)
    )

    messages = heard(order(changes=changes, course="patient", is_quick=True))

    pages = [message for message in messages if message["kind"] == "page"]
    text = pages[1]["text"]
    assert [page["name"] for page in pages[:3]] == ["direction", "shown-course", "other-courses"]
    assert after.change.median < before.change.median
    assert f"changes that by 0 (−{-after.change.low:.1f} to 0)." in text
    assert f"In the case as it is: {before.base:.0f}, and " in text
    assert "middle of 8 combinations" in text


def test_other_courses_are_said_as_they_come():
    """
    Strait has two beside the one that page one shows: first both are awaited, then one, then none;
    each has the figures of the whole comparison, with the what-if and in the case as it is.
    """
    changes = {"assumptions.sight.best": "0.7"}
    names = ("firm", "buoys")
    before, after = (
        [*changes_of(case_of(open_case("strait", changes=played)), names, draws=8)]
        for played in ({}, changes)
    )

    messages = heard(order(changes=changes, course="patient", is_quick=True))

    pages = [message["text"] for message in messages if message.get("name") == "other-courses"]
    assert ["Still being worked out" in page for page in pages] == [True, True, False]
    assert [page.count("<li>") for page in pages] == [0, 1, 2]
    for was, now in zip(before, after, strict=True):
        median = f"{now.change.median:.1f}".replace("-", "−").removesuffix(".0")
        assert f": {median}" in pages[-1]
        assert f"of {now.base:.1f}".removesuffix(".0") in pages[-1]
        assert f"of {was.base:.1f}".removesuffix(".0") in pages[-1]


def test_what_is_told_of_the_case_as_it_is_was_rehearsed():
    """A what-if then plays each course once: what looks for newer orders is asked half as often."""
    counted = {}
    for is_rehearsed in (False, True):
        looks = []
        desk = Desk(look=lambda looks=looks: looks.append(1))
        if is_rehearsed:
            heard(order(course="patient", is_quick=True, is_rehearsal=True), desk=desk)
            looks.clear()
        quick = order(course="patient", is_quick=True, changes={"assumptions.sight.best": "0.7"})
        heard(quick, desk=desk)
        counted[is_rehearsed] = len(looks)

    assert counted[True] < counted[False]


def in_full(case, changes):
    """Page one of a what-if and what it rests on, of everything that is worked out of a case."""
    report = open_case(case, changes=changes)
    comparison = compare(case_of(report), draws=8)
    whole = assess(
        report,
        comparison=comparison,
        leakage=shown_leakage(case_of(report), comparison, draws=8),
        turns=shown_turns(case_of(report), comparison),
        otherwise=shown_otherwise(case_of(report), comparison),
    )
    page = editable(parts(whole).page_one, case_of(report))
    return page, json.loads(json.dumps(page_findings_data(whole)))


def in_short(case, changes, desk=None):
    """The same from a worker, which works out no more than page one reads."""
    messages = heard(order(case, changes=changes), until="page-one", desk=desk)
    return messages[-1]["text"], json.loads(messages[-2]["text"])


MOVES = {
    "number": {"assumptions.sight.best": "0.7"},
    "reading": {"games.main.reading": "farmers"},
    "date": {"amendments.grain-clause.effective": "2031-05-01"},
    "route": {"routes.ferry.history": "blocked"},
    "clock": {"tracks.season.at_start": "ice"},
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", MOVES if IS_SOAK else ["number", "clock"])
def test_page_one_of_a_what_if_is_that_of_everything(kind):
    """
    Byte for byte, though most of variants and full answers is left out for it, and claims and
    altered games, which stand behind it.
    """
    assert in_short("strait", MOVES[kind]) == in_full("strait", MOVES[kind])


@soak
@pytest.mark.parametrize(
    ("case", "changes"),
    [
        ("korea-2024", {"assumptions.penalty-cost.best": "0.3"}),
        (
            "korea-2024",
            {
                "tracks.government.at_start": "replaced",
                "games.main.tracks.government.always": "true",
            },
        ),
        ("snapback-2025", {"tracks.truce.at_start": "fighting"}),
        ("snapback-2025", {"provisions.jcpoa-37.until": "2025-08-25"}),
    ],
)
def test_page_one_of_a_large_what_if_is_that_of_everything(case, changes):
    """The same where a chain of reports, an office and a clock play a part."""
    assert in_short(case, changes) == in_full(case, changes)


@pytest.mark.parametrize(
    ("changes", "is_said"),
    [({"assumptions.sight.best": "0.7"}, False), ({"games.main.reading": "farmers"}, True)],
)
def test_what_the_quick_worker_leaves_out_the_other_says(changes, is_said):
    """[hand] A value within its range is the quick worker's; a reading is checked first."""
    messages = heard(
        order(changes=changes, course="patient", has_quick=True), until="checking the law"
    )

    names = [message["name"] for message in messages if message["kind"] == "page"]
    assert ("shown-course" in names) == is_said


def test_who_has_another_for_the_quick_answer_checks_first():
    """The direction is told all the same, once the text is checked."""
    changes = {"assumptions.sight.best": "0.7"}

    messages = heard(order(changes=changes, has_quick=True), until="direction")

    assert [message["kind"] for message in messages] == ["doing", "read", "doing", "page"]


def test_a_what_if_that_changes_nothing_says_why():
    """How many buoys there are moves what can be lent, and what nobody across looks at."""
    messages = heard(order(changes={"assumptions.buoys.best": "9"}), until="direction")

    assert "Nothing changed, because" in messages[-1]["text"]


def test_another_reading_of_the_law_is_a_what_if():
    """
    What the link of a reading holds, a worker answers: some course goes otherwise, and the page
    says of each which way, as the courses played under both readings have it.
    """
    changes = {"games.main.reading": "farmers"}
    before, after = (
        at_best(case_of(open_case("strait", changes=played))) for played in ({}, changes)
    )
    otherwise = [name for name in before if abs(after[name] - before[name]) > 1e-9]

    text = heard(order(changes=changes), until="direction")[-1]["text"]

    assert otherwise == ["patient"]
    way = "more" if after["patient"] < before["patient"] else "fewer"
    assert f"Ask, close, withhold (patient) takes away {way} months with handover" in text
    assert "Ask, close, withhold (firm) and buoys for Lindon: as before." in text


def test_a_switch_is_answered_as_a_slider_is():
    """
    With the move, before the text is checked: which way each course goes that is played otherwise
    with the ice there from the start.
    """
    changes = {"tracks.season.at_start": "ice"}
    before, after = (
        at_best(case_of(open_case("strait", changes=played))) for played in ({}, changes)
    )
    otherwise = [name for name in before if abs(after[name] - before[name]) > 1e-9]

    messages = heard(order(changes=changes, is_quick=True))

    direction, end = messages[-2:]
    way = "more" if after["patient"] < before["patient"] else "fewer"
    assert (direction["name"], end["kind"]) == ("direction", "done")
    assert otherwise == ["patient"]
    assert f"(patient) takes away {way} months with handover" in direction["text"]


def test_a_switch_of_law_says_what_it_flips():
    """
    [hand] The Grain Act alone bars withholding grain, under both readings: without it, or with the
    clause that repeals its rule, two of six cells are silent. It comes before page one, with the
    command that says the same; a what-if that leaves the law says nothing of it.
    """
    made = {"amendments.grain-clause.effective": "2031-05-01"}
    ended = {"provisions.grain-act.until": "2031-04-30"}
    for changes, option in (
        (made, "--enact=grain-clause"),
        (ended, "--void=grain-act"),
    ):
        text = heard(order(changes=changes), until="law-shift")[-1]["text"]
        assert "This change flips 2 of 6 cells by reading." in text
        assert text.count(">barred</td>") == text.count(">silent</td>") == 2
        assert f"phaseline law strait {option}" in text

    messages = heard(order(changes={"assumptions.sight.best": "0.7"}), until="page-one")
    assert "law-shift" not in [message.get("name") for message in messages]


def test_of_several_changes_it_is_told_which_did_it():
    """
    [hand] More is noticed, so that a threat bites more; what a month of handovers costs Vesper
    turns no choice of the other side. It comes after page one, whose figures are of all draws.
    """
    changes = {"assumptions.sight.best": "0.7", "assumptions.harm.best": "0.5"}

    messages = heard(order(changes=changes))

    names = [message["name"] for message in messages if message["kind"] == "page"]
    assert names == ["direction", "findings.json", "page-one", "did-it"]
    told = messages[-2]["text"]
    assert "Chance that a handover under way is noticed within a month: 0." in told
    assert "What a month of handovers costs Vesper: none of it." in told


def test_a_what_if_of_a_case_without_a_game_is_page_one_alone(tmp_path):
    """No course is played, so that nothing is said of which way one goes."""
    case = tmp_path / "mini.yaml"
    case.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")

    messages = heard(order(str(case), changes={"actors.vesper.name": "Vespera"}))

    assert [message["name"] for message in messages if message["kind"] == "page"] == [
        "findings.json",
        "page-one",
    ]
    assert messages[-1]["kind"] == "done"


@pytest.mark.parametrize("changes", [{"assumptions.sight.best": "plenty"}, {}])
def test_a_case_with_errors_is_told_line_by_line(tmp_path, changes):
    """Of a what-if the new value is the error, of a file the file."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("phaseline: 2\nkind: case\nid: broken\n", encoding="utf-8")

    messages = heard(order("strait" if changes else str(broken), changes=changes))

    assert [message["kind"] for message in messages] == ["doing", "faulty"]
    assert ".yaml:" in messages[-1]["text"]


def test_a_value_beside_its_range_is_told_with_what_was_expected():
    """[hand] The range of strait's chance of being seen is 0.2 to 0.7."""
    messages = heard(order(changes={"assumptions.sight.best": "0.9"}))

    assert "outside the range; expected: a value from 0.2 to 0.7; fix:" in messages[-1]["text"]


@pytest.mark.parametrize("more", ["", "whim: 1\n", "# a remark\n"])
def test_a_what_if_is_of_the_files_it_was_asked_of(tmp_path, more):
    """Of others, broken or sound, nothing is said: it would stand beside an answer of before."""
    case = tmp_path / "mini.yaml"
    case.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")
    known = open_case(str(case)).reading.hash
    case.write_text(paperfiles.CASE + paperfiles.ACTORS + more, encoding="utf-8")

    messages = heard(order(str(case), known=known, changes={"actors.vesper.name": "Vespera"}))

    kinds = [message["kind"] for message in messages if message["kind"] != "doing"]
    assert kinds == (["failed"] if more else ["read", "page", "page", "done"])
    assert ("The files have changed" in messages[-1]["text"]) == bool(more)


def test_files_that_change_while_a_what_if_is_worked_out_end_it(tmp_path, monkeypatch):
    """Which change did it is read from the files anew: of others it explains nothing here."""
    case = shutil.copytree(case_path("strait"), tmp_path / "strait")
    changes = {"assumptions.sight.best": "0.7", "assumptions.harm.best": "0.5"}
    remark = case / "actors.yaml"

    def edited(*asked, **how):
        remark.write_text(f"{remark.read_text(encoding='utf-8')}# later\n", encoding="utf-8")
        return what_did_it(*asked, **how)

    monkeypatch.setattr(labour, "what_did_it", edited)
    messages = heard(order(str(case), changes=changes))

    assert "did-it" not in [message.get("name") for message in messages]
    assert messages[-1]["kind"] == "failed"
    assert "The files have changed" in messages[-1]["text"]


def test_the_courses_of_before_are_of_the_files_asked_about():
    """[hand] No file has this hash."""
    with pytest.raises(QuestionError, match="The files have changed"):
        Desk().at_best("strait", "0" * 64)


def test_files_that_were_edited_are_read_again(tmp_path):
    """A remark changes the hash alone: of the files of before nothing is answered any more."""
    case = shutil.copytree(case_path("strait"), tmp_path / "strait")
    desk = Desk()
    before = desk.base(str(case), "").reading.hash
    remark = case / "actors.yaml"
    remark.write_text(f"{remark.read_text(encoding='utf-8')}# later\n", encoding="utf-8")

    with pytest.raises(QuestionError, match="The files have changed"):
        desk.base(str(case), before)
    assert desk.base(str(case), "").reading.hash == open_case(str(case)).reading.hash


def test_an_unknown_address_is_told_with_the_nearest():
    """A link that was shared and no longer fits is answered in words."""
    messages = heard(order(changes={"assumptions.sigth.best": "0.4"}))

    assert messages[-1]["kind"] == "failed"
    assert "did you mean 'assumptions.sight" in messages[-1]["text"]


def test_the_same_files_are_not_worked_out_again():
    """A worker that reads the hash that is shown says so, and ends."""
    first = heard(order(), until="law")
    known = next(message["hash"] for message in first if message["kind"] == "read")

    assert [message["kind"] for message in heard(order(known=known))] == ["doing", "same"]


def test_a_rehearsal_plays_the_case_once_for_all_what_ifs(monkeypatch):
    """[hand] Afterwards a what-if reads no file, and plays one case, its own, once."""
    played, opened = [], []
    monkeypatch.setattr(labour, "at_best", lambda case: played.append(case) or at_best(case))
    monkeypatch.setattr(
        labour, "open_case", lambda case, **how: opened.append(how) or open_case(case, **how)
    )
    desk = Desk()

    rehearsed = heard(order(is_rehearsal=True), desk=desk)
    played.clear()
    opened.clear()
    asked = heard(order(changes={"assumptions.sight.best": "0.7"}), desk=desk, until="direction")

    assert [message["kind"] for message in rehearsed] == ["same"]
    assert asked[-1]["name"] == "direction"
    assert opened == []
    assert len(played) == 1


def test_a_newer_order_is_heeded_at_the_next_step():
    """What the worker is asked at each step ends the order before anything else is said of it."""
    messages = []

    def look():
        if len(messages) == 3:
            raise Superseded

    with pytest.raises(Superseded):
        work(
            order(changes={"assumptions.sight.best": "0.7"}),
            lambda line: messages.append(message_of(line)),
            Desk(look=look),
        )

    assert [message["kind"] for message in messages] == ["doing", "read", "doing"]


@pytest.mark.parametrize(
    ("changes", "checked"),
    [
        ({"assumptions.sight.best": "0.7"}, []),
        ({"games.main.reading": "farmers"}, [True]),
    ],
)
def test_a_value_within_its_range_is_answered_before_the_text_is_checked(
    monkeypatch, changes, checked
):
    """[hand] The range ends at 0.7; what is no value of an assumption is checked first."""
    opened = []

    def noted(case, *, is_checked=True, **how):
        opened.append(is_checked)
        return open_case(case, is_checked=is_checked, **how)

    monkeypatch.setattr(labour, "open_case", noted)
    desk = Desk()
    heard(order(is_rehearsal=True), desk=desk)
    opened.clear()

    messages = heard(order(changes=changes), desk=desk, until="direction")

    assert "handover" in messages[-1]["text"]
    assert opened == checked


def test_a_value_that_the_check_refuses_has_no_direction():
    """[hand] A chance of 1.5: it is told as an error, and nothing else is."""
    messages = heard(order(changes={"assumptions.sight.best": "1.5"}))

    assert [message["kind"] for message in messages] == ["doing", "faulty"]
