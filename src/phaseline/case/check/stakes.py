"""
The formulas of a game: each of them leads to a number, of the right unit, and within the bounds of
what it is.
"""

from collections.abc import Container, Iterator, Mapping
from math import inf

from phaseline.case.addresses import Path
from phaseline.case.check.bounds import fix_of_bounds
from phaseline.case.check.formulas import worked_formula
from phaseline.case.check.game_names import OFF_LINE, RED_LINE, GameNames
from phaseline.case.games import names_day
from phaseline.case.model.choices import Derived
from phaseline.case.model.play import (
    AskFirst,
    Begun,
    Completed,
    Consent,
    Drift,
    GameController,
    GameMove,
    GameSetup,
    GameTrack,
    GameType,
    Gate,
    JointLevelNumber,
    LevelNumber,
    MeasureEffect,
    Muted,
    NamedOffer,
    PlayRules,
    Project,
    RungRule,
    Viewpoint,
)
from phaseline.case.model.response import Completion, Ladder
from phaseline.case.values import Derivation, amount_at, at, inner_entries
from phaseline.terms.formula import AddressTerm, Call, Node, formula
from phaseline.terms.quantity import UNKNOWN, Amount, Quantity
from phaseline.terms.record import record

_MONTHS, _PLAIN = ("month", ""), ("",)
_UNITS = {
    _MONTHS: "a plain number, or a time such as 30 day, 2 week or 3 month",
    _PLAIN: "a plain number",
}


@record
class StakeKind:
    """
    What a formula of a game stands for.

    Args:
        says: Its bounds in words.
        low: The least it may be.
        high: The most it may be.
        is_above: Whether the least itself is left out.
        is_below: Whether the most itself is left out.
        units: The units that it may have.
    """

    says: str
    low: float = -inf
    high: float = inf
    is_above: bool = False
    is_below: bool = False
    units: tuple[str, ...] = _PLAIN

    def holds(self, value: float) -> bool:
        """Whether a number is within the bounds."""
        return (
            self.low <= value <= self.high
            and not (self.is_above and value == self.low)
            and not (self.is_below and value == self.high)
        )

    def is_missed(self, low: float, high: float) -> bool:
        """Whether a range lies out of the bounds as a whole."""
        return high < self.low or low > self.high


_AMOUNT = StakeKind(says="a number")
_CHANCE = StakeKind(says="a chance from 0 to 1", low=0, high=1)
_RISK = StakeKind(says="a chance from 0, and below 1", low=0, high=1, is_below=True)
_DISCOUNT = StakeKind(
    says="a number above 0 and below 1", low=0, high=1, is_above=True, is_below=True
)
_BELIEF = StakeKind(says="a chance above 0, and at most 1", low=0, high=1, is_above=True)
_PRECISION = StakeKind(says="a number above 0", low=0, is_above=True)
_WEIGHT = StakeKind(says="a number of at least 0", low=0)
_COUNT = StakeKind(says="a number of at least 0", low=0)
_TIME = StakeKind(says="a time, or a number of periods, of at least 0", low=0, units=_MONTHS)

KINDS: Mapping[tuple[type, str], StakeKind] = {
    (LevelNumber, "number"): _AMOUNT,
    (JointLevelNumber, "number"): _AMOUNT,
    (GameMove, "cost"): _AMOUNT,
    (Drift, "chance"): _CHANCE,
    (Begun, "chance"): _CHANCE,
    (GameTrack, "noticed"): _CHANCE,
    (GameTrack, "mistaken"): _CHANCE,
    (GameType, "weight"): _WEIGHT,
    (GameController, "share"): _CHANCE,
    (GameController, "disaster"): _AMOUNT,
    (Consent, "chance"): _CHANCE,
    (Consent, "retry"): _TIME,
    (Gate, "chance"): _CHANCE,
    (Gate, "retry"): _TIME,
    (MeasureEffect, "loss"): _AMOUNT,
    (MeasureEffect, "cost"): _AMOUNT,
    (MeasureEffect, "benefit"): _AMOUNT,
    (MeasureEffect, "lead"): _TIME,
    (MeasureEffect, "standdown"): _CHANCE,
    (MeasureEffect, "risk"): _RISK,
    (MeasureEffect, "lasts"): _TIME,
    (MeasureEffect, "expires"): _TIME,
    (MeasureEffect, "once_loss"): _AMOUNT,
    (MeasureEffect, "once_cost"): _AMOUNT,
    (Completed, "number"): _AMOUNT,
    **{(NamedOffer, part): _WEIGHT for part in ("inducement", "breach", "transparency")},
    (NamedOffer, "verification"): _CHANCE,
    (Project, "takes"): _TIME,
    (Project, "harm"): _AMOUNT,
    (Muted, "share"): _CHANCE,
    (RungRule, "count"): _TIME,
    (AskFirst, "chance"): _CHANCE,
    (AskFirst, "cost"): _WEIGHT,
    (AskFirst, "lasts"): _TIME,
    **{(Viewpoint, part): _WEIGHT for part in ("benefit", "cost", "harm", "audience", "disaster")},
    (GameSetup, "discount_challenger"): _DISCOUNT,
    (GameSetup, "discount_responder"): _DISCOUNT,
    (GameSetup, "alarms"): _COUNT,
    (GameSetup, "precision"): _PRECISION,
    (GameSetup, "audience_cost"): _AMOUNT,
    (GameSetup, "credit_mean"): _BELIEF,
    (GameSetup, "credit_weight"): _PRECISION,
    (GameSetup, "disaster_challenger"): _AMOUNT,
    (GameSetup, "disaster_responder"): _AMOUNT,
    (GameSetup, "penalty"): _AMOUNT,
    (GameSetup, "release_ends"): _CHANCE,
}


