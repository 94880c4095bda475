"""From one page of the desk to the next: nobody has to look for the turn that was just corrected."""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Meeting, Turn
from tests import factories
from tests.admin.form_filling import submit

from .minutes import only_meeting, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(clerk: Client) -> Meeting:
    clerk.post("/staff/documents/", {"documents": upload()})
    return only_meeting()


def desk(meeting: Meeting) -> str:
    return f"/staff/meetings/{meeting.identifier}/"


def sent(client: Client, meeting: Meeting, rest: str, **fields: Any) -> str:
    """Where one is led."""
    seen = Meeting.objects.get().updated_at.isoformat()
    return str(client.post(f"{desk(meeting)}{rest}", {"seen": seen, **fields}).headers["Location"])


def test_a_turn_is_shown_on_its_page(clerk: Client, meeting: Meeting) -> None:
    for _ in range(60):
        factories.turn(meeting, "続けます。", label="会長")
    last = Turn.objects.latest("position")
    answer = clerk.get(desk(meeting), {"turn": str(last.number)})
    assert last in [block.turn for block in answer.context["page"].blocks]
    assert f'id="turn-{last.number}"' in answer.content.decode()
    assert answer.context["page"].listing.requested == "2"


@pytest.mark.parametrize("number", ["999", "x", "", "9" * 5000, "-1"])
def test_a_turn_that_is_not_there_leads_to_the_meeting(clerk: Client, meeting: Meeting, number: str) -> None:
    assert clerk.get(desk(meeting), {"turn": number}).status_code == 200


def test_who_corrects_a_turn_goes_on_at_the_desk(clerk: Client, meeting: Meeting) -> None:
    turn = Turn.objects.get(number=3)
    way = f"/admin/meetings/turn/{turn.pk}/change/?back=desk"
    assert way in clerk.get(desk(meeting)).content.decode()
    assert way in clerk.get(f"{desk(meeting)}turns/3/").content.decode()
    assert submit(clerk, way, text="増やしますか。").headers["Location"] == f"{desk(meeting)}?turn=3#turn-3"
    other = submit(clerk, f"/admin/meetings/turn/{turn.pk}/change/", text="増やしますか？")
    assert other.headers["Location"] == "/admin/meetings/turn/"


def test_where_a_turn_was_cut_or_joined_one_goes_on(clerk: Client, meeting: Meeting) -> None:
    at = str(Turn.objects.get(number=3).text.index("増やす"))
    assert sent(clerk, meeting, "turns/3/split/", at=at) == f"{desk(meeting)}?turn=3#turn-3"
    assert sent(clerk, meeting, "turns/3/join/") == f"{desk(meeting)}?turn=2#turn-2"


NUL, LONG = "\0", "9" * 5000


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("", {"label": f"会{NUL}長"}),
        ("", {"label": "会長", "only": NUL, "page": LONG}),
        ("/staff/speakers/{speaker}/", {"name": f"若{NUL}葉", "label": NUL, "since": NUL}),
        ("/staff/speakers/merge/", {"id": [LONG, NUL, "1"], "keep": LONG}),
        ("/staff/speakers/alike/", {"x": NUL}),
        ("/staff/reports/", {"settled": NUL}),
    ],
)
def test_nothing_typed_into_an_address_breaks_it(
    clerk: Client, meeting: Meeting, path: str, typed: dict[str, Any]
) -> None:
    speaker = Turn.objects.exclude(speaker=None).values_list("speaker", flat=True).first()
    path = path.format(speaker=speaker) or desk(meeting)
    assert clerk.get(path, typed).status_code < 500


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("turns/", {"turn": [LONG, NUL], "label": "議長"}),
        ("turns/", {"first": LONG, "last": "9" * 30, "label": f"議{NUL}長"}),
        ("turns/", {"turn": "1", "speaker": LONG, "item": LONG, "kind": NUL}),
        ("turns/3/split/", {"at": LONG}),
        ("turns/3/split/", {"at": "14", "label": f"議{NUL}長"}),
        ("turns/3/join/", {"x": NUL}),
        ("head/", {"title": NUL, "number": LONG, "date": NUL}),
        ("publish/", {"checked": NUL}),
        ("review/", {"back": NUL}),
        ("/staff/documents/", {"text": f"第1回{NUL}会議", "body": NUL, "municipality": NUL}),
        ("/staff/speakers/{speaker}/turns/", {"group": [f"{LONG}:会長", f"1:{NUL}"], "name": f"若{NUL}葉"}),
        ("/staff/speakers/merge/", {"id": [LONG, NUL], "lasting": NUL}),
        ("/staff/speakers/apart/", {"id": [LONG, NUL]}),
        ("/staff/bodies/{body}/roster/", {"text": f"氏名\n若{NUL}葉", "act": NUL, "since": NUL}),
    ],
)
def test_nothing_sent_to_the_desk_breaks_it(
    clerk: Client, approver: Client, meeting: Meeting, path: str, typed: dict[str, Any]
) -> None:
    speaker = Turn.objects.exclude(speaker=None).values_list("speaker", flat=True).first()
    path = path.format(speaker=speaker, body=meeting.body.slug)
    path = path if path.startswith("/") else f"{desk(meeting)}{path}"
    for client in (clerk, approver):
        seen = Meeting.objects.get(pk=meeting.pk).updated_at.isoformat()
        assert client.post(path, {"seen": seen, **typed}, follow=True).status_code < 500
