"""The papers of a case on disk: its files, its stubs, and the texts that lie beside it."""

from collections.abc import Mapping
from pathlib import Path

from phaseline.case.files import FileReading, read_file
from phaseline.case.read import CaseReading, CaseTexts, case_texts, read_case
from phaseline.case.strays import STUBS
from phaseline.cli.own_cases import own_case
from phaseline.cli.places import texts_beside
from phaseline.cli.writing import finish_writing, write_together
from phaseline.errors import CaseError
from phaseline.papers.stubs import Stubs
from phaseline.papers.writing import stubs_text
from phaseline.present.terminal.diagnostics import diagnostic_line
from phaseline.terms.diagnostic import Severity


class CasePapers:
    """
    A case of one's own, its stubs and its texts.

    Args:
        case: The case as it was named.
        argument: The argument that named it.

    Raises:
        QuestionError: There is no such case, or it is a shipped one.
        CaseError: Its files, or its stubs, cannot be read.
    """

    def __init__(self, case: str, argument: str = "CASE") -> None:
        self.case, self.argument = case, argument
        self.where = own_case(case, "not of your making")
        self.folder = self.where if self.where.is_dir() else self.where.parent
        stem = self.where.name if self.where.is_dir() else self.where.stem
        self.stubs_name = STUBS if self.where.is_dir() else f"{stem}.{STUBS}"
        self.texts_folder = texts_beside(self.where)
        self.load()

    def load(self) -> None:
        """
        Read everything from disk, when what a killed run was about to write stands there.

        Raises:
            CaseError: It cannot be read.
        """
        finish_writing(self.folder, argument=self.argument)
        self.reading: CaseReading = read_case(self.where, name=self.case)
        if not self.reading.is_readable or self.reading.rest is None:
            raise CaseError(
                [
                    *(
                        diagnostic_line(fault)
                        for fault in self.reading.diagnostics
                        if fault.severity is Severity.ERROR
                    ),
                    f"phaseline: nothing of {self.case} was changed: mend this first",
                ]
            )
        self.files: CaseTexts = case_texts(self.where, name=self.case)
        held = stubs_reading(self.where)
        if held is not None and held.record is None:
            raise CaseError([*map(diagnostic_line, held.diagnostics)])
        self.stubs = held.record if held is not None and held.record else Stubs()
        self.stubs_hash = held.hash if held is not None else ""

    @property
    def has_changed(self) -> bool:
        """Whether somebody else has written to the case or its stubs since they were read."""
        held = stubs_reading(self.where)
        files = case_texts(self.where, name=self.case)
        return files.texts != self.files.texts or (held.hash if held else "") != self.stubs_hash

    @property
    def folders(self) -> tuple[str, ...]:
        """Where the files of the papers may lie, the folder of their texts first."""
        return (f"{self.texts_folder}", f"{self.folder}")

    def text(self, source: str) -> str:
        """Give the text of a source; empty where it does not lie beside the case."""
        path = self.texts_folder / f"{source}.txt"
        return path.read_bytes().decode() if path.is_file() else ""

    def write_text(self, source: str, text: str) -> None:
        """Write the text of a source beside the case, unless it lies there already."""
        if self.text(source) != text:
            write_together(self.texts_folder, {f"{source}.txt": text}, argument=self.argument)

    def write_file(self, source: str, content: bytes) -> None:
        """Write the file of a paper that has pages beside its text, so that they can be shown."""
        if content.startswith(b"%PDF-"):
            name = f"{source}.pdf"
            place = self.texts_folder / name
            if not place.is_file() or place.read_bytes() != content:
                write_together(self.texts_folder, {name: content}, argument=self.argument)

    def write(self, texts: Mapping[str, str], stubs: Stubs) -> None:
        """
        Write files of the case and its stubs, all or none, unless they say so already.

        Raises:
            QuestionError: Somebody else has written to them since they were read.
        """
        names = {name: path.name for name, path in self.files.paths.items()}
        changed = {names.get(name, name): text for name, text in texts.items()}
        written = stubs_text(stubs)
        if stubs != self.stubs:
            changed[self.stubs_name] = written
        if changed:
            write_together(
                self.folder, changed, argument=self.argument, is_stale=lambda: self.has_changed
            )
        self.load()


def stubs_reading(where: Path) -> FileReading[Stubs] | None:
    """Read the stubs of a case; None where it has none."""
    path = where / STUBS if where.is_dir() else where.with_name(f"{where.stem}.{STUBS}")
    return read_file(path, Stubs, name=path.name) if path.exists() else None
