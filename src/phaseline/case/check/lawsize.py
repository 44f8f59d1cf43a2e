"""
How far the law of a case may reach: nothing in a circle, and nothing so large that an answer would
take minutes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from phaseline.case.addresses import Path
from phaseline.case.check.circles import circles
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.rules import PlacedRule, bare, encodings_of
from phaseline.case.model.case import Case
from phaseline.case.model.law import LegalEffect
from phaseline.terms.when import When

MOST_OPTIONS = 2_000
MOST_RULES = 1_000
MOST_CELLS = 200_000  # options times rules
MOST_CONDITIONS = 50
MOST_TERMS = 64
MOST_READINGS = 16
MOST_POSITIONS = 16
MOST_ENCODINGS = 16
MOST_AMENDMENTS = 200
MOST_PROVISIONS = 2_000
MOST_PRIORITIES = 2_000
# dates of one encoding between whose first and last day the as-of date lies; any combination of
# them is asked
MOST_OPEN = 8
MOST_DEEP = 50  # definitions over one another
MOST_LINES = 10_000  # of a proof
_MOST_NAMES = 12  # of a circle, in a message
_OVER = "\0over "  # a provision with all of its rules, as what has priority
_UNDER = "\0under "  # … and as what gives way
_MARKS = (_OVER, _UNDER)


def check_law_size(pen: DiagnosticCollector, case: Case, rules: Sequence[PlacedRule]) -> None:
    """
    Report priorities and definitions that run in circles, and laws that are too large to be asked.
    """
    _check_lists(pen, case, rules)
    _check_priorities(pen, case, rules)
    for encoding in case.encodings[:MOST_ENCODINGS]:
        own = [placed for placed in rules if encoding.id in placed.encodings]
        _check_encoding(pen, case, encoding.id, own)
        _check_dates(pen, case, encoding.id, own)
        _check_definitions(pen, own)


def _check_lists(pen: DiagnosticCollector, case: Case, rules: Iterable[PlacedRule]) -> None:
    lists: Iterable[tuple[Path, int, int, str]] = (
        *(((name,), len(getattr(case, name)), most, name) for name, most in _sections(case)),
        *(
            (("terms", index, "readings"), len(term.readings), MOST_READINGS, "readings")
            for index, term in enumerate(case.terms)
        ),
        *(
            (
                ("encodings", index, "positions"),
                len(encoding.positions),
                MOST_POSITIONS,
                "positions",
            )
            for index, encoding in enumerate(case.encodings)
        ),
        *(
            ((*placed.path, "when"), len(placed.rule.when), MOST_CONDITIONS, "conditions")
            for placed in rules
        ),
    )
    for path, count, most, noun in lists:
        if count > most:
            _refuse(pen, (*path, most), f"there are {count:,} {noun}", f"at most {most:,}")


def _sections(case: Case) -> Iterator[tuple[str, int]]:
    """Give the sections whose length is bounded, where there is a law to work out."""
    if case.encodings:
        yield from (
            ("encodings", MOST_ENCODINGS),
            ("provisions", MOST_PROVISIONS),
            ("amendments", MOST_AMENDMENTS),
            ("terms", MOST_TERMS),
        )


def _check_encoding(
    pen: DiagnosticCollector, case: Case, name: str, rules: Sequence[PlacedRule]
) -> None:
    options = [index for index, option in enumerate(case.options) if option.encoding == name]
    if len(options) > MOST_OPTIONS:
        _refuse(
            pen,
            ("options", options[MOST_OPTIONS]),
            f"{name!r} has {len(options):,} options",
            f"at most {MOST_OPTIONS:,}",
        )
    elif len(rules) > MOST_RULES:
        _refuse(
            pen,
            rules[MOST_RULES].path,
            f"{name!r} has {len(rules):,} rules",
            f"at most {MOST_RULES:,}",
        )
    elif len(options) * len(rules) > MOST_CELLS:
        excess = f"{name!r} has {len(options):,} options and {len(rules):,} rules"
        _refuse(
            pen,
            ("options", options[MOST_CELLS // len(rules)]),
            excess,
            f"at most {MOST_CELLS:,} in the product",
        )


def _check_dates(
    pen: DiagnosticCollector, case: Case, name: str, rules: Sequence[PlacedRule]
) -> None:
    """
    Report an encoding of which too many dates leave open, on the as-of date, whether a change of
    law has been made.
    """
    day = case.as_of.last
    opened = [
        path
        for path, when in _dates(case, name, rules)
        if day is not None and when.is_reached(day) is None
    ]
    if len(opened) > MOST_OPEN:
        excess = (
            f"{len(opened)} dates of {name!r} leave open whether a change of law has been made by"
            " the as-of date"
        )
        _refuse(pen, opened[MOST_OPEN], excess, f"at most {MOST_OPEN}")


def _dates(case: Case, name: str, rules: Iterable[PlacedRule]) -> Iterator[tuple[Path, When]]:
    """Give the dates on which the law of an encoding changes, each with its path."""
    owners = {placed.owner for placed in rules}
    for index, provision in enumerate(case.provisions):
        if provision.id in owners:
            start = "effective" if provision.effective.is_known else "adopted"
            yield ("provisions", index, start), getattr(provision, start)
            yield ("provisions", index, "until"), provision.until
    for index, amendment in enumerate(case.amendments):
        if name in encodings_of(amendment, case.provisions):
            yield ("amendments", index, "effective"), amendment.effective


def _refuse(pen: DiagnosticCollector, path: Path, excess: str, expected: str) -> None:
    fix = "leave out what the question does not need, or make two encodings of it"
    pen.error(
        "PL309", path, f"the law is too large to be asked: {excess}", expected=expected, fix=fix
    )


def _check_priorities(pen: DiagnosticCollector, case: Case, rules: Sequence[PlacedRule]) -> None:
    """Look for circles among rules; a provision that is named stands for all of its rules."""
    effects = [placed for placed in rules if placed.rule.effect is not LegalEffect.DEFINE]
    links = _links_to_owners(effects)
    owned = Counter(placed.owner for placed in effects)
    count = 0
    for path, owner, name in _priorities(case, effects):
        target = name if name in links else f"{_UNDER}{name}"
        links.setdefault(owner, {})[target] = path
        count += _pairs_of_rules(owner, name, owned)
        if count > MOST_PRIORITIES:
            _refuse(
                pen,
                path,
                "its priorities are between too many rules",
                f"at most {MOST_PRIORITIES:,} pairs of rules",
            )
            return
    for circle in circles(links):
        _check_circle(pen, circle, links)


def _links_to_owners(effects: Iterable[PlacedRule]) -> dict[str, dict[str, Path]]:
    """
    Link what gives way as a whole to each of its rules, and each rule to the whole in whose
    priority it shares; what an amendment adds shares in none.
    """
    links: dict[str, dict[str, Path]] = {placed.name: {} for placed in effects}
    for placed in effects:
        links.setdefault(f"{_UNDER}{placed.owner}", {})[placed.name] = ()
        if not placed.is_added:
            links[placed.name][f"{_OVER}{placed.owner}"] = ()
    return links


def _priorities(case: Case, effects: Iterable[PlacedRule]) -> Iterator[tuple[Path, str, str]]:
    """Give every priority: where it is written, what has it, and what it is over."""
    for index, provision in enumerate(case.provisions):
        if provision.rules:
            yield from (
                (("provisions", index, "overrides", at), f"{_OVER}{provision.id}", name)
                for at, name in enumerate(provision.overrides)
            )
    for placed in effects:
        yield from (
            ((*placed.path, "overrides", place), placed.name, name)
            for place, name in enumerate(placed.rule.overrides)
        )


def _pairs_of_rules(owner: str, name: str, owned: Mapping[str, int]) -> int:
    """Count the pairs of rules for which a priority of `owner` over `name` stands."""
    upper = owned[owner.removeprefix(_OVER)] if owner.startswith(_OVER) else 1
    return upper * max(1, owned[name])


def _check_circle(
    pen: DiagnosticCollector, circle: Sequence[str], links: Mapping[str, Mapping[str, Path]]
) -> None:
    """Report a circle of priorities; one between provisions alone is reported as such."""
    paths = (
        links[upper][lower] for upper, lower in zip(circle, (*circle[1:], circle[0]), strict=True)
    )
    path = next((path for path in paths if path and not _is_between_provisions(path)), None)
    if path is not None:
        _tell_circle(
            pen,
            path,
            "circular priority",
            [name for name in circle if not name.startswith(_MARKS)],
            "overrides",
        )


def _is_between_provisions(path: Path) -> bool:
    return path[0] == "provisions" and path[2] == "overrides"


def _check_definitions(pen: DiagnosticCollector, rules: Iterable[PlacedRule]) -> None:
    """Look for words that depend on themselves, and for words that rest on too many others."""
    definitions: dict[str, list[PlacedRule]] = {}
    for placed in rules:
        if placed.rule.effect is LegalEffect.DEFINE and placed.rule.defines:
            definitions.setdefault(placed.rule.defines, []).append(placed)
    links = {word: _words_below(defining, definitions) for word, defining in definitions.items()}
    circular = list(circles(links))
    for circle in circular:
        _tell_circle(
            pen, links[circle[0]][circle[1 % len(circle)]], "circular definition", circle, "when"
        )
    if not circular:
        _check_depth(pen, definitions, links)


def _words_below(
    defining: Iterable[PlacedRule], definitions: Mapping[str, object]
) -> dict[str, Path]:
    """Give the defined words on which the rules of a word rest, each with its condition."""
    return {
        bare(text): (*placed.path, "when", at)
        for placed in defining
        for at, text in enumerate(placed.rule.when)
        if bare(text) in definitions
    }


def _check_depth(
    pen: DiagnosticCollector,
    definitions: Mapping[str, Sequence[PlacedRule]],
    links: Mapping[str, Mapping[str, Path]],
) -> None:
    """Report the first word whose proof would be too deep or too long to be written."""
    try:
        order = tuple(
            TopologicalSorter({word: tuple(below) for word, below in links.items()}).static_order()
        )
    except CycleError:
        return  # a circle within one that was reported
    deep: dict[str, int] = {}
    lines: dict[str, int] = {}
    for word in order:
        deep[word] = 1 + max((deep[other] for other in links[word]), default=0)
        lines[word] = sum(
            1 + sum(lines.get(bare(text), 1) for text in placed.rule.when)
            for placed in definitions[word]
        )
        if deep[word] > MOST_DEEP or lines[word] > MOST_LINES:
            expected = (
                f"at most {MOST_DEEP} definitions over one another, and proofs of at most"
                f" {MOST_LINES:,} lines"
            )
            _refuse(
                pen,
                definitions[word][0].path,
                f"the word {word!r} rests on too many definitions",
                expected,
            )
            return


def _tell_circle(
    pen: DiagnosticCollector, path: Path, fault: str, names: Sequence[str], field: str
) -> None:
    listed = [*names[:_MOST_NAMES], *(["…"] if len(names) > _MOST_NAMES else []), names[0]]
    pen.error(
        "PL308",
        path,
        f"{fault}: {' → '.join(listed)}",
        expected="a chain that ends",
        fix=f"remove one link of {field!r}",
    )
