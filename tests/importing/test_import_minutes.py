"""The command as a clerk and a script meet it: what it prints, what it stores, how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from meetings.models import (
    Body,
    IncomingDocument,
    Meeting,
    Municipality,
    SourceDocument,
    Speaker,
    SpeakerName,
    Turn,
)

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
def test_commit_publishes_and_a_second_commit_changes_nothing(
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


DOUBTFUL = MINUTES.replace("令和6年7月12日（金曜日）", "令和6年7月12日（月曜日）")


@pytest.mark.usefixtures("_town")
def test_what_is_doubtful_stays_a_draft_unless_told(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    minutes.write_text(DOUBTFUL, encoding="utf-8")
    call_command("import_minutes", str(minutes), "--commit")
    assert "下書き" in capsys.readouterr().out
    assert Meeting.objects.get().status == "draft"


@pytest.mark.usefixtures("_town")
def test_publish_makes_public_what_is_doubtful(minutes: Path) -> None:
    minutes.write_text(DOUBTFUL, encoding="utf-8")
    call_command("import_minutes", str(minutes), "--commit", "--publish")
    assert Meeting.objects.get().status == "published"


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(
    ("edition", "options"),
    [(MINUTES.replace("40人", "50人"), ["--draft"]), (DOUBTFUL.replace("40人", "50人"), [])],
    ids=["draft", "doubtful"],
)
def test_a_correction_that_may_not_be_public_waits(
    minutes: Path, capsys: pytest.CaptureFixture[str], edition: str, options: list[str]
) -> None:
    call_command("import_minutes", str(minutes), "--commit")
    minutes.write_text(edition, encoding="utf-8")
    call_command("import_minutes", str(minutes), *options)
    assert not IncomingDocument.objects.exists()
    call_command("import_minutes", str(minutes), "--commit", *options)
    assert "確認を待っています" in capsys.readouterr().out
    assert IncomingDocument.objects.get().waits_for == "correction"
    assert Turn.objects.filter(text__contains="40人").exists()
    call_command("import_minutes", str(minutes), "--commit", "--publish")
    assert Turn.objects.filter(text__contains="50人").exists()
    assert not IncomingDocument.objects.exists()


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
def test_a_corrected_document_shows_what_would_change(
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
    minutes.write_text(MINUTES, encoding="utf-8")
    _, out = run(minutes, "--commit", capsys=capsys)
    assert "その後に取り込んだ文書で訂正されています" in out
    assert "14人" in Turn.objects.get(number=2).text


@pytest.mark.usefixtures("_town")
def test_a_number_on_another_day_waits_for_an_answer(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(minutes, "--commit", capsys=capsys)
    minutes.write_text(MINUTES.replace("7月12日（金曜日）", "7月16日（火曜日）"), encoding="utf-8")
    for options in ([], ["--commit"]):
        status, out = run(minutes, *options, capsys=capsys)
        assert status == 1
        assert "第2回は2024-07-12にもあります" in out
    assert run(minutes, "--commit", "--same-meeting", capsys=capsys)[0] == 0
    assert str(Meeting.objects.get().date) == "2024-07-16"
    minutes.write_text(MINUTES.replace("7月12日（金曜日）", "7月19日（金曜日）"), encoding="utf-8")
    assert run(minutes, "--commit", "--another-meeting", capsys=capsys)[0] == 0
    assert Meeting.objects.count() == 2


@pytest.mark.usefixtures("_town")
def test_a_label_without_words_goes_in_with_a_problem(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoken = "会長：始めます。\n事務局：\n沢井委員：お答えがないようです。\n会長：終わります。\n"
    minutes.write_text(MINUTES.partition("会議の内容")[0] + spoken, encoding="utf-8")
    for options in ([], ["--commit"]):
        status, out = run(minutes, *options, capsys=capsys)
        assert status == 0
        assert "［empty-turn］" in out
    assert Turn.objects.get(number=2).text == ""


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


@pytest.mark.parametrize("options", [[], ["--commit"], ["--commit", "--json"]])
def test_a_database_without_tables_is_told_in_a_line(
    minutes: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    MigrationRecorder.Migration.objects.all().delete()  # as in a database nobody has set up
    with pytest.raises(SystemExit) as end:
        call_command("import_minutes", str(minutes), *options)
    said = capsys.readouterr()
    assert (end.value.code, said.out) == (1, "")
    assert said.err == (
        "データベースの準備ができていません。先に python manage.py migrate を実行してください。\n"
    )


def test_a_missing_file_is_named_and_the_rest_is_done(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, documents = run_json(minutes.with_name("nai.txt"), minutes, capsys=capsys)
    assert status == 1
    assert [d["outcome"] for d in documents] == ["unreadable", "minutes"]
    assert "見つかりません" in documents[0]["reason"]


def test_an_unknown_municipality_refuses_the_whole_document(
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
    spoken = capsys.readouterr()
    assert spoken.out == ""
    assert "empty.txt" in spoken.err
    assert Meeting.objects.count() == 1


def test_without_a_path_the_usage_is_shown() -> None:
    with pytest.raises(CommandError):
        call_command("import_minutes")


@pytest.fixture
def remembered(minutes: Path, _town: Municipality, capsys: pytest.CaptureFixture[str]) -> Body:
    """The body of the minutes, whose way of writing a person has confirmed."""
    status, out = run(minutes, "--commit", "--remember", capsys=capsys)
    assert status == 0
    assert "読み取り方「（）で囲んだ発言者」を覚えました" in out
    return Body.objects.get()


def next_minutes(path: Path, ending: str) -> Path:
    """Another sitting of the same body, with other turns."""
    head, _ = (
        MINUTES.replace("第2回", "第3回").replace("7月12日（金", "9月12日（木").split("（会長）\nでは議題")
    )
    path.write_text(head + ending, encoding="utf-8")
    return path


QUOTING = """（会長）
寄せられた意見を読みます。
○委員　予算が足りないと思います。
○事務局　道の清掃を増やしてください。
○委員　学校の周りも見てください。
○事務局　広報紙が読みにくいです。
○委員　会議を公開してください。

