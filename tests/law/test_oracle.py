"""The oracle of the law is held to answers worked out by hand."""

from dataclasses import replace

import pytest
from law.by_hand import PAPERS, PUBLIC, change, law, option, position, rule
from law.oracle import CONTESTED, clashes, counting, flips, primes, standing, status, worlds

from phaseline.law.model import Hypothesis, Standing

ALONE, BARRED, CONSENT = Standing.EXECUTIVE, Standing.BARRED, Standing.CONSENT
PRACTICE, SILENT, BOTH = Standing.PRACTICE, Standing.SILENT, Standing.CONSENT_LIFTS_BAR
IT = option("it", "arms")
AB = {"s": ("a", "b"), "t": ("a", "b")}


def of_it(asked, **what):
    """How `it` stands in a law's only world."""
    (world,) = worlds(asked)
    return standing(
        asked,
        IT,
        world,
        Hypothesis(**{key: frozenset(value.split()) for key, value in what.items()}),
    )


def sets(*texts):
    """Sets of the words of each text."""
    return {frozenset(text.split()) for text in texts}


def read(*texts):
    """Sets of readings, each text as `s.a t.b`."""
    return {frozenset(tuple(word.split(".")) for word in text.split()) for text in texts}


def test_a_law_without_terms_has_one_world():
    """Where nothing is contested there is one world, in which nothing is read."""
    assert [dict(world.readings) for world in worlds(law())] == [{}]


def test_worlds_are_all_combinations_of_readings():
    """Two and three readings make six worlds, all different."""
    found = worlds(law(terms={"s": ("a", "b"), "t": ("a", "b", "c")}))
    assert {(world.readings["s"], world.readings["t"]) for world in found} == {
        (s, t) for s in "ab" for t in "abc"
    }
    assert len(found) == 6


def test_positions_take_the_place_of_the_combinations():
    """A law with positions has one world for each of them, with what it reads and no more."""
    found = worlds(law(terms=AB, positions=[position("p", s="a"), position("q")]))
    assert [(world.position, dict(world.readings)) for world in found] == [
        ("p", {"s": "a"}),
        ("q", {}),
    ]


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        ("", SILENT),
        ("practice", PRACTICE),
        ("permit", ALONE),
        ("permit practice", ALONE),
        ("consent", CONSENT),
        ("consent permit practice", CONSENT),
        ("prohibit", BARRED),
        ("prohibit permit practice", BARRED),
        ("prohibit consent", BOTH),
        ("prohibit consent permit practice", BOTH),
    ],
)
def test_standing_is_the_strictest_of_what_counts(effects, expected):
    """
    A bar comes before consent, consent before a permission, a permission before practice, and
    nothing is silence.
    """
    assert (
        of_it(law(*(rule(f"L1.{effect}", effect, "arms") for effect in effects.split())))
        is expected
    )


def test_a_bar_stays_a_bar_where_nothing_lifts_it():
    """Without a procedure that lifts bars, a consent beside a bar is of no use."""
    asked = law(rule("a.no", "prohibit", "arms"), rule("b.ask", "consent", "arms"))

    assert of_it(asked) is BOTH
    assert of_it(replace(asked, lifts_bars="")) is BARRED


def test_a_rule_needs_all_its_conditions():
    """One condition that fails is enough for a rule not to apply."""
    assert of_it(law(rule("L1.a", "permit", "arms, lent"))) is SILENT
    assert of_it(law(rule("L1.a", "permit", "arms, not lent"))) is ALONE
    assert of_it(law(rule("L1.a", "permit", "not arms"))) is SILENT
    assert of_it(law(rule("L1.a", "permit"))) is ALONE


def test_definitions_build_on_each_other():
    """
    `arms` make `lethal`, which makes `harmful`, which keeps it from being `safe`: the bar on what
    is not safe applies.
    """
    chain = [
        rule("L1.c", "define safe", "not harmful"),
        rule("L1.b", "define harmful", "lethal, not small"),
        rule("L1.a", "define lethal", "arms"),
        rule("L2.bar", "prohibit", "not safe"),
    ]
    assert of_it(law(*chain)) is BARRED
    assert counting(law(*chain), IT, worlds(law())[0]) == {"L2.bar"}  # what defines has no standing
    assert (
        of_it(law(*chain, rule("L3.s", "define small", "arms"))) is SILENT
    )  # small, so not harmful, so safe
    assert of_it(law(*chain), void="L1") is BARRED  # nothing defines `safe` any more


