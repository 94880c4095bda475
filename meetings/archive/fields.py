"""Taking the keys of one JSON object, one by one, and saying exactly what is wrong with a value."""

import base64
import binascii
import datetime
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.validators import RegexValidator
from django.db import models

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
_LINK = re.compile(r"(?:https?|ftps?)://\S+", re.IGNORECASE)

HIGHEST = {
    "PositiveSmallIntegerField": 32_767,
    "PositiveIntegerField": 2_147_483_647,
    "BigAutoField": 9_223_372_036_854_775_807,
}
"""What the database's integer types hold."""

MISSING = "書かれていません。必ず必要な項目です。"


class BrokenLineError(Exception):
    """One line cannot be taken as it is. `where` is the path of the value (turns[3].text, or empty for the
    whole line), `reason` says in the clerk's words what was expected."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.where = where
        self.reason = reason


@dataclass(frozen=True, slots=True)
class TextRule:
    """What the model says of a text column, as plain values that are quick to check 100,000 times."""

    longest: int | None
    words: frozenset[str]
    expected: str
    pattern: re.Pattern[str] | None
    pattern_said: str
    is_link: bool


@cache
def text_rule(model: type[models.Model], name: str) -> TextRule:
    """The rule of one text column: its length, its choices, its pattern."""
    column: Any = model._meta.get_field(name)
    choices = [str(value) for value, _ in column.flatchoices]
    shape = next((v for v in column.validators if isinstance(v, RegexValidator)), None)
    is_link = isinstance(column, models.URLField)
    return TextRule(
        longest=column.max_length if not choices else None,
        words=frozenset(choices),
        expected="、".join(choices),
        pattern=re.compile(shape.regex) if shape is not None and not is_link else None,
        pattern_said=str(shape.message) if shape is not None else "",
        is_link=is_link,
    )


class Fields:
    """The keys of one JSON object that have not been taken yet; `nothing_else` refuses what is left over.

    A key that is missing, null or (for text) empty is unsaid: "" or None comes back unless `required`.
    """

    __slots__ = ("_left", "where")

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, dict):
            raise BrokenLineError(where, "{ } で囲んだ項目の組ではありません。")
        self._left = dict(value)
        self.where = where

    def at(self, key: str) -> str:
        """The path of one key, as a person would look for it: turns[3].text."""
        return f"{self.where}.{key}" if self.where else key

    def fail(self, key: str, reason: str) -> BrokenLineError:
        return BrokenLineError(self.at(key), reason)

    def nothing_else(self) -> None:
        if self._left:
            unknown = next(iter(self._left))
            raise self.fail(str(unknown), "この項目は書式にありません。項目名を確かめてください。")

    def anything(self, key: str) -> object:
        """The value as it is, for keys that take more than one type."""
        return self._left.pop(key, None)

    def text(self, key: str, *, required: bool = False) -> str:
        value = self._left.pop(key, None)
        if value is None or value == "":
            if required:
                raise self.fail(key, MISSING)
            return ""
        if type(value) is not str:
            raise self.fail(key, '文字列（" " で囲んだもの）ではありません。')
        check_storable(value, self.at(key))
        return value

    def text_of(self, model: type[models.Model], name: str, *, key: str = "", required: bool = False) -> str:
        """A text for one column of `model`, by that column's own rules."""
        key = key or name
        value = self.text(key, required=required)
        if not value:
            return value
        rule = text_rule(model, name)
        if rule.words and value not in rule.words:
            raise self.fail(key, f"「{value[:40]}」は使えません。使えるのは {rule.expected} です。")
        if rule.longest is not None and len(value) > rule.longest:
            raise self.fail(key, f"{rule.longest}字までのところ、{len(value)}字あります。")
        if rule.pattern is not None and not rule.pattern.search(value):
            raise self.fail(key, rule.pattern_said)
        if rule.is_link and not _LINK.fullmatch(value):
            raise self.fail(key, "URLではありません（https:// などで始まる、空白のない形）。")
        return value

    def integer_of(
        self, model: type[models.Model], name: str, *, key: str = "", lowest: int = 0
    ) -> int | None:
        """A whole number for one column of `model`, within what the column holds."""
        key = key or name
        value = self._left.pop(key, None)
        if value is None:
            return None
        column: Any = model._meta.get_field(name)
        highest = HIGHEST[column.get_internal_type()]
        if type(value) is not int or not lowest <= value <= highest:
            raise self.fail(key, f"{lowest}から{highest}までの整数ではありません。")
        return value

    def required_integer_of(
        self, model: type[models.Model], name: str, *, key: str = "", lowest: int = 0
    ) -> int:
        """The same, where it must be said."""
        value = self.integer_of(model, name, key=key, lowest=lowest)
        if value is None:
            raise self.fail(key or name, MISSING)
        return value

    def flag(self, key: str) -> bool | None:
        """Yes or no, or None where it is unsaid."""
        value = self._left.pop(key, None)
        if value is not None and type(value) is not bool:
            raise self.fail(key, "true か false ではありません。")
        return value

    def day(self, key: str) -> datetime.date | None:
        value = self.text(key)
        if not value:
            return None
        if not _DAY.fullmatch(value):
            raise self.fail(key, f"「{value[:20]}」は日付の形ではありません（例：2024-09-10）。")
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise self.fail(key, f"{value} という日は暦にありません。") from None

    def clock(self, key: str) -> datetime.time | None:
        value = self.text(key)
        if not value:
            return None
        try:
            if _CLOCK.fullmatch(value):
                return datetime.time.fromisoformat(value)
        except ValueError:
            pass
        raise self.fail(key, f"「{value[:20]}」は時刻ではありません（例：14:00）。")

    def moment(self, key: str) -> datetime.datetime | None:
        """A point in time with its offset from UTC."""
        value = self.text(key)
        if not value:
            return None
        try:
            if _MOMENT.fullmatch(value):
                return datetime.datetime.fromisoformat(value).astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            pass
        raise self.fail(key, f"「{value[:40]}」は日時ではありません（例：2024-09-10T05:00:00+00:00）。")

    def rows(self, key: str) -> Iterator[tuple[str, object]]:
        """The members of a list, each with its path."""
        value = self._left.pop(key, None)
        if value is None:
            return
        if not isinstance(value, list):
            raise self.fail(key, "[ ] で囲んだ並びではありません。")
        where = self.at(key)
        for index, member in enumerate(value):
            yield f"{where}[{index}]", member

    def json_list(self, key: str) -> list[Any]:
        """A list that is kept as it is."""
        value = self._left.pop(key, None)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fail(key, "[ ] で囲んだ並びではありません。")
        check_json(value, self.at(key))
        return value

    def json_object(self, key: str) -> dict[str, Any]:
        """An object that is kept as it is."""
        value = self._left.pop(key, None)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.fail(key, "{ } で囲んだ項目の組ではありません。")
        check_json(value, self.at(key))
        return value

    def content(self, key: str) -> bytes:
        """Bytes, written in base64."""
        try:
            return base64.b64decode(self.text(key), validate=True)
        except (binascii.Error, ValueError):
            raise self.fail(key, "Base64として読めません。") from None


