"""Readings (よみ) of persons come from the lists of members that name them in public, or from nowhere."""

import datetime

import pytest

from meetings.desk.roster_entry import store_roster
from meetings.importing.readings import readings_in, take_readings
from meetings.importing.speaker_rows import Attributor
from meetings.models import Membership, Speaker
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 1)


@pytest.fixture
def body():
    return make.body("潮見野市緑化審議会", make.municipality("潮見野市"))


def member(body, name, kana, *, is_public=True, office="委員"):
    return Membership.objects.create(
        body=body, name=name, kana=kana, office=office, since=DAY, is_public=is_public
    )


def test_a_list_of_the_town_tells_the_reading(body):
    other = make.body("潮見野市公園会議", body.municipality)
    speaker = make.speaker("若葉　薫", municipality=body.municipality)
    member(other, "若葉 薫", "ワカバ カオル")
    assert take_readings(body) == 1
    speaker.refresh_from_db()
    assert speaker.kana == "ワカバ カオル"


def test_a_name_that_is_not_to_be_public_tells_nothing(body):
    member(body, "若葉 薫", "ワカバ カオル", is_public=False)
    assert readings_in(body) == {}


def test_two_readings_of_one_name_tell_nothing(body):
    member(body, "若葉 薫", "ワカバ カオル")
    member(body, "若葉薫", "ワカバ カオリ", office="会長")
    member(body, "宮田 葵", "ミヤタ アオイ")
    member(body, "宮田　葵", "ミヤタアオイ", office="会長")
    assert readings_in(body) == {"宮田葵": "ミヤタ アオイ"}


def test_another_town_and_another_kind_are_left_alone(body):
    elsewhere = make.speaker("若葉 薫", municipality=make.municipality("朝凪市"))
    office = make.speaker("若葉 薫", "organisation", municipality=body.municipality)
    member(body, "若葉 薫", "ワカバ カオル")
    assert take_readings(body) == 0
    assert not Speaker.objects.filter(pk__in=[elsewhere.pk, office.pk]).exclude(kana="").exists()


def test_a_reading_that_a_clerk_entered_stays(body):
    speaker = make.speaker("若葉 薫", kana="ワカバ クン", municipality=body.municipality)
    member(body, "若葉 薫", "ワカバ カオル")
    assert take_readings(body) == 0
    speaker.refresh_from_db()
    assert speaker.kana == "ワカバ クン"


def test_a_body_of_no_town_has_readings_of_its_own():
    body, other = make.body("水源地域協議会"), make.body("山林協議会")
    speaker = make.speaker("若葉 薫", body=body)
    member(other, "若葉 薫", "ワカバ クン")
    assert take_readings(body) == 0
    member(body, "若葉 薫", "ワカバ カオル")
    assert take_readings(body) == 1
    speaker.refresh_from_db()
    assert speaker.kana == "ワカバ カオル"


@pytest.mark.parametrize(("is_public", "kana"), [(True, "ワカバ カオル"), (False, "")])
def test_a_list_that_is_sent_in_gives_its_readings(body, is_public, kana):
    speaker = make.speaker("若葉 薫", municipality=body.municipality)
    row = Membership(name="若葉 薫", kana="ワカバ カオル", office="委員", since=DAY)
    store_roster(body, [row], is_public=is_public)
    speaker.refresh_from_db()
    assert speaker.kana == kana


def test_a_new_speaker_has_the_reading_of_the_list(body):
    member(body, "若葉 薫", "ワカバ カオル")
    meeting = make.meeting(body)
    found = Attributor(meeting, labels=["若葉薫委員", "会長"]).attribute("若葉薫委員").speaker
    assert (found.kind, found.kana) == ("person", "ワカバ カオル")
    assert Attributor(meeting).attribute("会長").speaker.kana == ""
