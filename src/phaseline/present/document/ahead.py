"""
Replies about what may come: cheating, compliance, a hand set free, the end of the war, what can
arrive.
"""

from phaseline.case.check.ladders import gaps
from phaseline.case.model.case import Case
from phaseline.case.values import amount_at, range_of
from phaseline.present.wording.numbers import (
    actor_words,
    count_words,
    lowered,
    number_words,
    range_words,
)
from phaseline.present.wording.sentences import (
    Sentence,
    cites_of,
    origin_of,
    published_ladders,
    source_name,
)
from phaseline.terms.quantity import Reference, Unknown


def cheats(case: Case) -> list[Sentence]:
    """Say what the ladders hold for a breach in secret, and how likely it is noticed."""
    quiet = [
        ladder
        for ladder in published_ladders(case)
        if "PL603" in {gap.code for gap in gaps(ladder, case)}
    ]
    found: list[Sentence] = []
    if quiet:
        found.append(
            Sentence(
                text=(
                    f"{_how_many(len(quiet), len(published_ladders(case)))} on record says what"
                    " follows a breach that is found out."
                ),
                basis=tuple(f"ladders.{ladder.id}" for ladder in quiet),
            )
        )
    found += [
        Sentence(
            text=f"{origin_of(case, ladder)}: {lowered(case, ladder.on_crossing).rstrip('.')}.",
            cites=ladder.cites[:1],
            basis=(f"ladders.{ladder.id}.on_crossing",),
        )
        for ladder in published_ladders(case)
        if ladder not in quiet
    ]
    watched = next(
        (one for one in case.assumptions if "verification" in one.affects and range_of(one)), None
    )
    ends = range_of(watched) if watched else None
    if watched is not None and ends is not None:
        found.append(
            Sentence(
                text=f"{watched.asks}: assumed {range_words(*ends)} (owner: {watched.owner}).",
                basis=(f"assumptions.{watched.id}",),
            )
        )
    if found:
        found.append(Sentence(text="What cheating then gains is not computed in this version."))
    return found


def complies(case: Case) -> list[Sentence]:
    """Say which ladders name an off-ramp, and what their completions put in its place."""
    published = published_ladders(case)
    without = [
        ladder for ladder in published if "PL601" in {gap.code for gap in gaps(ladder, case)}
    ]
    found: list[Sentence] = []
    if without:
        text = f"{_how_many(len(without), len(published))} on record says."
        found.append(Sentence(text=text, basis=tuple(f"ladders.{ladder.id}" for ladder in without)))
    found += [
        Sentence(
            text=f"{origin_of(case, ladder)}: {lowered(case, ladder.off_ramp).rstrip('.')}.",
            cites=ladder.cites[:1],
            basis=(f"ladders.{ladder.id}.off_ramp",),
        )
        for ladder in published
        if ladder not in without
    ]
    first = sorted(without, key=lambda ladder: not any(rung.demands for rung in ladder.rungs))[:1]
    fills = [
        (ladder, fill)
        for ladder in first
        for completion in ladder.completions
        for fill in completion.fills
        if fill.gap == "PL601"
    ]
    if fills:
        ways = " Or: ".join(fill.says for _, fill in fills[:2])
        found.append(
            Sentence(
                text=f"Our completions of {origin_of(case, fills[0][0])}: {lowered(case, ways)}",
                basis=tuple(
                    f"assumptions.{fill.assumption}" for _, fill in fills if fill.assumption
                ),
            )
        )
    unknown = [
        rung
        for ladder in published
        for rung in ladder.rungs
        if rung.attributes.is_reversible == "unknown"
    ]
    if unknown:
        found.append(Sentence(text="Whether deliveries can be taken back is not in the sources."))
    return found


def _how_many(silent: int, all_of_them: int) -> str:
    """Say how many courses are silent, as a subject of a sentence in the singular."""
    if silent == all_of_them:
        return "No course"
    return f"{silent} of {all_of_them} courses do not say; not every course"


