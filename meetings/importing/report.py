"""What `import_minutes` prints for a person: one block a document, problems with their lines."""

from collections import Counter
from collections.abc import Iterable, Iterator

from meetings.eras import in_both_eras

from .loader import StoredMeeting
from .parsed import ParsedDocument, ParsedMeeting, Problem
from .parser.notation.openings import describe_layout

_ACTIONS = {"created": "新しい会議", "unchanged": "取り込み済み", "revised": "訂正"}
_RECORD_TYPES = {"verbatim": "全文", "summary": "要点", "extract": "摘録", "decisions": "結果のみ"}
_UNREAD = "（読み取れません）"
_EXCERPT = 40


def describe_document(parsed: ParsedDocument) -> Iterator[str]:
    """What was recognised in one document."""
    yield f"■ {parsed.path}"
    if parsed.outcome != "minutes":
        yield f"  ✕ {parsed.reason}"
        return
    encoding = f"・{parsed.encoding}" if parsed.encoding else ""
    set_aside = f"会議の記録ではない行{len(parsed.furniture)}行"
    yield f"  {parsed.format}{encoding}　会議{len(parsed.meetings)}件　{set_aside}"
    for meeting in parsed.meetings:
        yield from _describe_meeting(meeting)
    yield from _describe_problems(parsed.problems)


def describe_stored(stored: StoredMeeting, *, committed: bool) -> Iterator[str]:
    """What becomes, or would become, of one meeting in the archive."""
    future = "" if committed else "（--commit を付けると保存します）"
    meeting = stored.meeting
    yield f"  → {_ACTIONS[stored.action]} {meeting.identifier}　{meeting.get_status_display()}{future}"
    for change in stored.changes:
        if change.before is None:
            yield f"    + 発言{change.number}　{_excerpt(change.after)}"
        elif change.after is None:
            yield f"    － 発言{change.number}　取消：{_excerpt(change.before)}"
        else:
            before, after = _around_difference(change.before, change.after)
            yield f"    ～ 発言{change.number}　{before} → {after}"


def describe_waiting(*, committed: bool) -> Iterator[str]:
    """Of a document that corrects a meeting and may not do so yet."""
    future = "待ちます" if not committed else "待っています"
    yield (
        f"  → すでにある会議の訂正です。職員のページで確認を{future}。"
        "すぐに反映するには --publish を付けてください。"
    )


def describe_replaced() -> str:
    """Of a document that the archive has, and whose meetings a later document has corrected."""
    return "  → 取り込み済み（その後に取り込んだ文書で訂正されています）"


def describe_remembered(parsed: ParsedDocument, *, committed: bool) -> Iterator[str]:
    """What is kept for the body's next document."""
    future = "を覚えました" if committed else "（--commit を付けると覚えます）"
    yield f"  → 読み取り方「{describe_layout(parsed.layout)}」{future}"


def _describe_meeting(meeting: ParsedMeeting) -> Iterator[str]:
    speeches = [turn for turn in meeting.turns if turn.kind == "speech"]
    labels = Counter(turn.label for turn in speeches)
    times = (
        "～".join(f"{t:%H:%M}" if t else "" for t in (meeting.start, meeting.end)) if meeting.start else ""
    )
    day = in_both_eras(meeting.date) if meeting.date else _UNREAD
    if meeting.end_date:
        times += f"（終了は{in_both_eras(meeting.end_date)}）"
    yield f"  会議名　　{meeting.title or _UNREAD}"
    yield f"  会議体　　{meeting.body or _UNREAD}（{meeting.municipality or '自治体の記載なし'}）"
    yield f"  日時場所　{day} {times} {meeting.place or ''}"
    yield f"  議題　　　{sum(i.parent is None and i.kind in ('item', 'other') for i in meeting.outline)}件"
    yield (
        f"  発言　　　{len(speeches)}件（{_RECORD_TYPES.get(meeting.record_type, '記録の種類の記載なし')}）"
        f"　説明文など{len(meeting.turns) - len(speeches)}件"
    )
    if labels:
        yield "  発言者　　" + "、".join(f"{label} {count}" for label, count in labels.most_common())


def _describe_problems(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        where = f"{problem.line}行目" if problem.line else "全体"
        proposal = f"　案：{problem.proposal}" if problem.proposal else ""
        yield f"  ！{where}：{problem.message}{proposal}［{problem.code}］"


def _excerpt(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return f"「{flat[:_EXCERPT]}{'…' if len(flat) > _EXCERPT else ''}」"


def _around_difference(before: str, after: str) -> tuple[str, str]:
    """Both wordings from a little before the place where they part."""
    parted = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(0, parted - _EXCERPT // 4)
    lead = "…" if start else ""
    return _excerpt(lead + before[start:]), _excerpt(lead + after[start:])
