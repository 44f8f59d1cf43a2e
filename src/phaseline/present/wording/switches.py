"""What of a case can be switched, in words: what it is, how it stands, and how it would stand."""

from collections.abc import Mapping

from phaseline.case.model.case import Case
from phaseline.case.switches import CaseSwitch, SwitchKind, SwitchWay
from phaseline.present.wording.watch import level_words

GROUPS: Mapping[SwitchKind, str] = {
    SwitchKind.CLOCK: "What nobody here decides",
    SwitchKind.OFFICE: "Who holds office",
    SwitchKind.AMENDMENT: "Changes of law that count as made",
    SwitchKind.PROVISION: "Provisions that count as void",
    SwitchKind.ROUTE: "Routes that are closed, or opened",
}
_AS_IS: Mapping[SwitchKind, str] = {
    SwitchKind.AMENDMENT: "not made",
    SwitchKind.PROVISION: "it applies",
}
_WAYS: Mapping[SwitchWay, str] = {
    SwitchWay.MADE: "counts as made",
    SwitchWay.ENDED: "counts as void",
    SwitchWay.CLOSED: "closed",
    SwitchWay.OPENED: "open",
}


def switch_words(case: Case, switch: CaseSwitch) -> str:
    """Say what is switched: a change by what it says, a provision by its law, else its title."""
    match switch.kind:
        case SwitchKind.AMENDMENT:
            return case.amendments[switch.about].says.rstrip(".")
        case SwitchKind.PROVISION:
            provision = case.provisions[switch.about]
            article = f", {provision.article}" if provision.article else ""
            return f"{provision.statute}{article}: {provision.says}".rstrip(".")
        case SwitchKind.ROUTE:
            return case.routes[switch.about].title
        case SwitchKind.CLOCK | SwitchKind.OFFICE:
            return case.tracks[switch.about].title


def as_it_is(case: Case, switch: CaseSwitch) -> str:
    """Say how it stands in the case."""
    if switch.kind in _AS_IS:
        return _AS_IS[switch.kind]
    if switch.kind is SwitchKind.ROUTE:
        return _WAYS[SwitchWay.CLOSED if SwitchWay.OPENED in switch.ways else SwitchWay.OPENED]
    track = case.tracks[switch.about]
    level = track.at_start if track.at_start in track.levels else track.levels[0]
    stays = " throughout" if SwitchWay.MAY_TURN in switch.ways else " at the start"
    return f"{level_words(level)}{stays}"


def way_words(case: Case, switch: CaseSwitch, way: SwitchWay) -> str:
    """Say how it stands where it is switched."""
    if way in _WAYS:
        return _WAYS[way]
    turned = level_words(case.tracks[switch.about].turned)
    return (
        f"{turned} from the start" if way is SwitchWay.TURNED else f"{turned} as time goes, perhaps"
    )
