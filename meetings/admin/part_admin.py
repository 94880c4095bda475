"""What a meeting's parts share: agenda items, attendance, materials and turns on pages of their own."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, TypeVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from meetings.models import Meeting, MeetingStatus

from . import generics
from .placing import arrange
from .record_admin import RecordAdmin, is_list
from .touching import touch_meeting


class Part(Protocol):
    """A row with a place among its meeting's rows of the same kind."""

    pk: int
    meeting: Meeting
    meeting_id: int
    position: int


P = TypeVar("P", bound=Model)


def is_unpublished(meeting: Meeting) -> bool:
    """Whether nobody has been given the meeting's addresses, so that it may be deleted."""
    return meeting.published_at is None and meeting.status in {MeetingStatus.DRAFT, MeetingStatus.REVIEW}


class PlaceField(forms.IntegerField):
    """A number in reading order. Not the model's own field: to ask for a taken place is no mistake."""

    def __init__(self) -> None:
        super().__init__(
            label="順番",
            required=False,
            min_value=1,
            help_text="空欄なら最後に入ります。数字を入れるとその順番に入り、後ろは1つずつ下がります。",
        )


class PlacedForm(generics.ModelForm[P]):
    """A form for a row that is put in its place when it is saved."""

    place = PlaceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = cast(Part, self.instance).position
            # On its own page: a colleague who moves the row meanwhile does not make the clerk move it back.
            self.fields["place"].show_hidden_initial = not self.prefix

    def known_meeting(self) -> Meeting | None:
        """The meeting the row belongs to, as far as the form knows it yet."""
        part = cast(Part, self.instance)
        if part.meeting_id:
            return part.meeting
        key = str(self.data.get("meeting") or self.initial.get("meeting") or "")
        return Meeting.objects.filter(pk=int(key)).first() if key.isdecimal() else None


class MeetingFilter(admin.SimpleListFilter):
    """The rows of one meeting: reached from the meeting's page, shown so that it can be taken off."""

    title = "会議"
    parameter_name = "meeting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        key = meeting_of_list(request)
        title = Meeting.objects.filter(pk=key).values_list("title", flat=True).first() if key else None
        return [(str(key), title)] if title else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[P]) -> QuerySet[P]:
        key = meeting_of_list(request)
        return queryset.filter(meeting=key) if key else queryset


def meeting_of_list(request: HttpRequest) -> int | None:
    """The meeting that a list is narrowed to."""
    key = request.GET.get("meeting", "")
    return int(key) if key.isdecimal() else None


class PartAdmin(RecordAdmin[P]):
    """Admin of rows that stand in order under one meeting."""

    list_display: Any = ["place", "__str__", "meeting"]
    list_display_links: Any = ["__str__"]
    list_filter: ClassVar[Any] = [MeetingFilter]
    list_select_related: ClassVar[Any] = ["meeting"]
    autocomplete_fields: ClassVar[Any] = ["meeting"]
    form: Any = PlacedForm
    order_follows = {"place"}
    """The form fields whose change may move the row."""
    chosen_only = {"meeting", "item", "parent"}
    fields_of_order = ["position"]

    @admin.display(description="順番", ordering="position")
    def place(self, obj: P) -> int:
        return cast(Part, obj).position

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A row added from one meeting's list belongs to that meeting."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        came_from = QueryDict(request.GET.get("_changelist_filters", ""))
        return ({"meeting": came_from["meeting"]} if "meeting" in came_from else {}) | initial

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A meeting, and what is chosen within it, is made on the meeting's page and not in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper) and db_field.name in self.chosen_only:
            widget.can_add_related = False
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet[P]:
        rows = super().get_queryset(request)
        return rows if is_list(request) else rows.select_related("meeting")

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """One meeting's rows as it has them; over all meetings, those entered last come first."""
        return ["position"] if meeting_of_list(request) else ["-pk"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        columns = list(super().get_list_display(request))
        if meeting_of_list(request):
            columns.remove("meeting")
        return columns

    def get_readonly_fields(self, request: HttpRequest, obj: P | None = None) -> list[Any]:
        fixed = list(super().get_readonly_fields(request, obj))
        return [*fixed, "meeting"] if obj else fixed

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without deletion by the dozen: a row is deleted on its own page, where its neighbours move up."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def hold(self, request: HttpRequest, object_id: str | None) -> None:
        """One save at a time in a meeting: places and numbers are given out under this lock."""
        key = request.POST.get("meeting", "")
        meetings = Meeting.objects.order_by().select_for_update()
        if object_id is not None and object_id.isdecimal():
            held = self.model._default_manager.filter(pk=int(object_id)).values("meeting_id")
            list(meetings.filter(pk__in=held).values_list("pk"))
        elif key.isdecimal():
            list(meetings.filter(pk=int(key)).values_list("pk"))

    def save_model(self, request: HttpRequest, obj: P, form: Any, change: bool) -> None:
        part = cast(Part, obj)
        if change and not self.order_follows & set(form.changed_data):
            obj.save()
        else:
            self._number(arrange(self._siblings(part), [(obj, form.cleaned_data.get("place"))]), saving=obj)
        touch_meeting(part.meeting_id)

    def delete_model(self, request: HttpRequest, obj: P) -> None:
        part = cast(Part, obj)
        obj.delete()
        self._number(self._siblings(part))
        touch_meeting(part.meeting_id)

    def _siblings(self, part: Part) -> list[P]:
        same = self.model._default_manager.filter(meeting=part.meeting_id).order_by("position")
        return list(same.exclude(pk=part.pk).only(*self.fields_of_order))

    def _number(self, rows: list[P], saving: P | None = None) -> None:
        """Store the places of `rows`, whose unique rule waits for the end of the transaction."""
        moved = []
        for position, row in enumerate(rows, start=1):
            part = cast(Part, row)
            if part.position != position:
                part.position = position
                if row is not saving:
                    moved.append(row)
        if saving is not None:
            saving.save()
        self.model._default_manager.bulk_update(moved, ["position"], batch_size=500)
