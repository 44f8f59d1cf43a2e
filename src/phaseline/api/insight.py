"""Where the threat of a ladder leaks, what it would take to reach a goal, and whom it deters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from phaseline.case.games import policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.asked_first import LadderAsked, ladder_asked
from phaseline.desk.comparison.draws import DRAWS, design
from phaseline.desk.comparison.goals import LadderGoal, goal_of
from phaseline.desk.comparison.leakage import LadderLeakage, known_type, leakage, leaking_ladders
from phaseline.desk.comparison.needs import LadderNeeds, LadderTurns, needs, turns_within
from phaseline.desk.comparison.projects import (
    LadderProjects,
    ladder_projects,
    project_design,
    project_of,
)
from phaseline.desk.comparison.results import (
    Depth,
    LadderComparison,
    claims_of,
    contest_without_claims,
)
from phaseline.desk.comparison.surfaces import goal_surface, surface_axes
from phaseline.desk.comparison.whom import WHOM_DRAWS, LadderWhom, whom_of
from phaseline.desk.comparison.works import Mapper, Work, done_together
from phaseline.desk.findings.conditions import clear_of, page_goals
from phaseline.desk.findings.headline import shown_ladder
from phaseline.desk.findings.otherwise import (
    PlayedOtherwise,
    named_variants,
    played_otherwise,
)
from phaseline.desk.findings.projects import WorkDone, work_done
from phaseline.errors import QuestionError
from phaseline.present.wording.game import course_name, courses_asked
from phaseline.terms.record import record


def why(
    case: Case,
    *,
    ladder: str = "",
    against: str = "",
    draws: int = DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderLeakage, ...]:
    """
    Say where the threat of each completed ladder leaks.

    Args:
        case: The case.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        against: The id of a type of challenger that is played alone; all of them if left out.
        draws: How many draws of the assumptions the means rest on.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder or type, or the ladder is the
            yardstick.
        EngineError: A game did not settle.
    """
    names, only = leaking_ladders(case, ladder), known_type(case, against)
    design(case, count=draws)  # a wrong number is refused before any work is spread
    tick(f"lifting the brakes of {courses_asked(case, ladder, names)}")
    return tuple(mapper(partial(_of_ladder, case, only, draws), names))


def _of_ladder(case: Case, only: str, draws: int, name: str) -> LadderLeakage:
    return leakage(case, policy_of(case, name), only=only, draws=draws)


def projects(
    case: Case,
    *,
    project: str = "",
    ladder: str = "",
    draws: int = DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[WorkDone, ...]:
    """
    Say what each completed ladder does where a crossing is work that is done for good; nothing
    where the case names no such work.

    Args:
        case: The case.
        project: The id of a project of the case; its first if left out.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        draws: How many draws of the assumptions the figures rest on.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder or project, or the ladder is
            the yardstick.
        EngineError: A game did not settle.
    """
    names, work = leaking_ladders(case, ladder), project_of(case, project)
    if work is None:
        return ()
    project_design(case, work, draws=draws)  # a wrong number is refused before any work is spread
    tick(f"playing {courses_asked(case, ladder, names)} against work that is done for good")
    answers = []
    played = mapper(partial(_project_under, case, work.id, draws), names)
    for done, answer in enumerate(played, start=1):
        answers.append(work_done(case, answer))
        tick(f"playing against work that is done for good: {done} of {len(names)} courses done")
    return tuple(answers)


def _project_under(case: Case, wanted: str, draws: int, name: str) -> LadderProjects:
    work = setup_of(case).projects[wanted]
    return ladder_projects(case, work, project_design(case, work, draws=draws), name)


def ask_first(
    case: Case,
    *,
    ladder: str = "",
    draws: int = DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderAsked, ...]:
    """
    Say what each completed ladder changes if its consent is asked for beforehand, and if it is
    asked for when a rung is called.

    Args:
        case: The case.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        draws: How many draws of the assumptions the figures rest on.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder, it is the yardstick, or that
            many draws cannot be made.
        EngineError: A game did not settle.
    """
    names = leaking_ladders(case, ladder)
    design(case, count=draws)  # a wrong number is refused before any work is spread
    answers = []
    for done, answer in enumerate(mapper(partial(_asked, case, draws), names), start=1):
        answers.append(answer)
        tick(f"asking for consent first: {done} of {len(names)} courses done")
    return tuple(answers)


def _asked(case: Case, draws: int, name: str) -> LadderAsked:
    return ladder_asked(case, name, draws=draws)


@record
class ShownPlay:
    """
    What the pages show of a case's game.

    Args:
        comparison: All ladders, and the claims where they are judged.
        leakage: Where the threat of the course that page one shows leaks; None where none is.
        turns: Which single assumption would turn what that course does.
        otherwise: What it does in the other ways that the case names.
    """

    comparison: LadderComparison
    leakage: LadderLeakage | None
    turns: tuple[LadderTurns, ...]
    otherwise: tuple[PlayedOtherwise, ...]


def shown_play(
    case: Case,
    *,
    depth: Depth | None = None,
    draws: int = DRAWS,
    beside: Sequence[Work] = (),
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[ShownPlay, tuple[dict[str, Any], ...]]:
    """
    Play all that the pages show of a case's game: its ladders, and then, as one, the claims and
    what is asked of the course that page one shows.

    Args:
        case: The case.
        depth: How much is worked out of the ladders; all of it if left out.
        draws: How many draws of the assumptions the ranges rest on.
        beside: Work that waits for no game, which is given out with that on the ladders.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Returns:
        What is shown, and what came of the names of each work beside it.

    Raises:
        QuestionError: The case holds no game, or a number is missing.
        EngineError: A game did not settle.
    """
    depth = depth or Depth()
    comparison, others = contest_without_claims(
        case, depth=depth, draws=draws, beside=beside, mapper=mapper, tick=tick
    )
    works = [_leaks_work(case, comparison, draws), *_shown_works(case, comparison)]
    if depth.claims:
        works.append(claims_of(case, comparison))
    tick("judging the claims, and asking of the course that is shown")
    leaks, turned, otherwise, *claims = (
        tuple(outcomes[name] for name in work.names)
        for work, outcomes in zip(works, done_together(works, mapper), strict=True)
    )
    play = ShownPlay(
        comparison=replace(comparison, claims=claims[0] if claims else ()),
        leakage=next(iter(leaks), None),
        turns=turned,
        otherwise=otherwise,
    )
    return play, others


def _leaks_work(case: Case, comparison: LadderComparison, draws: int) -> Work:
    shown = shown_ladder(case, comparison)
    return Work(does=partial(_of_ladder, case, "", draws), names=(shown,) if shown else ())


def _shown_works(case: Case, comparison: LadderComparison) -> tuple[Work, Work]:
    """Give the work on what turns the course that page one shows, and on its other ways."""
    shown = shown_ladder(case, comparison)
    goals = tuple(goal.text for goal in page_goals(case, comparison))
    ways = tuple(named_variants(case)) if shown else ()
    return (
        Work(does=partial(_turns_of, case, shown), names=goals),
        Work(does=partial(played_otherwise, case, shown), names=ways),
    )


def shown_leakage(
    case: Case,
    comparison: LadderComparison,
    *,
    draws: int = DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> LadderLeakage | None:
    """
    Say where the threat of the course that page one shows leaks; nothing where no course is played.

    Raises:
        EngineError: A game did not settle.
    """
    shown = shown_ladder(case, comparison)
    if not shown:
        return None
    return why(case, ladder=shown, draws=draws, mapper=mapper, tick=tick)[0]


def shown_turns(
    case: Case,
    comparison: LadderComparison,
    *,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderTurns, ...]:
    """
    Say which single assumption would turn what the course that page one shows does, at the best
    values; nothing where no course is played.

    Raises:
        EngineError: A game did not settle.
    """
    shown = shown_ladder(case, comparison)
    if not shown:
        return ()
    tick(f"moving assumptions of {course_name(case, shown)}")
    work, _ = _shown_works(case, comparison)
    return tuple(mapper(work.does, work.names))


def shown_otherwise(
    case: Case,
    comparison: LadderComparison,
    *,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[PlayedOtherwise, ...]:
    """
    Play the course that page one shows in the other ways that the case names: against several who
    decide, with an offer beside it, and where a crossing is work; nothing where it names none, or
    where no course is played.

    Raises:
        EngineError: A game did not settle.
    """
    shown = shown_ladder(case, comparison)
    if not shown or not named_variants(case):
        return ()
    tick(f"playing {course_name(case, shown)} otherwise")
    _, work = _shown_works(case, comparison)
    return tuple(mapper(work.does, work.names))


def _turns_of(case: Case, shown: str, asked: str) -> LadderTurns:
    goal = goal_of(case, asked)
    return turns_within(case, policy_of(case, shown), goal, clear=clear_of(goal))


def need(
    case: Case,
    goal: str,
    *,
    ladder: str = "",
    surface: Sequence[str] = (),
    grid: int = 0,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderNeeds, ...]:
    """
    Say what would have to be true for each completed ladder to reach a goal.

    Args:
        case: The case.
        goal: `deters:TYPE`, `below:PERIODS`, `ahead:LADDER`, `met`, `met:TRACK` or
            `self-enforcing`.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        surface: Two or three assumptions, by id or address, over which the goal is solved as well;
            none if left out. It asks of one ladder.
        grid: How many points along each of them; a number that suits if left out.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder, goal or surface, or the
            ladder is the yardstick.
        EngineError: A game did not settle.
    """
    names, asked = leaking_ladders(case, ladder), goal_of(case, goal)
    axes, count = _asked_surface(case, asked, ladder, surface, grid)
    tick(f"moving assumptions of {courses_asked(case, ladder, names)}")
    answers = []
    for done, answer in enumerate(mapper(partial(_needs_of, case, asked), names), start=1):
        answers.append(answer)
        tick(f"moving assumptions: {done} of {len(names)} ladders done")
    if not axes:
        return tuple(answers)
    tick(f"solving {count ** len(axes):,} points")
    solved = goal_surface(case, policy_of(case, ladder), asked, axes, count)
    return tuple(replace(answer, surfaces=(solved,)) for answer in answers)


def _asked_surface(
    case: Case, goal: LadderGoal, ladder: str, surface: Sequence[str], grid: int
) -> tuple[tuple[str, ...], int]:
    """
    Give the axes of a surface and the points along each; none where none is asked for.

    Raises:
        QuestionError: It cannot be solved: said before anything is.
    """
    if not surface:
        return (), 0
    if not ladder:
        raise QuestionError("--surface asks of one ladder: add --ladder ID")
    return surface_axes(case, policy_of(case, ladder), goal, surface, grid)


def _needs_of(case: Case, goal: LadderGoal, name: str) -> LadderNeeds:
    return needs(case, policy_of(case, name), goal)


def whom(
    case: Case,
    *,
    ladder: str = "",
    draws: int = WHOM_DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderWhom, ...]:
    """
    Say whom each completed ladder deters, and from what, at the best values and over draws.

    Args:
        case: The case; one that tells no challengers apart has one, which is an answer.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        draws: How many draws of the assumptions the ranges rest on.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder, or it is the yardstick; a
            ladder that is asked for alone is too large; that many draws cannot be made.
        EngineError: A game did not settle.
    """
    return whom_of(case, ladder=ladder, draws=draws, mapper=mapper, tick=tick)
