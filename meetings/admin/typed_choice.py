"""Choices that complete what is typed: with JavaScript from a list, without it by typing a name or a number.

What is typed is looked for as the list would look for it, among the rows that the list would offer.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from meetings.form_fields import number_typed
from meetings.models.assignment import Scope

from .generics import ModelChoiceField

M = TypeVar("M", bound=Model)

TYPED = "-typed"
"""What the name of the field for typing ends with."""
MOST_OFFERED = 10
LONGEST = 200

NOT_FOUND = "「{}」は見つかりません。名前の一部か、一覧にある番号を入力してください。"
SEVERAL = "「{}」に当てはまるものがいくつもあります。番号を入力してください。{}"
AND_MORE = "　ほかにもあります。"


class TypedChoice(str):
    """What somebody typed in place of choosing, not yet looked for."""

    __slots__ = ()


class TypedSelect(AutocompleteSelect):
    """Django's autocomplete, with a field to type into for browsers without JavaScript."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        said = (attrs or {}).get("aria-label") or self.attrs.get("aria-label") or self.field.verbose_name
        typed = value if isinstance(value, TypedChoice) else ""
        context = {
            "select": super().render(name, "" if typed else value, attrs, renderer),
            "name": f"{name}{TYPED}",
            "value": typed,
            "label": f"{said}（名前か番号を入力）",
        }
        return render_to_string("admin/meetings/typed_choice.html", context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = " ".join(str(data.get(f"{name}{TYPED}", "")).replace("\0", "").split())[:LONGEST]
        return TypedChoice(typed) if typed else super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}{TYPED}" not in data and super().value_omitted_from_data(data, files, name)


class TypedChoiceField(ModelChoiceField[M]):
    """A row that is chosen, or named by what is typed."""

    look_for: Callable[[str], QuerySet[Any]] | None = None
    """The rows that the list would offer for those words."""
    among: Q = Q()
    """Which of these."""
    read_along: Sequence[str] = ()
    """What a row's label tells besides the row."""
    is_narrowed: bool = False
    """Not all rows are there to choose from, for this person."""

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        """What is stored may stay, and is named, though it could not be chosen."""
        stored = form.instance._meta.get_field(field_name).value_from_object(form.instance)
        rows = self.queryset
        if self.is_narrowed and stored is not None and rows is not None:
            self.queryset = rows | rows.model._default_manager.filter(pk=stored)
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Any) -> Any:
        return self._named(str(value)) if isinstance(value, TypedChoice) else super().to_python(value)

    def _named(self, words: str) -> Any:
        """By its number, or as the only one that fits, or as the only one that is called so."""
        number = number_typed(words)
        if number is not None and (row := self._offered("").filter(pk=number).first()):
            return row
        found = list(self._offered(words)[: MOST_OFFERED + 1])
        exact = [row for row in found if words in (self.label_from_instance(row), str(row))]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(NOT_FOUND.format(words))
        names = "、".join(f"{row.pk}：{self.label_from_instance(row)}" for row in found[:MOST_OFFERED])
        raise ValidationError(SEVERAL.format(words, names) + (AND_MORE if len(found) > MOST_OFFERED else ""))

    def _offered(self, words: str) -> QuerySet[Any]:
        if self.look_for is None:
            raise ValidationError(NOT_FOUND.format(words))
        rows = self.look_for(words).filter(self.among)
        return rows.select_related(*self.read_along) if self.read_along else rows


class TypedChoices:
    """For admin classes: what somebody does not see cannot be chosen, and each of the `autocomplete_fields`
    can be typed, too."""

    admin_site: Any

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """The rows to choose from. A form that comes back names what was chosen: so what others look after
        is neither taken nor named, whatever number was sent."""
        rows = super().get_field_queryset(db, db_field, request)  # type: ignore[misc]
        scope = Scope.of(request.user)
        if scope.everything:
            return rows
        return scope.shown(db_field.remote_field.model._default_manager.using(db) if rows is None else rows)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", TypedSelect(db_field, self.admin_site, using=kwargs.get("using")))
            kwargs.setdefault("form_class", TypedChoiceField)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(field, TypedChoiceField):
            field.look_for = self._finder(db_field, request)
            field.is_narrowed = not Scope.of(request.user).everything
        return field

    def _finder(self, db_field: Any, request: HttpRequest) -> Callable[[str], QuerySet[Any]]:
        """As the list of choices finds its rows (AutocompleteJsonView): what this person may see of them."""
        rows_admin = self.admin_site.get_model_admin(db_field.remote_field.model)

        def look_for(words: str) -> QuerySet[Any]:
            rows: QuerySet[Any] = rows_admin.get_queryset(request)
            if not rows_admin.has_view_permission(request):
                return rows.none()
            rows, doubles = rows_admin.get_search_results(request, rows, words)
            return rows.distinct() if doubles else rows

        return look_for
