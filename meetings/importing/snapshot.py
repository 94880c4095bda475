"""What the archive says of one meeting, and in what two states of it differ, in a clerk's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.models import Meeting, Speaker, Turn

FACTS = (
    "title", "number", "date", "end_date", "start", "end", "place", "attendees", "observers", "openness",
    "openness_reason", "record_type", "department", "printed_header",
)  # fmt: skip
_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a meeting: its facts by name, its lists line by line, and its turns by number."""

    facts: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    turns: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, meeting: Meeting) -> "Snapshot":
        """As it is stored now."""
        stored = Meeting.objects.get(pk=meeting.pk)
        names = {name: str(Meeting._meta.get_field(name).verbose_name) for name in FACTS}  # type: ignore[union-attr]
        facts = {label: _in_words(getattr(stored, name)) for name, label in names.items()}
        items = stored.agenda_items.select_related("parent").order_by("position")
        lists = {
            "議題": tuple(_joined(i.parent, i.number, i.title, i.kind, i.outcome) for i in items),
            "出席者名簿": tuple(
                _joined(a.get_kind_display(), a.role, a.name, a.text)
                for a in stored.attendances.order_by("position")
            ),
            "資料": tuple(_joined(m.number, m.title) for m in stored.materials.order_by("position")),
        }
        turns = stored.turns.in_order().select_related("speaker", "item")
        return cls(facts, lists, {turn.number: _turn(turn) for turn in turns})

    def differences(self, now: "Snapshot") -> Iterator[str]:
        """What is otherwise in the later state, a line each."""
        for label, before in self.facts.items():
            if before != now.facts[label]:
                yield f"{label}：{_excerpt(before)} → {_excerpt(now.facts[label])}"
        for label, rows in self.lists.items():
            yield from (f"{label}：－ {_excerpt(row)}" for row in rows if row not in now.lists[label])
            yield from (f"{label}：＋ {_excerpt(row)}" for row in now.lists[label] if row not in rows)
            if rows != now.lists[label] and sorted(rows) == sorted(now.lists[label]):
                yield f"{label}：順番"
        for number in sorted(self.turns.keys() | now.turns.keys()):
            yield from _turn_differences(number, self.turns.get(number), now.turns.get(number))


_PARTS = ("表示", "本文", "発言者", "役職", "議題", "種類", "取消")


def _turn(turn: Turn) -> tuple[str, ...]:
    withdrawn = turn.withdrawn_reason if turn.withdrawn_on else ""
    return (
        turn.printed_label or turn.label, turn.text, _who(turn.speaker), turn.role, str(turn.item or ""),
        turn.get_kind_display(), withdrawn,
    )  # fmt: skip


def _turn_differences(
    number: int, before: tuple[str, ...] | None, now: tuple[str, ...] | None
) -> Iterator[str]:
    if before is None or now is None:
        if now is not None:
            yield f"発言{number}：＋ {_joined(*now[:2])[:_EXCERPT]}"
        return
    for part, old, new in zip(_PARTS, before, now, strict=True):
        if old != new:
            yield f"発言{number}の{part}：{_excerpt(old)} → {_excerpt(new)}"


def _who(speaker: Speaker | None) -> str:
    return f"{speaker.name}（{speaker.get_kind_display()}）" if speaker else ""


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return "／".join(":".join(map(str, each)) if isinstance(each, list) else str(each) for each in value)
    return "" if value is None else str(value)


def _joined(*parts: object) -> str:
    return "　".join(str(part) for part in parts if part)


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return f"「{flat[:_EXCERPT]}{'…' if len(flat) > _EXCERPT else ''}」" if flat else "なし"
