"""How often the word that was meant is offered for one that was mistyped:
.venv/bin/python -m tests.bench.searching_misprints [--turns N]

First for the list in tests/search/misprints.txt, over the demo's minutes. Then, where the corpus is beside
the checkout, for words of its own that are mistyped here by rules: in a kanji that sounds alike, a letter
lost or swapped with the next, in kana, in kana with a slip, in Latin letters.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import django
from django.core.management import call_command

DEMO = Path(__file__).resolve().parents[2] / "fixtures"
LIST = Path(__file__).resolve().parents[1] / "search" / "misprints.txt"
OF_EACH_KIND = 100
FREQUENT = 10
"""Turns that a word must be in to be mistyped here."""
FIRST = 3


class Misprint(NamedTuple):
    """What was typed, and what was meant."""

    typed: str
    wanted: str


class Found(NamedTuple):
    """How many were tried, offered first, offered among the first three; how long the slowest took."""

    tried: int
    first: int
    early: int
    milliseconds: float
    missed: tuple[Misprint, ...]


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def listed() -> list[Misprint]:
    """Those of the list: typed and wanted, a tab between them; # begins a comment."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [Misprint(typed, wanted) for typed, wanted in rows]


def offers(typed: str) -> list[str]:
    """What the page of results offers for it, also beside few hits."""
    from meetings.models import TurnIndex
    from meetings.search.engine import search
    from meetings.search.query import as_typed, parse
    from meetings.search.request import SearchRequest

    results = search(SearchRequest(query=parse(typed)), TurnIndex.objects.all())
    if results.absence:
        return [as_typed(near.query) for near in results.absence.near]
    return (
        [as_typed(results.meant.query)]
        if results.meant
        else [s.text for w in results.spellings for s in w.spellings]
    )


def import_demo() -> None:
    """The minutes that bin/demo shows."""
    call_command("load_municipalities", DEMO / "municipalities.csv", stdout=io.StringIO())
    call_command("import_minutes", DEMO / "documents", commit=True, verbosity=0)


def measure(misprints: Iterable[Misprint]) -> Found:
    places, times, missed = [], [0.0], []
    for misprint in misprints:
        begun = time.perf_counter()
        found = offers(misprint.typed)
        times.append((time.perf_counter() - begun) * 1000)
        places.append(found.index(misprint.wanted) if misprint.wanted in found else FIRST)
        if places[-1]:
            missed.append(misprint)
    early = sum(place < FIRST for place in places)
    return Found(len(places), places.count(0), early, max(times), tuple(missed))


def frequent_words(most: int) -> list[tuple[str, str]]:
    """Words of the archive that a few turns have, each with its sound, in an order by chance."""
    from meetings.models import ArchiveWord
    from meetings.search.suggestions.counting import frequencies

    rows = [
        (word, sounds[0])
        for word, sounds in ArchiveWord.objects.order_by("word").values_list("word", "sounds")
        if len(word) > 1 and sounds
    ]
    random.Random(12).shuffle(rows)
    often = frequencies([word for word, _ in rows[: most * 8]])
    return [row for row in rows if often.get(row[0], 0) >= FREQUENT][:most]


def kinds() -> dict[str, Callable[[str, str], str | None]]:
    from meetings.models import WordForm
    from meetings.search.dictionary import readings
    from meetings.search.suggestions.romaji import in_kana

    chance = random.Random(5)
    known = set(WordForm.objects.values_list("surface", flat=True))
    kanji = sorted({letter for surface in known for letter in surface if "一" <= letter <= "鿿"})
    by_sound: dict[str, list[str]] = {}
    for letter in kanji:
        for said in readings(letter):
            by_sound.setdefault(said, []).append(letter)

    def homophone(word: str, sound: str) -> str | None:
        places = [at for at, letter in enumerate(word) if "一" <= letter <= "鿿"]
        for at in chance.sample(places, len(places)):
            said = [each for each in readings(word[at]) if each in sound]
            others = [other for each in said for other in by_sound[each] if other != word[at]]
            for other in chance.sample(others, min(4, len(others))):
                if (typed := word[:at] + other + word[at + 1 :]) not in known:
                    return typed
        return None

    def lost(word: str, _: str) -> str | None:
        at = chance.randrange(len(word))
        typed = word[:at] + word[at + 1 :]
        return typed if len(word) > 3 and not word.startswith(typed) else None

    def swapped(word: str, _: str) -> str | None:
        at = chance.randrange(len(word) - 1)
        typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return typed if len(word) > 2 and typed != word else None

    def kana(word: str, sound: str) -> str | None:
        return hiragana(sound) if len(sound) > 2 else None

    def slipped(word: str, sound: str) -> str | None:
        at = chance.randrange(len(sound))
        return hiragana(sound[:at] + sound[at + 1 :]) if len(sound) > 4 else None

    def latin(word: str, sound: str) -> str | None:
        typed = romaji(sound)
        return typed if len(sound) > 3 and typed and in_kana(typed) == sound else None

    return {
        "a kanji that sounds alike": homophone,
        "a letter lost": lost,
        "two letters swapped": swapped,
        "in kana": kana,
        "in kana, a letter lost": slipped,
        "in Latin letters": latin,
    }


