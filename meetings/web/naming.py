"""What a body is called away from its town's own pages: there is a 本会議 in every town."""

from __future__ import annotations

from meetings.models import Body


def full_name(body: Body) -> str:
    """本会議（みのり県潮見野市）; as it is where it has the town's name in it, or belongs to none."""
    town = body.municipality
    return f"{body.name}（{town}）" if town and town.name not in body.name else body.name
