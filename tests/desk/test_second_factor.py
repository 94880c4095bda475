"""A code of an app beside the password: set up, asked for, given up, and wanted by the operator."""

import base64
import re
import time
from typing import Any

import lxml.html
import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from meetings.desk import half_login
from tests.admin.form_filling import member_of

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/?next=/staff/"
CODE, APP, SETTINGS = "/staff/login/code/", "/staff/login/app/", "/staff/login/settings/"
PASSWORD = "かんがえたことば"


@pytest.fixture(autouse=True)
def _offered(settings: Any) -> None:
    settings.SECOND_FACTOR = "offered"


@pytest.fixture(autouse=True)
def midori(db: None) -> User:
    user = User.objects.create_user("midori", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="入力"))
    return user


def password(browser: Client, name: str = "midori") -> Any:
    return browser.post(LOGIN, {"username": name, "password": PASSWORD})


def code_of(key: str, steps: int = 0) -> str:
    """What an app with the key shows, so many half minutes from now."""
    clock = TOTP(bytes.fromhex(key))
    clock.time = time.time() + 30 * steps
    return f"{clock.token():06}"


def later() -> None:
    """Time goes by: other codes are shown, and nobody has to wait any more."""
    TOTPDevice.objects.update(last_t=-1, drift=0, throttling_failure_count=0)


def set_up(browser: Client) -> list[str]:
    """The spare codes of an app that was set up as the page says."""
    key = key_on(browser.get(APP))
    page = browser.post(APP, {"code": code_of(key)}).content.decode()
    later()
    return re.findall(r"<li><code>(.+?)</code>", page)


def key_on(answer: Any) -> str:
    """The key that the page shows in letters, as an app keeps it."""
    page = lxml.html.fromstring(answer.content.decode())
    return base64.b32decode(page.cssselect(".login-key code")[0].text.replace(" ", "")).hex()


def enrolled() -> tuple[list[str], str]:
    """Midori has an app: her spare codes, and its key."""
    browser = Client()
    password(browser)
    return set_up(browser), TOTPDevice.objects.get().key


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def errors_on(answer: Any) -> str:
    return " ".join(answer.context["page"].form.errors.get("code", []))


# -- off -----------------------------------------------------------------------------------------------------


def test_without_the_setting_nothing_asks(settings: Any) -> None:
    """Also of those who had an app, and without a look at its table."""
    enrolled()
    settings.SECOND_FACTOR = ""
    browser = Client()
    assert password(browser)["Location"] == "/staff/"
    assert SETTINGS not in browser.get("/staff/").content.decode()
    for path in (CODE, APP, SETTINGS):
        assert browser.get(path).status_code == 404
    assert "二段階認証" not in member_of("管理").get("/admin/auth/user/").content.decode()


def test_no_page_shows_keys(admin_client: Client) -> None:
    enrolled()
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert admin_client.get("/admin/otp_static/staticdevice/").status_code == 404


# -- setting up ----------------------------------------------------------------------------------------------


def test_who_wants_to_sets_an_app_up() -> None:
    browser = Client()
    assert password(browser)["Location"] == "/staff/"
    assert SETTINGS in browser.get("/staff/").content.decode()
    assert "使っていません" in browser.get(SETTINGS).content.decode()
    codes = set_up(browser)
    assert len(set(codes)) == 10
    page = browser.get(SETTINGS).content.decode()
    assert "あと10個" in page
    assert not any(code in page for code in codes)


def test_the_picture_is_drawn_on_the_page() -> None:
    """An SVG of the page's own: no style, no script and no address that the policy would refuse."""
    browser = Client()
    password(browser)
    page = lxml.html.fromstring(browser.get(APP).content.decode())
    picture = page.cssselect(".login-picture")[0]
    assert picture.get("aria-label")
    assert picture.cssselect("svg path")
    assert not picture.xpath(".//*[@style or self::style or self::script or self::image]")


@pytest.mark.parametrize("typed", ["", "あ", "12345", "９９９９９９９", "\0", "1" * 5000, "²²²²²"])
def test_a_wrong_first_code_sets_nothing_up(typed: str) -> None:
    browser = Client()
    password(browser)
    key = key_on(browser.get(APP))
    answer = browser.post(APP, {"code": typed})
    assert answer.status_code == 400
    assert errors_on(answer)
    assert key_on(answer) == key
    assert not TOTPDevice.objects.exists()


