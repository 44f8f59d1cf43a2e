"""The game's annex: tables of words, ready to be set, and what has to be said with them."""

from collections.abc import Iterable, Mapping
from typing import Any

from phaseline.case.games import clock_of, may_be_met, rungs_of, setup_of, tracks_with
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.evidence import BASE_RATE
from phaseline.desk.comparison.cheating import Cheating
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.comparison.variants import Variant, Variants
from phaseline.desk.findings.alterations import altered_games
from phaseline.desk.findings.courses import first_moves
from phaseline.desk.findings.effects import crosses_unanswered, same_games
from phaseline.desk.findings.measures import measure_ends
from phaseline.desk.findings.reference import reference_classes
from phaseline.desk.findings.seeds import ranges_moving
from phaseline.present.wording.english.courses import moves_words
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import (
    amount,
    baseline_words,
    chance,
    compared_demand_rows,
    course_name,
    crossing_periods,
    ending_words,
    figure,
    lowered_periods,
    of_draws,
    periods,
    plan_words,
    points,
    signed,
    states_words,
    tenths,
    unmoved_first,
    viewpoint_words,
)
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.numbers import listed, lowered, one_of
from phaseline.present.wording.rounding import advised
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.watch import level_words
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_MANY = 0.5
_VARIANT_WORDS: Mapping[str, str] = {
    "blind": "the challenger does not see the monitor",
    "office": "the government may change",
    "for good": "{crossing} cannot be stopped",
    "errs": "one challenger who errs, instead of types who do not",
}


def boards(case: Case, comparison: LadderComparison) -> tuple[WordTable, ...]:
    """Give the tables of the annex, in reading order."""
    return tuple(
        one
        for one in (
            _changes(case, comparison),
            _readings(case, comparison),
            _viewpoints(case, comparison),
            _movers(case, comparison),
            _forces(case, comparison),
            _demands(case, comparison),
            _promises(case, comparison),
            _alarms(case, comparison),
            _proportions(case, comparison),
            _cheating(case, comparison),
            _variants(case, comparison),
            _alterations(case, comparison),
            _sizes(case, comparison),
            _releases(case, comparison),
            _lapses(case, comparison),
            _measure_ends(case),
        )
        if one.rows
    )


def _measure_ends(case: Case) -> WordTable:
    ends = measure_ends(case)
    sentences = all_told(ends, Words(case))
    return WordTable(
        title="Measures that do not go on for as long as their rung",
        lead="At the best values, with the range over the assumptions.",
        head=("Rungs", "What is played"),
        rows=tuple(
            (listed(_holding(case, finding.measure)), sentence.text)
            for finding, sentence in zip(ends, sentences, strict=True)
        ),
    )


def _holding(case: Case, measure: str) -> list[str]:
    """Give the rungs that hold a measure."""
    rungs = [rung for ladder in case.ladders for rung in ladder.rungs]
    name = measure.removeprefix("measures.")
    return [rung.id for rung in rungs if name in rung.measures]


def _course(case: Case, result: LadderResult) -> str:
    """Name a completed ladder at the head of a row."""
    name = course_name(case, result.policy.id)
    return capitalised(name)


def _played(comparison: LadderComparison) -> Iterable[LadderResult]:
    return (contender for contender in comparison.contenders if contender.answer)


def _changes(case: Case, comparison: LadderComparison) -> WordTable:
    horizon, unmoved = min(case.horizon), unmoved_first(case, comparison)
    same = all_told(
        (
            crosses_unanswered(case, comparison),
            *same_games(case, comparison),
            *ranges_moving(case, comparison),
        ),
        Words(case),
    )
    also = (unmoved, *(sentence.text for sentence in same))
    return WordTable(
        title="What each ladder changes",
        lead=(
            f"Against {baseline_words(case)}:"
            f" {plan_words(comparison, case)}."
            f" The own account is in {_unit(case)}; a higher figure is better."
            f" {ending_words(case)}"
            f"{''.join(f' {sentence}' for sentence in also if sentence)}"
        ),
        head=(
            "Ladder",
            *(() if unmoved else (f"First crossing within {horizon} {case.period}s",)),
            crossing_periods(case),
            "Disaster",
            "Own account",
            "First move",
        ),
        rows=tuple(
            (
                _course(case, result),
                *(() if unmoved else (points(result.studied.change["crossing_first"]),)),
                periods(result.studied.change["inside"], case.period),
                points(result.studied.change["disaster"]),
                amount(result.studied.change["value"]),
                moves_words(first_moves(result), Words(case)),
            )
            for result in comparison.contenders
        ),
    )


