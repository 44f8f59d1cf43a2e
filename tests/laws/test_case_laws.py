"""
What holds for every case file: how words become values, how quotes are found, how formulas are
worked out.
"""

import math
import re
import string
from collections import Counter
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from phaseline.case.check.report import checked
from phaseline.case.compose import compose, resolve
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Derived
from phaseline.case.model.evidence import Fact, Status
from phaseline.case.quotes import QuoteMatch, anchoring, levelled
from phaseline.case.read import read_case
from phaseline.case.values import Unworkable, derivation
from phaseline.desk.estimates.valuation import Valuation
from phaseline.errors import QuestionError
from phaseline.terms.quantity import PLAIN, Quantity
from phaseline.terms.when import When, days_between

FOUND = (QuoteMatch.EXACT, QuoteMatch.NORMALISED)
NULLS = ("", "~", "null", "Null", "NULL")
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def core(text: str) -> object:
    """
    A plain scalar by the table of YAML 1.2.2, section 10.3.2, read character by character;
    infinities stay texts by design.
    """
    if text in NULLS:
        return None
    if text in TRUTHS:
        return TRUTHS[text]
    bare = text[1:] if text[:1] in ("+", "-") else text
    if bare and set(bare) <= set(string.digits):
        return int(text)
    for mark, digits, base in (("0o", string.octdigits, 8), ("0x", string.hexdigits, 16)):
        if text.startswith(mark) and len(text) > 2 and set(text[2:]) <= set(digits):
            return int(text[2:], base)
    return float(text) if is_float(bare.lower()) and math.isfinite(float(text)) else text


def is_float(bare: str) -> bool:
    """Whether a word without sign is a number with a point or an exponent: `1.`, `.5`, `1e3`."""
    mantissa, mark, exponent = bare.partition("e")
    power = exponent[1:] if exponent[:1] in ("+", "-") else exponent
    whole, _, part = mantissa.partition(".")
    is_mantissa = bool(whole + part) and set(whole + part) <= set(string.digits)
    return is_mantissa and (not mark or (bool(power) and set(power) <= set(string.digits)))


scalars = st.one_of(
    st.sampled_from(
        [
            *NULLS,
            *TRUTHS,
            "NO",
            "no",
            "yes",
            "on",
            "off",
            "y",
            "22:30",
            "010",
            "1_000",
            "0b1",
            ".inf",
            "-.INF",
            ".nan",
            ".",
            "-",
            "+",
            "e1",
            "1e",
            "1e+",
            ".e1",
            "0o8",
            "0x",
            "1e999",
        ]
    ),
    st.from_regex(r"[-+]?[0-9]{1,12}", fullmatch=True),
    st.from_regex(
        r"[-+]?(\.[0-9]{1,5}|[0-9]{1,5}(\.[0-9]{0,5})?)([eE][-+]?[0-9]{1,3})?", fullmatch=True
    ),
    st.from_regex(r"0[ox][0-9a-fA-F]{1,8}", fullmatch=True),
    st.text(alphabet="0123456789+-.eEoxabf_:~nulNULtrTR", max_size=12),
)


@given(scalars)
def test_plain_words_become_what_yaml_1_2_says(text):
    """
    `NO` is Norway, `22:30` a text, `010` ten: the core schema, and nothing of YAML 1.1; what is too
    small to be held stays a text.
    """
    found, expected = resolve(text), core(text)
    if (
        expected == 0
        and isinstance(expected, float)
        and any(digit in "123456789" for digit in text.lower().partition("e")[0])
    ):
        expected = text

    assert type(found) is type(expected)
    assert found == expected


@given(
    st.from_regex(r"[A-Za-z0-9.+-]{1,12}", fullmatch=True).filter(
        lambda text: text[0] not in "-.+" or text[1:2].isalnum()
    )
)
def test_a_file_gives_each_word_the_value_that_the_word_has(text):
    """What `resolve` says of a word is what stands in the data."""
    assume(text not in ("---", "..."))

    found = compose(f"key: {text}", file="f")

    assert found.data == {"key": resolve(text)}


words = st.sampled_from(
    "the keeper said that ships may pass not night toll council supports opposes lamp’s “great”"
    " lamp” strait 13 31 40 1,300 12,500 13.5 2–5 155-mm −5 22:30 1/2 naïve".split()
)
texts = st.lists(words, min_size=12, max_size=60)
any_texts = st.lists(
    words | st.sampled_from(["Straße", "İzmir", "ﬁn"]), min_size=12, max_size=60
)  # their capitals are more letters, or others


@st.composite
def cuts(draw, chosen=texts):
    """A text, and a phrase of at most eight words of it with its place."""
    found = draw(chosen)
    length = draw(st.integers(2, 8))
    start = draw(st.integers(0, len(found) - length))
    return found, start, length


