"""Replies about what may come: cheating, compliance, a hand set free, the end of the war, what can arrive."""

from phaseline.case.check.ladders import gaps
from phaseline.case.model.whole import Case
from phaseline.case.values import amount_at, range_of
from phaseline.present.sentences import Sentence, cites_of, published_ladders
from phaseline.present.words import count_words, lowered, range_words
from phaseline.terms.quantity import Reference, Unknown


def cheats(case: Case) -> list[Sentence]:
    """Say what the ladders hold for a breach in secret, and how likely it is noticed."""
    quiet = [ladder for ladder in published_ladders(case) if "PL603" in {gap.code for gap in gaps(ladder, case)}]
    found: list[Sentence] = []
    if quiet:
        found.append(
            Sentence(
                text=f"{count_words(len(quiet), 'published ladder')} of {len(published_ladders(case))} {'says' if len(quiet) == 1 else 'say'} nothing about a detected crossing.",
                cites=tuple(cite for ladder in quiet for cite in ladder.cites[:1])[:2],
                basis=tuple(f"ladders.{ladder.id}" for ladder in quiet),
            )
        )
    watched = next((one for one in case.assumptions if "verification" in one.affects and range_of(one)), None)
    ends = range_of(watched) if watched else None
    if watched is not None and ends is not None:
        found.append(
            Sentence(text=f"{watched.asks}: assumed {range_words(*ends)} (owner: {watched.owner}).", basis=(f"assumptions.{watched.id}",))
        )
    if found:
        found.append(Sentence(text="What cheating then gains is not computed in this version."))
    return found


def complies(case: Case) -> list[Sentence]:
    """Say which ladders name an off-ramp, and what a completion adds."""
    published = published_ladders(case)
    without = [ladder for ladder in published if "PL601" in {gap.code for gap in gaps(ladder, case)}]
    found: list[Sentence] = []
    if without:
        found.append(
            Sentence(
                text=f"{count_words(len(without), 'published ladder')} of {len(published)} {'names' if len(without) == 1 else 'name'} no off-ramp.",
                cites=tuple(cite for ladder in without for cite in ladder.cites[:1])[:2],
                basis=tuple(f"ladders.{ladder.id}" for ladder in without),
            )
        )
    first = sorted(without, key=lambda ladder: not any(rung.demands for rung in ladder.rungs))
    fills = [
        (completion, fill) for ladder in first for completion in ladder.completions for fill in completion.fills if fill.gap == "PL601"
    ]
    for completion, fill in fills[:1]:
        found.append(
            Sentence(
                text=f"A completion owned by {completion.completed_by} adds: {lowered(case, fill.says)}",
                basis=(f"assumptions.{fill.assumption}",) if fill.assumption else (),
            )
        )
    return found


def frees(case: Case) -> list[Sentence]:
    """Show both sides of the conflict about an effect whose sign is open."""
    torn = [one for one in case.assumptions if (ends := range_of(one)) and ends[0].number < 0 < ends[1].number]
    for assumption in torn:
        address = f"assumptions.{assumption.id}"
        conflict = next((one for one in case.conflicts if address in one.matters_for), None)
        ends = range_of(assumption)
        if conflict is None or ends is None:
            continue
        sides = [
            Sentence(
                text=f"{_source_name(case, side.source)}: {lowered(case, side.holds)}",
                cites=side.cites[:1] or cites_of(case, side.facts, 1),
                basis=(f"conflicts.{conflict.id}",),
            )
            for side in conflict.sides
        ]
        range_text = f"Assumed from {range_words(*ends)}, both signs (owner: {assumption.owner}); where the advice flips is not computed in this version."
        return [*sides[:2], Sentence(text=range_text, basis=(address,))]
    return []


def _source_name(case: Case, name: str) -> str:
    return next((source.short or source.title for source in case.sources if source.id == name), name)


def ends(case: Case) -> list[Sentence]:
    """Say what depends on things that nobody here decides."""
    tied = [track for track in case.tracks if track.controlled_by == "nature"]
    if not tied:
        return []
    stock = [measure for measure in case.measures if measure.lethality in ("defensive", "offensive")]
    found = [
        Sentence(
            text=f"{count_words(len(stock), 'measure')} of the ladders {'is' if len(stock) == 1 else 'are'} arms for the war, so their leverage lapses with it.",
            basis=tuple(f"measures.{one.id}" for one in stock),
        )
    ]
    brake = next((one for one in case.brakes if one.rank == 1), None)
    if brake is not None:
        found.append(
            Sentence(text=f"First of the brakes: {lowered(case, brake.title)}.", cites=brake.cites[:1], basis=(f"brakes.{brake.id}",))
        )
    found.append(Sentence(text="What is left over 12 and 24 months is not computed in this version."))
    return found


def arrives(case: Case) -> list[Sentence]:
    """Say which needs have a named item and which routes were used or blocked."""
    if not case.needs:
        return []
    named = [need for need in case.needs if any(need.id in stock.meets and not stock.is_precedent_only for stock in case.stocks)]
    counted = [stock for stock in case.stocks if not _is_unknown(case, stock.quantity)]
    used = [route for route in case.routes if route.history == "used"]
    blocked = [route for route in case.routes if route.history == "blocked"]
    found = [
        Sentence(
            text=f"Of {count_words(len(case.needs), 'need')}, {len(named)} have a named item; {len(counted)} stocks have a number, the rest are unknown.",
            cites=cites_of(case, tuple(name for stock in counted for name in stock.facts)),
            basis=tuple(f"stocks.{stock.id}" for stock in counted),
        )
    ]
    if used or blocked:
        found.append(
            Sentence(
                text=f"{count_words(len(used), 'route')} used, {len(blocked)} blocked.",
                cites=tuple(cite for route in blocked for cite in route.cites)[:1]
                or cites_of(case, tuple(name for route in blocked for name in route.facts), 1),
                basis=tuple(f"routes.{route.id}" for route in (*used, *blocked)),
            )
        )
    found.append(Sentence(text="Dates, floors and own needs are not computed in this version."))
    return found


def _is_unknown(case: Case, amount: object) -> bool:
    if isinstance(amount, Reference):
        try:
            return isinstance(amount_at(case, amount.address), Unknown)
        except KeyError:
            return True
    return isinstance(amount, Unknown)
