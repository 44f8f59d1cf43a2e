"""Which sections a brief has, and in which order."""

from phaseline.case.model.supply import Stock
from phaseline.case.model.whole import Case

SECTIONS: tuple[tuple[str, str], ...] = (
    ("questions", "Twelve questions"),
    ("timeline", "Timeline"),
    ("ladders", "Ladders side by side"),
    ("numbers", "Numbers worked out"),
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

Matrix = tuple[tuple[str, int, str, tuple[Stock, ...]], ...]


def needs_matrix(case: Case) -> Matrix:
    """Give for each need its title, its tier, how it stands (named item, precedent only, none) and its items."""
    rows = []
    for need in case.needs:
        items = tuple(stock for stock in case.stocks if need.id in stock.meets)
        named = [stock for stock in items if not stock.is_precedent_only]
        state = "named item" if named else "precedent only" if items else "none named"
        rows.append((need.title, need.tier, state, items))
    return tuple(rows)
