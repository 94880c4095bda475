"""`manage.py reindex`: what is wanting, or everything."""

import io
from typing import Any

import pytest
from django.core.management import call_command

from meetings.models import Meeting, Turn, TurnIndex, WordForm
from meetings.search import reindexing
from meetings.search.checking import differences
from meetings.search.indexing import index_meetings
from meetings.search.reindexing import Reindexing, wanting_meetings
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings() -> list[Meeting]:
    made = [factories.meeting() for _ in range(3)]
    for meeting in made:
        factories.turn(meeting, "サーバを置きます。")
        factories.turn(meeting, "賛成です。")
    return made


def reindex(**options: Any) -> str:
    out = io.StringIO()
    call_command("reindex", stdout=out, **options)
    return out.getvalue()


def keys(meetings: list[Meeting]) -> list[tuple[int, int]]:
    return [(meeting.pk, 2) for meeting in meetings]


def test_an_archive_without_an_index_gets_one(meetings: list[Meeting]) -> None:
    assert reindex() == "会議3件（発言6件）の索引を作りました。\n"
    assert list(differences()) == []
    assert reindex() == "索引はそろっています。何もしていません。\n"


@pytest.mark.parametrize(
    "spoil",
    [
        {"edition": "1"},
        {"date": "1999-01-01"},
        {"role": "市長"},
        {"kind": "narration"},
        {"speaker": 1},
        {"item": 1},
    ],
)
def test_only_what_is_missing_or_old_is_made_again(meetings: list[Meeting], spoil: dict[str, Any]) -> None:
    reindex()
    TurnIndex.objects.filter(meeting=meetings[1]).update(**spoil)
    assert wanting_meetings() == keys(meetings[1:2])
    reindex()
    assert list(differences()) == []


def test_what_was_hidden_or_shown_by_hand_is_noticed(meetings: list[Meeting]) -> None:
    reindex()
    Meeting.objects.filter(pk=meetings[0].pk).update(visibility="internal")
    Turn.objects.filter(pk=meetings[2].turns.get(number=1).pk).update(
        withdrawn_on="2024-05-01", withdrawn_reason="誤り"
    )
    assert wanting_meetings() == [(meetings[0].pk, 2), (meetings[2].pk, 1)]
    reindex()
    assert list(differences()) == []


def test_a_run_that_was_stopped_goes_on_where_it_was(
    meetings: list[Meeting], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "BATCH_TURNS", 1)
    steps = Reindexing().batches()
    assert next(steps) == 2
    steps.close()
    assert wanting_meetings() == keys(meetings[1:])
    reindex()
    assert list(differences()) == []


def test_everything_anew_finds_wordings_changed_by_hand(meetings: list[Meeting]) -> None:
    reindex()
    Turn.objects.filter(text="賛成です。").update(text="反対です。")
    assert wanting_meetings() == []
    assert list(differences())
    reindex(all=True)
    assert list(differences()) == []


def test_spellings_that_no_turn_has_are_dropped_with_everything(meetings: list[Meeting]) -> None:
    reindex()
    Turn.objects.filter(text="サーバを置きます。").update(text="取組です。")
    index_meetings(meeting.pk for meeting in meetings)
    assert WordForm.objects.filter(surface="サーバ").exists()
    assert "どの発言にもなくなった表記" in reindex(all=True)
    assert not WordForm.objects.filter(surface="サーバ").exists()
    assert WordForm.objects.filter(surface="取組").exists()


def test_it_can_keep_quiet(meetings: list[Meeting]) -> None:
    assert reindex(verbosity=0) == reindex(verbosity=0) == ""
