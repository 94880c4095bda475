"""How the pages write what minutes hold: dates, and text as it was printed."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from meetings import eras
from meetings.models import Body, Meeting, Municipality, Speaker
from meetings.search.results import Piece
from meetings.web import names
from meetings.web.address import absolute as absolute_address
from meetings.web.days import end_in_words, later_days
from meetings.web.news.followed import news_path
from meetings.web.paper import columns
from meetings.web.terms import Term
from meetings.web.transcript import excerpt

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """The name this archive goes by. A tag and not a context variable, so that the 500 page has it too."""
    return str(settings.SITE_NAME)


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """`path` as others must write it to come here: with SITE_URL, or else the host of this request."""
    return absolute_address(context["request"], path)


@register.simple_tag
def news_link(followed: Body | Speaker | Municipality) -> SafeString:
    """The way to news by e-mail, beside that to the feed; nothing where the site sends none."""
    way = news_path(followed.get_absolute_url())
    return (
        format_html('<a rel="nofollow" href="{}">新着をメールで受け取る</a>', way) if way else SafeString("")
    )


@register.simple_tag
def day(date: datetime.date | None) -> SafeString:
    """令和6年（2024年）9月10日（火）, as every page shows a date; of a moment, its day here."""
    if date is None:
        return SafeString("開催日の記載なし")
    if isinstance(date, datetime.datetime):
        date = timezone.localdate(date)
    return _time(date, eras.in_both_eras(date))


@lru_cache(maxsize=1 << 12)
def _time(date: datetime.date, written: str) -> SafeString:
    """In parts that keep together, the year and the day, so that no line ends within 9月10日（火）. Kept:
    lists show the same days again."""
    year, end, within = written.partition("年）")
    parts = [f"{year}{end}", within] if end else [written]
    spans = format_html_join("", "<span>{}</span>", ((part,) for part in parts))
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), spans)


@register.simple_tag
def day_span(first: datetime.date, last: datetime.date | None) -> SafeString:
    """From one day to another, or one day alone; without a last one it goes on."""
    if first == last:
        return day(first)
    return format_html("{}〜{}", day(first), day(last) if last else "")


@register.simple_tag
def days(meeting: Meeting) -> SafeString:
    """The day of a sitting, or its first and last."""
    if meeting.end_date is None or not (later := later_days(meeting)):
        return day(meeting.date)
    return format_html("{}{}{}", day(meeting.date), later[0], _time(meeting.end_date, later[1:]))


register.simple_tag(end_in_words, name="closing_time")
register.simple_tag(eras.year_in_both_eras)
register.simple_tag(excerpt, name="excerpt_of")
register.filter("name_with_body", names.meeting_name)
register.filter("columns_on_paper", columns)
register.filter("meeting_heading", names.meeting_heading)
register.filter("heading_alone", names.heading_alone)
register.filter("full_name", names.full_name)


_NUMBER = "[ 　]?[0-9０-９〇一二三四五六七八九十百元]+[ 　]?"
_TOGETHER = re.compile(
    rf"（[^（）]{{1,10}}）|\([^()]{{1,10}}\)|第{_NUMBER}[回号期次日]|(?:令和|平成|昭和){_NUMBER}年度?"
)
"""What a title keeps in one line: a short remark in brackets, 第3回, and 令和7年度."""


@register.filter
def together(title: object) -> SafeString:
    """The title, of which no line ends within what belongs together; behind that one may end, whatever a
    browser takes for a phrase."""
    text, done, parts = str(title), 0, []
    for found in _TOGETHER.finditer(text):
        before = text[done : found.start()]
        parts.append(format_html('{}<span class="together">{}</span><wbr>', before, found[0]))
        done = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, text[done:]]))


@register.filter
def paragraphs(text: str | Sequence[Piece], first: str = "") -> SafeString:
    """The text as printed, a paragraph a line; an empty line of the print becomes a wider gap.

    Everything is escaped. Leading full-width spaces and runs of spaces are kept: the style sheet shows them.
    Of a text in pieces the hits are marked; a hit that goes over the end of a line is marked on both.
    `first` is the anchor of the first of them.
    """
    made: list[str] = []
    gap = False
    for line in _escaped_lines(text):
        if not line:
            gap = bool(made)
            continue
        if first and "<mark>" in line:
            line, first = line.replace("<mark>", f'<mark id="{escape(first)}">', 1), ""
        made.append(f"<p class=gap>{line}</p>" if gap else f"<p>{line}</p>")
        gap = False
    return mark_safe("".join(made))  # noqa: S308 (each line is escaped below)


_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What str.splitlines() parts lines at."""


def _escaped_lines(text: str | Sequence[Piece]) -> Iterator[str]:
    """Each line of the print as HTML with its hits marked; a blank one is empty."""
    if isinstance(text, str):  # most turns, and a page may have 1,500
        for line in _LINE_END.split(text):
            yield escape(line) if line.strip() else ""
        return
    for pieces in _lines(text):
        yield marked(pieces) if any(piece.text.strip() for piece in pieces) else ""


def badge(term: Term) -> str:
    """As `components/_badge.html` draws it; a term's words are our own."""
    return f'<span class="badge badge-{term.key}">{term.word}</span>'


def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text with its hits marked."""
    made = (f"<mark>{escape(text)}</mark>" if is_hit else escape(text) for text, is_hit in pieces)
    return mark_safe("".join(made))  # noqa: S308 (each piece is escaped)


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line of the print."""
    line: list[Piece] = []
    for piece in pieces:
        for place, part in enumerate(_LINE_END.split(piece.text)):
            if place:
                yield line
                line = []
            if part:
                line.append(Piece(part, piece.is_hit))
    yield line


@register.simple_tag
def period(first: datetime.date | None, last: datetime.date | None) -> str:
    """The years a list covers: 平成18年〜令和6年（2006〜2024年）, or one year alone."""
    return eras.years_in_both_eras(first.year, last.year) if first and last else ""
