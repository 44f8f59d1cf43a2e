"""
What the checks of a game share: its tracks with their levels, the rungs of its policies, and how
names are held to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from phaseline.case.addresses import Path, nearest
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Track
from phaseline.case.model.play import GamePolicy, GameTrack
from phaseline.case.model.policies import rungs_played
from phaseline.case.showing import shown

RED_LINE, OFF_LINE = "red_line", "off_line"
_NAMED = 8  # known names, in a message


class OfLevel(Protocol):
    """Something that is said of one level of a track."""

    @property
    def track(self) -> str:
        """The id of the track."""

    @property
    def level(self) -> str:
        """The level."""


class GameNames:
    """
    The game of a case, with the names that stand in it.

    Args:
        pen: Where diagnostics are written.
        case: The case; it has a game.

    Attributes:
        at: The path of the game.
        setup: The game.
        policies: What the game plays.
        levels: The levels that are played on each track; none where they cannot be told.
        reported: The tracks of which there are only reports.
        ranges: Both ends of every formula that could be worked out, by its text.
        times: The low end of each in base units, and whether it is a time rather than a count of
            periods, likewise.
    """

    def __init__(self, pen: DiagnosticCollector, case: Case) -> None:
        self.pen = pen
        self.case = case
        self.at: Path = ("games", 0)
        self.setup = setup_of(case)
        self.policies = case.policies
        self.levels: Mapping[str, tuple[str, ...]] = {
            track.id: self.played(track) for track in reversed(self.setup.tracks)
        }
        self.reported = frozenset(track.id for track in self.setup.tracks if track.noticed)
        self.ranges: dict[str, tuple[float, float]] = {"": (0.0, 0.0)}
        self.times: dict[str, tuple[float, bool]] = {}

    def of_case(self, track: GameTrack) -> Track | None:
        """
        Give the track of the case that a track of the game plays; None for a red line, and where
        there is none.
        """
        return self.case.tracks.get(track.of)

    def played(self, track: GameTrack) -> tuple[str, ...]:
        """Give the levels of a track that are played; none where they cannot be told."""
        of = self.of_case(track)
        return track.levels or (of.levels if of else ())

    def starts(self, track: GameTrack) -> str:
        """
        Give the level at which a track stands on the as-of date; the first one where the case does
        not know it.
        """
        of, levels = self.of_case(track), self.played(track)
        return (
            of.at_start if of is not None and of.at_start != "unknown" else next(iter(levels), "")
        )

    def is_natures(self, track: GameTrack) -> bool:
        """Whether nobody decides a track."""
        of = self.of_case(track)
        return of is not None and of.controlled_by == "nature"

    def is_whole(self, section: str) -> bool:
        """
        Whether no entry of a section is faulty itself; what names a faulty one is reported there.
        """
        return section not in self.pen.reading.remaining

    def known(self, path: Path, word: str, names: Iterable[str], among: str) -> bool:
        """Hold a word to the names that there are, and say whether it is one of them."""
        known = tuple(dict.fromkeys(names))
        if word in known:
            return True
        near = nearest(word, known) if self.pen.may_propose else ""
        self.pen.error(
            "PL501",
            path,
            f"there is no {shown(word)} among the {among}",
            expected=(
                f"one of {', '.join(known[:_NAMED])}{', …' if len(known) > _NAMED else ''}"
                if known
                else "a name; there is none yet"
            ),
            fix=(
                f"replace {shown(word)} by {near!r}"
                if near
                else f"name one of them, or add {shown(word)}"
            ),
        )
        return False

    def policy(self, path: Path, word: str) -> bool:
        """Hold a word to what is played, where the ladders can tell."""
        if word in self.policies.ids or not self.is_whole("ladders"):
            return word in self.policies.ids
        return self.known(path, word, self.policies.ids, "policies")

    def track(self, path: Path, word: str) -> bool:
        """Hold a word to the tracks of the game."""
        return self.known(path, word, self.levels, "tracks of the game")

    def level(self, path: Path, track: str, word: str) -> bool:
        """Hold a word to the levels of a track, where they can be told."""
        levels = self.levels[track]
        return not levels or self.known(path, word, levels, f"levels of {track}")

    def rows(self, path: Path, rows: Sequence[OfLevel], noun: str) -> None:
        """Hold a table by track and level to the names of both, each level once."""
        for place, row in enumerate(rows):
            if self.track((*path, place, "track"), row.track):
                self.level((*path, place, "level"), row.track, row.level)
        self.once(path, [f"{row.level} of {row.track}" for row in rows], noun, field="level")

    def levels_of(self, path: Path, levels: Mapping[str, str]) -> None:
        """Hold levels by track to the names of both."""
        for track, level in levels.items():
            if self.track((*path, track), track):
                self.level((*path, track), track, level)

    def once(self, path: Path, words: Sequence[str], noun: str, *, field: str = "") -> None:
        """Report items of a list that name what an earlier one names."""
        first: dict[str, int] = {}
        for place, word in enumerate(words):
            if first.setdefault(word, place) != place:
                self.pen.error(
                    "PL502",
                    (*path, place, field) if field else (*path, place),
                    f"the {noun} {shown(word)} stands twice",
                    expected=f"each {noun} once",
                    fix="correct or remove one of the two",
                )

    def some(self, path: Path, items: Sequence[object], least: int, noun: str) -> None:
        """Hold a list to the least number of items."""
        if len(items) < least:
            wanted = f"at least {least} {noun}{'s' * (least > 1)}"
            self.pen.error(
                "PL112",
                path,
                f"{path[-1]}: found {len(items) or 'none'}",
                expected=wanted,
                fix=f"list {wanted}",
            )

    def may_exceed(self, formula: str, other: str, *, least: int = 0) -> bool:
        """
        Whether a formula may give a larger whole number than another one, somewhere within the
        ranges of their assumptions.

        Args:
            formula: The formula.
            other: The other one.
            least: The least that counts; what is lower, and a formula that is left out, stands for
                it.
        """
        if formula == other or not (formula in self.ranges and other in self.ranges):
            return False
        return max(round(self.ranges[formula][1]), least) > max(round(self.ranges[other][0]), least)

    def rungs(self, policy: GamePolicy) -> tuple[str, ...]:
        """Give the ids of the rungs that a policy plays, from the lowest upward."""
        return rungs_played(self.case.ladders[policy.ladder], policy)
