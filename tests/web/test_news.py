"""A reader without an account is told by e-mail what is new, and stops it with one click."""

import datetime
import re
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode
from pytest_django.fixtures import Settings

from meetings.models import Body, Meeting, NewMeeting, Subscription
from meetings.models.subscription import TO_CONFIRM
from meetings.search.indexing import index_meetings
from meetings.web.news.followed import MOST_ITEMS, followed_at
from meetings.web.news.subscribing import MOST_ASKED, MOST_ASKED_OF_ADDRESS, MOST_OF_ADDRESS
from tests import factories

pytestmark = pytest.mark.django_db

SEARCH = "/search/?q=給食"
SITE = "https://minutes.example.jp"


@pytest.fixture(autouse=True)
def mail_is_sent(settings: Settings) -> None:
    settings.MAIL_IS_SENT = True
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["testserver", "minutes.example.jp"]


@pytest.fixture
def body(db: None) -> Body:
    return factories.body("鈴鳴町学校給食会", factories.municipality("鈴鳴町"))


def publish(body: Body, *texts: str, **fields: Any) -> Meeting:
    meeting = factories.meeting(body, **fields)
    for text in texts:
        factories.turn(meeting, text, label="会長")
    index_meetings([meeting.pk])
    return meeting


def form_path(of: str) -> str:
    return f"/news/?{urlencode({'of': of})}"


def ask(client: Client, of: str = SEARCH, **typed: str) -> Any:
    return client.post(form_path(of), {"address": "reader@example.jp", "often": "daily"} | typed)


def path_in(message: Any, act: str) -> str:
    found = re.search(rf"{SITE}(/news/{act}/\S+/)", message.body)
    assert found, message.body
    return found[1]


def subscribe(client: Client, of: str = SEARCH, **typed: str) -> Subscription:
    ask(client, of, **typed)
    client.post(path_in(mail.outbox.pop(), "confirm"))
    return Subscription.objects.confirmed().latest("pk")


def days_pass(days: int = 1) -> None:
    """What was told and seen so far is so many days older."""
    for each in Subscription.objects.confirmed():
        each.told_until = (each.told_until or timezone.now()) - datetime.timedelta(days=days)
        each.save()
    for seen in NewMeeting.objects.all():
        seen.since -= datetime.timedelta(days=days)
        seen.save()


def send() -> list[Any]:
    """The mails of one run, a day after the last."""
    days_pass()
    call_command("send_news", verbosity=0)
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


# -- asking and stopping -----------------------------------------------------------------------------------


def test_nothing_is_sent_before_the_address_is_confirmed(client: Client, body: Body) -> None:
    assert ask(client).status_code == 302
    asked = mail.outbox.pop()
    assert asked.to == ["reader@example.jp"]
    publish(body, "給食を始めます。")
    assert send() == []
    link = path_in(asked, "confirm")
    assert "受け取る" in client.get(link).content.decode()  # programs that look at links confirm nothing
    assert not Subscription.objects.confirmed().exists()
    assert "登録しました" in client.post(link).content.decode()
    assert Subscription.objects.confirmed().count() == 1
    assert not client.cookies


def test_one_click_in_the_mail_program_stops_it(client: Client, body: Body) -> None:
    subscribe(client)
    publish(body, "給食を始めます。")
    (message,) = send()
    headers = message.message()
    link = headers["List-Unsubscribe"].strip("<>").removeprefix(SITE)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link == path_in(message, "stop")
    client.get(link)
    assert Subscription.objects.exists()
    elsewhere = Client(enforce_csrf_checks=True)
    answer = elsewhere.post(link, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert not Subscription.objects.exists()
    assert client.post(link).status_code == 200


@pytest.mark.parametrize("act", ["confirm", "stop"])
def test_a_link_that_is_not_ours_does_nothing(client: Client, act: str) -> None:
    subscription = subscribe(client)
    for token in (f"{subscription.pk}:{'a' * 43}", f"9{'9' * 17}:{'b' * 43}"):
        client.post(f"/news/{act}/{token}/")
        assert client.get(f"/news/{act}/{token}/").status_code == 404
    assert Subscription.objects.confirmed().count() == 1


def test_to_confirm_twice_changes_nothing(client: Client) -> None:
    ask(client)
    link = path_in(mail.outbox.pop(), "confirm")
    for _ in range(2):
        assert "登録しました" in client.post(link).content.decode()
    assert Subscription.objects.confirmed().count() == 1


def test_an_address_follows_so_many_things(client: Client) -> None:
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(
            address="reader@example.jp", path=f"/x/{n}/", often="daily", confirmed_at=now, told_until=now
        )
        for n in range(MOST_OF_ADDRESS)
    )
    assert ask(client).status_code == 302
    assert not mail.outbox


