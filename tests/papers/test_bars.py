"""The bars that reading has to reach on the two papers of the worked case, each in one test."""

import time
from io import BytesIO
from textwrap import wrap

import pytest
from paperfiles import pdf
from pypdf import PdfReader

from phaseline.case.model.evidence import SourceRole
from phaseline.case.quotes import anchoring
from phaseline.case.typography import levelled
from phaseline.papers.amounts import amounts
from phaseline.papers.confirming import faults_of_phrase
from phaseline.papers.dates import dates
from phaseline.papers.names import Names
from phaseline.papers.proposing import proposed
from phaseline.papers.reading import paper_of
from phaseline.papers.sentences import sentences

_FIELDS = ("kind", "status", "modality", "value", "bound", "when", "said_by")
_LINES = 46  # of a page


def level(words):
    """Words without the ways in which they may be printed."""
    return levelled(words).text


def printable(words):
    """What Helvetica can print without a table of its own: other signs become question marks."""
    return level(words).encode("ascii", "replace").decode()


@pytest.fixture(scope="session")
def papers(korea, texts):
    """The papers of the worked case whose texts are at hand, with the facts that quote each."""
    found = [
        (source, texts[source.sha256])
        for source in korea.sources
        if source.role is SourceRole.PAPER and source.sha256 in texts
    ]
    if not found:
        pytest.skip("the papers' texts are not here")
    return found


def quotes(korea, source):
    """The phrases by which facts of the case quote a paper."""
    return [
        cite.exact
        for fact in korea.facts
        for cite in fact.cites
        if cite.source == source.id and cite.exact
    ]


def set_in_columns(text, count):
    """A PDF of a text, in one column or in two, with a running head and numbers on the pages."""
    width = 92 if count == 1 else 44
    lines = []
    for paragraph in text.split("\n"):
        lines += [*wrap(printable(paragraph), width), ""]
    most = _LINES * count
    pages = [
        ["A paper on two phases", *lines[first : first + most]]
        for first in range(0, len(lines), most)
    ]
    return pdf(pages, columns=count)


@pytest.mark.parametrize("columns", [1, 2])
def test_quotes_are_found_again_in_a_pdf_of_one_column_and_of_two(korea, papers, columns):
    """At least 97 % of the case's quotes stand in the text, with a page and a box on it."""
    wanted = found = 0
    for source, text in papers:
        paper = paper_of("paper.pdf", set_in_columns(text, columns))
        body = levelled(paper.text)
        for exact in map(printable, quotes(korea, source)):
            wanted += 1
            if (place := body.text.find(exact)) >= 0:
                start, end = body.offsets[place], body.offsets[place + len(exact) - 1] + 1
                found += paper.page_at(start) is not None and bool(paper.boxes(start, end))
    assert wanted > 300
    assert found / wanted >= 0.97


def test_a_pdf_of_two_columns_is_one(papers):
    """The second column begins in the right half of the page, as the file itself says."""
    places = []
    reader = PdfReader(BytesIO(set_in_columns(papers[0][1], 2)))
    reader.pages[0].extract_text(
        visitor_text=lambda words, _c, place, _f, _s: places.append(place[4]) if words else None
    )
    assert max(places) > 300 > min(places)


def test_a_paper_of_4000_words_is_proposed_in_five_seconds(papers):
    """From the PDF to its stubs, in seconds of the processor; the longer paper has 4,079 words."""
    text = max((text for _, text in papers), key=len)
    assert len(text.split()) >= 4000
    content = set_in_columns(text, 1)

    begun = time.process_time()
    stubs = proposed(paper_of("paper.pdf", content), "paper", Names())
    assert time.process_time() - begun < 5
    assert len(stubs) > 80


def test_no_field_is_proposed_without_its_rule_and_no_phrase_occurs_twice(papers):
    """
    Each proposal says which rule made it, and in which version; each phrase is its own, by itself
    or with the words beside it, as `check` finds it.
    """
    for _, text in papers:
        paper = paper_of("paper.txt", text.encode())
        for stub in proposed(paper, "paper", Names()):
            proposals = [*(getattr(stub, field) for field in _FIELDS), *stub.about]
            assert all("/" in proposal.rule for proposal in proposals if proposal.value)
            if stub.prefix or stub.suffix:
                beside = {"prefix": stub.prefix, "suffix": stub.suffix}
                places = anchoring(stub.exact, paper.text, **beside)
                assert places.count == 1
                assert stub.start <= places.position < stub.end
            else:
                assert not stub.exact or text.count(stub.exact) == 1


def test_every_sentence_of_the_papers_can_be_quoted(papers):
    """
    A sentence that stands in a summary and below is told by the words beside it. Of one paper three
    points stand there alike, so that nothing beside the middle one tells the two apart; a phrase of
    it that a person gives is taken, for it says the same in both places.
    """
    bare = []
    for _, text in papers:
        paper = paper_of("paper.txt", text.encode())
        stubs = proposed(paper, "paper", Names())
        bare += [(stub, paper.text) for stub in stubs if not stub.exact]
    assert len(bare) <= 2
    for stub, text in bare:
        sentence = text[stub.start : stub.end]
        assert text.count(sentence) == 2
        assert faults_of_phrase(" ".join(sentence.split()[1:9]), stub, text) == ()


def sentence_of(text, exact):
    """The words of the sentence that holds a phrase; none where the phrase crosses two."""
    bodies = [body.text for body in sentences(paper_of("paper.txt", text.encode()))]
    return next((body for body in bodies if level(exact) in level(body)), "")


def test_23_of_24_numbers_are_read(korea, papers):
    """Of the numbers that facts carry, by the sentence that each fact quotes first."""
    wanted = read = 0
    for source, text in papers:
        for fact in korea.facts:
            cite = next(iter(fact.cites), None)
            if not cite or cite.source != source.id or not hasattr(fact.value, "number"):
                continue
            wanted += 1
            words = sentence_of(text, cite.exact)
            mentions = amounts(words, dates(words))
            read += any(float(one.value.split()[0]) == fact.value.number for one in mentions)
    assert wanted >= 24
    assert read >= wanted - 1


def test_20_dates_are_read_and_two_at_most_are_others(korea, papers):
    """
    Of the facts and events that the case dates, by the sentence that each quotes first.

    A date is read where the sentence gives the one that the case has, marks of doubt apart. It is
    another one where the case dates what the sentence tells, and none of these dates is read.
    """
    right = 0
    others = set()
    for source, text in papers:
        dated = {}
        for entry in (*korea.facts, *korea.events):
            cite = next(iter(entry.cites), None)
            if cite and cite.source == source.id and cite.exact and entry.when.is_known:
                words = sentence_of(text, cite.exact)
                dated.setdefault(words, []).append(entry.when.text.rstrip("?~%"))
        for words, expected in dated.items():
            read = {mention.when.rstrip("?") for mention in dates(words, source.issued.text)}
            right += sum(day in read for day in expected)
            if read and not read & set(expected):
                others.add(words)
    assert right >= 20
    assert len(others) <= 2
