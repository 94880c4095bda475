"""Readers: bytes of a known format in, numbered lines out. A new format is a module here and a row in
`_READERS`."""

import re
from collections.abc import Callable

from ..source import Source, UnreadableError
from .html import read_html
from .text import read_text

LARGEST = 20 * 1024 * 1024
EMPTY = "ファイルが空です"
TOO_LARGE = "ファイルが大きすぎます（{size:,}バイト。上限は{limit:,}バイト）"
NOT_YET = "{name}はまだ取り込めません。文字の文書かウェブページにして取り込んでください"
OTHER = "文字の文書ではありません（{name}）"

Reader = Callable[[bytes, str | None], Source]

# Formats with a reader. docx and pdf get theirs here, each as a module of this package.
_READERS: dict[str, Reader] = {"text": read_text, "html": read_html}
_WAITING = {"docx": "Word文書（docx）", "pdf": "PDF"}
_SIGNATURES = (
    (b"%PDF-", "pdf", ""),
    (b"PK\x03\x04", "docx", ""),
    (b"\xd0\xcf\x11\xe0", "", "古い形式のWord文書・Excel文書など"),
    (b"\x89PNG", "", "画像"),
    (b"\xff\xd8\xff", "", "画像"),
    (b"GIF8", "", "画像"),
    (b"II*\x00", "", "画像"),
    (b"\x1f\x8b", "", "圧縮ファイル"),
    (b"7z\xbc\xaf", "", "圧縮ファイル"),
    (b"Rar!", "", "圧縮ファイル"),
    (b"{\\rtf", "", "リッチテキスト"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>|div[\s>]|p[\s>]|table[\s>]|h[1-6][\s>]|ul[\s>]|br\s?/?>)",
    re.I,
)


def format_of(data: bytes, name: str) -> str:
    """text, html, docx or pdf, by what the bytes are or, for web pages, the name. Raises UnreadableError."""
    for signature, known, other in _SIGNATURES:
        if data.startswith(signature):
            if known:
                return known
            raise UnreadableError(OTHER.format(name=other))
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix in ("html", "htm", "xhtml", "shtml"):
        return "html"
    start = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "html" if start.startswith(b"<") and _HTML.match(start) else "text"


def read(data: bytes, name: str, encoding: str | None = None) -> Source:
    """The document as lines. Raises UnreadableError with one Japanese line for a person."""
    if not data.strip(b" \t\r\n\x00") and not data.strip():
        raise UnreadableError(EMPTY)
    if len(data) > LARGEST:
        raise UnreadableError(TOO_LARGE.format(size=len(data), limit=LARGEST))
    kind = format_of(data, name)
    if kind in _WAITING:
        raise UnreadableError(NOT_YET.format(name=_WAITING[kind]))
    return _READERS[kind](data, encoding)
