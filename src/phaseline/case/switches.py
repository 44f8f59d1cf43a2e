"""
What of a case is so or not so, which no slider moves: an amendment is made, a provision has ended,
a route is closed or opened, a clock has run out, another government holds office.

Each is a what-if like any other, new values by address, so that every command that takes what-ifs
answers it, and an address or a scenario holds it.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum

from phaseline.case.games import tracks_with, turned_level
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.law import Provision
from phaseline.case.model.play import GameTrack
from phaseline.terms.record import record

CLOSED = "blocked"  # what became of a route by which nothing goes
OPEN = "proposed"  # and of one by which something could


class SwitchKind(Enum):
    """What is switched."""

    CLOCK = "clock"
    OFFICE = "office"
    AMENDMENT = "amendment"
    PROVISION = "provision"
    ROUTE = "route"


class SwitchWay(Enum):
    """How it stands where it is not as in the case."""

    MADE = "made"
    ENDED = "ended"
    CLOSED = "closed"
    OPENED = "opened"
    MAY_TURN = "may-turn"
    TURNED = "turned"


@record
class CaseSwitch:
    """
    Something of a case that is so or not so.

    Args:
        kind: What it is.
        about: The id of its amendment, provision, route or track of the case.
        ways: How it may stand otherwise than in the case, each with what it changes: new values by
            address. A later way changes all that an earlier one does, and more.
    """

    kind: SwitchKind
    about: str
    ways: Mapping[SwitchWay, Mapping[str, str]]

    @property
    def id(self) -> str:
        """Its name among all switches of a case."""
        return f"{self.kind.value}.{self.about}"

    @property
    def addresses(self) -> frozenset[str]:
        """All that any of its ways changes."""
        return frozenset(address for changes in self.ways.values() for address in changes)

    def way_in(self, changes: Mapping[str, str]) -> SwitchWay | None:
        """
        Give how it stands in a what-if: the last of its ways that the what-if holds whole; None
        where it stands as in the case.

        Args:
            changes: New values by address.
        """
        held = [way for way, own in self.ways.items() if own.items() <= changes.items()]
        return held[-1] if held else None


def switches(case: Case) -> tuple[CaseSwitch, ...]:
    """
    Give what of a case can be switched, in its own order: its clocks, who holds office, amendments,
    provisions that are applied, and routes.

    Args:
        case: The case as it is.
    """
    return (*_turning(case), *_of_law(case), *_routes(case))


def _turning(case: Case) -> Iterator[CaseSwitch]:
    """Give clocks that have not run out, and offices that have not changed."""
    kinds = {TrackRole.CLOCK: SwitchKind.CLOCK, TrackRole.OFFICE: SwitchKind.OFFICE}
    for role, kind in kinds.items():
        for track in tracks_with(case, role):
            ways = _ways(case, track, may_wait=kind is SwitchKind.OFFICE)
            if ways:
                yield CaseSwitch(kind=kind, about=track.of, ways=ways)


def _ways(case: Case, track: GameTrack, *, may_wait: bool) -> Mapping[SwitchWay, Mapping[str, str]]:
    """
    Give how a track may stand: turned from the start; and, where it is not played unless it is
    asked for, played, so that it may turn.
    """
    of, turned = case.tracks[track.of], turned_level(case, track)
    if case.game is None or not turned or turned == of.at_start:
        return {}
    played = {} if track.always else {f"games.{case.game.id}.tracks.{track.id}.always": "true"}
    waiting = {SwitchWay.MAY_TURN: played} if played and may_wait else {}
    return {**waiting, SwitchWay.TURNED: {**played, f"tracks.{of.id}.at_start": turned}}


def _of_law(case: Case) -> Iterator[CaseSwitch]:
    """Give amendments that are not law yet, and provisions that apply, on the day of the case."""
    day = case.as_of.last
    if day is None or day == date.min:
        return
    for amendment in case.amendments:
        if not amendment.effective.is_reached(day):
            enacted = {f"amendments.{amendment.id}.effective": day.isoformat()}
            yield CaseSwitch(
                kind=SwitchKind.AMENDMENT, about=amendment.id, ways={SwitchWay.MADE: enacted}
            )
    before = day - timedelta(days=1)
    for provision in case.provisions:
        if provision.rules and _applies_before(provision, before):
            ended = {f"provisions.{provision.id}.until": before.isoformat()}
            yield CaseSwitch(
                kind=SwitchKind.PROVISION, about=provision.id, ways={SwitchWay.ENDED: ended}
            )


def _applies_before(provision: Provision, day: date) -> bool:
    """Whether a provision has begun by a day, as far as is known, and has not ended by then."""
    begins = provision.effective if provision.effective.is_known else provision.adopted
    return (begins.first is None or begins.first <= day) and not provision.until.is_reached(day)


def _routes(case: Case) -> Iterator[CaseSwitch]:
    """Give every route: what is open may be closed, and what is closed opened."""
    for route in case.routes:
        is_closed = route.history == CLOSED
        way = SwitchWay.OPENED if is_closed else SwitchWay.CLOSED
        history = {f"routes.{route.id}.history": OPEN if is_closed else CLOSED}
        yield CaseSwitch(kind=SwitchKind.ROUTE, about=route.id, ways={way: history})


def beside_switches(
    switched: Collection[CaseSwitch], changes: Mapping[str, str]
) -> Mapping[str, str]:
    """
    Give what a what-if changes beside the switches that it turns.

    Args:
        switched: What of the case can be switched, as `switches` gives it.
        changes: New values by address.
    """
    own = {
        address
        for switch in switched
        if (way := switch.way_in(changes)) is not None
        for address in switch.ways[way]
    }
    return {address: value for address, value in changes.items() if address not in own}
