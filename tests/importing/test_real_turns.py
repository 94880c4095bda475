"""Real turns, printed in nine layouts: what was said by whom must come back whole.

A differential test on text that nobody wrote for us: long labels, names in kana, 石田（秀）委員, sentences
without an end in sight. Each layout has a floor, measured when the test was written (docs/importing.md).
"""

import json
import lzma
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from meetings.importing import read_document

pytestmark = pytest.mark.slow

MEETINGS = 12
TURNS = 60
LONGEST = 600

LAYOUTS: dict[str, tuple[float, Callable[[str, str], str]]] = {
    "○label　text": (0.9, lambda label, text: f"○{label}　{text}\n"),
    "○label, text below": (0.9, lambda label, text: f"○{label}\n{text}\n"),
    "【label】text": (0.9, lambda label, text: f"【{label}】{text}\n\n"),
    "［label］ text": (0.9, lambda label, text: f"［{label}］ {text}\n"),
    "（label）text": (0.9, lambda label, text: f"（{label}）{text}\n\n"),
    "（label）, text below": (0.9, lambda label, text: f"（{label}）\n{text}\n\n"),
    "label：text": (0.9, lambda label, text: f"{label}：{text}\n"),
    "label, text below": (0.7, lambda label, text: f"{label}\n{text}\n\n"),
    "label　text": (0.75, lambda label, text: f"{label}　{text}\n\n"),
}

Spoken = list[tuple[str, str]]


def sittings(folder: Path) -> list[tuple[str, str, Spoken]]:
    """(title, date, what was said) of some meetings of each file, the same at every run."""
    chance = random.Random(1)
    found = []
    for name in ("shinagawa_2015_2017", "togikai", "local", "kokkai"):
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            meetings = [json.loads(line) for line in lines]
        for meeting in chance.sample(meetings, min(MEETINGS, len(meetings))):
            spoken = [
                ("".join(turn["label"].split()), " ".join(turn["text"].split())[:LONGEST])
                for turn in meeting["turns"]
                if turn["label"] not in ("", "会議録情報")
            ][:TURNS]
            if len(spoken) >= 6:
                found.append((meeting["title"], meeting["date"], spoken))
    return found


def printed(title: str, date: str, spoken: Spoken, form: Callable[[str, str], str]) -> bytes:
    year, month, day = date.split("-")
    when = f"{year}年{int(month)}月{int(day)}日 午前10時～午後3時"
    head = f"{title} 会議録\n\n日時\n{when}\n\n場所\n第1委員会室\n\n議事の経過\n\n"
    return (head + "".join(form(label, text) for label, text in spoken)).encode()


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_real_turns_come_back_whole(layout: str, shared: Path) -> None:
    floor, form = LAYOUTS[layout]
    read, whole = 0, 0
    for title, date, spoken in sittings(shared / "corpus"):
        if layout.startswith("（") and any("（" in label or "(" in label for label, _ in spoken):
            continue  # a bracket within the same bracket is nobody's layout
        document = read_document(printed(title, date, spoken, form), "minutes.txt")
        got = [turn for meeting in document.meetings for turn in meeting.turns if turn.kind == "speech"]
        read += 1
        whole += [(plain(turn.label), plain(turn.text)) for turn in got] == [
            (plain(label), plain(text)) for label, text in spoken
        ]
    assert read > 20
    assert whole / read >= floor
