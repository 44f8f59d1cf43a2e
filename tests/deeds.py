"""
What is done with a case beside asking about it as a whole: it is held against another, its future
is explored, reports are kept on it, papers are read into it, a layer of it is written, and it is
opened as pages.

A deed is done to a copy of a case, which it may write to, and gives what came of it as plain data:
the answers in JSON as they are, what is told in words as its words.
"""

import asyncio
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from casefiles import Sections, joined, lacking, serialised, settled, written
from depth import IS_SOAK
from desks import one_changed, pages_walked
from paperfiles import text as paper_text
from particulars import reporters_of, reports_on

from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.review_dialog import Dialog
from phaseline.watch.places import LEDGER

Ask = Callable[..., Any]
Deed = Callable[[Ask, Path], Any]

# What a rewriting may change in a text: hashes, names made of them, times, and where it lies.
MASKED = re.compile(
    r"phaseline/[\w-]+\+[0-9a-f]{8}\+[\w+/]{40,}=*"  # whose key it is, by the name of the case
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{8,64}\b"
    r"|\d{4}-\d\d-\d\dT[\d:.]+Z|\b\d\d:\d\d\b|[\w+/]{40,}=*"
)
NUMBERED = re.compile(r"(?<=/note/)\d+|(?<=-)\d+(?=\.\w+$)")  # by where it stands
PATTERN = "arms-aid"
LAYERS = {
    "ladder": ("demands", "measures", "ladders", "threats"),
    "law": ("provisions", "terms", "encodings", "options", "amendments"),
    "politics": ("institutions", "procedures", "whips", "penalties"),
    "supply": ("needs", "stocks", "counters", "donors", "routes"),
    "game": ("games", "claims"),
}
"""What stands in the way of writing a layer, by the layer."""


def words_told(told: str, own: Path) -> str:
    """A text without what a rewriting changes."""
    return MASKED.sub(" ", told.replace(str(own.parent), " "))


def differing(before: Any, after: Any, where: str = "") -> Iterator[str]:
    """
    Where two answers differ, each text as its words: lines break elsewhere where an id is longer,
    and of one that is spelt in a sentence its parts are what stays.
    """
    match before, after:
        case dict(), dict() if before.keys() == after.keys():
            for key, inner in before.items():
                yield from differing(inner, after[key], f"{where}.{key}")
        case list(), list() if len(before) == len(after):
            for place, (ours, theirs) in enumerate(zip(before, after, strict=True)):
                yield from differing(ours, theirs, f"{where}.{place}")
        case _ if parts_of(before) != parts_of(after):
            ours, theirs = parts_of(before), parts_of(after)
            yield f"{where}: {sorted(ours - theirs)} became {sorted(theirs - ours)}"


def parts_of(value: Any) -> Counter[str]:
    """
    The words of a text, the items of a list, or a value as it is written; of an address that asks,
    each of what it asks, which stands in the order of the ids.
    """
    if isinstance(value, str):
        return Counter(re.findall(r"[^\s<>\"=─&;?-]+", value))
    return Counter(map(repr, value if isinstance(value, list) else [value]))


def came_of(ran: Any, own: Path) -> Any:
    """How a command ended and what it said: as data where it is, else as words."""
    try:
        told = settled(json.loads(ran.out))
    except ValueError:
        told = ran.out
    if isinstance(told, dict):
        told.get("case", {}).pop("hash", None)
    return {"status": ran.status, **masked({"told": told, "beside": ran.err}, own)}


def masked(value: Any, own: Path) -> Any:
    """Data without what a rewriting changes in its texts."""
    match value:
        case dict():
            return {key: masked(inner, own) for key, inner in value.items()}
        case list():
            return [masked(inner, own) for inner in value]
        case str():
            return words_told(value, own)
        case _:
            return value


def entries_in(sections: Sections, name: str) -> list[yaml.Node]:
    """The entries of a section, to be changed; none where it is not there."""
    return sections[name][1].value if name in sections else []


def by_words(entries: list[yaml.Node], key: str) -> yaml.Node:
    """The entry whose words come first, whatever its id and wherever it stands."""
    return min(entries, key=lambda entry: dict(fields_of(entry)).get(key, ""))


