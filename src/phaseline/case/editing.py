"""
The door to ruamel.yaml: a file that is changed in places and stays as it was everywhere else.

Scalars stay as they are written; what they mean is asked of `case.compose`.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, PlainScalarString
from ruamel.yaml.util import RegExp

from phaseline.case.compose import compose, resolve
from phaseline.case.read import BYTE_ORDER
from phaseline.errors import QuestionError

REMARK = "upgrade: "  # how our comments begin
_WIDEST = 1_000_000  # no line is folded
_DASH = "- "
_DATED = re.compile(r"\d{4}-\d\d")  # other readers of YAML make dates of these
_Span = tuple[int, int, int, int]  # lines of one text, from and to, and lines of another one


class EditedFile:
    """
    One YAML file, open for changes: comments, order and quoting are kept, and every line in which
    nothing is changed.

    Args:
        text: The file.
        name: Its name, for what is said of it.

    Attributes:
        as_read: The text, without mark and with plain ends of lines.
        data: What stands in it.

    Raises:
        QuestionError: It cannot be edited.
    """

    def __init__(self, text: str, name: str) -> None:
        self._is_changed = False
        self._without: list[tuple[str, int, str]] = []  # section, place, why
        self._mark = BYTE_ORDER if text.startswith(BYTE_ORDER) else ""
        self._end = "\r\n" if "\r\n" in text else "\n"
        self.as_read = text.removeprefix(BYTE_ORDER).replace("\r\n", "\n")
        self._yaml = _round_trip(self.as_read)
        self.name = name
        try:
            self.data = self._yaml.load(_without_tabs(self.as_read))
            self._unchanged = self._dumped()
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
            reason = str(getattr(error, "problem", None) or error).splitlines()[0]
            raise QuestionError(
                f"{name}{where}: it cannot be edited ({reason}); mend it first"
            ) from error

    @property
    def is_header(self) -> bool:
        """Whether the file is the one with the header of a case."""
        return (
            isinstance(self.data, CommentedMap)
            and "phaseline" in self.data
            and self.data.get("kind", "case") == "case"
        )

    def plain_text(self) -> str:
        """Give the file with its changes, without mark and with plain ends of lines."""
        if not self._is_changed:
            return self.as_read
        changed = self._dumped()
        joined = _merged(self.as_read, self._unchanged, changed)
        if compose(joined, file="").data != compose(changed, file="").data:
            joined = changed
        for section, place, says in reversed(self._without):
            joined = _commented_out(joined, section, place, says)
        return joined

    def in_its_form(self, text: str) -> str:
        """Give a text the ends of lines, and the mark at its beginning, that the file had."""
        return f"{self._mark}{text.replace(chr(10), self._end)}"

    def entries(self, section: str) -> Iterator[CommentedMap]:
        """Give the entries of a section of the file."""
        listed = self.data.get(section) if isinstance(self.data, CommentedMap) else None
        if isinstance(listed, CommentedSeq):
            yield from (entry for entry in listed if isinstance(entry, CommentedMap))

    def put(self, entry: CommentedMap, key: str, value: Any, *, after: str = "") -> None:
        """Give an entry a key, behind another one; a key that is there gets the value."""
        self._is_changed = True
        value = _flowing(value)
        if key in entry or after not in entry:
            entry[key] = value
        else:
            entry.insert(list(entry).index(after) + 1, key, value)

    def rename(self, entry: CommentedMap, old: str, new: str) -> None:
        """Give a key of an entry another name, in its place."""
        self._is_changed = True
        place = list(entry).index(old)
        comments = entry.ca.items.pop(old, None)
        entry.insert(place, new, entry.pop(old))
        if comments is not None:
            entry.ca.items[new] = comments

    def remove(self, entry: CommentedMap, key: str) -> None:
        """Leave a key of an entry out."""
        self._is_changed = True
        del entry[key]

    def move(
        self, entry: CommentedMap, target: CommentedMap, key: str, *, leave_out: Sequence[str]
    ) -> None:
        """Make an entry, without some of its keys, what stands under a key of another one."""
        self._is_changed = True
        for name in leave_out:
            entry.pop(name, None)
        if not entry:
            entry.fa.set_flow_style()
        target.insert(max(len(target) - 1, 0), key, entry)  # blank lines belong to the last key

    def replace(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> None:
        """Replace words in every text of the file."""
        if pattern.search(self.as_read):
            self._is_changed = True
            _replace(self.data, pattern, by)

    def remark(self, key: str, says: str, entry: CommentedMap | None = None) -> None:
        """Put a comment of our own before a key of the file, and an entry that becomes one."""
        self._is_changed = True
        below = "" if entry is None else f"\n- {self._on_one_line(entry)}"
        self.data.yaml_set_comment_before_after_key(key, before=f"{REMARK}{says}{below}")

    def append(self, key: str, value: Mapping[str, Any]) -> None:
        """Give the file a mapping of its own at its end."""
        self._is_changed = True
        self.data[key] = _flowing(value)

    def add(self, section: str, entry: Mapping[str, Any]) -> None:
        """Add an entry at the end of a section, laid out as its last one."""
        listed = self._section(section)
        added = _flowing(entry)
        last = listed[-1] if listed else None
        if isinstance(last, CommentedMap) and not last.fa.flow_style():
            added.fa.set_block_style()
        listed.append(added)

    def add_in_lines(self, section: str, entry: Mapping[str, Any], *, says: str = "") -> None:
        """Add an entry with a line for each of its keys, below a remark on it."""
        listed = self._section(section)
        added = _in_lines(entry)
        added.fa.set_block_style()
        listed.append(added)
        if says and not listed.fa.flow_style():
            _, _, offset = _indents(self.as_read)
            listed.yaml_set_comment_before_after_key(len(listed) - 1, before=says, indent=offset)

    def _section(self, section: str) -> CommentedSeq:
        """Give the list of a section for a further entry: an empty one where there is none."""
        self._is_changed = True
        if self.data is None:
            self.data = CommentedMap()
        listed = self.data.get(section)
        if not isinstance(listed, CommentedSeq) or not listed:
            self.data[section] = listed = CommentedSeq()
        return listed

    def put_in_lines(self, entry: CommentedMap, key: str, value: Any) -> None:
        """Give an entry a further key, with a line for each part of a list of entries."""
        self._is_changed = True
        laid_out = _in_lines(value)
        if entry.fa.flow_style() and isinstance(value, list | tuple):
            entry.fa.set_block_style()
        entry.insert(max(len(entry) - 1, 0), key, laid_out)  # remarks below belong to the last key

    def comment_out(self, section: str, entry: CommentedMap, says: str) -> None:
        """Make a comment of an entry of a section, below a comment of our own that says why."""
        self._is_changed = True
        listed = self.data[section]
        place = next(at for at, other in enumerate(listed) if other is entry)
        if listed.fa.flow_style():  # within brackets, where no comment can stand
            self.remark(section, says, entry)
            del listed[place]
        else:
            self._without.append((section, place, says))

    def _on_one_line(self, entry: CommentedMap) -> str:
        written = io.StringIO()
        self._yaml.dump(_flowing_within(entry), written)
        return written.getvalue().strip()

    def _dumped(self) -> str:
        written = io.StringIO()
        self._yaml.dump(self.data, written)
        return written.getvalue()


def quoted(text: str) -> str:
    """Give a text that is written in quotes, so that every reader of YAML reads this text."""
    scalar: str = DoubleQuotedScalarString(text)
    return scalar


def _flowing(value: Any) -> Any:
    """Give plain data as what is written on one line, one level down; texts stay texts."""
    match value:
        case int() | float():
            return PlainScalarString(str(value).lower())
        case str() if not isinstance(resolve(value), str) or _DATED.match(value):
            return DoubleQuotedScalarString(value)
        case Mapping():
            inner = CommentedMap({key: _flowing(part) for key, part in value.items()})
            if not any(isinstance(part, CommentedMap) for part in inner.values()):
                inner.fa.set_flow_style()
            return inner
        case list() | tuple():
            items = CommentedSeq([_flowing(part) for part in value])
            items.fa.set_flow_style()
            return items
        case _:
            return value


def _in_lines(value: Any) -> Any:
    """Give plain data with a line for each entry of its lists; what holds no list is on one."""
    match value:
        case Mapping():
            inner = CommentedMap({key: _in_lines(part) for key, part in value.items()})
            parts = list(inner.values())
            if not any(isinstance(part, CommentedMap) or _is_in_lines(part) for part in parts):
                inner.fa.set_flow_style()
            return inner
        case list() | tuple() if any(isinstance(part, Mapping) for part in value):
            return CommentedSeq([_in_lines(part) for part in value])
        case _:
            return _flowing(value)


def _is_in_lines(value: Any) -> bool:
    return isinstance(value, CommentedSeq) and not value.fa.flow_style()


def _flowing_within(value: Any) -> Any:
    """Give what an entry says on one line, without its comments."""
    match value:
        case Mapping():
            inner = CommentedMap({key: _flowing_within(part) for key, part in value.items()})
            inner.fa.set_flow_style()
            return inner
        case list():
            items = CommentedSeq([_flowing_within(part) for part in value])
            items.fa.set_flow_style()
            return items
        case _:
            return value


def _replace(node: Any, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> None:
    """Replace words in every text below a node; a text keeps its quotes."""
    rows = node.items() if isinstance(node, CommentedMap) else enumerate(node or ())
    for key, value in list(rows):
        if isinstance(value, str):
            changed = pattern.sub(by, value)
            if changed != value:
                node[key] = type(value)(changed)
        elif isinstance(value, CommentedMap | CommentedSeq):
            _replace(value, pattern, by)


class _Unresolved(VersionedResolver):
    """Leaves every scalar a text, as it is written; what is empty stays nothing."""

    versioned_resolver = MappingProxyType({"": [("tag:yaml.org,2002:null", RegExp("^$"))]})


def _round_trip(text: str) -> YAML:
    """Give an editor that indents as a file does."""
    editor = YAML()
    editor.Resolver = _Unresolved
    editor.preserve_quotes = True
    editor.width = _WIDEST
    editor.brace_single_entry_mapping_in_flow_sequence = True
    mapping, sequence, offset = _indents(text)
    editor.indent(mapping=mapping, sequence=sequence, offset=offset)
    return editor


def _without_tabs(text: str) -> str:
    """
    Give a text with blanks for tabs, where these are between its values; the editor stops at tabs
    at which the reader of cases does not.
    """
    blank = text.replace("\t", " ")
    if blank != text and compose(blank, file="").data == compose(text, file="").data:
        return blank
    return text


def _indents(text: str) -> tuple[int, int, int]:
    """
    Give how far, below its key, a file sets in the keys of its first mapping, the entries of its
    first list, and the dashes of these.
    """
    below = list(_below_keys(text))
    dashed = [(depth, bare) for depth, bare in below if bare.startswith(_DASH)]
    mapping = next((depth for depth, bare in below if depth and not bare.startswith(_DASH)), 2)
    if not dashed:
        return mapping, 4, 2
    offset, bare = dashed[0]
    return mapping, offset + _depth(bare), offset


def _below_keys(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines below keys that stand alone: how far they are set in, and what they hold."""
    before = ""
    for line in text.splitlines():
        bare = line.lstrip(" ")
        if bare and not bare.startswith("#"):
            if before.endswith(":"):
                yield max(len(line) - len(bare) - _depth(before), 0), bare
            before = line.rstrip()


