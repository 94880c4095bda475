"""What was learnt of a body's minutes is shown on its page, and can be forgotten."""

import pytest
from django.db.models import JSONField, Value
from django.test import Client

from meetings.models import Body, SpeakerName
from tests import factories

from .form_filling import address

pytestmark = pytest.mark.django_db


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
