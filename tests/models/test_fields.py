"""Every field says to the clerk what it is and what belongs in it."""

import re

import pytest
from django.apps import apps
from django.db.models import Field, Model

MODELS = list(apps.get_app_config("meetings").get_models())
FIELDS = [
    pytest.param(model, field, id=f"{model.__name__}.{field.name}")
    for model in MODELS
    for field in model._meta.get_fields()
    if isinstance(field, Field) and not field.auto_created and not getattr(field, "primary_key", False)
]


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_a_field_has_a_japanese_name_and_help(model: type[Model], field: Field) -> None:
    default = field.name.replace("_", " ")
    assert str(field.verbose_name) != default, "verbose_name is missing"
    assert re.search("[ぁ-んァ-ヶ一-龠]|SHA-256", str(field.verbose_name))
    assert re.search("[ぁ-んァ-ヶ一-龠]", str(field.help_text)), "help_text is missing"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_noun_has_a_japanese_name(model: type[Model]) -> None:
    assert re.search("[ぁ-んァ-ヶ一-龠]", str(model._meta.verbose_name))
    assert str(model._meta.verbose_name_plural) == str(model._meta.verbose_name)
    assert (model.__doc__ or "").strip()
