"""Where a choice completes what is typed, a clerk without JavaScript types a name or a number."""

from typing import Any

import lxml.html
import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from meetings.admin.typed_choice import TypedSelect
from meetings.models import Assignment, Body, Meeting, Speaker, Turn
from tests import factories

from .form_filling import CLERK_MAY, address, messages, rows, staff, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return factories.body("緑野市文化審議会", factories.municipality("緑野市"))


def meeting_in(clerk: Client, typed: str) -> Any:
    return submit(clerk, address("meeting"), {"body-typed": typed}, title="第2回", number=2, date="R6.4.1")


def test_every_such_choice_can_be_typed(admin_user: User) -> None:
    """Whatever noun has one, in its form or in a table on it."""
    request = RequestFactory().get("/")
    request.user = admin_user
    found = 0
    for noun_admin in admin.site._registry.values():
        for each in (noun_admin, *noun_admin.get_inline_instances(request)):
            for column in each.model._meta.fields:
                field = each.formfield_for_dbfield(column, request)
                widget = getattr(getattr(field, "widget", None), "widget", getattr(field, "widget", None))
                if isinstance(widget, AutocompleteSelect):
                    found += 1
                    assert isinstance(widget, TypedSelect), (noun_admin, column)
    assert found > 15


def test_the_field_stands_where_there_is_no_script(clerk: Client) -> None:
    page = lxml.html.fromstring(clerk.get(address("meeting")).content.decode())
    box = page.cssselect("noscript input[name=body-typed]")[0]
    assert box.get("aria-label") == "会議体（名前か番号を入力）"


def test_a_name_chooses(clerk: Client, body: Body) -> None:
    factories.body("緑野市文化審議会専門部会")
    answer = meeting_in(clerk, "　緑野市文化審議会 ")
    assert answer.status_code == 302, messages(answer)
    assert Meeting.objects.get(number=2).body == body


def test_a_part_of_the_only_name_chooses(clerk: Client, body: Body) -> None:
    factories.body("潮見野市図書館協議会")
    meeting_in(clerk, "文化審")
    assert Meeting.objects.get(number=2).body == body


def test_a_number_chooses(clerk: Client, body: Body) -> None:
    factories.body("潮見野市図書館協議会")
    meeting_in(clerk, str(body.pk))
    assert Meeting.objects.get(number=2).body == body


def test_several_are_told_with_their_numbers(clerk: Client, body: Body) -> None:
    other = factories.body("緑野市環境審議会")
    answer = meeting_in(clerk, "審議会")
    said = messages(answer)
    assert f"{body.pk}：" in said
    assert f"{other.pk}：" in said
    box = lxml.html.fromstring(answer.content.decode()).cssselect("noscript input[name=body-typed]")[0]
    assert box.get("value") == "審議会"
    assert not Meeting.objects.filter(number=2).exists()


@pytest.mark.parametrize("typed", ["ない会議", "0", "9" * 60, "a\0b", "<b>", "%", "あ" * 5000])
def test_what_is_not_there_is_told(clerk: Client, body: Body, typed: str) -> None:
    answer = meeting_in(clerk, typed)
    assert answer.status_code == 200
    assert "見つかりません" in messages(answer)


def test_what_others_look_after_is_not_named(body: Body) -> None:
    """Neither as a choice, nor among several, nor by its number."""
    hidden = factories.body("潮見野市人事審議会", factories.municipality("潮見野市"))
    clerk = staff("clerk", CLERK_MAY)
    Assignment.objects.create(user=User.objects.get(username="clerk"), body=body)
    for typed in (hidden.name, str(hidden.pk), "人事"):
        answer = meeting_in(clerk, typed)
        assert "見つかりません" in messages(answer)
        assert hidden.name not in answer.content.decode().replace(f'value="{typed}"', "").replace(
            f"「{typed}」", ""
        )


def test_typing_goes_before_what_was_chosen(clerk: Client, body: Body) -> None:
    chosen = factories.body("潮見野市図書館協議会")
    typed = {"body": str(chosen.pk), "body-typed": body.name}
    submit(clerk, address("meeting"), typed, title="第2回", number=2, date="R6.4.1")
    assert Meeting.objects.get(number=2).body == body


def test_a_speaker_is_typed_in_a_row(clerk: Client, body: Body) -> None:
    """Among those who can have spoken there."""
    meeting = factories.meeting(body, status="draft")
    chair = factories.speaker("会長", "office", body=body)
    factories.speaker("会長", "office", body=factories.body("潮見野市図書館協議会"))
    typed = rows("turns", label=["座長"], text=["はじめます。"]) | {"turns-0-speaker-typed": "会長"}
    answer = submit(clerk, address("meeting", meeting), typed)
    assert answer.status_code == 302, messages(answer)
    assert Turn.objects.get().speaker == chair


def test_a_town_is_typed_by_its_code(clerk: Client) -> None:
    town = factories.municipality("緑野市")
    typed = {"municipality-typed": town.code}
    submit(clerk, address("speaker"), typed, name="森 みどり", kind="person")
    assert Speaker.objects.get().municipality == town