def _depth(line: str) -> int:
    """Give the column of the key that ends a line."""
    bare = line.lstrip(" ")
    return len(line) - len(bare.removeprefix("-").lstrip(" ") if bare.startswith(_DASH) else bare)


def _merged(original: str, unchanged: str, changed: str) -> str:
    """
    Bring changes of a text that the editor wrote into the text that it read: where the editor alone
    laid lines out otherwise, they stay as they were.
    """
    if original == unchanged:
        return changed
    read, written, wanted = (
        text.splitlines(keepends=True) for text in (original, unchanged, changed)
    )
    laid_out = _by_key(_spans(written, read), _key_lines(unchanged, original))
    parts: list[str] = []
    place = 0
    for start, end, low, high in _spans(written, wanted):
        before, clashing, laid_out = _parted(laid_out, start, end)
        first, last = min([start, *clashing]), max([end, *clashing])
        if first < place:
            return changed
        parts += _laid_out(written[place:first], place, before, read)
        parts += [*written[first:start], *wanted[low:high], *written[end:last]]
        place = last
    return "".join([*parts, *_laid_out(written[place:], place, laid_out, read)])


def _parted(
    spans: Sequence[_Span], start: int, end: int
) -> tuple[list[_Span], list[int], list[_Span]]:
    """Give the spans before some lines, the ends of those that share a line, and those behind."""
    return (
        [span for span in spans if span[1] <= start],
        [place for span in spans if span[0] < end and start < span[1] for place in span[:2]],
        [span for span in spans if span[0] >= end and span[1] > start],
    )


