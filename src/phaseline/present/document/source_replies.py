"""
Replies from what the sources say: whom, whether already, which phase, law, oversight, the public,
the numbers.
"""

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.ladders import gaps
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Act
from phaseline.case.model.evidence import SourceRole
from phaseline.case.values import facts_by_id, range_of
from phaseline.present.wording.numbers import (
    actor_words,
    count_words,
    listed,
    lowered,
    number_words,
    range_words,
)
from phaseline.present.wording.sentences import (
    Sentence,
    cites_of,
    goals_of,
    net_support,
    origin_of,
    poll_sides,
    published_ladders,
    source_name,
)
from phaseline.terms.quantity import Quantity


def whom(case: Case) -> list[Sentence]:
    """
    Say what each published ladder is for, and which of the acts on record would have to be undone.
    """
    found = [
        Sentence(
            text=(
                f"{origin_of(case, ladder)}:"
                f" {lowered(case, ladder.objective or 'no aim stated').rstrip('.')}."
            ),
            cites=cites_of(case, ladder.facts, 1) or ladder.cites[:1],
            basis=(f"ladders.{ladder.id}.objective",),
        )
        for ladder in sorted(
            published_ladders(case), key=lambda one: not any(rung.demands for rung in one.rungs)
        )
    ]
    to_undo = [act for act in goals_of(case, "compellence") if act.is_done in ("yes", "reported")]
    if to_undo:
        text = "Undoing what is done or reported would be compellence, the harder task."
        found.insert(
            1,
            Sentence(
                text=text,
                cites=tuple(dict.fromkeys(cite for act in to_undo[:2] for cite in act.cites[-1:])),
                basis=tuple(f"acts.{act.id}" for act in to_undo),
            ),
        )
    return found


def already(case: Case) -> list[Sentence]:
    """Say what is known of whether the red line has been crossed already."""
    acts = [
        act
        for act in goals_of(case, "deterrence", by=case.challenger)
        if act.is_done in ("no", "unknown")
    ]
    found: list[Sentence] = []
    for act in acts[:1]:
        facts = [fact for name, fact in facts_by_id(case).items() if name in act.facts]
        standing = next((fact for fact in facts if fact.status.value == "possible"), None)
        text = (
            f"You do not. {act.title} is called possible; no source reports it."
            if standing
            else f"You do not: whether {lowered(case, act.title)} has begun is not in the sources."
        )
        found.append(
            Sentence(
                text=text, cites=standing.cites[:1] if standing else (), basis=(f"acts.{act.id}",)
            )
        )
        found += _assumed(case, act)
        found += _watched(case, act)
    return found


def _watched(case: Case, act: Act) -> list[Sentence]:
    """
    Say what the sources hold about seeing an act: the fact that most of the hidden tracks share.
    """
    hidden = [
        name
        for track in case.tracks
        if track.seen == "hidden"
        for name in track.facts
        if name not in act.facts
    ]
    if not hidden:
        return []
    name = max(dict.fromkeys(hidden), key=hidden.count)
    fact = facts_by_id(case).get(name)
    return (
        [Sentence(text=fact.says, cites=fact.cites[:1], basis=(f"facts.{name}",))] if fact else []
    )


def _assumed(case: Case, act: Act) -> list[Sentence]:
    assumption = next((one for one in case.assumptions if one.id == act.assumption), None)
    ends = range_of(assumption) if assumption else None
    if assumption is None or ends is None:
        return []
    return [
        Sentence(
            text=(
                f"That it has begun is assumed at a chance of {range_words(*ends)} (owner:"
                f" {assumption.owner})."
            ),
            basis=(f"assumptions.{assumption.id}",),
        )
    ]


def phase(case: Case) -> list[Sentence]:
    """Say for each published ladder whether one can tell which rung today's facts call for."""
    found: list[Sentence] = []
    for ladder in published_ladders(case):
        codes = {gap.code: gap for gap in gaps(ladder, case)}
        name = origin_of(case, ladder)
        if "PL607" in codes:
            wordings = codes["PL608"].wordings if "PL608" in codes else ()
            extra = (
                f", and {count_words(len(wordings), 'wording')} of the trigger" if wordings else ""
            )
            acts = [step for step in ladder.transitions if step.trigger.value == "act"]
            cites = tuple(cite for wording in wordings for cite in wording.cites) or acts[0].cites
            found.append(
                Sentence(
                    text=f"{name}: cannot be told; no threshold{extra}.",
                    cites=cites[:3],
                    basis=(f"ladders.{ladder.id}",),
                )
            )
        elif ladder.rungs:
            missing = [gap.says for gap in codes.values() if gap.code == "PL602"]
            limits = [
                f"{step.end} {lowered(case, step.threshold)}"
                for step in ladder.transitions
                if step.threshold != "unstated"
            ]
            extra = (
                f"; {missing[0]}"
                if missing
                else f"; thresholds: {listed(limits)}"
                if limits
                else ""
            )
            found.append(
                Sentence(
                    text=f"{name}: {lowered(case, ladder.rungs[0].title)} is in force{extra}.",
                    cites=ladder.rungs[0].cites[:1],
                    basis=(f"ladders.{ladder.id}",),
                )
            )
    return found


