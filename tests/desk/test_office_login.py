"""The staff log in with an account of the office: the provider says who it is, the site who comes in."""

import base64
import json
import time
from typing import Any

import pytest
import requests
from django.contrib.auth.models import User
from django.test import Client
from joserfc.jwk import ECKey

from meetings.desk import office_provider
from meetings.models import OfficeAccount
from meetings.web.places import Places
from tests.admin.form_filling import member_of

from .identity_provider import BACK, CLIENT_ID, ISSUER, START, IdentityProvider

pytestmark = pytest.mark.django_db

EDITORS, APPROVERS = "minutes-editors", "minutes-approvers"


@pytest.fixture(autouse=True)
def _office(settings: Any) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, CLIENT_ID, "hidden"
    settings.OIDC_GROUPS = [(EDITORS, "入力"), (APPROVERS, "承認")]


@pytest.fixture(autouse=True)
def provider(monkeypatch: pytest.MonkeyPatch) -> IdentityProvider:
    office_provider._made.cache_clear()
    return IdentityProvider(monkeypatch)


def who_is_in(browser: Client) -> str:
    """The username of whoever the browser's session belongs to; empty for nobody."""
    key = browser.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else ""


def words_after(browser: Client, answer: Any) -> str:
    """What the page says where the browser is sent."""
    assert answer.status_code == 302
    return browser.get(answer["Location"], follow=True).content.decode()


def groups_of(name: str) -> list[str]:
    return sorted(User.objects.get(username=name).groups.values_list("name", flat=True))


# -- who comes in --------------------------------------------------------------------------------------------


def test_without_settings_there_is_no_such_way(settings: Any, client: Client) -> None:
    settings.OIDC_ISSUER = ""
    assert START not in client.get("/admin/login/").content.decode()
    for path in (START, BACK, f"{START}join/", "/staff/login/settings/"):
        assert client.get(path).status_code == 404


def test_the_login_shows_the_way(client: Client) -> None:
    page = client.get("/admin/login/?next=/staff/").content.decode()
    assert f"{START}?next=/staff/" in page
    assert "役所のアカウントでログイン" in page


def test_a_clerk_of_the_office_comes_in(provider: IdentityProvider, client: Client) -> None:
    """By the groups there, without a password, and where she was going."""
    answer = provider.log_in(
        client,
        "/staff/",
        groups=[EDITORS, "all-staff"],
        preferred_username="midori@shiomino.example",
        family_name="森",
        given_name="みどり",
    )
    assert answer["Location"] == "/staff/"
    assert client.get("/staff/").status_code == 200
    user = User.objects.get(username="midori@shiomino.example")
    assert (user.get_full_name(), user.is_staff, user.is_superuser) == ("みどり 森", True, False)
    assert not user.has_usable_password()
    assert groups_of(user.username) == ["入力"]


def test_she_is_the_same_next_time(provider: IdentityProvider, client: Client) -> None:
    provider.log_in(client, groups=[EDITORS], preferred_username="midori")
    again = Client()
    provider.log_in(again, groups=[EDITORS], preferred_username="midori-married")
    assert who_is_in(again) == "midori"
    assert User.objects.count() == 1


def test_no_other_site_is_gone_on_to(provider: IdentityProvider, client: Client) -> None:
    answer = provider.log_in(client, "https://elsewhere.example/", groups=[EDITORS])
    assert answer["Location"] == "/admin/"


@pytest.mark.parametrize("groups", [[], ["all-staff"], None, "minutes", {"a": 1}, [1, None]])
def test_who_has_no_group_here_stays_out(provider: IdentityProvider, client: Client, groups: Any) -> None:
    answer = provider.log_in(client, groups=groups, preferred_username="midori")
    assert "許されていません" in words_after(client, answer)
    assert not User.objects.exists()


