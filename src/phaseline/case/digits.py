"""Digits with points, commas and groups, as one number or as several."""

import re

# Languages whose decimal sign is a comma, and those of them and others that part thousands by a
# blank: Unicode CLDR 46
WITH_COMMA = frozenset(
    "af az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no"
    " pl pt ro ru sk sl sq sr sv tr uk uz vi".split()
)
POINT_REGIONS = frozenset(
    "de-ch de-li it-ch es-mx es-us es-gt es-hn es-ni es-pa es-pe es-pr es-sv es-do es-cu".split()
)
WITH_BLANKS = frozenset("bg be cs et fi fr hu hy ka kk lt lv nb nn no pl ru sk sv uk uz".split())
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
SIGNS = re.compile("[.,٫]")
GROUP = 3  # digits between two signs that part thousands


def decimal_value(written: str) -> float:
    """Read digits with one decimal sign at most."""
    return float(SIGNS.sub(".", written))


def values_with_signs(written: str, signs: list[str], pieces: list[str]) -> set[float]:
    """
    Give what digits with several points and commas are: grouped, grouped with a decimal part, or
    several numbers.
    """
    if len(set(signs)) == 1 and _is_grouped(pieces, written):
        return {float("".join(pieces))}
    whole = written[: written.rfind(signs[-1])]
    if len(set(signs[:-1])) == 1 and signs[-1] != signs[0] and _is_grouped(pieces[:-1], whole):
        return {float(f"{''.join(pieces[:-1])}.{pieces[-1]}")}
    return set(map(float, pieces))


def _is_grouped(pieces: list[str], written: str) -> bool:
    """Whether digits are grouped by thousands, or as in India."""
    is_western = len(pieces[0]) <= GROUP and all(len(piece) == GROUP for piece in pieces[1:])
    return is_western or _INDIAN.fullmatch(written) is not None
