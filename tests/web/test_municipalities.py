"""The list of municipalities, and one municipality."""

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import Body
from meetings.web.address import Address
from meetings.web.coverage import MOST_YEARS, bodies_by_year
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


def test_municipalities_are_listed_by_prefecture(open_page):
    make.meeting(make.body("甲審議会", make.municipality("甲市", prefecture="みのり県")))
    make.meeting(make.body("乙審議会", make.municipality("乙町", prefecture="はるか県")))
    page = open_page("/municipalities/")
    assert [h.text_content() for h in page.cssselect("h2")] == ["みのり県", "はるか県"]


def test_turns_in_its_name_in_any_body_are_on_one_page(open_page):
    town = make.municipality("朝凪市")
    shared = make.body("共同課長会")
    other = make.body("潮見野審議会", make.municipality("潮見野市"))
    old = make.meeting(shared, date=datetime.date(2020, 1, 1))
    new = make.meeting(other, date=datetime.date(2024, 1, 1))
    make.turn(old, "古い発言。", label="朝凪市", municipality=town)
    make.turn(new, "新しい発言。", label="朝凪市", municipality=town)
    make.turn(new, "ほかの人。", label="委員")
    page = open_page(town.get_absolute_url())
    assert [p.text_content() for p in page.cssselect(".hit-text")] == ["新しい発言。", "古い発言。"]


def cells(page) -> list[list[str]]:
    """The table of bodies by years, its head first."""
    return [[" ".join(cell.text_content().split()) for cell in row] for row in page.cssselect(".matrix tr")]


def test_its_bodies_are_shown_by_fiscal_year(open_page):
    town = make.municipality("潮見野市")
    council, board = make.body("潮見野審議会", town), make.body("潮見野委員会", town)
    for day in ("2019-03-31", "2019-04-01", "2020-03-31", "2022-05-01"):
        make.meeting(council, date=datetime.date.fromisoformat(day))
    make.meeting(board, date=datetime.date(2021, 4, 1))
    for hidden in ({"status": "draft"}, {"visibility": "internal"}):
        make.meeting(board, date=datetime.date(2010, 5, 1), **hidden)
        make.meeting(
            make.body(f"ひみつの{next(iter(hidden))}会", town), date=datetime.date(2023, 5, 1), **hidden
        )
    make.meeting(make.body("よその会", make.municipality("朝凪市")), date=datetime.date(2024, 5, 1))
    page = open_page(town.get_absolute_url())
    assert cells(page) == [
        ["会議体", "収録状況", "年度"],
        ["令和4 2022", "令和3 2021", "令和2 2020", "令和元 2019", "平成30 2018"],
        ["潮見野審議会", "4会議", "1", "0", "0", "2", "1"],
        ["潮見野委員会", "1会議", "0", "1", "0", "0", "0"],
    ]
    links = [a.get("href") for a in page.cssselect(".matrix tbody tr:nth-child(2) a")][-2:]
    assert links == [
        f"/bodies/{board.slug}/coverage/",
        f"/search/?body={board.slug}&year=2021&group=meeting",
    ]


def test_the_numbers_of_its_table_are_those_of_their_searches(open_page):
    town = make.municipality("潮見野市")
    council = make.body("潮見野審議会", town)
    for year in (1990, 1995, 2003, 2003, 2004, 2018):
        meeting = make.meeting(council, date=datetime.date(year, 5, 1))
        make.turn(meeting)
    index_everything()
    page = open_page(town.get_absolute_url())
    _, head, row = cells(page)
    assert len(head) == 15 + 1
    assert head[-1] == "平成15 2003 以前"
    assert row[-1] == "4"
    for link in page.cssselect(".matrix td a")[1:]:
        found = open_page(link.get("href")).cssselect(".rows .row")
        assert len(found) == int(link.text_content()), link.get("href")


@given(st.lists(st.tuples(st.integers(1, 3), st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))))
def test_each_meeting_is_counted_in_one_cell_of_its_body(meetings):
    bodies = [Body(pk=key, slug=f"99{key}") for key in (1, 2)]
    years = bodies_by_year(bodies, meetings, Address("/search/"))
    of_bodies = Counter(key for key, _ in meetings if key < 3)
    if years is None:
        assert not of_bodies
        return
    assert len(years.columns) <= MOST_YEARS + 1
    assert [column.year for column in years.columns] == sorted(
        (column.year for column in years.columns), reverse=True
    )
    for row in years.rows:
        assert sum(cell.count for cell in row.cells) == of_bodies[row.body.pk]
        assert all(bool(cell.path) == bool(cell.count) for cell in row.cells)


def test_each_year_of_its_table_is_below_the_word_for_it(open_page):
    town = make.municipality("潮見野市")
    council = make.body("潮見野審議会", town)
    for year in (2020, 2022):
        make.meeting(council, date=datetime.date(year, 5, 1))
    first, second = open_page(town.get_absolute_url()).cssselect(".matrix thead tr")
    assert [(th.get("scope"), th.get("colspan"), th.get("rowspan")) for th in first] == [
        ("col", None, "2"),
        ("col", None, "2"),
        ("colgroup", "3", None),
    ]
    assert len(second) == 3


def test_its_table_can_be_read_aloud_and_scrolled_by_keyboard(open_page):
    town = make.municipality("潮見野市")
    make.meeting(make.body("潮見野審議会", town))
    [region] = open_page(town.get_absolute_url()).cssselect("#bodies [role=region]")
    assert region.get("tabindex") == "0"
    assert region.cssselect("caption")
    assert all(th.get("scope") in {"row", "col", "colgroup"} for th in region.cssselect("th"))


def test_its_turns_are_paged(open_page):
    town = make.municipality()
    meeting = make.meeting()
    for n in range(25):
        make.turn(meeting, f"発言その{n}。", municipality=town)
    assert len(open_page(town.get_absolute_url()).cssselect(".hit")) == 20
    assert len(open_page(f"{town.get_absolute_url()}?page=2").cssselect(".hit")) == 5


def test_bodies_beyond_those_shown_are_in_its_own_list(open_page, monkeypatch):
    monkeypatch.setattr("meetings.web.views.municipalities.BODIES_SHOWN", 1)
    town = make.municipality("潮見野市")
    for name in ("甲審議会", "乙審議会"):
        make.meeting(make.body(name, town))
    make.meeting(make.body("丙審議会", make.municipality("朝凪市")))
    page = open_page(town.get_absolute_url())
    link = page.cssselect("#bodies .more a")[0]
    assert link.text_content() == "2の会議体の一覧"
    listed = open_page(link.get("href")).cssselect(".row-title a")
    assert {a.text_content() for a in listed} == {"甲審議会", "乙審議会"}
