"""A ladder that is played twice: two completions of it that do the same."""

from dataclasses import replace

from phaseline.case.model.case import Case
from phaseline.case.model.response import Completion, LadderStanding
from phaseline.terms.entries import Entries


def played_twice(case: Case, name: str, other: str) -> Case:
    """
    Give a case whose contrast of a name is a published ladder, played in a completion of that name
    and in another one.
    """
    contrast = case.ladders[name]
    twins = Entries(
        Completion(id=twin, title=twin, completed_by="me", fills=(), plays=contrast.plays)
        for twin in (name, other)
    )
    published = replace(contrast, standing=LadderStanding.PUBLISHED, plays=None, completions=twins)
    ladders = Entries(published if ladder is contrast else ladder for ladder in case.ladders)
    return replace(case, ladders=ladders)
