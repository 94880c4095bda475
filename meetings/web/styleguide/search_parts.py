"""Examples of the parts of the search's page."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

from django.urls import reverse

from meetings.search.results import Excerpt, Hit, Piece
from meetings.web.search.absence import WayOut
from meetings.web.search.examples import EXAMPLES
from meetings.web.search.refinements import (
    Chip,
    Choice,
    ChoiceRow,
    FacetLink,
    FacetLinks,
    SpellingLink,
    SpellingLinks,
)
from meetings.web.search.results_page import HitRow, ItemRow, Titles
from meetings.web.terms import record_type_of
from meetings.web.transcript import passage

from . import sample
from .example import Example, State


def chips() -> Example:
    search = reverse("web:search")
    conditions = [
        Chip("学校給食", search),
        Chip("会議体：潮見野市総合計画審議会", search),
        Chip("令和6年度（2024年度）", search),
        Chip(f"会議体：{sample.LONG_NAME}", search),
    ]
    return Example(
        "今の条件",
        "今の検索の条件を並べます。選ぶと、その条件を外した検索になります。",
        "search/_chips.html",
        "components/search.css",
        [State("いくつかの条件、長い名前", {"chips": conditions, "cleared": search})],
    )


def switches() -> Example:
    search = reverse("web:search")
    rows = [
        ChoiceRow(
            "言葉のさがし方",
            (Choice("語として", search, True), Choice("文字列として", search, False)),
            shown=True,
        ),
        ChoiceRow(
            "並べ方",
            (
                Choice("関連順", search, False),
                Choice("新しい順", search, True),
                Choice("古い順", search, False),
            ),
        ),
    ]
    return Example(
        "切り替え",
        "いくつかのうち一つを選ぶリンクの列。選ばれているものは太字と枠で示します。",
        "search/_switches.html",
        "components/search.css",
        [State("名前の出る列と出ない列", {"rows": rows})],
    )


def spellings() -> Example:
    search = reverse("web:search")
    first = tuple(SpellingLink(text, ticked, search) for text, ticked in (("サーバー", True), ("ｻｰﾊﾞ", False)))
    more = (SpellingLink("サーヴァ", True, search),)
    return Example(
        "ほかの表記",
        "同じ言葉の別の書き方。一つずつ外し、戻せます。",
        "search/_spellings.html",
        "components/search.css",
        [State("さがす表記、外した表記、たたまれた表記", {"words": [SpellingLinks("サーバ", first, more)]})],
    )


def facet() -> Example:
    search = reverse("web:search")
    first = (
        FacetLink("潮見野市総合計画審議会", 1204, search, True),
        FacetLink("潮見野市学校給食運営協議会", 38, search, False),
        FacetLink(sample.LONG_NAME, 2, search, False),
    )
    more = (FacetLink("潮見野市空家等対策協議会", 1, search, False),)
    return Example(
        "しぼり込み",
        "見つかった発言が、ある性質のどの値にいくつあるか。選ぶとしぼり込み、もう一度選ぶと外れます。",
        "search/_facet.html",
        "components/facets.css",
        [
            State(
                "選ばれた値、長い名前、たたまれた値",
                {
                    "facet": FacetLinks(
                        "会議体", first, more, others=12, others_hits=15, missing=0, missing_label=""
                    )
                },
            ),
            State(
                "値のない発言がある",
                {
                    "facet": FacetLinks(
                        "発言者",
                        first[:0],
                        (),
                        others=0,
                        others_hits=0,
                        missing=57,
                        missing_label="匿名・不明",
                    )
                },
            ),
        ],
    )


def hit() -> Example:
    pieces = (
        Piece("無償にした場合の", False),
        Piece("学校給食", True),
        Piece("費の財源を伺います。", False),
    )

    def row(number: int, kind: str, label: str, record: str, *, beside: bool) -> HitRow:
        who = sample.speaker(kind, label)
        turn = sample.turn(number, label, speaker=who, item=sample.item(), meeting=sample.meeting())
        neighbour = passage(sample.turn(number + 1, "委員長", "次に移ります。")) if beside else None
        return HitRow(
            hit=Hit(turn, Excerpt(pieces, cut_before=True, cut_after=beside)),
            passage=passage(turn),
            record_type=record_type_of(record) if record else None,
            meeting_path=f"{turn.meeting.get_absolute_url()}#t{number}",
            before=neighbour,
            after=neighbour,
        )

    return Example(
        "見つかった発言",
        "だれが、どこで、何を言ったか。一致した言葉に印を付けます。",
        "search/_hit.html",
        "components/rows.css",
        [
            State("ふつう", {"row": row(12, "person", "髙橋委員", "", beside=False)}),
            State(
                "要点記録で、前後の発言も見る",
                {"row": row(15, "anonymous", "委員", "summary", beside=True)},
            ),
        ],
        within="hits",
    )


def titled() -> Example:
    meeting = sample.meeting(title="第4回会議", date=datetime.date(2024, 11, 5))
    titles = Titles(
        meetings=[sample.meeting(), meeting],
        meetings_path=reverse("web:search"),
        items=[ItemRow(sample.item(meeting=meeting), meeting.get_absolute_url())],
    )
    return Example(
        "名称が当てはまる会議・議題",
        "言葉が会議名や議題名にあるもの。発言の上に、たたんで置きます。",
        "search/_titled.html",
        "components/search.css",
        [State("会議はほかにもある", {"titled": titles})],
    )


def absence() -> Example:
    search = reverse("web:search")
    ways = [
        WayOut("今の条件や期間の中にはありません。", "条件を外してさがす", search),
        WayOut("「給食ひ」という言葉は、どの会議録にもありません。"),
    ]
    return Example(
        "見つからなかったとき",
        "なぜ見つからないか、どうすれば見つかるか。",
        "search/_absence.html",
        "components/search.css",
        [State("条件を外すと見つかる", {"page": SimpleNamespace(ways_out=ways)})],
    )


def examples() -> Example:
    return Example(
        "入れ方の例",
        "調べたいことから、入れ方を引く表。",
        "search/_examples.html",
        "components/search.css,components/table.css",
        [State("始めの三つ", {"examples": EXAMPLES[:3]})],
    )


def takeaway() -> Example:
    page = SimpleNamespace(csv_path=reverse("web:search_csv"), feed_path=reverse("web:search_feed"))
    return Example(
        "持ち出す",
        "同じ検索を、表とフィードで。",
        "search/_takeaway.html",
        "components/search.css",
        [State("", {"page": page})],
    )