def test_a_withdrawn_turn_is_no_news(client: Client, followed_pages: dict[str, str], body: Body) -> None:
    subscribe(client, followed_pages["speaker"])
    speaker = factories.Turn.objects.get(label="若葉").speaker
    factories.withdrawn_turn(publish(body), "秘密です。", speaker=speaker, label="若葉")
    assert send() == []


def test_the_link_to_confirm_does_not_stop_it(client: Client) -> None:
    ask(client)
    link = path_in(mail.outbox.pop(), "confirm")
    client.post(link.replace("/confirm/", "/stop/"))
    assert Subscription.objects.count() == 1


def test_an_address_that_nobody_confirms_is_erased(client: Client) -> None:
    ask(client)
    link = path_in(mail.outbox.pop(), "confirm")
    Subscription.objects.update(asked_at=timezone.now() - TO_CONFIRM)
    client.post(link)
    assert not Subscription.objects.confirmed().exists()
    call_command("send_news", verbosity=0)
    assert not Subscription.objects.exists()


def test_the_same_twice_is_one_subscription(client: Client) -> None:
    subscribe(client)
    kept = subscribe(client, often="weekly")
    assert Subscription.objects.get() == kept
    assert kept.often == "weekly"


def test_who_types_an_address_learns_nothing_of_it(client: Client) -> None:
    subscribe(client)
    answers = [ask(client, address=address) for address in ("reader@example.jp", "other@example.jp")]
    pages = [client.get(answer["Location"]).content for answer in answers]
    assert pages[0] == pages[1]


def test_nobody_is_made_a_nuisance_of(client: Client) -> None:
    for _ in range(MOST_ASKED_OF_ADDRESS + 3):
        assert ask(client).status_code == 302
    assert len(mail.outbox) == MOST_ASKED_OF_ADDRESS
    Subscription.objects.bulk_create(
        Subscription(address=f"r{n}@example.jp", path=SEARCH, often="daily") for n in range(MOST_ASKED)
    )
    answer = ask(client, address="new@example.jp")
    assert answer.status_code == 429
    assert "明日あらためて" in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"address": ""},
        {"address": "reader"},
        {"address": "a@example.jp\nBcc: b@example.jp"},
        {"address": f"{'a' * 300}@example.jp"},
        {"often": "hourly"},
        {"website": "x"},
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_said(client: Client, typed: dict[str, str]) -> None:
    answer = ask(client, **typed)
    assert answer.status_code == 400
    assert "エラー" in answer.content.decode()
    assert not mail.outbox


NOT_FOLLOWED = [
    "", "/", "/search/", "/search/?page=2", "/help/", "/nothing/", "//example.jp/search/?q=a", "x", "/admin/",
    "https://example.jp/search/?q=a", "/speakers/999/", "/speakers/99999999999999999999/", "/bodies/none/",
    "/municipalities/000000/", "/search/?q=%00", "/search/?q=" + "あ" * 3000, "/meetings/x/",
]  # fmt: skip


@pytest.mark.parametrize("of", NOT_FOLLOWED, ids=lambda of: of[:30])
def test_what_cannot_be_followed_is_said(client: Client, of: str) -> None:
    assert followed_at(of) is None
    answer = client.get(form_path(of))
    assert answer.status_code == 200
    assert "アドレスから読み取れません" in answer.content.decode()
    ask(client, of)
    assert not Subscription.objects.exists()


def test_a_hidden_body_cannot_be_followed(client: Client, body: Body) -> None:
    publish(body, "秘密です。", status="draft")
    assert followed_at(body.get_absolute_url()) is None
    assert body.name not in client.get(form_path(body.get_absolute_url())).content.decode()


def test_a_mail_server_that_fails_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    answer = ask(client)
    assert answer.status_code == 503
    assert "いまメールを送れません" in answer.content.decode()
    assert not Subscription.objects.exists()


PAGES = ["search", "body", "speaker", "municipality"]


@pytest.fixture
def followed_pages(body: Body) -> dict[str, str]:
    speaker = factories.speaker(municipality=body.municipality)
    meeting = publish(body, "給食の話です。")
    factories.turn(meeting, "献立の話です。", speaker=speaker, label="若葉")
    town = body.municipality
    assert town is not None
    return {
        "search": SEARCH,
        "body": body.get_absolute_url(),
        "speaker": speaker.get_absolute_url(),
        "municipality": town.get_absolute_url(),
    }


@pytest.mark.parametrize("page", PAGES)
def test_pages_offer_it_where_mail_is_sent(
    client: Client, followed_pages: dict[str, str], page: str, settings: Settings
) -> None:
    path = followed_pages[page]
    answer = client.get(path).content.decode()
    found = re.search(r'href="(/news/[^"]+)"', answer)
    assert found
    form = client.get(found[1].replace("&amp;", "&"))
    assert 'name="address"' in form.content.decode()
    settings.MAIL_IS_SENT = False
    assert "/news/" not in client.get(path).content.decode()
    assert client.get(form_path(path)).status_code == 404


