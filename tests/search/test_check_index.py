"""`manage.py check_index` finds what the index has otherwise than the archive."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from meetings.models import Meeting, Turn, TurnIndex, WordForm
from meetings.search import checking
from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    made = factories.meeting()
    factories.turn(made, "サーバを置きます。")
    factories.turn(made, "賛成です。")
    index_meetings([made.pk])
    return made


def check(**options: Any) -> tuple[int, str]:
    """Exit status, and what is printed."""
    out = StringIO()
    try:
        call_command("check_index", stdout=out, **options)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    return 0, out.getvalue()


def test_a_true_index_is_said_to_be_true(meeting: Meeting) -> None:
    assert check() == (0, "索引は会議録と合っています。\n")
    assert check(sample=1) == (0, "索引は会議録と合っています。\n")


@pytest.mark.parametrize(
    ("spoil", "difference"),
    [
        ({"segmented": "\x1f賛成\x1f"}, "語に分けた本文が違います。"),
        ({"tags": "\x1b議長"}, "見出し語が違います。"),
        ({"date": "1999-01-01"}, "開催日が違います。"),
        ({"kind": "narration"}, "種類が違います。"),
        ({"role": "市長"}, "役職が違います。"),
        ({"speaker": 1}, "発言者が違います。"),
        ({"municipality": 1}, "発言した自治体が違います。"),
        ({"item": 1}, "議題が違います。"),
        ({"meeting": 0}, "会議が違います。"),
        ({"is_long": True}, "長すぎる発言が違います。"),
    ],
)
def test_each_column_is_compared(meeting: Meeting, spoil: dict[str, Any], difference: str) -> None:
    turn = meeting.turns.get(number=2)
    TurnIndex.objects.filter(turn=turn).update(**spoil)
    status, printed = check()
    assert status == 1
    assert printed.splitlines() == [
        f"発言 {turn.pk}：{difference}",
        "違いが1件あります。reindex --all を実行してください。",
    ]


def test_a_missing_row_and_one_too_many(meeting: Meeting) -> None:
    first, second = meeting.turns.in_order()
    TurnIndex.objects.filter(turn=first).delete()
    Turn.objects.filter(pk=second.pk).update(withdrawn_on="2024-05-01", withdrawn_reason="誤り")
    status, printed = check()
    assert status == 1
    assert f"発言 {first.pk}：検索の索引にありません。" in printed
    assert f"発言 {second.pk}：検索の索引に、あってはならないのにあります。" in printed


def test_a_spelling_that_was_lost(meeting: Meeting) -> None:
    WordForm.objects.filter(surface="サーバ").delete()
    assert "「サーバー」の表記「サーバ」が登録されていません。" in check()[1]


def test_a_new_edition_is_reported(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    TurnIndex.objects.update(edition="20250101-0.6.0-1")
    status, printed = check()
    assert status == 1
    assert printed.startswith("辞書か規則が新しくなりましたが、前の版で作った索引が残っています。")


def test_more_differences_than_anybody_reads_are_counted(meeting: Meeting) -> None:
    for n in range(150):
        factories.turn(meeting, f"{n}")
    printed = check()[1].splitlines()
    assert len(printed) == 102
    assert printed[-2:] == [
        "ほかに50件の違いがあります。",
        "違いが150件あります。reindex --all を実行してください。",
    ]


def test_the_log_hears_of_an_index_that_has_to_be_made(
    meeting: Meeting, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking.connection, "close", lambda: None)  # the test goes on with it
    checking.warn_if_outdated()
    assert not caplog.records
    TurnIndex.objects.update(edition="20250101-0.6.0-1")
    checking.warn_if_outdated()
    TurnIndex.objects.all().delete()
    checking.warn_if_outdated()
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "manage.py reindex" in caplog.text
