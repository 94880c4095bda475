"""Speakers that are one are put together, by a clerk who has seen what it means."""

import datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError
from django.test import Client

from meetings.desk.speaker_merge import ONE_PERSON_THERE, SpeakerMerge, merge
from meetings.models import Body, FormerAddress, Meeting, Speaker, SpeakerName, Turn, TurnIndex, Version
from meetings.search.indexing import index_meetings
from meetings.search.names.index import current_names
from meetings.search.names.name_keys import name_key
from meetings.search.names.public import public
from tests import factories
from tests.search.asking import found

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (datetime.date(2024, month, 1) for month in (5, 6, 7))


@pytest.fixture
def body() -> Body:
    return factories.body("潮見野市議会", factories.municipality("潮見野市"))


def speaks(speaker: Speaker, body: Body, day: datetime.date, times: int = 1, **fields: Any) -> Meeting:
    meeting = factories.meeting(body, date=day, **fields)
    for _ in range(times):
        factories.turn(meeting, speaker=speaker, label=speaker.name)
    index_meetings([meeting.pk])
    return meeting


@pytest.fixture
def two(body: Body) -> tuple[Speaker, Speaker]:
    """高橋 speaks twice in May, 髙橋 once in June and once in July."""
    kept = factories.speaker("高橋 一郎", municipality=body.municipality)
    other = factories.speaker("髙橋 一郎", municipality=body.municipality, kana="タカハシ イチロウ")
    speaks(kept, body, FIRST, 3)
    speaks(other, body, SECOND)
    speaks(other, body, THIRD)
    return kept, other


def send(client: Client, *speakers: Speaker, **fields: Any) -> Any:
    """Open the preview, press the button; what is answered."""
    ids = [one.pk for one in speakers]
    plan = client.get("/staff/speakers/merge/", {"id": ids}).context["page"].plan
    sent = {"id": ids, "keep": plan.kept.pk, "seen": plan.seen, **fields}
    return client.post("/staff/speakers/merge/", sent, follow=True)


def test_the_preview_tells_what_would_happen(clerk: Client, two: tuple[Speaker, Speaker]) -> None:
    factories.attendance(Meeting.objects.get(date=SECOND), "髙橋一郎", name="髙橋　一郎")
    answer = clerk.get("/staff/speakers/merge/", {"id": [one.pk for one in two]})
    plan = answer.context["page"].plan
    assert (plan.kept, plan.others) == (two[0], [two[1]])
    assert [(one.turns, one.meetings, one.first, one.last, one.listed) for one in plan.records] == [
        (3, 1, FIRST, FIRST, 0),
        (2, 2, SECOND, THIRD, 1),
    ]
    assert [(one.speaker, one.first, one.last) for one in plan.names] == [(two[1], SECOND, THIRD)]
    assert "「高橋 一郎」にまとめる" in answer.content.decode()
    assert Speaker.objects.count() == 2


def test_turns_names_index_and_address_go_along(clerk: Client, two: tuple[Speaker, Speaker]) -> None:
    kept, other = two
    path = other.get_absolute_url()
    answer = send(clerk, *two, lasting=[f"{other.pk}-{Body.objects.get().pk}"])
    assert "「髙橋 一郎」を「高橋 一郎」にまとめました。" in answer.content.decode()
    assert Turn.objects.filter(speaker=kept).count() == 5
    assert TurnIndex.objects.filter(speaker=kept.pk).count() == 5
    assert clerk.get(path).headers["Location"] == kept.get_absolute_url()
    name = SpeakerName.objects.get()
    assert (name.speaker, name.name, name.since, name.until) == (kept, "髙橋 一郎", SECOND, THIRD)
    assert not name.only_then
    kept.refresh_from_db()
    assert kept.kana == "タカハシ イチロウ"
    assert LogEntry.objects.get().object_repr == "高橋 一郎"
    assert Version.objects.filter(noun="turn", actor="clerk").count() == 2
    public = Client().get(kept.get_absolute_url())
    assert public.context["page"].other_names == [name]
    assert "2024-06-01" in public.content.decode()


def named(typed: str) -> list[object]:
    """Whom a search for these words shows as one of that name."""
    bearers = current_names().bearers.get(name_key(typed), ())
    return [row for _, row in public(bearers).seen(bearers)]


def test_the_meetings_count_as_changed(two: tuple[Speaker, Speaker]) -> None:
    before = Meeting.objects.get(date=SECOND).updated_at
    untouched = Meeting.objects.get(date=FIRST).updated_at
    merge(SpeakerMerge(two[0], [two[1]]))
    assert Meeting.objects.get(date=SECOND).updated_at > before
    assert Meeting.objects.get(date=FIRST).updated_at == untouched


