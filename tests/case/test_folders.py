"""A case in several files: which of them are read, and how their problems are told together."""

import pytest

from phaseline.case.check.report import checked
from phaseline.case.read import read_case

HEAD = """phaseline: 2
kind: case
id: parts
title: A case in parts
question: What stands where?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
"""
ACTORS = """actors:
  - {id: merrow, name: Merrow, kind: state}
  - {id: tarsk, name: Tarsk, kind: state}
sources: [{id: paper, type: report, title: A paper}]
"""
FACT = (
    "  - {id: %s, kind: act, says: Ships pass., said_by: merrow, status: asserted, cites: [{source:"
    ' paper, locator: "1"}]%s}\n'
)


def written(folder, **files):
    """A folder with these YAML files."""
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def place_of(folder, file, line, word):
    """File, line and column of a word."""
    return (
        file,
        line,
        (folder / file).read_text(encoding="utf-8").splitlines()[line - 1].index(word) + 1,
    )


def places(diagnostics):
    """Code, file, line and column of each diagnostic."""
    return [(one.code, one.place.file, one.place.line, one.place.column) for one in diagnostics]


def test_without_include_every_file_is_read(tmp_path):
    """Lists of one section are joined in the order of the file names, the header first."""
    folder = written(
        tmp_path,
        case=HEAD,
        actors=ACTORS,
        facts_b=f"facts:\n{FACT % ('b', '')}",
        facts_a=f"facts:\n{FACT % ('a', '')}",
    )

    reading = read_case(folder)

    assert [fact.id for fact in reading.case.facts] == ["a", "b"]
    assert reading.place("facts", 1).file == "facts-b.yaml"


def test_include_names_what_is_read_and_in_which_order(tmp_path):
    """Beside case.yaml only the named files count, in the order of the list."""
    folder = written(
        tmp_path,
        case=f"{HEAD}include: [facts-b, actors, facts-a]\n",
        actors=ACTORS,
        facts_a=f"facts:\n{FACT % ('a', '')}",
        facts_b=f"facts:\n{FACT % ('b', '')}",
    )

    reading = read_case(folder)

    assert [fact.id for fact in reading.case.facts] == ["b", "a"]
    assert reading.diagnostics == ()


def test_a_file_that_include_leaves_out_is_told_and_not_read(tmp_path):
    """A forgotten file is a warning at the list; its faults are nobody's."""
    folder = written(
        tmp_path,
        case=f"{HEAD}include: [actors]\n",
        actors=ACTORS,
        facts_old="facts: what is this?\n",
    )

    reading = read_case(folder)

    assert reading.case is not None
    assert places(reading.diagnostics) == [("PL109", "case.yaml", 9, 1)]
    assert "facts-old.yaml" in reading.diagnostics[0].message
    assert reading.diagnostics[0].severity.value == "warning"


def test_a_file_that_is_not_there_is_told_at_its_place_in_the_list(tmp_path):
    """The nearest file is proposed, and what would follow from its absence is not told."""
    folder = written(
        tmp_path,
        case=f"{HEAD}include: [fatcs, actors]\n",
        actors=ACTORS,
        facts=f"facts:\n{FACT % ('a', '')}",
    )

    reading = read_case(folder)

    assert places(reading.diagnostics) == [
        ("PL109", "case.yaml", 9, 1),
        ("PL108", "case.yaml", 9, 11),
    ]
    assert reading.diagnostics[1].fix == "replace 'fatcs' by 'facts'"
    assert not reading.is_readable


@pytest.mark.parametrize(
    "name", ["../actors", "/etc/passwd", "actors.yaml", ".hidden", "", "sub/actors", "42"]
)
def test_include_leads_nowhere_but_beside_the_header(name, tmp_path):
    """A name in the list is the name of a file of the folder: no path, no ending."""
    inner = tmp_path / "case"
    inner.mkdir()
    folder = written(inner, case=f"{HEAD}include: ['{name}']\n", actors=ACTORS)
    written(tmp_path, actors=ACTORS)
    (inner / ".hidden.yaml").write_text(ACTORS)

    reading = read_case(folder)

    assert [one.code for one in reading.diagnostics] == ["PL109", "PL108"]


def test_a_name_that_stands_twice_in_include_is_read_once(tmp_path):
    """To include a file twice doubles nothing."""
    folder = written(tmp_path, case=f"{HEAD}include: [actors, actors]\n", actors=ACTORS)

    reading = read_case(folder)

    assert len(reading.case.actors) == 2


def test_a_header_given_as_a_file_takes_what_it_includes_with_it(tmp_path):
    """
    `phaseline check FOLDER/case.yaml` reads the files that case.yaml names; without a list it reads
    itself alone.
    """
    folder = written(tmp_path, case=f"{HEAD}include: [actors]\n", actors=ACTORS, facts="facts: 1\n")

    reading = read_case(folder / "case.yaml")

    assert len(reading.case.actors) == 2
    assert reading.diagnostics == ()


def test_an_include_that_is_no_list_is_a_fault_of_its_own(tmp_path):
    """One error, at the value."""
    folder = written(tmp_path, case=f"{HEAD}include: actors\n", actors=ACTORS)

    reading = read_case(folder)

    assert places(reading.diagnostics) == [("PL107", "case.yaml", 9, 10)]


def test_files_of_editors_are_passed_over(tmp_path):
    """Names that begin with a dot are none of the case's, links that lead nowhere among them."""
    folder = written(tmp_path, case=HEAD, actors=ACTORS)
    (folder / ".#facts.yaml").symlink_to("somebody@somewhere.1")
    (folder / ".facts.yaml").write_text("[")
    (folder / "facts.yaml~").write_text("[")

    reading = read_case(folder)

    assert reading.diagnostics == ()


