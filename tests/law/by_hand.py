"""
Laws written by hand, with a short way to write them.

A rule is written `rule("L1.bar", "prohibit", "arms, not peaceful, t.a", ...)`; its provision is
what stands before the dot.
"""

from phaseline.law.model import Change, Condition, Effect, Law, Option, PartyPosition, Rule


def condition(text):
    """One condition from how it is written in a case."""
    bare = text.removeprefix("not ")
    term, _, reading = bare.partition(".")
    if reading:
        return Condition(term=term, reading=reading, is_negated=bare != text)
    return Condition(word=bare, is_negated=bare != text)


def rule(name, effect, when="", **more):
    """A rule from its conditions as they are written; `effect` may be `define word`."""
    effect, _, defines = effect.partition(" ")
    when = tuple(condition(text) for text in when.split(", ") if text)
    return Rule(
        name=name,
        provision=name.partition(".")[0],
        effect=Effect(effect),
        when=when,
        defines=defines,
        **more,
    )


def option(name, tags=""):
    """An option from its tags in one text."""
    return Option(id=name, measure=name, route="direct", tags=frozenset(tags.split()))


def change(name, *repeals):
    """A change from the rules that it repeals."""
    return Change(id=name, repeals=frozenset(repeals))


def position(name, relies_on="", **takes):
    """A position from what it relies on in one text, and its readings."""
    return PartyPosition(id=name, takes=takes, relies_on=frozenset(relies_on.split()))


def law(*rules, options=(), terms=None, changes=(), positions=()):
    """A law from its rules; without options it has one, `it`, which is `arms`."""
    options = tuple(options) or (option("it", "arms"),)
    return Law(
        id="by hand",
        rules=rules,
        terms=terms or {},
        options=options,
        changes=tuple(changes),
        positions=tuple(positions),
        lifts_bars="a change",
    )


PUBLIC = law(
    rule("fta.licensed", "define covered", "export"),
    rule("fta.reaches", "define covered", "grant, fta_scope.all_exports"),
    rule("fta.self_defence", "define peaceful_use", "peaceful.self_defence"),
    rule("fta.defensive", "define peaceful_use", "peaceful.defensive_only, defensive"),
    rule("fta.first", "define peaceful_use", "re_export, end_user.first"),
    rule(
        "fta.bar",
        "prohibit",
        "covered, not peaceful_use",
        overrides=("msma.transfer", "dapa.licence"),
    ),
    rule("msma.transfer", "permit", "transfer"),
    rule(
        "msma.own_needs",
        "prohibit",
        "transfer, own_needs.state_of_war",
        overrides=("msma.transfer",),
    ),
    rule("dapa.licence", "permit", "export"),
    rule("art60.consent", "consent", "armed_forces"),
    rule(
        "directive.small",
        "permit",
        "armed_forces, small_group, not dispatch.one_soldier",
        overrides=("art60.consent",),
    ),
    rule(
        "fta_exception.allows",
        "permit",
        "covered",
        overrides=("fta.bar",),
        added_by="fta_exception",
    ),
    rule(
        "own_needs_safe_harbour.allows",
        "permit",
        "transfer",
        overrides=("msma.own_needs",),
        added_by="own_needs_safe_harbour",
    ),
    rule("bill_msma_15_2.consent", "consent", "transfer, lethal", added_by="bill_msma_15_2"),
    rule(
        "bill_dapa_57_4.bar",
        "prohibit",
        "export, lethal",
        overrides=("dapa.licence",),
        added_by="bill_dapa_57_4",
    ),
    rule("bill_didsa.consent", "consent", "export", added_by="bill_didsa"),
    options=[
        option("air_defence_grant", "transfer grant lethal defensive"),
        option("shells_backfill", "transfer lethal"),
        option("tanks_re_export", "export re_export lethal"),
        option("monitoring_group", "armed_forces small_group"),
        option("troop_unit", "armed_forces"),
    ],
    terms={
        "peaceful": ("strict", "self_defence", "defensive_only"),
        "end_user": ("first", "ultimate"),
        "own_needs": ("surplus_ok", "state_of_war"),
        "fta_scope": ("licences_only", "all_exports"),
        "dispatch": ("units_only", "one_soldier"),
    },
    changes=[
        change("fta_exception"),
        change("fta_peaceful_repealed", "fta.bar"),
        change("own_needs_safe_harbour"),
        change("own_needs_repealed", "msma.own_needs"),
        change("directives_void", "directive.small"),
        change("bill_msma_15_2"),
        change("bill_dapa_57_4"),
        change("bill_didsa"),
    ],
)
"""
Five options of the public-law encoding in ENGINES 1.2, with its five terms (48 worlds) and its
eight changes.
"""

PAPERS = law(
    rule("L1.bar", "prohibit", "direct, purpose.lethal_fails"),
    rule("L2.consent", "consent", "direct", is_disputed=True),
    rule("L3.transfer", "permit", "weapons", is_disputed=True),
    rule("L3b.harm", "prohibit", "weapons, not direct", is_disputed=True),
    rule("L5.units", "consent", "units"),
    rule("L7.group", "consent", "group", is_disputed=True),
    rule("L6.directive", "permit", "group", overrides=("L7.group",), is_disputed=True),
    rule("P.nonlethal", "practice", "nonlethal", is_disputed=True),
    rule("P.components", "practice", "components", is_disputed=True),
    rule("P.indirect", "practice", "weapons, not direct", is_disputed=True),
    rule("L8.prior", "consent", "direct", overrides=("L3.transfer",), added_by="bill_passed"),
    rule(
        "L9.prior",
        "consent",
        "weapons",
        overrides=("L3.transfer",),
        is_disputed=True,
        added_by="loopholes_closed",
    ),
    options=[
        option("nonlethal", "nonlethal"),
        option("dual_use", "dual"),
        option("civilians_pow", "civilians"),
        option("monitor_group", "group"),
        option("army_units", "units"),
        option("components", "components"),
        option("indirect_def", "weapons"),
        option("direct_def", "weapons direct"),
    ],
    terms={"purpose": ("lethal_fails", "defensive_passes")},
    changes=[
        change("bill_passed"),
        change("directives_void", "L6.directive"),
        change("loopholes_closed"),
        change("law_revised", "L1.bar", "L2.consent"),
    ],
    positions=[
        position("executive", "P L6 L7", purpose="lethal_fails"),
        position("loophole", "L3 L6 L7 L9"),
        position("opposition", "L3b L7", purpose="lethal_fails"),
        position("revision_needed", "L2", purpose="lethal_fails"),
    ],
)
"""
Eight of the ten options of the papers' verdict table, MISSION (c), with its four readings as
positions.
"""
