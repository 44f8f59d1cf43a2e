"""
Why an option stands as it does in one world, and why not otherwise: every line has a rule, and
every rule its provision.

The truth of each line is the solver's; the tree only says which rules it comes from. Definitions do
not run in circles, so a tree ends.
"""

from collections.abc import Collection, Iterable, Iterator
from enum import Enum

from phaseline.law.compile import Index, index_of, judged_program, narrowed, program
from phaseline.law.model import (
    Condition,
    Doubt,
    Effect,
    Hypothesis,
    Interpretation,
    Law,
    Making,
    Option,
    Rule,
    Standing,
)
from phaseline.law.solve import Atom, GroundProgram
from phaseline.law.status import NOTHING, assumed
from phaseline.terms.record import record

_SHOWN = (("live", 1), ("applies", 2), ("counts", 2), ("holds", 2))


class BlockedRule(Enum):
    """Why a rule does not count, where no condition of it fails."""

    NOT = ""
    NOT_MADE = "its change is not made"
    REPEALED = "a change takes it away"
    VOID = "its provision counts as void"
    NOT_BEGUN = "its provision has not begun to apply"
    ENDED = "its provision has ended"
    NOT_RELIED_ON = "the position does not rely on its provision"
    DEFEATED = "a rule with priority over it counts"


@record
class Reason:
    """
    One line of a proof: a rule that counts or does not, or a condition that holds or does not.

    Args:
        rule: The name of the rule; empty for a condition.
        provision: The id of the provision (or change) that stands behind the line; empty for a fact
            about the option or a reading.
        effect: What the rule does.
        condition: The condition, as it is written.
        holds: Whether it counts, or holds.
        blocked: Why a rule does not count though its conditions hold.
        by: The names of the rules or changes that block it.
        because: What it rests on: the conditions of a rule, the rules behind a word.
    """

    rule: str = ""
    provision: str = ""
    effect: Effect | None = None
    condition: str = ""
    holds: bool
    blocked: BlockedRule = BlockedRule.NOT
    by: tuple[str, ...] = ()
    because: tuple["Reason", ...] = ()


@record
class Branch:
    """
    One way in which what dates leave open can have come out, and what follows from it.

    Args:
        made: The changes that have been made in it.
        unmade: The changes that have not; both are only those that matter for how the option
            stands.
        reasons: Every rule that could matter, with its reasons.
    """

    made: tuple[Doubt, ...]
    unmade: tuple[Doubt, ...]
    reasons: tuple[Reason, ...]


def branches(
    law: Law, option: Option, world: Interpretation, hypothesis: Hypothesis = NOTHING
) -> tuple[Branch, ...]:
    """
    Give what follows in one world from each way of the open dates: for each standing that they
    allow, the way with the fewest changes.

    Where they do not matter there is one branch, in which none of them is made.

    Args:
        law: The law.
        option: The option.
        world: How every open question is settled.
        hypothesis: What is asked beside the law as it stands.
    """
    doubts = narrowed(law, option).doubts
    matter, scenes = _deciding_scenes(narrowed(law, option), world, hypothesis)
    return tuple(
        _branch(
            law,
            option,
            world,
            hypothesis,
            made=tuple(doubts[number] for number in matter if scene >> number & 1),
            unmade=tuple(doubts[number] for number in matter if not scene >> number & 1),
        )
        for scene in scenes
    )


def _deciding_scenes(
    part: Law, world: Interpretation, hypothesis: Hypothesis
) -> tuple[list[int], list[int]]:
    """
    Give the numbers of the open changes that matter, and for each standing the scene with the
    fewest of them made.
    """
    if not part.doubts:
        return [], [0]
    ground = GroundProgram(judged_program(part), (("falls", 3), ("matters", 2)))
    atoms = ground.answer(_settled(part, index_of(part), world, hypothesis)) or frozenset()
    matter = sorted(arguments[1] for name, arguments in atoms if name == "matters")
    mask = sum(1 << number for number in matter)
    falls = {arguments[0]: arguments[2] for name, arguments in atoms if name == "falls"}
    first: dict[int, int] = {}
    for scene in sorted(falls, key=_by_changes):
        if scene & ~mask == 0:
            first.setdefault(falls[scene], scene)
    return matter, list(first.values())


