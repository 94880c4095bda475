"""Restore a backup of the database beside it, and compare the two."""

import os
import re
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from minutes_site.database_contents import Contents, contents_of, sequences_of
from minutes_site.postgres_programs import ProgramError, ProgramMissingError, run_program
from minutes_site.scratch_database import ScratchDatabaseError, scratch_database

_OF_EXTENSIONS = re.compile(r"\b(?:COMMENT - )?EXTENSION\b")
"""Lines of a dump's list about extensions: the server's own, which its superuser installs."""


class Command(BaseCommand):
    help = (
        "バックアップを一時的なデータベースに復元し、いまのデータベースと比べます。いまのデータベースは変わりません。"
        "FILE を省くと、いまのバックアップをとって確かめます（使用中でも、同じ時点どうしを比べます）。"
        "終了コードは、同じなら0、違いがあるか復元できなければ1、確かめられなければ2です。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="pg_dump --format=custom のファイル")
        parser.add_argument("--keep", metavar="FILE", help="確かめたバックアップを、このファイルに残します")
        parser.add_argument(
            "--sample", type=int, metavar="N", help="検索の索引は、無作為に選んだN件の発言だけを調べます"
        )

    def handle(self, *, file: str | None, keep: str | None, sample: int | None, **options: Any) -> None:
        if file and keep:
            raise CommandError("FILE と --keep は、どちらか一つを指定してください。", returncode=2)
        if file and not os.access(file, os.R_OK):
            raise CommandError(f"{file} を読めません。", returncode=2)
        started = time.monotonic()
        live = cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS])
        try:
            with _place(file, keep) as dump:
                same = self._compare(live, dump, make=not file, sample=sample)
                if same and keep:
                    dump.chmod(0o600)
                    dump.replace(keep)
        except (ProgramError, ProgramMissingError, ScratchDatabaseError, DatabaseError, OSError) as error:
            raise CommandError(f"確かめられませんでした。\n{error}", returncode=2) from error
        if not same:
            if file:
                self.stdout.write("バックアップのあとで変わったところも、違いとして示しています。")
            self.stdout.write("違いがあります。")
            sys.exit(1)
        self.stdout.write(
            f"復元したものは同じです（{time.monotonic() - started:.0f}秒）。", self.style.SUCCESS
        )

    def _compare(self, live: DatabaseWrapper, dump: Path, *, make: bool, sample: int | None) -> bool:
        """Whether what comes out of the dump is what is in the live database."""
        with scratch_database(live) as scratch:
            before = sequences_of(live)
            expected = self._expected(live, dump if make else None)
            after = sequences_of(live)
            self._say("一時的なデータベースに復元しています…")
            try:
                _restore(scratch, dump)
            except ProgramError as error:
                raise CommandError(f"復元できません。\n{error}", returncode=1) from error
            self._say("比べています…")
            found = contents_of(scratch)
            same = [
                self._tables_are_same(expected, found),
                self._sequences_are_same(before, found.sequences, after),
                self._parts_are_same(expected, found),
                self._index_is_right(live, scratch, sample),
            ]
        return all(same)

    def _expected(self, live: DatabaseWrapper, dump: Path | None) -> Contents:
        """What is in the live database; and a dump of that very moment, where one is to be made."""
        with transaction.atomic(), live.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if dump is not None:
                self._say("バックアップをとっています…")
                cursor.execute("SELECT pg_export_snapshot()")
                moment = cursor.fetchone()[0]
                run_program(live, "pg_dump", "--format=custom", f"--snapshot={moment}", f"--file={dump}")
            return contents_of(live)

    def _tables_are_same(self, expected: Contents, found: Contents) -> bool:
        names = sorted({*expected.tables, *found.tables})
        width = max(map(len, names), default=1)
        self.stdout.write(f"{'表':<{width - 1}} {'いまの行':>8} {'復元した行':>7}")
        same = True
        for name in names:
            one, other = expected.tables.get(name), found.tables.get(name)
            same = same and one == other
            counts = [f"{table.rows:,}" if table else "なし" for table in (one, other)]
            word = "同じ" if one == other else "内容が違います"
            self.stdout.write(f"{name:<{width}} {counts[0]:>12} {counts[1]:>12} {word}")
        return same

    def _sequences_are_same(
        self, before: dict[str, int], found: dict[str, int], after: dict[str, int]
    ) -> bool:
        """A sequence of a site in use goes on while the dump is made: in between is right."""
        wrong = [
            name
            for name in sorted({*before, *found})
            if name not in found or not before.get(name, 0) <= found[name] <= after.get(name, 0)
        ]
        for name in wrong:
            now, then = after.get(name, "なし"), found.get(name, "なし")
            self.stdout.write(f"連番 {name}：次の番号が違います（いま {now}、復元 {then}）")
        self.stdout.write(f"連番 {len(before)}個：{'違います' if wrong else '同じ'}")
        return not wrong

    def _parts_are_same(self, expected: Contents, found: Contents) -> bool:
        for part in sorted(expected.parts - found.parts):
            self.stdout.write(f"復元したものにありません：{part}")
        for part in sorted(found.parts - expected.parts):
            self.stdout.write(f"復元したものにだけあります：{part}")
        same = expected.parts == found.parts
        self.stdout.write(
            f"列・索引・制約・トリガー・関数 {len(expected.parts)}個：{'同じ' if same else '違います'}"
        )
        return same

    def _index_is_right(self, live: DatabaseWrapper, scratch: DatabaseWrapper, sample: int | None) -> bool:
        """Whether the search index that was restored fits the minutes that were restored."""
        connections[DEFAULT_DB_ALIAS] = scratch
        try:
            call_command("check_index", sample=sample, stdout=self.stdout)
        except SystemExit:
            return False
        except DatabaseError as error:  # a dump of another version of the software
            self.stdout.write(f"検索の索引を調べられません。{error}")
            return False
        finally:
            connections[DEFAULT_DB_ALIAS] = live
        return True

    def _say(self, what: str) -> None:
        self.stderr.write(f"{time.strftime('%T')} {what}")


@contextmanager
def _place(file: str | None, keep: str | None) -> Iterator[Path]:
    """Where the dump is: given, or to be made where nobody else can read it, and gone afterwards."""
    if file:
        yield Path(file)
        return
    folder = Path(keep).resolve().parent if keep else None
    with tempfile.TemporaryDirectory(prefix=".restore-drill-", dir=folder) as own:
        yield Path(own) / "minutes.dump"


def _restore(scratch: DatabaseWrapper, dump: Path) -> None:
    """Everything of the dump but extensions, which the owner of a database may not install."""
    listed = run_program(scratch, "pg_restore", "--list", dump)
    wanted = [line for line in listed.splitlines() if not _OF_EXTENSIONS.search(line)]
    with tempfile.NamedTemporaryFile("w", suffix=".list") as contents:
        contents.write("\n".join(wanted))
        contents.flush()
        as_owner = ("--no-owner", "--no-privileges", "--exit-on-error")
        run_program(scratch, "pg_restore", *as_owner, f"--use-list={contents.name}", dump)
