"""How fast the search is and what it costs. Run by `bin/bench --search` and `bin/bench --quality`.

The corpus beside the checkout is loaded, as load_archive loads it, into a database of its own. In one run:

- pages: the whole page of results, from the address to the HTML, over the list in searching_pages.txt; with
  --times over the copies, too
- terms: one word, counted and its newest 20 turns, beside LIKE with a trigram index and without an index
- growth: seconds, bytes and pages at a tenth, three tenths and the whole; with --times also with so many
  copies of the whole, where the program that makes them is beside the corpus
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import django

from .quantiles import quantile

if TYPE_CHECKING:
    from .searching_load import Load
    from .searching_times import Timed

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ALL_TURNS = 103_484
INDEX = ("rows", "beside", "words")
MEDIAN_TARGET, P95_TARGET, LOAD_TARGET = 40, 120, 240


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_load() -> None:
    one, five, fifteen = os.getloadavg()
    say(f"load average {one:.1f} {five:.1f} {fifteen:.1f} on {os.cpu_count()} cores")


def search_table(folder: Path, turns: int, times: int, explain: bool) -> int:
    """Print everything; the exit status is 1 where a target is missed."""
    from .searching_load import load, own_database, sizes
    from .searching_times import time_pages

    growth = []
    missed = 0
    steps = [(wanted, 1) for wanted in sorted({max(1, turns // 10), max(1, turns * 3 // 10), turns})]
    for wanted, copies in [*steps, *([(times * turns, times)] if times > 1 else [])]:
        with own_database():
            loaded = load(folder, wanted, copies)
            size = f"{loaded.turns:,} turns, {loaded.characters / 1e6:.1f} M characters"
            say(f"{size}, loaded and indexed in {loaded.seconds:.0f} s")
            timed = time_pages()
            again = [each.again for each in timed]
            growth.append((loaded, sizes(), quantile(again, 0.5), quantile(again, 0.95)))
            if wanted >= turns:
                missed += _say_pages(timed, explain)
            if (wanted, copies) == (turns, 1):
                missed += loaded.seconds > LOAD_TARGET
                _say_terms()
    _say_growth(growth)
    say_load()
    return 1 if missed else 0


def _say_pages(timed: list[Timed], explain: bool) -> int:
    from .searching_times import TIMES, plan_of

    kinds = defaultdict(list)
    for each in timed:
        kinds[each.page.kind].append(each)
    say()
    say(f"pages of results: milliseconds (best of {TIMES}) for the first reader after a change, and again")
    say(
        f"{'kind':<12}{'pages':>6}{'first':>8}{'p95':>8}{'max':>8}{'again':>9}{'p95':>8}{'max':>8}{'hits':>18}"
    )
    for kind, each in [*kinds.items(), ("all", timed)]:
        hits = sorted(one.hits for one in each)
        ways = [one.first for one in each], [one.again for one in each]
        figures = " ".join(
            "".join(f"{quantile(way, share):>8.1f}" for share in (0.5, 0.95, 1)) for way in ways
        )
        say(f"{kind:<12}{len(each):>6}{figures}{f'{hits[0]:,} - {hits[-1]:,}':>18}")
    slowest = sorted(timed, key=lambda one: -one.first)[:3]
    say(
        "slowest: "
        + ", ".join(
            f"{one.page.shown} ({one.first:.0f} ms, again {one.again:.0f} ms, {one.hits:,})"
            for one in slowest
        )
    )
    say(f"target, again: median {MEDIAN_TARGET} ms, p95 {P95_TARGET} ms")
    if explain:
        for one in slowest:
            say()
            say(one.page.shown)
            for line in plan_of(one.page):
                say(f"    {line}")
    again = [each.again for each in timed]
    return (quantile(again, 0.5) > MEDIAN_TARGET) + (quantile(again, 0.95) > P95_TARGET)


def _say_terms() -> None:
    from .searching_likes import TIMES, compare

    terms, trigrams = compare()
    say()
    say("one word: milliseconds to count, and to list the newest 20; (hits); ×: beside the first column;")
    say(f"best of {TIMES}")
    ways = list(dict.fromkeys(one.how for one in terms))
    say(f"{'':<14}" + "".join(f"{way:>31}" for way in ways))
    base = {one.term: one for one in terms if one.how == ways[0]}
    for term, own in base.items():
        cells = []
        for one in (one for one in terms if one.term == term):
            ratio = "" if one is own else f" ×{one.count / own.count:.0f} ×{one.newest / own.newest:.0f}"
            cells.append(f"{f'{one.count:.1f} {one.newest:.1f} ({one.hits:,}){ratio}':>31}")
        say(f"{term:<{14 - len(term)}}" + "".join(cells))
    say(f"trigram index: {trigrams / 1e6:.0f} MB")


def _say_growth(growth: list[tuple[Load, dict[str, int], float, float]]) -> None:
    say()
    say("growth: seconds to load, bytes a turn, the index as × of the text, milliseconds a page")
    names = list(growth[0][1])
    say(
        f"{'turns':>9}{'seconds':>9}{'turns/s':>9}"
        + "".join(f"{name:>11}" for name in names)
        + "  × text  median     p95"
    )
    for loaded, sizes, median, p95 in growth:
        each = "".join(f"{sizes[name] / loaded.turns:>11,.0f}" for name in names)
        pace = loaded.turns / loaded.seconds
        share = sum(sizes[name] for name in INDEX) / sizes["text"]
        say(
            f"{loaded.turns:>9,}{loaded.seconds:>9.0f}{pace:>9,.0f}{each}{share:>8.2f}{median:>8.1f}{p95:>8.1f}"
        )
    say("rows: of the index, which are counted; beside: their long texts; words: the inverted index")
    say(f"× text: {', '.join(INDEX)}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--search", action="store_true", help="how fast pages are, and what the index costs")
    parser.add_argument("--quality", action="store_true", help="how early known items are found")
    parser.add_argument("--turns", type=int, default=ALL_TURNS, help="of the corpus; all, if not said")
    parser.add_argument("--times", type=int, default=1, help="copies of the corpus in a last step")
    parser.add_argument(
        "--explain", action="store_true", help="how the database finds the three slowest pages"
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of .jsonl.xz files")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")
    django.setup()
    from .searching_load import multiplier, own_database

    say_load()
    if asked.quality:
        from .searching_quality import quality_table

        with own_database():
            quality_table(say)
        return 0
    if not list(asked.corpus.glob("*.jsonl.xz")):
        parser.error(f"{asked.corpus} holds no files .jsonl.xz (the corpus is not part of the project)")
    if asked.times > 1 and not multiplier(asked.corpus).exists():
        parser.error(f"{multiplier(asked.corpus)} is not there (it is not part of the project)")
    return search_table(asked.corpus, asked.turns, asked.times, asked.explain)


if __name__ == "__main__":
    sys.exit(main())
