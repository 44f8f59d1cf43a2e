"""Words for what is offered beside a ladder: the terms, who takes it up, and what it comes to."""

from collections.abc import Iterator, Sequence

from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.offers import LadderOffer, OfferRanges, SideCounts
from phaseline.game.folding import ALONE
from phaseline.game.offers import OfferedSide, OfferStudy, TypeWindow
from phaseline.game.seeing import detection_of
from phaseline.present.wording.draw_ranges import range_words
from phaseline.present.wording.game import chance, figure
from phaseline.present.wording.naming import BY_ID, Naming, naming_of
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.sentences import closed
from phaseline.present.wording.table import AnswerPart, WordTable


def offered_parts(case: Case, name: str) -> Iterator[str]:
    """Say what a case offers, and who answers for it; nothing where no offer of it is named."""
    if not name:
        return
    offer = setup_of(case).offers[name]
    yield f"Offered: {offer.title}. An assumption of {offer.owner}: {closed(offer.rationale)}"
    if offer.note:
        yield closed(offer.note)


def ladder_offer_parts(case: Case, ladder: LadderOffer) -> Iterator[AnswerPart]:
    """Say what an offer comes to beside a ladder of a case, or why it cannot stand there."""
    if ladder.study is None:
        yield f"It cannot stand there: {ladder.refusal}."
        return
    names = naming_of(case, ladder.policy)
    yield from study_parts(ladder.study, names)
    if ladder.ranges is not None:
        yield from _ranges_parts(ladder.ranges, ladder.study, names)


def study_parts(study: OfferStudy, names: Naming = BY_ID) -> Iterator[AnswerPart]:
    """
    Say what an offer comes to beside one ladder.

    Args:
        study: What the offer comes to.
        names: What is called how; by id if left out.
    """
    yield _terms(study, names)
    board = _types_table(study, names)
    yield board
    if any(row[1] == "no" and row[3] == row[4] for row in board.rows):
        yield "Where one does not take it and both worths read alike, it loses less than is told."
    yield _outcome(study)
    yield from _windows_parts(study, names)
    yield from filter(None, (_exchange(study),))
    yield _dilemma(study, names)
    yield "Inside the model, under the stated numbers: not a forecast."


def _ranges_parts(ranges: OfferRanges, study: OfferStudy, names: Naming) -> Iterator[AnswerPart]:
    """Say how often it is taken up over draws, and between what it lies."""
    (across, across_with), (worth, worth_with) = ranges.across, ranges.worth
    yield (
        "All of this stands at the best values of the assumptions. Below stands the middle of"
        f" {ranges.draws} draws of them, with the ends between which nine draws in ten lie."
    )
    yield WordTable(
        title="In how many draws each type takes the offer up, and keeps to the line with it",
        lead="",
        head=("Type", "Takes it", "Keeps it"),
        rows=tuple(
            (
                side_words(side, names),
                f"{side.accepts} of {side.draws}",
                f"{side.keeps} of {side.draws}",
            )
            for side in ranges.sides
        ),
    )
    yield (
        f"Over all types, {study.game.time.period}s across the line: {range_words(across_with, 1)}"
        f" with the offer, {range_words(across, 1)} without, of {study.dilemma.periods}; fewer with"
        f" it in {ranges.fewer} of {ranges.draws} draws. To the responder the game is worth"
        f" {range_words(worth_with, 2)} with the offer, what it pays counted, and"
        f" {range_words(worth, 2)} without; more with it in {ranges.better} of {ranges.draws}"
        " draws."
    )


def _terms(study: OfferStudy, names: Naming) -> str:
    """Say what is paid and what is asked."""
    offer, period = study.offer, study.game.time.period
    stands = [
        f"{names.track(track)} at “{' or '.join(level.replace('-', ' ') for level in levels)}”"
        for track, levels in offer.stands_at.items()
    ]
    standing = listed([*stands, f"no rung above {names.rung(study.promised)} in force"])
    paid = (
        f"{figure(offer.inducement)} is paid per {period} with {standing}."
        if offer.inducement
        else "Nothing is paid."
    )
    asked = [paid]
    if offer.verification is not None:
        asked.append(
            f"A crossing is then reported with a chance of {chance(offer.verification)} a {period};"
            f" without the offer with {chance(detection_of(study.game))}."
        )
    if offer.exposure:
        asked.append(f"To be seen so well costs {names.decider(ALONE)} {figure(offer.exposure)}.")
    if offer.breach:
        asked.append(
            f"A breach that is found costs it {figure(offer.breach)} more per {period} while a"
            " higher rung is in force."
        )
    return " ".join(asked)


