"""
Reports as a bundle of STIX 2.1, out and in.

A report goes out as a `report` by the identity of its source, with its grade and all else that a
list holds in an extension of its own; all of them are gathered in a `grouping` that bears the
marking of the whole. `confidence` follows the credibility by the Admiralty scale of the standard,
and is left out where one of the grades cannot be judged. Identifiers follow from what they name, so
that the same ledger makes the same bundle.

In comes what bears that extension. Any other object is refused, for it has no grade and a grade is
never made up; it is kept as it came.

Source:
    OASIS, *STIX Version 2.1* (10 June 2021): §2.9 identifiers, §3.2 common properties, §4.5
    grouping, §4.6 identity, §4.16 report, §7.2 markings, §7.3 extensions, appendix A confidence
    scales. The marking definitions of TLP 2.0 are those of the OASIS repository
    *cti-stix-common-objects*, those of TLP 1 of §7.2.1.4.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO
from uuid import NAMESPACE_OID, uuid5

from phaseline.errors import QuestionError
from phaseline.terms.record import record
from phaseline.watch.report_lists import cells_of
from phaseline.watch.reports import Reported
from phaseline.watch.rows import COLUMNS, ReportRow
from phaseline.watch.tlp import strictest

_OURS = uuid5(NAMESPACE_OID, "phaseline")
_EXTENSION = f"extension-definition--{uuid5(_OURS, 'graded report, version 1')}"
_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_MARKINGS = {
    "CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
_FORMER = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "CLEAR",
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "GREEN",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "AMBER",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "RED",
}
_LEVELS = {**{name: level for level, name in _MARKINGS.items()}, **_FORMER}
_CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
_MARKED_SINCE = "2022-10-01T00:00:00.000Z"  # of the markings of TLP 2.0
_OF_US = "2026-01-01T00:00:00.000Z"  # of what is the same whatever is exported
# The marking of a report is its `object_marking_refs`, and stands nowhere else.
_CARRIED = tuple(name for name in COLUMNS if name not in ("id", "tlp", "withdrawn"))


@record
class BundleOf:
    """
    What a bundle is made of.

    Args:
        by: Who exports it.
        title: The title of the case.
        at: When the last of its reports was entered, as an instant in UTC.
        marking: The level of the whole; empty where nothing bears one.
        sources: The name of each source and channel, by its id.
    """

    by: str
    title: str
    at: str
    marking: str
    sources: Mapping[str, str]


def bundle(reports: Sequence[Reported], of: BundleOf) -> dict[str, Any]:
    """
    Give reports as a bundle.

    Args:
        reports: The reports, in the order of the ledger.
        of: Who exports what.
    """
    us = _identity(of.by, "exporter")
    sources = dict.fromkeys(entered.report.source for entered in reports)
    identities = {name: _identity(of.sources.get(name, name), name) for name in sources}
    objects = [_report(entered, identities[entered.report.source]["id"]) for entered in reports]
    levels = dict.fromkeys([*(entered.report.tlp for entered in reports), of.marking])
    held = [
        us,
        _extension(us["id"]),
        *(_marking(level) for level in levels if level),
        *identities.values(),
        *objects,
    ]
    if objects:
        held.append(_gathered([entry["id"] for entry in objects], of, us["id"]))
    names = " ".join(entry["id"] for entry in held)
    return {"type": "bundle", "id": _named("bundle", names), "objects": held}


def rows_of_bundle(text: TextIO, name: str) -> Iterator[ReportRow]:
    """
    Give the rows of a bundle: of an object, its place in the bundle stands for the line.

    Args:
        text: The bundle.
        name: Its file.

    Raises:
        QuestionError: It is no bundle.
    """
    try:
        held = json.load(text)
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        raise QuestionError(f"{where}: it is no JSON: {error.msg}") from None
    except (ValueError, RecursionError):
        raise QuestionError(f"{name}: it is no JSON that can be read: it holds too much") from None
    objects = held.get("objects") if isinstance(held, dict) else None
    if not isinstance(objects, list) or held.get("type") != "bundle":
        raise QuestionError(f"{name}: it is no bundle of STIX 2.1; expected an object of that type")
    levels = {**_LEVELS, **dict(_levels_in(objects))}
    for place, entry in enumerate(objects, start=1):
        if not _is_frame(entry):
            yield _row(place, entry, levels)


def _named(kind: str, name: str) -> str:
    return f"{kind}--{uuid5(_OURS, f'{kind} {name}')}"


def _common(kind: str, name: str, at: str) -> dict[str, Any]:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _named(kind, name),
        "created": at,
        "modified": at,
    }


def _identity(title: str, name: str) -> dict[str, Any]:
    return {**_common("identity", f"{name} {title}", _OF_US), "name": title}


def _extension(us: str) -> dict[str, Any]:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": _EXTENSION,
        "created": _OF_US,
        "modified": _OF_US,
        "created_by_ref": us,
        "name": "graded report",
        "schema": f"texts by these names: {', '.join(_CARRIED)}",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _marking(level: str) -> dict[str, Any]:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": _MARKINGS[level],
        "created": _MARKED_SINCE,
        "name": f"TLP:{level}",
        "extensions": {
            _TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": level.lower()}
        },
    }


def _report(entered: Reported, source: str) -> dict[str, Any]:
    cells, report = cells_of(entered), entered.report
    carried = {column: cells[column] for column in _CARRIED if cells[column]}
    confidence = {"confidence": _CONFIDENCE[report.credibility]} if report.is_judged else {}
    return {
        **_common("report", cells["id"] + entered.name, entered.entry.at),
        "created_by_ref": source,
        "name": report.says[:200],
        "description": report.says,
        "published": f"{report.moment:%Y-%m-%dT%H:%M:%S}.000Z",
        "object_refs": [source],
        "external_references": [{"source_name": "sender", "external_id": cells["id"]}],
        "extensions": {_EXTENSION: {"extension_type": "property-extension", **carried}},
        **confidence,
        **({"object_marking_refs": [_MARKINGS[report.tlp]]} if report.tlp else {}),
    }


def _gathered(refs: Sequence[str], of: BundleOf, us: str) -> dict[str, Any]:
    marked = {"object_marking_refs": [_MARKINGS[of.marking]]} if of.marking else {}
    return {
        **_common("grouping", f"{of.title} {' '.join(refs)}", of.at),
        "created_by_ref": us,
        "name": of.title,
        "context": "unspecified",
        "object_refs": list(refs),
        **marked,
    }


def _levels_in(objects: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Give the levels of the markings that a bundle defines itself."""
    for entry in objects:
        match entry:
            case {
                "type": "marking-definition",
                "id": str(name),
                "extensions": {**extensions},
            } if isinstance(held := extensions.get(_TLP_EXTENSION), dict):
                yield name, str(held.get("tlp_2_0", "")).upper()
            case _:
                pass


