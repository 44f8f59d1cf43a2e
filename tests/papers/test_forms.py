"""Every form of paper gives the same words, and says what it knows of itself."""

import pytest
from paperfiles import PARAGRAPHS, TITLE, docx, html, pdf, text

from phaseline.papers.front import front_of
from phaseline.papers.names import Names
from phaseline.papers.paper import BlockKind
from phaseline.papers.proposing import proposed
from phaseline.papers.reading import paper_of
from phaseline.papers.sentences import sentences

WIDTH = 80


def lines_of(words):
    """Break words at a width, as a printer does."""
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


FILES = {
    "paper.pdf": pdf([lines_of(words) for words in PARAGRAPHS]),
    "paper.docx": docx(PARAGRAPHS),
    "paper.html": html(PARAGRAPHS),
    "paper.txt": text(PARAGRAPHS),
    "paper.md": text(PARAGRAPHS, title=f"# {TITLE}"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_form_gives_the_same_sentences(name):
    """Six sentences in three paragraphs: the form of the file leaves no trace in the words."""
    paper = paper_of(name, FILES[name])

    said = [sentence.text for sentence in sentences(paper) if not sentence.is_heading]

    assert " ".join(said) == " ".join(PARAGRAPHS)
    assert len(said) == 6


@pytest.mark.parametrize(
    ("first", "title"),
    [
        (TITLE, TITLE),
        (f"{TITLE}?", f"{TITLE}?"),
        ("This is a sentence.", ""),
        ("with a small letter", ""),
    ],
)
def test_a_plain_text_has_its_first_line_as_title_where_it_reads_like_one(first, title):
    """A sentence is none; the words of the text stay as they are."""
    paper = paper_of("paper.txt", text(PARAGRAPHS, title=first))

    assert paper.title == title
    assert paper.text.startswith(first)


@pytest.mark.parametrize("name", FILES)
def test_a_sentence_stands_where_its_place_says(name):
    """Places are counted in code points of the text."""
    paper = paper_of(name, FILES[name])

    for sentence in sentences(paper):
        assert paper.text[sentence.start : sentence.end] == sentence.text


def test_a_pdf_says_on_which_page_and_where_on_it_words_stand():
    """Each paragraph fills a page of its own; its box lies within the page of 612 by 792 points."""
    paper = paper_of("paper.pdf", FILES["paper.pdf"])
    start = paper.text.index("140 engineers")

    page, boxes = paper.page_at(start), paper.boxes(start, start + 13)

    assert page is not None
    assert page.number == 2
    assert [box.page for box in boxes] == [2]
    assert 0 < boxes[0].left < boxes[0].right < 612


def test_a_page_keeps_its_printed_label():
    """The first page is number 1 of the file, and is printed as iv."""
    labels = "/PageLabels << /Nums [0 << /S /r /St 4 >>] >>"

    paper = paper_of("paper.pdf", pdf([["One line of words."]], labels=labels))

    assert [(page.number, page.label) for page in paper.pages] == [(1, "iv")]


def test_lines_that_return_on_every_page_are_left_out():
    """A running head is no sentence, and a paragraph goes on over the page."""
    bodies = [f"Page {word} has words of its own." for word in "zero one two three four".split()]
    bodies = [[f"{body} {lines}" for lines in "abcdefgh"] for body in bodies]
    bodies[1].append("The council met in the spring and")
    bodies[2].insert(0, "asked for more.")
    pages = [["The Strait Review", *body, f"{number}"] for number, body in enumerate(bodies)]

    paper = paper_of("paper.pdf", pdf(pages))

    assert "Review" not in paper.text
    assert "spring and asked" in " ".join(paper.text.split())


def test_a_page_of_the_web_is_read_without_menus_scripts_and_notes():
    """What a reader would not read aloud is no part of the text; its head says who and when."""
    head = (
        '<meta name="author" content="A. Writer"><meta name="dc.date" content="2031-05-02">'
        "<script>stolen()</script>"
    )
    page = html(
        ["Cables<sup>1</sup> break."], head=head, more="<nav><p>Menu</p></nav><script>x()</script>"
    )

    paper = paper_of("page.html", page)

    assert paper.text == f"{TITLE}\n\nCables break."
    assert paper.authors == ("A. Writer",)
    assert (paper.published, paper.language) == ("2031-05-02", "en")


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("author: Ann Quay and Ben Reed", ("Ann Quay", "Ben Reed")),
        ("authors: ['Ann Quay', Ben Reed]", ("Ann Quay", "Ben Reed")),
        ("authors:\n  - Ann Quay\n  - Ben Reed", ("Ann Quay", "Ben Reed")),
        ("author: Ministry of Ports and Roads", ("Ministry of Ports and Roads",)),
        ("layout: post", ()),
    ],
)
def test_the_head_of_a_markdown_file_says_whose_it_is(head, authors):
    """A day without a year is read by the day of the head; no word of it is a sentence."""
    about = f"title : 'The harbour: closed'\ndate: 2031-05-02 12:00 +0800\nlang: en\n{head}"
    body = "It closed on 4 March.\n\n---\n\n### Details\n\n* * *\n\nNone.\n"
    source = f"---\n{about}\n---\n\n{body}".replace("\n", "\r\n")

    paper = paper_of("paper.md", source.encode())

    assert paper.text == "It closed on 4 March.\n\nDetails\n\nNone."
    assert (paper.title, paper.authors) == ("The harbour: closed", authors)
    assert (paper.published, paper.language) == ("2031-05-02", "en")
    assert proposed(paper, "paper", Names())[0].when.value == "2031-03-04?"


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# Head\n\nWords.", "Head"),
        ("Words.\n\n# Head\n\nMore.", "Head"),
        ("### Summary\n\nWords.", "Summary"),
        ("Words.\n\n### Introduction\n\nMore.", ""),
        ("---\nWords that no line of hyphens ends.", ""),
    ],
)
def test_a_heading_deep_in_a_text_is_no_title(source, title):
    """One of the first level is, and one that stands before all else."""
    assert paper_of("paper.md", source.encode()).title == title