def _readings(case: Case, comparison: LadderComparison) -> WordTable:
    names = list(comparison.contenders[0].studied.by_reading) if comparison.reading else []
    titles = reading_names(case)
    rows = [
        (_course(case, contender), *(_under(contender, name, case) for name in names))
        for contender in comparison.contenders
        if any(entry.differs for entry in contender.studied.by_reading.values())
    ]
    first = lowered(case, titles.get(comparison.reading, ""))
    return WordTable(
        title="The same ladders under each reading of the law",
        lead=(
            f"{crossing_periods(case)}, against the yardstick; rungs that nobody can"
            " consent to in a reading are named. All other tables here are under the reading of"
            f" {first}; readings are never averaged."
        ),
        head=("Ladder", *(titles[name] for name in names)),
        rows=tuple(rows),
    )


def _under(result: LadderResult, reading: str, case: Case) -> str:
    each = result.studied.by_reading[reading]
    rungs = [Words(case).rung(result.policy.id, name) for name in each.removed]
    gone = f"; without {listed(rungs)}" if rungs else ""
    return f"{periods(each.change['inside'], case.period)}{gone}"


def _unit(case: Case) -> str:
    return "units of the responder's own cost scale" if case.game else "units of the case"


def _viewpoints(case: Case, comparison: LadderComparison) -> WordTable:
    what, words = advised(case, comparison), Words(case)
    draws = len(comparison.plan.draws)
    rows = [
        (
            viewpoint_words(case, leader.viewpoint),
            words.courses([leader.first, *leader.level]),
            of_draws(leader.share, draws),
            words.course(leader.second) if leader.second else "—",
            f"{case.assumptions[leader.turning.assumption].asks} at {leader.turning.at:.2g}"
            if leader.turning
            else "nothing alone",
        )
        for leader in what.ahead
    ]
    dominant = "; ".join(
        f"{words.course(first)} over {words.course(second)}" for first, second in what.dominant
    )
    return WordTable(
        title="Who is ahead, from whose point of view",
        lead=(
            "Ahead of every other ladder, or level. Pairs in which one has both fewer"
            f" {lowered_periods(case)} and a higher own account in nearly all draws:"
            f" {dominant or 'none'}."
        ),
        head=("Point of view", "Ahead", "In", "Next", "What turns it"),
        rows=tuple(rows),
    )


def _movers(case: Case, comparison: LadderComparison) -> WordTable:
    rows = []
    for contender in comparison.contenders:
        top = [mover for mover in contender.studied.movers if mover.reach >= 0.05][
            :3
        ]  # less is not seen in a figure
        rows += [
            (
                _course(case, contender) if not place else "",
                case.assumptions[mover.assumption].asks,
                signed(mover.low, 1),
                signed(mover.high, 1),
            )
            for place, mover in enumerate(top)
        ]
    return WordTable(
        title="The three assumptions that move each ladder most",
        lead=(
            f"One at a time, all others at their best: the change in {lowered_periods(case)} at"
            " the low and at the high end."
        ),
        head=("Ladder", "Assumption", "At its low end", "At its high end"),
        rows=tuple(rows),
    )


