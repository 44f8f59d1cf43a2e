"""
The law of the worked case as the command tells it: by reading, over all readings, changed, on
another day, and why.
"""

import io
import json
from contextlib import redirect_stdout
from functools import cache

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli.main import main

KOREA = "korea-2024"
POSITIONS = ("executive", "loophole", "opposition", "revision_needed")
SILENT, PRACTICE, ALONE, ASSEMBLY, BARRED, BOTH = (
    "silent",
    "practice",
    "executive",
    "consent",
    "barred",
    "consent_lifts_bar",
)
# How each option stands, in the order of the positions; read off the two papers before the rules
# were written.
TABLE = {
    "nonlethal": (PRACTICE, SILENT, SILENT, SILENT),
    "dual_use": (SILENT, SILENT, SILENT, SILENT),
    "civilians_pow": (SILENT, SILENT, SILENT, SILENT),
    "monitor_group": (ALONE, ALONE, ASSEMBLY, SILENT),
    "army_units": (ASSEMBLY, ASSEMBLY, ASSEMBLY, ASSEMBLY),
    "components": (PRACTICE, SILENT, SILENT, SILENT),
    "indirect_def": (PRACTICE, SILENT, BARRED, SILENT),
    "indirect_off": (PRACTICE, SILENT, BARRED, SILENT),
    "replaced_indirect_def": (PRACTICE, ALONE, BARRED, SILENT),
    "direct_def": (BARRED, SILENT, BARRED, BOTH),
    "direct_off": (BARRED, SILENT, BARRED, BOTH),
    "replaced_direct": (BARRED, ALONE, BARRED, BOTH),
    "replaced_direct_def": (BARRED, ALONE, BARRED, BOTH),
}
NEW, REPLACED = ("direct_def", "direct_off"), ("replaced_direct", "replaced_direct_def")
DIRECT = (*NEW, *REPLACED)
INDIRECT = ("indirect_def", "indirect_off", "replaced_indirect_def")
CHANGED = {
    "bill_passed": dict.fromkeys(DIRECT, (BOTH, ASSEMBLY, BOTH, BOTH)),
    "directives_void": {"monitor_group": (ASSEMBLY, ASSEMBLY, ASSEMBLY, SILENT)},
    "loopholes_closed": {
        **dict.fromkeys(INDIRECT, (PRACTICE, ASSEMBLY, BARRED, SILENT)),
        **dict.fromkeys(DIRECT, (BARRED, ASSEMBLY, BARRED, BOTH)),
    },
    "law_revised": {
        **dict.fromkeys(NEW, (SILENT, SILENT, SILENT, SILENT)),
        **dict.fromkeys(REPLACED, (SILENT, ALONE, SILENT, SILENT)),
    },
}
CIVIL = ("humanitarian", "non_lethal")
ARMS = ("shells_155", "air_defence", "tanks")
ROUTES = ("grant_direct", "export_direct", "backfill_us", "reexport_pl")
TEST_CHANGED = (["fta_exception"], ["fta_peaceful_repealed"])
NEEDS_CHANGED = (["own_needs_safe_harbour"], ["own_needs_repealed"])  # in the order of the case

HARBOUR = """phaseline: 2
kind: case
id: harbour
title: A harbour law
question: May the ports be closed?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
actors:
  - {id: merrow, name: Merrow, kind: state}
  - {id: tarsk, name: Tarsk, kind: state}
sources: [{id: paper, type: report, title: A paper}]
provisions:
  - id: ports
    statute: Ports Act
    says: The minister may close a port.
    effect: permit
    force: in_force
    effective: 2031-06-01
    encoding: home
    said_by: [merrow]
    rules: [{id: close, effect: permit, of: merrow, when: [closure]}]
    cites: [{source: paper, locator: "1"}]
encodings: [{id: home, title: The law of Merrow}]
options: [{id: close_ports, title: Closing the ports, encoding: home, tags: [closure]}]
"""


@cache
def told(*words):
    """The command's text: one run for all who ask the same."""
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["law", KOREA, *words]) == 0
    return out.getvalue()


def law(*words):
    """The command's data."""
    return json.loads(told(*words, "--json"))


