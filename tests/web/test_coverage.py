"""A body's coverage: what took place, what is published of it, what is missing, and how long it took."""

import datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.eras import fiscal_year
from meetings.models import Meeting, UnrecordedMeeting
from meetings.web.coverage import cover
from tests import factories as make
from tests.web.index import index_everything

DAY = datetime.date(2024, 5, 1)


def unsaved(*sittings, title="第{}回審議会"):
    """Meetings of (number, day), not stored."""
    return [
        Meeting(identifier=f"{n:021d}", title=title.format(number or "○"), number=number, date=day)
        for n, (number, day) in enumerate(sittings)
    ]


def months(*numbers, year=2024):
    """Those numbers, a month after each other from April."""
    return [
        (number, datetime.date(year, 4, 1) + datetime.timedelta(days=30 * n))
        for n, number in enumerate(numbers)
    ]


def missing(meetings, noted=()):
    return [(gap.first, gap.last) for gap in cover(meetings, noted, None).gaps]


@pytest.mark.parametrize(
    ("sittings", "gaps"),
    [
        (months(1, 2, 3), []),
        (months(1, 2, 4, 5, 8), [(3, 3), (6, 7)]),
        # before the first nothing is known
        (months(3, 4), []),
        # counted anew each year: the gap is the first year's, although the next year has that number
        (months(1, 3) + months(1, 2, 3, year=2025), [(2, 2)]),
        # going on over the end of the year
        ([(1, datetime.date(2024, 3, 1)), (3, datetime.date(2024, 6, 1))], [(2, 2)]),
        # held out of order
        (months(1, 3, 2, 4), []),
        # one that has no number may be the one
        (months(1, None, 3), []),
        # counted otherwise from then on
        (months(2, 154, 155), []),
        # the second day of a sitting
        (months(1, 1, 2, 2), []),
    ],
)
def test_numbers_are_missing_only_where_they_must_be(sittings, gaps):
    assert missing(unsaved(*sittings)) == gaps


def test_two_sorts_of_sittings_are_counted_apart():
    regular = unsaved(*months(1, 2, 3), title="令和6年第{}回定例会")
    special = unsaved(
        (12, datetime.date(2024, 4, 10)), (13, datetime.date(2024, 5, 20)), title="第{}回臨時会"
    )
    assert missing([*regular, *special]) == []


def test_titles_written_in_several_ways_are_one_count():
    ways = ("第{}回審議会", "令和６年度　第{}回審議会 会議録", "第{}回 審議会（議事録）")
    each = [unsaved(sitting, title=way)[0] for sitting, way in zip(months(1, 2, 4), ways, strict=True)]
    assert missing(each) == [(3, 3)]


def test_a_meeting_that_is_noted_as_without_minutes_is_no_gap():
    meetings = unsaved(*months(1, 3))
    day = meetings[0].date + datetime.timedelta(days=10)
    for noted in (
        UnrecordedMeeting(number=2, reason="作成中"),
        UnrecordedMeeting(number=2, date=day, reason="作成中"),
        UnrecordedMeeting(date=day, reason="作成中"),
    ):
        assert missing(meetings, [noted]) == []
        assert cover(meetings, [noted], None).unrecorded == (noted,)
    elsewhere = UnrecordedMeeting(number=2, date=datetime.date(2030, 5, 1), reason="作成中")
    assert missing(meetings, [elsewhere]) == [(2, 2)]


@pytest.mark.parametrize(
    ("noted", "is_listed"),
    [
        ({"number": 1}, False),
        ({"date": DAY}, False),
        ({"number": 1, "date": DAY}, False),
        # its day was noted wrongly, or minutes bear another
        ({"number": 1, "date": datetime.date(2024, 6, 1)}, False),
        # the first of another year
        ({"number": 1, "date": datetime.date(2025, 6, 1)}, True),
        # two sittings on one day
        ({"number": 2, "date": DAY}, True),
        ({"number": 2}, True),
    ],
)
def test_published_minutes_replace_a_noted_meeting(noted, is_listed):
    coverage = cover(unsaved((1, DAY)), [UnrecordedMeeting(reason="作成中", **noted)], None)
    assert bool(coverage.unrecorded) is is_listed


def test_years_without_a_meeting_are_listed_without_a_reason():
    coverage = cover(unsaved((None, datetime.date(2020, 5, 1)), (None, datetime.date(2024, 3, 1))), [], None)
    assert [year.year for year in coverage.years] == [2023, 2022, 2021, 2020]
    assert len(coverage.empty_years) == 1
    assert coverage.empty_years[0].startswith(
        "令和3年度（2021年度）から令和4年度（2022年度）までは、収録している会議がありません。"
    )
    noted = UnrecordedMeeting(date=datetime.date(2021, 5, 1), reason="作成中")
    later = cover(
        unsaved((None, datetime.date(2020, 5, 1)), (None, datetime.date(2024, 3, 1))), [noted], None
    )
    assert later.empty_years[0].startswith("令和4年度（2022年度）は、")


days = st.dates(datetime.date(2018, 1, 1), datetime.date(2024, 12, 31))


@given(st.lists(st.tuples(st.none() | st.integers(1, 30), days), max_size=12))
def test_a_recorded_meeting_is_never_reported_missing(sittings):
    """Not in the years from the one neighbour to the other; and every number claimed lies between theirs."""
    meetings = unsaved(*sittings)
    coverage = cover(meetings, [], 45)
    for gap in coverage.gaps:
        assert gap.after.number < gap.first <= gap.last < gap.before.number
        assert gap.after.date <= gap.before.date
        years = range(fiscal_year(gap.after.date), fiscal_year(gap.before.date) + 1)
        there = {each.number for each in meetings if fiscal_year(each.date) in years}
        assert not there & set(range(gap.first, gap.last + 1))
    assert sum(year.recorded for year in coverage.years) == len(meetings)


