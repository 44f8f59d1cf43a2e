"""
The words and readings that the law of a case names: in conditions, in what no rule carries, and in
positions.
"""

from collections.abc import Iterable, Mapping

from phaseline.case.addresses import Path, nearest
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.rules import NOT_LAW, PlacedRule, bare, term_and_reading
from phaseline.case.model.case import Case
from phaseline.case.model.law import Encoding, Force, LegalEffect, Position, Provision
from phaseline.case.showing import shown
from phaseline.terms.entries import Entries

_MOST_NAMES = 12


def check_conditions(pen: DiagnosticCollector, case: Case, rules: Iterable[PlacedRule]) -> None:
    """Report conditions that cannot be read, and tags that no condition could name."""
    for placed in rules:
        _check_conditions(pen, (*placed.path, "when"), placed.rule.when)
    for index, option in enumerate(case.options):
        for place, tag in enumerate(option.tags):
            check_word(pen, ("options", index, "tags", place), tag)


def check_word(pen: DiagnosticCollector, path: Path, word: str) -> None:
    """Report a tag, or a word that a rule gives, that no condition could name."""
    if any(letter.isalnum() for letter in word) and (word.split() != [word] or "." in word):
        fix = f"write {_joined(word)!r}"
        pen.error(
            "PL302",
            path,
            f"{shown(word)} is no word",
            expected="one word, without a space and without a dot",
            fix=fix,
        )


def _joined(text: str) -> str:
    """
    Give the word that a text could be.

    >>> _joined("small group")
    'small_group'
    """
    return "_".join(text.replace(".", " ").split())


def _check_conditions(pen: DiagnosticCollector, path: Path, conditions: Iterable[str]) -> None:
    for place, text in enumerate(conditions):
        if not any(letter.isalnum() for letter in text):
            continue  # a text that says nothing is reported as such
        said = bare(text)
        if said.startswith("not ") or said in ("", "not"):
            fault, fix = (
                "it says `not` twice, or nothing after it",
                "write a word, or `not` and a word",
            )
        elif said.split() != [said]:
            fault, fix = (
                "it holds a space",
                f"write {_joined(said)!r} if it is one word, or an item for each condition",
            )
        elif "." in said and not all(term_and_reading(said)):
            fault, fix = "a reading is a term, one dot and a reading", "write it as term.reading"
        else:
            continue
        pen.error(
            "PL302",
            (*path, place),
            f"the condition {shown(text)} cannot be read: {fault}",
            expected="a word, a reading as term.reading, or `not` and one of them",
            fix=fix,
        )


def _is_read(text: str) -> bool:
    """Whether a condition has a form that can be read."""
    said = bare(text)
    return (
        said.split() == [said]
        and said != "not"
        and ("." not in said or all(term_and_reading(said)))
    )


def check_readings(pen: DiagnosticCollector, case: Case, rules: Iterable[PlacedRule]) -> None:
    """Report words that no option has and no rule gives, and readings that no term has."""
    terms = {term.id: [reading.id for reading in term.readings] for term in case.terms}
    tags = _tags(case)
    words = _words(tags, rules)
    for placed in rules:
        asked = {
            name: words[name] for name in placed.encodings if name in tags
        }  # where nothing is asked, no word is amiss
        _check_named(pen, placed, asked, terms)
    _check_untranslatable(pen, case, tags)
    _check_positions(pen, case, terms)


def _tags(case: Case) -> dict[str, dict[str, None]]:
    """Give the words that options have, by encoding."""
    tags: dict[str, dict[str, None]] = {}
    for option in case.options:
        tags.setdefault(option.encoding, {}).update(dict.fromkeys(option.tags))
    return tags


def _words(
    tags: Mapping[str, Mapping[str, None]], rules: Iterable[PlacedRule]
) -> dict[str, dict[str, None]]:
    """Give the words that options have or rules define, by encoding."""
    words = {encoding: dict(held) for encoding, held in tags.items()}
    for placed in rules:
        for encoding in placed.encodings if placed.rule.defines else ():
            words.setdefault(encoding, {})[placed.rule.defines] = None
    return words


def _check_named(
    pen: DiagnosticCollector,
    placed: PlacedRule,
    words: Mapping[str, Mapping[str, None]],
    terms: Mapping[str, list[str]],
) -> None:
    for place, text in enumerate(placed.rule.when):
        path, said = (*placed.path, "when", place), bare(text)
        if _is_read(text) and "." in text:
            _check_reading(pen, path, said, terms)
        elif _is_read(text):
            _check_held(pen, path, said, words)


def _check_untranslatable(
    pen: DiagnosticCollector, case: Case, tags: Mapping[str, Mapping[str, None]]
) -> None:
    """Report words of a part that no rule carries which no option has: nothing would be marked."""
    for index, provision in enumerate(case.provisions):
        held = {name: tags[name] for name in (provision.encoding,) if name in tags}
        for part, untranslatable in enumerate(provision.untranslatable):
            for place, word in enumerate(untranslatable.when):
                _check_held(
                    pen, ("provisions", index, "untranslatable", part, "when", place), word, held
                )


def _check_held(
    pen: DiagnosticCollector, path: Path, word: str, words: Mapping[str, Mapping[str, None]]
) -> None:
    for encoding, known in words.items():
        if word not in known:
            near = nearest(word, known) if pen.may_propose else ""
            pen.error(
                "PL303",
                path,
                f"no option of {encoding!r} has the word {shown(word)}, and no rule gives it",
                expected=(
                    "a tag of an option of the encoding, or a word that one of its rules defines"
                ),
                fix=(
                    f"replace {shown(word)} by {near!r}"
                    if near
                    else "correct the word, or add it to the `tags` of an option"
                ),
            )
            return