def _by_changes(scene: int) -> tuple[int, int]:
    """Give how many changes are made in a scene, and its number."""
    return scene.bit_count(), scene


def _branch(
    law: Law,
    option: Option,
    world: Interpretation,
    hypothesis: Hypothesis,
    *,
    made: tuple[Doubt, ...],
    unmade: tuple[Doubt, ...],
) -> Branch:
    return Branch(
        made=made,
        unmade=unmade,
        reasons=why(law, option, world, hypothesis, made_changes=made),
    )


def why(
    law: Law,
    option: Option,
    world: Interpretation,
    hypothesis: Hypothesis = NOTHING,
    *,
    made_changes: Collection[Doubt] = (),
) -> tuple[Reason, ...]:
    """
    Give every rule that could matter for an option: those that count first, then those that do not,
    each with its reasons.

    Args:
        law: The law.
        option: The option.
        world: How every open question is settled.
        hypothesis: What is asked beside the law as it stands.
        made_changes: Of the changes that dates leave open, those that count as made here.
    """
    part = narrowed(law, option)
    if not part.rules:
        return ()
    proof = _Proof(part, option, world, hypothesis, made_changes)
    reasons = [proof.of_rule(rule) for rule in part.rules if rule.effect is not Effect.DEFINE]
    return tuple(sorted(reasons, key=lambda reason: not reason.holds))


def _settled(
    law: Law, index: Index, world: Interpretation, hypothesis: Hypothesis
) -> list[tuple[Atom, bool]]:
    """Give the assumptions that settle a world."""
    settled: list[tuple[Atom, bool]] = list(assumed(index, hypothesis))
    if world.position:
        return [*settled, (("pos", (index.positions.index(world.position),)), True)]
    return settled + [
        (("read", (index.terms.index(term), readings.index(world.readings[term]))), True)
        for term, readings in law.terms.items()
    ]


def standing_of(reasons: Iterable[Reason]) -> Standing:
    """Give the standing that the rules which count come to, in one way of the open dates."""
    effects = {reason.effect for reason in reasons if reason.holds}
    if Effect.PROHIBIT in effects:
        return Standing.BARRED_CONSENT if Effect.CONSENT in effects else Standing.BARRED
    order = (
        (Effect.CONSENT, Standing.CONSENT),
        (Effect.PERMIT, Standing.ALONE),
        (Effect.PRACTICE, Standing.PRACTICE),
    )
    return next((standing for effect, standing in order if effect in effects), Standing.SILENT)


