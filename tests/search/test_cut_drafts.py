"""What waits to be published is cut into words beforehand, found by nobody, and right when it is public."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import ArchiveWord, CutDraft, InternalTurnIndex, Meeting, Turn, TurnIndex, WordForm
from meetings.search import cut_drafts, entry_making, lexemes
from meetings.search.checking import differences
from meetings.search.indexing import index_meetings
from meetings.search.lexemes import cut_text, index_entry
from tests import factories
from tests.admin.form_filling import address, submit
from tests.desk.minutes import TEXT, upload
from tests.search.test_check_index import check
from tests.search.test_indexing import HOSTILE
from tests.search.test_reindex import reindex

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief", password="x"))
    return client


@pytest.fixture
def draft(chief: Client) -> Meeting:
    """Five turns, sent in as a document."""
    factories.municipality("潮見野市")
    chief.post("/staff/documents/", {"documents": upload()})
    return Meeting.objects.get()


def act(client: Client, meeting: Meeting, rest: str, **fields: Any) -> None:
    meeting.refresh_from_db()
    seen = meeting.updated_at.isoformat()
    answer = client.post(f"/staff/meetings/{meeting.identifier}/{rest}", {"seen": seen, **fields})
    assert answer.status_code == 302, answer.content.decode()


def publish(client: Client, meeting: Meeting) -> None:
    act(client, meeting, "publish/", checked="1")
    meeting.refresh_from_db()
    assert meeting.is_public


def assert_true() -> None:
    assert [str(difference) for difference in differences()] == []


def hits(client: Client, words: str) -> str:
    return client.get("/search/", {"q": words}).content.decode()


@pytest.fixture
def cutting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are cut from now on."""
    texts: list[str] = []

    def noting(text: str) -> lexemes.CutText:
        texts.append(text)
        return cut_text(text)

    for module in (lexemes, entry_making):
        monkeypatch.setattr(module, "cut_text", noting)
    return texts


def test_nobody_finds_what_is_only_cut(chief: Client, client: Client, draft: Meeting) -> None:
    assert set(CutDraft.objects.values_list("turn", flat=True)) == set(
        draft.turns.values_list("pk", flat=True)
    )
    for noun in (TurnIndex, InternalTurnIndex, WordForm, ArchiveWord):
        assert not noun._default_manager.exists()
    for reader in (client, chief):
        assert "増やします。" not in hits(reader, "増やす")
        assert "開館時間" not in hits(reader, "会館時間")  # nothing is proposed
    assert_true()


def test_publishing_cuts_nothing(chief: Client, client: Client, draft: Meeting, cutting: list[str]) -> None:
    publish(chief, draft)
    assert cutting == []
    assert "増やします。" in hits(client, "増やす")
    assert not CutDraft.objects.exists()
    assert WordForm.objects.exists()
    assert_true()


def test_publishing_at_a_set_time_and_from_the_list_cuts_nothing(
    chief: Client, draft: Meeting, cutting: list[str]
) -> None:
    chosen = {"action": "publish_meetings", "_selected_action": [str(draft.pk)]}
    chief.post("/admin/meetings/meeting/", chosen)
    assert TurnIndex.objects.count() == 5
    assert cutting == []
    assert_true()


def test_labels_items_and_order_cut_nothing(chief: Client, draft: Meeting, cutting: list[str]) -> None:
    act(chief, draft, "turns/", old_label="会長", label="議長")
    act(chief, draft, "turns/", first="1", last="5", item=str(draft.agenda_items.all()[1].pk))
    assert submit(chief, address("turn", draft.turns.get(number=5)), place="1").status_code == 302
    assert cutting == []
    publish(chief, draft)
    assert_true()


def test_a_correction_is_cut_alone(chief: Client, client: Client, draft: Meeting, cutting: list[str]) -> None:
    turn = draft.turns.get(number=4)
    assert submit(chief, address("turn", turn), text="三人雇います。").status_code == 302
    assert cutting == ["三人雇います。"]
    act(chief, draft, "turns/3/split/", at="10")
    assert len(cutting) == 3
    publish(chief, draft)
    assert len(cutting) == 3
    assert "雇います。" in hits(client, "三人")
    assert_true()


def test_a_wording_nobody_told_of_is_cut_in_the_end(
    chief: Client, draft: Meeting, cutting: list[str]
) -> None:
    Turn.objects.filter(number=4).update(text="三人雇います。")
    publish(chief, draft)
    assert cutting == ["三人雇います。"]
    assert_true()


