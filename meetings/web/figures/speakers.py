"""Who spoke how much, as far as the record tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models import Body, Speaker
from meetings.web.address import Address
from meetings.web.terms import Term, level_of

MOST_SPEAKERS = 20


@dataclass(frozen=True, slots=True)
class SpeakerAmount:
    """One speaker among those who spoke most."""

    speaker: Speaker
    level: Term
    body: Body | None
    """To which the identity is bound, where several bodies are counted together."""
    turns: int
    characters: int
    share: str
    """Of the characters of whoever spoke most, for the bar."""
    path: str
    """The search that shows these turns."""


@dataclass(frozen=True, slots=True)
class SpeakerAmounts:
    rows: tuple[SpeakerAmount, ...]
    others: int
    """Speakers beyond those shown, with their turns and characters."""
    other_turns: int
    other_characters: int
    untold_turns: int
    """Of whoever the record does not tell apart: anonymous labels, and none at all."""


def amounts_by_speaker(
    amounts: Iterable[tuple[int | None, int, int]], search: Address, *, several_bodies: bool
) -> SpeakerAmounts:
    """The rows of `TurnQuerySet.amount_by_speaker`, the first MOST_SPEAKERS with their names. One query."""
    rows = list(amounts)
    told = [(key, turns, characters) for key, turns, characters in rows if key is not None]
    first, rest = told[:MOST_SPEAKERS], told[MOST_SPEAKERS:]
    speakers = Speaker.objects.select_related("body").in_bulk([key for key, _, _ in first])
    most = max((characters for _, _, characters in first), default=0)
    return SpeakerAmounts(
        rows=tuple(
            SpeakerAmount(
                speaker=speakers[key],
                level=level_of(speakers[key]),
                body=speakers[key].body if several_bodies else None,
                turns=turns,
                characters=characters,
                share=f"{100 * characters / most:.1f}%",
                path=str(search.having(speaker=str(key), sort="oldest")),
            )
            for key, turns, characters in first
        ),
        others=len(rest),
        other_turns=sum(turns for _, turns, _ in rest),
        other_characters=sum(characters for _, _, characters in rest),
        untold_turns=sum(turns for key, turns, _ in rows if key is None),
    )
