"""
The corrections of the worked case, each held by what a command says of it: what the sources have,
and none of the words that said more, or less.

Each row names its source: a sentence of one of the papers, or a public record that the case lists.
"""

import json
import re
from collections import Counter

import pytest

from phaseline.case.check.dates import is_later_knowledge
from phaseline.desk.findings.authority import NeitherBarredNorPermitted
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.desk.findings.questions import questions
from phaseline.terms.quantity import Quantity

CASE = "korea-2024"
SHOWN, ASKED = "show", "ask"
HEADING = "Act and rung side by side: a comparison, not a legal finding"
FIRST = "12. Who chose these numbers, and which one reverses the advice? "
NUMBERS = re.compile(
    r".*? (\d+) numbers are cited from a source, (\d+) from sources that the editors did not read,"
    r" (\d+) unverified and (\d+) inferred or hypothetical;"
)

SAYS = {
    "the Speaker left his party: 171 seats less one (ZDNet Korea, National Assembly Act)": (
        ("politics", CASE),
        ["300 seats on 28 Nov 2024: Democratic Party of Korea 170,", "National Assembly 2,"],
        ["New Future Party 1"],
    ),
    "the seats of 30 May 2024 say that they are those of that day": (
        (SHOWN, CASE, "facts.seats-dp"),
        ["171 seats", "30 May 2024", "Since the Speaker left the party it holds 170"],
        [],
    ),
    "the call with the Commission's President was on 28 October (Korea Herald)": (
        (SHOWN, CASE, "events.vdl-call"),
        ["when: 28 Oct 2024", "the day is from the public record"],
        [],
    ),
    "the Kim paper appeared in November 2024 (the address at its institute)": (
        (SHOWN, CASE, "sources.kim"),
        ["United States Institute of Peace", "Nov 2024", "usip.org/publications/2024/11/"],
        [],
    ),
    "13 and 82 percent leave 5": (
        (ASKED, CASE, "6"),
        ["13 percent support, 82 percent oppose", "5 percent not listed"],
        [],
    ),
    "the 82 percent probably join two of three answers, 66 and 16 (Gallup Korea, October 2024)": (
        (SHOWN, CASE, "polls.kim-poll"),
        ["remaining 5 percent are not explained", "66 and 16 percent", "probably joins"],
        [],
    ),
    "“especially defence ones”": (
        (SHOWN, CASE, "facts.defence-equipment-first"),
        ["especially for defence"],
        ["come first", "comes first"],
    ),
    "“though especially in the case of direct support”": (
        (SHOWN, CASE, "facts.leverage-direct"),
        ["though especially for direct support"],
        ["most of all"],
    ),
    "“such as armored vehicles”": (
        (SHOWN, CASE, "facts.step-3-offensive"),
        ["such as armoured vehicles"],
        ["above all"],
    ),
    "“European countries, particularly Poland”": (
        (SHOWN, CASE, "facts.supplies-europe"),
        ["particularly Poland"],
        ["above all", "sells"],
    ),
    "“in particular with weapons”": (
        (SHOWN, CASE, "facts.opposition-support-threatens"),
        ["in particular with weapons"],
        ["above all"],
    ),
    "“to support Ukraine”": (
        (SHOWN, CASE, "facts.nato-projects"),
        ["that support Ukraine"],
        [],
    ),
    "“the possibility that Russia might provide”, which is no gift": (
        (SHOWN, CASE, "facts.greatest-threat"),
        ["the possibility that Russia provides"],
        ["gift"],
    ),
    "the red line is about “providing” technologies": (
        (SHOWN, CASE, "facts.red-line-proposed"),
        ["Russia provides no sensitive technologies"],
        ["gift", "gives"],
    ),
    "one paper alone speaks of the first large-scale war since the Korean War": (
        (SHOWN, CASE, "conflicts.X02"),
        ["which the Kim paper says and the other does not discuss"],
        ["both papers"],
    ),
    "“might make the Assembly more receptive”": (
        (SHOWN, CASE, "conflicts.X17"),
        ["might make the Assembly more receptive"],
        ["would meet it"],
    ),
    "what loosens the opposition “might make” it receptive; the rest is our inference": (
        (SHOWN, CASE, "brakes.opposition"),
        ["might make the Assembly more receptive", "is our inference, and the opposition is not"],
        ["would meet it"],
    ),
    "the paper lists what holds Seoul back, in no order that it calls one": (
        (SHOWN, CASE, "conflicts.X13"),
        ["which the paper lists first"],
        ["ranks"],
    ),
    "“will consider various measures, including an impeachment motion” (KBS World)": (
        (SHOWN, CASE, "facts.dp-impeach-minister"),
        ["will consider various measures, among them a motion to impeach"],
        ["seek to impeach"],
    ),
    "four reports name one statute, an editorial another": (
        (SHOWN, CASE, "facts.bill-didsa-statute"),
        ["Four reports name the Defence Acquisition Programme Act", "(disputes)"],
        [],
    ),
    "the article that the paper cites dates the remark": (
        (SHOWN, CASE, "events.reconsider-remark"),
        ["when: 24 Oct 2024", "as he said on Oct. 24"],
        [],
    ),
    "after a ceasefire less leverage is left, as the assumption has it": (
        (SHOWN, CASE, "tracks.war"),
        ["would give less leverage", "between nothing and two fifths"],
        ["only while"],
    ),
    "that ceasefire assumption reaches from nothing to two fifths": (
        (SHOWN, CASE, "assumptions.ceasefire-share"),
        ["[0 to 0.4; used: 0.2, the middle]"],
        [],
    ),
    "P5: “might make the Assembly more receptive”; on credibility neither paper speaks": (
        (SHOWN, CASE, "claims.P5"),
        ["might open the Assembly", "editors' inference; neither paper says so"],
        [],
    ),
    "P6: “might not be seen as a proportional response”, to the sending of soldiers": (
        (SHOWN, CASE, "claims.P6"),
        ["might not be seen as proportional to the sending of soldiers", "acts: troops-sent"],
        ["arms-deliveries"],
    ),
    "that fact has the paper's hedge and its not": (
        (SHOWN, CASE, "facts.disproportionate"),
        ["might not be seen as a proportional response"],
        ["out of proportion"],
    ),
    "P7: “While verifying … may be challenging”": (
        (SHOWN, CASE, "claims.P7"),
        ["While restraint may be hard to verify, a formal commitment should be insisted on"],
        ["since", "because"],
    ),
    "P9: “There are fears”, of direct supply of lethal weapons": (
        (SHOWN, CASE, "claims.P9"),
        ["There are fears that direct supply of lethal weapons", "fear-release"],
        ["through partners", "indirect"],
    ),
    "the objection has a record of its own": (
        (SHOWN, CASE, "sources.zagare-kilgour-1995"),
        ["Frank C. Zagare and D. Marc Kilgour", "World Politics, 1995"],
        [],
    ),
    "the objection is cited from that record and not said of this case": (
        (SHOWN, CASE, "facts.substrategic-objection"),
        ["substrategic deployments add little to overall", "not about this case"],
        [],
    ),
    "lending shells to the United States breaks the Act, says the opposition (Ilgan Gyeonggi)": (
        (SHOWN, CASE, "facts.dp-indirect-unlawful"),
        ["lending shells to the United States for Ukraine breaks the Foreign Trade Act"],
        [],
    ),
    "sales to Poland and Romania are judged, as the conflict promises": (
        (SHOWN, CASE, "conflicts.Y13"),
        ["run on the shells that refill American stocks and on the sales to Poland and Romania"],
        [],
    ),
    "what the completion says of the Assembly is what it plays": (
        (SHOWN, CASE, "ladders.dialogue"),
        [
            "put before the Assembly, which may allow lethal support",
            "A vote of the Assembly, in every reading of the law",
            "rung: G2 procedure: ordinary",
        ],
        [],
    ),
    "its added rung is the completion's own": (
        ("ladders", CASE),
        ["adds the rung G2, its own: What the Assembly allows after a transfer is seen"],
        [],
    ),
    "the rocket launcher is the completions' (the Kim paper names armoured vehicles)": (
        (ASKED, CASE, "3"),
        ["Added by completions (Phaseline case editors), not authors: K239 Chunmoo"],
        [],
    ),
    "“which were never implemented”": (
        (SHOWN, CASE, "threats.lethal-supply-repeated"),
        ["outcome: never_implemented"],
        ["pending"],
    ),
    "the opposition's position is anchored in those who report it": (
        ("law", CASE),
        ["Democratic Party of Korea, as reported by New Europe Center, Ilgan Gyeonggi"],
        [],
    ),
    "exposure is to what the paper names, where parliament is passed over": (
        ("politics", CASE),
        [
            "exposes President to impeachment for bypassing parliament",
            "exposes Defence Minister to a motion of no confidence",
        ],
        [],
    ),
    "a question on it names both, and what was only considered as no threat": (
        ("ask", CASE, "5"),
        [
            "threatens President with impeachment for bypassing parliament",
            "threatens Defence Minister with a motion of no confidence",
        ],
        ["threatens Defence Minister with impeachment"],
    ),
}