def test_the_first_code_is_used_up() -> None:
    browser = Client()
    password(browser)
    code = code_of(key_on(browser.get(APP)))
    browser.post(APP, {"code": code})
    again = Client()
    password(again)
    assert "もう使われました" in errors_on(again.post(CODE, {"code": code}))


def test_a_second_app_takes_the_place_of_none() -> None:
    """Sent twice, or from two windows."""
    browser = Client()
    password(browser)
    set_up(browser)
    assert browser.post(APP, {"code": "123456"})["Location"] == SETTINGS
    assert TOTPDevice.objects.count() == 1


def test_strangers_set_nothing_up(client: Client) -> None:
    assert client.get(APP)["Location"].startswith("/admin/login/")
    assert client.get(SETTINGS)["Location"].startswith("/admin/login/")


# -- logging in ----------------------------------------------------------------------------------------------


def test_the_password_alone_opens_nothing() -> None:
    enrolled()
    browser = Client()
    assert password(browser)["Location"] == CODE
    assert not is_in(browser)
    assert browser.get("/staff/").status_code == 302
    assert browser.get("/admin/").status_code == 302


def test_the_password_alone_sets_no_other_app_up() -> None:
    """Else whoever has the password would bring an app of his own."""
    enrolled()
    browser = Client()
    password(browser)
    assert browser.get(APP)["Location"] == CODE
    assert browser.post(APP, {"code": "123456"})["Location"] == CODE
    assert browser.post(SETTINGS, {"code": "123456", "act": "stop"})["Location"].startswith("/admin/login/")


def test_the_code_opens_the_way() -> None:
    _, key = enrolled()
    browser = Client()
    password(browser)
    answer = browser.post(CODE, {"code": code_of(key)})
    assert answer["Location"] == "/staff/"
    assert browser.get("/staff/").status_code == 200


def test_codes_are_read_as_people_type_them() -> None:
    """With a space in the middle; in full width."""
    _, key = enrolled()
    browser = Client()
    password(browser)
    code = code_of(key)
    wide = code.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in code})
    assert browser.post(CODE, {"code": f" {wide[:3]} {wide[3:]}\u3000"}).status_code == 302


def test_a_code_opens_once() -> None:
    _, key = enrolled()
    code = code_of(key)
    first, second = Client(), Client()
    for browser in (first, second):
        password(browser)
    assert first.post(CODE, {"code": code}).status_code == 302
    answer = second.post(CODE, {"code": code})
    assert answer.status_code == 400
    assert "もう使われました" in errors_on(answer)
    assert not is_in(second)


def test_a_wrong_code_is_told_and_listed() -> None:
    _, key = enrolled()
    browser = Client()
    password(browser)
    wrong = f"{(int(code_of(key)) + 1) % 10**6:06}"
    assert "コードが違います" in errors_on(browser.post(CODE, {"code": wrong}))
    assert AccessFailureLog.objects.get().username == "midori"
    assert wrong not in AccessAttempt.objects.get().post_data


def test_who_guesses_waits_longer_and_longer() -> None:
    _, key = enrolled()
    TOTPDevice.objects.update(throttling_failure_count=8, throttling_failure_timestamp=timezone.now())
    browser = Client()
    password(browser)
    assert "まで待ってから" in errors_on(browser.post(CODE, {"code": code_of(key)}))
    assert not is_in(browser)


def test_ten_wrong_codes_close_the_door() -> None:
    """As ten wrong passwords do; the right password between them does not open it again."""
    _, key = enrolled()
    for _ in range(10):
        browser = Client()
        password(browser)
        later()
        answer = browser.post(CODE, {"code": "abcd-efgh"})
        StaticDevice.objects.get().throttle_reset()
    assert answer.status_code == 429
    assert browser.post(CODE, {"code": code_of(key)}).status_code == 429
    assert password(Client()).status_code == 429


def test_a_spare_code_opens_once() -> None:
    codes, _ = enrolled()
    first, second = Client(), Client()
    for browser in (first, second):
        password(browser)
    answer = first.post(CODE, {"code": codes[0].upper()})
    assert "残りは9個です" in first.get(answer["Location"]).content.decode()
    assert "コードが違います" in errors_on(second.post(CODE, {"code": codes[0]}))


