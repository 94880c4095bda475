"""Accounts and groups: rights are ticked and told in the words of the record."""

import lxml.html
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from .form_filling import CLERK_MAY, permissions
from .nouns import NOUNS

pytestmark = pytest.mark.django_db


def test_rights_are_ticked_noun_by_noun(chief: Client) -> None:
    page = lxml.html.fromstring(chief.get("/admin/auth/group/add/").content.decode())
    lines = {
        line.cssselect("legend")[0].text: [label.text_content().strip() for label in line.cssselect("label")]
        for line in page.cssselect(".rights fieldset")
    }
    assert lines["会議"] == [
        "見る", "追加する", "変更する", "削除する", "公開と取消", "庁内のみの会議録を読む",
    ]  # fmt: skip
    assert len(lines) == len(NOUNS) + 4  # users with what they look after, groups, failed logins
    assert "Can " not in page.text_content()


def test_a_group_gets_the_rights_that_are_ticked(chief: Client) -> None:
    given = permissions(CLERK_MAY)
    typed = {"name": "入力担当", "permissions": [str(right.pk) for right in given]}
    assert chief.post("/admin/auth/group/add/", typed).status_code == 302
    group = Group.objects.get(name="入力担当")
    assert set(group.permissions.all()) == set(given)
    page = lxml.html.fromstring(chief.get(f"/admin/auth/group/{group.pk}/change/").content.decode())
    ticked = {box.get("value") for box in page.cssselect(".rights input[checked]")}
    assert ticked == set(typed["permissions"])


def test_a_person_is_put_into_a_group(chief: Client) -> None:
    group = Group.objects.create(name="入力担当")
    user = User.objects.create_user("midori")
    page = chief.get(f"/admin/auth/user/{user.pk}/change/")
    form = page.context["adminform"].form
    assignments = {
        f"assignments-{key}": "0"
        for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    typed = (
        {name: form[name].value() or "" for name in form.fields}
        | assignments
        | {
            "groups": [str(group.pk)],
            "user_permissions": [],
            "is_staff": "on",
        }
    )
    assert chief.post(f"/admin/auth/user/{user.pk}/change/", typed).status_code == 302
    assert list(user.groups.all()) == [group]


def test_who_may_only_look_reads_rights_in_japanese() -> None:
    group = Group.objects.create(name="見る人")
    group.permissions.set(permissions({"view": ["meeting", "turn"], "change": ["turn"]}))
    user = User.objects.create_user("onlooker", is_staff=True)
    looking = Permission.objects.filter(codename__in=["view_group", "view_user"])
    user.user_permissions.set(looking)
    client = Client()
    client.force_login(user)
    page = client.get(f"/admin/auth/group/{group.pk}/change/").content.decode()
    assert "<p>会議：見る</p><p>発言：見る、変更する</p>" in page
    own = client.get(f"/admin/auth/user/{user.pk}/change/").content.decode()
    assert "<p>ユーザー：見る</p><p>グループ：見る</p>" in own
    assert "Can " not in page + own
