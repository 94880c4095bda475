"""A citation as a Japanese sentence, for documents and letters."""

from __future__ import annotations

from meetings.eras import era_year

from .citation import Citation


def in_japanese(citation: Citation) -> str:
    """みのり県潮見野市、総合計画審議会「第3回会議」会議録、令和6年9月10日（2024-09-10）、会長、発言12、…"""
    kept = f"（{citation.reservation}）" if citation.reservation else ""
    minutes = f"{citation.body}「{citation.meeting}」{citation.called}"
    parts = [
        citation.municipality,
        minutes if citation.passage else f"{minutes}{kept}",
        _day(citation),
        citation.said_by,
        f"{citation.passage}{kept}" if citation.passage else "",
        citation.archive,
        citation.url,
    ]
    return f"{'、'.join(part for part in parts if part)}（参照 {citation.read_on.isoformat()}）"


def _day(citation: Citation) -> str:
    day = citation.held_on
    return f"{era_year(day)}{day.month}月{day.day}日（{day.isoformat()}）" if day else ""
