"""Days, years and 年度 in both calendars: one function for each, whoever shows them."""

import datetime
import re

import pytest
from django.test import Client

from meetings import eras
from tests import factories


@pytest.mark.parametrize(
    ("year", "name", "fiscal"),
    [
        (2024, "令和6年（2024年）", "令和6年度（2024年度）"),
        (2019, "平成31年・令和元年（2019年）", "令和元年度（2019年度）"),
        (1989, "昭和64年・平成元年（1989年）", "平成元年度（1989年度）"),
        (1868, "明治元年（1868年）", "明治元年度（1868年度）"),
        (1860, "1860年", "1860年度（1860年度）"),
    ],
)
def test_a_year_and_its_fiscal_year_have_one_name(year: int, name: str, fiscal: str) -> None:
    assert eras.year_in_both_eras(year) == name
    assert eras.years_in_both_eras(year, year) == name
    assert eras.fiscal_year_in_both_eras(year) == fiscal


def test_an_axis_names_a_fiscal_year_shortly() -> None:
    assert [eras.short_fiscal_era_year(year) for year in (2024, 2019, 1860)] == ["令和6", "令和元", "1860"]


def test_years_from_one_to_another_are_named_alike() -> None:
    assert eras.years_in_both_eras(2006, 2024) == "平成18年〜令和6年（2006〜2024年）"
    assert eras.years_in_both_eras(2019, 2024) == "平成31年・令和元年〜令和6年（2019〜2024年）"
    assert eras.years_in_both_eras(1850, 1868) == "1850年〜明治元年（1850〜1868年）"


def test_a_day_is_in_the_era_of_the_day() -> None:
    last = datetime.date(2019, 4, 30)
    assert eras.in_both_eras(last) == "平成31年（2019年）4月30日（火）"
    assert eras.in_both_eras(last + datetime.timedelta(1), weekday=False) == "令和元年（2019年）5月1日"


NAMES_A_YEAR = (
    "/",
    "/years/",
    "/years/2019/",
    "/bodies/",
    "/bodies/mori/",
    "/bodies/mori/?year=2019",
    "/speakers/",
    "/search/?q=ありません&body=mori",
)


@pytest.mark.django_db
def test_every_page_names_the_year_the_era_changed_alike(client: Client) -> None:
    body = factories.body("森の会", slug="mori", since_year=2019)
    meeting = factories.meeting(body, date=datetime.date(2019, 2, 1))
    factories.turn(meeting, "始めます。")
    named: dict[str, list[str]] = {}
    for address in NAMES_A_YEAR:
        answer = client.get(address)
        assert answer.status_code == 200
        html = answer.content.decode().replace("年）</span><span>", "年）")  # the parts of a date
        text = re.sub(r"<[^>]+>", "\n", html)
        named[address] = re.findall(r"([^\s「（）：、はの]+（2019年）)(?!\d)", text)
    assert {name for names in named.values() for name in names} == {eras.year_in_both_eras(2019)}
    assert {address for address, names in named.items() if names} >= {
        "/", "/years/", "/years/2019/", "/bodies/mori/", "/search/?q=ありません&body=mori",
    }  # fmt: skip
