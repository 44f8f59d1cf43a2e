"""Words for what the published courses promise and leave open."""

from collections.abc import Iterable, Mapping

from phaseline.case.check.ladders import Gap, gaps
from phaseline.case.model.response import Ladder
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.promises import (
    AssumedSight,
    CompletedBy,
    Demanded,
    DeterredFrom,
    Drifts,
    HoldsBack,
    Irreversible,
    LeftOpen,
    NoCourses,
    NotOurs,
    NotWorkedOut,
    PlanNotThreat,
    RungCalledFor,
    Says,
    SilentOn,
    StatedAim,
    ToBeUndone,
)
from phaseline.present.wording.english.acts import ends_words
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.sentences import closed
from phaseline.present.wording.spans import Spans, number, phrase
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_OPEN: Mapping[str, str] = {
    "PL601": "what follows compliance",
    "PL602": "what calls for every step",
    "PL603": "what follows a breach that is found out",
    "PL604": "how long the other side has to answer",
    "PL605": "what exactly is demanded",
    "PL606": "why the last step is proportionate",
    "PL607": "from what level on a step is due",
    "PL608": "which wording of the trigger holds",
    "PL609": "what is demanded of the other side",
}
_FOLLOWS: Mapping[str, str] = {"PL601": "compliance", "PL603": "a discovered breach"}
_CALLED = "PL602"
_OPEN_IN_SHORT: Mapping[str, str] = {
    "PL602": "what calls for each step",
    "PL604": "by when to answer",
}
_PARTS: Mapping[str, str] = {
    "law": "what the law allows",
    "votes": "what would pass",
    "goods": "what can be delivered",
    "game": "what the other side would do",
}
_UNSAID: Mapping[str, str] = {"PL601": "", "PL603": f" {_OPEN['PL603']}"}


def unsaid_words(code: str, ladders: Iterable[str], words: Words) -> str:
    """Say what one gap of some ladders leaves open, as a part of a sentence of its own."""
    if code in _FOLLOWS:
        return f"what follows {_FOLLOWS[code]}"
    partly = _partly_called(ladders, words)
    return partly.get(code, _OPEN_IN_SHORT.get(code, _OPEN[code]))


def open_words(codes: Iterable[str]) -> list[str]:
    """Say what gaps leave open, each kind once."""
    return [_OPEN[code] for code in dict.fromkeys(codes) if code in _OPEN]


@wording.register
def _(finding: Demanded, words: Words) -> Spans:
    return phrase("{place}. {title}", place=str(finding.place), title=words.within(finding.demand))


@wording.register
def _(_: NoCourses, __: Words) -> Spans:
    return phrase("No course is on record in this case; there is nothing to compare.")


@wording.register
def _(finding: LeftOpen, words: Words) -> Spans:
    who = (
        "The one course on record does not say"
        if finding.courses == 1
        else f"None of the {finding.courses} courses on record says"
    )
    partly = _partly_called(finding.rests_on, words)
    *before, last = [partly.get(code, _OPEN[code]) for code in finding.gaps]
    gaps_words = f"{', '.join(before)}, or {last}" if before else last
    return phrase("{who} {gaps}.", who=who, gaps=gaps_words)


@short.register
def _(finding: LeftOpen, words: Words) -> Spans:
    partly = _partly_called(finding.rests_on, words)
    follows = [_FOLLOWS[code] for code in finding.gaps if code in _FOLLOWS]
    rest = [
        partly.get(code, _OPEN_IN_SHORT.get(code, _OPEN[code]))
        for code in finding.gaps
        if code not in _FOLLOWS
    ]
    *before, last = [*([f"what follows {' or '.join(follows)}"] if follows else []), *rest]
    gaps_words = f"{', '.join(before)}, or {last}" if before else last
    return phrase("No published course says {gaps}.", gaps=gaps_words)


def _partly_called(addresses: Iterable[str], words: Words) -> Mapping[str, str]:
    """Say of steps of which some are called for in words that it is the others that are not."""
    ladders = [words.ladder(address) for address in addresses]
    is_partly = any(step.condition for ladder in ladders for step in ladder.transitions)
    return {_CALLED: "what calls for some of the steps"} if is_partly else {}


@wording.register
def _(finding: StatedAim, words: Words) -> Spans:
    return phrase(
        "{who}: {aim}.",
        who=words.opening_origin(finding.ladder),
        aim=words.clause(words.ladder(finding.ladder).objective or "no aim stated"),
    )


@wording.register
def _(finding: ToBeUndone, words: Words) -> Spans:
    if len(finding.acts) > 1:
        acts = f"{count_words(len(finding.acts), 'act')} that are done or reported"
        return phrase("Undoing {acts} would be compellence, the harder task.", acts=acts)
    act = words.entry(finding.acts[0])
    return phrase(
        "Undoing what {who} {has} ({act}) would be compellence, the harder task.",
        who=words.actor(act.by),
        has="has done" if act.is_done == "yes" else "is reported to have done",
        act=words.lowered(act.title),
    )


@wording.register
def _(finding: DeterredFrom, words: Words) -> Spans:
    if finding.absence is not None:
        return phrase("No source draws a line; the one here was drawn for this case.")
    return phrase(
        "{challenger}, from {doing}.",
        challenger=capitalised(words.actor(words.case.challenger)),
        doing=words.crossing.doing,
    )