def _is_frame(entry: object) -> bool:
    """Whether an object frames reports and is none itself."""
    frames = ("identity", "marking-definition", "extension-definition", "grouping")
    return isinstance(entry, dict) and entry.get("type") in frames


def _row(place: int, entry: object, levels: Mapping[str, str]) -> ReportRow:
    """Give an object as a row; as it came, with why, where it is no graded report."""
    whole = {"stix": json.dumps(entry, ensure_ascii=False)}
    if not isinstance(entry, dict):
        return ReportRow(line=place, cells=whole, why="it is no object of STIX", unit="object")
    markings = [str(ref) for ref in _listed(entry.get("object_marking_refs"))]
    carried, why = _carried(entry), _fault(entry, markings, levels)
    if carried is None or why:
        return ReportRow(line=place, cells=whole, why=why, unit="object")
    cells = {
        **carried,
        "id": _sender(entry) or str(entry.get("id")),
        "tlp": strictest(levels[ref] for ref in markings),
        "withdrawn": "yes" if entry.get("revoked") is True else "",
    }
    return ReportRow(line=place, cells=cells, unit="object")


def _fault(entry: Mapping[str, Any], markings: Sequence[str], levels: Mapping[str, str]) -> str:
    """Say why an object is no graded report; empty where it is one."""
    if _carried(entry) is None:
        kind = str(entry.get("type"))
        return f"found {kind!r} without the grade of a report; a grade is never made up"
    unknown = next((ref for ref in markings if ref not in levels), "")
    return f"the marking {unknown} is none of TLP, and not defined in the bundle" if unknown else ""


def _carried(entry: Mapping[str, Any]) -> Mapping[str, str] | None:
    """Give what the extension of a report holds, by column; None where it bears none."""
    match entry:
        case {"type": "report", "extensions": {**extensions}} if isinstance(
            held := extensions.get(_EXTENSION), dict
        ):
            return {column: str(held.get(column, "")) for column in _CARRIED}
        case _:
            return None


def _sender(entry: Mapping[str, Any]) -> str:
    """Give the name by which the sender knows a report; empty where it bears none."""
    for reference in _listed(entry.get("external_references")):
        match reference:
            case {"source_name": "sender", "external_id": str(name)}:
                return name
            case _:
                pass
    return ""


def _listed(held: object) -> Sequence[Any]:
    """Give a list as it is; anything else as none, for what others write may be anything."""
    return held if isinstance(held, list) else ()
