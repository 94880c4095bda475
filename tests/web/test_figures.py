"""A body in figures, and the chart that bodies, municipalities and speakers share with the search."""

import datetime
from itertools import pairwise

import pytest

from meetings.web.chart import Column, draw
from meetings.web.topics import ON_EVERY_AGENDA, words_of
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """Two years of a council with a person, an office and members without names; and hidden minutes."""
    town = make.municipality("潮見野市")
    before = make.body("給食懇談会", town)
    body = make.body("学校給食審議会", town, predecessors=[before])
    chair = make.speaker("会長", "office", body=body)
    person = make.speaker("若葉 薫", municipality=town)
    for year in (2022, 2024):
        meeting = make.meeting(body, date=datetime.date(year, 5, 1))
        member = make.speaker("委員", "anonymous", meeting=meeting)
        fees = make.item(meeting, "学校給食費の無償化について")
        make.item(meeting, "開会", kind="opening")
        make.turn(meeting, "あ" * 30, label="会長", speaker=chair, item=fees)
        make.turn(meeting, "い" * 100, label="若葉", speaker=person, item=fees, municipality=town)
        make.turn(meeting, "う" * 50, label="委員", speaker=member, item=fees)
        make.turn(meeting, "え" * 70, label="")
        make.turn(meeting, "（異議なし）", kind="procedure")
        make.withdrawn_turn(meeting, "お" * 900, label="若葉", speaker=person)
    menu = make.meeting(body, date=datetime.date(2024, 3, 31))
    make.turn(menu, "か", label="若葉", speaker=person, item=make.item(menu, "献立の見直し"))
    secret = make.speaker("秘密 太郎")
    for state in ({"status": "draft"}, {"visibility": "internal"}):
        hidden = make.meeting(body, date=datetime.date(2023, 5, 1), **state)
        make.turn(hidden, "き" * 500, speaker=secret)
        make.item(hidden, "秘密基地について")
    old = make.meeting(before, date=datetime.date(2019, 5, 1))
    raised = make.item(old, "給食費の値上げ", parent=make.item(old, "学校給食費の改定"))
    make.item(old, "発言のなかった話題")
    make.turn(old, "く" * 40, speaker=make.speaker("会長", "office", body=before), item=raised)
    index_everything()
    return body


