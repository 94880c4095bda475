"""Turns: corrected on pages of their own, or typed thirty at a time in a table on the meeting's page."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.desk.corrections import change_of, note_by_hand
from meetings.desk.labels import labels_of, say_who_speaks
from meetings.desk.rights import PUBLISH
from meetings.desk.speaker_choice import speaks_elsewhere
from meetings.importing.speaker_rows import Attributor
from meetings.models import AgendaItem, Meeting, SourceDocument, Turn
from meetings.search.engine import SearchTimeoutError
from meetings.search.indexing import index_turns

from .meeting_parts import PartAdmin, PartForm, PartFormSet, PartInline
from .record_admin import is_list
from .speaker import SPEAKS_ELSEWHERE, SpeakerChoice, limit_to_meeting
from .turn_list import MOST_TURNS, KeysPaginator, turns_with_words

LONG_MEETING_FIELDS = ["printed_header", "attendees", "openness_reason"]
"""Of a meeting; lists do not read them."""

ITEM_ELSEWHERE = "議題は、同じ会議の議題から選んでください。"
NO_SUCH_ITEM = "上の議題の表に、順番 {} の議題はありません（議題は{}件）。"
TOO_MANY = "当てはまる発言が{:,}件を超えるため、新しく入力したものだけを表示しています。語を足すと絞れます。"
CLOSING = "closes_original"
"""The field that asks whether readers may go on to have the original."""
ORIGINAL_CLOSED = "原本のダウンロードをやめました。"
ORIGINAL_SAYS_IT = (
    "原本には、直す前の言葉が残っていて、読者がダウンロードできます。見せてはならない言葉を除いたときは、"
    '<a href="{}">原本のページ</a>で「ダウンロード」の印を外してください。'
)
TOO_LONG = (
    "時間がかかりすぎるため、検索をやめました。語を足すか、会議を選んでから、もう一度さがしてください。"
)


def new_turn_address(meeting_id: int, place: int, item_id: int | None) -> str:
    """Of the form for one more turn, its place and agenda item filled in."""
    query = {"meeting": meeting_id, "place": place} | ({"item": item_id} if item_id else {})
    return f"{reverse('admin:meetings_turn_add')}?{urlencode(query)}"


def turn_at_the_desk(turn: Turn) -> str:
    """Where it stands beside its original."""
    return f"{reverse('desk:check', args=[turn.meeting.identifier])}?turn={turn.number}#turn-{turn.number}"


def is_edit(form: Any, change: bool) -> bool:
    """Whether a form changes what a turn says or who says it, and not only its place."""
    return not change or bool(set(form.changed_data) - {"place", CLOSING})


def originals_given_out(meeting: Meeting) -> QuerySet[SourceDocument]:
    """The originals of the meeting that readers can have."""
    return SourceDocument.objects.downloadable().filter(meetings=meeting)


def tell_of_original(request: HttpRequest, meeting: Meeting) -> None:
    """Who rewords what is public hears that readers still have the former words in the original."""
    if originals_given_out(meeting).exists():
        address = reverse("admin:meetings_sourcedocument_change", args=[meeting.source_id])
        messages.warning(request, format_html(ORIGINAL_SAYS_IT, address))


def require_words(form: PartForm[Turn]) -> None:
    """Whoever types a turn types its words; one that a document prints without any may stay so."""
    if "text" in form.fields:
        form.fields["text"].required = form.instance.pk is None or bool(form.instance.text)


class TurnForm(PartForm[Turn]):
    """A turn on its own page."""

    closes_original = forms.BooleanField(
        label="原本も見せない",
        required=False,
        help_text="原本には、直す前の言葉が残ります。見せてはならない言葉を除くときに印を付けると、"
        "読者は原本をダウンロードできなくなります。",
    )

    known_labels: Sequence[str] = ()
    """To complete from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.known_meeting()
        if "item" in self.fields:
            choice: Any = self.fields["item"]
            choice.queryset = AgendaItem.objects.filter(meeting=meeting).order_by("position")
            choice.error_messages["invalid_choice"] = ITEM_ELSEWHERE
            if meeting is None:
                choice.help_text = (
                    "会議を選んで「保存して編集を続ける」を押すと、その会議の議題から選べます。"
                )
        if "speaker" in self.fields:
            limit_to_meeting(self.fields["speaker"], meeting, self.instance.speaker)
        if "label" in self.fields:
            self.known_labels = labels_of(meeting.body if meeting else None)
        require_words(self)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        speaker = cleaned.get("speaker")
        meeting = cleaned.get("meeting") or self.known_meeting()
        if speaker and meeting and speaks_elsewhere(speaker, meeting):
            self.add_error("speaker", SPEAKS_ELSEWHERE.format(speaker))
        return cleaned


