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
from django.utils.html import format_html_join
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
    rights_field: str

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

    @admin.display(description="できること")
    def rights_in_words(self, obj: Any) -> SafeString:
        """For those who may only look: 会議：見る、変更する."""
        field = RightsField(rights())
        own = set(getattr(obj, self.rights_field).values_list("pk", flat=True))
        lines = []
        for noun, choices in RightsByNoun(field):
            acts = [str(label) for key, label in choices if key.value in own]
            if acts:
                lines.append((f"{noun}：{'、'.join(acts)}",))
        return format_html_join("", "<p>{}</p>", lines) or SafeString("なし")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Django would write permissions in English where they cannot be ticked."""
        found = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if obj is None or self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            return found
        return [
            (
                name,
                options
                | {
                    "fields": [
                        "rights_in_words" if field == self.rights_field else field
                        for field in options["fields"]
                    ]
                },
            )
            for name, options in found
        ]


class StaffGroupAdmin(WithRights, GroupAdmin):
    """A group: its name, and what its members may do."""

    list_display = ["name", "member_count"]
    readonly_fields = ["rights_in_words"]
    fields = ["name", "permissions"]
    rights_field = "permissions"

    @admin.display(description="人数")
    def member_count(self, obj: Any) -> int:
        return int(obj.user_set.count())


class AccountAdmin(WithRights, UserAdmin):  # type: ignore[type-arg]
    """Somebody who works here."""

    readonly_fields = ("last_login", "date_joined", "rights_in_words")
    rights_field = "user_permissions"
