"""Where everything stands: noted as bare numbers, and a place once somebody asks."""

from collections.abc import Iterator, Mapping, MutableMapping

from phaseline.case.addresses import Path
from phaseline.terms.diagnostic import Place

Mark = tuple[str, int, int, int]  # file, line, column and width, as `Place` has them


class Places(MutableMapping[Path, Place]):
    """
    The places of values, or of keys, by path.

    A long case has thirty thousand of them, and a report asks for a few.

    Attributes:
        marks: File, line, column and width by path.
    """

    def __init__(self) -> None:
        self.marks: dict[Path, Mark] = {}

    def __getitem__(self, path: Path) -> Place:
        file, line, column, width = self.marks[path]
        return Place(file=file, line=line, column=column, width=width)

    def __setitem__(self, path: Path, place: Place) -> None:
        self.marks[path] = (place.file, place.line, place.column, place.width)

    def __delitem__(self, path: Path) -> None:
        del self.marks[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self.marks)

    def __len__(self) -> int:
        return len(self.marks)

    def __contains__(self, path: object) -> bool:
        return path in self.marks

    def add(self, others: "Places", offsets: Mapping[str | int, int]) -> None:
        """
        Take up other places; where a path is known already, the first counts.

        Args:
            others: The other places.
            offsets: By how much the items of each section move; of a section that is not named,
                nothing is taken up.
        """
        for path, mark in others.marks.items():
            offset = offsets.get(path[0]) if path else None
            if offset is not None:
                self.marks.setdefault(moved(path, offset) if offset else path, mark)


def moved(path: Path, offset: int) -> Path:
    """
    Give the path of what stands in a section, once its items have moved.

    >>> moved(("facts", 0, "value"), 2), moved(("facts",), 2)
    (('facts', 2, 'value'), ('facts',))
    """
    if len(path) > 1 and isinstance(path[1], int):
        return (path[0], path[1] + offset, *path[2:])
    return path
