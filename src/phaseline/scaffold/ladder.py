"""
The first layer: demands, measures and ladders, of what the papers recommend where facts of the case
say so, else of a pattern; and the line that is not to be crossed, where the case draws none.
"""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.common import Modality, Status
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.evidence import ENDING, LAWS, RESERVATION, Fact
from phaseline.case.model.response import LadderStanding
from phaseline.case.reserved import reserved_words
from phaseline.errors import QuestionError
from phaseline.scaffold.advice import advice_of, asked_of, is_called
from phaseline.scaffold.pattern import Pattern
from phaseline.scaffold.sketch import NewEntry, Sketch, editors, free_id, ids, new_entry

_ASKED = (Status.REQUESTED, Status.PROPOSED)
_NAMED_STEPS = 2  # of a rung, in its title
_AIM = "goal"  # the kind of fact that says what a speaker is after
_RECOMMENDED = "What the papers recommend"
_DEMAND = "demand"  # the kind of fact that says what is asked of the other side
_Step = tuple[Fact, NewEntry]  # what recommends a step, and its measure


def ladder_sketch(case: Case, pattern: Pattern) -> Sketch:
    """
    Sketch demands, measures and ladders.

    Raises:
        QuestionError: The case has ladders already, other than those of a pattern beside which
            what the papers recommend may stand.
    """
    facts = [fact for fact in case.facts if _is_step(fact)]
    _refuse_further(case, facts)
    speaker, sketch = editors(case)
    demands = _demands(case, pattern)
    steps = _recommended(case, facts) if facts else _of_pattern(case, pattern)
    ladders = (
        _published(case, facts, steps, demands)
        if facts
        else (_contrast(pattern, steps, demands, speaker),)
    )
    entries = (
        *(demand for demand in demands if demand.fields["id"] not in case.demands),
        *(step for step in steps if step.fields["id"] not in case.measures),
        *ladders,
        *(() if case.ladders else (_nothing_new(speaker),)),
        *_line(case, pattern, speaker, is_of_papers=bool(facts)),
        *_answer(case, demands),
    )
    return sketch.with_more(Sketch(entries=entries, underived=_underived(facts)))


def _refuse_further(case: Case, facts: Sequence[Fact]) -> None:
    """
    Refuse a case whose ladders leave no room beside them.

    Raises:
        QuestionError: It has such ladders.
    """
    if case.ladders and not (facts and _are_a_pattern_s(case)):
        raise QuestionError(
            f"the case has ladders already ({', '.join(ids(case.ladders))}): nothing is overwritten"
        )


def _is_step(fact: Fact) -> bool:
    """
    Whether a fact asks for a step: it recommends one, or tells of a request or a proposal in words
    of what should or could be done. That something was asked for once is no step of anybody's, and
    an exception is none, nor is what ends the steps.
    """
    if fact.kind in (_DEMAND, ENDING, RESERVATION):
        return False
    is_meant = fact.modality is not Modality.SAID
    return fact.status is Status.RECOMMENDED or (fact.status in _ASKED and is_meant)


def _is_asked(case: Case) -> bool:
    """
    Whether the case says what is asked of the other side, so that no pattern has to: beside the
    ladders of a pattern, with a source.
    """
    said = [demand for demand in case.demands if not case.ladders or demand.facts or demand.cites]
    return bool(said) or any(fact.kind == _DEMAND for fact in case.facts)


def _are_a_pattern_s(case: Case) -> bool:
    """Whether no ladder of a case is more than a contrast, and no game is played with them."""
    standings = {ladder.standing for ladder in case.ladders}
    return standings == {LadderStanding.CONTRAST} and not case.games


def _demands(case: Case, pattern: Pattern) -> tuple[NewEntry, ...]:
    asked = [fact for fact in case.facts if fact.kind == _DEMAND]
    if case.demands and not (case.ladders and asked):
        return tuple(new_entry("demands", {"id": name}) for name in ids(case.demands))
    remark = "Add `observable`: what would show that it is met."
    if asked:
        return tuple(
            new_entry(
                "demands",
                {
                    "id": fact.id,
                    "title": asked_of(fact.says),
                    "to": case.challenger,
                    **_modality(fact),
                    "facts": [fact.id],
                },
                remark,
            )
            for fact in asked
        )
    fields = {
        "id": free_id("asked", ids(case.demands)),
        "title": pattern.demand.title,
        "to": case.challenger,
        "observable": pattern.demand.observable,
    }
    return (new_entry("demands", fields, f"Of the pattern ‘{pattern.id}’; no source says it."),)