def test_groups_go_when_the_office_takes_them(provider: IdentityProvider, client: Client) -> None:
    provider.log_in(client, groups=[EDITORS, APPROVERS], preferred_username="midori")
    provider.log_in(Client(), groups=[EDITORS])
    assert groups_of("midori") == ["入力"]
    stranger = Client()
    answer = provider.log_in(stranger, groups=[])
    assert "許されていません" in words_after(stranger, answer)
    assert groups_of("midori") == []


def test_groups_that_are_only_ours_stay(provider: IdentityProvider, client: Client) -> None:
    provider.log_in(client, groups=[EDITORS], preferred_username="midori")
    member_of("管理")
    midori, manager = User.objects.get(username="midori"), User.objects.get(username="管理")
    midori.groups.add(*manager.groups.all())
    provider.log_in(Client(), groups=[EDITORS])
    assert groups_of("midori") == ["入力", "管理"]


def test_groups_may_stand_within_a_claim(settings: Any, provider: IdentityProvider, client: Client) -> None:
    settings.OIDC_GROUPS_CLAIM = "realm_access.roles"
    provider.log_in(client, realm_access={"roles": [EDITORS]}, preferred_username="midori")
    assert groups_of(who_is_in(client)) == ["入力"]


def test_without_groups_only_known_people_come_in(
    settings: Any, provider: IdentityProvider, client: Client
) -> None:
    settings.OIDC_GROUPS = []
    answer = provider.log_in(client, groups=[EDITORS], preferred_username="midori")
    assert "許されていません" in words_after(client, answer)
    User.objects.create_user("hana", email="hana@shiomino.example", is_staff=True)
    provider.log_in(client, email="hana@shiomino.example", email_verified=True)
    assert who_is_in(client) == "hana"


# -- whose account it is -------------------------------------------------------------------------------------

MAIL = {"email": "hana@shiomino.example", "groups": [EDITORS], "preferred_username": "hana"}


@pytest.mark.parametrize("confirmed", [False, None, "true", 1])
def test_an_address_alone_takes_no_account(
    provider: IdentityProvider, client: Client, confirmed: Any
) -> None:
    User.objects.create_user("hana", email="hana@shiomino.example", is_staff=True)
    provider.log_in(client, **MAIL, email_verified=confirmed)
    assert who_is_in(client) == "hana-2"
    assert User.objects.get(username="hana-2").email == ""


def test_a_confirmed_address_is_hers(provider: IdentityProvider, client: Client) -> None:
    User.objects.create_user("はな", email="Hana@shiomino.example", is_staff=True)
    provider.log_in(client, **MAIL, email_verified=True)
    assert who_is_in(client) == "はな"


def test_a_second_person_of_one_address_is_another(provider: IdentityProvider, client: Client) -> None:
    """Whoever has the post next gets its address, and not its predecessor's account."""
    provider.log_in(client, **MAIL, email_verified=True)
    successor = Client()
    provider.log_in(successor, **MAIL, email_verified=True, sub="u-2")
    assert who_is_in(successor) == "hana-2"


def test_two_accounts_of_one_address_are_not_guessed(provider: IdentityProvider, client: Client) -> None:
    for name in ("hana", "soumu"):
        User.objects.create_user(name, email="hana@shiomino.example", is_staff=True)
    provider.log_in(client, **MAIL, email_verified=True)
    assert who_is_in(client) == "hana-2"


def test_nobody_becomes_a_superuser(provider: IdentityProvider, client: Client) -> None:
    """Not by an address, and not where the account became one later."""
    User.objects.create_superuser("hana", email="hana@shiomino.example")
    provider.log_in(client, **MAIL, email_verified=True)
    assert who_is_in(client) == "hana-2"
    User.objects.filter(username="hana-2").update(is_superuser=True)
    again = Client()
    answer = provider.log_in(again, **MAIL, email_verified=True)
    assert "すべての権限を持つ人" in words_after(again, answer)
    assert who_is_in(again) == ""


