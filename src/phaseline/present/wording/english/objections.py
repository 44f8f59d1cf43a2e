"""Words for who objects and what a course may meet."""

from phaseline.desk.findings.objections import (
    DisputedWarning,
    DoesNotObject,
    MeetsWarnings,
    ThreatensOffice,
    Warns,
)
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: ThreatensOffice, words: Words) -> Spans:
    penalty = words.entry(finding.penalty)
    return phrase(
        "{by} threatens {to} over {act}",
        by=words.actor(penalty.by),
        to=words.lowered(penalty.to),
        act=words.lowered(words.without_remark(penalty.act)),
    )


@wording.register
def _(finding: Warns, words: Words) -> Spans:
    threat = words.entry(finding.threat)
    return phrase(
        "{by} warns: {consequence}",
        by=words.actor(threat.by),
        consequence=words.clause(threat.consequence),
    )


@wording.register
def _(finding: DoesNotObject, words: Words) -> Spans:
    return phrase("{who}: no objection of its own in the sources", who=words.actor(finding.actor))


@wording.register
def _(finding: DisputedWarning, words: Words) -> Spans:
    return phrase(
        "Whether others' doing meets a warning already is disputed: {condition}",
        condition=words.lowered(words.entry(finding.threat).condition),
    )


@wording.register
def _(finding: MeetsWarnings, words: Words) -> Spans:
    if not finding.is_new:
        return phrase(
            "Nothing new. Whether today's support meets a warning already is disputed."
            if finding.is_disputed
            else "Nothing new."
        )
    if not finding.threats:
        return phrase("No warning on record speaks of it.")
    threatened = [words.clause(words.entry(threat).consequence) for threat in finding.threats]
    return phrase("Its last step may meet: {what}.", what="; ".join(threatened))