def hiragana(katakana: str) -> str:
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in katakana)


def romaji(katakana: str) -> str | None:
    """As one types it; None where that is not known here."""
    from meetings.search.suggestions.romaji import syllables

    by_kana = {kana: typed for typed, kana in reversed(syllables().items())} | {"ン": "nn"}
    typed, at = "", 0
    while at < len(katakana):
        if katakana[at] == "ッ":
            following = romaji(katakana[at + 1 :])
            return typed + following[0] + following if following else None
        kana = next((katakana[at : at + n] for n in (2, 1) if katakana[at : at + n] in by_kana), None)
        if kana is None:
            return None
        typed, at = typed + by_kana[kana], at + len(kana)
    return typed


def compounds(words: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What turns say in two words, one of them among these."""
    from meetings.models import TurnIndex
    from meetings.search.conditions import Sql
    from meetings.search.hit_query import meets
    from meetings.search.lexemes import vector

    for word, sound in words:
        lookup = f"'{word}'"
        rows = meets(TurnIndex.objects.all(), Sql(f"{vector()} @@ %s::tsquery", (lookup,)))
        for text in rows.values_list("segmented", flat=True)[:1]:
            pieces = text.split("\x1f")
            at = pieces.index(word) if word in pieces else -1
            from meetings.search.suggestions.vocabulary import entry_of

            behind = entry_of(pieces[at + 1]) if 0 <= at < len(pieces) - 1 else None
            if behind and len(behind.word) > 1 and behind.sounds and behind.word == pieces[at + 1]:
                yield word + behind.word, sound + behind.sounds[0]


def corpus_table(words: Sequence[tuple[str, str]], verbose: bool) -> None:
    for name, mistyped in kinds().items():
        made = (Misprint(typed, word) for word, sound in words if (typed := mistyped(word, sound)))
        line(name, measure(misprint for _, misprint in zip(range(OF_EACH_KIND), made, strict=False)), verbose)


def line(name: str, found: Found, verbose: bool) -> None:
    tried = max(1, found.tried)
    shares = f"{found.first / tried:>8.2f}{found.early / tried:>14.2f}{found.milliseconds:>10.0f}"
    say(f"{name:<28}{found.tried:>6}{shares}")
    if verbose and found.missed:
        say("    " + " ".join(f"{typed}→{wanted}" for typed, wanted in found.missed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=20_000)
    parser.add_argument("--verbose", action="store_true", help="name those that are not first")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")
    django.setup()
    from .searching import CORPUS
    from .searching_load import load, own_database

    say(f"{'':<28}{'tried':>6}{'first':>8}{'first three':>14}{'slowest, ms':>10}")
    with own_database():
        import_demo()
        line("list over the demo", measure(listed()), asked.verbose)
    if list(CORPUS.glob("*.jsonl.xz")):
        with own_database():
            loaded = load(CORPUS, asked.turns)
            say(f"{loaded.turns:,} turns of the corpus, loaded in {loaded.seconds:.0f} s")
            words = frequent_words(OF_EACH_KIND * 4)
            corpus_table(words, asked.verbose)
            say("compounds of two words")
            corpus_table(list(compounds(words)), asked.verbose)


if __name__ == "__main__":
    main()
