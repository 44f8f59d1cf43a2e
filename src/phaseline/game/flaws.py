"""
Collects what is wrong with a game: knows its names, so that each check only says what and where.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass

from phaseline.case.addresses import Path, nearest
from phaseline.case.compose import MOST_PROBLEMS
from phaseline.case.showing import shown
from phaseline.game.bounds import CHANCE, Bounds, figure
from phaseline.game.spec import ByLevel, Game
from phaseline.terms.meaning import meanings
from phaseline.terms.record import record, written
from phaseline.terms.ties import CLOSE, total

_NAMED = 8  # known names, in a message


@record
class Flaw:
    """
    One thing that is wrong with a game.

    Args:
        code: The stable code.
        path: The path of the value in the file.
        message: What was found.
        expected: What was expected instead.
        fix: One concrete way to mend it.
        is_key: Whether the key of the value is meant.
    """

    code: str
    path: Path
    message: str
    expected: str
    fix: str
    is_key: bool = False


class Flaws:
    """
    Collects the flaws of one game.

    Args:
        game: The game.

    Attributes:
        found: The flaws, in the order in which they were found.
        levels: The levels of each track.
        labels: The labels of each track that has reports.
        rungs: The ids of the rungs, from the lowest upward.
        drifting: The tracks that nature moves.
        suspects: The challengers whom reports name.
    """

    def __init__(self, game: Game) -> None:
        self.found: list[Flaw] = []
        self.levels = {track.id: track.levels for track in game.challenger.tracks}
        self.labels = {
            track.id: track.reports.labels
            for track in game.challenger.tracks
            if track.reports is not None
        }
        self.rungs = tuple(rung.id for rung in game.ladder.rungs)
        self.drifting = frozenset(track.id for track in game.challenger.tracks if track.drift)
        self.suspects = game.suspects

    def add(
        self, code: str, path: Path, message: str, *, expected: str, fix: str, is_key: bool = False
    ) -> None:
        """Note a flaw."""
        self.found.append(
            Flaw(code=code, path=path, message=message, expected=expected, fix=fix, is_key=is_key)
        )

    def bounded(self, path: Path, value: float, bounds: Bounds) -> bool:
        """Hold a number to its bounds, and say whether it keeps them."""
        if bounds.holds(value):
            return True
        self.add(
            "PL410",
            path,
            f"{_name(path)}: found {figure(value)}",
            expected=bounds.says,
            fix=f"write a number such as {bounds.near(value)}",
        )
        return False

    def known(
        self, path: Path, word: object, names: Iterable[str], noun: str, *, is_key: bool = False
    ) -> bool:
        """Hold a word to the names that there are, and say whether it is one of them."""
        known = tuple(names)
        if word in known:
            return True
        near = self.nearest(str(word), known)
        said = figure(word) if isinstance(word, float) else shown(word)
        self.add(
            "PL501",
            path,
            f"unknown {noun} {said}",
            expected=f"one of {_name_list(known)}" if known else f"a {noun}; there is none",
            fix=f"replace {said} by {near!r}" if near else f"use a known {noun}, or add this one",
            is_key=is_key,
        )
        return False

    def nearest(self, word: str, known: Sequence[str]) -> str:
        """Give the known word that is nearest to a misspelt one, while it still finds a reader."""
        return nearest(word, known) if len(self.found) < MOST_PROBLEMS else ""

    def rung(self, path: Path, word: object, *, is_key: bool = False) -> bool:
        """Hold a word to the rungs of the ladder."""
        return self.known(path, word, self.rungs, "rung", is_key=is_key)

    def track(self, path: Path, word: str, *, is_key: bool = True) -> bool:
        """Hold a word to the tracks of the game."""
        return self.known(path, word, self.levels, "track", is_key=is_key)

    def level(self, path: Path, track: str, word: str, *, is_key: bool = False) -> bool:
        """Hold a word to the levels of a track."""
        return self.known(path, word, self.levels[track], f"level of {track}", is_key=is_key)

    def by_level(self, path: Path, table: ByLevel) -> None:
        """Hold a table by track and level to the names of both."""
        for track, row in table.items():
            if self.track((*path, track), track):
                for level in row:
                    self.level((*path, track, level), track, level, is_key=True)

    def levels_of(self, path: Path, levels: Mapping[str, str]) -> None:
        """Hold levels by track to the names of both."""
        for track, level in levels.items():
            if self.track((*path, track), track):
                self.level((*path, track), track, level)

    def once(self, path: Path, words: Sequence[object], noun: str, *, field: str = "") -> None:
        """Say which items of a list name something that an earlier one names."""
        first: dict[object, int] = {}
        for place, word in enumerate(words):
            if first.setdefault(word, place) != place:
                where = (*path, place, field) if field else (*path, place)
                said = (
                    " from ".join(shown(part) for part in word)
                    if isinstance(word, tuple)
                    else shown(word)
                )
                self.add(
                    "PL502",
                    where,
                    f"the {noun} {said} stands twice",
                    expected=f"each {noun} once",
                    fix="rename or remove one of the two",
                )

    def some(self, path: Path, items: Sequence[object], least: int, noun: str) -> bool:
        """Hold a list to the least number of items, and say whether it has them."""
        if len(items) >= least:
            return True
        wanted = f"{least} {noun}{'s' * (least > 1)}"
        self.add(
            "PL112",
            path,
            f"{_name(path)}: found {len(items) or 'none'}",
            expected=f"at least {wanted}",
            fix=f"list at least {wanted}",
        )
        return False

    def chances(
        self, path: Path, row: Mapping[str, float] | Sequence[float], *, most_only: bool = False
    ) -> None:
        """
        Hold chances to their bounds and to their sum.

        Args:
            path: The path of the row.
            row: The chances, by name or in order.
            most_only: Whether they may sum to less than 1.
        """
        entries = list(row.items()) if isinstance(row, Mapping) else list(enumerate(row))
        are_chances = [self.bounded((*path, step), chance, CHANCE) for step, chance in entries]
        if all(are_chances):
            self.summed(
                path,
                [chance for _, chance in entries],
                f"the chances of {_name(path)}",
                most_only=most_only,
            )

    def summed(
        self, path: Path, chances: Sequence[float], noun: str, *, most_only: bool = False
    ) -> None:
        """Hold chances to their sum, which is 1 or, where only the most is told, at most 1."""
        whole = total(chances)
        if whole <= 1 + CLOSE and (most_only or whole >= 1 - CLOSE):
            return
        last = chances[-1] + 1 - whole if chances else -1.0
        self.add(
            "PL411",
            path,
            f"{noun} sum to {whole:.12g}",
            expected="a sum of at most 1" if most_only else "a sum of 1",
            fix=(
                f"write {last:.12g} for the last of them, or correct another"
                if 0 <= last <= 1
                else "correct the numbers that are wrong"
            ),
        )

    def rows(
        self, path: Path, rows: Mapping[str, Sequence[float]], *, track: str, labels: Sequence[str]
    ) -> None:
        """
        Hold the chances of reports to the levels and labels that they are about.

        Args:
            path: The path of the rows.
            rows: For each level the chances of the labels.
            track: The track that is reported.
            labels: The labels.
        """
        for level, row in rows.items():
            if not self.level((*path, level), track, level, is_key=True):
                continue
            if len(row) == len(labels):
                self.chances((*path, level), row)
            else:
                self.add(
                    "PL412",
                    (*path, level),
                    f"the row of {level} has {len(row)} chance{'s' * (len(row) != 1)}",
                    expected=f"{len(labels)}, one for each of {_name_list(labels)}",
                    fix=f"write {len(labels)} chances that sum to 1",
                )
        self.complete(path, rows, self.levels[track], "level")

    def complete(
        self, path: Path, rows: Mapping[str, object], names: Iterable[str], noun: str
    ) -> None:
        """Say which rows of a table are missing, and not only misspelt."""
        known = tuple(names)
        meant = {self.nearest(name, known) for name in rows if name not in known}
        missing = [name for name in known if name not in rows and name not in meant]
        if missing:
            self.add(
                "PL412",
                path,
                f"{_name(path)}: no row for {', '.join(missing[:_NAMED])}",
                expected=f"a row for each {noun}",
                fix=f"add `{missing[0]}: …`",
            )


def need(flaws: Flaws, path: Path, owner: type) -> None:
    """Say that a field is missing which the words of another field call for."""
    name = str(path[-1])
    meaning = meanings(owner.__annotations__)[name].label
    flaws.add(
        "PL106", path, f"the field {name!r} is missing", expected=meaning, fix=f"add `{name}: …`"
    )


def reserve(flaws: Flaws, path: Path, name: str, reserved: Sequence[str], why: str) -> None:
    """Refuse a name that means something else."""
    if name in reserved:
        flaws.add(
            "PL510",
            path,
            f"the name {shown(name)} is taken: {why}",
            expected="another name",
            fix=f"rename it, such as {f'{name}-1'!r}",
        )


def numbers(value: object, path: Path = ()) -> Iterable[tuple[Path, float]]:
    """Give every number of a record, with its path in the file."""
    if is_dataclass(value):
        steps: Iterable[tuple[str | int, object]] = [
            (written(field.name), getattr(value, field.name)) for field in fields(value)
        ]
    elif isinstance(value, Mapping):
        steps = value.items()
    else:
        steps = enumerate(value) if isinstance(value, tuple) else ()
    for step, inner in steps:
        yield from numbers(inner, (*path, step))
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield path, value


def _name(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _name_list(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