def _forces(case: Case, comparison: LadderComparison) -> WordTable:
    titles = {kind.id: kind.title for kind in setup_of(case).types}
    rows = []
    for one in _played(comparison):
        answer = one.answer
        for place, kind in enumerate(answer["leverage"]):
            rows.append(
                (
                    _course(case, one) if not place else "",
                    titles[kind],
                    figure(answer["leverage"][kind], 2),
                    figure(answer["leverage_bought"][kind], 2),
                    figure(
                        (answer["by_start"] or {})
                        .get("already", {})
                        .get("compel_leverage", {})
                        .get(kind),
                        2,
                    ),
                )
            )
    return WordTable(
        title="Leverage",
        lead=(
            "What a type would pay never to cross rather than cross at once (deterrence), how much"
            " of it the ladder buys, and what it would pay to stop for good (compellence), at the"
            " best values. Negative: crossing pays."
        ),
        head=("Ladder", "Type", "Deterrence", "Bought", "Compellence"),
        rows=tuple(rows),
    )


def _demands(case: Case, comparison: LadderComparison) -> WordTable:
    """Give whether what a ladder demands is met, by type, at the best values."""
    return WordTable(
        title="Whether the demand is met",
        lead=(
            "At the best values, for each type: the chance that all that is demanded is met, how"
            " long that takes where it is, and how much of the time from then on it is across the"
            " line all the same."
        ),
        head=(
            "Ladder",
            "Type",
            *(f"Within {horizon} {case.period}s" for horizon in case.horizon),
        ),
        rows=tuple(
            (ladder, _kind(case, kind), *rest)
            for ladder, kind, *rest in compared_demand_rows(
                comparison, case.period, lambda result: _course(case, result)
            )
        ),
    )


def _kind(case: Case, name: str) -> str:
    """Name a type by its title, as the other tables do."""
    return case.game.types[name].title if case.game and name in case.game.types.ids else name


def _promises(case: Case, comparison: LadderComparison) -> WordTable:
    horizon = str(min(case.horizon))
    rows = []
    for result in _played(comparison):
        answer = result.answer
        rungs = {rung.id: f"“{rung.title}”" for rung in rungs_of(case, result.policy)}
        credible, ties = answer["credibility"], answer["ties"]
        at = credible["binds_at"]
        where = (
            "—"
            if at is None
            else f"{rungs[at['called']]} called, {rungs[at['instead']]} preferred"
            + (" (never reached)" if at["off_path"] else "")
        )
        rows.append(
            (
                _course(case, result),
                chance(answer["assurance"][horizon])
                if may_be_met(case, result.policy)
                else "nobody can comply",
                figure(credible["A_star"], 2),
                where,
                figure(answer["price_of_noise"]["challenger"], 3),
                f"{figure(answer['cost_R'], 1)} / {figure(answer['harm_R'], 0)}",
                f"{figure(ties['near_tie'][0], 1)} to {figure(ties['near_tie'][1], 1)}"
                + (", knife edge" if ties["knife_edge"] else ""),
            )
        )
    return WordTable(
        title="Promise and threat",
        lead=(
            "Left in peace: the chance that one who complies meets no rung above the promised one"
            f" within {horizon} {Words(case).periods(int(horizon))}. Audience cost needed: what"
            " reneging would have to cost for the threat to keep itself; a ladder is never credible"
            " merely because the challenger answers it."
        ),
        head=(
            "Ladder",
            "Left in peace",
            "Audience cost needed",
            "Where",
            "Price of noise",
            "Own cost / harm",
            "Own value over near ties",
        ),
        rows=tuple(rows),
    )


def _alarms(case: Case, comparison: LadderComparison) -> WordTable:
    crossing = case.vocabulary.crossing
    known = [
        (one, row)
        for one in _played(comparison)
        if one.policy.enter
        for row in one.answer["calibration"]
        if row["ppv"] is not None
    ]
    rows = [
        (
            _course(case, one),
            f"{row['state']:g}",
            chance(row["posterior"]),
            f"{tenths(1 - row['ppv'])} false",
        )
        for one, row in known
    ]
    most = max((1 - row["ppv"] for _, row in known), default=0.0)
    here = (
        f" Here hardly any {crossing.noun} is deterred at the best values, so that nearly every"
        " alarm is true; were all deterred, every alarm would be false."
        if most < _MANY
        else ""
    )
    return WordTable(
        title="The calibration gap",
        lead=(
            f"Under a ladder that deters, most alarms are false: the rarer {crossing.plural} are,"
            " the fewer of the reports are true. Of ten rises of the monitor to a state, so many"
            f" would be false under the solved behaviour.{here}"
        ),
        head=(
            "Ladder",
            "Net reports",
            f"{capitalised(crossing.noun)} under way in that state",
            "Of ten such alarms",
        ),
        rows=tuple(rows),
    )


