"""Who may do what."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import Client

from meetings.models import Assignment, Meeting, SourceDocument, Turn
from meetings.models.staff_groups import ACCOUNTS, STAFF_GROUPS
from tests import factories

from .form_filling import address
from .nouns import ADMINS, NOUNS, make_one_of_everything

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("noun", NOUNS)
def test_visitors_are_sent_to_the_login(client: Client, noun: str) -> None:
    for page in ("", "add/"):
        answer = client.get(f"/admin/meetings/{noun}/{page}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
    assert client.get("/admin/meetings/speaker/choices/").status_code == 302


@pytest.mark.parametrize("noun", NOUNS)
def test_onlookers_see_everything_and_change_nothing(onlooker: Client, noun: str) -> None:
    make_one_of_everything(1)
    page = onlooker.get(f"/admin/meetings/{noun}/")
    row = page.context["cl"].result_list[0]
    shown = onlooker.get(address(noun, row))
    assert shown.status_code == 200
    assert 'name="_save"' not in shown.content.decode()
    for act in ("change", "delete"):
        assert onlooker.post(address(noun, row, act), {"post": "yes"}).status_code == 403
    assert onlooker.get(address(noun)).status_code == 403


def test_onlookers_cannot_publish(onlooker: Client) -> None:
    meeting = factories.meeting(status="draft")
    chosen = {"action": "publish_meetings", "_selected_action": [str(meeting.pk)]}
    onlooker.post("/admin/meetings/meeting/", chosen)
    assert not Meeting.objects.published().exists()


def test_onlookers_see_the_place_of_a_row(onlooker: Client) -> None:
    meeting = factories.meeting()
    item = factories.item(meeting, "議題その一")
    factories.turn(meeting, "発言その一", item=item)
    page = onlooker.get(address("meeting", meeting)).content.decode()
    assert "発言その一" in page
    assert "議題その一" in page
    assert "<p>1</p>" in page


def test_of_a_source_document_only_the_download_can_be_changed(chief: Client) -> None:
    document = factories.source(
        "会議録.txt",
        b"x" * 2048,
        problems=[
            {"code": "unknown-label", "line": 97, "message": "「員長委」は名簿に。", "proposal": "委員長"},
            {"code": "label-once", "line": 98, "message": "「総務」は一度だけ。", "proposal": None},
            "日付なし",
        ],
        set_aside=["ページの先頭へ"],
    )
    page = chief.get(address("sourcedocument", document)).content.decode()
    found = ("97行目：「員長委」は名簿に。（案：委員長）</li>", "98行目：「総務」は一度だけ。</li>")
    for text in ("2.0 KB", *found, "日付なし", "ページの先頭へ"):
        assert text in page.replace("\xa0", " ")
    changed = {"name": "x", "sha256": "0" * 64, "content": "y"}  # an unticked box is not sent
    assert chief.post(address("sourcedocument", document), changed).status_code == 302
    now = SourceDocument.objects.get()
    assert (now.name, now.sha256, bytes(now.content)) == ("会議録.txt", document.sha256, b"x" * 2048)
    assert now.downloadable is False
    assert chief.get(address("sourcedocument")).status_code == 403


def test_what_must_not_change_by_hand_has_no_field(chief: Client) -> None:
    meeting = make_one_of_everything(1)
    turn = Turn.objects.filter(meeting=meeting).first()
    fixed = {
        ("meeting", meeting): {"identifier", "created_at", "updated_at", "source", "printed_header"},
        ("turn", turn): {"number", "meeting"},
        ("body", meeting.body): {"code", "municipality"},
        ("municipality", meeting.body.municipality): {"code"},
    }
    for (noun, row), names in fixed.items():
        form = chief.get(address(noun, row)).context["adminform"].form
        assert not names & set(form.fields), noun


def test_nothing_of_ours_needs_an_inline_script_or_style(chief: Client) -> None:
    meeting = make_one_of_everything(1)
    for page in (address("meeting", meeting), address("meeting"), "/admin/meetings/turn/"):
        answer = chief.get(page)
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        text = answer.content.decode()
        assert "<style" not in text
        assert "style=" not in text
        assert "/static/admin_extra/record.css" in text


RIGHT_NAMED = {"read 庁内のみ": "read_internal", "publish": "publish", "set rules": "set_rules_of"}


def test_the_documented_rights_of_groups_are_those_given() -> None:
    """The table of groups in docs/data_entry.md, whose rows tell what each group has beyond the one above."""
    page = Path(__file__).resolve().parents[2] / "docs/data_entry.md"
    rows = re.findall(r"^\| (閲覧|入力|承認|管理) \| (.+) \| (.+) \|$", page.read_text("utf-8"), re.MULTILINE)
    noun_of = {str(each.model._meta.verbose_name): noun for noun, each in ADMINS.items()} | {
        str(Assignment._meta.verbose_name): "assignment"
    }
    held: set[tuple[str, str]] = set()
    for group, allowed in STAFF_GROUPS.items():
        for named, acts, nouns in rows:
            if named == group:
                listed = [RIGHT_NAMED.get(act, act) for act in acts.split(", ")]
                held |= {(act, noun_of[noun]) for act in listed for noun in nouns.split(", ")}
        assert held == {(act, noun) for act, nouns in allowed.items() for noun in nouns}, group


def test_the_groups_are_there_from_the_beginning() -> None:
    for name, allowed in STAFF_GROUPS.items():
        given = set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        own = {f"{act}_{noun}" for act, nouns in allowed.items() for noun in nouns}
        assert given == own | ({code for _, code in ACCOUNTS} if name == "管理" else set()), name


def test_every_right_of_the_groups_is_one_that_django_knows() -> None:
    """What the migration made by itself is what the models declare: no other right was made beside it."""
    models = apps.get_app_config("meetings").get_models()
    known = {code for m in models for code in (*_stock(m), *dict(m._meta.permissions))}
    made = Permission.objects.filter(content_type__app_label="meetings")
    assert set(made.values_list("codename", flat=True)) == known


def _stock(model: Any) -> list[str]:
    return [f"{act}_{model._meta.model_name}" for act in model._meta.default_permissions]