def flat(text):
    """What was printed, on one line."""
    return " ".join(text.split())


@pytest.mark.parametrize("source", SAYS)
def test_a_correction_is_what_a_command_says(phaseline, source):
    """The words that the source has are printed, and none that were there before."""
    command, says, says_not = SAYS[source]

    ran = phaseline(*command)

    assert ran.status == 0
    told = flat(ran.out)
    assert [words for words in says if words not in told] == []
    assert [words for words in says_not if words in told] == []


# What the law of the case leaves of a correction: what is counted as made or void, what is asked,
# and what is found there.
LAW = {
    "only what is called surplus or replaced goes without the Assembly": (
        (),
        "cells",
        {
            ("direct_def", "loophole"): "silent",  # Cheongung II and the laser are not called so
            ("direct_off", "loophole"): "silent",  # nor are K239 and K105
            ("replaced_direct", "loophole"): "executive",
            ("replaced_direct_def", "loophole"): "executive",
        },
    ),
    "surplus is no word of the tanks and the 155 mm shells: its reading bars them": (
        (),
        "barred by surplus_ok",
        {
            ("tanks", "grant_direct"): True,
            ("shells_155", "grant_direct"): True,
            ("air_defence", "grant_direct"): False,
        },
    ),
    "a safe harbour for surplus opens neither of them": (
        ("--enact", "own_needs_safe_harbour"),
        "barred by surplus_ok",
        {("tanks", "grant_direct"): True, ("shells_155", "grant_direct"): True},
    ),
    "whose use counts reaches what refills another's depots": (
        (),
        "turns on end_user",
        {
            ("shells_155", "backfill_us"): True,
            ("air_defence", "backfill_us"): True,
            ("arms_sales", "sale_pl_ro"): True,
            ("shells_155", "grant_direct"): False,
        },
    ),
    "in the opposition's reading what goes through partners is barred": (
        (),
        "cells",
        {("indirect_def", "opposition"): "barred", ("indirect_off", "opposition"): "barred"},
    ),
    "the event that voids the directives": (
        ("--enact", "directives_void"),
        "cells",
        {("monitor_group", "executive"): "consent", ("monitor_group", "loophole"): "consent"},
    ),
    "the directives counted as void give the same answer": (
        ("--void", "L6", "--void", "L7", "--void", "directive-4"),
        "cells",
        {("monitor_group", "executive"): "consent", ("monitor_group", "loophole"): "consent"},
    ),
    "both leave the group to the Assembly, whatever a dispatch is": (
        ("--void", "L6", "--void", "L7", "--void", "directive-4"),
        "standings",
        {("monitoring_group", "deploy"): ["consent"]},
    ),
    "of dual-use goods no rule speaks, by any route": (
        (),
        "standings",
        {
            ("dual_use_goods", route): ["silent"]
            for route in ("grant_direct", "export_direct", "backfill_us", "reexport_pl")
        },
    ),
    "nor of dual-use equipment in any reading of the papers": (
        (),
        "cells",
        {
            ("dual_use", reading): "silent"
            for reading in ("executive", "loophole", "opposition", "revision_needed")
        },
    ),
}


