"""うちの市: the municipality that a reader is at is kept in the address, and the box searches there."""

from urllib.parse import urlsplit

import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

KEPT = ("/", "/search/", "/bodies/", "/speakers/", "/municipalities/", "/help/")


@pytest.fixture
def town():
    return make.municipality("潮見野市")


@pytest.fixture
def meeting(town):
    """A meeting of that town; another town has one too."""
    make.turn(make.meeting(make.body("朝凪審議会", make.municipality("朝凪市"))), "公園です。")
    meeting = make.meeting(make.body("潮見野審議会", town))
    speaker = make.speaker("若葉 薫", municipality=town)
    make.turn(meeting, "公園です。", label="若葉委員", speaker=speaker, item=make.item(meeting, "公園"))
    make.turn(meeting, "賛成です。")
    index_everything()
    return meeting


def ways(page):
    """{path: query} of the header's links to pages that keep a municipality."""
    links = [urlsplit(a.get("href")) for a in page.cssselect(".site-header a")]
    return {link.path: link.query for link in links if link.path in KEPT}


def offered(page):
    """[(value, label, chosen)] of the municipalities that the box in the header offers."""
    options = page.cssselect(".site-header .search-box-towns option")
    return [(option.get("value"), option.text_content(), "selected" in option.attrib) for option in options]


def test_pages_of_a_town_lead_on_within_it(open_page, meeting, town):
    turn = meeting.turns.first()
    here = (town, meeting.body, meeting, turn, turn.item, turn.speaker)
    paths = [each.get_absolute_url() for each in here]
    body, at = meeting.body.get_absolute_url(), meeting.get_absolute_url()
    paths += [f"{body}coverage/", f"{body}figures/", f"{at}1-2/", f"{at}history/"]
    paths += [f"{path}?municipality={town.code}" for path in ("/search/", "/bodies/", "/speakers/")]
    for path in paths:
        page = open_page(path)
        assert ways(page) == dict.fromkeys(KEPT, f"municipality={town.code}"), path
        assert page.cssselect(f".site-nav a[href='{town.get_absolute_url()}']"), path


def test_the_box_offers_the_town_and_all_others(client, open_page, meeting, town):
    page = open_page(meeting.get_absolute_url())
    assert offered(page) == [(town.code, "潮見野市", True), ("", "すべての自治体", False)]
    assert "1件" in client.get(f"/search/?q=公園&municipality={town.code}").content.decode()
    assert "2件" in client.get("/search/?q=公園&municipality=").content.decode()


def test_a_choice_goes_along_with_pages_of_no_town(open_page, meeting, town):
    for path in ("/", "/help/", "/municipalities/"):
        page = open_page(f"{path}?municipality={town.code}")
        assert set(ways(page).values()) == {f"municipality={town.code}"}, path
        canonical = urlsplit(page.cssselect("link[rel=canonical]")[0].get("href"))
        assert (canonical.path, canonical.query) == (path, "")
        assert (
            page.cssselect("title")[0].text_content() == open_page(path).cssselect("title")[0].text_content()
        )


def test_years_threads_and_prose_keep_it_and_lead_on(open_page, meeting, town):
    chosen = f"municipality={town.code}"
    year = f"/years/{meeting.date.year}/"
    footer = ["/accessibility/", "/about/", "/data/", "/contact/"]
    for path in ("/years/", year, "/threads/", "/accessibility/test/", *footer):
        page = open_page(f"{path}?{chosen}")
        assert ways(page) == dict.fromkeys(KEPT, chosen), path
        assert [a.get("href") for a in page.cssselect(".site-footer a")] == [
            f"{to}?{chosen}" for to in footer
        ]
        assert page.cssselect(".breadcrumb a")[0].get("href") == f"/?{chosen}"
        canonical = urlsplit(page.cssselect("link[rel=canonical]")[0].get("href"))
        assert (canonical.path, canonical.query) == (path, "")
    for path, links in (
        ("/", ".home-years a"),
        ("/years/", ".years a"),
        (year, ".years-beside a, .months a, .breadcrumb a:not([href^='/?'])"),
    ):
        found = [urlsplit(a.get("href")).query for a in open_page(f"{path}?{chosen}").cssselect(links)]
        assert found, path
        assert set(found) == {chosen}, path


def test_a_thread_of_one_town_is_at_that_town(open_page, meeting, town):
    item = meeting.agenda_items.get()
    thread = make.thread(item, make.item(make.meeting(meeting.body), "公園の続き"))
    assert set(ways(open_page(thread.get_absolute_url())).values()) == {f"municipality={town.code}"}
    elsewhere = make.item(make.meeting(make.body("浪越審議会", make.municipality("浪越市"))), "公園")
    thread.entries.create(item=elsewhere, standing="confirmed")
    path = thread.get_absolute_url()
    assert set(ways(open_page(path)).values()) == {""}
    assert set(ways(open_page(f"{path}?municipality={town.code}")).values()) == {f"municipality={town.code}"}


def test_home_offers_the_chosen_town_and_a_way_back(open_page, meeting, town):
    page = open_page(f"/?municipality={town.code}")
    (chosen,) = page.cssselect(".search-box-towns option[selected]")
    assert chosen.get("value") == town.code
    hint = page.cssselect(".hero-hint")[0]
    assert [a.get("href") for a in hint.cssselect("a")] == [town.get_absolute_url(), "/"]
    assert not open_page("/").cssselect(".search-box-towns option[selected]")


@pytest.mark.parametrize("code", ["", "999999", "abc", "%00", "\uff19", "9" * 400, "99201"])
def test_an_unknown_town_is_no_choice(open_page, meeting, code):
    for path in ("/", "/help/", "/municipalities/"):
        page = open_page(f"{path}?municipality={code}")
        assert set(ways(page).values()) == {""}
        assert "選んでいる自治体" not in page.text_content()


def test_a_town_without_public_minutes_cannot_be_chosen(open_page, meeting):
    hidden = make.municipality("秘密市")
    make.meeting(make.body("秘密審議会", hidden), status="draft")
    page = open_page(f"/?municipality={hidden.code}")
    assert set(ways(page).values()) == {""}
    assert "秘密" not in page.text_content()


def test_what_only_staff_see_leads_to_no_hidden_town(admin_client):
    hidden = make.municipality("秘密市")
    meeting = make.meeting(make.body("秘密審議会", hidden), visibility="internal")
    for path in (meeting.get_absolute_url(), meeting.body.get_absolute_url()):
        html = admin_client.get(path).content.decode()
        header = html[html.index("<header") : html.index("</header>")]
        assert hidden.get_absolute_url() not in header
        assert f"municipality={hidden.code}" not in header


def test_a_choice_costs_one_question(client, meeting, town, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/help/")
    with django_assert_num_queries(1):
        client.get(f"/help/?municipality={town.code}")


def test_pages_that_only_remember_a_town_are_not_crawled(client):
    robots = client.get("/robots.txt").content.decode()
    for path in ("/", "/help/", "/municipalities/", "/about/", "/data/", "/contact/", "/accessibility/"):
        assert f"Disallow: {path}?municipality=\n" in robots
    for path in ("/years/", "/threads/"):
        assert f"Disallow: {path}*municipality=\n" in robots
