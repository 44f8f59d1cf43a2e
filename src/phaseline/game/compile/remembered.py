"""
What programs that are alike have in common: what each call is, and what may become of it.

The corners of a study, draws with other leads and members of a class differ in numbers, in levels
or in thresholds, and most of their steps are the same. What was worked out for one of them serves
the others, as long as everything that it hangs on is the same; that is what it is remembered by.
"""

from collections import Counter, OrderedDict
from typing import Any

from phaseline.game.compile.program import CalledRung, Name, PolicyProgram

Rest = tuple[Any, ...]  # a public part without its monitor
Steps = dict[tuple[Rest, int, bool], tuple[tuple[Rest, Name, bool], ...]]
Calls = dict[tuple[object, ...], tuple[CalledRung, ...]]
MOST_REMEMBERED = 200_000  # steps and calls of all programs: some hundred megabytes at most

_steps: OrderedDict[object, Steps] = OrderedDict()
_calls: OrderedDict[object, Calls] = OrderedDict()


def steps_of(program: PolicyProgram) -> Steps:
    """
    Give what is known of calls under programs alike: by the public part without its monitor, the
    rung called, and whether the monitor proves a crossing, the public parts that may follow, each
    with the name of its chance and whether it is a renege.
    """
    return _shared(_steps, program.steps_hang_on())


def calls_of(program: PolicyProgram) -> Calls:
    """Give what programs alike are known to call, by all that a call hangs on."""
    return _shared(_calls, program.calls_hang_on())


def forget() -> None:
    """Let go of everything."""
    _steps.clear()
    _calls.clear()


def _shared(memory: "OrderedDict[object, dict[Any, Any]]", key: object) -> dict[Any, Any]:
    """Give what is remembered by a key, and let go of the oldest there is no room for."""
    shared = memory.setdefault(key, {})
    memory.move_to_end(key)
    sizes = Counter({other: len(known) for other, known in memory.items()})
    while len(memory) > 1 and sizes.total() > MOST_REMEMBERED:
        oldest, _ = memory.popitem(last=False)
        del sizes[oldest]
    return shared
