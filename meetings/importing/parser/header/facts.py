"""From the fields of the head to the facts of the meeting: when, where, who, in public or not; and what sort
of record it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ...folding import half, squeeze
from ...parsed import Manner, ParsedMaterial, ParsedMeeting, PrintedField, RecordType, Source
from ..lines import Line
from ..notation.dates import dates_in, further_days
from ..notation.fields import PEOPLE, Field
from ..notation.list_entries import pieces
from ..notation.names import is_place
from ..notation.numbering import numbered
from ..notation.times import PrintedTime, closing_within, last_end_in, opening_and_closing, span_of, times_in
from .head import Head

# 「於、第１会議室」, 「於　市役所」: no part of the place.
_AT = re.compile(r"^(?:於|会場|場所)[\s、,:：]+|(?:において|にて)$")
_UNTIL = re.compile(r"^[\s、,・)）~〜～]*(?:まで|から|より|頃|ごろ)?[\s、,・)）~〜～]*")
_COUNT = re.compile(r"(\d(?:\s?\d){0,3})\s*(?:名|人)?")
_OBSERVERS = re.compile(r"傍聴\s*(?:者|人)?[:()【】［］\[\]\s]{0,4}(?:(\d{1,4})\s*(?:名|人)|なし|無し)")
_NO_ONE = re.compile(r"^(?:なし|無し|無|いません|いない|ありません|0|-|―|ー)")
_FILE_NOTE = re.compile(
    r"\s*[\[［(（][^\[\]［］()（）]{0,30}(?:KB|MB|kb|キロバイト|PDF|pdf)[^\[\]［］()（）]{0,20}[\])）］]\s*$"
)
_NUMBERED_MATERIAL = (
    r"(?:(?:(?:当日|追加|参考|事前)?資料|別紙)\s*"
    r"(?:[0-9]{1,2}(?:-[0-9]{1,2})?|[A-Z]|[①-⑳]|[一二三四五六七八九十])|(?:当日|追加|参考)資料|参考(?=\s))"
)
_MATERIAL_NUMBER = re.compile(
    rf"[【\[]\s*{_NUMBERED_MATERIAL}\s*[】\]]|{_NUMBERED_MATERIAL}(?=[\s:.、【「(]|$)"
)
_SHORT = 12
_NO_MATERIAL = re.compile(r"なし|無し|特になし|(?:別紙|別添|次第|次|以下)のとおり")
_NEXT_MATERIAL = re.compile(
    rf"(?:[、,]\s*|\s{{2,40}})(?=[【\[]?{_NUMBERED_MATERIAL}(?:[\s:.「(】\]、,]|$))|\s(?=資料\s?\d{{1,2}}\s)"
)
# What the names of papers end in, so that two of them beside each other are two.
_PAPER = re.compile(
    r"(?:[書案表図票録集]|資料|一覧|名簿|まとめ|概要|写し|次第|要綱|要項|計画|冊子|ちらし|チラシ)$"
)
_OPENNESS = re.compile(
    r"(?P<kind>(?:一部)?非?公開)\s*(?:[（(](?P<said>[^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）])"
)
_WHY = re.compile(r"^(?:非公開の)?理由\s*[:：]?")
_CHECK = re.compile(r"[☑■✓✔●◉レ]\s*(公開|一部公開|非公開|一部非公開)")


def printed_fields(head: Head) -> list[PrintedField]:
    """Every line of the head as printed: the fields with their values, and lines without a name."""
    found = [_printed(one) for one in head.fields]
    found += [PrintedField("", line.text, line.number, line.text) for line in (*head.titles, *head.loose)]
    return sorted(found, key=lambda one: one.line)


def _printed(one: Field) -> PrintedField:
    lines = [one.line, *(line for line, _ in one.values if line is not one.line)]
    printed = "\n".join(line.text for line in lines)
    return PrintedField(one.name, "\n".join(text for _, text in one.values), one.line.number, printed)


@dataclass(frozen=True, slots=True)
class Told:
    """A text that may tell a fact, with the line it stands on and how it tells it."""

    text: str
    line: int
    manner: Manner

    @property
    def source(self) -> Source:
        """What the record keeps of it."""
        return Source(self.line, self.manner)


def told_by(one: Field) -> Told:
    """A field's whole value."""
    return Told(one.text, one.line.number, "field")


