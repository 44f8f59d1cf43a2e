"""What is compiled: states that can be reached, and no more of them than can be solved."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from asking import FILES, answer_to, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import load
from oracle_answer import Answer
from strategies import random_game
from test_parallel import draws_side_by_side

from phaseline.errors import QuestionError
from phaseline.game import ahead
from phaseline.game.ahead import foreseen, grouped, outlook
from phaseline.game.compile.games import (
    MOST_STATES,
    FollowedChoices,
    compiled,
    forget,
    frame,
    skeleton,
)
from phaseline.game.compile.parts import GameParts, Piece, lists_alike
from phaseline.game.compile.payoffs import responder_cells
from phaseline.game.compile.program import PolicyProgram
from phaseline.game.compile.structure import structured
from phaseline.game.compile.walker import walked
from phaseline.game.levels import levels
from phaseline.game.metrics import METRICS
from phaseline.game.play import played_quickly
from phaseline.game.spec import Game
from phaseline.game.watch import watch


def test_too_many_states_are_refused_with_their_number():
    """
    A game with more states than are compiled is refused as a question, in words that name the
    number and a way out.
    """
    game = ready(load(FILES["deadline"]))
    with pytest.raises(
        QuestionError, match=r"more than 3 states can be reached; fewer .* make the game smaller"
    ):
        compiled([game], most=3)
    assert compiled([game]).size > 3


def test_the_number_has_its_thousands_apart():
    """A large bound is written as people read it."""
    data = load(FILES["belief"])
    data["monitor"]["grid"] = 1500
    with pytest.raises(QuestionError, match=r"more than 1,000 states"):
        compiled([ready(data)], most=1000)


@examples(30, phases=NOT_SHRUNK)
@given(random_game())
def test_only_states_that_can_be_reached_are_listed(data):
    """
    No state is compiled that nothing leads to with a chance above 0; of clocks only so much is kept
    as matters.
    """
    asked = Answer(data, [1])
    assert compiled([ready(data)]).size <= len(asked.arena("free").nodes)


def test_a_rung_that_never_stands_down_leads_nowhere_else():
    """
    From r1, which cannot be taken back, there is no state in which it has been taken back.

    The line crossed and reported for sure: (none, r0) at the start, and (crossed, alarm, r1) for
    ever; holding leaves (none, r0).
    """
    data = load(FILES["micro-lead-0"])
    data["ladder"]["rungs"][1]["standdown"] = 0
    assert compiled([ready(data)]).size == 2


def test_deviations_add_states_and_keep_the_others():
    """With deviations followed up, all states of the ladder as it is are there, and marked."""
    game = ready(load(FILES["credit"]))
    plain, wide = compiled([game]), compiled([game], reach=FollowedChoices.DEVIATION)
    assert wide.size > plain.size
    assert int(wide.regular.sum()) == plain.size


def test_the_answer_says_how_many_states_there_are():
    """A latch against one who may cross once: untouched, or crossed, alarmed and answered."""
    assert answer_to("micro-lead-0")["certificate"]["states"] == 2


@pytest.mark.parametrize(
    ("change", "alike"),
    [({"loss": 5.0}, True), ({"lead": 1}, True), ({"standdown": 0.5}, False)],
)
def test_draws_of_one_game_differ_in_numbers_alone(change, alike):
    """
    Another loss, or another lead, is another draw of the same game; a stand-down that is no longer
    certain is another game.
    """
    data, other = load(FILES["A01"]), load(FILES["A01"])
    other["ladder"]["rungs"][1] |= change
    assert (skeleton(ready(data)) == skeleton(ready(other))) is alike


def test_a_policy_is_told_by_what_it_says_and_not_by_which_it_is():
    """
    Equal policies of two games are alike, whether one object or two; another rung to leave by is
    another policy, and a later deadline is none unless it comes at once.
    """
    game = ready(load(FILES["A01"]))
    rung = game.ladder.rungs[1].id

    def with_policy(**changes):
        policy = replace(game.ladder.policy, **changes)
        return skeleton(replace(game, ladder=replace(game.ladder, policy=policy)))

    assert skeleton(game) == with_policy()
    assert skeleton(game) != with_policy(exit={rung: 7.0})
    assert with_policy(deadline={rung: 2}) == with_policy(deadline={rung: 3})
    assert with_policy(deadline={rung: 0}) != with_policy(deadline={rung: 3})


def slow(lead: int, vote: int, retry: object, chance: float, **policy: object) -> Game:
    """Give six periods of a game with a vote that may fail, with these spans."""
    data = load(FILES["A01"])
    data["time"]["horizon"] = 6
    data["ladder"]["policy"] |= policy
    data["ladder"]["rungs"][1] |= {
        "lead": lead,
        "consent": {"chance": chance, "lead": vote, "retry": retry},
    }
    return ready(data)


def test_votes_that_take_longer_are_draws_of_one_game():
    """
    The months of a vote's procedure are periods until its rung can be carried out: draws may differ
    in them, in a rung's lead and in when a lost vote is taken again, and come to what each comes to
    alone.
    """
    draws = [
        slow(0, 1, "never", 0.5),
        slow(0, 2, {"after": 2}, 0.5),
        slow(3, 1, {"after": 1}, 1.0),
        slow(1, 0, "never", 0.25),
    ]
    together, size = foreseen(draws)
    alone = [foreseen([game]) for game in draws]

    assert len(grouped(draws)) == 1
    assert compiled(draws[:1]).size < compiled(draws[1:2]).size <= size
    for metric, row in together.items():
        expected = [float(figures[metric][0]) for figures, _ in alone]
        assert row == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True), metric


def waiting(periods: int, lead: int, **policy: object) -> Game:
    """
    Give ten periods of a demand that three rungs press for: the second comes into force once the
    first has lasted so many periods, the third as long after the second, with a lead.
    """
    data = load(FILES["deadline"])
    data["time"]["horizon"] = 10
    data["ladder"]["rungs"].append({"id": "r3", "loss": 4, "cost": 1, "lead": lead})
    data["ladder"]["policy"] |= {"deadline": {"r2": periods, "r3": periods}} | policy
    return ready(data)


def test_deadlines_that_are_longer_are_draws_of_one_game():
    """
    Draws may differ in how long a rung waits for the one below, and come to what each comes to
    alone, in whatever order they are told; the structure that they share is no sum of theirs.
    """
    draws = [waiting(periods, lead) for periods, lead in product((5, 1, 3, 2), (0, 4, 2))]
    ((places, alike),) = grouped(draws)
    together, size = foreseen(alike)
    plainly = outlook(played_quickly(alike))
    alone = [foreseen([draws[place]]) for place in places]

    assert sorted(places) == [*range(len(draws))]
    assert size < sum(states for _, states in alone) / 2
    for metric, row in together.items():
        expected = [float(figures[metric][0]) for figures, _ in alone]
        assert row == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True), metric
        assert row == pytest.approx(plainly[metric], rel=1e-12, abs=1e-12, nan_ok=True), metric


def test_draws_that_are_too_many_states_together_are_solved_apart(monkeypatch):
    """
    A game that can be solved for one deadline can be for several: where one structure for all has
    too many states, each has its own. One that is too large alone is refused.
    """
    spans = ((5, 1), (1, 4), (3, 2))
    draws = [waiting(periods, lead, cancel_on_clear=True) for periods, lead in spans]
    ((_, alike),) = grouped(draws)
    whole, size = foreseen(alike)
    most = max(foreseen([game])[1] for game in draws)
    assert most < size
    monkeypatch.setattr(ahead, "MOST_STATES", most)
    apart, largest = foreseen(alike)
    assert largest == most
    for metric, row in whole.items():
        assert row == pytest.approx(apart[metric], rel=1e-12, abs=1e-12, nan_ok=True), metric
    monkeypatch.setattr(ahead, "MOST_STATES", most - 1)
    with pytest.raises(QuestionError, match=f"more than {most - 1} states"):
        foreseen(alike)


def test_a_rung_that_comes_at_once_is_another_game():
    """What counts as above depends on which rungs come with the demand: such draws stay apart."""
    assert len(grouped([waiting(periods, 1) for periods in (0, 1, 2)])) == 2


@pytest.mark.parametrize(("policy", "clock"), [({}, 0), ({"cancel_on_clear": True}, 2)])
def test_no_clock_is_kept_while_an_order_runs_its_course(policy, clock):
    """
    From an order that nothing stops until its rung is in force, no call is heard, and the clock
    begins anew with the rung: draws do not differ by it. One that a call may stop needs it.

    With a deadline of 2, r3 is ordered once r2 has lasted two periods: so far the clock counts.
    """
    publics = compiled([waiting(2, 3, **policy)]).publics
    assert {public.clock for public in publics if public.orders} == {clock}


def test_orders_that_run_side_by_side_are_games_of_their_own_with_other_leads():
    """
    The states of other schedules add up: such draws stay games of their own, except for whoever
    solves as many of them together as are worth it.
    """
    draws = [slow(lead, 0, "never", 0.5, parallel=True) for lead in (1, 2)]
    assert len(grouped(draws)) == 2
    assert len(grouped(draws, frame)) == 1


@pytest.mark.parametrize("wanted", [("value",), tuple(METRICS)])
@pytest.mark.parametrize("most", [1, 150, 10_000])
def test_draws_with_other_schedules_come_to_what_each_does_alone(monkeypatch, wanted, most):
    """
    Five draws with four schedules, in an order in which they do not stand together: whether all are
    solved together, some of them, or each schedule alone, each draw comes to what it does alone,
    and to what the plain solver says. As many states are told as one schedule has at most.
    """
    order = (3, 1, 4, 0, 2)
    draws = [draws_side_by_side()[place] for place in order]
    monkeypatch.setattr(ahead, "MOST_TOGETHER", most)
    monkeypatch.setattr(ahead, "STATES_OF_A_WAY", 1)
    together, size = foreseen(draws, wanted)
    alone = [foreseen([game], wanted) for game in draws]
    plainly = outlook(played_quickly(draws), wanted)
    shared = foreseen([draws[1], draws[3]], wanted)[1]

    assert size == max(shared, *(states for _, states in alone))
    for metric, row in together.items():
        expected = [float(figures[metric][0]) for figures, _ in alone]
        assert row == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True), metric
        assert row == pytest.approx(plainly[metric], rel=1e-9, abs=1e-9, nan_ok=True), metric


def test_lots_of_schedules_with_too_many_states_are_halved(monkeypatch):
    """
    Where a lot turns out to have too many states, half of its schedules are solved at a time; a
    schedule with too many states alone is refused.
    """
    draws = draws_side_by_side()
    whole, most = foreseen(draws)
    monkeypatch.setattr(ahead, "MOST_STATES", most)
    apart, size = foreseen(draws)
    assert size == most
    for metric, row in whole.items():
        assert row == pytest.approx(apart[metric], rel=1e-12, abs=1e-12, nan_ok=True), metric
    monkeypatch.setattr(ahead, "MOST_STATES", 10)
    with pytest.raises(QuestionError, match="more than 10 states"):
        foreseen(draws)


@pytest.mark.parametrize("count", [1, 8, 11])
def test_types_are_solved_as_draws_where_schedules_fill_no_register(count):
    """
    Each schedule fills registers of its own: so many copies of five draws in four schedules, each
    of two types, come to the same, whether types stand apart or as draws.
    """
    games = [two_types(game) for game in draws_side_by_side()]
    together = foreseen([game for game in games for _ in range(count)], ("value",))[0]["value"]
    alone = [float(outlook(played_quickly([game]), ("value",))["value"][0]) for game in games]
    assert together == pytest.approx(np.repeat(alone, count), rel=1e-9, abs=1e-9)


def two_types(game: Game) -> Game:
    """The game with a second type, as likely, that gains more."""
    (kind,) = game.challenger.types
    gain = {
        track: {level: 3 * worth for level, worth in by.items()} for track, by in kind.gain.items()
    }
    other = replace(kind, id="other", gain=gain, prior=0.5)
    types = (replace(kind, prior=0.5), other)
    return replace(game, challenger=replace(game.challenger, types=types))


def term_by_term(parts, terms, of):
    """A sum of products, one product after another (draw)."""
    ends = [*terms.starts[1:], len(terms.piece)]
    total = np.zeros(len(parts.games))
    for term in range(terms.starts[of], ends[of]):
        piece = Piece(*terms.pieces[terms.piece[term]].tolist())
        _, weight = parts.watch.next(
            piece.monitor, piece.label, parts.program.rungs[piece.rung].id
        )[piece.way]
        heard = parts.heard(piece.rung, piece.state)[piece.label] * weight
        total = total + heard * parts.program.number(terms.names[terms.name[term]])
    return total


def with_consents(game, rng):
    """The same game with other chances of consent, where they are open."""
    rungs = tuple(
        replace(rung, consent=float(rng.uniform(0.1, 0.9)))
        if isinstance(rung.consent, float) and 0 < rung.consent < 1
        else rung
        for rung in game.ladder.rungs
    )
    return replace(game, ladder=replace(game.ladder, rungs=rungs))


@examples(20, phases=NOT_SHRUNK)
@given(random_game(), st.integers(0, 2**32 - 1))
def test_chances_that_are_the_same_in_all_draws_have_one_row(data, seed):
    """
    Each sum of products comes to the row that it has, worked out term by term, and there are no
    more rows than sums.
    """
    rng = np.random.default_rng(seed)
    games = tuple(with_consents(ready(data), rng) for _ in range(4))
    seen = watch(games)
    parts = GameParts(
        games=games, levels=levels(games), watch=seen, program=PolicyProgram(games, seen)
    )
    walk = walked(parts, reach=FollowedChoices.CALLED, most=MOST_STATES)
    structure = structured(parts, walk, most=MOST_STATES)
    model, terms = structure.model(parts), structure.terms
    by_hand = [term_by_term(parts, terms, place) for place in range(len(terms.starts))]
    edges = model.resolved
    assert np.allclose(edges.table[model.sum_row], by_hand, rtol=0, atol=1e-15)
    assert (edges.entry == model.sum_row[model.sum_of]).all()
    assert len(edges.table) == len(model.reneges) <= len(terms.starts)
    assert set(model.sum_row.tolist()) == set(range(len(edges.table)))


@examples(20, phases=NOT_SHRUNK)
@given(random_game())
def test_nodes_are_those_to_which_edges_lead(data):
    """
    Each edge of acts and of nature leads to a node with the levels that its step leads to and the
    public part that it came from; each node has such an edge, and edges are counted before they are
    listed.
    """
    model = compiled([ready(data)])
    steps = [[end for end, _ in step] for steps in model.levels.steps for step in steps]
    turns = [[end for end, _ in row] for row in model.levels.nature]
    publics, acted, drifted = model.public_of[model.pair_state], model.acted, model.drifted
    for edges, by_level, before, (levels_after, after) in (
        (acted, steps, publics, (model.mid_level, model.mid_public)),
        (drifted, turns, model.mid_public, (model.post_level, model.post_public)),
    ):
        assert edges.count == len(edges.origins) == len(edges.ends) == len(edges.entry)
        leads_to = np.array([end for ends in by_level for end in ends])
        assert (leads_to[edges.entry] == levels_after[edges.ends]).all()
        assert (before[edges.origins] == after[edges.ends]).all()
        assert set(edges.ends.tolist()) == set(range(len(after)))
    assert (model.by_state.order == np.arange(len(model.pair_state))).all()
    assert (
        np.repeat(np.arange(model.size), np.diff(model.by_state.starts)) == model.pair_state
    ).all()


@examples(5, phases=NOT_SHRUNK)
@given(random_game())
def test_many_codes_are_numbered_without_a_mark_for_each(data):
    """Where levels and public parts are too many for a mark of each pair, nodes are the same."""
    game = ready(data)
    marked = compiled([game])
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("phaseline.game.compile.structure.MOST_MARKED", 0)
        listed = compiled([game])
    forget()
    for name in ("mid_level", "mid_public", "post_level", "post_public"):
        assert np.array_equal(getattr(marked, name), getattr(listed, name)), name


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=30))
def test_lists_are_alike_if_they_have_the_same_codes_in_the_same_order(lists):
    """Two lists have one place if, and only if, they are the same; each place has an example."""
    sizes = np.array([len(codes) for codes in lists])
    place, examples = lists_alike(
        np.array([code for codes in lists for code in codes]), np.cumsum(sizes) - sizes, sizes
    )
    for mine, other in product(range(len(lists)), repeat=2):
        assert (place[mine] == place[other]) == (lists[mine] == lists[other])
    assert [lists[member] for member in examples[place]] == lists


@examples(20, phases=NOT_SHRUNK)
@given(random_game())
def test_what_is_charged_on_the_way_is_what_its_steps_cost(data):
    """
    From a node after nature the responder pays the set-up of each rung above that comes into force,
    and the audience cost of each renege, times the chance of the step, added up edge by edge.
    """
    game = ready(data)
    model = compiled([game])
    parts, edges = responder_cells(model), model.resolved
    setup, audience = np.zeros(len(model.post_row)), np.zeros(len(model.post_row))
    for edge, (origin, end) in enumerate(zip(edges.origins, edges.ends, strict=True)):
        before, after = model.publics[model.post_public[origin]].rung, model.rung_of[end]
        if after > before:
            setup[origin] += edges.chances[edge, 0] * game.ladder.rungs[after].setup
        audience[origin] += model.reneged[edge, 0] * game.responder.audience_cost
    charge = parts.charge[model.post_row]
    assert np.allclose(parts.setup[charge, 0], setup, rtol=0, atol=1e-12)
    assert np.allclose(parts.audience[charge, 0], audience, rtol=0, atol=1e-12)
