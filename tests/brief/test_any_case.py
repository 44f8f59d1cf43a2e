"""What holds of every case's brief: its own words, and addresses that lead somewhere."""

import json
import os
import re
from html import unescape
from pathlib import Path

import pytest
from casefiles import FEW_DRAWS, SECTIONS, case_files, cuts_of, without, written
from depth import soak

from phaseline.brief.html import brief_html
from phaseline.case.check.report import checked
from phaseline.case.games import rungs_of
from phaseline.case.read import read_case
from phaseline.case.shipped import shipped_cases
from phaseline.case.values import at
from phaseline.desk.comparison.results import contest
from phaseline.desk.findings.assessment import assess
from phaseline.present.data.answer import answer_data
from phaseline.present.document.game import boards
from phaseline.present.wording.law import spelt

pytestmark = pytest.mark.slow  # a game is solved behind each page

# Words that belong to one shipped case, and stand in no other's brief outside quotations.
KOREAN = (
    "ammunition",
    "armed forces",
    "assembly",
    "howitzers?",
    "kim",
    "kyiv",
    "minister alone",
    "pyongyang",
    "seoul",
    "shells?",
    "three types",
    "transfer(s|ring)?",
    "troops",
    "ukrainian",
    "war ends in spring",
)
AT_SEA = ("amber sea", "buoys", "handovers?", "harbours", "norland", "vesper")
OF_ANOTHER = {
    "korea-2024": (*AT_SEA, "cables?", "hidden enrichment", "oster", "snapback", "tehran"),
    "strait": (
        *KOREAN,
        *("arms", "ceasefire", "inspectors?", "iran", "korean?", "missiles?", "moscow"),
        *("parliament", "president", "russian?", "soldiers?", "transferred", "ukraine"),
        *("uranium", "war", "weapons?"),
    ),
    "snapback-2025": (*KOREAN, *AT_SEA),
}
TOLD = (
    ("check",),
    ("ladders",),
    ("ask", "--draws", str(FEW_DRAWS)),
    ("claims", "--draws", str(FEW_DRAWS)),
)
"""What is read in the terminal: diagnostics, courses, questions, claims."""
# An address as `show` takes it: a section, an id of it, and what stands within that entry.
ADDRESS = re.compile(rf"(?:{'|'.join(SECTIONS)})(?:\.[\w-]+)+")
OWN = {"korea-2024": "soldiers", "strait": "handover", "snapback-2025": "hidden enrichment"}
GOLDEN = Path(__file__).parent / "golden"
"""What each shipped case's findings were: a change that is not meant shows. It proves moves only;
the figures themselves are held by the tests of the engines, from hand calculations. Where findings
are meant to change, PHASELINE_WRITE_GOLDEN=1 writes them anew, and the commit names what moved."""


@pytest.fixture(scope="module")
def assessed(all_assessed):
    """Every shipped case, assessed."""
    return all_assessed


SMALL = {
    "without-goods": ("needs", "stocks", "counters", "donors", "routes"),
    "without-law": (
        *("provisions", "terms", "encodings", "options", "amendments"),
        *("institutions", "procedures", "whips", "polls", "penalties"),
    ),
    "without-a-game": ("games", "claims"),
    "without-the-other-side": ("technologies", "red_lines", "tracks", "acts", "counter_threats"),
    "without-doubts": ("silences", "conflicts", "derived", "questions", "hypotheses"),
}
"""Small cases: the strait with a part left out, and what refers to it."""


