"""A body's predecessors, its meetings without minutes, the day minutes came out, and how they are read."""

import datetime
from typing import Any

import pytest
from django.db.models import JSONField, Value
from django.test import Client
from django.utils import timezone

from meetings.models import Body, Meeting, SpeakerName, UnrecordedMeeting
from tests import factories

from .form_filling import address, messages, rows, submit

pytestmark = pytest.mark.django_db


def names(body: Body) -> set[str]:
    return {each.name for each in body.predecessors.all()}


def precede(clerk: Client, body: Body, *earlier: Body) -> str:
    """Enter what went before the body; returns what the form complains of."""
    table = rows("earlier_successions", earlier=[each.pk for each in earlier])
    return messages(submit(clerk, address("body", body), table))


def test_a_clerk_enters_a_merger(clerk: Client) -> None:
    body, one, other = (factories.body(name) for name in ("上下水道審議会", "水道審議会", "下水道審議会"))
    assert precede(clerk, body, one, other) == ""
    assert names(body) == {"水道審議会", "下水道審議会"}
    assert "前身（名称の変更や統合の前の会議体" in clerk.get(address("body", body)).content.decode()


def test_a_circle_of_predecessors_is_refused_at_any_length(clerk: Client) -> None:
    first = factories.body("一番目の会")
    second = factories.body("二番目の会", predecessors=[first])
    third = factories.body("三番目の会", predecessors=[second, factories.body("よその会")])
    for later in (second, third):
        assert f"「{later}」の前身をたどるとこの会議体に戻るため、前身にできません。" in precede(
            clerk, first, later
        )
    assert "会議体自身を前身にはできません。" in precede(clerk, first, first)
    assert names(first) == set()
    assert precede(clerk, factories.body("四番目の会"), third, first) == ""


def test_the_same_predecessor_twice_is_refused(clerk: Client) -> None:
    body, one = factories.body("新しい会"), factories.body("前の会")
    assert precede(clerk, body, one, one)
    assert names(body) == set()


def test_who_may_only_look_enters_no_predecessor(onlooker: Client) -> None:
    body = factories.body("新しい会", predecessors=[factories.body("前の会")])
    page = onlooker.get(address("body", body)).content.decode()
    assert "前の会" in page
    assert 'name="earlier_successions-0-earlier"' not in page


def test_a_meeting_without_minutes_says_why(clerk: Client) -> None:
    body = factories.body()
    form = address("unrecordedmeeting")
    assert "回か開催日のどちらかを入力してください。" in messages(
        submit(clerk, form, body=body.pk, reason="作成中")
    )
    assert "このフィールドは必須です" in messages(submit(clerk, form, body=body.pk, number=2))
    assert messages(submit(clerk, form, body=body.pk, number=2, reason="書面での開催のため")) == ""
    noted = UnrecordedMeeting.objects.get()
    assert "この会議はすでに登録されています。" in messages(
        submit(clerk, form, body=body.pk, number=2, reason="別の理由")
    )
    page = clerk.get(address("unrecordedmeeting", noted)).content.decode()
    assert "サイト上で表示" not in page
    factories.meeting(body)
    shown = clerk.get(address("unrecordedmeeting", noted)).content.decode()
    assert f"{body.get_absolute_url()}coverage/" in shown
    assert "書面での開催のため" in clerk.get("/admin/meetings/unrecordedmeeting/").content.decode()


def publish(approver: Client, meeting: Meeting) -> Meeting:
    chosen = {"action": "publish_meetings", "_selected_action": [str(meeting.pk)]}
    approver.post("/admin/meetings/meeting/", chosen)
    meeting.refresh_from_db()
    assert meeting.status == "published"
    return meeting


def test_minutes_entered_here_are_issued_the_day_of_publication(approver: Client) -> None:
    meeting = factories.meeting(status="draft", date=datetime.date(2024, 4, 1))
    assert publish(approver, meeting).issued_on == timezone.localdate()