def check_stakes(board: GameNames) -> None:
    """
    Report formulas that lead to no number, to one of another unit, or to one out of its bounds; the
    others are kept on the board.
    """
    _check_formulas(board, board.at, board.setup)
    for index, ladder in enumerate(board.case.ladders):
        _check_plays(board, ("ladders", index), ladder)
        for place, completion in enumerate(ladder.completions):
            _check_plays(board, ("ladders", index, "completions", place), completion)
    _check_weights(board)
    _check_abstaining(board)


def _check_plays(board: GameNames, at: Path, entry: Ladder | Completion) -> None:
    if entry.plays is not None:
        _check_formulas(board, (*at, "plays"), entry.plays)


def _check_formulas(board: GameNames, at: Path, part: GameSetup | PlayRules) -> None:
    for path, entry in inner_entries(part):
        for name in entry.__dataclass_fields__:
            kind = _kind(path, entry.__class__, name)
            if kind is not None and getattr(entry, name) and not _is_day(entry, name):
                _check_formula(board, (*at, *path, name), getattr(entry, name), kind)


def _is_day(entry: object, name: str) -> bool:
    """Whether a field names a day, which is checked where effects are."""
    return name == "expires" and names_day(getattr(entry, name))


def _kind(path: Path, owner: type, name: str) -> StakeKind | None:
    is_of_reports = owner is RungRule and path[-2] in ("enter", "exit")
    return _COUNT if is_of_reports and name == "count" else KINDS.get((owner, name))


def _check_formula(board: GameNames, path: Path, text: str, kind: StakeKind) -> None:
    derivation = worked_formula(
        board.pen, board.case, path, text, units=kind.units, expected=_UNITS[kind.units]
    )
    if derivation is None or _is_refused(board, path, text):
        return
    if isinstance(derivation.low, Quantity) and isinstance(derivation.high, Quantity):
        low, high = derivation.low, derivation.high
        board.ranges[text] = (low.number, high.number)
        board.times[text] = (low.number * low.unit.factor, bool(low.unit.text))
        _check_bounds(board, path, derivation, kind)


def _is_refused(board: GameNames, path: Path, text: str) -> bool:
    """
    Whether a formula leads to no number, because the sources give none or because it counts days.
    """
    for node in _nodes(board, text):
        if isinstance(node, Call):
            board.pen.error(
                "PL402",
                path,
                "the formula counts days, which a game does not",
                expected="a formula over assumptions, facts and numbers worked out without days()",
                fix="enter the time as an assumption, such as 30 day or 3 month",
                word="days" if "days" in text else "",
            )
            return True
        if (
            isinstance(node, AddressTerm)
            and _derived(board, node) is None
            and _amount(board, node) is UNKNOWN
        ):
            _tell_missing(board, path, text, node.address)
            return True
    return False


def _tell_missing(board: GameNames, path: Path, text: str, address: str) -> None:
    section, _, name = address.partition(".")
    assumption = board.case.assumptions.get(name) if section == "assumptions" else None
    if assumption and not assumption.options:
        return  # it has no proper range, which is reported where it stands
    board.pen.error(
        "PL414",
        path,
        f"there is no number at {address}",
        expected="an assumption with a range, or a fact with a value",
        fix="give it a range, or use another address",
        word=address if address in text else "",
    )


