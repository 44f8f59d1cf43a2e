"""Words for what may be done without asking, who reads the law how, and whose consent is asked."""

import re
from collections.abc import Sequence

from phaseline.case.alphabet import sides_in_order
from phaseline.desk.findings.authority import (
    AgainstOf,
    CannotBeTold,
    ConsentAsked,
    ConsentProvision,
    ContestedTerms,
    DisputedTerm,
    FewLeftToExecutive,
    FewPracticeToday,
    GoesRound,
    GoodsByReading,
    LawNotAsked,
    LeftToExecutive,
    NeitherBarredNorPermitted,
    NoneGoesRound,
    PracticeToday,
    ReadingBelieved,
    SideOfConflict,
    StandsByReading,
    StandsOverall,
    VetoLeaves,
)
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.objections import ExposesOffice
from phaseline.law.model import Standing
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.law import doubts_words
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.odds import odds_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words

_CLAUSE = re.compile(r"\w \b(?:should|shall|could|may|must|will|ought to|ha(?:s|ve) to)\b")
_STANDS = {
    Standing.SILENT: "neither barred nor permitted",
    Standing.PRACTICE: "open by practice alone",
    Standing.EXECUTIVE: "open without asking",
    Standing.CONSENT: "open with consent",
    Standing.BARRED: "barred",
    Standing.CONSENT_LIFTS_BAR: "barred until a consent lifts the bar",
    Standing.UNDETERMINED: "such that it cannot be told",
}


@wording.register
def _(finding: PracticeToday, words: Words) -> Spans:
    titles = "; ".join(words.within(measure) for measure in finding.measures)
    return phrase("Practice today, which proves no authority: {titles}.", titles=titles)


@wording.register
def _(finding: CannotBeTold, words: Words) -> Spans:
    titles = listed([words.within(option) for option in finding.options])
    return phrase(
        "How {titles} {stand}{who} cannot be told: {doubts}.{played}",
        titles=titles,
        stand="stands" if len(finding.options) == 1 else "stand",
        who=f" as read by {words.readings(finding.readings)}" if finding.readings else "",
        doubts=doubts_words(finding.doubts, finding.on),
        played=" The game plays it as barred." if finding.is_played else "",
    )


@wording.register
def _(finding: LeftToExecutive, words: Words) -> Spans:
    groups = "; ".join(
        f"{', '.join(words.within(option) for option in group.options)} (against:"
        f" {words.readings(group.against)})"
        for group in finding.groups
    )
    return phrase("For the executive alone in somebody's reading: {groups}.", groups=groups)


@wording.register
def _(finding: FewPracticeToday, words: Words) -> Spans:
    more = f"; {count_words(finding.more, 'measure')} more" if finding.more else ""
    return phrase(
        "Practice today, which proves no authority: {measures}{more}.",
        measures=listed([words.within(measure) for measure in finding.measures]),
        more=more,
    )


@wording.register
def _(finding: FewLeftToExecutive, words: Words) -> Spans:
    others = "; ".join(_against(group, words) for group in finding.others)
    more = f"; {finding.more} more: {others}" if finding.more else ""
    return phrase(
        "For the executive alone in some readings: {first}{more}.",
        first=_against(finding.groups[0], words),
        more=more,
    )


def _against(group: AgainstOf, words: Words) -> str:
    """Name options, and in brackets whose readings leave them to nobody alone."""
    options = listed([_step(option, words) for option in group.options])
    return f"{options} (against: {words.readings(group.against)})"


def _step(option: str, words: Words) -> str:
    """Name an option within a sentence; in quotes where its title is a sentence of its own."""
    title = words.title(option)
    return f"“{title}”" if _CLAUSE.search(title) else words.within(option)


def _is_singular(readings: Sequence[str], words: Words) -> bool:
    """Whether readings are told as one; "Those who …" are many."""
    return len(readings) == 1 and not words.readings(readings).casefold().startswith("those ")


@short.register
def _(finding: FewLeftToExecutive, words: Words) -> Spans:
    group = finding.groups[0]
    case = "for instance " if finding.more else ""
    return phrase(
        "Some say {who} may act without asking anybody, {case}by {options}: {readings} {disagree}.",
        who=words.actor(words.case.responder),
        options=listed([_step(option, words) for option in group.options]),
        readings=words.readings(group.against),
        disagree="disagrees" if _is_singular(group.against, words) else "disagree",
        case=case,
    )


@wording.register
def _(finding: DisputedTerm, words: Words) -> Spans:
    return phrase(
        "Disputed: {asks} ({holders}).",
        asks=words.entry(finding.term).asks.rstrip("?"),
        holders=words.actors(finding.holders),
    )


