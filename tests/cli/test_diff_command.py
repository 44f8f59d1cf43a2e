"""`phaseline diff`: what differs between two cases or answers, and why."""

import json

import pytest

ANSWER = {
    "case": {"id": "small", "hash": "1"},
    "version": "1",
    "set": {},
    "findings": [
        {"id": "effect.hawk", "values": {"median": 2.0}, "rests_on": ["assumptions.sight"]},
        {"id": "open", "values": {}, "rests_on": []},
    ],
}
MOVED = {
    "case": {"id": "small", "hash": "1"},
    "version": "1",
    "set": {"assumptions.sight": "0.4"},
    "findings": [
        {"id": "effect.hawk", "values": {"median": 3.5}, "rests_on": ["assumptions.sight"]},
        {"id": "tie", "values": {}, "rests_on": []},
    ],
}


@pytest.fixture(autouse=True)
def answers(tmp_path, monkeypatch):
    """Two answers of one small case, the second under a what-if."""
    monkeypatch.chdir(tmp_path)
    for name, answer in (("a.json", ANSWER), ("b.json", MOVED)):
        (tmp_path / name).write_text(json.dumps(answer), encoding="utf-8")


def test_two_answers_differ_by_their_findings(phaseline):
    """Both values of what moved, what is new and gone, and the what-if on which it rests."""
    ran = phaseline("diff", "a.json", "b.json")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "a.json → b.json: 1 added, 1 removed, 1 changed\n"
        "assumptions.sight: as written → 0.4\n"
        "\n~ effect.hawk\n    values.median: 2.0 → 3.5\n    rests on assumptions.sight\n"
        "\n- open\n"
        "\n+ tie\n"
    )


def test_what_differs_is_data_too(phaseline):
    """The same for programs; turned round, before is after."""
    there = json.loads(phaseline("diff", "a.json", "b.json", "--json").out)
    back = json.loads(phaseline("diff", "b.json", "a.json", "--json").out)

    assert there["causes"] == {"assumptions.sight": "as written → 0.4"}
    assert there["changes"][0]["fields"] == [
        {"field": "values.median", "before": 2.0, "after": 3.5}
    ]
    assert [entry["change"] for entry in there["changes"]] == ["changed", "removed", "added"]
    assert back["changes"][0]["fields"] == [{"field": "values.median", "before": 3.5, "after": 2.0}]


def test_two_cases_differ_by_their_entries(phaseline, tmp_path):
    """A changed number and nothing else; a case is like its copy."""
    phaseline("new", "--from", "strait", "mine")
    same = phaseline("diff", "strait", "mine").out
    path = tmp_path / "mine" / "assumptions.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("best: 2 month,", "best: 3 month,", 1), encoding="utf-8")

    ran = phaseline("diff", "strait", "mine")

    assert same == "strait → mine: 0 added, 0 removed, 0 changed\n"
    assert ran.out.startswith("strait → mine: 0 added, 0 removed, 1 changed\n")
    assert "~ assumptions.patience\n    best: 2 month → 3 month\n" in ran.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("strait", "a.json"), "give two of one kind"),
        (("strait", "straits"), "did you mean 'strait'?"),
        (("a.json", "c.json"), "is no answer.json"),
    ],
)
def test_what_does_not_compare_is_refused(phaseline, tmp_path, words, says):
    """A case is no answer, and a file that is neither is named."""
    (tmp_path / "c.json").write_text("[]", encoding="utf-8")
    ran = phaseline("diff", *words)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"findings": [1], "case": {"hash": "1"}, "set": {}}',
        '{"findings": [], "case": {}, "set": {}}',
        '{"findings": [], "case": {"hash": "1"}, "set": 3}',
        '{"findings": [{"id": [1]}], "case": {"hash": "1"}, "set": {}}',
        "{}",
    ],
)
def test_what_has_another_shape_is_no_answer(tmp_path, phaseline, text):
    """A file that looks like an answer, or nests deeper than is read, is the caller's mistake."""
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    ran = phaseline("diff", "a.json", "odd.json")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "phaseline: 'odd.json' is no answer.json of `phaseline run`\n"


def test_signs_that_a_terminal_obeys_are_shown(tmp_path, phaseline):
    """An answer of somebody else clears no screen, and turns no line round."""
    odd = {**ANSWER, "findings": [{"id": "\x1b[2J\u202e"}]}
    (tmp_path / "odd.json").write_text(json.dumps(odd), encoding="utf-8")
    ran = phaseline("diff", "a.json", "odd.json")

    assert "+ \\x1b[2J\\u202e\n" in ran.out
