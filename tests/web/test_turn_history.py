"""A citizen reads that a turn was corrected, and what it said before where the office allows it."""

import datetime
from hashlib import sha256

import pytest
from django.test import Client

from meetings.models import Correction, Meeting, Turn
from tests import factories
from tests.admin.form_filling import CLERK_MAY, address, staff, submit
from tests.web.page_words import words_of

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


@pytest.fixture
def meeting() -> Meeting:
    body = factories.body("潮見野市図書館協議会", shows_former_wording=True)
    made = factories.meeting(body, published_at=datetime.datetime(2024, 6, 1, tzinfo=UTC))
    factories.turn(made, "平日は八時まで開けます。", label="事務局")
    return made


def history(client: Client, meeting: Meeting) -> str:
    answer = client.get(f"{meeting.get_absolute_url()}1/history/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def corrected(meeting: Meeting, before: str, after: str | None, day: int = 1, month: int = 7) -> None:
    made_at = datetime.datetime(2024, month, day, 3, tzinfo=UTC)
    changes = [{"number": 1, "before": before, "after": after}]
    Correction.objects.create(meeting=meeting, made_at=made_at, document="訂正版.docx", changes=changes)


def test_a_clerks_correction_leaves_a_trace(client: Client, meeting: Meeting) -> None:
    turn = meeting.turns.get()
    assert "訂正履歴" not in client.get(turn.get_absolute_url()).content.decode()
    submit(staff("clerk", CLERK_MAY), address("turn", turn), text="平日は九時まで開けます。")
    assert f'href="{turn.get_absolute_url()}history/"' in client.get(turn.get_absolute_url()).content.decode()
    page = history(client, meeting)
    assert page.index("平日は九時まで開けます。") < page.index("平日は八時まで開けます。")
    assert "職員による手直し" in page
    assert "訂正1回" in client.get(meeting.get_absolute_url()).content.decode()


def test_former_wordings_are_shown_only_where_the_body_does(client: Client, meeting: Meeting) -> None:
    corrected(meeting, "電話は0000番です。", "平日は八時まで開けます。")
    meeting.body.shows_former_wording = False
    meeting.body.save()
    page = history(client, meeting)
    assert "令和6年（2024年）7月1日" in words_of(page)
    assert "0000番" not in page
    assert sha256("電話は0000番です。".encode()).hexdigest() not in page


def test_each_wording_that_is_shown_has_its_digest(client: Client, meeting: Meeting) -> None:
    corrected(meeting, "はじめの文です。", "なかの文です。")
    corrected(meeting, "なかの文です。", "平日は八時まで開けます。", month=8)
    page = history(client, meeting)
    texts = ["平日は八時まで開けます。", "なかの文です。", "はじめの文です。"]
    places = [page.index(text) for text in texts] + [
        page.index(sha256(t.encode()).hexdigest()) for t in texts
    ]
    assert places[:3] == sorted(places[:3])


def test_what_was_changed_before_it_was_public_is_no_history(client: Client, meeting: Meeting) -> None:
    corrected(meeting, "下書きの文です。", "平日は八時まで開けます。", month=5)
    page = history(client, meeting)
    assert "下書きの文です。" not in page
    assert "変わっていません" in page


def test_a_withdrawn_turn_has_no_history(client: Client, meeting: Meeting) -> None:
    corrected(meeting, "平日は八時まで開けます。", None)
    Turn.objects.update(withdrawn_on="2024-07-02", withdrawn_reason="発言者の申出による")
    assert client.get(f"{meeting.get_absolute_url()}1/history/").status_code == 410


def test_a_draft_has_no_history(client: Client, meeting: Meeting) -> None:
    Meeting.objects.update(status="draft")
    assert client.get(f"{meeting.get_absolute_url()}1/history/").status_code == 404