def test_a_word_may_be_a_tag_and_be_defined():
    """A word holds where either of two definitions or the tag gives it."""
    rules = (
        rule("L1.a", "define arms", "lent"),
        rule("L2.a", "define arms", "dear"),
        rule("L3.a", "permit", "arms"),
    )
    options = [
        option("tagged", "arms"),
        option("first", "lent"),
        option("second", "dear"),
        option("neither", "cheap"),
    ]
    asked = law(*rules, options=options)
    assert [status(asked, one) for one in options] == [ALONE, ALONE, ALONE, SILENT]


def test_what_is_overridden_does_not_count():
    """An exception to a bar defeats it where it applies, and only there."""
    asked = law(
        rule("L1.bar", "prohibit", "arms"), rule("L2.ok", "permit", "lent", overrides=("L1.bar",))
    )
    lent = option("lent", "arms lent")
    assert (status(asked, IT), status(asked, lent)) == (BARRED, ALONE)
    assert counting(asked, lent, worlds(asked)[0]) == {"L2.ok"}


def test_what_is_defeated_defeats_nothing():
    """
    With c over b over a, c and a count; without c only b does; a fourth rule over c gives b and the
    fourth.
    """
    a = rule("L1.a", "prohibit", "arms")
    b = rule("L2.b", "permit", "arms", overrides=("L1.a",))
    c = rule("L3.c", "consent", "arms", overrides=("L2.b",))
    d = rule("L4.d", "practice", "arms", overrides=("L3.c",))
    for rules, names in [
        ((a, b), {"L2.b"}),
        ((a, b, c), {"L1.a", "L3.c"}),
        ((a, b, c, d), {"L2.b", "L4.d"}),
    ]:
        asked = law(*rules)
        assert counting(asked, IT, worlds(asked)[0]) == names
    assert of_it(law(a, b, c, d), void="L3") is ALONE  # a is defeated by b once more


def test_one_undefeated_rule_is_enough_to_defeat():
    """A bar falls to two exceptions of which one is defeated itself."""
    bar = rule("L1.bar", "prohibit", "arms")
    first = rule("L2.first", "permit", "arms", overrides=("L1.bar",))
    second = rule("L2.second", "practice", "arms", overrides=("L1.bar", "L2.first"))
    asked = law(bar, first, second)
    assert counting(asked, IT, worlds(asked)[0]) == {"L2.second"}


def test_a_brought_rule_counts_once_its_change_is_made():
    """A rule that a change brings is no law before; what the change repeals is none after."""
    asked = law(
        rule("L1.bar", "prohibit", "arms"),
        rule("c.consent", "consent", "arms", added_by="c"),
        changes=[change("c", "L1.bar"), change("d", "c.consent")],
    )
    assert of_it(asked) is BARRED
    assert of_it(asked, enacted="c") is CONSENT
    assert of_it(asked, enacted="d") is BARRED
    assert of_it(asked, enacted="c d") is SILENT
    assert (
        of_it(asked, enacted="c", void="c") is SILENT
    )  # what was brought is void, what was repealed stays repealed


def test_a_void_provision_takes_all_its_rules_along():
    """Voiding a provision takes its definition and its priority away."""
    asked = law(
        rule("L1.arms", "define lethal", "arms"),
        rule("L1.ok", "permit", "arms", overrides=("L2.bar",)),
        rule("L2.bar", "prohibit", "arms"),
        rule("L3.consent", "consent", "lethal"),
    )
    assert [of_it(asked), of_it(asked, void="L1"), of_it(asked, void="L1 L2")] == [
        CONSENT,
        BARRED,
        SILENT,
    ]


