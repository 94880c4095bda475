"""Learns the weights of parser/weighing/states.py from papers whose lines a person placed.

    python -m tests.importing.training             learn from all papers and write weights.csv
    python -m tests.importing.training --check     cross-validate: a family of papers left out at a time
    python -m tests.importing.training --curve     the same with a quarter, half and all of the papers
    python -m tests.importing.training --place PAPER...    write the `.states` of papers as they are read now,
                                                   for a person to go through

A paper's `.states` file has a letter for each line that is not blank: F page frame, T title, D nameless fact,
N field, V more of it, I entry of the agenda, B heading that is no item, H heading of an item, O opening of a
turn, G more of it, P prose, X remark, R outcome; in brackets those of further pieces of a line that is cut.
Lines of a page's frame are put before and behind papers while learning, since every site has its own.
"""

import argparse
import csv
import hashlib
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields, replace
from multiprocessing import get_context
from pathlib import Path

from meetings.importing import read_document
from meetings.importing.parser import pipeline
from meetings.importing.parser.lines import Line
from meetings.importing.parser.weighing import margins, states, surroundings
from meetings.importing.parser.weighing.evidence import Evidence
from meetings.importing.readers import read
from meetings.importing.source import ReadLine

from . import first_sight, golden, strangers
from .random_field import HOLD, LEAST, RandomField

WEIGHTS = Path(states.__file__).with_name("weights.csv")
LEARNT_FROM = Path(__file__).with_name("weights_learnt_from.txt")
ITEMS = Path(__file__).with_name("item_papers")
PLACED = Path(__file__).with_name("placed_lines.txt")
FRAME = Path(__file__).with_name("frame_lines.txt")
COPIES = 1
"""How often a paper is learnt from with lines of a page's frame around it, beside once without."""
FIELDS = (
    "title", "body", "date", "start", "end", "place", "agenda", "attendance", "materials", "turns", "labels",
    "texts", "turn_agenda",
)  # fmt: skip
"""What is counted of a record; the last three of strangers' papers alone, which have no `turns`."""
_LETTER = re.compile(r"([A-Z])(?:\(([A-Z]+)\))?")
_STATES = {
    "F": "frame", "T": "title", "D": "fact", "B": "heading", "H": "heading", "O": "opening", "G": "speech",
    "P": "prose", "X": "remark", "R": "outcome",
}  # fmt: skip

_LETTERS = {
    **{state: letter for letter, state in _STATES.items()},
    **dict.fromkeys(states.HOLDS, "N"), **dict.fromkeys(("value", "people", "list"), "V"),
    "entry": "I", "heading": "H",
}  # fmt: skip


@dataclass(slots=True)
class Example:
    """A paper's lines with what each is."""

    name: str
    found: list[Evidence]
    path: list[str]


@dataclass(frozen=True, slots=True)
class Paper:
    """Lines, and for each that is not blank the letters of its states, by its number."""

    name: str
    lines: list[ReadLine]
    placed: dict[int, str]


def name_of(path: Path) -> str:
    """mayor-talks.txt; of a stranger's paper with its folder, strangers/second/mayor-talks.txt."""
    of_stranger = strangers.FOLDER in path.parents
    return path.relative_to(strangers.FOLDER.parent).as_posix() if of_stranger else path.name


def content_of(path: Path) -> bytes:
    """A paper's bytes; those of first sight may have to be written first."""
    return first_sight.content_of(path) if first_sight.FOLDER in path.parents else path.read_bytes()


def family_of(name: str) -> str:
    """Papers of one family were made to look alike: the first word of the name."""
    return name.partition("-")[0]


def states_of(path: Path) -> Path:
    """Where a paper's states are: those of the demo minutes bear the whole name."""
    whole = path.with_name(path.name + ".states")
    return whole if whole.exists() else path.with_suffix(".states")


def labelled() -> list[Path]:
    """The papers and the demo minutes that have states."""
    others = [*golden.documents(), *sorted(ITEMS.glob("*.txt")), *strangers.papers()]
    return [path for path in (*first_sight.papers(), *others) if states_of(path).exists()]


def example_of(paper: Paper, around: random.Random | None = None) -> Example:
    """A paper as the model sees it, with lines of a page's frame `around` it."""
    lines, placed = (
        (paper.lines, paper.placed) if around is None else _framed(paper.lines, paper.placed, around)
    )
    draft = pipeline.run(pipeline.Draft(list(lines)), last="layout")
    found = surroundings.gather(draft.page, draft.openings)
    return Example(paper.name, found, _path_of(draft.page, found, placed))


def paper_at(path: Path) -> Paper:
    """A paper with its file of states."""
    lines = read(content_of(path), path.name).lines
    letters = [found.group(1) + (found.group(2) or "") for found in _LETTER.finditer(_letters_of(path))]
    printed = [line for line in lines if not is_blank(line)]
    if len(printed) != len(letters):
        raise ValueError(f"{path.name}: {len(printed)} lines, {len(letters)} states")
    placed = {line.number: said for line, said in zip(printed, letters, strict=True)}
    return Paper(name_of(path), lines, placed)