def _check_reading(
    pen: DiagnosticCollector, path: Path, text: str, terms: Mapping[str, list[str]]
) -> bool:
    term, reading = term_and_reading(text)
    if term in terms and reading in terms[term]:
        return True
    near = nearest(term, terms) if term not in terms and pen.may_propose else term
    other = nearest(reading, terms.get(near, ())) if pen.may_propose else ""
    pen.error(
        "PL304",
        path,
        (
            f"the term {term!r} has no reading {shown(reading)}"
            if term in terms
            else f"there is no term {shown(term)}"
        ),
        expected=(
            f"one of {', '.join(terms[term][:_MOST_NAMES])}"
            if term in terms
            else "a reading of a term of this case, as term.reading"
        ),
        fix=(
            f"replace {shown(text)} by {f'{near}.{other}'!r}"
            if near and other
            else "name a term and one of its readings"
        ),
    )
    return False


def _check_positions(pen: DiagnosticCollector, case: Case, terms: Mapping[str, list[str]]) -> None:
    for index, encoding in enumerate(case.encodings):
        path: Path = ("encodings", index)
        fixed = _check_taken(pen, (*path, "fixed"), encoding.fixed, terms)
        _check_permissions(pen, case, encoding)
        for place, position in enumerate(encoding.positions):
            here: Path = (*path, "positions", place)
            _check_taken(pen, (*here, "takes"), position.takes, terms, fixed)
            _check_holder(pen, here, position)
            _check_reliance(
                pen, (*here, "relies_on"), encoding.id, position.relies_on, case.provisions
            )


def _check_permissions(pen: DiagnosticCollector, case: Case, encoding: Encoding) -> None:
    """Warn of what permits only those who rely on it, where no position does."""
    relied_on = {name for position in encoding.positions for name in position.relies_on}
    for index, provision in enumerate(case.provisions):
        is_of_it = provision.encoding == encoding.id and bool(encoding.positions)
        if is_of_it and _needs_reliance(provision) and provision.id not in relied_on:
            pen.warning(
                "PL319",
                ("provisions", index, "force"),
                f"{provision.id!r} permits, is {provision.force.value}, and no position relies on"
                " it",
                expected=f"a position of {encoding.id!r} that relies on it",
                fix="name it in `relies_on` of who takes it for law, or leave out its rules",
            )


def _needs_reliance(provision: Provision) -> bool:
    """Whether a provision permits only those who rely on it."""
    is_disputed = provision.force is not Force.IN_FORCE and provision.force not in NOT_LAW
    return is_disputed and any(rule.effect is LegalEffect.PERMIT for rule in provision.rules)


def _check_taken(
    pen: DiagnosticCollector,
    path: Path,
    texts: Iterable[str],
    terms: Mapping[str, list[str]],
    fixed: Mapping[str, str] | None = None,
) -> Mapping[str, str]:
    """
    Report readings that do not exist, a second one of a term, and one other than the encoding holds
    fixed; give those that remain.
    """
    taken: dict[str, str] = {}
    seen: set[str] = set()
    for place, text in enumerate(texts):
        if not any(letter.isalnum() for letter in text) or not _check_reading(
            pen, (*path, place), text, terms
        ):
            continue
        term, reading = term_and_reading(text)
        first, held = taken.setdefault(term, reading), (fixed or {}).get(term, reading)
        if term in seen:
            message, fix = (
                f"the term {term!r} is read twice, as {first!r} and as {reading!r}",
                "keep one of the two",
            )
        elif held != reading:
            message, fix = (
                f"{text!r} is taken where the encoding holds {f'{term}.{held}'!r} fixed",
                "take that one, or leave the term open",
            )
        else:
            seen.add(term)
            continue
        pen.error("PL317", (*path, place), message, expected="one reading for a term", fix=fix)
    return taken


def _check_holder(pen: DiagnosticCollector, path: Path, position: Position) -> None:
    if not position.held_by:
        pen.warning(
            "PL301",
            path,
            f"nobody on record holds the position {position.id!r}",
            expected="the party that reads the law so",
            fix="name the holder in `held_by`",
        )


def _check_reliance(
    pen: DiagnosticCollector,
    path: Path,
    encoding: str,
    names: Iterable[str],
    provisions: Entries[Provision],
) -> None:
    """Warn of provisions on which a position relies to no effect."""
    for place, name in enumerate(names):
        provision = provisions.get(name)
        if provision is None:
            continue  # reported as an unknown reference
        if provision.force is Force.IN_FORCE:
            reason, fix = "it is in force and counts in every position", "remove it"
        elif provision.force in NOT_LAW:
            reason, fix = (
                f"it is {provision.force.value}",
                "remove it; what would change the law is an amendment",
            )
        elif not provision.rules or provision.encoding != encoding:
            reason, fix = (
                f"it has no rules in the encoding {encoding!r}",
                "remove it, or put it into rules",
            )
        else:
            continue
        pen.warning(
            "PL310",
            (*path, place),
            f"to rely on {name!r} changes nothing: {reason}",
            expected="a provision that is not plainly in force and has rules",
            fix=fix,
        )