def _key_lines(unchanged: str, original: str) -> Mapping[int, int]:
    """Give on which line of the original a key stands that begins a line of the same data."""
    written, read = (compose(text, file="").keys for text in (unchanged, original))
    lines: dict[int, int] = {}
    for path in written:
        if path in read:
            lines.setdefault(written[path].line - 1, read[path].line - 1)
    return lines


def _by_key(spans: Sequence[_Span], lines: Mapping[int, int]) -> list[_Span]:
    """Divide spans into smaller ones, where a key begins a line on both sides."""
    parts: list[_Span] = []
    for first, end, lowest, high in spans:
        start, low = first, lowest
        for place in range(first + 1, end):
            if low < lines.get(place, low) < high:
                parts.append((start, place, low, lines[place]))
                start, low = place, lines[place]
        parts.append((start, end, low, high))
    return parts


def _spans(before: Sequence[str], after: Sequence[str]) -> list[_Span]:
    """Give which lines of one text are other lines in another one."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [row[1:] for row in matcher.get_opcodes() if row[0] != "equal"]


def _laid_out(
    lines: Sequence[str], place: int, spans: Sequence[_Span], read: Sequence[str]
) -> list[str]:
    """Give lines, the first of which has a place, with those that were read for some spans."""
    result = [*lines]
    for start, end, low, high in reversed(spans):
        result[start - place : end - place] = read[low:high]
    return result


def _commented_out(text: str, section: str, place: int, says: str) -> str:
    """Make comments of the lines of an entry that begins with a dash of its own."""
    composed = compose(text, file="")
    lines = text.splitlines(keepends=True)
    first = composed.places[section, place].line - 1
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
    end = first + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(f"{indent} ")):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    body = [f"{indent}# {line.removeprefix(indent)}" for line in lines[first:end]]
    if len(composed.data[section]) == 1:  # a section without entries is left out
        key = composed.keys[section,].line - 1
        lines[key] = f"# {lines[key]}"
    return "".join([*lines[:first], f"{indent}# {REMARK}{says}\n", *body, *lines[end:]])


__all__ = ["REMARK", "CommentedMap", "EditedFile"]