def test_the_one_who_is_wanted_stays(clerk: Client, two: tuple[Speaker, Speaker]) -> None:
    kept, other = two
    answer = clerk.get("/staff/speakers/merge/", {"id": [kept.pk, other.pk], "keep": other.pk})
    assert answer.context["page"].plan.kept == other


def test_both_in_one_meeting_are_refused_until_ticked(clerk: Client, two: tuple[Speaker, Speaker]) -> None:
    factories.turn(Meeting.objects.get(date=FIRST), speaker=two[1])
    answer = send(clerk, *two)
    assert answer.status_code == 400
    assert ONE_PERSON_THERE in answer.content.decode()
    assert Speaker.objects.count() == 2
    assert send(clerk, *two, one_person="1").status_code == 200
    assert Speaker.objects.count() == 1


def test_a_change_since_the_page_was_opened_is_told(clerk: Client, two: tuple[Speaker, Speaker]) -> None:
    ids = [one.pk for one in two]
    seen = clerk.get("/staff/speakers/merge/", {"id": ids}).context["page"].plan.seen
    factories.turn(Meeting.objects.get(date=SECOND), speaker=two[1])
    answer = clerk.post("/staff/speakers/merge/", {"id": ids, "keep": two[0].pk, "seen": seen})
    assert answer.status_code == 409
    assert "まだまとめていません" in answer.content.decode()
    assert Speaker.objects.count() == 2


def test_a_surname_means_the_person_on_that_day_alone(body: Body) -> None:
    person = factories.speaker("大谷 直", municipality=body.municipality)
    meeting = factories.meeting(body, date=SECOND)
    surname = factories.speaker("大谷委員", "surname", meeting=meeting)
    factories.turn(meeting, speaker=surname, label="大谷委員")
    plan = SpeakerMerge.of([surname, person])
    assert plan.kept == person
    merge(plan, lasting=[plan.names[0].key])
    meaning = SpeakerName.objects.meaning_on
    assert meaning(body, SECOND) == {"大谷委員": person}
    assert meaning(body, THIRD) == meaning(body, None) == {}


def test_an_office_is_a_person_for_its_days(body: Body) -> None:
    person = factories.speaker("若葉 薫", municipality=body.municipality)
    office = factories.speaker("会長", "office", body=body)
    speaks(office, body, FIRST)
    speaks(office, body, SECOND)
    plan = SpeakerMerge.of([office, person])
    assert not plan.names[0].probably_lasts
    merge(plan)
    assert SpeakerName.objects.meaning_on(body, FIRST) == {"会長": person}
    assert SpeakerName.objects.meaning_on(body, THIRD) == {}


def test_who_belongs_to_one_body_stays_in_it(clerk: Client, body: Body) -> None:
    here = factories.speaker("会長", "office", body=body)
    there = factories.speaker("会長", "office", body=factories.body("みのり県課長会"))
    speaks(here, body, FIRST, 2)
    speaks(there, Body.objects.get(name="みのり県課長会"), SECOND)
    answer = send(clerk, here, there)
    assert answer.status_code == 400
    assert "一つの会議（会議体）だけの発言者" in answer.content.decode()
    assert Speaker.objects.count() == 2


def test_people_and_organisations_are_not_one(clerk: Client, body: Body) -> None:
    person = factories.speaker("若葉 薫")
    office = factories.speaker("事務局", "organisation", body=body)
    assert "団体と人は" in send(clerk, person, office).content.decode()
    assert Speaker.objects.count() == 2


def test_a_name_that_means_another_is_his_on_its_days(body: Body) -> None:
    person, third = factories.speaker("若葉 薫"), factories.speaker("沢井 光")
    SpeakerName.objects.create(speaker=third, body=body, name="会長")
    office = factories.speaker("会長", "office", body=body)
    speaks(office, body, SECOND)
    plan = SpeakerMerge.of([office, person])
    merge(plan, lasting=[plan.names[0].key])
    assert SpeakerName.objects.meaning_on(body, SECOND) == {"会長": person}
    assert SpeakerName.objects.meaning_on(body, THIRD) == {"会長": third}


def test_a_name_of_two_on_one_day_means_nobody(body: Body) -> None:
    for name in ("若葉 薫", "沢井 光"):
        days = {"since": FIRST, "until": SECOND, "only_then": True}
        factories.speaker(name).other_names.create(body=body, name="会長", **days)
    assert SpeakerName.objects.meaning_on(body, FIRST) == {}


def test_what_a_town_says_is_said_for_it(body: Body) -> None:
    town = factories.speaker("潮見野市", "organisation", municipality=body.municipality)
    old = factories.speaker("汐見野市", "organisation", body=body)
    speaks(town, body, FIRST, 2)
    speaks(old, body, SECOND)
    merge(SpeakerMerge.of([old, town]))
    assert Turn.objects.get(meeting__date=SECOND).municipality == body.municipality


