"""
Findings: what is decided, without a word of English; on the tests' invented case and on texts of a
few lines.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.model.choices import ASKED_OF_EVERY_CASE
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.delivery.plans import deliverable
from phaseline.desk.findings import (
    acts,
    arrivals,
    authority,
    courses,
    effects,
    finding,
    objections,
    opinion,
    promises,
    questions,
    register,
)
from phaseline.desk.findings.arrivals import tied_to_clock
from phaseline.desk.findings.constraints import constraints
from phaseline.desk.findings.question_inputs import AssuranceRange, QuestionInputs
from phaseline.law.model import Standing
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words
from phaseline.terms.entries import Entries

HEAD = """
phaseline: 2
kind: case
id: mini
title: A strait
question: What if the strait is closed?
as_of: 2030-06-01
responder: harbour
challenger: island
actors:
  - {id: harbour, name: Harbour, kind: state}
  - {id: island, name: Island, kind: state}
sources:
  - {id: paper, type: report, title: A paper, role: paper}
  - {id: digest, type: webpage, title: A digest, is_verified: false}
"""


@pytest.fixture
def read(tmp_path):
    """Read a case of a few lines."""

    def reading(more, *, head=HEAD):
        path = tmp_path / "mini.yaml"
        path.write_text(head + more, encoding="utf-8")
        case = read_case(path, name="mini").case
        assert case is not None
        return case

    return reading


@pytest.fixture(scope="module")
def hall():
    """The invented case of the tests."""
    return read_case(Path(__file__).parent / "hall.yaml", name="hall").case


def test_a_finding_is_named_by_its_kind_and_what_it_is_about():
    """Its name is what JSON calls it, and no two findings of an answer share one."""
    told = acts.NumberOfAct(about="crews", fact="facts.crews")

    assert (told.kind, told.id) == ("number_of_act", "number_of_act.crews")
    assert promises.NoCourses().id == "no_courses"
    assert told.absence is None


ACTS = """
facts:
  - {id: seen, kind: act, says: Ships were stopped, said_by: harbour, status: reported,
     cites: [{source: paper}]}
  - {id: held, kind: act, says: Forty ships wait, status: estimate, value: 40, said_by: harbour,
     cites: [{source: paper}]}
  - {id: may, kind: act, says: The strait may be mined, said_by: harbour, status: possible,
     cites: [{source: paper}]}
acts:
  - {id: stop, title: Stopping ships, by: island, is_done: reported, goal: compellence,
     facts: [seen, held]}
  - {id: mine, title: Mining the strait, by: island, is_done: unknown, goal: deterrence,
     facts: [may], assumption: mined}
  - {id: seize, title: Seizing a crew, by: island, is_done: yes, goal: deterrence}
assumptions:
  - {id: mined, asks: Whether it is mined already, low: 0.1, high: 0.4, owner: us, rationale: none}