def table(found):
    """The standings by option, in the order of the positions."""
    cells = {(one["option"], one["reading"]): one["standing"] for one in found["cells"]}
    return {
        option: tuple(cells[option, position] for position in POSITIONS)
        for option in dict.fromkeys(name for name, _ in cells)
    }


def statuses(found):
    """The word for each measure and route."""
    return {(one["measure"], one["route"]): one["standing"] for one in found["status"]}


def status(found, name):
    """The status of a measure by a route."""
    measure, route = name.split("/")
    return next(
        one for one in found["status"] if (one["measure"], one["route"]) == (measure, route)
    )


def turns(one):
    """The exact combinations as a set for each standing."""
    combined = {}
    for turn in one["turns_on"]:
        combined.setdefault(turn["standing"], set()).add(frozenset(turn["readings"].items()))
    return combined


def combos(*readings):
    """A set of combinations, each written as readings by term."""
    return {frozenset(one.items()) for one in readings}


@pytest.mark.parametrize("option", TABLE)
def test_an_option_stands_by_reading_as_the_papers_have_it(option):
    """Each of the four positions has its own answer, and no verdict is made of them."""
    assert table(law())[option] == TABLE[option]


def test_every_cell_that_is_not_silent_names_its_provisions():
    """Silence rests on nothing; all else rests on something."""
    assert {one["standing"] == SILENT for one in law()["cells"] if not one["because"]} == {True}
    assert {one["standing"] == SILENT for one in law()["cells"] if one["because"]} == {False}


@pytest.mark.parametrize("change", CHANGED)
def test_a_change_of_law_changes_what_it_says_and_nothing_else(change):
    """Four changes, one at a time: the cells that are listed, all others as before."""
    found = law("--enact", change)

    assert found["enacted"] == [change]
    assert table(found) == TABLE | CHANGED[change]


def test_a_safe_harbour_opens_what_its_own_text_opens_and_nothing_else():
    """
    A law that surplus and replaced supplies are no own needs moves the state's own transfers of
    replaced air defence, and neither tanks nor 155 mm shells, of which no surplus is stated.
    """
    before, after = (
        {one["option"]: turns(one) for one in found["status"]}
        for found in (law(), law("--enact", "own_needs_safe_harbour"))
    )

    assert {name for name, combined in after.items() if combined != before[name]} == {
        "air_defence-grant",
        "air_defence-backfill",
    }


def test_the_diff_of_a_change_counts_cells_and_statuses():
    """
    The bill flips direct supply under three readings of four; the public law, put in rules of its
    own, is untouched by it.
    """
    found = law("--enact", "bill_passed")

    assert {(one["option"], one["reading"]) for one in found["shifts"]} == {
        (option, reading)
        for option in DIRECT
        for reading in ("executive", "loophole", "opposition")
    }
    assert "This change flips 12 of 52 cells by reading and 0 of 28 statuses." in told(
        "--enact", "bill_passed"
    )
    assert law()["shifts"] == []


def test_the_public_law_by_measure_and_route():
    """
    Civil goods are the executive's, arms are contested by every route; of dual-use goods no rule
    says whether they need a licence, so the law is silent, as the papers are; 28 statuses in all.
    """
    expected = {(measure, route): "executive" for measure in CIVIL for route in ROUTES}
    expected |= {(measure, route): "contested" for measure in ARMS for route in ROUTES}
    expected |= {("dual_use_goods", route): "silent" for route in ROUTES}
    expected |= {("arms_sales", "sale_pl_ro"): "contested"}
    expected |= {("monitoring_group", "deploy"): "contested", ("troop_unit", "deploy"): "consent"}
    expected |= {("civil_interrogators", "deploy"): "executive"}

    assert statuses(law()) == expected
    assert len(expected) == 28