def _recommended(case: Case, facts: Sequence[Fact]) -> tuple[NewEntry, ...]:
    """
    Give a measure for each fact that recommends something, in their order: of whom the fact says
    that it should be done by, where that is an actor of the case, else of the side that answers.
    """
    remark = (
        "From the fact of the same name. Set `route` (direct, indirect or none) and `lethality`."
    )
    return tuple(
        new_entry(
            "measures",
            {
                "id": fact.id,
                "title": advice_of(fact.says, _names_of(case, case.responder)).title,
                "route": "none",
                "lethality": "none",
                "controlled_by": _doer(case, fact),
                **_modality(fact),
                "facts": [fact.id],
            },
            remark,
        )
        for fact in facts
    )


def _names_of(case: Case, actor_id: str) -> tuple[str, ...]:
    """Give the names by which a statement may call an actor."""
    actor = case.actors.get(actor_id)
    return (actor_id, *((actor.name, actor.short, *actor.aliases) if actor else ()))


def _doer(case: Case, fact: Fact) -> str:
    who = advice_of(fact.says).who
    named = (actor.id for actor in case.actors if is_called(who, _names_of(case, actor.id)))
    return next(named, case.responder)


def _of_pattern(case: Case, pattern: Pattern) -> tuple[NewEntry, ...]:
    return tuple(
        new_entry(
            "measures",
            {
                "id": free_id(step.id, {*ids(case.measures), *reserved_words()}),
                "title": step.measure,
                "route": step.route,
                "lethality": step.lethality,
                "controlled_by": case.responder,
            },
            f"Of the pattern ‘{pattern.id}’; no source says it.",
        )
        for step in pattern.steps
    )


def _published(
    case: Case, facts: Sequence[Fact], steps: Sequence[NewEntry], demands: Sequence[NewEntry]
) -> tuple[NewEntry, ...]:
    """
    Give the ladders of the papers, one for all that one speaker recommends in one source: what two
    of them recommend is no ladder of either. What no source asks, none of them asks.
    """
    asked = demands if _is_asked(case) else ()
    by_speaker: dict[tuple[str, str], list[_Step]] = {}
    for fact, step in zip(facts, steps, strict=True):
        source = fact.cites[0].source if fact.cites else ""
        by_speaker.setdefault((fact.said_by, source), []).append((fact, step))
    ladders: list[NewEntry] = []
    for (speaker, source), advice in by_speaker.items():
        naming = _naming(case, speaker, source, tuple(by_speaker))
        taken = {*ids(case.ladders), *(ladder.fields["id"] for ladder in ladders)}
        fields = {
            **naming,
            "id": free_id(naming["id"], taken),
            "standing": "published",
            "proposed_by": speaker,
            "source": source,
            "objective": _aim_of(case, speaker, source),
            "off_ramp": _ending(advice, _stated(case, ENDING, speaker, source)),
        }
        ladders.append(_of_one_speaker(case, fields, advice, asked))
    return tuple(ladders)


def _aim_of(case: Case, speaker: str, source: str) -> str:
    """Give the first aim that a speaker states in a source; empty where none was confirmed."""
    return next(iter(_stated(case, _AIM, speaker, source)), "")


def _stated(case: Case, kind: str, speaker: str, source: str) -> list[str]:
    """Give what a speaker states in a source, of one kind."""
    return [
        fact.says
        for fact in case.facts
        if fact.kind == kind and fact.said_by == speaker and source in _sources_of(fact)
    ]


def _sources_of(fact: Fact) -> list[str]:
    return [cite.source for cite in fact.cites] or [""]