def fields_of(entry: yaml.Node) -> Iterator[tuple[str, str]]:
    """The fields of an entry that are plain scalars."""
    return (
        (key.value, value.value) for key, value in entry.value if isinstance(value, yaml.ScalarNode)
    )


def held_against_another(phaseline: Ask, own: Path) -> Any:
    """A case against itself with one number changed and one fact left out; no id is written."""
    sections = joined(path.read_text(encoding="utf-8") for path in sorted(own.glob("*.yaml")))
    if facts := entries_in(sections, "facts"):
        facts.remove(by_words(facts, "says"))
    if numbers := entries_in(sections, "assumptions"):
        for key, value in by_words(numbers, "asks").value:
            if key.value == "rationale":
                value.value = "It was thought over."
    other = written(own.with_name("another"), {"case.yaml": serialised(*sections.values())})
    return {
        "data": came_of(phaseline("diff", str(own), str(other), "--json"), own),
        "words": came_of(phaseline("diff", str(own), str(other)), other),
    }


def answers_held_together(phaseline: Ask, own: Path) -> Any:
    """The answer of `run` against that of a what-if, with what both rest on."""
    case = case_of(own)
    depth = ("--draws", "8") if IS_SOAK else ("--no-game",)
    change = [part for pair in one_changed(case) for part in ("--set", "=".join(pair))]
    folders = [own.with_name(name) for name in ("as-it-is", "what-if")]
    for folder, more in zip(folders, ((), change), strict=True):
        ran = phaseline("run", str(own), *depth, *more, "--out", str(folder))
        assert ran.status == 0, ran.err
    answers = [str(folder / "answer.json") for folder in folders]
    compared = came_of(phaseline("diff", *answers, "--json"), own)
    compared["told"] = {key: compared["told"][key] for key in ("causes", "changes")}
    return compared


def explored(phaseline: Ask, own: Path) -> Any:
    """How the ladders fare under a thousand futures; what it varies by at the soak."""
    folder = own.with_name("study")
    study = ("explore", str(own), "--workers", "1", "--out", str(folder))
    asked = {"futures": (*study, "--draws", "1000", "--json")}
    if IS_SOAK:
        asked["words"] = (*study, "--draws", "1000")
        asked["indices"] = (*study, "--indices", "16", "--json")
    return {name: nameless(came_of(phaseline(*words), own)) for name, words in asked.items()}


def nameless(came: Any) -> Any:
    """A study without its name, which is a hash of its files."""
    if isinstance(came["told"], dict):
        came["told"].get("study", {}).pop("name", None)
    return came


def reports_kept(phaseline: Ask, own: Path) -> Any:
    """A ledger that was written one by one and from a list: its watch, its exports, its proof."""
    case = case_of(own)
    if not case.indicators or not reporters_of(case):
        return "the case watches nothing, or by nobody"
    for report in reports_on(case):
        assert phaseline("log", str(own), *report).status == 0
    indicator, channel = case.indicators[0].id, reporters_of(case)[0]
    day = case.as_of.first
    head = "says,source,grade,when,of,tlp,id,because"
    rows = [f"Crates,{channel},C3,{day},{indicator},GREEN,r1,it was dark", f"None,,B2,{day},,,r2,"]
    listed = own.with_name("rows.csv")
    listed.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    asked = {
        "list": ("log", str(own), "--from", str(listed)),
        "retracted": ("log", str(own), "--retract", "0", "--because", "They were masts."),
        "day": ("watch", str(own), "--on", str(day), "--json"),
        "words": ("watch", str(own), "--on", str(day)),
        "replay": ("watch", str(own), "--replay", str(listed), "--json"),
        "page": ("watch", str(own), "--on", str(day), "--page", str(own.with_name("day.html"))),
        "verified": ("ledger", str(own), "verify"),
        "proof": ("ledger", str(own), "prove", "1"),
        **{form: ("ledger", str(own), "export", "--as", form) for form in ("csv", "jsonl", "stix")},
    }
    told = {name: came_of(phaseline(*words), own) for name, words in asked.items()}
    page = own.with_name("day.html").read_text(encoding="utf-8")
    told["proof"] = told["proof"]["status"]  # of which all is hashes
    return {**told, "sheet": words_told(page, own)}


