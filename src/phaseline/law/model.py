"""
What the engine is asked: rules with conditions, terms with readings, options, changes; and what it
answers.

An *option* is something that the law is asked about, known by its words (tags). A *rule* is one
sentence of a provision: where all its conditions hold for an option it applies. A rule that defines
gives the option a further word. A rule that permits, asks for consent or prohibits counts unless a
rule with priority over it applies and counts itself.

A *world* settles every open question at once. It is either one reading for each contested term, all
combinations of them, or one *position*: what one party holds, with the terms that it reads and the
disputed provisions on which it relies. A term that a position does not read has no reading there:
neither `term.reading` nor `not term.reading` is a statement about the world that somebody made, so
the first is false and the second true.

A *doubt* is a change of law of which nobody can tell on the day that is asked whether it has been
made: the day lies between the first and the last that its date allows. How an option stands in a
world is asked of every combination of such changes; where they do not agree, it is *undetermined*.

Default negation is the law's own: what nothing establishes does not hold. Priorities and
definitions may not run in circles.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import Enum

from phaseline.terms.record import record


class Effect(Enum):
    """What a rule does where it applies."""

    PERMIT = "permit"
    PRACTICE = "practice"
    CONSENT = "consent"
    PROHIBIT = "prohibit"
    DEFINE = "define"


class Standing(Enum):
    """How an option stands in one world; silence is no permission and practice no authority."""

    SILENT = "silent"
    PRACTICE = "practice"
    EXECUTIVE = "executive"
    CONSENT = "consent"
    BARRED = "barred"
    CONSENT_LIFTS_BAR = "consent_lifts_bar"
    UNDETERMINED = "undetermined"


class Making(Enum):
    """How a date changes the law once it is reached."""

    AMENDS = "takes effect"
    BEGINS = "begins"
    ENDS = "ends"


@record
class Doubt:
    """
    A change of which it cannot be told on a day whether it has been made.

    Args:
        id: The id of the amendment or of the provision.
        making: Whether an amendment takes effect, or a provision begins or ends.
        field: The field of the entry that holds the date.
        first: The first day that the date allows: of taking effect, of applying, or the last of
            applying; None where there is none.
        last: The last day that the date allows; None where there is none.
        text: The date as the case has it.
    """

    id: str
    making: Making
    field: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""

    @property
    def address(self) -> str:
        """The address of the date in the case."""
        entries = "amendments" if self.making is Making.AMENDS else "provisions"
        return f"{entries}.{self.id}.{self.field}"


@record
class Condition:
    """
    One condition of a rule: that a word holds of the option, or that a term is read in a way.

    Args:
        word: A tag or a defined word; empty where a term is asked for.
        term: The contested term; empty where a word is asked for.
        reading: The reading of the term.
        is_negated: Whether it has to be false.
    """

    word: str = ""
    term: str = ""
    reading: str = ""
    is_negated: bool = False

    @property
    def text(self) -> str:
        """The condition as it is written in a case."""
        return f"{'not ' if self.is_negated else ''}{self.word or f'{self.term}.{self.reading}'}"


@record
class Rule:
    """
    One sentence of a provision.

    Args:
        name: Unique: provision and rule, as `L1.bar`.
        provision: The id of the provision (or of the change) whose text it is.
        effect: What it does.
        when: All of these have to hold.
        defines: The word that it gives, where it defines.
        of: Who decides alone, or whose consent is asked.
        procedure: By which procedure consent is given.
        overrides: The names of the rules over which it has priority; only effects have priorities.
        is_disputed: Whether it counts only in positions that rely on its provision.
        added_by: The id of the change that brings it; empty for the law as it stands.
    """

    name: str
    provision: str
    effect: Effect
    when: tuple[Condition, ...] = ()
    defines: str = ""
    of: str = ""
    procedure: str = ""
    overrides: tuple[str, ...] = ()
    is_disputed: bool = False
    added_by: str = ""


@record
class Option:
    """
    Something that the law is asked about.

    Args:
        id: Its id.
        measure: What is done.
        route: By which route.
        tags: The words that hold of it.
    """

    id: str
    measure: str
    route: str
    tags: frozenset[str]


@record
class PartyPosition:
    """
    One party's reading of the whole law.

    Args:
        id: Its id.
        takes: The reading of each term that it reads.
        relies_on: The disputed provisions that count in it.
    """

    id: str
    takes: Mapping[str, str]
    relies_on: frozenset[str] = frozenset()


@record
class Change:
    """
    A change of law: rules that fall away; those that it adds carry its id.

    Args:
        id: Its id.
        repeals: The names of the rules that fall away.
    """

    id: str
    repeals: frozenset[str] = frozenset()


@record
class Law:
    """
    The law that is asked, one encoding of it.

    Args:
        id: The id of the encoding.
        rules: Every rule, those that a change would add included.
        terms: The contested terms with their readings, in order.
        options: What is asked about.
        changes: What could be changed.
        positions: Whole readings; where there are none, every combination of readings is a world.
        lifts_bars: By which procedure a bar is lifted; empty where nothing lifts one: what is
            prohibited is then barred, whoever would consent.
        untranslatable: By provision, the words of an option that a part of it touches which no rule
            carries.
        doubts: The changes of which it cannot be told on the day whether they have been made; any
            combination of them counts.
    """

    id: str
    rules: tuple[Rule, ...]
    terms: Mapping[str, tuple[str, ...]]
    options: tuple[Option, ...]
    changes: tuple[Change, ...] = ()
    positions: tuple[PartyPosition, ...] = ()
    lifts_bars: str = ""
    untranslatable: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    def option(self, name: str) -> Option | None:
        """Give an option by its id, or by its measure and route as `measure/route`."""
        return next(
            (
                option
                for option in self.options
                if name in (option.id, f"{option.measure}/{option.route}")
            ),
            None,
        )


@record
class Hypothesis:
    """
    What is asked beside the law as it stands.

    Args:
        enacted: The ids of the changes that count as made.
        void: The ids of the provisions that count as void.
    """

    enacted: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()


@record
class Interpretation:
    """
    One way in which every open question is settled.

    Args:
        readings: By term; a term that a position does not read is left out.
        position: The id of the position; empty where readings are combined freely.
    """

    readings: Mapping[str, str]
    position: str = ""
