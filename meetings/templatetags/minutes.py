"""How the pages write what minutes hold: dates, and text as it was printed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.eras import era_of, era_year, in_both_eras
from meetings.web.excerpt import excerpt

register = template.Library()

DEFAULT_SITE_NAME = "会議録アーカイブ"
EXCERPT_WIDTH = 150


@register.simple_tag
def site_name() -> str:
    """The name this archive goes by. A tag and not a context variable, so that the 500 page has it too."""
    return str(getattr(settings, "SITE_NAME", "") or DEFAULT_SITE_NAME)


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """`path` as others must write it to come here: with SITE_URL, or else the host of this request."""
    site_url = str(getattr(settings, "SITE_URL", ""))
    return f"{site_url}{path}" if site_url else str(context["request"].build_absolute_uri(path))


@register.simple_tag
def day(date: datetime.date | None) -> SafeString:
    """令和6年（2024年）9月10日（火）, as every page shows a date; of a moment, its day here."""
    if date is None:
        return SafeString("開催日の記載なし")
    if isinstance(date, datetime.datetime):
        date = timezone.localdate(date)
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), in_both_eras(date))


@register.simple_tag
def year_in_both_eras(year: int) -> str:
    """令和6年（2024年）; the year an era changed has two names, and takes the later: 令和元年（2019年）."""
    last_day = datetime.date(year, 12, 31)
    return f"{era_year(last_day)}（{year}年）" if era_of(last_day) else f"{year}年"


@register.filter
def paragraphs(text: str) -> SafeString:
    """The text as printed, a paragraph a line; an empty line of the print becomes a wider gap.

    Everything is escaped. Leading full-width spaces and runs of spaces stand: the style sheet keeps them.
    """
    made: list[str] = []
    gap = False
    for line in text.splitlines():
        if not line.strip():
            gap = bool(made)
            continue
        made.append(f"<p class=gap>{escape(line)}</p>" if gap else f"<p>{escape(line)}</p>")
        gap = False
    return mark_safe("".join(made))  # noqa: S308 (each line is escaped above)


@register.simple_tag
def period(first: datetime.date | None, last: datetime.date | None) -> str:
    """The years a list covers: 平成18年〜令和6年（2006〜2024年）, or one year alone."""
    if first is None or last is None:
        return ""
    if first.year == last.year:
        return f"{era_year(last)}（{last.year}年）"
    return f"{era_year(first)}〜{era_year(last)}（{first.year}〜{last.year}年）"


@register.simple_tag
def excerpt_of(text: str, words: Sequence[str] | str = ()) -> SafeString:
    """The piece of a turn that a list shows: around the words looked for, or its beginning."""
    return excerpt(text, words or (), width=EXCERPT_WIDTH)
