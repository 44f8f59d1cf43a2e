"""
Bytes as text: UTF-8, or what else they may be.

A file in another encoding does not say in which. A mark at its beginning tells; without one, every
encoding is kept in which the bytes are text. Presence may be proved in any of them, absence in
none.
"""

import codecs
import re
import unicodedata
from html import unescape

from phaseline.terms.record import record

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = (
    (b"{\\rtf", "a document in RTF"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a packed file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
# What texts were written in before UTF-8, the encodings of a language first
_BY_LANGUAGE = {
    "ko": ("cp949",),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "zh": ("gb18030", "big5hkscs"),
    "ru": ("cp1251", "koi8_r", "cp866"),
    "uk": ("cp1251", "koi8_u"),
    "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"),
    "tr": ("cp1254",),
    "el": ("cp1253",),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "th": ("cp874",),
    "vi": ("cp1258",),
}
_SINGLE = (
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "mac_roman",
)
_DOUBLE = ("cp949", "gb18030", "big5hkscs", "cp932", "euc_jp")
_MANY = 0.2  # of the bytes: from here on a text is rather of a script with two bytes a letter
_ESCAPES = re.compile(
    rb"\x1b\$|\x1b\(J|\x0e|~\{[!-~]{2,}~\}"
)  # of encodings that write Japanese, Korean or Chinese in seven bits
_SEVEN_BITS = ("iso2022_jp_3", "iso2022_kr", "hz")
_MARKED_UP = re.compile(r"\s*<(?:!doctype html|html|\?xml)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_CONTROL = re.compile(r"[\x00-\x06\x0e-\x1a\x7f-\x9f]")


@record
class TextDecoding:
    """
    One way to read the bytes of a file as a text.

    Args:
        text: The text.
        encoding: The encoding in which it is one.
    """

    text: str
    encoding: str


@record
class Decoded:
    """
    What a file says, as far as that can be told.

    Args:
        readings: Every way to read it; the first is the likeliest, and the only one for UTF-8.
        is_utf8: Whether it is a plain text in UTF-8, with words.
        is_certain: Whether the bytes themselves tell how to read them, so that nothing had to be
            guessed.
        fault: What it is instead, for a message; empty for UTF-8.
    """

    readings: tuple[TextDecoding, ...]
    is_utf8: bool = True
    is_certain: bool = True
    fault: str = ""


def decoded(content: bytes, language: str = "") -> Decoded:
    """
    Read bytes as a text.

    Args:
        content: The bytes of the file.
        language: The language code of the text, whose old encodings are tried first.

    >>> decoded("중립".encode("cp949"), "ko").readings[0]
    TextDecoding(text='중립', encoding='cp949')
    """
    no_text = next((name for mark, name in _NO_TEXT if content.startswith(mark)), "")
    if no_text:
        return Decoded(
            readings=(), is_utf8=False, is_certain=False, fault=f"it is {no_text}, not a text"
        )
    wide = _wide(content)
    if wide is not None:
        return Decoded(readings=(wide,), is_utf8=False, fault=f"it is {wide.encoding.upper()}")
    if _ESCAPES.search(content):
        escaped = [
            TextDecoding(text=text, encoding=name)
            for name in _SEVEN_BITS
            if (text := _strictly(content, name)) is not None
        ]
        if escaped:
            return Decoded(
                readings=tuple(escaped),
                is_utf8=False,
                is_certain=False,
                fault=f"it may be {escaped[0].encoding}",
            )
    try:
        return _of_utf8(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = f"byte {error.start + 1} (line {line}) is none of UTF-8"
    readings = tuple(_readings(content, language))
    return Decoded(
        readings=readings, is_utf8=False, is_certain=False, fault=f"{fault}; {_as_what(readings)}"
    )


def _of_utf8(text: str) -> Decoded:
    """
    Say whether a text in UTF-8 is the text that was meant: not marked up, not empty, and not
    damaged before it was saved.
    """
    plain = TextDecoding(text=text, encoding="utf-8")
    if not any(map(str.isalnum, text)):
        return Decoded(readings=(), is_utf8=False, is_certain=False, fault="it holds no words")
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        return Decoded(
            readings=(plain,),
            is_utf8=False,
            is_certain=False,
            fault=f"letters of it were lost before it was saved (line {line})",
        )
    if _MARKED_UP.match(text) or _ENTITY.search(text):
        bare = TextDecoding(text=unescape(_TAG.sub(" ", text)), encoding="utf-8")
        return Decoded(
            readings=(bare, plain),
            is_utf8=False,
            is_certain=False,
            fault="it is marked up for the web, not a plain text",
        )
    return Decoded(readings=(plain,))


def _as_what(readings: tuple[TextDecoding, ...]) -> str:
    if readings[0].encoding != "utf-8":
        return f"it may be {readings[0].encoding}"
    return "the rest of it is" if len(readings) > 1 else "it is in no encoding that is known here"


def _wide(content: bytes) -> TextDecoding | None:
    """
    Read what has two or four bytes a letter: by its mark, or by every second byte of its beginning
    being nothing.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return TextDecoding(text=content.decode(encoding, errors="replace"), encoding=encoding)
    head = content[:2_000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[first::2]
        if len(half) > 1 and half.count(0) > len(half) * 0.4 and head.count(0) < len(head) * 0.6:
            return TextDecoding(text=content.decode(encoding, errors="replace"), encoding=encoding)
    return None


def _readings(content: bytes, language: str) -> list[TextDecoding]:
    """
    Give the text in every encoding that takes all its bytes, and last as UTF-8 with the faulty ones
    marked.
    """
    high = sum(byte > 127 for byte in content[:20_000]) / max(len(content[:20_000]), 1)
    others = (*_DOUBLE, *_SINGLE) if high > _MANY else (*_SINGLE, *_DOUBLE)
    names = dict.fromkeys((*_BY_LANGUAGE.get(language.partition("-")[0].casefold(), ()), *others))
    texts: dict[str, str] = {}
    for name in names:
        text = _strictly(content, name)
        if text is not None:
            texts.setdefault(text, name)
    decodings = [TextDecoding(text=text, encoding=name) for text, name in texts.items()]
    damaged = TextDecoding(text=content.decode("utf-8", errors="replace"), encoding="utf-8")
    return (
        [damaged, *decodings]
        if damaged.text.count("\ufffd") * 20 < len(damaged.text) and high > 0.05
        else [*decodings, damaged]
    )


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    is_text = not _CONTROL.search(text) and not any(
        unicodedata.category(sign) in ("Cn", "Co") for sign in set(text)
    )
    return text if is_text else None
