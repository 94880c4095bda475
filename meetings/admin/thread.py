"""Threads: the items of one matter, proposed by the archive and confirmed by the clerk."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.eras import in_both_eras
from meetings.models import AgendaItem, Standing, Thread, ThreadEntry
from meetings.models.assignment import Scope
from meetings.threads.moderation import (
    CONFIRMED_ELSEWHERE,
    confirm,
    drop_other_proposals,
    merge,
    refuse,
    take_back,
)

from .generics import ModelForm
from .meeting_search import DAYS_TOO, MeetingSearch
from .name_filter import by_body, by_municipality
from .record_admin import RecordAdmin, is_list, nobody_may
from .row_table import RowTable
from .turn import LONG_MEETING_FIELDS
from .typed_choice import TypedChoiceField, TypedSelect

LONG_FIELDS = [f"item__meeting__{name}" for name in LONG_MEETING_FIELDS]


def describe_item(item: AgendaItem) -> str:
    """1 開館時間について（第2回図書館協議会　2024-07-12）."""
    day = item.meeting.date.isoformat() if item.meeting.date else "開催日なし"
    return f"{item}（{item.meeting}　{day}）"


class ItemChoicesView(AutocompleteJsonView):
    """What the field offers while the clerk types."""

    def get_queryset(self) -> QuerySet[AgendaItem]:
        items: QuerySet[AgendaItem] = super().get_queryset()
        return items.select_related("meeting").order_by("-meeting__date", "position")

    def serialize_result(self, obj: AgendaItem, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": describe_item(obj)}


class ItemSelect(TypedSelect):
    """Django's autocomplete, with our view."""

    def get_url(self) -> str:
        return reverse(f"{self.admin_site.name}:meetings_item_choices")


class ItemField(TypedChoiceField[AgendaItem]):
    """The items of all meetings, each with the meeting and day that tell it apart."""

    read_along = ("meeting",)

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset.select_related("meeting"), **options)

    def label_from_instance(self, obj: AgendaItem) -> str:
        return describe_item(obj)


def describe_meeting(entry: ThreadEntry) -> SafeString:
    """When and where the item was taken up, and the way to its turns, so that the clerk can judge."""
    meeting = entry.item.meeting
    return format_html(
        '{} {}（{}）<br><a href="{}">会議</a> ｜ '
        '<a href="{}?meeting={}&amp;item__id__exact={}">発言を読む</a>',
        in_both_eras(meeting.date) if meeting.date else "開催日なし",
        meeting,
        meeting.get_status_display(),
        reverse("admin:meetings_meeting_change", args=[meeting.pk]),
        reverse("admin:meetings_turn_changelist"),
        meeting.pk,
        entry.item_id,
    )


class EntryForm(ModelForm[ThreadEntry]):
    """An item's place in a thread. It may be confirmed in one thread alone."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        item = cleaned.get("item") or (self.instance.item if self.instance.item_id else None)
        if item and cleaned.get("standing", self.instance.standing) == Standing.CONFIRMED:
            others = ThreadEntry.objects.filter(item=item, standing=Standing.CONFIRMED).select_related(
                "thread"
            )
            elsewhere = others.exclude(pk=self.instance.pk).exclude(thread=self.instance.thread_id).first()
            if elsewhere:
                raise ValidationError(CONFIRMED_ELSEWHERE.format(elsewhere.thread))
        return cleaned


class NewEntryForm(EntryForm):
    """An item that the clerk adds: she has seen it, so it is confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.standing = Standing.CONFIRMED


class EntryInline(RowTable[ThreadEntry, Thread]):
    """The items that are in the thread or proposed for it."""

    model = ThreadEntry
    form = EntryForm
    fields = ["item", "meeting", "grounds", "standing"]
    readonly_fields = ["item", "meeting", "grounds"]
    extra = 0
    can_delete = False  # what does not belong is refused, or it would be proposed again
    verbose_name_plural = "つながる議題（古い順）"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ThreadEntry]:
        entries = ThreadEntry.objects.oldest_first().select_related("item__meeting")
        return Scope.of(request.user).narrow(entries.defer(*LONG_FIELDS))

    has_add_permission = nobody_may

    @admin.display(description="会議")
    def meeting(self, obj: ThreadEntry) -> SafeString:
        return describe_meeting(obj)


class NewEntryInline(RowTable[ThreadEntry, Thread]):
    """Empty rows, to add items by hand."""

    model = ThreadEntry
    form = NewEntryForm
    fields = ["item"]
    extra = 3
    can_delete = False
    verbose_name_plural = "議題を加える（議題名・番号・会議名からさがせます。加えた議題は確認済みになります）"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ThreadEntry]:
        return super().get_queryset(request).none()

    has_change_permission = nobody_may

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "item":
            kwargs["widget"] = ItemSelect(db_field, self.admin_site)
            kwargs["form_class"] = ItemField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Items are made on their meeting's page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget = getattr(field.widget, "widget", field.widget)
        return field


