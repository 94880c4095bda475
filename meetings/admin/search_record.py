"""Search records: what readers did not find, and the way from there to a synonym."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from meetings.models import SearchRecord
from meetings.search.engine import SearchTimeoutError
from meetings.search.finding import finding

from .record_admin import RecordAdmin, nobody_may
from .synonym_group import new_group_path


class OutcomeFilter(admin.SimpleListFilter):
    """Searches that found nothing, and those that were followed by another."""

    title = "種類"
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nothing", "見つからなかったもの"), ("otherwise", "言い直したもの")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SearchRecord]) -> QuerySet[SearchRecord]:
        match self.value():
            case "nothing":
                return queryset.filter(then="")
            case "otherwise":
                return queryset.exclude(then="")
        return queryset


class SearchRecordAdmin(RecordAdmin[SearchRecord]):
    """Looked at and deleted; nobody enters or changes one."""

    list_display = ["text", "then", "days", "last_day", "finds_now", "as_synonyms"]
    list_filter = [OutcomeFilter]
    search_fields = ["text", "then"]
    ordering = ["-days", "-last_day", "text"]
    fields = ["text", "then", "days", "first_day", "last_day"]

    has_add_permission = nobody_may
    has_change_permission = nobody_may

    def get_queryset(self, request: HttpRequest) -> QuerySet[SearchRecord]:
        """Nothing that was searched for on few days alone."""
        return SearchRecord.objects.shown(timezone.localdate())

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, each row with whether its words find something by now; asked for all at once."""
        shown = super().get_changelist_instance(request)
        may_add = request.user.has_perm("meetings.add_synonymgroup")
        try:
            found = finding({row.text for row in shown.result_list})
        except SearchTimeoutError:
            found = None
        for row in shown.result_list:
            row.found = None if found is None else row.text in found
            row.may_become_synonyms = may_add
        return shown

    @admin.display(description="今さがすと")
    def finds_now(self, obj: Any) -> SafeString:
        says = {None: "時間切れ", True: "見つかる", False: "見つからない"}[obj.found]
        path = f"{reverse('web:search')}?{urlencode({'q': obj.text})}"
        return format_html('<a href="{}">{}</a>', path, says)

    @admin.display(description="同義語", empty_value="")
    def as_synonyms(self, obj: Any) -> SafeString | None:
        words = synonyms_meant(obj.text, obj.then)
        if not words or not obj.may_become_synonyms:
            return None
        path = new_group_path(words, "検索の記録から")
        return format_html(
            '<a href="{}" aria-label="「{}」を同義語に加える">同義語に加える</a>', path, obj.text
        )


def synonyms_meant(text: str, then: str) -> tuple[str, ...]:
    """The one word that found nothing, and that which took its place; empty where several words differ."""
    before, after = text.split(), then.split()
    left = [word for word in before if word not in after]
    came = [word for word in after if word not in before]
    return (*left, *came) if len(left) == 1 and len(came) <= 1 else ()
