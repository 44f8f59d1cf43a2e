"""The codes of the law: what `check` finds in rules, readings and positions, and by asking them."""

from collections.abc import Mapping
from types import MappingProxyType

from phaseline.case.code import Code, error, note, warning

LAW_CODES: Mapping[str, Code] = MappingProxyType(
    {
        "PL301": warning(
            "A reading that nobody holds",
            "A reading of the law counts because somebody on record holds it.",
            "Name the holder, or remove the reading.",
        ),
        "PL302": error(
            "Condition or word that cannot be read",
            "A rule that waits for something that nobody can name would never count, or always.",
            "Write one word, a reading as term.reading, or `not` and one of them; each condition is"
            " an item of its own.",
        ),
        "PL303": error(
            "Word of the law that no option has",
            "A misspelt word holds of nothing: its rule never counts, and a `not` before it always"
            " holds.",
            "Use the nearest known word, give it to an option as a tag, or define it by a rule.",
        ),
        "PL304": error(
            "Reading that does not exist",
            "A rule, a position or an encoding can only take a term as somebody reads it.",
            "Name a term of the case and one of its readings, as term.reading.",
        ),
        "PL305": error(
            "Rule that does not fit its effect",
            "A definition gives a word, consent is somebody's, and only effects have priority; what"
            " does not fit would be left out in silence.",
            "Add what the effect needs, or remove what it cannot have.",
        ),
        "PL306": error(
            "Rule without one encoding",
            "Rules are worked out together with the others of their encoding; in none, or in two,"
            " they mean nothing certain.",
            "Name the encoding of the provision or of the amendment.",
        ),
        "PL307": error(
            "Rule of what is not law",
            "What is proposed, sought or threatened does not count; as a rule of a provision it"
            " would be left out in silence.",
            "Move the rules into `adds` of the amendment that would make them law.",
        ),
        "PL308": error(
            "Circular law",
            "Of two rules that each have priority over the other none can be applied, and a word"
            " cannot be given by itself.",
            "Remove one link.",
        ),
        "PL309": error(
            "Law too large",
            "It has more of something than can be asked in a sitting; this is said before any"
            " work.",
            "Leave out what the question does not need, or make two encodings of it.",
        ),
        "PL310": warning(
            "Reliance that changes nothing",
            "A position relies on what counts anyway, or on what has no rules; the reader takes it"
            " for a difference.",
            "Remove it, or put the provision into rules.",
        ),
        "PL311": error(
            "Permission and prohibition that clash",
            "Both apply to one option under one reading, and nothing says which gives way; an"
            " answer would be a guess.",
            "Say by `overrides` which has priority, or add the condition that keeps them apart.",
        ),
        "PL312": warning(
            "Change of law without a procedure",
            "Nobody can say who has to agree to it, so it is no way that could be taken.",
            "Name its procedure in `route`.",
        ),
        "PL313": warning(
            "Consent without a procedure",
            "That consent is needed says little as long as nobody can tell how it is given.",
            "Name the procedure in the rule.",
        ),
        "PL314": warning(
            "Step that every reading of the law bars",
            "A promise that no reading allows is believed by nobody who knows the law.",
            "Take the measure off the ladder, or enter the change of law that it takes.",
        ),
        "PL315": note(
            "Measure that no reading of the law permits",
            "Where the law is silent there is no bar, and no permission either; a practice would be"
            " one, if there is any.",
            "Nothing, or enter the provision or the practice on which it rests.",
        ),
        "PL316": note(
            "Lethal measure of which the law is not asked",
            "Whether it is lawful is the first thing that is asked about it.",
            "Name its `option`, and enter the option.",
        ),
        "PL317": error(
            "Position that contradicts itself",
            "A term is read in one way by one party, and not otherwise than its encoding holds"
            " fixed.",
            "Keep one of the two readings.",
        ),
        "PL318": warning(
            "Step of which the law cannot be told",
            "The as-of date lies between the first and the last possible day of a change of law,"
            " and the step stands otherwise with it than without; the game plays it as barred.",
            "Narrow the date by a source, or ask the law of another day.",
        ),
        "PL319": warning(
            "Permission on which nobody relies",
            "What is not plainly in force permits only in a reading that relies on it; here it"
            " permits nothing to anybody, and the reader takes it for a way.",
            "Name it in `relies_on` of the reading that takes it for law, or leave out its rules.",
        ),
        "PL320": error(
            "Goods apart that do not fit their measure",
            "Under which option the law is asked about an item cannot be told, so that it would go"
            " by a permission that is not its own.",
            "Name under `apart` goods of the measure, each once, with an option of the same"
            " encoding.",
        ),
    }
)
