"""What a meeting's parts share: agenda items, attendance, materials and turns.

Each has pages of its own (`PartAdmin`) and a table on the meeting's page (`PartInline`). Its rows are in
order, and a row goes to the place that its number says (`arrange`).
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Protocol, TypeVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from meetings.form_fields import number_typed
from meetings.models import Meeting
from meetings.models.assignment import Scope

from .generics import ModelForm
from .name_filter import by_body, by_municipality
from .record_admin import AS_TYPED, RecordAdmin, is_list
from .row_table import NamedRows, RowTable

MAX_ROWS = 60
"""Of one table; a part with as many or more is corrected row by row, from its list."""


class Part(Protocol):
    """A row with a place among its meeting's rows of the same kind."""

    pk: int
    meeting: Meeting
    meeting_id: int
    position: int


P = TypeVar("P", bound=Model)
T = TypeVar("T")


def arrange(existing: Sequence[T], wanted: Sequence[tuple[T, int | None]]) -> list[T]:
    """The rows in their new order: `existing` keeps its order, each wanted row comes to its place.

    Places count from 1; a row without one goes to the end. Two rows that want the same place come one after
    the other, as they were given; a place past the end is the end.
    """
    rows = [*existing, *(row for row, place in wanted if place is None)]
    placed = [(place, row) for row, place in wanted if place is not None]
    placed.sort(key=lambda pair: pair[0])
    first_free = 0
    for place, row in placed:
        index = min(max(place - 1, first_free), len(rows))
        rows.insert(index, row)
        first_free = index + 1
    return rows


def touch_meeting(meeting_id: int) -> None:
    """Say that something of this meeting, or under it, was changed just now."""
    Meeting.objects.filter(pk=meeting_id).update(updated_at=timezone.now())


def note_edited(meeting: Meeting, names: Iterable[str]) -> None:
    """Mark these fields and lists of the meeting as edited, and store that."""
    meeting.mark_edited(names)
    Meeting.objects.filter(pk=meeting.pk).update(edited_by_hand=meeting.edited_by_hand)


def list_name(part: type[Model]) -> str:
    """What a meeting calls its rows of that kind: agenda_items."""
    relation: Any = part._meta.get_field("meeting").remote_field
    return str(relation.get_accessor_name())


class PlaceField(forms.IntegerField):
    """A number in reading order. Not the model's own field: to ask for a taken place is no mistake."""

    def __init__(self) -> None:
        super().__init__(
            label="順番",
            required=False,
            min_value=1,
            help_text="空欄なら最後に入ります。数字を入れるとその順番に入り、後ろは1つずつ下がります。",
        )


class PartForm(ModelForm[P]):
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
        key = number_typed(str(self.data.get("meeting") or self.initial.get("meeting") or ""))
        return Meeting.objects.filter(pk=key).first() if key is not None else None


class MeetingFilter(admin.SimpleListFilter):
    """The rows of one meeting: reached from the meeting's page, shown so that it can be taken off."""

    title = "会議"
    parameter_name = "meeting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        key = meeting_of_list(request)
        ours = (
            Scope.of(request.user).narrow(Meeting.objects.filter(pk=key)) if key else Meeting.objects.none()
        )
        title = ours.values_list("title", flat=True).first()
        return [(str(key), title)] if title else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[P]) -> QuerySet[P]:
        key = meeting_of_list(request)
        return queryset.filter(meeting=key) if key else queryset


def meeting_of_list(request: HttpRequest) -> int | None:
    """The meeting that a list is narrowed to."""
    return number_typed(request.GET.get("meeting"))


