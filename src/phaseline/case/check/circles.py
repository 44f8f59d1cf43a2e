"""Circles among entries that name one another."""

from collections.abc import Iterator, Mapping

from phaseline.case.addresses import Path

Links = Mapping[
    str, Mapping[str, Path]
]  # entry -> the entries that it names -> where it names them


def circles(links: Links) -> Iterator[tuple[str, ...]]:
    """
    Give circles of names, none of which share an entry.

    >>> list(circles({"a": {"b": ()}, "b": {"a": ()}, "c": {"a": ()}}))
    [('a', 'b')]
    """
    reported: set[str] = set()
    for way, entry in _returns(links):
        # a look at both ends is cheap, and a way may be long
        if reported.isdisjoint((entry, next(reversed(way)))):
            names = list(way)
            circle = tuple(names[names.index(entry) :])
            if reported.isdisjoint(circle):
                yield circle
            reported.update(circle)


def _returns(links: Links) -> Iterator[tuple[dict[str, Iterator[str]], str]]:
    """
    Follow the names, and give each way whose last entry names an earlier one, with that one.

    The way itself is given, not a copy: it goes on changing with the next step.
    """
    done: set[str] = set()
    for start in links:
        way = {start: iter(links[start])} if start not in done else {}
        while way:
            name = next(reversed(way))
            following = next(way[name], None)
            if following is None:
                del way[name]
                done.add(name)
            elif following in way:
                yield way, following
            elif following in links and following not in done:
                way[following] = iter(links[following])
