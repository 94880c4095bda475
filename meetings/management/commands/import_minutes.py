"""`manage.py import_minutes PATH...`: read documents, say what is in them, and with --commit store them."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tqdm
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from meetings.importing import read_document
from meetings.importing.database_refusals import in_words
from meetings.importing.errors import CorrectionError, LoadRefusedError
from meetings.importing.habits import read_with_habits, remember
from meetings.importing.loader import StoredMeeting, load_document
from meetings.importing.parsed import ParsedDocument
from meetings.importing.readers import LARGEST
from meetings.importing.receiving import receive
from meetings.importing.report import (
    describe_document,
    describe_remembered,
    describe_replaced,
    describe_stored,
    describe_waiting,
)
from meetings.importing.rereading import RereadDocument, Rereading, describe_reread, outdated
from meetings.importing.same_meeting import Answer
from meetings.models import Body, Visibility
from meetings.threads.proposals import propose_threads

NO_TABLES = "データベースの準備ができていません。先に python manage.py migrate を実行してください。"

READABLE_SUFFIXES = {".txt", ".html", ".htm", ".docx", ".pdf"}


class Command(BaseCommand):
    help = "会議録の文書を読み取ります。--commit を付けると保存します。付けなければ何も変わりません。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", metavar="PATH", type=Path, help="文書、または文書の入ったフォルダー"
        )
        parser.add_argument("--body", help="会議体の名称（文書の記載より優先します）")
        parser.add_argument("--municipality", help="自治体の名称か団体コード（文書の記載より優先します）")
        parser.add_argument("--encoding", help="文字コード（自動判定が合わないとき）。例：cp932")
        parser.add_argument(
            "--commit",
            action="store_true",
            help="読み取った会議を保存します。確認事項のない文書は公開し、あれば下書きにします",
        )
        publication = parser.add_mutually_exclusive_group()
        publication.add_argument(
            "--draft",
            action="store_true",
            help="--commit で、確認事項がなくても下書きにします。訂正は、職員のページで確認を待ちます",
        )
        publication.add_argument(
            "--publish", action="store_true", help="--commit で、確認事項があっても公開します"
        )
        parser.add_argument(
            "--visibility",
            choices=Visibility.values,
            default="",
            help="--commit で新しく登録する会議体の、会議の公開範囲（public 一般公開、internal 庁内のみ、"
            "closed 非公開）。すでにある会議体は、その会議体のきまりのとおりです",
        )
        parser.add_argument(
            "--remember",
            action="store_true",
            help="--commit で、読み取り方を、この会議体の次の文書のために覚えます",
        )
        parser.add_argument(
            "--reread",
            action="store_true",
            help="PATH の代わりに、以前の版で読み取った原本をすべて読み直し、違いを会議ごとに示します",
        )
        answers = parser.add_mutually_exclusive_group()
        answers.add_argument(
            "--same-meeting",
            action="store_true",
            help="同じ回の会議が別の日にあれば、開催日が訂正されたものとして、その会議を改めます",
        )
        answers.add_argument(
            "--another-meeting",
            action="store_true",
            help="同じ回の会議が別の日にあっても、別の会議として取り込みます",
        )
        parser.add_argument(
            "--withhold",
            action="store_true",
            help="取り消した言葉が文書にまた入っていれば、その発言を取り消したままにして取り込みます",
        )
        parser.add_argument("--json", action="store_true", help="結果をJSONの配列で標準出力に出します")

    def handle(self, *args: object, **options: Any) -> None:
        self.options = options
        self.talks = not options["json"] and options["verbosity"] > 0
        if bool(options["paths"]) == options["reread"]:
            raise CommandError("PATH か --reread の、どちらか一方を指定してください。", returncode=2)
        # a script that asks for JSON alone gets what the document says, and needs no database
        self.needs_archive = options["commit"] or options["reread"] or not options["json"]
        if self.needs_archive and not _tables_are_ready():
            self.stderr.write(NO_TABLES)
            sys.exit(1)
        if options["reread"]:
            self._reread()
            return
        documents = list(_documents(options["paths"]))
        results: list[dict[str, Any]] = []
        refused = 0
        changed: set[Body] = set()
        for path in tqdm.tqdm(documents, unit="文書", disable=self.talks or None, leave=False):
            content, parsed = self._read(path)
            stored: list[StoredMeeting] = []
            self._say(*describe_document(parsed))
            if parsed.outcome == "minutes" and self.needs_archive:
                stored = self._store(path, content, parsed)
                changed |= {one.meeting.body for one in stored if one.action != "unchanged"}
            if parsed.outcome != "minutes":
                refused += 1
                self._note_refusal(parsed)
            results.append(parsed.as_json() | ({"stored": _stored_json(stored)} if options["commit"] else {}))
        if options["commit"] and changed:
            self._propose_threads(changed)
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False))
        elif not options["commit"]:
            self._say("", "何も保存していません。保存するには --commit を付けてください。")
        if refused:
            sys.exit(1)

    def _reread(self) -> None:
        """Read stored documents again; without --commit the same is done and undone."""
        commit: bool = self.options["commit"]
        rereading = Rereading()
        results: list[dict[str, Any]] = []
        refused = 0
        for key in tqdm.tqdm(outdated(), unit="文書", disable=self.talks or None, leave=False):
            with transaction.atomic():
                document = rereading.reread(key)
                transaction.set_rollback(not commit)
            refused += bool(document.refusal)
            self._say(*describe_reread(document))
            results.append(_reread_json(document))
        if self.options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False))
        elif not commit:
            self._say("", "何も変えていません。改めるには --commit を付けてください。")
        if refused:
            sys.exit(1)

    def _read(self, path: Path) -> tuple[bytes, ParsedDocument]:
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError as error:
            reason = (
                "ファイルが見つかりません。"
                if isinstance(error, FileNotFoundError)
                else "ファイルを開けません。"
            )
            return b"", ParsedDocument(str(path), "", "", "unreadable", reason=reason)
        options = self.options
        read = read_with_habits if self.needs_archive else read_document
        parsed = read(
            content,
            str(path),
            encoding=options["encoding"],
            body=options["body"],
            municipality=options["municipality"],
        )
        return content, parsed

    def _store(self, path: Path, content: bytes, parsed: ParsedDocument) -> list[StoredMeeting]:
        """Store the document; without --commit the same is done and undone, to say what would happen."""
        commit: bool = self.options["commit"]
        publish = self._publishes(parsed)
        try:
            with transaction.atomic():
                stored = load_document(
                    parsed,
                    content,
                    name=path.name,
                    body=self.options["body"],
                    municipality=self.options["municipality"],
                    publish=publish,
                    correct=publish,
                    answer=self._answer(),
                    withholds=self.options["withhold"],
                    visibility=self.options["visibility"],
                )
                if self.options["remember"]:
                    remember(parsed, stored)
                transaction.set_rollback(not commit)
        except CorrectionError:
            self._keep_waiting(path, content, commit=commit)
            return []
        except LoadRefusedError as refusal:
            parsed.outcome, parsed.reason = "unreadable", str(refusal)
        except DatabaseError as error:
            parsed.outcome = "unreadable"
            parsed.reason = f"保存できません。{in_words(error, parsed)}"
        else:
            if not stored:
                self._say(describe_replaced())
            for meeting in stored:
                self._say(*describe_stored(meeting, committed=commit))
            if self.options["remember"] and parsed.layout:
                self._say(*describe_remembered(parsed, committed=commit))
            return stored
        self._say(f"  ✕ {parsed.reason}")
        return []

    def _publishes(self, parsed: ParsedDocument) -> bool:
        """Whether readers may see at once what the document says: as told, else where nothing is doubtful."""
        if self.options["publish"] or self.options["draft"]:
            return bool(self.options["publish"])
        return not parsed.problems

    def _keep_waiting(self, path: Path, content: bytes, *, commit: bool) -> None:
        """A correction that nobody may see yet waits on the desk."""
        if commit:
            receive(
                content,
                path.name,
                encoding=self.options["encoding"] or "",
                body=self.options["body"] or "",
                municipality=self.options["municipality"] or "",
            )
        self._say(*describe_waiting(committed=commit))

    def _answer(self) -> Answer:
        """What the clerk says of a meeting whose number is there on another day."""
        if self.options["same_meeting"]:
            return "same"
        return "another" if self.options["another_meeting"] else "ask"

    def _propose_threads(self, bodies: set[Body]) -> None:
        """Look for items that continue others of these bodies, now that all documents are in."""
        proposed = propose_threads(bodies).entries
        if proposed:
            self._say(
                "",
                f"続いていると思われる議題が{len(proposed)}件あります。"
                "管理画面の「つながる議題」で確認してください。",
            )

    def _say(self, *lines: str) -> None:
        for line in lines if self.talks else ():
            self.stdout.write(line)

    def _note_refusal(self, parsed: ParsedDocument) -> None:
        """Where the report is not printed, what was refused is still said."""
        if not self.talks and not self.options["json"]:
            self.stderr.write(f"{parsed.path}: {parsed.reason}")


def _tables_are_ready() -> bool:
    """Whether the database has been migrated to what this version needs."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _documents(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.suffix.lower() in READABLE_SUFFIXES and p.is_file()
            )
        else:
            yield path


def _reread_json(document: RereadDocument) -> dict[str, Any]:
    return {
        "name": document.source.name,
        "sha256": document.source.sha256,
        "refusal": document.refusal or None,
        "meetings": [
            {"identifier": one.meeting.identifier, "differences": one.differences}
            for one in document.meetings
        ],
    }


def _stored_json(stored: list[StoredMeeting]) -> list[dict[str, Any]]:
    return [
        {
            "identifier": one.meeting.identifier,
            "action": one.action,
            "status": one.meeting.status,
            "changes": [change.as_json() for change in one.changes],
        }
        for one in stored
    ]
