"""Words for a course that is played otherwise than page one plays it."""

from collections.abc import Iterator

from phaseline.case.games import setup_of
from phaseline.desk.findings.otherwise import HoldOn, OfferTaken, WhomDeterred
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.game import chance, figure
from phaseline.present.wording.naming import Naming, naming_of
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words
from phaseline.terms.ties import is_more


@wording.register
def _(finding: WhomDeterred, words: Words) -> Spans:
    names = naming_of(words.case, finding.policy)
    decided = [
        f"{names.decider(who.id)} on {listed([names.track(track) for track in who.tracks])}"
        for who in finding.deciders
    ]
    return phrase(
        "Who decides: {decided}. {found}",
        decided="; ".join(decided),
        found=" ".join(_found(finding, names, words)),
    )


def _found(finding: WhomDeterred, names: Naming, words: Words) -> Iterator[str]:
    course = words.course(finding.policy)
    if finding.absence:
        yield f"What {course} then does is not computed: the game is too large, or does not settle."
        return
    held = "; ".join(_held(hold, names) for hold in finding.holds)
    yield f"Under {course}, in each one's own unit of gain and weighed by time: {held}."
    yield (
        "It makes no difference how they begin."
        if finding.is_unique
        else "That is so where all begin by complying; another beginning may lead elsewhere."
    )


def _held(hold: HoldOn, names: Naming) -> str:
    """Say what is taken from one who decides, beside what crossing gains."""
    who, track = names.decider(hold.challenger), names.track(hold.track)
    if hold.is_zero:
        return f"on {track}, nothing that is threatened deters {who}"
    takes = figure(hold.takes, 2)
    return (
        f"on {track}, the threat takes {'next to nothing' if takes == '0' else takes} from {who},"
        f" and crossing gains {figure(hold.gain, 2)} beside it"
    )


@short.register
def _(finding: WhomDeterred, words: Words) -> Spans:
    names = naming_of(words.case, finding.policy)
    every = listed([names.decider(who.id) for who in finding.deciders])
    if finding.absence:
        return phrase("If {every} each decide for themselves: not computed.", every=every)
    paid = {hold.challenger: None for hold in finding.holds if is_more(hold.gain, hold.takes)}
    whom = listed([names.decider(who) for who in paid], empty="none of them")
    return phrase(
        "If {every} each decide for themselves, going ahead gains {whom} more than the threat"
        " takes{start}.",
        every=every,
        whom="each" if len(paid) == len(finding.deciders) else whom,
        start="" if finding.is_unique else ", where all begin by complying",
    )


@wording.register
def _(finding: OfferTaken, words: Words) -> Spans:
    course = words.course(finding.policy)
    if finding.absence:
        return phrase("It cannot stand beside {course} as that is played.", course=course)
    return phrase(
        "Beside {course}, {takers}. {months}. In {responder}'s own unit of cost the game is"
        " worth {worth} to it with the offer, what is paid counted, and {bare} without.",
        course=course,
        takers=_takers(finding),
        months=_months(finding, words),
        responder=words.actor(words.case.responder),
        worth=figure(finding.worth, 1),
        bare=figure(finding.worth_without, 1),
    )


@short.register
def _(finding: OfferTaken, words: Words) -> Spans:
    if finding.absence:
        return phrase("With an offer: it cannot stand beside this course.")
    without = round(finding.without, 1)
    fewer = without - round(finding.across, 1)
    return phrase(
        "With an offer ({offer}), {change} {periods} of {crossings}, from {without} at our best"
        " guesses.",
        offer=_in_short(words.clause(setup_of(words.case).offers[finding.offer].title)),
        change=_change(fewer),
        periods=words.periods(2),
        crossings=words.crossing.plural,
        without=figure(without, 1),
    )


def _in_short(title: str) -> str:
    """Give what is offered without the terms that follow a comma: the section has them."""
    return title.partition(",")[0]


def _change(fewer: float) -> str:
    """Say how many are fewer, or more."""
    amount = figure(abs(fewer), 1)
    if amount == "0":
        return "no fewer"
    return f"{amount} {'fewer' if fewer > 0 else 'more'}"


def _takers(finding: OfferTaken) -> str:
    """Say how likely the challenger is of a kind that takes the offer up, and of one that keeps."""
    taking, keeping = chance(finding.takers), chance(finding.keepers)
    if not finding.takers:
        return "no kind of challenger takes it up"
    lead = f"kinds of challenger that together weigh {taking} take it up"
    if taking == keeping:
        return f"{lead} and keep to the line"
    return f"{lead}, and {keeping if finding.keepers else 'none of them'} keep to the line"


def _months(finding: OfferTaken, words: Words) -> str:
    """Give the periods across with the offer and without it."""
    across, without = figure(finding.across, 1), figure(finding.without, 1)
    of = f"of {finding.within} {words.periods(finding.within)} of {words.crossing.plural}"
    if across == without:
        return f"There are {across} {of} with it, and as many without"
    return f"There are {across} {of} with it, and {without} without"