def test_a_disputed_rule_counts_where_its_provision_is_relied_on():
    """It counts for the position that relies on it, and, where there are no positions, always."""
    disputed = rule("L1.ok", "permit", "arms", is_disputed=True)
    asked = law(disputed, positions=[position("p", "L1"), position("q", "L2")])
    assert [standing(asked, IT, world) for world in worlds(asked)] == [ALONE, SILENT]
    assert status(asked, IT) == CONTESTED
    assert status(law(disputed), IT) is ALONE


def test_a_disputed_rule_still_waits_for_its_change():
    """Relying on a provision makes no law of what nobody has enacted."""
    asked = law(
        rule("c.ok", "permit", "arms", is_disputed=True, added_by="c"),
        changes=[change("c")],
        positions=[position("p", "c")],
    )
    assert [of_it(asked), of_it(asked, enacted="c"), of_it(asked, enacted="c", void="c")] == [
        SILENT,
        ALONE,
        SILENT,
    ]


def test_a_term_that_is_not_read_has_none_of_its_readings():
    """Where t is unread, neither t.a nor t.b holds, and both their negations do."""
    positions = [position("a", t="a"), position("b", t="b"), position("none")]
    expected = {
        "t.a": [ALONE, SILENT, SILENT],
        "not t.a": [SILENT, ALONE, ALONE],
        "not t.a, not t.b": [SILENT, SILENT, ALONE],
    }
    for when, standings in expected.items():
        asked = law(rule("L1.ok", "permit", when), terms={"t": ("a", "b")}, positions=positions)
        assert [standing(asked, IT, world) for world in worlds(asked)] == standings


def test_a_clash_is_a_permission_beside_a_bar():
    """
    Pairs are gathered over all worlds; what never counts together, or is defeated, is no clash.
    """
    rules = (
        rule("L1.ok", "permit", "s.a"),
        rule("L2.bar", "prohibit", "t.a"),
        rule("L3.bar", "prohibit", "not s.a"),
        rule("L4.fine", "permit", "arms"),
        rule("L5.consent", "consent", "arms"),
    )
    assert clashes(law(*rules, terms=AB), IT) == {
        ("L1.ok", "L2.bar"),
        ("L4.fine", "L2.bar"),
        ("L4.fine", "L3.bar"),
    }
    over = rule("L6.over", "prohibit", "arms", overrides=("L4.fine",))
    assert clashes(law(*rules, over, terms=AB), IT) == {("L1.ok", "L2.bar"), ("L1.ok", "L6.over")}
    assert clashes(law(*rules, over, terms=AB), IT, Hypothesis(void=frozenset(["L1"]))) == set()


def test_the_same_standing_everywhere_turns_on_nothing():
    """
    A law that no reading changes gives the one empty set; a standing that does not occur gives
    none.
    """
    asked = law(rule("L1.ok", "permit", "arms"), terms=AB)
    assert (primes(asked, IT, ALONE), primes(asked, IT, BARRED)) == (read(""), set())


def test_all_primes_are_found_those_that_cover_nothing_new_too():
    """
    Alone iff (s.a and t.a) or (s.b and u.a): t.a with u.a is enough too, whatever s is; silent by
    the like with b.
    """
    terms = {**AB, "u": ("a", "b")}
    asked = law(
        rule("L1.one", "permit", "s.a, t.a"), rule("L1.two", "permit", "s.b, u.a"), terms=terms
    )
    assert primes(asked, IT, ALONE) == read("s.a t.a", "s.b u.a", "t.a u.a")
    assert primes(asked, IT, SILENT) == read("s.a t.b", "s.b u.b", "t.b u.b")
    assert primes(asked, IT, ALONE, Hypothesis(void=frozenset(["L1"]))) == set()


def test_a_third_reading_is_counted():
    """
    A bar under t.a only: of three readings the two others each leave silence, and no set without t
    does.
    """
    asked = law(rule("L1.bar", "prohibit", "t.a, not s.b"), terms={**AB, "t": ("a", "b", "c")})
    assert primes(asked, IT, BARRED) == read("t.a s.a")
    assert primes(asked, IT, SILENT) == read("t.b", "t.c", "s.b")


