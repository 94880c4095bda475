"""Files as the commands meet them: packed or plain, from standard input, unreadable, cut off."""

import gzip
import io
import lzma
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.archive.line_files import LineFile, open_lines, written_whole
from meetings.archive.loading import BATCH_LINES
from meetings.models import Meeting

from .lines import encoded, meeting

pytestmark = pytest.mark.django_db

BROKEN = encoded(meeting(title="第2回", date="2025-02-30"))


class Standard(io.TextIOWrapper):
    """Standard input that holds these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BufferedReader(io.BytesIO(data)))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
@pytest.mark.parametrize("name", ["minutes.jsonl", "minutes.gz", "minutes.xz", "会議録"])
def test_what_a_file_is_its_first_bytes_tell_not_its_name(
    tmp_path: Path, pack: Callable[[bytes], bytes], name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(pack(encoded(meeting())))
    call_command("load_archive", str(file))
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_a_dash_is_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", Standard(pack(encoded(meeting()))))
    call_command("load_archive", "-")
    assert Meeting.objects.count() == 1
    assert "標準入力: 会議1件（発言1件）を登録しました。" in capsys.readouterr().out


def test_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "minutes.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + encoded(meeting()) + b"\r\n\n" + encoded(meeting(title="二")).strip())
    call_command("load_archive", str(file))
    assert Meeting.objects.count() == 2


def test_blank_lines_count_when_a_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "minutes.jsonl"
    file.write_bytes(b"\n\n" + BROKEN)
    with pytest.raises(SystemExit):
        call_command("load_archive", str(file))
    assert capsys.readouterr().err.startswith("minutes.jsonl: 3行目 date: 2025-02-30 という日は")


@pytest.mark.parametrize(("option", "count"), [((), 0), (("--on-error=skip",), 1), (("--skip-broken",), 1)])
def test_a_broken_line_makes_the_exit_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, ...], count: int
) -> None:
    file = tmp_path / "minutes.jsonl"
    file.write_bytes(encoded(meeting()) + BROKEN)
    with pytest.raises(SystemExit) as stopped:
        call_command("load_archive", str(file), *option)
    assert stopped.value.code == 1
    assert Meeting.objects.count() == count
    said = capsys.readouterr().out
    assert ("1件も登録しませんでした" in said) == (count == 0)


def test_a_refused_file_does_not_keep_the_next_from_being_loaded(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(BROKEN)
    (tmp_path / "b").write_bytes(encoded(meeting()))
    with pytest.raises(SystemExit) as stopped:
        call_command("load_archive", str(tmp_path / "a"), str(tmp_path / "nowhere"), str(tmp_path / "b"))
    assert stopped.value.code == 2
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_file_that_breaks_off_is_unreadable_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pack: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "minutes.jsonl"
    file.write_bytes(pack(encoded(meeting()) * 1)[:-9])
    with pytest.raises(SystemExit) as stopped:
        call_command("load_archive", str(file))
    assert stopped.value.code == 2
    assert "minutes.jsonl: 途中で読めなくなりました" in capsys.readouterr().err
    assert not Meeting.objects.exists()


def test_with_skip_a_file_that_breaks_off_keeps_what_came_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "minutes.jsonl"
    lines = b"".join(encoded(meeting(title=f"その{n}")) for n in range(BATCH_LINES + 50))
    file.write_bytes(lzma.compress(lines)[:-9])
    with pytest.raises(SystemExit) as stopped:
        call_command("load_archive", str(file), "--on-error=skip")
    assert stopped.value.code == 2
    assert Meeting.objects.count() == BATCH_LINES
    assert f"会議{BATCH_LINES}件" in capsys.readouterr().out


def test_no_progress_is_drawn_where_nobody_watches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "minutes.jsonl"
    file.write_bytes(encoded(meeting()))
    call_command("load_archive", str(file))
    assert capsys.readouterr().err == ""


def test_progress_runs_to_the_length_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "minutes.xz"
    file.write_bytes(lzma.compress(encoded(meeting()) * 50))
    with open_lines(str(file)) as lines:
        assert isinstance(lines, LineFile)
        assert len(list(lines.lines())) == 50
        assert lines.position() == lines.size


def test_a_line_beyond_the_limit_is_read_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.archive.line_files.LONGEST_LINE", 10)
    file = tmp_path / "minutes.jsonl"
    file.write_bytes(b"short\n" + b"x" * 35 + b"\n" + b"last\n")
    with open_lines(str(file)) as lines:
        found = [(line.number, line.data) for line in lines.lines()]
    assert found == [(1, b"short\n"), (2, None), (3, b"last\n")]


def test_a_dump_that_dies_leaves_the_earlier_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl"
    file.write_bytes(b"earlier")

    def die() -> None:
        with written_whole(file) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        die()
    assert file.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [file]


def test_a_dump_into_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="書き出せません"):
        call_command("dump_archive", output=str(tmp_path / "nowhere" / "archive.jsonl"))
