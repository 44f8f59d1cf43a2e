"""Replies from what the sources say: whom, whether already, which phase, law, oversight, the public, the numbers."""

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.ladders import gaps
from phaseline.case.model.escalation import Act
from phaseline.case.model.evidence import SourceRole
from phaseline.case.model.whole import Case
from phaseline.case.values import facts_by_id, range_of
from phaseline.desk.comparison import red_lines
from phaseline.present.sentences import Sentence, cites_of, goals_of, net_support, poll_sides, published_ladders
from phaseline.present.words import actor_words, count_words, listed, lowered, number_words, range_words
from phaseline.terms.quantity import Quantity


def whom(case: Case) -> list[Sentence]:
    """Say whom the case wants to deter from what, and what would be compellence."""
    to_deter = goals_of(case, "deterrence", by=case.challenger)
    to_undo = [act for act in goals_of(case, "compellence") if act.is_done in ("yes", "reported")]
    found: list[Sentence] = []
    for act in to_deter[:1]:
        families = red_lines(case).union
        scope = f" ({count_words(len(families), 'family', 'families')} on the red lines)" if families else ""
        found.append(
            Sentence(
                text=f"{actor_words(case, case.challenger)}, from {lowered(case, act.title)}{scope}: deterrence.",
                cites=act.cites[-1:],
                basis=(f"acts.{act.id}",),
            )
        )
    if to_undo:
        titles = listed([lowered(case, act.title) for act in to_undo[:2]])
        found.append(
            Sentence(
                text=f"To undo what is done or reported ({titles}) would be compellence, the harder task.",
                cites=tuple(dict.fromkeys(cite for act in to_undo[:2] for cite in act.cites)),
                basis=tuple(f"acts.{act.id}" for act in to_undo),
            )
        )
    unstated = [
        ladder
        for ladder in published_ladders(case)
        if ladder.objective.casefold().startswith(("not stated", "unclear", "unstated")) or not ladder.objective
    ]
    found += [
        Sentence(text=f"The ladder “{lowered(case, ladder.title)}” states no aim.", cites=ladder.cites[:1], basis=(f"ladders.{ladder.id}",))
        for ladder in unstated[:1]
    ]
    return found


def already(case: Case) -> list[Sentence]:
    """Say what is known of whether the red line has been crossed already."""
    acts = [act for act in goals_of(case, "deterrence", by=case.challenger) if act.is_done in ("no", "unknown")]
    found: list[Sentence] = []
    for act in acts[:1]:
        facts = [fact for name, fact in facts_by_id(case).items() if name in act.facts]
        standing = next((fact for fact in facts if fact.status.value == "possible"), None)
        text = (
            f"You do not. {act.title} is called possible; no source reports it."
            if standing
            else f"You do not: whether {lowered(case, act.title)} has begun is not in the sources."
        )
        found.append(Sentence(text=text, cites=standing.cites[:1] if standing else (), basis=(f"acts.{act.id}",)))
        found += _assumed(case, act)
        found += _watched(case, act)
    return found


def _watched(case: Case, act: Act) -> list[Sentence]:
    """Say what the sources hold about seeing an act: the fact that most of the hidden tracks share."""
    hidden = [name for track in case.tracks if track.seen == "hidden" for name in track.facts if name not in act.facts]
    if not hidden:
        return []
    name = max(dict.fromkeys(hidden), key=hidden.count)
    fact = facts_by_id(case).get(name)
    return [Sentence(text=fact.says, cites=fact.cites[:1], basis=(f"facts.{name}",))] if fact else []


def _assumed(case: Case, act: Act) -> list[Sentence]:
    assumption = next((one for one in case.assumptions if one.id == act.assumption), None)
    ends = range_of(assumption) if assumption else None
    if assumption is None or ends is None:
        return []
    return [
        Sentence(
            text=f"That it has begun is assumed at a chance of {range_words(*ends)} (owner: {assumption.owner}).",
            basis=(f"assumptions.{assumption.id}",),
        )
    ]


def phase(case: Case) -> list[Sentence]:
    """Say for each published ladder which rung is in force, or why that cannot be told."""
    found: list[Sentence] = []
    for ladder in published_ladders(case):
        codes = {gap.code: gap for gap in gaps(ladder, case)}
        acts = [step for step in ladder.transitions if step.trigger.value == "act"]
        if "PL607" in codes:
            wordings = codes["PL608"].wordings if "PL608" in codes else ()
            extra = f"; its trigger has {count_words(len(wordings), 'wording')}" if wordings else ""
            cites = tuple(cite for wording in wordings for cite in wording.cites) or acts[0].cites
            found.append(
                Sentence(
                    text=f"“{ladder.title}”: cannot be told: it sets no threshold{extra}.", cites=cites[:3], basis=(f"ladders.{ladder.id}",)
                )
            )
        elif ladder.rungs:
            today = ladder.rungs[0]
            missing = [gap.says for gap in codes.values() if gap.code == "PL602"]
            extra = f"; {missing[0]}" if missing else ""
            found.append(
                Sentence(
                    text=f"“{ladder.title}”: {today.id} ({lowered(case, today.title)}) is in force{extra}.",
                    cites=today.cites[:1],
                    basis=(f"ladders.{ladder.id}",),
                )
            )
    return found[:3]


