"""
The starter case: a small invented dispute over a fishing ground, with every kind of entry once and
a word on each.

States, texts and numbers are made up. The two source texts come with the case, so that its quotes
can be held against them; in a case of your own the texts stay where they are and only their hashes
are entered.
"""

import hashlib
from collections.abc import Mapping

SCHEMAS = ".schema"
TEXTS = "texts"


def starter(name: str) -> Mapping[str, str]:
    """
    Give the files of a starter case.

    Args:
        name: The name of its folder, which is its id.

    Returns:
        Texts by path below the folder.
    """
    files = {
        f"{concern}.yaml": f"{schema_stamp(concern)}{text}" for concern, text in _FILES.items()
    }
    files["case.yaml"] = files["case.yaml"].replace("{name}", name)
    for source, text in _TEXTS.items():
        files["sources.yaml"] = files["sources.yaml"].replace(
            f"{{{source}}}", hashlib.sha256(text.encode()).hexdigest()
        )
        files[f"{TEXTS}/{source}.txt"] = text
    return files


def schema_stamp(concern: str) -> str:
    """Give the first line of a file of a case, which leads editors to the schema of its concern."""
    return _STAMP.format(concern=concern)


def stamp_of_new_file(texts: Mapping[str, str], concern: str) -> str:
    """
    Give the line that leads editors to the schema of a file that is new in a case, where the file
    with the header has such a line.

    Args:
        texts: The files of the case, by name; the one with the header first.
        concern: What the new file is about, such as facts.
    """
    header = next(iter(texts.values()), "")
    return schema_stamp(concern) if schema_stamp("case") in header else ""


_STAMP = f"# yaml-language-server: $schema={SCHEMAS}/{{concern}}.json\n"

_TEXTS: Mapping[str, str] = {
    "heron-paper": (
        """\
The Heron Bank: what Merrow can do

Merrow and Tarsk both claim the Heron Bank. On 2 April 2031 Tarsk sent 12 trawlers to the bank.
The ministry of Merrow estimates that each trawler takes 40 tonnes of cod a week.

Merrow has protested, and should now demand that the trawlers leave the bank. If they are
still there after 14 days, Merrow should close its ports to ships of Tarsk.
If more than 20 trawlers are seen, it should suspend the fisheries treaty.
As soon as the trawlers leave, every measure ends. Should the spawning ground be
fished with bottom trawls, Merrow should call the joint commission within a week.
None of this endangers a life and all of it can be undone, which makes it
proportionate to the loss of the catch.

Tarsk has said that it will stop its coal deliveries if the ports are closed.
"""
    ),
    "harbour-news": (
        """\
HARBOUR NEWS, 9 April 2031

Fishermen who came back from the Heron Bank last night counted 15 trawlers of Tarsk.
Merrow protested on 5 April. Nobody has seen bottom trawls on the spawning ground so far.
"""
    ),
}

