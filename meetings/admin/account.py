"""Accounts and groups: who works here, and what each may do, in the words of the record."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .generics import ModelMultipleChoiceField

ACTS = {"view": "見る", "add": "追加する", "change": "変更する", "delete": "削除する"}
"""What can be allowed, by the beginning of a permission's code."""


def describe_right(right: Permission) -> str:
    """What it allows: 追加する."""
    return ACTS.get(right.codename.partition("_")[0], right.name)


def rights() -> QuerySet[Permission]:
    """All that can be allowed on the pages of the admin, noun by noun."""
    models = [model._meta for model in admin.site._registry]
    found = Permission.objects.filter(content_type__model__in=[meta.model_name for meta in models])
    found = found.filter(content_type__app_label__in={meta.app_label for meta in models})
    return found.select_related("content_type").order_by("content_type", "codename")


class RightsByNoun(ModelChoiceIterator):
    """(会議, its rights), in the order in which the admin has its nouns, and looking before changing."""

    def __iter__(self) -> Iterator[Any]:
        order = [model._meta.model_name for model in admin.site._registry]
        acts = list(ACTS)

        def place(right: Permission) -> tuple[int, int]:
            act = right.codename.partition("_")[0]
            return order.index(right.content_type.model), acts.index(act) if act in acts else len(acts)

        for noun, those in groupby(sorted(self.queryset, key=place), key=lambda one: one.content_type):
            yield noun.name, [self.choice(right) for right in those]


class RightsWidget(forms.CheckboxSelectMultiple):
    """A line of boxes for each noun."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = self.get_context(name, value, attrs)
        return render_to_string("admin/meetings/rights.html", context)


class RightsField(ModelMultipleChoiceField[Permission]):
    widget = RightsWidget
    iterator = RightsByNoun

    def label_from_instance(self, obj: Permission) -> str:
        return describe_right(obj)


class WithRights:
    """For the admin of what has rights: they are ticked, not moved from one list to another."""

    filter_horizontal: Any = ()

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            return RightsField(
                rights(),
                required=False,
                label="できること",
                help_text="印を付けたことができます。ページを開くには「見る」が要ります。",
            )
        kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]
        field.help_text = ""
        return field


class StaffGroupAdmin(WithRights, GroupAdmin):
    """A group: its name, and what its members may do."""

    list_display = ["name", "member_count"]

    @admin.display(description="人数")
    def member_count(self, obj: Any) -> int:
        return int(obj.user_set.count())


class AccountAdmin(WithRights, UserAdmin):  # type: ignore[type-arg]
    """Somebody who works here."""

    readonly_fields = ("last_login", "date_joined")
