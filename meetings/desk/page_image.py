"""A page of a PDF as a picture, for the eye beside what was read of it."""

import struct
import zlib

import pypdfium2

from meetings.importing.readers.pdf import PDFIUM

WIDTH = 1000
"""Pixels of the picture's width: the print can be read."""
LARGEST_HEIGHT = 3 * WIDTH


def page_count(data: bytes) -> int:
    """How many pages the PDF has; 0 where it cannot be opened."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return 0
        try:
            return len(document)
        finally:
            document.close()


def draw_page(data: bytes, number: int) -> bytes | None:
    """The page, counted from 1, as PNG; None where there is none."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return None
        try:
            if not 1 <= number <= len(document):
                return None
            page = document[number - 1]
            width, height = page.get_size()
            if width <= 0 or height > width * LARGEST_HEIGHT / WIDTH:
                return None
            bitmap = page.render(scale=WIDTH / width, rev_byteorder=True, prefer_bgrx=False)
            return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
        except pypdfium2.PdfiumError:
            return None
        finally:
            document.close()


def _png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Rows of pixels as a PNG file (ISO/IEC 15948)."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[top * stride : top * stride + width * channels] for top in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
