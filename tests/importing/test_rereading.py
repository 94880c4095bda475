"""`import_minutes --reread`: stored documents are read again, addresses and a clerk's corrections stay."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.importing.version import parser_version
from meetings.models import FormerAddress, Meeting, Municipality, SourceDocument, Speaker, Turn
from tests import factories

from .test_import_minutes import run

pytestmark = pytest.mark.django_db

PAPER = """第{number}回緑野町橋梁会議　会議録
日時　令和6年{month}月12日　午後2時から4時まで
場所　緑野町役場
出席者　会長　若葉 薫
　　　　委員　宮田 {given}

議題　橋の架け替えについて

会長：それでは始めます。
宮田委員：橋はいつ渡れるようになりますか。
事務局：来年の三月に渡れるようになります。
沢井委員：欄干の色は何色になるのですか。
事務局：青い色に塗る計画であります。
会長：これで終わります。
"""


@pytest.fixture(autouse=True)
def _town() -> Municipality:
    return Municipality.objects.create(code="993018", name="緑野町", prefecture="みのり県", kind="town")


@pytest.fixture
def enter(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Import papers, and say of them that an older version read them."""

    def enter(*givens: str) -> None:
        for number, given in enumerate(givens, start=1):
            path = tmp_path / f"{number}.txt"
            path.write_text(PAPER.format(number=number, month=number, given=given), encoding="utf-8")
            assert run(path, "--commit", capsys=capsys)[0] == 0
        SourceDocument.objects.update(parser_version="1")

    return enter


def reread(*options: str, capsys: pytest.CaptureFixture[str]) -> str:
    status, said = run("--reread", *options, capsys=capsys)
    assert status == 0
    return said


def as_older_versions_did() -> Speaker:
    """All who are called 宮田 are one person of the body."""
    body = Meeting.objects.earliest("pk").body
    pooled = Speaker.objects.create(kind="person", name="宮田", body=body)
    Turn.objects.filter(label="宮田委員").update(speaker=pooled)
    return pooled


def test_what_is_read_alike_is_not_touched(enter, capsys) -> None:
    enter("葵")
    before = list(Turn.objects.values()), list(Meeting.objects.values())
    assert "違いなし" in reread("--commit", capsys=capsys)
    assert before == (list(Turn.objects.values()), list(Meeting.objects.values()))
    assert SourceDocument.objects.get().parser_version == parser_version()
    assert "■" not in reread("--commit", capsys=capsys)


def test_nothing_is_changed_without_commit(enter, capsys) -> None:
    enter("葵")
    Turn.objects.filter(number=2).update(label="沢井委員")
    before = list(Turn.objects.values())
    said = reread(capsys=capsys)
    assert "発言2の表示：「沢井委員」 → 「宮田委員」" in said
    assert "何も変えていません" in said
    assert before == list(Turn.objects.values())
    assert SourceDocument.objects.get().parser_version == "1"


def test_a_pooled_surname_becomes_the_people_of_its_lists(enter, capsys) -> None:
    enter("葵", "楓")
    pooled = as_older_versions_did()
    said = reread("--commit", capsys=capsys)
    assert "発言2の発言者：「宮田（氏名）」 → 「宮田葵（氏名）」" in said
    names = Turn.objects.filter(label="宮田委員").order_by("meeting").values_list("speaker__name", flat=True)
    assert list(names) == ["宮田葵", "宮田楓"]
    former = FormerAddress.objects.get(path=pooled.get_absolute_url())
    assert (former.moved_to, former.reason) == ("", "姓だけの発言者を会議ごとに分けたため")


def test_the_page_of_a_surname_leads_to_the_one_person(enter, capsys, client) -> None:
    enter("葵")
    pooled = as_older_versions_did()
    reread("--commit", capsys=capsys)
    person = Speaker.objects.get(name="宮田葵")
    answer = client.get(pooled.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, person.get_absolute_url())


def test_a_speaker_that_a_clerk_described_stays(enter, capsys) -> None:
    enter("葵")
    pooled = as_older_versions_did()
    Speaker.objects.filter(pk=pooled.pk).update(kana="ミヤタ")
    reread("--commit", capsys=capsys)
    assert Speaker.objects.filter(pk=pooled.pk).exists()
    assert not FormerAddress.objects.exists()


def test_turns_get_their_parts_and_addresses_stay(enter, capsys) -> None:
    enter("葵")
    taken = Turn.objects.get(number=4)
    earlier = Turn.objects.get(number=3)
    Turn.objects.filter(pk=earlier.pk).update(text=f"{earlier.text}\n{taken.label}：{taken.text}")
    taken.delete()
    said = reread("--commit", capsys=capsys)
    assert "発言7：＋" in said
    live = Turn.objects.not_withdrawn().in_order()
    assert [turn.number for turn in live] == [1, 2, 3, 7, 5, 6]
    assert live[2].text == "来年の三月に渡れるようになります。"
    correction = Meeting.objects.get().corrections.get()
    assert (correction.reworded, correction.added) == ([3], [7])


