"""Accounts and groups of the staff: rights by their Japanese names, and whose records a person has."""

import datetime
from typing import Any, ClassVar

from axes.models import AccessFailureLog
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Permission, User
from django.http import HttpRequest

from meetings.models import Assignment
from meetings.models.assignment import Scope

from .generics import ModelAdmin, ModelMultipleChoiceField, TabularInline, UserAdmin
from .record_admin import nobody_may

ACTS = {"add": "追加", "change": "変更", "delete": "削除", "view": "閲覧"}
FOR_SUPERUSERS = ("is_superuser", "user_permissions")


def name_of_right(permission: Permission) -> str:
    """会議：追加. Rights of our own have their names from the models."""
    act = permission.codename.partition("_")[0]
    return f"{permission.content_type.name}：{ACTS.get(act, permission.name)}"


class RightsField(ModelMultipleChoiceField[Permission]):
    """Rights to choose from; Django's own names are English."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of_right(obj)


def _in_japanese(db_field: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
    is_of_rights = db_field.name in {"permissions", "user_permissions"}
    return kwargs | ({"form_class": RightsField} if is_of_rights else {})


class AssignmentInline(TabularInline[Assignment, User]):
    """Whose records the person looks after."""

    model = Assignment
    fields: ClassVar[Any] = ["municipality", "body"]
    autocomplete_fields: ClassVar[Any] = ["municipality", "body"]
    extra = 1
    verbose_name_plural = "担当（なければ、すべての自治体の記録を扱えます）"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """What there is to choose is made on pages of its own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget = getattr(field.widget, "widget", field.widget)
        return field

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and Scope.of(request.user).everything

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and Scope.of(request.user).everything

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and Scope.of(request.user).everything


class AccountAdmin(UserAdmin[User]):
    """A person's account. Who is no superuser makes nobody one, and changes no superuser's account. Who has
    assignments changes no accounts at all: one could be made without any."""

    inlines: ClassVar[Any] = [AssignmentInline]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return fixed if _is_superuser(request) else [*fixed, *FOR_SUPERUSERS]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj) and Scope.of(request.user).everything
        return allowed and (_is_superuser(request) or obj is None or not obj.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and Scope.of(request.user).everything

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **_in_japanese(db_field, kwargs))


class FailedLoginAdmin(ModelAdmin[AccessFailureLog]):
    """Logins that failed: when, as whom, from where. Read only."""

    list_display: Any = ["at", "name", "address", "is_refused"]
    list_filter: ClassVar[Any] = ["attempt_time"]
    search_fields: ClassVar[Any] = ["username", "ip_address"]
    search_help_text = "ユーザー名と接続元から探します。"
    ordering: ClassVar[Any] = ["-attempt_time", "-pk"]
    show_full_result_count = False
    readonly_fields: ClassVar[Any] = ["at", "name", "address", "is_refused"]
    fields: ClassVar[Any] = readonly_fields

    has_add_permission = has_change_permission = has_delete_permission = nobody_may

    @admin.display(description="日時", ordering="attempt_time")
    def at(self, obj: Any) -> datetime.datetime:
        moment: datetime.datetime = obj.attempt_time
        return moment

    @admin.display(description="ユーザー名", ordering="username")
    def name(self, obj: Any) -> str:
        return obj.username or "-"

    @admin.display(description="接続元", ordering="ip_address")
    def address(self, obj: Any) -> str:
        return obj.ip_address or "-"

    @admin.display(description="続いたため止めた", boolean=True)
    def is_refused(self, obj: Any) -> bool:
        return bool(obj.locked_out)


class StaffGroupAdmin(GroupAdmin):
    """A group, and what it may do."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **_in_japanese(db_field, kwargs))


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
