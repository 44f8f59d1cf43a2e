"""Numbers in a sentence with what they count, as quantities of the case format."""

import re
from collections.abc import Iterator
from functools import cache

from phaseline.papers.dates import DateMention
from phaseline.papers.lists import listed
from phaseline.terms.record import record

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6}
_SCALE = rf"(?: ?(?P<scale>{'|'.join(_SCALES)})\b)?"
_SMALL = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split(),
        2,
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_DIGITS = r"(?P<figure>\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d/]|[.,]\d)"
_FIGURE = rf"(?<![\w.,/-]){_DIGITS}"
_CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "₩": "KRW",
    "krw": "KRW",
    "¥": "JPY",
}
_MONEY = re.compile(
    rf"(?P<mark>(?:us)?\$|€|£|₩|¥|\b(?:usd|eur|gbp|krw)\b) ?{_DIGITS}{_SCALE}",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    rf"{_FIGURE}{_SCALE} (?P<mark>(?:us )?dollars?|euros?|won|usd|eur|krw|pounds)\b", re.IGNORECASE
)
_NAME_BEFORE = re.compile(r"[^\W_]$|[-–#№]$")
_SECTION_BEFORE = re.compile(  # the number of a section, or one of several, and counts nothing
    r"(?:§|\b[Pp]arts?\s|\b[Ss]ubparts?\s)\s?"
    r"(?:\d[\d.]*(?:\(\w+\))*(?:,|,? (?:and|or|to|through))\s)*$"
)
_ORDER_BEFORE = re.compile(  # an order or a paragraph has a number, and counts nothing
    r"\b(?:[A-Z]{2,6}|U\.S\.C\.|(?:Order|Proclamation|Memorandum|Communication|Resolution|Regulation|Directive|Decision|Decree|Law|Act|Bill|Article|"
    r"Section|Chapter|Paragraph|Rule|Title|Number|No\.|Sections?|sections?|paragraphs?|resolution|article|paragraph|section|page))\s$"
)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER = {
    "dollar": "USD",
    "us dollar": "USD",
    "euro": "EUR",
    "won": "KRW",
    "usd": "USD",
    "eur": "EUR",
    "krw": "KRW",
    "pound": "GBP",
}
_SHARE = re.compile(rf"{_FIGURE} ?(?:%|per ?cent(?:age points?)?\b)", re.IGNORECASE)
_COUNT = re.compile(
    rf"{_FIGURE}{_SCALE}(?:[ -](?P<words>(?:[^\W\d_][\w’'-]*[ -]?){{1,4}}))?", re.IGNORECASE
)
_SPELLED = re.compile(
    rf"\b(?P<spelled>{'|'.join(_SMALL)})(?:[ -](?P<scale>hundred|thousand|million|billion))?"
    r" (?P<words>(?:[^\W\d_][\w’'-]*[ -]?){1,3})",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:(?P<more>more than|higher than|greater than|over|above|exceed\w*)|(?P<least>at least)|"
    r"(?P<less>less than|lower than|fewer than|under|up to|at most|below)|"
    r"(?P<about>about|around|some|approximately|roughly|nearly|almost|an estimated|"
    r"estimated at))\s(?:us)?[$€£₩¥]?$",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    "a about and are as at but by for from had has have in into is it its of on or over than that"
    " the their they this to was were which who will with would more less other new additional"
    " north south east west".split()
)
_ENDING_WORDS = frozenset(  # behind which nothing stands that is counted
    "of to in and is was by for on the which who that".split()
)
_UNITS = {
    "people": "person",
    "men": "soldier",
    "troops": "soldier",
    "years": "year",
    "months": "month",
    "weeks": "week",
    "days": "day",
    "hours": "hour",
    "countries": "country",
    "companies": "company",
    "parties": "party",
}
_CALIBRE = re.compile(r"[ -]?(?:mm|cm|km|kg|kt|mt)\b", re.IGNORECASE)


@record
class AmountMention:
    """
    A number of a sentence.

    Attributes:
        start: Where it begins in the sentence [code point].
        end: Where it ends [code point].
        value: The number with its unit, as the case format writes it.
        bound: `exact`, `about`, `more_than`, `less_than`, or `from` for at least.
        rule: What read it, and by which version.
    """

    start: int
    end: int
    value: str
    bound: str
    rule: str


