"""
Words where a case differs from those that are shipped: ids that say nothing, units of its own, one
of a thing where others have several.
"""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from casefiles import case_files, written

from phaseline.case.model.common import Status
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.values import derivation
from phaseline.desk.comparison.goals import LadderGoal
from phaseline.desk.comparison.needs import LadderNeeds, TurningValue
from phaseline.desk.findings.acts import ReportedAct
from phaseline.desk.findings.arrivals import FloorsHold, PlanReaches, UnderEveryReading
from phaseline.desk.findings.conditions import SingleCondition, WouldKeepOut
from phaseline.desk.findings.courses import TypesDo
from phaseline.desk.findings.effects import CrossesUnanswered
from phaseline.desk.findings.finding import Spread
from phaseline.desk.findings.opinion import Challenged, PollsAgree
from phaseline.desk.findings.promises import SilentOn
from phaseline.desk.findings.reference import ReferenceClass
from phaseline.desk.register.ladders import compared
from phaseline.desk.watching.outlook import DemandedLevel
from phaseline.present.terminal.contest import called_text
from phaseline.present.terminal.ladders import ladder_text, trigger_words
from phaseline.present.terminal.registers import between_text, timeline_text
from phaseline.present.wording.english.courses import moves_words
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import baseline_words
from phaseline.present.wording.law import one_who, stops_words
from phaseline.present.wording.needs import needs_lead, turns_table, value_words
from phaseline.present.wording.numbers import amount_words, deadline_words, derived_words, one_of
from phaseline.present.wording.politics import any_of, months_words
from phaseline.present.wording.watch_boards import moving_sentences
from phaseline.present.wording.words import Words
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import quantity, unit

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"


@pytest.fixture(scope="module")
def strait():
    """The tiny case, whose types are careful and bold."""
    return read_case(case_path("strait"), name="strait").case


def test_types_are_named_by_what_they_are(strait):
    """No id of a type stands in a sentence, at its beginning least of all."""
    moves = (
        TypesDo(types=("careful",), moves=()),
        TypesDo(types=("bold",), moves=(("gear", "hand-over"),)),
    )

    said = moves_words(moves, Words(strait))

    assert said == (
        "The type that needs its harbours more than the gear is worth does nothing new; the other"
        " hands gear over."
    )
    assert Words(strait).kinds(("careful", "bold")) == (
        "the type that needs its harbours more than the gear is worth and the type that is paid"
        " well for the gear"
    )
    assert Words(strait).kind("of-a-file") == "of-a-file"


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("unlicensed sale", "an unlicensed sale"),
        ("incursion", "an incursion"),
        ("union vote", "a union vote"),
        ("unit sold", "a unit sold"),
        ("uninvited call", "an uninvited call"),
        ("use of sonar", "a use of sonar"),
        ("handover", "a handover"),
    ],
)
def test_the_article_is_that_of_the_word(noun, said):
    """A case says what a crossing is; the article follows it."""
    assert one_of(noun) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("8140 m3/day", "8,140 m3/day"),
        ("40 MWh", "40 MWh"),
        ("12 ha", "12 ha"),
        ("3 vaccine_batch", "3 vaccine batches"),
        ("2 ferry/week", "2 ferries/week"),
        ("5 buoy", "5 buoys"),
        ("1 flask", "1 flask"),
    ],
)
def test_a_unit_of_the_cases_own_has_its_plural(amount, said):
    """A symbol has none; nouns have that of the language."""
    assert amount_words(quantity(amount)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(4, "4 days"), (7, "1 week"), (10, "10 days"), (14, "2 weeks"), (30, "4 weeks")],
)
def test_a_time_that_is_no_number_of_weeks_is_told_in_days(days, said):
    """Ten days are not a week: 10/7 is 1.43 weeks, 30/7 is 4.3, within a seventh of four."""
    assert months_words(days * unit("day").factor) == said


def test_one_poll_is_not_every_poll(strait):
    """Of one poll nothing is said of how several differ."""
    agree = PollsAgree(is_against=True, polls=1, is_of_papers=False, is_some=False, rests_on=())

    (sentence,) = all_told((agree,), Words(strait))

    assert sentence.text == (
        "Yes, in the one poll on record; another question might give another answer:"
    )


