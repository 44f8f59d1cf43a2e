"""
The words of the law for a reader: standings, options, readings in combination, changes and who must
agree to them.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from phaseline.case.check.politics import parts_of
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import ActorKind
from phaseline.case.model.politics import ANY_MEMBER, Procedure
from phaseline.desk.consent.law_queries import (
    CONTESTED,
    CombinedStanding,
    Legal,
    OptionStanding,
    bodies_of,
)
from phaseline.desk.register.facts import reporters
from phaseline.law.model import Doubt, Effect, Law, Making, Option, Standing
from phaseline.present.wording.layout import wrapped
from phaseline.present.wording.numbers import actor_words, date_words, listed, lowered
from phaseline.present.wording.politics import any_of, of_whom_words
from phaseline.present.wording.sentences import source_name
from phaseline.terms.letters import capitalised
from phaseline.terms.when import When

NO_LIFTING = "this case names no procedure that lifts a bar"
NO_ADVANTAGE = "nobody would be asked about the measure itself: a fact, not an advantage"
_UNTIL_LIFTED = "barred until lifted"
MEANS: Mapping[str, str] = {
    Standing.SILENT.value: (
        "the sources state neither a bar nor a permission; silence is no permission"
    ),
    Standing.PRACTICE.value: (
        "it is being done and the basis is not stated; practice is no authority"
    ),
    Standing.EXECUTIVE.value: "a provision leaves it to {deciding} alone",
    Standing.CONSENT.value: "{consenting} to consent",
    Standing.BARRED.value: "a provision forbids it{unlifted}",
    _UNTIL_LIFTED: ("forbidden now; {lifting} can lift the bar, and {consenting} to consent"),
    Standing.UNDETERMINED.value: (
        "whether a change of law has been made by that day cannot be told, and it stands otherwise"
        " with it than without"
    ),
    CONTESTED: (
        "readings of the law differ on it; every other word holds under every combination of"
        " readings"
    ),
}
_ARTICLE = "the "
_Kept = TypeVar("_Kept")
_Key = TypeVar("_Key", bound=Hashable)


def standing_word(standing: Standing) -> str:
    """
    Give the word of a standing, as it is read and not as a file has it.

    >>> standing_word(Standing.SILENT), standing_word(Standing.CONSENT_LIFTS_BAR)
    ('silent', 'barred until lifted')
    """
    return _UNTIL_LIFTED if standing is Standing.CONSENT_LIFTS_BAR else str(standing.value)


def status_word(standings: frozenset[Standing]) -> str:
    """Give one word for how an option stands over every combination of readings."""
    words = standing_words(standings)
    return words[0] if len(words) == 1 else CONTESTED


def standing_words(standings: Collection[Standing]) -> list[str]:
    """Give the words of standings in their order."""
    return [standing_word(standing) for standing in Standing if standing in standings]


def status_key(standings: frozenset[Standing]) -> str:
    """Give how an option stands over every combination of readings, as data have it."""
    keys = standing_keys(standings)
    return keys[0] if len(keys) == 1 else CONTESTED


def standing_keys(standings: Collection[Standing]) -> list[str]:
    """Give standings as data have them, in their order."""
    return [standing.value for standing in Standing if standing in standings]


def flips_words(legal: Legal) -> str:
    """Say how many cells and statuses a change of law flips, of how many."""
    cells, statuses = (
        [shift for shift in legal.shifts if bool(shift.reading) is by] for by in (True, False)
    )
    both = ((cells, legal.cells, "cells by reading"), (statuses, legal.statuses, "statuses"))
    counted = [f"{len(flipped)} of {len(of)} {noun}" for flipped, of, noun in both if of]
    return f"This change flips {listed(counted)}."


def meaning_words(case: Case, law: Law, word: str) -> str:
    """Say what the word of a standing means in a law, with the names of those who decide in it."""
    named = {
        effect: dict.fromkeys(bodies_of(case, rule) for rule in law.rules if rule.effect is effect)
        for effect in (Effect.PERMIT, Effect.CONSENT)
    }
    return MEANS[word].format(
        deciding=_any_of(case, _each_once(named[Effect.PERMIT])) or "the executive",
        consenting=_who_has(case, named[Effect.CONSENT]),
        lifting=" or ".join(lifting_bodies(case)),
        unlifted="" if law.lifts_bars else f"; {NO_LIFTING}",
    )


def _each_once(named: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(named)))


def _any_of(case: Case, names: Collection[str]) -> str:
    return " or ".join(the_body(case, name) for name in names)


def _who_has(case: Case, named: Collection[tuple[str, ...]]) -> str:
    """
    Say who has to do something: a body, or all that every rule names; where the rules name
    different ones, one or more of them, or those of a chain together.

    Args:
        case: The case.
        named: The ids of the bodies that the rules name, each rule's together.
    """
    once = dict[frozenset[str], tuple[str, ...]]()
    for group in filter(None, named):
        once.setdefault(frozenset(group), group)  # whichever of them a rule names first
    groups = [listed([the_body(case, name) for name in group]) for group in once.values()]
    if len(groups) > 1 and max(len(group) for group in named) > 1:
        return f"{'; or '.join(groups)} have"
    bodies = [the_body(case, name) for name in _each_once(named)]
    if len(bodies) < 2:
        return f"{listed(bodies, empty='somebody')} has"
    return f"{'' if len(named) == 1 else 'one or more of '}{listed(bodies)} have"


def keyed_standing(case: Case, standing: Standing, bodies: Sequence[str]) -> str:
    """Give the word of a standing, with the names of those who decide in brackets."""
    names = f" ({', '.join(body_name(case, name) for name in bodies)})" if bodies else ""
    return f"{standing_word(standing)}{names}"


def standing_label(case: Case, standing: Standing, bodies: Sequence[str]) -> str:
    """
    Say how something stands, by the names of those who decide.

    Args:
        case: The case.
        standing: How it stands.
        bodies: The ids of those who decide alone, or whose consent is asked.
    """
    consenting = listed([the_body(case, name) for name in bodies]) if bodies else "another body"
    match standing:
        case Standing.EXECUTIVE:
            names = [body_name(case, name) for name in bodies]
            return f"{listed(names) if names else 'executive'} alone"
        case Standing.CONSENT:
            return f"consent of {consenting}"
        case Standing.CONSENT_LIFTS_BAR:
            lifting = " or ".join(lifting_bodies(case))
            besides = "" if lifting == consenting else f" with consent of {consenting}"
            return f"barred, {lifting} can lift it{besides}"
        case Standing.UNDETERMINED:
            return "cannot be told"
        case Standing.SILENT | Standing.PRACTICE | Standing.BARRED:
            return standing_word(standing)


def lifting_bodies(case: Case) -> list[str]:
    """Name those who lift a bar, each once; nobody where no encoding names a procedure for it."""
    names = dict.fromkeys(
        name for encoding in case.encodings for name in deciding_in(case, encoding.lifts_bars)
    )
    return [the_body(case, name) for name in names]


def body_name(case: Case, name: str) -> str:
    """Name a body or an office, by its short name where it has one."""
    body = case.institutions.get(name)
    if body is not None and body.short:
        return body.short
    return actor_words(case, name) if body is None or name in case.actors.ids else body.name


def the_body(case: Case, name: str) -> str:
    """Name a body or an office within a sentence."""
    body = case.institutions.get(name)
    if name in case.actors.ids and not (body and body.short):
        return one_who(case, name)
    return _with_article(body_name(case, name)) if body else spelt(name)


def _with_article(name: str) -> str:
    """Put an article before a name, unless it is written with its own."""
    return name if name.startswith(_ARTICLE) else f"{_ARTICLE}{name}"


def doubt_words(doubt: Doubt, day: date | None) -> str:
    """Say of one change what is not known on a day, and between which days it is made."""
    name, on = doubt.id, _day_words(day)
    match doubt.making:
        case Making.AMENDS:
            return f"whether {name} has taken effect by {on} is not known ({_between(doubt)})"
        case Making.BEGINS:
            return f"whether {name} has begun to apply by {on} is not known ({_between(doubt)})"
        case Making.ENDS:
            return (
                f"whether {name} still applies on {on} is not known (its last day:"
                f" {_between(doubt)})"
            )


def doubts_words(doubts: Sequence[Doubt], day: date | None) -> str:
    """Say what is not known on a day; nothing where there are no open dates."""
    return "; and ".join(doubt_words(doubt, day) for doubt in doubts)


def cannot_be_told(doubts: Sequence[Doubt], day: date | None) -> str:
    """
    Say that it cannot be told how something stands, and why not; nothing where that can be told.
    """
    return f"Cannot be told: {doubts_words(doubts, day)}." if doubts else ""


def law_dates(case: Case) -> dict[str, When]:
    """
    Give the dates on which the law of a case hangs, by address; those that are not known are left
    out.
    """
    dates = {
        f"provisions.{provision.id}.{name}": getattr(provision, name)
        for provision in case.provisions
        for name in ("adopted", "effective", "until")
    }
    dates |= {
        f"amendments.{amendment.id}.effective": amendment.effective for amendment in case.amendments
    }
    return {address: when for address, when in dates.items() if when.is_known}


def marked_words(case: Case) -> list[str]:
    """
    Say which dates of the law are marked as approximate: they count as they are written; nothing
    where there are none.
    """
    marked = [
        f"{address} ({when.text})"
        for address, when in law_dates(case).items()
        if when.is_approximate
    ]
    return [f"Marked as approximate, and counted as written: {listed(marked)}."] if marked else []


def undetermined_lines(
    case: Case, law: Law, statuses: Sequence[CombinedStanding], day: date | None
) -> str:
    """Say for each status that hangs on an open date, under some readings at least, on which."""
    lines = ["What cannot be told on this day, and why not"]
    for group in grouped([status for status in statuses if status.doubts], lambda one: one.doubts):
        titles = "; ".join(option_words(case, law, one.option) for one in group)
        lines += [
            wrapped(titles, indent=2, hang=4),
            wrapped(cannot_be_told(group[0].doubts, day), indent=6, hang=8),
        ]
    return "\n".join(lines) if len(lines) > 1 else ""


def standing_behind(cell: OptionStanding) -> list[str]:
    """Give what stands behind a cell: the provisions, and the changes on which it hangs."""
    return list(dict.fromkeys((*cell.because, *(doubt.id for doubt in cell.doubts))))


def doubt_data(doubts: Sequence[Doubt]) -> list[dict[str, Any]]:
    """Give open changes as plain data."""
    return [
        {
            "id": doubt.id,
            "address": doubt.address,
            "change": doubt.making.value,
            "date": doubt.text,
            "first": str(doubt.first) if doubt.first else None,
            "last": str(doubt.last) if doubt.last else None,
        }
        for doubt in doubts
    ]


def _between(doubt: Doubt) -> str:
    about = "about " if set(doubt.text) & set("~%") else ""
    if doubt.first and doubt.last:
        return f"{about}between {_day_words(doubt.first)} and {_day_words(doubt.last)}"
    if doubt.last:
        return f"{about}on {_day_words(doubt.last)} at the latest"
    return f"{about}on {_day_words(doubt.first)} at the earliest, with no last day"


def _day_words(day: date | None) -> str:
    return date_words(When(first=day, last=day, text=str(day))) if day else "that day"


def law_of(legal: Legal, option: str) -> Law:
    """Give the law that is asked about an option."""
    return next(law for law in legal.laws if any(one.id == option for one in law.options))


def address_of_option(law: Law, option: Option) -> str:
    """Give the name by which an option is asked about."""
    return option.id if law.positions or not option.route else f"{option.measure}/{option.route}"


def option_words(case: Case, law: Law, option: Option) -> str:
    """Give an option as a reader says it, with the name by which it is asked about."""
    return f"{title_of(case, option)} ({address_of_option(law, option)})"


def title_of(case: Case, option: Option) -> str:
    """Give the title of an option."""
    return next((one.title for one in case.options if one.id == option.id), option.id)


def spelt(name: str) -> str:
    """
    Spell an id for a reader.

    >>> spelt("surplus_ok"), spelt("used-by-iran")
    ('surplus ok', 'used by iran')
    """
    return name.replace("_", " ").replace("-", " ")


def combination(readings: Mapping[str, str]) -> str:
    """
    Give readings that hold together.

    >>> combination({"own_needs": "surplus_ok", "end_user": "first"})
    'own needs: surplus ok, and end user: first'
    """
    return ", and ".join(f"{spelt(term)}: {spelt(reading)}" for term, reading in readings.items())


def combination_lines(combinations: Iterable[tuple[str, Mapping[str, str]]]) -> list[str]:
    """Say when which standing holds, a line for each exact combination of readings."""
    lines: list[str] = []
    last = ""
    for word, readings in combinations:
        said = combination(readings) if readings else "every reading"
        joint = ("if" if readings else "under") if word != last else "or"
        lines.append(
            wrapped(f"{word if word != last else '':<10} {joint:>2} {said}", indent=4, hang=18)
        )
        last = word
    return lines


def one_who(case: Case, name: str) -> str:
    """Name an actor within a sentence; a party of one word, such as Reform, takes no article."""
    found = case.actors.get(name)
    said = actor_words(case, name)
    if found is None:
        return spelt(said)
    is_author = said.startswith("Author")
    return (
        _with_article(lowered(case, said) if is_author else said)
        if is_author or _takes_article(found.kind, said)
        else said
    )


def _takes_article(kind: ActorKind, name: str) -> bool:
    return kind is ActorKind.OFFICE or (kind is ActorKind.PARTY and " " in name)


def holders(case: Case, ids: Collection[str]) -> str:
    """Say who holds a reading."""
    return f"held by {listed([one_who(case, name) for name in ids], empty='nobody on record')}"


def holders_and_reporters(case: Case, ids: Collection[str], cites: Sequence[Cite]) -> str:
    """Say who holds a position, and who reports it where no text of theirs is cited."""
    sources = listed([source_name(case, name) for name in reporters(case, ids, cites)], empty="")
    return f"{holders(case, ids)}{f', as reported by {sources}' if sources else ''}"


def reading_words(case: Case, term: str, reading: str) -> str:
    """Give what a reading says and who holds it."""
    found = next(
        (
            one
            for kept in case.terms
            if kept.id == term
            for one in kept.readings
            if one.id == reading
        ),
        None,
    )
    return (
        f"{found.says.rstrip('.')}; {holders(case, found.held_by)}" if found else "not in the case"
    )


def term_lines(case: Case, law: Law, terms: Collection[str]) -> list[str]:
    """Give the question behind each term, with its readings and who holds them."""
    lines = []
    for term in case.terms:
        if term.id in terms:
            fixed = law.terms.get(term.id, ())
            note = (
                f" (held fixed here: {spelt(fixed[0])})"
                if len(fixed) == 1 < len(term.readings)
                else ""
            )
            lines.append(wrapped(f"{spelt(term.id)}: {term.asks}{note}", indent=2, hang=4))
            lines += [
                wrapped(
                    f"{spelt(reading.id)}: {reading_words(case, term.id, reading.id)}.",
                    indent=6,
                    hang=8,
                )
                for reading in term.readings
            ]
    return lines


def provision_words(case: Case, name: str) -> str:
    """
    Give the statute and article of a provision with its id, or what a change says with its id.
    """
    found = case.provisions.get(name)
    if found is not None:
        return f"{found.statute}{f', {found.article}' if found.article else ''} ({name})"
    change = case.amendments.get(name)
    return f"“{change.says}” ({name})" if change else name


def amendment_lines(case: Case, names: Collection[str]) -> list[str]:
    """
    Give each change with who proposes it and the procedure it needs, then each procedure with who
    must agree.
    """
    named = [amendment for amendment in case.amendments if amendment.id in names]
    lines = []
    for one in named:
        by = (
            f"proposed by {one_who(case, one.proposed_by)}"
            if one.proposed_by
            else "nobody on record proposes it"
        )
        lines.append(
            wrapped(
                f"{one.id}: {one.says} {capitalised(by)}; procedure: {one.route or 'not stated'}.",
                indent=2,
                hang=6,
            )
        )
    routes = dict.fromkeys(one.route for one in named if one.route)
    return lines + [
        wrapped(f"{route}: {procedure_words(case, route)}", indent=2, hang=6) for route in routes
    ]


def procedure_words(case: Case, route: str) -> str:
    """Say who must agree in a procedure, by which majority, and who can stop it."""
    found = case.procedures.get(route)
    if found is None:
        return "who must agree is not in the sources."
    majority = f" Majority: {found.needs}{of_whom_words(found)}." if found.needs else ""
    blocks = (
        f" Blocked by a no of any of {listed([one_who(case, one) for one in found.vetoes])}."
        if found.vetoes
        else ""
    )
    veto = f" Veto: {found.veto}." if found.veto else ""
    return f"Must agree: {body_words(case, route)}. {found.says}{majority}{blocks}{veto}"


def body_words(case: Case, route: str) -> str:
    """Name the body that decides in a procedure, in full; of several decisions, each."""
    names = deciding_in(case, route)
    full = [body.name if (body := case.institutions.get(name)) else spelt(name) for name in names]
    return listed(full, empty="not in the sources")


def deciding_in(case: Case, route: str) -> tuple[str, ...]:
    """Give the ids of the bodies that decide in a procedure, each once."""
    parts = parts_of(case, route)
    return tuple(dict.fromkeys(part.institution for part in parts if part.institution))


def stops_words(case: Case, procedure: Procedure) -> str:
    """
    Say who can stop what is decided so, as the case states it: by a veto in its words, by the no of
    a member that has one, or by the decision that ends a silence; where it hangs on other
    decisions, whoever can stop one of them.
    """
    parts = parts_of(case, procedure.id) if procedure.all and not procedure.veto else (procedure,)
    stops = [_stops(case, part, is_part=part.id != procedure.id) for part in parts]
    return "; ".join(dict.fromkeys(filter(None, stops))) or "nobody stated"


def _stops(case: Case, procedure: Procedure, *, is_part: bool) -> str:
    """Say who can stop one decision, empty where nobody is stated; of a part, whose member."""
    if procedure.veto:
        return procedure.veto
    if procedure.vetoes:
        return f"{any_of([actor_words(case, name) for name in procedure.vetoes])}, by a no"
    if procedure.silence is None:
        return ""
    if (stop := procedure.silence.stopped_by) == ANY_MEMBER:
        whose = f" of {the_body(case, procedure.institution)}" if is_part else ""
        return f"any member{whose}, by a no"
    bodies = [the_body(case, name) for name in deciding_in(case, stop)]
    return f"{listed(bodies)}, by a vote" if bodies else ""


def set_words(case: Case, names: Collection[str]) -> str:
    """Give a set of changes that are needed together, in the order of the case."""
    return " + ".join(name for name in case.amendments.ids if name in names) or "no change"


def what_words(enacted: Sequence[str], void: Sequence[str]) -> str:
    """Say what counts as made and as void, in the order that is given."""
    return f"made: {listed(list(enacted))} · void: {listed(list(void))}"


def grouped(kept: Iterable[_Kept], key: Callable[[_Kept], _Key]) -> list[list[_Kept]]:
    """Put what has the same key together, in the order in which each key first comes."""
    found: dict[_Key, list[_Kept]] = {}
    for one in kept:
        found.setdefault(key(one), []).append(one)
    return list(found.values())


CLOSED = (
    Standing.CONSENT,
    Standing.BARRED,
    Standing.CONSENT_LIFTS_BAR,
)  # what the executive may not do without another body


def played_words(case: Case, standing: Standing, bodies: Sequence[str]) -> str:
    """
    Say how what the game plays stands: what cannot be told is played as barred, and that is said.
    """
    played = ", played as barred" if standing is Standing.UNDETERMINED else ""
    return f"{standing_label(case, standing, bodies)}{played}"


def reading_names(case: Case) -> dict[str, str]:
    """Give each whole reading a reader's name: its title, or who holds it."""
    positions = [position for encoding in case.encodings for position in encoding.positions]
    return {
        position.id: position.title
        or (actor_words(case, position.held_by[0]) if position.held_by else position.id)
        for position in positions
    }
