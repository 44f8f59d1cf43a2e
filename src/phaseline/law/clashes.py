"""Provisions that clash: one permits what another prohibits, and neither has priority."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from phaseline.law.compile import index_of, narrowed, program
from phaseline.law.model import Effect, Hypothesis, Interpretation, Law, Option, Rule
from phaseline.law.solve import GroundProgram
from phaseline.law.status import NOTHING, assumed, world_of
from phaseline.terms.record import record

_MOST_PAIRS = 2_500  # of a permission and a prohibition that are all held against each other
_MOST_CLASHES = 50  # after which no further option is looked at


@record
class Clash:
    """
    Two rules that permit and prohibit the same option in the same world, with no priority between
    them.
    """

    option: str
    permits: str
    prohibits: str
    world: Interpretation


def clashes(law: Law, hypothesis: Hypothesis = NOTHING) -> tuple[Clash, ...]:
    """
    Give every pair of rules that permit and prohibit one option in some world, and some way of the
    dates, without a priority.
    """
    return tuple(clash for option in law.options for clash in _clashes(law, option, hypothesis))


def _clashes(law: Law, option: Option, hypothesis: Hypothesis) -> Iterator[Clash]:
    part = narrowed(law, option)
    place = {rule.name: number for number, rule in enumerate(part.rules)}
    permits, bars = (_rules_with(part, effect) for effect in (Effect.PERMIT, Effect.PROHIBIT))
    if not permits or not bars:
        return
    index = index_of(part)
    ground = GroundProgram(program(part), (("read", 2), ("pos", 1)))
    possible = GroundProgram(program(part), (("counts", 2),)).brave(assumed(index, hypothesis))
    for permit, bar in product(permits, bars):
        both = [("counts", (place[rule.name], 0)) for rule in (permit, bar)]
        if not possible.issuperset(both):
            continue
        model = ground.answer([*assumed(index, hypothesis), *((atom, True) for atom in both)])
        if model is not None:
            yield Clash(
                option=option.id,
                permits=permit.name,
                prohibits=bar.name,
                world=world_of(part, model),
            )


def _rules_with(law: Law, effect: Effect) -> list[Rule]:
    return [rule for rule in law.rules if rule.effect is effect]


def first_clashes(law: Law, hypothesis: Hypothesis = NOTHING) -> Iterator[Clash]:
    """
    Look in one go for options that are permitted and prohibited at once, then at each of these for
    the rules: quick where nothing clashes, and bounded where very much does.
    """
    if not {Effect.PERMIT, Effect.PROHIBIT} <= {rule.effect for rule in law.rules}:
        return
    ground = GroundProgram(program(law), (("permit", 1), ("prohibit", 1)))
    settled = list(assumed(index_of(law), hypothesis))
    possible = ground.brave(settled)
    count = 0
    for number, option in enumerate(law.options):
        both = [("permit", (number,)), ("prohibit", (number,))]
        if (
            count < _MOST_CLASHES
            and possible.issuperset(both)
            and ground.answer([*settled, *((atom, True) for atom in both)]) is not None
        ):
            effects = [rule.effect for rule in narrowed(law, option).rules]
            is_small = effects.count(Effect.PERMIT) * effects.count(Effect.PROHIBIT) <= _MOST_PAIRS
            option_clashes = (
                clashes(replace(law, options=(option,)), hypothesis)
                if is_small
                else _clashes_of_one_bar(narrowed(law, option), hypothesis)
            )
            count += len(option_clashes)
            yield from option_clashes


def _clashes_of_one_bar(law: Law, hypothesis: Hypothesis) -> tuple[Clash, ...]:
    """
    Give what clashes with one prohibition in one world: where there are very many rules, not each
    pair is held against each other.
    """
    ground = GroundProgram(program(law), (("counts", 2), ("read", 2), ("pos", 1)))
    both = [(("permit", (0,)), True), (("prohibit", (0,)), True)]
    answer = ground.answer([*assumed(index_of(law), hypothesis), *both]) or frozenset()
    counting = [
        law.rules[number]
        for number in sorted(arguments[0] for name, arguments in answer if name == "counts")
    ]
    bar = next(rule.name for rule in counting if rule.effect is Effect.PROHIBIT)
    permits = [rule.name for rule in counting if rule.effect is Effect.PERMIT]
    world = world_of(law, answer)
    return tuple(
        Clash(option=law.options[0].id, permits=name, prohibits=bar, world=world)
        for name in permits[:_MOST_CLASHES]
    )
