"""
How the house reads and how long it keeps people waiting: counted from the code, timed on this
machine.

Names that say nothing, functions with more than ten ways through them, long lines and class names
that stand twice are counted as the house tests count them. Processor seconds are the best of five
runs of a whole process. Run by hand: `.venv/bin/python benchmarks/house_figures.py`.
"""

import ast
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "house"))

from test_reading import MODULES, VAGUE, complex_functions  # noqa: E402  # the path is set above

LINE = 100
RUNS = 5
REGISTER = ("show", "facts", "timeline", "ladders", "conflicts", "sources", "assumptions")


def names_of(tree: ast.Module) -> list[str]:
    """Every use of a name in a module, and every parameter."""
    return [
        node.id if isinstance(node, ast.Name) else node.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.arg)
    ]


def share_of_vague_names() -> dict[str, float]:
    """The share of uses of names that say nothing, room by room, and outside the words."""
    uses, vague = Counter[str](), Counter[str]()
    for module, tree in MODULES.items():
        room = module.split("/", maxsplit=1)[0]
        for part in (room, "all") if room == "present" else (room, "all", "outside present"):
            names = names_of(tree)
            uses[part] += len(names)
            vague[part] += sum(name in VAGUE for name in names)
    return {part: vague[part] / uses[part] for part in sorted(uses)}


def long_lines() -> int:
    """How many lines of Python are longer than a hundred characters."""
    return sum(
        len(line) > LINE
        for folder in ("src", "tests", "benchmarks", "docs")
        for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
    )


def repeated_classes() -> list[str]:
    """The public class names that stand more than once in the package."""
    names = Counter(
        node.name
        for tree in MODULES.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    return sorted(name for name, times in names.items() if times > 1)


def seconds(*words: str) -> float:
    """What a process takes of the processor, the best of five [s]."""
    taken = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], capture_output=True, check=True)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        taken.append(spent)
    return min(taken)


def main() -> None:
    """Print every figure, one a line."""
    for part, share in share_of_vague_names().items():
        print(f"vague names, {part}: {share:.2%}")
    complex_ones = {module: complex_functions(tree) for module, tree in MODULES.items()}
    print(f"functions with more than ten ways: {sum(map(len, complex_ones.values()))}")
    outside = sum(len(names) for module, names in complex_ones.items() if "present/" not in module)
    print(f"… outside present: {outside}")
    print(f"lines over {LINE} characters: {long_lines()}")
    print(f"class names that stand twice: {', '.join(repeated_classes()) or 'none'}")
    print(f"import phaseline: {seconds('-c', 'import phaseline'):.2f} s")
    print(f"import phaseline.api: {seconds('-c', 'import phaseline.api'):.2f} s")
    print(f"phaseline --help: {seconds('-m', 'phaseline', '--help'):.2f} s")
    for command in REGISTER:
        print(f"phaseline {command}: {seconds('-m', 'phaseline', command, 'korea-2024'):.2f} s")
    print(f"phaseline check: {seconds('-m', 'phaseline', 'check', 'korea-2024'):.2f} s")


if __name__ == "__main__":
    main()
