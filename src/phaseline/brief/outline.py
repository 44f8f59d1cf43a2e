"""Which sections a brief has, and in which order."""

from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.layers import missing_layers

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
    ("layers", "What this case does not hold yet"),
    ("scope", "Scope and limits"),
    ("notes", "Citations"),
)


def sections_of(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Give the sections of one brief; what the case holds no material for is no section."""
    case, brakes = assessment.case, assessment.brakes
    asks_law = assessment.constraints is not None
    has_law_stated = bool(
        case.provisions or case.terms or case.polls or any(body.seats for body in case.institutions)
    )
    absent = {
        "timeline": not case.events,
        "ladders": not (case.ladders or case.threats),
        "game": not case.games,
        "claims": not case.claims,
        "brakes": not (brakes.held or brakes.aimless or brakes.groups),
        **dict.fromkeys(("lawful", "passing", "opening"), not asks_law),
        "law": not has_law_stated,
        "supply": assessment.deliverable is None,
        "assumptions": not case.assumptions,
        "silences": not case.silences,
        "layers": not missing_layers(case),
    }
    return tuple(section for section in SECTIONS if not absent.get(section[0], False))
