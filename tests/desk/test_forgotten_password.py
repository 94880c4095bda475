"""Whoever has forgotten the password gets a link by mail, where the site sends mail."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import include, path

from meetings.desk.office_accounts import account_for
from minutes_site import urls
from minutes_site.secret_links import without_keys

pytestmark = pytest.mark.django_db

ASK = "/admin/password_reset/"
NEW = "あたらしくかんがえたことば"

urlpatterns = [path("admin/", include("meetings.desk.password_urls")), *urls.urlpatterns]
"""The site's, where it sends mail."""


@pytest.fixture(autouse=True)
def midori(db: None) -> User:
    cache.clear()
    return User.objects.create_user("midori", "midori@shiomino.example", "かんがえたことば", is_staff=True)


@pytest.fixture
def _mail(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def link_in(mail: Any) -> str:
    return re.search(r"http://[^/]+(/admin/reset/\S+)", mail.body)[1]


def test_where_no_mail_is_sent_nothing_is_offered(client: Client) -> None:
    assert ASK not in client.get("/admin/login/").content.decode()
    assert client.get(ASK).status_code != 200


@pytest.mark.usefixtures("_mail")
def test_the_link_of_a_mail_sets_a_new_password(client: Client, mailoutbox: list[Any]) -> None:
    assert ASK in client.get("/admin/login/").content.decode()
    page = client.get(ASK).content.decode()
    assert str(admin.site.site_header) in page
    answer = client.post(ASK, {"email": "Midori@shiomino.example"}, follow=True)
    assert answer.status_code == 200
    form = client.get(link_in(mailoutbox[0]))["Location"]
    assert client.post(form, {"new_password1": "1234", "new_password2": "1234"}).status_code == 200
    done = client.post(form, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert done.status_code == 200
    assert User.objects.get().check_password(NEW)
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_mail")
def test_a_link_is_good_once(client: Client, mailoutbox: list[Any]) -> None:
    client.post(ASK, {"email": "midori@shiomino.example"})
    link = link_in(mailoutbox[0])
    client.post(client.get(link)["Location"], {"new_password1": NEW, "new_password2": NEW})
    page = Client().get(link, follow=True).content.decode()
    assert "new_password1" not in page


@pytest.mark.usefixtures("_mail")
@pytest.mark.parametrize("address", ["nobody@shiomino.example", "midori@", "", "a\0b@c.example", "x" * 9000])
def test_nobody_learns_who_is_there(client: Client, mailoutbox: list[Any], address: str) -> None:
    assert client.post(ASK, {"email": address}).status_code in (200, 302)
    assert not mailoutbox


@pytest.mark.usefixtures("_mail")
@pytest.mark.parametrize("link", ["reset/MQ/x-y/", "reset/!!/x/", "reset/あ/い/", "reset/MQ/set-password/"])
def test_a_wrong_link_is_told(client: Client, link: str) -> None:
    assert client.get(f"/admin/{link}", follow=True).status_code in (200, 404)


@pytest.mark.usefixtures("_mail")
def test_no_mailbox_is_filled(client: Client, mailoutbox: list[Any]) -> None:
    for _ in range(5):
        client.post(ASK, {"email": "midori@shiomino.example"})
    assert len(mailoutbox) == 1


@pytest.mark.usefixtures("_mail")
def test_who_comes_in_by_the_office_has_no_password(
    client: Client, mailoutbox: list[Any], settings: Any
) -> None:
    settings.OIDC_ISSUER, settings.OIDC_GROUPS = "https://login.shiomino.example", [("editors", "入力")]
    hana = {"sub": "u", "groups": ["editors"], "email": "hana@shiomino.example", "email_verified": True}
    account_for(hana)
    client.post(ASK, {"email": "hana@shiomino.example"})
    assert not mailoutbox


def test_no_log_has_the_link() -> None:
    assert without_keys("GET /admin/reset/MQ/abc-def/ 302") == "GET /admin/reset/… 302"
