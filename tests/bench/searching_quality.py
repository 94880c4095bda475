"""How early the first page of results has what a reader means.

- known items: the title of an agenda item must bring turns of such an item, asked as it is printed and by up
  to three of its words
- questions.csv: what citizens ask, with the turns that must come early and those that must not

All minutes at hand are imported: the demo's, the samples beside the checkout where there are any, and of the
corpus there as many meetings as have ITEMS headings. A corpus has no agenda: a numbered line that ends a turn
(「(3) …について」) opens an item there.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from django.core.management import call_command
from tqdm import tqdm

from meetings.archive.line_files import Line, open_lines
from meetings.archive.loading import Loader
from meetings.models import AgendaItem, Turn, TurnIndex
from meetings.search.analysis import cut, is_content, tokens
from meetings.search.engine import turns_found
from meetings.search.folding import fold
from meetings.search.judged import EARLY, Judgement, read_judged
from meetings.search.query import parse
from meetings.search.request import SearchRequest
from meetings.web.search.answers import first_turns

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"
QUESTIONS = Path(__file__).with_name("questions.csv")
ITEMS = 300
MOST_WORDS = 3
SAYS_NOTHING = {"案", "件", "等", "議題", "議事", "報告", "その他", "事項", "説明", "質疑"}
"""Of titles: they stand in too many to be what one looks for."""
_HEADING = re.compile(r"[(（][0-9０-９]+[)）] *(\S.{1,70}[^。])")


class Quality(NamedTuple):
    """Of all items asked for: the share with a turn on the first page, with one among the EARLY first, and
    the mean of 1 / the place of the first."""

    items: int
    found: float
    recall: float
    reciprocal: float


Answer = Callable[[str], Sequence[str]]
"""What is typed → of the turns that come, the first ones first, the titles of their items."""


def import_minutes() -> None:
    """The demo's minutes, the samples and some of the corpus; what cannot be read is left out."""
    call_command("load_municipalities", DEMO / "municipalities.csv", stdout=io.StringIO())
    folders = [SHARED / "samples" / name for name in ("seeds", "layouts", "real")]
    documents = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    for path in tqdm([DEMO / "documents", *documents], desc="importing", leave=False, disable=None):
        try:
            call_command("import_minutes", path, commit=True, publish=True, verbosity=0, stderr=io.StringIO())
        except SystemExit:
            continue
    Loader().load(with_items(_corpus(), ITEMS))


def _corpus() -> Iterator[bytes]:
    for file in sorted((SHARED / "corpus").glob("*.jsonl.xz")):
        with open_lines(str(file)) as opened:
            yield from (line.data for line in opened.lines() if line.data)


def with_items(meetings: Iterator[bytes], wanted: int) -> Iterator[Line]:
    """Meetings with numbered headings, these made into their agenda, until there are so many."""
    number = 0
    for data in meetings:
        meeting = json.loads(data)
        for turn in meeting["turns"]:
            turn["agenda"] = len(meeting["agenda"]) - 1 if meeting["agenda"] else None
            heading = _HEADING.fullmatch(turn["text"].rstrip().rpartition("\n")[2])
            if heading and "\n" in turn["text"]:
                meeting["agenda"].append({"title": heading[1]})
        if meeting["agenda"]:
            number += 1
            yield Line(number, json.dumps(meeting).encode())
            wanted -= len(meeting["agenda"])
            if wanted <= 0:
                return


def words_of(title: str) -> list[str]:
    """What a reader would type of it: 分科会の役割分担(案)について as 分科会 and 役割分担."""
    surfaces, _ = cut(fold(title))
    runs = ("".join(run) for is_word, run in groupby(surfaces, is_content) if is_word)
    wanted = (run for run in runs if len(run) > 1 and not run.isdigit() and run not in SAYS_NOTHING)
    return list(islice(dict.fromkeys(wanted), MOST_WORDS))


def known_items() -> Iterator[AgendaItem]:
    """Those under which something is said and whose title says something."""
    items = AgendaItem.objects.filter(turns__turnindex__isnull=False).select_related("meeting")
    for item in items.distinct().order_by("pk"):
        if words_of(item.title):
            yield item


