"""Those who bear a name and whom visitors may see, with what is shown of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.models import Body, Municipality, Speaker, SpeakerName

from .index import Bearer, Noun

MOST = 1000
"""Bearers of the names of one query that are looked at."""


@dataclass(frozen=True, slots=True)
class Named:
    """What visitors may see of the bearers of some names."""

    bodies: dict[int, Body]
    """With what they cover and their town."""
    municipalities: dict[int, Municipality]
    """With what they cover."""
    speakers: dict[int, Speaker]
    spellings: frozenset[tuple[int, int]]
    """(speaker, body) of which there are spellings that may be used."""

    def get(self, bearer: Bearer) -> Body | Municipality | Speaker | None:
        """The row of a bearer; None where visitors may not see it, or not under this spelling."""
        if bearer.spelled_in and (bearer.pk, bearer.spelled_in) not in self.spellings:
            return None
        match bearer.noun:
            case Noun.BODY:
                return self.bodies.get(bearer.pk)
            case Noun.MUNICIPALITY:
                return self.municipalities.get(bearer.pk)
        return self.speakers.get(bearer.pk)

    def seen(self, bearers: Iterable[Bearer]) -> Iterator[tuple[Bearer, Body | Municipality | Speaker]]:
        """Those of the bearers who may be seen, each once, with their rows."""
        rows = {row: bearer for bearer in reversed(list(bearers)) if (row := self.get(bearer))}
        return ((bearer, row) for row, bearer in reversed(rows.items()))


def public(bearers: Iterable[Bearer]) -> Named:
    """Fetch them: a question for each sort that is among them."""
    found = list(dict.fromkeys(bearers))[:MOST]
    spelled_in = {bearer.spelled_in for bearer in found if bearer.spelled_in}
    bodies = {bearer.pk for bearer in found if bearer.noun is Noun.BODY}
    municipalities = {bearer.pk for bearer in found if bearer.noun is Noun.MUNICIPALITY}
    speakers = {bearer.pk for bearer in found if bearer.noun not in (Noun.BODY, Noun.MUNICIPALITY)}
    covered = Body.objects.published().with_coverage().select_related("municipality")
    spellings = SpeakerName.objects.published().filter(speaker__in=speakers, body__in=spelled_in)
    towns = Municipality.objects.published().with_coverage()
    persons = Speaker.objects.published().select_related("municipality", "body__municipality")
    return Named(
        bodies=covered.in_bulk(bodies) if bodies else {},
        municipalities=towns.in_bulk(municipalities) if municipalities else {},
        speakers=persons.in_bulk(speakers) if speakers else {},
        spellings=frozenset(spellings.values_list("speaker", "body")) if spelled_in else frozenset(),
    )
