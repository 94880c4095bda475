"""Bodies: the councils and committees that meet."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from meetings.importing.habits import describe_layout
from meetings.importing.remembering import layout_of
from meetings.models import Body, MeetingStatus

from . import generics
from .addressing import is_given_out, move_body
from .record_admin import RecordAdmin


def was_published(body: Body) -> bool:
    """Whether the public has been given the body's address."""
    given_out = Q(published_at__isnull=False) | Q(
        status__in=[MeetingStatus.PUBLISHED, MeetingStatus.WITHDRAWN]
    )
    return body.meetings.filter(given_out).exists()


def leads_back(body: Body, relative: Body | None, relation: str) -> bool:
    """Whether following `relation` from `relative` comes round to the body itself."""
    seen = set()
    while relative is not None and relative.pk not in seen:
        if relative.pk == body.pk:
            return True
        seen.add(relative.pk)
        relative = getattr(relative, relation)
    return False


class BodyForm(generics.ModelForm[Body]):
    """A body's name is enough: its kind, code and address follow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].required = False
            self.fields["kind"].help_text = "空欄なら、名称から決めます。"
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = (
                "この会議体のページのアドレスの末尾（半角の英小文字・数字・-）。空欄なら自動で付きます。"
                "変えたときは、前のアドレスから新しいアドレスへ自動で転送されます。"
            )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower() or self.instance.slug
        if slug and is_given_out(f"/bodies/{slug}/", self.instance.get_absolute_url()):
            raise ValidationError(
                "このアドレスは、以前ほかのページで使われていました。別のアドレスにしてください。"
            )
        return slug

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("kind") and cleaned.get("name"):
            cleaned["kind"] = Body.kind_of_name(cleaned["name"])
        for relation, title in (("parent", "上位の会議体"), ("predecessor", "前身")):
            relative = cleaned.get(relation)
            if (
                self.instance.pk
                and relative != self.instance
                and leads_back(self.instance, relative, relation)
            ):
                self.add_error(
                    relation, f"「{relative}」をたどるとこの会議体に戻るため、{title}にできません。"
                )
        return cleaned


class BodyAdmin(RecordAdmin[Body]):
    form = BodyForm
    list_display = ["name", "municipality", "kind", "code", "department", "until_year"]
    list_filter = ["kind", "municipality__prefecture"]
    list_select_related = ["municipality"]
    search_fields = ["name", "kana", "municipality__name"]
    ordering = ["municipality__code", "code"]
    autocomplete_fields = ["municipality", "parent", "predecessor"]
    fieldsets = [
        (None, {"fields": ["name", "kana", "municipality", "kind"]}),
        ("説明", {"fields": ["department", "about"]}),
        ("ほかの会議体との関係", {"fields": ["parent", "predecessor", ("since_year", "until_year")]}),
        ("アドレス", {"fields": ["slug", "code"]}),
        ("取り込み", {"fields": ["layout"]}),
    ]
    actions = ["forget_habits"]

    @admin.display(description="読み取り方")
    def layout(self, obj: Body) -> str:
        return describe_layout(layout_of(obj)) or "覚えていません"

    @admin.action(description="選んだ会議体の読み取り方を忘れる", permissions=["change"])
    def forget_habits(self, request: HttpRequest, bodies: QuerySet[Body]) -> None:
        forgotten = bodies.exclude(habits={}).update(habits={})
        self.message_user(request, f"{forgotten}件の会議体の読み取り方を忘れました。別の表記は残っています。")

    def get_readonly_fields(self, request: HttpRequest, obj: Body | None = None) -> list[Any]:
        """What identifiers and addresses are made of is fixed once they exist."""
        fixed = ["code", "layout"]
        if obj and obj.meetings.exists():
            fixed.append("municipality")
        if obj and was_published(obj) and not getattr(request.user, "is_superuser", False):
            fixed.append("slug")
        return fixed

    def view_on_site(self, obj: Body) -> str | None:
        return obj.get_absolute_url() if Body.objects.public().filter(pk=obj.pk).exists() else None

    def save_model(self, request: HttpRequest, obj: Body, form: Any, change: bool) -> None:
        if change and "municipality" in form.changed_data:
            obj.code = ""
        obj.assign_code()
        slug = obj.slug
        if change and slug != form.initial.get("slug", slug) and obj.meetings.exists():
            obj.slug = form.initial["slug"]
            move_body(obj, slug)
        else:
            obj.save()
