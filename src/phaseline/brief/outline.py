"""Which sections a brief has, and in which order."""

from phaseline.desk.findings.assessment import Assessment

SECTIONS: tuple[tuple[str, str], ...] = (
    ("questions", "Questions"),
    ("timeline", "Timeline"),
    ("ladders", "Ladders side by side"),
    ("numbers", "Numbers worked out"),
    ("courses", "The courses in full"),
    ("game", "What the ladders deter, inside the model"),
    ("claims", "The papers' claims, held against the case"),
    ("red-lines", "Red lines"),
    ("conflicts", "Where the sources disagree"),
    ("brakes", "What holds the responder back"),
    ("lawful", "What is lawful, as each party reads the law"),
    ("passing", "Who must agree, and what would pass"),
    ("opening", "What would have to change in law, and who must agree"),
    ("law", "Law and politics, as the sources state them"),
    ("supply", "Needs, stocks and routes"),
    ("assumptions", "Assumptions"),
    ("silences", "What the papers do not say"),
    ("scope", "Scope and limits"),
    ("notes", "Citations"),
)


def sections_of(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Give the sections of one brief; what the case holds no material for is no section."""
    brakes = assessment.brakes
    absent = {
        "supply": assessment.deliverable is None,
        "brakes": not (brakes.held or brakes.aimless or brakes.groups),
    }
    return tuple(section for section in SECTIONS if not absent.get(section[0], False))
