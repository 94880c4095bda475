"""Who has an assignment neither chooses nor reads the rows of others, whatever number a form is sent.

A form that is refused is shown again with what was chosen in it, by its name: so each choice is tried with a
row of another town that is not public.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.forms.models import ModelChoiceField
from django.test import Client

import meetings.desk
from meetings.models import Assignment, Body, Meeting, Speaker, Turn
from meetings.models.assignment import Scope
from tests import factories
from tests.desk.minutes import upload

from .form_filling import address, member_of, messages, shown, submit
from .nouns import ADMINS, NOUNS, make_one_of_everything

pytestmark = pytest.mark.django_db

OURS, THEIRS = 1, 2


@pytest.fixture
def browser() -> Client:
    """Of somebody who looks after the first of two towns; nothing of either is public."""
    ours = make_one_of_everything(OURS)
    make_one_of_everything(THEIRS)
    Meeting.objects.update(status="draft")
    found = member_of("管理", "midori")
    Assignment.objects.create(user=midori(), municipality=ours.body.municipality)
    return found


def midori() -> User:
    return User.objects.get(username="midori")


def body_of(n: int) -> Body:
    return Body.objects.get(name=f"会議体{n}")


def hidden(model: type[Model]) -> list[Model]:
    """The rows that this person does not see."""
    rows: Any = model._default_manager.all()
    seen = set(Scope.of(midori()).shown(rows).values_list("pk", flat=True))
    return [row for row in rows if row.pk not in seen]


def pages_of(noun: str) -> Iterator[str]:
    """The form for a new row, and that for a row of ours."""
    yield address(noun)
    row = Scope.of(midori()).narrow(ADMINS[noun].model._default_manager.order_by("pk")).first()
    if row is not None:
        yield address(noun, row)


def choices_on(page: Any) -> Iterator[tuple[str, type[Model]]]:
    """The name of each choice on a page, in the first row of its tables too, and the noun that it chooses
    from."""
    tables = [table.formset for table in page.context["inline_admin_formsets"]]
    for form in (page.context["adminform"].form, *(form for table in tables for form in table.forms[:1])):
        for bound in form:
            if isinstance(bound.field, ModelChoiceField) and not bound.is_hidden:
                yield bound.html_name, bound.field.queryset.model


def test_no_choice_takes_or_names_a_row_of_others(browser: Client) -> None:
    """Sent in the form, and written into its address."""
    tried: set[str] = set()
    for noun in NOUNS:
        for path in pages_of(noun):
            page = browser.get(path)
            if page.status_code != 200:
                continue
            filled = shown(page) if "adminform" in page.context else {}
            for name, model in choices_on(page) if filled else ():
                for row in hidden(model)[:1]:
                    tried.add(str(model._meta.model_name))
                    title = getattr(row, "title", "") or str(row)
                    assert title.endswith(str(THEIRS)), title
                    sent = browser.post(path, filled | {name: str(row.pk), "_save": "保存"})
                    for answer in (sent, browser.get(path, {name: str(row.pk)})):
                        assert answer.status_code in {200, 403}, (path, name)
                        assert title not in answer.content.decode(), (path, name)
                    refusals = ("選択したものは候補にありません", "から選んでください")
                    refused = any(refusal in messages(sent) for refusal in refusals)
                    assert refused or sent.status_code == 403, (path, name)
    assert tried >= {"body", "meeting", "speaker", "agendaitem"}


def test_every_choice_of_the_admin_is_narrowed(browser: Client, rf: Any) -> None:
    """Also of those forms that a clerk of one town does not open."""
    request = rf.get("/")
    request.user = midori()
    count = 0
    for noun_admin in ADMINS.values():
        for each in (noun_admin, *(inline(noun_admin.model, admin.site) for inline in noun_admin.inlines)):
            for column in each.model._meta.get_fields():
                field = column.concrete and each.formfield_for_dbfield(column, request)
                if isinstance(field, ModelChoiceField):
                    count += 1
                    offered = set(field.queryset)
                    assert offered.isdisjoint(hidden(field.queryset.model)), (each, column.name)
    assert count > 20


def test_what_is_stored_stays_and_is_named(browser: Client) -> None:
    """Another town's speaker spoke at our meeting: her turn is corrected all the same."""
    guest = factories.speaker("霧島 渡", municipality=body_of(THEIRS).municipality)
    meeting = Meeting.objects.get(body=body_of(OURS))
    turn = factories.turn(meeting, "お招きに感謝します。", speaker=guest, label="霧島氏")
    assert guest in hidden(Speaker)
    path = address("turn", turn)
    assert "霧島 渡" in browser.get(path).content.decode()
    answer = submit(browser, path, text="お招きいただき感謝します。")
    assert answer.status_code == 302, messages(answer)
    turn.refresh_from_db()
    assert (turn.text, turn.speaker) == ("お招きいただき感謝します。", guest)


