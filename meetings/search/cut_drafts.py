"""Drafts are cut into words while they wait, and what was cut is taken when they are published.

The cut depends on the text alone. So a change of label, item or order costs nothing here, and a wording that
has changed is known by its fingerprint: what was cut from another is never taken.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from django.db.models import Count, Exists, OuterRef, QuerySet

from meetings.copying import copy_rows
from meetings.models import CutDraft, Turn
from meetings.models.turn import TurnQuerySet

from .analysis import EDITION
from .entry_making import EntryMaker
from .lexemes import CutText

OF_A_MEETING = 800
"""Texts that an act on a meeting cuts where none of it was cut, as when it is hidden again: the others are
left to the next acts, so that none takes long."""
OF_TURNS = 200
"""Likewise an act on some of its turns, which has more to do."""
_LOT = 300
"""Texts in memory together."""
_FORM = "\x1f"
"""Between a spelling and its key, which have no control characters."""


def cut_ahead(
    turns: TurnQuerySet,
    meetings: Iterable[int],
    most: int | None,
    maker: EntryMaker | None = None,
    *,
    anew: bool = False,
) -> None:
    """After these turns of the meetings, which the caller holds, were changed: forget the cut of what says
    something else now or waits no longer, and cut what waits without, at most so many texts."""
    known = CutDraft.objects.filter(turn__in=turns)
    if anew:
        known.delete()
    else:
        known.exclude(turn__in=CutDraft.turns(turns).order_by().values("pk")).delete()
        stored = known.values_list("turn", "fingerprint", "turn__text").iterator()
        stale = [turn for turn, made_from, text in stored if made_from != fingerprint(text)]
        if stale:
            CutDraft.objects.filter(turn__in=stale).delete()
    waiting = CutDraft.turns(Turn.objects.filter(meeting__in=list(meetings)))
    missing = waiting.filter(~_is_in(CutDraft.objects.all())).order_by("pk")
    texts = missing.values_list("pk", "text")[:most].iterator(chunk_size=_LOT)
    while lot := list(islice(texts, _LOT)):
        copy_rows(CutDraft, rows_of(lot, maker))


def _is_in(cut: QuerySet[CutDraft]) -> Exists:
    """Of a turn: it is among these."""
    return Exists(cut.filter(turn=OuterRef("pk")))


def rows_of(turns: list[tuple[int, str]], maker: EntryMaker | None = None) -> Iterator[dict[str, object]]:
    """The rows of turns, given with their texts."""
    cuts = (maker or EntryMaker(processes=1)).cut_texts([text for _, text in turns])
    for (turn, text), cut in zip(turns, cuts, strict=True):
        yield {
            "turn": turn,
            "segmented": cut.segmented,
            "forms": "\n".join(sorted(map(_FORM.join, cut.forms))),
            "edition": EDITION,
            "fingerprint": fingerprint(text),
        }


def cuts_of(turns: dict[int, str]) -> dict[int, CutText]:
    """Of turns, given with their texts, what was cut from exactly these."""
    rows = CutDraft.objects.filter(turn__in=turns, edition=EDITION)
    return {
        turn: CutText(segmented, frozenset(map(_form, forms.split("\n"))) if forms else frozenset())
        for turn, segmented, forms, made_from in rows.values_list("turn", "segmented", "forms", "fingerprint")
        if made_from == fingerprint(turns[turn])
    }


@lru_cache(maxsize=1 << 16)
def _form(line: str) -> tuple[str, str]:
    surface, key = line.split(_FORM)
    return surface, key


def fingerprint(text: str) -> int:
    """A number that is another one as soon as the text is."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def wanting_drafts(*, everything: bool = False) -> Counter[int]:
    """By meeting how many turns are not cut by this edition, or wait at all; none where one is cut that waits
    no longer."""
    turns = CutDraft.turns()
    if not everything:
        turns = turns.filter(~_is_in(CutDraft.objects.filter(edition=EDITION)))
    found = Counter(dict(turns.order_by().values_list("meeting").annotate(Count("pk"))))
    strays = Turn.objects.filter(_is_in(CutDraft.objects.all())).exclude(pk__in=CutDraft.turns().values("pk"))
    found.update(dict.fromkeys(strays.order_by().values_list("meeting", flat=True), 0))
    return found