def behind(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """
    Give the provisions on which a standing rests: those of the rules that count, and of the
    definitions under them.
    """
    return tuple(
        dict.fromkeys(
            name
            for reason in reasons
            if reason.holds and reason.rule
            for name in _provisions(reason)
        )
    )


def _provisions(reason: Reason) -> Iterator[str]:
    if reason.provision:
        yield reason.provision
    for support in reason.because:
        if support.holds and not support.condition.startswith("not "):
            yield from _provisions(support)


def tainted(law: Law, option: Option) -> tuple[str, ...]:
    """Give the provisions of which a part that touches an option is in no rule."""
    return tuple(
        name
        for name, parts in law.untranslatable.items()
        if any(words <= option.tags for words in parts)
    )


class _Proof:
    """Reads the tree off the solver's one answer for a world."""

    def __init__(
        self,
        law: Law,
        option: Option,
        world: Interpretation,
        hypothesis: Hypothesis,
        made_changes: Collection[Doubt],
    ) -> None:
        self.law, self.option, self.world = law, option, world
        self.hypothesis, self.made_changes = hypothesis, made_changes
        self.enacted = hypothesis.enacted | {
            doubt.id for doubt in made_changes if doubt.making is Making.AMENDS
        }
        index = index_of(law)
        self.number = {name: place for place, name in enumerate(index.rules)}
        settled = _settled(law, index, world, hypothesis)
        settled += [
            (("made", (number,)), doubt in made_changes) for number, doubt in enumerate(law.doubts)
        ]
        self.atoms = GroundProgram(program(law), _SHOWN).answer(settled) or frozenset()
        self.defined = {rule.defines for rule in law.rules if rule.effect is Effect.DEFINE}

    def of_rule(self, rule: Rule) -> Reason:
        """Say whether a rule counts (or, where it defines, applies), and from which conditions."""
        number = self.number[rule.name]
        applies = ("applies", (number, 0)) in self.atoms
        counts = applies if rule.effect is Effect.DEFINE else self._counts(rule)
        blocked, by = (BlockedRule.NOT, ()) if counts else self._blocking(rule, applies=applies)
        conditions = [self._of_condition(condition) for condition in rule.when]
        shown = (
            conditions
            if counts or blocked is BlockedRule.DEFEATED
            else [reason for reason in conditions if not reason.holds]
        )
        return Reason(
            rule=rule.name,
            provision=rule.provision,
            effect=rule.effect,
            holds=counts,
            blocked=blocked,
            by=by,
            because=tuple(shown if blocked in (BlockedRule.NOT, BlockedRule.DEFEATED) else ()),
        )

    def _blocking(self, rule: Rule, *, applies: bool) -> tuple[BlockedRule, tuple[str, ...]]:
        """Say what blocks a rule first, apart from its conditions."""
        is_missing = rule.added_by and rule.added_by not in self.enacted
        causes = (
            (BlockedRule.DEFEATED, self._defeaters(rule) if applies else ()),
            (BlockedRule.NOT_MADE, (rule.added_by,) if is_missing else ()),
            (BlockedRule.REPEALED, self._repeals(rule)),
            (BlockedRule.NOT_BEGUN, self._dates(rule, Making.BEGINS, is_made=False)),
            (BlockedRule.ENDED, self._dates(rule, Making.ENDS, is_made=True)),
            (BlockedRule.VOID, (rule.provision,) if rule.provision in self.hypothesis.void else ()),
            (BlockedRule.NOT_RELIED_ON, self._ignoring_position(rule)),
        )
        return next(((cause, by) for cause, by in causes if by), (BlockedRule.NOT, ()))

    def _defeaters(self, rule: Rule) -> tuple[str, ...]:
        """Give the rules with priority over a rule that count."""
        return tuple(
            other.name
            for other in self.law.rules
            if rule.name in other.overrides and self._counts(other)
        )

    def _repeals(self, rule: Rule) -> tuple[str, ...]:
        """Give the changes made that take a rule away."""
        return tuple(
            change.id
            for change in self.law.changes
            if change.id in self.enacted and rule.name in change.repeals
        )

    def _dates(self, rule: Rule, making: Making, *, is_made: bool) -> tuple[str, ...]:
        """
        Give the provision of a rule once for each open date of one kind that counts as reached, or
        as not; a rule that a change adds has the change's date, and none of its provision's.
        """
        return tuple(
            doubt.id
            for doubt in self.law.doubts
            if not rule.added_by
            and doubt.id == rule.provision
            and doubt.making is making
            and (doubt in self.made_changes) is is_made
        )

    def _ignoring_position(self, rule: Rule) -> tuple[str, ...]:
        """Give the position that is asked where it does not rely on a disputed rule's provision."""
        position = next(
            (position for position in self.law.positions if position.id == self.world.position),
            None,
        )
        is_ignored = (
            rule.is_disputed and position is not None and rule.provision not in position.relies_on
        )
        return (self.world.position,) if is_ignored else ()

    def _counts(self, rule: Rule) -> bool:
        return ("counts", (self.number[rule.name], 0)) in self.atoms

    def _of_condition(self, condition: Condition) -> Reason:
        if condition.term:
            return Reason(
                condition=condition.text,
                holds=(self.world.readings.get(condition.term) == condition.reading)
                is not condition.is_negated,
            )
        if condition.word not in self.defined or condition.word in self.option.tags:
            return Reason(
                condition=condition.text,
                holds=(condition.word in self.option.tags) is not condition.is_negated,
            )
        rules = [self.of_rule(rule) for rule in self.law.rules if rule.defines == condition.word]
        is_given = any(rule.holds for rule in rules)
        return Reason(
            condition=condition.text,
            holds=is_given is not condition.is_negated,
            because=tuple(rule for rule in rules if rule.holds is is_given),
        )
