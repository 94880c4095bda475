"""Which words were on the agenda in which year."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from meetings.eras import fiscal_year
from meetings.search.analysis import nouns
from meetings.search.folding import fold
from meetings.search.query import Field, as_typed
from meetings.search.request import Grouping
from meetings.web.address import Address
from meetings.web.coverage import YearColumn

MOST_TITLES = 1_500
"""Titles that are read, the newest first: more would keep the reader waiting."""
MOST_WORDS = 12
MOST_YEARS = 12
"""The latest, as columns of a table."""

# fmt: off
ON_EVERY_AGENDA = frozenset(
    (
        "会議", "議題", "議事", "議案", "議長", "事項", "報告", "協議", "審議", "検討", "説明", "質疑",
        "質問", "意見", "交換", "確認", "承認", "選出", "選任", "委員", "委員長", "会長", "副会長",
        "副委員長", "座長", "部会", "今後", "予定", "前回", "次回", "今回", "日程", "結果", "状況", "内容",
        "概要", "資料", "開会", "閉会", "挨拶", "事務局", "関係", "実施", "開催", "決定", "平成", "令和",
        "昭和", "年度", "年間", "その他", "ほか", "指名", "署名", "会議録", "議事録", "諮問", "答申",
        "方法", "運営", "進行", "自己", "紹介", "委嘱", "交付", "委嘱状", "辞令", "公開", "非公開", "一部",
        "改正",
    )
)
# fmt: on
"""Words that any meeting uses: they say nothing of what a body is about."""


@dataclass(frozen=True, slots=True)
class TopicCell:
    """One word in one fiscal year."""

    count: int
    share: str
    """Of the highest count in the table, for the bar."""
    path: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One word of the agenda."""

    word: str
    meetings: int
    """On the agenda of how many, over all years."""
    path: str
    cells: tuple[TopicCell, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    years: tuple[YearColumn, ...]
    """The latest MOST_YEARS with an agenda, the earliest first."""
    rows: tuple[Topic, ...]
    titles: int
    """How many were read."""
    is_cut: bool
    """There are more titles than were read."""


def topics_by_year(titles: Iterable[tuple[str, int, datetime.date]], search: Address) -> Topics:
    """The words that are on the agendas of the most meetings.

    `titles` is what `AgendaItemQuerySet.newest_titles` gives, one more than MOST_TITLES of it.
    """
    read = list(titles)
    is_cut, read = len(read) > MOST_TITLES, read[:MOST_TITLES]
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    meetings: defaultdict[str, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for title, meeting, day in read:
        for noun in words_of(title):
            written[fold(noun)][noun] += 1
            meetings[fold(noun)][fiscal_year(day)].add(meeting)
    counts = {word: {year: len(keys) for year, keys in years.items()} for word, years in meetings.items()}
    first = sorted(counts, key=lambda word: (-sum(counts[word].values()), word))[:MOST_WORDS]
    years = sorted({fiscal_year(day) for _, _, day in read})[-MOST_YEARS:]
    most = max((count for word in first for count in counts[word].values()), default=0)
    rows = []
    for word in first:
        shown = written[word].most_common(1)[0][0]
        found = search.having(q=as_typed(Field("item", shown)), group=Grouping.MEETING)
        cells = [
            TopicCell(count, f"{100 * count / most:.0f}%", str(found.having(year=str(year))))
            for year in years
            for count in [counts[word].get(year, 0)]
        ]
        rows.append(Topic(shown, sum(counts[word].values()), str(found), tuple(cells)))
    return Topics(tuple(map(YearColumn, years)), tuple(rows), len(read), is_cut)


@lru_cache(maxsize=1 << 14)
def words_of(title: str) -> frozenset[str]:
    """The nouns that tell what an agenda item is about."""
    return frozenset(noun for noun in nouns(title) if len(noun) > 1 and fold(noun) not in ON_EVERY_AGENDA)
