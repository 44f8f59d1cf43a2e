"""The dialogue of `phaseline review`: one sentence at a time, each decision written at once."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, takewhile

from phaseline.case.model.case import Case
from phaseline.cli.case_papers import CasePapers
from phaseline.papers.confirming import (
    FIELDS,
    draft,
    faults_of_phrase,
    going_with,
    selected,
    unknown_units,
)
from phaseline.papers.coverage import coverage, coverage_line
from phaseline.papers.paper import BLOCK_END
from phaseline.papers.reviewing import (
    CHANGED,
    EVENTS,
    FACTS,
    Confirmation,
    Review,
    WrittenMeanwhile,
)
from phaseline.papers.stubs import Stub, StubState

KEYS = (
    "c confirm · t took place: an event · s PHRASE confirm a part and stay · e FIELD VALUE edit ·"
    " r REASON reject · k REASON skip · P REASON skip the rest of the paragraph ·"
    " K REASON skip the rest of the section · n next · p previous ·"
    " f rule|topic|section WORD filter · u undo · q quit"
)
QUIT = "q"
NOTHING_TO_UNDO = "nothing to undo since this review began; --all shows what was decided before"
_NOTHING = frozenset({"none", "nothing", "-"})  # what people type to empty a field
_IN_WORDS = frozenset({"says", "exact"})  # which may hold any words
_ASKED = {
    FACTS: {"says": "in your own words: ", "said_by": "said by (an actor): "},
    EVENTS: {
        "says": "what took place, in your own words: ",
        "when": "when (such as 2031-03-04, 2031-03 or 2031): ",
    },
}
_AROUND = 200  # letters of the paper before and after a sentence
Ask = Callable[[str], str]
Say = Callable[[str], None]


class Dialog:
    """
    Goes through the sentences that wait for a person.

    Args:
        papers: The case with its stubs and texts.
        ask: Asks for a line; raises EOFError at the end of the input.
        say: Prints a line.
        confirmed_by: Who confirms.
        is_all: Whether sentences are shown, too, on which somebody has decided.
    """

    def __init__(
        self, papers: CasePapers, ask: Ask, say: Say, *, confirmed_by: str, is_all: bool
    ) -> None:
        self.papers, self.ask, self.say = papers, ask, say
        self.review = Review(papers)
        self.confirmed_by, self.is_all = confirmed_by, is_all
        self.filters: dict[str, str] = {}
        self.place = 0
        self.edits: dict[str, str] = {}
        self.reason = ""  # the last one that was given
        self.names = self.listed()

    def run(self) -> None:
        """Ask until there is no sentence left, or the person quits."""
        while self.names:
            self.place = max(0, min(self.place, len(self.names) - 1))
            self.show()
            try:
                self.obey(self.answer("> "))
            except EOFError:
                break
        for covered in coverage(self.papers.stubs):
            self.say(coverage_line(covered))

    def answer(self, question: str) -> str:
        """
        Ask for words; the key that leaves does so at every question, and nothing is lost.

        Raises:
            EOFError: The person quits, or the input ends.
        """
        words = self.ask(question).strip()
        if words == QUIT:
            raise EOFError
        return words

    def obey(self, line: str) -> None:
        """Do what a line says."""
        key, _, words = line.partition(" ")
        deeds: Mapping[str, Callable[[str], None]] = {
            "c": lambda _: self.confirm(self.stub.exact, is_whole=True),
            "s": lambda phrase: self.confirm(phrase, is_whole=False),
            "t": self.enter_event,
            "e": self.edit,
            "r": lambda reason: self.decide(StubState.REJECTED, reason),
            "k": lambda reason: self.decide(StubState.SKIPPED, reason),
            "P": self.skip_paragraph,
            "K": self.skip_section,
            "n": lambda _: self.go(1),
            "p": lambda _: self.go(-1),
            "f": self.filter,
            "u": lambda _: self.undo(),
        }
        if key in deeds:
            deeds[key](words.strip())
        else:
            self.say(KEYS)

    @property
    def stub(self) -> Stub:
        """The sentence that is shown."""
        return next(stub for stub in self.papers.stubs.stubs if stub.id == self.names[self.place])

    @property
    def case(self) -> Case:
        """The case as it was last read."""
        return self.review.case

    def listed(self) -> list[str]:
        """Give the ids of the sentences that the filters let through."""
        return selected(
            self.papers.stubs,
            rule=self.filters.get("rule", ""),
            topic=self.filters.get("topic", ""),
            section=self.filters.get("section", ""),
            is_all=self.is_all,
        )

    def show(self) -> None:
        """Show the sentence with the words around it, and what is proposed of it."""
        stub, text = self.stub, self.papers.text(self.stub.source)
        where = [stub.source, f"page {stub.label or stub.page}" if stub.page else "", stub.section]
        head = " · ".join(part for part in where if part)
        self.say(f"\n[{self.place + 1} of {len(self.names)}] {head}")
        if not text:
            self.say("its text does not lie beside the case: read the paper again")
        self.say(f"  … {' '.join(text[max(0, stub.start - _AROUND) : stub.start].split())}")
        self.say(f"▶ {self.sentence()}")
        self.say(f"  {' '.join(text[stub.end : stub.end + _AROUND].split())} …")
        self.show_fields(stub)
        if stub.was:
            self.say(f"  the paper has changed here; a sentence much like it was {stub.was}")
        self.say(KEYS)

    def show_fields(self, stub: Stub) -> None:
        """Show the fields of the fact, each with the rule that proposed it."""
        proposed = draft(stub, self.case)
        for key, value in self.fields().items():
            rule = getattr(getattr(stub, key, None), "rule", "")
            by = rule if value == proposed[key] else self.changed_by(key)
            if value:
                self.say(f"  {key}: {value}{f'  ({by})' if by else ''}")
        if unknown := unknown_units(stub.value.value, self.case):
            self.say(
                f"  not proposed: {stub.value.value}, until `units` in case.yaml lists"
                f" {', '.join(unknown)}"
            )

    def fields(self) -> dict[str, str]:
        """Give the fields of the fact: as proposed, as a status brings them, or as edited."""
        proposed = draft(self.stub, self.case)
        return {**proposed, **going_with(self.edits, proposed), **self.edits}

    def changed_by(self, key: str) -> str:
        """Say what changed a field: the person, or the status that the person gave."""
        return "edited" if key in self.edits else "goes with the status"

    def sentence(self) -> str:
        """Give the words of the sentence."""
        return self.review.sentence(self.stub)

    def edit(self, words: str) -> None:
        """Set a field of the fact that is proposed, or empty it."""
        key, _, value = (part.strip() for part in words.partition(" "))
        if value in _NOTHING and key not in _IN_WORDS:
            value = ""
        faults: tuple[str, ...] = ()
        if key not in FIELDS:
            faults = (f"which field? one of {', '.join(FIELDS)}",)
        if key == "exact" and value:
            text = self.papers.text(self.stub.source)
            faults = tuple(
                f"not taken: {fault}" for fault in faults_of_phrase(value, self.stub, text)
            )
        if faults:
            self.say("\n".join(faults))
        else:
            self.edits[key] = value
            self.say(f"  {key}: {value or 'nothing'}  (edited)")

    def confirm(self, phrase: str, *, is_whole: bool, section: str = FACTS) -> None:
        """
        Write a fact into the case, or an event, and stay where the sentence holds another one.
        """
        stub = self.stub
        fields = self.fields()
        if phrase and "exact" not in self.edits:
            fields["exact"] = phrase
        for key, question in _ASKED[section].items():
            self.edits[key] = fields[key] = fields[key] or self.answer(question)
        wanted = Confirmation(name=stub.id, fields=fields, is_whole=is_whole, section=section)
        self.written(lambda: self.review.confirm([wanted], confirmed_by=self.confirmed_by))

    def enter_event(self, _: str) -> None:
        """Write what took place into the case, as an event."""
        self.confirm(self.stub.exact, is_whole=True, section=EVENTS)

    def skip_section(self, reason: str) -> None:
        """Skip the rest of a section; a paper without headings has none to skip."""
        here = self.stub
        if any(stub.section for stub in self.papers.stubs.of(here.source)):
            names = self.rest_while(lambda _, stub: stub.section == here.section)
            self.decide(StubState.SKIPPED, reason, names)
        else:
            self.say("the paper has no headings: P skips the rest of the paragraph")

    def skip_paragraph(self, reason: str) -> None:
        """Skip the sentence that is shown and the rest of its paragraph."""
        text = self.papers.text(self.stub.source)
        names = self.rest_while(lambda last, stub: BLOCK_END not in text[last.end : stub.start])
        self.decide(StubState.SKIPPED, reason, names)

    def rest_while(self, is_with: Callable[[Stub, Stub], bool]) -> list[str]:
        """
        Give the ids of the sentences from the one that is shown, as long as each goes with the one
        before it, in the same paper.
        """
        stubs = {stub.id: stub for stub in self.papers.stubs.stubs}
        rest = [stubs[name] for name in self.names[self.place :]]
        going_on = takewhile(
            lambda pair: pair[0].source == pair[1].source and is_with(*pair), pairwise(rest)
        )
        return [rest[0].id, *(stub.id for _, stub in going_on)]

    def decide(self, state: StubState, reason: str, names: Sequence[str] = ()) -> None:
        """Reject or skip the sentence, or several at once: one decision, which is undone as one."""
        again = f" (Enter: {self.reason})" if self.reason else ""
        reason = reason or self.answer(f"why{again}: ") or self.reason
        if reason:
            self.reason = reason
            meant = names or (self.stub.id,)
            self.written(lambda: self.review.decide(meant, state, self.reason))
        else:
            self.say("not written: give a reason")

    def written(self, deed: Callable[[], Mapping[str, tuple[str, ...]] | None]) -> None:
        """Write a decision; say why where it is not written, and keep what was edited for it."""
        try:
            faults = deed() or {}
        except WrittenMeanwhile as error:
            self.say(f"{error}")
        else:
            for problems in faults.values():
                self.say("\n".join(f"not written: {fault}" for fault in problems))
            self.edits = self.edits if faults else {}
        self.names = self.listed()

    def undo(self) -> None:
        """Take the last decision back."""
        if not self.review.steps:
            self.say(CHANGED if self.review.is_reloaded() else NOTHING_TO_UNDO)
            self.names = self.listed()
        else:
            self.written(self.take_back)

    def take_back(self) -> None:
        """Take the last decision back, where nobody has written meanwhile."""
        self.review.undo()

    def go(self, steps: int) -> None:
        """Show another sentence."""
        self.place = (self.place + steps) % len(self.names)
        self.edits = {}

    def filter(self, words: str) -> None:
        """Show sentences of one rule, topic or section alone; all where nothing is named."""
        key, _, value = words.partition(" ")
        before = self.filters
        self.filters = {key: value.strip()} if key in ("rule", "topic", "section") else {}
        names = self.listed()
        if names:
            self.names, self.place = names, 0
        else:
            self.filters = before
            self.say("no sentence passes that filter")