@given(cuts(any_texts))
def test_a_quote_cut_from_a_text_is_found(cut):
    """Copied character by character, a quote is exact wherever it was cut."""
    found, start, length = cut

    anchor = anchoring(" ".join(found[start : start + length]), " ".join(found))

    assert anchor.match is QuoteMatch.EXACT
    assert anchor.count >= 1


@given(
    cuts(),
    st.sampled_from([str.upper, str.lower, str.swapcase, lambda text: text]),
    st.sampled_from([" ", "\u00a0", "\n", "  ", " \u00a0\n"]),
    st.booleans(),
)
def test_typography_does_not_keep_a_quote_from_being_found(cut, cased, space, is_straight):
    """
    Letter case, curly quotes, dashes, no-break spaces and line breaks are levelled on both sides.
    """
    found, start, length = cut
    text = " ".join(found)
    straight = str.maketrans("“”’–−", '""\'--') if is_straight else {}

    anchor = anchoring(cased(space.join(found[start : start + length])).translate(straight), text)

    assert anchor.match in FOUND


@given(cuts(), st.data())
def test_a_quote_whose_number_was_changed_is_never_accepted(cut, data):
    """Another number, or a part of the number, is another statement."""
    found, start, length = cut
    places = [
        at for at in range(start, start + length) if any(letter.isdigit() for letter in found[at])
    ]
    assume(places)
    at = data.draw(st.sampled_from(places))
    digits = [index for index, letter in enumerate(found[at]) if letter.isdigit()]
    is_cut = data.draw(st.booleans())
    index = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from(string.digits))
    changed = (
        found[at][index + 1 :].lstrip(",.–-:/")
        if is_cut
        else found[at][:index] + other + found[at][index + 1 :]
    )
    assume(any(letter.isdigit() for letter in changed))
    quote = [*found[start:at], changed, *found[at + 1 : start + length]]
    levelled_words = [levelled(word).text for word in found]
    wanted = [levelled(word).text for word in quote]
    assume(
        not any(
            levelled_words[place : place + length] == wanted
            for place in range(len(found) - length + 1)
        )
    )

    anchor = anchoring(" ".join(quote), " ".join(found))

    assert anchor.match not in FOUND


@given(st.text(max_size=80))
def test_levelling_keeps_the_way_back_to_the_original(text):
    """
    Each levelled character knows the character that it comes from, and levelling twice changes
    nothing.
    """
    plain = levelled(text)

    assert len(plain.offsets) == len(plain.text)
    assert list(plain.offsets) == sorted(plain.offsets)
    assert all(0 <= offset < len(text) for offset in plain.offsets)
    assert levelled(plain.text).text == plain.text


NUMBERS = (3.0, -7.0, 0.5, 12.0, 100.0)


def case_with_numbers() -> Case:
    """A case whose facts hold plain numbers."""
    facts = tuple(
        Fact(
            id=f"n{index}",
            kind="act",
            says="A number.",
            said_by="me",
            status=Status.ASSERTED,
            value=Quantity(number=number, unit=PLAIN),
        )
        for index, number in enumerate(NUMBERS)
    )
    header = {
        "phaseline": 2,
        "kind": "case",
        "id": "law",
        "title": "T",
        "question": "Q",
        "as_of": When.parse("2031-04-10"),
        "responder": "me",
        "challenger": "me",
    }
    return Case(**header, facts=facts)


