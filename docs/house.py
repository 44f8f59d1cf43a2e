"""What the developers' shelf shows of the house, drawn from the code itself: run by `make docs`."""

import ast
import inspect
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from html import escape
from importlib import import_module
from pathlib import Path

from tables import page, table

DOCS = Path(__file__).parent
PACKAGE = DOCS.parent / "src" / "phaseline"
# The river, from the shell to the spring, as the layers in pyproject.toml hold it.
RIVER = (
    ("cli",),
    ("web",),
    ("api",),
    ("brief",),
    ("present",),
    ("desk",),
    ("law", "politics", "supply", "papers", "game"),
    ("case",),
    ("terms",),
    ("errors",),
)
TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9"'
    ' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#5b7083"/>'
    "</marker></defs>"
)
WIDTH, ROW, BOX_WIDTH, BOX_HEIGHT = 760, 78, 150, 38


def notebook(path: str) -> str:
    """
    The cells of an example, each with what it prints when it is run here and now.

    A cell begins at a line with `# %%`; one of text at `# %% [markdown]`.
    """
    names: dict[str, object] = {}
    lines: list[str] = []
    for kind, body in cells((DOCS / path).read_text(encoding="utf-8")):
        if kind == "markdown":
            lines += ["", *(line.removeprefix("#").strip() for line in body.splitlines())]
            continue
        lines += ["", "```python", body, "```"]
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(body, path, "exec"), names)  # noqa: S102  # our own example
        if printed.getvalue():
            lines += ["", "```text", printed.getvalue().rstrip(), "```"]
    return page(lines[1:])


def cells(text: str) -> Iterator[tuple[str, str]]:
    """The cells of a file in the percent format: whether each is text or code, and its lines."""
    for part in text.split("# %%")[1:]:
        head, _, body = part.partition("\n")
        yield ("markdown" if "[markdown]" in head else "code"), body.strip()


def front_door() -> str:
    """The names of `phaseline.api`, with what each gives."""
    api = import_module("phaseline.api")
    rows = [
        (f"`{name}`", " ".join(str(inspect.getdoc(getattr(api, name))).split("\n\n")[0].split()))
        for name in api.__all__
    ]
    return page(table(("Name", "What it does"), rows))


def arrows() -> Counter[tuple[str, str]]:
    """How many modules of one room import something of another room, by both rooms."""
    found: Counter[tuple[str, str]] = Counter()
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        found.update((room, other) for other in imported(path) if other != room)
    return Counter({pair: count for pair, count in found.items() if pair[0] in ROOMS})


def imported(path: Path) -> set[str]:
    """The rooms that a module imports from."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    rooms = {module.split(".")[1] for module in modules if module.startswith("phaseline.")}
    return rooms & set(ROOMS)


ROOMS = [room for layer in RIVER for room in layer]


def picture() -> str:
    """The rooms in the order of the river, with an arrow from each to every room it imports."""
    places = {
        room: (
            WIDTH * (place + 1) / (len(layer) + 1),
            BOX_HEIGHT / 2 + 6 + ROW * row,
        )
        for row, layer in enumerate(RIVER)
        for place, room in enumerate(layer)
    }
    height = ROW * len(RIVER)
    label = "The rooms of Phaseline, imports pointing down the page"
    head = f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}" font-size="15"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {head} font-family="sans-serif">',
        TIP,
        *(arrow(places, pair, count) for pair, count in sorted(arrows().items())),
        *(box(room, *place) for room, place in places.items()),
        "</svg>",
    ]
    return page(["\n".join(parts)])


def arrow(places: dict[str, tuple[float, float]], pair: tuple[str, str], count: int) -> str:
    """A line from one room down to another; it bends around the rooms between, thick with use."""
    (left, top), (right, bottom) = places[pair[0]], places[pair[1]]
    rows = round((bottom - top) / ROW)
    side = 1 if ROOMS.index(pair[0]) % 2 else -1
    bend = side * 95 * (rows - 1)
    start, end = top + BOX_HEIGHT / 2, bottom - BOX_HEIGHT / 2
    middle = (left + right) / 2 + bend
    title = f"{pair[0]} imports {pair[1]} in {count} modules"
    return (
        f'<path d="M{left:.0f} {start:.0f} Q{middle:.0f} {(start + end) / 2:.0f}'
        f' {right:.0f} {end:.0f}" fill="none" stroke="#5b7083" stroke-opacity="0.55"'
        f' stroke-width="{1 + min(count, 60) / 15:.1f}"'
        f' marker-end="url(#tip)"><title>{escape(title)}</title></path>'
    )


def box(room: str, middle: float, centre: float) -> str:
    """A room with its name."""
    return (
        f'<rect x="{middle - BOX_WIDTH / 2:.0f}" y="{centre - BOX_HEIGHT / 2:.0f}"'
        f' width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" fill="#fff" stroke="#33475b"/>'
        f'<text x="{middle:.0f}" y="{centre + 5:.0f}" text-anchor="middle" fill="#1c2b39">'
        f"{room}</text>"
    )


def guides() -> str:
    """What every room is for, and in which order it is read: its own words."""
    lines: list[str] = []
    for room in ROOMS:
        start = PACKAGE / room / "__init__.py"
        if not start.exists():
            continue
        guide = ast.get_docstring(ast.parse(start.read_text(encoding="utf-8"))) or ""
        lines += ["", f"### `{room}`", "", *guide.splitlines()]
    return page(lines[1:])
