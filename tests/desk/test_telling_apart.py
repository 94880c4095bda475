"""Speakers of one name whom a clerk has told apart are not offered as one again."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.desk.speaker_merge import SpeakerMerge, merge
from meetings.models import Assignment, Body, DistinctSpeakers, Speaker, Version
from tests import factories
from tests.admin.form_filling import CLERK_MAY, staff

pytestmark = pytest.mark.django_db

ALIKE = "/staff/speakers/alike/"
APART = "/staff/speakers/apart/"


@pytest.fixture
def body() -> Body:
    return factories.body("潮見野市議会", factories.municipality("潮見野市"))


def speaker(name: str, body: Body, kind: str = "person", **fields: Any) -> Speaker:
    """Somebody who says something."""
    if kind == "person":
        fields.setdefault("municipality", body.municipality)
    found = factories.speaker(name, kind, **fields)
    factories.turn(factories.meeting(body), speaker=found, label=name)
    return found


@pytest.fixture
def three(body: Body) -> list[Speaker]:
    return [speaker(name, body) for name in ("高橋 一郎", "髙橋 一郎", "高橋　一郎")]


def tell_apart(client: Client, *speakers: Speaker) -> str:
    answer = client.post(APART, {"id": [one.pk for one in speakers]}, follow=True)
    return str(answer.content.decode())


def offered(client: Client) -> list[set[Speaker]]:
    return [set(group.speakers) for group in client.get(ALIKE).context["page"].groups]


def test_a_pair_told_apart_is_not_offered_again(clerk: Client, body: Body) -> None:
    one, other = speaker("高橋 一郎", body), speaker("髙橋 一郎", body)
    assert offered(clerk) == [{one, other}]
    assert "もう候補に出しません" in tell_apart(clerk, other, one)
    assert offered(clerk) == []
    for each in (one, other):
        assert clerk.get(f"/staff/speakers/{each.pk}/").context["page"].found == []


def test_it_can_be_taken_back(clerk: Client, body: Body) -> None:
    one, other = speaker("高橋 一郎", body), speaker("髙橋 一郎", body)
    tell_apart(clerk, one, other)
    [(pk, names)] = clerk.get(ALIKE).context["page"].told_apart
    assert "高橋 一郎" in names
    clerk.post(f"{APART}{pk}/")
    assert offered(clerk) == [{one, other}]


def test_who_said_so_and_who_took_it_back_is_kept(clerk: Client, approver: Client, body: Body) -> None:
    tell_apart(clerk, speaker("高橋 一郎", body), speaker("髙橋 一郎", body))
    pair = DistinctSpeakers.objects.get()
    approver.post(f"{APART}{pair.pk}/")
    kept = Version.objects.filter(noun="distinctspeakers", row=pair.pk).order_by("pk")
    assert [(one.actor, one.deleted) for one in kept] == [("clerk", False), ("approver", True)]
    pages = [clerk.get(f"/admin/meetings/version/{one.pk}/change/").content.decode() for one in kept]
    assert "別人と確かめた発言者を追加" in pages[0]
    assert "別人と確かめた発言者を削除" in pages[1]
    assert "髙橋 一郎" in pages[1]


def test_what_was_added_names_both_while_it_stands(clerk: Client, body: Body) -> None:
    tell_apart(clerk, speaker("高橋 一郎", body), speaker("髙橋 一郎", body))
    version = Version.objects.get(noun="distinctspeakers")
    page = clerk.get(f"/admin/meetings/version/{version.pk}/change/").content.decode()
    assert "高橋 一郎と髙橋 一郎" in page


def test_of_three_those_not_told_apart_are_offered(clerk: Client, three: list[Speaker]) -> None:
    tell_apart(clerk, three[0], three[1])
    assert sorted(offered(clerk), key=len) == [{three[0], three[2]}, {three[1], three[2]}]
    tell_apart(clerk, *three)
    assert offered(clerk) == []
    assert DistinctSpeakers.objects.count() == 3


def test_saying_it_twice_is_no_error(clerk: Client, three: list[Speaker]) -> None:
    for _ in range(2):
        tell_apart(clerk, three[0], three[1])
    assert DistinctSpeakers.objects.count() == 1


def test_one_alone_or_nobody_is_refused(clerk: Client, three: list[Speaker]) -> None:
    assert "二人以上" in tell_apart(clerk, three[0])
    for ids in (["x"], ["999999"], ["9" * 40], []):
        answer = clerk.post(APART, {"id": ids}, follow=True)
        assert "二人以上" in answer.content.decode()
    assert clerk.post(f"{APART}999999/").status_code == 404
    assert not DistinctSpeakers.objects.exists()


def test_an_anonymous_label_is_never_told_apart(clerk: Client, body: Body, three: list[Speaker]) -> None:
    nobody = factories.speaker("委員", "anonymous", meeting=factories.meeting(body))
    assert "一つの会議だけの発言者" in tell_apart(clerk, three[0], nobody)
    assert not DistinctSpeakers.objects.exists()


def test_the_preview_of_a_merge_offers_to_tell_apart(clerk: Client, three: list[Speaker]) -> None:
    page = "/staff/speakers/merge/"
    sent = {"id": [three[0].pk, three[1].pk]}
    assert f'action="{APART}"' in clerk.get(page, sent).content.decode()
    assert "別人と確かめた記録があります" not in clerk.get(page, sent).content.decode()
    tell_apart(clerk, three[0], three[1])
    assert "別人と確かめた記録があります" in clerk.get(page, sent).content.decode()


def test_a_merge_looked_at_before_is_looked_at_again(clerk: Client, three: list[Speaker]) -> None:
    ids = [three[0].pk, three[1].pk]
    plan = clerk.get("/staff/speakers/merge/", {"id": ids}).context["page"].plan
    tell_apart(clerk, three[0], three[1])
    sent = {"id": ids, "keep": plan.kept.pk, "seen": plan.seen}
    assert clerk.post("/staff/speakers/merge/", sent).status_code == 409


def test_who_is_merged_passes_on_whom_he_is_not(three: list[Speaker]) -> None:
    kept, merged, apart = three
    DistinctSpeakers.objects.tell_apart([(merged.pk, apart.pk), (kept.pk, merged.pk)])
    merge(SpeakerMerge(kept, [merged]))
    assert DistinctSpeakers.objects.pairs() == {(kept.pk, apart.pk)}


def test_others_of_a_town_are_nobodys_business(clerk: Client, body: Body) -> None:
    ours, theirs = body, factories.body("朝凪市議会", factories.municipality("朝凪市"))
    pairs = [[speaker(name, of) for name in ("高橋 一郎", "髙橋 一郎")] for of in (ours, theirs)]
    midori = staff("midori", CLERK_MAY)
    Assignment.objects.create(user=User.objects.get(username="midori"), municipality=ours.municipality)
    assert offered(midori) == [set(pairs[0])]
    assert "二人以上" in tell_apart(midori, *pairs[1])
    tell_apart(clerk, *pairs[1])
    [pair] = DistinctSpeakers.objects.all()
    assert midori.get(ALIKE).context["page"].told_apart == []
    assert midori.post(f"{APART}{pair.pk}/").status_code == 404
    assert DistinctSpeakers.objects.exists()


def test_only_who_may_change_speakers_says_so(onlooker: Client, three: list[Speaker]) -> None:
    assert onlooker.post(APART, {"id": [one.pk for one in three]}).status_code == 403
    assert not DistinctSpeakers.objects.exists()


def test_the_page_asks_little_however_many_there_are(
    clerk: Client, body: Body, django_assert_max_num_queries: Any
) -> None:
    for n in range(6):
        pair = [speaker(f"{name}{n}", body) for name in ("高橋 一郎", "髙橋 一郎")]
        if n % 2:
            tell_apart(clerk, *pair)
    with django_assert_max_num_queries(12):
        page = clerk.get(ALIKE).context["page"]
    assert (len(page.groups), page.told_apart_count) == (3, 3)
