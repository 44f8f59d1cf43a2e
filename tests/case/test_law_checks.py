"""
What is checked about the law of a case without solving it: what is left alone, which fix is
offered, and how hostile laws end.
"""

import time
from pathlib import Path

import pytest

from phaseline.case.check.lawsize import (
    MOST_CELLS,
    MOST_DEEP,
    MOST_OPTIONS,
    MOST_PRIORITIES,
    MOST_RULES,
)
from phaseline.case.check.report import checked
from phaseline.case.read import read_case

BROKEN = Path(__file__).parent / "broken"
MOST_SECONDS = 2.0
CITES = 'cites: [{source: paper, locator: "1"}]'
HEAD = """phaseline: 2
kind: case
id: invented
title: T
question: Q
as_of: 2031-04-10
responder: merrow
challenger: tarsk
actors: [{id: merrow, name: Merrow, kind: state}, {id: tarsk, name: Tarsk, kind: state}]
sources: [{id: paper, type: report, title: A paper, role: paper}]
terms:
  - id: use
    asks: Which use?
    readings:
      - {id: strict, says: Little., held_by: [merrow]}
      - {id: wide, says: Much., held_by: [tarsk]}
"""
ENCODING = "encodings: [{id: law, title: The law}]\n"


def provision(name, *rules):
    """A provision in force with its rules, one a line."""
    listed = "".join(f"\n      - {{{rule}}}" for rule in rules)
    return (
        f"  - id: {name}\n    statute: A\n    says: S.\n    effect: permit\n    force: in_force\n  "
        f"  encoding: law\n    {CITES}\n    rules:{listed}\n"
    )


def options(count, *words):
    """Options with the same words, and one word of its own each."""
    return "options:\n" + "".join(
        f"  - {{id: o{n}, title: O, encoding: law, tags: [{', '.join((*words, f'own{n}'))}]}}\n"
        for n in range(count)
    )


@pytest.fixture
def found(tmp_path):
    """What is found in a law: code, message and fix, within the time that is allowed."""

    def ran(text):
        path = tmp_path / "case.yaml"
        path.write_text(HEAD + ENCODING + text, encoding="utf-8")
        began = time.process_time()
        report = checked(read_case(path), {})
        assert time.process_time() - began < MOST_SECONDS
        return [(one.code, one.message, one.fix) for one in report.diagnostics]

    return ran


def test_a_law_that_can_be_worked_out_gives_no_diagnostic(found):
    """
    Words of options, words that rules define, readings and their negation, priority over a rule and
    over a provision.
    """
    text = (
        options(2, "arms", "sent")
        + "provisions:\n"
        + provision(
            "act",
            "id: own, effect: define, defines: own_use, when: [arms, use.wide]",
            "id: may, effect: permit, when: [own_use]",
        )
        + provision(
            "ban",
            "id: bar, effect: prohibit, when: [sent, not use.strict, not own_use], overrides:"
            " [act.may]",
        )
        + provision("order", "id: bar, effect: prohibit, when: [sent], overrides: [act, ban.bar]")
    )

    assert found(text) == []


def test_a_word_that_an_amendment_defines_is_known(found):
    """`excepted` holds once the change is made; until then nothing has it, and that is meant."""
    text = (
        options(1, "arms")
        + "institutions: [{id: council, name: Council}]\nprocedures: [{id: vote, institution:"
        " council, says: It votes.}]\n"
        + "provisions:\n"
        + provision("ban", "id: bar, effect: prohibit, when: [arms, not excepted]")
        + "amendments: [{id: exception, says: S., route: vote, adds: [{id: out, effect: define,"
        f" defines: excepted, provision: ban, when: [arms]}}], {CITES}}}]\n"
    )

    assert found(text) == []


def test_where_nothing_is_asked_no_word_is_amiss(found):
    """An encoding without options has no words yet."""
    assert (
        found("provisions:\n" + provision("ban", "id: bar, effect: prohibit, when: [arms]")) == []
    )


def test_what_faulty_entries_define_is_not_missed(found):
    """
    An option with a misspelt field is left out; that its words are unknown then is no second fault.
    """
    text = (
        "options: [{id: boats, titel: Boats, encoding: law, tags: [arms]}]\nprovisions:\n"
        + provision("ban", "id: bar, effect: prohibit, when: [arms]")
    )

    assert [code for code, _, _ in found(text)] == ["PL105"]


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("PL302-space", "write 'arms_sent' if it is one word, or an item for each condition"),
        ("PL302-tag", "write 'arms_sent'"),
        ("PL303-word", "replace 'amrs' by 'arms'"),
        ("PL303-added", "replace 'snet' by 'sent'"),
        ("PL303-untranslatable", "replace 'sennt' by 'sent'"),
        ("PL304-reading", "replace 'use.strikt' by 'use.strict'"),
        ("PL304-term", "replace 'uses.strict' by 'use.strict'"),
        ("PL304-taken", "replace 'use.wyde' by 'use.wide'"),
        ("PL305-body", "write one of that body's: vote"),
        ("PL306-provision", "add `encoding: law`"),
        ("PL307-proposed", "move them into `adds` of the amendment that would make them law"),
        ("PL312-route", "replace it by 'vote'"),
        ("PL313-procedure", "add `procedure: vote`, if it is the one"),
        ("PL501-priority", "replace 'ban.bra' by 'ban.bar'"),
        ("PL501-repeal", "replace 'bann' by 'ban'"),
        ("PL501-option", "replace 'boat' by 'boats'"),
        ("PL501-encoding", "replace 'lae' by 'law'"),
        ("PL501-body", "replace 'counsil' by 'council'"),
        ("PL501-reliance", "replace 'axt' by 'act'"),
    ],
)
def test_the_fix_is_concrete(name, fix):
    """The word to write instead, where there is one."""
    report = checked(read_case(BROKEN / f"{name}.yaml"), {})

    assert [one.fix for one in report.diagnostics] == [fix]


