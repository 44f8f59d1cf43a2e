"""
A sketch goes into the files of a case: each section into the file that holds it, or the one of its
concern; comments, order and quoting of what is there stay.
"""

from collections.abc import Mapping
from typing import Any

from phaseline.case.compose import compose
from phaseline.case.editing import EditedFile
from phaseline.case.model.case import CONCERNS
from phaseline.case.starter import stamp_of_new_file
from phaseline.scaffold.sketch import NewEntry, NewKey, Sketch

_HEADERS = ("case.yaml", "case.yml")


def placed(texts: Mapping[str, str], sketch: Sketch) -> dict[str, str]:
    """
    Put a sketch into the files of a case.

    Args:
        texts: The files of the case, by name; the one with the header first.
        sketch: What is to be written.

    Returns:
        The files that have changed, or are new, by name.

    Raises:
        QuestionError: A file cannot be edited.
    """
    desk = _Desk(texts)
    for entry in sketch.entries:
        desk.add(entry)
    for key in sketch.keys:
        if key.section:
            desk.put(key)
        else:
            desk.put_in_header(key)
    return desk.changed


class _Desk:
    """The files of a case, each opened once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._data = {name: _mapping(text) for name, text in texts.items()}
        self._open: dict[str, EditedFile] = {}

    @property
    def changed(self) -> dict[str, str]:
        """The files that were opened, as they are now; a new one leads editors to its schema."""
        return {
            name: f"{self._stamp(name)}{file.in_its_form(file.plain_text())}"
            for name, file in self._open.items()
        }

    def _stamp(self, name: str) -> str:
        is_new = name not in self._texts
        return stamp_of_new_file(self._texts, name.removesuffix(".yaml")) if is_new else ""

    def add(self, entry: NewEntry) -> None:
        file = self._file(self._place_of(entry.section))
        file.add_in_lines(entry.section, entry.fields, says=entry.remark)

    def put(self, key: NewKey) -> None:
        file = self._file(self._place_of(key.section, key.entry))
        for entry in file.entries(key.section):
            if entry.get("id") != key.entry:
                continue
            if key.value is not None:
                file.put_in_lines(entry, key.key, key.value)
            elif key.key in entry:
                file.remove(entry, key.key)

    def put_in_header(self, key: NewKey) -> None:
        file = self._file(next(iter(self._texts)))
        file.put(file.data, key.key, key.value, after="challenger")

    def _file(self, name: str) -> EditedFile:
        if name not in self._open:
            self._open[name] = EditedFile(self._texts.get(name, ""), name)
        return self._open[name]

    def _place_of(self, section: str, entry: str = "") -> str:
        """Give the name of the file that holds a section, and an entry of it; else of a new one."""
        holding = [
            *(name for name, file in self._open.items() if list(file.entries(section))),
            *(name for name, data in self._data.items() if _holds(data, section, entry)),
        ]
        if holding:
            return holding[-1]
        header = next(iter(self._texts))
        is_folder = header in _HEADERS and not self._data[header].get("include")
        return f"{_concern(section)}.yaml" if is_folder else header


def _holds(data: Mapping[str, Any], section: str, entry: str) -> bool:
    """Whether a file holds a section, and an entry of it where one is named."""
    names = [row.get("id") for row in data.get(section) or () if isinstance(row, dict)]
    return entry in names if entry else bool(names)


def _concern(section: str) -> str:
    """Give the concern whose file holds a section."""
    return next(concern for concern, sections in CONCERNS.items() if section in sections)


def _mapping(text: str) -> dict[str, Any]:
    data = compose(text, file="").data
    return data if isinstance(data, dict) else {}
