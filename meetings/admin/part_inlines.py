"""A meeting's parts as tables on the meeting's own page."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from meetings.models import Meeting

from . import generics
from .part_admin import Part, PlacedForm
from .placing import arrange
from .record_admin import HTTPS_UNLESS_SAID

P = TypeVar("P", bound=Model)

MOST_ROWS = 60
"""Of one table; a part with as many or more is corrected row by row, from its list."""


class PlacedFormSet(generics.BaseInlineFormSet[P, Meeting, Any]):
    """Rows that take their places from the numbers beside them, or from the order they are typed in."""

    moving_attributes = ["position"]
    rows: list[P]

    def in_order(self) -> list[P]:
        """The rows that will remain, as they will stand."""
        standing: list[P] = []
        wanted: list[tuple[P, int | None]] = []
        for form in self.initial_forms:
            if self._goes(form):
                continue
            if form.has_changed() and "place" in form.changed_data:
                wanted.append((form.instance, form.cleaned_data.get("place")))
            else:
                standing.append(form.instance)
        wanted += [
            (form.instance, form.cleaned_data.get("place"))
            for form in self.extra_forms
            if form.has_changed() and not self._goes(form)
        ]
        return arrange(standing, wanted)

    def is_sound(self) -> bool:
        """Whether every row that will remain can be stored."""
        return not any(form.errors for form in self.forms if not self._goes(form))

    def settle(self, rows: list[P]) -> list[P]:
        """Give the rows what follows from their order; returns them in their final order."""
        return rows

    def clean(self) -> None:
        super().clean()
        self.rows = self.in_order() if self.is_sound() else []
        self._before = {id(row): self._standing(row) for row in self.rows}
        self.rows = self.settle(self.rows)

    def save(self, commit: bool = True) -> list[P]:
        """Store the rows in the order that `clean` found, and only those that something happened to."""
        for position, row in enumerate(self.rows, start=1):
            cast(Part, row).position = position
        edited: list[P] = super().save(commit=False)
        moved = []
        for row in self.rows:
            if row in edited:
                row.save()
            elif self._standing(row) != self._before[id(row)]:
                moved.append(row)
        self.model._default_manager.bulk_update(moved, self.moving_attributes)
        for gone in self.deleted_objects:
            gone.delete()
        return edited

    def _goes(self, form: Any) -> bool:
        return bool(self.can_delete and form.cleaned_data.get("DELETE"))

    def _standing(self, row: P) -> list[Any]:
        return [getattr(row, attribute) for attribute in self.moving_attributes]


class PlacedInline(generics.TabularInline[P, Meeting]):
    """One kind of part on the meeting's page, shown while the whole table fits."""

    form: Any = PlacedForm
    formset: Any = PlacedFormSet
    template = "admin/meetings/part_table.html"
    guidance = ""
    """How the table is filled in, shown above it."""
    first_rows = 3
    text_rows = 1
    show_change_link = True
    view_on_site = False
    formfield_overrides: ClassVar[Any] = HTTPS_UNLESS_SAID

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
        return MOST_ROWS
