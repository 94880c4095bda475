"""One value of a line → what a column holds, by the column's own rules, and back."""

import base64
import binascii
import datetime
import math
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator, RegexValidator
from django.db import connection, models

from meetings.models.json_shapes import ShapedJSONField, ShapeError

Reader = Callable[[Any], Any]
"""Takes a value of JSON that is neither null nor "". Raises BrokenLineError."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
_LINK = re.compile(r"(?:https?|ftps?)://\S+", re.IGNORECASE)

MISSING = "書かれていません。必ず必要な項目です。"


class BrokenLineError(Exception):
    """One line cannot be taken as it is. `where` is the path of the value (turns[3].text, or empty for the
    whole line), `reason` says in the clerk's words what was expected."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.where = where
        self.reason = reason

    def within(self, step: str) -> "BrokenLineError":
        """The same, seen from the object or list that holds the value."""
        return BrokenLineError(joined(step, self.where), self.reason)


def joined(step: str, path: str) -> str:
    """A path, seen from the object that holds its start under `step`."""
    return f"{step}{path}" if path.startswith("[") or not path else f"{step}.{path}"


def reader_of(column: Any) -> Reader:
    """Reads values of one column (a field of a model): its type, length, choices, pattern and shape."""
    if isinstance(column, models.JSONField):
        return _json_reader(column)
    if isinstance(column, models.BooleanField):
        return _flag
    if isinstance(column, models.BinaryField):
        return _content
    if isinstance(column, models.DateTimeField):
        return _moment
    if isinstance(column, models.DateField):
        return _day
    if isinstance(column, models.TimeField):
        return _clock
    if isinstance(column, models.IntegerField | models.AutoField):
        return _integer_reader(column)
    return _text_reader(column)


def written(value: Any) -> Any:
    """A column's value as a line has it."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):  # 14:00, with seconds only where there are some
        return value.isoformat("auto" if value.second or value.microsecond else "minutes")
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def text_of(value: object) -> str:
    """A text that the database can keep."""
    if type(value) is not str:
        raise BrokenLineError("", '文字列（" " で囲んだもの）ではありません。')
    _check_storable(value, "")
    return value


def members_of(value: object) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise BrokenLineError("", "[ ] で囲んだ並びではありません。")
    return value


def _text_reader(column: Any) -> Reader:
    choices = [str(value) for value, _ in column.flatchoices]
    words, expected = frozenset(choices), "、".join(choices)
    longest = column.max_length if not choices else None
    is_link = isinstance(column, models.URLField)
    rules = [v for v in column.validators if not isinstance(v, BaseValidator)] if not is_link else []
    patterns = [(re.compile(v.regex), str(v.message)) for v in rules if isinstance(v, RegexValidator)]
    others = [v for v in rules if not isinstance(v, RegexValidator)]

    def read(value: object) -> str:
        text = text_of(value)
        if words and text not in words:
            raise BrokenLineError("", f"「{text[:40]}」は使えません。使えるのは {expected} です。")
        if longest is not None and len(text) > longest:
            raise BrokenLineError("", f"{longest}字までのところ、{len(text)}字あります。")
        for pattern, message in patterns:
            if not pattern.search(text):
                raise BrokenLineError("", message)
        for check in others:
            try:
                check(text)
            except ValidationError as wrong:
                raise BrokenLineError("", "".join(wrong.messages)) from None
        if is_link and not _LINK.fullmatch(text):
            raise BrokenLineError("", "URLではありません（https:// などで始まる、空白のない形）。")
        return text

    return read


def _integer_reader(column: Any) -> Reader:
    lowest, highest = connection.ops.integer_field_range(column.get_internal_type())
    if column.primary_key:
        lowest = 1

    def read(value: object) -> int:
        if type(value) is not int or not lowest <= value <= highest:
            raise BrokenLineError("", f"{lowest}から{highest}までの整数ではありません。")
        return value

    return read


def _json_reader(column: models.JSONField) -> Reader:
    shape = column.shape if isinstance(column, ShapedJSONField) else None

    def read(value: Any) -> Any:
        _check_json(value, "")
        if shape is not None:
            try:
                shape.check(value)
            except ShapeError as error:
                raise BrokenLineError(error.path.removeprefix("."), error.reason) from None
        return value

    return read


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise BrokenLineError("", "true か false ではありません。")
    return value


def _content(value: object) -> bytes:
    try:
        return base64.b64decode(text_of(value), validate=True)
    except (binascii.Error, ValueError):
        raise BrokenLineError("", "Base64として読めません。") from None


def _day(value: object) -> datetime.date:
    text = text_of(value)
    if not _DAY.fullmatch(text):
        raise BrokenLineError("", f"「{text[:20]}」は日付の形ではありません（例：2024-09-10）。")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BrokenLineError("", f"{text} という日は暦にありません。") from None


def _clock(value: object) -> datetime.time:
    text = text_of(value)
    try:
        if _CLOCK.fullmatch(text):
            return datetime.time.fromisoformat(text)
    except ValueError:
        pass
    raise BrokenLineError("", f"「{text[:20]}」は時刻ではありません（例：14:00）。")


def _moment(value: object) -> datetime.datetime:
    """A point in time with its offset from UTC."""
    text = text_of(value)
    try:
        if _MOMENT.fullmatch(text):
            return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        pass
    raise BrokenLineError("", f"「{text[:40]}」は日時ではありません（例：2024-09-10T05:00:00+00:00）。")


def _check_storable(text: str, where: str) -> None:
    """Refuse what PostgreSQL cannot keep as text: NUL, and half of a surrogate pair."""
    if "\0" in text:
        raise BrokenLineError(where, "NUL文字（\\u0000）が入っています。データベースに保存できません。")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BrokenLineError(
            where, "文字として成り立たないコード（サロゲートの片方）が入っています。"
        ) from None


def _check_json(value: object, where: str) -> None:
    """The same for every text within a nested value; and no number beyond what JSON can say."""
    if isinstance(value, str):
        _check_storable(value, where)
    elif isinstance(value, float) and not math.isfinite(value):
        raise BrokenLineError(where, "大きすぎて扱えない数があります。")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            _check_json(member, f"{where}[{index}]")
    elif isinstance(value, dict):
        for key, member in value.items():
            _check_storable(key, where)
            _check_json(member, f"{where}.{key}".removeprefix("."))