@wording.register
def _(finding: NeitherBarredNorPermitted, words: Words) -> Spans:
    return phrase(
        "{option}: neither barred nor permitted in any reading on record.",
        option=words.title(finding.option),
    )


@wording.register
def _(finding: StandsByReading, words: Words) -> Spans:
    groups = "; ".join(
        f"{words.standing(group.standing, group.bodies)} ({words.readings(group.readings)})"
        for group in finding.groups
    )
    return phrase("{option}: {groups}.", option=words.title(finding.option), groups=groups)


@wording.register
def _(finding: StandsOverall, words: Words) -> Spans:
    ways = [words.standing(way.standing, way.bodies) for way in finding.ways]
    option = words.title(finding.option)
    if len(ways) == 1:
        return phrase("{option}, in every reading: {way}.", option=option, way=ways[0])
    return phrase(
        "{option}: {ways}, by how its terms are read.", option=option, ways=" or ".join(ways)
    )


@wording.register
def _(finding: GoodsByReading, words: Words) -> Spans:
    goes, stays = (
        listed([words.within(stock) for stock in stocks])
        for stocks in (finding.goes, finding.stays)
    )
    return phrase(
        "{measure}, in the reading of {readings}: {goes} ({standing}), without {stays}.",
        measure=words.title(finding.measure),
        readings=words.readings(finding.readings),
        goes=goes,
        standing=words.standing(finding.standing, finding.bodies),
        stays=stays,
    )


@wording.register
def _(finding: ReadingBelieved, words: Words) -> Spans:
    options = count_words(len(finding.rests_on), "option")
    ways = [
        f"{len(group.options)}{'' if place else f' of {options}'} {_are(len(group.options))}"
        f" {_STANDS[group.standing]}"
        for place, group in enumerate(finding.groups)
    ]
    titles = listed([words.within(option) for option in finding.alone])
    return phrase(
        "If you believe the reading of {reading}, {ways}.{alone}",
        reading=words.readings((finding.reading,)),
        ways=listed(ways),
        alone=f" Open without asking in no other reading: {titles}." if finding.alone else "",
    )


@wording.register
def _(finding: GoesRound, words: Words) -> Spans:
    return phrase(
        "{kinds} of measure would. {option}: nobody is asked in the reading of {without}, somebody"
        " in that of {against}.",
        kinds=count_words(finding.kinds, "kind"),
        option=words.title(finding.option),
        without=words.readings(finding.without),
        against=words.readings(finding.against),
    )


@wording.register
def _(_: NoneGoesRound, __: Words) -> Spans:
    return phrase("No: what one reading allows without asking needs nobody's consent in another.")


@wording.register
def _(finding: ExposesOffice, words: Words) -> Spans:
    penalty = words.entry(finding.penalty)
    return phrase(
        "{by} threatens {whom} with {what}.",
        by=words.actor(penalty.by),
        whom=words.actor(penalty.exposes),
        what=words.lowered(penalty.to),
    )


@wording.register
def _(finding: ConsentAsked, words: Words) -> Spans:
    return phrase(
        "Would {body} agree, asked for {option}? Inside the model: {chance}.",
        option=words.within(finding.option),
        body=words.body(finding.procedure),
        chance=odds_words(finding.chance),
    )


@wording.register
def _(finding: SideOfConflict, words: Words) -> Spans:
    side = sides_in_order(words.entry(finding.conflict))[finding.side]
    return phrase(
        "{source}: {holds}", source=words.source(side.source), holds=words.lowered(side.holds)
    )


@wording.register
def _(finding: ContestedTerms, _: Words) -> Spans:
    return phrase(
        "{terms} of law {are} contested between parties on record.",
        terms=count_words(len(finding.terms), "term"),
        are="is" if len(finding.terms) == 1 else "are",
    )


@wording.register
def _(finding: ConsentProvision, words: Words) -> Spans:
    provision = words.entry(finding.provision)
    return phrase(
        "{statute} ({force}): {says}",
        statute=provision.statute,
        force=provision.force.value.replace("_", " "),
        says=words.lowered(provision.says),
    )


@wording.register
def _(finding: VetoLeaves, words: Words) -> Spans:
    stays = listed([words.clause(words.entry(provision).says) for provision in finding.stays])
    return phrase(
        "{change}: if that is vetoed and not passed again, this stays: {stays}.",
        change=words.entry(finding.amendment).says.rstrip("."),
        stays=stays,
    )


@wording.register
def _(finding: LawNotAsked, _: Words) -> Spans:
    return phrase(
        "Which step is lawful is not computed: {why}.",
        why=(
            "this case asks nothing of the law (`options:`)"
            if finding.absence is Absence.NOT_ENTERED
            else "the law was not asked"
        ),
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