def test_a_folder_without_a_header_has_one_fault(tmp_path):
    """Not one for each field that a header has."""
    folder = written(tmp_path, actors=ACTORS)

    reading = read_case(folder)

    assert [one.code for one in reading.diagnostics] == ["PL104"]
    assert "no case.yaml" in reading.diagnostics[0].message


def test_problems_of_all_files_and_of_all_kinds_come_in_one_pass_and_in_order(tmp_path):
    """
    A misspelt field in one file hides neither a wrong date, nor an unknown name, nor an unknown
    unit in others.
    """
    folder = written(
        tmp_path,
        case=HEAD,
        actors=ACTORS,
        events=(
            "events:\n  - {id: e, title: E, when: 2031-02-30}\n  - {id: f, title: F, when: 2031-02,"
            " who: [tarks], cites: [{source: paper, locator: I}]}\n"
        ),
        facts=(
            "facts:\n"
            + FACT % ("a", ", abuot: [tarsk]")
            + FACT % ("b", ", value: 3 shipps")
            + FACT % ("c", ", about: [tarskk]")
        ),
        stocks="stocks: [{id: coal, title: Coal, holder: merow, quantity: facts.a.value}]\n",
    )

    found = checked(read_case(folder), {}).diagnostics

    assert places(found) == [
        ("PL701", *place_of(folder, "events.yaml", 2, "2031-02-30")),
        ("PL501", *place_of(folder, "events.yaml", 3, "tarks")),
        ("PL105", *place_of(folder, "facts.yaml", 2, "abuot")),
        ("PL404", *place_of(folder, "facts.yaml", 3, "shipps")),
        ("PL501", *place_of(folder, "facts.yaml", 4, "tarskk")),
        ("PL501", *place_of(folder, "stocks.yaml", 1, "merow")),
        ("PL501", *place_of(folder, "stocks.yaml", 1, "facts.a.value")),
    ]
    assert [one.address for one in found] == [
        "events.e.when",
        "events.f.who.0",
        "facts.a.abuot",
        "facts.b.value",
        "facts.c.about.0",
        "stocks.coal.holder",
        "stocks.coal.quantity",
    ]


def test_a_faulty_entry_is_known_to_those_that_refer_to_it(tmp_path):
    """What leans on a faulty entry is not faulty for that: one error, one cause."""
    folder = written(
        tmp_path,
        case=HEAD,
        actors=ACTORS,
        facts=(
            "facts:\n"
            + FACT % ("a", ", value: 3 shipment, whne: 2031")
            + FACT % ("b", ", value: 4 shipment, parts: [a]")
        ),
        derived=(
            "derived: [{id: d, title: D, unit: shipment, formula: facts.a.value + facts.b.value,"
            " facts: [a, b]}]\n"
        ),
    )

    found = checked(read_case(folder), {}).diagnostics

    assert [one.code for one in found] == ["PL105"]


def test_a_file_that_is_no_yaml_hides_no_faults_of_form_in_others(tmp_path):
    """The others are held to the format; what may refer to the lost file is not judged."""
    folder = written(
        tmp_path,
        case=HEAD,
        actors="actors: [\n",
        facts=f"facts:\n{FACT % ('a', ', abuot: [tarsk]')}",
    )

    reading = read_case(folder)

    assert places(reading.diagnostics) == [
        ("PL101", "actors.yaml", 2, 1),
        ("PL105", *place_of(folder, "facts.yaml", 2, "abuot")),
    ]
    assert not reading.is_readable


def test_a_header_field_stands_in_one_file(tmp_path):
    """The second file that gives it is named, with the line of the first."""
    folder = written(tmp_path, case=HEAD, actors=f"title: Another\n{ACTORS}")

    reading = read_case(folder)

    assert places(reading.diagnostics) == [("PL103", "actors.yaml", 1, 1)]
    assert reading.diagnostics[0].expected == "one 'title'; the first is in case.yaml, line 4"
    assert reading.is_readable


def test_names_of_csl_are_read_as_ours(tmp_path):
    """`container-title` is what CSL-JSON calls it; both spellings at once are one field twice."""
    folder = written(
        tmp_path,
        case=HEAD,
        actors=ACTORS.replace("title: A paper", "title: A paper, container-title: News"),
    )

    reading = read_case(folder)

    assert reading.case.sources[0].container_title == "News"
    doubled = read_case(
        written(
            tmp_path,
            actors=ACTORS.replace(
                "title: A paper", "title: A paper, container_title: N, container-title: M"
            ),
        )
    )
    assert places(doubled.diagnostics) == [("PL103", "actors.yaml", 4, 73)]


def test_the_hash_is_that_of_what_was_read(tmp_path):
    """Another word in a file is another hash; a file that is not read does not count."""
    first = read_case(written(tmp_path, case=f"{HEAD}include: [actors]\n", actors=ACTORS)).hash

    same = read_case(written(tmp_path, notes="note: x\n")).hash
    other = read_case(written(tmp_path, actors=ACTORS.replace("Merrow", "Marrow"))).hash

    assert same == first
    assert other != first


def test_more_diagnostics_than_anybody_mends_are_counted_and_not_listed(tmp_path):
    """Two hundred errors, and how many more there are."""
    folder = written(
        tmp_path,
        case=HEAD,
        actors=ACTORS,
        facts="facts:\n" + "".join(FACT % (f"f{n}", ", about: [nobody]") for n in range(250)),
    )

    found = checked(read_case(folder), {}).diagnostics

    assert [one.code for one in found] == ["PL501"] * 200 + ["PL111"]
    assert found[-1].message == "50 more diagnostics are not listed"
