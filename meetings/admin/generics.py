"""Django's classes that mypy reads with their model: ModelForm[Body]. At run time that changes nothing."""

from typing import TYPE_CHECKING

from django.contrib.admin import ModelAdmin, TabularInline
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet, ModelChoiceField, ModelMultipleChoiceField

if not TYPE_CHECKING:
    for _django_class in (
        BaseInlineFormSet,
        ModelAdmin,
        ModelChoiceField,
        ModelForm,
        ModelMultipleChoiceField,
        TabularInline,
    ):
        _django_class.__class_getitem__ = classmethod(lambda cls, _model: cls)
