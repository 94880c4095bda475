"""What is not public is nowhere: not its words, not its names, not in any count."""

import datetime
import re

import lxml.html
import pytest
from django.test import Client

from tests import factories as make
from tests.web.index import index_everything
from tests.web.walk import walk

pytestmark = pytest.mark.django_db

HIDDEN = "ひみつ"
"""Stands in every word of everything hidden, and nowhere else."""

STATES = [
    {"status": "draft"},
    {"status": "review"},
    {"visibility": "internal"},
    {"status": "withdrawn", "withdrawn_on": datetime.date(2024, 5, 1), "withdrawn_reason": "誤りのため"},
]


@pytest.fixture(
    params=[STATES[0], *(pytest.param(state, marks=pytest.mark.slow) for state in STATES[1:])],
    ids=lambda state: "-".join(map(str, state.values()))[:20],
)
def hidden(request):
    """A hidden meeting of a hidden body, with all that hangs on it, beside a public one."""
    town = make.municipality(f"{HIDDEN}市")
    open_town = make.municipality("潮見野市")
    open_body = make.body("潮見野審議会", open_town)
    public = make.meeting(open_body, title="公開の会議", date=datetime.date(2024, 4, 1))
    make.turn(public, "公開の発言。", label="会長", speaker=make.speaker("会長", "office", body=open_body))
    body = make.body(f"{HIDDEN}審議会", town, parent=open_body, predecessors=[open_body])
    speaker = make.speaker(f"{HIDDEN} 太郎", municipality=open_town)
    meetings = [
        make.meeting(body, title=f"{HIDDEN}の会議", place=f"{HIDDEN}の間", **request.param),
        make.meeting(open_body, title=f"{HIDDEN}の回", date=datetime.date(2024, 4, 2), **request.param),
    ]
    for meeting in meetings:
        item = make.item(meeting, f"{HIDDEN}の議題")
        make.turn(meeting, f"{HIDDEN}の発言", label=HIDDEN, speaker=speaker, municipality=town, item=item)
        make.attendance(meeting, f"{HIDDEN}の出席者")
        handout = make.material(meeting, f"{HIDDEN}の資料", number="資料1")
        make.material_file(handout, f"{HIDDEN}の資料の中", name=f"{HIDDEN}.pdf")
    make.withdrawn_turn(public, f"{HIDDEN}の取消", label=HIDDEN, speaker=speaker, municipality=town)
    index_everything()
    return meetings


def test_hidden_words_are_on_no_page(client: Client, hidden):
    pages = walk(client)
    assert len(pages) > 10
    for path in ("/search/?kind=speech", "/speakers/?kind=person", "/bodies/?kind=council"):
        pages[path] = client.get(path).content.decode()
    for path, html in pages.items():
        assert HIDDEN not in html, path


def test_hidden_words_are_not_found(client: Client, hidden):
    """Nor is anything told of them: the page has the word only where it repeats the query."""
    speaker, body = hidden[0].turns.get().speaker, hidden[0].body
    for conditions in (
        "",
        "&mode=string",
        "&group=speaker",
        "&group=meeting",
        f"&speaker={speaker.pk}",
        f"&body={body.slug}",
    ):
        html = client.get(f"/search/?q={HIDDEN}{conditions}").content.decode()
        assert "0件" in html
        page = lxml.html.fromstring(html)
        text = page.cssselect("main")[0].text_content()
        assert not re.search(f"{HIDDEN}[^」\\s]*(市|審議会|太郎|会議|議題|発言)", text)
    assert "0件" in client.get(f"/search/?q=発言者:{HIDDEN}").content.decode()
    for address in (f"/search/materials/?q={HIDDEN}", f"/search/materials/?q={HIDDEN}&mode=string"):
        html = client.get(address).content.decode()
        assert "当てはまる資料のページは<b>0件</b>" in html
        assert f"{HIDDEN}の資料" not in html
    assert HIDDEN not in b"".join(client.get("/search/results.csv").streaming_content).decode()
    assert HIDDEN not in client.get("/search/feed/").content.decode()
    assert client.get(f"/search/feed/?q={HIDDEN}").content.decode().count("<entry>") == 0


def test_hidden_addresses_lead_nowhere(client: Client, hidden):
    gone = hidden[0].status == "withdrawn"
    for meeting in hidden:
        for path in (
            meeting.get_absolute_url(),
            f"{meeting.get_absolute_url()}1/",
            f"{meeting.get_absolute_url()}items/1/",
            f"{meeting.get_absolute_url()}materials/1/",
        ):
            response = client.get(path)
            assert response.status_code == (410 if gone else 404)
            assert HIDDEN not in response.content.decode()
    body, speaker = hidden[0].body, hidden[0].turns.get().speaker
    for path in (body.get_absolute_url(), body.municipality.get_absolute_url(), speaker.get_absolute_url()):
        assert client.get(path).status_code == 404


def test_an_internal_meeting_that_was_withdrawn_was_never_public(client: Client):
    meeting = make.meeting(
        visibility="internal",
        status="withdrawn",
        withdrawn_on=datetime.date(2024, 5, 1),
        withdrawn_reason=HIDDEN,
    )
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_hidden_meetings_are_not_counted(client: Client, hidden, open_page):
    numbers = [dd.text_content().strip() for dd in open_page("/").cssselect(".holdings dd")]
    assert numbers == ["1", "1", "1", "1"]
    assert "1会議" in open_page("/bodies/").text_content()