def test_one_past_record_is_not_all_of_these(strait):
    """The model is held beside it alone."""
    beside = ReferenceClass(
        beside="deterred",
        facts=("facts.engineers",),
        share=None,
        within=12,
        standing="above",
        rests_on=(),
    )

    (sentence,) = all_told((beside,), Words(strait))

    assert "The model's share lies above this one. The two need not agree." in sentence.text


def test_days_back_are_told_as_days_before():
    """
    From the trilateral meeting of 25 October back to the call: no negative number of days. An empty
    list of events says that it is empty.
    """
    case = read_case(case_path("korea-2024"), name="korea-2024").case
    said = between_text(case, "poll-joongang-fieldwork", "trilateral", (-7, -6))

    assert said.startswith(f"“{case.events['trilateral'].title}” comes before “")
    assert "by 6 to 7 days; the dates are intervals" in said
    assert timeline_text(()) == "No events are entered in this case (events.yaml)."


def needing(*turns):
    """What a ladder needs whose goal is reached at the best values, with where it would be lost."""
    goal = LadderGoal(kind="met")
    return LadderNeeds(
        policy="firm", goal=goal, margin=0.4, farthest=0.4, single=turns, sets=(), inert=()
    )


def test_no_table_is_promised_that_does_not_follow():
    """Where no assumption loses a goal that is reached, nothing stands below."""
    turn = TurningValue(
        assumption="sight", value=0.1, low=0.2, high=0.7, best=0.45, is_inside=False
    )

    assert "below is where it would be lost" in needs_lead(needing(turn))
    for none in (needing(), needing(replace(turn, value=None))):
        assert needs_lead(none) == (
            "It is reached at the best values, and no assumption alone was found to lose it,"
            " wherever it is put."
        )


@pytest.mark.parametrize(
    ("value", "row"),
    [
        (0.1, ("0.1", "0.45", "0.2 to 0.7", "outside")),
        (0.7000001, ("0.7", "0.45", "0.2 to 0.7", "just outside")),
        (1.15e-6, ("0", "0.45", "0.2 to 0.7", "outside")),
        (-3e-9, ("0", "0.45", "0.2 to 0.7", "outside")),
    ],
)
def test_a_value_at_the_end_of_its_range_does_not_contradict_it(strait, value, row):
    """Sight is assumed at 0.2 to 0.7: a turn at 0.7000001 reads as 0.7, and is no 0.7 of it."""
    turn = TurningValue(
        assumption="sight", value=value, low=0.2, high=0.7, best=0.45, is_inside=False
    )

    ((_, *shown),) = turns_table(strait, (turn,)).rows

    assert tuple(shown) == row


def test_an_assumption_has_its_id_only_where_a_command_takes_it(strait):
    """[hand] A terminal has it in brackets behind what is asked, a page has what is asked."""
    turn = TurningValue(assumption="sight", value=0.3, low=0.2, high=0.7, best=0.45, is_inside=True)
    asks = strait.assumptions["sight"].asks

    typed, read = (turns_table(strait, (turn,), has_ids=has_ids) for has_ids in (True, False))

    assert (typed.rows[0][0], read.rows[0][0]) == (f"{asks} (sight)", asks)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (0.247, "1.2 percent lower than assumed (range −20 to +180)"),
        (0.0, "nothing at all (range −20 to +180 percent from what is assumed)"),
    ],
)
def test_a_value_that_turns_something_is_told_apart_from_the_one_assumed(strait, at, said):
    """
    0.247 beside 0.25 assumed: with two digits both are 0.25, and the sentence denies itself. None
    of it is not "100 percent lower".
    """
    condition = WouldKeepOut(
        policy="firm",
        types=("bold",),
        is_further=False,
        thresholds=(SingleCondition(assumption="assumptions.sight", at=at, best=0.25),),
        more=0,
        rests_on=(),
    )

    (sentence,) = all_told((condition,), Words(strait))

    assert said in sentence.text