def small_papers() -> Iterator[Paper]:
    """The small papers of placed_lines.txt: each line behind its letters and a tab."""
    for at, text in enumerate(PLACED.read_text(encoding="utf-8").split("\n=====\n")):
        rows = [row.partition("\t") for row in text.rstrip("\n").split("\n")]
        lines = [ReadLine(number, line) for number, (_, _, line) in enumerate(rows, 1)]
        placed = {number: said for number, (said, _, _) in enumerate(rows, 1) if said}
        yield Paper(f"small{at:03}", lines, placed)


def _letters_of(path: Path) -> str:
    return states_of(path).read_text(encoding="utf-8").strip()


def is_blank(line: ReadLine) -> bool:
    """Whether nothing but white space and the bars of a table is on it."""
    return not re.sub(r"[|｜│┃\s]", "", line.text)


def _framed(
    lines: Sequence[ReadLine], placed: dict[int, str], around: random.Random
) -> tuple[list[ReadLine], dict[int, str]]:
    """The lines with some of a page's frame before and behind them; now and then without blank lines."""
    above, below = frame_lines()
    before = around.sample(above, around.choice((0, 1, 1, 2, 4)))
    behind = around.sample(below, around.choice((0, 1, 1, 2, 4)))
    close = around.random() < 0.15
    kept = [line for line in lines if not (close and is_blank(line))]
    gap = [""] * around.choice((0, 1))
    texts = [*before, *gap] if before else []
    tail = [*gap, *behind] if behind else []
    shift = len(texts)
    out = [ReadLine(number, text) for number, text in enumerate(texts, 1)]
    at = {}
    for number, line in enumerate(kept, shift + 1):
        out.append(replace(line, number=number))
        if line.number in placed:
            at[number] = placed[line.number]
    out += [ReadLine(number, text) for number, text in enumerate(tail, len(out) + 1)]
    for line in out[:shift] + out[len(out) - len(tail) :]:
        at[line.number] = "F"
    return out, at


def frame_lines() -> tuple[list[str], list[str]]:
    """Lines that stand above a page's text, and lines that stand below it."""
    above, _, below = FRAME.read_text(encoding="utf-8").partition("\n\n")
    return above.splitlines(), below.splitlines()


def _path_of(page: Sequence[Line], found: Sequence[Evidence], placed: dict[int, str]) -> list[str]:
    seen: Counter[int] = Counter()
    letter: dict[int, str] = {}
    for line in page:
        for number, text in line.parts:
            if text.strip():
                said = placed.get(number, "F")
                letter.setdefault(id(line), said[min(seen[number], len(said) - 1)])
                seen[number] += 1
    path: list[str] = []
    opened = ""
    for one in found:
        said = letter[id(one.line)]
        if said in "VI":  # what goes on with no field is a heading
            state = opened or "heading"
        else:
            state = states.field_state(one) if said == "N" else _STATES[said]
        path.append(state if states.left_open(opened, state) is not None else "prose")
        opened = states.left_open(opened, path[-1]) or ""
    return path


def draft_of(path: Path) -> str:
    """The states of a paper as its lines are read now. A person goes through them: what is read wrong must
    not be learnt."""
    lines = read(content_of(path), path.name).lines
    draft = pipeline.run(pipeline.Draft(list(lines)), last="layout")
    found = surroundings.gather(draft.page, draft.openings)
    stated = dict(zip((id(one.line) for one in found), states.best_path(found), strict=True))
    letters: dict[int, str] = {}
    for line in draft.page:
        for number, text in line.parts:
            if text.strip():
                said = _LETTERS[stated[id(line)]] if id(line) in stated else "F"
                letters[number] = letters.get(number, "") + said
    printed = (letters.get(line.number, "F") for line in lines if not is_blank(line))
    return "".join(one[0] if len(set(one)) == 1 else f"{one[0]}({one[1:]})" for one in printed)


def learnt_from(groups: Iterable[Sequence[Example]]) -> states.Weights:
    """The weights learnt from papers; of each paper its example and those with a frame around it."""
    examples = [(example.found, example.path) for group in groups for example in group]
    return RandomField(examples).learn()


def prepared() -> list[list[Example]]:
    """Of each paper its example, then those with a page's frame."""
    groups = []
    for at, paper in enumerate([*map(paper_at, labelled()), *small_papers()]):
        around = random.Random(at)
        groups.append([example_of(paper), *(example_of(paper, around) for _ in range(COPIES))])
    return groups


def folds(groups: Sequence[Sequence[Example]], count: int) -> Iterator[tuple[list[Sequence[Example]], ...]]:
    """(papers to learn from, papers to judge), no family on both sides."""
    families = sorted({family_of(group[0].name) for group in groups})
    random.Random(1).shuffle(families)
    for fold in range(count):
        out = set(families[fold::count])
        yield (
            [group for group in groups if family_of(group[0].name) not in out],
            [group for group in groups if family_of(group[0].name) in out],
        )


def write(weights: states.Weights, groups: Sequence[Sequence[Example]]) -> int:
    """Write the model and what it was learnt from; gives how many weights it has."""
    rows = [(fact, state, weight / 100) for fact, found in weights.items() for state, weight in found.items()]
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(sorted(rows))
    LEARNT_FROM.write_text(f"{seal(groups)}\n", encoding="ascii")
    return len(rows)