"""


def test_what_is_known_is_told_by_how_it_stands(read):
    """A number, a report with who makes it, and what is only called possible."""
    found = acts.known_acts(read(ACTS))

    number, done, report, possible = found
    assert isinstance(number, acts.NumberOfAct)
    assert number.fact == "facts.held"
    assert isinstance(done, acts.DoneAct)
    assert (done.act, done.fact) == ("acts.seize", "")
    assert isinstance(report, acts.ReportedAct)
    assert [(status.value, names) for status, names in report.standings] == [
        ("reported", ("paper",))
    ]
    assert isinstance(possible, acts.PossibleAct)
    assert possible.rests_on == ("acts.mine", "assumptions.mined")


def test_a_done_act_is_told_once_on_the_word_of_a_fact_that_holds_it(read):
    """A number tells an act already; without one the first fact that is no opinion tells it."""
    more = ACTS.replace("is_done: reported", 'is_done: "yes"').replace(
        "goal: deterrence}\nassumptions", "goal: deterrence, facts: [may, seen]}\nassumptions"
    )

    number, done, possible = acts.known_acts(read(more))

    assert (number.fact, done.act, done.fact) == ("facts.held", "acts.seize", "facts.seen")
    assert done.rests_on == ("acts.seize", "facts.seen")
    assert [cite.source for cite in done.cites] == ["paper"]
    assert isinstance(possible, acts.PossibleAct)


def test_a_crossing_that_is_done_is_told_before_what_is_not_known(read):
    """An act to be deterred that has happened is no question any more."""
    done, unknown, assumed = acts.already(read(ACTS))

    assert isinstance(done, acts.AlreadyDone)
    assert (done.act, done.is_reported) == ("acts.seize", False)
    assert isinstance(unknown, acts.AlreadyUnknown)
    assert unknown.is_called_possible
    assert isinstance(assumed, acts.AssumedBegun)
    assert assumed.assumption == "assumptions.mined"


def test_what_nobody_knows_is_told_of_every_act_alike(read):
    """
    Two acts that may have begun, each with a chance that the case assumes: both are told, whichever
    stands first; one without such a chance is not, nor is one that has not been done.
    """
    more = """
  - {id: board, title: Boarding ships, by: island, is_done: unknown, goal: deterrence,
     assumption: mined}
  - {id: sink, title: Sinking ships, by: island, is_done: unknown, goal: deterrence}
  - {id: annex, title: Annexing the harbour, by: island, is_done: "no", goal: deterrence}
assumptions:
"""
    findings = acts.already(read(ACTS.replace("assumptions:\n", more.lstrip("\n"))))

    asked = [finding.about for finding in findings if isinstance(finding, acts.AlreadyUnknown)]
    assert asked == ["mine", "board"]
    assert len({finding.id for finding in findings}) == len(findings)


WARNINGS = """
measures:
  - {id: escort, title: Escorts, route: none, lethality: none}
  - {id: guns, title: Guns for ships, route: direct, lethality: defensive}
routes: [{id: by-sea, title: By sea, kind: direct, history: used}]
ladders:
  - id: plan
    title: A plan
    standing: published
    proposed_by: harbour
    source: paper
    rungs:
      - {id: now, title: Now}
      - {id: more, title: More, measures: [NAME]}
counter_threats:
  - {id: fire, by: island, condition: escorts sail, consequence: fire, met: unmet, met_by: [MET]}
"""


@pytest.mark.parametrize(
    ("measure", "met_by", "is_met"),
    [
        ("escort", "escort", True),  # by what is done, though nothing is delivered
        ("escort", "by-sea", False),  # a way of delivery is not met by what delivers nothing
        ("guns", "by-sea", True),
        ("guns", "escort", False),
    ],
)
def test_a_warning_is_met_by_what_is_done_and_by_what_is_delivered(read, measure, met_by, is_met):
    """Not only a route of supply meets a warning: a measure may."""
    case = read(WARNINGS.replace("NAME", measure).replace("MET", met_by))

    met = objections.meets_warnings(case, case.ladders[0])

    assert met.is_new
    assert bool(met.threats) is is_met


def test_numbers_are_counted_by_where_they_come_from(read):
    """
    One of each: the paper's, of a source that nobody read, unverified, inferred, hypothetical
    (which counts with the inferred), learnt after the day of the case (which does not count).
    """
    case = read("""
facts:
  - {id: a, kind: act, says: One, said_by: harbour, status: reported, value: 1,
     cites: [{source: paper}]}
  - {id: b, kind: act, says: Two, said_by: harbour, status: reported, value: 2,
     cites: [{source: digest}]}
  - {id: c, kind: act, says: Three, said_by: harbour, status: inferred, value: 3,
     cites: [{source: paper}]}
  - {id: d, kind: act, says: Four, said_by: harbour, status: hypothetical, value: 4,
     cites: [{source: paper}]}
  - {id: e, kind: act, says: None, said_by: harbour, status: reported, cites: [{source: paper}]}
  - {id: f, kind: act, says: Six, said_by: harbour, status: unverified, value: 6,
     cites: [{source: paper}]}
  - {id: g, kind: act, says: Seven, said_by: harbour, status: reported, value: 7, when: 2039-01-01,
     cites: [{source: paper}]}