@pytest.mark.parametrize("stopped", ["is_active", "is_staff"])
def test_who_was_stopped_stays_out(provider: IdentityProvider, client: Client, stopped: str) -> None:
    provider.log_in(client, **MAIL)
    User.objects.update(**{stopped: False})
    again = Client()
    assert "止められています" in words_after(again, provider.log_in(again, **MAIL))
    assert who_is_in(again) == ""


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"preferred_username": "a\0<b> 'c'"}, "abc"),
        ({"preferred_username": "あ" * 500}, "あ" * 140),
        ({"preferred_username": ["x"], "email": {"y": 1}, "name": 7}, "staff"),
        ({"preferred_username": "／／／"}, "staff"),
        ({"name": "森 みどり"}, "森みどり"),
    ],
)
def test_strange_names_are_no_error(
    provider: IdentityProvider, client: Client, claims: dict[str, Any], name: str
) -> None:
    provider.log_in(client, groups=[EDITORS], **claims)
    assert who_is_in(client) == name


@pytest.mark.parametrize("subject", ["", "x" * 300, "a\0b", 17, ["u"]])
def test_strange_subjects_are_nobody(provider: IdentityProvider, client: Client, subject: Any) -> None:
    answer = provider.log_in(client, groups=[EDITORS], sub=subject)
    assert "認証サーバーから" in words_after(client, answer)
    assert not User.objects.exists()


# -- what is not believed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-site"},
        {"aud": ["another-site"], "azp": CLIENT_ID},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"nonce": "of-another-browser"},
        {"nonce": None},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_us_is_refused(
    provider: IdentityProvider, client: Client, claims: dict[str, Any]
) -> None:
    answer = provider.log_in(client, groups=[EDITORS], **claims)
    assert "正しい答えがありません" in words_after(client, answer)
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["spring", "summer"])
def test_a_key_of_others_signs_nothing(provider: IdentityProvider, client: Client, name: str) -> None:
    provider.signs_with = ECKey.generate_key("P-256", {"kid": name})
    answer = provider.log_in(client, groups=[EDITORS])
    assert "正しい答えがありません" in words_after(client, answer)


def test_a_token_without_signature_is_refused(provider: IdentityProvider, client: Client) -> None:
    """The provider says that it knows "none": nobody believes what is signed so."""
    provider.send_there(client)
    now = int(time.time())
    said = {"iss": ISSUER, "aud": CLIENT_ID, "sub": "u-1", "iat": now, "exp": now + 300}
    said |= {"nonce": provider.asked["nonce"], "groups": [EDITORS]}
    unsigned = ".".join([*(_part(each) for each in ({"alg": "none"}, said)), ""])
    provider.broken["token"] = f'{{"access_token": "a", "token_type": "Bearer", "id_token": "{unsigned}"}}'
    answer = client.get(BACK, {"code": "abc", "state": provider.asked["state"]})
    assert "正しい答えがありません" in words_after(client, answer)


