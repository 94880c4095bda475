"""Addresses with a query: state lives in them, and each link is one state away from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode

from meetings.search import facets

Value = str | Iterable[str] | None

OF_BODY = ("lineage", facets.FIRST_MEETING.name, facets.LAST_MEETING.name)
"""Parameters that mean nothing without the body that they are about."""


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its parameters, in the order they are written; str() of it is a link."""

    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.path}?{'&'.join(map(_written, self.pairs))}" if self.pairs else self.path

    def at(self, path: str) -> Address:
        """The same state elsewhere."""
        return replace(self, path=path)

    def having(self, **values: Value) -> Address:
        """The address where these parameters have these values (several, where they are more than one).

        Nothing takes a parameter away. So does any change with `page`, which counted another list, and
        another body with OF_BODY, which was the former one's.
        """
        changed = {name: list(_each(value)) for name, value in values.items()}
        changed.setdefault("page", [])
        if "body" in changed:
            changed |= {name: [] for name in OF_BODY if name not in changed}
        kept = [pair for pair in self.pairs if pair[0] not in changed]
        added = [(name, value) for name, each in changed.items() for value in each]
        order = parameters()
        return Address(self.path, tuple(sorted([*kept, *added], key=lambda pair: order.index(pair[0]))))

    def having_each(self, name: str, values: Iterable[str]) -> list[str]:
        """Links to the addresses where the parameter has each of the values; what they share is written
        once."""
        pairs = self.having(**{name: name}).pairs
        at = pairs.index((name, name))
        begun = "".join(f"{_written(pair)}&" for pair in pairs[:at])
        rest = "".join(f"&{_written(pair)}" for pair in pairs[at + 1 :])
        return [f"{self.path}?{begun}{_written((name, value))}{rest}" for value in values]

    def only(self, *names: str) -> Address:
        """The address with these parameters alone."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] in names))

    def lacking(self, *names: str) -> Address:
        """The address without these parameters, without `page`, and without OF_BODY of no body."""
        gone = {*names, "page", *(OF_BODY if "body" in names else ())}
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in gone))

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for each, value in self.pairs if each == name)


def parameters() -> list[str]:
    """The parameters of the search in the order in which its addresses write them: one state, one address."""
    words = ("q", "mode", "scope", "without", "names", "question")
    layout = ("sort", "group", "around", "counts", "literal", "page")
    by_facet = [name for facet in facets.FACETS for name in (facet.name, *facet.also)]
    return [*words, *by_facet, *(limit.name for limit in facets.LIMITS), *layout]


@lru_cache(maxsize=1 << 10)
def _written(pair: tuple[str, str]) -> str:
    """The pair in an address. A page has some hundred links, and nearly all pairs are in each."""
    return urlencode([pair])


def _each(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from (value,) if value else ()
    elif value is not None:
        yield from value


def absolute(request: HttpRequest, path: str) -> str:
    """`path` as others must write it to come here: with SITE_URL, or else the host of this request."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)