def test_positions_turn_on_no_readings():
    """Asking a law with positions for its primes is refused."""
    with pytest.raises(ValueError, match="positions"):
        primes(law(positions=[position("p")]), IT, ALONE)


def test_what_is_so_already_needs_no_change():
    """The answer is exactly the empty set, though a change that keeps it so is there."""
    asked = law(rule("L1.ok", "permit", "arms"), changes=[change("c")])
    assert flips(asked, IT) == sets("")


def test_what_nothing_brings_about_has_no_set():
    """Repealing the only rule leaves silence, which is no permission."""
    asked = law(rule("L1.bar", "prohibit", "arms"), changes=[change("c", "L1.bar")])
    assert flips(asked, IT) == set()
    assert flips(asked, IT, target=SILENT) == sets("c")


BARS = law(
    rule("L1.ok", "permit", "arms"),
    rule("L2.bar", "prohibit", "t.a"),
    rule("L3.consent", "consent", "s.b"),
    rule("d.ok", "permit", "arms", overrides=("L2.bar", "L3.consent"), added_by="d"),
    rule("e.bar", "prohibit", "arms", overrides=("d.ok",), added_by="e"),
    terms=AB,
    changes=[change("b", "L2.bar"), change("c", "L3.consent"), change("d"), change("e", "L1.ok")],
)


def test_flips_are_all_the_smallest_sets():
    """Two repeals together, or the one exception; e brings a bar and undoes each of them."""
    assert flips(BARS, IT) == sets("b c", "d")


def test_what_is_enacted_is_not_named_again():
    """
    With b made, c is enough; with e made, the bar that it brings stands in the way of every set.
    """
    assert flips(BARS, IT, Hypothesis(enacted=frozenset("b"))) == sets("c", "d")
    assert flips(BARS, IT, Hypothesis(enacted=frozenset("e"))) == set()
    assert flips(BARS, IT, Hypothesis(enacted=frozenset("be"), void=frozenset("e"))) == sets(
        "d"
    )  # L1.ok stays repealed


def test_flips_may_aim_at_another_standing():
    """
    Barred in every world takes the bar of e, and c: consent joins it where s is b, and of d nothing
    is left to prevent that.
    """
    assert flips(BARS, IT, target=BARRED) == sets("c e")


def test_a_change_may_undo_a_set_and_another_mend_it():
    """
    `a` alone is enough, `a` with `b` is not, `a` with `b` and `c` is, and only the smallest is
    told.

    Without `a`, the second set is `b` with `d`: b repeals the bar, and d what b brings.
    """
    asked = law(
        rule("L1.ok", "permit", "arms"),
        rule("L2.bar", "prohibit", "arms"),
        rule("b.consent", "consent", "arms", added_by="b"),
        changes=[
            change("a", "L2.bar"),
            change("b", "L2.bar"),
            change("c", "b.consent"),
            change("d", "b.consent"),
        ],
    )
    assert flips(asked, IT) == sets("a", "b c", "b d")
    assert of_it(asked, enacted="a b") is CONSENT
    assert of_it(asked, enacted="a b c") is ALONE


PUBLIC_PRIMES = [
    (
        "air_defence_grant",
        ALONE,
        [
            f"{r} own_needs.surplus_ok"
            for r in ("fta_scope.licences_only", "peaceful.self_defence", "peaceful.defensive_only")
        ],
    ),
    (
        "air_defence_grant",
        BARRED,
        ["peaceful.strict fta_scope.all_exports", "own_needs.state_of_war"],
    ),
    ("shells_backfill", ALONE, ["own_needs.surplus_ok"]),
    ("shells_backfill", BARRED, ["own_needs.state_of_war"]),
    ("tanks_re_export", ALONE, ["end_user.first", "peaceful.self_defence"]),
    (
        "tanks_re_export",
        BARRED,
        ["end_user.ultimate peaceful.strict", "end_user.ultimate peaceful.defensive_only"],
    ),
    ("monitoring_group", ALONE, ["dispatch.units_only"]),
    ("monitoring_group", CONSENT, ["dispatch.one_soldier"]),
    ("troop_unit", CONSENT, [""]),
]


