"""What a wording looks up: titles, names and the case's own words; nothing is decided here."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from phaseline.case.games import rungs_of
from phaseline.case.model.case import Case
from phaseline.case.model.response import Ladder
from phaseline.case.values import at
from phaseline.law.model import Standing
from phaseline.present.wording.game import course_name, course_parts
from phaseline.present.wording.law import deciding_in, reading_names, standing_label, the_body
from phaseline.present.wording.numbers import actor_words, listed, lowered, subject_words
from phaseline.present.wording.sentences import origin_of, source_name
from phaseline.terms.letters import capitalised

QUESTION_WORDS = frozenset({"how", "what", "when", "where", "which", "whether", "who", "whose"})
_BEFORE_QUESTIONS = frozenset({"at", "by", "for", "from", "in", "on", "to", "under", "with"})
_REMARK = re.compile(r"\s*\([^()]*\)(?=[.?]?$)")  # such as (in log-odds)


def asks_question(asked: str) -> bool:
    """
    Whether what an assumption asks is a question.

    >>> asks_question("how much it costs"), asks_question("by when it comes")
    (True, True)
    >>> asks_question("chance that it comes when called")
    False
    """
    first, second = (*asked.split(maxsplit=2), "", "")[:2]
    return first in QUESTION_WORDS or (first in _BEFORE_QUESTIONS and second in QUESTION_WORDS)


def takes_article(asked: str) -> bool:
    """
    Whether what an assumption asks takes an article within a sentence: no question does, nor what
    begins with whose it is.

    >>> takes_article("chance of a report"), takes_article("Moscow's gain from it")
    (True, False)
    >>> takes_article("North Korea's gain"), takes_article("Assembly's vote against it")
    (False, False)
    >>> takes_article("weight of Moscow's gain")
    True
    """
    if asks_question(asked):
        return False
    name = [*takewhile(lambda word: word[:1].isupper(), asked.split())]
    return not any(word.endswith(("'s", "’s", "s'", "s’")) for word in name)


class Words:
    """
    The words of one case.

    Args:
        case: The case.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.crossing = case.vocabulary.crossing
        self.period = case.period

    def entry(self, address: str) -> Any:
        """Give the entry at an address."""
        return at(self.case, address)

    def title(self, address: str) -> str:
        """Give the title of an entry, as it stands."""
        return str(self.entry(address).title)

    def within(self, address: str) -> str:
        """Give the title of an entry within a sentence."""
        return self.lowered(self.title(address))

    def lowered(self, text: str) -> str:
        """Begin a text within a sentence."""
        return lowered(self.case, text)

    def subject(self, name: str) -> str:
        """Name within a sentence what a red line holds."""
        return subject_words(self.case, name)

    def clause(self, text: str) -> str:
        """Give a text within a sentence, without its full stop."""
        return self.lowered(text).rstrip(".")

    def actor(self, name: str) -> str:
        """Name an actor."""
        return actor_words(self.case, name)

    def played_track(self, name: str) -> str:
        """
        Name within a sentence what a track of the game is about: the track of the case that it
        plays, or what crosses the red line; its id where the game has no such track.
        """
        played = self.case.game.tracks.get(name) if self.case.game else None
        if played is None:
            return name
        track = self.case.tracks.get(played.of)
        sides = {"red_line": self.crossing.plural, "off_line": "what the red line leaves out"}
        return self.lowered(track.title) if track else sides.get(played.of, name)

    def kind(self, name: str) -> str:
        """
        Name a type of the game within a sentence, by its title as a clause; by its id where the
        game has no such type.
        """
        kinds = self.case.game.types if self.case.game else None
        known = kinds is not None and name in kinds.ids
        return f"the type that {self.lowered(kinds[name].title)}" if kinds and known else name

    def kinds(self, names: Iterable[str]) -> str:
        """Name several types of the game."""
        return listed([self.kind(name) for name in names])

    def rung(self, policy: str, name: str) -> str:
        """Name a rung of a completed ladder by its title; by its id where the case lacks it."""
        completed = self.case.policies.get(policy)
        rungs = rungs_of(self.case, completed) if completed else []
        return next((f"“{entry.title}”" for entry in rungs if entry.id == name), name)

    def actors(self, names: Iterable[str]) -> str:
        """Name several actors."""
        return listed([self.actor(name) for name in names], empty="nobody")

    def source(self, name: str) -> str:
        """Name a source."""
        return source_name(self.case, name)

    def readings(self, names: Iterable[str]) -> str:
        """Name readings of the law within a sentence."""
        titles = reading_names(self.case)
        return listed([self.lowered(titles[name]) for name in names])

    def body(self, procedure: str) -> str:
        """Name the body that decides in a procedure, or each of several, within a sentence."""
        names = deciding_in(self.case, procedure.partition(".")[2])
        return listed([the_body(self.case, name) for name in names])

    def standing(self, standing: Standing, bodies: Sequence[str]) -> str:
        """Say how something stands, by the names of those who decide."""
        return standing_label(self.case, standing, bodies)

    def ladder(self, address: str) -> Ladder:
        """Give the ladder at an address."""
        ladder: Ladder = self.entry(address)
        return ladder

    def short_completion(self, ladder: str, completion: str) -> str:
        """Give what tells a completion of a ladder from others; empty where there is none."""
        entry = self.ladder(ladder).completions.get(completion)
        return (entry.short or entry.id) if entry else ""

    def origin(self, address: str) -> str:
        """Say whose a ladder is."""
        return origin_of(self.case, self.ladder(address))

    def opening_origin(self, address: str) -> str:
        """Say whose a ladder is where a sentence begins with it."""
        origin = self.origin(address)
        return capitalised(origin)

    def course(self, policy: str) -> str:
        """Name a ladder as it is played, with what tells it from others of its ladder."""
        return course_name(self.case, policy)

    def courses(self, policies: Iterable[str]) -> str:
        """Name several ladders as they are played; those of one ladder stand together."""
        ladders: dict[str, list[str]] = {}
        for policy in policies:
            title, which = course_parts(self.case, policy)
            ladders.setdefault(title, []).extend([which] if which else [])
        return listed(
            [f"{title} ({'; '.join(ways)})" if ways else title for title, ways in ladders.items()]
        )

    def short_title(self, ladder: str) -> str:
        """Give what pictures and tables call a ladder, within a sentence."""
        entry = self.ladder(ladder)
        return self.lowered(entry.short or entry.title)

    def row_name(
        self, ladder: str, policies: Sequence[str] = (), *, is_one_of_several: bool = False
    ) -> str:
        """Name a course as it stands at the head of a row, with what tells it from its like."""
        name = self.short_title(ladder)
        entry = self.ladder(ladder)
        which = [
            self.short_completion(ladder, completion.id)
            for completion in entry.completions
            if completion.id in policies
        ]
        whole = f"{name} ({listed(which)})" if is_one_of_several and which else name
        return capitalised(whole)

    def steps_of(self, ladders: Sequence[str], others: Sequence[str]) -> str:
        """Name the courses of which the last step is spoken of, or those of which it is not."""
        if len(ladders) == 1 or len(ladders) <= len(others):
            names = listed([self.short_title(address) for address in ladders])
            return f"the last step of {names}"
        but = listed([self.short_title(address) for address in others], empty="")
        return f"the last step of each course{f' but {but}' if but else ''}"

    def completions(self, owners: Iterable[str]) -> str:
        """Say whose completions are told: ours, where those who prepared the case own them."""
        owning = list(owners)
        names = list(dict.fromkeys(owning))
        several = "s" if len(owning) > 1 else ""
        if names == [self.case.prepared_by.removeprefix("the ")]:
            return f"Our completion{several}"
        return f"Completion{several} by {listed(names)}"

    def asked(self, address: str) -> str:
        """Give what an assumption asks within a sentence, without a remark on its unit."""
        return self.clause(self.without_remark(self.entry(address).asks))

    def asked_within(self, address: str) -> str:
        """Name an assumption within a sentence, with an article where it takes one."""
        asked = self.asked(address)
        return f"the {asked}" if takes_article(asked) else asked

    def without_remark(self, text: str) -> str:
        """Give a text without the remark in brackets at its end, which stands with its entry."""
        return _REMARK.sub("", text)

    def periods(self, count: float) -> str:
        """Give the word for so many periods."""
        return self.period if count == 1 else f"{self.period}s"
