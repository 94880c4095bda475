"""Ranges of turns: 発言12〜15 on a page of its own, and the way there from a turn."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Turn
from meetings.web.views.turns import TURNS_ON_A_PAGE
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Six turns; the fourth was withdrawn, the sixth comes after the second, where a correction put it."""
    meeting = make.meeting(title="第1回会議")
    item = make.item(meeting, "開会")
    for number, position in ((1, 1), (2, 2), (6, 3), (3, 4)):
        make.turn(meeting, f"話{number}。", number=number, position=position, item=item)
    make.withdrawn_turn(meeting, "けしたことば", number=4, position=5, label="けした委員")
    make.turn(meeting, "話5。", number=5, position=6)
    return meeting


def shown(page) -> list[str]:
    """The anchors of the turns, in order."""
    return [turn.get("id") for turn in page.cssselect(".transcript .turn")]


def test_a_range_has_its_turns_in_reading_order(meeting, open_page):
    path = meeting.get_absolute_url()
    assert shown(open_page(f"{path}1-3/")) == ["t1", "t2", "t6", "t3"]
    assert shown(open_page(f"{path}6-5/")) == ["t6", "t3", "t4", "t5"]


def test_it_is_called_by_its_numbers_and_is_its_own_address(meeting, open_page):
    path = f"{meeting.get_absolute_url()}1-3/"
    page = open_page(path)
    assert page.cssselect("h1")[0].text_content() == "発言1〜3"
    assert page.cssselect("title")[0].text_content().startswith("発言1〜3：第1回会議")
    assert page.cssselect("link[rel=canonical]")[0].get("href") == f"http://testserver{path}"
    assert [each.text_content() for each in page.cssselect("h2.item")] == ["開会"]
    link = page.cssselect(".in-context a")[0]
    assert (link.get("href"), link.get("data-range")) == (f"{meeting.get_absolute_url()}#t1", "t1-3")


def test_a_withdrawn_turn_keeps_its_place_and_shows_nothing(meeting, client):
    html = client.get(f"{meeting.get_absolute_url()}3-5/").content.decode()
    assert "この発言は取り消されました" in html
    assert "けした" not in html


def test_where_every_turn_was_withdrawn_there_is_nothing_to_cite(meeting, client):
    Turn.objects.exclude(number=4).update(
        withdrawn_on=datetime.date(2024, 6, 1), withdrawn_reason="議長の職権による"
    )
    for below in ("", "citation.bib", "citation.ris", "citation.json"):
        response = client.get(f"{meeting.get_absolute_url()}3-5/{below}")
        assert response.status_code == 410
        assert "議長の職権による、発言者の申出による" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "leads_to"), [("3-1", "1-3"), ("3-6", "6-3"), ("2-2", "2"), ("4-4", "4"), ("5-1", "1-5")]
)
def test_a_reversed_range_redirects_to_the_right_one(meeting, client, typed, leads_to):
    response = client.get(f"{meeting.get_absolute_url()}{typed}/")
    assert response.status_code == 301
    assert response["Location"] == f"{meeting.get_absolute_url()}{leads_to}/"


@pytest.mark.parametrize("typed", ["1-7", "7-1", "7-7", "0-2", "01-2", "1-", "-2", "1-2-3", "1-２", "a-b"])
def test_ends_that_are_not_there_are_404(meeting, client, typed):
    assert client.get(f"{meeting.get_absolute_url()}{typed}/").status_code == 404


def test_a_range_of_a_meeting_that_is_not_public_is_not_there(meeting, client):
    for state in ({"status": "draft"}, {"visibility": "internal"}):
        hidden = make.meeting(**state)
        make.turn(hidden)
        make.turn(hidden)
        assert client.get(f"{hidden.get_absolute_url()}1-2/").status_code == 404