@pytest.mark.parametrize(
    ("procedure", "who"),
    [
        ("continue-lifting", "France, United Kingdom, United States, Russia or China, by a no"),
        ("thirty-days", "the Council, by a vote"),
    ],
)
def test_who_can_stop_a_decision_is_whoever_has_a_veto_or_ends_a_silence(procedure, who):
    """Five have a veto, by resolution 2231; a silence of thirty days is ended by a resolution."""
    case = read_case(case_path("snapback-2025"), name="snapback-2025").case

    assert stops_words(case, case.procedures[procedure]) == who


def test_one_completion_is_not_told_as_several(strait):
    """By who prepared the case or by somebody else: one of them, or two."""
    words = Words(strait)
    ours = strait.prepared_by.removeprefix("the ")

    assert words.completions([ours]) == "Our completion"
    assert words.completions([ours, ours]) == "Our completions"
    assert words.completions(["A. Reader"]) == "Completion by A. Reader"
    assert words.completions(["A. Reader", "B. Critic"]) == "Completions by A. Reader and B. Critic"


def test_whoever_stops_a_part_stops_what_hangs_on_it(tmp_path):
    """Both have to come about: a member who objects to the first ends the whole of it."""
    files = case_files("strait")
    ballot = "majority: more than 1/2, base: all, days: assumptions.vote-time"
    silent = files["politics.yaml"].replace(
        ballot, "silence: {after: 1 week, stopped_by: any_member}"
    )
    both = "procedures:\n  - {id: both, says: Both come about., all: [council-consents, amend_law]}"
    politics = silent.replace("procedures:", both, 1)
    case = read_case(written(tmp_path / "both", files | {"politics.yaml": politics})).case

    assert (
        stops_words(case, case.procedures["both"]) == "any member of the Harbour Council, by a no"
    )
    assert stops_words(case, case.procedures["council-consents"]) == "any member, by a no"
    assert stops_words(case, case.procedures["amend_law"]) == "nobody stated"


def test_a_body_that_nothing_stops_is_told_to_have_nobody_stated():
    """The hall votes, and the case names no veto."""
    hall = read_case(HALL).case

    assert stops_words(hall, hall.procedures["vote"]) == "nobody stated"
    assert any_of(["the one"]) == "the one"


@pytest.mark.parametrize(
    ("bound", "status", "said"),
    [
        ("exact", "asserted", "420,000 USD/month"),
        ("about", "asserted", "about 420,000 USD/month"),
        ("about", "unverified", "about 420,000 USD/month (from a figure that is unverified)"),
        ("less_than", "asserted", "420,000 USD/month (from a figure that is a bound)"),
    ],
)
def test_a_number_worked_out_is_no_firmer_than_what_it_is_from(strait, bound, status, said):
    """140 engineers at 3,000 dollars a month are 420,000 dollars a month."""
    facts = [
        replace(fact, bound=bound, status=Status(status)) if fact.id == "engineers" else fact
        for fact in strait.facts
    ]
    case = replace(strait, facts=Entries(facts))

    assert derived_words(case, derivation(case, case.derived["pay-total"])) == said


def test_ids_in_tables_are_told_once(strait):
    """A reader of `solve` learns what the words in the tables stand for."""
    (told,) = called_text(strait, ["patient", "nothing", "firm"])

    assert "nothing: no new step" in told
    assert "bold: is paid well for the gear" in told
    assert told.startswith("In tables, patient: ask, close, withhold (patient); nothing: ")


def test_what_courses_are_set_against_has_its_name(strait):
    """Without a yardstick it is the first course that is played, by its name all the same."""
    (game,) = strait.games
    case = replace(strait, games=(replace(game, yardstick=""),))

    assert baseline_words(case) == "no new step"


def test_a_chance_without_a_range_has_none_in_brackets(strait):
    """A third for sure is no 33 to 33."""
    finding = CrossesUnanswered(
        abstaining=("careful",),
        chance=Spread(median=1 / 3, low=1 / 3, high=1 / 3, of=8),
        is_tempting=True,
        rests_on=(),
    )

    (sentence,) = all_told((finding,), Words(strait))

    assert "there are 33 chances in 100 that Norland would not" in sentence.text