class TurnAdmin(SpeakerChoice, PartAdmin[Turn]):
    form = TurnForm
    list_display = [
        "place",
        "number",
        "item",
        "kind",
        "label",
        "excerpt",
        "speaker",
        "withdrawn_on",
        "meeting",
    ]
    list_display_links = ["number", "excerpt"]
    list_filter = [
        *PartAdmin.list_filter,
        "kind",
        ("speaker", admin.EmptyFieldListFilter),
        ("withdrawn_on", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["meeting", "item", "speaker"]
    paginator = KeysPaginator
    search_fields = ["label", "text"]
    search_help_text = "発言者の表示と本文からさがします。"
    autocomplete_fields = ["meeting", "municipality"]
    readonly_fields = ["number", "neighbours"]
    edits_its_list = False
    fieldsets = [
        (None, {"fields": ["meeting", ("place", "number"), "neighbours"]}),
        ("発言", {"fields": ["item", "kind", "label", "text"]}),
        ("だれの発言か", {"fields": ["speaker", "municipality", "role", "affiliation", "printed_label"]}),
        (
            "取消",
            {
                "fields": ["withdrawn_on", "withdrawn_reason"],
                "description": "公開した発言は削除せず、取消日と理由を入れて取り消します。",
            },
        ),
    ]

    @admin.display(description="本文")
    def excerpt(self, obj: Turn) -> str:
        beginning: str = vars(obj)["beginning"]
        return beginning

    @admin.display(description="前後")
    def neighbours(self, obj: Turn) -> SafeString:
        """The turns beside this one, and the way to put another between them."""
        if not obj.pk:
            return SafeString("-")
        beside = Turn.objects.filter(meeting=obj.meeting_id).only("pk", "number")
        before = beside.filter(position__lt=obj.position).order_by("-position").first()
        after = beside.filter(position__gt=obj.position).order_by("position").first()
        links = [
            (reverse("admin:meetings_turn_change", args=[turn.pk]), title)
            for turn, title in ((before, "前の発言"), (after, "次の発言"))
            if turn
        ]
        for title, place in (
            ("この前に発言を入れる", obj.position),
            ("この後に発言を入れる", obj.position + 1),
        ):
            links.append((new_turn_address(obj.meeting_id, place, obj.item_id), title))
        list_address = f"{reverse('admin:meetings_turn_changelist')}?meeting={obj.meeting_id}"
        links.append((list_address, "この会議の発言一覧"))
        return format_html_join(" ｜ ", '<a href="{}">{}</a>', links)

    def view_on_site(self, obj: Turn) -> str | None:
        return obj.get_absolute_url() if obj.meeting.is_public and not obj.withdrawn_on else None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Turn]:
        turns = super().get_queryset(request)
        if not is_list(request):
            return turns.select_related("speaker__body", "speaker__municipality")
        return turns.annotate(beginning=Left("text", 60)).defer(
            "text", *(f"meeting__{name}" for name in LONG_MEETING_FIELDS)
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Turn], search_term: str
    ) -> tuple[QuerySet[Turn], bool]:
        read = super().get_search_results
        if not search_term.split():
            return queryset, False
        try:
            found, has_more = turns_with_words(
                queryset, search_term, lambda rows: read(request, rows, search_term)[0]
            )
        except SearchTimeoutError:
            self.message_user(request, TOO_LONG, messages.WARNING)
            return queryset.none(), False
        if has_more:
            self.message_user(request, TOO_MANY.format(MOST_TURNS), messages.WARNING)
        return found, False

    def has_delete_permission(self, request: HttpRequest, obj: Turn | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.meeting.was_published)

    def get_fieldsets(self, request: HttpRequest, obj: Turn | None = None) -> Any:
        """With the question about the original where readers can have one."""
        found = super().get_fieldsets(request, obj)
        if obj is None or not originals_given_out(obj.meeting).exists():
            return found
        return [
            (
                name,
                {**options, "fields": [*options["fields"], CLOSING]}
                if "text" in options["fields"]
                else options,
            )
            for name, options in found
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Turn | None = None) -> list[Any]:
        """To take a turn back from the public is for those who may publish."""
        fixed = super().get_readonly_fields(request, obj)
        return fixed if request.user.has_perm(PUBLISH) else [*fixed, "withdrawn_on", "withdrawn_reason"]

    def save_model(self, request: HttpRequest, obj: Turn, form: Any, change: bool) -> None:
        if not change:
            obj.number = Turn.objects.next_number(obj.meeting)
        obj.edited_by_hand = obj.edited_by_hand or is_edit(form, change)
        if "label" in form.changed_data:
            say_who_speaks(obj, form.changed_data, Attributor.of_stored(obj.meeting, obj.label))
        before = _wording_before(form) if change else None
        super().save_model(request, obj, form, change)
        note_by_hand(obj.meeting, [change_of(obj, before)])
        index_turns([obj.pk])
        if change and form.cleaned_data.get(CLOSING):
            given_out = originals_given_out(obj.meeting).values("pk")
            SourceDocument.objects.filter(pk__in=given_out).update(downloadable=False)
            messages.info(request, ORIGINAL_CLOSED)
        elif change and "text" in form.changed_data:
            tell_of_original(request, obj.meeting)

    def response_add(self, request: HttpRequest, obj: Turn, post_url_continue: str | None = None) -> Any:
        """「もう一つ追加」 goes on after this turn."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST and response.has_header("Location"):
            response["Location"] = new_turn_address(obj.meeting_id, obj.position + 1, obj.item_id)
        return response

    def response_post_save_change(self, request: HttpRequest, obj: Turn) -> Any:
        """Who came from the desk, or from the public page, goes on at the desk."""
        if request.GET.get("back") == "desk":
            return redirect(turn_at_the_desk(obj))
        return super().response_post_save_change(request, obj)


def _wording_before(form: Any) -> str | None:
    """What readers could read of the turn before the form changed it."""
    withdrawn = form.initial.get("withdrawn_on", form.instance.withdrawn_on)
    return form.initial.get("text") if withdrawn is None else None


class TurnRowForm(PartForm[Turn]):
    """A turn as a row.

    Its agenda item is the item's number in the table above, so that items and turns can be typed in the
    same go; left blank, the item is that of the turn before.
    """

    item_number = forms.IntegerField(
        label="議題",
        required=False,
        min_value=0,
        help_text="上の議題の表の順番。空欄なら前の発言と同じ議題、0なら議題なし。",
    )

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["item_number"] = self.instance.item.position if self.instance.item else 0
        if "speaker" in self.fields:
            stored = meeting if meeting and meeting.pk else None
            limit_to_meeting(self.fields["speaker"], stored, self.instance.speaker)
        require_words(self)


class TurnFormSet(PartFormSet[Turn]):
    """All turns of a meeting; numbers are given to the new ones in reading order."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "meeting": self.instance}

    def follow_order(self, rows: list[Turn]) -> list[Turn]:
        outline = self._outline()
        forms_of = {id(form.instance): form for form in self.forms}
        next_number = Turn.objects.next_number(self.instance) if self.instance.pk else 1
        before: AgendaItem | None = None
        for turn in rows:
            form = forms_of[id(turn)]
            if form.has_changed():
                turn.edited_by_hand = turn.edited_by_hand or is_edit(form, turn.pk is not None)
                self._set_item(turn, form, outline, before)
            if turn.number is None:
                turn.number = next_number
                next_number += 1
            before = turn.item
        return rows

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            speaker = form.has_changed() and form.cleaned_data.get("speaker")
            if speaker and speaks_elsewhere(speaker, self.instance):
                form.add_error("speaker", SPEAKS_ELSEWHERE.format(speaker))

    def save(self, commit: bool = True) -> list[Turn]:
        self._say_who_speaks()
        edited = super().save(commit)
        reworded = [form for form in self.initial_forms if "text" in form.changed_data]
        added = [form for form in self.extra_forms if form.has_changed()]
        changes = [change_of(form.instance, _wording_before(form)) for form in reworded]
        note_by_hand(self.instance, [*changes, *(change_of(form.instance, None) for form in added)])
        return edited

    def _say_who_speaks(self) -> None:
        labelled = [
            form for form in self.forms if "label" in form.changed_data and not self._is_deleted(form)
        ]
        if not labelled:
            return
        labels = [form.instance.label for form in labelled]
        attributor = Attributor.of_stored(self.instance, *labels)
        for form in labelled:
            say_who_speaks(form.instance, form.changed_data, attributor)

    @cached_property
    def known_labels(self) -> list[str]:
        """For the table's page, to complete from."""
        return labels_of(self.instance.body if self.instance.body_id else None)

    def _outline(self) -> list[AgendaItem]:
        """The agenda as it will be: from the table above, or as stored where that table is not shown."""
        typed: list[AgendaItem] | None = vars(self.instance).get("outline")
        if typed is not None:
            return typed
        stored = AgendaItem.objects.filter(meeting=self.instance.pk).order_by("position")
        return list(stored) if self.instance.pk else []

    def _set_item(self, turn: Turn, form: Any, outline: list[AgendaItem], before: AgendaItem | None) -> None:
        if turn.pk and "item_number" not in form.changed_data:
            if turn.item not in outline:
                turn.item = None  # deleted by the same save
            return
        number = form.cleaned_data.get("item_number")
        if number is None:
            turn.item = before
        elif number > len(outline):
            form.add_error("item_number", NO_SUCH_ITEM.format(number, len(outline)))
        else:
            turn.item = outline[number - 1] if number else None


class TurnInline(SpeakerChoice, PartInline[Turn]):
    model = Turn
    form = TurnRowForm
    formset = TurnFormSet
    fields = ["place", "item_number", "label", "text", "kind", "speaker"]
    guidance = (
        "上から順に書くと、順番は自動で付きます。発言の間に入れるときは、いちばん下の空いた行に書き、「順番」に入れたい"
        "位置の数字を入れます（3なら3番目に入り、後ろは1つずつ下がります）。「議題」には上の議題の表の順番を入れます。"
        "空欄なら前の発言と同じ議題、0なら議題なしです。"
    )
    first_rows = 30
    text_rows = 3

    @admin.display(description="議題")
    def item_number(self, obj: Turn) -> str:
        return str(obj.item or "")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Turn]:
        return super().get_queryset(request).select_related("item", "speaker__body", "speaker__municipality")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.was_published)
