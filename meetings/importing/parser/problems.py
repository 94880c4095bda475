"""What a person should look at before the record is published."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from ..attribution import read_label
from ..folding import squeeze
from ..parsed import ParsedMeeting, Problem
from ..roster import changed_names, namesakes
from ..source import ReadLine
from ..vocabulary.municipalities import named
from .notation.numbering import value_of, with_value
from .notation.openings import describe_layout
from .notation.speakers import CERTAIN, likeness, nearest

_ONCE_AMONG = 8
_LOST = "\ufffd〓\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f"
_ILLEGIBLE = re.compile(f"[{_LOST}]")
_ILLEGIBLE_OR_RADICAL = re.compile(f"[{_LOST}\u2e80-\u2eff\u2f00-\u2fdf]")
_MOST_ILLEGIBLE = 20


def label_problems(meeting: ParsedMeeting, confirmed: Collection[str] = ()) -> list[Problem]:
    """Labels that look like misprints of others, and labels used once among many; not those that a person
    confirmed."""
    turns = [turn for turn in meeting.turns if turn.kind == "speech"]
    counts = Counter(turn.label for turn in turns)
    known = {label: seen for label, seen in counts.items() if seen > 1 or label in confirmed}
    found: list[Problem] = []
    for turn in turns:
        label = turn.label
        once = counts[label] == 1 and len(turns) >= _ONCE_AMONG and label not in confirmed
        if not once or likeness(label) >= CERTAIN or read_label(label).reach == "everywhere":
            continue
        near = nearest(label, known)
        if near:
            message = f"「{label}」は名簿にありません。「{near}」の誤りではありませんか"
            found.append(Problem("unknown-label", turn.line, message, near))
        else:
            message = f"「{label}」は一度しか出てきません。発言者のラベルでよいか確かめてください"
            found.append(Problem("label-once", turn.line, message))
    return found


def empty_turns(meeting: ParsedMeeting) -> list[Problem]:
    """Turns without a word."""
    return [
        Problem("empty-turn", turn.line, f"「{turn.label}」の後に発言がありません")
        for turn in meeting.turns
        if turn.kind == "speech" and not turn.text
    ]


def people_problems(meeting: ParsedMeeting) -> list[Problem]:
    """Two people of one name, whom labels do not tell apart, and people under a new name."""
    found = []
    for name in sorted(namesakes(meeting.attendance)):
        message = f"「{name}」という名前の人が二人います。どちらの発言かは決めていません"
        found.append(Problem("same-full-name", None, message))
    for now, before in changed_names(meeting.attendance):
        message = f"「{now}」は、以前の会議の「{before}」と同じ人ではありませんか（旧姓が書かれています）"
        found.append(Problem("changed-name", None, message, before))
    return found


_FACTS = {"date": "開催日", "start": "開始時刻", "end": "終了時刻", "place": "場所", "observers": "傍聴者数"}


def sentence_problems(meeting: ParsedMeeting) -> list[Problem]:
    """Facts that only a sentence of the text tells, which may speak of another day or place."""
    told: dict[int, list[str]] = {}
    for fact, name in _FACTS.items():
        source = meeting.sources.get(fact)
        if source and source.manner == "sentence":
            told.setdefault(source.line, []).append(name)
    message = "{}は、欄ではなく文から読みました。この会議のことか確かめてください"
    return [
        Problem("told-by-sentence", line, message.format("・".join(names))) for line, names in told.items()
    ]


def outline_problems(meeting: ParsedMeeting) -> list[Problem]:
    """Numbers of the agenda that skip or repeat; those of bills (第4号) count through the year, not the
    sitting."""
    found = []
    previous: tuple[int, str] | None = None
    for item in meeting.outline:
        plain = item.parent is None and item.number and "-" not in squeeze(item.number)
        value = value_of(item.number) if plain else None
        if value is None:
            continue
        goes_on = previous and _form(previous[1]) == _form(item.number) and "号" not in item.number
        if previous and goes_on and value not in (previous[0] + 1, 1):
            message = f"議題の番号が「{previous[1]}」の次に「{item.number}」となっています"
            expected = with_value(item.number, previous[0] + 1)
            found.append(Problem("number-skips", item.line, message, expected))
        previous = value, item.number
    return found


def _form(number: str) -> str:
    return re.sub(r"\d+", "0", squeeze(number))


def municipality_problems(meeting: ParsedMeeting) -> list[Problem]:
    """A name that several municipalities bear. One on no list is the loader's to refuse or to know."""
    name = meeting.municipality
    rows = named(name) if name else ()
    message = f"「{name}」は{'、'.join(row.prefecture for row in rows)}にあります。どの団体か選んでください"
    return [Problem("municipality-ambiguous", None, message)] if len(rows) > 1 else []


def illegible_problems(lines: Sequence[ReadLine], *, radicals: bool) -> list[Problem]:
    """Characters that no font shows as meant: lost ones (�, 〓), private ones and, unless the reader has told
    of them (`radicals` false), radicals out of a PDF."""
    found = []
    pattern = _ILLEGIBLE_OR_RADICAL if radicals else _ILLEGIBLE
    for line in lines:
        match = pattern.search(line.text)
        if match:
            character = match.group()
            name = f"U+{ord(character):04X}" if unicodedata.category(character) in ("Co", "Cc") else character
            message = f"読み取れない文字または部首だけの文字（{name}）があります"
            meant = unicodedata.normalize("NFKC", character)
            found.append(Problem("illegible", line.number, message, meant if meant != character else None))
            if len(found) == _MOST_ILLEGIBLE:
                break
    return found


def layout_changed(layout: tuple[str, ...], confirmed: tuple[str, ...]) -> Problem:
    """Turns open in another way than this body's have been confirmed to."""
    found = describe_layout(layout)
    usual = f"発言の書き方が、この会議体について覚えている書き方「{describe_layout(confirmed)}」と違います"
    message = f"{usual}。「{found}」として読みました" if found else f"{usual}。発言は見つかりません"
    return Problem("layout-changed", None, message, found or None)


def meeting_problems(meeting: ParsedMeeting, confirmed: Collection[str] = ()) -> list[Problem]:
    """All that the finished meeting shows. `confirmed` holds labels that a person vouches for."""
    return [
        *label_problems(meeting, confirmed),
        *empty_turns(meeting),
        *people_problems(meeting),
        *sentence_problems(meeting),
        *outline_problems(meeting),
        *municipality_problems(meeting),
    ]