def turns_on(status, standing, term, reading=None):
    """Whether a way to that standing, or to any, asks how a term is read; or to be read so."""
    return any(
        term in turn["readings"] and reading in (None, turn["readings"][term])
        for turn in status["turns_on"]
        if standing in (None, turn["standing"])
    )


def found_in(law, asked):
    """What an answer of `law` has by option and reading, or by measure and route."""
    if asked == "cells":
        return {(cell["option"], cell["reading"]): cell["standing"] for cell in law["cells"]}
    says = {
        "standings": lambda cell: cell["standings"],
        "barred by surplus_ok": lambda cell: turns_on(cell, "barred", "own_needs", "surplus_ok"),
        "turns on end_user": lambda cell: turns_on(cell, None, "end_user"),
    }[asked]
    return {(cell["measure"], cell["route"]): says(cell) for cell in law["status"]}


@pytest.mark.parametrize("correction", LAW)
def test_a_correction_of_the_law_is_what_the_command_finds(phaseline, correction):
    """Standings as the text of the provisions has them, read off before the rules were written."""
    changes, asked, expected = LAW[correction]

    found = found_in(json.loads(phaseline("law", CASE, "--json", *changes).out), asked)

    assert {name: found[name] for name in expected} == expected


def test_a_question_and_the_law_tell_of_dual_use_goods_alike(korea, korea_limits):
    """
    Where `law` finds silence under every reading, a question says neither barred nor permitted, and
    counts it neither among what stands otherwise by reading nor among what goes round a body.
    """
    told = [
        finding
        for question in questions(korea, QuestionInputs(constraints=korea_limits))
        if question.name in ("law", "oversight")
        for finding in question.findings
    ]

    silent = [finding for finding in told if isinstance(finding, NeitherBarredNorPermitted)]
    others = [finding for finding in told if not isinstance(finding, NeitherBarredNorPermitted)]
    assert silent
    assert "options.dual_use" not in {address for finding in others for address in finding.rests_on}


