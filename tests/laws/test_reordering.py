"""
In which order the entries of a case stand, and in which of its files, changes no answer.

The order of levels, rungs, moves and types is meaning and stays; so does that in which a case asks
its own questions, of acts and of what the other side warns of, of which the first stand on page
one, and of the two ladders between which a claim is tried. What an entry rests on is quoted where a
sentence has room for one, and then the first of it: of facts, cites and readings of an entry the
order stays too, while that of all facts changes. Entries that are alike in value, range,
distribution, unit and title keep their order among themselves: they are told apart by nothing else
when numbers are drawn.
"""

import json
import random
import re

import pytest
import yaml
from casefiles import (
    COMMANDS,
    DRAWN,
    INSIGHT,
    LISTS,
    SECTIONS,
    answer_of,
    asked,
    case_files,
    files_asked,
    joined,
    pairs,
    serialised,
)
from deeds import AT_ONCE, DEEDS, differing, done
from depth import IS_SOAK
from particulars import ALONE, PARTICULARS, QUICK, answered, reports_on

from phaseline.case.read import read_case

pytestmark = pytest.mark.slow  # whole commands are asked

# Lists in which the order is meaning: of levels, rungs, moves and types; of what is read in a row;
# of the ladders of which a claim says that one leads at one end and the other at the other.
ORDERED = frozenset(
    (
        "levels rungs moves types transitions horizon limits answered_by all between questions"
        " counter_threats acts"
    ).split()
)
# Lists of an entry of which the first is quoted, or which an author numbers; sections of the same
# name are sets.
QUOTED = frozenset("cites demands facts readings".split())
# The place of an entry without an id in its list, as its address has it: a place as a line is.
PLACE = re.compile(r"(?<=[a-z])\.\d+(?=\.[a-z])")
ALIKE = ("value", "low", "high", "best", "shape", "unit", "title", "asks")


ANSWERS = tuple(name for name in COMMANDS if name not in (*LISTS, *INSIGHT))
AT_TEST = {"strait": (*ANSWERS, *LISTS), "snapback-2025": ANSWERS}
AT_TEST_OF_ONE = {"strait": QUICK}


def likeness(node):
    """By what an entry is told apart when numbers are drawn; entries alike keep their order."""
    if not isinstance(node, yaml.MappingNode):
        return ("", node.value)
    fields = {key.value: value.value for key, value in node.value}
    if not fields.keys() & {"value", "low", "high"}:
        return ("", str(fields.get("id", id(node))))
    return tuple(str(fields.get(name, "")) for name in ALIKE if name != "asks")


def shuffled(nodes, chance):
    """Nodes in another order, but those that are alike in the same order among themselves."""
    mixed = list(nodes)
    chance.shuffle(mixed)
    order = {id(node): place for place, node in enumerate(nodes)}
    groups = {}
    for node in sorted(mixed, key=lambda node: order[id(node)]):
        groups.setdefault(likeness(node), []).append(node)
    return [groups[likeness(node)].pop(0) for node in mixed]


def shuffle(node, chance):
    """Put every list below a node that is a set into another order, in place."""
    match node:
        case yaml.MappingNode():
            for key, inner in node.value:
                shuffle(inner, chance)
                if isinstance(inner, yaml.SequenceNode) and key.value not in ORDERED | QUOTED:
                    inner.value = shuffled(inner.value, chance)
        case yaml.SequenceNode():
            for inner in node.value:
                shuffle(inner, chance)


def in_one_file(sections):
    """A case as a single file."""
    return {"case.yaml": serialised(*sections.values())}


def in_many_files(sections):
    """A case as its header and two files for each section, in an order that says nothing."""
    header = [part for name, part in sections.items() if name not in SECTIONS]
    files = {"case.yaml": serialised(*header)}
    for place, name in enumerate(sorted(sections.keys() & set(SECTIONS), reverse=True)):
        key, value = sections[name]
        half = len(value.value) // 2
        for part, nodes in (("a", value.value[:half]), ("b", value.value[half:])):
            if nodes:
                piece = yaml.SequenceNode(value.tag, nodes)
                files[f"part-{place}{part}.yaml"] = serialised((key, piece))
    return files