def test_names_it_had_before_go_along(body: Body, two: tuple[Speaker, Speaker]) -> None:
    kept, other = two
    other.other_names.create(body=body, name="橋髙")
    merge(SpeakerMerge(kept, [other]))
    assert SpeakerName.objects.meaning_on(body, FIRST)["橋髙"] == kept


def test_addresses_of_two_merges_lead_to_the_last(two: tuple[Speaker, Speaker]) -> None:
    kept, other = two
    third = factories.speaker("高橋 壱郎")
    merge(SpeakerMerge(kept, [other]))
    merge(SpeakerMerge(third, [kept]))
    assert set(FormerAddress.objects.values_list("moved_to", flat=True)) == {third.get_absolute_url()}


@pytest.mark.parametrize(
    "ids",
    [[], ["x"], ["9" * 30], ["1"], [str(n) for n in range(1, 30)]],
    ids=["none", "word", "long", "one", "many"],
)
def test_a_wrong_choice_is_answered_in_words(clerk: Client, ids: list[str]) -> None:
    for answer in (
        clerk.get("/staff/speakers/merge/", {"id": ids}),
        clerk.post("/staff/speakers/merge/", {"id": ids, "keep": "x"}),
    ):
        assert answer.status_code == 400
        assert "人" in answer.context["page"].refusals[0]


def test_a_failure_leaves_everything(monkeypatch: Any, two: tuple[Speaker, Speaker]) -> None:
    def fail(*_: object) -> None:
        raise IntegrityError

    monkeypatch.setattr("meetings.desk.speaker_merge.retire", fail)
    with pytest.raises(IntegrityError):
        merge(SpeakerMerge(two[0], [two[1]]))
    assert Turn.objects.filter(speaker=two[1]).count() == 2
    assert not SpeakerName.objects.exists()


def test_a_name_of_a_draft_shows_when_it_is_public(body: Body) -> None:
    kept = factories.speaker("高橋 一郎", municipality=body.municipality)
    other = factories.speaker("旧姓 一郎", municipality=body.municipality)
    speaks(kept, body, FIRST)
    draft = speaks(other, body, SECOND, status="draft")
    merge(SpeakerMerge(kept, [other]))
    page = kept.get_absolute_url()
    search = "/speakers/?name=旧姓"
    assert "旧姓" not in Client().get(page).content.decode()
    assert not Client().get(search).context["page"].speakers.rows
    assert found("発言者:旧姓") == found("旧姓一郎") == []
    assert not named("旧姓一郎")
    assert SpeakerName.objects.meaning_on(body, SECOND)
    draft.status = "published"
    draft.save()
    index_meetings([draft.pk])
    assert len(found("発言者:旧姓")) == 2
    assert named("旧姓一郎") == [kept]
    assert "旧姓" in Client().get(page).content.decode()
    assert Client().get(search).context["page"].speakers.rows


def test_the_list_in_the_admin_leads_to_the_preview(
    admin_client: Client, two: tuple[Speaker, Speaker]
) -> None:
    ids = [one.pk for one in two]
    chosen = {"action": "merge_chosen", "_selected_action": ids}
    answer = admin_client.post("/admin/meetings/speaker/", chosen, follow=True)
    assert answer.context["page"].plan.speakers == [*two]


def test_a_speaker_leads_to_those_alike(clerk: Client, two: tuple[Speaker, Speaker]) -> None:
    factories.turn(Meeting.objects.get(date=FIRST), speaker=factories.speaker("若葉 薫"))
    page = clerk.get(f"/staff/speakers/{two[0].pk}/").context["page"]
    assert [address for _, address in page.found] == [f"/staff/speakers/merge/?id={two[0].pk}&id={two[1].pk}"]
    [group] = clerk.get("/staff/speakers/alike/").context["page"].groups
    assert group.speakers == [*two]
    assert clerk.get(group.merge_address).context["page"].plan.kept == two[0]


def test_a_surname_leads_to_persons_of_its_body(clerk: Client, body: Body) -> None:
    meeting = factories.meeting(body, date=SECOND)
    surname = factories.speaker("大谷委員", "surname", meeting=meeting)
    factories.turn(meeting, speaker=surname, role="委員")
    for name, where in (("大谷 直", body), ("大谷 進", factories.body("朝凪市議会")), ("若葉 薫", body)):
        speaks(factories.speaker(name), where, FIRST)
    page = clerk.get(f"/staff/speakers/{surname.pk}/").context["page"]
    assert [described for described, _ in page.found] == ["大谷 直"]


def test_only_who_may_change_speakers_comes_in(onlooker: Client, two: tuple[Speaker, Speaker]) -> None:
    for path in ("merge/", "alike/", f"{two[0].pk}/"):
        assert onlooker.get(f"/staff/speakers/{path}").status_code == 403
        assert Client().get(f"/staff/speakers/{path}").status_code == 302