def told_by_head(lines: Iterable[Line]) -> list[Told]:
    """Nameless lines of the head."""
    return [Told(line.text, line.number, "head") for line in lines]


def told_before_turns(head: Head) -> list[Told]:
    """Lines before the first turn that are none of the head's, sentences and others."""
    return [
        Told(line.text, line.number, "sentence" if line.text.endswith("。") else "head") for line in head.rest
    ]


_FIELDS_OF = {
    "openness": ("openness",),
    "openness_reason": ("openness_reason", "openness"),
    "department": ("department",),
    "materials": ("materials",),
    "attendance": PEOPLE,
}


def tell_sources(meeting: ParsedMeeting, head: Head, titles: Sequence[Told]) -> None:
    """Note where the names of the meeting stand, and what whole fields told."""
    for fact in ("title", "body", "municipality"):
        name = getattr(meeting, fact)
        told = next((one for one in titles if name and name in one.text), None)
        if told:
            meeting.sources[fact] = told.source
    for fact, keys in _FIELDS_OF.items():
        field = head.first(*keys) if getattr(meeting, fact) else None
        if field:
            meeting.sources[fact] = told_by(field).source


def set_times(meeting: ParsedMeeting, head: Head, stamps: Sequence[Told]) -> None:
    """Start and end: from 日時, else from 開会 and 閉会, else from lines that stand beside those words. And
    the last day, where it is another than the first."""
    _set_last_day(meeting, head)
    for one in head.every("date", "date_place", "time"):
        source = told_by(one).source
        times = _after_date(one.text)
        start, end, _ = span_of(times)
        _set_start(meeting, start, source)
        if meeting.end_date is not None:
            _set_end(meeting, last_end_in(times), source)
        _set_end(meeting, end or closing_within(times), source)
    for one in head.every("start"):
        _set_start(meeting, _first_time(one.text), told_by(one).source)
        _set_end(meeting, closing_within(one.text), told_by(one).source)
    for one in head.every("end"):
        _set_end(meeting, _first_time(one.text), told_by(one).source)
    for told in [*told_by_head((*head.loose, *head.titles)), *stamps]:
        _from_stamp(meeting, told)
        if meeting.start and meeting.end:
            break


def _set_last_day(meeting: ParsedMeeting, head: Head) -> None:
    """Of a sitting over several days, where the field of its date prints more than one."""
    for one in head.every("date", "date_place"):
        text = "、".join(text for _, text in one.values)
        first = next(dates_in(text), None)
        if first is not None and meeting.date is not None:
            days = further_days(text, meeting.date)
            meeting.end_date = days[-1][2] if days else None
            return


def _set_start(meeting: ParsedMeeting, printed: PrintedTime | None, source: Source) -> None:
    if meeting.start is None and printed is not None and not printed.next_day:
        meeting.start = printed.value
        meeting.sources["start"] = source


def _set_end(meeting: ParsedMeeting, printed: PrintedTime | None, source: Source) -> None:
    """The end, and the day it falls on where the print counts on past midnight."""
    if meeting.end is not None or printed is None or printed.value is None:
        return
    meeting.end = printed.value
    meeting.sources["end"] = source
    if printed.next_day and meeting.date is not None and meeting.end_date is None:
        meeting.end_date = meeting.date + timedelta(days=1)


def _first_time(text: str) -> PrintedTime | None:
    return next(iter(times_in(text)), None)


