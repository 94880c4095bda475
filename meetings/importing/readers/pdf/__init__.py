"""PDF: the printed lines of every page, in the order a person reads them.

glyphs.py takes characters with their places from PDFium, page.py finds what is printed in tables, columns and
down the page, lines.py puts characters into lines, edges.py tells running heads and page numbers from text.
"""

import re
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import pypdfium2

from ...parsed import Problem
from ...source import Source, UnreadableError, numbered_lines
from .edges import running
from .glyphs import glyphs_of
from .page import Printed, printed_lines
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
_FAR = 1.35
_LEAST_FAR = 1.3
_LEAST_STEP = 0.9
_ENDS = "。！？"

Told = tuple[str, bool, bool]
_RADICAL = re.compile("[\u2e80-\u2eff\u2f00-\u2fdf]")

# PDFium keeps state that all documents share and is not safe to call from two threads.
_PDFIUM = threading.Lock()


def read_pdf(data: bytes, encoding: str | None) -> Source:
    """The lines of a PDF. Raises UnreadableError. `encoding` is for formats that have one."""
    del encoding
    with _PDFIUM:
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
    gutters: list[float] = []
    for number in range(1, len(document) + 1):
        lines = _page(document, number - 1, gutters)
        letters += sum(len(line.text) for line in lines)
        if letters > MOST_LETTERS:
            raise UnreadableError(TOO_LONG.format(page=number, limit=MOST_LETTERS))
        if time.monotonic() - begun > LONGEST_SECONDS:
            raise UnreadableError(TOO_SLOW.format(seconds=LONGEST_SECONDS, page=number))
        yield lines


def _page(document: pypdfium2.PdfDocument, index: int, gutters: list[float]) -> list[Printed]:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return []
    try:
        glyphs, turn = glyphs_of(page)
        return printed_lines(glyphs, rules_of(page, turn), gutters)
    except pypdfium2.PdfiumError:
        return []
    finally:
        page.close()


def _source(pages: list[list[Printed]]) -> Source:
    if not pages:
        raise UnreadableError(EMPTY)
    lengths = [sum(len(line.text.strip()) for line in lines) for lines in pages]
    if max(lengths) < FEWEST_LETTERS:
        raise UnreadableError(SCANNED.format(pages=len(pages)))
    told, starts = _told(pages)
    source = Source("pdf", numbered_lines(told))
    scans = [number for number, length in enumerate(lengths, 1) if length < FEWEST_LETTERS]
    for page in scans[:_MOST_SCANS]:
        line_number = min(starts[page - 1], len(told))
        source.problems.append(Problem("scanned-page", line_number, ONE_SCAN.format(page=page)))
    source.problems += _radicals(source)
    return source


def _told(pages: list[list[Printed]]) -> tuple[list[Told], list[int]]:
    """(what numbered_lines takes, the line each page begins at). White space between paragraphs becomes an
    empty line; a running head between two halves of a sentence does not."""
    told: list[Told] = []
    starts: list[int] = []
    far = max(_FAR * _pitch(pages), _LEAST_FAR)
    spaced = _are_spaced(pages, far)
    before: Printed | None = None
    for lines, frame in zip(pages, running(pages), strict=True):
        starts.append(len(told) + 1)
        begun = False
        for line, of_page in zip(lines, frame, strict=True):
            if of_page:
                told.append((line.text, True, False))
                continue
            apart = begun and (line.blank_before or line.step > far)
            at_top = (not begun or line.step == 0) and before is not None and before.text[-1] in _ENDS
            line.blank_before = apart or (spaced and at_top)
            begun = True
            if line.blank_before and told and told[-1][0]:
                told.append(("", False, False))
            if before and _goes_on(before, line):
                line.indent = min(line.indent, before.indent)
            told.append(("\u3000" * line.indent + line.text, False, line.after_table))
            before = line
    return told, starts


def _are_spaced(pages: list[list[Printed]], far: float) -> bool:
    """Whether white space parts the paragraphs, which the top of a page or column does not show."""
    steps = [
        line.step
        for lines in pages
        for before, line in pairwise(lines)
        if line.step and before.text[-1] in _ENDS
    ]
    return sum(step > far for step in steps) > len(steps) / 2


def _pitch(pages: list[list[Printed]]) -> float:
    """From one line to the next inside a paragraph, in sizes of letters: the step after lines that are full
    and end in mid-sentence, or where there are none the smallest that is common."""
    steps: list[float] = []
    wrapped: list[float] = []
    for lines in pages:
        for before, line in pairwise(lines):
            if line.step >= _LEAST_STEP:
                steps.append(line.step)
                if before.full and before.text[-1] not in _ENDS + "）」":
                    wrapped.append(line.step)
    if len(wrapped) > 1:
        return median(wrapped)
    return sorted(steps)[len(steps) // 10] if steps else 0.0


def _goes_on(before: Printed, line: Printed) -> bool:
    """Whether the page broke a sentence between these lines. The parser joins lines that are not set in
    further than the one before; the hanging indent under a speaker's name is then no new paragraph."""
    return before.full and not line.blank_before and not line.after_table and before.text[-1] not in _ENDS


def _radicals(source: Source) -> list[Problem]:
    """Radicals are not what the author typed: a font's table says ⻑ where 長 is printed."""
    found = [(line.number, sign) for line in source.lines for sign in _RADICAL.findall(line.text)]
    if not found:
        return []
    signs = "".join(dict.fromkeys(sign for _, sign in found))[:_MOST_SIGNS]
    return [Problem("cjk-radicals", found[0][0], RADICALS.format(signs=signs, count=len(found)))]
