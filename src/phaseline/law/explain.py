"""
Why an option stands as it does in one world, and why not otherwise: every line has a rule, and
every rule its provision.

The standing and the truth of each line are of one answer of the solver; the tree only says which
rules a line comes from. Definitions do not run in circles, so a tree ends.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from phaseline.law.compile import STANDINGS, Index, index_of, judged_program, narrowed
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
from phaseline.law.status import NOTHING, assumed, worlds
from phaseline.terms.record import record


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
        standing: How the option stands in it.
        reasons: Every rule that could matter, with its reasons.
    """

    made: tuple[Doubt, ...]
    unmade: tuple[Doubt, ...]
    standing: Standing
    reasons: tuple[Reason, ...]


@record
class Proof:
    """
    Why an option stands as it does in one world.

    Args:
        option: The option.
        world: How every open question is settled.
        standing: How the option stands.
        branches: What follows; where it cannot be told how the option stands, one for each standing
            that the dates allow.
    """

    option: Option
    world: Interpretation
    standing: Standing
    branches: tuple[Branch, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """
        The rules that count, then those that do not: in every branch, one branch after the other.
        """
        return tuple(reason for branch in self.branches for reason in branch.reasons)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """
        The changes of which it cannot be told whether they have been made, where the standing hangs
        on that.
        """
        return (*self.branches[0].made, *self.branches[0].unmade)


def proofs_by_reading(law: Law, hypothesis: Hypothesis = NOTHING) -> Iterator[Proof]:
    """
    Prove how every option of a law stands under each whole reading; nothing where its readings are
    combined freely.

    Args:
        law: The law.
        hypothesis: What is asked beside the law as it stands.

    Raises:
        QuestionError: Too many dates that bear on one option are open.
    """
    for option in law.options if law.positions else ():
        prover = Prover(law, option)
        yield from (prover.proof(world, hypothesis) for world in worlds(law))


class Prover:
    """
    What bears on one option, grounded once, so that its standing can be proved in any world.

    Args:
        law: The law.
        option: The option.

    Raises:
        QuestionError: Too many dates that bear on it are open.
    """

    def __init__(self, law: Law, option: Option) -> None:
        self.option, self.law = option, narrowed(law, option)
        self._index = index_of(self.law)
        self._ground = GroundProgram(judged_program(self.law), _shown(self.law))

    def proof(self, world: Interpretation, hypothesis: Hypothesis = NOTHING) -> Proof:
        """
        Prove how the option stands in one world: the standing and every line under it are of one
        answer.

        There is one branch for each standing that the open dates allow, the way with the fewest
        changes; where they do not matter there is one branch, in which none of them is made.

        Args:
            world: How every open question is settled.
            hypothesis: What is asked beside the law as it stands.
        """
        answer = self._ground.answer(_settled(self.law, self._index, world, hypothesis))
        atoms = answer or frozenset()
        matter = sorted(place[1] for name, place in atoms if name == "matters")
        scenes = _first_scenes(_falls(self.law, atoms), matter)
        return Proof(
            option=self.option,
            world=world,
            standing=next(STANDINGS[place[1]] for name, place in atoms if name == "stands"),
            branches=tuple(
                self._branch(_Scene(self.law, world, hypothesis, atoms, scene), matter, standing)
                for standing, scene in scenes.items()
            ),
        )

    def _branch(self, scene: "_Scene", matter: Iterable[int], standing: Standing) -> Branch:
        doubts = [self.law.doubts[number] for number in matter]
        return Branch(
            made=tuple(doubt for doubt in doubts if doubt in scene.made),
            unmade=tuple(doubt for doubt in doubts if doubt not in scene.made),
            standing=standing,
            reasons=scene.reasons(),
        )


def _shown(law: Law) -> Iterator[tuple[str, int]]:
    """Name what a proof reads off an answer; where dates are open, most of it is of a scene."""
    yield from (("stands", 2), ("read", 2))
    scene = 1 if law.doubts else 0
    yield from ((name, 2 + scene) for name in ("applies", "counts", "holds"))
    if law.doubts:
        yield from (("falls", 3), ("matters", 2))


def _first_scenes(falls: Mapping[int, Standing], matter: Iterable[int]) -> Mapping[Standing, int]:
    """
    Give for each standing that the open dates allow the scene with the fewest changes made, all of
    them such as matter.
    """
    mask = sum(1 << number for number in matter)
    first: dict[Standing, int] = {}
    for scene in sorted(falls, key=lambda number: (number.bit_count(), number)):
        if scene & ~mask == 0:
            first.setdefault(falls[scene], scene)
    return first


def _falls(law: Law, atoms: Iterable[Atom]) -> Mapping[int, Standing]:
    """Give how the option stands in each scene; where no date is open there is one, of number 0."""
    # the one scene has the number that the one option has
    name = "falls" if law.doubts else "stands"
    return {place[0]: STANDINGS[place[-1]] for said, place in atoms if said == name}


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


class _Scene:
    """Reads the lines of a proof off the solver's one answer for a world, in one of its scenes."""

    def __init__(
        self,
        law: Law,
        world: Interpretation,
        hypothesis: Hypothesis,
        atoms: Iterable[Atom],
        scene: int,
    ) -> None:
        self.law, self.world, self.hypothesis = law, world, hypothesis
        self.option, self.index = law.options[0], index_of(law)
        self.made = tuple(doubt for number, doubt in enumerate(law.doubts) if scene >> number & 1)
        self.enacted = hypothesis.enacted | {
            doubt.id for doubt in self.made if doubt.making is Making.AMENDS
        }
        self.atoms = _of_scene(law, atoms, scene)
        self.number = {name: place for place, name in enumerate(self.index.rules)}
        self.defined = {rule.defines for rule in law.rules if rule.effect is Effect.DEFINE}

    def reasons(self) -> tuple[Reason, ...]:
        """Give every rule with an effect: those that count first, then those that do not."""
        reasons = [
            self.of_rule(rule) for rule in self.law.rules if rule.effect is not Effect.DEFINE
        ]
        return tuple(sorted(reasons, key=lambda reason: not reason.holds))

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
            and (doubt in self.made) is is_made
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
        holds = self._is_true(condition) is not condition.is_negated
        if condition.word not in self.defined or condition.word in self.option.tags:
            return Reason(condition=condition.text, holds=holds)
        rules = [self.of_rule(rule) for rule in self.law.rules if rule.defines == condition.word]
        is_given = holds is not condition.is_negated
        return Reason(
            condition=condition.text,
            holds=holds,
            because=tuple(rule for rule in rules if rule.holds is is_given),
        )

    def _is_true(self, condition: Condition) -> bool:
        """Whether the word or the reading of a condition is in the answer, negated or not."""
        if condition.word in self.defined:
            return ("holds", (0, self.index.words[condition.word])) in self.atoms
        if condition.word:
            return condition.word in self.option.tags
        place = self.index.terms.index(condition.term)
        readings = self.index.readings[place]
        # a reading that is held fixed otherwise has no number, and is in no answer
        return (
            condition.reading in readings
            and (
                "read",
                (place, readings.index(condition.reading)),
            )
            in self.atoms
        )


def _of_scene(law: Law, atoms: Iterable[Atom], scene: int) -> frozenset[Atom]:
    """Give the atoms of one scene without its number; readings are of every scene."""
    if not law.doubts:
        return frozenset(atoms)
    return frozenset(
        (name, place if name == "read" else place[1:])
        for name, place in atoms
        if name == "read" or place[0] == scene
    )
