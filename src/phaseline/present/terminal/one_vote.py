"""One vote for a reader: what is needed, each whip count by party, and what staying away does."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.consent.politics import Boycott, CountedVote
from phaseline.desk.consent.votes import VoteOutlook
from phaseline.politics.model import Base, Group
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import actor_words, listed
from phaseline.present.wording.politics import LEAD, chance_words, needs_words, since_words
from phaseline.terms.ties import total

_ORDINARY = 32


def vote_text(case: Case, counts: Sequence[CountedVote]) -> str:
    """
    Give one procedure as blocks of text: its threshold, each whip count by party, and what staying
    away does.
    """
    procedure = case.procedures[counts[0].outlook.id]
    head = heading(f"{case.title}: {procedure.id}")
    needed = needs_words(case, procedure, counts[0].outlook)
    says = wrapped(f"{procedure.says} Needed: {needed}. {LEAD}")
    return "\n\n".join([f"{head}\n{says}", *(_count(case, count) for count in counts)])


def _count(case: Case, count: CountedVote) -> str:
    seen = count.outlook
    title = case.whips[seen.whip].title
    has_idle = any(party.abstains for party in seen.parties)
    rows = [
        (
            f"{actor_words(case, party.party)}{since_words(case, party.party, count.since)}",
            str(party.seats),
            f"{party.attends:.1%}".replace("%", " percent"),
            f"{party.yes:.1%}".replace("%", " percent"),
            *([f"{party.abstains:.1%}".replace("%", " percent")] if has_idle else []),
            f"{_ayes(party):.1f}",
        )
        for party in seen.parties
    ]
    agree = total(_ayes(party) for party in seen.parties)
    there = total(party.seats * party.attends for party in seen.parties)
    rows.append(
        (
            "Together",
            str(seen.members),
            f"{there:.0f} members",
            *([""] * (1 + has_idle)),
            f"{agree:.1f}",
        )
    )
    head = ("Party", "Seats", "Present", "Yes", *(["Abstain"] if has_idle else []), "Votes")
    widths = (_ORDINARY, 6, 14, 14, *([14] if has_idle else []), 8)
    chances = (
        f"The chance that one sitting passes it is {chance_words(seen.chance)}"
        f" ({chance_words(seen.low)} to {chance_words(seen.high)});"
        f" {chance_words(seen.chance_if_independent)} if every member decided alone;"
        f" {chance_words(seen.again.shared)} in three sittings of the same members, which would be"
        f" {chance_words(seen.again.independent)} if each were a fresh draw. It rests on"
        f" {listed([f'assumptions.{name}' for name in seen.rests_on])}."
    )
    return "\n".join(
        [
            heading(f"{title} ({seen.whip})"),
            table(head, rows, widths=widths),
            "",
            wrapped(chances),
            "",
            boycott_text(count.boycott, seen),
        ]
    )


def _ayes(group: Group) -> float:
    """Give the yes votes that are expected of a party; its share of yes is of those who vote."""
    return group.seats * group.attends * (1 - group.abstains) * group.yes


def boycott_text(boycott: Boycott, seen: VoteOutlook) -> str:
    """
    Say how many votes are needed at several attendances at which those who agree can all be there,
    and what staying away does.
    """
    rows = [
        (str(at), str(needed), _verdict(boycott, seen, at, needed))
        for at, needed in boycott.needed
        if at >= boycott.yes
    ]
    there = "Voting" if seen.base is Base.CAST else "Present"
    shown = table(
        (there, "Votes needed", f"{boycott.yes} yes (the parties of which more than half agree)"),
        rows,
        widths=(8, 13, 60),
    )
    if not boycott.counts_present:
        words = "The majority is counted of all members: whoever stays away votes against it."
    elif boycott.passes_at is None:
        words = f"{boycott.yes} votes do not pass, whoever stays away."
    elif boycott.passes_at == seen.members:
        words = f"{boycott.yes} votes pass with everybody present."
    else:
        short, away = seen.threshold - boycott.yes, seen.members - boycott.passes_at
        words = (
            f"With everybody present {boycott.yes} votes fall {short} short; they pass as soon as"
            f" {away} others stay away ({boycott.passes_at} present)."
        )
        words += (
            " Of the votes cast, whoever abstains is as one who stays away."
            if seen.base is Base.CAST
            else ""
        )
        words += (
            " A boycott that defeats a majority of all members hands over the override."
            if boycott.overrides
            else ""
        )
    words += (
        " Attendance alone is looked at in this; vetoes are counted in the chances above."
        if seen.vetoes
        else ""
    )
    return f"{shown}\n\n{wrapped(words)}"


def _verdict(boycott: Boycott, seen: VoteOutlook, present: int, needed: int) -> str:
    return "pass" if boycott.yes >= needed and present >= seen.quorum else "fail"