def test_a_long_range_shows_what_fits_and_leads_on(open_page):
    meeting = make.meeting()
    for number in range(1, TURNS_ON_A_PAGE + 4):
        make.turn(meeting, f"話{number}。", label=f"委員{number}")
    page = open_page(f"{meeting.get_absolute_url()}2-103/")
    assert shown(page) == [f"t{number}" for number in range(2, 102)]
    assert "一度に表示できるのは100件までです。" in page.cssselect(".notice")[0].text_content()
    assert page.cssselect(".notice a")[0].get("href") == f"{meeting.get_absolute_url()}102-103/"
    assert "発言2〜103" in page.cssselect(".citation")[0].text_content()
    assert not open_page(f"{meeting.get_absolute_url()}1-100/").cssselect(".notice")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(range(1, 7)), one=st.integers(1, 6), other=st.integers(1, 6))
def test_a_range_follows_the_reading_order(meeting, client, order, one, other):
    for number, position in zip(order, range(1, 7), strict=True):
        Turn.objects.filter(number=number).update(position=position + 10)
    page = client.get(f"{meeting.get_absolute_url()}{one}-{other}/", follow=True)
    first, last = sorted((order.index(one), order.index(other)))
    path = page.redirect_chain[-1][0] if page.redirect_chain else page.request["PATH_INFO"]
    if first == last:
        assert path == f"{meeting.get_absolute_url()}{one}/"
    else:
        assert path == f"{meeting.get_absolute_url()}{order[first]}-{order[last]}/"
        html = page.content.decode()
        places = [html.index(f'id="t{number}"') for number in order[first : last + 1]]
        assert places == sorted(places)
        assert all(f'id="t{number}"' not in html for number in {*order} - {*order[first : last + 1]})


@pytest.mark.parametrize("written", ["5", "５", " 5 ", "発言5"])
def test_the_form_of_a_turn_leads_to_its_range(meeting, client, written):
    path = f"{meeting.get_absolute_url()}2/"
    response = client.get(path, {"to": written})
    assert response.status_code == 302
    assert response["Location"] == f"{meeting.get_absolute_url()}2-5/"


@pytest.mark.parametrize(("written", "leads_to"), [("1", "1-2"), ("2", "2")])
def test_an_earlier_or_the_same_turn_is_accepted(meeting, client, written, leads_to):
    response = client.get(f"{meeting.get_absolute_url()}2/", {"to": written})
    assert response["Location"] == f"{meeting.get_absolute_url()}{leads_to}/"


@pytest.mark.parametrize("written", ["7", "0", "-1", "おわり", "9" * 30, "<b>", "1.5"])
def test_an_unknown_turn_is_reported_beside_the_field(meeting, client, open_page, written):
    from urllib.parse import quote

    page = open_page(f"{meeting.get_absolute_url()}2/?to={quote(written)}")
    assert page.cssselect("title")[0].text_content().startswith("エラー：")
    field = page.cssselect("#to")[0]
    assert field.get("value") == written
    assert field.get("aria-invalid") == "true"
    assert f"「{written}」" in page.cssselect(f"#{field.get('aria-describedby')}")[0].text_content()
    canonical = page.cssselect("link[rel=canonical]")[0].get("href")
    assert canonical == f"http://testserver{meeting.get_absolute_url()}2/"


def test_a_turn_page_has_the_form_without_a_complaint(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}2/")
    form = page.cssselect("form.range-form")[0]
    assert (form.get("method"), form.get("action")) == ("get", f"{meeting.get_absolute_url()}2/")
    assert not page.cssselect("#to-error")


@pytest.mark.parametrize("places", [(1, 2, 3), (1, 4, 9), (2, 3, 9), (1, 8, 9)])
def test_the_neighbours_of_a_turn_are_found_over_any_gap(client, places):
    meeting = make.meeting()
    for place in places:
        make.turn(meeting, position=place)
    shown = {
        number: client.get(f"{meeting.get_absolute_url()}{number}/").content.decode() for number in (1, 2, 3)
    }
    assert [(text.count("前：発言"), text.count("次：発言")) for text in shown.values()] == [
        (0, 1),
        (1, 1),
        (1, 0),
    ]
    assert "前：発言1<" in shown[2]
    assert "次：発言3<" in shown[2]