def orders(texts):
    """A case shuffled into one file, and shuffled otherwise into many."""
    for seed, spread in enumerate((in_one_file, in_many_files)):
        sections = joined(texts.values())
        chance = random.Random(seed)  # noqa: S311  # another order, no secret
        for name, (key, value) in sections.items():
            shuffle(value, chance)
            if name in SECTIONS and name not in ORDERED:
                value.value = shuffled(value.value, chance)
            sections[name] = key, value
        yield spread.__name__, spread(sections)


def as_sets(value):
    """
    Data in which lists count as sets, and a sentence as the words that it holds: which of them
    begins it, with a capital, may be another.

    Of several courses that are ahead in as many draws the first of the case is called so; they are
    a set here.
    """
    match value:
        case {"first": str(first), "level": list(level), **rest}:
            return {"ahead": sorted([first, *level]), **as_sets(rest)}
        case dict():
            return {name: as_sets(inner) for name, inner in value.items()}
        case list():
            return sorted(map(as_sets, value), key=lambda item: json.dumps(item, sort_keys=True))
        case str():
            return sorted(re.findall(r"\w+", PLACE.sub("", value).casefold()))
        case _:
            return value


@pytest.mark.parametrize(("name", "command"), pairs(AT_TEST))
def test_the_order_of_entries_and_files_changes_no_answer(phaseline, rewritten, name, command):
    """Lists that are sets are compared as sets; every number is the same."""
    texts = files_asked(name, command)
    ladder = ALONE.get(name, "")
    first = asked(phaseline, command, rewritten(texts, "as it is"), ladder)

    shuffles = list(orders(texts))
    if command in DRAWN and not IS_SOAK:
        shuffles = shuffles[-1:]  # each is a game of its own
    for kind, files in shuffles:
        other = asked(phaseline, command, rewritten(files, kind), ladder)
        assert other.status == first.status, other.err
        assert as_sets(answer_of(other.out)) == as_sets(answer_of(first.out))


@pytest.mark.parametrize(("name", "question"), pairs(AT_TEST_OF_ONE, PARTICULARS))
def test_the_order_of_entries_changes_no_answer_about_one(phaseline, rewritten, name, question):
    """Nor does it change what is answered about one entry; lists that are sets are sets here."""
    texts = case_files(name)
    before = rewritten(texts, "as it is")
    case = read_case(before).case
    words, reports = PARTICULARS[question](case), [*reports_on(case)]
    first = answered(phaseline, words, before, reports)

    for kind, files in orders(texts):
        other = answered(phaseline, words, rewritten(files, kind), reports)
        assert other.status == first.status, other.err
        assert as_sets(answer_of(other.out)) == as_sets(answer_of(first.out))


@pytest.mark.parametrize(("name", "deed"), pairs({"strait": AT_ONCE}, DEEDS))
def test_the_order_of_entries_changes_nothing_that_is_done(
    phaseline, rewritten, tmp_path, name, deed
):
    """Nor does it change what is compared, entered, read, sketched and shown of a case."""
    texts = case_files(name)
    first = done(deed, phaseline, rewritten(texts, "as it is"), tmp_path / "first")

    for kind, files in orders(texts):
        other = done(deed, phaseline, rewritten(files, kind), tmp_path / kind)
        assert [*differing(in_words(as_sets(first)), in_words(as_sets(other)))] == []


def in_words(value):
    """Data of `as_sets` with the words of each text in one line: it is told which differ."""
    match value:
        case dict():
            return {key: in_words(inner) for key, inner in value.items()}
        case [str(), *_] if all(isinstance(item, str) for item in value):
            return " ".join(value)
        case list():
            return [*map(in_words, value)]
        case _:
            return value
