"""Long lists, a page at a time: which page is shown, and what the pager and the titles say of it."""

import lxml.html
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from meetings.web.listing import list_page

GAP = "…"


def listing(page, count=1000):
    return list_page(RequestFactory().get("/", {"page": page} if page else {}), range(count), 50)


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        ("", [1, 2, GAP, 20]),
        ("2", [1, 2, 3, GAP, 20]),
        ("5", [1, GAP, 4, 5, 6, GAP, 20]),
        ("20", [1, GAP, 19, 20]),
    ],
)
def test_the_pager_leads_to_the_ends_and_the_neighbours(page, numbers):
    assert listing(page).page_numbers == numbers


def test_a_list_of_one_page_has_no_pager():
    def drawn(count):
        request = RequestFactory().get("/")
        return render_to_string("components/_pager.html", {"listing": listing("", count)}, request=request)

    assert drawn(50).strip() == ""
    assert lxml.html.fromstring(drawn(51)).cssselect("a[rel=next]")[0].get("href") == "?page=2"


def test_pages_after_the_first_differ_in_title_and_address():
    first, second = listing(""), listing("2")
    assert (first.title_suffix, second.title_suffix) == ("", "（2ページ目）")
    assert first.path("/bodies/", kind="council") == "/bodies/?kind=council"
    assert second.path("/bodies/", kind="") == "/bodies/?page=2"
    assert (second.first, second.last, len(second)) == (51, 100, 50)


@pytest.mark.parametrize(
    ("page", "shown", "is_noted"),
    [("", 1, False), ("2", 2, False), ("21", 20, True), ("0", 20, True), ("x", 1, True), ("02", 2, True)],
)
def test_a_page_that_there_is_not_is_answered_with_the_nearest(page, shown, is_noted):
    answered = listing(page)
    assert answered.page.number == shown
    assert bool(answered.note) is is_noted
    if is_noted:
        assert answered.note.endswith(f"20ページのうち{shown}ページ目を表示しています。")


def test_a_known_count_is_not_asked_for_again():
    found = list_page(RequestFactory().get("/"), range(5), 2, count=9)
    assert (found.count, found.page.paginator.num_pages) == (9, 5)