def law(case: Case) -> list[Sentence]:
    """Say which provision stands against it and how many terms are contested."""
    contested = [term for term in case.terms if len(term.readings) > 1]
    held = [provision for provision in case.provisions if provision.effect.value == "prohibit"]
    if not case.provisions:
        return []
    found = [
        Sentence(
            text=f"{provision.statute}: {lowered(case, provision.says).rstrip('.')}.",
            cites=provision.cites[:1] or cites_of(case, provision.facts, 1),
            basis=(f"provisions.{provision.id}",),
        )
        for provision in held[:1]
    ]
    if contested:
        found.append(
            Sentence(
                text=f"{count_words(len(contested), 'term')} of law {'is' if len(contested) == 1 else 'are'} contested, each reading with its holder.",
                basis=tuple(f"terms.{term.id}" for term in contested),
            )
        )
    found.append(Sentence(text="Which step is lawful under which reading is not computed in this version."))
    return found


def oversight(case: Case) -> list[Sentence]:
    """Say who threatens what where the parliament is passed over, and where its consent is asked for."""
    consent = [provision for provision in case.provisions if provision.effect.value == "consent"]
    found = [
        Sentence(
            text=f"{one.act.rstrip('.')}: {actor_words(case, one.by)} threatens {lowered(case, one.to)}.",
            cites=cites_of(case, one.facts, 1),
            basis=(f"penalties.{one.id}",),
        )
        for one in case.penalties[:2]
    ]
    if consent:
        found.append(
            Sentence(
                text=f"Consent is asked for by {listed([one.statute for one in consent[:2]])}.",
                cites=consent[0].cites[:1] or cites_of(case, consent[0].facts, 1),
                basis=tuple(f"provisions.{one.id}" for one in consent[:2]),
            )
        )
    if found:
        found.append(Sentence(text="Each step's procedure is not computed in this version."))
    return found


def public(case: Case) -> list[Sentence]:
    """Set the polls side by side, never pooled."""
    found: list[Sentence] = []
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    polls = [poll for poll in case.polls if any(cite.source in papers for cite in poll.cites)] or list(case.polls)
    shown = [(poll, net) for poll in polls if (net := net_support(poll)) is not None]
    for poll, net in shown[:2]:
        sides = ", ".join(f"{number_words(share)} percent {side}" for side, share in poll_sides(poll).items())
        pollster = actor_words(case, poll.pollster) if poll.pollster != "unknown" else "pollster not stated"
        found.append(
            Sentence(text=f"{sides}: net {number_words(net)} points ({pollster}).", cites=poll.cites[:2], basis=(f"polls.{poll.id}",))
        )
    if len(shown) > 1:
        found.append(Sentence(text="The questions differ, so the two are shown side by side and never averaged."))
    if len({net > 0 for _, net in shown}) == 1 and shown:
        found.insert(0, Sentence(text="Yes, in every poll at hand:" if shown[0][1] < 0 else "No, in every poll at hand:"))
    return found


def numbers(case: Case) -> list[Sentence]:
    """Say how many numbers are cited, how many assumed, and by whom."""
    cited = [fact for fact in case.facts if isinstance(fact.value, Quantity) and not is_later_knowledge(fact.when, case.as_of)]
    owners = dict.fromkeys(one.owner for one in case.assumptions)
    if not cited and not owners:
        return []
    return [
        Sentence(
            text=f"{count_words(len(cited), 'number')} {'is' if len(cited) == 1 else 'are'} cited from a source; {count_words(len(case.assumptions), 'assumption')}, each with a range and a reason, {'is' if len(case.assumptions) == 1 else 'are'} owned by {listed(list(owners), empty='nobody')}.",
            cites=(),
            basis=("assumptions",),
        ),
        Sentence(text=_challenge(case)),
        Sentence(text="Which of them reverses the advice is not computed in this version: the game is not solved."),
    ]


def _challenge(case: Case) -> str:
    return f"Challenged by {listed(list(case.challenged_by))}." if case.challenged_by else "Nobody has challenged them yet."
