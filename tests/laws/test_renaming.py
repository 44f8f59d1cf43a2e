"""Renaming every id of a case, consistently, renames the answer and changes nothing else."""

import json
import re
from collections import Counter

import pytest
from casefiles import (
    COMMANDS,
    answer_of,
    asked,
    case_files,
    choosing,
    composed,
    files_asked,
    pairs,
    scalars,
)
from deeds import AT_ONCE, DEEDS, PATTERN, differing, done
from depth import soak
from particulars import ALONE, PARTICULARS, QUICK, answered, renamed_words, reports_on

from phaseline.api.briefs import assess
from phaseline.api.cases import open_case
from phaseline.api.ladders import compare
from phaseline.case.read import read_case
from phaseline.case.reserved import reserved_words
from phaseline.scaffold.pattern import pattern_named
from phaseline.web.rendering import page_parts

pytestmark = pytest.mark.slow  # whole commands are asked

# What is written for a reader; an id that happens to be a word of it stays there.
PROSE = frozenset(
    (
        "act affects article asks boundaries condition consequence container_title decision"
        " decide_by doing exact holds items limits locator name note objective observable"
        " on_crossing owner completed_by prefix prepared_by publisher question rationale says short"
        " statute suffix title threshold does many common_nouns handling needs papers_say"
    ).split()
)
ADDRESS = re.compile(r"[a-z_]+(?:\.[\w-]+)+")  # under a key that may hold a text or a number
RESERVED = reserved_words()  # words of the format, which no id may be renamed from

ENGINES = ("check", "law", "politics", "supply", "ladders")
AT_TEST = {
    "strait": COMMANDS,
    "snapback-2025": (*ENGINES, "ask", "solve", "claims", "run"),
    "korea-2024": ENGINES,
}
AT_TEST_OF_ONE = {"strait": (*QUICK, "game", "strategy"), "snapback-2025": QUICK}


def renamed(text, names):
    """A file with every id replaced where it is no word for a reader, all else as it stands."""
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    whole = composed(text)
    words = {id(node) for node in choosing(whole)}
    spans = [
        (node.start_mark.index, node.end_mark.index)
        for key, node in scalars(whole)
        if id(node) not in words and (key not in PROSE or ADDRESS.fullmatch(node.value))
    ]
    for start, end in reversed(spans):
        after = pattern.sub(lambda found: names[found[0]], text[start:end])
        text = f"{text[:start]}{after}{text[end:]}"
    return text


def names_without_meaning(files):
    """A name that means nothing for every id of a case; they stand the other way round by it."""
    ids = {
        node.value
        for text in files.values()
        for key, node in scalars(composed(text))
        if key == "id" and node.value not in RESERVED
    }
    return {name: f"q{place:04}z" for place, name in enumerate(sorted(ids, reverse=True))}


def named_back(text, names):
    """An answer with the ids of the first case."""

    def first(found):
        name = names[found[0].lower()]
        return name[:1].upper() + name[1:] if found[0][0] == "Q" else name

    return re.sub(r"[qQ]\d{4}z", first, text)


@pytest.mark.parametrize(("name", "command"), pairs(AT_TEST))
def test_renaming_every_id_renames_the_answer(phaseline, rewritten, name, command):
    """No id of a case is known to the program: the same questions have the same answers."""
    files = files_asked(name, command)
    names = names_without_meaning(files)
    before = rewritten(files, "as it is")
    after = rewritten({file: renamed(text, names) for file, text in files.items()}, "renamed")

    ladder = ALONE.get(name, "")
    first = asked(phaseline, command, before, ladder)
    second = asked(phaseline, command, after, names.get(ladder, ladder))

    back = {new: old for old, new in names.items()}
    assert second.status == first.status, second.err
    assert answer_of(named_back(second.out, back)) == answer_of(first.out)


@pytest.mark.parametrize(("name", "question"), pairs(AT_TEST_OF_ONE, PARTICULARS))
def test_renaming_every_id_renames_the_answer_about_one(phaseline, rewritten, name, question):
    """What is asked in the new words about one entry is answered as in the old ones."""
    files = case_files(name)
    names = names_without_meaning(files)
    before = rewritten(files, "as it is")
    after = rewritten({file: renamed(text, names) for file, text in files.items()}, "renamed")

    case = read_case(before).case
    words, reports = PARTICULARS[question](case), [*reports_on(case)]
    first = answered(phaseline, words, before, reports)
    second = answered(
        phaseline,
        renamed_words(words, names),
        after,
        [renamed_words(report, names) for report in reports],
    )

    assert first.status in {0, 1}, first.err
    assert second.status == first.status, second.err
    back = {new: old for old, new in names.items()}
    assert answer_of(named_back(second.out, back)) == answer_of(first.out)


