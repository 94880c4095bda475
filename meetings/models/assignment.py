"""Assignments (担当): whose records a member of staff has to do with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .body import Body
from .municipality import Municipality

Row = TypeVar("Row", bound=models.Model)


class Assignment(models.Model):
    """A municipality or a body that a member of staff looks after. Who has none looks after everything."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ユーザー",
        on_delete=models.CASCADE,
        related_name="assignments",
        help_text="担当する人",
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="自治体",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="この自治体の会議体をすべて担当します。",
    )
    body = models.ForeignKey(
        Body,
        verbose_name="会議体",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="この会議体だけを担当します。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "担当"
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) ^ Q(body__isnull=True),
                name="assignment_is_of_one_thing",
                violation_error_message="自治体か会議体の、どちらか一方を選んでください。",
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "body"],
                name="assignment_once",
                nulls_distinct=False,
                violation_error_message="その担当はすでに登録されています。",
            ),
        ]

    def __str__(self) -> str:
        return str(self.municipality or self.body)


@dataclass(frozen=True, slots=True)
class Owners:
    """How a noun's rows lead to whom they belong to."""

    bodies: tuple[str, ...] = ()
    """Paths to a body: "meeting__body__"; "" where the rows are bodies."""
    towns: tuple[str, ...] = ()
    """Paths to a municipality, where rows belong to one without a body."""
    others_see: Literal["nothing", "what is public", "everything"] = "nothing"
    """Of the rows of others; to choose from, not to change."""


OWNERS = {
    "municipality": Owners(towns=("pk",), others_see="everything"),
    "body": Owners(bodies=("",), others_see="what is public"),
    "meeting": Owners(bodies=("body__",)),
    "unrecordedmeeting": Owners(bodies=("body__",)),
    "agendaitem": Owners(bodies=("meeting__body__",)),
    "attendance": Owners(bodies=("meeting__body__",)),
    "material": Owners(bodies=("meeting__body__",)),
    "turn": Owners(bodies=("meeting__body__",)),
    "errorreport": Owners(bodies=("meeting__body__",)),
    "correction": Owners(bodies=("meeting__body__",)),
    "sourcedocument": Owners(bodies=("meetings__body__",)),
    "speaker": Owners(
        bodies=("body__", "meeting__body__"), towns=("municipality",), others_see="what is public"
    ),
    "distinctspeakers": Owners(bodies=("one__body__",), towns=("one__municipality",)),
    "membership": Owners(bodies=("body__",)),
    "speakername": Owners(bodies=("body__",)),
    "thread": Owners(bodies=("entries__item__meeting__body__",)),
    "threadentry": Owners(bodies=("item__meeting__body__",)),
}
"""By noun. What is not here belongs to the whole site."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records a member of staff may see before they are public, and change."""

    everything: bool
    towns: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()

    @classmethod
    def of(cls, user: Any) -> Scope:
        """The scope of an account; one query, asked once for each request."""
        if user.pk is None or user.is_superuser:
            return EVERYTHING
        if not hasattr(user, "scope_of_records"):
            user.scope_of_records = cls._read(user)
        scope: Scope = user.scope_of_records
        return scope

    @classmethod
    def _read(cls, user: Any) -> Scope:
        rows = list(Assignment.objects.filter(user=user.pk).values_list("municipality", "body"))
        towns = frozenset(town for town, _ in rows if town)
        return cls(not rows, towns, frozenset(body for _, body in rows if body))

    def of_body(self, path: str) -> Q:
        """The condition that the body at the end of the path belongs to it; "" where the rows are bodies."""
        if self.everything:
            return Q()
        return Q(**{f"{path}municipality__in": self.towns}) | Q(**{f"{path}pk__in": self.bodies})

    def condition(self, noun: str) -> Q:
        """The condition that a row of the noun belongs to it."""
        owners = OWNERS.get(noun)
        if self.everything or owners is None:
            return Q()
        found = Q(pk__in=[])
        for path in owners.bodies:
            found |= self.of_body(path)
        for path in owners.towns:
            found |= Q(**{f"{path}__in": self.towns})
        return found

    def narrow(self, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
        """Those of the rows that belong to it."""
        noun = str(rows.model._meta.model_name)
        if self.everything or noun not in OWNERS:
            return rows
        own = rows.model._default_manager.filter(self.condition(noun))
        return rows.filter(pk__in=own.order_by().values("pk"))  # a path to many rows doubles none

    def shown(self, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
        """Those of the rows that may be shown on pages of the staff and chosen there: its own, and of others
        what the noun's `others_see` says."""
        owners = OWNERS.get(str(rows.model._meta.model_name))
        if self.everything or owners is None or owners.others_see == "everything":
            return rows
        if owners.others_see == "nothing":
            return self.narrow(rows)
        public = rows.model._default_manager.published()  # type: ignore[attr-defined]
        return self.narrow(rows) | rows.filter(pk__in=public.order_by().values("pk"))

    def holds(self, row: models.Model) -> bool:
        """Whether a stored row belongs to it."""
        if self.everything or str(row._meta.model_name) not in OWNERS:
            return True
        return self.narrow(type(row)._default_manager.filter(pk=row.pk)).exists()


EVERYTHING = Scope(everything=True)