@pytest.fixture(scope="module", params=SMALL)
def small_place(request, tmp_path_factory):
    """Where a small case that lacks a part stands."""
    return without("strait", SMALL[request.param], tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def small(small_place):
    """A small case that lacks a part, assessed."""
    report = checked(read_case(small_place, name=small_place.parent.name), {})
    case = report.reading.case
    return assess(report, played=contest(case, draws=FEW_DRAWS) if case.game else None)


def read_aloud(page):
    """The words of a page, without its style, its tags and what it quotes."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return unquoted(re.sub(r"<[^>]*>", " ", body))


def unquoted(text):
    """A text on one line in small letters, without what it quotes."""
    return re.sub(r"“[^”]*”", "", " ".join(text.split())).casefold()


@pytest.mark.parametrize("name", OF_ANOTHER)
def test_the_brief_of_a_case_holds_no_word_of_another(assessed, name):
    """Nothing of the case that the program was written with stands in another one's brief."""
    text = read_aloud(brief_html(assessed[name]))

    assert OWN[name] in text
    assert [word for word in OF_ANOTHER[name] if re.search(rf"\b{word}\b", text)] == []


def test_the_brief_of_a_small_case_holds_no_word_of_another(small):
    """Nor does any stand in the brief of a case that lacks goods, law or a game."""
    text = read_aloud(brief_html(small))

    assert [word for word in OF_ANOTHER["strait"] if re.search(rf"\b{word}\b", text)] == []


@pytest.mark.parametrize("command", TOLD, ids=lambda command: command[0])
@pytest.mark.parametrize("name", ["snapback-2025", "strait"])
def test_no_answer_in_the_terminal_holds_a_word_of_another_case(phaseline, assessed, name, command):
    """Nor in an answer, as text and as the texts of its JSON; excerpts of the file apart."""
    asked, *options = command
    assert assessed[name].contest  # its game is played once, and what is asked here is read off it
    text = phaseline(asked, name, *options).out
    told = unquoted(" ".join(line for line in text.splitlines() if "|" not in line))
    texts = unquoted(" ".join(texts_of(json.loads(phaseline(asked, name, *options, "--json").out))))

    for words in (told, texts):
        assert len(words) > 100
        assert [word for word in OF_ANOTHER[name] if re.search(rf"\b{word}\b", words)] == []


@pytest.mark.parametrize("command", [*TOLD, ("law",), ("politics",), ("supply",), ("show",)])
def test_no_answer_about_a_small_case_holds_a_word_of_another(phaseline, small_place, command):
    """Nor in what the terminal says of a case that lacks a part; excerpts of the file apart."""
    asked, *options = command
    ran = phaseline(asked, str(small_place), *options)
    told = unquoted(
        " ".join(line for line in f"{ran.out}{ran.err}".splitlines() if "|" not in line)
    )

    assert ran.status in {0, 2}
    assert len(told) > 20
    assert [word for word in OF_ANOTHER["strait"] if re.search(rf"\b{word}\b", told)] == []


def test_a_course_that_was_held_against_no_reading_has_no_cell_on_the_law(tmp_path):
    """
    Where a game plays no reading the law stands in its own section: no column says of a course that
    the law was not asked, and none is empty.
    """
    files = case_files("strait")
    unread = {"game.yaml": files["game.yaml"].replace("    reading: ministry\n", "")}
    report = checked(read_case(written(tmp_path / "unread", files | unread), name="unread"), {})

    page = brief_html(assess(report))

    assert report.reading.case.encodings
    assert 'id="law"' in page
    assert "Lawful, by reading" not in page
    assert "Not asked of the law" not in page


def test_a_red_line_lists_what_it_is_about_whatever_that_is(tmp_path):
    """A line over an act or a track has its entry in the table of red lines, as technology has."""
    files = case_files("strait")
    text = files["escalation.yaml"].replace("any_of: [cutters]", "any_of: [handover, assurance]")
    changed = files | {"escalation.yaml": text}
    report = checked(read_case(written(tmp_path / "acts", changed), name="acts"), {})

    page = " ".join(brief_html(assess(report)).split())
    (table,) = re.findall(r"<thead><tr><th>Entry</th>.*?</table>", page)

    rows = [unquoted(re.sub("<[^>]*>", " ", row)) for row in table.split("</tr>")]
    assert [
        row for row in rows if "handing over cable-cutting gear" in row and "on the list" in row
    ]
    assert [row for row in rows if "written assurance" in row and "on the list" in row]
    assert [row for row in rows if "gear that cuts sea cables" in row and "—" in row]


def texts_of(data):
    """Every text of an answer, the keys apart."""
    match data:
        case dict():
            for value in data.values():
                yield from texts_of(value)
        case list():
            for value in data:
                yield from texts_of(value)
        case str():
            yield data


def test_every_address_of_a_small_case_leads_to_an_entry(small):
    """What is left out is named by no finding, and nowhere else in the answer."""
    assert_addresses(small)
    assert_whole_answer(small)


@pytest.mark.parametrize("name", shipped_cases())
def test_every_address_under_a_finding_leads_to_an_entry(assessed, name):
    """What a sentence rests on is there, and so is every entry that the answer names."""
    assert_addresses(assessed[name])
    assert_whole_answer(assessed[name])


def assert_addresses(assessment):
    """Every entry and address under the findings of an answer stands in its case."""
    findings = answer_data(assessment)["findings"]
    addresses = addresses_under(findings)

    assert len([address for rest in findings for address in rest["rests_on"]]) > len(findings) / 2
    for address in addresses:
        at(assessment.case, address)  # raises where nothing stands there


def assert_whole_answer(assessment):
    """
    Whatever looks like an address in an answer, in any part of it, stands in its case. Those under
    findings are among them, and are not all.
    """
    data = json.loads(json.dumps(answer_data(assessment), default=str))
    addresses = addresses_in(data)

    assert addresses > set(addresses_under(data["findings"]))
    for address in addresses:
        at(assessment.case, address)  # raises where nothing stands there


def addresses_under(findings):
    """The entries that findings name, and what they rest on."""
    entries = [
        address
        for finding in findings
        for value in finding["entries"].values()
        for address in (value if isinstance(value, tuple | list) else (value,))
    ]
    resting = [address for finding in findings for address in finding["rests_on"]]
    return [address for address in dict.fromkeys((*resting, *entries)) if "." in address]


def addresses_in(data):
    """
    Whatever looks like an address in an answer, in any part of it; of a judgement, the entry whose
    chance it is of, for which chance of an entry is counted is no field of it.
    """
    rows = (data["politics"] or {}).get("judged", ())
    judged = {row["judges"] for row in rows if row["judges"]}
    addresses = {text for text in texts_of(data) if ADDRESS.fullmatch(text)} - judged
    return addresses | {judges.rpartition(".")[0] for judges in judged}


@soak
@pytest.mark.parametrize("draws", [None, 8], ids=["unplayed", "played"])
@pytest.mark.parametrize(
    ("name", "part"),
    [
        pytest.param(name, cut.values[0], id=f"{name}-{cut.id}")
        for name in OF_ANOTHER
        for cut in cuts_of(name)
    ],
)
def test_whatever_is_left_out_words_and_addresses_are_the_case_s_own(tmp_path, name, part, draws):
    """
    No part, section or file that is left out, with what refers to it, brings in a word of another
    case, and no address in the answer leads to what is gone; whether its game is played or not.
    """
    report = checked(read_case(without(name, part, tmp_path), name=name), {})
    case = report.reading.case
    is_played = draws is not None and case.game is not None
    assessment = assess(report, played=contest(case, draws=draws) if is_played else None)
    data = json.loads(json.dumps(answer_data(assessment), default=str))
    text = read_aloud(brief_html(assessment))

    assert data["findings"]
    assert len(text) > 1000
    assert [word for word in OF_ANOTHER[name] if re.search(rf"\b{word}\b", text)] == []
    for address in (*addresses_under(data["findings"]), *addresses_in(data)):
        at(case, address)  # raises where nothing stands there


def test_small_cases_differ_in_what_is_left_out():
    """Several of them, no two without the same section."""
    parts = [set(part) for part in SMALL.values()]

    assert len(parts) >= 3
    assert sum(map(len, parts)) == len(set.union(*parts))


@pytest.mark.parametrize("name", shipped_cases())
def test_short_names_of_readings_stand_beside_what_they_say(assessed, name):
    """
    A brief that says what a status turns on by the short names of terms and readings has each of
    them beside its question and its words.
    """
    page, case = unescape(brief_html(assessed[name])), assessed[name].case
    turns = [turn for status in assessed[name].constraints.legal.statuses for turn in status.turns]

    for term, reading in {pair for turn in turns for pair in turn.readings.items()}:
        asked = case.terms[term]
        said = asked.readings[reading]
        assert f"{spelt(term)}: {asked.asks}</b>".casefold() in page.casefold()
        assert f"<i>{spelt(reading)}:</i> {said.says}" in page


@pytest.mark.parametrize("name", shipped_cases())
def test_rungs_stand_beside_levels_by_their_titles(assessed, name):
    """No rung or track of the game is named by its id where rungs stand beside levels."""
    case, played = assessed[name].case, assessed[name].contest
    (board,) = (board for board in boards(case, played) if board.title == "Rungs beside levels")
    titles = {f"“{rung.title}”" for policy in case.policies for rung in rungs_of(case, policy)}

    assert {row[1] for row in board.rows} <= titles
    assert not {row[2].partition(":")[0] for row in board.rows} & set(case.game.tracks.ids)


@pytest.mark.parametrize("name", shipped_cases())
def test_page_one_lists_findings_that_are_told(assessed, name):
    """The list of page one names findings of the answer, each once, each with a sentence."""
    data = answer_data(assessed[name])
    told = {finding["id"]: finding["text"] for finding in data["findings"]}

    assert len(set(data["page_one"])) == len(data["page_one"])
    assert all(told[name] for name in data["page_one"])


@pytest.mark.parametrize("name", shipped_cases())
def test_the_findings_of_a_case_stay_as_they_are(assessed, name):
    """Kind, numbers, entries, what they rest on, absence and words, finding by finding."""
    data = answer_data(assessed[name])
    found = {finding["id"]: finding for finding in json.loads(json.dumps(data["findings"]))}
    path = GOLDEN / f"{name}.json"
    if os.environ.get("PHASELINE_WRITE_GOLDEN") == "1":
        text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    golden = json.loads(path.read_text(encoding="utf-8"))

    assert list(found)
    assert sorted(found) == sorted(golden)
    for name_of, finding in golden.items():
        assert_alike(found[name_of], finding, name_of)


def assert_alike(found, golden, place):
    """Equal, and numbers to 1e-9."""
    if isinstance(golden, dict):
        assert sorted(found) == sorted(golden), place
        for key, value in golden.items():
            assert_alike(found[key], value, f"{place}.{key}")
    elif isinstance(golden, list):
        assert len(found) == len(golden), place
        for number, value in enumerate(golden):
            assert_alike(found[number], value, f"{place}[{number}]")
    elif isinstance(golden, float):
        assert found == pytest.approx(golden, rel=1e-9, abs=1e-9), place
    else:
        assert found == golden, place