class PartAdmin(RecordAdmin[P]):
    """Admin of rows that are in order under one meeting.

    A row is deleted on its own page, where the rows after it move up.
    """

    list_display: Any = ["place", "__str__", "meeting"]
    list_display_links: Any = ["__str__"]
    list_filter: ClassVar[Any] = [
        MeetingFilter,
        by_municipality("meeting__body__municipality"),
        by_body("meeting__body"),
    ]
    list_select_related: ClassVar[Any] = ["meeting"]
    autocomplete_fields: ClassVar[Any] = ["meeting"]
    form: Any = PartForm
    deleted_one_by_one = True
    not_added_here = {"meeting", "item", "parent"}
    edits_its_list = True
    """Whether a change counts as one of the whole list, and not of the row alone."""
    moved_by = {"place"}
    """The form fields whose change may move the row."""
    order_fields = ["position"]
    """The columns that give a row its place."""

    @admin.display(description="順番", ordering="position")
    def place(self, obj: P) -> int:
        return cast(Part, obj).position

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form tells of the meeting that it is for: not of one that the clerk has nothing to do with."""
        named = {number_typed(sent.get("meeting")) for sent in (request.GET, request.POST)}
        meetings = Meeting.objects.filter(pk__in=named - {None})
        scope = Scope.of(request.user)
        if not scope.everything and meetings.count() > scope.narrow(meetings).count():
            raise PermissionDenied
        return super().changeform_view(request, *args, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A row added from one meeting's list belongs to that meeting."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        came_from = QueryDict(request.GET.get("_changelist_filters", ""))
        meeting = came_from.get("meeting", "")
        return ({"meeting": meeting} if number_typed(meeting) is not None else {}) | initial

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

    def lock_for_save(self, request: HttpRequest, object_id: str | None) -> None:
        """One save at a time in a meeting: places and numbers are given out under this lock."""
        row, meeting = number_typed(object_id), number_typed(request.POST.get("meeting"))
        meetings = Meeting.objects.order_by().select_for_update()
        if row is not None:
            parent = self.model._default_manager.filter(pk=row).values("meeting_id")
            list(meetings.filter(pk__in=parent).values_list("pk"))
        elif meeting is not None:
            list(meetings.filter(pk=meeting).values_list("pk"))

    def save_model(self, request: HttpRequest, obj: P, form: Any, change: bool) -> None:
        part = cast(Part, obj)
        if change and not self.moved_by & set(form.changed_data):
            obj.save()
        else:
            rows = arrange(self._siblings(part), [(obj, form.cleaned_data.get("place"))])
            self.store_order(rows, saving=obj)
        self.note_change(part)

    def delete_model(self, request: HttpRequest, obj: P) -> None:
        part = cast(Part, obj)
        obj.delete()
        self.store_order(self._siblings(part))
        self.note_change(part)

    def note_change(self, part: Part) -> None:
        if self.edits_its_list:
            note_edited(part.meeting, [list_name(self.model)])
        touch_meeting(part.meeting_id)

    def _siblings(self, part: Part) -> list[P]:
        same = self.model._default_manager.filter(meeting=part.meeting_id).order_by("position")
        return list(same.exclude(pk=part.pk).only(*self.order_fields))

    def store_order(self, rows: list[P], saving: P | None = None) -> None:
        """Store the places of `rows`, and all of `saving`; the rule that a place is taken once is checked at
        the end of the transaction."""
        moved = []
        for position, row in enumerate(rows, start=1):
            part = cast(Part, row)
            if part.position != position:
                part.position = position
                if row is not saving:
                    moved.append(row)
        if saving is not None:
            saving.save()
        _write_places(self.model, moved)


def _write_places(part: type[Model], rows: list[P]) -> None:
    """Store the places of these rows in one short statement, however many they are."""
    places = [cast(Part, row).position for row in rows]
    table = connection.ops.quote_name(part._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET position = given.place"  # noqa: S608 (the table's name is our own)
            f" FROM unnest(%s::bigint[], %s::integer[]) AS given(row, place) WHERE {table}.id = given.row",
            [[row.pk for row in rows], places],
        )


class PartFormSet(NamedRows[P, Meeting]):
    """Rows that take their places from the numbers beside them, or from the order they are typed in."""

    order_fields = ["position"]
    rows: list[P]

    def rows_in_order(self) -> list[P]:
        """The rows that will remain, in their new order."""
        existing: list[P] = []
        wanted: list[tuple[P, int | None]] = []
        for form in self.initial_forms:
            if self._is_deleted(form):
                continue
            if form.has_changed() and "place" in form.changed_data:
                wanted.append((form.instance, form.cleaned_data.get("place")))
            else:
                existing.append(form.instance)
        wanted += [
            (form.instance, form.cleaned_data.get("place"))
            for form in self.extra_forms
            if form.has_changed() and not self._is_deleted(form)
        ]
        return arrange(existing, wanted)

    def rows_are_valid(self) -> bool:
        """Whether every row that will remain can be stored."""
        return not any(form.errors for form in self.forms if not self._is_deleted(form))

    def follow_order(self, rows: list[P]) -> list[P]:
        """Give the rows what follows from their order; returns them in their final order."""
        return rows

    def clean(self) -> None:
        super().clean()
        self.rows = self.rows_in_order() if self.rows_are_valid() else []
        self._order_before = {id(row): self._order_of(row) for row in self.rows}
        self.rows = self.follow_order(self.rows)

    def save(self, commit: bool = True) -> list[P]:
        """Store the rows in the order that `clean` found, and only those that something happened to."""
        for position, row in enumerate(self.rows, start=1):
            cast(Part, row).position = position
        edited: list[P] = super().save(commit=False)
        moved = []
        for row in self.rows:
            if row in edited:
                row.save()
            elif self._order_of(row) != self._order_before[id(row)]:
                moved.append(row)
        self.model._default_manager.bulk_update(moved, self.order_fields)
        for deleted in self.deleted_objects:
            deleted.delete()
        return edited

    def _is_deleted(self, form: Any) -> bool:
        return bool(self.can_delete and form.cleaned_data.get("DELETE"))

    def _order_of(self, row: P) -> list[Any]:
        return [getattr(row, field) for field in self.order_fields]


class PartInline(RowTable[P, Meeting]):
    """One kind of part on the meeting's page, shown while the whole table fits."""

    form: Any = PartForm
    formset: Any = PartFormSet
    template = "admin/meetings/part_table.html"
    guidance = ""
    """How the table is filled in, shown above it."""
    first_rows = 3
    text_rows = 1
    show_change_link = True
    view_on_site = False
    formfield_overrides: ClassVar[Any] = AS_TYPED

    @admin.display(description="順番")
    def place(self, obj: P) -> int:
        """What is shown to those who may only look."""
        return cast(Part, obj).position

    def get_queryset(self, request: HttpRequest) -> QuerySet[P]:
        return super().get_queryset(request).order_by("position")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """With boxes of a size that leaves many rows in view, and no links between the boxes."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, forms.Textarea):
            widget.attrs.update(rows=self.text_rows, cols=40)
        if field and isinstance(widget, RelatedFieldWidgetWrapper):
            field.widget = widget.widget
        return field

    def get_extra(self, request: HttpRequest, obj: Meeting | None = None, **kwargs: Any) -> int:
        """Enough empty rows to type straight on: many at first, one to correct with."""
        if obj is not None and self.model._default_manager.filter(meeting=obj).exists():
            return 1
        return self.first_rows

    def get_max_num(self, request: HttpRequest, obj: Meeting | None = None, **kwargs: Any) -> int:
        return MAX_ROWS
