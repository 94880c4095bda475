"""What is kept of a search for the staff (検索の記録): words that found nothing, or were said otherwise.

Who searched is neither asked nor kept: no address, no cookie, no moment. A record is words and days. Words
that may tell of a person (names, numbers, addresses of mail) and long ones are not kept at all.
"""

import logging
import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import SearchRecord
from meetings.search.analysis import names_somebody
from meetings.search.folding import fold
from meetings.search.query import And, Query, Word, parse
from meetings.search.request import Mode, Scope
from meetings.web.search.params import SearchParams

logger = logging.getLogger(__name__)

LONGEST = 40
"""Characters of a text that is kept: what is longer is a passage that somebody has pasted."""
_ROBOT = re.compile(r"bot|crawl|spider|slurp|fetch|monitor|python|curl|wget|java/|go-http", re.IGNORECASE)
_PRIVATE = re.compile(r"[0-9][0-9-]{4}|@")
"""Numbers of telephones, houses and persons, and addresses of mail."""


def record_search(request: HttpRequest, params: SearchParams, count: int) -> None:
    """Note the search of that many hits, if it found nothing or follows another. One question at most, and
    none for programs; a page is shown whether or not it can be written."""
    if not settings.SEARCH_RECORDS or request.method != "GET" or _is_program(request):
        return
    text = _plain_words(params.request.query)
    if not text or not _asks_for_words_alone(params):
        return
    before = "" if count == 0 else _words_before(request)
    if count and (not before or before == text):
        return
    try:
        SearchRecord.objects.note(before or text, text if before else "", timezone.localdate())
    except DatabaseError as error:  # whose message may quote the words
        logger.warning("検索の記録を書き込めませんでした（%s）。", type(error).__name__)


def _is_program(request: HttpRequest) -> bool:
    """A crawler, or a browser that reads ahead."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return not agent or _ROBOT.search(agent) is not None or "prefetch" in ahead


def _asks_for_words_alone(params: SearchParams) -> bool:
    """With a filter or in another manner the words may be there all the same."""
    asked = params.request
    usual = asked.mode is Mode.WORD and asked.scope is Scope.TURN and asked.page == 1
    return usual and not (params.filtered or asked.without or params.remarks)


def _words_before(request: HttpRequest) -> str:
    """The words of the search on this site from whose page the reader comes."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # http://[
        return ""
    if came_from.netloc != request.get_host() or came_from.path != request.path:
        return ""
    return _plain_words(parse(parse_qs(came_from.query).get("q", [""])[-1]))


def _plain_words(query: Query) -> str:
    """A query of nothing but words, folded; empty for any other, and for what may tell of a person."""
    words = query.tree.children if isinstance(query.tree, And) else (query.tree,)
    if query.since or query.until:
        return ""
    folded = [fold(word.text) for word in words if isinstance(word, Word) and not word.exact]
    text = " ".join(folded)
    if len(folded) < len(words) or len(text) > LONGEST or _PRIVATE.search(text) or names_somebody(text):
        return ""
    return text
