"""
The twelve questions that a reader of a phased response has, answered from the case.

Each answer has at most 60 words and cites what it rests on. What the case does not hold is answered "not in the
sources"; what needs an engine that this version does not have is named as not computed.
"""

from collections.abc import Callable
from enum import Enum

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.ladders import gaps
from phaseline.case.model.common import Cite
from phaseline.case.model.constraints import Poll
from phaseline.case.model.escalation import Act
from phaseline.case.model.evidence import SourceRole
from phaseline.case.model.response import Ladder, LadderStanding
from phaseline.case.model.whole import Case
from phaseline.case.values import amount_at, facts_by_id, range_of
from phaseline.desk.comparison import red_lines
from phaseline.present.words import actor_words, count_words, listed, lowered, number_words, range_words
from phaseline.terms.quantity import Quantity, Reference, Unknown
from phaseline.terms.record import record

MOST_WORDS = 60


class Reach(Enum):
    """How far the answer reaches."""

    ANSWERED = "answered"
    PARTLY = "partly answered; the rest is not computed in this version"
    SILENT = "not in the sources"


@record
class Sentence:
    """
    One sentence of an answer.

    Args:
        text: The sentence.
        cites: Where it is said; empty for what follows from the case as a whole.
        basis: The addresses it was computed from.
    """

    text: str
    cites: tuple[Cite, ...] = ()
    basis: tuple[str, ...] = ()


@record
class Answer:
    """
    One question answered.

    Args:
        number: Its number, 1 to 12.
        question: The question as a reader puts it.
        reach: Answered, partly answered, or not in the sources.
        sentences: The answer.
    """

    number: int
    question: str
    reach: Reach
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        """How many words it has, citations apart."""
        return sum(len(sentence.text.split()) for sentence in self.sentences)


def answers(case: Case) -> tuple[Answer, ...]:
    """Answer all twelve questions from a case."""
    return tuple(_answer(case, number) for number in range(1, len(_QUESTIONS) + 1))


def _answer(case: Case, number: int) -> Answer:
    question, reach, compute = _QUESTIONS[number - 1]
    sentences = tuple(compute(case))
    if not sentences:
        return Answer(number=number, question=question, reach=Reach.SILENT, sentences=(Sentence(text="Not in the sources of this case."),))
    return Answer(number=number, question=question, reach=reach, sentences=_fitting(sentences))