@pytest.mark.parametrize(
    ("name", "executive", "barred"),
    [
        (
            "tanks/reexport_pl",
            combos({"end_user": "first"}, {"peaceful": "self_defence"}),
            combos(
                {"end_user": "ultimate", "peaceful": "strict"},
                {"end_user": "ultimate", "peaceful": "defensive_only"},
            ),
        ),
        (
            "shells_155/backfill_us",
            combos(
                {"own_needs": "not_hindered", "end_user": "first"},
                {"own_needs": "not_hindered", "fta_scope": "licences_only"},
                {"own_needs": "not_hindered", "peaceful": "self_defence"},
            ),
            combos(
                {"own_needs": "state_of_war"},
                {"own_needs": "surplus_ok"},
                {"end_user": "ultimate", "fta_scope": "all_exports", "peaceful": "strict"},
                {"end_user": "ultimate", "fta_scope": "all_exports", "peaceful": "defensive_only"},
            ),
        ),
        (
            "arms_sales/sale_pl_ro",
            combos({"end_user": "first"}, {"peaceful": "self_defence"}),
            combos(
                {"end_user": "ultimate", "peaceful": "strict"},
                {"end_user": "ultimate", "peaceful": "defensive_only"},
            ),
        ),
        (
            "air_defence/grant_direct",
            combos(
                *(
                    {"own_needs": needs, **other}
                    for needs in ("surplus_ok", "not_hindered")
                    for other in (
                        {"fta_scope": "licences_only"},
                        {"peaceful": "self_defence"},
                        {"peaceful": "defensive_only"},
                    )
                )
            ),
            combos(
                {"own_needs": "state_of_war"}, {"peaceful": "strict", "fta_scope": "all_exports"}
            ),
        ),
    ],
)
def test_a_contested_status_turns_on_exactly_these_readings(name, executive, barred):
    """Every exact combination, none too many and none with a term that does not matter."""
    assert turns(status(law(), name)) == {"executive": executive, "barred": barred}


def test_the_monitoring_group_turns_on_what_a_dispatch_is():
    """The minister decides if only units count, the Assembly consents if a single soldier does."""
    expected = {
        "executive": combos({"dispatch": "units_only"}),
        "consent": combos({"dispatch": "one_soldier"}),
    }

    assert turns(status(law(), "monitoring_group/deploy")) == expected


@pytest.mark.parametrize(
    ("name", "sets"),
    [
        (
            "air_defence/grant_direct",
            [sorted(one + other) for one in TEST_CHANGED for other in NEEDS_CHANGED],
        ),
        ("tanks/export_direct", [*TEST_CHANGED]),
        (
            "shells_155/backfill_us",
            [sorted([*one, "own_needs_repealed"]) for one in TEST_CHANGED],
        ),
        ("arms_sales/sale_pl_ro", [*TEST_CHANGED]),
        ("monitoring_group/deploy", []),
        ("humanitarian/grant_direct", [[]]),
    ],
)
def test_the_least_changes_of_law_are_all_found(name, sets):
    """
    A grant of replaced air defence needs one change of the test and one of own needs; shells, of
    which no surplus is stated, are helped by no rule for surplus; some need none, some have none.
    """
    found = status(law(), name)

    assert found["flips"] == sets
    assert found["flips_complete"] is True


def test_without_the_directives_the_monitoring_group_needs_consent_under_every_reading():
    """The directives gone, nothing tells a small group from a dispatch; no other status changes."""
    before, after = statuses(law()), statuses(law("--enact", "directives_void"))

    assert after["monitoring_group", "deploy"] == "consent"
    assert {name for name in after if after[name] != before[name]} == {
        ("monitoring_group", "deploy")
    }
    assert turns(status(law("--enact", "directives_void"), "monitoring_group/deploy")) == {
        "consent": {frozenset()}
    }


def test_a_void_directive_and_the_ruling_that_voids_it_give_one_answer():
    """Without the directive the group has no basis: the Assembly, however the directive falls."""
    ruling, void = law("--enact", "directives_void"), law("--void", "L6")

    def stands(found):
        return {
            one["reading"]: one["standing"]
            for one in found["cells"]
            if one["option"] == "monitor_group"
        }

    assert stands(ruling) == stands(void)
    assert set(stands(void).values()) == {"consent", "silent"}
    assert stands(void)["executive"] == "consent"


