"""What a report can be about, who can send it, and how it is graded, in words to choose from."""

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import shorten
from types import MappingProxyType

from phaseline.case.model.case import Case
from phaseline.desk.watching.beliefs import reliability_on
from phaseline.desk.watching.entering import OUTCOMES
from phaseline.present.wording.watch import OUTCOME_WORDS, level_words
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record
from phaseline.watch.reports import ENDED, IN_FORCE, MEASURE, NOT_SO, RESOLUTION, SO, THREAT

INDICATOR, ACT = "of", "act"
_LONGEST = 90  # letters of a choice
# The words of the scale, as the NATO allies print them.
RELIABILITIES: Mapping[str, str] = MappingProxyType(
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "cannot be judged",
    }
)
CREDIBILITIES: Mapping[str, str] = MappingProxyType(
    {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "cannot be judged",
    }
)


@record
class ChoiceGroup:
    """
    Things to choose from that belong together.

    Args:
        title: What they are.
        choices: Each with what a form sends of it, and in words.
    """

    title: str
    choices: tuple[tuple[str, str], ...]


def subject_choices(case: Case) -> tuple[ChoiceGroup, ...]:
    """
    Give what a report can be about: an indicator that was looked for, or something that everybody
    sees; a form sends the option of `phaseline log` with its value.

    Args:
        case: The case.
    """
    groups = (
        ChoiceGroup(
            title="An indicator that was looked for",
            choices=tuple(
                (f"{INDICATOR}:{indicator.id}", _cut(indicator.title))
                for indicator in case.indicators
            ),
        ),
        *_acts(case),
        ChoiceGroup(title="A measure of ours", choices=tuple(_measures(case))),
        ChoiceGroup(title="A threat, and what becomes of it", choices=tuple(_threats(case))),
        ChoiceGroup(title="A hypothesis that is resolved", choices=tuple(_hypotheses(case))),
    )
    return tuple(group for group in groups if group.choices)


def _acts(case: Case) -> Iterator[ChoiceGroup]:
    for track in case.tracks:
        if track.seen != "hidden":
            yield ChoiceGroup(
                title=f"An act that everybody sees: {track.title}",
                choices=tuple(
                    (f"{ACT}:{track.id}:{level}", f"{_cut(track.title)}: {level_words(level)}")
                    for level in track.levels
                ),
            )


def _measures(case: Case) -> Iterator[tuple[str, str]]:
    words = Words(case)
    for measure in case.measures:
        says = _cut(capitalised(words.within(f"measures.{measure.id}")))
        for state, became in ((IN_FORCE, "in force"), (ENDED, "ended")):
            yield f"{MEASURE}:{measure.id}:{state}", f"{says}: {became}"


def _threats(case: Case) -> Iterator[tuple[str, str]]:
    said = (
        *((threat.id, threat.says) for threat in case.threats),
        *((counter.id, counter.consequence) for counter in case.counter_threats),
    )
    for name, says in said:
        for state in OUTCOMES:
            became = OUTCOME_WORDS.get(state, "its condition is met")
            yield f"{THREAT}:{name}:{state}", f"{_cut(says)}: {became}"


def _hypotheses(case: Case) -> Iterator[tuple[str, str]]:
    for hypothesis in case.hypotheses:
        for state, became in ((SO, "so"), (NOT_SO, "not so")):
            yield f"{RESOLUTION}:{hypothesis.id}:{state}", f"{_cut(hypothesis.title)}: {became}"


def source_choices(case: Case, day: date) -> tuple[ChoiceGroup, ...]:
    """
    Give who can report: channels with their grade on a day, and the sources of the case.

    Args:
        case: The case.
        day: The day.
    """
    words = Words(case)
    channels = (
        (channel.id, channel.title, reliability_on(channel, day)) for channel in case.channels
    )
    groups = (
        ChoiceGroup(
            title="Channels",
            choices=tuple(
                (name, f"{_cut(title)} ({f'graded {grade}' if grade else 'not graded'})")
                for name, title, grade in channels
            ),
        ),
        ChoiceGroup(
            title="Sources of the case",
            choices=tuple((source.id, _cut(words.source(source.id))) for source in case.sources),
        ),
    )
    return tuple(group for group in groups if group.choices)


def _cut(says: str) -> str:
    return shorten(says.rstrip("."), _LONGEST, placeholder=" …")
