"""Building blocks for the rules that the database itself holds."""

from django.db.models import CheckConstraint, Q, TextChoices


def one_of(field: str, choices: type[TextChoices], name: str) -> CheckConstraint:
    """A CHECK that `field` holds one of `choices`: loaders and raw SQL pass by Django's own validation."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=f"「{'」「'.join(map(str, choices.labels))}」のどれかを選んでください。",
    )