CASE = case_with_numbers()


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Greater formulas from smaller ones."""
    return st.one_of(
        st.builds("{} {} {}".format, parts, st.sampled_from(["+", "-", "*", "/"]), parts),
        st.builds("({})".format, parts),
        st.builds("- {}".format, parts),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), parts, parts),
        st.builds("abs({})".format, parts),
        st.builds("sum({}, {}, {})".format, parts, parts, parts),
    )


formulas = st.recursive(
    st.sampled_from([f"facts.n{index}.value" for index in range(len(NUMBERS))]),
    joined,
    max_leaves=12,
)


@given(formulas)
def test_a_formula_gives_what_python_gives(text):
    """Plain numbers follow the usual order of operations, in a derivation and in a game."""
    assume(len(text) < 900)
    python = re.sub(r"facts\.n(\d)\.value", lambda found: f"({NUMBERS[int(found[1])]})", text)
    derived = Derived(id="d", title="D", formula=text, unit="")
    try:
        known = {"min": min, "max": max, "abs": abs, "sum": lambda *parts: math.fsum(parts)}
        expected = eval(python, {"__builtins__": {}}, known)  # noqa: S307  # made here
    except ZeroDivisionError:
        with pytest.raises(Unworkable, match="divides by zero"):
            derivation(CASE, derived)
        with pytest.raises(QuestionError, match="divides by zero"):
            Valuation(case=CASE, values={}).of(text)
        return

    found = derivation(CASE, derived)

    assert isinstance(found.value, Quantity)
    assert math.isclose(found.value.number, expected, rel_tol=1e-9, abs_tol=1e-9)
    played = Valuation(case=CASE, values={}).of(text)
    assert math.isclose(played, expected, rel_tol=1e-9, abs_tol=1e-9)


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)).map(
    lambda day: When.parse(day.isoformat())
)


@given(days, days)
def test_the_way_back_is_as_long_as_the_way_there(one, other):
    """Between exact days there is one number of days, and its sign turns with the direction."""
    there, back = days_between(one, other), days_between(other, one)

    assert there == (-back[1], -back[0])
    assert there[0] == there[1]


@given(days, days, days, days)
def test_vague_days_lie_between_their_bounds(one, two, three, four):
    """Whatever days are meant, their distance lies within the bounds that the intervals give."""
    (first, _), (last, _) = (
        (day.first, day.last) for day in sorted((one, two), key=lambda when: when.first)
    )
    (begin, _), (end, _) = (
        (day.first, day.last) for day in sorted((three, four), key=lambda when: when.first)
    )

    low, high = days_between(When.parse(f"{first}/{last}"), When.parse(f"{begin}/{end}"))

    assert low <= (begin - first).days <= high
    assert low <= (end - last).days <= high


NAMES = (
    "merrow",
    "tarsk",
    "paper",
    "ships",
    "toll",
    "lost",
    "sum",
    "one",
    "two",
    "leave",
    "ladder",
    "low",
    "high",
    "stock",
)
TEMPLATE = """phaseline: 2
kind: case
id: renamed
title: T
question: Q
as_of: 2031-04-10
responder: <merrow>
challenger: <tarsk>
actors: [{id: <merrow>, name: A, kind: state}, {id: <tarsk>, name: B, kind: state, part_of: <lost>}]
sources: [{id: <paper>, type: report, title: P}]
facts:
  - {id: <ships>, kind: act, says: S., said_by: <merrow>, status: asserted, value: 31 shipment,
     cites: [{source: <paper>, locator: "1"}]}
  - {id: <toll>, kind: act, says: S., said_by: <lost>, status: asserted, value: 5 USD/shipment,
     cites: [{source: <paper>, locator: "1"}]}
derived:
  - {id: <sum>, title: S, unit: EUR, formula: facts.<ships>.value * facts.<toll>.value}
  - {id: <one>, title: S, unit: USD, formula: derived.<two> + derived.<sum>}
  - {id: <two>, title: S, unit: USD, formula: derived.<one>}
events:
  - {id: <one>, title: E, when: 2031-04-02}
  - {id: <two>, title: E, when: 2031-03-01, after: [<one>, <lost>]}
demands: [{id: <leave>, title: L, to: <tarsk>}]
ladders:
  - id: <ladder>
    title: L
    standing: published
    proposed_by: <merrow>
    rungs:
      - {id: <low>, title: L, demands: [<leave>]}
      - {id: <high>, title: H, facts: [<ships>, <ships>]}
    transitions: [{start: <low>, end: <high>, trigger: act}]
assumptions: [{id: <stock>, asks: Q, owner: me, rationale: R, low: 3 week, high: 1 day}]
stocks: [{id: <stock>, title: S, holder: <merrow>, quantity: facts.<ships>.value}]
"""

ids = st.from_regex(r"[A-Za-z]([A-Za-z0-9_-]{0,10}[A-Za-z0-9_])?", fullmatch=True).filter(
    lambda name: isinstance(resolve(name), str) and name not in ("unknown", "unstated")
)


def codes(path, names) -> Counter[str]:
    """How often each code is found once the entries are called by other names."""
    path.write_text(re.sub(r"<(\w+)>", lambda found: names[found[1]], TEMPLATE), encoding="utf-8")
    return checked(read_case(path), {}).codes


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A file for a case that is renamed again and again."""
    return tmp_path_factory.mktemp("laws") / "case.yaml"


@given(st.lists(ids, min_size=len(NAMES), max_size=len(NAMES), unique=True))
def test_names_mean_nothing(file, names):
    """Entries called by other names, all of them and everywhere, have the same faults."""
    usual = codes(file, dict(zip(NAMES, NAMES, strict=True)))

    found = codes(file, dict(zip(NAMES, names, strict=True)))

    assert usual["PL501"] == 3
    assert {"PL403", "PL405", "PL407", "PL601", "PL702"} <= usual.keys()
    assert found == usual