def _proportions(case: Case, comparison: LadderComparison) -> WordTable:
    words = Words(case)
    rows = [
        (
            _course(case, result),
            words.rung(result.policy.id, row["rung"]),
            f"{capitalised(words.played_track(row['track']))}: {level_words(row['level'])}",
            figure(row["ratio"], 3),
            signed(row["gap"], 0),
            chance(row["chance"]),
        )
        for result in _played(comparison)
        for row in result.answer["proportionality"]
        if row["ratio"] is not None and row["rung"] != result.answer["proportionality"][0]["rung"]
    ]
    return WordTable(
        title="Rungs beside levels",
        lead=(
            "Loss imposed over harm suffered, the place of the rung less the place of the level,"
            " and how often they go together: a comparison, not a legal finding. The two sides'"
            " units differ, so the ratio only orders rungs."
        ),
        head=("Ladder", "Rung", "Level", "Ratio", "Gap", "Together"),
        rows=tuple(rows),
    )


def _cheating(case: Case, comparison: LadderComparison) -> WordTable:
    rows = []
    for result in comparison.contenders:
        if result.cheating is None:
            continue
        for place, corner in enumerate(result.cheating.corners):
            rows.append(
                (
                    _course(case, result) if not place else "",
                    _CORNERS[corner.name],
                    f"{corner.cheating:.1f} of {max(case.horizon)}",
                    chance(corner.above),
                    _stops_cheating(result.cheating) if not place else "",
                )
            )
    return WordTable(
        title="Agreeing and cheating",
        lead=(
            f"{crossing_periods(case)} while what is demanded is promised; how much of"
            " the time the ladder is above the rung that comes with the demand; and the breach"
            " cost from which a type no longer cheats, detection at its high end (assumed range of"
            f" the breach cost: up to {_high(comparison):g})."
        ),
        head=(
            "Ladder",
            "Detection and breach cost",
            f"{capitalised(case.period)}s of cheating",
            "Above its first rung",
            "Cheats no longer from a breach cost of",
        ),
        rows=tuple(rows),
    )


_CORNERS = {
    "none": "nothing seen, a breach costs nothing",
    "best": "our best values",
    "raised": "both at their high ends",
}


def _stops_cheating(cheating: Cheating) -> str:
    """Say from which cost of a breach on each type stops; that none is due where none is."""
    if not cheating.flips:
        return "a breach costs nothing on it"
    return "; ".join(
        f"{name} not up to {cheating.tried:g}" if cost is None else f"{name} {figure(cost, 2)}"
        for name, cost in cheating.flips
    )


def _high(comparison: LadderComparison) -> float:
    return max(
        (result.cheating.high for result in comparison.contenders if result.cheating), default=0.0
    )


def _variants(case: Case, comparison: LadderComparison) -> WordTable:
    rows = [
        (
            _course(case, result) if not place else "",
            words,
            signed(base, 1),
            signed(row.inside, 1),
            signed(100 * row.first, 0),
            signed(row.value, 1),
        )
        for result in comparison.contenders
        if (base := result.studied.change["inside"].best) is not None
        for place, (words, row) in enumerate(_felt_variants(case, result.variants, base))
    ]
    in_office = " the government stays," if tracks_with(case, TrackRole.OFFICE) else ""
    return WordTable(
        title="Under other readings of the case",
        lead=(
            f"At the best values; only what changes the {lowered_periods(case)}; the monitor is"
            f" seen,{in_office} {one_of(case.vocabulary.crossing.noun)} can be stopped and types do"
            " not err unless said. That the challenger sees the monitor is an assumption."
        ),
        head=("Ladder", "Reading", "As it is", "Under it", "First crossing, points", "Own account"),
        rows=tuple(rows),
    )


