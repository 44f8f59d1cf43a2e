"""
What is found only by asking the law: clashes with both texts, steps that no reading allows, and
what that costs.
"""

import time
from dataclasses import replace

import pytest
from casefiles import case_files, faults_of, written

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.desk.consent.law_findings import law_findings, with_law
from phaseline.terms.diagnostic import Place, Severity

MOST_SECONDS = 4.0
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
FREE = "encodings: [{id: law, title: The law}]\n"
STRICT = "{id: hard, says: S., held_by: [merrow], takes: [use.strict]}"
WIDE = "{id: soft, says: S., held_by: [tarsk], takes: [use.wide]}"
HELD = f"encodings: [{{id: law, title: The law, positions: [{STRICT}, {WIDE}]}}]\n"
MAY = "id: may, effect: permit, of: merrow, when: [arms, use.wide]"
BAR = "id: bar, effect: prohibit, when: [sent]"


def provision(name, says, *rules):
    """A provision in force with its rules, one a line."""
    listed = "".join(f"\n      - {{{rule}}}" for rule in rules)
    return (
        f"  - id: {name}\n    statute: A\n    says: {says}\n    effect: permit\n    force:"
        f" in_force\n    encoding: law\n    {CITES}\n    rules:{listed}\n"
    )


def options(*words):
    """One option for each list of words."""
    return "options:\n" + "".join(
        f"  - {{id: o{n}, title: O, encoding: law, measure: m{n}, route: sea, tags: [{held}]}}\n"
        for n, held in enumerate(words)
    )


def ladder(*names):
    """Measures with their options, and one rung that holds them all."""
    measures = "".join(
        f"  - {{id: m{n}, title: M, route: direct, lethality: none, option: {name}, {CITES}}}\n"
        for n, name in enumerate(names)
    )
    held = ", ".join(f"m{n}" for n in range(len(names)))
    return (
        f"measures:\n{measures}ladders:\n  - id: only\n    title: L\n    standing: contrast\n   "
        f" proposed_by: merrow\n    rungs: [{{id: low, title: Low, measures: [{held}], {CITES}}}]\n"
    )


@pytest.fixture
def found(tmp_path):
    """What is found by asking the law of a sound case, within the time that is allowed."""

    def ran(text):
        (tmp_path / "case.yaml").write_text(HEAD + text, encoding="utf-8")
        report = checked(read_case(tmp_path / "case.yaml"), {})
        assert report.is_sound, report.diagnostics[:3]
        began = time.process_time()
        told = law_findings(report)
        assert time.process_time() - began < MOST_SECONDS
        return told

    return ran


def test_a_clash_quotes_both_provisions_with_their_lines(found):
    """
    The diagnostic stands at the rule that prohibits; each text has its file and line, and the
    reading is named under which they meet.
    """
    text = (
        FREE
        + options("arms, sent")
        + "provisions:\n"
        + provision("act", "Boats may go.", MAY)
        + provision("ban", "No boats go.", BAR)
    )
    lines = (HEAD + text).splitlines()

    (clash,) = found(text)

    assert (clash.code, clash.place.line) == ("PL311", lines.index(f"      - {{{BAR}}}") + 1)
    assert (
        clash.message
        == "ban.bar (prohibits) and act.may (permits) both apply to m0/sea; no priority given"
    )
    assert clash.detail == (
        f"ban.bar prohibits (case.yaml:{lines.index('    says: No boats go.') + 1}): No boats go.",
        f"act.may permits (case.yaml:{lines.index('    says: Boats may go.') + 1}): Boats may go.",
        "option: o0",
        "under: use read as wide",
    )
    assert "overrides: [act.may]" in clash.fix


def test_one_pair_of_rules_is_one_diagnostic_for_all_options(found):
    """
    Both options are permitted and prohibited by the same two rules: one cause, one diagnostic.
    """
    text = (
        FREE
        + options("arms, sent", "arms, sent, more")
        + "provisions:\n"
        + provision("act", "S.", MAY)
        + provision("ban", "S.", BAR)
    )

    (clash,) = found(text)

    assert "m0/sea and 1 more" in clash.message
    assert "option: o0, o1" in clash.detail


