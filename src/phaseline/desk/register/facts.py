"""
Facts, actors and silences looked up: by kind, by any printed name of an actor, by status, by
source.
"""

from collections.abc import Collection, Iterable

from phaseline.case.addresses import did_you_mean
from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.references import independent_origins
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite, Modality, Status
from phaseline.case.model.evidence import Actor, Fact, Silence, SourceRole
from phaseline.errors import QuestionError
from phaseline.terms.record import record


@record
class FactFilter:
    """
    Which facts are asked for; an empty word asks for all.

    Args:
        kind: What the fact is about.
        actor: The id or any printed name of an actor who says it or whom it is about.
        status: With what standing it is said.
        source: The id of a source that is cited for it.
        modality: said, could, should or will.
    """

    kind: str = ""
    actor: str = ""
    status: str = ""
    source: str = ""
    modality: str = ""


def actor_named(case: Case, name: str) -> Actor:
    """
    Find an actor by id or by any printed spelling of its name.

    Raises:
        QuestionError: Nobody of that name is in the case.
    """
    wanted = name.strip().casefold()
    for actor in case.actors:
        if wanted in {
            actor.id.casefold(),
            actor.name.casefold(),
            *(alias.casefold() for alias in actor.aliases),
        }:
            return actor
    known = [name for actor in case.actors for name in (actor.id, actor.name, *actor.aliases)]
    raise QuestionError(f"there is no actor {name!r} in this case{did_you_mean(name, known)}")


def chosen_facts(case: Case, choice: FactFilter) -> tuple[Fact, ...]:
    """
    Give the facts that fit, in the order of the case.

    Raises:
        QuestionError: A kind, status, modality, source or actor does not exist; the nearest is
            named.
    """
    _require_known("kind", choice.kind, {fact.kind for fact in case.facts})
    _require_known("status", choice.status, {status.value for status in Status})
    _require_known("modality", choice.modality, {modality.value for modality in Modality})
    _require_known("source", choice.source, case.sources.ids)
    actor = actor_named(case, choice.actor).id if choice.actor else ""
    return tuple(fact for fact in case.facts if _fits(fact, choice, actor))


def _require_known(kind: str, word: str, words: Collection[str]) -> None:
    if word and word not in words:
        raise QuestionError(
            f"--{kind}: found {word!r}; expected one of"
            f" {', '.join(sorted(words))}{did_you_mean(word, sorted(words))}"
        )


def _fits(fact: Fact, choice: FactFilter, actor: str) -> bool:
    return (
        choice.kind in ("", fact.kind)
        and choice.status in ("", fact.status.value)
        and choice.modality in ("", fact.modality.value)
        and (not choice.source or any(cite.source == choice.source for cite in fact.cites))
        and (not actor or actor == fact.said_by or actor in fact.about)
    )


def paper_ids(case: Case) -> frozenset[str]:
    """Give the ids of the papers that the case is about."""
    return frozenset(source.id for source in case.sources if source.role is SourceRole.PAPER)


def is_from_papers(case: Case, fact: Fact) -> bool:
    """Whether a fact rests on one of the papers, and not on a further public record alone."""
    return any(cite.source in paper_ids(case) for cite in fact.cites)


def origins_of(case: Case, fact: Fact) -> int:
    """Count the independent origins behind a fact; repetitions are no confirmation."""
    return independent_origins(fact, case.sources)


def record_of(case: Case, silence: Silence) -> Fact | None:
    """
    Give the public record that answers what the papers leave out, if there is one and it was known
    on the day.
    """
    for fact in case.facts:
        if fact.id == silence.record and not is_later_knowledge(fact.when, case.as_of):
            return fact
    return None


def reporters(case: Case, holders: Iterable[str], cites: Iterable[Cite]) -> tuple[str, ...]:
    """
    Give the sources on whose word it rests that somebody holds something: those that are cited,
    where none of them is a text of a holder's own.

    Args:
        case: The case.
        holders: The ids of the actors who hold it.
        cites: What is cited for it.
    """
    names = _printed_names(case, holders)
    sources = [case.sources[name] for name in dict.fromkeys(cite.source for cite in cites)]
    is_own = any(names & {*source.author, source.publisher} for source in sources)
    return () if is_own or not names else tuple(source.id for source in sources)


def _printed_names(case: Case, actors: Iterable[str]) -> set[str]:
    """Give every printed name of some actors."""
    return {
        name for actor in actors for name in (case.actors[actor].name, *case.actors[actor].aliases)
    }