def test_markdown_keeps_words_and_leaves_out_marks():
    """Links keep their words, items are blocks of their own, notes are notes."""
    source = (
        b"# Head\n\nSome *firm* [words](http://x.y) here.[^1]\n\n- first\n- second\n\n[^1]: A note."
    )

    paper = paper_of("paper.md", source)

    assert [paper.text[block.start : block.end] for block in paper.blocks] == [
        "Head",
        "Some firm words here.",
        "first",
        "second",
        "A note.",
    ]
    assert [block.kind for block in paper.blocks][-1] is BlockKind.FOOTNOTE


def test_a_line_broken_by_hand_is_followed_by_another_point():
    """
    Two blanks, or a stroke, at the end of a line: a numbered point follows, however far it stands
    in, and after a full stop a paragraph; what is broken within a sentence goes on.
    """
    source = (
        "     Sec. 2.  (a)  The port closes  \nat once.  \n     (b)  Fees rise*. *\\\n"
        "     (i)   They double.   \nThe council ends both.\n"
    )

    paper = paper_of("order.md", source.encode())

    assert [(block.kind.value, paper.text[block.start : block.end]) for block in paper.blocks] == [
        ("paragraph", "Sec. 2. (a) The port closes at once."),
        ("item", "Fees rise."),
        ("item", "They double."),
        ("paragraph", "The council ends both."),
    ]


def test_tags_of_a_page_are_no_words_of_markdown():
    """A mark where an excerpt ends, a break and a remark go; what is less than something stays."""
    source = (
        b"One <excerpt/> two<br>three. <!-- a\nremark --> Here a < b, and <b>bo</b>ld.\n\nEnd.\n"
    )

    paper = paper_of("paper.md", source)

    assert [paper.text[block.start : block.end] for block in paper.blocks] == [
        "One two three. Here a < b, and bold.",
        "End.",
    ]


def test_a_title_of_two_lines_is_one():
    """What stands further in goes on with the value before it."""
    front = front_of("---\ntitle: A sea\n  of cables\ndate: 2031-05-02\n---\nText.\n")

    assert (front.title, front.published) == ("A sea of cables", "2031-05-02")


def test_a_head_lists_authors_without_indenting_them():
    """A list may stand at the margin; a folded value, or a day that there is not, says nothing."""
    front = front_of(
        "---\nauthor:\n- Ann Quay\n- Ben Reed\ntitle: >\n  A sea\ndate: 2024-13-77\n---\nText.\n"
    )

    assert front.authors == ("Ann Quay", "Ben Reed")
    assert (front.title, front.published) == ("", "")