""")

    counted, challenged = opinion.numbers_entered(case)

    assert (counted.cited, counted.unread, counted.unverified, counted.inferred) == (1, 1, 1, 2)
    assert challenged.by == ()


def test_assumptions_that_nobody_has_challenged_are_counted(read):
    """
    Of three assumptions one is challenged, so two are not; of the first two that figures rest on,
    one is not. Who challenges twice is named once.
    """
    case = read("""
challenged: [{by: A. Critic, when: 2030-01-02, says: The paper is old.}]
assumptions:
  - {id: one, asks: One, owner: O, rationale: R, low: 1, high: 2,
     challenged: [{by: B. Reader, says: It may be 3.}]}
  - {id: two, asks: Two, owner: O, rationale: R, low: 1, high: 2}
  - {id: three, asks: Three, owner: O, rationale: R, low: 1, high: 2, challenged: []}
ladders:
  - id: calm
    title: Calm
    standing: published
    proposed_by: harbour
    rungs: [{id: A, title: Today}]
    completions:
      - {id: whole, title: Calm completed, completed_by: O, fills: [],
         challenged: [{by: A. Critic}]}
""")

    whole = opinion.challenged(case)
    played = opinion.challenged(case, ["one", "two", "shock of a party"])

    assert whole.by == ("A. Critic", "B. Reader")
    assert (whole.unchallenged, whole.assumed, whole.is_of_game) == (2, 3, False)
    assert (played.unchallenged, played.assumed, played.is_of_game) == (1, 2, True)


@pytest.mark.parametrize(
    ("support", "is_against"),
    [
        ((30, 20), {True}),
        ((60, 70), {False}),
        ((60, 20), None),
        ((50, 60), None),
        ((50, 20), None),
        ((50,), None),
    ],
)
def test_polls_agree_only_where_one_side_is_ahead_in_all(read, support, is_against):
    """
    Against 50 percent, support of 30 and 20 is behind in both, of 60 and 20 in one, and of 50 in
    none; what the two leave of the whole is said, and more than the whole leaves nothing.
    """
    polls = "".join(
        f"""
  - id: p{place}
    title: Poll {place}
    cites: [{{source: paper}}]
    options:
      - {{says: for it, share: {share} percent, counts_as: support}}
      - {{says: against it, share: 50 percent, counts_as: oppose}}
    is_complete: false
"""
        for place, share in enumerate(support)
    )

    found = opinion.public(read(f"polls:{polls}"))

    agree = {one.is_against for one in found if isinstance(one, opinion.PollsAgree)}
    assert agree == (is_against or set())
    rests = [one.unlisted for one in found if isinstance(one, opinion.PollBalance)]
    assert rests == [max(0, 50 - share) for share in support]


POLL = """
  - id: {id}
    title: A poll
    cites: [{{source: {source}, exact: "{cited}"}}]
    pollster: {pollster}
    fieldwork: {day}
    options:
      - {{says: for it, share: 13 percent, counts_as: support}}
      {against}
    is_complete: false
