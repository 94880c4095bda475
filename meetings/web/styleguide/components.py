"""Examples of the parts in templates/components/: what any page may use."""

from __future__ import annotations

import datetime

from django.core.paginator import Paginator

from meetings.web.chart import Column, draw
from meetings.web.listing import Listing
from meetings.web.page import Crumb
from meetings.web.terms import LEVELS, RECORD_TYPES

from . import sample
from .example import Example, State


def _listing(count: int, size: int, number: int, asked: str = "") -> Listing[int]:
    page = Paginator(range(count), size).get_page(number)
    return Listing(rows=list(page.object_list), page=page, asked=asked)


def mark() -> Example:
    return Example(
        "印",
        "サイトの名の前に置く、このアーカイブの印。読み上げません。",
        "components/_mark.html",
        "frame.css",
        [State("")],
    )


def breadcrumb() -> Example:
    crumbs = (Crumb("会議体", "/bodies/"), Crumb(sample.LONG_NAME, "/bodies/sample/"), Crumb("第3回会議"))
    return Example(
        "パンくず",
        "ホームからそのページまでの道。ホームのほかのどのページにもあります。長い名前は途中で切って見せます。",
        "components/_breadcrumb.html",
        "frame.css",
        [State("長い名前の会議体の下", {"crumbs": crumbs})],
    )


def search_box() -> Example:
    within = {"label": "この会議体の中をさがす", "parameter": "body", "value": "sample"}
    return Example(
        "検索の箱",
        "言葉を入れてさがします。送り先はどこでも検索のページです。一つのページに一つだけ置きます。",
        "components/_search_box.html",
        "frame.css",
        [
            State("大：ホーム、検索、エラーのページ", {"id": "sample-large", "query": "", "size": "large"}),
            State("中：会議体などの中", {"id": "sample-within", "query": "", "size": "within", **within}),
            State("小：ほかのページの上", {"id": "sample-small", "query": "学校給食", "size": "small"}),
        ],
    )


def badge() -> Example:
    terms = (*LEVELS, *RECORD_TYPES.values())
    return Example(
        "バッジ",
        "発言者の手がかり（氏名、役職、団体、匿名、不明）と記録の種類を一語で示します。色と線は見つけやすくするためだけのものです。",
        "components/_badge.html",
        "components/badge.css",
        [State(term.meaning, {"term": term}) for term in terms],
    )


def meeting_row() -> Example:
    shared = sample.body("みのり県市町村情報担当課長会", shared=True)
    long_title = f"令和6年度 第3回{sample.LONG_NAME}会議録（要点記録）"
    return Example(
        "会議の行",
        "一覧の中の一つの会議です。",
        "components/_meeting_row.html",
        "components/rows.css",
        [
            State("会議体のページ", {"meeting": sample.meeting(speech_count=42)}),
            State("年のページ、ホーム", {"meeting": sample.meeting(speech_count=1204), "with_body": True}),
            State(
                "自治体のページ（自治体の名は省く）",
                {"meeting": sample.meeting(speech_count=42), "with_body": True, "within_owner": True},
            ),
            State(
                "要点記録、長い名前、自治体のない会議体",
                {
                    "meeting": sample.meeting(shared, title=long_title, record_type="summary"),
                    "with_body": True,
                },
            ),
            State("開催日の記載なし", {"meeting": sample.meeting(date=None, speech_count=0)}),
        ],
        within="rows-by-day",
    )


def body_row() -> Example:
    first = datetime.date(2024, 4, 1)
    return Example(
        "会議体の行",
        "一覧の中の一つの会議体です。",
        "components/_body_row.html",
        "components/rows.css",
        [
            State("いくつもの年にわたる", {"body": sample.body()}),
            State("一つの年だけ", {"body": sample.body(meeting_count=1, first_date=first)}),
            State("長い名前", {"body": sample.body(sample.LONG_NAME)}),
        ],
        within="rows",
    )


def turn_row() -> Example:
    item = sample.item(number="議案第3号")
    return Example(
        "発言の行",
        "いくつもの会議にわたる一覧の中の、一つの発言です。本文は始めだけを見せます。",
        "components/_turn_row.html",
        "components/rows.css",
        [
            State("議題の中", {"turn": sample.turn(12, item=item)}),
            State("長い本文", {"turn": sample.turn(13, "学校給食課長", sample.LONG_TEXT)}),
        ],
        within="hits",
    )


def range_of_list() -> Example:
    return Example(
        "一覧の範囲",
        "長い一覧の、どこを見せているか。1ページに収まる一覧には出ません。",
        "components/_range.html",
        "components/rows.css",
        [
            State("2ページ目", {"listing": _listing(1204, 50, 2, "2"), "unit": "件"}),
            State("ないページを尋ねられた", {"listing": _listing(120, 50, 9, "9"), "unit": "件"}),
        ],
    )


def pager() -> Example:
    return Example(
        "ページ送り",
        "長い一覧のほかのページへ。1ページに収まる一覧には出ません。",
        "components/_pager.html",
        "components/pager.css",
        [
            State("最初のページ", {"listing": _listing(120, 50, 1), "label": "会議"}),
            State("中ほどのページ", {"listing": _listing(1204, 50, 12), "label": "発言"}),
            State("最後のページ", {"listing": _listing(120, 50, 3), "label": "会議体"}),
        ],
    )


def chart() -> Example:
    counts = (12, 0, 45, 57, 3, 28)
    columns = [
        Column(year, count, "/search/?kind=speech" if count else "", selected=year == 2021)
        for year, count in enumerate(counts, start=2019)
    ]
    return Example(
        "年度ごとの図",
        "年度ごとの件数を棒で示します。棒はリンクで、同じ内容の表がすぐ下にあります。狭い画面ではたたみます。",
        "components/_chart.html",
        "components/chart.css",
        [State("件数のない年度、選ばれた年度", {"chart": draw(columns, name="sample-chart")})],
    )


def measure() -> Example:
    return Example(
        "表の中の棒",
        "表の数の横に置き、ほかの数と比べられるようにします。数そのものが隣にあるので、読み上げません。",
        "components/_measure.html",
        "components/measure.css",
        [State("多い", {"share": "86%"}), State("少ない", {"share": "4%"})],
    )