def test_a_circle_is_written_out(found):
    """A provision's priority and a rule's make a circle of rules together."""
    report = checked(read_case(BROKEN / "PL308-mixed.yaml"), {})

    assert [one.message for one in report.diagnostics] == [
        "circular priority: act.bar → other.may → act.bar"
    ]


def test_ten_thousand_options_are_refused(found):
    """One diagnostic, before anything is solved."""
    text = (
        options(10_000, "arms")
        + "provisions:\n"
        + provision("ban", "id: bar, effect: prohibit, when: [arms]")
    )

    ((code, message, _),) = found(text)

    assert (code, "10,000 options" in message) == ("PL309", True)
    assert MOST_OPTIONS < 10_000


def test_too_many_rules_are_refused(found):
    """A thousand rules are more than anybody has read."""
    rules = [f"id: r{n}, effect: prohibit, when: [arms]" for n in range(MOST_RULES + 1)]

    ((code, message, _),) = found(options(1, "arms") + "provisions:\n" + provision("ban", *rules))

    assert (code, f"{MOST_RULES + 1:,} rules" in message) == ("PL309", True)


def test_many_options_times_many_rules_are_refused(found):
    """Each alone is allowed, and both together are more cells than are worked out."""
    rules = [f"id: r{n}, effect: prohibit, when: [arms]" for n in range(MOST_RULES)]

    ((code, message, _),) = found(
        options(MOST_CELLS // MOST_RULES + 1, "arms") + "provisions:\n" + provision("ban", *rules)
    )

    assert (code, "options and 1,000 rules" in message) == ("PL309", True)


def test_too_many_priorities_are_refused(found):
    """Fifty rules over fifty rules are 2,500 pairs, though the case writes one word."""
    first = [f"id: r{n}, effect: prohibit, when: [arms], overrides: [act]" for n in range(50)]
    second = [f"id: r{n}, effect: permit, when: [arms]" for n in range(50)]

    ((code, message, _),) = found(
        options(1, "arms") + "provisions:\n" + provision("ban", *first) + provision("act", *second)
    )

    assert (code, "priorities" in message) == ("PL309", True)
    assert MOST_PRIORITIES < 50 * 50


def test_a_thousand_definitions_over_one_another_are_refused(found):
    """
    A proof as deep as that is read by nobody; the diagnostic stands at the first word that is too
    high.
    """
    rules = [f"id: r{n}, effect: define, defines: w{n}, when: [w{n + 1}]" for n in range(999)]
    rules.append("id: last, effect: define, defines: w999, when: [arms]")

    ((code, message, _),) = found(options(1, "arms") + "provisions:\n" + provision("act", *rules))

    assert code == "PL309"
    assert f"'w{999 - MOST_DEEP}'" in message


def test_definitions_that_double_are_refused(found):
    """Thirty words, each by the next and not by it, are a proof of two to the thirtieth lines."""
    rules = [
        f"id: r{n}, effect: define, defines: w{n}, when: [w{n + 1}, not w{n + 1}]"
        for n in range(30)
    ]
    rules.append("id: last, effect: define, defines: w30, when: [arms]")

    ((code, _, _),) = found(options(1, "arms") + "provisions:\n" + provision("act", *rules))

    assert code == "PL309"


@pytest.mark.parametrize("kind", ["definition", "priority"])
def test_a_circle_of_five_hundred_is_one_diagnostic(found, kind):
    """Its first names are told."""
    if kind == "definition":
        rules = [
            f"id: r{n}, effect: define, defines: w{n}, when: [w{(n + 1) % 500}]" for n in range(500)
        ]
    else:
        rules = [
            f"id: r{n}, effect: prohibit, when: [arms], overrides: [act.r{(n + 1) % 500}]"
            for n in range(500)
        ]

    ((code, message, _),) = found(options(1, "arms") + "provisions:\n" + provision("act", *rules))

    assert code == "PL308"
    assert message.startswith(f"circular {kind}: ")
    assert len(message) < 200


def test_a_thousand_unknown_words_are_told_in_time(found):
    """What is listed has a fix; the rest is counted."""
    rules = [f"id: r{n}, effect: prohibit, when: [other{n}]" for n in range(MOST_RULES)]

    codes = [
        code
        for code, _, _ in found(options(100, "arms") + "provisions:\n" + provision("ban", *rules))
    ]

    assert set(codes) == {"PL303", "PL111"}
