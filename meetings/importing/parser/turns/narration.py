"""Prose after a turn that is nobody's words: 「異議はなく、…諮ることとなった。」 after a blank line."""

import re

from ..entries import Entry

_TOLD = re.compile(
    r"(?:こと(?:となった|とした|とされた|に決した|で一致した)|ことになった|(?:承認|了承|可決|決定|確認|選任|選出|否決|採択)(?:された|した|となった)|"
    r"(?:閉会|散会|終了)した|(?:が行われた|があった|がなされた))。$"
)
_LEAST_TURNS = 4
_LEAST_TOLD = 2


def part_from_turns(entries: list[Entry]) -> list[Entry]:
    """The entries with such paragraphs as narration, where the document tells its story that way.

    Told in the past after a blank line is not enough, since speakers report too. But where prose of that
    manner stands between the turns elsewhere, and no turn goes on after a blank line with anything else, the
    paragraph is of the same hand.
    """
    turns = [one for one in entries if one.kind == "speech"]
    if _ends_with_next_time(turns):
        at = entries.index(turns[-1])
        return [*entries[: at + 1], _cut(turns[-1], _after_blank(turns[-1])), *entries[at + 1 :]]
    past = [one for one in entries if one.kind == "narration" and one.texts[-1].endswith("た。")]
    late = {id(one): at for one in turns if (at := _after_blank(one))}
    if not late or len(turns) < _LEAST_TURNS or len(past) < _LEAST_TOLD:
        return entries
    if not all(_is_told(one, late[id(one)]) for one in turns if id(one) in late):
        return entries
    out: list[Entry] = []
    for one in entries:
        out.append(one)
        if id(one) in late:
            out.append(_cut(one, late[id(one)]))
    return out


def _ends_with_next_time(turns: list[Entry]) -> bool:
    """Whether 「次回は…」 stands apart below the last turn, and no other turn goes on after a blank line."""
    if len(turns) < _LEAST_TURNS or any(map(_after_blank, turns[:-1])):
        return False
    at = _after_blank(turns[-1])
    return at > 0 and turns[-1].texts[at].startswith("次回")


def _after_blank(one: Entry) -> int:
    """Where a turn goes on after a blank line, or 0; text under a label alone on its line begins it."""
    begun = 1 if one.texts[0] else 2
    return next((at for at in range(begun, len(one.lines)) if one.lines[at].blank_before), 0)


def _is_told(one: Entry, at: int) -> bool:
    return len(one.lines) - at == 1 and _TOLD.search(one.texts[at]) is not None


def _cut(one: Entry, at: int) -> Entry:
    prose = Entry("narration", node=one.node, first_line=one.lines[at].number)
    for line, text in zip(one.lines[at:], one.texts[at:], strict=True):
        line.place = "narration"
        prose.take(line, text)
    del one.lines[at:], one.texts[at:]
    return prose