def _felt_variants(case: Case, variants: Variants | None, base: float) -> list[tuple[str, Variant]]:
    """Give the variants that change what a ladder does, each in words; less is not seen."""
    if variants is None:
        return []
    single = (variants.blind, variants.office, variants.for_good, variants.errs)
    worded = [
        *((f"red line: {row.name}", row) for row in variants.lines if row.name != "union"),
        *(
            (_VARIANT_WORDS[row.name].format(crossing=one_of(case.vocabulary.crossing.noun)), row)
            for row in single
        ),
    ]
    return [(words, row) for words, row in worded if abs(row.inside - base) >= 0.05]


def _alterations(case: Case, comparison: LadderComparison) -> WordTable:
    sentences = all_told(altered_games(case, comparison), Words(case))
    return WordTable(
        title="What is assumed for all of them, and what they would change otherwise",
        lead="Each is altered alone, at the best values of all assumptions.",
        head=("If it were otherwise",),
        rows=tuple((sentence.text,) for sentence in sentences),
    )


def _sizes(case: Case, comparison: LadderComparison) -> WordTable:
    """Give how large the game of each ladder is."""
    return WordTable(
        title="How large each game is",
        lead=(
            "How many states the solver tells apart before the game ends: at the best values, and"
            " at most where it solves many draws together."
        ),
        head=("Ladder", "States"),
        rows=tuple(
            (_course(case, result), states_words(result)) for result in comparison.contenders
        ),
    )


def _releases(case: Case, comparison: LadderComparison) -> WordTable:
    """Give what carrying a threat out releases; nothing where the case enters no such amounts."""
    setup = setup_of(case)
    is_entered = bool(setup.released_gain or setup.held_back)
    rows = []
    for one in comparison.contenders if is_entered else ():
        if one.variants is None or not one.variants.releases:
            continue
        cells = [signed(row.inside, 1) for row in one.variants.releases]
        flips = "; ".join(
            f"{lowered(case, flip.name)} at {flip.at:.2g} of {flip.low:g} to {flip.high:g}"
            for flip in one.variants.flips
            if flip.at is not None
        )
        rows.append((_course(case, one), *cells, flips or "none within the ranges"))
    return WordTable(
        title="Restraint released: what carrying the threat out does",
        lead=(
            f"Consent of a vote taken as given: change in {lowered_periods(case)} with each"
            " switch alone and all together, amounts at the middle of their ranges; where the sign"
            " turns as an amount grows from none to its high end."
        ),
        head=(
            "Ladder",
            "No switch",
            "Release lasts",
            "Gain released",
            "Holding back ends",
            "All",
            "Turns",
        ),
        rows=tuple(rows),
    )


def _lapses(case: Case, comparison: LadderComparison) -> WordTable:
    clock = clock_of(case)
    level = f"“{clock[1].replace('-', ' ')}”" if clock else "an end"
    name = f" ({Words(case).within(f'tracks.{clock[0].of}')})" if clock else ""
    return WordTable(
        title=f"If it comes to {level}{name}",
        lead=(
            f"Change in {lowered_periods(case)} if it does not come to {level} at all, and if it is"
            " so from the start."
        ),
        head=("Ladder", f"Never {level}", f"{level} from the start"),
        rows=tuple(
            (
                _course(case, contender),
                signed(contender.lapse.during, 1),
                signed(contender.lapse.after, 1),
            )
            for contender in comparison.contenders
            if contender.lapse
        ),
    )


def red_levels(case: Case) -> dict[str, tuple[str, ...]]:
    """Give the levels of the game that cross the line, by track."""
    return {track.id: track.levels[1:] for track in setup_of(case).tracks if track.of == "red_line"}


def base_rates(case: Case) -> list[Any]:
    """
    Give the facts about past threats and sanctions that stand beside no figure: reference classes,
    never used to tune the model.
    """
    return [fact for fact in case.facts if fact.kind == BASE_RATE and not fact.beside]


def past_cases(case: Case, comparison: LadderComparison | None) -> tuple[Sentence, ...]:
    """Say of each figure of the model that past cases stand beside how the two compare."""
    return all_told(reference_classes(case, comparison), Words(case))
