"""How long reading takes and how much memory, by size and layout. Run by `bin/bench --import`.

Each row is a child process of its own that reads one document: demo minutes, repeated under a title and a
day of their own with other names until the text has the size. Seconds are of the processor. `×` is the time
beside what the smallest document of the layout promises, were time to grow as the text does; memory is the
child's peak above what it had before, beside the size of the text.
"""

import argparse
import html
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

from meetings.importing import read_document

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "fixtures" / "documents"
SIZES = (0.5, 1.0, 2.0, 5.0)
LAYOUTS = {
    "label alone": "shiomino-johoka/2025-06-10.txt",
    "colon": "suzunari-gakko/2024-09-24.txt",
    "bullet": "kaedehara-musen/2025-02-21.txt",
    "brackets": "kaedehara-akiya/2024-08-28.txt",
    "web page": "shiomino-ekimae-toshokan/2024-07-09.html",
    "full heads": "shiomino-johoka/2025-06-10.txt",
}
REPEATED_WHOLE = {"full heads"}
TARGET_SECONDS, TARGET_MEMORY = 6.0, 10.0
_MEGABYTE = 1 << 20
_NAMES = ("青葉", "石橋", "上野", "江口", "小野寺", "川端", "岸本", "久保田", "児玉", "坂井", "島崎", "関根")


def generate(layout: str, megabytes: float) -> bytes:
    """The demo minutes of a layout, grown to that size in UTF-8."""
    page = (DOCUMENTS / LAYOUTS[layout]).read_text(encoding="utf-8")
    is_web = LAYOUTS[layout].endswith(".html")
    start, stop = (0, len(page)) if layout in REPEATED_WHOLE else _body_of(page, is_web=is_web)
    parts, size, n = [page[:start]], len((page[:start] + page[stop:]).encode()), 0
    while size < megabytes * _MEGABYTE:
        part = _renamed(page[start:stop], n)
        parts.append(part)
        size += len(part.encode())
        n += 1
    return "".join([*parts, page[stop:]]).encode()


def _body_of(page: str, *, is_web: bool) -> tuple[int, int]:
    """The stretch that is said: the second third of the lines, which holds no head and no foot."""
    lines = page.splitlines(keepends=True)
    cuts = [sum(map(len, lines[: len(lines) * third // 3])) for third in (1, 2)]
    if not is_web:
        return cuts[0], cuts[1]
    ends = [page.index("</p>", cut) + len("</p>") for cut in cuts]
    return ends[0], ends[1]


def _renamed(text: str, n: int) -> str:
    """The same under another title and day, with another name before every 委員."""
    name = html.escape(_NAMES[n % len(_NAMES)] + _NAMES[n // len(_NAMES) % len(_NAMES)][:1])
    named = re.sub(r"第\d+回", f"第{n % 997 + 1}回", text)
    named = re.sub(r"\d+月\d+日", f"{n // 28 % 12 + 1}月{n % 28 + 1}日", named)
    return re.sub(r"[一-鿿]{1,3}委員(?!会)", f"{name}委員", named)


def measure(layout: str, megabytes: float) -> dict[str, float]:
    """Read one document, once; seconds, turns, and bytes of memory beyond what was in use."""
    data = generate(layout, megabytes)
    name = Path(LAYOUTS[layout]).name
    read_document((DOCUMENTS / LAYOUTS[layout]).read_bytes(), name)  # the vocabulary is loaded once
    before = _peak()
    begun = time.process_time()
    document = read_document(data, name)
    seconds = time.process_time() - begun
    turns = sum(len(meeting.turns) for meeting in document.meetings)
    return {"bytes": len(data), "seconds": seconds, "memory": _peak() - before, "turns": turns}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measured_apart(layout: str, megabytes: float) -> dict[str, float]:
    """`measure` in a process of its own, so that no row sees the memory of another."""
    command = [sys.executable, "-m", "tests.bench.importing"]
    answer = subprocess.run(
        [*command, "--one", layout, str(megabytes)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def table() -> int:
    """Print all rows; the exit status is 1 where the largest document misses a target."""
    _say(f"{'layout':<14}{'MB':>5}{'turns':>8}{'seconds':>9}{'×':>6}{'memory':>8}")
    missed = 0
    for layout in LAYOUTS:
        pace = None
        for megabytes in SIZES:
            row = measured_apart(layout, megabytes)
            each = row["seconds"] / row["bytes"]
            pace = pace or each
            memory = row["memory"] / row["bytes"]
            _say(
                f"{layout:<14}{megabytes:>5}{row['turns']:>8}{row['seconds']:>9.2f}{each / pace:>6.2f}"
                f"{memory:>7.1f}×"
            )
        missed += row["seconds"] > TARGET_SECONDS or memory > TARGET_MEMORY
    _say(f"target at {SIZES[-1]} MB: under {TARGET_SECONDS} s and {TARGET_MEMORY}× the text")
    return 1 if missed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2, metavar=("LAYOUT", "MB"), help="measure one row, as JSON")
    asked = parser.parse_args()
    if asked.one:
        sys.stdout.write(json.dumps(measure(asked.one[0], float(asked.one[1]))))
    else:
        sys.exit(table())