def law(case: Case) -> list[Sentence]:
    """
    Show the sides of the first conflict that turns on how the law is read, and how many terms are
    contested.
    """
    if not case.provisions:
        return []
    readings = {
        f"assumptions.{one.id}" for one in case.assumptions if one.options and "readings" in one.id
    }
    conflict = next((one for one in case.conflicts if readings & set(one.matters_for)), None)
    found: list[Sentence] = []
    for side in conflict.sides if conflict else ():
        text = f"{source_name(case, side.source)}: {lowered(case, side.holds)}"
        found.append(
            Sentence(
                text=text,
                cites=side.cites[:1] or cites_of(case, side.facts, 1),
                basis=(f"conflicts.{conflict.id}",) if conflict else (),
            )
        )
    contested = [
        term for term in case.terms if sum(bool(reading.held_by) for reading in term.readings) > 1
    ]
    if contested:
        found.append(
            Sentence(
                text=(
                    f"{count_words(len(contested), 'term')} of law"
                    f" {'is' if len(contested) == 1 else 'are'} contested between parties on"
                    " record."
                ),
                basis=tuple(f"terms.{term.id}" for term in contested),
            )
        )
    found.append(
        Sentence(
            text=(
                "Which step is lawful is not computed: this case asks nothing of the law"
                " (`options:`)."
            )
        )
    )
    return found


def oversight(case: Case) -> list[Sentence]:
    """
    Say who threatens what where the parliament is passed over, and for what its consent is asked.
    """
    consent = [provision for provision in case.provisions if provision.effect.value == "consent"]
    found = [
        Sentence(
            text=(
                f"{one.act.rstrip('.')}: {actor_words(case, one.by)} threatens"
                f" {lowered(case, one.to)}."
            ),
            cites=cites_of(case, one.facts, 1),
            basis=(f"penalties.{one.id}",),
        )
        for one in case.penalties[:2]
    ]
    found += [
        Sentence(
            text=f"{one.statute} ({one.force.value.replace('_', ' ')}): {lowered(case, one.says)}",
            cites=one.cites[:1] or cites_of(case, one.facts, 1),
            basis=(f"provisions.{one.id}",),
        )
        for one in consent[:1]
    ]
    if found:
        found.append(
            Sentence(
                text=(
                    "Each step's procedure is not computed: this case asks nothing of the law"
                    " (`options:`)."
                )
            )
        )
    return found


def public(case: Case) -> list[Sentence]:
    """Set the polls side by side, never pooled."""
    found: list[Sentence] = []
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    polls = [
        poll for poll in case.polls if any(cite.source in papers for cite in poll.cites)
    ] or list(case.polls)
    shown = [(poll, net) for poll in polls if (net := net_support(poll)) is not None]
    for poll, net in shown[:2]:
        sides = ", ".join(
            f"{number_words(share)} percent {side}" for side, share in poll_sides(poll).items()
        )
        pollster = (
            actor_words(case, poll.pollster)
            if poll.pollster != "unknown"
            else "pollster not stated"
        )
        found.append(
            Sentence(
                text=f"{sides}: net {number_words(net)} points ({pollster}).",
                cites=poll.cites[:2],
                basis=(f"polls.{poll.id}",),
            )
        )
    if len(shown) > 1:
        found.append(
            Sentence(
                text=(
                    "The questions differ or are unknown, so the polls are shown side by side and"
                    " never averaged."
                )
            )
        )
    if len({net > 0 for _, net in shown}) == 1 and shown:
        answer = "Yes" if shown[0][1] < 0 else "No"
        found.insert(
            0,
            Sentence(
                text=f"{answer}, in every poll of the papers; how strongly depends on the question:"
            ),
        )
    return found


def numbers(case: Case) -> list[Sentence]:
    """Say how many numbers are cited, how many assumed, and by whom."""
    cited = [
        fact
        for fact in case.facts
        if isinstance(fact.value, Quantity) and not is_later_knowledge(fact.when, case.as_of)
    ]
    owners = dict.fromkeys(one.owner for one in case.assumptions)
    if not cited and not owners:
        return []
    return [
        Sentence(
            text=(
                f"{count_words(len(cited), 'number')} {'is' if len(cited) == 1 else 'are'} cited"
                f" from a source; {count_words(len(case.assumptions), 'assumption')}, each with a"
                f" range or options and a reason, {'is' if len(case.assumptions) == 1 else 'are'}"
                f" owned by {listed(list(owners), empty='nobody')}."
            ),
            cites=(),
            basis=("assumptions",),
        ),
        Sentence(text=_challenge(case)),
        Sentence(
            text=(
                "Which of them reverses the advice is not computed in this version: the game is not"
                " solved."
            )
        ),
    ]


def _challenge(case: Case) -> str:
    return (
        f"Challenged by {listed(list(case.challenged_by))}."
        if case.challenged_by
        else "Nobody has challenged them yet."
    )
