"""
The courses of action on page one: who must agree, what a course may meet and change, what follows
when the other side complies.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from phaseline.case.model.case import Case
from phaseline.case.model.escalation import CounterThreat
from phaseline.case.model.response import Ladder, LadderStanding
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.delivery.plans import Deliverable
from phaseline.desk.findings.constraints import Constraints
from phaseline.desk.register.ladders import LadderProfile
from phaseline.present.document.limits import played_words
from phaseline.present.document.supply_replies import course_words
from phaseline.present.wording.game import first_move, points, spans
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.numbers import count_words, listed, lowered
from phaseline.present.wording.politics import chance_words
from phaseline.present.wording.sentences import Sentence, origin_of
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading

_SHOWN = 0.001


@record
class Course:
    """
    One course of action: a row of the table.

    Args:
        name: The ladder's id.
        title: What the course is.
        origin: Whose it is, and who completed it.
        lawful: How its last step stands, reading by reading; empty where the case asks nothing of
            the law.
        agree: Who must agree, as far as the sources say, and with which chance.
        deliverable: What it delivers how long after consent; empty where the case names no goods.
        counter: The counter-threat it meets.
        move: What the challenger does first inside the model, by completion; empty where no game is
            played.
        crossing: What changes against the yardstick inside the model, by completion; empty where no
            game is played.
        comply: What follows when the other side complies.
    """

    name: str
    title: str
    origin: str
    lawful: Sentence
    agree: Sentence
    deliverable: Sentence
    counter: Sentence
    move: tuple[Sentence, ...]
    crossing: tuple[Sentence, ...]
    comply: Sentence


def order(one: LadderProfile) -> tuple[bool, int, bool]:
    """Put the course that changes nothing first, then published ladders, then contrasts."""
    ladder = one.ladder
    return (
        len(ladder.rungs) > 1,
        0 if ladder.standing is LadderStanding.PUBLISHED else 1,
        bool(one.demands),
    )


def course(
    case: Case,
    one: LadderProfile,
    found: LadderComparison | None = None,
    limits: Constraints | None = None,
    goods: Deliverable | None = None,
) -> Course:
    """Give the row of a ladder."""
    ladder = one.ladder
    top = ladder.rungs[-1] if ladder.rungs else None
    source = origin_of(case, ladder)
    owner = listed(
        list(dict.fromkeys(completion.completed_by for completion in ladder.completions))
    )
    is_ours = ladder.standing is LadderStanding.CONTRAST
    origin = (
        "not from the papers"
        if is_ours
        else (
            f"{source}; {count_words(len(ladder.completions), 'completion')} of ours"
            if owner == case.prepared_by.removeprefix("the ")
            else (
                f"{source}; {count_words(len(ladder.completions), 'completion')} by {owner}"
                if ladder.completions
                else source
            )
        )
    )
    needs = [rung for rung in ladder.rungs if rung.needs]
    agree = (
        Sentence(
            text=f"Last step: {lowered(case, needs[-1].needs)}",
            cites=needs[-1].cites[:1],
            basis=(f"ladders.{ladder.id}",),
        )
        if needs
        else Sentence(
            text="Nobody new: nothing changes." if len(ladder.rungs) == 1 else "Not said."
        )
    )
    return Course(
        name=ladder.id,
        title=ladder.title,
        origin=origin,
        lawful=_lawful(case, ladder, limits),
        agree=_asked(agree, ladder, limits),
        deliverable=course_words(case, ladder, goods),
        counter=_counter(case, ladder, top.measures if top else ()),
        move=tuple(_by_completion(found, ladder, first_move)),
        crossing=tuple(_by_completion(found, ladder, _crossing)),
        comply=_comply(ladder),
    )


def _lawful(case: Case, ladder: Ladder, limits: Constraints | None) -> Sentence:
    """Say how the last rung stands in each reading."""
    if limits is None:
        return Sentence(text="")
    rows = [one for one in limits.rungs if one.ladder == ladder.id and one.binding]
    last = [
        one for one in rows if one.rung == rows[-1].rung
    ]  # of a ladder that asks nothing of the law both are empty
    names = {name: lowered(case, words) for name, words in reading_names(case).items()}
    groups: dict[str, list[str]] = {}
    for one in last:
        if one.binding:
            groups.setdefault(played_words(one.binding.stand.standing), []).append(
                names[one.reading]
            )
    if not groups:
        return Sentence(text="Nothing new." if len(ladder.rungs) == 1 else "Not asked of the law.")
    text = "; ".join(f"{words}: {', '.join(who)}" for words, who in groups.items())
    return Sentence(text=f"{last[0].rung} {text}.", basis=(f"ladders.{ladder.id}",))


def _asked(agree: Sentence, ladder: Ladder, limits: Constraints | None) -> Sentence:
    """
    Add the chance that the parliament agrees, where some reading asks it about a rung of the
    ladder.
    """
    chances = [
        one.chance
        for rung in (limits.rungs if limits else ())
        if rung.ladder == ladder.id
        for one in rung.measures
        if one.chance.steps
    ]
    if not chances:
        return agree
    least = first_leading(chances, lambda one: -one.best)
    low = (
        chance_words(least.low) if least.low >= _SHOWN else "0"
    )  # page one is one sheet; the annex gives the figure
    span = f"{chance_words(least.best)} ({low} to {chance_words(least.high)})"
    return replace(agree, text=f"{agree.text} Chance {span}.")


def _counter(case: Case, ladder: Ladder, measures: tuple[str, ...]) -> Sentence:
    """Name the counter-threats whose condition the top rung may meet."""
    new = set(measures) - set(ladder.rungs[0].measures if ladder.rungs else ())
    lethal = [
        one
        for one in case.measures
        if one.id in new and one.lethality in ("defensive", "offensive", "ammunition")
    ]
    kinds = {route.id: route.kind for route in case.routes}
    direct = any(one.route == "direct" for one in lethal)
    indirect = any(one.route == "indirect" for one in lethal)
    met: list[CounterThreat] = []
    for threat in case.counter_threats:
        ways = {kinds.get(name, "") for name in threat.met_by}
        if (direct and "direct" in ways) or (indirect and ways - {"direct", ""}):
            met.append(threat)
    if not new:
        disputed = [threat for threat in case.counter_threats if threat.met == "disputed"]
        extra = " Whether today's support meets a warning already is disputed." if disputed else ""
        return Sentence(
            text=f"Nothing new.{extra}",
            cites=tuple(cite for threat in disputed for cite in threat.cites[:1]),
        )
    if not met:
        return Sentence(text="No warning on record speaks of it.")
    threatened = "; ".join(lowered(case, threat.consequence).rstrip(".") for threat in met)
    return Sentence(
        text=f"Its last step may meet: {threatened}.",
        cites=tuple(cite for threat in met for cite in threat.cites[:1]),
        basis=tuple(f"counter_threats.{threat.id}" for threat in met),
    )


def _comply(ladder: Ladder) -> Sentence:
    if len(ladder.rungs) == 1:
        return Sentence(text="Nothing is asked, so nothing stops.")
    if ladder.off_ramp != "unstated":
        return Sentence(text=ladder.off_ramp, basis=(f"ladders.{ladder.id}.off_ramp",))
    ways = [
        fill.says
        for completion in ladder.completions
        for fill in completion.fills
        if fill.gap == "PL601"
    ]
    return Sentence(
        text=(
            f"Not said. Our completions differ: {' Or: '.join(ways)}"
            if len(set(ways)) > 1
            else f"Not said. Our completion: {ways[0]}"
            if ways
            else "Not said."
        ),
        basis=(f"ladders.{ladder.id}.off_ramp",),
    )


def _by_completion(
    found: LadderComparison | None, ladder: Ladder, say: Callable[[LadderResult], str]
) -> Iterator[Sentence]:
    """
    Say something of each completion of a ladder that is played; completions that come to the same
    are said once.
    """
    played = [one for one in found.contenders if one.policy.ladder == ladder.id] if found else []
    said: dict[str, list[str]] = {}
    for one in played:
        said.setdefault(say(one), []).append(one.policy.id)
    for text, names in said.items():
        lead = f"{listed([_short(ladder, name) for name in names])}: " if len(said) > 1 else ""
        yield Sentence(
            text=f"{lead}{text[:1].lower()}{text[1:]}" if lead else text,
            basis=tuple(f"ladders.{ladder.id}" for _ in names[:1]),
        )


def _short(ladder: Ladder, name: str) -> str:
    """Give a completion in a word or two: its id without what it shares with the others."""
    return name.removeprefix(f"{ladder.id}-").removeprefix("kim-").replace("-", " ")


def _crossing(one: LadderResult) -> str:
    change = one.studied.change
    first, inside = points(change["crossing_first"]), spans(change["inside"])
    if first == "no change":
        return f"{inside}."
    return f"{inside}; first crossing {first}."
