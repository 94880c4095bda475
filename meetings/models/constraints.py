"""Rules that the database itself checks: loaders and raw SQL pass by Django's own validation.

Each has a name and the sentence that a clerk reads who breaks it.
"""

from django.apps import apps
from django.db import DatabaseError
from django.db.models import (
    BaseConstraint,
    CheckConstraint,
    Deferrable,
    F,
    Q,
    TextChoices,
    UniqueConstraint,
)

SAVED_AT_ONCE = "ほかの人が同時に保存したため、保存できませんでした。もう一度「保存」を押してください。"


def refused_by(error: DatabaseError) -> BaseConstraint | None:
    """The constraint of ours that refused what was written; None where it was something else."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    models = apps.get_app_config("meetings").get_models()
    return next((each for model in models for each in model._meta.constraints if each.name == name), None)


def explain_refusal(error: DatabaseError) -> str:
    """The sentence of the constraint that refused; without one, that somebody else was quicker."""
    constraint = refused_by(error)
    return str(constraint.get_violation_error_message()) if constraint else SAVED_AT_ONCE


def one_of(field: str, choices: type[TextChoices], name: str) -> CheckConstraint:
    """A CHECK that `field` has one of `choices`."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=f"「{'」「'.join(map(str, choices.labels))}」のどれかを選んでください。",
    )


def not_empty(field: str, name: str, sentence: str) -> CheckConstraint:
    """A CHECK that the text of `field` is not empty."""
    return CheckConstraint(condition=~Q(**{field: ""}), name=name, violation_error_message=sentence)


def from_one(field: str, name: str, sentence: str) -> CheckConstraint:
    """A CHECK that the number of `field`, where there is one, is 1 or more."""
    condition = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 1})
    return CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


def not_itself(field: str, name: str, sentence: str) -> CheckConstraint:
    """A CHECK that a row's reference to one of its own kind does not lead to the row itself."""
    condition = Q(**{f"{field}__isnull": True}) | ~Q(**{field: F("id")})
    return CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


def one_order(name: str, sentence: str) -> UniqueConstraint:
    """Each `position` once in a meeting. Checked at the end of a transaction, so that it can reorder."""
    return UniqueConstraint(
        fields=["meeting", "position"],
        name=name,
        deferrable=Deferrable.DEFERRED,
        violation_error_message=sentence,
    )
