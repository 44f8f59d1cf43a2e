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
    done: set[str] = set()
    reported: set[str] = set()
    for start in links:
        way = {start: iter(links[start])} if start not in done else {}
        while way:
            name = next(reversed(way))
            following = next(way[name], None)
            if following is None:
                del way[name]
                done.add(name)
            elif following in way and not {name, following} & reported:
                names = list(way)
                circle = tuple(names[names.index(following) :])
                if reported.isdisjoint(circle):
                    yield circle
                reported.update(circle)
            elif following in links and following not in done and following not in way:
                way[following] = iter(links[following])
