"""Store the official list of municipalities, or another of the same form."""

import csv
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from meetings import importing
from meetings.models import Municipality
from meetings.models.municipality import validate_code

OFFICIAL_LIST = Path(importing.__file__).parent / "vocabulary" / "municipalities.csv"

HEADER = ["code", "prefecture", "name", "kana"]
WORDS = {"code": "団体コード", "prefecture": "都道府県", "name": "名称", "kana": "よみ"}


@dataclass(frozen=True, slots=True)
class WrongLine:
    """Line `number` of the file (from one), the column, and what is wrong with it."""

    number: int
    column: str
    reason: str

    def __str__(self) -> str:
        column = f" {WORDS[self.column]}（{self.column}）" if self.column else ""
        return f"{self.number}行目{column}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Upsert:
    """How many rows were new, were changed, and stood as they are."""

    created: int
    changed: int
    unchanged: int


class WrongListError(Exception):
    """The list has wrong lines; nothing of it was stored."""

    def __init__(self, lines: list[WrongLine]) -> None:
        super().__init__("\n".join(map(str, lines)))
        self.lines = lines


def store_list(file: TextIO) -> Upsert:
    """Bring the archive's municipalities to what the list says; those not in it stay. Whole or not at all.

    Raises WrongListError, naming every wrong line.
    """
    wrong: list[WrongLine] = []
    listed = {row.code: row for row in _rows(file, wrong.append)}
    if wrong:
        raise WrongListError(wrong)
    columns = ("prefecture", "name", "kana", "kind")
    with transaction.atomic():
        held = {row.code: row for row in Municipality.objects.filter(code__in=listed).select_for_update()}
        changed = [
            row
            for code, row in listed.items()
            if code in held and any(getattr(row, name) != getattr(held[code], name) for name in columns)
        ]
        for row in changed:
            row.pk = held[row.code].pk
        new = [row for code, row in listed.items() if code not in held]
        Municipality.objects.bulk_create(new)
        Municipality.objects.bulk_update(changed, columns)
    return Upsert(len(new), len(changed), len(held) - len(changed))


def _rows(file: TextIO, tell: Callable[[WrongLine], None]) -> Iterator[Municipality]:
    """The municipalities of the list, unsaved; wrong lines are told instead."""
    reader = csv.reader(file, strict=True)
    seen: dict[str, int] = {}
    try:
        header = next(reader, [])
        if header != HEADER:
            tell(WrongLine(1, "", f"見出しは {','.join(HEADER)} です。"))
            return
        for cells in reader:
            if not cells:
                continue
            number = reader.line_num
            if len(cells) != len(HEADER):
                tell(WrongLine(number, "", f"項目は{len(HEADER)}つのところ、{len(cells)}つあります。"))
                continue
            row = Municipality(**dict(zip(HEADER, cells, strict=True)))
            row.kind = Municipality.kind_of_name(row.name, row.prefecture)
            mistakes = list(_mistakes(row))
            if row.code in seen:
                mistakes.append(("code", f"{seen[row.code]}行目と同じ団体コードです。"))
            seen.setdefault(row.code, number)
            for column, reason in mistakes:
                tell(WrongLine(number, column, reason))
            if not mistakes:
                yield row
    except csv.Error as error:
        tell(WrongLine(reader.line_num, "", f"CSVとして読めません（{error}）。"))


def _mistakes(row: Municipality) -> Iterator[tuple[str, str]]:
    try:
        validate_code(row.code)
    except ValidationError as error:
        yield "code", "".join(error.messages)
    for column in ("prefecture", "name", "kana"):
        value = getattr(row, column)
        longest = getattr(Municipality._meta.get_field(column), "max_length", None)
        if not value.strip() and column != "kana":
            yield column, "書かれていません。"
        elif longest is not None and len(value) > longest:
            yield column, f"{longest}字までのところ、{len(value)}字あります。"
        elif "\0" in value:
            yield column, "NUL文字が入っています。"


class Command(BaseCommand):
    help = (
        "自治体の一覧（見出しが code,prefecture,name,kana のCSV、UTF-8）を登録します。"
        "団体コードが同じ自治体は一覧のとおりに直し、一覧にない自治体はそのままです。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            metavar="FILE",
            type=Path,
            default=OFFICIAL_LIST,
            help="CSVファイル。省くと全国の一覧",
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                stored = store_list(stream)
        except OSError as error:
            raise CommandError(f"{file.name}: 開けません（{error.strerror}）。", returncode=2) from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file.name}: UTF-8ではありません。", returncode=2) from error
        except WrongListError as error:
            for line in error.lines:
                self.stderr.write(f"{file.name}: {line}")
            self.stderr.write(f"{file.name}: 誤りがあるため、1件も登録しませんでした。")
            sys.exit(1)
        self.stdout.write(
            f"自治体{stored.created:,}件を登録し、{stored.changed:,}件を直しました。"
            f"{stored.unchanged:,}件は変わりありません。"
        )
