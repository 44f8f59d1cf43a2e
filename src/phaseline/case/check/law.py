"""
The law of a case: what its rules do, where each of them belongs, what gives way to what, and by
which route a change is made.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from phaseline.case.addresses import Path, nearest
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.lawsize import check_law_size
from phaseline.case.check.politics import parts_of
from phaseline.case.check.readings import check_conditions, check_readings, check_word
from phaseline.case.check.rules import NOT_LAW, PlacedRule, encodings_of, placed_rules
from phaseline.case.model.case import Case
from phaseline.case.model.law import Amendment, LegalEffect, Provision
from phaseline.case.model.politics import Procedure
from phaseline.case.model.response import GoodsApart, Measure
from phaseline.case.showing import shown
from phaseline.terms.entries import Entries

_SECTIONS = {"provisions", "terms", "encodings", "options", "amendments"}
_NO_RULES = (LegalEffect.PROCEDURE, LegalEffect.PENALTY)
_LETHAL = ("defensive", "offensive", "ammunition")
_Fault = tuple[str, str, str, str]  # field, what is wrong, what is expected, one fix


def check_law(pen: DiagnosticCollector, case: Case) -> None:
    """Report what keeps the law of a case from being worked out, and what it leaves open."""
    rules = placed_rules(case)
    bodies = _Bodies(case)
    check_conditions(pen, case, rules)
    for placed in rules:
        _check_effect(pen, bodies, placed)
    _check_force(pen, case)
    _check_routes(pen, case)
    _check_measures(pen, case)
    if not _SECTIONS & set(
        pen.reading.remaining
    ):  # where entries are faulty, what they define is not known
        _check_encodings(pen, case)
        _check_named(pen, case, rules)
        check_readings(pen, case, rules)
        check_law_size(pen, case, rules)


class _Bodies:
    """Knows which procedures are whose."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._own: dict[str, list[str]] = {}
        for procedure in case.procedures:
            for body in _deciding(case, procedure):
                self._own.setdefault(body, []).append(procedure.id)

    def procedures(self, body: str) -> list[str]:
        """Give the procedures of a body."""
        return self._own.get(body, [])

    def is_of_another(self, procedure: str, body: str) -> bool:
        """Whether a procedure is one of another body than the one that is named."""
        known = self._case.procedures.get(procedure)
        return (
            known is not None
            and body in self._case.institutions.ids
            and body not in _deciding(self._case, known)
        )


def _deciding(case: Case, procedure: Procedure) -> tuple[str, ...]:
    """Give the bodies that decide in a procedure: of several decisions, those of each."""
    parts = parts_of(case, procedure.id) or (procedure,)
    return tuple(part.institution for part in parts)


def _check_effect(pen: DiagnosticCollector, bodies: _Bodies, placed: PlacedRule) -> None:
    """
    Report fields that do not go with the effect of a rule; of one that cannot be an effect of a
    rule, nothing else.
    """
    rule = placed.rule
    if rule.effect in _NO_RULES:
        faults: Iterable[_Fault] = [
            (
                "effect",
                f"a rule cannot be of the effect {rule.effect.value!r}",
                "permit, consent, prohibit or define",
                "remove the rule",
            )
        ]
    else:
        faults = chain(_definition(placed), _consent(bodies, placed), _elsewhere(placed))
    for field, fault, expected, fix in faults:
        pen.error(
            "PL305",
            (*placed.path, field),
            f"the rule {placed.name!r}: {fault}",
            expected=expected,
            fix=fix,
        )
    if rule.effect is LegalEffect.DEFINE:
        check_word(pen, (*placed.path, "defines"), rule.defines)
    if rule.effect is LegalEffect.CONSENT and not rule.procedure:
        known = bodies.procedures(rule.of)
        pen.warning(
            "PL313",
            placed.path,
            f"the rule {placed.name!r} asks for the consent of {rule.of or 'nobody'} and names no"
            " procedure",
            expected="the procedure by which consent is given",
            fix=(
                f"add `procedure: {known[0]}`, if it is the one"
                if known
                else "enter the procedure in `procedures`, and name it"
            ),
        )


def _definition(placed: PlacedRule) -> Iterator[_Fault]:
    rule = placed.rule
    is_definition = rule.effect is LegalEffect.DEFINE
    if is_definition and not any(letter.isalnum() for letter in rule.defines):
        yield (
            "effect",
            "it defines nothing",
            "the word that it gives the option",
            "add `defines: …`",
        )
    if rule.defines and not is_definition:
        fix = "write `effect: define`, or remove `defines`"
        yield (
            "defines",
            f"it has the effect {rule.effect.value!r} and defines {shown(rule.defines)}",
            "one of the two",
            fix,
        )
    if is_definition and rule.overrides:
        fix = "remove `overrides`; write the exception as a condition"
        yield (
            "overrides",
            "it defines, and a definition has no priority",
            "priority between effects",
            fix,
        )