"""
AGAINST = "- {says: against it, share: 82 percent, counts_as: oppose}"
IN_TWO = (
    "- {says: less, share: 66 percent, counts_as: oppose}\n"
    "      - {says: none, share: 16 percent, counts_as: oppose}"
)


@pytest.mark.parametrize(
    ("pollster", "day", "against", "joined"),
    [
        ("harbour", "unknown", IN_TWO, (66, 16)),  # 66 + 16 = 82
        ("unknown", "2030-05-01", IN_TWO, (66, 16)),
        ("island", "unknown", IN_TWO, ()),  # of another pollster
        ("harbour", "2030-04-01", IN_TWO, ()),  # of another day
        ("harbour", "unknown", IN_TWO.replace("16", "15"), ()),  # 66 + 15 = 81
        ("harbour", "unknown", AGAINST, ()),  # nothing is added up
    ],
)
def test_a_share_may_join_two_answers_of_another_poll(read, pollster, day, against, joined):
    """
    Where another poll has the same share for one side, and its answers on the other come to the
    share of this one; nothing is said where it is known that they are two polls.
    """
    ours = {"pollster": "harbour", "day": "2030-05-01", "against": AGAINST}
    theirs = {"pollster": pollster, "day": day, "against": against}
    polls = POLL.format(id="one", source="paper", cited="82 percent", **ours)
    polls += POLL.format(id="two", source="digest", cited="66 percent", **theirs)

    found = opinion.public(read(f"polls:{polls}"))

    (balance,) = [one for one in found if isinstance(one, opinion.PollBalance)]
    assert balance.joined == joined
    assert [cite.source for cite in balance.cites] == ["paper", *(["digest"] if joined else [])]


@pytest.mark.parametrize(
    ("source", "further", "says"),
    [
        ("paper", "20 percent", "Yes, in every poll of the papers; how"),
        ("digest", "20 percent", "Yes, in every poll on record; how"),
        (
            "paper",
            "unknown",
            "Yes, in the one poll of the papers that gives one share for each side; another",
        ),
    ],
)
def test_it_is_said_which_polls_agree(read, source, further, says):
    """Those of the papers, or all where the papers cite none; and that some give no balance."""
    polls = "".join(
        f"""
  - id: p{place}
    title: Poll {place}
    cites: [{{source: {source}}}]
    options:
      - {{says: for it, share: {share}, counts_as: support}}
      - {{says: against it, share: 50 percent, counts_as: oppose}}
    is_complete: false
"""
        for place, share in enumerate(("30 percent", further))
    )
    case = read(f"polls:{polls}")

    agree = next(one for one in opinion.public(case) if isinstance(one, opinion.PollsAgree))

    assert told(agree, Words(case)).text.startswith(says)


def test_what_readings_close_and_leave_open_is_grouped(hall):
    """Seizing ships is the government's alone in its reading, and barred in the neighbour's."""
    limits = constraints(hall)

    groups = authority.by_readings(limits, "seize")

    assert [(group.standing, group.readings) for group in groups] == [
        (Standing.EXECUTIVE, ("government",)),
        (Standing.BARRED, ("neighbour",)),
    ]
    assert authority.today(hall, None) != authority.today(hall, limits)


def test_a_course_without_law_or_game_says_that_nothing_is_entered(hall):
    """What is not entered is absent, not empty."""
    row = courses.course(replace(hall, options=()), hall.ladders[-1], None, None, None)

    assert row.stands is None
    assert row.goods is None
    assert (row.moves, row.effects) == ((), ())
    assert row.consent.absence in (None, finding.Absence.NOT_IN_SOURCES)


def test_a_question_is_asked_where_the_case_has_what_it_asks_about(read):
    """A case of two actors and a poll is asked about the public, and about nothing else."""
    case = read("""
polls:
  - id: p
    title: A poll
    cites: [{source: paper}]
    options:
      - {says: for it, share: 60 percent, counts_as: support}
      - {says: against it, share: 40 percent, counts_as: oppose}
""")

    assert [question.name for question in questions.questions(case)] == ["public"]


def test_a_case_adds_questions_of_its_own(read):
    """It is answered by what stands at its addresses, and numbered after the twelve."""
    case = read(f"""{ACTS}
questions:
  - {{id: waiting, asks: How many ships wait?, answered_by: [facts.held, assumptions.mined]}}