def frees(case: Case) -> list[Sentence]:
    """Show both sides of the conflict about an effect whose sign is open."""
    torn = [
        one
        for one in case.assumptions
        if (ends := range_of(one)) and ends[0].number < 0 < ends[1].number
    ]
    for assumption in torn:
        address = f"assumptions.{assumption.id}"
        conflict = next((one for one in case.conflicts if address in one.matters_for), None)
        ends = range_of(assumption)
        if conflict is None or ends is None:
            continue
        sides = [
            Sentence(
                text=f"{source_name(case, side.source)}: {lowered(case, side.holds)}",
                cites=side.cites[:1] or cites_of(case, side.facts, 1),
                basis=(f"conflicts.{conflict.id}",),
            )
            for side in conflict.sides
        ]
        low, high = (number_words(end.number) for end in ends)
        range_text = f"{assumption.asks}: {low} to +{high} (assumed)."
        return [*sides[:2], Sentence(text=range_text, basis=(address,))]
    return []


def ends(case: Case) -> list[Sentence]:
    """Say what depends on things that nobody here decides."""
    tied = [track for track in case.tracks if track.controlled_by == "nature" and track.note]
    if not tied:
        return []
    ours = {
        name
        for ladder in case.ladders
        if not ladder.controlled_by
        for rung in ladder.rungs
        for name in rung.measures
    }
    arms = [
        one
        for one in case.measures
        if one.id in ours and one.lethality in ("defensive", "offensive", "ammunition")
    ]
    found = [
        Sentence(
            text=(
                f"{count_words(len(arms), 'measure')} of the courses"
                f" {'is' if len(arms) == 1 else 'are'} arms for the war. {tied[0].note}"
            ),
            basis=(f"tracks.{tied[0].id}", *(f"measures.{one.id}" for one in arms)),
        )
    ]
    brake = next((one for one in case.brakes if one.rank == 1), None)
    if brake is not None:
        found.append(
            Sentence(
                text=(
                    f"First of what holds {actor_words(case, case.responder)} back:"
                    f" {lowered(case, brake.title)}."
                ),
                cites=brake.cites[:1],
                basis=(f"brakes.{brake.id}",),
            )
        )
    found.append(
        Sentence(text="What is left over the horizons of the case is not computed in this version.")
    )
    return found


def arrives(case: Case) -> list[Sentence]:
    """
    Say which needs have a named item, which of these a number, and which routes were used or
    blocked.
    """
    if not case.needs:
        return []
    named = [
        need
        for need in case.needs
        if any(need.id in stock.meets and not stock.is_precedent_only for stock in case.stocks)
    ]
    counted = [stock for stock in case.stocks if not _is_unknown(case, stock.quantity)]
    useful = {need for stock in counted for need in stock.meets}
    used = [route for route in case.routes if route.history == "used"]
    blocked = [route for route in case.routes if route.history == "blocked"]
    found = [
        Sentence(
            text=(
                f"Of {count_words(len(case.needs), 'need')}, {len(named)} have a named item;"
                f" {len(counted)} stocks have a number, and"
                f" {len(useful & {need.id for need in case.needs})} of the needs is met by one of"
                " them."
            ),
            cites=cites_of(case, tuple(name for stock in counted for name in stock.facts)),
            basis=tuple(f"stocks.{stock.id}" for stock in counted),
        )
    ]
    if used or blocked:
        cites = tuple(cite for route in blocked for cite in route.cites)[:1] or cites_of(
            case, tuple(name for route in blocked for name in route.facts), 1
        )
        reason = next(
            (f": {lowered(case, route.reason)}" for route in blocked if route.reason), "."
        )
        found.append(
            Sentence(
                text=f"{count_words(len(used), 'route')} used, {len(blocked)} blocked{reason}",
                cites=cites,
                basis=tuple(f"routes.{route.id}" for route in (*used, *blocked)),
            )
        )
    return found


def _is_unknown(case: Case, amount: object) -> bool:
    if isinstance(amount, Reference):
        try:
            return isinstance(amount_at(case, amount.address), Unknown)
        except KeyError:
            return True
    return isinstance(amount, Unknown)