def papers_read(phaseline: Ask, own: Path) -> Any:
    """A paper that names both sides, read, gone through by a person, and given to others."""
    case = case_of(own)
    paper = own.with_name("paper.txt")
    paper.write_bytes(paper_of(case))
    ran = phaseline("read", str(paper), "--into", str(own))
    assert ran.status == 0, ran.err
    said, lines = [], iter((*("c", "It counts them."), *("t", "It was asked."), "r no", "u", "q"))

    def ask(question: str) -> str:
        said.append(question)
        return next(lines)

    papers = CasePapers(str(own))
    Dialog(papers, ask, said.append, confirmed_by="a tester", is_all=False).run()
    asked = {
        "annotations": ("export", str(own), "--web-annotation"),
        "nothing waits": ("read", str(paper), "--into", str(own)),
        "diagnostics": ("check", str(own), "--sources", f"{own}.sources", "--json"),
    }
    told = {name: came_of(phaseline(*words), own) for name, words in asked.items()}
    stubs = (own / "stubs.yaml").read_text(encoding="utf-8")
    return {**told, "said": words_told("\n".join(said), own), "stubs": words_told(stubs, own)}


def paper_of(case: Case) -> bytes:
    """A paper of some sentences that names the two sides of a case as the case does."""
    ours, theirs = (case.actors[name].name for name in (case.responder, case.challenger))
    return paper_text(
        (
            f"{ours} counts its lamps. On 4 March 2021 {theirs} was asked for an assurance.",
            f"{ours} should answer in steps. If {theirs} refuses, the second could be a protest.",
        ),
        title="Who holds the lamps",
    )


def layers_written(phaseline: Ask, own: Path) -> Any:
    """Each layer of a case as it is sketched where it is missing, with what cannot be derived."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(own.glob("*.yaml"))]
    told = {}
    for layer, sections in LAYERS.items():
        place = lacking(texts, sections, own.with_name(f"no-{layer}"))
        words = ("scaffold", layer, str(place), "--pattern", PATTERN, "--check", "--json")
        told[layer] = came_of(phaseline(*words), place)
    return told


def opened_as_pages(phaseline: Ask, own: Path) -> Any:
    """
    Every page of the desk and what its addresses answer, reports on its ledger and a paper read
    into the case.
    """
    for report in reports_on(case_of(own)):
        assert phaseline("log", str(own), *report).status == 0
    paper = own.with_name("paper.txt")
    paper.write_bytes(paper_of(case_of(own)))
    assert phaseline("read", str(paper), "--into", str(own)).status == 0
    answers: dict[str, dict[str, Any]] = {}
    for address, answer in asyncio.run(pages_walked(own)):
        held = answers.setdefault(NUMBERED.sub("", address), {"status": 200, "words": ""})
        held["status"] = max(held["status"], answer.status)
        held["words"] += f" {words_told(answer.text, own)}"
    return answers


def case_of(folder: Path) -> Case:
    """The case of a folder."""
    case = read_case(folder).case
    assert case is not None
    return case


DEEDS: Mapping[str, Deed] = {
    "differences": held_against_another,
    "answers": answers_held_together,
    "explore": explored,
    "ledger": reports_kept,
    "papers": papers_read,
    "scaffold": layers_written,
    "pages": opened_as_pages,
}
"""What is done with a case, by a name of its own."""

AT_ONCE = ("differences", "ledger", "papers")
"""What `make test` does with the smallest case; the rest takes whole briefs, at the soak."""


def done(deed: str, phaseline: Ask, folder: Path, place: Path) -> Any:
    """
    What comes of a deed, done to a copy of a case.

    Args:
        deed: Its name.
        phaseline: A command, run in this process.
        folder: The case.
        place: An empty folder of the test's own.
    """
    own = place / "own"
    shutil.copytree(folder, own, ignore=shutil.ignore_patterns(f"{LEDGER}*"))
    return DEEDS[deed](phaseline, own)