def test_what_another_edition_cut_is_not_taken(chief: Client, draft: Meeting) -> None:
    CutDraft.objects.update(edition="20250101-0.6.0-1", segmented="\x1f賛成\x1f")
    publish(chief, draft)
    assert_true()


def test_a_meeting_that_is_hidden_again_is_cut_by_and_by(
    chief: Client, draft: Meeting, cutting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.search.indexing.OF_A_MEETING", 2)
    monkeypatch.setattr("meetings.search.indexing.OF_TURNS", 1)
    publish(chief, draft)
    chosen = {"action": "return_to_draft", "_selected_action": [str(draft.pk)]}
    chief.post("/admin/meetings/meeting/", chosen)
    assert not TurnIndex.objects.exists()
    assert CutDraft.objects.count() == len(cutting) == 2
    act(chief, draft, "turns/", first="5", label="議長")
    assert CutDraft.objects.count() == len(cutting) == 3
    publish(chief, draft)
    assert len(cutting) == 5
    assert TurnIndex.objects.count() == 5
    assert_true()


def test_what_is_withdrawn_deleted_or_removed_leaves_no_words(chief: Client, draft: Meeting) -> None:
    def held(word: str) -> bool:
        return any(word in f"{row.segmented}{row.forms}" for row in CutDraft.objects.all())

    assert held("夜間")
    day = {"withdrawn_on": "2026-04-01", "withdrawn_reason": "誤りのため"}
    assert submit(chief, address("turn", draft.turns.get(number=3)), day).status_code == 302
    assert not held("夜間")
    assert held("増やし")
    chief.post(address("turn", draft.turns.get(number=4), "delete"), {"post": "yes"})
    assert not held("増やし")
    assert held("資料")
    purge = {"identifier": draft.identifier, "words": "資料1により", "reason": "裁判所の決定", "sure": "on"}
    assert chief.post("/admin/meetings/purge/add/", purge).status_code == 302
    assert not held("資料")
    publish(chief, draft)
    assert_true()


def test_check_index_tells_what_is_wrong_and_reindex_mends_it(draft: Meeting) -> None:
    first, second, third, *_ = draft.turns.in_order()
    CutDraft.objects.filter(turn=first).update(segmented="\x1f賛成\x1f")
    Turn.objects.filter(pk=second.pk).update(text="ほかの本文です。")
    Turn.objects.filter(pk=third.pk).update(withdrawn_on="2024-05-01", withdrawn_reason="誤り")
    status, printed = check()
    assert status == 1
    assert printed.splitlines() == [
        f"発言 {first.pk}：語に分けた下書きが違います。",
        f"発言 {second.pk}：語に分けた下書きが違います。",
        f"発言 {third.pk}：語に分けた下書きに、あってはならないのにあります。",
        "違いが3件あります。reindex --all を実行してください。",
    ]
    assert reindex(all=True) == "会議1件（発言4件）の索引を作りました。\n"
    assert_true()
    assert CutDraft.objects.count() == 4


def test_reindex_cuts_drafts_that_were_there_before(draft: Meeting) -> None:
    CutDraft.objects.all().delete()
    assert check()[0] == 0  # none is wrong
    assert reindex() == "会議1件（発言5件）の索引を作りました。\n"
    assert CutDraft.objects.count() == 5
    CutDraft.objects.filter(turn__number=2).update(edition="20250101-0.6.0-1")
    assert reindex() == "会議1件（発言1件）の索引を作りました。\n"
    assert reindex() == "索引はそろっています。何もしていません。\n"
    Meeting.objects.update(status="withdrawn", withdrawn_on="2026-04-01", withdrawn_reason="誤り")
    reindex()
    assert not CutDraft.objects.exists()


def test_a_long_document_is_cut_whole(
    chief: Client, draft: Meeting, cutting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.search.indexing.OF_A_MEETING", 2)
    monkeypatch.setattr(cut_drafts, "_LOT", 2)
    chief.post(
        "/staff/documents/", {"documents": upload(TEXT.replace("第2回", "第3回").replace("月10", "月11"))}
    )
    assert CutDraft.objects.count() == 10


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_cut_before_makes_the_same_entry(text: str) -> None:
    meeting = factories.meeting(status="draft")
    turn = factories.turn(meeting, text)
    index_meetings([meeting.pk])
    known = cut_drafts.cuts_of({turn.pk: text})[turn.pk]
    assert known == cut_text(text)
    assert index_entry(known, "議題", ("会長",)) == index_entry(text, "議題", ("会長",))
