"""Every JSON column has a declared shape, checked in forms and on every save, and unknown to migrations."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from meetings.models import Body, Correction, Meeting, SourceDocument
from meetings.models.json_shapes import ShapedJSONField

COLUMNS: list[Any] = [
    column
    for model in apps.get_app_config("meetings").get_models()
    for column in model._meta.concrete_fields
    if isinstance(column, models.JSONField)
]

WRONG = [
    (Meeting, "printed_header", [["日時"]], "printed_header[0]"),
    (Correction, "changes", [{}], "changes[0].number"),
    (SourceDocument, "problems", [3], "problems[0]"),
    (SourceDocument, "set_aside", [{"text": 3}], "set_aside[0].text"),
    (Body, "habits", {"layout": [4]}, "habits.layout[0]"),
]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_each_json_column_has_a_shape(column: Any) -> None:
    assert isinstance(column, ShapedJSONField)
    assert column.shape is not None
    column.shape.check(column.get_default())
    assert column.deconstruct()[1] == "django.db.models.JSONField"
    assert "shape" not in column.deconstruct()[3]


@pytest.mark.parametrize(("model", "name", "value", "path"), WRONG)
def test_another_shape_is_refused_by_forms(
    model: type[models.Model], name: str, value: Any, path: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        model(**{name: value}).clean_fields()
    assert refused.value.message_dict[name][0].startswith(f"{path}: ")


@pytest.mark.django_db
def test_another_shape_is_not_saved() -> None:
    with pytest.raises(ValidationError, match=r"habits\.layout"):
        Body.objects.create(name="会", kind="other", code="001", slug="a", habits={"layout": 3})
    with pytest.raises(ValidationError, match=r"habits\.layout"):
        Body.objects.update(habits={"layout": 3})