""")

    *_, own = questions.questions(case, QuestionInputs())

    assert (own.number, own.name) == (13, "waiting")
    assert own.said == (
        register.ReadsAt(about="facts.held", entry="facts.held", rests_on=("facts.held",)),
        register.ReadsAt(
            about="assumptions.mined", entry="assumptions.mined", rests_on=("assumptions.mined",)
        ),
    )


def test_what_is_not_played_says_whether_there_is_a_game(read, hall):
    """Not entered and not computable are different things."""
    assert effects.not_played(read(""), "turns").absence is finding.Absence.NOT_ENTERED
    assert effects.not_played(hall, "turns").absence is finding.Absence.NOT_COMPUTABLE


def test_what_arrives_is_counted_from_the_plan():
    """The depot of the tests: needs with a named item, stocks with a number."""
    case = read_case(Path(__file__).parent / "depot.yaml", name="depot").case

    first, *others = arrivals.arrivals(case, deliverable(case))

    assert isinstance(first, arrivals.NeedsNamed)
    assert first.needs == len(case.needs)
    assert any(isinstance(one, arrivals.PlanReaches) for one in others)
    assert arrivals.arrivals(replace(case, needs=()), None) == ()


PUBLISHED = """
ladders:
  - id: plan
    title: A plan
    standing: published
    proposed_by: harbour
    source: paper
    rungs: [{id: low, title: Low}, {id: high, title: High%s}]
    transitions: [%s]
demands: [{id: leave, title: Leave, to: island, cites: [{source: paper, locator: "1"}]}]
"""


@pytest.mark.parametrize(
    ("demands", "step", "is_plan"),
    [
        ("", "{start: low, end: high, trigger: none, says: At once.}", True),
        ("", "{start: low, end: high, trigger: elapsed, says: In a month.}", True),
        ("", "{start: low, end: high, trigger: act, says: If it lands.}", False),
        ("", "{start: low, end: high, trigger: unstated, says: Then.}", False),
        ("", "", False),
        (", demands: [leave]", "{start: low, end: high, trigger: none, says: At once.}", False),
    ],
    ids=["at once", "in time", "if", "not said", "no step", "demand"],
)
def test_what_has_neither_demand_nor_if_is_a_plan(read, demands, step, is_plan):
    """A demand or an “if” makes a threat; where what calls for a step is not said, it is open."""
    plans = promises.plans(read(PUBLISHED % (demands, step)))

    assert [plan.ladder for plan in plans] == ["ladders.plan"] * is_plan


@pytest.mark.parametrize("name", ["strait", "korea-2024"])
def test_courses_with_a_demand_or_a_silence_are_no_plans(name):
    """Each published course of these demands something or leaves open what calls for it."""
    assert promises.plans(read_case(case_path(name), name=name).case) == ()


def test_every_question_has_the_name_that_a_case_may_point_to(korea):
    """What shows a promise may be a question: by the names that answers bear, in their order."""
    asked = questions.questions(korea)

    assert tuple(question.name for question in asked) == ASKED_OF_EVERY_CASE


def test_a_course_that_promises_nothing_leaves_it_open(read):
    """Of two rungs without an off-ramp the silence is told, and of nothing else."""
    case = read(WARNINGS.replace("NAME", "escort").replace("MET", "escort"))

    (silent,) = promises.left_open(case)

    assert isinstance(silent, promises.LeftOpen)
    assert "PL601" in silent.gaps
    assert silent.courses == 1
    assert isinstance(promises.left_open(read(""))[0], promises.NoCourses)


LAW = """
provisions:
  - {id: act, statute: Act, says: It asks for consent., effect: consent, force: in_force,
     encoding: law, rules: [{id: asks, effect: consent, of: harbour, when: [armed, arms.broad]}],
     cites: [{source: paper, locator: "1"}]}
terms:
  - id: arms
    asks: What are arms?
    readings:
      - {id: broad, says: All of them., held_by: [island]}
      - {id: narrow, says: Only guns., held_by: [harbour]}
encodings:
  - id: law
    title: The law
    positions:
      - {id: ours, says: Ours., held_by: [harbour], takes: [arms.narrow]}
      - {id: theirs, says: Theirs., held_by: [island], takes: [arms.broad]}
options:
  - {id: boats, title: Boats, encoding: law, tags: [armed]}
  - {id: nets, title: Nets, encoding: law, tags: [plain]}