def test_an_id_may_be_the_word_of_a_kind(phaseline, rewritten):
    """
    A route may be called what its kind is called: the id is renamed and the kind is not, and what a
    warning meets is found by the kind.
    """
    played = ("game.yaml", "watch.yaml")
    whole = {file: text for file, text in case_files("strait").items() if file not in played}
    files = whole | {
        "supply.yaml": whole["supply.yaml"].replace("id: ferry", "id: direct"),
        "response.yaml": whole["response.yaml"]
        .replace("by: [ferry]", "by: [direct]")
        .replace("lethality: non_lethal", "lethality: defensive"),
        "escalation.yaml": whole["escalation.yaml"].replace("[harbours], cites", "[direct], cites"),
    }
    names = names_without_meaning(files)
    before = rewritten(files, "called as its kind")
    after = rewritten({file: renamed(text, names) for file, text in files.items()}, "called anew")

    first = answer_of(asked(phaseline, "run", before).out)
    second = asked(phaseline, "run", after)

    met = {
        finding["id"]: finding["entries"].get("threats")
        for finding in first["findings"]
        if finding["kind"] == "meets_warnings"
    }
    assert met["meets_warnings.buoys"] == ["counter_threats.fish"]
    back = {new: old for old, new in names.items()}
    assert answer_of(named_back(second.out, back)) == first


def pages_of(folder):
    """All that a worker of the desk sends of a case, with its game over few draws."""
    report = open_case(str(folder))
    comparison = compare(report.reading.case, draws=8)
    return dict(page_parts(assess(report, comparison=comparison), {}))


def words_of(page):
    """
    The words, figures and addresses of a page, without the beginnings of hashes; an id that is
    spelt in a sentence loses its hyphens there, so that they say nothing; nor do drawn lines.
    """
    return Counter(re.findall(r"[^\s<>\"=─-]+", re.sub(r"\b[0-9a-f]{12,64}\b", "", page)))


@pytest.mark.parametrize(
    "name",
    ["strait", *(pytest.param(name, marks=soak) for name in ("snapback-2025", "korea-2024"))],
)
def test_renaming_every_id_renames_the_pages(rewritten, name):
    """The same pages, with the same words, figures and links on each."""
    files = case_files(name)
    names = names_without_meaning(files)
    back = {new: old for old, new in names.items()}

    first = pages_of(rewritten(files, "as it is"))
    second = pages_of(
        rewritten({file: renamed(text, names) for file, text in files.items()}, "renamed")
    )

    assert {named_back(page, back) for page in second} == set(first)
    for page, text in second.items():
        old = named_back(page, back)
        assert words_of(named_back(text, back)) == words_of(first[old]), old


def is_of_pattern(name):
    """Whether a number of the pattern that layers are sketched from bears a name."""
    try:
        return bool(pattern_named(PATTERN).number(name))
    except KeyError:
        return False


@pytest.mark.parametrize(("name", "deed"), pairs({"strait": AT_ONCE}, DEEDS))
def test_renaming_every_id_renames_what_is_done(phaseline, rewritten, tmp_path, name, deed):
    """
    What is compared, entered, read, sketched and shown of a case knows none of its ids; but a layer
    takes a number that is called as one of its pattern for that number.
    """
    files = case_files(name)
    ours = names_without_meaning(files)
    names = {old: new for old, new in ours.items() if deed != "scaffold" or not is_of_pattern(old)}
    before = rewritten(files, "as it is")
    after = rewritten({file: renamed(text, names) for file, text in files.items()}, "renamed")

    places = [tmp_path / part for part in ("first", "second")]
    first, second = (
        done(deed, phaseline, folder, place)
        for folder, place in zip((before, after), places, strict=True)
    )

    back = {new: old for old, new in names.items()}
    assert [*differing(first, json.loads(named_back(json.dumps(second), back)))] == []
