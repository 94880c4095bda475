"""Agenda items: the outline of a meeting, each small item right after its heading."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest

from meetings.models import AgendaItem, FormerItem
from meetings.models.former_item import TAKEN_OUT
from meetings.search.indexing import index_meetings, index_turns

from .meeting_parts import PartAdmin, PartForm, PartFormSet, PartInline
from .meeting_search import DAYS_TOO, MeetingSearch

NO_HEADING = "上位の議題は、同じ会議の上位の議題から選んでください（議題は2段まで）。"
HAS_CHILDREN = "下に小さな議題があるので、この議題をほかの議題の下には入れられません。"
NOTHING_ABOVE = "最初の議題は「小さな議題」にできません。その上に議題を置いてください。"


def outline(rows: Sequence[AgendaItem], small: Sequence[bool], kept: Sequence[bool]) -> list[AgendaItem]:
    """The rows from top to bottom, in the order of the headings, every small item given its parent.

    Of each row, `small` says that it belongs under a heading, and `kept` that it stays with the heading it
    has; a small row that is not kept comes under the same heading as the row above it. What stays below
    another small row remains there.
    """
    families = {id(row): [row] for row, is_small in zip(rows, small, strict=True) if not is_small}
    by_key = {family[0].pk: family for family in families.values() if family[0].pk}
    headings = set(by_key)
    deeper: set[int] = set()
    above: list[AgendaItem] | None = None
    for row, is_small, stays in zip(rows, small, kept, strict=True):
        if not is_small:
            above = families[id(row)]
            continue
        if stays and row.parent_id in by_key:
            above = by_key[row.parent_id]
            deeper |= {id(row)} if row.parent_id not in headings else set()
        if above is None:
            raise ValidationError(NOTHING_ABOVE)
        above.append(row)
        if row.pk:
            by_key[row.pk] = above
    for heading, *small_items in families.values():
        heading.parent = None
        for item in small_items:
            if id(item) not in deeper and (item.parent_id is None or item.parent_id != heading.pk):
                item.parent = heading
    return [item for family in families.values() for item in family]


class AgendaItemForm(PartForm[AgendaItem]):
    """An agenda item on its own page; its parent is chosen from the headings of its meeting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            choice: Any = self.fields["parent"]
            may_be = Q(parent=None) | Q(pk=self.instance.parent_id)
            headings = AgendaItem.objects.filter(may_be).exclude(pk=self.instance.pk)
            choice.queryset = headings.filter(meeting=self.known_meeting()).order_by("position")
            choice.error_messages["invalid_choice"] = NO_HEADING

    def clean_parent(self) -> AgendaItem | None:
        parent: AgendaItem | None = self.cleaned_data["parent"]
        moved = parent is not None and parent.pk != self.instance.parent_id
        if moved and self.instance.pk and self.instance.children.exists():
            raise ValidationError(HAS_CHILDREN)
        return parent


class AgendaItemAdmin(MeetingSearch, PartAdmin[AgendaItem]):
    form = AgendaItemForm
    list_display = ["place", "number", "title", "kind", "parent", "meeting"]
    list_display_links = ["title"]
    list_filter = [*PartAdmin.list_filter, "kind"]
    list_select_related = ["meeting", "parent"]
    search_fields = ["title", "number", "meeting__title"]
    search_help_text = f"議題名、番号、会議名からさがします。{DAYS_TOO}"
    meeting_path = "meeting__"
    fields = ["meeting", "place", "parent", "number", "title", "kind", "outcome"]
    moved_by = {"place", "parent"}
    order_fields = ["position", "parent_id"]

    def save_model(self, request: HttpRequest, obj: AgendaItem, form: Any, change: bool) -> None:
        FormerItem.objects.give_numbers(obj.meeting, [obj])
        super().save_model(request, obj, form, change)
        index_turns(obj.turns.values_list("pk", flat=True))

    def delete_model(self, request: HttpRequest, obj: AgendaItem) -> None:
        FormerItem.objects.keep(AgendaItem.objects.at_or_below([obj.pk]), TAKEN_OUT)
        super().delete_model(request, obj)
        index_meetings([obj.meeting_id])  # its turns, and those of its small items, have no item now

    def store_order(self, rows: list[AgendaItem], saving: AgendaItem | None = None) -> None:
        """As every part, but small items stay beside their heading."""
        small = [row.parent_id is not None for row in rows]
        super().store_order(outline(rows, small, kept=small), saving)


class AgendaRowForm(PartForm[AgendaItem]):
    """An agenda item as a row: whether it is a small one is a tick, its parent is the heading above it."""

    small = forms.BooleanField(
        label="小さな議題",
        required=False,
        help_text="（1）（2）のように、上の議題の中に入る議題なら選びます。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["small"] = self.instance.parent_id is not None


class AgendaFormSet(PartFormSet[AgendaItem]):
    """The whole outline in one table."""

    order_fields = AgendaItemAdmin.order_fields

    def follow_order(self, rows: list[AgendaItem]) -> list[AgendaItem]:
        forms_of = {id(form.instance): form for form in self.forms}
        small = []
        kept = []
        for row in rows:
            form = forms_of[id(row)]
            changed = set(form.changed_data) if form.has_changed() else set()
            small.append(form.cleaned_data["small"] if changed else row.parent_id is not None)
            kept.append(not changed & {"place", "small"})
        return outline(rows, small, kept)

    def clean(self) -> None:
        super().clean()
        if self.rows_are_valid():
            # the turns further down the page name their agenda item by its place in this outline
            vars(self.instance)["outline"] = self.rows

    def save(self, commit: bool = True) -> list[AgendaItem]:
        leaving = [form.instance.pk for form in self.initial_forms if self._is_deleted(form)]
        FormerItem.objects.keep(AgendaItem.objects.filter(pk__in=leaving), TAKEN_OUT)
        FormerItem.objects.give_numbers(self.instance, self.rows)
        return super().save(commit)


class AgendaItemInline(PartInline[AgendaItem]):
    model = AgendaItem
    form = AgendaRowForm
    formset = AgendaFormSet
    fields = ["place", "small", "number", "title", "kind", "outcome"]
    guidance = "（1）（2）のような小さな議題は、「小さな議題」に印を付けると、すぐ上の議題の中に入ります。"
    first_rows = 5

    @admin.display(description="小さな議題", boolean=True)
    def small(self, obj: AgendaItem) -> bool:
        return obj.parent_id is not None
