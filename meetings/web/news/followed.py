"""What a reader can follow by e-mail: a search, a body, a speaker or a municipality, by its address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from meetings.models import Body, Meeting, Municipality, Speaker, Turn
from meetings.models.meeting import MeetingQuerySet
from meetings.models.subscription import LONGEST_PATH
from meetings.search.changes import changes
from meetings.search.results import Excerpt, Piece
from meetings.web.days import days_in_words
from meetings.web.names import title_name
from meetings.web.search.params import read_address
from meetings.web.search.refinements import in_one_line
from meetings.web.transcript import excerpt

MOST_ITEMS = 20
"""Items of one mail; a link leads to the rest."""
EXCERPT_LENGTH = 160


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One statement that is new, or one meeting."""

    path: str
    title: str
    where: str
    """The body and its municipality."""
    pieces: tuple[Piece, ...]
    """The words around the hit; of a meeting its agenda."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new."""

    count: int
    """Also of what did not fit."""
    items: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """What a reader follows."""

    path: str
    """The one address of it."""
    title: str
    find: Callable[[Sequence[int]], News]
    """What is new of it in those meetings."""


def followed_at(address: str) -> Followed | None:
    """What can be followed at that address; None where there is nothing of the kind that visitors see."""
    if not address.startswith("/") or address.startswith("//") or len(address) > LONGEST_PATH:
        return None
    parts = urlsplit(address)
    try:
        page = resolve(parts.path)
    except Resolver404:
        return None
    follow = _FOLLOWED.get(str(page.url_name)) if page.namespace == "web" else None
    return follow(parts.query, **page.kwargs) if follow else None


def news_path(address: str) -> str:
    """Of the form where a reader asks for mail about that address; empty where the site sends none."""
    return f"{reverse('web:news')}?{urlencode({'of': address})}" if settings.MAIL_IS_SENT else ""


def _search(query: str) -> Followed | None:
    params = read_address(reverse("web:search"), QueryDict(query))
    path = str(params.address.lacking("sort", "group", "around", "counts"))
    if params.is_empty or not (params.has_words or params.filtered) or len(path) > LONGEST_PATH:
        return None

    def find(meetings: Sequence[int]) -> News:
        found = changes(params.asked, params.rows.filter(meeting__in=meetings), MOST_ITEMS)
        marks = params.marks
        return News(
            found.count, tuple(_of_turn(hit.turn, hit.excerpt if marks else None) for hit in found.hits)
        )

    return Followed(path, f"検索：{in_one_line(params)}", find)


def _body(query: str, slug: str) -> Followed | None:
    del query
    body = Body.objects.published().select_related("municipality").filter(slug=slug).first()
    if body is None:
        return None
    return _of_meetings(body.get_absolute_url(), f"会議体：{title_name(body)}", body.meetings.all())


def _municipality(query: str, code: str) -> Followed | None:
    del query
    town = Municipality.objects.published().filter(code=code).first()
    if town is None:
        return None
    of_town = Meeting.objects.filter(body__municipality=town)
    return _of_meetings(town.get_absolute_url(), f"自治体：{town}", of_town)


def _speaker(query: str, pk: int) -> Followed | None:
    del query
    speaker = Speaker.objects.published().filter(pk=pk).first()
    if speaker is None:
        return None

    def find(meetings: Sequence[int]) -> News:
        turns = Turn.objects.published().filter(speaker=speaker, meeting__in=meetings).newest_first()
        shown = turns.for_lists()[:MOST_ITEMS]
        return News(turns.count(), tuple(_of_turn(turn, None) for turn in shown))

    return Followed(speaker.get_absolute_url(), f"発言者：{speaker.name}", find)


def _of_meetings(path: str, title: str, of: MeetingQuerySet) -> Followed:
    def find(meetings: Sequence[int]) -> News:
        new = of.published().filter(pk__in=meetings)
        shown = new.recently_changed().for_lists().prefetch_related("agenda_items")[:MOST_ITEMS]
        return News(new.count(), tuple(map(_of_meeting, shown)))

    return Followed(path, title, find)


def _of_turn(turn: Turn, around: Excerpt | None) -> NewsItem:
    day = days_in_words(turn.meeting)
    return NewsItem(
        path=turn.get_absolute_url(),
        title=f"{turn.label or turn.get_kind_display()}　{turn.meeting.title}{f'（{day}）' if day else ''}",
        where=title_name(turn.meeting.body),
        pieces=_in_pieces(around) if around else (Piece(excerpt(turn.text, EXCERPT_LENGTH), False),),
    )


def _of_meeting(meeting: Meeting) -> NewsItem:
    day = days_in_words(meeting)
    agenda = "／".join(str(item) for item in meeting.agenda_items.all())
    return NewsItem(
        path=meeting.get_absolute_url(),
        title=f"{meeting.title}{f'（{day}）' if day else ''}",
        where=title_name(meeting.body),
        pieces=(Piece(f"議題：{excerpt(agenda, EXCERPT_LENGTH)}", False),) if agenda else (),
    )


def _in_pieces(around: Excerpt) -> tuple[Piece, ...]:
    """The excerpt with dots where it is cut."""
    before = (Piece("…", False),) if around.cut_before else ()
    return (*before, *around.pieces, *((Piece("…", False),) if around.cut_after else ()))


_FOLLOWED: dict[str, Callable[..., Followed | None]] = {
    "search": _search,
    "body": _body,
    "municipality": _municipality,
    "speaker": _speaker,
}
"""By the name of a page's address."""
