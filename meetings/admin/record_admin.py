"""What the admin of every noun shares: quick lists, refusals in the clerk's words, no lost corrections."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, ClassVar, TypeVar

from django.contrib import messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import DateField, Model, QuerySet, TimeField, URLField
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from meetings.desk.access import seen_as
from meetings.desk.restoring import BROUGHT_BACK
from meetings.form_fields import ClockField, DayField, number_typed
from meetings.models.assignment import Scope
from meetings.models.constraints import explain_refusal

from .generics import ModelAdmin, ModelForm
from .typed_choice import TypedChoices

CHANGED_SINCE_OPENED = (
    "この画面を開いたあとに、ほかの人が保存しました。このまま保存すると相手の直しが消えるため、"
    "保存していません。入力した内容を控えてから、このページを開き直してください。"
)

OUT_OF_SCOPE = "担当していない自治体か会議体の記録になるため、保存していません。"

AS_TYPED = {
    DateField: {"form_class": DayField},
    TimeField: {"form_class": ClockField},
    URLField: {"assume_scheme": "https"},
}
"""How forms read what people type: days and times in either calendar; an address without http:// is an https
one."""

M = TypeVar("M", bound=Model)


class SaveRefusedError(Exception):
    """What was saved may not be so; the message, for the clerk, comes on the form, and nothing is kept."""


def is_list(request: HttpRequest) -> bool:
    """Whether the request is for a list of rows (not one row's page, whose form needs every field)."""
    match = request.resolver_match
    return match is not None and str(match.url_name).endswith("_changelist")


def nobody_may(self: Any, request: HttpRequest, obj: Any = None) -> bool:
    """In place of `has_add_permission` and the like: the act is for nobody."""
    return False


class RecordAdmin(TypedChoices, ModelAdmin[M]):
    """Stock admin for one noun.

    Forms check what they can; what only the database can see (a rule across rows, somebody else being
    quicker) comes back as a message on the same form, with everything that was typed still in it. So does a
    save that would undo what a colleague saved since the page was opened: the page carries a fingerprint of
    what it showed.

    Who has assignments (担当) sees and changes the records of these alone.
    """

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    formfield_overrides: ClassVar[Any] = AS_TYPED
    not_added_here: ClassVar[Collection[str]] = ()
    """Fields whose choices are made on pages of their own, never beside the field."""
    deleted_one_by_one: ClassVar[bool] = False
    """The list has no action that deletes many rows."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        return Scope.of(request.user).shown(super().get_queryset(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_ours(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_ours(request, obj)

    def _is_ours(self, request: HttpRequest, obj: Any) -> bool:
        return not isinstance(obj, self.model) or obj.pk is None or Scope.of(request.user).holds(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not Scope.of(request.user).holds(form.instance):
            raise SaveRefusedError(OUT_OF_SCOPE)

    def view_on_site(self, obj: Any) -> str | None:
        """The row's public page; None where a visitor would find nothing."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        published = self.model._default_manager.published()  # type: ignore[attr-defined]
        return obj.get_absolute_url() if published.filter(pk=obj.pk).exists() else None

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice one may add what is missing from it; other rows are changed on their own pages."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
            widget.can_add_related = widget.can_add_related and db_field.name not in self.not_added_here
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address fills in; Django would stumble over the key of a row that is no number."""
        initial = super().get_changeform_initial_data(request)
        keys = {field.name for field in self.model._meta.fields if field.is_relation}
        return {
            name: value
            for name, value in initial.items()
            if name not in keys or number_typed(str(value)) is not None
        }

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if self.deleted_one_by_one:
            actions.pop("delete_selected", None)
        return actions

    def apply_to_each(
        self, request: HttpRequest, rows: Iterable[M], act: Callable[[M], None], noun: str, done: str
    ) -> list[M]:
        """Do it to each row that allows it, and say of each other one why not; returns the changed rows.

        `noun` and `done` are the words of the message: 2件の「会議」を「公開しました」.
        """
        changed = []
        for row in rows:
            try:
                act(row)
            except ValidationError as refusal:
                warning = f"「{self.name_in_messages(row)}」：{refusal.messages[0]}"
                self.message_user(request, warning, messages.WARNING)
            else:
                self.log_change(request, row, done)
                changed.append(row)
        if changed:
            self.message_user(request, f"{len(changed)}件の{noun}を{done}。", messages.SUCCESS)
        return changed

    def name_in_messages(self, row: M) -> str:
        return str(row)

    def lock_for_save(self, request: HttpRequest, object_id: str | None) -> None:
        """Let other saves of the row wait for this one; called inside the transaction of a save."""
        if (key := number_typed(object_id)) is not None:
            row = self.model._default_manager.order_by().select_for_update().filter(pk=key)
            list(row.values_list("pk"))

    def fingerprint(self, obj: M, fields: Collection[str]) -> str:
        """Of those fields of the stored row, in short: another value, another string."""
        return seen_as(sorted(model_to_dict(obj, fields).items()))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self._save_in_transaction(request, object_id, form_url, extra_context)
        except IntegrityError as refusal:
            request.META[_REFUSAL] = explain_refusal(refusal)
        except SaveRefusedError as refusal:
            request.META[_REFUSAL] = str(refusal)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _save_in_transaction(
        self, request: HttpRequest, object_id: str | None, *rest: Any
    ) -> HttpResponseBase:
        with transaction.atomic():
            self.lock_for_save(request, object_id)
            response: HttpResponseBase = super().changeform_view(request, object_id, *rest)
            # deferred constraints are checked here, where the form can still answer, and not at commit
            connection.check_constraints()
            return response

    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[M]]:
        form: type[ModelForm[M]] = super().get_form(request, obj, change=change, **kwargs)
        seen = request.POST.get("seen")
        is_outdated = obj and change and seen and seen != self.fingerprint(obj, form.base_fields)
        refusal = CHANGED_SINCE_OPENED if is_outdated else request.META.get(_REFUSAL)
        return _refused(form, refusal) if refusal else form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: M | None = None,
    ) -> HttpResponse:
        if obj is not None:  # a page that was refused keeps the fingerprint of when it was opened
            fields = context["adminform"].form.fields
            context["seen"] = request.POST.get("seen") or self.fingerprint(obj, fields)
            context["has_versions"] = self.opts.model_name in BROUGHT_BACK
        return super().render_change_form(request, context, add, change, form_url, obj)


_REFUSAL = "meetings.refusal"


def _refused(form: type[ModelForm[M]], refusal: str) -> type[ModelForm[M]]:
    """The same form, which answers whatever it is given with `refusal`."""

    def clean(self: ModelForm[M]) -> Any:
        cleaned = form.clean(self)
        self.add_error(None, refusal)
        return cleaned

    refused: type[ModelForm[M]] = type(form.__name__, (form,), {"clean": clean})
    return refused
