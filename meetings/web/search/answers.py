"""The turns that a reader is shown first who types a query and nothing else."""

from django.http import QueryDict
from django.urls import reverse

from meetings.search.engine import search
from meetings.search.judged import TurnAddress
from meetings.web.search.params import read_address


def first_turns(typed: str) -> list[TurnAddress]:
    """Those of the first page of results, in its order: the hits, then what goes on below them."""
    address = QueryDict(mutable=True)
    address["q"] = typed
    params = read_address(reverse("web:search"), address)
    results = search(params.asked, params.rows)
    hits = list(results.hits)
    if below := results.continuation:
        hits += [each.hit for each in (*below.partial, *below.by_synonym)]
    return [TurnAddress(hit.turn.meeting.identifier, hit.turn.number) for hit in hits]
