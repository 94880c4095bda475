"""Names that tell one from another: 本会議 (品川区)."""

from __future__ import annotations

from meetings.models import Body, Speaker


def with_place(name: str, place: str) -> str:
    """The name, and behind it the place where the name does not say it itself."""
    return f"{name}（{place}）" if place and place not in name else name


def full_name(noun: Body | Speaker) -> str:
    """For where it stands alone, as a condition does."""
    if isinstance(noun, Body):
        return with_place(noun.name, noun.municipality.name if noun.municipality else "")
    return with_place(noun.name, str(noun.body or noun.municipality or ""))
