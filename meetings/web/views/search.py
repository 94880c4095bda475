"""Searching titles and turns, letter for letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Meeting, Turn
from meetings.web.listing import Listing, list_page
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only

HITS_ON_A_PAGE = 20
MOST_HITS = 1000
"""More are not counted: the page says 1,000件以上, and a database of any size is asked for no more."""
TITLES_SHOWN = 5
LONGEST_QUERY = 200
MOST_WORDS = 10


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """What was looked for, and what was found."""

    query: str
    """As the box shows it again."""
    words: list[str]
    """What the query was understood as: all of these, in one turn."""
    cut: bool
    """The query was too long and has been cut."""
    meetings: list[Meeting]
    """Those whose title holds every word, TITLES_SHOWN at most."""
    more_meetings: bool
    turns: Listing[Turn] | None
    """None while nothing is looked for."""
    capped: bool
    """There are more turns than MOST_HITS."""


@read_only
def search(request: HttpRequest) -> HttpResponse:
    asked = "".join(letter if letter.isprintable() else " " for letter in request.GET.get("q", "")).strip()
    # isprintable() is false for the full-width space too, which parts words like any other
    query = asked[:LONGEST_QUERY]
    words = list(dict.fromkeys(query.split()))[:MOST_WORDS]
    here = reverse("web:search")
    if not words:
        page = SearchPage(
            title="会議をさがす",
            description="会議名と発言の中の言葉を探します。",
            path=here,
            crumbs=(Crumb("会議をさがす"),),
            section="search",
            query="",
            words=[],
            cut=False,
            meetings=[],
            more_meetings=False,
            turns=None,
            capped=False,
        )
        return show(request, "search/results.html", page)
    hits = list(
        Turn.objects.published().saying(words).newest_first().values_list("pk", flat=True)[: MOST_HITS + 1]
    )
    capped = len(hits) > MOST_HITS
    turns = list_page(request, hits[:MOST_HITS], HITS_ON_A_PAGE)
    titled = list(Meeting.objects.published().titled(words).newest_first().for_lists()[: TITLES_SHOWN + 1])
    count = f"{turns.count:,}件{'以上' if capped else ''}"
    page = SearchPage(
        title=f"「{query}」の検索結果　{count}（{turns.page.number}ページ目）",
        description=f"「{query}」を含む発言の一覧です。",
        path=turns.path(here, q=query),
        crumbs=(Crumb("会議をさがす", here), Crumb("検索結果")),
        section="search",
        query=query,
        words=words,
        cut=len(asked) > LONGEST_QUERY or len(set(query.split())) > MOST_WORDS,
        meetings=titled[:TITLES_SHOWN],
        more_meetings=len(titled) > TITLES_SHOWN,
        turns=Listing(rows=_in_order(turns.rows), page=turns.page, asked=turns.asked),
        capped=capped,
    )
    return show(request, "search/results.html", page)


def _in_order(hits: Sequence[int]) -> list[Turn]:
    """The turns of those keys, in the order of the keys."""
    turns = {turn.pk: turn for turn in Turn.objects.published().for_lists().filter(pk__in=hits)}
    return [turns[pk] for pk in hits if pk in turns]
