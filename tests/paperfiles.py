"""Papers that tests write, PDF, DOCX and HTML out of a few sentences, and a case for them."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

PARAGRAPHS = (
    "Vesper counts its cables. On 4 March 2031 the Council asked Norland for an assurance.",
    "According to the Harbour Office about 140 engineers were in Oster. They are paid $3,000.",
    "Vesper should answer a handover of cutting gear in steps. The first step could be a protest.",
)
TITLE = "Who holds the cables"
CASE = """\
# the header
phaseline: 2
kind: case
id: mini
title: A strait
question: What if?
as_of: "2031-05-01"
responder: vesper
challenger: norland
prepared_by: a tester
"""
ACTORS = """\
actors:
  - {id: vesper, name: Vesper, kind: state}   # us
  - {id: norland, name: Norland, kind: state}
  - {id: authors, name: The authors, kind: author}
"""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(pages: Sequence[Sequence[str]], *, labels: str = "", columns: int = 1) -> bytes:
    """
    A PDF of Helvetica with lines of text on pages, as plain as the format allows.

    In several columns the first line of a page is its head, and the others fill one column after
    the other.
    """
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        stream = _shown(lines, columns).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {labels} >>".encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (
        len(objects) + 1, table, len(objects) + 1,
    ) + b"startxref\n%d\n%%%%EOF\n" % len(written)  # fmt: skip


def _shown(lines: Sequence[str], columns: int) -> str:
    """The stream that shows the lines of a page."""
    if columns == 1:
        body = "".join(f"({_escaped(line)}) Tj 0 -14 Td " for line in lines)
        return f"BT /F1 11 Tf 72 740 Td {body}ET"
    head, rest = lines[0], lines[1:]
    height = -(-len(rest) // columns)
    shown = [f"BT /F1 9 Tf 54 760 Td ({_escaped(head)}) Tj ET"]
    for column in range(columns):
        part = rest[column * height : (column + 1) * height]
        body = "".join(f"({_escaped(line)}) Tj 0 -14 Td " for line in part)
        shown.append(f"BT /F1 9 Tf {54 + column * 504 // columns + column * 12} 730 Td {body}ET")
    return " ".join(shown)


def docx(paragraphs: Sequence[str], *, title: str = TITLE, body: bytes = b"") -> bytes:
    """A document of Word with a heading and paragraphs."""
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    parts = [f"<w:p>{style}<w:r><w:t>{title}</w:t></w:r></w:p>"]
    parts += [f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs]
    document = f"<w:document {_W}><w:body>{''.join(parts)}</w:body></w:document>".encode()
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body or document)
    return packed.getvalue()


def html(paragraphs: Sequence[str], *, head: str = "", more: str = "") -> bytes:
    """A page with a heading and paragraphs."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE}</title>{head}</head>"
        f"<body><h1>{TITLE}</h1>{body}{more}</body></html>"
    ).encode()


def text(paragraphs: Sequence[str], *, title: str = TITLE) -> bytes:
    """Plain text with a heading and paragraphs."""
    return ("\n\n".join([title, *paragraphs]) + "\n").encode()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
