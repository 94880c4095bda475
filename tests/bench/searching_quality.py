"""How early known items are found: the words of an agenda title must bring turns of that item.

All minutes at hand are imported: the demo's, and the samples beside the checkout where there are any.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from django.core.management import call_command
from tqdm import tqdm

from meetings.models import AgendaItem, Turn, TurnIndex
from meetings.search.analysis import cut, is_content, tokens
from meetings.search.engine import turns_found
from meetings.search.folding import fold
from meetings.search.query import parse
from meetings.search.request import Order, Scope, SearchRequest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "fixtures"
SAMPLES = ROOT.parent / "shared" / "samples"
FIRST = 10
MOST_WORDS = 3
SAYS_NOTHING = {"案", "件", "等", "議題", "議事", "報告", "その他", "事項", "説明", "質疑"}
"""Of titles: they stand in too many to be what one looks for."""


class Quality(NamedTuple):
    """Of all items asked for: the share with a turn among the first hits, and the mean of 1 / first place."""

    items: int
    found: float
    recall: float
    reciprocal: float


def import_minutes() -> None:
    """The demo's minutes and the samples; what cannot be read is left out."""
    call_command("load_municipalities", DEMO / "municipalities.csv", stdout=io.StringIO())
    folders = [SAMPLES / name for name in ("seeds", "layouts", "real")]
    documents = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    for path in tqdm([DEMO / "documents", *documents], desc="importing", leave=False, disable=None):
        try:
            call_command("import_minutes", path, commit=True, publish=True, verbosity=0, stderr=io.StringIO())
        except SystemExit:
            continue


def words_of(title: str) -> list[str]:
    """What a reader would type of it: 分科会の役割分担(案)について as 分科会 and 役割分担."""
    surfaces, _ = cut(fold(title))
    runs = ("".join(run) for is_word, run in groupby(surfaces, is_content) if is_word)
    wanted = (run for run in runs if len(run) > 1 and not run.isdigit() and run not in SAYS_NOTHING)
    return list(islice(dict.fromkeys(wanted), MOST_WORDS))


def known_items() -> Iterator[tuple[AgendaItem, list[str]]]:
    """Those under which something is said, with their words."""
    for item in AgendaItem.objects.filter(turns__index__isnull=False).distinct().order_by("pk"):
        if words := words_of(item.title):
            yield item, words


def measure(order: Order, joined: str, scope: Scope = Scope.TURN) -> Quality:
    """Ask for every item, its words joined so."""
    places = []
    for item, words in known_items():
        asked = SearchRequest(query=parse(joined.join(words)), order=order, scope=scope)
        hits = [turn.item_id for turn in turns_found(asked, TurnIndex.objects.all())]
        places.append(hits.index(item.pk) + 1 if item.pk in hits else 0)
    found = [place for place in places if place]
    return Quality(
        items=len(places),
        found=len(found) / len(places),
        recall=sum(place <= FIRST for place in found) / len(places),
        reciprocal=sum(1 / place for place in found) / len(places),
    )


def same_words() -> tuple[int, int]:
    """Of compounds as the turns print them: how many there are, and how many are cut alike by themselves."""
    compounds = set()
    for text in Turn.objects.published().values_list("text", flat=True):
        surfaces, _ = cut(fold(text))
        compounds |= {tuple(run) for is_word, run in groupby(surfaces, is_content) if is_word}
    alike = sum([one.surface for one in tokens("".join(run))] == list(run) for run in compounds)
    return len(compounds), alike


def quality_table(say: Callable[[str], None]) -> None:
    import_minutes()
    say(f"{TurnIndex.objects.count():,} turns; for each item up to {MOST_WORDS} words of its title:")
    say("all in one turn, all in one item, any of them")
    say("found: items of which any turn is a hit; MRR: mean of 1 / place of the first")
    say(f"{'words':<8}{'order':<12}{'items':>6}{'found':>8}{f'recall@{FIRST}':>11}{'MRR':>8}")
    ways = {"turn": (" ", Scope.TURN), "item": (" ", Scope.ITEM), "any": (" OR ", Scope.TURN)}
    for name, (joined, scope) in ways.items():
        for order in (Order.RELEVANCE, Order.NEWEST):
            one = measure(order, joined, scope)
            figures = f"{one.found:>8.3f}{one.recall:>11.3f}{one.reciprocal:>8.3f}"
            say(f"{name:<8}{order.value:<12}{one.items:>6}{figures}")
    compounds, alike = same_words()
    say(f"of {compounds:,} different compounds in the texts {alike / compounds:.1%} are cut alike alone")