def test_a_clash_under_a_position_names_the_position(found):
    """Where the law is read as a whole, the whole reading is named."""
    text = (
        HELD
        + options("arms, sent")
        + "provisions:\n"
        + provision("act", "S.", MAY)
        + provision("ban", "S.", BAR)
    )

    (clash,) = found(text)

    assert "under: the position 'soft'" in clash.detail


@pytest.mark.parametrize(
    "bar",
    [
        f"{BAR}, overrides: [act.may]",
        f"{BAR}, overrides: [act]",
        "id: bar, effect: prohibit, when: [sent, not use.wide]",
        "id: bar, effect: consent, of: merrow, when: [sent]",
    ],
)
def test_where_one_gives_way_or_both_never_meet_nothing_clashes(found, bar):
    """Priority over the rule or its provision, another reading, or consent, which bars nothing."""
    text = (
        FREE
        + options("arms, sent")
        + "provisions:\n"
        + provision("act", "S.", MAY)
        + provision("ban", "S.", bar)
    )

    assert [one.code for one in found(text)] == []


def test_a_rule_that_is_not_made_yet_clashes_with_nothing(found):
    """An amendment's prohibition does not count before the amendment is made."""
    bill = f"amendments: [{{id: bill, says: S., adds: [{{{BAR}, provision: act}}], {CITES}}}]\n"
    text = FREE + options("arms, sent") + "provisions:\n" + provision("act", "S.", MAY) + bill

    assert found(text) == ()


def test_a_rule_that_is_law_by_then_clashes_with_its_amendments_text(found):
    """
    The amendment applies from a day before the case's own: its rule counts, and its text is quoted.
    """
    bill = (
        "amendments: [{id: bill, says: No more boats., effective: 2030-01-01, encoding: law,"
        f" adds: [{{{BAR}}}], {CITES}}}]\n"
    )
    text = FREE + options("arms, sent") + "provisions:\n" + provision("act", "S.", MAY) + bill

    (clash,) = found(text)

    assert clash.message.startswith("bill.bar (prohibits) and act.may (permits)")
    assert any(
        line.startswith("bill.bar prohibits (case.yaml:") and line.endswith("No more boats.")
        for line in clash.detail
    )


def test_a_measure_that_every_position_bars_is_warned_of(found):
    """The message says how it stands under each, and the detail on which rungs it is."""
    text = HELD + options("sent") + "provisions:\n" + provision("ban", "S.", BAR) + ladder("o0")

    (one,) = found(text)

    assert (one.code, one.severity.value, one.address) == ("PL314", "warning", "measures.m0.option")
    assert one.message == "every reading of the law bars 'm0': barred under hard and soft"
    assert one.detail == ("on: only.low",)


def test_a_measure_that_one_reading_bars_and_the_others_leave_open_is_a_note(found):
    """Silence is no permission, and no bar: there is nothing to mend, and something to know."""
    bar = "id: bar, effect: prohibit, when: [sent, use.strict]"
    text = HELD + options("sent") + "provisions:\n" + provision("ban", "S.", bar) + ladder("o0")

    (one,) = found(text)

    assert (one.code, one.severity.value) == ("PL315", "note")
    assert one.message == "no reading of the law permits 'm0': barred under hard; silent under soft"


@pytest.mark.parametrize("encodings", [FREE, HELD])
def test_a_rung_that_each_reading_bars_in_part_is_warned_of(found, encodings):
    """
    The strict reading bars one measure and the wide reading the other; under none can the rung be
    climbed.
    """
    rules = (
        "id: one, effect: prohibit, when: [arms, use.strict]",
        "id: two, effect: prohibit, when: [sent, use.wide]",
        "id: three, effect: permit, when: [arms, use.wide]",
        "id: four, effect: permit, when: [sent, use.strict]",
    )
    text = (
        encodings
        + options("arms", "sent")
        + "provisions:\n"
        + provision("act", "S.", *rules)
        + ladder("o0", "o1")
    )

    (one,) = found(text)

    assert (one.code, one.address) == ("PL314", "ladders.only.rungs.low")
    assert [line[:3] for line in one.detail] == ["m0:", "m1:"]