def _from_stamp(meeting: ParsedMeeting, told: Told) -> None:
    opened, closed = opening_and_closing(told.text)
    if opened or closed:
        _set_start(meeting, opened, told.source)
        _set_end(meeting, closed, told.source)
    elif any(dates_in(told.text)) or len(times_in(told.text)) > 1:
        set_span(meeting, told)


def set_span(meeting: ParsedMeeting, told: Told) -> None:
    """Start and end from a text that also holds dates, which look like times."""
    times = _after_date(told.text)
    start, end, _ = span_of(times)
    _set_start(meeting, start, told.source)
    _set_end(meeting, end or closing_within(times), told.source)


def set_closing(meeting: ParsedMeeting, told: Told) -> None:
    """The end from a short text that tells it beside 閉会."""
    _set_end(meeting, opening_and_closing(told.text)[1], told.source)


def _after_date(text: str) -> str:
    """The text with its dates blanked, so that 「2013/02/25 18:30-20:10」 gives times only."""
    spans = [(one.start, one.stop) for one in dates_in(text)]
    spans += [(start, stop) for start, stop, _ in further_days(text)]
    for start, stop in spans:
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def set_place(meeting: ParsedMeeting, head: Head) -> None:
    """The place as printed, wherever the head tells it."""
    told = _place(head)
    if told:
        meeting.place, meeting.sources["place"] = told.text, told.source


def _place(head: Head) -> Told | None:
    """Its field, what follows date and time, or a nameless line that is a place."""
    field = head.first("place")
    if field:
        return Told(_AT.sub("", field.text), field.line.number, "field")
    for one in head.every("date_place"):
        rest = _after_time(" ".join(text for _, text in one.values))
        if rest:
            return Told(rest, one.line.number, "field")
    for line in head.loose:
        if any(True for _ in dates_in(line.text)):
            rest = _after_time(line.text)
            if rest and is_place(rest):
                return Told(rest, line.number, "head")
        elif is_place(line.text) and not times_in(line.text):
            return Told(_AT.sub("", line.text.strip("〔〕［］[]【】")), line.number, "head")
    beside = (line for line in head.rest if not times_in(line.text) and not line.text.endswith("。"))
    found = next((one for one in beside if is_place(one.text) and not any(dates_in(one.text))), None)
    return Told(found.text, found.number, "head") if found else None


def _after_time(text: str) -> str:
    blanked = _after_date(text)
    _, _, stop = span_of(blanked)
    last = max((one.stop for one in dates_in(text)), default=0)
    last = max([last, *(stop for _, stop, _ in further_days(text))])
    rest = _UNTIL.sub("", text[max(stop, last) :])
    return _AT.sub("", rest).rstrip(" \u3000、,・")


def set_observers(meeting: ParsedMeeting, head: Head) -> None:
    """How many listened: its field, or a count inside 出席者."""
    for one in head.every("observers"):
        text = half(one.text)
        nobody, found = _NO_ONE.match(squeeze(text)), _COUNT.search(text)
        if nobody or found:
            count = int(re.sub(r"\s", "", found[1])) if found and not nobody else 0
            meeting.observers, meeting.sources["observers"] = count, told_by(one).source
            return
    for one in head.every("attendees", "members", "staff", "openness"):
        found = _OBSERVERS.search(half(one.text))
        if found:
            meeting.observers, meeting.sources["observers"] = int(found[1] or 0), told_by(one).source
            return


def materials_of(head: Head) -> list[ParsedMaterial]:
    """The handouts, one a printed entry."""
    found: list[ParsedMaterial] = []
    for one in head.every("materials"):
        for _, text in one.values:
            for piece in _materials_apart(text):
                entry = numbered(piece)
                title = _FILE_NOTE.sub("", entry.rest if entry else piece).strip()
                number = _MATERIAL_NUMBER.match(half(title))
                if number and len(title) > number.end():
                    found.append(
                        ParsedMaterial(
                            title[: number.end()].strip(" 　【】[]［］"),
                            title[number.end() :].strip(" 　:：.．、"),
                        )
                    )
                elif title and not _NO_MATERIAL.fullmatch(squeeze(title)):
                    found.append(ParsedMaterial(entry.number if entry else "", title))
    return found