def test_facts_are_put_right_and_none_is_emptied(enter, capsys) -> None:
    enter("葵")
    Meeting.objects.update(place="青葉町役場", department="橋梁課", end=dt.time(5))
    said = reread("--commit", capsys=capsys)
    meeting = Meeting.objects.get()
    assert "場所：「青葉町役場」 → 「緑野町役場」" in said
    assert (meeting.place, meeting.department, meeting.end) == ("緑野町役場", "橋梁課", dt.time(16))
    assert not meeting.corrections.exists()


@pytest.mark.parametrize(
    ("written", "is_marked"),
    [
        ("橋はいつ渡れる", True),  # cut: all that is left is printed
        ("橋はいつごろ渡れるようになりますか。", False),  # no document prints this
        ("……", True),
    ],
)
def test_words_corrected_by_hand_stay(enter, capsys, written: str, is_marked: bool) -> None:
    enter("葵")
    Turn.objects.filter(number=2).update(text=written, edited_by_hand=is_marked)
    reread("--commit", capsys=capsys)
    assert Turn.objects.get(number=2).text == written
    assert Turn.objects.count() == 6


def test_a_label_and_a_speaker_set_by_hand_stay(enter, capsys) -> None:
    enter("葵")
    person = Speaker.objects.create(kind="person", name="沢井樹")
    Turn.objects.filter(number=4).update(speaker=person)
    Turn.objects.filter(number=3).update(label="橋梁課長", speaker=person, edited_by_hand=True)
    reread("--commit", capsys=capsys)
    assert Turn.objects.get(number=4).speaker == person
    assert Turn.objects.get(number=3).label == "橋梁課長"


def test_a_speaker_that_a_clerk_took_away_stays_away(enter, capsys) -> None:
    enter("葵")
    Turn.objects.filter(number=2).update(speaker=None, role="", edited_by_hand=True)
    reread("--commit", capsys=capsys)
    assert Turn.objects.get(number=2).speaker is None


def test_fields_and_lists_corrected_by_hand_stay(enter, capsys) -> None:
    enter("葵")
    meeting = Meeting.objects.get()
    meeting.agenda_items.update(title="橋を架け替えることについて")
    meeting.attendances.first().delete()
    Meeting.objects.update(place="町役場", edited_by_hand=["agenda_items", "attendances", "place"])
    assert "違いなし" in reread("--commit", capsys=capsys)


def test_words_that_a_clerk_withdrew_stay_withdrawn(enter, capsys) -> None:
    enter("葵")
    Turn.objects.filter(number=4).update(withdrawn_on="2024-08-01", withdrawn_reason="申出による")
    Meeting.objects.update(place="青葉町役場")
    reread("--commit", capsys=capsys)
    assert Turn.objects.get(number=4).withdrawn_reason == "申出による"
    assert Turn.objects.count() == 6


def test_withdrawn_words_do_not_come_back_in_another_turn(enter, capsys) -> None:
    enter("葵")
    half = "来年の三月に渡れるようになります。\n沢井委員：欄干の色は何色になるのですか。"
    Turn.objects.filter(number=3).update(text=half, withdrawn_on="2024-08-01", withdrawn_reason="申出による")
    Turn.objects.filter(number=4).delete()
    status, said = run("--reread", "--commit", capsys=capsys)
    assert status == 1
    assert "取り消された発言3の言葉が、ほかの発言に入ります" in said
    assert Turn.objects.get(number=3).text == half
    assert SourceDocument.objects.get().parser_version == "1"


def test_a_document_that_is_no_record_any_more_is_told(enter, capsys) -> None:
    enter("葵")
    SourceDocument.objects.update(content=b"\x00\x01")
    status, said = run("--reread", "--commit", capsys=capsys)
    assert status == 1
    assert "会議録として読めなくなりました" in said


def test_the_differences_are_printed_as_json(enter, capsys) -> None:
    enter("葵")
    Meeting.objects.update(place="青葉町役場")
    [document] = json.loads(reread("--json", capsys=capsys))
    [meeting] = document["meetings"]
    assert meeting["identifier"] == Meeting.objects.get().identifier
    assert meeting["differences"] == ["場所：「青葉町役場」 → 「緑野町役場」"]


@pytest.mark.parametrize("arguments", [[], ["--reread", "kiroku.txt"]])
def test_a_path_or_reread_and_not_both(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="どちらか一方"):
        call_command("import_minutes", *arguments)


def test_members_of_the_body_name_speakers_when_read_again(enter, capsys: pytest.CaptureFixture[str]) -> None:
    enter("葵")
    factories.membership(Meeting.objects.get().body, "沢井 光", "委員", since=dt.date(2023, 4, 1))
    assert "沢井光（氏名）" in reread("--commit", capsys=capsys)
    assert Speaker.objects.filter(turns__label="沢井委員").get().name == "沢井光"
