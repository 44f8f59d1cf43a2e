"""
Entries that go into the files of a case: a source that was read, a fact that was confirmed.

Comments, order and quoting of the files stay as they were.
"""

from collections.abc import Mapping
from typing import Any

from phaseline.case.compose import compose
from phaseline.case.editing import EditedFile
from phaseline.case.model.case import CONCERNS
from phaseline.case.starter import stamp_of_new_file


def with_entry(texts: Mapping[str, str], section: str, entry: Mapping[str, Any]) -> dict[str, str]:
    """
    Add an entry at the end of a section.

    Args:
        texts: The files of the case, by name; the one with the header first.
        section: The section, such as facts.
        entry: The entry, with its id.

    Returns:
        The file that has changed, or is new, by name.

    Raises:
        QuestionError: The file cannot be edited.
    """
    name = _file_of(texts, section)
    file = EditedFile(texts.get(name, ""), name)
    file.add(section, entry)
    stamp = "" if name in texts else _stamp(texts, section)
    return {name: f"{stamp}{file.in_its_form(file.plain_text())}"}


def with_fields(
    texts: Mapping[str, str], section: str, name: str, fields: Mapping[str, Any]
) -> dict[str, str]:
    """
    Give an entry of a section some fields; those that say so already stay as they are written.

    Args:
        texts: The files of the case, by name.
        section: The section, such as sources.
        name: The id of the entry.
        fields: The fields.

    Returns:
        The file that has changed, by name; none where nothing changes.

    Raises:
        QuestionError: The file cannot be edited.
    """
    for title, text in texts.items():
        if section not in _data(text):
            continue
        file = EditedFile(text, title)
        for entry in file.entries(section):
            changed = {key: value for key, value in fields.items() if entry.get(key) != value}
            if entry.get("id") == name and changed:
                for key, value in changed.items():
                    file.put(entry, key, value)
                return {title: file.in_its_form(file.plain_text())}
    return {}


def holds_section(text: str, section: str) -> bool:
    """Whether a file of a case holds entries of a section."""
    return bool(_data(text).get(section))


def _file_of(texts: Mapping[str, str], section: str) -> str:
    """
    Give the file for an entry: the last that holds its section; else, in a folder that lists no
    files, one of its own; else the one with the header.
    """
    holding = [name for name, text in texts.items() if holds_section(text, section)]
    if holding:
        return holding[-1]
    header, text = next(iter(texts.items()))
    is_open = header in ("case.yaml", "case.yml") and not _data(text).get("include")
    return f"{section}.yaml" if is_open else header


def _stamp(texts: Mapping[str, str], section: str) -> str:
    """Give the first line of a file that is new."""
    concern = next(name for name, sections in CONCERNS.items() if section in sections)
    return stamp_of_new_file(texts, concern)


def _data(text: str) -> Mapping[str, Any]:
    data = compose(text, file="").data
    return data if isinstance(data, dict) else {}
