"""What the public may see, asked of every noun."""

import datetime

import pytest

from meetings.models import Body, Meeting, MeetingStatus, Municipality, Speaker, Turn, Visibility
from tests import factories

pytestmark = pytest.mark.django_db

WITHDRAWN = {"withdrawn_on": datetime.date(2024, 5, 1), "withdrawn_reason": "誤って公開したため"}


@pytest.mark.parametrize("visibility", Visibility.values)
@pytest.mark.parametrize("status", MeetingStatus.values)
def test_only_what_is_published_for_all_is_public(status: str, visibility: str) -> None:
    town = factories.municipality()
    other_town = factories.municipality("朝凪市")
    body = factories.body(municipality=town)
    withdrawn = WITHDRAWN if status == "withdrawn" else {}
    meeting = factories.meeting(body, status=status, visibility=visibility, **withdrawn)
    speaker = factories.speaker()
    factories.turn(meeting, speaker=speaker, municipality=other_town)
    public = status == "published" and visibility == "public"

    assert meeting.is_public == public
    assert Meeting.objects.published().exists() == public
    assert Turn.objects.published().exists() == public
    assert Body.objects.published().exists() == public
    assert Speaker.objects.published().exists() == public
    assert set(Municipality.objects.published()) == ({town, other_town} if public else set())


def test_a_withdrawn_turn_and_its_lone_speaker_are_not_public() -> None:
    meeting = factories.meeting()
    town, speaker = factories.municipality(), factories.speaker()
    factories.withdrawn_turn(meeting, "取り消した発言", speaker=speaker, municipality=town)
    assert not Turn.objects.published().exists()
    assert not Speaker.objects.published().exists()
    assert not Municipality.objects.published().exists()
    assert Meeting.objects.published().exists()


def test_turns_are_read_by_place_and_known_by_number() -> None:
    meeting = factories.meeting()
    factories.turn(meeting, "後", number=1, position=2)
    factories.turn(meeting, "先", number=2, position=1)
    factories.turn(meeting, "（休憩）", number=3, position=3, kind="procedure")
    assert [turn.text for turn in Turn.objects.in_order()] == ["先", "後", "（休憩）"]
    assert Turn.objects.speeches().count() == 2


def test_meetings_stand_in_order_of_day_and_undated_ones_last() -> None:
    body = factories.body()
    late = factories.meeting(body, date=datetime.date(2024, 5, 1))
    early = factories.meeting(body, date=datetime.date(2024, 4, 1))
    undated = factories.meeting(body, date=None, status="draft")
    assert list(Meeting.objects.newest_first()) == [late, early, undated]
    assert list(Meeting.objects.oldest_first()) == [early, late, undated]
    assert list(Meeting.objects.before(late)) == [early]
    assert list(Meeting.objects.after(early)) == [late]
    assert not Meeting.objects.before(undated).exists()