def _consent(bodies: _Bodies, placed: PlacedRule) -> Iterator[_Fault]:
    rule = placed.rule
    if rule.effect is LegalEffect.CONSENT and not rule.of:
        yield (
            "effect",
            "it asks for consent and does not say whose",
            "the body whose consent is asked",
            "add `of: …`",
        )
    if rule.procedure and rule.effect is not LegalEffect.CONSENT:
        fix = "remove `procedure`, or write `effect: consent`"
        yield (
            "procedure",
            f"it has the effect {rule.effect.value!r} and a procedure",
            "a procedure where consent is asked",
            fix,
        )
    elif rule.procedure and bodies.is_of_another(rule.procedure, rule.of):
        known = bodies.procedures(rule.of)
        fix = (
            f"write one of that body's: {', '.join(known[:4])}"
            if known
            else f"enter a procedure of {rule.of!r}"
        )
        yield (
            "procedure",
            f"{rule.procedure!r} is no procedure of {rule.of!r}",
            "a procedure of the body whose consent is asked",
            fix,
        )


def _elsewhere(placed: PlacedRule) -> Iterator[_Fault]:
    if placed.rule.provision not in ("", placed.owner) and not placed.is_added:
        yield (
            "provision",
            "it stands in one provision and names another",
            "no `provision` here",
            "remove it, or move the rule",
        )


def _check_force(pen: DiagnosticCollector, case: Case) -> None:
    """
    Report rules of what somebody only wants to be law, and rules of a provision that belongs to no
    encoding.
    """
    for index, provision in enumerate(case.provisions):
        if provision.rules and provision.force in NOT_LAW:
            pen.error(
                "PL307",
                ("provisions", index, "rules"),
                f"{provision.id!r} is {provision.force.value} and has rules: they would never"
                " count",
                expected="rules of what is law, or of what a party relies on",
                fix="move them into `adds` of the amendment that would make them law",
            )
        elif provision.rules and not provision.encoding:
            pen.error(
                "PL306",
                ("provisions", index, "rules"),
                f"the rules of {provision.id!r} belong to no encoding",
                expected="the encoding in which they are worked out",
                fix=(
                    f"add `encoding: {case.encodings[0].id}`"
                    if len(case.encodings) == 1
                    else "add `encoding: …` to the provision"
                ),
            )


def _check_routes(pen: DiagnosticCollector, case: Case) -> None:
    for index, amendment in enumerate(case.amendments):
        if amendment.route not in case.procedures.ids:
            near = nearest(amendment.route, case.procedures.ids)
            path: Path = (
                ("amendments", index, "route") if amendment.route else ("amendments", index)
            )
            pen.warning(
                "PL312",
                path,
                f"{amendment.id!r} is a change without a procedure: "
                + (
                    f"there is no {shown(amendment.route)}"
                    if amendment.route
                    else "its `route` is left out"
                ),
                expected="the id of the procedure by which it can be made",
                fix=(
                    f"replace it by {near!r}"
                    if near
                    else "enter the procedure in `procedures`, and name it in `route`"
                ),
            )


def _check_measures(pen: DiagnosticCollector, case: Case) -> None:
    """
    Note lethal measures of the responder of which the law is not asked, where it is asked anything.
    """
    own = _own(case)
    for index, measure in enumerate(case.measures):
        if (
            case.options
            and measure.lethality in _LETHAL
            and not measure.option
            and measure.controlled_by in own
        ):
            pen.note(
                "PL316",
                ("measures", index),
                f"the law is not asked about {measure.id!r}, which is {measure.lethality}: it names"
                " no option",
                expected="`option`, the id of what the law is asked",
            )
        _check_apart(pen, case, index)


def _check_apart(pen: DiagnosticCollector, case: Case, index: int) -> None:
    """
    Report goods apart that the measure does not send, or that two entries name, and options that
    another encoding is asked about.
    """
    measure = case.measures[index]
    named: set[str] = set()
    options = {measure.option}
    for place, part in enumerate(measure.apart):
        path: Path = ("measures", index, "apart", place)
        if problem := _apart_problem(case, measure, part, options):
            pen.error(
                "PL320",
                (*path, "option"),
                f"{measure.id!r}: {problem}",
                expected="an option of its own, of the encoding of the measure's option",
            )
        options.add(part.option)
        for name in part.goods:
            if name not in measure.goods or name in named:
                why = "stands apart twice" if name in named else "is none of the goods it sends"
                pen.error(
                    "PL320",
                    (*path, "goods"),
                    f"{measure.id!r}: {name!r} {why}",
                    expected="some of the measure's `goods`, each once",
                )
            named.add(name)


