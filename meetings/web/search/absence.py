"""Why nothing was found, in sentences, each with the way out of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from meetings.eras import years_in_both_eras
from meetings.models import Body
from meetings.search.hit_query import HitQuery
from meetings.search.query import Query, all_of, as_typed, conditions, in_words
from meetings.search.request import Mode
from meetings.search.results import Absence, RelaxedQuery
from meetings.web.names import full_name
from meetings.web.search.params import SearchParams
from meetings.web.search.refinements import SCOPES

NOT_HERE = "今の条件や期間の中にはありません。"
NOT_PUBLIC = "公開している会議録は、条件を外すと見つかります。"
NOTHING_HERE = "今の条件や期間に当てはまる会議録は、収録していません。"
_LAYOUT = ("q", "mode", "scope", "without", "sort", "group", "around")


@dataclass(frozen=True, slots=True)
class WayOut:
    """One sentence and, behind it, a link that finds something."""

    sentence: str
    link: str = ""
    path: str = ""


def ways_out(
    params: SearchParams, absence: Absence, as_typed_again: Callable[[Query], Query]
) -> Iterator[WayOut]:
    """The sentences, the surest first. `as_typed_again` gives a query made from the one that was asked with
    its names as they were typed, since they will mean the same again."""
    query = params.request.query
    narrowed = params.filtered or query.since or query.until
    anything_here = not narrowed or HitQuery(params.request).in_period(params.rows).exists()
    if not anything_here and not absence.without_filters and not params.internal:
        yield WayOut(NOTHING_HERE)
    if absence.missing_words:
        names = "、".join(f"「{word.text}」" for word in absence.missing_words)
        as_characters = params.request.mode is Mode.STRING or all(w.exact for w in absence.missing_words)
        how = "" if as_characters else "言葉としては"
        yield WayOut(f"{names}は、公開しているどの会議録にも{how}出てきません。")
    for other in absence.other_names:
        yield _relaxed(params, as_typed_again, "似た条件で見つかるもの：", other)
    for near in absence.near:
        yield _relaxed(
            params,
            as_typed_again,
            "もしかして：" if near == absence.meant else "似た言葉で見つかるもの：",
            near,
        )
    if absence.as_string:
        yield WayOut(
            "ほかの言葉の一部としてなら見つかります。",
            f"文字の並びでさがす（{absence.as_string:,}件）",
            str(params.address.having(mode=Mode.STRING, without=None)),
        )
    if absence.without_filters:
        nowhere = NOT_PUBLIC if params.internal else NOTHING_HERE
        yield WayOut(
            NOT_HERE if anything_here else nowhere,
            f"条件を外してさがす（{absence.without_filters:,}件）",
            str(params.address.only(*_LAYOUT).having(q=as_typed(query.tree) if query.tree else "")),
        )
    for loose in absence.less_strict:
        yield _relaxed(
            params,
            as_typed_again,
            f"「{_less(query, loose.query)}」という条件に合うものがありません。",
            loose,
            "この条件を外してさがす",
        )
    if absence.wider:
        scope, count = absence.wider
        yield WayOut(
            f"{SCOPES[scope]}の中でなら、すべての言葉がそろいます。",
            f"{SCOPES[scope]}の中でさがす（{count:,}件）",
            str(params.address.having(scope=scope)),
        )
    yield from _coverage(params)


def _relaxed(
    params: SearchParams,
    as_typed_again: Callable[[Query], Query],
    sentence: str,
    relaxed: RelaxedQuery,
    what: str = "",
) -> WayOut:
    """The way to another query, which the link writes out unless it says what it does."""
    query = as_typed_again(relaxed.query)
    asks = as_typed(replace(query, since=None, until=None))
    return WayOut(
        sentence,
        f"{what or asks}（{relaxed.count:,}件）",
        str(params.address.having(q=as_typed(query))),
    )


def _less(query: Query, loose: Query) -> str:
    """The conditions that the looser query does without, in words."""
    dropped = (part for part in conditions(query) if part not in conditions(loose))
    return in_words(replace(query, tree=all_of(dropped), since=None, until=None))


def _coverage(params: SearchParams) -> Iterator[WayOut]:
    """What the archive has of the one body that is asked for."""
    chosen = params.chosen("body")
    if chosen is not None:
        body: Any = Body.objects.with_coverage().get(pk=chosen.pk)
        years = years_in_both_eras(body.first_date.year, body.last_date.year)
        yield WayOut(
            f"{full_name(chosen)}の会議録は、{years}の会議のものを収録しています。",
            "この会議体の収録状況",
            reverse("web:body_coverage", args=[chosen.slug]),
        )
