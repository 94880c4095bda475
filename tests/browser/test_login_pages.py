"""The pages of the login in Chromium: an app is set up and used without JavaScript, and axe finds nothing."""

import base64
import time
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from meetings.desk import office_provider
from meetings.models.staff_groups import make_groups
from tests.desk.identity_provider import CLIENT_ID, ISSUER, IdentityProvider
from tests.desk.test_forgotten_password import link_in

from .audit import Visit

pytestmark = pytest.mark.browser

LOGIN = "/admin/login/?next=/staff/"


@pytest.fixture(autouse=True)
def midori(transactional_db: None, settings: Any) -> User:
    settings.SECOND_FACTOR = "offered"
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, CLIENT_ID, "hidden"
    make_groups(Group, Permission, ContentType)
    user = User.objects.create_user("midori", password="password", is_staff=True)
    user.groups.add(Group.objects.get(name="入力"))
    return user


def code_on(page: Any) -> str:
    """What an app shows that has been given the key on the page."""
    key = base64.b32decode(page.inner_text(".login-key code").replace(" ", ""))
    return code_of(key)


def code_of(key: bytes) -> str:
    clock = TOTP(key)
    clock.time = time.time()
    return f"{clock.token():06}"


def log_in(page: Any) -> None:
    page.goto(LOGIN)
    page.fill("#id_username", "midori")
    page.fill("#id_password", "password")
    page.click("[type=submit]")
    page.wait_for_load_state()


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_clerk_sets_an_app_up_and_comes_in_by_it(
    browser: Any, live_server: Any, width: int, colours: str, script: bool
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=script,
        viewport={"width": width, "height": 800},
        color_scheme=colours,
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if script:
            seen = Visit(page, [])
            faults = [*seen.violations(), *(["scrolls sideways"] if seen.scrolls_sideways() else [])]
            found.update({name: faults} if faults else {})

    page.goto(LOGIN)
    look("login")
    log_in(page)
    page.click("text=ログインの設定")
    look("settings before")
    page.click("text=二段階認証を始める")
    look("app")
    page.fill("#id_code", "12")
    page.click("main >> text=登録する")
    look("app, wrong code")
    page.fill("#id_code", code_on(page))
    page.click("main >> text=登録する")
    look("spare codes")
    page.click("text=しまいました")
    look("settings")
    page.click("text=ログアウト")
    TOTPDevice.objects.update(last_t=-1)
    log_in(page)
    page.fill("#id_code", "abcd")
    page.click("main >> button")
    page.wait_for_load_state()
    look("wrong code")
    page.fill("#id_code", code_of(TOTPDevice.objects.get().bin_key))
    page.click("main >> button")
    page.wait_for_load_state()
    assert page.inner_text("h1") == "職員のページ"
    context.close()
    assert found == {}


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (320, "dark")])
def test_joining_an_account_of_the_office_has_no_faults(
    browser: Any, live_server: Any, midori: User, monkeypatch: Any, width: int, colours: str
) -> None:
    office_provider._made.cache_clear()
    clerk = Client()
    clerk.force_login(midori)
    answer = IdentityProvider(monkeypatch).log_in(clerk, preferred_username="midori@shiomino.example")
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}, color_scheme=colours
    )
    cookie = clerk.cookies[site.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(answer["Location"])
    seen = Visit(page, [])
    faults = [*seen.structure_faults(), *seen.violations()]
    page.click(".desk-form button")
    page.wait_for_load_state()
    assert "結び付いています" in page.inner_text("main")
    faults += [*seen.structure_faults(), *seen.violations()]
    context.close()
    assert faults == []


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (320, "dark")])
def test_a_forgotten_password_has_no_faults(
    browser: Any, live_server: Any, settings: Any, mailoutbox: Any, width: int, colours: str
) -> None:
    settings.ROOT_URLCONF = "tests.desk.test_forgotten_password"
    cache.clear()
    User.objects.update(email="midori@shiomino.example")
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}, color_scheme=colours
    )
    page = context.new_page()
    page.goto(LOGIN)
    page.click(".password-reset-link a")
    page.fill("#id_email", "midori@shiomino.example")
    faults = Visit(page, []).violations()
    page.click("main [type=submit]")
    page.wait_for_load_state()
    faults += Visit(page, []).violations()
    page.goto(link_in(mailoutbox[0]))
    page.fill("#id_new_password1", "1234")
    page.fill("#id_new_password2", "4321")
    page.click("main [type=submit]")
    page.wait_for_load_state()
    faults += Visit(page, []).violations()
    context.close()
    assert faults == []