# -- what is new -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_what_is_new_is_sent_once(
    client: Client, body: Body, followed_pages: dict[str, str], page: str
) -> None:
    subscribe(client, followed_pages[page])
    assert send() == []  # what was there before is no news
    meeting = publish(body, "来年度の<給食>費です。", title="臨時会")
    speaker = factories.Turn.objects.get(label="若葉").speaker
    factories.turn(meeting, "献立は週替わりです。", speaker=speaker, label="若葉")
    (message,) = send()
    html = message.alternatives[0][0]
    for text in (message.body, html):
        assert "臨時会" in text
        assert f"{SITE}{meeting.get_absolute_url()}" in text
    if page == "search":
        assert "来年度の<給食>費です。" in message.body
        assert "来年度の&lt;<mark>給食</mark>&gt;費です。" in html
    assert send() == []


def test_nothing_is_told_twice_whatever_becomes_of_it(client: Client, body: Body) -> None:
    subscribe(client)
    meeting = publish(body, "給食を始めます。")
    assert len(send()) == 1
    Meeting.objects.update(status="draft")
    index_meetings([meeting.pk])
    assert send() == []
    Meeting.objects.update(status="published", updated_at=timezone.now())
    factories.turn(meeting, "給食を続けます。")
    index_meetings([meeting.pk])
    assert send() == []


def test_a_meeting_that_was_internal_is_new_when_it_is_public(client: Client, body: Body) -> None:
    subscribe(client)
    meeting = publish(body, "給食を始めます。", visibility="internal", published_at=timezone.now())
    assert send() == []
    Meeting.objects.update(visibility="public")
    index_meetings([meeting.pk])
    assert len(send()) == 1


def test_what_is_hidden_again_before_it_was_told_is_not_told(client: Client, body: Body) -> None:
    publish(body, "はじめの会です。")
    subscribe(client)
    subscribe(client, body.get_absolute_url())
    meeting = publish(body, "給食を始めます。")
    NewMeeting.objects.note(timezone.now())
    Meeting.objects.filter(pk=meeting.pk).update(status="draft")
    index_meetings([meeting.pk])
    assert send() == []


def test_two_searches_of_one_reader_tell_a_statement_once(client: Client, body: Body) -> None:
    subscribe(client)
    subscribe(client, "/search/?q=始めます")
    publish(body, "給食を始めます。", "掃除を始めます。")
    first, second = send()
    assert "給食を始めます。" in first.body
    assert "給食を始めます。" not in second.body
    assert "掃除を始めます。" in second.body


def test_a_weekly_mail_comes_once_a_week(client: Client, body: Body) -> None:
    subscribe(client, often="weekly")
    for _ in range(6):
        publish(body, "給食を始めます。")
        assert send() == []
    (message,) = send()
    assert message.body.count("■ ") == 6


def test_a_second_run_on_the_same_day_sends_nothing(client: Client, body: Body) -> None:
    subscribe(client)
    publish(body, "給食を始めます。")
    assert len(send()) == 1
    publish(body, "給食を始めます。")
    call_command("send_news", verbosity=0)
    assert not mail.outbox


def test_of_much_news_some_is_shown_and_all_counted(client: Client, body: Body) -> None:
    subscribe(client)
    publish(body, *["給食を始めます。"] * (MOST_ITEMS + 5))
    (message,) = send()
    assert f"新着{MOST_ITEMS + 5}件" in message.subject
    assert "ほか5件" in message.body


def test_a_mail_that_is_refused_is_sent_the_next_time(
    client: Client, body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(client)
    publish(body, "給食を始めます。")
    days_pass()

    def refuse(*args: object) -> None:
        raise smtplib.SMTPRecipientsRefused({})

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        with pytest.raises(CommandError, match="1通は送れませんでした"):
            call_command("send_news", verbosity=0)
    call_command("send_news", verbosity=0)
    assert len(mail.outbox) == 1


def test_a_body_that_is_no_more_is_no_error(client: Client, body: Body) -> None:
    publish(body, "はじめの会です。")
    subscribe(client, body.get_absolute_url())
    Meeting.objects.update(status="withdrawn", withdrawn_on="2024-07-01", withdrawn_reason="誤り")
    publish(factories.body("別の会"), "給食です。")
    assert send() == []


@pytest.mark.parametrize("missing", ["MAIL_IS_SENT", "SITE_URL"])
def test_without_a_server_nothing_is_sent(settings: Settings, missing: str) -> None:
    setattr(settings, missing, "")
    with pytest.raises(CommandError):
        call_command("send_news")