def test_a_report_that_nobody_makes_is_said_to_be_none(strait):
    """An act is entered as reported, and its facts are by word of mouth alone."""
    finding = ReportedAct(act="acts.handover", standings=(), rests_on=())

    (sentence,) = all_told((finding,), Words(strait))

    assert sentence.text.endswith(": entered as reported, and by no source that reports it.")


@pytest.mark.parametrize(
    ("tested", "said"),
    [
        (0, "whatever is sent is called surplus or replaced."),
        (1, "1 of 3 stocks sent is called neither surplus nor replaced."),
        (2, "2 of 3 stocks sent are called neither surplus nor replaced."),
    ],
)
def test_none_of_what_is_sent_is_no_count_of_neither_nor(strait, tested, said):
    """Of no stock it is said what all are, and not that none is neither."""
    finding = FloorsHold(is_assumed=True, sent=3, tested=tested, rests_on=())

    (sentence,) = all_told((finding,), Words(strait))

    assert sentence.text == f"Assumed floors hold; {said}"


def test_a_completion_that_leaves_a_rung_out_is_told_to_do_so(strait):
    """
    What all completions keep is without the rung that one of them does not play, and the step to it
    is not left open by that one: it is not played.
    """
    ladder = strait.ladders["recommended"]
    firm = ladder.completions["firm"]
    short = replace(firm, plays=replace(firm.plays, rungs=("R0", "R1", "R2"), enter=()))
    cut = replace(ladder, completions=Entries((ladder.completions["patient"], short)))
    told = {}
    for name, shown in (("whole", ladder), ("cut", cut)):
        (profile,) = compared(replace(strait, ladders=Entries((shown,))))
        told[name] = " ".join(ladder_text(strait, profile).split())

    assert "survives every completion: the published rungs and triggers, and" in told["whole"]
    assert "published rungs and triggers, without “Stop the grain”, and" in told["cut"]
    assert "not played" not in told["whole"]
    assert told["cut"].count("firm: its step is not played") == 1  # that to the rung alone


@pytest.mark.parametrize(
    ("name", "said"), [("Reform", "Reform"), ("Reform Party", "the Reform Party")]
)
def test_a_party_of_one_word_takes_no_article(strait, name, said):
    """It is a name, as a word with another is a title."""
    actors = Entries(
        replace(actor, name=name, aliases=()) if actor.id == "farmers" else actor
        for actor in strait.actors
    )

    assert one_who(replace(strait, actors=actors), "farmers") == said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("patience", 0.77, "23.5 days"), ("sight", 0.5, "0.5"), ("buoys", 1.0, "1 buoy")],
)
def test_a_value_that_turns_something_has_its_unit_in_words(strait, name, value, said):
    """A range in days is told in days, the unit in the plural but after a one."""
    patient = replace(
        strait.assumptions["patience"], low=quantity("4 day"), high=quantity("10 day")
    )
    entries = [patient if one.id == "patience" else one for one in strait.assumptions]
    case = replace(strait, assumptions=Entries(entries))
    amount = 23.5 * unit("day").factor if name == "patience" else value

    assert value_words(case, name, amount) == said


@pytest.mark.parametrize(
    ("decide_by", "said"),
    [
        ("By 10 May, before the ships sail.", "10 May, before the ships sail"),
        ("31 August 2025", "31 August 2025"),
        ("Byron's day", "Byron's day"),
        ("unstated", ""),
    ],
)
def test_a_day_of_decision_stands_after_one_by(strait, decide_by, said):
    """Who writes the date begins it with that word or does not; the sentence has it once."""
    assert deadline_words(replace(strait, decide_by=decide_by)) == said


def test_who_challenged_a_case_is_named_within_a_sentence(strait):
    """The article that begins a name is small there; a name without one stands as it is."""
    challenged = Challenged(
        by=("The veterinary school", "A. Reader", "An old hand", "Theresa Ann"),
        entered=3,
        assumed=3,
        unchallenged=0,
        is_of_game=False,
        rests_on=(),
    )

    (sentence,) = all_told((challenged,), Words(strait))

    assert sentence.text == (
        "Challenged by the veterinary school, A. Reader, an old hand and Theresa Ann."
    )


