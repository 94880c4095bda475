"""The staff write the guide pages: each begins with a draft, and can be looked at before it is saved."""

import lxml.html
import pytest
from django.test import Client

from meetings.models import GuidePage, GuideTopic
from meetings.web.guide_text import draft

from .form_filling import address, messages, staff, submit

pytestmark = pytest.mark.django_db

ADD = "/admin/meetings/guidepage/add/"
LIST = "/admin/meetings/guidepage/"


@pytest.fixture
def writer(db: None) -> Client:
    """Staff who look after the guide pages."""
    return staff("writer", {"add change view delete": ["guidepage"]})


def written(client: Client, path: str) -> str:
    """The text in its field."""
    page = lxml.html.fromstring(client.get(path).content.decode())
    return page.cssselect("textarea[name=text]")[0].text.lstrip("\n")


@pytest.mark.parametrize("topic", list(GuideTopic))
def test_a_new_page_begins_with_the_draft_shown_until_then(writer: Client, topic: GuideTopic) -> None:
    assert written(writer, f"{ADD}?topic={topic.value}").strip() == draft(topic).strip()


def test_adding_leads_to_the_first_page_that_is_not_yet_written(writer: Client) -> None:
    assert writer.get(ADD).headers["Location"] == f"{ADD}?topic=accessibility"
    GuidePage.objects.create(topic="accessibility", text="方針")
    assert writer.get(ADD).headers["Location"] == f"{ADD}?topic=accessibility-test"
    form = lxml.html.fromstring(writer.get(f"{ADD}?topic=contact").content.decode())
    others = [link.get("href") for link in form.cssselect(".guide-others a")]
    rest = [topic for topic in GuideTopic if topic not in {GuideTopic.ACCESSIBILITY, GuideTopic.CONTACT}]
    assert others == [f"?topic={topic}" for topic in rest]


def test_what_is_saved_is_public_at_once(writer: Client) -> None:
    answer = submit(writer, f"{ADD}?topic=contact", text="潮見野市 企画課\n")
    assert answer.status_code == 302, messages(answer)
    assert "潮見野市 企画課" in Client().get("/contact/").content.decode()
    page = GuidePage.objects.get()
    before = page.updated_at
    submit(writer, address("guidepage", page), text="潮見野市 総務課")
    page.refresh_from_db()
    assert page.updated_at > before
    assert "総務課" in Client().get("/contact/").content.decode()
    assert "/contact/" in writer.get(address("guidepage", page)).content.decode()


def test_an_empty_page_is_refused_in_japanese(writer: Client) -> None:
    answer = submit(writer, f"{ADD}?topic=contact", text="")
    assert "必須" in messages(answer)


def test_each_page_is_there_once(writer: Client) -> None:
    GuidePage.objects.create(topic="contact", text="窓口")
    answer = writer.get(f"{ADD}?topic=contact", follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert f"「{GuideTopic.CONTACT.label}」はすでにあります。" in answer.content.decode()
    for topic in set(GuideTopic) - {GuideTopic.CONTACT}:
        GuidePage.objects.create(topic=topic, text="文")
    assert writer.get(ADD).status_code == 403
    assert "add/" not in writer.get(LIST).content.decode()


def test_a_page_that_is_deleted_shows_the_draft_again(writer: Client) -> None:
    page = GuidePage.objects.create(topic="contact", text="窓口")
    writer.post(address("guidepage", page, "delete"), {"post": "yes"})
    assert "ひな型" in Client().get("/contact/").content.decode()


def test_the_text_is_looked_at_before_it_is_saved(writer: Client) -> None:
    form = lxml.html.fromstring(writer.get(f"{ADD}?topic=contact").content.decode())
    path = form.cssselect("button[formaction]")[0].get("formaction")
    answer = writer.post(path, {"text": "## 窓口\n<script>"})
    page = lxml.html.fromstring(answer.content.decode())
    assert page.cssselect(".prose h2")[0].text_content() == "窓口"
    assert "保存前の確認" in page.cssselect("h1")[0].text_content()
    assert not GuidePage.objects.exists()


def test_who_may_not_write_sees_no_preview_and_changes_nothing(onlooker: Client, clerk: Client) -> None:
    for client in (onlooker, clerk):
        assert client.post("/admin/meetings/guidepage/preview/contact/", {"text": "x"}).status_code == 403
        assert client.get(f"{ADD}?topic=contact").status_code == 403
    assert Client().post("/admin/meetings/guidepage/preview/contact/", {"text": "x"}).status_code == 302
    assert staff("w", {"add": ["guidepage"]}).post("/admin/meetings/guidepage/preview/x/").status_code == 404