def test_licensed_exports_turn_on_whether_the_test_reaches_them_once_that_is_left_open():
    """
    The sixth term touches arms under licence alone: not reached they are the executive's, and a bar
    needs that it reaches.
    """
    found = law()["freed"]

    assert {(one["measure"], one["route"]) for one in found} == {
        *((one, by) for one in ARMS for by in ("export_direct", "reexport_pl")),
        ("arms_sales", "sale_pl_ro"),
    }
    for one in found:
        before, after = turns(one["before"]), turns(one["after"])
        reached = {readings | {("dapa_reach", "reaches")} for readings in before["barred"]}
        assert one["terms"] == ["dapa_reach"]
        assert after["executive"] == before["executive"] | combos({"dapa_reach": "does_not_reach"})
        assert after["barred"] == reached
        assert one["after"]["flips"] == one["before"]["flips"]


def test_a_no_is_proved_by_the_provision_and_the_reading_behind_it():
    """
    The opposition's no to replaced air defence quotes the Act, with its source, and names the
    reading and who holds it.
    """
    text = " ".join(told("--why", "replaced_direct_def/opposition").split())

    assert (
        "barred, under the reading “The opposition” (held by the Democratic Party of Korea)" in text
    )
    assert "Foreign Trade Act (L1) bars it; applies because" in text
    assert (
        "“Strategic goods are licensed only if they are used for peaceful purposes.” [kim “shall"
        " only be licensed if they are used”]" in text
    )
    assert (
        "“fta scope” is read as “all exports” (Every transfer abroad, also the state's own; held by"
        " Seoul" in text
    )
    assert (
        "Military Supplies Management Act (L3) would leave it to the Defence Minister alone; does"
        " not apply because" in text
    )
    assert (
        "(bill_passed) would ask for the consent of the Assembly; does not apply: this change is"
        " not made" in text
    )


def test_a_proof_is_told_to_programs_as_a_tree():
    """
    The same proof as data: the rule that bars counts, the one whose change is not made says so.
    """
    (proof,) = law("--why", "direct_def/opposition")["why"]
    reasons = {one["rule"]: one for one in proof["reasons"]}

    assert (proof["option"], proof["reading"], proof["standing"]) == (
        "direct_def",
        "opposition",
        BARRED,
    )
    assert (reasons["L1.direct-bar"]["holds"], reasons["L1.direct-bar"]["provision"]) == (
        True,
        "L1",
    )
    assert [one["condition"] for one in reasons["L1.direct-bar"]["because"]] == [
        "arms",
        "direct",
        "reached",
        "not peaceful_use",
    ]
    assert (reasons["bill_passed.approval"]["blocked"], reasons["bill_passed.approval"]["by"]) == (
        "not_made",
        ["bill_passed"],
    )


@pytest.mark.slow
def test_silence_is_told_as_silence():
    """
    Of dual-use equipment no provision speaks; non-lethal aid is practice for one reading and silent
    for another.
    """
    dual_use, aid = (
        " ".join(told("--why", one).split())
        for one in ("dual_use/loophole", "nonlethal/opposition")
    )

    assert "No provision in this encoding speaks of it: silence is no permission." in dual_use
    assert (
        "Nothing that applies permits it, bars it or asks for consent: silence is no permission."
        in aid
    )
    assert "it is disputed, and the reading “The opposition” does not rely on it" in aid


def test_lifting_the_bar_on_direct_supply_is_no_permission():
    """
    Only the revision of the Act lifts the bar under every reading; three of four readings are
    silent then, and no set permits it.
    """
    found = law("--open", "direct_def")["open"]
    (lifting,) = found["unbarred"]["sets"]

    assert found["executive"] == {"sets": [], "complete": True}
    assert lifting["amendments"] == ["law_revised"]
    assert (
        tuple(one["standing"] for one in lifting["after"]) == CHANGED["law_revised"]["direct_def"]
    )
    assert {one["provision"]: (one["effects"], one["readings"]) for one in found["in_the_way"]} == {
        "L1": (["prohibit"], ["executive", "opposition", "revision_needed"]),
        "L2": (["prohibit", "consent"], ["revision_needed"]),
    }


