"""The command as a clerk and a script meet it: what it prints, what it stores, how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting, Municipality, SourceDocument, Turn

pytestmark = pytest.mark.django_db

MINUTES = """第2回緑野町図書館協議会会議録

日時
令和6年7月12日（金曜日）午後2時から午後3時30分まで

場所
緑野町役場 第1会議室

出席者
会長 若葉 薫、委員 山口 光

傍聴者
2人

議題
1 開館時間について

会議の内容

1 開館時間について

（会長）
では議題の1に入ります。事務局から説明してください。

（事務局）
平日の閉館を午後7時に延ばす案です。試行の結果、利用者は一日に40人増えました。

（委員）
職員の手当てはできるのですか。

（事務局）
交代の勤務を組めば、今の人数でできます。

（会長）
では案のとおりといたします。
"""


@pytest.fixture
def _town() -> Municipality:
    return Municipality.objects.create(code="993018", name="緑野町", prefecture="みのり県", kind="town")


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "kaigiroku.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def run(*args: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit status and what stood on standard output."""
    try:
        call_command("import_minutes", *map(str, args))
    except SystemExit as end:
        return int(end.code or 0), capsys.readouterr().out
    return 0, capsys.readouterr().out


def run_json(*args: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    status, out = run(*args, "--json", capsys=capsys)
    return status, json.loads(out)


@pytest.mark.usefixtures("_town")
def test_a_dry_run_says_what_it_would_do_and_does_nothing(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = run(minutes, capsys=capsys)
    assert status == 0
    assert "緑野町図書館協議会" in out
    assert "令和6年（2024年）7月12日（金）" in out
    assert "発言　　　5件" in out
    assert "何も保存していません" in out
    assert not Meeting.objects.exists()
    assert not SourceDocument.objects.exists()


@pytest.mark.usefixtures("_town")
def test_commit_stores_and_publishes_and_a_second_commit_changes_nothing(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(minutes, "--commit", capsys=capsys)[0] == 0
    meeting = Meeting.objects.published().get()
    before = list(Turn.objects.values())
    status, out = run(minutes, "--commit", capsys=capsys)
    assert status == 0
    assert "取り込み済み" in out
    assert meeting.identifier in out
    assert list(Turn.objects.values()) == before


@pytest.mark.usefixtures("_town")
def test_draft_keeps_it_from_the_public(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(minutes, "--commit", "--draft", capsys=capsys)
    assert Meeting.objects.count() == 1
    assert not Meeting.objects.published().exists()


def test_json_alone_needs_no_database_and_prints_one_array(
    minutes: Path, capsys: pytest.CaptureFixture[str], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        status, [document] = run_json(minutes, capsys=capsys)
    assert status == 0
    assert document["outcome"] == "minutes"
    assert document["path"] == str(minutes)
    [meeting] = document["meetings"]
    assert (meeting["municipality"], meeting["date"], meeting["start"], meeting["end"]) == (
        "緑野町",
        "2024-07-12",
        "14:00",
        "15:30",
    )
    assert [turn["label"] for turn in meeting["turns"]] == ["会長", "事務局", "委員", "事務局", "会長"]
    assert {turn["agenda"] for turn in meeting["turns"]} == {0}


@pytest.mark.usefixtures("_town")
def test_a_corrected_document_shows_the_difference_before_it_is_stored(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(minutes, "--commit", capsys=capsys)
    minutes.write_text(MINUTES.replace("40人", "14人"), encoding="utf-8")
    _, out = run(minutes, capsys=capsys)
    assert "訂正" in out
    assert "～ 発言2" in out
    assert "14人" in out
    assert "40人" in Turn.objects.get(number=2).text
    run(minutes, "--commit", capsys=capsys)
    assert "14人" in Turn.objects.get(number=2).text


def test_a_folder_is_walked_and_a_bad_document_stops_no_other(
    tmp_path: Path, minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a_empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "notes.md").write_text("関係のないファイル")
    status, documents = run_json(tmp_path, capsys=capsys)
    assert status == 1
    assert [(Path(d["path"]).name, d["outcome"]) for d in documents] == [
        ("a_empty.txt", "unreadable"),
        ("binary.txt", "unreadable"),
        ("kaigiroku.txt", "minutes"),
    ]
    assert all(d["reason"] for d in documents[:2])


def test_a_missing_file_is_named_and_the_rest_is_done(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, documents = run_json(minutes.with_name("nai.txt"), minutes, capsys=capsys)
    assert status == 1
    assert [d["outcome"] for d in documents] == ["unreadable", "minutes"]
    assert "見つかりません" in documents[0]["reason"]


def test_an_unknown_municipality_refuses_the_document_and_leaves_nothing(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = run(minutes, "--commit", capsys=capsys)
    assert status == 1
    assert "「緑野町」という自治体は登録にも全国の一覧にもありません" in out
    assert not SourceDocument.objects.exists()


@pytest.mark.usefixtures("_town")
def test_a_quiet_run_names_only_what_it_refuses(
    tmp_path: Path, minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(SystemExit):
        call_command("import_minutes", str(tmp_path), "--commit", "--verbosity", "0")
    said = capsys.readouterr()
    assert said.out == ""
    assert "empty.txt" in said.err
    assert Meeting.objects.count() == 1


def test_without_a_path_the_usage_is_shown() -> None:
    with pytest.raises(CommandError):
        call_command("import_minutes")
