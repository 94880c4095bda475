"""PDF: the printed lines of every page, in the order a person reads them.

glyphs.py takes characters with their places from PDFium, page.py finds what is printed in tables, columns and
down the page, rows.py puts characters into lines, edges.py finds running heads and page numbers,
footnotes.py notes, paragraphs.py finds which lines the page broke.
"""

import re
import threading
import time
from collections.abc import Iterator

import pypdfium2

from ...errors import UnreadableError
from ...parsed import Problem
from ...source import Source
from .footnotes import problem_of
from .glyphs import glyphs_of, turned
from .page import Known, Printed, printed_lines
from .paragraphs import lines_of
from .ruling import rules_of

BROKEN = "PDFとして読めません。ファイルが壊れています"
LOCKED = "PDFにパスワードがかかっています。パスワードを外して保存し直してください"
EMPTY = "PDFにページがありません"
SCANNED = (
    "PDFに文字が入っていません（{pages}ページすべてが画像です）。"
    "文字認識（OCR）をかけたPDFか、元の文書を使ってください"
)
TOO_LONG = "PDFの文字が多すぎます（{page:,}ページ目までで{limit:,}字を超えました）。会議ごとに分けてください"
TOO_SLOW = "PDFの読み込みに時間がかかりすぎます（{seconds}秒で{page:,}ページ）。会議ごとに分けてください"
ONE_SCAN = "{page}ページには文字がほとんどありません。画像のページのようです。内容は取り込まれていません"
RADICALS = (
    "漢字の代わりに部首の文字「{signs}」が{count}字入っています（PDFの作り方によるものです）。"
    "検索や名簿との照合に注意してください"
)

MOST_LETTERS = 2_000_000
LONGEST_SECONDS = 240
FEWEST_LETTERS = 20
_MOST_SCANS = 20
_MOST_SIGNS = 12

_RADICAL = re.compile("[\u2e80-\u2eff\u2f00-\u2fdf]")

# PDFium keeps state that all documents share and is not safe to call from two threads.
PDFIUM = threading.Lock()


def read_pdf(data: bytes, encoding: str | None) -> Source:
    """The lines of a PDF. Raises UnreadableError. `encoding` is for formats that have one."""
    del encoding
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(LOCKED if _wants_password(error) else BROKEN) from error
        try:
            pages = list(_pages(document))
        finally:
            document.close()
    return _source(pages)


def _wants_password(error: pypdfium2.PdfiumError) -> bool:
    return bool(getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Printed]]:
    """The lines of each page; a page that PDFium cannot read has none."""
    begun = time.monotonic()
    letters = 0
    known = Known()
    for number in range(1, len(document) + 1):
        lines = _page(document, number - 1, known)
        letters += sum(len(line.text) for line in lines)
        if letters > MOST_LETTERS:
            raise UnreadableError(TOO_LONG.format(page=number, limit=MOST_LETTERS))
        if time.monotonic() - begun > LONGEST_SECONDS:
            raise UnreadableError(TOO_SLOW.format(seconds=LONGEST_SECONDS, page=number))
        yield lines


def _page(document: pypdfium2.PdfDocument, index: int, known: Known) -> list[Printed]:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return []
    try:
        glyphs, turn = glyphs_of(page)
        left, bottom, right, top = page.get_bbox()
        return printed_lines(glyphs, rules_of(page, turn), known, turned(turn, left, right, -top, -bottom))
    except pypdfium2.PdfiumError:
        return []
    finally:
        page.close()


def _source(pages: list[list[Printed]]) -> Source:
    if not pages:
        raise UnreadableError(EMPTY)
    lengths = [sum(len(line.text.strip()) for line in page) for page in pages]
    if max(lengths) < FEWEST_LETTERS:
        raise UnreadableError(SCANNED.format(pages=len(pages)))
    found = lines_of(pages)
    source = Source("pdf", found.lines, page_starts=found.starts)
    scans = [number for number, length in enumerate(lengths, 1) if length < FEWEST_LETTERS]
    for page in scans[:_MOST_SCANS]:
        line_number = min(found.starts[page - 1], len(found.lines))
        source.problems.append(Problem("scanned-page", line_number, ONE_SCAN.format(page=page)))
    source.problems += [*_radicals(source), *problem_of(found.notes)]
    return source


def _radicals(source: Source) -> list[Problem]:
    """Radicals are not what the author typed: a font's table says ⻑ where 長 is printed."""
    found = [(line.number, sign) for line in source.lines for sign in _RADICAL.findall(line.text)]
    if not found:
        return []
    signs = "".join(dict.fromkeys(sign for _, sign in found))[:_MOST_SIGNS]
    return [Problem("cjk-radicals", found[0][0], RADICALS.format(signs=signs, count=len(found)))]