def test_consent_opens_what_waits_for_consent():
    """
    A monitoring group waits for the Assembly under one reading: its consent is the way named first,
    and where to ask whether it passes.
    """
    found, text = (
        law("--open", "monitor_group")["open"],
        " ".join(told("--open", "monitor_group").split()),
    )

    assert found["with_consent"] == ["consent_dispatch"]
    assert law("--open", "direct_def")["open"]["with_consent"] == []
    assert (
        "consent_dispatch: National Assembly of the Republic of Korea, more than 1/2 of those"
        " present" in text
    )
    assert text.index("`phaseline politics korea-2024 --vote consent_dispatch`") < text.index(
        "To leave it to the executive"
    )


def test_whole_readings_turn_on_the_terms_they_dispute():
    """
    Direct supply is settled by whole readings; what sets them apart are three terms and one
    provision that only Kim relies on.
    """
    found, text = law("--turns-on", "direct_def")["turns_on"], told("--turns-on", "direct_def")

    assert found["disputed"] == [
        "terms.peaceful",
        "terms.own_needs",
        "terms.fta_scope",
        "provisions.L2",
    ]
    assert "Which use of weapons is a peaceful purpose?" in text
    assert law("--turns-on", "army_units")["turns_on"]["disputed"] == []


def test_a_case_without_dates_says_so_when_asked_of_another_day():
    """
    The papers date none of the provisions: another day's law is the same law, and the reader is
    told rather than left to guess.
    """
    assert "every day gets the same answer" in told("--as-of", "2020-01-01")
    assert "every day gets the same answer" not in told()


@pytest.mark.slow
def test_where_no_route_is_open_the_provision_in_the_way_is_named():
    """
    A unit of troops needs the Assembly's consent under every reading, and nobody proposes to change
    the Constitution.
    """
    found = law("--open", "troop_unit/deploy")["open"]

    assert found["executive"]["sets"] == []
    assert [(one["provision"], one["changed_by"]) for one in found["in_the_way"]] == [
        ("const-60-2", [])
    ]
    assert "changed by: no change on record" in told("--open", "troop_unit/deploy")


@pytest.mark.slow
def test_a_change_that_leaves_the_bar_standing_is_not_said_to_change_it():
    """
    Closing the loopholes ends the permission of the supply law and leaves its condition on own
    needs: no change lifts that bar.
    """
    found = law("--open", "indirect_off")["open"]

    assert (found["executive"]["sets"], found["unbarred"]["sets"]) == ([], [])
    assert {one["provision"]: one["changed_by"] for one in found["in_the_way"]} == {
        "L1": ["law_revised"],
        "L3": [],
    }
    assert told("--open", "indirect_off").count("no set of the changes on record does it") == 2


@pytest.mark.slow
def test_a_set_is_no_better_for_going_round_the_assembly():
    """
    Sets stand by size and in the order of the case; each says who must agree, and that the Assembly
    is not asked again is a fact and no advantage.
    """
    found, text = (
        law("--open", "air_defence/grant_direct")["open"],
        " ".join(told("--open", "air_defence/grant_direct").split()),
    )
    sets = [one["amendments"] for one in found["executive"]["sets"]]

    amendments = read_case(case_path("korea-2024")).rest.amendments
    places = {name: place for place, name in enumerate(entry.id for entry in amendments)}
    assert sets == sorted(sets, key=lambda names: (len(names), [places[name] for name in names]))
    assert {one["standing"] for kept in found["executive"]["sets"] for one in kept["after"]} == {
        "executive"
    }
    assert (
        "1. fta_exception + own_needs_safe_harbour (must agree: National Assembly of the Republic"
        " of Korea)" in text
    )
    assert (
        text.count("nobody would be asked about the measure itself: a fact, not an advantage") == 4
    )
    assert "Nobody on record proposes it; procedure: amend_law." in text
    assert {one["provision"]: one["changed_by"] for one in found["in_the_way"]} == {
        "msma-loan": ["own_needs_safe_harbour", "own_needs_repealed"],
        "notice-peaceful": ["fta_exception", "fta_peaceful_repealed"],
    }