class ThreadAdmin(RecordAdmin[Thread]):
    list_display = ["title", "confirmed_count", "proposed_count", "updated_at"]
    search_fields = ["title", "about", "entries__item__title"]
    search_help_text = "名称、説明、つながる議題の議題名からさがします。"
    ordering = ["-updated_at", "-pk"]
    fields = ["title", "about", "address", "updated_at"]
    readonly_fields = ["address", "updated_at"]
    inlines: ClassVar[Any] = [EntryInline, NewEntryInline]
    actions = ["merge_threads"]
    deleted_one_by_one = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        threads = super().get_queryset(request)
        if not is_list(request):
            return threads
        counts = {
            f"{standing}_count": Count("entries", filter=Q(entries__standing=standing), distinct=True)
            for standing in (Standing.CONFIRMED, Standing.PROPOSED)
        }
        return threads.annotate(**counts)

    def get_urls(self) -> list[URLPattern]:
        view = ItemChoicesView.as_view(admin_site=self.admin_site)
        choices = path("items/", self.admin_site.admin_view(view), name="meetings_item_choices")
        return [choices, *super().get_urls()]

    @admin.display(description="確認済み", ordering="confirmed_count")
    def confirmed_count(self, obj: Thread) -> int:
        return int(getattr(obj, "confirmed_count", 0))

    @admin.display(description="提案", ordering="proposed_count")
    def proposed_count(self, obj: Thread) -> int:
        return int(getattr(obj, "proposed_count", 0))

    @admin.display(description="公開ページ")
    def address(self, obj: Thread) -> str:
        unpublished = "まだありません。公開された会議の議題が2件以上、確認済みになると公開されます。"
        return (self.view_on_site(obj) if obj.pk else None) or unpublished

    @admin.action(description="選んだつながりを1つにまとめる", permissions=["change"])
    def merge_threads(self, request: HttpRequest, queryset: QuerySet[Thread]) -> None:
        threads = list(Thread.objects.filter(pk__in=queryset.values("pk")).select_for_update())
        if len(threads) < 2:
            self.message_user(request, "まとめるつながりを2つ以上選んでください。", messages.WARNING)
            return
        kept = merge(threads)
        self.log_change(request, kept, f"{len(threads)}件のつながりをまとめました")
        self.message_user(
            request,
            f"{len(threads)}件を「{kept}」にまとめました。ほかのアドレスからは自動で転送されます。",
            messages.SUCCESS,
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for entry in form.instance.entries.filter(standing=Standing.CONFIRMED):
            drop_other_proposals(entry.item_id, entry.thread_id)
        Thread.objects.filter(pk=form.instance.pk).touch()

    def delete_model(self, request: HttpRequest, obj: Thread) -> None:
        take_back(obj)


class StandingFilter(admin.SimpleListFilter):
    """The proposals, unless the clerk asks for something else."""

    title = "状態"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            (Standing.CONFIRMED, Standing.CONFIRMED.label),
            (Standing.REFUSED, Standing.REFUSED.label),
            ("all", "すべて"),
        ]

    def choices(self, changelist: Any) -> Any:
        waiting, *rest = super().choices(changelist)
        return [{**waiting, "display": Standing.PROPOSED.label}, *rest]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ThreadEntry]) -> QuerySet[ThreadEntry]:
        chosen = self.value() or Standing.PROPOSED
        return queryset if chosen == "all" else queryset.filter(standing=chosen)


class ThreadEntryAdmin(MeetingSearch, RecordAdmin[ThreadEntry]):
    form: Any = EntryForm
    list_display = ["item_title", "meeting", "thread_link", "grounds", "standing"]
    list_filter = [
        StandingFilter,
        by_municipality("item__meeting__body__municipality"),
        by_body("item__meeting__body"),
    ]
    search_fields = ["item__title", "thread__title", "item__meeting__title"]
    search_help_text = f"議題名、つながりの名称、会議名からさがします。{DAYS_TOO}"
    meeting_path = "item__meeting__"
    ordering = ["thread", "item__meeting__date", "item__position"]
    fields: ClassVar[Any] = ["thread", "item", "meeting", "grounds", "standing"]
    readonly_fields: ClassVar[Any] = ["thread", "item", "meeting", "grounds"]
    actions = ["confirm_entries", "refuse_entries"]
    deleted_one_by_one = True  # what does not belong is refused, or it would be proposed again
    has_add_permission = nobody_may

    def get_queryset(self, request: HttpRequest) -> QuerySet[ThreadEntry]:
        return super().get_queryset(request).select_related("thread", "item__meeting").defer(*LONG_FIELDS)

    @admin.display(description="議題", ordering="item__title")
    def item_title(self, obj: ThreadEntry) -> str:
        """The item, in a cell whose lines break."""
        return str(obj.item)

    @admin.display(description="会議", ordering="item__meeting__date")
    def meeting(self, obj: ThreadEntry) -> SafeString:
        return describe_meeting(obj)

    @admin.display(description="つながり", ordering="thread__title")
    def thread_link(self, obj: ThreadEntry) -> SafeString:
        address = reverse("admin:meetings_thread_change", args=[obj.thread_id])
        return format_html('<a href="{}">{}</a>', address, obj.thread)

    @admin.action(description="選んだ提案を確認する", permissions=["change"])
    def confirm_entries(self, request: HttpRequest, queryset: QuerySet[ThreadEntry]) -> None:
        self.apply_to_each(request, queryset, confirm, "議題", "確認しました")

    @admin.action(description="選んだ提案を却下する", permissions=["change"])
    def refuse_entries(self, request: HttpRequest, queryset: QuerySet[ThreadEntry]) -> None:
        self.apply_to_each(request, queryset, refuse, "議題", "却下しました")

    def name_in_messages(self, row: ThreadEntry) -> str:
        return str(row.item)

    def save_model(self, request: HttpRequest, obj: ThreadEntry, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.standing == Standing.CONFIRMED:
            drop_other_proposals(obj.item_id, obj.thread_id)
        Thread.objects.filter(pk=obj.thread_id).touch()