def test_a_step_that_is_taken_at_once_is_said_to_be_so_once(strait):
    """What the author writes of it is told where it says more than the kind of its trigger."""
    step = strait.ladders["buoys"].transitions[0]

    assert trigger_words(step) == "at once"
    assert trigger_words(replace(step, says="before the ice")) == "at once: before the ice"


def test_what_every_reading_allows_is_counted_as_under_one_of_them(strait):
    """The share of each need that is met by its deadline, as the sentence before it has it."""
    first = PlanReaches(reading="ministry", met=(("watching", 0.67),), planned=0.7, starts=None)
    every = UnderEveryReading(met=(("watching", 0.67),), rests_on=("routes.ferry",))

    one, all_readings, nothing = all_told(
        (first, every, UnderEveryReading(met=(), rests_on=())), Words(strait)
    )

    assert "buoys that listen for ships 67 %, first 22 May 2031." in one.text
    assert all_readings.text == "Lawful under every reading: buoys that listen for ships 67 %."
    assert nothing.text == "Lawful under every reading: nothing."


def test_a_published_ladder_alone_is_not_every_course_on_record(strait):
    """Contrasts and completions say what it leaves open; it is the published one that does not."""
    silent = SilentOn(about="PL603", gap="PL603", silent=1, courses=1, rests_on=())

    (sentence,) = all_told((silent,), Words(strait))

    assert sentence.text == (
        "The one published course does not say what follows a breach that is found out."
    )


def test_one_type_of_challenger_is_not_every_type(strait):
    """A game with one type says so, in full and in short."""
    alone = replace(
        strait, games=Entries((replace(strait.game, types=Entries(strait.game.types[:1])),))
    )
    crosses = CrossesUnanswered(abstaining=(), is_tempting=True, chance=None, rests_on=())

    (one,) = all_told((crosses,), Words(alone))
    (every,) = all_told((crosses,), Words(strait))

    assert one.text == (
        "By assumption the one type of challenger entered here gains from handing gear over, and"
        " would not hold back by itself."
    )
    assert every.text.startswith("By assumption every type of challenger entered here gains")


def test_a_body_of_one_seat_has_one(phaseline, tmp_path):
    """A council of one member votes by one vote; seats counted too late are told to be so."""
    files = case_files("strait")
    seats = re.compile(r", {party: farmers, (?:seats|\"yes\"): [^}]*}")
    alone = files | {
        "politics.yaml": seats.sub("", files["politics.yaml"]),
        "facts.yaml": re.sub(
            r"value: [59] seat(.*?)page 2, \w+", r"value: 1 seat\1page 2, one", files["facts.yaml"]
        ),
    }
    small = phaseline("politics", str(written(tmp_path / "one", alone)))
    early = files | {"case.yaml": files["case.yaml"].replace("2031-05-01", "2030-05-01")}
    late = phaseline("check", str(written(tmp_path / "late", early)))

    assert "Harbour Council of Vesper: 1 seat on 1 Jan 2031: Pilots' Party 1." in small.out
    assert "Power at 1 vote with everybody present" in small.out
    assert "all seats of 'council' are counted after the as-of date" in late.out


def test_what_stands_a_ladder_down_is_told_in_one_sentence(strait):
    """Of two things that are demanded both have to be met, each named as within a sentence."""
    named = replace(strait.tracks["season"], title="The open water")
    tracks = Entries([named if one.id == "season" else one for one in strait.tracks])
    parts = (
        DemandedLevel(track="assurance", levels=("given",), standing="none", is_met=False),
        DemandedLevel(track="season", levels=("ice",), standing="open", is_met=False),
    )
    said = []
    for demand in (parts[:1], parts):
        outlook = SimpleNamespace(
            policy=strait.policies["firm"], demand=demand, is_met=False, climbing=()
        )
        watch = SimpleNamespace(case=replace(strait, tracks=tracks))
        said += moving_sentences(SimpleNamespace(watch=watch, outlooks=(outlook,)))

    met, both = said
    assert met == (
        "Ask, close, withhold (firm) stands down when this is met: Norland's written assurance:"
        " given (now none)."
    )
    assert both == (
        "Ask, close, withhold (firm) stands down when all of these are met: Norland's written"
        " assurance: given (now none); the open water: ice (now open)."
    )
