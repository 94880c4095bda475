"""What the pages of every noun share: refusals explained, lists that stay fast."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from typing import Any, ClassVar, TypeVar

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, URLField
from django.forms import ModelForm
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from . import generics
from .refusals import CHANGED_SINCE, explain_refusal

HTTPS_UNLESS_SAID = {URLField: {"assume_scheme": "https"}}
"""An address typed without http:// is an https one."""

M = TypeVar("M", bound=Model)


def is_list(request: HttpRequest) -> bool:
    """Whether the request is for a list of rows (not one row's page, whose form needs every field)."""
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_changelist"))


class RecordAdmin(generics.ModelAdmin[M]):
    """Stock admin for one noun.

    Forms check what they can; what only the database can see (a rule across rows, somebody else being
    quicker) comes back as a message on the same form, with everything that was typed still in it. So does a
    save that would undo what a colleague saved since the page was opened: the page carries what it saw.
    """

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    view_on_site: Any = False
    formfield_overrides: ClassVar[Any] = HTTPS_UNLESS_SAID

    class Media:
        css = {"all": ["admin_extra/record.css"]}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice one may add what is missing from it; other rows are changed on their own pages."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        return field

    def hold(self, request: HttpRequest, object_id: str | None) -> None:
        """Lock what one save at a time may change; called inside the transaction of a save."""
        if object_id is not None and object_id.isdecimal():
            row = self.model._default_manager.order_by().select_for_update().filter(pk=int(object_id))
            list(row.values_list("pk"))

    def standing(self, obj: M, fields: Collection[str]) -> str:
        """What those fields hold in the stored row, in short: another value, another string."""
        return blake2b(repr(sorted(model_to_dict(obj, fields).items())).encode(), digest_size=16).hexdigest()

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
            return self._save_at_once(request, object_id, form_url, extra_context)
        except IntegrityError as refusal:
            request.META[_REFUSAL] = explain_refusal(refusal)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _save_at_once(self, request: HttpRequest, *rest: Any) -> HttpResponseBase:
        with transaction.atomic():
            self.hold(request, rest[0])
            response: HttpResponseBase = super().changeform_view(request, *rest)
            # deferred constraints speak here, where the form can still answer, and not at commit
            connection.check_constraints()
            return response

    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[M]]:
        form: type[ModelForm[M]] = super().get_form(request, obj, change=change, **kwargs)
        seen = request.POST.get("seen")
        changed_since = obj and change and seen and seen != self.standing(obj, form.base_fields)
        refusal = CHANGED_SINCE if changed_since else request.META.get(_REFUSAL)
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
        if obj is not None:  # a page that was refused goes on saying what it saw when it was opened
            shown = context["adminform"].form.fields
            context["seen"] = request.POST.get("seen") or self.standing(obj, shown)
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
