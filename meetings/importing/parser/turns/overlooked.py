"""What reading may have overlooked: a speaker within a turn, an item, a head among turns, text set aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from ...folding import squeeze
from ...parsed import Problem
from ..entries import Entry
from ..lines import Line
from ..notation.fields import PEOPLE
from ..notation.item_titles import is_container
from ..notation.openings import Opening, inline, readings
from ..notation.speakers import CERTAIN, reads_as_speech
from ..outline import Node, Outline
from ..page.furniture import is_bare_number, is_page_number, is_rule, is_table_head
from ..weighing.evidence import Evidence
from ..weighing.layout import Layout

_LONGEST_TURN = 10_000
_LONG_BESIDE_OTHERS = 3
_LEAST_LONG = 200
_LEAST_OTHERS = 3
_MARKED = ("bracket", "bullet", "colon", "half", "stop", "dash", "timed")
_MOST_SET_ASIDE = 20
_EXCERPT = 30
_WORD = re.compile(r"[一-鿿ぁ-んァ-ヶ]{2}")
_FIELDS = 3
_OF_A_HEAD = frozenset({"date", "date_place", "time", "start", "end", "place", "agenda", "body", *PEOPLE})


def long_turns(entries: Sequence[Entry], layout: Layout) -> list[Problem]:
    """Turns that are very long, or long beside the others with something like a label inside."""
    turns = [entry for entry in entries if entry.kind == "speech"]
    lengths = [sum(map(len, turn.texts)) for turn in turns]
    usual = median(lengths) if len(turns) > _LEAST_OTHERS else _LONGEST_TURN
    long = max(_LEAST_LONG, _LONG_BESIDE_OTHERS * usual)
    found = []
    for turn, length in zip(turns, lengths, strict=True):
        inside = _label_inside(turn, layout) if length > min(long, _LONGEST_TURN) else None
        if inside is None and length <= _LONGEST_TURN:
            continue
        message = f"「{turn.label}」の発言が{length:,}字あります。途中に別の発言者がいないか確かめてください"
        proposal = f"{inside[0]}行目の「{inside[1]}」から別の発言にする" if inside else None
        found.append(Problem("long-turn", turn.first_line, message, proposal))
    return found


def _label_inside(turn: Entry, layout: Layout) -> tuple[int, str] | None:
    """(line, label as printed) of the first thing in a turn that looks like the opening of another."""
    for number, (line, text) in enumerate(zip(turn.lines, turn.texts, strict=True)):
        for reading in _inside(text, first=number == 0):
            sure = reading.weight >= CERTAIN or reading.label in layout.labels
            said = text[reading.text_at :]
            if sure and reading.family.startswith(_MARKED) and reads_as_speech(said):
                return line.number, reading.printed
    return None


def _inside(text: str, *, first: bool) -> Iterator[Opening]:
    """Readings of openings anywhere in a line of a turn but where the turn itself opens."""
    if not first:
        yield from readings(text)
    yield from inline(text)


def items_without_place(outline: Outline, printed: Sequence[Node], entries: Sequence[Entry]) -> list[Problem]:
    """Items that the head prints and nothing in the text stands under, although others have their place."""
    placed = {id(entry.node.top()) for entry in entries if entry.node}
    placed |= {id(node.top()) for node in outline.nodes if node.met}
    items = [node for node in printed if node.parent is None and node.kind == "item"]
    items = [node for node in items if node.listed or not is_container(node.title)]
    if not any(id(node) in placed for node in items):
        return []
    return [_without_place(node, entries) for node in items if id(node) not in placed]


def _without_place(node: Node, entries: Sequence[Entry]) -> Problem:
    wanted = squeeze(node.title)
    named = next((line for entry in entries for line in entry.lines if wanted in squeeze(line.text)), None)
    message = f"議題「{' '.join((node.number, node.title)).strip()}」が本文のどこから始まるか分かりません"
    proposal = f"{named.number}行目から" if named else None
    return Problem("item-without-place", node.line, message, proposal)


def set_aside_inside(lines: Sequence[Line]) -> list[Problem]:
    """Text between the first turn and the last that was taken for the page's own, page numbers, running heads
    and what the reader knows to frame the page aside."""
    turns = [at for at, line in enumerate(lines) if line.place == "turn"]
    between = lines[turns[0] : turns[-1]] if turns else []
    seen = Counter(squeeze(line.text) for line in between if line.place == "furniture")
    found = []
    for doubtful, group in groupby(between, lambda line: _is_doubtful(line, seen)):
        if doubtful:
            first = next(group)
            said = first.text[:_EXCERPT] + ("…" if len(first.text) > _EXCERPT else "")
            message = f"発言の間にある「{said}」を、会議の記録ではないとして除きました"
            asked = f"{message}。発言の一部でないか確かめてください"
            found.append(Problem("set-aside-inside", first.number, asked))
    return found[:_MOST_SET_ASIDE]


def _is_doubtful(line: Line, seen: Counter[str]) -> bool:
    text = line.text
    if line.place != "furniture" or line.running_head or not _WORD.search(text):
        return False
    signs = is_rule(text) or is_page_number(text) or is_bare_number(text) or is_table_head(text)
    return not signs and seen[squeeze(text)] == 1


def fields_inside(found: Sequence[Evidence], path: Sequence[str]) -> list[Problem]:
    """Several fields of a head, each of another kind, between the first turn and the last: a second sitting
    in the same document, or turns that are none."""
    turns = [at for at, state in enumerate(path) if state == "opening"]
    if not turns:
        return []
    strayed: dict[str, tuple[int, str]] = {}
    for one, state in zip(found[turns[0] : turns[-1]], path[turns[0] : turns[-1]], strict=True):
        if state != "opening" and one.is_fact_name and one.named and one.named.key in _OF_A_HEAD:
            strayed.setdefault(one.named.key, (one.line.number, one.named.name))
    if len(strayed) < _FIELDS:
        return []
    names = "".join(f"「{name}」" for _, name in strayed.values())
    message = f"発言の間に{names}の欄があります。別の会議の記録が入っていないか確かめてください"
    return [Problem("fields-inside", min(line for line, _ in strayed.values()), message)]