def amounts(text: str, dated: tuple[DateMention, ...] = ()) -> tuple[AmountMention, ...]:
    """
    Find the numbers of an English sentence; those of a date are none.

    >>> mentions = amounts("about 10,000 soldiers for $22 billion")
    >>> [(mention.value, mention.bound) for mention in mentions]
    [('10_000 soldier', 'about'), ('22_000_000_000 USD', 'exact')]
    """
    taken: list[AmountMention] = []
    spans = [(mention.start, mention.end) for mention in dated]
    for mention in _all(text):
        if any(start < mention.end and mention.start < end for start, end in spans):
            continue
        spans.append((mention.start, mention.end))
        taken.append(mention)
    return tuple(sorted(taken, key=lambda mention: mention.start))


def _all(text: str) -> Iterator[AmountMention]:
    for match in _MONEY.finditer(text):
        unit = _CURRENCIES[match["mark"].lower()]
        yield _mention(text, match, _number(match), unit=unit, rule="money/1")
    for match in _MONEY_AFTER.finditer(text):
        unit = _AFTER[match["mark"].lower().removesuffix("s")]
        yield _mention(text, match, _number(match), unit=unit, rule="money-after/1")
    for match in _SHARE.finditer(text):
        yield _mention(text, match, float(_bare(match["figure"])), unit="percent", rule="share/1")
    for match in _COUNT.finditer(text):
        yield from _counted(text, match)
    for match in _SPELLED.finditer(text):
        scale = {"hundred": 100.0, **_SCALES}.get((match["scale"] or "").lower(), 1.0)
        unit = _unit(match["words"] or "")
        if unit:
            number = _SMALL[match["spelled"].lower()] * scale
            yield _mention(text, match, number, unit=unit, rule="spelled/1")


def _counted(text: str, match: "re.Match[str]") -> Iterator[AmountMention]:
    """A figure and what it counts; a calibre, the number of a name and a bare year are none."""
    end = match.end("scale") if match["scale"] else match.end("figure")
    before = text[: match.start()]
    if _CALIBRE.match(text[end:]) or _NAME_BEFORE.search(before) or _SECTION_BEFORE.search(before):
        return
    unit = _unit(match["words"] or "") if match["words"] else ""
    number = _number(match)
    if not match["scale"] and _says_little(before, match["figure"], number, unit):
        return
    yield _mention(text, match, number, unit=unit or "1", rule="count/2")


def _says_little(before: str, figure: str, number: float, unit: str) -> bool:
    """Whether a figure is a year, that of an order, or a small one that counts nothing named."""
    if _A_YEAR.fullmatch(figure) and unit not in ("soldier", "person"):
        return True
    is_of_order = figure.replace(".", "").isdigit() and _ORDER_BEFORE.search(before) is not None
    return not unit and (number < 100 or is_of_order)


def _mention(
    text: str, match: "re.Match[str]", number: float, *, unit: str, rule: str
) -> AmountMention:
    start = match.start("spelled") if "spelled" in match.re.groupindex else match.start()
    words = match.groupdict().get("words")
    end = match.start("words") if words else match.end()
    shown = f"{int(number):_}" if number == int(number) else f"{number:.10g}"
    value = shown if unit == "1" else f"{shown} {unit}"
    while end > start and text[end - 1] in " -":
        end -= 1
    return AmountMention(start=start, end=end, value=value, bound=_bound(text[:start]), rule=rule)


def _bound(before: str) -> str:
    """Say how a number is meant by the words before it."""
    words = _BOUND.search(before)
    if not words:
        return "exact"
    if words["least"]:
        return "from"
    return "more_than" if words["more"] else "less_than" if words["less"] else "about"


def _number(match: "re.Match[str]") -> float:
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    return float(_bare(match["figure"])) * scale


def _bare(figure: str) -> str:
    return re.sub(r"[, \u00a0\u202f]", "", figure)


def _unit(words: str) -> str:
    """
    Give the unit that the words after a number name: the last noun before a small word.

    >>> _unit("North Korean soldiers to the"), _unit("artillery shells"), _unit("of the")
    ('soldier', 'shell', '')
    """
    named = ""
    for word in re.findall(r"[^\W\d_]+", words.lower()):
        if word in _SMALL_WORDS or word in _adjectives():
            if named or word in _ENDING_WORDS:
                break
            continue
        if word in _UNITS:
            return _UNITS[word]
        named = word
        if word.endswith("s") and not word.endswith("ss"):
            break
    return _singular(named) if named.endswith("s") else ""


@cache
def _adjectives() -> frozenset[str]:
    """Give the words by which states are named: what is counted stands behind them."""
    return frozenset(
        word
        for line in listed("names")
        for name in line.split("|")[-2].split(",")
        for word in name.lower().split()
    )


def _singular(word: str) -> str:
    for ending, other in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word.removesuffix("s")
