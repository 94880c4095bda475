"""Accounts and groups: who works here, what each may do in the words of the record, and whose records a
person has."""

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any, ClassVar

from axes.models import AccessFailureLog
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Permission, User
from django.db.models import Exists, OuterRef, QuerySet
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django_otp.plugins.otp_totp.models import TOTPDevice

from meetings.desk.second_factor import forget
from meetings.models import Assignment
from meetings.models.assignment import Scope
from meetings.models.staff_groups import STAFF_GROUPS

from .generics import ModelAdmin, ModelMultipleChoiceField, UserAdmin
from .record_admin import nobody_may
from .row_table import RowTable

FOR_SUPERUSERS = ("is_superuser", "user_permissions")
ACTS = {"view": "見る", "add": "追加する", "change": "変更する", "delete": "削除する"}
"""What can be allowed, by the beginning of a permission's code."""
_APPS = ("meetings", "auth", "axes")


def describe_right(right: Permission) -> str:
    """What it allows: 追加する."""
    return ACTS.get(right.codename.partition("_")[0], right.name)


def rights() -> QuerySet[Permission]:
    """All that can be allowed on the staff's pages, noun by noun."""
    nouns = _nouns()
    found = Permission.objects.filter(content_type__model__in=nouns, content_type__app_label__in=_APPS)
    return found.select_related("content_type").order_by("content_type", "codename")


def _nouns() -> list[str]:
    """Those of the admin in its order, and those that have a page within another's."""
    listed = [str(model._meta.model_name) for model in admin.site._registry]
    within = {noun for allowed in STAFF_GROUPS.values() for nouns in allowed.values() for noun in nouns}
    return [*listed, *sorted(within - set(listed))]


class RightsByNoun(ModelChoiceIterator):
    """(会議, its rights), in the order in which the admin has its nouns, and looking before changing."""

    def __iter__(self) -> Iterator[Any]:
        order = _nouns()
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
        fixed = self.get_readonly_fields(request, obj)  # type: ignore[attr-defined]
        may_change = obj is None or self.has_change_permission(request, obj)  # type: ignore[attr-defined]
        if may_change and self.rights_field not in fixed:
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


class AssignmentInline(RowTable[Assignment, User]):
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


class AccountAdmin(WithRights, UserAdmin[User]):
    """A person's account. Who is no superuser makes nobody one, and changes no superuser's account. Who has
    assignments changes no accounts at all: one could be made without any."""

    inlines: ClassVar[Any] = [AssignmentInline]
    readonly_fields = ("last_login", "date_joined", "rights_in_words")
    rights_field = "user_permissions"
    actions = ["take_second_factor_away"]

    def get_list_display(self, request: HttpRequest) -> Any:
        shown = super().get_list_display(request)
        return [*shown, "has_second_factor"] if settings.SECOND_FACTOR else shown

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        users = super().get_queryset(request)
        if not settings.SECOND_FACTOR:
            return users
        apps = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return users.annotate(has_app=Exists(apps))

    @admin.display(description="二段階認証", boolean=True)
    def has_second_factor(self, obj: Any) -> bool:
        return bool(obj.has_app)

    def get_actions(self, request: HttpRequest) -> Any:
        offered = super().get_actions(request)
        if not settings.SECOND_FACTOR:
            offered.pop("take_second_factor_away", None)
        return offered

    @admin.action(description="選んだユーザーの二段階認証を外す", permissions=["change"])
    def take_second_factor_away(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """For who has lost the phone. Where a code is wanted, the next login asks to set an app up anew."""
        mine = [user for user in users if self.has_change_permission(request, user)]
        for user in mine:
            forget(user)
            self.log_change(request, user, "二段階認証を外した")
        messages.success(request, f"{len(mine)}人の二段階認証を外しました。")
        if left := len(users) - len(mine):
            messages.error(request, f"{left}人は、変更する権限がないため外していません。")

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


class FailedLoginAdmin(ModelAdmin[AccessFailureLog]):
    """Logins that failed: when, as whom, from where. The list says all there is; rows have no pages."""

    list_display: Any = ["at", "name", "address", "is_refused"]
    list_display_links: Any = None
    list_filter: ClassVar[Any] = ["attempt_time"]
    search_fields: ClassVar[Any] = ["username", "ip_address"]
    search_help_text = "ユーザー名と接続元からさがします。"
    ordering: ClassVar[Any] = ["-attempt_time", "-pk"]
    show_full_result_count = False

    has_add_permission = has_change_permission = has_delete_permission = nobody_may

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> None:
        """Whoever opens one goes back to the start, with a word."""

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


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
