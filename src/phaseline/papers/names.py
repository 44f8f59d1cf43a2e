"""Actors that a sentence names: those of the case first, then those of a public list."""

import re
from collections.abc import Iterable
from functools import cache

from phaseline.papers.lists import listed
from phaseline.terms.record import record

_SHORT = 4  # letters; a shorter name counts only as it is written


@record
class NamedActor:
    """
    An actor that a sentence names.

    Attributes:
        actor: The id of the actor, of the case or of the list.
        rule: Where the name comes from, and its version.
    """

    actor: str
    rule: str


class Names:
    """
    Knows the names of actors.

    Args:
        actors: The actors of the case: their ids with every name of theirs.
    """

    def __init__(self, actors: Iterable[tuple[str, tuple[str, ...]]] = ()) -> None:
        self.ids: dict[str, tuple[str, str]] = {}
        for actor, names in actors:
            self._enter(actor, names, "case-actor/1")
        for listed_as, names in _listed():
            of_case = self.ids.get(_key(names[0]))  # whose capital and adjective these are, then
            self._enter(of_case[0] if of_case else listed_as, names, "names/2")
        words = sorted(self.ids, key=len, reverse=True)
        self.pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?:['’]s?)?(?![\w])", re.IGNORECASE
        )

    def of(self, text: str) -> tuple[NamedActor, ...]:
        """
        Give the actors that a sentence names, each once, in the order in which they occur.

        >>> mentions = Names().of("Seoul told Russian envoys; North Korea's aid")
        >>> [mention.actor for mention in mentions]
        ['south-korea', 'russia', 'north-korea']
        """
        mentions: dict[str, NamedActor] = {}
        for _, _, mention in self.placed(text):
            mentions.setdefault(mention.actor, mention)
        return tuple(mentions.values())

    def placed(self, text: str) -> tuple[tuple[int, int, NamedActor], ...]:
        """Give every name of a sentence with where it begins and ends [code point], in order."""
        placed: list[tuple[int, int, NamedActor]] = []
        for match in self.pattern.finditer(text):
            written = re.sub(r"['’]s?$", "", match[0])
            actor, rule = self.ids[_key(written)]
            if len(written) > _SHORT or not written.islower():  # us, the pronoun, is no name
                placed.append((*match.span(), NamedActor(actor=actor, rule=rule)))
        return tuple(placed)

    def _enter(self, actor: str, names: Iterable[str], rule: str) -> None:
        for name in names:
            if len(name) > 1:
                self.ids.setdefault(_key(name), (actor, rule))


def _key(name: str) -> str:
    return name.casefold()


@cache
def _listed() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the ids of the list, each with its names."""
    rows = [line.split("|") for line in listed("names")]
    return tuple(
        (actor, tuple(name.strip() for part in names for name in part.split(",") if name.strip()))
        for actor, *names in rows
    )