_FILES: Mapping[str, str] = {
    "case": (
        """\
# The header: what the case is about and which day's knowledge counts.
# `phaseline check` says what is missing here.
phaseline: 2                  # the version of the format
kind: case
id: "{name}"
title: "Heron Bank: how should Merrow answer the trawlers?"
question: How should Merrow answer the trawlers that Tarsk has sent to the Heron Bank?
as_of: "2031-04-10"           # nothing later enters a result
responder: merrow             # ids of actors, see actors.yaml
challenger: tarsk
period: week
horizon: [8]                  # looked at over eight weeks
decision: Whether to close the ports.
decide_by: unstated           # or a date, if a source gives one
prepared_by: the author of the starter case
challenged: []                # who has tried to break it, when, what was said; nobody yet
limits:
  - Two invented texts; Tarsk is heard at second hand.
units: [trawler]              # things that are counted in this case only
# The other files, without .yaml; where this is left out, every file of the folder is read:
# include: [sources, actors, facts]
"""
    ),
    "sources": (
        """\
# The texts that are cited. The text itself stays outside the case: its hash says which one was
# read. With the texts at hand every quote is held against them:
# phaseline check FOLDER --sources FOLDER/texts
sources:
  - id: heron-paper           # the name by which citations refer to it
    type: report
    role: paper               # a paper that the case is about; a further public text is a `record`
    short: Heron paper
    title: "The Heron Bank: what Merrow can do"
    author: [An invented institute]
    issued: "2031-04-08"
    language: en
    sha256: {heron-paper}     # sha256sum of the file
    retrieved_at: "2031-04-10"
    licence: invented
  - id: harbour-news
    type: article-newspaper
    role: record
    short: Harbour News
    title: The trawlers on the Heron Bank
    issued: "2031-04-09"
    sha256: {harbour-news}
    retrieved_at: "2031-04-10"
    licence: invented
"""
    ),
    "actors": (
        """\
# Who is spoken of: one actor, one id, and every spelling that a source prints.
# Offices, not persons.
actors:
  - id: merrow
    name: Government of Merrow
    kind: state               # state, office, party, organisation, public, author or company
    aliases: [Merrow]
  - id: merrow-ministry
    name: Fisheries ministry of Merrow
    kind: office
    part_of: merrow
    aliases: [ministry of Merrow]
  - id: tarsk
    name: Government of Tarsk
    kind: state
    aliases: [Tarsk]
  - id: paper-authors
    name: Authors of the Heron paper
    kind: author
  - id: fishermen
    name: Fishermen of Merrow
    kind: public
    aliases: [Fishermen]
"""
    ),
    "facts": (
        """\
# What is said about the world: by whom, with what standing, and where. A number that nobody gives
# is no fact but an assumption. A quote has at most eight words, copied from the source character
# by character.
facts:
  - id: trawlers
    kind: act
    says: Tarsk has sent 12 trawlers to the bank.
    said_by: paper-authors
    status: asserted          # asserted, estimate, reported, threatened, recommended, …
    about: [tarsk]
    when: "2031-04-02"        # also 2031-04, 2031-04-02/2031-04-05, ../2031-04-05 or unknown
    value: 12 trawler         # a number with its unit
    cites: [{source: heron-paper, exact: "Tarsk sent 12 trawlers to the bank"}]
  - id: trawlers-counted
    kind: act
    says: Fishermen counted 15 trawlers.
    said_by: fishermen
    status: reported
    about: [tarsk]
    when: "2031-04-08"
    value: 15 trawler
    cites: [{source: harbour-news, exact: "counted 15 trawlers of Tarsk"}]
  - id: catch-rate
    kind: money
    says: Each trawler takes 40 tonnes of cod a week.
    said_by: merrow-ministry
    status: estimate
    value: 40 t/trawler/week
    cites: [{source: heron-paper, exact: "each trawler takes 40 tonnes of cod"}]
  - id: protest
    kind: ladder
    says: Merrow has protested.
    said_by: paper-authors
    status: asserted
    about: [merrow]
    cites: [{source: heron-paper, exact: "Merrow has protested"}]
  - id: leave-demand
    kind: demand
    says: Merrow should demand that the trawlers leave.
    said_by: paper-authors
    status: recommended
    modality: should          # said, could, should or will: as firmly as the source
    cites: [{source: heron-paper, exact: "should now demand that the trawlers leave"}]
  - id: no-bottom-trawls
    kind: act
    says: So far nobody has seen bottom trawls on the spawning ground.
    said_by: fishermen
    status: reported
    cites: [{source: harbour-news, exact: "Nobody has seen bottom trawls"}]
  - id: coal-threat
    kind: threat
    says: Tarsk threatens to stop its coal deliveries if the ports are closed.
    said_by: tarsk
    status: threatened
    modality: will
    cites: [{source: heron-paper, exact: "it will stop its coal deliveries"}]

# Numbers worked out from others: addresses joined by + - * /, with spaces around the minus.
# Units are checked.
derived:
  - id: catch
    title: Catch of all trawlers in a week
    formula: facts.trawlers.value * facts.catch-rate.value
    unit: t/week
    facts: [trawlers, catch-rate]

# What does not go together, every side kept.
conflicts:
  - id: fleet-size
    title: How many trawlers are on the bank
    lies: between             # between two sources, or within one
    sides:
      - source: heron-paper
        holds: Twelve were sent.
        facts: [trawlers]
      - source: harbour-news
        holds: Fifteen were counted.
        facts: [trawlers-counted]
    handling: >-              # a text of several lines, read as one
      The catch is worked out from the lower number; the paper's threshold is crossed by neither.
    matters_for: [derived.catch]      # addresses whose answers turn on it

# What the papers do not say. `absent` are phrases that would answer, and occur in no paper:
# the check looks.
silences:
  - id: coal-stock-size
    asks: For how long can Merrow do without coal from Tarsk?
    absent: [weeks of coal, coal stock]
    assumption: coal-stock    # what stands in for it
"""
    ),
    "events": (
        """\
# What happened when. `after` holds only an order that a source itself gives.
events:
  - id: arrival
    title: The trawlers set out for the bank
    when: "2031-04-02"
    where: Heron Bank
    who: [tarsk]
    cites: [{source: heron-paper, exact: "On 2 April 2031 Tarsk sent 12 trawlers"}]
  - id: protest-made
    title: Merrow protests
    when: "2031-04-05"
    who: [merrow]
    after: [arrival]
    cites: [{source: harbour-news, exact: "Merrow protested on 5 April"}]
"""
    ),
    "response": (
        """\
# The responder's side: what is demanded, what can be done, and the ladder that joins the two.
demands:
  - id: leave
    title: The trawlers leave the bank
    to: tarsk
    observable: No trawler of Tarsk is seen on the bank for a week.
    scope: all-trawlers
    modality: should
    facts: [leave-demand]
    cites: [{source: heron-paper, exact: "demand that the trawlers leave the bank"}]

measures:
  - id: note
    title: A note of protest
    route: none               # direct, indirect or none: how it reaches a third party
    lethality: non_lethal
    controlled_by: merrow
    facts: [protest]
  - id: closed-ports
    title: The ports are closed to ships of Tarsk
    route: none
    lethality: non_lethal
    controlled_by: merrow
    modality: should
    cites: [{source: heron-paper, exact: "close its ports to ships of Tarsk"}]
  - id: treaty-suspended
    title: The fisheries treaty is suspended
    route: none
    lethality: non_lethal
    controlled_by: merrow
    modality: should
    cites: [{source: heron-paper, exact: "suspend the fisheries treaty"}]

# A ladder is complete when a reader can tell from it alone which rung today's reports call for,
# what ends it, and what follows when the red line is crossed. What a source leaves open is
# `unstated`: the check then says so, and a `completion` with an owner may fill it.
ladders:
  - id: three-steps
    title: Protest, closed ports, suspended treaty
    standing: published       # or contrast (ours, for comparison) or scenario (not ours to decide)
    proposed_by: paper-authors
    source: heron-paper
    objective: The trawlers leave the bank.
    rungs:                    # from the rung in force today upward
      - id: protest
        title: Protest
        measures: [note]
        demands: [leave]
      - id: ports
        title: Closed ports
        measures: [note, closed-ports]
        demands: [leave]
        modality: should
      - id: treaty
        title: Suspended treaty
        measures: [note, closed-ports, treaty-suspended]
        demands: [leave]
        modality: should
    transitions:
      - start: protest
        end: ports
        trigger: elapsed      # act, statement, elapsed, none (at once) or unstated
        says: The trawlers are still there.
        threshold: any trawler
        deadline: 14 days
        cites: [{source: heron-paper, exact: "still there after 14 days"}]
      - start: ports
        end: treaty
        trigger: act
        says: More trawlers come.
        threshold: more than 20 trawlers
        cites: [{source: heron-paper, exact: "If more than 20 trawlers are seen"}]
    off_ramp: As soon as the trawlers leave, every measure ends.
    on_crossing: The joint commission is called within a week.
    proportionality: No life is endangered, all of it can be undone.
    facts: [leave-demand]
    cites:
      - {source: heron-paper, exact: "the trawlers leave, every measure ends"}
      - {source: heron-paper, exact: "proportionate to the loss of the catch"}

# What the responder has threatened before, and what became of it.
threats:
  - id: protest-threat
    by: merrow
    says: The protest of April.
    condition: undefined      # undefined, unmet, met, or disputed: it is argued whether it is met
    outcome: executed         # pending, executed, reneged, blocked or unknown
    facts: [protest]
"""
    ),
    "escalation": (
        """\
# The other side: what is feared, where the line runs, how it can climb, and what it threatens in
# return.
technologies:
  - id: bottom-trawl
    title: Bottom trawls on the spawning ground
    affects: the stock of cod
    wordings: [bottom trawls]
    facts: [no-bottom-trawls]

red_lines:
  - id: spawning-ground
    title: No bottom trawls on the spawning ground
    any_of: [bottom-trawl]    # any of these crosses it
    drawn_by: paper-authors
    source: heron-paper
    status: proposed          # drawn, proposed, communicated or accepted
    cites: [{source: heron-paper, exact: "fished with bottom trawls"}]

tracks:
  - id: fleet
    title: Trawlers on the bank
    levels: [none, some, more-than-20]
    controlled_by: tarsk
    seen: overt               # overt, graded or hidden
    at_start: some
    facts: [trawlers, trawlers-counted]

acts:
  - id: fishing
    title: The trawlers fish on the bank
    by: tarsk
    is_done: "yes"            # yes, no, reported or unknown, on the as-of date
    goal: compellence         # if it is to be undone; deterrence if it is to be prevented
    facts: [trawlers]
  - id: spawning-fished
    title: The spawning ground is fished
    by: tarsk
    is_done: "no"
    goal: deterrence
    assumption: spawning-seen
    facts: [no-bottom-trawls]

counter_threats:
  - id: no-coal
    by: tarsk
    condition: The ports are closed.
    consequence: No more coal is delivered.
    # undefined, unmet, executed, reneged, blocked, or disputed: it is argued whether it is met
    met: unmet
    facts: [coal-threat]
"""
    ),
    "assumptions": (
        """\
# What the sources do not give: a range, a reason and an owner for each. Nothing here is evidence.
assumptions:
  - id: coal-stock
    asks: For how long Merrow can do without coal from Tarsk
    owner: the author of the starter case
    low: 3 week
    high: 10 week
    rationale: >-
      Below three weeks nobody would risk the step; more than ten weeks of coal find no room.
    papers_say: nothing
    affects: [cost]
  - id: spawning-seen
    asks: Chance that bottom trawls on the spawning ground are seen within a week
    owner: the author of the starter case
    low: 0.3                  # a chance is a plain number from 0 to 1
    high: 0.9
    rationale: Fishermen pass often, but not at night.
    affects: [watch]
    facts: [no-bottom-trawls]
"""
    ),
}