def first_page(typed: str) -> Sequence[str]:
    """What a reader is shown who types it: the hits, and what goes on below few of them."""
    turns = first_turns(typed)
    titles = {
        (turn.meeting.identifier, turn.number): _title(turn)
        for turn in Turn.objects.filter(meeting__identifier__in={turn.meeting for turn in turns})
        .filter(number__in={turn.number for turn in turns})
        .select_related("meeting", "item")
    }
    return [titles[turn] for turn in turns]


def hits_alone(typed: str) -> Sequence[str]:
    """The hits of the words and nothing else."""
    return [_title(turn) for turn in turns_found(SearchRequest(query=parse(typed)), TurnIndex.objects.all())]


def _title(turn: Turn) -> str:
    return fold(turn.item.title) if turn.item else ""


def measure(answer: Answer, typed: Callable[[AgendaItem], str], items: Sequence[AgendaItem]) -> Quality:
    """Ask for every item. A turn of another meeting's item of the same title is as good."""
    places = []
    for item in tqdm(items, desc="asking", leave=False, disable=None):
        titles = list(answer(typed(item)))
        title = fold(item.title)
        places.append(titles.index(title) + 1 if title in titles else 0)
    found = [place for place in places if place]
    return Quality(
        items=len(places),
        found=len(found) / len(places),
        recall=sum(place <= EARLY for place in found) / len(places),
        reciprocal=sum(1 / place for place in found) / len(places),
    )


def judgements() -> list[Judgement]:
    """The answers to the questions of citizens."""
    with QUESTIONS.open(encoding="utf-8", newline="") as lines:
        return [one.judge(first_turns(one.query)) for one in read_judged(lines)]


def same_words() -> tuple[int, int]:
    """Of compounds as the turns print them: how many there are, and how many are cut alike by themselves."""
    compounds = set()
    for text in Turn.objects.published().values_list("text", flat=True):
        surfaces, _ = cut(fold(text))
        compounds |= {tuple(run) for is_word, run in groupby(surfaces, is_content) if is_word}
    alike = sum([one.surface for one in tokens("".join(run))] == list(run) for run in compounds)
    return len(compounds), alike


TYPED: dict[str, Callable[[AgendaItem], str]] = {
    "words": lambda item: " ".join(words_of(item.title)),
    "title": lambda item: item.title,
}


def in_figures(one: Quality) -> str:
    return f"{one.items:>6}{one.found:>8.3f}{one.recall:>11.3f}{one.reciprocal:>8.3f}"


def quality_table(say: Callable[[str], None]) -> None:
    import_minutes()
    say(f"{TurnIndex.objects.count():,} turns; of each item the title, or {MOST_WORDS} words of it")
    say("page: hits and what goes on below them; hits: all of them and nothing below")
    say("found: items of whose turns any comes; MRR: mean of 1 / place of the first")
    items = list(known_items())
    of_documents = [item for item in items if item.meeting.source_id]
    say(
        f"documents: the demo and the samples; all: with {len(items) - len(of_documents)} items of the corpus"
    )
    say(f"{'':<11}{'typed':<7}{'answer':<8}{'items':>6}{'found':>8}{f'recall@{EARLY}':>11}{'MRR':>8}")
    for of, asked in {"documents": of_documents, "all": items}.items():
        for typed, how in TYPED.items():
            for name, answer in {"page": first_page, "hits": hits_alone}.items():
                say(f"{of:<11}{typed:<7}{name:<8}{in_figures(measure(answer, how, asked))}")
    judged = judgements()
    right = sum(one.is_right for one in judged)
    say(f"questions of citizens answered rightly among the first {EARLY}: {right} of {len(judged)}")
    for one in judged:
        if not one.is_right:
            say(f"    {one.judged.query}: misses {one.missed or 'nothing'}, has {one.unwanted or 'nothing'}")
    compounds, alike = same_words()
    say(f"of {compounds:,} different compounds in the texts {alike / compounds:.1%} are cut alike alone")
