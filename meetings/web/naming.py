"""Names that tell one from another away from home: there is a 本会議 in every town."""

from __future__ import annotations

from meetings.models import Body, Speaker


def with_place(name: str, place: str) -> str:
    """The name, and behind it the place where the name does not say it itself."""
    return f"{name}（{place}）" if place and place not in name else name


def full_name(noun: Body | Speaker) -> str:
    """本会議（潮見野市）: for where it stands alone among others of the archive, as a condition does."""
    if isinstance(noun, Body):
        return with_place(noun.name, noun.municipality.name if noun.municipality else "")
    return with_place(noun.name, str(noun.body or noun.municipality or ""))


def title_name(body: Body) -> str:
    """本会議（みのり県潮見野市）: for a title, which is read where nothing else tells of the prefecture."""
    known = full_name(body) == body.name
    return body.name if known else with_place(body.name, str(body.municipality))
