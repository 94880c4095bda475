"""Facets: how the hits fall into the values of one property, each a link that adds or takes away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models import Body, Speaker
from meetings.search.results import Facet
from meetings.web.names import with_place
from meetings.web.search.asked import Asked

NO_VALUE = {
    "municipality": "自治体の会議体でない",
    "speaker": "匿名・不明",
    "spoken_for": "自治体の名によらない",
}


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value: what the reader reads, how many, and the address with it or without it."""

    label: str
    count: int
    path: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """One property with its most frequent values."""

    name: str
    label: str
    first: tuple[FacetLink, ...]
    """Always to be seen."""
    more: tuple[FacetLink, ...]
    """Folded away."""
    others: int
    """How many values are not listed, and the hits they have together."""
    others_hits: int
    missing: int

    @property
    def missing_label(self) -> str:
        """What the hits are that have no value."""
        return NO_VALUE.get(self.name, "記載なし")

    @property
    def rest_count(self) -> int:
        """How many values are folded away."""
        return len(self.more) + self.others


ALWAYS_SEEN = 6


def facet_links(asked: Asked, facets: Iterable[Facet], count: int) -> list[FacetLinks]:
    """Of so many hits the facets worth showing: where all have one value it parts nothing, unless it was
    chosen."""
    return [
        _links(asked, facet, _places(facet), count)
        for facet in facets
        if facet.values and (len(facet.values) + bool(facet.missing) > 1 or asked.address.values(facet.name))
    ]


def _places(facet: Facet) -> dict[str, str]:
    """Of values of one name, such as the 本会議 of two towns, what tells them apart. Asks only then."""
    often = Counter(value.label for value in facet.values)
    alike = [value.value for value in facet.values if often[value.label] > 1]
    if not alike:
        return {}
    if facet.name == "body":
        bodies = Body.objects.filter(slug__in=alike).select_related("municipality")
        return {body.slug: body.municipality.name for body in bodies if body.municipality}
    if facet.name == "speaker":
        speakers = Speaker.objects.filter(pk__in=alike).select_related("municipality", "body")
        return {str(speaker.pk): str(speaker.body or speaker.municipality or "") for speaker in speakers}
    return {}


def _links(asked: Asked, facet: Facet, places: dict[str, str], count: int) -> FacetLinks:
    chosen = asked.address.values(facet.name)
    links = tuple(
        FacetLink(
            with_place(value.label, places.get(value.value, "")),
            value.count,
            str(
                asked.address.lacking(facet.name)
                if value.value in chosen
                else asked.address.having(**{facet.name: value.value})
            ),
            value.value in chosen,
        )
        for value in facet.values
    )
    return FacetLinks(
        name=facet.name,
        label=facet.label,
        first=links[:ALWAYS_SEEN],
        more=links[ALWAYS_SEEN:],
        others=facet.others,
        others_hits=count - facet.missing - sum(value.count for value in facet.values),
        missing=facet.missing,
    )