def elsewhere(why: str) -> dict[str, Any]:
    """A meeting whose minutes came out elsewhere, or on another day than today."""
    match why:
        case "document":
            return {"source": factories.source()}
        case "page":
            return {"source_url": "https://example.jp/minutes.html"}
        case "internal":
            return {"visibility": "internal"}
        case "future":
            return {"date": timezone.localdate() + datetime.timedelta(days=1)}
    return {"published_at": timezone.now()}


@pytest.mark.parametrize("why", ["document", "page", "internal", "future", "shown before"])
def test_the_day_is_not_guessed_of_minutes_published_elsewhere(approver: Client, why: str) -> None:
    assert publish(approver, factories.meeting(status="draft", **elsewhere(why))).issued_on is None


def test_the_day_that_a_clerk_enters_is_kept(clerk: Client, approver: Client) -> None:
    meeting = factories.meeting(status="draft", date=datetime.date(2024, 4, 1))
    assert "公表日が開催日より前です。" in messages(
        submit(clerk, address("meeting", meeting), issued_on="2024-03-31")
    )
    assert messages(submit(clerk, address("meeting", meeting), issued_on="2024-05-16")) == ""
    assert publish(approver, meeting).issued_on == datetime.date(2024, 5, 16)


@pytest.fixture
def learnt() -> Body:
    body = factories.body(habits={"layout": ["bullet:○", "own"]})
    speaker = factories.speaker("会長", "office", body=body)
    SpeakerName.objects.create(speaker=speaker, body=body, name="長会")
    return body


def test_the_habit_is_shown_in_words_and_not_typed_in(clerk: Client, learnt: Body) -> None:
    page = clerk.get(address("body", learnt)).content.decode()
    assert "○の後の発言者、発言者だけの行" in page
    assert 'name="habits"' not in page
    assert "覚えていません" in clerk.get(address("body")).content.decode()


def test_a_habit_from_elsewhere_that_says_nothing_is_no_habit(clerk: Client) -> None:
    for habits in ({"layout": 3}, {"layout": ["?", 4]}, [], "own"):
        body = factories.body(f"会{habits}")
        Body.objects.filter(pk=body.pk).update(habits=Value(habits, JSONField()))  # past the declared shape
        assert clerk.get(address("body", body)).status_code == 200


def test_forgetting_leaves_the_confirmed_spellings(clerk: Client, learnt: Body) -> None:
    chosen = {"action": "forget_habits", "_selected_action": [str(learnt.pk)]}
    page = clerk.post("/admin/meetings/body/", chosen, follow=True).content.decode()
    assert "1件の会議体の読み取り方を忘れました。" in page
    learnt.refresh_from_db()
    assert learnt.habits == {}
    assert learnt.speaker_names.count() == 1


def test_who_may_only_look_forgets_nothing(onlooker: Client, learnt: Body) -> None:
    chosen = {"action": "forget_habits", "_selected_action": [str(learnt.pk)]}
    onlooker.post("/admin/meetings/body/", chosen, follow=True)
    learnt.refresh_from_db()
    assert learnt.habits


def test_any_other_body_may_be_the_one_above(clerk: Client) -> None:
    top, middle, low = (factories.body(name) for name in ("審議会", "部会", "小部会"))
    for body, parent in ((middle, top), (low, middle)):
        assert submit(clerk, address("body", body), parent=parent.pk).status_code == 302
    low.refresh_from_db()
    assert low.parent == middle


def test_a_circle_of_parents_stored_before_does_no_harm(clerk: Client) -> None:
    one, other, body = (factories.body(name) for name in ("審議会", "部会", "小部会"))
    Body.objects.filter(pk=one.pk).update(parent=other)
    Body.objects.filter(pk=other.pk).update(parent=one)
    assert submit(clerk, address("body", body), parent=one.pk).status_code == 302
