"""A picture of points as PNG, by the standard library alone."""

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR = 2  # red, green and blue, a byte each
_QUICK = 6  # of 9: how much is done to make it small


def png_of(width: int, height: int, points: bytes, row_length: int) -> bytes:
    """
    Give a picture.

    Args:
        width: Its width [point].
        height: Its height [point].
        points: Red, green and blue of each point, a byte each, row after row from the top.
        row_length: How far the beginnings of two rows are apart [byte].

    Source:
        PNG Specification, Third Edition, W3C 2025, §5 (chunks), §9 (filter type 0).
    """
    rows = b"".join(
        b"\0" + points[row * row_length : row * row_length + 3 * width] for row in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOUR, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, _QUICK)), (b"IEND", b""))
    return b"".join((_SIGNATURE, *_written(chunks)))


def _written(chunks: tuple[tuple[bytes, bytes], ...]) -> Iterator[bytes]:
    for name, content in chunks:
        check = zlib.crc32(name + content)
        yield struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
