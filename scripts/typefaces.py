"""
Make the typefaces that a brief carries: run by a developer when a face or its version changes.

    python scripts/typefaces.py

It asks npm for three packages of fonts, each under the SIL Open Font License, and keeps of them
the cuts of `CUTS` and the Korean slices that hold a syllable of the standard set (KS X 1001). The
slices are the publisher's own: each is a file with a range of characters, so that a page carries
only those that it needs.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {
    "source-serif-4": ("Source Serif 4", "5.3.1"),
    "source-sans-3": ("Source Sans 3", "5.3.1"),
    "noto-sans-kr": ("Noto Sans KR", "5.3.0"),
}
CUTS = {
    "source-serif-4": ("400", "400-italic", "600"),
    "source-sans-3": ("400", "600", "700"),
    "noto-sans-kr": ("400",),
}
SCRIPTS = ("latin", "latin-ext", "greek", "cyrillic")
FIRST_KOREAN = 0x1100  # the first of the Hangul Jamo
PLACE = Path(__file__).resolve().parents[1] / "src" / "phaseline" / "brief" / "faces"
FACE = re.compile(
    r"/\* (?P<name>[\w\[\]-]+) \*/\s*@font-face \{[^}]*?font-style: (?P<style>\w+);"
    r"[^}]*?font-weight: (?P<weight>\d+);[^}]*?files/(?P<file>[\w.-]+\.woff2)"
    r"[^}]*?unicode-range: (?P<range>[^;]+);",
    re.DOTALL,
)


def standard_syllables() -> set[int]:
    """Give the Korean syllables of KS X 1001, as numbers of characters."""
    syllables = set()
    for number in range(0xAC00, 0xD7A4):
        try:
            chr(number).encode("euc_kr")
        except UnicodeEncodeError:
            continue
        syllables.add(number)
    return syllables


def own_range(package: str, words: str) -> str:
    """Leave out of a Korean slice what the text faces draw already: it is a fallback for Korean."""
    parts = [part.strip() for part in words.split(",")]
    if package != "noto-sans-kr":
        return ",".join(parts)
    return ",".join(part for part in parts if characters(part)[0][0] >= FIRST_KOREAN)


def characters(words: str) -> list[tuple[int, int]]:
    """Read a `unicode-range` of CSS: the first and the last number of each part."""
    parts = []
    for part in words.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        parts.append((int(first, 16), int(last or first, 16)))
    return parts


def fetched(package: str, version: str, place: Path) -> Path:
    """Ask npm for a package, and give the folder into which it was unpacked."""
    subprocess.run(
        ["npm", "pack", "--silent", f"@fontsource/{package}@{version}"],
        cwd=place,
        check=True,
        capture_output=True,
    )
    archive = next(place.glob(f"fontsource-{package}-*.tgz"))
    with tarfile.open(archive) as opened:
        opened.extractall(place / package, filter="data")
    return place / package / "package"


def is_kept(package: str, name: str, ranges: list[tuple[int, int]], syllables: set[int]) -> bool:
    """Say whether a slice is kept: our scripts, and for Korean the standard syllables."""
    if package == "noto-sans-kr":
        return any(first <= number <= last for number in syllables for first, last in ranges)
    return any(re.fullmatch(rf"{package}-{script}-\d+-\w+", name) for script in SCRIPTS)


def main() -> None:
    """Fetch, choose, and write the faces with their list and their licences."""
    syllables = standard_syllables()
    for old in PLACE.glob("*"):
        old.unlink()
    PLACE.mkdir(exist_ok=True)
    faces = []
    with tempfile.TemporaryDirectory() as folder:
        for package, (family, version) in PACKAGES.items():
            unpacked = fetched(package, version, Path(folder))
            (PLACE / f"{package}.LICENSE").write_bytes((unpacked / "LICENSE").read_bytes())
            for cut in CUTS[package]:
                sheet = (unpacked / f"{cut}.css").read_text(encoding="utf-8")
                for found in FACE.finditer(sheet):
                    ranges = characters(found["range"])
                    if not is_kept(package, found["name"], ranges, syllables):
                        continue
                    data = (unpacked / "files" / found["file"]).read_bytes()
                    (PLACE / found["file"]).write_bytes(data)
                    faces.append(
                        {
                            "family": family,
                            "style": found["style"],
                            "weight": int(found["weight"]),
                            "file": found["file"],
                            "range": own_range(package, found["range"]),
                        }
                    )
    listed = ",\n".join(json.dumps(face) for face in faces)
    (PLACE / "faces.json").write_text(f"[\n{listed}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
