"""
What the line comes to where crossing it is work that is done for good: begun, under way, done.

A flow can be stopped, and then gains and harms no more; what has been learnt stays. The same
ladders are played against the same types: the level across the line is the work under way, which is
reported and can be stopped; a level more, `done`, is left by no act, gains once and harms from then
on, and nothing more of it is reported. Work that is gone on with is done in a period with a chance
of one over its mean length, whatever has been put into it.

Source:
    Puterman, *Markov Decision Processes* (2005), chapter 2, for a stay of geometric length as one
    state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from phaseline.case.games import policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy, Project
from phaseline.desk.comparison.draws import DRAWS, Design, design
from phaseline.desk.comparison.game_of_case import GameVariant, games_of
from phaseline.desk.comparison.study import base_setting, figures, yardstick_setting
from phaseline.desk.estimates.valuation import Valuation, gives_time, period_of
from phaseline.errors import QuestionError
from phaseline.game.ahead import entered
from phaseline.game.arrays import Floats
from phaseline.game.spec import ByLevel, Game, LadderSpec, Move, RungSpec, TrackSpec
from phaseline.terms.record import record

DONE = "done"
GO_ON = "go-on"


@record
class LadderProjects:
    """
    What a completed ladder does to work that is done for good, and to the flow.

    Args:
        policy: The id of the completed ladder.
        project: The id of the project.
        done: The chance that it is done by the end (draw).
        done_without: The chance without the ladder (draw).
        period: The mean period in which it is done, where it is, counted from 1; not a number in
            draws in which it never is (draw) [period].
        flow: What the ladder changes of the periods across the line, where crossing is a flow
            (draw) [period].
        flow_without: The periods across without it (draw) [period].
        horizon: How many periods are played.
        draws: How many draws there are.
    """

    policy: str
    project: str
    done: Floats
    done_without: Floats
    period: Floats
    flow: Floats
    flow_without: Floats
    horizon: int
    draws: int


def project_of(case: Case, wanted: str = "") -> Project | None:
    """
    Give a project of a case; the first where none is named, and none where there is none.

    Raises:
        QuestionError: The case holds no game, or no project of that id.
    """
    projects = setup_of(case).projects
    if not wanted:
        return next(iter(projects), None)
    if wanted not in projects.ids:
        known = ", ".join(projects.ids) or "none"
        raise QuestionError(f"there is no project {wanted!r} in this case (there are: {known})")
    return projects[wanted]


def project_design(case: Case, project: Project, *, draws: int = DRAWS) -> Design:
    """Draw what the game rests on, and what the project rests on beside it."""
    numbers = [project.takes, project.harm, *(gain.number for gain in project.gains)]
    return design(case, count=draws, further=numbers)


def ladder_projects(case: Case, project: Project, plan: Design, name: str) -> LadderProjects:
    """
    Play a completed ladder against a flow and against work that is done for good.

    Args:
        case: The case.
        project: What is played as work.
        plan: The draws, of `project_design`.
        name: The id of the completed ladder.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    setting = _with_track(case, policy_of(case, name), project)
    base = yardstick_setting(case, setting)
    own, other = (_entered(case, side, project, plan.draws) for side in (setting, base))
    mine, theirs = (
        figures(side, plan.draws, wanted=("inside",))["inside"] for side in (setting, base)
    )
    return LadderProjects(
        policy=name,
        project=project.id,
        done=own.sum(axis=0),
        done_without=other.sum(axis=0),
        period=_mean_period(own),
        flow=mine - theirs,
        flow_without=theirs,
        horizon=max(case.horizon),
        draws=len(plan.draws),
    )


def _with_track(case: Case, policy: GamePolicy, project: Project) -> GameVariant:
    setting = base_setting(case, policy)
    return replace(setting, tracks=setting.tracks | {project.track})


def _entered(
    case: Case, setting: GameVariant, project: Project, values: Sequence[Valuation]
) -> Floats:
    """Give the chance that the work is done in each period (period, draw)."""
    games = games_of((setting, value) for value in values)
    return entered(
        [
            as_project(game, project, _numbers(case, project, value))
            for game, value in zip(games, values, strict=True)
        ]
    )


@record
class ProjectNumbers:
    """
    The numbers of a project in one draw.

    Args:
        chance: The chance that work that is gone on with is done in a period.
        gains: What each type gains once it is done, by its id [M].
        harm: What it costs the responder once it is done [M/period].
    """

    chance: float
    gains: Mapping[str, float]
    harm: float


