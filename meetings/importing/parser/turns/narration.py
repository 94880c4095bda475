"""「次回は…」 that stands apart below the last turn and is nobody's words."""

from ..entries import Entry

_LEAST_TURNS = 4


def part_from_turns(entries: list[Entry]) -> list[Entry]:
    """The entries with such a paragraph as narration, unless other turns too go on after a blank line."""
    turns = [one for one in entries if one.kind == "speech"]
    if len(turns) < _LEAST_TURNS or any(map(_after_blank, turns[:-1])):
        return entries
    last, at = turns[-1], _after_blank(turns[-1])
    if not at or not last.texts[at].startswith("次回"):
        return entries
    behind = entries.index(last) + 1
    return [*entries[:behind], _cut(last, at), *entries[behind:]]


def _after_blank(one: Entry) -> int:
    """Where a turn goes on after a blank line, or 0; text under a label alone on its line begins it."""
    begun = 1 if one.texts[0] else 2
    return next((at for at in range(begun, len(one.lines)) if one.lines[at].blank_before), 0)


def _cut(one: Entry, at: int) -> Entry:
    prose = Entry("narration", node=one.node, first_line=one.lines[at].number)
    for line, text in zip(one.lines[at:], one.texts[at:], strict=True):
        line.place = "narration"
        prose.take(line, text)
    del one.lines[at:], one.texts[at:]
    return prose
