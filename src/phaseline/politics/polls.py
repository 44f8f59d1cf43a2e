"""
Polls side by side: net support of each, and one figure for several only where they put the same
question.

A question with two answers and one with three measure different things; so do two questions whose
wording nobody knows. Such polls are never averaged: the refusal says why.

Source:
    Jackman, *Australian Journal of Political Science* 40 (2005), 499-517, for pooling by sample and
    for house effects.
"""

from collections.abc import Iterable, Iterator, Sequence

from phaseline.case.model.politics import Poll
from phaseline.terms.quantity import Amount, Quantity
from phaseline.terms.record import record
from phaseline.terms.ties import total
from phaseline.terms.when import When

_UNKNOWN = "unknown"
_FEWEST = 2


@record
class Net:
    """
    The sides of a poll.

    Args:
        poll: The id of the poll.
        question_form: How many answers were offered, and what they were.
        support: The share in favour [percent]; None where no single answer counts as that.
        oppose: The share opposed [percent]; None where no single answer counts as that.
        net: Support less opposition [point]; None where one of them is missing.
        sample: Respondents; None where the source gives none.
        house: Who asked.
        mode: How people were reached.
        fieldwork: When.
        why: Why there is no net figure; empty where there is one.
    """

    poll: str
    question_form: str
    support: float | None
    oppose: float | None
    net: float | None
    sample: float | None
    house: str
    mode: str
    fieldwork: When
    why: str


@record
class PooledPolls:
    """
    Several polls of one question form as one, weighted by their samples.

    Args:
        polls: The ids of the polls.
        question_form: The form that they share.
        support: The weighted share in favour [percent].
        oppose: The weighted share opposed [percent].
        net: Support less opposition [point].
        sample: Respondents of all of them.
        houses: Who asked, one a poll.
        modes: How people were reached, one a poll.
        fieldwork: When, one a poll.
    """

    polls: tuple[str, ...]
    question_form: str
    support: float
    oppose: float
    net: float
    sample: float
    houses: tuple[str, ...]
    modes: tuple[str, ...]
    fieldwork: tuple[When, ...]


@record
class Refusal:
    """
    Why polls are not made one.

    Args:
        polls: The ids of the polls.
        reasons: Every reason, a sentence each without its full stop.
    """

    polls: tuple[str, ...]
    reasons: tuple[str, ...]


def net(poll: Poll) -> Net:
    """
    Give the sides of a poll.

    A side with several answers is not added up: whoever wants another kind of support answers
    another question than a yes or no. Where a person could give several answers, both sides may
    hold the same person, and their difference is no balance of persons.
    """
    support, oppose = _side(poll, "support"), _side(poll, "oppose")
    sample = poll.sample.number if isinstance(poll.sample, Quantity) else None
    why = _why_no_net(poll)
    return Net(
        poll=poll.id,
        question_form=poll.question_form,
        support=support,
        oppose=oppose,
        net=support - oppose if support is not None and oppose is not None and not why else None,
        sample=sample,
        house=poll.pollster,
        mode=poll.mode,
        fieldwork=poll.fieldwork,
        why=why,
    )


def pooled(polls: Sequence[Poll]) -> PooledPolls | Refusal:
    """
    Make several polls one, or say why not.

    Args:
        polls: The polls; of one question form, each with its sample and its dates.

    Returns:
        One figure, or every reason against it.

    Source:
        Jackman, *Australian Journal of Political Science* 40 (2005), 499-517: polls of one
        quantity, weighted by their samples.
    """
    nets = [net(poll) for poll in polls]
    reasons = _reasons(nets)
    sample = total(poll.sample or 0.0 for poll in nets)
    if reasons or not sample:
        return Refusal(
            polls=tuple(poll.poll for poll in nets),
            reasons=reasons or ("no respondent was asked",),
        )
    return _pool(nets, sample)


def _side(poll: Poll, side: str) -> float | None:
    shares = _shares(poll, side)
    return shares[0].number if len(shares) == 1 and isinstance(shares[0], Quantity) else None


def _shares(poll: Poll, side: str) -> list[Amount]:
    """Give the shares of the answers that count as a side."""
    return [option.share for option in poll.options if option.counts_as == side]


def _why_no_net(poll: Poll) -> str:
    """Say why support and opposition have no difference; an empty text where they have one."""
    if poll.several_answers:
        return "a person could give several answers, so that the same one may stand on both sides"
    sides = {"support": _shares(poll, "support"), "opposition": _shares(poll, "oppose")}
    unknown = [
        name
        for name, shares in sides.items()
        if len(shares) == 1 and not isinstance(shares[0], Quantity)
    ]
    missing = [name for name, shares in sides.items() if len(shares) != 1]
    reasons = [f"the share for {' and '.join(unknown)} is not given"] if unknown else []
    if missing:
        reasons.append(
            f"no single answer stands for {' and '.join(missing)}; answers of different meaning are"
            " not added up"
        )
    return "; ".join(reasons)


def _reasons(nets: Sequence[Net]) -> tuple[str, ...]:
    """Say why polls are not made one, in the order in which a reader would look."""
    reasons = [f"one poll is no pool; expected at least {_FEWEST}"] if len(nets) < _FEWEST else []
    reasons += _reasons_of_form(nets)
    reasons += [f"{poll.poll}: {poll.why}" for poll in nets if poll.net is None]
    reasons += [f"the sample of {poll.poll} is not given" for poll in nets if poll.sample is None]
    reasons += [
        f"the dates of {poll.poll} are not given" for poll in nets if not poll.fieldwork.is_known
    ]
    return tuple(reasons)


def _reasons_of_form(nets: Sequence[Net]) -> Iterator[str]:
    known = [poll for poll in nets if poll.question_form != _UNKNOWN]
    if len({poll.question_form for poll in known}) > 1:
        asked = "; ".join(f"{poll.poll}: {poll.question_form}" for poll in known)
        yield f"the questions differ ({asked})"
    for poll in nets:
        if poll.question_form == _UNKNOWN:
            yield f"the question form of {poll.poll} is unknown"


def _pool(nets: Sequence[Net], sample: float) -> PooledPolls:
    support = _weighted([poll.support for poll in nets], nets) / sample
    oppose = _weighted([poll.oppose for poll in nets], nets) / sample
    return PooledPolls(
        polls=tuple(poll.poll for poll in nets),
        question_form=nets[0].question_form,
        support=support,
        oppose=oppose,
        net=support - oppose,
        sample=sample,
        houses=tuple(poll.house for poll in nets),
        modes=tuple(poll.mode for poll in nets),
        fieldwork=tuple(poll.fieldwork for poll in nets),
    )


def _weighted(shares: Iterable[float | None], nets: Iterable[Net]) -> float:
    """Give the sum of shares, each times the sample of its poll."""
    return total(
        (poll.sample or 0.0) * (share or 0.0) for poll, share in zip(nets, shares, strict=True)
    )
