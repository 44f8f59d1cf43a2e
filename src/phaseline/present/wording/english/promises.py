"""Words for what the published courses promise and leave open."""

from collections.abc import Mapping

from phaseline.case.check.ladders import gaps
from phaseline.desk.findings.promises import (
    AssumedSight,
    CompletedBy,
    Demanded,
    Drifts,
    HoldsBack,
    Irreversible,
    LeftOpen,
    NoCourses,
    NotOurs,
    NotWorkedOut,
    RungCalledFor,
    Says,
    SilentOn,
    StatedAim,
    ToBeUndone,
)
from phaseline.present.wording.english.acts import ends_words
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.spans import Spans, number, phrase
from phaseline.present.wording.words import Words

_OPEN: Mapping[str, str] = {
    "PL601": "what follows when the other side complies",
    "PL602": "what calls for every step",
    "PL603": "what follows a breach that is found out",
    "PL604": "how long the other side has to answer",
    "PL605": "what exactly is demanded",
    "PL606": "why the last step is proportionate",
    "PL607": "from what level on a step is due",
    "PL609": "what is demanded",
}
_PARTS: Mapping[str, str] = {
    "law": "what the law allows",
    "votes": "what would pass",
    "goods": "what can be delivered",
    "game": "what the other side would do",
}
_UNSAID: Mapping[str, str] = {"PL601": "", "PL603": f" {_OPEN['PL603']}"}


@wording.register
def _(finding: Demanded, words: Words) -> Spans:
    return phrase("{place}. {title}", place=str(finding.place), title=words.within(finding.demand))


@wording.register
def _(_: NoCourses, __: Words) -> Spans:
    return phrase("No ladder is entered in this case; there is nothing to compare.")


@wording.register
def _(finding: LeftOpen, _: Words) -> Spans:
    who = (
        "The one course on record does not say"
        if finding.courses == 1
        else f"None of the {finding.courses} courses on record says"
    )
    *before, last = [_OPEN[code] for code in finding.gaps]
    gaps_words = f"{', '.join(before)}, or {last}" if before else last
    return phrase("{who} {gaps}.", who=who, gaps=gaps_words)


@wording.register
def _(finding: StatedAim, words: Words) -> Spans:
    return phrase(
        "{who}: {aim}.",
        who=words.opening_origin(finding.ladder),
        aim=words.clause(words.ladder(finding.ladder).objective or "no aim stated"),
    )


@wording.register
def _(_: ToBeUndone, __: Words) -> Spans:
    return phrase("Undoing what is done or reported would be compellence, the harder task.")


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
    missing = [gap.says for gap in gaps(ladder, words.case) if gap.code == "PL602"]
    steps = {step.end: words.lowered(step.threshold) for step in ladder.transitions}
    limits = listed([f"{rung} {steps[rung]}" for rung in finding.thresholds], empty="")
    more = f"; {missing[0]}" if missing else f"; thresholds: {limits}" if limits else ""
    return phrase(
        "{who}: {rung} is in force{more}.",
        who=who,
        rung=words.lowered(ladder.rungs[0].title),
        more=more,
    )


@wording.register
def _(finding: SilentOn, _: Words) -> Spans:
    unsaid = _UNSAID[finding.gap]
    if finding.silent == finding.courses:
        return phrase("No course on record says{unsaid}.", unsaid=unsaid)
    return phrase(
        "{silent} of {courses} courses on record {do} not say{unsaid}.",
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
        fill.says
        for completion in completions
        for fill in completion.fills
        if fill.gap == finding.gap
    ]
    return phrase(
        "{lead} of {who}: {ways}",
        lead=words.completions(completion.completed_by for completion in completions),
        who=words.origin(finding.ladder),
        ways=words.lowered(" Or: ".join(ways[:2])),
    )


@wording.register
def _(_: Irreversible, __: Words) -> Spans:
    return phrase("Whether deliveries can be taken back is not in the sources.")


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
    return phrase("{text}", text=track.note or f"{track.title}: {track.levels[-1]}.")


@wording.register
def _(finding: NotWorkedOut, _: Words) -> Spans:
    parts = listed([_PARTS[part] for part in finding.parts])
    if finding.is_played:
        return phrase("{parts} are assumed, not computed.", parts=f"{parts[:1].upper()}{parts[1:]}")
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
