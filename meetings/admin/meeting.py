"""Meetings, with those who attended; and meetings that have no minutes."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.desk.publishing import forget_schedule, publish, return_to_draft
from meetings.desk.rights import PUBLISH, refusal_to_publish
from meetings.form_fields import number_typed
from meetings.importing.filling import may_be_filled
from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Meeting,
    MeetingStatus,
    SourceDocument,
    Turn,
    UnrecordedMeeting,
)
from meetings.models.assignment import Scope
from meetings.models.meeting import FROM_DOCUMENTS
from meetings.models.publication import NOT_PUBLIC_YET
from meetings.search.indexing import index_meetings

from .agenda_item import AgendaItemInline
from .material import MaterialInline
from .meeting_parts import (
    MAX_ROWS,
    Part,
    PartAdmin,
    PartInline,
    list_name,
    note_edited,
    touch_meeting,
)
from .meeting_search import DAYS_TOO, MeetingSearch
from .name_filter import by_body, by_municipality
from .record_admin import RecordAdmin, SaveRefusedError, is_list
from .turn import LONG_MEETING_FIELDS, TurnInline, new_turn_address, tell_of_original


class AttendanceAdmin(MeetingSearch, PartAdmin[Attendance]):
    list_display = ["place", "text", "kind", "role", "name", "count", "meeting"]
    list_display_links = ["text"]
    list_filter = [*PartAdmin.list_filter, "kind"]
    search_fields = ["text", "name", "role", "meeting__title"]
    search_help_text = f"記載、氏名、役職、会議名からさがします。{DAYS_TOO}"
    meeting_path = "meeting__"
    fields = ["meeting", "place", "kind", "text", "role", "name", "count"]

    def note_change(self, part: Part) -> None:
        """What those present are decides in which capacity they spoke."""
        super().note_change(part)
        index_meetings([part.meeting_id])


class AttendanceInline(PartInline[Attendance]):
    model = Attendance
    fields = ["place", "kind", "text", "role", "name", "count"]
    guidance = "書かれているとおりに入力します。役職・氏名・人数は、分かれて書かれているときだけ入れます。"
    first_rows = 5


PARTS: list[type[PartInline[Any]]] = [AgendaItemInline, AttendanceInline, MaterialInline, TurnInline]

INDEXED_FIELDS = {"date", "end_date", "status", "visibility"}
"""The fields of a meeting that decide where its turns are found."""


DECIDED = ("visibility", "withdrawn_on", "withdrawn_reason")
"""The fields, beside the status, that are for those who may publish."""


class MeetingAdmin(MeetingSearch, RecordAdmin[Meeting]):
    list_display = ["date", "number", "title", "body", "status", "turn_count"]
    list_display_links = ["title"]
    list_filter = [
        by_municipality("body__municipality"),
        by_body("body"),
        "status",
        "visibility",
        "record_type",
    ]
    list_select_related = ["body"]
    search_fields = ["title", "identifier", "body__name", "body__municipality__name", "agenda_items__title"]
    search_help_text = f"会議名、会議番号、会議体、自治体、議題からさがします。{DAYS_TOO}"
    date_hierarchy = "date"
    autocomplete_fields = ["body"]
    inlines = [*PARTS]
    actions = ["publish_meetings", "return_to_draft"]
    deleted_one_by_one = True  # a draft, on its own page
    fieldsets = [
        (None, {"fields": ["body", "title", ("number", "date"), ("start", "end", "end_date"), "place"]}),
        ("出席と公開区分", {"fields": ["attendees", ("openness", "observers"), "openness_reason"]}),
        ("記録", {"fields": ["record_type", "department", "source_url", "issued_on"]}),
        (
            "公開と取消",
            {
                "fields": [("status", "visibility"), ("withdrawn_on", "withdrawn_reason")],
                "description": "公開した会議は削除せず、状態を「取消」にして取消日と理由を入力します。",
            },
        ),
    ]
    stored_fieldset = (
        "番号と中身",
        {"fields": ["contents", "identifier", "header", "source_document", ("created_at", "updated_at")]},
    )
    readonly_fields = ["contents", "identifier", "header", "source_document", "created_at", "updated_at"]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [F("date").desc(nulls_last=True), "-identifier"]

    def get_formset_kwargs(self, request: HttpRequest, obj: Meeting, inline: Any, prefix: str) -> Any:
        """A new meeting of a body that is known already has that body's labels to complete from."""
        key = number_typed(request.GET.get("body"))
        if not obj.body_id and key is not None:
            body = Scope.of(request.user).shown(Body.objects.filter(pk=key)).first()
            if body is not None:
                obj.body = body
        return super().get_formset_kwargs(request, obj, inline, prefix)

    def get_fieldsets(self, request: HttpRequest, obj: Meeting | None = None) -> Any:
        """A new meeting begins with the visibility that its body has it begin with."""
        if obj:
            return [*self.fieldsets, self.stored_fieldset]
        *others, (name, options) = self.fieldsets
        return [*others, (name, options | {"fields": ["status", ("withdrawn_on", "withdrawn_reason")]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Meeting | None = None) -> list[Any]:
        fixed = list(super().get_readonly_fields(request, obj))
        if obj and obj.was_published:
            fixed.append("body")
        if not self.has_publish_permission(request):
            fixed += DECIDED
            fixed += ["status"] if obj and obj.status not in NOT_PUBLIC_YET else []
        return fixed

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PUBLISH)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Who may not publish says at most that a meeting is ready to be looked at."""
        if db_field.name == "status" and not self.has_publish_permission(request):
            kwargs["choices"] = [(status.value, status.label) for status in NOT_PUBLIC_YET]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Meeting | None) -> list[Any]:
        """The parts whose tables fit on the page; the others are reached through `contents`."""
        return [inline for inline in PARTS if obj is None or _count(inline, obj) < MAX_ROWS]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        meetings = super().get_queryset(request)
        if not is_list(request):
            return meetings.select_related("body")
        turns = Turn.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
        counted = Subquery(turns.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return meetings.annotate(turn_count=Coalesce(counted, 0)).defer(*LONG_MEETING_FIELDS)

    def view_on_site(self, obj: Meeting) -> str | None:
        return obj.get_absolute_url() if obj.is_public else None

    def fingerprint(self, obj: Meeting, fields: Collection[str]) -> str:
        """Of the meeting and of all its parts, which are on the same page."""
        return obj.updated_at.isoformat()

    @admin.display(description="発言数")
    def turn_count(self, obj: Meeting) -> int:
        return int(getattr(obj, "turn_count", 0))

    @admin.display(description="会議の中身")
    def contents(self, obj: Meeting) -> SafeString:
        """How many rows of each part there are, with links to its list and to the form for one more."""
        return format_html_join("", "{}", ((_contents_line(inline, obj),) for inline in PARTS))

    @admin.display(description="記載事項")
    def header(self, obj: Meeting) -> SafeString:
        return format_html_join("", "<p>{}：{}</p>", obj.printed_header) or SafeString("なし")

    @admin.display(description="原本")
    def source_document(self, obj: Meeting) -> SafeString:
        document = SourceDocument.objects.only("name").filter(meetings=obj).first()
        if document is None:
            return SafeString("なし（手で入力した記録）")
        address = reverse("admin:meetings_sourcedocument_change", args=[document.pk])
        return format_html('<a href="{}">{}</a>', address, document.name)

    @admin.action(description="選んだ会議を公開する", permissions=["publish"])
    def publish_meetings(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        self._change_status(request, queryset, publish, "公開しました")

    @admin.action(description="選んだ会議を下書きに戻す", permissions=["publish"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        self._change_status(request, queryset, return_to_draft, "下書きに戻しました")

    def _change_status(
        self,
        request: HttpRequest,
        queryset: QuerySet[Meeting],
        act: Callable[[Meeting, Any], None],
        done: str,
    ) -> None:
        with transaction.atomic():
            meetings = queryset.select_related("body").select_for_update(of=("self",))
            changed = self.apply_to_each(request, meetings, lambda row: act(row, request.user), "会議", done)
            index_meetings([meeting.pk for meeting in changed])

    def save_model(self, request: HttpRequest, obj: Meeting, form: Any, change: bool) -> None:
        obj.assign_identifier()
        obj.note_publication()
        if change:
            obj.mark_edited(FROM_DOCUMENTS & set(form.changed_data))
        else:
            obj.follow_rules_of_body()
        obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._require_right_to_publish(request, form)
        if form.instance.status not in NOT_PUBLIC_YET:
            forget_schedule(form.instance)
        touch_meeting(form.instance.pk)
        lists = [each for each in formsets if each.has_changed() and each.model is not Turn]
        note_edited(form.instance, [list_name(each.model) for each in lists])
        indexed = [formset for formset in formsets if formset.model in {AgendaItem, Attendance, Turn}]
        if INDEXED_FIELDS & set(form.changed_data) or any(formset.has_changed() for formset in indexed):
            index_meetings([form.instance.pk])
        turns = [row for formset in formsets if formset.model is Turn for row in formset.initial_forms]
        if any("text" in row.changed_data for row in turns):
            tell_of_original(request, form.instance)

    def _require_right_to_publish(self, request: HttpRequest, form: Any) -> None:
        """Asked behind the save, which may have been the one that changed the wording."""
        meeting, changed = form.instance, set(form.changed_data)
        appears = "status" in changed or ("visibility" in changed and meeting.is_public)
        if appears and meeting.status == MeetingStatus.PUBLISHED:
            refusal = refusal_to_publish(request.user, meeting)
            if refusal:
                raise SaveRefusedError(refusal)

    def has_delete_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.was_published)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is deleted with a draft, counted: naming a thousand turns would help nobody."""
        meetings = list(objs)
        named = [f"会議：{meeting}" for meeting in meetings]
        counts = {"会議": len(meetings)}
        for inline in PARTS:
            rows = inline.model.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
            counts[str(inline.model._meta.verbose_name_plural)] = rows.count()
        return named, counts, set(), []

    def delete_model(self, request: HttpRequest, obj: Meeting) -> None:
        """Its turns first: the meeting's anonymous speakers can be deleted once no turn names them."""
        with transaction.atomic():
            obj.turns.all().delete()
            obj.delete()


def _count(inline: type[PartInline[Any]], meeting: Meeting) -> int:
    return int(inline.model._default_manager.filter(meeting=meeting).count())


def _contents_line(inline: type[PartInline[Any]], meeting: Meeting) -> SafeString:
    meta = inline.model._meta
    count = _count(inline, meeting)
    query = f"?meeting={meeting.pk}"
    to_list = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist") + query
    to_add = reverse(f"admin:{meta.app_label}_{meta.model_name}_add") + query
    if inline is TurnInline:
        to_add = new_turn_address(meeting.pk, count + 1, None)
    to_text = SafeString("")
    if inline is TurnInline and may_be_filled(meeting):
        path = reverse("desk:check", args=[meeting.identifier])
        to_text = format_html(' ｜ <a href="{}#text">本文を貼り付けて分ける</a>', path)
    note = "" if count < MAX_ROWS else "。多いため、このページには表を出しません。一覧から開いて直します"
    return format_html(
        '<p>{} {}件{} ｜ <a href="{}">一覧を開く</a> ｜ <a href="{}">追加する</a>{}</p>',
        meta.verbose_name_plural,
        count,
        note,
        to_list,
        to_add,
        to_text,
    )


class UnrecordedMeetingAdmin(MeetingSearch, RecordAdmin[UnrecordedMeeting]):
    list_display = ["body", "number", "date", "reason"]
    list_filter = [by_municipality("body__municipality"), by_body("body")]
    list_select_related = ["body"]
    search_fields = ["body__name", "reason"]
    search_help_text = f"会議体の名称と理由からさがします。{DAYS_TOO}"
    autocomplete_fields = ["body"]
    fieldsets = [
        (
            None,
            {
                "fields": ["body", ("number", "date"), "reason"],
                "description": (
                    "開かれたことが分かっていて、会議録のない会議です。会議体の「収録状況」のページに出ます。"
                    "同じ回か同じ開催日の会議録を公開すると、ここに書いたものは出なくなります。"
                ),
            },
        ),
    ]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["body__name", F("date").desc(nulls_last=True), "-number"]

    def view_on_site(self, obj: UnrecordedMeeting) -> str | None:
        public = Body.objects.published().filter(pk=obj.body_id).exists()
        return reverse("web:body_coverage", args=[obj.body.slug]) if public else None