def test_what_no_rule_carries_taints_the_exports_that_it_touches():
    """
    Two powers to restrict are no rules: the one on trade with a country at war touches direct
    exports, the other arms under licence.

    Nor is it a rule which dual-use goods are strategic goods, on whatever route they go.
    """
    tainted = {
        (one["measure"], one["route"]): set(one["tainted"])
        for one in law()["status"]
        if one["tainted"]
    }
    expected = {(measure, "export_direct"): {"war-trade"} for measure in (*CIVIL, "dual_use_goods")}
    expected |= {(measure, "export_direct"): {"war-trade", "dapa-57-4"} for measure in ARMS}
    expected |= {(measure, "reexport_pl"): {"dapa-57-4"} for measure in ARMS}
    expected |= {("arms_sales", "sale_pl_ro"): {"dapa-57-4"}}

    for route in ("grant_direct", "export_direct", "backfill_us", "reexport_pl"):
        expected[("dual_use_goods", route)] = expected.get(("dual_use_goods", route), set()) | {
            "notice-peaceful"
        }

    assert tainted == expected
    assert "executive*" in told()
    assert "A power, not a duty" in told()


@pytest.mark.slow
def test_a_receipt_changes_with_the_law():
    """
    The same law has the same receipt; a provision that is challenged changes that of its encoding
    alone; what-ifs are on it.
    """
    receipts, again, other, asked = (
        law(*words)["receipts"]
        for words in (
            (),
            ("--as-of", "2024-11-28"),
            ("--set", "provisions.L3.force=challenged"),
            ("--enact", "bill_passed", "--void", "L6"),
        )
    )

    assert again == receipts
    assert [one["law"] == kept["law"] for one, kept in zip(other, receipts, strict=True)] == [
        False,
        True,
    ]
    assert [(one["law"], one["enacted"], one["void"]) for one in asked] == [
        (one["law"], ["bill_passed"], ["L6"]) for one in receipts
    ]
    assert (
        f"law {receipts[0]['law'][:12]} · {receipts[0]['engine']} · as of 2024-11-28 · made: none ·"
        " void: none" in told()
    )


def test_a_provision_counts_from_the_day_on_which_it_applies(phaseline, tmp_path):
    """
    A law of June says nothing in April and on the last of May; from its first day on it permits.
    """
    (tmp_path / "case.yaml").write_text(HARBOUR, encoding="utf-8")
    found = {
        day: json.loads(
            phaseline("law", str(tmp_path), *(("--as-of", day) if day else ()), "--json").out
        )
        for day in ("", "2031-05-31", "2031-06-01")
    }

    assert {day: one["status"][0]["standing"] for day, one in found.items()} == {
        "": "silent",
        "2031-05-31": "silent",
        "2031-06-01": "executive",
    }
    assert found[""]["as_of"] == "2031-04-10"
    assert len({one["receipts"][0]["law"] for one in found.values()}) == 2


def test_a_case_without_questions_to_the_law_says_so(phaseline, tmp_path):
    """One sentence and status 0; for programs every list is there and empty."""
    (tmp_path / "case.yaml").write_text(HARBOUR.partition("provisions:")[0], encoding="utf-8")
    text, data = (
        phaseline("law", str(tmp_path)),
        json.loads(phaseline("law", str(tmp_path), "--json").out),
    )

    assert (text.status, text.out) == (
        0,
        "This case asks nothing of the law: it has no options (law.yaml, `options:`).\n",
    )
    assert [data[key] for key in ("cells", "status", "shifts", "freed", "clashes", "receipts")] == [
        []
    ] * 6


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--enact", "bill_pased"),
            "there is no amendment 'bill_pased' in this case; did you mean 'bill_passed'?",
        ),
        (("--void", "L33"), "there is no provision 'L33' in this case; did you mean 'L3'?"),
        (("--as-of", "November"), "--as-of: found 'November'; expected a day such as 2024-11-28"),
        (("--as-of", "2024-11"), "--as-of: found '2024-11'; expected a day such as 2024-11-28"),
        (
            ("--why", "direct_deff"),
            "there is no cell 'direct_deff' in the law of korea-2024; did you mean 'direct_def'?",
        ),
        (("--open", "direct_def/oposition"), "did you mean 'direct_def/opposition'?"),
        (("--turns-on", "tanks/grant"), "did you mean 'tanks/grant_direct'?"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest_name(phaseline, words, said):
    """Status 2, nothing printed, and what was probably meant."""
    ran = phaseline("law", KOREA, *words)

    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