（会長）
以上で終わります。
"""


@pytest.mark.usefixtures("_town")
def test_a_dry_run_remembers_nothing(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(minutes, "--remember", capsys=capsys)
    assert "（--commit を付けると覚えます）" in out
    run(minutes, "--commit", capsys=capsys)
    assert Body.objects.get().habits == {}


def test_the_next_document_of_a_body_is_read_as_was_confirmed(
    remembered: Body, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert remembered.habits == {"layout": ["bracket:（"]}
    path = next_minutes(tmp_path / "2.txt", QUOTING)
    _, out = run(path, capsys=capsys)
    assert "発言者　　会長 2" in out
    Body.objects.update(habits={})
    _, out = run(path, capsys=capsys)
    assert "発言者　　委員 3、会長 2、事務局 2" in out


def test_a_document_that_is_written_otherwise_says_so(
    remembered: Body, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrated = "".join(f"○{label}　順に説明します。\n" for label in ("会長", "事務局", "委員", "会長"))
    path = next_minutes(tmp_path / "2.txt", narrated)
    _, out = run(path, "--commit", "--remember", capsys=capsys)
    assert "案：○の後の発言者［layout-changed］" in out
    remembered.refresh_from_db()
    assert remembered.habits == {"layout": ["bullet:○"]}


@pytest.mark.usefixtures("_town")
def test_a_confirmed_misprint_goes_to_the_right_speaker(
    minutes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(minutes, "--commit", capsys=capsys)
    spoken = "".join(f"（{label}）\n順に説明します。\n\n" for label in ("会長", "事務局", "委員") * 3)
    path = next_minutes(tmp_path / "2.txt", spoken + "（局務事）\n次回は11月です。\n")
    _, out = run(path, capsys=capsys)
    assert (
        "「局務事」は名簿にありません。「事務局」の誤りではありませんか　案：事務局［unknown-label］" in out
    )
    run(path, "--commit", "--draft", capsys=capsys)
    [problem] = SourceDocument.objects.get(name="2.txt").problems
    assert (problem["code"], problem["proposal"]) == ("unknown-label", "事務局")
    Meeting.objects.get(number=3).delete()
    SourceDocument.objects.get(name="2.txt").delete()
    office = Speaker.objects.get(name="事務局")
    SpeakerName.objects.create(speaker=office, body=Body.objects.get(), name="局務事")
    _, out = run(path, "--commit", capsys=capsys)
    assert "unknown-label" not in out
    assert Turn.objects.get(label="局務事").speaker == office


def test_json_alone_is_what_the_document_says_by_itself(
    remembered: Body, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next_minutes(tmp_path / "2.txt", QUOTING)
    _, [alone] = run_json(path, capsys=capsys)
    _, [stored] = run_json(path, "--commit", capsys=capsys)
    assert len(alone["meetings"][0]["turns"]) == 7
    assert len(stored["meetings"][0]["turns"]) == 2
    assert remembered.meetings.count() == 2


def test_the_habits_of_a_namesake_in_another_town_are_left_alone(
    remembered: Body, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Municipality.objects.create(code="993026", name="青野町", prefecture="みのり県", kind="town")
    Body.objects.filter(pk=remembered.pk).update(municipality=other)
    path = next_minutes(tmp_path / "2.txt", QUOTING)
    _, out = run(path, capsys=capsys)
    assert "発言者　　委員 3、会長 2、事務局 2" in out
    _, out = run(path, "--municipality", "993026", capsys=capsys)
    assert "発言者　　会長 2" in out