def _part(said: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def test_a_new_key_of_the_provider_is_fetched(provider: IdentityProvider, client: Client) -> None:
    provider.log_in(client, groups=[EDITORS])
    provider.key = provider.signs_with = ECKey.generate_key("P-256", {"kid": "autumn"})
    again = Client()
    provider.log_in(again, groups=[EDITORS])
    assert who_is_in(again)


# -- what goes wrong -----------------------------------------------------------------------------------------


def test_who_says_no_there_is_told(provider: IdentityProvider, client: Client) -> None:
    provider.send_there(client)
    answer = client.get(BACK, {"error": "access_denied", "state": provider.asked["state"]})
    assert "取りやめられました" in words_after(client, answer)


@pytest.mark.parametrize("sent", [{"error": "server_error"}, {"error": "x" * 9000}, {"error": "a\r\nb"}])
def test_other_refusals_there_are_told(client: Client, sent: dict[str, str]) -> None:
    assert "受け付けませんでした" in words_after(client, client.get(BACK, sent))


@pytest.mark.parametrize("sent", [{}, {"code": "abc"}, {"code": "abc", "state": "unknown"}, {"state": "\0"}])
def test_who_never_went_is_sent_back(
    provider: IdentityProvider, client: Client, sent: dict[str, str]
) -> None:
    provider.send_there(Client())
    assert "もう一度、はじめから" in words_after(client, client.get(BACK, sent))


def test_a_way_back_is_gone_once(provider: IdentityProvider, client: Client) -> None:
    provider.log_in(client, groups=[])
    answer = client.get(BACK, {"code": "abc", "state": provider.asked["state"]})
    assert "もう一度、はじめから" in words_after(client, answer)


@pytest.mark.parametrize("place", ["openid-configuration", "token", "keys"])
@pytest.mark.parametrize(
    "fault", [requests.ConnectionError(), requests.Timeout(), 500, 404, "<html>", "[]", "null", "{}"]
)
def test_a_provider_that_fails_is_told(
    provider: IdentityProvider, client: Client, place: str, fault: Any
) -> None:
    provider.broken[place] = fault
    answer = provider.send_there(client)
    if provider.asked:
        answer = client.get(BACK, {"code": "abc", "state": provider.asked["state"]})
    words = words_after(client, answer)
    assert "正しい答えがありません" in words or "受け付けませんでした" in words
    assert who_is_in(client) == ""


def test_a_provider_that_was_wrong_once_is_asked_anew(provider: IdentityProvider, client: Client) -> None:
    provider.broken["openid-configuration"] = "{}"
    provider.send_there(client)
    provider.broken.clear()
    provider.log_in(client, groups=[EDITORS])
    assert who_is_in(client)


def test_a_provider_of_another_name_is_not_asked(provider: IdentityProvider, client: Client) -> None:
    provider.name = "https://elsewhere.example"
    assert "正しい答えがありません" in words_after(client, provider.send_there(client))


def test_it_holds_up_few_threads(
    provider: IdentityProvider, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where others already wait for a provider that does not answer."""
    monkeypatch.setattr(office_provider, "_asking", Places(0))
    assert "混み合っています" in words_after(client, client.get(START))


# -- beside a password ---------------------------------------------------------------------------------------


def test_a_clerk_joins_her_account_of_the_office(provider: IdentityProvider) -> None:
    """Asked first: somebody else may have been logged in there."""
    browser = member_of("入力", "midori")
    answer = provider.log_in(browser, preferred_username="midori@shiomino.example")
    page = browser.get(answer["Location"]).content.decode()
    assert "midori@shiomino.example" in page
    assert not OfficeAccount.objects.exists()
    assert "次からは" in words_after(browser, browser.post(answer["Location"]))
    again = Client()
    provider.log_in(again, groups=[EDITORS])
    assert who_is_in(again) == "midori"


def test_an_account_that_is_anothers_is_not_joined(provider: IdentityProvider, client: Client) -> None:
    provider.log_in(client, groups=[EDITORS])
    browser = member_of("入力", "midori")
    answer = provider.log_in(browser, groups=[EDITORS])
    assert "すでにほかの人" in words_after(browser, browser.post(answer["Location"]))


def test_a_superuser_joins_none(provider: IdentityProvider, admin_client: Client) -> None:
    answer = provider.log_in(admin_client, groups=[EDITORS])
    assert "すべての権限を持つ人" in words_after(admin_client, admin_client.post(answer["Location"]))
    assert not OfficeAccount.objects.exists()


def test_nothing_is_joined_without_the_provider(provider: IdentityProvider) -> None:
    browser = member_of("入力", "midori")
    assert browser.post(f"{START}join/").status_code == 302
    assert not OfficeAccount.objects.exists()
    assert Client().get(f"{START}join/")["Location"] == "/admin/login/"


def test_a_code_is_wanted_after_the_office_too(
    settings: Any, provider: IdentityProvider, client: Client
) -> None:
    settings.SECOND_FACTOR = "everybody"
    answer = provider.log_in(client, "/staff/", groups=[EDITORS])
    assert answer["Location"] == "/staff/login/app/"
    assert who_is_in(client) == ""
