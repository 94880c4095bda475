"""Turns as a table on the meeting's page: thirty of them typed in one go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.models import AgendaItem, Meeting, Turn

from .part_admin import PlacedForm, is_unpublished
from .part_inlines import PlacedFormSet, PlacedInline
from .speaker_choice import ELSEWHERE, SpeakerChoice, aim_at_meeting, speaks_elsewhere

NO_SUCH_ITEM = "上の議題の表に、順番 {} の議題はありません（議題は{}件）。"


class TurnRowForm(PlacedForm[Turn]):
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
            at_hand = meeting if meeting and meeting.pk else None
            aim_at_meeting(self.fields["speaker"], at_hand, self.instance.speaker)


class TurnFormSet(PlacedFormSet[Turn]):
    """All turns of a meeting; numbers are given to the new ones in reading order."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "meeting": self.instance}

    def settle(self, rows: list[Turn]) -> list[Turn]:
        outline = self._outline()
        forms_of = {id(form.instance): form for form in self.forms}
        next_number = Turn.objects.next_number(self.instance) if self.instance.pk else 1
        before: AgendaItem | None = None
        for turn in rows:
            form = forms_of[id(turn)]
            if form.has_changed():
                self._place_under_item(turn, form, outline, before)
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
                form.add_error("speaker", ELSEWHERE.format(speaker))

    def _outline(self) -> list[AgendaItem]:
        """The agenda as it will be: from the table above, or as stored where that table is not shown."""
        typed: list[AgendaItem] | None = vars(self.instance).get("outline")
        if typed is not None:
            return typed
        stored = AgendaItem.objects.filter(meeting=self.instance.pk).order_by("position")
        return list(stored) if self.instance.pk else []

    def _place_under_item(
        self, turn: Turn, form: Any, outline: list[AgendaItem], before: AgendaItem | None
    ) -> None:
        if turn.pk and "item_number" not in form.changed_data:
            if turn.item not in outline:
                turn.item = None  # deleted in the same go
            return
        number = form.cleaned_data.get("item_number")
        if number is None:
            turn.item = before
        elif number > len(outline):
            form.add_error("item_number", NO_SUCH_ITEM.format(number, len(outline)))
        else:
            turn.item = outline[number - 1] if number else None


class TurnInline(SpeakerChoice, PlacedInline[Turn]):
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
        return allowed and (obj is None or is_unpublished(obj))