@pytest.mark.parametrize(("name", "asked", "expected"), PUBLIC_PRIMES)
def test_what_the_public_law_turns_on(name, asked, expected):
    """
    The primes of ENGINES 1.2: air defence by grant goes by three pairs of readings, and is barred
    by two sets.
    """
    assert primes(PUBLIC, PUBLIC.option(name), asked) == read(*expected)


def test_the_public_law_has_48_worlds():
    """Three readings of one term and two of each of four make 3 × 2⁴ = 48."""
    assert len(worlds(PUBLIC)) == 48


PUBLIC_FLIPS = {
    "air_defence_grant": [
        f"{bar} {needs}"
        for bar in ("fta_exception", "fta_peaceful_repealed")
        for needs in ("own_needs_safe_harbour", "own_needs_repealed")
    ],
    "tanks_re_export": ["fta_exception", "fta_peaceful_repealed"],
    "shells_backfill": ["own_needs_safe_harbour", "own_needs_repealed"],
    "monitoring_group": [],
    "troop_unit": [],
}


@pytest.mark.parametrize("name", PUBLIC_FLIPS)
def test_which_changes_flip_the_public_law(name):
    """
    The flip sets of ENGINES 1.2: four for air defence by grant, each with one change for each of
    its two bars.
    """
    assert flips(PUBLIC, PUBLIC.option(name)) == sets(*PUBLIC_FLIPS[name])


def test_without_the_directive_the_group_needs_consent():
    """The monitoring group needs consent under every reading once the directive is void."""
    group = PUBLIC.option("monitoring_group")
    assert status(PUBLIC, group) == CONTESTED
    assert status(PUBLIC, group, Hypothesis(void=frozenset(["directive"]))) is CONSENT
    assert status(PUBLIC, group, Hypothesis(enacted=frozenset(["directives_void"]))) is CONSENT


def test_bills_stand_in_the_way_of_the_flips():
    """
    Once art. 15-2 asks for consent to what is lethal, none of the eight changes frees the grant
    again.
    """
    assert (
        flips(
            PUBLIC,
            PUBLIC.option("air_defence_grant"),
            Hypothesis(enacted=frozenset(["bill_msma_15_2"])),
        )
        == set()
    )


AS_STATED = {
    "nonlethal": (PRACTICE, SILENT, SILENT, SILENT),
    "dual_use": (SILENT, SILENT, SILENT, SILENT),
    "civilians_pow": (SILENT, SILENT, SILENT, SILENT),
    "monitor_group": (ALONE, ALONE, CONSENT, SILENT),
    "army_units": (CONSENT, CONSENT, CONSENT, CONSENT),
    "components": (PRACTICE, SILENT, SILENT, SILENT),
    "indirect_def": (PRACTICE, ALONE, BARRED, SILENT),
    "direct_def": (BARRED, ALONE, BARRED, BOTH),
}
CHANGED = {
    "bill_passed": {"direct_def": (BOTH, CONSENT, BOTH, BOTH)},
    "directives_void": {"monitor_group": (CONSENT, CONSENT, CONSENT, SILENT)},
    "loopholes_closed": {
        "indirect_def": (PRACTICE, CONSENT, BARRED, SILENT),
        "direct_def": (BARRED, CONSENT, BARRED, BOTH),
    },
    "law_revised": {"direct_def": (SILENT, ALONE, SILENT, SILENT)},
}


@pytest.mark.parametrize("made", ["", *CHANGED])
@pytest.mark.parametrize("name", AS_STATED)
def test_the_verdicts_of_the_papers(name, made):
    """
    The table of MISSION (c): four positions, as the law stands and after each of four changes.
    """
    what = Hypothesis(enacted=frozenset(filter(None, [made])))
    found = tuple(standing(PAPERS, PAPERS.option(name), world, what) for world in worlds(PAPERS))
    assert found == CHANGED.get(made, {}).get(name, AS_STATED[name])
    assert status(PAPERS, PAPERS.option(name), what) == (
        found[0] if len(set(found)) == 1 else CONTESTED
    )
