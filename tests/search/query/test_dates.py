"""from: and to: take every way of writing a date, and stand for the first or the last day named."""

import datetime as dt

import pytest

from meetings.search.query import in_words, parse
from meetings.search.query.dates import read_period, said_date

EXAMPLES = [
    ("2024-04-01", "2024-04-01", "2024-04-01"),
    ("2024/4/1", "2024-04-01", "2024-04-01"),
    ("2024.4.1", "2024-04-01", "2024-04-01"),
    ("20240401", "2024-04-01", "2024-04-01"),
    ("２０２４－０４－０１", "2024-04-01", "2024-04-01"),
    ("２０２４／４／１", "2024-04-01", "2024-04-01"),
    ("2024‐04‐01", "2024-04-01", "2024-04-01"),
    ("2024年4月1日", "2024-04-01", "2024-04-01"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024年4月", "2024-04-01", "2024-04-30"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("2024年", "2024-01-01", "2024-12-31"),
    ("2024年度", "2024-04-01", "2025-03-31"),
    ("令和6年4月", "2024-04-01", "2024-04-30"),
    ("令和６年４月１日", "2024-04-01", "2024-04-01"),
    ("令和六年十月二十一日", "2024-10-21", "2024-10-21"),
    ("平成二五年二月", "2013-02-01", "2013-02-28"),
    ("二〇二四年四月", "2024-04-01", "2024-04-30"),
    ("令和6年", "2024-01-01", "2024-12-31"),
    ("令和6", "2024-01-01", "2024-12-31"),
    ("令和6年度", "2024-04-01", "2025-03-31"),
    ("令和元年度", "2019-04-01", "2020-03-31"),
    ("平成31年度", "2019-04-01", "2020-03-31"),
    ("令和元年", "2019-05-01", "2019-12-31"),
    ("令和1年", "2019-05-01", "2019-12-31"),
    ("平成31年", "2019-01-01", "2019-04-30"),
    ("平成元年", "1989-01-08", "1989-12-31"),
    ("昭和64年", "1989-01-01", "1989-01-07"),
    ("平成32年", "2020-01-01", "2020-12-31"),
    ("令和元年5月", "2019-05-01", "2019-05-31"),
    ("R6.4.1", "2024-04-01", "2024-04-01"),
    ("r6.4.1", "2024-04-01", "2024-04-01"),
    ("Ｒ６．４．１", "2024-04-01", "2024-04-01"),
    ("R6/4", "2024-04-01", "2024-04-30"),
    ("H25-2-25", "2013-02-25", "2013-02-25"),
    ("R元.5.1", "2019-05-01", "2019-05-01"),
    ("R6", "2024-01-01", "2024-12-31"),
    ("㋿6年4月", "2024-04-01", "2024-04-30"),
    ("令和6年（2024年）9月10日（火）", "2024-09-10", "2024-09-10"),
    ('"令和6年 4月 1日"', "2024-04-01", "2024-04-01"),
    ("「令和6年4月」", "2024-04-01", "2024-04-30"),
    ("2024年（令和6年）9月10日（火曜日）", "2024-09-10", "2024-09-10"),
    ("令和6年4月〜令和7年3月", "2024-04-01", "2025-03-31"),
    ("令和6年4月から7月まで", "2024-04-01", "2024-07-31"),
    ("令和5～7年度", "2023-04-01", "2026-03-31"),
    ("2023〜2025年", "2023-01-01", "2025-12-31"),
    ("平成30年度から令和2年度まで", "2018-04-01", "2021-03-31"),
    ("2024/4/1~2025/3/31", "2024-04-01", "2025-03-31"),
]


@pytest.mark.parametrize(("typed", "first", "last"), EXAMPLES)
def test_from_means_the_first_day_and_to_the_last(typed: str, first: str, last: str) -> None:
    query = parse(f"from:{typed} to：{typed}")
    assert (query.since, query.until) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert (query.tree, query.repairs) == (None, ())


@pytest.mark.parametrize("typed", ["~" * 5000, "から" * 5000, "2024年" * 5000, "(" * 5000])
def test_a_long_text_is_no_date(typed: str) -> None:
    assert read_period(typed) is None
    assert said_date(typed) is None


def test_an_open_period_limits_one_side_alone() -> None:
    since, until = parse("from:2025年以降 to:2025年以降"), parse("from:令和6年3月まで to:令和6年3月まで")
    assert (since.since, since.until) == (dt.date(2025, 1, 1), None)
    assert (until.since, until.until) == (None, dt.date(2024, 3, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "あした",
        "6年4月",
        "元年",
        "24",
        "2024-13",
        "2024-02-30",
        "令和0年",
        "令和6年13月",
        "0000-01-01",
        "202404",
        "2024-4.1",
        "9999年度",
        "令和99999年",
        "令和十十年",
        "令和十千年",
        "99999999",
        "令和6年4",
        "²⁰²⁴x",
        "2024-４月",
        "年",
        "令和",
        "令和7年〜令和6年",
        "から",
        "2024年〜あした",
    ],
)
def test_what_is_no_date_is_left_out_with_a_sentence(typed: str) -> None:
    query = parse(f"給食 from:{typed}")
    assert query.since is None
    assert query.repairs == (f"「from:{typed}」は日付として読めないので、除きました。",)


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("給食 from:令和6年4月", "給食 を含む／令和6年（2024年）4月1日から"),
        ("since:2024 給食", "給食 を含む／令和6年（2024年）1月1日から"),
        ("until:2024", "令和6年（2024年）12月31日まで"),
        ("From:2024-04 To:2024-05", "令和6年（2024年）4月1日から令和6年（2024年）5月31日まで"),
        ("from:2024-04-01 to:2024-04-01", "令和6年（2024年）4月1日"),
        ("給食 年度:令和6", "給食 を含む／令和6年度（2024年度）"),
        ("年度：２０２４年度", "令和6年度（2024年度）"),
        ("(給食 from:2024)", "給食 を含む／令和6年（2024年）1月1日から"),
        (
            "給食 OR (弁当 発言者:a) from:2024",
            "〔給食 を含む または 〔弁当 を含む かつ 発言者が a〕〕／令和6年（2024年）1月1日から",
        ),
    ],
)
def test_limits_are_of_the_whole_query(typed: str, echo: str) -> None:
    query = parse(typed)
    assert in_words(query) == echo
    assert query.repairs == ()