def _materials_apart(text: str) -> list[str]:
    """Several on one line: 「議案書、資料１　税率の比較、資料２　健診の日程」."""
    found: list[str] = []
    for piece in pieces(text):
        at = 0
        for comma in _NEXT_MATERIAL.finditer(half(piece)):
            before = piece[at : comma.start()]
            if comma.group() == " " and not _MATERIAL_NUMBER.match(half(before)):
                continue
            found += [before] if found or _MATERIAL_NUMBER.match(half(before)) else before.split("、")
            at = comma.end()
        last = piece[at:]
        short = [one for one in last.split("、") if 0 < len(one) <= _SHORT]
        papers = len(short) > 1 and all(_PAPER.search(one) for one in short)
        listed = (len(short) > 2 or papers) and len(short) == last.count("、") + 1
        found += short if listed else [last]
    return found


def attendees_text(head: Head) -> str | None:
    """出席者 as printed on one line, with the names of the groups where the print has them."""
    fields = [one for one in head.every("attendees", "members") if one.text]
    parts = [one.text if one.key == "attendees" else f"{one.name} {one.text}" for one in fields]
    return " ".join(parts) or None


def openness_of(head: Head) -> tuple[str | None, str | None]:
    """(公開, 一部公開 or 非公開 as printed, why): the reason has a field of its own or stands in brackets."""
    one, reason = head.first("openness"), head.first("openness_reason")
    why = reason.text if reason else None
    if one is None:
        return None, why
    checked = _CHECK.search(one.text)
    if checked:
        return checked.group(1), why
    beside = _OPENNESS.fullmatch(one.text)
    if beside is None:
        letters = one.text.split()
        return ("".join(letters) if all(len(letter) == 1 for letter in letters) else one.text), why
    said = _WHY.sub("", beside["said"]).strip()
    tells_why = beside["kind"] != "公開" and "傍聴" not in said
    return beside["kind"], why or (said if tells_why else None)


_RECORD_KINDS: tuple[tuple[re.Pattern[str], RecordType], ...] = (
    (re.compile(r"全文|逐語|全部筆記|発言のとおり"), "verbatim"),
    (re.compile(r"要点|要旨|概要|要約|要録"), "summary"),
    (re.compile(r"摘録|抜粋|抄録"), "extract"),
    (re.compile(r"結果|決定事項"), "decisions"),
)
_RECORD_WORDS = re.compile(r"(?:全文|逐語|要点|要約|摘録)(?:の|による)?(?:記録|筆記|会議録)?")
_RECORD_SENTENCE = re.compile(
    r"(?:会議録|議事録|記録)[^。]{0,24}?(?:全文|逐語|要点|要旨|要約|摘録|抜粋)[^。]{0,8}?"
    r"(?:とする|とし|とした|で作成|により作成|によることと)[^。]{0,20}"
)


def record_type_of(
    head: Head, titles: Iterable[str], sections: Iterable[str], prose: Iterable[str]
) -> tuple[RecordType, str]:
    """全文, 要点, 摘録 or 結果のみ, and the words that say so.

    In order of trust: the field for it, another field's words (記録　要点記録), titles, headings of
    sections, prose. That a section tells the 結果 does not make the record one of decisions only.
    """
    fields = [one.text for one in head.every("record_type")]
    others = [one.text for one in head.every("other") if _RECORD_WORDS.match(squeeze(one.text))]
    for text in (*fields, *others, *titles):
        for pattern, kind in _RECORD_KINDS:
            if pattern.search(text):
                return kind, text
    sentences = [found.group() for text in prose if (found := _RECORD_SENTENCE.search(text))]
    for text in (*sections, *sentences):
        for pattern, kind in _RECORD_KINDS[:-1]:
            if pattern.search(text):
                return kind, text
    return "unknown", ""
