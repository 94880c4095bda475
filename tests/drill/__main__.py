"""Rehearse a failover on this machine and say what it cost: bin/drill [PORT]."""

import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

from tests.drill.clerk import NAME, Clerk
from tests.drill.figures import Seen, lost, report
from tests.drill.readers import Reader
from tests.drill.stage import STANDBYS, Stage
from tests.standby_cluster import until

KEPT = {"HOME", "LANG", "PATH", "PG_BIN"}
"""Of the environment: what this machine's own site is told is nothing to a drill."""
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FIRST_PORT = 8150
READERS = 3
TURNS = 12
"""That the clerk publishes and withdraws before the primary is killed, and again under the next one."""

FILL = """
from django.contrib.auth.models import User
from django.core.management import call_command
from meetings.models import Meeting
from meetings.models.reader import VISITOR
call_command("migrate", verbosity=0)
call_command("load_municipalities", "fixtures/municipalities.csv", stdout=sys.stderr)
call_command("import_minutes", "fixtures/documents", commit=True, publish=True, stdout=sys.stderr)
User.objects.create_superuser(sys.argv[1], password=sys.argv[2])
meeting = Meeting.objects.readable_by(VISITOR).filter(turns__isnull=False).first()
print(json.dumps([str(meeting.pk), meeting.get_absolute_url()]))
"""
TURNS_THERE = """
from meetings.models import Turn
rows = Turn.objects.values_list("pk", "text", "withdrawn_on")
print(json.dumps({str(pk): [text, day is not None] for pk, text, day in rows}))
"""


def main(arguments: list[str]) -> int:
    port = int(arguments[0]) if arguments and arguments[0].isdigit() else FIRST_PORT
    if len(arguments) > 1 or (arguments and str(port) != arguments[0]) or not 1 <= port <= 65535 - STANDBYS:
        return refuse(f"最初のポートを1つ指定してください（例: bin/drill {FIRST_PORT}）。")
    for taken in range(port, port + 1 + STANDBYS):
        if not is_free(taken):
            return refuse(f"ポート {taken} は使用中です。別の番号を指定してください。")
    for name in os.environ.keys() - KEPT:
        del os.environ[name]
    for number in ENDS:
        signal.signal(number, end)
    folder = Path(tempfile.mkdtemp(prefix="drill-", dir="/tmp"))
    os.environ |= {"STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
    try:
        with Stage(folder, port) as stage:
            try:
                lines, is_well = run(stage)
            finally:
                heed_no_more()
            write("", *(f"  {line}" for line in lines), "")
    except (ChildProcessError, ConnectionError, TimeoutError) as error:
        return refuse(f"訓練を続けられません。{error}")
    finally:
        until(lambda: is_removed(folder))
    return 0 if is_well else 1


def refuse(reason: str) -> int:
    sys.stderr.write(f"エラー: {reason}\n")
    return 2


def is_removed(folder: Path) -> bool:
    """What a program that was cut short still writes is removed at the next try."""
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def end(number: int, frame: FrameType | None) -> None:
    """An orderly one, on Ctrl-C and its like."""
    heed_no_more()
    say("片付けています…")
    sys.exit(128 + number)


def heed_no_more() -> None:
    """What is being cleared away is cleared away to the end."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)


def run(stage: Stage) -> tuple[list[str], bool]:
    """The course of events; the lines of the report, and whether all was as it must be."""
    stage.start_databases()
    stage.start_pooler()
    say(f"データベースを{1 + STANDBYS}台起動しました（pgbouncer は{'あり' if stage.pooler else 'なし'}）。")
    password = secrets.token_urlsafe(20)
    meeting, address = stage.primary.python(FILL, NAME, password)
    stage.wait_for_all()
    stage.start_sites()
    say(f"見本の会議録を取り込み、サイトを{len(stage.sites)}つ起動しました。")
    seen, stopped = Seen(), Event()
    clerk = Clerk(stage.writer, stage.sites, seen, meeting, password, stopped)
    clerk.log_in()
    readers = [Reader(stage.sites, seen, address, stopped) for _ in range(READERS)]
    with at_work(clerk, readers, stopped) as work:
        fail_over(stage, seen, work)
    for cluster in (stage.primary, *stage.standbys):
        seen.lost += lost(seen.turns, cluster.python(TURNS_THERE))
    return report(seen, [site.name for site in stage.sites])


@contextmanager
def at_work(clerk: Clerk, readers: list[Reader], stopped: Event) -> Iterator[list[Future[None]]]:
    """The clerk and the readers work meanwhile; what goes wrong with one of them is raised at the end."""
    with ThreadPoolExecutor(1 + len(readers)) as pool:
        try:
            work = [pool.submit(clerk.work), *(pool.submit(reader.read) for reader in readers)]
            yield work
        finally:
            stopped.set()
    for each in work:
        each.result()


def fail_over(stage: Stage, seen: Seen, work: list[Future[None]]) -> None:
    def done(turns: int) -> bool:
        return (
            any(each.done() for each in work)
            or sum(turn.withdrawn is not None for turn in seen.turns) >= turns
        )

    def before() -> bool:
        seen.lags.append(stage.lag())
        return done(TURNS)

    until(before)
    say(f"職員が発言を{TURNS}件公開して取り消しました。主データベースを強制終了します。")
    seen.killed = time.monotonic()
    stage.kill_primary()
    stage.promote()
    say(f"待機側を主データベースにしました（強制終了から {time.monotonic() - seen.killed:.2f} 秒）。")
    until(lambda: done(2 * TURNS))
    say(f"職員がさらに{TURNS}件公開して取り消しました。")


def say(line: str) -> None:
    write(f"{time.strftime('%T')} {line}")


def write(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
