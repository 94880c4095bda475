"""Turns that a reader has ticked, from several meetings, on one page and in one file."""

import datetime
import json

import pytest
from django.utils.http import urlencode

from meetings.models import MeetingStatus, Visibility
from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db
NOT_FOUND = "公開している会議録に見つからない"


@pytest.fixture
def meetings():
    """Two meetings with three turns each, the later one made first."""
    made = []
    for month in (9, 4):
        meeting = factories.meeting(title=f"{month}月会議", date=datetime.date(2024, month, 1))
        for n in range(3):
            factories.turn(meeting, f"{month}月の発言その{n}です。", label=f"委員{n}")
        made.append(meeting)
    index_meetings([each.pk for each in made])
    return made


def path_of(*chosen, suffix: str = "") -> str:
    """The address of turns, each given as (meeting, number)."""
    ids = [("id", f"{meeting.identifier}-{number}") for meeting, number in chosen]
    return f"/turns/{suffix}?{urlencode(ids)}"


def texts(page) -> list[str]:
    return [one.text_content().strip() for one in page.cssselect(".turn-text")]


def test_turns_of_several_meetings_stand_together(meetings, open_page):
    september, april = meetings
    page = open_page(path_of((september, 3), (april, 2), (september, 1), (april, 2)))
    assert texts(page) == ["4月の発言その1です。", "9月の発言その0です。", "9月の発言その2です。"]
    named = [f"{one.body.name}　{one.title}" for one in (april, september)]
    assert [one.text_content() for one in page.cssselect("h2.item")] == named
    addresses = [one.text for one in page.cssselect(".turn-address span")]
    assert addresses[0].endswith(f"{april.get_absolute_url()}2/")
    assert addresses[0].startswith("http")


def test_a_turn_can_be_taken_away_again(meetings, open_page):
    september, april = meetings
    page = open_page(path_of((september, 1), (april, 2)))
    page = open_page(page.cssselect(".turn-dropped")[0].get("href"))
    assert texts(page) == ["9月の発言その0です。"]


def test_each_turn_has_its_citation(meetings, open_page, client):
    september, april = meetings
    asked = [(september, 1), (april, 2)]
    page = open_page(path_of(*asked))
    cited = [one.text_content() for one in page.cssselect(".citation")]
    assert len(cited) == 2
    assert "発言2" in cited[0]
    bib = client.get(path_of(*asked, suffix="citation.bib")).content.decode()
    assert bib.count("@techreport{") == bib.count("\n}\n") == 2
    ris = client.get(path_of(*asked, suffix="citation.ris")).content.decode()
    assert ris.count("TY  - RPRT\r\n") == ris.count("ER  - \r\n") == 2
    items = json.loads(client.get(path_of(*asked, suffix="citation.json")).content)
    assert [item["id"] for item in items] == [f"{april.identifier}-2", f"{september.identifier}-1"]
    links = {link.get("href") for link in page.cssselect(".share-files a")}
    assert path_of((april, 2), (september, 1), suffix="citation.bib") in links


def test_a_withdrawn_turn_leaves_its_line_and_no_citation(meetings, open_page):
    september, _ = meetings
    september.turns.filter(number=2).update(
        withdrawn_on=datetime.date(2024, 10, 1), withdrawn_reason="誤りのため"
    )
    page = open_page(path_of((september, 1), (september, 2)))
    assert texts(page) == ["9月の発言その0です。"]
    assert "この発言は取り消されました（誤りのため" in page.text_content()
    assert len(page.cssselect(".citation")) == 1


def test_withdrawn_minutes_leave_their_line_and_no_words(meetings, open_page, client):
    september, _ = meetings
    type(september).objects.filter(pk=september.pk).update(
        status=MeetingStatus.WITHDRAWN,
        withdrawn_on=datetime.date(2024, 10, 1),
        withdrawn_reason="誤りのため",
    )
    page = open_page(path_of((september, 1)))
    assert "この会議録は取り消されました（誤りのため" in page.text_content()
    assert "9月の発言" not in page.text_content()
    assert client.get(path_of((september, 1), suffix="citation.bib")).status_code == 404


@pytest.mark.parametrize(
    "hidden", [{"status": MeetingStatus.DRAFT}, {"visibility": Visibility.INTERNAL}], ids=str
)
def test_a_hidden_turn_is_as_unknown_as_none(meetings, open_page, hidden):
    september, april = meetings
    page = open_page(path_of((april, 1), (september, 99)))
    none = page.cssselect(".notice")[0].text_content()
    type(september).objects.filter(pk=september.pk).update(**hidden)
    page = open_page(path_of((april, 1), (september, 1)))
    assert page.cssselect(".notice")[0].text_content() == none
    assert NOT_FOUND in none
    assert "9月" not in page.text_content()


def test_no_more_than_fifty_are_shown(open_page):
    meeting = factories.meeting()
    for n in range(52):
        factories.turn(meeting, f"その{n}。")
    page = open_page(path_of(*((meeting, n) for n in range(1, 53))))
    assert len(texts(page)) == 50
    assert "50件まで" in page.text_content()


def test_what_is_no_turn_is_said_and_nothing_is_404(meetings, open_page, client):
    september, _ = meetings
    asked = [("id", f"{september.identifier}-1"), ("id", "abc"), ("id", ""), ("id", "\x00")]
    page = open_page(f"/turns/?{urlencode(asked)}")
    assert len(texts(page)) == 1
    assert f"2件は、{NOT_FOUND}" in page.text_content()
    assert client.get("/turns/?id=abc").status_code == 404
    assert client.get("/turns/citation.bib").status_code == 404
    assert "選ばれていません" in open_page("/turns/").text_content()


def test_hits_and_turns_of_a_meeting_can_be_ticked(meetings, open_page):
    september, _ = meetings
    for path in (
        f"/search/?{urlencode({'q': '9月', 'sort': 'oldest'})}",
        f"{september.get_absolute_url()}?choose=1",
    ):
        page = open_page(path)
        boxes = page.cssselect("input[type=checkbox][form=choice]")
        keys = [(box.get("name"), box.get("value")) for box in boxes]
        assert keys == [("id", f"{september.identifier}-{n}") for n in (1, 2, 3)]
        assert page.cssselect("form#choice")[0].get("action") == "/turns/"
    page = open_page(september.get_absolute_url())
    assert not page.cssselect("input[type=checkbox]")
    assert page.cssselect("a[href$='?choose=1']")
