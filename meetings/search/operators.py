"""Conditions of the query on who speaks, where and when: 発言者:金沢市, 自治体:…, 会議:…, 議題:…, 開催日:….

A name matches where it contains what the reader wrote, with old or new forms of its kanji; white space aside,
and what minutes print around a name: ○会長, （金沢市）.
Whom it means is looked up first: a list of numbers is something the database can plan with.
"""

import re

from django.db import connection

from meetings.models import IndexRow

from . import lexemes
from .conditions import Sql, literal
from .folding import fold
from .interpretation import forms_of
from .query import Field
from .query.dates import read_period

_MEETINGS = """
SELECT meeting.id FROM meetings_meeting meeting
JOIN meetings_body body ON body.id = meeting.body_id
LEFT JOIN meetings_municipality owner ON owner.id = body.municipality_id
"""
_ITEMS = """
SELECT item.id FROM meetings_agendaitem item
LEFT JOIN meetings_agendaitem parent ON parent.id = item.parent_id
LEFT JOIN meetings_agendaitem above ON above.id = parent.parent_id
LEFT JOIN meetings_agendaitem top ON top.id = above.parent_id
"""
# a spelling of some days counts where the index has turns of these days in which the speaker speaks
_SPELLINGS = """
SELECT speaker_id FROM (
    SELECT * FROM meetings_speakername spelling WHERE since IS NULL OR EXISTS (
        SELECT FROM meetings_turnindex printed
        JOIN meetings_meeting held ON held.id = printed.meeting_id AND held.body_id = spelling.body_id
        WHERE printed.speaker_id = spelling.speaker_id AND printed.date BETWEEN since AND until)
) printed_name
"""
_NAMED: dict[str, dict[str, tuple[str, ...]]] = {
    "speaker": {
        "SELECT id FROM meetings_speaker": ("name",),
        _SPELLINGS: ("name",),
    },
    "municipality": {_MEETINGS: ("owner.prefecture || owner.name",)},
    "meeting": {_MEETINGS: ("meeting.title", "body.name")},
    "item": {_ITEMS: ("item.title", "parent.title", "above.title", "top.title")},
}
"""For each condition the rows that it can name, with the columns that hold their names."""
# Asked apart, where each of the three is looked up; OFFSET 0 keeps them from being tested turn by turn.
_SPEAKS = f"""
    meetings_turnindex.turn_id IN (
        SELECT spoken.turn_id FROM meetings_turnindex spoken
        WHERE spoken.speaker_id = ANY(%s)
           OR spoken.municipality_id = ANY(ARRAY(SELECT id FROM meetings_municipality WHERE name = ANY(%s)))
           OR {lexemes.vector("spoken")} @@ %s::tsquery
        OFFSET 0)
"""  # noqa: S608 (an expression of ours)
_HELD = "(meetings_turnindex.date <= %s AND meetings_turnindex.last_date >= %s)"
_NOUNS = {
    "speaker": "発言者",
    "municipality": "自治体",
    "meeting": "会議や会議体",
    "item": "議題",
    "held": "会議",
}


def field_sql(field: Field, index: type[IndexRow]) -> Sql:
    """The rows of turns that the condition names. One query where it is by name."""
    if field.name == "held":
        period = read_period(field.value)
        return Sql(_HELD, (period.last, period.first)) if period else Sql("false")
    name = _bare(field.value)
    # in half width as the reader may have typed it, and unchanged
    forms = list(dict.fromkeys([*forms_of(name), *forms_of(fold(name))]))
    ids = _ids(index, field.name, [f"%{literal(form)}%" for form in forms])
    match field.name:
        case "speaker":
            labels = " | ".join(f"{lexemes.quoted(lexemes.label(fold(form)))}:*" for form in forms)
            return Sql(_SPEAKS, (ids, forms, labels))
        case "item":
            return Sql("meetings_turnindex.item_id = ANY(%s)", (ids,))
    return Sql("meetings_turnindex.meeting_id = ANY(%s)", (ids,))


def _bare(name: str) -> str:
    """The name without white space, a mark before it, and brackets around all of it."""
    bare = re.sub(r"\s", "", name)
    found = re.fullmatch(r"[^\w(（]*(?:[(（]([^()（）]+)[)）]|(.+))", bare)
    return found[1] or found[2] if found else bare


def unknown(field: Field) -> str:
    """What to say where the condition names nobody and nothing."""
    return f"「{field.value}」に当てはまる{_NOUNS[field.name]}は、公開している会議録にはありません。"


def _ids(index: type[IndexRow], noun: str, patterns: list[str]) -> list[int]:
    """The rows one of whose names, white space aside, meets one of the patterns."""
    holds = r"regexp_replace({}, '\s', '', 'g') LIKE ANY(%(patterns)s)".format
    asked = [f"{rows} WHERE {' OR '.join(map(holds, names))}" for rows, names in _NAMED[noun].items()]
    with connection.cursor() as cursor:
        cursor.execute(Sql(" UNION ".join(asked)).of(index).text, {"patterns": patterns})
        return [number for (number,) in cursor.fetchall()]
