"""Who tries passwords is stopped for a while, and seen; a session ends."""

from typing import Any

import pytest
from axes.models import AccessFailureLog
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from minutes_site.client_address import client_address
from tests.admin.form_filling import member_of

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/?next=/staff/"
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture(autouse=True)
def hana(db: None) -> User:
    return User.objects.create_superuser("hana", password="かんがえたことば")


def log_in(password: str, name: str = "hana", address: str = HERE) -> Any:
    return Client().post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def is_in(answer: Any) -> bool:
    return answer.status_code == 302


def fail(times: int) -> Any:
    return [log_in("ちがうことば") for _ in range(times)][-1]


def test_ten_wrong_passwords_close_the_door() -> None:
    assert fail(9).status_code == 200
    answer = fail(1)
    assert answer.status_code == 429
    assert "しばらくログインできません" in answer.content.decode()
    assert log_in("かんがえたことば").status_code == 429


def test_it_stays_open_for_others_and_from_elsewhere() -> None:
    """Nobody can lock a clerk out from outside, and no clerk the whole office."""
    User.objects.create_superuser("taro", password="かんがえたことば")
    fail(10)
    assert is_in(log_in("かんがえたことば", address=ELSEWHERE))
    assert is_in(log_in("かんがえたことば", name="taro"))


def test_nine_and_a_right_one_begin_anew() -> None:
    fail(9)
    assert is_in(log_in("かんがえたことば"))
    assert fail(9).status_code == 200


def test_failures_are_listed_for_those_who_make_accounts() -> None:
    log_in("ちがうことば", name="どろぼう")
    failure = AccessFailureLog.objects.get()
    assert (failure.username, failure.ip_address) == ("どろぼう", HERE)
    path = "/admin/axes/accessfailurelog/"
    manager = member_of("管理")
    page = manager.get(path).content.decode()
    assert "どろぼう" in page
    assert HERE in page
    assert "失敗したログイン" in manager.get("/admin/").content.decode()
    assert 'name="_save"' not in manager.get(f"{path}{failure.pk}/change/").content.decode()
    assert manager.get(f"{path}add/").status_code == 403
    assert member_of("承認").get(path).status_code == 403


@pytest.mark.parametrize("name", ["", "あ" * 200, "a\0b", "' OR 1=1 --"])
def test_strange_names_are_no_error(name: str) -> None:
    assert log_in("ちがうことば", name=name).status_code == 200


@pytest.mark.parametrize(
    ("site", "header", "found"),
    [
        ("", "203.0.113.7", HERE),
        ("https://minutes.example.jp", "203.0.113.7", "203.0.113.7"),
        ("https://minutes.example.jp", "10.9.9.9, 203.0.113.7", "203.0.113.7"),
        ("https://minutes.example.jp", "2001:db8::7", "2001:db8::7"),
        ("https://minutes.example.jp", "nonsense", HERE),
        ("https://minutes.example.jp", "", HERE),
    ],
)
def test_the_address_is_the_one_that_the_proxy_saw(
    monkeypatch: pytest.MonkeyPatch, site: str, header: str, found: str
) -> None:
    monkeypatch.setattr(settings, "SITE_URL", site)
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=header, REMOTE_ADDR=HERE)
    assert client_address(request) == found


def test_without_any_address_there_is_none() -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None


def test_a_session_ends_with_the_browser_and_with_the_day() -> None:
    cookie = log_in("かんがえたことば").cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == ""
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