"""


def test_what_follows_from_each_reading_is_a_finding_of_its_own(read):
    """Boats take consent in their reading, and are passed over in silence in ours."""
    ours, theirs = authority.readings_believed(constraints(read(LAW)))

    assert (ours.reading, theirs.reading) == ("ours", "theirs")
    assert [(group.standing, group.options) for group in ours.groups] == [
        (Standing.SILENT, ("options.boats", "options.nets"))
    ]
    assert [(group.standing, group.options) for group in theirs.groups] == [
        (Standing.SILENT, ("options.nets",)),
        (Standing.CONSENT, ("options.boats",)),
    ]
    assert ours.alone == theirs.alone == ()


def test_one_reading_is_no_choice(read):
    """Where nobody reads the law otherwise, there is nothing to believe."""
    one = LAW.replace(", takes: [arms.broad]}", "}").split("      - {id: theirs")
    text = one[0] + one[1].partition("\n")[2]

    assert authority.readings_believed(constraints(read(text))) == ()
    assert authority.readings_believed(None) == ()


@pytest.mark.parametrize("turn", [1, -1])
def test_of_many_courses_those_that_leave_the_least_calm_are_told(turn):
    """
    Five courses with a demand: the three least calm are told, the least first, and that the two
    others are no worse; as many as are tied with the third are told with it.
    """
    case = read_case(case_path("snapback-2025"), name="case").case
    names = [
        name
        for name in case.policies.ids
        if case.policies[name].demand
        and any(rung.demands for rung in case.ladders[case.policies[name].ladder].rungs)
    ][::turn]
    calms = dict(zip(names, (0.9, 0.5, 0.7, 0.6, 0.8), strict=True))

    def told(calms):
        kept = {
            name: AssuranceRange(calm=calm, stopped=1.0, lasting=0.0)
            for name, calm in calms.items()
        }
        (finding,) = effects.calm_if_complying(case, QuestionInputs(assured=kept))
        return finding

    assert [calm for _, calm in told(calms).chances] == [0.5, 0.6, 0.7]
    assert told(calms).others == 2
    assert told(dict.fromkeys(names, 0.9)).others == 0
    assert {name for name, _ in told(dict.fromkeys(names, 0.9)).chances} == set(names)


def test_steps_on_which_the_readings_agree_least_come_first():
    """
    Of seven readings three go together at most on a notification, four on the return of the
    measures, and five on an extension: an answer that has room for two leaves the last out.
    """
    case = read_case(case_path("snapback-2025"), name="case").case

    told = authority.may_sign(case, constraints(case))

    steps = [finding for finding in told if isinstance(finding, authority.StandsByReading)]
    assert [max(len(group.readings) for group in step.groups) for step in steps] == [3, 4, 5]


@pytest.mark.parametrize(
    ("change", "at", "is_said"),
    [(0.0, None, False), (0.04, None, False), (-0.3, None, True), (0.0, 0.6, True)],
)
def test_a_game_in_which_nothing_changes_is_no_disagreement(change, at, is_said):
    """Below a twentieth of a period, and turned by nothing: said only beside two sides."""
    release = effects.ReleaseTurns(policy="firm", change=change, at=at)
    sides = tuple(
        authority.SideOfConflict(conflict="conflicts.x", side=side, source="paper")
        for side in (0, 1)
    )
    alone = questions.Question(number=9, name="frees", said=(), computed=(release,))
    disputed = questions.Question(number=9, name="frees", said=sides, computed=(release,))

    assert questions.disagreement(alone) == ((release,) if is_said else ())
    assert questions.disagreement(disputed) == (*sides, release)


def test_what_a_clock_leaves_a_part_of_is_read_off_the_game():
    """
    In the strait the ice leaves a part of every loss: that of the harbours, the grain and the
    buoys, which are on ladders of ours; asking imposes none. Without the game the note is all.
    """
    strait = read_case(case_path("strait"), name="strait").case
    tied, *_ = tied_to_clock(strait)
    bare, *_ = tied_to_clock(replace(strait, games=Entries(())))

    assert (tied.level, tied.measures) == (
        "ice",
        ("measures.harbours", "measures.grain", "measures.buoys"),
    )
    assert (bare.level, bare.measures) == ("", ())
