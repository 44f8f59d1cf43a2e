"""Statements that say for sure what every passage quoted for them says with a hedge."""

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.hedges import loses_hedge
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite, Modality, Status
from phaseline.case.values import inner_entries

# The other standings hedge by themselves: what is feared or claimed is printed as that.
_SURE = (Status.ASSERTED, Status.RECORD)
_STATED = ("says", "holds")  # the fields in which an entry states something


def check_modality(pen: DiagnosticCollector, case: Case) -> None:
    """
    Warn of sentences without the hedge of their quotations, where neither the modality nor the
    status of the entry keeps it. The words that are known as hedges are English.
    """
    for path, entry in inner_entries(case):
        if not _keeps_hedge(entry):
            cites = getattr(entry, "cites", ())
            for name in _STATED:
                _check_statement(pen, (*path, name), getattr(entry, name, ""), cites)


def _keeps_hedge(entry: object) -> bool:
    """Whether a field of an entry says that it is no certain statement."""
    return (
        getattr(entry, "modality", Modality.SAID) is not Modality.SAID
        or getattr(entry, "status", Status.ASSERTED) not in _SURE
    )


def _check_statement(
    pen: DiagnosticCollector, path: Path, text: object, cites: tuple[Cite, ...]
) -> None:
    quotes = [cite.exact for cite in cites if cite.exact]
    if isinstance(text, str) and loses_hedge(text, quotes):
        pen.warning(
            "PL213",
            path,
            f"the statement has no hedge, and the passage quoted for it has one: “{quotes[0]}”",
            expected="the hedge of the passage, such as may, might, reportedly or fears",
            fix="word it as the passage does, or give the modality or the status that it has",
        )
