"""Readers: bytes of a known format in, numbered lines out. A new format is a module here and a row in
`_READERS`."""

import re
from collections.abc import Callable

from ..errors import UnreadableError
from ..source import Source
from .docx import read_docx
from .html import read_html
from .pdf import read_pdf
from .text import read_text

LARGEST = 20 * 1024 * 1024
EMPTY = "ファイルが空です"
TOO_LARGE = "ファイルが大きすぎます（{size:,}バイト。上限は{limit:,}バイト）"
OTHER = "文字の文書ではありません（{name}）"
NAMED = "{name}ではありません。壊れているか、別の形式のファイルの拡張子が変わっています"
OLD = "古い形式の{name}です。新しい形式（docx）で保存し直して取り込んでください"
LOCKED = "パスワードで保護されたOffice文書です。パスワードを外して保存し直してください"

Reader = Callable[[bytes, str | None], Source]

_READERS: dict[str, Reader] = {"text": read_text, "html": read_html, "docx": read_docx, "pdf": read_pdf}
_PROMISED = {"docx": "Word文書（docx）", "pdf": "PDF"}
_OLD = (
    ("WordDocument", "Word文書（doc）"),
    ("Workbook", "Excelの表（xls）"),
    ("PowerPoint Document", "資料（ppt）"),
)
_SIGNATURES = (
    (b"%PDF-", "pdf", ""),
    (b"PK\x03\x04", "docx", ""),
    (b"PK\x05\x06", "docx", ""),
    (b"\xd0\xcf\x11\xe0", "ole", ""),
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
            if known == "ole":
                raise UnreadableError(_old_office(data))
            if known:
                return known
            raise UnreadableError(OTHER.format(name=other))
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix == "pdf" and b"%PDF-" in data[:1024]:  # some writers put a line before it
        return "pdf"
    if suffix in _PROMISED and data.strip():
        raise UnreadableError(NAMED.format(name=_PROMISED[suffix]))
    if suffix in ("html", "htm", "xhtml", "shtml"):
        return "html"
    start = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "html" if start.startswith(b"<") and _HTML.match(start) else "text"


def _old_office(data: bytes) -> str:
    """What is in an OLE file, by the names of its streams: an encrypted docx, an old doc or xls."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LOCKED
    for stream, what in _OLD:
        if stream.encode("utf-16-le") in data:
            return OLD.format(name=what)
    return OTHER.format(name="古い形式のWord文書・Excel文書など")


def read(data: bytes, name: str, encoding: str | None = None) -> Source:
    """The document as lines. Raises UnreadableError with one Japanese line for a person."""
    if not data.strip(b" \t\r\n\x00") and not data.strip():
        raise UnreadableError(EMPTY)
    if len(data) > LARGEST:
        raise UnreadableError(TOO_LARGE.format(size=len(data), limit=LARGEST))
    return _READERS[format_of(data, name)](data, encoding)