def _apart_problem(case: Case, measure: Measure, part: GoodsApart, options: Collection[str]) -> str:
    """Say what is wrong with the option of goods apart; nothing where nothing is."""
    own, other = case.options.get(measure.option), case.options.get(part.option)
    if not measure.option:
        return "goods stand apart, and the law is not asked about the rest"
    if part.option in options:
        return f"the option {part.option!r} is asked about other goods of it already"
    if own and other and own.encoding != other.encoding:
        return f"{part.option!r} is of the encoding {other.encoding!r}, not {own.encoding!r}"
    return ""


def _own(case: Case) -> set[str]:
    """
    Give the responder and everybody who is part of it; a measure that names nobody is the
    responder's.
    """
    parts: dict[str, list[str]] = {}
    for actor in case.actors:
        parts.setdefault(actor.part_of, []).append(actor.id)
    own, todo = {""}, [case.responder]
    while todo:
        name = todo.pop()
        todo += [] if name in own else parts.get(name, [])
        own.add(name)
    return own


def _check_encodings(pen: DiagnosticCollector, case: Case) -> None:
    """Report changes of which nobody can tell to which encoding their rules belong."""
    for index, amendment in enumerate(case.amendments):
        encodings = encodings_of(amendment, case.provisions)
        path: Path = ("amendments", index)
        if amendment.adds and len(encodings) != 1 and not amendment.encoding:
            reason = (
                f"they change {', '.join(map(repr, encodings))} at once"
                if encodings
                else "none of their provisions is in an encoding"
            )
            pen.error(
                "PL306",
                (*path, "adds"),
                f"the rules that {amendment.id!r} adds belong to no one encoding: {reason}",
                expected="the encoding in which they are worked out",
                fix="add `encoding: …` to the amendment"
                + (", and enter the other half as an amendment of its own" if encodings else ""),
            )
        if amendment.id in case.provisions.ids:
            pen.error(
                "PL502",
                (*path, "id"),
                f"the id {amendment.id!r} stands in provisions and in amendments",
                expected="one owner for each rule that priorities and repeals name",
                fix="give one of the two another id",
            )
        if amendment.encoding:
            _check_same(pen, path, amendment, case.provisions)


def _check_same(
    pen: DiagnosticCollector, path: Path, amendment: Amendment, provisions: Entries[Provision]
) -> None:
    """Report what an amendment touches outside of the one encoding that it names."""
    named: list[tuple[Path, str]] = [
        ((*path, "repeals", place), name) for place, name in enumerate(amendment.repeals)
    ]
    named += [
        ((*path, "adds", place, "provision"), rule.provision)
        for place, rule in enumerate(amendment.adds)
    ]
    for where, name in named:
        home = provisions.get(name.partition(".")[0])
        if home and home.encoding not in ("", amendment.encoding):
            pen.error(
                "PL306",
                where,
                f"{name!r} is of the encoding {home.encoding!r}, and {amendment.id!r} changes"
                f" {amendment.encoding!r}",
                expected=f"a provision or rule of {amendment.encoding!r}",
                fix="name one, or enter this as an amendment of its own",
            )


def _check_named(pen: DiagnosticCollector, case: Case, rules: Iterable[PlacedRule]) -> None:
    """
    Report priorities and repeals that name neither a provision nor a rule, and those that name a
    definition.
    """
    effects = {placed.name: placed.rule.effect for placed in rules}
    owners = dict.fromkeys(
        (*(provision.id for provision in case.provisions), *(placed.owner for placed in rules))
    )
    for path, name, is_priority in _names_of_law(case):
        if name not in owners and name not in effects:
            _refuse_unknown(pen, path, name, (*owners, *effects))
        elif is_priority and effects.get(name) is LegalEffect.DEFINE:
            pen.error(
                "PL305",
                path,
                f"{name!r} defines, and a definition has no priority",
                expected="a rule that permits, asks for consent or prohibits",
                fix="name the provision or the rule that is to give way",
            )


def _names_of_law(case: Case) -> Iterator[tuple[Path, str, bool]]:
    for placed in placed_rules(case):
        yield from (
            ((*placed.path, "overrides", place), name, True)
            for place, name in enumerate(placed.rule.overrides)
        )
    for index, amendment in enumerate(case.amendments):
        yield from (
            (("amendments", index, "repeals", place), name, False)
            for place, name in enumerate(amendment.repeals)
        )


def _refuse_unknown(pen: DiagnosticCollector, path: Path, name: str, known: Iterable[str]) -> None:
    near = nearest(name, known) if pen.may_propose else ""
    pen.error(
        "PL501",
        path,
        f"there is no provision and no rule {shown(name)}",
        expected="a provision by its id, or a rule as provision.rule",
        fix=(
            f"replace {shown(name)} by {near!r}"
            if near
            else "name a provision or a rule of this case"
        ),
    )