def test_every_choice_of_the_desk_is_known_here() -> None:
    """A new one is to be tried below."""
    found = set()
    for module in pkgutil.walk_packages(meetings.desk.__path__, "meetings.desk."):
        for noun in vars(importlib.import_module(module.name)).values():
            if isinstance(noun, type) and issubclass(noun, forms.BaseForm):
                found |= {
                    (noun.__name__, name)
                    for name, field in getattr(noun, "base_fields", {}).items()
                    if isinstance(field, ModelChoiceField)
                }
    assert found == {("TurnsForm", "speaker"), ("TurnsForm", "item")}


@pytest.mark.parametrize("choice", ["speaker", "item"])
def test_the_desk_takes_and_names_no_row_of_others(browser: Client, choice: str) -> None:
    ours, theirs = (Meeting.objects.get(body=body_of(n)) for n in (OURS, THEIRS))
    others = {"speaker": Speaker.objects.get(name=f"会長{THEIRS}"), "item": theirs.agenda_items.first()}
    row: Any = others[choice]
    sent = {"first": "1", choice: str(row.pk), "seen": ours.updated_at.isoformat()}
    answer = browser.post(f"/staff/meetings/{ours.identifier}/turns/", sent)
    assert answer.status_code == 400
    assert str(row) not in answer.content.decode()
    assert not Turn.objects.filter(meeting=ours, **{choice: row}).exists()


def test_the_desk_names_nobody_of_another_body() -> None:
    town = factories.municipality("潮見野市")
    ours = factories.meeting(factories.body("図書館協議会", town), status="draft")
    factories.turn(ours, label="若葉委員", speaker=factories.speaker("若葉 薫", municipality=town))
    secret = factories.body("人事審査会", town)
    theirs = factories.meeting(secret, status="draft", title="第9回人事審査会")
    factories.turn(theirs, label="霧島委員", speaker=factories.speaker("霧島 渡", municipality=town))
    browser = member_of("管理", "midori")
    Assignment.objects.create(user=midori(), body=ours.body)
    page = browser.get(f"/staff/meetings/{ours.identifier}/").content.decode()
    assert "若葉 薫" in page
    assert "霧島" not in page
    assert "人事審査会" not in browser.get("/staff/").content.decode()
    assert "人事審査会" not in browser.get("/admin/meetings/turn/").content.decode()
    sent = {"group": f"{ours.pk}:若葉委員", "name": "霧島"}
    speaker = Speaker.objects.get(name="若葉 薫")
    handed = browser.post(f"/staff/speakers/{speaker.pk}/turns/", sent).content.decode()
    assert "霧島 渡" not in handed


def test_who_has_no_assignment_chooses_from_everything() -> None:
    make_one_of_everything(OURS)
    Meeting.objects.update(status="draft")
    browser = member_of("管理", "midori")
    answer = submit(browser, address("meeting"), body=body_of(OURS).pk, title="新しい会議", date="R6.4.1")
    assert answer.status_code == 302, messages(answer)
    browser.post("/staff/documents/", {"documents": upload()})
    assert f"会議体{OURS}" in browser.get("/staff/").content.decode()