def rows(page, section):
    table = page.cssselect(f"#{section} tbody tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table]


def figures(open_page, body, query=""):
    return open_page(f"{body.get_absolute_url()}figures/{query}")


def test_chart_and_table_show_turns_by_fiscal_year(council, open_page):
    page = figures(open_page, council)
    expected = ["4件", "1件", "4件"]
    assert [row[1] for row in rows(page, "years")] == expected
    bars = page.cssselect(".chart-bars a")
    assert [bar.get("aria-label").split("　")[1] for bar in bars] == expected
    assert [bar.get("aria-label").split("　")[0] for bar in bars][1] == "令和5年度（2023年度）"
    svg = page.cssselect(".chart-bars")[0]
    assert svg.get("role") == "group"
    assert page.get_element_by_id(svg.get("aria-labelledby")).text_content() == "年度ごとの発言の件数"


def test_the_chart_writes_numbers_and_both_calendars(council, open_page):
    page = figures(open_page, council)
    assert [[text.text_content() for text in each] for each in page.cssselect(".chart-bars g g")] == [
        ["2022", "令和4"],
        ["2023", "令和5"],
        ["2024", "令和6"],
    ]
    assert [text.text_content() for text in page.cssselect(".chart-number")] == ["4", "1", "4"]
    said = page.cssselect(".chart-highest")[0].text_content()
    assert said == "最も多いのは令和4年度（2022年度）の4件"


def test_every_number_leads_to_what_was_counted(council, open_page):
    """The count that the search says is the count that is shown."""
    page = figures(open_page, council, "?lineage=1")
    counts = {
        bar.get("href"): bar.get("aria-label").split("　")[1] for bar in page.cssselect(".chart-bars a")
    }
    counts |= {a.get("href"): a.text_content() for a in page.cssselect("#speakers td a")}
    assert len(counts) == 7
    for path, count in counts.items():
        assert open_page(path).cssselect(".found-count b")[0].text_content() == count, path
    for row in page.cssselect("#topics tbody tr"):
        for cell in row.cssselect("td a"):
            found = open_page(cell.get("href")).cssselect(".found-count")[0].text_content()
            assert f"（{cell.text_content()}の会議）" in found


def test_anonymous_speakers_are_not_in_the_table(council, open_page):
    page = figures(open_page, council)
    assert rows(page, "speakers") == [["若葉 薫", "201字", "3件"], ["会長 役職", "60字", "2件"]]
    text = page.cssselect("#speakers")[0].text_content()
    assert "ほかに4件の発言は、「大谷委員」のような姓だけの表示、「委員」のような匿名の表示、" in text
    shares = [bar.get("width") for bar in page.cssselect("#speakers .measure-bar")]
    assert shares == ["100.0%", "29.9%"]


def test_the_rest_of_the_speakers_is_summed_up(open_page):
    body = make.body()
    meeting = make.meeting(body)
    for n in range(23):
        make.turn(meeting, "あ" * (30 - n), speaker=make.speaker(f"委員 {n}"))
    table = rows(figures(open_page, body), "speakers")
    assert len(table) == 21
    assert table[-1] == ["ほか3の発言者", "27字", "3件"]


def test_words_of_the_agenda_are_counted_by_year(council, open_page):
    page = figures(open_page, council)
    table = {row[0]: row[1:] for row in rows(page, "topics")}
    assert table["給食費"] == ["2会議", "1", "0", "1"]
    assert table["無償化"] == ["2会議", "1", "0", "1"]
    assert table["献立"] == ["1会議", "0", "1", "0"]
    assert "開会" not in table
    assert "秘密" not in page.text_content()


def test_predecessors_are_counted_on_request(council, open_page):
    page = figures(open_page, council, "?lineage=1")
    assert rows(page, "years")[0] == ["令和元年度（2019年度）", "1件"]
    assert ["会長 役職 給食懇談会", "40字", "1件"] in rows(page, "speakers")
    topics = {row[0]: row[1] for row in rows(page, "topics")}
    assert topics["給食費"] == "3会議"
    assert topics["改定"] == "1会議"
    assert "話題" not in topics
    assert page.cssselect("link[rel=canonical]")[0].get("href").endswith("figures/?lineage=1")


@pytest.mark.parametrize("query", ["", "?lineage=1", "?lineage=2"])
def test_a_body_of_one_year_has_figures_without_a_chart(open_page, query):
    body = make.body()
    make.turn(make.meeting(body), "一")
    page = figures(open_page, body, query)
    assert not page.cssselect("svg.chart-bars, nav[aria-label='数える会議体']")
    assert "発言は全部で1件です。" in page.text_content()


def test_a_hidden_body_has_no_figures(client):
    body = make.body()
    make.meeting(body, status="draft")
    assert client.get(f"{body.get_absolute_url()}figures/").status_code == 404


def test_words_are_nouns_with_their_suffixes():
    assert words_of("議案第3号　学校給食費の無償化について（報告）") == {"学校", "給食費", "無償化"}
    assert words_of("令和6年度事業計画（案）及び予算について") >= {"事業", "計画", "予算"}
    assert words_of("") == words_of("その他") == frozenset()
    assert not any(" " in word for word in ON_EVERY_AGENDA)


def test_the_chart_is_on_the_first_page_of_towns_and_speakers(council, open_page):
    town = open_page(council.municipality.get_absolute_url())
    assert [bar.get("aria-label").split("　")[1] for bar in town.cssselect(".chart-bars a")] == [
        "1件",
        "4件",
        "1件",
        "4件",
    ]
    for bar in town.cssselect(".chart-bars a"):
        count = bar.get("aria-label").split("　")[1]
        assert open_page(bar.get("href")).cssselect(".found-count b")[0].text_content() == count
    person = council.municipality.speakers.get(name="若葉 薫")
    page = open_page(person.get_absolute_url())
    assert [row.text_content() for row in page.cssselect(".chart-table td")] == ["1件", "1件", "1件"]
    for each in (town, page):
        assert len(each.cssselect("form[role=search]")) == 1
        assert each.cssselect("link[rel=alternate]")[0].get("href").endswith("/feed/")


def test_a_chart_fits_any_number_of_years():
    assert draw([Column(2024, 3)]) is None
    assert draw([Column(2023, 0), Column(2024, 0)]) is None
    for many in (2, 7, 40, 160):
        chart = draw([Column(1870 + n, n) for n in range(many)])
        assert chart is not None
        for screens, most in (({"always"}, 6), ({"always", "wide"}, 12)):
            assert 2 <= sum(bar.written in screens for bar in chart.bars) <= most
        assert chart.bars[-1].written == "always"
        last = chart.bars[-1]
        assert float(last.left[:-1]) + float(last.width[:-1]) <= 100.01
        assert all(bar.height > 0 for bar in chart.bars if bar.count)


def numbered(counts, screens):
    """The places of the columns whose numbers are written on those screens."""
    chart = draw([Column(1990 + n, count) for n, count in enumerate(counts)])
    return [place for place, bar in enumerate(chart.bars) if bar.numbered in screens]


def test_few_years_among_many_all_have_their_numbers():
    """Whichever of them have their year written below."""
    counts = [0] * 40
    held = [0, 9, 17, 25, 33]
    for place in held:
        counts[place] = 12
    assert numbered(counts, {"always"}) == held


@pytest.mark.parametrize(("screens", "pixels"), [({"always"}, 300), ({"always", "wide"}, 560)])
@pytest.mark.parametrize("many", [2, 7, 12, 30, 80])
def test_numbers_of_a_chart_do_not_lie_over_each_other(screens, pixels, many):
    counts = [1 + n * 37 % 1500 for n in range(many)]
    places = numbered(counts, screens)
    assert counts.index(max(counts)) in places
    step = min(1 / many, 0.16) * pixels
    for one, other in pairwise(places):
        digits = sum(len(f"{counts[place]:,}") for place in (one, other)) / 2
        assert (other - one) * step >= digits * 8
    assert len(places) == many or many > 7


def test_attendance_is_counted_by_printed_names(open_page):
    body = make.body("図書館協議会", make.municipality("朝凪市"))
    for year, chair, absent in (
        (2022, "会長", "present"),
        (2023, "会長", "absent"),
        (2024, "前会長", "present"),
    ):
        meeting = make.meeting(body, date=datetime.date(year, 5, 1))
        make.attendance(meeting, f"{chair}　若葉 薫", name="若葉 薫", role=chair)
        make.attendance(meeting, "若葉　薫（再掲）", name="若葉　薫", role=chair)
        make.attendance(meeting, "<b>紫</b>", name="<b>紫</b>", kind=absent)
        make.attendance(meeting, "館長　藍 次郎", name="藍 次郎", kind="staff")
        make.attendance(meeting, "市民6人", kind="observer", count=6)
    for state in ({"status": "draft"}, {"visibility": "internal"}):
        make.attendance(make.meeting(body, **state), "秘密 太郎", name="秘密 太郎")
    page = figures(open_page, body)
    assert "3会議から" in page.cssselect("#attendance")[0].text_content()
    assert rows(page, "attendance") == [
        ["若葉 薫前会長", "3回", "0回", "令和4年〜令和6年（2022〜2024年）"],
        ["<b>紫</b>", "2回", "1回", "令和4年〜令和6年（2022〜2024年）"],
    ]


def test_one_meeting_with_names_makes_no_attendance_table(open_page):
    body = make.body("図書館協議会")
    make.attendance(make.meeting(body), "若葉 薫", name="若葉 薫")
    make.attendance(make.meeting(body), "委員6人", count=6)
    assert not figures(open_page, body).cssselect("#attendance")
