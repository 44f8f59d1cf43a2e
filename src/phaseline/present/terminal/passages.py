"""Where words stand in a case, as text: by section, with the words marked where marks are seen."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from phaseline.desk.register.passages import EntryWithWords, Passage
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.numbers import count_words, listed

_AROUND = 120  # letters on either side of the first place, where a text is long
MOST_PASSAGES = 3


def passages_text(
    holding: Sequence[EntryWithWords], words: Sequence[str], mark: Callable[[str], str] = str
) -> str:
    """
    Give the entries that hold some words, section by section, how many come first.

    Args:
        holding: The entries.
        words: The words.
        mark: Marks a word where it stands, as a terminal shows it.
    """
    phrase = listed([f"“{word}”" for word in words])
    if not holding:
        return f"Nothing in this case holds {phrase}."
    by_section = [(name, list(group)) for name, group in groupby(holding, lambda e: e.section)]
    counts = ", ".join(f"{name} {len(group)}" for name, group in by_section)
    verb = "holds" if len(holding) == 1 else "hold"
    number = count_words(len(holding), "entry", "entries")
    blocks = [wrapped(f"{number} {verb} {phrase}: {counts}")]
    for name, group in by_section:
        lines = [heading(name), *(_entry_lines(entry, mark) for entry in group)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def passages_data(holding: Sequence[EntryWithWords]) -> list[dict[str, Any]]:
    """Give the entries as plain data."""
    return [
        {
            "section": entry.section,
            "address": entry.address,
            "texts": [
                {
                    "field": passage.field,
                    "text": passage.text,
                    "places": [list(place) for place in passage.places],
                }
                for passage in entry.passages
            ],
        }
        for entry in holding
    ]


def _entry_lines(entry: EntryWithWords, mark: Callable[[str], str]) -> str:
    shown = entry.passages[:MOST_PASSAGES]
    more = len(entry.passages) - len(shown)
    return "\n".join(
        [
            entry.address,
            *(
                wrapped(f"{passage.field}: {excerpt(passage, mark)}", indent=4, hang=6)
                for passage in shown
            ),
            *([f"    … and {count_words(more, 'more text')}"] if more else []),
        ]
    )


def excerpt(passage: Passage, mark: Callable[[str], str]) -> str:
    """
    Give the text around the first place, with every place in it marked.

    Args:
        passage: The text and its places.
        mark: Marks words where they stand.
    """
    start = max(0, passage.places[0][0] - _AROUND)
    end = min(len(passage.text), passage.places[0][1] + _AROUND)
    parts, here = ["…" if start else ""], start
    for first, last in passage.places:
        if last <= end:
            parts += [passage.text[here:first], mark(passage.text[first:last])]
            here = last
    parts += [passage.text[here:end], "…" if end < len(passage.text) else ""]
    return " ".join("".join(parts).split())
