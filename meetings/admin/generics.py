"""Django's admin and form classes, generic in their model for mypy and plain at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, TabularInline
    from django.forms import ModelForm
    from django.forms.models import BaseInlineFormSet, ModelChoiceField
else:
    from django import forms
    from django.contrib import admin
    from django.forms import models as form_models

    class _Subscriptable:
        def __class_getitem__(cls, _parameters):
            return cls

    class ModelAdmin(_Subscriptable, admin.ModelAdmin):
        pass

    class TabularInline(_Subscriptable, admin.TabularInline):
        pass

    class ModelForm(_Subscriptable, forms.ModelForm):
        pass

    class ModelChoiceField(_Subscriptable, forms.ModelChoiceField):
        pass

    class BaseInlineFormSet(_Subscriptable, form_models.BaseInlineFormSet):
        pass


__all__ = ["BaseInlineFormSet", "ModelAdmin", "ModelChoiceField", "ModelForm", "TabularInline"]