def side_words(side: OfferedSide | TypeWindow | SideCounts, names: Naming) -> str:
    """Name a type, and say so where it stands across the line at the start."""
    kind = names.kind(ALONE, side.type)
    return f"{kind}, across already" if side.begun else kind


def _types_table(study: OfferStudy, names: Naming) -> WordTable:
    rows = tuple(
        (
            side_words(side, names),
            "yes" if side.accepts[0] else "no",
            _keeps(side),
            *(figure(float(value), 2) for value in rounded(side.value[:, 0].tolist())),
            *(figure(float(value), 1) for value in rounded(side.across[:, 0].tolist())),
        )
        for side in study.answer.sides
    )
    return WordTable(
        title=f"What it is worth to each type, and its {study.game.time.period}s across the line",
        lead="",
        head=("Type", "Takes it", "Keeps it", "Worth without", "With", "Across without", "With"),
        rows=rows,
    )


def _keeps(side: OfferedSide) -> str:
    if not side.accepts[0]:
        return "—"
    return "yes" if side.keeps[0] else "no"


def _outcome(study: OfferStudy) -> str:
    before, after = (float(periods) for periods in study.answer.across[:, 0])
    without, taken = (float(value) for value in study.answer.responder[:, 0])
    period = study.game.time.period
    across = f"{figure(after, 1)} with the offer, {figure(before, 1)} without"
    return (
        f"Over all types, {period}s across the line: {across}, of {study.dilemma.periods}. To the"
        f" responder the game is worth {figure(taken, 2)} with the offer, what it pays counted, and"
        f" {figure(without, 2)} without."
    )


def _windows_parts(study: OfferStudy, names: Naming) -> Iterator[AnswerPart]:
    if not study.windows:
        yield "No crossing is reported here, so that there is nothing to see better."
        return
    yield WordTable(
        title="The chance of seeing a crossing at which the offer is taken up, and kept",
        lead="",
        head=("Type", "Taken up", "Taken up and kept"),
        rows=tuple(
            (
                side_words(window, names),
                ends_in_percent(window.taken),
                ends_in_percent(window.keeps),
            )
            for window in study.windows
        ),
    )
    yield common_words(study)


def common_words(study: OfferStudy) -> str:
    """Say whether one chance of seeing a crossing makes every type take an offer up and keep it."""
    there = "is one" if study.common else "is none"
    return f"There {there} at which every type takes it up and keeps it."


def ends_in_percent(intervals: Sequence[tuple[float, float]]) -> str:
    """Give intervals of a chance in percent; nowhere where there is none."""
    return (
        ", ".join(f"{100 * low:.0f} to {100 * high:.0f} %" for low, high in intervals) or "nowhere"
    )


def _exchange(study: OfferStudy) -> str:
    """Say what else holds off as much."""
    rate, periods = study.rate, f"{study.game.time.period}s"
    before = float(study.answer.across[0, 0])
    if rounded(before - rate.across) <= 0:
        return f"The offer leaves no fewer {periods} across the line than there are without it."
    ways = [
        *([("of seeing a crossing", rate.detection)] if study.windows else []),
        *([("of every consent that may be refused", rate.consent)] if study.asks else []),
    ]
    phrases = [_way(noun, least) for noun, least in ways]
    lead = f"Without the offer, as few {periods} across the line come of"
    return f"{lead} {' and of '.join(phrases)}.{_bought(study)}" if phrases else ""


def _way(noun: str, least: float | None) -> str:
    """Say from which chance on something does as much."""
    if least is None:
        return f"no chance {noun}, however certain"
    return f"a chance {noun} from {chance(least)} on"


def _bought(study: OfferStudy) -> str:
    if not study.asks:
        return ""
    if study.rate.inducement is None:
        return (
            " No inducement up to the largest gain does as much as certain consent without the"
            " offer."
        )
    return (
        f" An inducement of at least {figure(study.rate.inducement)} does as much as certain"
        " consent does without the offer."
    )


def _dilemma(study: OfferStudy, names: Naming) -> str:
    both = study.dilemma
    (calm, calm_under), (answered, answered_under) = both.assured, both.threatened
    within = count_words(both.periods, study.game.time.period)
    return (
        f"Both sides of the threat, within {within}: no rung above {names.rung(study.promised)}"
        f" comes on one who keeps to the line with a chance of {chance(calm_under)} ({chance(calm)}"
        f" without the offer's verification), and one comes on who crosses with a chance of"
        f" {chance(answered_under)} ({chance(answered)})."
    )