def seal(groups: Sequence[Sequence[Example]]) -> str:
    """A short sum of all that decides the weights, and of the file as it stands. It changes with a paper, a
    fact of a line, a number above, and with a weight that was changed by hand."""
    found = hashlib.sha256(repr((HOLD, LEAST)).encode())
    for example in (example for group in groups for example in group):
        for one, state in zip(example.found, example.path, strict=True):
            told = (state, *one.facts, "", *one.links, "", *states.possible(one), "\n")
            found.update("\0".join(told).encode())
    found.update(WEIGHTS.read_bytes())
    return found.hexdigest()[:32]


@dataclass(slots=True)
class Judged:
    """How papers were read that were not learnt from."""

    papers: int = 0
    lines: int = 0
    wrong: int = 0
    placed: int = 0
    """Papers whose lines are all in their places."""
    framed: int = 0
    around: int = 0
    records: int = 0
    right: int = 0
    """Papers whose record is wholly right."""
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    short: list[tuple[str, list[str]]] = field(default_factory=list)
    """What is wrong of each paper that is not."""
    fields: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Judged") -> "Judged":
        return Judged(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def judge(self, group: Sequence[Example], path: Path | None) -> None:
        """One paper, with the model that is set."""
        plain, *around = group
        said = states.best_path(plain.found)
        pairs = Counter(zip(plain.path, said, strict=True))
        self.confused += Counter({pair: times for pair, times in pairs.items() if pair[0] != pair[1]})
        missed = sum(a != b for a, b in zip(plain.path, said, strict=True))
        self.papers += 1
        self.lines += len(said)
        self.wrong += missed
        self.placed += not missed
        self.around += len(around)
        self.framed += sum(states.best_path(one.found) == one.path for one in around)
        if path is not None:
            self._record(path)

    def _record(self, path: Path) -> None:
        writer = strangers if strangers.FOLDER in path.parents else first_sight
        expected = writer.expected_of(path)
        differ = writer.differences(read_document(content_of(path), path.name), expected)
        self.records += 1
        self.right += not differ
        if differ:
            self.short.append((name_of(path), differ))
        wrong = {field_of(one) for one in differ}
        for name in (name for name in FIELDS if expected.get(name) is not None):
            self.asked[name] += 1
            self.fields[name] += name not in wrong and "all" not in wrong

    def say(self) -> None:
        """Print it."""
        print(
            f"lines in place: {self.lines - self.wrong} of {self.lines} ({1 - self.wrong / self.lines:.4f})"
        )
        print(f"papers with all lines in place: {self.placed} of {self.papers}; ", end="")
        print(f"with a frame around them {self.framed} of {self.around}")
        print(f"records wholly right: {self.right} of {self.records} ({self.right / self.records:.3f})")
        print("  ".join(f"{name} {self.fields[name] / asked:.3f}" for name, asked in self.asked.items()))


def field_of(difference: str) -> str:
    """Which field a difference speaks of."""
    name = difference.partition(":")[0]
    return name if name.isidentifier() else "turns" if "turns, not" in name or name.startswith("{") else "all"


def check(groups: Sequence[Sequence[Example]], count: int, share: float = 1.0) -> Judged:
    """How well papers of families that were not learnt from are read; each fold in a process of its own."""
    global _folds
    _folds = [
        (random.Random(2).sample(learn, round(share * len(learn))), judge)
        for learn, judge in folds(groups, count)
    ]
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        return sum(pool.map(_judged, range(len(_folds))), Judged())


_folds: list[tuple[Sequence[Sequence[Example]], ...]] = []
"""What processes find when they are forked: evidence need not be sent to them."""


def _judged(fold: int) -> Judged:
    learn, judge = _folds[fold]
    model, judged = states.Model(learnt_from(learn)), Judged()
    states.learnt = lambda: model  # type: ignore[assignment]
    margins.learnt = states.learnt
    by_name = {name_of(path): path for path in (*first_sight.papers(), *strangers.papers())}
    for group in judge:
        judged.judge(group, by_name.get(group[0].name))
    return judged


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--place", nargs="+", type=Path, metavar="PAPER")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong of each paper")
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args()
    for path in options.place or ():
        states_of(path).write_text(f"{draft_of(path)}\n", encoding="utf-8")
    if options.place:
        return
    began = time.monotonic()
    groups = prepared()
    print(f"{len(groups)} papers, {sum(len(group[0].found) for group in groups)} lines")
    if options.check or options.curve:
        for share in (0.25, 0.5, 1.0) if options.curve else (1.0,):
            judged = check(groups, options.folds, share)
            print(f"learnt from {share:.0%} of the other families")
            judged.say()
        for (state, said), times in judged.confused.most_common(20):
            print(f"  {times:4} {state} taken for {said}")
        if options.wrong:
            for name, differ in judged.short:
                print(name, *(f"    {one[:200]}" for one in differ), sep="\n")
    else:
        print(f"{write(learnt_from(groups), groups)} weights in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
