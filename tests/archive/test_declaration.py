"""Every column of every model is declared: carried by a key, or left out for a reason."""

import pytest
from django.apps import apps
from django.db import models

from meetings.archive.format import LINES, MODELS_NOT_CARRIED, PARTS

NOUNS = (*LINES.values(), *PARTS.values())
MODELS = list(apps.get_app_config("meetings").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_column_is_carried_or_left_out(model: type[models.Model]) -> None:
    nouns = [noun for noun in NOUNS if noun.model is model]
    if model.__name__ in MODELS_NOT_CARRIED:
        assert nouns == []
        return
    columns = {column.name for column in model._meta.concrete_fields}
    for noun in nouns:
        assert noun.carried_columns & columns | set(noun.not_carried) == columns
        assert all(noun.not_carried.values())
    assert nouns


def test_models_left_out_are_there_and_say_why() -> None:
    assert set(MODELS_NOT_CARRIED) <= {model.__name__ for model in MODELS}
    assert all(MODELS_NOT_CARRIED.values())
