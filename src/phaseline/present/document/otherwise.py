"""The shown course played otherwise than on page one: who answers for it, and what it does."""

from collections.abc import Sequence

from phaseline.case.games import decider_owners, setup_of
from phaseline.case.model.case import Case
from phaseline.desk.findings.otherwise import OfferTaken, PlayedOtherwise, WhomDeterred
from phaseline.desk.findings.projects import WorkDone
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.record import record


@record
class VariantBlock:
    """
    One way in which the course is played otherwise.

    Args:
        title: What is otherwise, in a few words.
        sentences: Whose assumption it is, and what the course does then.
        command: What gives the same for every course.
    """

    title: str
    sentences: tuple[Sentence, ...]
    command: str


def variant_blocks(case: Case, findings: Sequence[PlayedOtherwise]) -> tuple[VariantBlock, ...]:
    """Give the ways in which a case plays the shown course otherwise, in their order."""
    words = Words(case)
    return tuple(_block(finding, words) for finding in findings)


def _block(finding: PlayedOtherwise, words: Words) -> VariantBlock:
    title, owned, command = _head(finding, words)
    return VariantBlock(
        title=title,
        sentences=(
            *all_told((finding,), words),
            Sentence(text=owned, basis=finding.rests_on, finding=finding.id),
        ),
        command=f"phaseline {command} {words.case.id}",
    )


def _head(finding: PlayedOtherwise, words: Words) -> tuple[str, str, str]:
    """Give the title, whose assumption it is, and the command."""
    setup = setup_of(words.case)
    match finding:
        case WhomDeterred():
            owner = listed(decider_owners(words.case), empty="the case")
            owned = f"That they decide apart is an assumption of {owner}; all at the best values."
            return "Several decide", owned, "whom"
        case OfferTaken():
            offer = setup.offers[finding.offer]
            owned = (
                f"Offered is {words.clause(offer.title)}. That it could be is an assumption of"
                f" {offer.owner}; all stands at the best values."
            )
            return "An offer beside it", owned, "offer"
        case WorkDone():
            project = setup.projects[finding.project]
            owned = (
                f"That it is work which is done for good, and no flow, is an assumption of"
                f" {project.owner}."
            )
            return "Work that is done for good", owned, "projects"