def test_rungs_that_direct_supply_skips_are_counted_once(phaseline):
    """From today R1, R2 and R3 lie between; R4a and R4b are one step of the paper, 3 for each."""
    rows = phaseline("ladders", CASE, "recommended").out.splitlines()
    skipped = {
        line.split()[0]: line.split()[-1]
        for line in rows[rows.index(HEADING) :]
        if re.match(r"R\d", line)
    }

    assert skipped == {"R1": "0", "R2": "1", "R3": "2", "R4a": "3", "R4b": "3"}


def test_numbers_are_counted_by_who_stands_for_them(phaseline, korea):
    """
    By the standing of each fact with a number up to the day of the case: inferred or hypothetical,
    called unverified (of these some in sources that were not read), and what a source says.
    """
    standing = Counter(
        fact.status.value
        for fact in korea.facts
        if isinstance(fact.value, Quantity) and not is_later_knowledge(fact.when, korea.as_of)
    )
    supposed = standing.pop("inferred") + standing.pop("hypothetical")
    unverified = standing.pop("unverified")

    told = flat(phaseline(ASKED, CASE, "12").out)
    cited, unread, alone, inferred = map(int, NUMBERS.match(told[told.index(FIRST) :]).groups())
    assert (cited, unread + alone, inferred) == (standing.total(), unverified, supposed)


def test_floors_and_shares_are_told_as_assumed_and_without_false_precision(phaseline):
    """The floors are assumptions, kept and not found; no amount of items has a fraction."""
    told = flat(phaseline(ASKED, CASE, "11").out)

    assert "Assumed floors hold" in told
    assert "Floors hold" not in told
    amounts = flat(phaseline("supply", CASE).out)
    assert re.findall(r"\d\.\d+ (?:items?|missiles?|shells?|systems?|vehicles?)\b", amounts) == []