def _numbers(case: Case, project: Project, values: Valuation) -> ProjectNumbers:
    length = period_of(case) if gives_time(case, project.takes) else 1.0
    periods = max(1.0, values.of(project.takes) / length)
    return ProjectNumbers(
        chance=1 / periods,
        gains={gain.type: values.of(gain.number) for gain in project.gains},
        harm=values.of(project.harm),
    )


def as_project(game: Game, project: Project, numbers: ProjectNumbers) -> Game:
    """
    Make of a game in which crossing is a flow one in which it is work that is done for good; its
    red line is to have done it, so that to enter the line is to be done.

    Args:
        game: The game; the project's track has two levels in it.
        project: The project.
        numbers: Its numbers.

    What rungs and measures do at the track's first level, at rest, they do once the work is done.
    """
    challenger = game.challenger
    resting = next(track.levels[0] for track in challenger.tracks if track.id == project.track)
    tracks = tuple(
        _worked_on(track, numbers) if track.id == project.track else track
        for track in challenger.tracks
    )
    types = tuple(
        replace(
            kind,
            gain={name: row for name, row in kind.gain.items() if name != project.track},
            gain_once={project.track: {DONE: numbers.gains[kind.id]}},
        )
        if kind.id in numbers.gains
        else kind
        for kind in challenger.types
    )
    return replace(
        game,
        challenger=replace(challenger, tracks=tracks, types=types),
        ladder=_once_done(game.ladder, _Rest(track=project.track, level=resting)),
        red_line={project.track: (DONE,)},
        responder=replace(
            game.responder, harm={**game.responder.harm, project.track: {DONE: numbers.harm}}
        ),
    )


@record
class _Rest:
    """The level of a track at which nothing is worked on; its numbers hold once it is done."""

    track: str
    level: str

    def beside_done(self, number: float | ByLevel) -> float | ByLevel:
        """Give a number, or one by level, that stands at `done` as it stands at rest."""
        row = number.get(self.track, {}) if isinstance(number, Mapping) else {}
        if not isinstance(number, Mapping) or self.level not in row:
            return number
        return {**number, self.track: {**row, DONE: row[self.level]}}

    def beside_done_of(
        self, numbers: Mapping[str, float | ByLevel]
    ) -> Mapping[str, float | ByLevel]:
        """Give the same of numbers by challenger."""
        return {name: self.beside_done(number) for name, number in numbers.items()}


def _once_done(ladder: LadderSpec, rest: _Rest) -> LadderSpec:
    """Give a ladder whose rungs and measures do once work is done what they do at rest."""
    return replace(
        ladder,
        rungs=tuple(_rung_once_done(rung, rest) for rung in ladder.rungs),
        measures=tuple(
            replace(
                measure,
                once_loss=rest.beside_done(measure.once_loss),
                once_loss_on=rest.beside_done_of(measure.once_loss_on),
            )
            for measure in ladder.measures
        ),
    )


def _rung_once_done(rung: RungSpec, rest: _Rest) -> RungSpec:
    return replace(
        rung,
        loss=rest.beside_done(rung.loss),
        loss_on=rest.beside_done_of(rung.loss_on),
        cost=rest.beside_done(rung.cost),
        benefit=rest.beside_done(rung.benefit),
        without=tuple(
            replace(
                left,
                loss=rest.beside_done(left.loss),
                loss_on=rest.beside_done_of(left.loss_on),
                cost=rest.beside_done(left.cost),
                benefit=rest.beside_done(left.benefit),
            )
            for left in rung.without
        ),
    )


def _worked_on(track: TrackSpec, numbers: ProjectNumbers) -> TrackSpec:
    """Add to a track of two levels a third one, to which going on with the work may lead."""
    first, working = track.levels
    reports = track.reports
    if reports is not None:
        rows = {**reports.likelihood, DONE: reports.likelihood[first]}
        reports = replace(reports, likelihood=rows)
    go_on = Move(do=GO_ON, from_=working, to=DONE, chance=numbers.chance)
    return replace(
        track, levels=(first, working, DONE), moves=(*track.moves, go_on), reports=reports
    )


def _mean_period(chances: Floats) -> Floats:
    """Give the mean period of what happens once, where it does, counted from 1 (draw) [period]."""
    total = chances.sum(axis=0)
    periods = np.arange(1, len(chances) + 1) @ chances
    return np.asarray(
        np.divide(periods, total, out=np.full_like(total, np.nan), where=total > 0),
        dtype=np.float64,
    )