def check_storable(value: str, where: str) -> None:
    """Refuse what PostgreSQL cannot keep as text: NUL, and half of a surrogate pair."""
    if "\0" in value:
        raise BrokenLineError(where, "NUL文字（\\u0000）が入っています。データベースに保存できません。")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BrokenLineError(
            where, "文字として成り立たないコード（サロゲートの片方）が入っています。"
        ) from None


def check_json(value: object, where: str) -> None:
    """The same for every text within a nested value; and no number beyond what JSON can say."""
    if isinstance(value, str):
        check_storable(value, where)
    elif isinstance(value, float) and not math.isfinite(value):
        raise BrokenLineError(where, "大きすぎて扱えない数があります。")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            check_json(member, f"{where}[{index}]")
    elif isinstance(value, dict):
        for key, member in value.items():
            check_storable(key, where)
            check_json(member, f"{where}.{key}")


def index_path(value: object, where: str) -> tuple[int, ...] | None:
    """The place of an agenda item: 2 is the third of the top level, [2, 0] the first below it."""
    if value is None:
        return None
    steps: Sequence[object] = value if isinstance(value, list) else [value]
    if not steps or any(type(step) is not int for step in steps):
        raise BrokenLineError(where, "議題の位置は 2 や [2, 0] のような、0から数える番号で書きます。")
    return tuple(step for step in steps if isinstance(step, int))
