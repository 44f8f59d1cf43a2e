"""
Written into a case: the hashes of its source texts, who held its quotes against them, and when.
"""

from collections.abc import Callable, Mapping

from phaseline.case.editing import CommentedMap, EditedFile, quoted
from phaseline.case.model.evidence import Verification


def with_verifications(
    texts: Mapping[str, str], verifications: Mapping[str, Verification]
) -> Mapping[str, str]:
    """
    Give the files of a case with records of verification; all else in them stays as it is.

    Args:
        texts: The files by name.
        verifications: What is recorded, by the id of the source.

    Returns:
        The files in which something changes, by name.

    Raises:
        QuestionError: A file cannot be edited.
    """

    def record(file: EditedFile, entry: CommentedMap) -> None:
        verification = verifications.get(str(entry.get("id")))
        if verification is not None:
            file.put(entry, "verified", _plain(verification), after="sha256")

    return _with_each_source(texts, record)


def with_hashes(texts: Mapping[str, str], hashes: Mapping[str, str]) -> Mapping[str, str]:
    """
    Give the files of a case with the hashes of sources that have none.

    Args:
        texts: The files by name.
        hashes: The SHA-256 of texts, by the id of the source.

    Returns:
        The files in which something changes, by name.

    Raises:
        QuestionError: A file cannot be edited.
    """

    def fill_in(file: EditedFile, entry: CommentedMap) -> None:
        digest = hashes.get(str(entry.get("id")))
        if digest is not None and not entry.get("sha256"):
            file.put(entry, "sha256", quoted(digest))

    return _with_each_source(texts, fill_in)


def _with_each_source(
    texts: Mapping[str, str], change: Callable[[EditedFile, CommentedMap], None]
) -> Mapping[str, str]:
    """
    Give the files of a case in which a change of its sources alters something, by name.

    Raises:
        QuestionError: A file cannot be edited.
    """
    changed: dict[str, str] = {}
    for name, text in texts.items():
        file = EditedFile(text, name)
        for entry in file.entries("sources"):
            change(file, entry)
        after = file.in_its_form(file.plain_text())
        if after != text:
            changed[name] = after
    return changed


def _plain(verification: Verification) -> Mapping[str, str | int]:
    return {
        "by": quoted(verification.by),
        "on": quoted(verification.on.text),
        "sha256": quoted(verification.sha256),
        "quotes": verification.quotes,
    }