def test_limits_the_wrong_way_round_cover_all_that_both_name() -> None:
    query = parse("from:令和6年度 to:令和5年度")
    assert (query.since, query.until) == (dt.date(2023, 4, 1), dt.date(2025, 3, 31))


def test_two_names_of_one_fiscal_year_need_no_remark() -> None:
    query = parse("from:平成31年度 from:令和元年度")
    assert (query.since, query.repairs) == (dt.date(2019, 4, 1), ())


@pytest.mark.parametrize(
    ("typed", "date", "rest"),
    [
        ("令和6年5月7日", "令和6年5月7日", ""),
        ("令和６年５月７日", "令和6年5月7日", ""),
        ("2024/5/7", "2024/5/7", ""),
        ("2024-05-07", "2024-05-07", ""),
        ("R6.5.7", "R6.5.7", ""),
        ("r6.5", "r6.5", ""),
        ("令和6年5月7日（火）", "令和6年5月7日", ""),
        ("令和6年（2024年）5月7日（火）", "令和6年5月7日", ""),
        ("2024年（令和6年）5月7日（火曜日）の公園", "2024年5月7日", "公園"),
        ("令和6年度（2024年度）の公園", "令和6年度", "公園"),
        ("令和6年4月から令和7年3月まで", "令和6年4月から令和7年3月まで", ""),
        ("2024年4月〜2025年3月の公園", "2024年4月〜2025年3月", "公園"),
        ("令和5〜7年度の予算", "令和5〜7年度", "予算"),
        ("2024/5/7~2024/6/7", "2024/5/7〜2024/6/7", ""),
        ("2025年以降の公園", "2025年以降", "公園"),
        ("令和六年五月の公園", "令和六年五月", "公園"),
        ("2024年度の公園の予算", "2024年度", "公園の予算"),
        ("令和元年", "令和元年", ""),
        ("2024.5.7開催の会議", "2024.5.7", "会議"),
    ],
)
def test_a_word_may_begin_with_a_date(typed: str, date: str, rest: str) -> None:
    assert said_date(typed) == (date, rest)


@pytest.mark.parametrize(
    "typed",
    [
        "令和6年度予算",  # a thing of that name
        "令和6年から",
        "令和6年4月に始まった制度",
        "2024",
        "20240507",
        "6年度",
        "5年の計画",
        "1/2",
        "3.5",
        "10-20",
        "2024.13.1",
        "公園の2024年",
        "",
    ],
)
def test_a_word_that_only_looks_like_a_date_is_none(typed: str) -> None:
    assert said_date(typed) is None


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("今年", "2026-01-01", "2026-12-31"),
        ("去年", "2025-01-01", "2025-12-31"),
        ("昨年の7月", "2025-07-01", "2025-07-31"),
        ("一昨年", "2024-01-01", "2024-12-31"),
        ("今年度", "2025-04-01", "2026-03-31"),
        ("昨年度", "2024-04-01", "2025-03-31"),
        ("今月", "2026-01-01", "2026-01-31"),
        ("先月", "2025-12-01", "2025-12-31"),
        ("先々月", "2025-11-01", "2025-11-30"),
    ],
)
def test_some_dates_are_counted_from_today(
    typed: str, first: str, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.search.query.dates.today", lambda: dt.date(2026, 1, 20))
    period = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert read_period(typed) == period
    query = parse(f"from:{typed} to:{typed}")
    assert (query.since, query.until) == period
    said = said_date(f"{typed}の大雨")
    assert said is not None
    assert (read_period(said[0]), said[1]) == (period, "大雨")