def _nodes(board: GameNames, text: str) -> Iterator[Node]:
    """
    Give the addresses of a formula and its calls of days(); after a derived number what stands in
    it, the first time.
    """
    waiting, seen = [formula(text)], {""}
    while waiting:
        node = waiting.pop()
        if isinstance(node, AddressTerm):
            yield node
            inner = _derived(board, node)
            if inner is not None and inner.id not in seen:
                seen.add(inner.id)
                waiting.append(formula(inner.formula))
        elif isinstance(node, Call) and node.name == "days":
            yield node
        else:
            waiting.extend(reversed(node.parts))


def _derived(board: GameNames, term: AddressTerm) -> Derived | None:
    entry = at(board.case, term.address)
    return entry if isinstance(entry, Derived) else None


def _amount(board: GameNames, term: AddressTerm) -> Amount:
    try:
        return amount_at(board.case, term.address)
    except KeyError:
        return UNKNOWN


def _check_bounds(board: GameNames, path: Path, derivation: Derivation, kind: StakeKind) -> None:
    """
    Hold both ends of a formula to the bounds.

    Where an address stands twice, the ends may be wider than the truth; then an error is only what
    lies outside as a whole.
    """
    text = derivation.derived.formula
    low, high = board.ranges[text]
    addresses = [node.address for node in _nodes(board, text) if isinstance(node, AddressTerm)]
    is_exact = len(set(addresses)) == len(addresses)
    if (kind.holds(low) and kind.holds(high)) or not (is_exact or kind.is_missed(low, high)):
        return
    board.pen.error(
        "PL410",
        path,
        f"{path[-1]}: found {low:g}" + (f" to {high:g}" if high != low else ""),
        expected=kind.says,
        fix=fix_of_bounds(derivation, addresses),
    )


def _check_weights(board: GameNames) -> None:
    """Weights are scaled to one; that needs one of them above zero whatever the assumptions."""
    types = board.setup.types
    ends = [board.ranges.get(challenger_type.weight) for challenger_type in types]
    if types and all(span is not None and span[0] == 0 for span in ends):
        board.pen.error(
            "PL410",
            (*board.at, "types", 0, "weight"),
            "weight: every type may weigh 0, and nothing is left to scale",
            expected="a weight above 0 for at least one type",
            fix="let the range of one weight begin above 0",
        )


def _check_abstaining(board: GameNames) -> None:
    """
    Who abstains loses by crossing whatever the assumptions: with a gain of nothing, how a tie is
    broken would decide.
    """
    lines = {track.id for track in board.setup.tracks if track.of in (RED_LINE, OFF_LINE)}
    for index, kind in enumerate(board.setup.types):
        path = (*board.at, "types", index)
        if kind.abstains:
            _check_own_restraint(board, path, kind, lines)


def _check_own_restraint(
    board: GameNames, path: Path, kind: GameType, lines: Container[str]
) -> None:
    """Hold what a type that abstains gains on the tracks that can cross to be below 0."""
    rows = [
        *(
            ((*path, "gains", place, "number"), row.number)
            for place, row in enumerate(kind.gains)
            if row.track in lines
        ),
        *(
            ((*path, "joint_gains", place, "number"), row.number)
            for place, row in enumerate(kind.joint_gains)
            if any(track in lines for track in row.levels)
        ),
    ]
    for where, text in rows:
        span = board.ranges.get(text)
        if span is not None and span[1] >= 0:
            board.pen.error(
                "PL410",
                where,
                f"{kind.id} abstains, and may gain {span[1]:g} by crossing",
                expected="a number below 0: what crossing costs it by itself",
                fix="let the range end below 0, or remove `abstains`",
            )
    _check_all_levels(board, path, kind)


def _check_all_levels(board: GameNames, path: Path, kind: GameType) -> None:
    """Report levels of the red line of which a type that abstains says nothing."""
    said = {(row.track, row.level) for row in kind.gains}
    unsaid = [
        f"{track.id} at {level}"
        for track in board.setup.tracks
        if track.of == RED_LINE
        for level in board.levels[track.id][1:]
        if (track.id, level) not in said
    ]
    if unsaid:
        board.pen.error(
            "PL112",
            (*path, "gains"),
            f"{kind.id} abstains, and nothing is said of what it loses with {', '.join(unsaid)}",
            expected="a gain below 0 for every level of the red line but its first",
            fix="add it",
        )
