"""
What the shown course does otherwise than on page one.

It is played against those who decide apart, with an offer beside it, and where a crossing is work
that is done for good, each where the case names it. The first two stand at the best values of the
assumptions, the third in the middle of a few draws.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.offers import OfferTerms, offer_question, offered
from phaseline.desk.comparison.projects import ladder_projects, project_design, project_of
from phaseline.desk.comparison.whom import LadderWhom, ladder_whom
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.desk.findings.projects import WorkDone, work_done
from phaseline.errors import QuestionError
from phaseline.game.corners import ReplyCorner
from phaseline.game.offers import answered_offers
from phaseline.terms.record import record
from phaseline.terms.ties import total

FEW = 16  # draws that a project is played over behind page one


@record
class Decider:
    """
    One of several who decide.

    Args:
        id: Its id in the game.
        tracks: The ids of the tracks of the game on which it decides, those that are played.
    """

    id: str
    tracks: tuple[str, ...]


@record
class HoldOn:
    """
    What a course takes from one who decides, for crossing on one track.

    Args:
        challenger: The id of who decides.
        track: The id of the track of the game.
        takes: What all rungs together take [M].
        gain: What crossing gains beside that [M].
        is_zero: Whether nothing that is threatened takes anything.
    """

    challenger: str
    track: str
    takes: float
    gain: float
    is_zero: bool


@record
class WhomDeterred(Finding):
    """
    Whom a course deters, and from what, where several decide; as it is where all begin by
    complying. Where the game is too large, or no replies settle, it cannot be computed.

    Args:
        policy: The id of the completed ladder.
        deciders: Who decides, and on what.
        holds: What the course takes from each on each track, weighed over their kinds.
        is_unique: Whether it makes no difference how they begin, whatever their kinds.
    """

    policy: str
    deciders: tuple[Decider, ...]
    holds: tuple[HoldOn, ...]
    is_unique: bool


@record
class OfferTaken(Finding):
    """
    Who takes up what is offered beside a course, and what it comes to; where the offer cannot stand
    beside it, that cannot be computed.

    Args:
        policy: The id of the completed ladder.
        offer: The id of the offer.
        takers: The chance that the challenger is of a kind that takes it up.
        keepers: The chance that it is of one that takes it up and keeps to the line.
        across: The periods across with the offer [period].
        without: The periods across without it [period].
        worth: What the game is worth to the responder with it, what is paid counted [M].
        worth_without: What it is worth without it [M].
        within: How many periods are counted.
    """

    policy: str
    offer: str
    takers: float
    keepers: float
    across: float
    without: float
    worth: float
    worth_without: float
    within: int


PlayedOtherwise = WhomDeterred | OfferTaken | WorkDone


def named_variants(case: Case) -> tuple[str, ...]:
    """Say which of the three a case names: several who decide, an offer, work that is done."""
    game = case.game
    if game is None:
        return ()
    named = {
        "whom": len(game.challengers) > 1,
        "offer": bool(game.offers),
        "project": bool(game.projects),
    }
    return tuple(name for name, is_named in named.items() if is_named)


def played_otherwise(case: Case, policy: str, variant: str) -> PlayedOtherwise:
    """
    Play a course in one of the ways that a case names; of several offers or projects, its first.

    Args:
        case: The case.
        policy: The id of the completed ladder.
        variant: One of `named_variants`.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    return _PLAYS[variant](case, policy)


def _against_several(case: Case, policy: str) -> WhomDeterred:
    return whom_deterred(case, ladder_whom(case, policy))


def whom_deterred(case: Case, ladder: LadderWhom) -> WhomDeterred:
    """
    Sum up whom a course deters, and from what.

    Args:
        case: The case.
        ladder: The course as played.
    """
    setup, answer = setup_of(case), ladder.answer
    holds = answer.holds[ReplyCorner.COMPLIANT] if answer else ()
    tracks = answer.controls if answer else {who.id: who.controls for who in setup.challengers}
    return WhomDeterred(
        about=ladder.policy,
        rests_on=tuple(f"games.{setup.id}.challengers.{who.id}" for who in setup.challengers),
        absence=None if holds else Absence.NOT_COMPUTABLE,
        policy=ladder.policy,
        deciders=tuple(Decider(id=name, tracks=tuple(of)) for name, of in tracks.items()),
        holds=tuple(
            HoldOn(
                challenger=hold.challenger,
                track=hold.track,
                takes=hold.whole,
                gain=hold.gain,
                is_zero=hold.is_zero,
            )
            for hold in holds
        ),
        is_unique=answer is not None and all(match.is_unique for match in answer.matches),
    )


def _with_offer(case: Case, policy: str) -> OfferTaken:
    """Let each kind choose between the first offer of the case and the game without it."""
    question = offer_question(case, OfferTerms())
    game, refusal = offered(case, question, policy)
    within = max(game.solve.horizons)
    unanswered = OfferTaken(
        about=f"{question.named}.{policy}",
        rests_on=(f"games.{setup_of(case).id}.offers.{question.named}",),
        absence=Absence.NOT_COMPUTABLE if refusal else None,
        policy=policy,
        offer=question.named,
        takers=0.0,
        keepers=0.0,
        across=0.0,
        without=0.0,
        worth=0.0,
        worth_without=0.0,
        within=within,
    )
    if refusal or game.offer is None:
        return unanswered
    answer = answered_offers([replace(game, offer=None)], [game.offer])
    (without, across), (bare, worth) = answer.across[:, 0], answer.responder[:, 0]
    return replace(
        unanswered,
        takers=total(float(side.chance[0]) for side in answer.sides if side.accepts[0]),
        keepers=total(float(side.chance[0]) for side in answer.sides if side.keeps[0]),
        across=float(across),
        without=float(without),
        worth=float(worth),
        worth_without=float(bare),
    )


def _as_work(case: Case, policy: str) -> WorkDone:
    """
    Play the first project of the case over few draws.

    Raises:
        QuestionError: The case names none.
    """
    work = project_of(case)
    if work is None:
        raise QuestionError("the case names no project")
    plan = project_design(case, work, draws=FEW)
    return work_done(case, ladder_projects(case, work, plan, policy))


_PLAYS: Mapping[str, Callable[[Case, str], PlayedOtherwise]] = {
    "whom": _against_several,
    "offer": _with_offer,
    "project": _as_work,
}
