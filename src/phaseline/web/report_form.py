"""The form of a report: its fields, what is made of them, and refusals in the words of the page."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from phaseline.case.model.case import Case
from phaseline.desk.watching.entering import ReportWords, last_day
from phaseline.errors import QuestionError
from phaseline.present.document.report_choices import (
    ACT,
    CREDIBILITIES,
    INDICATOR,
    RELIABILITIES,
    source_choices,
    subject_choices,
)
from phaseline.watch.reports import MEASURE, RESOLUTION, THREAT
from phaseline.watch.tlp import LEVELS

IN_VAIN = "no"  # under `seen`: it was looked for and not seen
UTC = "Z"
FIELDS = (
    "says",
    "about",
    "seen",
    "source",
    "reliability",
    "credibility",
    "when",
    "time",
    "zone",
    "tlp",
    "origin",
    "because",
    "by",
)
# What an option of the command line is called on the page.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "of": "What it is about",
        "act": "What it is about",
        "threat": "What it is about",
        "measure": "What it is about",
        "resolved": "What it is about",
        "not-seen": "Looked for in vain",
        "source": "Who reports",
        "grade": "Both grades",
        "when": "On which day",
        "origin": "The original source",
        "because": "Why",
        "by": "Who enters it",
        "tlp": "How far it may go",
    }
)
_OPTION = re.compile(r"--([a-z][a-z-]*)")
_KINDS = (ACT, THREAT, MEASURE, RESOLUTION)


def words_of_form(form: Mapping[str, str]) -> ReportWords:
    """
    Make of a form what `phaseline log` makes of its options.

    Args:
        form: The fields of the form.

    Raises:
        QuestionError: The form does not say what the report is about.
    """
    kind, _, subject = form.get("about", "").partition(":")
    if kind not in (INDICATOR, *_KINDS) or not subject:
        raise QuestionError("--of: choose what the report is about")
    typed = {name: form.get(name, "").strip() for name in ("says", "source")}
    further = {name: form.get(name, "") for name in ("origin", "because", "tlp")}
    seen = {name: subject if name == kind else "" for name in _KINDS}
    return ReportWords(
        **typed,
        when=_dated(form),
        **further,
        **seen,
        grade=f"{form.get('reliability', '')}{form.get('credibility', '')}",
        indicator=subject if kind == INDICATOR else "",
        is_seen=kind != INDICATOR or form.get("seen", "") != IN_VAIN,
    )


def _dated(form: Mapping[str, str]) -> str:
    """Give the day of a form, or its instant where a clock time stands there too."""
    day, time, zone = (form.get(name, "").strip() for name in ("when", "time", "zone"))
    return f"{day}T{time}{zone}" if time else day


def form_parts(case: Case, form: Mapping[str, str], *, today: date) -> Mapping[str, Any]:
    """
    Give what the form shows: what can be chosen, and what was.

    Args:
        case: The case.
        form: The fields as they were sent; empty for a new form.
        today: The day of who enters it.
    """
    chosen = {name: form.get(name, "") for name in FIELDS}
    chosen["by"] = chosen["by"] or case.prepared_by
    chosen["zone"] = chosen["zone"] or UTC
    return {
        "chosen": chosen,
        "subjects": subject_choices(case),
        "sources": source_choices(case, today),
        "reliabilities": RELIABILITIES.items(),
        "credibilities": CREDIBILITIES.items(),
        "markings": LEVELS,
        "last_day": last_day(case, today).isoformat(),
        "in_vain": IN_VAIN,
        "name": form.get("name", "") or uuid4().hex,
    }


def in_page_words(error: QuestionError) -> str:
    """
    Say an error of the command line as the page has it: an option by the name of its field.

    >>> in_page_words(QuestionError("--grade: found 'Z9'; say why by --because"))
    "Both grades: found 'Z9'; say why by “Why”"
    """
    text = f"{error}"
    first = _OPTION.match(text)
    if first and text[first.end() :].startswith(":"):
        label = LABELS.get(first[1], first[1])
        text = f"{label}{text[first.end() :]}"
    return _OPTION.sub(lambda option: f"“{LABELS.get(option[1], option[1])}”", text)