@wording.register
def _(finding: RungCalledFor, words: Words) -> Spans:
    who, ladder = words.opening_origin(finding.ladder), words.ladder(finding.ladder)
    if finding.absence:
        several = (
            f", and {count_words(finding.wordings, 'wording')} of the trigger"
            if finding.wordings
            else ""
        )
        return phrase("{who}: cannot be told; no threshold{several}.", who=who, several=several)
    missing = _uncalled_gaps(ladder, words)
    steps = {step.end: words.lowered(step.threshold) for step in ladder.transitions}
    limits = listed(
        [f"{_rung(ladder, rung)} {steps[rung]}" for rung in finding.thresholds], empty=""
    )
    if missing:
        more = f"; what calls for {_uncalled(missing[0], ladder)} is not said"
    else:
        more = f"; thresholds: {limits}" if limits else ""
    return phrase(
        "{who}: {rung} is in force{more}.",
        who=who,
        rung=_rung(ladder, first.id) if (first := ladder.rungs[0]).measures else "no step",
        more=more,
    )


@wording.register
def _(finding: PlanNotThreat, words: Words) -> Spans:
    return phrase(
        "{who}: nothing is demanded, and no step depends on what the other side does: a plan, not"
        " a threat.",
        who=words.opening_origin(finding.ladder),
    )


def _rung(ladder: Ladder, name: str) -> str:
    """Name a rung by its title, as its source writes it; by its id where it is not the ladder's."""
    return f"“{ladder.rungs[name].title}”" if name in ladder.rungs.ids else name


def _uncalled_gaps(ladder: Ladder, words: Words) -> list[Gap]:
    """Give the gaps of the steps that nothing calls for, neither a trigger nor words for one."""
    worded = {step.end for step in ladder.transitions if step.condition}
    return [
        gap for gap in gaps(ladder, words.case) if gap.code == _CALLED and gap.step not in worded
    ]


def _uncalled(gap: Gap, ladder: Ladder) -> str:
    """Name the rung that nothing calls for, and the one that it follows, by their titles."""
    section, place = gap.path[0], int(gap.path[1])
    if section == "rungs":
        low, high = ladder.rungs[place - 1].id, ladder.rungs[place].id
    else:
        low, high = ladder.transitions[place].start, ladder.transitions[place].end
    return f"{_rung(ladder, high)} after {_rung(ladder, low)}"


@wording.register
def _(finding: SilentOn, _: Words) -> Spans:
    unsaid = _UNSAID[finding.gap]
    if finding.courses == 1:
        return phrase("The one published course does not say{unsaid}.", unsaid=unsaid)
    if finding.silent == finding.courses:
        return phrase("No published course says{unsaid}.", unsaid=unsaid)
    return phrase(
        "{silent} of {courses} published courses {do} not say{unsaid}.",
        silent=str(finding.silent),
        courses=str(finding.courses),
        do="does" if finding.silent == 1 else "do",
        unsaid=unsaid,
    )


@wording.register
def _(finding: Says, words: Words) -> Spans:
    return phrase(
        "{who}: {says}.",
        who=words.opening_origin(finding.ladder),
        says=words.clause(words.entry(finding.field)),
    )


@wording.register
def _(finding: CompletedBy, words: Words) -> Spans:
    completions = [
        completion
        for completion in words.ladder(finding.ladder).completions
        if completion.id in finding.completions
    ]
    ways = [
        closed(fill.says)
        for completion in completions
        for fill in completion.fills
        if fill.gap == finding.gap
    ]
    return phrase(
        "{lead} of {who}: {ways}.",
        lead=words.completions(completion.completed_by for completion in completions),
        who=words.origin(finding.ladder),
        ways="; or ".join(words.clause(says) for says in ways[:2]),
    )


@wording.register
def _(finding: Irreversible, words: Words) -> Spans:
    return phrase(
        "Whether {acts} is {silence}.",
        acts="deliveries can be taken back"
        if words.case.stocks
        else "what the measures do can be undone",
        silence="not entered in this case"
        if finding.absence is Absence.NOT_ENTERED
        else "not in the sources",
    )


@wording.register
def _(finding: AssumedSight, words: Words) -> Spans:
    assumption = words.entry(finding.assumption)
    return phrase(
        "{asks}: assumed {ends} (owner: {owner}).",
        asks=assumption.asks,
        ends=number(ends_words(words, finding.assumption), finding.assumption),
        owner=assumption.owner,
    )


@wording.register
def _(finding: HoldsBack, words: Words) -> Spans:
    return phrase("{rank} {title}", rank=str(finding.rank), title=words.title(finding.brake))


@wording.register
def _(finding: Drifts, words: Words) -> Spans:
    track = words.entry(finding.track)
    if track.note:
        return phrase("{note}", note=track.note)
    return phrase(
        "{title} may come to “{level}”: nobody here decides that.",
        title=track.title,
        level=track.levels[-1].replace("-", " "),
    )


@wording.register
def _(finding: NotWorkedOut, _: Words) -> Spans:
    parts = listed([_PARTS[part] for part in finding.parts])
    if finding.is_played:
        return phrase("{parts} are assumed, not computed.", parts=capitalised(parts))
    return phrase(
        "No course can be preferred to another: {parts} {are} not computed from this case.",
        parts=parts,
        are="is" if len(finding.parts) == 1 else "are",
    )


@wording.register
def _(finding: NotOurs, words: Words) -> Spans:
    return phrase(
        "“{title}” is not for {responder} to decide, but for {others}.",
        title=words.title(finding.ladder),
        responder=words.actor(words.case.responder),
        others=words.actors(finding.by),
    )
