"""A case of the previous format, file by file, as one of this format."""

import re
from collections.abc import Iterable, Iterator, Mapping

from phaseline.case.editing import EditedFile
from phaseline.case.faults import FORMATS, PREVIOUS
from phaseline.case.upgrade.format_1 import STEPS
from phaseline.case.upgrade.opened import Opened, Undecided
from phaseline.case.upgrade.plain import unread_lines, with_quotes
from phaseline.errors import QuestionError
from phaseline.terms.record import record

_COMMENT = re.compile(r"(?<!\S)#.*")


@record
class Upgraded:
    """
    What became of a case.

    Args:
        texts: Its files as they are now, by name.
        changed: The names of those that are not as they were.
        undecided: What a person has to decide: the file, the line from 1, and what.
    """

    texts: Mapping[str, str]
    changed: tuple[str, ...]
    undecided: tuple[tuple[str, int, str], ...]


def upgraded(texts: Mapping[str, str]) -> Upgraded:
    """
    Bring the files of a case to this format; one that has it already is put in quotes where an
    older reader of YAML would read another value, and else stays as it is.

    Args:
        texts: The files by name.

    Raises:
        QuestionError: A file cannot be edited, or they are no case of this format or the previous.
    """
    opened = {name: EditedFile(text, name) for name, text in texts.items()}
    version = _version(opened)
    undecided = (
        [point for step in STEPS for point in step(opened)] if version == str(PREVIOUS) else []
    )
    plain = {name: with_quotes(text) for name, text in _with_all_comments(opened).items()}
    changed = tuple(name for name, file in opened.items() if plain[name] != file.as_read)
    after = {name: opened[name].in_its_form(plain[name]) for name in changed}
    return Upgraded(
        texts={**texts, **after}, changed=changed, undecided=(*_open_points(undecided, plain),)
    )


def _with_all_comments(opened: Opened) -> Mapping[str, str]:
    """
    Give the files with their changes; a comment that stood at what is gone comes to the end of its
    file.
    """
    texts = {name: file.plain_text() for name, file in opened.items()}
    whole = "\n".join(texts.values())
    lost = {
        name: [comment for comment in _COMMENT.findall(file.as_read) if comment not in whole]
        for name, file in opened.items()
    }
    return {
        name: "".join([text, *(f"{row}\n" for row in lost[name])]) for name, text in texts.items()
    }


def _open_points(
    undecided: Iterable[Undecided], texts: Mapping[str, str]
) -> Iterator[tuple[str, int, str]]:
    """Give what a person has to decide, and what readers of YAML still stop at, by line."""
    for point in undecided:
        yield point.file, _line_of(point, texts[point.file]), point.says
    for name, text in texts.items():
        for line in unread_lines(text):
            yield name, line, "an older reader of YAML stops here: put the text in quotes"


def _version(opened: Opened) -> str:
    """
    Give the format of a case, as it is written.

    Raises:
        QuestionError: There is no case, or it is of a later format.
    """
    header = next((file for file in opened.values() if file.is_header), None)
    if header is None:
        raise QuestionError(
            f"{', '.join(opened)}: there is no header with `kind: case`, and files of other kinds"
            " are of the format that they were: give a case"
        )
    version = str(header.data["phaseline"])
    if version.isdecimal() and int(version) > FORMATS["case"]:
        raise QuestionError(
            f"{header.name}: the case is written in format {version}: install the version of"
            " Phaseline that reads it"
        )
    return version


def _line_of(undecided: Undecided, text: str) -> int:
    """Give the line of the comment that says what is undecided."""
    lines = text.splitlines()
    return next((place for place, line in enumerate(lines, start=1) if undecided.says in line), 1)
