"""Filters of lists by municipality or body: a name is typed, or chosen from those that complete it.

A list of links, as Django has it, would be as long as the archive has bodies.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.admin import ListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.models import Body, Municipality
from meetings.models.assignment import Scope

MOST_NAMES = 1_000
"""To complete from; others are found all the same by what is typed."""


class NameFilter(ListFilter):
    """The rows of what has that name: wholly, where there is such a one, else in part."""

    template = "admin/meetings/name_filter.html"
    parameter_name: ClassVar[str]
    path: ClassVar[str]
    """From a row to the thing named, such as "meeting__body"."""
    offered: ClassVar[QuerySet[Any]]
    """The things that somebody may mean."""

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.typed = " ".join(params.pop(self.parameter_name, [""])[-1].replace("\0", "").split())
        self.scope = Scope.of(request.user)
        leave_out = {self.parameter_name, "p"}
        self.others = [(name, value) for name, value in request.GET.items() if name not in leave_out]

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter_name]

    def value(self) -> str:
        return self.typed

    def names(self) -> list[str]:
        """To complete from."""
        offered = self.scope.shown(self.offered.all())
        return list(offered.order_by("name").values_list("name", flat=True).distinct()[:MOST_NAMES])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.typed:
            return queryset
        known = self.scope.shown(self.offered.model._default_manager.order_by())
        named = known.filter(name=self.typed)
        if not named.exists():
            named = known.filter(name__icontains=self.typed)
        return queryset.filter(**{f"{self.path}__in": named.values("pk")})

    def choices(self, changelist: Any) -> Iterator[Any]:
        """What the template shows: the one field, and a way to take the filter off."""
        del changelist
        yield {
            "names": self.names(),
            "typed": self.typed,
            "parameter": self.parameter_name,
            "others": self.others,
        }


def by_municipality(path: str) -> type[NameFilter]:
    """The filter for a list whose rows lead to their municipality that way."""
    return _filter("自治体", "town", path, Municipality.objects.filter(bodies__isnull=False))


def by_body(path: str) -> type[NameFilter]:
    """The filter for a list whose rows lead to their body that way."""
    return _filter("会議体", "of", path, Body.objects.all())


def _filter(title: str, parameter: str, path: str, offered: QuerySet[Any]) -> type[NameFilter]:
    named = {"title": title, "parameter_name": parameter, "path": path, "offered": offered}
    return type(f"{offered.model.__name__}Filter", (NameFilter,), named)
