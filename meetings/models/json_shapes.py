"""The shapes of JSON columns: declared once each, checked by forms, on every save and on loading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models


class ShapeError(ValueError):
    """A value has another shape. `path` leads to the place ([0][1], [2].number); `reason` is Japanese."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.reason = reason
        self.path = path


class Shape(Protocol):
    """What a JSON value must look like."""

    def check(self, value: object) -> None:
        """Raises ShapeError where the value is something else."""


@dataclass(frozen=True, slots=True)
class Text:
    def check(self, value: object) -> None:
        if type(value) is not str:
            raise ShapeError('文字列（" " で囲んだもの）ではありません。')


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `lowest` on."""

    lowest: int = 1

    def check(self, value: object) -> None:
        if type(value) is not int or value < self.lowest:
            raise ShapeError(f"{self.lowest}以上の整数ではありません。")


@dataclass(frozen=True, slots=True)
class Nullable:
    shape: Shape

    def check(self, value: object) -> None:
        if value is not None:
            self.shape.check(value)


@dataclass(frozen=True, slots=True)
class Many:
    """A list whose members all have one shape."""

    shape: Shape

    def check(self, value: object) -> None:
        for index, member in enumerate(_list(value)):
            _check_at(f"[{index}]", self.shape, member)


@dataclass(frozen=True, slots=True)
class Pair:
    """A list of two texts."""

    first: str
    second: str

    def check(self, value: object) -> None:
        members = _list(value)
        if len(members) != 2:
            raise ShapeError(f"[{self.first}, {self.second}] の2つの組ではありません。")
        for index, member in enumerate(members):
            _check_at(f"[{index}]", Text(), member)


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object with these keys and no others."""

    required: Mapping[str, Shape] = field(default_factory=dict)
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def check(self, value: object) -> None:
        if not isinstance(value, dict):
            raise ShapeError("{ } で囲んだ項目の組ではありません。")
        for key in self.required:
            if key not in value:
                raise ShapeError("書かれていません。必ず必要な項目です。", f".{key}")
        shapes = {**self.required, **self.optional}
        for key, member in value.items():
            if key not in shapes:
                raise ShapeError("この項目は書式にありません。項目名を確かめてください。", f".{key}")
            _check_at(f".{key}", shapes[key], member)


@dataclass(frozen=True, slots=True)
class AnyObject:
    """An object with any keys."""

    def check(self, value: object) -> None:
        if not isinstance(value, dict):
            raise ShapeError("{ } で囲んだ項目の組ではありません。")


@dataclass(frozen=True, slots=True)
class TextOr:
    """A text, or something of another shape."""

    other: Shape

    def check(self, value: object) -> None:
        if type(value) is not str:
            self.other.check(value)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ShapeError("[ ] で囲んだ並びではありません。")
    return value


def _check_at(step: str, shape: Shape, value: object) -> None:
    try:
        shape.check(value)
    except ShapeError as error:
        raise ShapeError(error.reason, step + error.path) from None


PRINTED_HEADER = Many(Pair("項目", "内容"))
"""The head of the minutes: [heading, text] in the order of the print."""

PROBLEMS = Many(
    TextOr(
        Keyed(
            optional={
                "code": Text(),
                "line": Nullable(Whole()),
                "message": Text(),
                "proposal": Nullable(Text()),
            }
        )
    )
)
"""What a person must look at, as the importer says it; `line` counts from 1."""

SET_ASIDE = Many(TextOr(Keyed(required={"text": Text()}, optional={"line": Nullable(Whole())})))
"""Lines of a document that are not part of the minutes."""

CHANGES = Many(Keyed(required={"number": Whole(), "before": Nullable(Text()), "after": Nullable(Text())}))
"""Turns by number with their wordings; null where a turn was added or withdrawn."""

HABITS = Keyed(optional={"layout": Many(Text())})
"""How a body's minutes are written: the marks with which its turns open."""


COLUMNS = AnyObject()
"""Columns of a row, by name, with what they said."""

EDITED = Many(Text())
"""Names of the fields and lists of a meeting that were corrected by hand."""


class ShapedJSONField(models.JSONField):
    """A JSON column with a declared shape. Migrations know it as a plain JSONField."""

    def __init__(self, *args: Any, shape: Shape | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.shape = shape

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        self._check(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if not hasattr(value, "as_sql"):
            self._check(value)
        return super().get_db_prep_save(value, connection)

    def _check(self, value: object) -> None:
        if self.shape is None:
            return
        try:
            self.shape.check(value)
        except ShapeError as error:
            raise ValidationError(f"{self.name}{error.path}: {error.reason}", code="shape") from None
