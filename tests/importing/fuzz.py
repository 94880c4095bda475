"""Feed the importer broken documents for a while: `python -m tests.importing.fuzz MINUTES [SEED]`.

Each round takes demo documents, tears, splices and litters them, as text and web pages or printed as Word
documents and PDFs (breaking_papers.py), and asks what every document is asked: no exception leaves the door,
every line is accounted for, and no document takes long for its size. A finding is written beside the others
in a folder that is named, and the run goes on. What is read at the time is there as `now-…`: a crash of
PDFium's own leaves it behind.
"""

import argparse
import random
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import tqdm

from meetings.importing import read_document

from . import breaking_papers as papers
from .accounting import MARKS, left_out_of_turns, unaccounted
from .golden import documents

SECONDS_A_MEGABYTE = {"text": 4.0, "html": 4.0, "docx": 8.0, "pdf": 16.0}
"""Of the document or, where that is packed, of the text in it."""
IN_TEXT = 0.4
READABLE = 0.8
"""So many are mended to be text again: most bytes that are none are refused at the door."""
LITTER = [
    *"（）【】〔〕○◎●・：:「」|\t\u3000\u00a0\r\n\x00\u2028\ufeff",
    *["\n（会長）\n", "○委員　", "【事務局】", "出席者：", "委員A「", "議題", "日時", "1 ", "(1)", "－－－"],
    *["令和6年13月45日", "平成32年4月1日", "午後25時", "第9999999回"],
    *["<td>", "</table>", "<ruby>", "<rt>", "<br>", "&#0;", "&#xD800;"],
]


def torn(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.randrange(2000) :]


def flipped(data: bytes, chance: random.Random) -> bytes:
    bent = bytearray(data)
    for _ in range(chance.randrange(1, 30)):
        if bent:
            bent[chance.randrange(len(bent))] = chance.randrange(256)
    return bytes(bent)


def littered(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randrange(1, 20)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(LITTER).encode("utf-8", "surrogatepass") + data[at:]
    return data


def shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def repeated(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    return b"".join([*lines[:at], *lines[at : at + 3] * chance.randrange(1, 300), *lines[at:]])


CHANGES: list[Callable[[bytes, random.Random], bytes]] = [torn, flipped, littered, shuffled, repeated]


def broken(originals: list[tuple[str, bytes]], chance: random.Random) -> tuple[str, bytes]:
    """A name and the bytes of a document that nobody would publish."""
    name, data = chance.choice(originals)
    if chance.random() > IN_TEXT:
        return broken_paper(name, data, chance)
    if chance.random() < 0.3:
        data = torn(data, chance) + torn(chance.choice(originals)[1], chance)
    for change in chance.choices(CHANGES, k=chance.randrange(1, 4)):
        data = change(data, chance)
    if chance.random() < READABLE:
        data = data.decode("utf-8", "ignore").encode()
    return name, data


def broken_paper(name: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """A stretch of the document in Word or print, damaged inside and now and then torn."""
    if chance.random() < 0.3:
        data = chance.choice(CHANGES)(data, chance)
    lines = data.decode("utf-8", "ignore").splitlines() or [""]
    at = max(0, chance.randrange(len(lines)) - papers.MOST_LINES // 2)
    lines = lines[at : at + chance.randrange(1, papers.MOST_LINES)]
    if chance.random() < 0.5:
        name, data = f"{name}.docx", papers.docx_from(lines, chance)
        data = papers.damaged_docx(data, chance) if chance.random() < 0.8 else data
    else:
        name, data = f"{name}.pdf", papers.pdf_from(lines, chance)
        data = papers.damaged_pdf(data, chance) if chance.random() < 0.8 else data
    return name, chance.choice((torn, flipped))(data, chance) if chance.random() < 0.1 else data


def examine(data: bytes, name: str) -> tuple[str, float]:
    """(what came of it, seconds); raises what a document must not bring about."""
    begun = time.process_time()
    document = read_document(data, name)
    taken = time.process_time() - begun
    left = set(left_out_of_turns(document)) - MARKS if document.outcome == "minutes" else set()
    assert not unaccounted(document), "lines that nothing claims"
    assert not left, f"letters of turns that no turn holds: {left}"
    size = max(len(data), sum(len(line) * 3 for line in document.lines), 250_000) / 1e6
    if taken > SECONDS_A_MEGABYTE[document.format] * size:
        raise TimeoutError(f"{taken:.1f} s for {len(data)} bytes")
    return f"{document.format} {document.outcome}", taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float)
    parser.add_argument("seed", type=int, nargs="?", default=time.time_ns() % 2**32)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    originals = [(path.name, path.read_bytes()) for path in documents()]
    findings = Path(tempfile.mkdtemp(prefix="findings-"))
    outcomes: Counter[str] = Counter()
    slowest: defaultdict[str, float] = defaultdict(float)
    end = time.monotonic() + asked.minutes * 60
    with tqdm.tqdm(unit="文書", mininterval=10) as bar:
        while time.monotonic() < end:
            name, data = broken(originals, chance)
            now = findings / f"now-{Path(name).suffix}"
            now.write_bytes(data)
            try:
                outcome, taken = examine(data, name)
                outcomes[outcome] += 1
                slowest[outcome] = max(slowest[outcome], taken)
            except Exception:  # noqa: BLE001 (whatever escapes is what is looked for)
                outcomes["finding"] += 1
                kept = findings / f"{outcomes['finding']:04d}-{name}"
                kept.write_bytes(data)
                kept.with_suffix(".traceback").write_text(traceback.format_exc())
            now.unlink()
            bar.update()
    times = ", ".join(f"{kind} {taken:.2f} s" for kind, taken in sorted(slowest.items()))
    print(f"seed {asked.seed}: {dict(outcomes)}, slowest {times}, findings in {findings}")  # noqa: T201


if __name__ == "__main__":
    main()
