"""Queries as people type them into the one box, with what each must lead to, over the demo's minutes:
.venv/bin/python -m tests.web.typed_queries URL asks a running demo, and says how many of each kind are right.

`typed_queries.csv` was written before anybody looked at what the search does with them. Its columns:

- names: what must stand on a card or among what is offered; `;` between several
- other_names: what must not stand on a card
- found: turns that must be among the EARLY first of the page, as 会議番号/発言番号; `|` between those of
  which one is enough
- not_found: turns that must not be among its hits (what goes on below few of them says what it lacks)
- open: why it is not answered rightly yet
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import lxml.html

from meetings.search.judged import EARLY

TABLE = Path(__file__).with_suffix(".csv")
_TURN = re.compile(r"/meetings/(\w+)/(?:(\d+)/|[^#]*#t(\d+))")
_CARDS = ".card-name"
_OFFERED = ".absence li a, .notice b, .echo a"

Open = Callable[[str], "tuple[str, str]"]
"""An address → that of the page that answers in the end, and its HTML."""


class TypedQuery(NamedTuple):
    """One line of the table."""

    kind: str
    query: str
    names: str
    other_names: str
    found: str
    not_found: str
    open: str

    def faults(self, ask: Open) -> Iterator[str]:
        """What is wrong with the page that answers; nothing where all is right."""
        path, html = ask(f"/search/?{urllib.parse.urlencode({'q': self.query})}")
        page = lxml.html.fromstring(html)
        if path.startswith("/search/"):
            cards = _texts(page, _CARDS)
            shown = [*cards, *_texts(page, _OFFERED)]
            turns = [_turn(each.get("href")) for each in page.cssselect(".hit-number")][:EARLY]
            hits = [_turn(each.get("href")) for each in page.cssselect(".found-main > .hits .hit-number")]
        else:  # the reader was taken to a page
            cards = shown = _texts(page, "h1")
            turns = hits = [_turn(path)]
        for name in filter(None, self.names.split(";")):
            if not any(_bare(name) in text for text in shown):
                yield f"leads not to {name}: {cards}"
        for name in filter(None, self.other_names.split(";")):
            if any(_bare(name) in text for text in cards):
                yield f"names {name}"
        for wanted in self.found.split():
            if not {*wanted.split("|")} & {*turns}:
                yield f"lacks {wanted}: {turns}"
        for unwanted in self.not_found.split():
            if unwanted in hits:
                yield f"has {unwanted}"


def typed_queries() -> list[TypedQuery]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [TypedQuery(**row) for row in csv.DictReader(table)]


def _texts(page: lxml.html.HtmlElement, selector: str) -> list[str]:
    return [_bare(each.text_content()) for each in page.cssselect(selector)]


def _bare(text: str) -> str:
    """Without spaces, and in one width: names are printed in many ways."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _turn(path: str) -> str:
    found = _TURN.match(path)
    return f"{found[1]}/{found[2] or found[3]}" if found else ""


def main(url: str) -> None:
    def ask(path: str) -> tuple[str, str]:
        with urllib.request.urlopen(f"{url}{path}") as answer:  # noqa: S310 (an address of the one who runs it)
            return answer.url.removeprefix(url), answer.read().decode()

    asked, right = Counter[str](), Counter[str]()
    for query in typed_queries():
        faults = list(query.faults(ask))
        asked[query.kind] += 1
        right[query.kind] += not faults
        if faults:
            sys.stdout.write(f"{query.kind}\t{query.query!r}\t{'; '.join(faults)}\n")
    for kind, total in asked.items():
        sys.stdout.write(f"{right[kind]:4} of {total:4}  {kind}\n")
    sys.stdout.write(f"{right.total():4} of {asked.total():4}  all\n")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
