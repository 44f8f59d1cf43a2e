"""Words for the cells of page one's table: few to a cell, and none that needs a key."""

from collections.abc import Mapping

from phaseline.desk.findings.matrix import EarliestStep, OnComplying, StopsIfComplying
from phaseline.present.wording.calendar import month_or_day_after
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words

_PLAYED: Mapping[OnComplying, str] = {
    OnComplying.BACK: "back to today",
    OnComplying.NO_FURTHER: "back to an earlier step",
    OnComplying.NOTHING: "nothing stops",
}
_MOST_WORDS = 8


@wording.register
def _(finding: EarliestStep, words: Words) -> Spans:
    if not finding.is_new:
        return phrase("nothing new")
    if finding.first is None or finding.last is None:
        return phrase("not within {of} {periods}", of=str(finding.of), periods=words.periods(2))
    first, last = (
        month_or_day_after(words.case, period - 1) for period in (finding.first, finding.last)
    )
    late = f" ({finding.of} {words.periods(2)} over)" if finding.first > finding.of else ""
    return phrase(
        "{first}{last}{late}", first=first, last="" if first == last else f" or {last}", late=late
    )


@wording.register
def _(finding: StopsIfComplying, words: Words) -> Spans:
    if not finding.is_asked:
        return phrase("nothing is asked")
    says = words.ladder(finding.ladder).off_ramp
    if finding.is_said and len(says.split()) <= _MOST_WORDS:
        return phrase("{says}", says=words.clause(says))
    played = listed([_PLAYED[answer] for answer in finding.answers])
    if finding.is_said:
        return phrase("{played}", played=played)
    return phrase("not said; ours: {played}", played=played)
