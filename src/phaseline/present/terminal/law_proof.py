"""One cell of the law for a reader: why it stands so and not otherwise, and what it turns on."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.consent.law_queries import (
    Cell,
    Dispute,
    Legal,
    bodies_of,
    deciding_bodies,
    disputed,
)
from phaseline.law.authored import condition
from phaseline.law.compile import narrowed
from phaseline.law.explain import BlockedRule, Branch, Proof, Reason
from phaseline.law.model import Condition, Doubt, Effect, Law, Making, Option, Standing
from phaseline.present.terminal.law import turn_data
from phaseline.present.wording.law import (
    cannot_be_told,
    combination,
    combination_lines,
    doubt_data,
    doubts_words,
    holders,
    keyed_standing,
    law_of,
    option_words,
    provision_words,
    reading_names,
    reading_words,
    spelt,
    standing_word,
    term_lines,
    the_body,
)
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.records import cites_text
from phaseline.terms.record import record

_NOTHING = {
    Standing.SILENT: (
        "Nothing that applies permits it, bars it or asks for consent: silence is no permission."
    ),
    Standing.PRACTICE: "It is being done, and the basis is not stated: practice is no authority.",
}

_DASH = "– "
_BLOCKED = {
    BlockedRule.NOT: "",
    BlockedRule.NOT_MADE: "this change is not made",
    BlockedRule.NOT_BEGUN: "it has not begun to apply, or whether it has does not matter here",
    BlockedRule.ENDED: "it has ended",
    BlockedRule.VOID: "the provision counts as void here",
}


@record
class ProofLine:
    """
    One line of a proof in words, before it is laid out; what it rests on follows, further in.

    Args:
        text: The words.
        indent: How far in it stands [column].
        mark: What stands before the words, such as a dash.
        hang: How much further in its own further lines stand [column].
    """

    text: str
    indent: int
    mark: str = ""
    hang: int = 2


def why_text(case: Case, legal: Legal, proofs: Sequence[Proof]) -> str:
    """
    Give the proof of each standing as indented lines: what counts, then what does not, each with
    its provision.
    """
    law, option = law_of(legal, proofs[0].option.id), proofs[0].option
    parts = [heading(f"Why: {option_words(case, law, option)}")]
    return "\n\n".join([*parts, *(proof_text(case, legal, proof) for proof in proofs)])


def proof_text(case: Case, legal: Legal, proof: Proof) -> str:
    """Give the proof of one standing, without a heading: its standing first."""
    return "\n".join(map(_laid, proof_lines(case, legal, proof)))


def proof_lines(case: Case, legal: Legal, proof: Proof) -> Iterator[ProofLine]:
    """
    Give the proof of one standing line by line, for whoever lays it out: its standing first, and
    after each line, further in, what it rests on.

    Args:
        case: The case.
        legal: Its law.
        proof: What is told.
    """
    return _Teller(case, legal, law_of(legal, proof.option.id), proof).lines()


def _laid(line: ProofLine) -> str:
    return wrapped(f"{line.mark}{line.text}", indent=line.indent, hang=line.indent + line.hang)


def why_data(proofs: Sequence[Proof]) -> list[dict[str, Any]]:
    """Give proofs as plain data."""
    return [
        {
            "option": proof.option.id,
            "reading": proof.world.position or None,
            "readings": dict(proof.world.readings),
            "standing": proof.standing.value,
            "undetermined_by": doubt_data(proof.doubts),
            "reasons": (
                [_reason_data(reason) for reason in proof.reasons]
                if len(proof.branches) == 1
                else []
            ),
            "branches": (
                [_branch_data(branch) for branch in proof.branches]
                if len(proof.branches) > 1
                else []
            ),
        }
        for proof in proofs
    ]


def _branch_data(branch: Branch) -> dict[str, Any]:
    return {
        "made": [change.address for change in branch.made],
        "unmade": [change.address for change in branch.unmade],
        "standing": branch.standing.value,
        "reasons": [_reason_data(reason) for reason in branch.reasons],
    }


def turns_text(case: Case, legal: Legal, cell: Cell) -> str:
    """
    Give every exact combination of readings that settles a cell, or the standing under each whole
    reading.
    """
    law, option = cell.law, cell.option
    lines = [heading(f"What it turns on: {option_words(case, law, option)}")]
    status = legal.status(option.id)
    if status is None:
        lines.append(
            wrapped(
                "It is read by whole readings, one a party, not by combinations: it turns on whose"
                " reading is taken."
            )
        )
        lines += [
            *by_reading(case, legal, option),
            *_disputed_lines(case, law, disputed(legal, option.id)),
        ]
        return "\n".join([*lines, *open_lines(legal, option)])
    lines += combination_lines(
        (standing_word(turn.standing), turn.readings) for turn in status.turns
    )
    terms = {term for turn in status.turns for term in turn.readings}
    lines += (
        ["All other terms may be read either way."] if terms else ["No term of the law changes it."]
    )
    lines += (
        ["The terms, each reading and who holds it", *term_lines(case, law, terms)] if terms else []
    )
    return "\n".join([*lines, *open_lines(legal, option)])


def open_lines(legal: Legal, option: Option) -> list[str]:
    """Say on which open dates the standing of an option hangs; nothing where it hangs on none."""
    words = cannot_be_told(_doubts(legal, option), legal.on)
    return [wrapped(words, indent=4, hang=6)] if words else []


def _doubts(legal: Legal, option: Option) -> tuple[Doubt, ...]:
    """Give the open changes on which the standing of an option hangs, under any reading."""
    cells = [doubt for cell in legal.cells if cell.option == option.id for doubt in cell.doubts]
    status = legal.status(option.id)
    return tuple(dict.fromkeys((*cells, *(status.doubts if status else ()))))


def _disputed_lines(case: Case, law: Law, dispute: Dispute) -> Iterator[str]:
    """
    Name the terms that the readings take differently and the provisions on which only some rely.
    """
    if dispute.terms:
        yield "The terms that they read differently, or of which some do not speak"
        yield from term_lines(case, law, dispute.terms)
    if dispute.provisions:
        yield "The provisions on which only some of them rely"
        yield from (
            wrapped(provision_words(case, name), indent=4, hang=6) for name in dispute.provisions
        )


def turns_data(law: Legal, cell: Cell) -> dict[str, Any]:
    """Give what a cell turns on as plain data."""
    option = cell.option
    status = law.status(option.id)
    return {
        "option": option.id,
        "combinations": turn_data(status.turns) if status else [],
        "readings": {
            answer.reading: answer.standing.value
            for answer in law.cells
            if answer.option == option.id
        },
        "disputed": list(disputed(law, option.id).addresses),
        "undetermined_by": doubt_data(_doubts(law, option)),
    }


def quote_lines(case: Case, name: str, indent: int) -> Iterator[str]:
    """Quote what a provision says, when it applies, and where it is cited, laid out."""
    return map(_laid, _quoted(case, name, indent))


def _quoted(case: Case, name: str, indent: int) -> Iterator[ProofLine]:
    kept = case.provisions.get(name)
    if kept is not None:
        yield ProofLine(text=f"“{kept.says}” {cites_text(kept.cites)}".rstrip(), indent=indent)
        if kept.condition:
            yield ProofLine(text=f"condition: {kept.condition}", indent=indent)


def by_reading(case: Case, legal: Legal, option: Option) -> list[str]:
    """Give how an option stands now: under each whole reading, or over all combinations."""
    cells = [cell for cell in legal.cells if cell.option == option.id]
    if cells:
        names = reading_names(case)
        return [
            wrapped(
                f"{names[cell.reading]}: {keyed_standing(case, cell.standing, cell.bodies)}",
                indent=4,
            )
            for cell in cells
        ]
    status = legal.status(option.id)
    return (
        combination_lines((standing_word(turn.standing), turn.readings) for turn in status.turns)
        if status
        else []
    )


def _reason_data(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "provision": reason.provision,
        "effect": reason.effect.value if reason.effect else None,
        "condition": reason.condition,
        "holds": reason.holds,
        "blocked": None if reason.blocked is BlockedRule.NOT else reason.blocked.name.lower(),
        "by": list(reason.by),
        "because": [_reason_data(inner) for inner in reason.because],
    }


def _enough(legal: Legal, proof: Proof) -> Mapping[str, str]:
    """
    Give the readings that are enough for a standing, of which the world of its proof is one case.
    """
    status = legal.status(proof.option.id)
    turns = status.turns if status else ()
    return next(
        (
            turn.readings
            for turn in turns
            if turn.standing is proof.standing
            and turn.readings.items() <= proof.world.readings.items()
        ),
        {},
    )


class _Teller:
    """Tells one proof; what a provision or a reading says is told where it is first named."""

    def __init__(self, case: Case, legal: Legal, law: Law, proof: Proof) -> None:
        self.case, self.found, self.law, self.proof = case, legal, law, proof
        self.rules = {rule.name: rule for rule in law.rules}
        self.told: set[str] = set()
        asked = (
            doubt
            for doubt in narrowed(law, proof.option).doubts
            if doubt.id not in legal.what.enacted | legal.what.void
        )
        self.beside = tuple(one for one in asked if one not in proof.doubts)

    def lines(self) -> Iterator[ProofLine]:
        """Give the proof line by line."""
        yield self._head()
        if len(self.proof.branches) > 1:
            yield ProofLine(text=cannot_be_told(self.proof.doubts, self.found.on), indent=2)
        if self.beside:
            same = (
                "either way it stands so"
                if len(self.proof.branches) == 1
                else "it changes nothing of what follows"
            )
            doubts = doubts_words(self.beside, self.found.on)
            yield ProofLine(text=f"It does not matter here {doubts}: {same}.", indent=2)
        for branch in self.proof.branches:
            if len(self.proof.branches) > 1:
                yield ProofLine(text=f"{_way(branch)}: {standing_word(branch.standing)}", indent=2)
                self.told = set()
            yield from self._branch(branch, branch.standing)

    def _branch(self, branch: Branch, standing: Standing) -> Iterator[ProofLine]:
        counts = [reason for reason in branch.reasons if reason.holds]
        fails = [one for one in branch.reasons if not one.holds]
        near = [fail for fail in fails if not any(_is_beside(inner) for inner in fail.because)]
        if standing in _NOTHING and (counts or near):
            yield ProofLine(text=_NOTHING[standing], indent=2, hang=0)
        elif not counts and not near:
            yield ProofLine(
                text="No provision in this encoding speaks of it: silence is no permission.",
                indent=2,
                hang=0,
            )
        for title, reasons in (
            ("What applies, and why", counts),
            ("What does not apply, and why not", near),
        ):
            yield from [ProofLine(text=title, indent=2)] * bool(reasons)
            yield from chain.from_iterable(
                dict.fromkeys(tuple(self._rule(reason, 4)) for reason in reasons)
            )
        beside = list(
            dict.fromkeys(
                provision_words(self.case, fail.provision) for fail in fails if fail not in near
            )
        )
        if beside:
            yield ProofLine(text=f"About something else: {'; '.join(beside)}", indent=2)

    def _head(self) -> ProofLine:
        bodies = deciding_bodies(self.case, self.law, self.proof)
        word = keyed_standing(self.case, self.proof.standing, bodies)
        position = self.proof.world.position
        if position:
            kept = next(
                one
                for encoding in self.case.encodings
                for one in encoding.positions
                if one.id == position
            )
            name = reading_names(self.case)[position]
            under = f"under the reading “{name}” ({holders(self.case, kept.held_by)})"
            return ProofLine(text=f"{word}, {under}", indent=0, hang=0)
        enough = _enough(self.found, self.proof)
        ways = f"for example with {combination(enough)}" if enough else "under every reading"
        return ProofLine(text=f"{word}, {ways}", indent=0, hang=0)

    def _rule(self, reason: Reason, indent: int) -> Iterator[ProofLine]:
        rule = self.rules[reason.rule]
        is_change = bool(rule.added_by)
        said = (
            f"{provision_words(self.case, rule.added_by if is_change else reason.provision)}"
            f" {self._does(reason)}"
        )
        yield ProofLine(text=f"{said}; {self._manner(reason)}", indent=indent)
        if not is_change and self._is_new(reason.provision):
            yield from _quoted(self.case, reason.provision, indent + 4)
        if reason.blocked is BlockedRule.NOT:
            yield from self._conditions(reason.because, indent + 2)

    def _manner(self, reason: Reason) -> str:
        """Say whether a rule applies, and what that rests on."""
        if reason.blocked is not BlockedRule.NOT:
            return f"does not apply: {self._blocked(reason)}"
        if reason.because:
            return f"{'applies' if reason.holds else 'does not apply'} because"
        return "applies without a condition"

    def _is_new(self, name: str) -> bool:
        is_new = name not in self.told
        self.told.add(name)
        return is_new

    def _does(self, reason: Reason) -> str:
        rule, would = self.rules[reason.rule], "" if reason.holds else "would "
        of = (
            listed([the_body(self.case, name) for name in bodies])
            if (bodies := bodies_of(self.case, rule))
            else "somebody"
            if reason.effect is Effect.CONSENT
            else "the executive"
        )
        match reason.effect:
            case Effect.PERMIT:
                return f"{would}leave{'s' * reason.holds} it to {of} alone"
            case Effect.PRACTICE:
                return (
                    "shows that it is being done"
                    if reason.holds
                    else "would show that it is being done"
                )
            case Effect.CONSENT:
                return f"{would}ask{'s' * reason.holds} for the consent of {of}"
            case Effect.PROHIBIT:
                return f"{would}bar{'s' * reason.holds} it"
            case Effect.DEFINE | None:
                return f"{would}make{'s' * reason.holds} it “{spelt(rule.defines)}”"

    def _blocked(self, reason: Reason) -> str:
        match reason.blocked:
            case BlockedRule.NOT_MADE if reason.by[0] in {entry.id for entry in self.beside}:
                return "whether this change is made cannot be told, and does not matter here"
            case BlockedRule.REPEALED:
                return (
                    "a change takes it away:"
                    f" {listed([provision_words(self.case, name) for name in reason.by])}"
                )
            case BlockedRule.NOT_RELIED_ON:
                name = reading_names(self.case)[self.proof.world.position]
                return f"it is disputed, and the reading “{name}” does not rely on it"
            case BlockedRule.DEFEATED:
                over = dict.fromkeys(
                    self.rules[name].added_by or self.rules[name].provision for name in reason.by
                )
                return (
                    f"{listed([provision_words(self.case, name) for name in over])} has priority"
                    " over it"
                )
            case (
                BlockedRule.NOT
                | BlockedRule.NOT_MADE
                | BlockedRule.NOT_BEGUN
                | BlockedRule.ENDED
                | BlockedRule.VOID
            ):
                return _BLOCKED[reason.blocked]

    def _conditions(self, reasons: Sequence[Reason], indent: int) -> Iterator[ProofLine]:
        asked = [(condition(reason.condition), reason) for reason in reasons]
        plain = [kept for kept, one in asked if not kept.term and not one.because]
        for wanted, said in ((True, "it is: "), (False, "it is not: ")):
            words = [
                spelt(kept.word)
                for kept, one in asked
                if kept in plain and (one.holds is not kept.is_negated) is wanted
            ]
            if words:
                yield ProofLine(text=f"{said}{', '.join(words)}", indent=indent, mark=_DASH)
        for kept, one in asked:
            if kept.term:
                text = self._term(kept, holds=one.holds)
                yield ProofLine(text=text, indent=indent, mark=_DASH)
            elif one.because:
                is_given = one.holds is not kept.is_negated
                said = f"it {'counts' if is_given else 'does not count'} as “{spelt(kept.word)}”"
                is_new = self._is_new(said)
                text = f"{said}{':' if is_new else ', as above'}"
                yield ProofLine(text=text, indent=indent, mark=_DASH)
                for inner in one.because if is_new else ():
                    yield from self._rule(inner, indent + 4)

    def _term(self, kept: Condition, *, holds: bool) -> str:
        term, taken = f"“{spelt(kept.term)}”", self.proof.world.readings.get(kept.term, "")
        fixed = ", held fixed here" if len(self.law.terms.get(kept.term, ())) == 1 else ""
        here = f"read as {self._reading(kept.term, taken)}{fixed}" if taken else "not read at all"
        if holds:
            return (
                f"{term} is"
                f" {here}{f', and not as “{spelt(kept.reading)}”' if kept.is_negated else ''}"
            )
        if kept.is_negated:
            return f"{term} would have to be read otherwise: it is {here}"
        wanted = self._reading(kept.term, kept.reading)
        return f"{term} would have to be read as {wanted}; it is {here}"

    def _reading(self, term: str, reading: str) -> str:
        """Name a reading; say what it says and who holds it where it is first named."""
        more = (
            f" ({reading_words(self.case, term, reading)})"
            if self._is_new(f"{term}.{reading}")
            else ""
        )
        return f"“{spelt(reading)}”{more}"


def _way(branch: Branch) -> str:
    """Say in which way of the open dates something follows."""
    says = {
        Making.AMENDS: ("{} has taken effect", "{} has not taken effect"),
        Making.BEGINS: ("{} has begun to apply", "{} has not begun to apply"),
        Making.ENDS: ("{} has ended", "{} still applies"),
    }
    parts = [
        says[one.making][number].format(one.id)
        for number, some in enumerate((branch.made, branch.unmade))
        for one in some
    ]
    return f"If {listed(parts)}"


def _is_beside(reason: Reason) -> bool:
    """
    Whether a condition fails for what the option is, so that its rule is about something else.
    """
    return (
        not reason.holds
        and not reason.because
        and "." not in reason.condition
        and not reason.condition.startswith("not ")
    )
