"""Bodies: the councils and committees that meet."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.desk.rights import SET_RULES
from meetings.importing.habits import describe_habits
from meetings.models import Body, BodySuccession, Membership
from meetings.models.assignment import Scope
from meetings.models.publication import WAS_PUBLISHED
from meetings.search.indexing import index_meetings

from .former_address import led_elsewhere, move_body
from .generics import ModelForm
from .name_filter import by_municipality
from .record_admin import RecordAdmin
from .row_table import RowTable


def leads_back(body: Body, parent: Body | None) -> bool:
    """Whether the body is `parent` itself, or is above it over any number of steps."""
    seen = set()
    while parent is not None and parent.pk not in seen:
        if parent.pk == body.pk:
            return True
        seen.add(parent.pk)
        parent = parent.parent
    return False


class BodyForm(ModelForm[Body]):
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
        if slug and led_elsewhere(f"/bodies/{slug}/", self.instance.get_absolute_url()):
            raise ValidationError(
                "このアドレスは、以前ほかのページで使われていました。別のアドレスにしてください。"
            )
        return slug

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("kind") and cleaned.get("name"):
            cleaned["kind"] = Body.kind_of_name(cleaned["name"])
        parent = cleaned.get("parent")
        if self.instance.pk and parent != self.instance and leads_back(self.instance, parent):
            self.add_error(
                "parent", f"「{parent}」をたどるとこの会議体に戻るため、上位の会議体にできません。"
            )
        return cleaned


class PredecessorForm(ModelForm[BodySuccession]):
    """One body that became this one; not one that this body became, over any number of steps."""

    def clean_earlier(self) -> Body:
        earlier: Body = self.cleaned_data["earlier"]
        later = self.instance.later_id
        if later and later != earlier.pk and Body.objects.lineage_of(earlier).filter(pk=later).exists():
            raise ValidationError(f"「{earlier}」の前身をたどるとこの会議体に戻るため、前身にできません。")
        return earlier


class PredecessorInline(RowTable[BodySuccession, Body]):
    """The bodies that became this one. Whoever may change the body may enter them."""

    model = BodySuccession
    form = PredecessorForm
    fk_name = "later"
    verbose_name = "前身"
    verbose_name_plural = "前身（名称の変更や統合の前の会議体。統合のときは二つ以上）"
    autocomplete_fields = ["earlier"]
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("meetings.view_body") or self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("meetings.change_body")

    has_delete_permission = has_change_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("meetings.change_body" if obj else "meetings.add_body")


RULES = ("default_visibility", "four_eyes", "shows_former_wording")
"""What decides who reads and who publishes a body's minutes; for those who may set it."""


class BodyAdmin(RecordAdmin[Body]):
    form = BodyForm
    inlines = [PredecessorInline]
    list_display = ["name", "municipality", "kind", "code", "department", "until_year"]
    list_filter = [by_municipality("municipality"), "kind", "municipality__prefecture"]
    list_select_related = ["municipality"]
    search_fields = ["name", "kana", "municipality__name"]
    ordering = ["municipality__code", "code"]
    autocomplete_fields = ["municipality", "parent"]
    fieldsets = [
        (None, {"fields": ["name", "kana", "municipality", "kind"]}),
        ("説明", {"fields": ["department", "about", "roster"]}),
        ("ほかの会議体との関係", {"fields": ["parent", ("since_year", "until_year")]}),
        ("会議録の公表", {"fields": [("publication_days", "publication_rule"), *RULES]}),
        ("アドレス", {"fields": ["slug", "code"]}),
        ("取り込み", {"fields": ["layout"]}),
    ]
    actions = ["forget_habits"]

    @admin.display(description="読み取り方")
    def layout(self, obj: Body) -> str:
        return describe_habits(obj) or "覚えていません"

    @admin.display(description="委員名簿")
    def roster(self, obj: Body) -> SafeString | str:
        if obj.pk is None:
            return "保存すると、ここから登録できます。"
        words = f"委員名簿を見る・登録する（{Membership.objects.filter(body=obj).count()}人）"
        return format_html('<a href="{}">{}</a>', reverse("desk:roster", args=[obj.slug]), words)

    @admin.action(description="選んだ会議体の読み取り方を忘れる", permissions=["change"])
    def forget_habits(self, request: HttpRequest, bodies: QuerySet[Body]) -> None:
        forgotten = Scope.of(request.user).narrow(bodies).exclude(habits={}).update(habits={})
        self.message_user(request, f"{forgotten}件の会議体の読み取り方を忘れました。別の表記は残っています。")

    def get_readonly_fields(self, request: HttpRequest, obj: Body | None = None) -> list[Any]:
        """The parts of identifiers and addresses are fixed once those exist."""
        fixed = ["code", "layout", "roster"]
        if obj and obj.meetings.exists():
            fixed.append("municipality")
        is_superuser = getattr(request.user, "is_superuser", False)
        if obj and not is_superuser and obj.meetings.filter(WAS_PUBLISHED).exists():
            fixed.append("slug")  # the public has been given it
        if not request.user.has_perm(SET_RULES):
            fixed += RULES
        return fixed

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
        if change and {"name", "kind"} & set(form.changed_data):
            # in which capacity somebody speaks depends on the body
            index_meetings(obj.meetings.values_list("pk", flat=True))
