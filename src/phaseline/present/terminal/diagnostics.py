"""
Diagnostics as text for a person, as annotations for a code host, and as plain data for programs.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from phaseline.case.check.anchors import AnchorCount
from phaseline.case.check.report import Report
from phaseline.case.codes import CODES
from phaseline.present.wording.columns import shown_width
from phaseline.terms.diagnostic import Diagnostic, Severity, excerpt_start

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}
_WIDEST = 120
MOST_OF_A_CODE = 5  # most diagnostics of one code have one cause


def diagnostic_line(diagnostic: Diagnostic, *, is_whole: bool = False) -> str:
    """
    Give a diagnostic in one line: place, severity, code, what was found and the fix.

    Args:
        diagnostic: The diagnostic.
        is_whole: Whether it says what was expected, too: where nothing else on the page does.
    """
    place = diagnostic.place
    fix = f"; fix: {diagnostic.fix}" if diagnostic.fix else ""
    expected = f"; expected: {diagnostic.expected}" if is_whole and diagnostic.expected else ""
    return (
        f"{place.file}:{place.line}:{place.column}: {diagnostic.severity.value} {diagnostic.code}:"
        f" {diagnostic.message}{expected}{fix}"
    )


def diagnostic_text(diagnostic: Diagnostic) -> str:
    """
    Give a diagnostic in full: the place, the line of the file with a caret, what was expected, the
    fix.
    """
    code, severity = diagnostic.code, diagnostic.severity.value
    place = f"{diagnostic.place.file}:{diagnostic.place.line}:{diagnostic.place.column}"
    lines = [f"{code} {severity:<7} {place}  {diagnostic.message}"]
    if diagnostic.address:
        lines[0] += f"  [{diagnostic.address}]"
    if diagnostic.excerpt.strip():
        lines += _caret(diagnostic)
    lines += [f"  {line}" for line in diagnostic.detail]
    if diagnostic.expected:
        lines.append(f"  expected: {diagnostic.expected}")
    if diagnostic.fix:
        lines.append(f"  fix: {diagnostic.fix}   ·   phaseline explain {diagnostic.code}")
    return "\n".join(lines)


def report_text(
    report: Report, codes: Collection[str] | None = None, *, is_all: bool = False
) -> str:
    """
    Give the report of `check`: the counts, then the diagnostics by code, what weighs most first.

    Args:
        report: What `check` found.
        codes: The codes that are shown; all of them if None. The counts are those of the case.
        is_all: Whether all diagnostics of a code are shown, or the first few of them.
    """
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in sorted(report.diagnostics, key=lambda entry: _WEIGHTS[entry.severity]):
        if codes is None or diagnostic.code in codes:
            groups.setdefault(diagnostic.code, []).append(diagnostic)
    blocks = [_group_text(code, group, is_all=is_all) for code, group in groups.items()]
    shown = [diagnostic for group in groups.values() for diagnostic in group]
    omitted = len(report.diagnostics) - len(shown)
    ending = [f"{_counted(omitted, 'diagnostic')} of other codes not shown"] if omitted else []
    return "\n\n".join(["\n".join(summary_lines(report)), *blocks, *ending])


def _group_text(code: str, group: Sequence[Diagnostic], *, is_all: bool) -> str:
    """Give the diagnostics of one code; where there are several, under a line that counts them."""
    shown = group if is_all else group[:MOST_OF_A_CODE]
    blocks = [diagnostic_text(diagnostic) for diagnostic in shown]
    if len(group) > 1:
        blocks.insert(0, f"{code}  {CODES[code].title}: {len(group)}")
    if len(shown) < len(group):
        blocks.append(f"… and {len(group) - len(shown)} more of {code}; --verbose shows them")
    return "\n\n".join(blocks)


def summary_lines(report: Report) -> list[str]:
    """Give the first lines: how many diagnostics, how the anchors stand, which law and day."""
    errors, warnings, notes = (
        report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    )
    head = (
        f"{report.reading.name}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')},"
        f" {_counted(notes, 'note')}"
    )
    case = report.reading.case
    if case is None:
        return [head]
    anchors = report.anchors
    quotes = (
        f"{_counted(anchors.total, 'anchor')}: {anchors.exact} exact, {anchors.normalised}"
        f" normalised, {anchors.repeated} repeated, {anchors.refused} refused, {anchors.unverified}"
        f" not re-verified{anchors_besides(anchors)}"
    )
    holdings = (
        f"{_counted(len(case.facts), 'fact')} ({anchors.facts} anchored in a paper),"
        f" {_counted(len(case.assumptions), 'assumption')},"
        f" {_counted(len(case.conflicts), 'conflict')}, {_counted(len(case.ladders), 'ladder')} ·"
        f" as of {case.as_of.text}"
    )
    return [head, quotes, holdings]


def anchors_besides(anchors: AnchorCount) -> str:
    """Name the anchors that a record vouches for, and those of excerpts, if there are any."""
    recorded = f" (of which {anchors.recorded} recorded as verified)" if anchors.recorded else ""
    return recorded + (f", {anchors.read} read in excerpts" if anchors.read else "")


def github_text(report: Report, paths: Mapping[str, str]) -> str:
    """
    Give the diagnostics as workflow commands of GitHub, one a line.

    Args:
        report: What `check` found.
        paths: Where the files lie from the root of the repository, by the names under which
            diagnostics report them; a file without a path keeps its name.

    Source:
        GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of
        actions/toolkit, packages/core/src/command.ts.
    """
    return "\n".join(
        _command(diagnostic, paths.get(diagnostic.place.file, diagnostic.place.file))
        for diagnostic in report.diagnostics
    )


def _command(diagnostic: Diagnostic, path: str) -> str:
    place = diagnostic.place
    properties = {
        "file": path,
        "line": place.line,
        "endLine": place.line,
        "col": place.column,
        "endColumn": place.column + place.width,
        "title": diagnostic.code,
    }
    listing = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value != ""
    )
    parts = (
        (diagnostic.message, ""),
        (diagnostic.expected, "Expected: "),
        (diagnostic.fix, "Fix: "),
    )
    message = " ".join(_sentence(f"{label}{text.strip()}") for text, label in parts if text.strip())
    return f"::{_GITHUB[diagnostic.severity]} {listing}::{_data(message)}"


def _sentence(text: str) -> str:
    """End a text as a sentence ends."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _data(text: str) -> str:
    """Escape what ends a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what ends a property of a workflow command, too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def report_data(report: Report) -> dict[str, Any]:
    """Give the report as plain data for JSON."""
    return {
        "readable": report.reading.is_readable,
        "sound": report.is_sound,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "anchors": anchors_data(report.anchors),
        "diagnostics": [_diagnostic_data(diagnostic) for diagnostic in report.diagnostics],
    }


def anchors_data(anchors: AnchorCount) -> dict[str, int]:
    """Give how the anchors stand to their sources as plain data."""
    return {
        "total": anchors.total,
        "exact": anchors.exact,
        "normalised": anchors.normalised,
        "repeated": anchors.repeated,
        "refused": anchors.refused,
        "unverified": anchors.unverified,
        "recorded": anchors.recorded,
        "read": anchors.read,
        "facts_anchored": anchors.facts,
    }


def explanation(code: str) -> str:
    """Give the explanation of a code; the code has to be a known one."""
    entry = CODES[code]
    return (
        f"{code}  {entry.title}  ({entry.severity.value})\n\nWhy it matters: {entry.why}\nHow to"
        f" mend it: {entry.mend}"
    )


def _diagnostic_data(diagnostic: Diagnostic) -> dict[str, Any]:
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "address": diagnostic.address,
        "message": diagnostic.message,
        "expected": diagnostic.expected,
        "fix": diagnostic.fix,
        "detail": list(diagnostic.detail),
    }


def _caret(diagnostic: Diagnostic) -> list[str]:
    """
    Give the line of a diagnostic, and below it carets as wide as the place; what stands before it
    may take two columns a letter, or none.
    """
    place = diagnostic.place
    column = place.column - excerpt_start(place)
    start = max(0, column - _WIDEST + 20)
    line = diagnostic.excerpt[start : start + _WIDEST].replace("\t", " ")
    number = f"{place.line:>5} | "
    at = column - 1 - start
    width = max(1, shown_width(line[at : at + place.width]))
    return [number + line, " " * (len(number) + shown_width(line[:at])) + "^" * width]


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