@given(st.lists(st.none() | st.integers(0, 400), min_size=1, max_size=12), st.none() | st.integers(1, 100))
def test_days_are_counted_only_where_they_are_known(taken, rule):
    meetings = unsaved(*((None, DAY) for _ in taken))
    for meeting, days in zip(meetings, taken, strict=True):
        meeting.issued_on = None if days is None else DAY + datetime.timedelta(days=days)
    found = cover(meetings, [], rule).timeliness
    known = [days for days in taken if days is not None]
    if not known:
        assert found is None
        return
    assert (found.known, found.of, found.longest_days) == (len(known), len(taken), max(known))
    assert min(known) <= found.median_days <= max(known)
    assert found.within == (None if rule is None else sum(days <= rule for days in known))
    assert found.share is None or (found.share == 100) == (found.within == len(known))


# -- the page ----------------------------------------------------------------------------------------------


def text_of(page):
    return " ".join(page.cssselect("main")[0].text_content().split())


@pytest.mark.django_db
def test_the_page_says_what_is_there_and_what_is_missing(open_page):
    body = make.body("みどり審議会", publication_days=45, publication_rule="会議の公開に関する指針 第7条")
    for number, month, taken in ((1, 5, 30), (2, 7, 60), (4, 11, None)):
        day = datetime.date(2022, month, 1)
        issued_on = day + datetime.timedelta(days=taken) if taken else None
        make.meeting(body, title=f"第{number}回審議会", number=number, date=day, issued_on=issued_on)
    make.meeting(body, title="第1回審議会", number=1, date=datetime.date(2024, 5, 1))
    UnrecordedMeeting.objects.create(
        body=body, number=2, date=datetime.date(2024, 8, 1), reason="会議録を作成中"
    )
    page = open_page(f"{body.get_absolute_url()}coverage/")
    text = text_of(page)
    assert "番号から見て、第3回の会議録がありません。" in text
    assert "令和5年度（2023年度）は、収録している会議がありません。" in text
    assert "第2回 令和6年（2024年）8月1日（木）の会議は、会議録がありません。" in text
    assert "理由：会議録を作成中" in text
    assert "会議の日から45日以内会議の公開に関する指針 第7条" in text
    assert "中央値45日、最も長いもので60日。きまりの日数以内は2会議のうち1会議（50%）" in text
    assert "公表日が分かる2会議（4会議のうち）から" in text
    assert "60日（15日超過）" in text
    assert "30日（きまりの日数以内）" in text
    rows = [[cell.text_content().strip() for cell in row] for row in page.cssselect("#years tbody tr")]
    assert rows == [
        ["令和6年度（2024年度）", "1会議", "1会議", "公表日の記載なし", "なし"],
        ["令和5年度（2023年度）", "0会議", "0会議", "なし", "なし"],
        ["令和4年度（2022年度）", "3会議", "0会議", "45日（2会議）", "2会議のうち1会議"],
    ]


@pytest.mark.django_db
def test_without_days_of_publication_nothing_is_counted(open_page):
    body = make.body("みどり審議会")
    make.meeting(body)
    text = text_of(open_page(f"{body.get_absolute_url()}coverage/"))
    assert "公表日の記載なし" in text
    assert "中央値" not in text.replace("（中央値）", "")
    assert "番号の抜けや、会議のない年度は見つかりません。" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state",
    [
        {"status": "draft"},
        {"status": "review"},
        {"visibility": "internal"},
        {"status": "withdrawn", "withdrawn_on": DAY, "withdrawn_reason": "秘密の誤り"},
    ],
)
def test_a_hidden_meeting_counts_as_missing(open_page, client, state):
    body = make.body("みどり審議会")
    days = (DAY + datetime.timedelta(days=30 * n) for n in count())
    for number in (1, 2, 3):
        hidden = {**state, "title": "第2回秘密の会議"} if number == 2 else {"title": f"第{number}回審議会"}
        make.meeting(body, number=number, date=next(days), issued_on=datetime.date(2025, 1, 1), **hidden)
    text = text_of(open_page(f"{body.get_absolute_url()}coverage/"))
    assert "番号から見て、第2回の会議録がありません。" in text
    assert "秘密" not in text
    assert "公表日が分かる2会議（2会議のうち）から" in text
    alone = make.body("ひみつ審議会")
    make.meeting(alone, **state)
    UnrecordedMeeting.objects.create(body=alone, number=9, reason="秘密")
    assert client.get(f"{alone.get_absolute_url()}coverage/").status_code == 404


@pytest.mark.django_db
def test_a_search_of_one_body_without_hits_leads_to_its_coverage(open_page):
    body = make.body("みどり審議会")
    make.turn(make.meeting(body, date=datetime.date(2019, 5, 1)), "公園の話です。")
    index_everything()
    page = open_page(f"/search/?q=給食&body={body.slug}")
    years = "平成31年・令和元年（2019年）"
    assert f"みどり審議会の会議録は、{years}の会議のものを収録しています。" in text_of(page)
    paths = {a.text_content(): a.get("href") for a in page.cssselect(".absence a")}
    assert paths["この会議体の収録状況"] == f"{body.get_absolute_url()}coverage/"
    assert "収録状況" not in text_of(open_page("/search/?q=給食"))
    assert "収録状況" not in text_of(open_page(f"/search/?q=公園&body={body.slug}"))
