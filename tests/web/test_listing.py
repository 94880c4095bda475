"""Long lists, a page at a time: what the pager and the titles say."""

from typing import Any

import pytest
from django.test import RequestFactory

from meetings.web.listing import Listing, list_page


def listing(page: str = "", rows: int = 45) -> Listing[Any]:
    return list_page(RequestFactory().get("/", {"page": page}), range(1, rows + 1), 20)


@pytest.mark.parametrize(
    ("page", "first", "last", "suffix", "path"),
    [
        ("", 1, 20, "", "/bodies/?year=2024"),
        ("1", 1, 20, "", "/bodies/?year=2024"),
        ("2", 21, 40, "（2ページ目）", "/bodies/?year=2024&page=2"),
        ("3", 41, 45, "（3ページ目）", "/bodies/?year=2024&page=3"),
    ],
)
def test_a_page_knows_its_rows_title_and_address(
    page: str, first: int, last: int, suffix: str, path: str
) -> None:
    found = listing(page)
    assert (found.first, found.last, found.count, len(found)) == (first, last, 45, last - first + 1)
    assert list(found) == list(range(first, last + 1))
    assert found.title_suffix == suffix
    assert found.path("/bodies/", year="2024", kana="") == path
    assert found.note == ""


@pytest.mark.parametrize(("page", "shown"), [("9", 3), ("0", 3), ("-1", 3), ("x", 1), ("01", 1)])
def test_a_page_that_does_not_exist_is_answered_by_the_nearest(page: str, shown: int) -> None:
    found = listing(page)
    assert found.page.number == shown
    assert found.note == f"お尋ねのページはありません。3ページのうち{shown}ページ目を表示しています。"


def test_the_pager_leaves_out_pages_far_from_this_one() -> None:
    pages = ["1", "…", "9", "10", "11", "…", "20"]
    assert list(map(str, listing("10", rows=400).page_numbers)) == pages
    assert list(map(str, listing("2").page_numbers)) == ["1", "2", "3"]


def test_a_known_count_is_not_asked_for_again() -> None:
    found = list_page(RequestFactory().get("/"), range(5), 2, count=9)
    assert (found.count, found.page.paginator.num_pages) == (9, 5)
