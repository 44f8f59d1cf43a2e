"""
How good the proposals of `phaseline read` are: on the papers of the shipped case, by the facts that
its authors made of them, and on any other text, by a table of what a person reads there.

Run by hand: `python benchmarks/reading_quality.py DIR`, where DIR holds the papers' texts
(default: $PHASELINE_SOURCES); `--unseen FILE ANSWERS` adds a text and its answers, a line a
sentence: a phrase, status, modality, kind, parted by tabs.
"""

import argparse
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from phaseline.case.model.evidence import Source, SourceRole
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.texts import source_texts
from phaseline.case.typography import levelled
from phaseline.papers.amounts import amounts
from phaseline.papers.anchors import Anchors
from phaseline.papers.cues import kind_of, modality_of, status_of
from phaseline.papers.dates import dates
from phaseline.papers.leads import with_leads
from phaseline.papers.reading import paper_of
from phaseline.papers.sentences import PaperSentence, sentences

PLAIN = "asserted"
Expected = tuple[str, str, str, str]  # a phrase, status, modality, kind


def main() -> None:
    """Measure every paper, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default=os.environ.get("PHASELINE_SOURCES"))
    parser.add_argument("--unseen", nargs=2, metavar=("FILE", "ANSWERS"))
    args = parser.parse_args()
    print("text            sentences  status  modality  kind  not plain: precision  recall")
    if args.folder:
        shipped(Path(args.folder))
    if args.unseen:
        text, answers = (Path(name).read_text(encoding="utf-8") for name in args.unseen)
        rows = [line.split("\t") for line in answers.splitlines() if line.count("\t") == 3]
        measure(Path(args.unseen[0]).stem, text, [(row[0], row[1], row[2], row[3]) for row in rows])


def shipped(folder: Path) -> None:
    """Measure the papers of the shipped case by its facts."""
    case = read_case(case_path("korea-2024")).case
    if case is None:
        return
    texts = source_texts(folder, [source.sha256 for source in case.sources])
    for source in case.sources:
        if source.role is SourceRole.PAPER and texts.get(source.sha256):
            answers = [
                (cite.exact, fact.status.value, fact.modality.value, fact.kind)
                for fact in case.facts
                for cite in fact.cites[:1]
                if cite.source == source.id and cite.exact
            ]
            measure(source.id, texts[source.sha256], answers)
            numbers(source, texts[source.sha256], list(case.facts))


def measure(name: str, text: str, answers: Iterable[Expected]) -> None:
    """Print how often the rules propose what a person wrote."""
    rows = [(sentence, answer) for sentence, answer in paired(text, answers)]
    total = len(rows) or 1
    status = sum(status_of(sentence).value == answer[1] for sentence, answer in rows)
    modality = sum(modality_of(sentence).value == answer[2] for sentence, answer in rows)
    kind = sum(kind_of(sentence).value == answer[3] for sentence, answer in rows)
    both = sum(not is_plain(sentence) and answer[1] != PLAIN for sentence, answer in rows)
    proposed = sum(not is_plain(sentence) for sentence, _ in rows) or 1
    meant = sum(answer[1] != PLAIN for _, answer in rows) or 1
    print(
        f"{name:<15} {len(rows):>9}  {status / total:>6.2f}  {modality / total:>8.2f}"
        f"  {kind / total:>4.2f}  {both / proposed:>20.2f}  {both / meant:>6.2f}"
    )


def numbers(source: Source, text: str, facts: list) -> None:
    """Print how many numbers, dates and anchors are read."""
    paper = paper_of("paper.txt", text.encode())
    anchors = Anchors(paper.text)
    bodies = [sentence for sentence in sentences(paper) if not sentence.is_heading]
    phrases = [anchors.of(sentence) for sentence in bodies]
    beside = sum(bool(phrase.prefix or phrase.suffix) for phrase in phrases if phrase)
    by_phrase = [
        (fact, fact.cites[0].exact)
        for fact in facts
        if fact.cites and fact.cites[0].source == source.id and fact.cites[0].exact
    ]
    wanted = [(phrase, fact.value) for fact, phrase in by_phrase if hasattr(fact.value, "number")]
    read = 0
    for phrase, value in wanted:
        words = next((body.text for body in bodies if levelled(phrase).text in level(body)), "")
        mentions = amounts(words, dates(words))
        read += any(float(mention.value.split()[0]) == value.number for mention in mentions)
    print(
        f"{'':<15} {len(bodies):>9}  anchors {sum(map(bool, phrases))}, {beside} by words beside;"
        f" dates {sum(len(dates(body.text, source.issued.text)) for body in bodies)};"
        f" numbers of facts read {read} of {len(wanted)}"
    )


def paired(text: str, answers: Iterable[Expected]) -> Iterator[tuple[PaperSentence, Expected]]:
    """Every answer with the sentence that holds its phrase."""
    paper = paper_of("paper.txt", text.encode())
    bodies = [(body, level(body)) for body in with_leads(paper, sentences(paper))]
    for answer in answers:
        phrase = levelled(answer[0]).text
        held = next((body for body, words in bodies if phrase in words), None)
        if held:
            yield held, answer


def level(sentence: PaperSentence) -> str:
    """The words of a sentence, without the ways in which they may be printed."""
    return levelled(sentence.text).text


def is_plain(sentence: PaperSentence) -> bool:
    """Whether a sentence is proposed as a plain assertion."""
    return status_of(sentence).value == PLAIN


if __name__ == "__main__":
    main()
