"""
Replies that law and politics have a part in: what may be signed today, what goes round the
parliament, what the public says.
"""

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.response import Measure
from phaseline.desk.findings.constraints import Constraints
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.law.model import Standing
from phaseline.present.document.limits import undetermined_words
from phaseline.present.wording.law import CLOSED, STANDING_WORDS, reading_names
from phaseline.present.wording.numbers import actor_words, count_words, listed, lowered
from phaseline.present.wording.politics import chance_words
from phaseline.present.wording.sentences import Sentence, cites_of, published_ladders
from phaseline.terms.ties import first_leading

_PAST = (Standing.ALONE, Standing.PRACTICE)  # what goes without the parliament


def law(case: Case, told: QuestionInputs) -> list[Sentence]:
    """Say how the next step stands, and how each party reads the step on which they differ most."""
    found = told.constraints
    if found is None or not found.legal.cells:
        return []
    options = list(dict.fromkeys(one.option for one in _climbed(case)))
    silent = [name for name in options if _standings(found, name) == {Standing.SILENT}]
    patterns: dict[str, str] = {}
    for name in options:
        if len(_standings(found, name)) > 1:
            patterns.setdefault(
                _by_reading(case, found, name), name
            )  # steps that stand alike are told once
    sentences = [
        Sentence(
            text=f"{_title(case, name)}: neither barred nor permitted in any reading on record.",
            basis=(f"options.{name}",),
        )
        for name in silent[:1]
    ]
    sentences.extend(
        Sentence(text=words, basis=tuple(one.address for one in doubts))
        for words, doubts in undetermined_words(case, found)
    )
    sentences.extend(
        Sentence(
            text=f"{_title(case, name)}: {words}.",
            cites=_behind(case, found, name),
            basis=(f"options.{name}",),
        )
        for words, name in patterns.items()
    )
    return sentences


def _behind(case: Case, found: Constraints, option: str) -> tuple[Cite, ...]:
    """Give the first citation of each provision behind an option's standings."""
    names = dict.fromkeys(
        name for cell in found.legal.cells if cell.option == option for name in cell.because
    )
    return tuple(cite for one in case.provisions if one.id in names for cite in one.cites[:1])


def _climbed(case: Case) -> list[Measure]:
    """Give what the published ladders add to today, step by step."""
    return [
        measure
        for ladder in published_ladders(case)
        for rung in ladder.rungs[1:]
        for measure in case.measures
        if measure.id in rung.measures
        and measure.id not in ladder.rungs[0].measures
        and measure.option
    ]


def _standings(found: Constraints, option: str) -> set[Standing]:
    return {cell.standing for cell in found.legal.cells if cell.option == option}


def _title(case: Case, option: str) -> str:
    return next(one.title for one in case.options if one.id == option)


def _by_reading(case: Case, found: Constraints, option: str) -> str:
    """Give the standings of an option, each with the readings that hold it."""
    names = reading_names(case)
    groups: dict[Standing, list[str]] = {}
    for cell in found.legal.cells:
        if cell.option == option:
            groups.setdefault(cell.standing, []).append(lowered(case, names[cell.reading]))
    return "; ".join(
        f"{STANDING_WORDS[standing]} ({listed(who)})" for standing, who in groups.items()
    )


def oversight(case: Case, told: QuestionInputs) -> list[Sentence]:
    """
    Say which steps go round the parliament in whose eyes, what that exposes whom to, and what
    consent would find.
    """
    found = told.constraints
    if found is None or not found.legal.cells:
        return []
    names = {name: lowered(case, words) for name, words in reading_names(case).items()}
    round_it = [
        one
        for one in dict.fromkeys(measure.option for measure in case.measures)
        if _goes_round(found, one)
    ]
    sentences = []
    if round_it:
        name = max(
            round_it,
            key=lambda one: sum(
                cell.standing in CLOSED for cell in found.legal.cells if cell.option == one
            ),
        )
        past = [
            names[cell.reading]
            for cell in found.legal.cells
            if cell.option == name and cell.standing in _PAST
        ]
        against = [
            names[cell.reading]
            for cell in found.legal.cells
            if cell.option == name and cell.standing in CLOSED
        ]
        text = (
            f"{count_words(len(round_it), 'kind')} of measure would. {_title(case, name)}: without"
            f" asking in the reading of {listed(past)}, not in that of {listed(against)}."
        )
        sentences.append(
            Sentence(
                text=text,
                cites=_behind(case, found, name),
                basis=tuple(f"options.{one}" for one in round_it),
            )
        )
    for one in case.penalties:
        if set(one.options) & set(round_it):
            text = (
                f"{actor_words(case, one.by)} threatens {actor_words(case, one.exposes)} with"
                f" {lowered(case, one.to)}."
            )
            sentences.append(
                Sentence(
                    text=text, cites=cites_of(case, one.facts, 1), basis=(f"penalties.{one.id}",)
                )
            )
            break
    steps = {step for rung in found.rungs for one in rung.measures for step in one.chance.steps}
    votes = [one for one in found.politics.votes if one.id in steps]
    if votes:
        least = first_leading(votes, lambda one: -one.chance)
        span = (
            f"{chance_words(least.chance)} ({chance_words(least.low)} to"
            f" {chance_words(least.high)})"
        )
        about = next(
            one for rung in found.rungs for one in rung.measures if least.id in one.chance.steps
        ).stand.option
        text = (
            f"Asked for {lowered(case, _title(case, about))}, the parliament would agree with"
            f" chance {span}, inside the model."
        )
        sentences.append(
            Sentence(text=text, basis=tuple(f"assumptions.{name}" for name in least.rests_on[:3]))
        )
    return sentences


def _goes_round(found: Constraints, option: str) -> bool:
    """Whether some reading lets an option pass without the parliament, and another does not."""
    known = _standings(found, option)
    return bool(known & set(_PAST)) and bool(known & set(CLOSED))
