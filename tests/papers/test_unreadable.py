"""A file that is no paper is refused in words, in seconds and in little memory."""

import os
import sys
import time
from io import BytesIO
from pathlib import Path
from subprocess import run
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from paperfiles import docx, html, pdf
from pypdf import PdfReader, PdfWriter

from phaseline.errors import QuestionError
from phaseline.papers.reading import paper_of
from phaseline.papers.refused import MOST_BYTES


def encrypted():
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([["Secret words."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    packed = BytesIO()
    writer.write(packed)
    return packed.getvalue()


def zip_bomb():
    """A document of Word that unpacks to 300 MB."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 300_000_000)
    return packed.getvalue()


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)
REFUSED = {
    "encrypted.pdf": (encrypted, "an encrypted PDF"),
    "damaged.pdf": (lambda: pdf([["Words."]])[:200], "a damaged PDF"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(255, 0, -1)) * 200, "a damaged PDF"),
    "scan.pdf": (lambda: pdf([[], [], []]), "a scan"),
    "empty.txt": (lambda: b"", "an empty file"),
    "blank.txt": (lambda: b" \n\t\n", "an empty file"),
    "picture.txt": (lambda: bytes(range(256)) * 40, "no text"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5000, "an old .doc"),
    "long.pdf": (lambda: pdf([["Words."]] * 2000), "2,000 pages"),
    "bomb.docx": (zip_bomb, "more than any document"),
    "entities.docx": (lambda: docx([], body=BOMB), "no part that Word writes"),
    "broken.docx": (lambda: docx([], body=b"<w:document"), "is damaged"),
    "other.docx": (lambda: b"PK\x03\x04" + b"\0" * 400, "damaged or encrypted .docx"),
    "script.html": (
        lambda: html([], more="<script>x()</script>")[:0] + b"<html></html>",
        "no words",
    ),
    "marks.html": (lambda: b'<!DOCTYPE html [<!ENTITY a "b">]>' + b"<svg>" * 200_000, "no words"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_paper_is_refused_with_what_to_do(name):
    """The message names the file, what is wrong and what to do; it comes within seconds."""
    content, problem = REFUSED[name]
    held = content()
    begun = time.process_time()

    with pytest.raises(QuestionError, match=problem) as refused:
        paper_of(name, held)

    assert str(refused.value).startswith(f"{name}: ")
    assert "; " in str(refused.value)
    assert time.process_time() - begun < 10


@pytest.mark.slow
def test_a_file_of_200_mb_is_refused():
    """It is not looked into."""
    with pytest.raises(QuestionError, match="200 MB, more than"):
        paper_of("huge.pdf", bytes(MOST_BYTES + 1))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is asked of Linux")
def test_the_command_refuses_each_within_its_bar_and_writes_nothing(tmp_path, phaseline):
    """
    Every file that is no paper, and one of 205 MB: exit status 2 in under 10 s each.

    All are read one after the other by one process, whose most memory is under 500 MB; the bars are
    those that were set before there was a reader.
    """
    begun = phaseline(
        "new", "mini", "--dir", str(tmp_path), "--responder", "A", "--challenger", "B"
    )
    assert begun.status == 0
    case, papers = tmp_path / "mini", tmp_path / "papers"
    papers.mkdir()
    for name, (content, _) in REFUSED.items():
        (papers / name).write_bytes(content())
    with (papers / "huge.pdf").open("wb") as huge:
        huge.write(b"%PDF-1.7\n")
        huge.truncate(205_000_000)
    before = {file.name: file.read_bytes() for file in case.iterdir() if file.is_file()}
    code = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from phaseline.cli.main import main\n"
        "for paper in sorted(Path(sys.argv[1]).iterdir()):\n"
        "    begun = time.process_time()\n"
        "    status = main(['read', str(paper), '--into', sys.argv[2]])\n"
        "    print(paper.name, status, time.process_time() - begun)\n"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
    )

    done = run(
        [sys.executable, "-c", code, str(papers), str(case)],
        capture_output=True,
        text=True,
        check=True,
    )

    *lines, kilobytes = done.stdout.splitlines()
    ran = {name: (int(status), float(took)) for name, status, took in map(str.split, lines)}
    assert set(ran) == {*REFUSED, "huge.pdf"}
    assert {status for status, _ in ran.values()} == {2}
    assert max(took for _, took in ran.values()) < 10
    assert int(kilobytes) < 500_000
    assert "Traceback" not in done.stderr
    assert before == {file.name: file.read_bytes() for file in case.iterdir() if file.is_file()}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("words.txt", b"Vesper should wait and " * 50_000, marks=pytest.mark.slow),
        ("points.md", b"".join(b" " * place + b"- a point\n" for place in range(2000))),
        ("many.txt", b"Vesper waits. " * 60_000),
    ],
)
def test_a_list_in_the_place_of_sentences_costs_no_minutes(tmp_path, phaseline, name, content):
    """One sentence of 200,000 words is read, 60,000 of two are refused: within the same bar."""
    begun = ("new", "mini", "--dir", str(tmp_path), "--responder", "A", "--challenger", "B")
    assert phaseline(*begun).status == 0
    (tmp_path / name).write_bytes(content)
    started = time.process_time()

    ran = phaseline("read", str(tmp_path / name), "--into", str(tmp_path / "mini"))

    assert time.process_time() - started < 10
    assert ran.status == (2 if name == "many.txt" else 0)
    assert ("60,000 sentences, more than 4,000" in ran.err) is (name == "many.txt")


def test_entities_and_deep_nests_of_a_page_stay_what_they_are():
    """HTML knows no entities of its own making, and depth costs nothing."""
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "boom">]><p>&a; stays.</p>' + "<svg>" * 50_000 + "</p>" * 50_000
    )

    begun = time.process_time()
    paper = paper_of("page.html", bomb.encode())

    assert paper.text.endswith("&a; stays.")
    assert time.process_time() - begun < 5


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is asked of Linux")
def test_the_worst_document_stays_within_memory():
    """Sixteen megabytes of the smallest elements, read by a process of its own: under 500 MB."""
    code = (
        "from paperfiles import docx\n"
        "from phaseline.papers.reading import paper_of\n"
        "w='xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"'\n"
        "tail=b'<w:p><w:t>Words.</w:t></w:p></w:document>'\n"
        "body=f'<w:document {w}>'.encode()+b'<w:t/>'*2_200_000+tail\n"
        "print(paper_of('x.docx', docx([], body=body)).text)\n"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
    )

    path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )

    words, kilobytes = done.stdout.split()[-2:]
    assert words == "Words."
    assert int(kilobytes) < 500_000


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("paper.pdf", b"\x00\x01\xff", "not a PDF, though it is called one"),
        ("paper.pdf", b"<html><p>Please log in.</p></html>", "not a PDF"),
        ("paper.docx", b"A text of some words.", "not a document of Word"),
    ],
)
def test_what_is_not_what_it_is_called_is_no_paper(name, content, says):
    """A download that broke off, or a page in place of the file, is not read as text."""
    with pytest.raises(QuestionError, match=says):
        paper_of(name, content)