def _fitting(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Keep the first sentences that fit; the last one, which names the limit, is kept where it fits beside them."""
    kept: list[Sentence] = []
    room = MOST_WORDS
    for sentence in sentences:
        length = len(sentence.text.split())
        if length <= room:
            kept.append(sentence)
            room -= length
    return tuple(kept)


def _cites(case: Case, names: tuple[str, ...], most: int = 2) -> tuple[Cite, ...]:
    """Give the citations of facts by id, from the papers first."""
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    known = facts_by_id(case)
    found = [cite for name in names if name in known for cite in known[name].cites]
    return tuple(dict.fromkeys(sorted(found, key=lambda cite: cite.source not in papers)))[:most]


def _goals(case: Case, goal: str, *, by: str = "") -> list[Act]:
    return [act for act in case.acts if act.goal == goal and by in ("", act.by)]


def _whom(case: Case) -> list[Sentence]:
    to_deter = _goals(case, "deterrence", by=case.challenger)
    to_undo = [act for act in _goals(case, "compellence") if act.is_done in ("yes", "reported")]
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
        for ladder in _published(case)
        if ladder.objective.casefold().startswith(("not stated", "unclear", "unstated")) or not ladder.objective
    ]
    found += [
        Sentence(text=f"The ladder “{lowered(case, ladder.title)}” states no aim.", cites=ladder.cites[:1], basis=(f"ladders.{ladder.id}",))
        for ladder in unstated[:1]
    ]
    return found


def _already(case: Case) -> list[Sentence]:
    acts = [act for act in _goals(case, "deterrence", by=case.challenger) if act.is_done in ("no", "unknown")]
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


def _published(case: Case) -> list[Ladder]:
    return [ladder for ladder in case.ladders if ladder.standing is LadderStanding.PUBLISHED]


def _phase(case: Case) -> list[Sentence]:
    found: list[Sentence] = []
    for ladder in _published(case):
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


def _law(case: Case) -> list[Sentence]:
    contested = [term for term in case.terms if len(term.readings) > 1]
    held = [provision for provision in case.provisions if provision.effect.value == "prohibit"]
    if not case.provisions:
        return []
    found = [
        Sentence(
            text=f"{provision.statute}: {lowered(case, provision.says).rstrip('.')}.",
            cites=provision.cites[:1] or _cites(case, provision.facts, 1),
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


def _oversight(case: Case) -> list[Sentence]:
    consent = [provision for provision in case.provisions if provision.effect.value == "consent"]
    found = [
        Sentence(
            text=f"{one.act.rstrip('.')}: {actor_words(case, one.by)} threatens {lowered(case, one.to)}.",
            cites=_cites(case, one.facts, 1),
            basis=(f"penalties.{one.id}",),
        )
        for one in case.penalties[:2]
    ]
    if consent:
        found.append(
            Sentence(
                text=f"Consent is asked for by {listed([one.statute for one in consent[:2]])}.",
                cites=consent[0].cites[:1] or _cites(case, consent[0].facts, 1),
                basis=tuple(f"provisions.{one.id}" for one in consent[:2]),
            )
        )
    if found:
        found.append(Sentence(text="Each step's procedure is not computed in this version."))
    return found


def _public(case: Case) -> list[Sentence]:
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


def net_support(poll: Poll) -> float | None:
    """Give support minus opposition of a poll [point]; None where it lacks one of them."""
    sides = poll_sides(poll)
    return sides["support"] - sides["oppose"] if len(sides) == 2 else None


def poll_sides(poll: Poll) -> dict[str, float]:
    """Give the shares that support and that oppose [percent], answers of one side added up."""
    sides: dict[str, float] = {}
    for option in poll.options:
        if option.counts_as in ("support", "oppose") and isinstance(option.share, Quantity):
            sides[option.counts_as] = sides.get(option.counts_as, 0.0) + option.share.number
    return sides


def _cheats(case: Case) -> list[Sentence]:
    quiet = [ladder for ladder in _published(case) if "PL603" in {gap.code for gap in gaps(ladder, case)}]
    found: list[Sentence] = []
    if quiet:
        found.append(
            Sentence(
                text=f"{count_words(len(quiet), 'published ladder')} of {len(_published(case))} {'says' if len(quiet) == 1 else 'say'} nothing about a detected crossing.",
                cites=tuple(cite for ladder in quiet for cite in ladder.cites[:1])[:2],
                basis=tuple(f"ladders.{ladder.id}" for ladder in quiet),
            )
        )
    watched = next((one for one in case.assumptions if "verification" in one.affects and range_of(one)), None)
    ends = range_of(watched) if watched else None
    if watched is not None and ends is not None:
        found.append(
            Sentence(text=f"{watched.asks}: assumed {range_words(*ends)} (owner: {watched.owner}).", basis=(f"assumptions.{watched.id}",))
        )
    if found:
        found.append(Sentence(text="What cheating then gains is not computed in this version."))
    return found


def _complies(case: Case) -> list[Sentence]:
    published = _published(case)
    without = [ladder for ladder in published if "PL601" in {gap.code for gap in gaps(ladder, case)}]
    found: list[Sentence] = []
    if without:
        found.append(
            Sentence(
                text=f"{count_words(len(without), 'published ladder')} of {len(published)} {'names' if len(without) == 1 else 'name'} no off-ramp.",
                cites=tuple(cite for ladder in without for cite in ladder.cites[:1])[:2],
                basis=tuple(f"ladders.{ladder.id}" for ladder in without),
            )
        )
    first = sorted(without, key=lambda ladder: not any(rung.demands for rung in ladder.rungs))
    fills = [
        (completion, fill) for ladder in first for completion in ladder.completions for fill in completion.fills if fill.gap == "PL601"
    ]
    for completion, fill in fills[:1]:
        found.append(
            Sentence(
                text=f"A completion owned by {completion.completed_by} adds: {lowered(case, fill.says)}",
                basis=(f"assumptions.{fill.assumption}",) if fill.assumption else (),
            )
        )
    return found


def _frees(case: Case) -> list[Sentence]:
    torn = [one for one in case.assumptions if (ends := range_of(one)) and ends[0].number < 0 < ends[1].number]
    for assumption in torn:
        address = f"assumptions.{assumption.id}"
        conflict = next((one for one in case.conflicts if address in one.matters_for), None)
        ends = range_of(assumption)
        if conflict is None or ends is None:
            continue
        sides = [
            Sentence(
                text=f"{_source_name(case, side.source)}: {lowered(case, side.holds)}",
                cites=side.cites[:1] or _cites(case, side.facts, 1),
                basis=(f"conflicts.{conflict.id}",),
            )
            for side in conflict.sides
        ]
        range_text = f"Assumed from {range_words(*ends)}, both signs (owner: {assumption.owner}); where the advice flips is not computed in this version."
        return [*sides[:2], Sentence(text=range_text, basis=(address,))]
    return []


def _source_name(case: Case, name: str) -> str:
    return next((source.short or source.title for source in case.sources if source.id == name), name)


def _ends(case: Case) -> list[Sentence]:
    tied = [track for track in case.tracks if track.controlled_by == "nature"]
    if not tied:
        return []
    stock = [measure for measure in case.measures if measure.lethality in ("defensive", "offensive")]
    found = [
        Sentence(
            text=f"{count_words(len(stock), 'measure')} of the ladders {'is' if len(stock) == 1 else 'are'} arms for the war, so their leverage lapses with it.",
            basis=tuple(f"measures.{one.id}" for one in stock),
        )
    ]
    brake = next((one for one in case.brakes if one.rank == 1), None)
    if brake is not None:
        found.append(
            Sentence(text=f"First of the brakes: {lowered(case, brake.title)}.", cites=brake.cites[:1], basis=(f"brakes.{brake.id}",))
        )
    found.append(Sentence(text="What is left over 12 and 24 months is not computed in this version."))
    return found


def _arrives(case: Case) -> list[Sentence]:
    if not case.needs:
        return []
    named = [need for need in case.needs if any(need.id in stock.meets and not stock.is_precedent_only for stock in case.stocks)]
    counted = [stock for stock in case.stocks if not _is_unknown(case, stock.quantity)]
    used = [route for route in case.routes if route.history == "used"]
    blocked = [route for route in case.routes if route.history == "blocked"]
    found = [
        Sentence(
            text=f"Of {count_words(len(case.needs), 'need')}, {len(named)} have a named item; {len(counted)} stocks have a number, the rest are unknown.",
            cites=_cites(case, tuple(name for stock in counted for name in stock.facts)),
            basis=tuple(f"stocks.{stock.id}" for stock in counted),
        )
    ]
    if used or blocked:
        found.append(
            Sentence(
                text=f"{count_words(len(used), 'route')} used, {len(blocked)} blocked.",
                cites=tuple(cite for route in blocked for cite in route.cites)[:1]
                or _cites(case, tuple(name for route in blocked for name in route.facts), 1),
                basis=tuple(f"routes.{route.id}" for route in (*used, *blocked)),
            )
        )
    found.append(Sentence(text="Dates, floors and own needs are not computed in this version."))
    return found


def _is_unknown(case: Case, amount: object) -> bool:
    if isinstance(amount, Reference):
        try:
            return isinstance(amount_at(case, amount.address), Unknown)
        except KeyError:
            return True
    return isinstance(amount, Unknown)


def _numbers(case: Case) -> list[Sentence]:
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


_QUESTIONS: tuple[tuple[str, Reach, Callable[[Case], list[Sentence]]], ...] = (
    ("Whom are you deterring, from exactly what?", Reach.ANSWERED, _whom),
    ("How do you know it has not already happened?", Reach.ANSWERED, _already),
    ("Which phase are we in, under what threshold?", Reach.ANSWERED, _phase),
    ("May I sign this today; who says I may not?", Reach.PARTLY, _law),
    ("Does this go round the Assembly?", Reach.PARTLY, _oversight),
    ("The people are against it, aren't they?", Reach.ANSWERED, _public),
    ("If Moscow signs and cheats?", Reach.PARTLY, _cheats),
    ("If Moscow complies, do we stop, and can weapons come back?", Reach.PARTLY, _complies),
    ("Does carrying out the threat free Moscow's hand?", Reach.PARTLY, _frees),
    ("If the war ends in spring, what is left?", Reach.PARTLY, _ends),
    ("What can actually arrive, when, and are we weaker for it?", Reach.PARTLY, _arrives),
    ("Who chose these numbers, and which one reverses the advice?", Reach.PARTLY, _numbers),
)
