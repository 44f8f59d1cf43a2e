"""
The claims of format 1: its tests looked for their ladders and measures themselves, by how these
were built; what each would have used is written into the claim.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from phaseline.case.editing import CommentedMap, EditedFile
from phaseline.case.model.claims import CLAIM_TESTS
from phaseline.case.upgrade.opened import (
    Opened,
    Undecided,
    all_entries,
    ids,
    known_by_heart,
    listed,
    mappings,
    placed_entries,
)
from phaseline.terms.record import record

Entries = Mapping[str, Mapping[str, Any]]
_NOTHING: Mapping[str, Any] = MappingProxyType({})
# what each test looked for, by the argument that it has now; see `_Stage`
_SOUGHT: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "compellence_is_harder": (("ladders", "own"),),
        "whom_from_what": (("ladders", "own"),),
        "unexecuted_threats": (("ladder", "for_line"),),
        "stronger_measure": (("measure", "strong"), ("than", "weak")),
        "phasing": (("ladder", "first_phased"), ("at_once", "at_once"), ("held", "for_line")),
        "consensus_route": (("ladder", "at_once"),),
        "proportion": (("ladder", "at_once"),),
        "demanded_promise": (("ladder", "demanding"),),
        "ambiguity": (("measures", "several_releasing"),),
        "released_restraint": (("ladder", "either_contrast"),),
        "counter_threats": (("ladder", "for_line"), ("cost", "cost")),
    }
)


@record
class _Stage:
    """
    What the tests of format 1 looked at: ids by how they were found.

    Args:
        own: The ladders that are the responder's to decide, the yardstick apart.
        first_phased: The first of those with most rungs of the ladders that climb rung by rung.
        demanding: The first of these that demands the answer of a track.
        at_once: The contrast that takes its top rung at a deadline.
        for_line: The contrast that keeps its top rung for a report.
        either_contrast: The latter, or where there is none the former.
        several_releasing: The measures that release the challenger, where they are several.
        strong: The first of them that is offensive.
        weak: The first offensive measure by an indirect route.
        cost: The assumption on what a counter-threat costs.
    """

    own: list[str]
    first_phased: str
    demanding: str
    at_once: str
    for_line: str
    either_contrast: str
    several_releasing: list[str]
    strong: str
    weak: str
    cost: str


def tell_claims_what_they_are_about(opened: Opened) -> Iterator[Undecided]:
    """
    Give tests of claims their neutral names and what they are asked of.

    A claim for which format 1 would have come upon nothing was answered by "not decided"; it
    becomes a comment.
    """
    known = known_by_heart()["claims"]
    stage = _stage(opened)
    for file, claim in placed_entries(opened, "claims"):
        test = str(claim.get("tests", ""))
        if test and "with" not in claim:
            yield from _bring_up_to_date(file, claim, str(known["names"].get(test, test)), stage)


def _bring_up_to_date(
    file: EditedFile, claim: CommentedMap, test: str, stage: _Stage
) -> Iterator[Undecided]:
    """Give one claim its test and what that is asked of."""
    arguments = {
        key: value for key, sought in _SOUGHT.get(test, ()) if (value := getattr(stage, sought))
    }
    missing = [key for key in CLAIM_TESTS.get(test, ()) if key not in arguments]
    if missing:
        says = f"say of what {test} is asked: `with: {{{missing[0]}: …}}`"
        file.comment_out("claims", claim, says)
        yield Undecided(file=file.name, says=says)
        return
    file.put(claim, "tests", test)
    if arguments:
        file.put(claim, "with", arguments, after="tests")


def _stage(opened: Opened) -> _Stage:
    game: Mapping[str, Any] = next(iter(all_entries(opened, "games")), {})
    policies = mappings(game, "policies")
    ladders: Entries = {str(ladder.get("id")): ladder for ladder in all_entries(opened, "ladders")}
    effects = mappings(game, "effects")
    phased = _phased(policies, ladders)
    at_once, for_line = _contrasts(policies, ladders)
    releasing = [str(effect.get("measure")) for effect in effects if _releases(effect)]
    cost = {str(known_by_heart()["claims"]["cost"])} & ids(opened, "assumptions")
    return _Stage(
        own=_own(game, policies, ladders),
        first_phased=_first(phased),
        demanding=_first(_demanding(phased, _answers(opened, game))),
        at_once=at_once,
        for_line=for_line,
        either_contrast=for_line or at_once,
        several_releasing=releasing if len(releasing) > 1 else [],
        **_offensive(opened, effects),
        cost="".join(cost),
    )


def _contrasts(policies: list[CommentedMap], ladders: Entries) -> tuple[str, str]:
    """Give the contrast that takes its top rung at a deadline, and the one that keeps it."""
    contrasts = [
        policy
        for policy in policies
        if ladders.get(str(policy.get("ladder")), _NOTHING).get("standing") == "contrast"
    ]
    at_once = [policy for policy in contrasts if policy.get("deadline")]
    for_line = [
        policy for policy in contrasts if policy.get("enter") and not policy.get("deadline")
    ]
    return _first(at_once), _first(for_line)


def _own(game: Mapping[str, Any], policies: list[CommentedMap], ladders: Entries) -> list[str]:
    """Give the policies of ladders that the responder controls, the yardstick apart."""
    return [
        name
        for policy, name in zip(policies, _names(policies), strict=True)
        if name != str(game.get("yardstick"))
        and not ladders.get(str(policy.get("ladder")), _NOTHING).get("controlled_by")
    ]


def _phased(policies: list[CommentedMap], ladders: Entries) -> list[CommentedMap]:
    """Give the policies that play all rungs of the ladders that have most of them."""
    many = [
        (policy, len(listed(ladders.get(str(policy.get("ladder")), _NOTHING), "rungs")))
        for policy in policies
        if not policy.get("rungs")
    ]
    most = max((count for _, count in many), default=0)
    return [policy for policy, count in many if count == most]


def _answers(opened: Opened, game: Mapping[str, Any]) -> frozenset[Any]:
    """Give the tracks of the game on which a demand is answered."""
    answering = {
        track.get("id") for track in all_entries(opened, "tracks") if track.get("role") == "answer"
    }
    return frozenset(
        track.get("id") for track in mappings(game, "tracks") if track.get("of") in answering
    )


def _demanding(policies: list[CommentedMap], answers: frozenset[Any]) -> list[CommentedMap]:
    return [
        policy
        for policy in policies
        if any(part.get("track") in answers for part in mappings(policy, "demand"))
    ]


def _offensive(opened: Opened, effects: list[CommentedMap]) -> dict[str, str]:
    """Give the first offensive measure that releases, and the first by an indirect route."""
    measures: Entries = {
        str(measure.get("id")): measure for measure in all_entries(opened, "measures")
    }
    offensive = [
        (effect, measures[str(effect.get("measure"))])
        for effect in effects
        if measures.get(str(effect.get("measure")), _NOTHING).get("lethality") == "offensive"
    ]
    strong = [str(effect.get("measure")) for effect, _ in offensive if _releases(effect)]
    weak = [
        str(effect.get("measure"))
        for effect, measure in offensive
        if measure.get("route") == "indirect"
    ]
    return {"strong": "".join(strong[:1]), "weak": "".join(weak[:1])}


def _releases(effect: Mapping[str, Any]) -> bool:
    """Whether a measure releases the challenger, by the key of either format."""
    return "true" in (effect.get("releases"), effect.get("direct"))


def _names(policies: list[CommentedMap]) -> list[str]:
    return [str(policy.get("id")) for policy in policies]


def _first(policies: list[CommentedMap]) -> str:
    return "".join(_names(policies)[:1])