def _naming(
    case: Case, speaker: str, source: str, speakers: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Name a ladder by who speaks where others do, and by the source where who speaks has two."""
    if len(speakers) == 1:
        return {"id": "recommended", "title": f"{_lead(case, source)}, step by step"}
    is_once = [name for name, _ in speakers].count(speaker) == 1
    inside = "" if is_once else f" in {_title_of(case, source)}"
    title = f"The course proposed by {_name_of(case, speaker)}{inside}"
    return {"id": f"recommended-{speaker}", "title": title}


def _lead(case: Case, source: str) -> str:
    """Say what a paper does: it recommends, or lays down where it is a law."""
    entry = case.sources.get(source)
    return "What the paper lays down" if entry and entry.type in LAWS else _RECOMMENDED


def _of_one_speaker(
    case: Case, fields: dict[str, Any], advice: Sequence[_Step], demands: Sequence[NewEntry]
) -> NewEntry:
    """
    Give a ladder of what one speaker recommends: what names neither a condition nor a place among
    the others stands on one rung, for no order is lent to it, and so does what names the same
    condition; each other step is a rung more.
    """
    grouped = _steps_by_rung(advice)
    asked = [demand.fields["id"] for demand in demands]
    rungs: list[dict[str, Any]] = [{"id": _step_id(0), "title": "Today"}]
    names: list[str] = []
    for place, shared in enumerate(grouped, start=1):
        names = [*names, *(step.fields["id"] for _, step in shared)]
        rungs.append(
            {
                "id": _step_id(place),
                "title": _title_of_rung(case, shared),
                "measures": names,
                **({"demands": asked} if asked else {}),
                **_shared_modality([fact for fact, _ in shared]),
            }
        )
    transitions = [_called_for(shared, place) for place, shared in enumerate(grouped)]
    remark = (
        "What names no condition and no place in an order shares a rung: part it where the papers"
        " order it. Say\nwhat calls each step (`trigger`: act, statement, elapsed or none),"
        " `off_ramp` and `on_crossing` where a\npaper does; what it leaves open stays `unstated`,"
        " and is a finding."
    )
    steps = {
        "rungs": rungs,
        "transitions": transitions,
        "facts": [fact.id for fact, _ in advice],
    }
    return new_entry("ladders", _said({**fields, **steps}), remark)


def _steps_by_rung(advice: Sequence[_Step]) -> list[list[_Step]]:
    """
    Put steps on rungs: those without a place first and together, then those of each condition; a
    step that names its place and no condition stands by itself.
    """
    by_rung: dict[tuple[str, str], list[_Step]] = {}
    unplaced: list[_Step] = []
    for fact, step in advice:
        advised = advice_of(fact.says)
        if not advised.is_placed:
            unplaced.append((fact, step))
        else:
            own = "" if advised.condition else fact.id
            key = (advised.condition.casefold(), own)
            by_rung.setdefault(key, []).append((fact, step))
    return [*([unplaced] if unplaced else []), *by_rung.values()]


def _title_of_rung(case: Case, steps: Sequence[_Step]) -> str:
    """Name a rung by its steps, of many by the first, and once by the condition that they share."""
    names = _names_of(case, case.responder)
    advised = [advice_of(fact.says, names) for fact, _ in steps]
    titles = _titled([step.dated for step in advised])
    return advised[0].called(titles) if len(steps) > 1 else advised[0].title


def _titled(titles: Sequence[str]) -> str:
    """
    Join the titles of some steps, of many the first with how many more there are.

    >>> _titled(["Raise a levy", "Close the port"])
    'Raise a levy; close the port'
    """
    if len(titles) <= _NAMED_STEPS:
        return "; ".join([titles[0], *map(_within, titles[1:])])
    return f"{titles[0]}; and {len(titles) - 1} steps more"


def _shared_modality(facts: Sequence[Fact]) -> dict[str, str]:
    """Give how firmly the steps of a rung are meant, where all are meant alike."""
    meant = {fact.modality for fact in facts}
    return _modality(facts[0]) if len(meant) == 1 else {}


def _ending(advice: Sequence[_Step], endings: Sequence[str]) -> str:
    """Give what a paper says of the end of steps; nothing where it says of none until when."""
    ended = [step.fields["title"] for fact, step in advice if advice_of(fact.says).end]
    if endings:
        return " ".join(f"{says.rstrip('.')}." for says in (*endings, *ended))
    others = "" if len(ended) == len(advice) else " Of the other steps nothing is said."
    return f"{'; '.join(ended)}.{others}" if ended else ""


def _called_for(steps: Sequence[_Step], place: int) -> dict[str, Any]:
    """
    Give the way to a rung, with the condition that its steps name, and whether they say that they
    follow the rung before. A time that the condition gives is how long the other side has; what
    other kind of trigger it is, and from what level on it calls for the step, is for a person to
    say.
    """
    advised = advice_of(steps[0][0].says)
    times = {advice_of(fact.says).by_when for fact, _ in steps}
    says = advised.condition or (times.pop() if len(times) == 1 else "")
    called = {"trigger": "elapsed", "deadline": advised.term} if advised.term else {}
    apart = {"order": "unstated"} if place and not advised.is_after else {}
    return {
        "start": _step_id(place),
        "end": _step_id(place + 1),
        "trigger": "unstated",
        "says": says,
        **called,
        **apart,
        **({"facts": [fact.id for fact, _ in steps]} if says else {}),
    }


def _name_of(case: Case, actor_id: str) -> str:
    """Give how a title names an actor within its words, an article of the name written small."""
    actor = case.actors.get(actor_id)
    name = (actor.short or actor.name) if actor else actor_id
    return _within(name) if name.startswith("The ") else name


def _bare_name_of(case: Case, actor_id: str) -> str:
    """Give the name of an actor without the form of its state."""
    name = _name_of(case, actor_id)
    return name.removeprefix("Government of the ").removeprefix("Government of ")


def _title_of(case: Case, source_id: str) -> str:
    source = case.sources.get(source_id)
    return f"‘{source.short or source.title}’" if source else source_id


def _contrast(
    pattern: Pattern, steps: Sequence[NewEntry], demands: Sequence[NewEntry], speaker: str
) -> NewEntry:
    """Give the pattern's own ladder, for no paper proposes it."""
    names = [step.fields["id"] for step in steps]
    asked = [demand.fields["id"] for demand in demands]
    rungs = [
        {"id": _step_id(0), "title": "Today"},
        *(
            {
                "id": _step_id(place),
                "title": step.title,
                "measures": names[:place],
                "demands": asked,
            }
            for place, step in enumerate(pattern.steps, start=1)
        ),
    ]
    fields = {
        "id": f"{pattern.id}-steps",
        "title": f"{pattern.title}, step by step",
        "standing": "contrast",
        "proposed_by": speaker,
        "objective": pattern.act.title,
        "rungs": rungs,
        "transitions": [_pattern_step(pattern, place) for place in range(len(steps))],
        "off_ramp": "Every step ends once the demand is met.",
        "on_crossing": "The next step is called.",
    }
    remark = f"Of the pattern ‘{pattern.id}’: no paper proposes it, so that it is a contrast."
    return new_entry("ladders", fields, remark)


def _pattern_step(pattern: Pattern, place: int) -> dict[str, str]:
    """Give a step of a pattern's ladder: a report calls the first, the wait each later one."""
    step = {"start": _step_id(place), "end": _step_id(place + 1)}
    if place == 0:
        act = {"trigger": "act", "says": pattern.act.title, "threshold": "reported"}
        return {**step, **act}
    return {
        **step,
        "trigger": "elapsed",
        "says": "The demand is unmet after the wait.",
        "deadline": "the wait that is assumed",
    }


def _nothing_new(speaker: str) -> NewEntry:
    fields = {
        "id": "nothing-new",
        "title": "No new step",
        "standing": "contrast",
        "proposed_by": speaker,
        "rungs": [{"id": _step_id(0), "title": "Today"}],
    }
    return new_entry("ladders", fields, "What the others are measured against.")


def _line(
    case: Case, pattern: Pattern, speaker: str, *, is_of_papers: bool
) -> tuple[NewEntry, ...]:
    """
    Give the line that is not to be crossed, where the case draws none: in the words of the pattern,
    or beside the steps of papers, whose matter is another one, in words that name nothing yet.
    """
    if case.red_lines:
        return ()
    notes = {
        "id": "editors-notes",
        "type": "personal_communication",
        "title": "Notes of the editors of this case",
        "note": "No text; what stands on it was made for this case.",
    }
    is_there = case.sources.get(notes["id"]) is not None
    act = free_id("feared-act", ids(case.technologies))
    feared = (
        {"title": f"What {_bare_name_of(case, case.challenger)} is to be kept from"}
        if is_of_papers
        else {"title": pattern.act.title, "affects": pattern.act.affects}
    )
    technology = {"id": act, **feared}
    line = {
        "id": free_id("line", ids(case.red_lines)),
        "title": f"The line: {_within(feared['title'])}",
        "any_of": [act],
        "drawn_by": speaker,
        "source": notes["id"],  # of no paper, which draws none
        "status": "proposed",
        "note": "Drawn for this case; no source draws it.",
    }
    return (
        *(() if is_there else (new_entry("sources", notes),)),
        new_entry("technologies", technology, "What is to be prevented. Name it as the papers do."),
        new_entry(
            "red_lines", line, "Who draws the line, and in which text? Until then it is ours."
        ),
    )


def _answer(case: Case, demands: Sequence[NewEntry]) -> tuple[NewEntry, ...]:
    """Give the track of the other side's answer to the demand, where the case has none."""
    if not demands or any(track.role is TrackRole.ANSWER for track in case.tracks):
        return ()
    fields = {
        "id": free_id("reply", ids(case.tracks)),
        "title": "The answer to what is asked",
        "levels": ["none", "refused", "given"],
        "controlled_by": case.challenger,
        "seen": "overt",
        "at_start": "none",
        "role": "answer",
        "turned": "given",
    }
    return (new_entry("tracks", fields, "How the other side may answer the demand."),)


def _underived(facts: Sequence[Fact]) -> tuple[str, ...]:
    if facts:
        return ()
    return (
        "no fact recommends a step (`status: recommended`), so that the steps are the pattern's",
    )


def _step_id(place: int) -> str:
    """Give the id of a rung by its place; the lowest is 0."""
    return f"S{place}"


def _within(title: str) -> str:
    return title[:1].lower() + title[1:]


def _modality(fact: Fact) -> dict[str, str]:
    return {} if fact.modality is Modality.SAID else {"modality": fact.modality.value}


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value != ""}
