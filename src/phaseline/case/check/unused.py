"""Fields of a game that are set and assumptions that are made, and that nothing uses."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.game_names import GameNames
from phaseline.case.inert import inert_assumptions
from phaseline.case.model.case import Case
from phaseline.case.model.play import GameSetup
from phaseline.terms.record import record

CREDIT_TEST = "unexecuted_threats"  # the test of claims that lets belief in a threat move


@record
class Use:
    """
    What a field of the game needs to count.

    Args:
        says: What it needs, in words.
        is_there: Whether a case has it.
    """

    says: str
    is_there: Callable[[Case, GameSetup], bool]


def _tests_credit(case: Case, setup: GameSetup) -> bool:
    is_tested = any(claim.tests == CREDIT_TEST for claim in case.claims)
    return is_tested and bool(setup.credit_mean) and bool(setup.credit_weight)


def _has_reports(_: Case, setup: GameSetup) -> bool:
    return any(track.noticed for track in setup.tracks)


def _reads_the_law(_: Case, setup: GameSetup) -> bool:
    return bool(setup.reading)


def _calls_by_reports(case: Case, _: GameSetup) -> bool:
    return any(policy.enter for policy in case.policies)


def _releases(_: Case, setup: GameSetup) -> bool:
    return any(effect.releases for effect in setup.effects)


def _has_provoked_penalty(case: Case, setup: GameSetup) -> bool:
    return bool(setup.reading) and any(
        penalty.options and penalty.chance for penalty in case.penalties
    )


_CREDIT = Use(
    says=f"both `credit_mean` and `credit_weight`, and a claim that `tests: {CREDIT_TEST}`",
    is_there=_tests_credit,
)
_RELEASE = Use(says="a measure that `releases`", is_there=_releases)

USES: Mapping[str, Use] = MappingProxyType(
    {
        "penalty": Use(
            says="`reading`, and a penalty with a `chance` that `options` provoke",
            is_there=_has_provoked_penalty,
        ),
        "consents": Use(
            says="`reading`, the whole reading of the law by which consent is asked",
            is_there=_reads_the_law,
        ),
        "alarms": Use(says="a track that is `noticed`", is_there=_has_reports),
        "breach": Use(says="a rung that reports call by `enter`", is_there=_calls_by_reports),
        "credit_mean": _CREDIT,
        "credit_weight": _CREDIT,
        "released_gain": _RELEASE,
        "held_back": _RELEASE,
        "release_ends": _RELEASE,
    }
)


def check_unused(board: GameNames) -> None:
    """Warn of fields of the game that are set, and change nothing in it."""
    for name, use in USES.items():
        if getattr(board.setup, name) and not use.is_there(board.case, board.setup):
            board.pen.warning(
                "PL621",
                (*board.at, name),
                f"`{name}` is set, and nothing in the case uses it",
                expected=use.says,
                fix=f"remove `{name}`, or add what uses it",
            )


def check_inert(pen: DiagnosticCollector, case: Case) -> None:
    """Note the assumptions on which nothing in a case with a game rests."""
    if case.game is None:
        return
    inert = inert_assumptions(pen.reading.data)
    for place, assumption in enumerate(case.assumptions):
        if assumption.id in inert:
            pen.note(
                "PL623",
                ("assumptions", place, "id"),
                f"nothing in the case rests on {assumption.id!r}: it is inert",
                fix="name it in the number, rule or claim that it decides",
            )