def test_spare_codes_of_others_open_nothing() -> None:
    codes, _ = enrolled()
    User.objects.create_superuser("hana", password=PASSWORD)
    browser = Client()
    password(browser, "hana")
    set_up(browser)
    again = Client()
    password(again, "hana")
    assert again.post(CODE, {"code": codes[0]}).status_code == 400


def test_the_code_has_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    _, key = enrolled()
    browser = Client()
    password(browser)
    monkeypatch.setattr(half_login, "SECONDS", -1)
    answer = browser.post(CODE, {"code": code_of(key)})
    assert answer["Location"] == "/admin/login/"
    assert "時間がたちました" in browser.get("/admin/login/").content.decode()
    assert not is_in(browser)


def test_who_is_stopped_meanwhile_stays_out(midori: User) -> None:
    _, key = enrolled()
    browser = Client()
    password(browser)
    User.objects.update(is_active=False)
    assert browser.post(CODE, {"code": code_of(key)})["Location"] == "/admin/login/"


def test_a_code_without_a_password_is_nothing(client: Client) -> None:
    _, key = enrolled()
    assert client.post(CODE, {"code": code_of(key)})["Location"] == "/admin/login/"


# -- giving up -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "apps"), [("stop", 0), ("codes", 1), ("", 1)])
def test_changes_want_a_code(act: str, apps: int) -> None:
    browser = Client()
    password(browser)
    codes = set_up(browser)
    assert browser.post(SETTINGS, {"code": "000", "act": act}).status_code == 400
    assert TOTPDevice.objects.count() == 1
    StaticDevice.objects.get().throttle_reset()
    browser.post(SETTINGS, {"code": codes[1], "act": act})
    assert TOTPDevice.objects.count() == apps


def test_new_spare_codes_end_the_old_ones() -> None:
    browser = Client()
    password(browser)
    old = set_up(browser)
    key = TOTPDevice.objects.get().key
    page = browser.post(SETTINGS, {"code": code_of(key), "act": "codes"}).content.decode()
    new = re.findall(r"<li><code>(.+?)</code>", page)
    assert len(new) == 10
    assert not set(old) & set(new)
    assert browser.post(SETTINGS, {"code": old[0], "act": "stop"}).status_code == 400


def test_a_lost_phone_is_taken_off_by_a_colleague(midori: User) -> None:
    enrolled()
    manager = member_of("管理")
    assert "二段階認証" in manager.get("/admin/auth/user/").content.decode()
    act = {"action": "take_second_factor_away", "_selected_action": [str(midori.pk)]}
    page = manager.post("/admin/auth/user/", act, follow=True).content.decode()
    assert "1人の二段階認証を外しました" in page
    browser = Client()
    assert password(browser)["Location"] == "/staff/"


def test_a_superusers_app_stays_for_superusers() -> None:
    chief = User.objects.create_superuser("hana", password=PASSWORD)
    browser = Client()
    password(browser, "hana")
    set_up(browser)
    act = {"action": "take_second_factor_away", "_selected_action": [str(chief.pk)]}
    page = member_of("管理").post("/admin/auth/user/", act, follow=True).content.decode()
    assert "変更する権限がないため" in page
    assert TOTPDevice.objects.filter(user=chief).exists()


# -- wanted --------------------------------------------------------------------------------------------------


def test_of_everybody_it_is_wanted_before_the_way_in(settings: Any) -> None:
    settings.SECOND_FACTOR = "everybody"
    browser = Client()
    assert password(browser)["Location"] == APP
    assert not is_in(browser)
    assert browser.get("/staff/").status_code == 302
    assert "登録しないとログインできません" in browser.get(APP).content.decode()
    set_up(browser)
    assert is_in(browser)
    assert browser.get("/staff/").status_code == 200


def test_of_publishers_it_is_wanted_alone(settings: Any, midori: User) -> None:
    settings.SECOND_FACTOR = "publishers"
    assert password(Client())["Location"] == "/staff/"
    midori.groups.add(Group.objects.get(name="承認"))
    assert password(Client())["Location"] == APP


def test_what_is_wanted_is_not_given_up(settings: Any) -> None:
    settings.SECOND_FACTOR = "everybody"
    browser = Client()
    password(browser)
    codes = set_up(browser)
    assert 'value="stop"' not in browser.get(SETTINGS).content.decode()
    browser.post(SETTINGS, {"code": codes[0], "act": "stop"})
    assert TOTPDevice.objects.exists()
