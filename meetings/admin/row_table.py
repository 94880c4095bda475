"""Tables of rows on the page of what they belong to, each field named by its row and its column."""

from typing import Any, TypeVar

from django.db.models import Model

from .generics import BaseInlineFormSet, TabularInline
from .typed_choice import TypedChoices

C = TypeVar("C", bound=Model)
P = TypeVar("P", bound=Model)


class NamedRows(BaseInlineFormSet[C, P, Any]):
    """Says of each field to those who hear the page what those who see it read off the head of its column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = f"{index + 1}行目の" if index is not None else "新しい行の"
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if not widget.is_hidden:
                widget.attrs["aria-label"] = row + ("削除" if name == "DELETE" else str(field.label or name))


class RowTable(TypedChoices, TabularInline[C, P]):
    """A table whose fields have names."""

    formset: Any = NamedRows