def test_what_is_on_no_ladder_is_not_judged(found):
    """A barred option alone is an answer of the law, not a fault of a promise."""
    assert found(FREE + options("sent") + "provisions:\n" + provision("ban", "S.", BAR)) == ()


def test_a_faulty_case_is_not_asked(korea_report):
    """Neither is one that asks nothing of the law."""
    faulty = replace(korea_report, omitted={Severity.ERROR: 1})
    silent = replace(korea_report.reading, case=replace(korea_report.reading.case, options=()))

    assert law_findings(faulty) == ()
    assert law_findings(replace(korea_report, reading=silent)) == ()


def test_the_diagnostics_stand_in_the_order_of_the_files(korea_report):
    """What the law says is merged, and the warnings on the ladders stay as they were."""
    merged = with_law(korea_report)
    places = [(one.place.file, one.place.line, one.place.column) for one in merged.diagnostics]

    assert places == sorted(places)
    assert set(merged.diagnostics) - set(korea_report.diagnostics) == set(
        law_findings(korea_report)
    )


def test_the_note_on_what_is_not_listed_stays_last(korea_report):
    """It counts what stands above it."""
    last = replace(korea_report.diagnostics[0], code="PL111", place=Place(file="a.yaml"))

    merged = with_law(replace(korea_report, diagnostics=(*korea_report.diagnostics, last)))

    assert merged.diagnostics[-1] == last


def test_the_worked_case_has_three_silences_and_no_clash(korea_report):
    """
    The papers name no permission for dual-use equipment, none for civilians who question prisoners
    and none for offensive weapons that are neither surplus nor replaced; no measure is barred by
    all.
    """
    assert [(one.code, one.address) for one in law_findings(korea_report)] == [
        ("PL315", "measures.dual_use.option"),
        ("PL315", "measures.civilians_pow.option"),
        ("PL315", "measures.direct_off.option"),
    ]


def test_a_question_is_refused_where_the_law_clashes(phaseline, tmp_path):
    """
    `check` ends with 1 and shows the clash; a question ends with 2 and names it; what only reads is
    read.
    """
    text = (
        FREE
        + options("arms, sent")
        + "provisions:\n"
        + provision("act", "S.", MAY)
        + provision("ban", "S.", BAR)
    )
    path = tmp_path / "case.yaml"
    path.write_text(HEAD + text, encoding="utf-8")

    shown = phaseline("check", str(path))
    refused = phaseline("ask", str(path))
    read = phaseline("facts", str(path))

    assert (shown.status, refused.status, read.status) == (1, 2, 0)
    assert "ban.bar prohibits" in shown.out
    assert "error PL311" in refused.err


def test_a_thousand_rules_that_all_clash_end_in_time(found):
    """
    Five hundred permissions meet five hundred prohibitions; fifty pairs are enough to begin with.
    """
    rules = [
        f"id: r{n}, effect: {'permit' if n % 2 else 'prohibit'}, when: [arms]" for n in range(1_000)
    ]

    told = found(FREE + options("arms") + "provisions:\n" + provision("act", "S.", *rules))

    assert {one.code for one in told} == {"PL311"}
    assert len(told) == 50


def test_a_vote_to_which_a_completion_puts_a_rung_has_to_be_counted(tmp_path):
    """
    The law asks for no consent of the council to a rung that a completion puts before it all the
    same: the game waits for that vote as for any other, and without a count of it there is none.
    """
    files = case_files("strait")
    plays = "demand: [{track: assurance, levels: [given]}], off_ramp: R1}"
    put = plays.replace("demand", "asks: [{rung: R2, procedure: ballot}], demand")
    ballot = (
        "procedures:\n  - {id: ballot, institution: council, says: It votes.,"
        " majority: more than 1/2, base: all}"
    )
    changed = {
        "response.yaml": files["response.yaml"].replace(plays, put, 1),
        "politics.yaml": files["politics.yaml"].replace("procedures:", ballot, 1),
    }

    faults = faults_of(written(tmp_path / "put", files | changed))

    assert [(fault.code, fault.address) for fault in faults] == [("PL810", "procedures.ballot")]
