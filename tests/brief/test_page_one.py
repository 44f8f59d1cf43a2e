"""Page one as a reader meets it: its words, the way from each number, its colours and sizes."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from phaseline.brief.html import brief_html
from phaseline.brief.links import Ways
from phaseline.case.shipped import shipped_cases
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.headline import shown_ladder
from phaseline.desk.findings.otherwise import WhomDeterred, named_variants
from phaseline.present.data.answer import answer_data
from phaseline.present.document.page_one import page_one as placed

pytestmark = pytest.mark.slow  # the game behind the page takes its time

NUMBER = re.compile(r"(?<![\w.])\d(?:[\d,.]*\d)?")
LINK = re.compile(r'<a\b[^>]*href="#([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
VOID = frozenset({"br", "hr", "img", "link", "meta"})
NEVER = ("draws", "log-odds", "normalised", "rung", "own account", "all held for the line")
NEVER_AT_ALL = re.compile("|".join(NEVER), re.IGNORECASE)


@pytest.fixture(scope="module")
def briefs(all_assessed):
    """The briefs of all shipped cases, by name, as `phaseline run` writes them."""
    return {name: brief_html(as_run(whole)) for name, whole in all_assessed.items()}


def as_run(whole):
    """
    A brief that also plays its shown course otherwise, where its case names how; page one names
    that it does, and is the same whatever comes of it, so that here nothing is played.
    """
    if not named_variants(whole.case):
        return whole
    shown = shown_ladder(whole.case, whole.contest)
    unplayed = WhomDeterred(
        policy=shown, deciders=(), holds=(), is_unique=False, absence=Absence.NOT_COMPUTABLE
    )
    return replace(whole, otherwise=(unplayed,))


def page_one(brief):
    """Page one of a brief, as HTML."""
    return re.search(r'<section class="page-one".*?</section>', brief, re.DOTALL)[0]


def words(html):
    """What is read of some HTML."""
    apart = re.sub(r"</?(?:p|div|t[dhr]|h\d|li)\b[^>]*>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", apart)).split())


def unlinked(html):
    """The numbers that are read of some HTML and lead nowhere."""
    return NUMBER.findall(words(LINK.sub("", html)))


@pytest.mark.parametrize("name", shipped_cases())
def test_every_number_of_page_one_leads_to_where_it_comes_from(briefs, name):
    """Each is part of a link, and each link leads to a place of the same brief."""
    page = page_one(briefs[name])
    places = {place for place, text in LINK.findall(page) if NUMBER.search(words(text))}

    assert unlinked(page) == []
    assert places <= set(re.findall(r' id="([^"]+)"', briefs[name]))
    assert "figures" in places


class Places(HTMLParser):
    """What is read within each element of a page that has an id."""

    def __init__(self, html):
        super().__init__()
        self.opened, self.read = [], {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """An element opens."""
        if tag not in VOID:
            self.opened.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag):
        """It closes, and what was left open in it."""
        while tag not in VOID and self.opened and self.opened.pop()[0] != tag:
            pass

    def handle_data(self, data):
        """What is read belongs to all that are open."""
        for _, name in self.opened:
            if name:
                self.read[name] = f"{self.read.get(name, '')} {data}"


def stands(number, text):
    """
    Whether a text has a number, or one that is rounded to it: a chance told in a hundred stands
    where the chance does.
    """
    held = NUMBER.findall(text)
    amounts = [float(other.replace(",", "")) for other in held]
    chances = [100 * amount for amount in amounts if 0 < amount < 1]
    return number in held or any(f"{amount:.2g}" == number for amount in (*amounts, *chances))


def astray(page, read):
    """The numbers of page one that do not stand where their links lead."""
    return [
        (place, number)
        for place, text in LINK.findall(re.sub(r"<sup\b.*?</sup>", "", page, flags=re.DOTALL))
        for number in NUMBER.findall(words(text))
        if not stands(number, read[place])
    ]


@pytest.mark.parametrize("name", shipped_cases())
def test_every_number_of_page_one_stands_where_its_link_leads(briefs, name):
    """Whoever follows it finds the number there, or the one of which it is the rounded form."""
    assert astray(page_one(briefs[name]), Places(briefs[name]).read) == []


def strayed(page, findings):
    """The numbers of sentences in short that their own findings, told in full, do not hold."""
    parts = [block.sentences for block in (page.result, *page.turns, *page.blocks)]
    lists = (page.unknown.sentences, page.today)
    sentences = [sentence for part in (*parts, *lists) for sentence in part]
    return [
        (sentence.finding, number)
        for sentence in sentences
        if sentence.finding in findings
        for number in NUMBER.findall(sentence.text)
        if not stands(number, f"{findings[sentence.finding]['text']} {findings[sentence.finding]}")
    ]


@pytest.mark.parametrize("name", shipped_cases())
def test_every_number_in_short_is_one_of_its_own_finding(all_assessed, name):
    """Not of another sentence of the same section; the answer holds the finding in full."""
    whole = all_assessed[name]
    findings = {finding["id"]: finding for finding in answer_data(whole)["findings"]}

    assert strayed(placed(whole), findings) == []


def test_a_number_of_another_finding_is_seen(all_assessed):
    """The test above is no empty one: a sentence with a figure of its own fails it."""
    whole = all_assessed["strait"]
    findings = {finding["id"]: finding for finding in answer_data(whole)["findings"]}
    page = placed(whole)
    (block, *rest) = page.turns
    false = replace(block.sentences[0], text="At 7.25 it would be otherwise.")
    changed = replace(page, turns=(replace(block, sentences=(false,)), *rest))

    assert strayed(changed, findings) == [(false.finding, "7.25")]


def test_a_number_that_stands_elsewhere_is_seen(briefs):
    """The test above is no empty one: a number that is changed on page one alone fails it."""
    page, read = page_one(briefs["strait"]), Places(briefs["strait"]).read
    changed = page.replace('href="#figures">12<', 'href="#figures">7.25<', 1)

    assert astray(changed, read) == [("figures", "7.25")]


@pytest.mark.parametrize("name", shipped_cases())
def test_what_page_one_says_in_short_stands_behind_it_in_full(briefs, all_assessed, name):
    """With the shares of the picture, what mending one alone adds, and every course."""
    rest, whole = Places(briefs[name]).read["figures"], placed(all_assessed[name])
    rest = " ".join(rest.split())

    assert whole.figures.sentences
    assert all(sentence.text in rest for sentence in whole.figures.sentences)
    assert {table.head[-1] for table in whole.figures.tables} == {
        "Last step in force at the earliest",
        "Mended as the last",
        "Assumed",
    }
    assert all(
        " ".join(cell.split()) in rest
        for table in whole.figures.tables
        for row in table.rows
        for cell in row
    )


def test_a_number_without_a_way_is_seen(briefs):
    """The test above is no empty one: a number that is planted, linked nowhere, fails it."""
    page = page_one(briefs["strait"]).replace("</h1>", " 4.2</h1>")

    assert unlinked(page) == ["4.2"]


@pytest.mark.parametrize("name", shipped_cases())
def test_page_one_speaks_to_whoever_never_saw_the_product(briefs, name):
    """No word of the workshop stands on it, and its headline is one breath long."""
    page = page_one(briefs[name])

    assert NEVER_AT_ALL.findall(words(page)) == []
    assert len(words(re.search(r"<h1>.*?</h1>", page, re.DOTALL)[0]).split()) <= 22


@pytest.mark.parametrize("name", shipped_cases())
def test_page_one_says_what_would_have_to_be_true(briefs, name):
    """At the best guesses, in at most three thresholds, with what is assumed instead."""
    page = page_one(briefs[name])
    turns = words(re.search(r"<h2>What it turns on.*?<h2>", page, re.DOTALL)[0])
    assumed = re.compile(r"assumed: [\d.]+, range|than assumed \(range")

    assert re.search(r"At best guesses alone it (is ahead of|trails|is level with) ", turns)
    assert 1 <= len(assumed.findall(words(page))) <= 3
    assert len(assumed.findall(turns)) == len(assumed.findall(words(page)))


@pytest.mark.parametrize("name", shipped_cases())
def test_each_of_three_questions_has_its_answer_under_its_own_heading(briefs, name):
    """
    What it found, on what it turns and what is not known: in this order, and before the matrix. The
    first two say that they are so in a model, where a reader who repeats them repeats it too; the
    base stands in the first.
    """
    page = page_one(briefs[name])
    before = words(page[: page.index('<table class="courses')])
    places = [
        before.index(heading)
        for heading in (
            "What it found In our model",
            "What it turns on, in our model",
            "What is not known: ",
        )
    ]
    first, second, third = (
        before[start:end] for start, end in zip(places, (*places[1:], None), strict=True)
    )

    assert places == sorted(places)
    assert re.search(r"With no (new )?step, .* in [\d.]+ of \d+ ", first)
    assert "in nine of ten combinations of assumptions, none" in first
    assert "turns mostly on" in second
    assert "assumptions used" in third


@pytest.mark.parametrize("name", shipped_cases())
def test_what_is_not_known_is_counted_and_numbered_through(briefs, all_assessed, name):
    """The heading says how many things there are; their numbers run through all leads."""
    page, unknown = page_one(briefs[name]), placed(all_assessed[name]).unknown
    part = re.search(r'<div class="told unknown">.*?</div>', page, re.DOTALL)[0]
    starts = [int(start) for start in re.findall(r'<ol start="(\d+)"', part)]
    sizes = [body.count("<li>") for body in re.findall(r"<ol.*?</ol>", part, re.DOTALL)]
    count = len(unknown.sentences)

    assert starts == [1 + sum(sizes[:place]) for place in range(len(sizes))]
    assert sum(sizes) == count
    assert f"What is not known: {NAMES[count]} things" in words(part)
    assert all(sentence.text in words(part) for sentence in unknown.sentences)


COURSES = re.compile(r'<table class="courses.*?</table>', re.DOTALL)
MATRIX = re.compile(r"<thead>.*?</tbody>", re.DOTALL)
NAMES = "no one two three four five six seven eight nine ten".split()
BUDGET = 320  # words that are read in three minutes beside a matrix


def outside_matrix(page):
    """
    The words of page one but for the head and the rows of its courses, footnote marks apart: what
    stands above and below them, and every name and value of the other picture, is counted.
    """
    page = re.sub(r"<sup\b.*?</sup>", "", page, flags=re.DOTALL)
    page = COURSES.sub(lambda table: MATRIX.sub(" ", table[0]), page)
    return [word for word in words(page).split() if re.search(r"\w", word)]


@pytest.mark.parametrize("name", shipped_cases())
def test_a_mark_on_page_one_says_where_its_passage_is(briefs, name):
    """A raised number has no text on the sheet; the sheet says which section has it."""
    page = page_one(briefs[name])

    assert ('href="#note-' in page) is ("Raised numbers: Sources." in words(page))


@pytest.mark.parametrize("name", shipped_cases())
def test_page_one_is_read_in_three_minutes(briefs, name):
    """At most 320 words stand outside the matrix, captions, labels and links among them."""
    assert len(outside_matrix(page_one(briefs[name]))) <= BUDGET


def test_what_is_counted_is_all_but_the_rows_of_courses():
    """Of ten words the two in the rows are left out, and so are a footnote mark and a dot."""
    page = (
        '<h1>One<sup>1</sup></h1><table class="courses barred"><caption>Two · three</caption>'
        "<thead><tr><th>Head</th></tr></thead><tbody><tr><td>Row</td></tr></tbody>"
        "<tfoot><tr><td>Four</td></tr></tfoot></table>"
        "<table><tr><td>Five</td><td>−6</td></tr></table><ol><li>Seven</li><li>eight</li></ol>"
    )

    assert outside_matrix(page) == ["One", "Two", "three", "Four", "Five", "−6", "Seven", "eight"]


@pytest.mark.parametrize("name", shipped_cases())
def test_page_one_holds_all_that_a_reader_has_to_know(briefs, all_assessed, name):
    """Saying less drops none of its parts; the pictures are two, and the matrix has its answers."""
    page = page_one(briefs[name])
    read = words(page)

    if named_variants(all_assessed[name].case):
        assert "Played otherwise, " in read
    for part in (
        "The decision.",
        "forecasts nothing",
        "What it found",
        "What it turns on, in our model",
        "What is not known",
        "Nobody outside has tested",
        "may act without asking anybody",
        "At best guesses alone",
        "To find out next",
        "What could go wrong",
        "Who would object",
        "Limits.",
        "complies, do we stop?",
        "Last step, if allowed",
        "If all worked",
        "Net (typically ",
        "Every course",
        "Not odds.",
        "It decides nothing.",
    ):
        assert part in read, part
    assert re.search(r"Last step (of each )?in law", read)
    assert len(re.findall(r"<table\b", page)) == 2


@pytest.mark.parametrize("name", shipped_cases())
def test_what_page_one_has_no_room_for_stands_behind_it(briefs, all_assessed, name):
    """All limits, what is on record of the other side and who else objects are in the brief."""
    rest = words(briefs[name].replace(page_one(briefs[name]), ""))
    whole = placed(all_assessed[name])

    for block in whole.behind:
        assert block.title in rest
        assert all(sentence.text in rest for sentence in block.sentences)
    assert all(limit in rest for limit in all_assessed[name].case.limits)


def luminance(colour):
    """The relative luminance of a colour, as WCAG 2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_the_standard_counts_it():
    """Black on white is 21, and a colour on itself 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_letters_stand_out_from_the_page(briefs, theme):
    """WCAG AA asks for 4.5 to 1 of every colour in which something is written."""
    style = re.search(r"<style>(.*?)</style>", briefs["strait"], re.DOTALL)[1]
    roots = re.findall(r":root \{([^}]*)\}", style)
    root = dict(zip(("light", "dark", "paper"), roots, strict=True))[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", root))

    for ink in ("ink", "soft", "link", "mark", "tone"):
        for ground in ("paper", "tint"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def test_a_number_is_found_in_a_text_and_no_name_is_one():
    """A sign, decimals and thousands belong to it; the 3 of a name does not."""
    linked = str(Ways(["takes", "ladders"]).linked("E3: −4.5 of 10,000 < 20.", "takes"))

    assert re.findall(r">([^<]+)</a>", linked) == ["−4.5", "10,000", "20"]
    assert "&lt;" in linked


def test_an_assumption_has_a_row_of_its_own():
    """Other entries lead to their section."""
    ways = Ways(["takes", "ladders"])
    assert ways.place_of("assumptions.sight") == "assumption-sight"
    assert ways.place_of("red_lines.list") == "ladders"
    assert ways.place_of("events.protest") == "scope"  # of a brief without a timeline
