"""The office, which imports minutes, corrects them and withdraws a turn, one act after the other.

Documents are imported as import_minutes does it, by a process that loads the code once:
python -m tests.bench.serving_office NAME PASSWORD
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

from tests.drill.clerk import NAME, Clerk
from tests.drill.figures import Seen, Turn, sentence
from tests.drill.stage import Site
from tests.standby_cluster import CHECKOUT, PATIENCE

PAUSE = 2.0
"""Seconds between two acts, unless told otherwise. After each of them nothing is kept of what was counted."""
BODY = "潮見野市避難所運営協議会"
MINUTES = f"""令和6年度第{{number}}回{BODY}会議録

日時　令和6年9月10日（火）午後2時～午後3時30分
場所　潮見野市役所　会議室
出席者　会長　若葉薫、委員　緑川直、委員　浜口海
議題
1　避難所の開設について
2　その他

1　避難所の開設について
○会長　それでは、避難所の開設について事務局から説明をお願いします。
○事務局　資料1により説明します。開設までの時間を1時間短くする案です。
○緑川委員　{{words}}
○浜口委員　夜間の職員はどうなりますか。増やす予定はありますか。
○事務局　2人増やします。
2　その他
○会長　ほかになければ、これで閉会します。
"""


def minutes(number: int, *, corrected: bool = False) -> str:
    """The document of the meeting with this number, as it was printed first or once it was corrected."""
    text = MINUTES.format(number=number, words=sentence(number))
    return text.replace("2人増やします。", "3人増やします。") if corrected else text


class Importer:
    """The process that imports documents into the database of this address."""

    def __init__(self, folder: Path, database_url: str, password: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.serving_office", NAME, password],
            cwd=CHECKOUT,
            env=os.environ | {"DATABASE_URL": database_url, "STATE_DIR": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def take_in(self, number: int, *, corrected: bool = False) -> Turn:
        """Import the document of that number; the turn in it that has words of its own."""
        path = self.folder / f"{number}.txt"
        path.write_text(minutes(number, corrected=corrected))
        assert self.process.stdin
        print(json.dumps([str(path), sentence(number)]), file=self.process.stdin, flush=True)
        key, address = self._answer()
        return Turn(number, key, address)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def _answer(self) -> Any:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise ChildProcessError("the importing process has ended")
        return json.loads(line)


class Office:
    """What is done there while readers read."""

    def __init__(
        self, importer: Importer, site: Site, seen: Seen, password: str, stopped: Event, pause: float
    ) -> None:
        self.importer, self.seen, self.stopped, self.pause = importer, seen, stopped, pause
        self.clerk = Clerk(site, [], seen, "", password, stopped)
        self.acts: Counter[str] = Counter()

    def work(self) -> None:
        """One meeting after the other, until told to stop."""
        self.clerk.log_in()
        for number in count(1):
            turn = self.importer.take_in(number)
            self.seen.turns.append(turn)
            if self._has_ended("imported"):
                return
            self.importer.take_in(number, corrected=True)
            if self._has_ended("corrected"):
                return
            while not self.clerk.withdraw(turn):
                if self.stopped.wait(self.pause):
                    return
            if self._has_ended("withdrawn"):
                return

    def _has_ended(self, act: str) -> bool:
        self.acts[act] += 1
        return self.stopped.wait(self.pause)


def main(name: str, password: str) -> None:
    """Import each document that is named, and say where its turn is."""
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from meetings.models import Turn as Row

    call_command("load_municipalities", "fixtures/municipalities.csv", stdout=sys.stderr, verbosity=0)
    User.objects.create_superuser(name, password=password)
    _say("ready")
    for line in sys.stdin:
        path, words = json.loads(line)
        call_command("import_minutes", path, commit=True, publish=True, verbosity=0)
        turn = Row.objects.filter(meeting__body__name=BODY).get(text=words)
        _say([str(turn.pk), turn.get_absolute_url()])


def _say(answer: Any) -> None:
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
