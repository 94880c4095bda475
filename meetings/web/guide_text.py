"""The text of the guide pages (案内のページ): the drafts that come with the software, and Markdown as HTML.

A draft, in guides/<topic>.md, says what is true of the software. What only the operator can know is left open
and marked as open.
"""

from collections.abc import MutableMapping, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from meetings.models import GuideTopic

STANDARD = "JIS X 8341-3:2016"
"""The accessibility standard that public bodies in Japan are asked to meet, with its year."""

BLANK = "【運営者が記入します】"
"""Written where only the operator knows the answer."""


def draft(topic: GuideTopic) -> str:
    """The draft, in Markdown."""
    return Template(_words(topic)).substitute(site_name=settings.SITE_NAME, standard=STANDARD, blank=BLANK)


@cache
def _words(topic: GuideTopic) -> str:
    return (Path(__file__).parent / "guides" / f"{topic.value}.md").read_text(encoding="utf-8")


SCHEMES = {"", "http", "https", "mailto", "tel"}
"""Schemes that a link may have; without a scheme it stays on this site."""
HIGHEST, LOWEST = 2, 6
"""Levels of headings: the first is the page's own."""
NARROW = 2
"""Columns that fit beside each other on any screen."""


def to_html(text: str) -> SafeString:
    """The text as HTML, for the main part of a page that has a heading of its own."""
    html: str = _PARSER.render(text)
    return mark_safe(html)  # noqa: S308 (HTML in the text is escaped, tests/web/test_guides.py)


class _Renderer(RendererHTML):
    """Where our pages differ from plain Markdown."""

    def text(self, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
        """Text, with places left open marked as such."""
        blank = format_html('<span class="blank">{}</span>', BLANK.strip("【】"))
        return conditional_escape(tokens[place].content).replace(BLANK, blank)

    def table_open(self, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
        """The frame scrolls on a narrow screen, so the keyboard must reach it, and it has a name."""
        table = tokens[place].meta
        return format_html(
            '<div class="table-frame{}" role="region" tabindex="0" aria-label="{}"><table>',
            " table-narrow" if table["columns"] <= NARROW else "",
            table["name"],
        )

    def table_close(self, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
        return "</table></div>\n"


def _leads_somewhere_safe(url: str) -> bool:
    try:
        return urlsplit(url.strip()).scheme.lower() in SCHEMES
    except ValueError:  # a bracket where a host should be
        return False


def _place_headings(state: StateCore) -> None:
    """The highest heading of the text becomes h2, and none is more than a level below the one before."""
    found = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    written = {id(token): int(token.tag[1]) for token in found}
    highest = min(written.values(), default=HIGHEST)
    before = HIGHEST - 1
    for token in found:
        if token.type == "heading_open":
            before = min(written[id(token)] - highest + HIGHEST, before + 1, LOWEST)
        token.tag = f"h{before}"


def _tell_tables(state: StateCore) -> None:
    """Cells without inline styles, headings of columns that say so, and a name for each table."""
    heading, count, before = "", 0, ""
    table: dict[str, Any] = {}
    for token in state.tokens:
        if before == "heading_open":
            heading = token.content
        before = token.type
        if token.type == "table_open":
            count += 1
            table = token.meta
            table |= {"name": f"表{count}　{heading}".strip(), "columns": 0}
        elif token.type in ("th_open", "td_open"):
            token.attrs.pop("style", None)
            if token.type == "th_open":
                token.attrs["scope"] = "col"
                table["columns"] += 1


def _parser() -> MarkdownIt:
    options: MutableMapping[str, Any] = {"html": False, "linkify": False, "typographer": False}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer).enable("table").disable("image")
    parser.validateLink = _leads_somewhere_safe  # type: ignore[method-assign]
    parser.core.ruler.push("place_headings", _place_headings)
    parser.core.ruler.push("tell_tables", _tell_tables)
    return parser


_PARSER = _parser()
